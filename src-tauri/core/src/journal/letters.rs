//! What an update says: its references looked up, its promises answered, its page put together.

use super::Journal;
use crate::entry::Sensitivity;
use crate::error::{Error, Result};
use crate::id::{GoalId, NeedId, UpdateId};
use crate::kind::Kind;
use crate::store::{self, Db};
use crate::time::{Day, Moment};
use crate::update::page::{
    Arranged, GoalFacts, NeedFacts, Page, PageSection, PromiseFacts, Told, page, promising, subject,
};
use crate::update::{Letter, Recipient, SectionKind, Sent, UpdateEdit, UpdatePiece, eml, forms};
use crate::wire::{PieceView, PromiseStep, PromiseView, SectionView};

/// An update put together from what the journal holds now.
pub(super) struct Composed {
    /// The subject as printed.
    pub(super) subject: String,
    /// What is printed: the sections that are on.
    pub(super) page: Page,
    /// Every section, those that are off included, as the composer shows them.
    pub(super) sections: Vec<SectionView>,
    /// The promises it answers.
    pub(super) promises: Vec<PromiseView>,
    /// The values of the goals it quotes.
    pub(super) goals: Vec<(GoalId, f64)>,
    /// The needs it raises.
    pub(super) needs: Vec<NeedId>,
}

/// A piece with what it refers to.
struct Looked {
    told: Told,
    kind: Option<Kind>,
    day: Option<Day>,
    confidential: bool,
}

impl Looked {
    fn of(told: Told) -> Self {
        Self { told, kind: None, day: None, confidential: false }
    }
}

/// Until when raisings count: those of later updates are none of this one's.
#[derive(Clone, Copy)]
pub(super) struct AsOf {
    /// The update's number.
    pub(super) number: u32,
    /// The day it was sent; none for a draft.
    pub(super) sent_on: Option<Day>,
}

impl Journal {
    /// Puts an update together.
    pub(super) fn compose(&self, edit: &UpdateEdit, as_of: AsOf) -> Result<Composed> {
        let db = self.store.db();
        let settings = self.update_settings()?;
        let currency = self.settings()?.currency;
        let promises = self.promises_for(as_of)?;
        let last = store::update::last_sent(db, as_of.number)?;
        let mut looked = Vec::new();
        for section in &edit.sections {
            let pieces = section.pieces.iter();
            let pieces = pieces.map(|piece| look_up(db, piece, last.as_ref(), as_of, &currency));
            looked.push(pieces.collect::<Result<Vec<_>>>()?);
        }
        let arranged: Vec<Arranged> = edit
            .sections
            .iter()
            .zip(&looked)
            .map(|(section, looked)| Arranged {
                kind: section.kind,
                heading: section.heading.clone(),
                pieces: looked.iter().map(|piece| piece.told.clone()).collect(),
            })
            .collect();
        let facts: Vec<PromiseFacts> =
            promises.iter().map(|promise| answered(promise, as_of)).collect();
        let whole = page(&arranged, &facts, settings.every_weeks);
        let sections = edit.sections.iter().zip(&looked).zip(&whole.sections);
        let sections = sections.map(|((section, looked), said)| SectionView {
            kind: section.kind,
            heading: forms::read(&said.heading),
            on: section.on,
            pieces: views(&section.pieces, looked, said),
        });
        let on = |(said, section): (&PageSection, &crate::update::UpdateSection)| {
            section.on.then(|| said.clone())
        };
        let sections = sections.collect();
        let page =
            Page { sections: whole.sections.iter().zip(&edit.sections).filter_map(on).collect() };
        let told = edit.sections.iter().filter(|section| section.on);
        let pieces: Vec<&UpdatePiece> = told.flat_map(|section| &section.pieces).collect();
        let goals = pieces.iter().filter_map(|piece| match piece {
            UpdatePiece::Goal { id } => {
                let now = store::goal::read(db, *id).ok().and_then(|goal| goal.measure.now);
                now.map(|now| (*id, now))
            }
            _ => None,
        });
        let needs = pieces.iter().filter_map(|piece| match piece {
            UpdatePiece::Need { id } => store::need::read(db, *id).ok().map(|need| need.id),
            _ => None,
        });
        Ok(Composed {
            subject: forms::read(&subject(&edit.subject, as_of.number)),
            goals: goals.collect(),
            needs: needs.collect(),
            page,
            sections,
            promises,
        })
    }

    /// The promises an update answers: those still open, and those answered since the last one.
    fn promises_for(&self, as_of: AsOf) -> Result<Vec<PromiseView>> {
        let mut promises = store::promise::all(self.store.db())?;
        promises.retain(|promise| {
            let mine = |step: &PromiseStep| step.number == Some(as_of.number);
            let fresh = promise.answer.as_ref().is_some_and(|step| step.number.is_none());
            promise.made_in < as_of.number
                && match as_of.sent_on {
                    // What was still open then was said to be so.
                    Some(_) => {
                        promise.before.iter().chain(&promise.answer).any(mine)
                            || !settled_before(promise, as_of.number)
                    }
                    None => promise.open || fresh,
                }
        });
        // As they were made: the oldest update first, and in its order.
        promises.sort_by_key(|promise| promise.made_in);
        Ok(promises)
    }

    /// Everything an update is sent as.
    pub(super) fn sealed(
        &self,
        id: UpdateId,
        edit: &UpdateEdit,
        composed: &Composed,
        now: &Moment,
    ) -> Result<Sent> {
        let plain = forms::plain(&composed.page);
        let html = forms::html(&composed.page);
        let sender = Recipient {
            person: None,
            name: self.settings()?.author,
            email: self.update_settings()?.email,
        };
        let letter = Letter {
            id,
            at: now.local,
            from: sender,
            to: &edit.to,
            cc: &edit.cc,
            subject: &composed.subject,
            plain: &plain,
            html: &html,
        };
        let message = eml(&letter).map_err(Error::from)?;
        Ok(Sent {
            subject: composed.subject.clone(),
            page: composed.page.clone(),
            markdown: forms::markdown(&composed.page),
            eml: String::from_utf8_lossy(&message).into_owned(),
            goals: composed.goals.clone(),
            plain,
            html,
        })
    }
}

fn settled_before(promise: &PromiseView, number: u32) -> bool {
    let mut steps = promise.before.iter().chain(&promise.answer);
    steps.any(|step| step.what.settles() && step.number.is_some_and(|said| said < number))
}

/// A promise with what this update says of it.
fn answered(promise: &PromiseView, as_of: AsOf) -> PromiseFacts {
    let mut steps = promise.before.iter().chain(&promise.answer);
    let step = match as_of.sent_on {
        Some(_) => steps.rfind(|step| step.number == Some(as_of.number)),
        None => steps.rfind(|step| step.number.is_none()),
    };
    PromiseFacts {
        text: promise.text.clone(),
        what: step.map(|step| step.what),
        to: step.and_then(|step| step.to),
        reason: step.map(|step| step.reason.clone()).unwrap_or_default(),
    }
}

fn look_up(
    db: &Db,
    piece: &UpdatePiece,
    last: Option<&Sent>,
    as_of: AsOf,
    currency: &str,
) -> Result<Looked> {
    let found = match piece {
        UpdatePiece::Text { text } => Ok(Looked::of(Told::Text(text.clone()))),
        UpdatePiece::Entry { id, words } => store::entry::read(db, *id).map(|entry| Looked {
            told: Told::Sentence {
                text: words.clone().unwrap_or(entry.text),
                status: None,
                figure: None,
                sure: None,
            },
            kind: entry.kind,
            day: Some(entry.day),
            confidential: entry.sensitivity == Sensitivity::Confidential,
        }),
        UpdatePiece::Outcome { id, words } => outcome(db, *id, words.as_deref(), currency),
        UpdatePiece::Goal { id } => store::goal::read(db, *id).map(|goal| {
            let last = last.and_then(|sent| sent.goals.iter().find(|(known, _)| known == id));
            Looked::of(Told::Goal(GoalFacts {
                statement: goal.statement,
                measure: goal.measure.name,
                unit: goal.measure.unit,
                now: goal.measure.now,
                last: last.map(|(_, value)| *value),
                target: goal.measure.target,
            }))
        }),
        UpdatePiece::Need { id } => need(db, *id, as_of),
    };
    match found {
        Err(Error::NotFound(_)) => Ok(Looked::of(Told::Gone)),
        other => other,
    }
}

fn outcome(
    db: &Db,
    id: crate::id::OutcomeId,
    words: Option<&str>,
    currency: &str,
) -> Result<Looked> {
    let outcome = store::outcome::read(db, id)?;
    let first = outcome.entries.first().and_then(|entry| store::entry::read(db, *entry).ok());
    let figure = outcome.figure.filter(|_| outcome.status.counts());
    Ok(Looked {
        told: Told::Sentence {
            text: words.map_or(outcome.statement, str::to_owned),
            status: Some(outcome.status),
            sure: outcome.confidence.map(|sure| sure.name().to_owned()),
            figure: figure.map(|figure| figure.text(currency)),
        },
        kind: first.as_ref().and_then(|entry| entry.kind),
        day: Some(outcome.day),
        confidential: store::outcome::is_confidential(db, id)?,
    })
}

fn need(db: &Db, id: NeedId, as_of: AsOf) -> Result<Looked> {
    let need = store::need::read(db, id)?;
    let raised = store::need::raised(db, id)?;
    let raised = match as_of.sent_on {
        Some(sent) => raised
            .iter()
            .filter(|(day, number)| number.map_or(*day <= sent, |number| number <= as_of.number))
            .count(),
        // The first update with it takes over the raising it was written with.
        None if matches!(raised.as_slice(), [(_, None)]) => 1,
        None => raised.len() + 1,
    };
    Ok(Looked::of(Told::Need(NeedFacts {
        text: need.edit.text,
        from: need.edit.from,
        by: need.edit.by,
        otherwise: need.edit.otherwise,
        raised: u32::try_from(raised).unwrap_or(u32::MAX),
        since: need.edit.since.unwrap_or_default(),
    })))
}

fn views(pieces: &[UpdatePiece], looked: &[Looked], said: &PageSection) -> Vec<PieceView> {
    let view = |((piece, looked), blocks): ((&UpdatePiece, &Looked), &Vec<_>)| {
        let (text, notes) = read(blocks);
        PieceView {
            piece: piece.clone(),
            text,
            notes,
            kind: looked.kind,
            day: looked.day,
            gone: matches!(looked.told, Told::Gone),
            confidential: looked.confidential,
        }
    };
    pieces.iter().zip(looked).zip(&said.pieces).map(view).collect()
}

/// What blocks say: their sentences, and the lines under them.
fn read(blocks: &[crate::update::page::Block]) -> (String, Vec<String>) {
    let lines: Vec<String> = blocks.iter().map(|block| forms::read(&block.line)).collect();
    let notes = blocks.iter().flat_map(|block| &block.notes).map(forms::read).collect();
    (lines.join("\n"), notes)
}

/// The sections of a sent update, with what they said then.
pub(super) fn as_sent(edit: &UpdateEdit, sent: &Sent) -> Vec<SectionView> {
    let mut told = sent.page.sections.iter();
    let mut views = Vec::new();
    for section in &edit.sections {
        let said = if section.on { told.next() } else { None };
        let pieces = section.pieces.iter().enumerate().map(|(place, piece)| {
            let blocks = said.and_then(|said| said.pieces.get(place));
            let (text, notes) = blocks.map(|blocks| read(blocks)).unwrap_or_default();
            PieceView {
                piece: piece.clone(),
                text,
                notes,
                kind: None,
                day: None,
                gone: false,
                confidential: false,
            }
        });
        views.push(SectionView {
            kind: section.kind,
            heading: said.map(|said| forms::read(&said.heading)).unwrap_or_default(),
            on: section.on,
            pieces: pieces.collect(),
        });
    }
    views
}

/// The lines of an update that become promises.
pub(super) fn promised(edit: &UpdateEdit) -> Vec<String> {
    let next = edit.sections.iter().filter(|one| one.on && one.kind == SectionKind::Next);
    let texts: Vec<&str> = next
        .flat_map(|section| &section.pieces)
        .filter_map(|piece| match piece {
            UpdatePiece::Text { text } => Some(text.as_str()),
            _ => None,
        })
        .collect();
    promising(&texts)
}
