//! Updates: begun, written, sent or skipped, and looked at again.

use chrono::Days;
use uuid::Uuid;

use super::Journal;
use super::letters::{AsOf, Composed, as_sent, promised};
use super::outgoing::stops;
use super::timeline::totals;
use crate::entry::Sensitivity;
use crate::error::{Error, Result};
use crate::goal::{GoalState, Ownership};
use crate::id::UpdateId;
use crate::person::Relation;
use crate::store::snapshot::Scope;
use crate::store::update::Update;
use crate::store::{self, Write, tally};
use crate::time::{Day, Moment, Week};
use crate::update::{
    Recipient, SectionKind, UpdateEdit, UpdatePiece, UpdateSection, UpdateSettings, due_on, forms,
    run,
};
use crate::wire::{
    Deed, EntryLine, GoalLine, PieceAt, RailEntry, RailWeek, SentUpdate, UpdateLine, UpdateState,
    UpdateView, UpdatesView,
};

/// Under which name the settings of updates are kept.
const SETTINGS: &str = "updates";
/// The most weeks from one update to the next.
const MOST_WEEKS: u32 = 12;

/// Whether these numbers can be worked with.
pub(super) fn check(settings: &UpdateSettings) -> Result<()> {
    if !(1..=MOST_WEEKS).contains(&settings.every_weeks) {
        return Err(Error::BadInput("updates come every 1 to 12 weeks".to_owned()));
    }
    if settings.budget == 0 || settings.warn < settings.budget {
        return Err(Error::BadInput(
            "the budget is at least one word, and the warning not below it".to_owned(),
        ));
    }
    Ok(())
}

impl Journal {
    /// How updates are written.
    ///
    /// # Errors
    /// The store does not answer.
    pub fn update_settings(&self) -> Result<UpdateSettings> {
        store::setting::get(self.store.db(), SETTINGS)
    }

    /// Replaces how updates are written.
    ///
    /// # Errors
    /// A number is out of bounds, a section comes twice, or the address is none.
    pub fn save_update_settings(&mut self, settings: &UpdateSettings) -> Result<UpdateSettings> {
        let mut settings = settings.clone();
        check(&settings)?;
        let mut sections: Vec<SectionKind> = Vec::new();
        for kind in settings.sections {
            if !sections.contains(&kind) {
                sections.push(kind);
            }
        }
        settings.sections = sections;
        settings.email = address(&settings.email)?;
        let tx = self.store.write()?;
        store::setting::put(&tx, SETTINGS, &settings)?;
        tx.commit()?;
        Ok(settings)
    }

    /// Every update, and when the next is due.
    ///
    /// # Errors
    /// The store does not answer.
    pub fn updates(&self, now: &Moment) -> Result<UpdatesView> {
        let settings = self.update_settings()?;
        let updates = store::update::all(self.store.db())?;
        let settled: Vec<Day> = updates.iter().filter_map(settled_on).collect();
        Ok(UpdatesView {
            draft: updates.iter().find(|one| one.state == UpdateState::Draft).map(|one| one.id),
            due_on: due_on(settled.first().copied(), settings.every_weeks),
            run: run(&settled, settings.every_weeks, now.day()),
            updates,
            settings,
        })
    }

    /// The update `name` says: a number, `draft`, `last` (sent), an id, or how its subject begins.
    ///
    /// # Errors
    /// None or more than one fits.
    pub fn find_update(&self, name: &str) -> Result<UpdateId> {
        let updates = store::update::all(self.store.db())?;
        let name = name.trim();
        let of = |state: UpdateState| updates.iter().find(|one| one.state == state);
        let number = name.parse::<u32>().ok();
        let named = match name {
            "draft" => of(UpdateState::Draft),
            "last" => of(UpdateState::Sent),
            _ => updates.iter().find(|one| Some(one.number) == number),
        };
        match named {
            Some(named) => Ok(named.id),
            None if matches!(name, "draft" | "last") => Err(Error::NotFound("update")),
            None => super::found(
                updates.iter().map(|one| (one.id, one.id.to_string(), one.subject.as_str())),
                name,
                "update",
            ),
        }
    }

    /// Begins an update. Its period follows the last one's; it goes to whom the last one went, or
    /// to the manager with a copy to theirs. Goals that are mine and open needs stand in it as
    /// references; everything else is empty.
    ///
    /// # Errors
    /// There is a draft already, or the period ends before it begins.
    pub fn new_update(
        &mut self,
        from: Option<Day>,
        until: Option<Day>,
        now: &Moment,
    ) -> Result<UpdateView> {
        let id = self.begin(from, until, now)?;
        self.update(id, now)
    }

    pub(super) fn begin(
        &mut self,
        from: Option<Day>,
        until: Option<Day>,
        now: &Moment,
    ) -> Result<UpdateId> {
        let updates = self.updates(now)?;
        if updates.draft.is_some() {
            return Err(Error::BadInput("there is a draft; send, skip or delete it first".into()));
        }
        let until = until.unwrap_or(now.day());
        let back = Days::new(u64::from(updates.settings.every_weeks) * 7 - 1);
        let after = updates.updates.first().map(|last| last.until + Days::new(1));
        let from = from.unwrap_or_else(|| after.unwrap_or(until - back).min(until));
        let (to, cc) = self.recipients(&updates)?;
        let edit = UpdateEdit {
            subject: String::new(),
            to,
            cc,
            from,
            until,
            sections: self.blank_sections(&updates.settings)?,
            revision: 0,
        };
        let id = UpdateId::new(now);
        self.change(Deed::AddUpdate, |tx, trace| {
            trace.touch(tx, Scope::Update(id.0))?;
            let number = store::update::next_number(tx)?;
            write(tx, id, number, &checked(tx, edit)?)
        })?;
        Ok(id)
    }

    /// Those the last sent update went to, or the manager and theirs.
    fn recipients(&self, updates: &UpdatesView) -> Result<(Vec<Recipient>, Vec<Recipient>)> {
        let db = self.store.db();
        if let Some(last) = updates.updates.iter().find(|one| one.state == UpdateState::Sent) {
            let edit = store::update::read(db, last.id)?.edit;
            return Ok((edit.to, edit.cc));
        }
        let people = store::person::all(db)?;
        let of = |relation: Relation| {
            let fitting = people.iter().filter(move |one| one.relation == Some(relation));
            fitting
                .map(|one| {
                    let email = store::update::address(db, one.id)?;
                    Ok(Recipient { person: Some(one.id), name: one.name.clone(), email })
                })
                .collect::<Result<Vec<_>>>()
        };
        Ok((of(Relation::Manager)?, of(Relation::ManagersManager)?))
    }

    fn blank_sections(&self, settings: &UpdateSettings) -> Result<Vec<UpdateSection>> {
        let db = self.store.db();
        let goals = store::goal::all(db)?.into_iter().filter(|goal| {
            goal.state == GoalState::Active && goal.ownership() == Ownership::UniquelyMine
        });
        let goals: Vec<_> = goals.map(|goal| UpdatePiece::Goal { id: goal.id }).collect();
        let needs = store::need::all(db)?.into_iter().filter(|need| need.answer.is_none());
        let needs: Vec<_> = needs.map(|need| UpdatePiece::Need { id: need.id }).collect();
        let others = SectionKind::ALL.iter().filter(|kind| !settings.sections.contains(kind));
        let section = |kind: SectionKind, on: bool| UpdateSection {
            kind,
            heading: String::new(),
            on,
            pieces: match kind {
                SectionKind::Goals => goals.clone(),
                SectionKind::Needs => needs.clone(),
                _ => Vec::new(),
            },
        };
        let on = settings.sections.iter().map(|kind| section(*kind, true));
        Ok(on.chain(others.map(|kind| section(*kind, false))).collect())
    }

    /// An update with everything beside the page.
    ///
    /// # Errors
    /// There is no such update.
    pub fn update(&self, id: UpdateId, now: &Moment) -> Result<UpdateView> {
        let db = &*self.store.reading()?;
        let settings = self.update_settings()?;
        let update = store::update::read(db, id)?;
        let composed = self.compose(&update.edit, as_of(&update.line))?;
        let today = forms::plain(&composed.page);
        let sent = update.sent.as_ref().map(|sent| SentUpdate {
            at: update.line.at.clone().unwrap_or_default(),
            plain: sent.plain.clone(),
            changed: sent.plain != today,
        });
        let plain = sent.as_ref().map_or(&today, |sent| &sent.plain);
        let words = forms::count_words(plain);
        let (stops, cautions) = if update.line.state == UpdateState::Draft {
            (stops(&composed), cautions(&update.edit, &composed, words, &settings))
        } else {
            (Vec::new(), Vec::new())
        };
        let (from, until) = (update.edit.from, update.edit.until);
        let skipped = update.line.state == UpdateState::Skipped;
        Ok(UpdateView {
            id,
            number: update.line.number,
            subject: update.sent.as_ref().map_or(composed.subject, |sent| sent.subject.clone()),
            state: update.line.state,
            sections: match &update.sent {
                Some(sent) => as_sent(&update.edit, sent),
                None => composed.sections,
            },
            rail: self.rail(&update.edit, now)?,
            totals: totals(&tally::between(db, from, until)?.figures),
            by_family: self.kinds_between(from, until)?.1,
            promises: composed.promises,
            promising: promised(&update.edit),
            needs: self.needs(now)?.open,
            goals: self.goal_lines(&update)?,
            words,
            seconds: forms::seconds(words),
            budget: settings.budget,
            warn: settings.warn,
            stops,
            cautions,
            sent,
            skipped: skipped.then(|| update.line.reason.clone()),
            edit: update.edit,
        })
    }

    /// The entries of the period, by week, the newest week first.
    fn rail(&self, edit: &UpdateEdit, now: &Moment) -> Result<Vec<RailWeek>> {
        let db = self.store.db();
        let used = references(edit);
        let marked = store::week::marked(db, Week::of(edit.from), Week::of(edit.until))?;
        let mut weeks: Vec<RailWeek> = Vec::new();
        for line in self.lines_between(edit.from, edit.until, now)? {
            let things: Vec<Uuid> = things(&line);
            let mut may_leave = line.sensitivity == Sensitivity::Open;
            for outcome in &line.outcomes {
                may_leave &= !store::outcome::is_confidential(db, outcome.id)?;
            }
            let week = Week::of(line.day).to_string();
            let entry = RailEntry {
                used: things.iter().any(|thing| used.contains(thing)),
                used_in: store::update::used_in(db, &things)?,
                marked: marked.contains(&line.id),
                may_leave,
                line,
            };
            match weeks.last_mut().filter(|last| last.week == week) {
                Some(last) => last.entries.push(entry),
                None => weeks.push(RailWeek { week, entries: vec![entry] }),
            }
        }
        weeks.reverse();
        Ok(weeks)
    }

    fn goal_lines(&self, update: &Update) -> Result<Vec<GoalLine>> {
        let db = self.store.db();
        let last = store::update::last_sent(db, update.line.number)?;
        let used = |id| {
            let pieces = update.edit.sections.iter().flat_map(|section| &section.pieces);
            pieces.into_iter().any(|piece| *piece == UpdatePiece::Goal { id })
        };
        let goals = store::goal::all(db)?.into_iter();
        let goals = goals.filter(|goal| goal.state == GoalState::Active);
        let line = |goal: crate::goal::Goal| GoalLine {
            id: goal.id,
            mine: goal.ownership() == Ownership::UniquelyMine,
            used: used(goal.id),
            last: last
                .iter()
                .flat_map(|sent| &sent.goals)
                .find(|(known, _)| *known == goal.id)
                .map(|(_, value)| *value),
            statement: goal.statement,
            measure: goal.measure.name,
            unit: goal.measure.unit,
            now: goal.measure.now,
            target: goal.measure.target,
        };
        Ok(goals.map(line).collect())
    }

    /// Replaces what is written in a draft.
    ///
    /// # Errors
    /// It is no draft any more, the revision is not the newest, a section comes twice, the period
    /// ends before it begins, or an address is none.
    pub fn save_update(
        &mut self,
        id: UpdateId,
        edit: UpdateEdit,
        now: &Moment,
    ) -> Result<UpdateView> {
        self.change(Deed::EditUpdate, |tx, trace| {
            let known = draft(tx, id)?;
            if known.edit.revision != edit.revision {
                return Err(Error::Stale("update"));
            }
            trace.touch(tx, Scope::Update(id.0))?;
            let edit = checked(tx, edit)?;
            let revision = edit.revision + 1;
            write(tx, id, known.line.number, &UpdateEdit { revision, ..edit })
        })?;
        self.update(id, now)
    }

    /// Inserts a reference or text into a draft, and switches its section on.
    ///
    /// # Errors
    /// It is no draft any more, what is referred to is confidential or not there.
    pub fn insert_piece(&mut self, id: UpdateId, at: &PieceAt, now: &Moment) -> Result<UpdateView> {
        self.change(Deed::EditUpdate, |tx, trace| {
            let Update { line, mut edit, .. } = draft(tx, id)?;
            trace.touch(tx, Scope::Update(id.0))?;
            may_be_told(tx, &at.piece)?;
            let section = edit.sections.iter_mut().find(|section| section.kind == at.section);
            let section = section.ok_or(Error::NotFound("section of this update"))?;
            let place = at.place.map_or(usize::MAX, |place| place as usize);
            section.pieces.insert(place.min(section.pieces.len()), at.piece.clone());
            section.on = true;
            edit.revision += 1;
            write(tx, id, line.number, &edit)
        })?;
        self.update(id, now)
    }

    /// Puts a draft or a skipped update into the bin.
    ///
    /// # Errors
    /// It was sent, or is not there.
    pub fn delete_update(&mut self, id: UpdateId, now: &Moment) -> Result<UpdatesView> {
        self.change(Deed::DeleteUpdate, |tx, trace| {
            if store::update::read(tx, id)?.line.state == UpdateState::Sent {
                return Err(Error::BadInput("what was sent stays in the record".to_owned()));
            }
            trace.touch(tx, Scope::Update(id.0))?;
            store::update::delete(tx, id, now.at.timestamp_millis())
        })?;
        self.updates(now)
    }
}

fn settled_on(line: &UpdateLine) -> Option<Day> {
    let at = chrono::DateTime::parse_from_rfc3339(line.at.as_deref()?).ok()?;
    Some(at.date_naive())
}

pub(super) fn as_of(line: &UpdateLine) -> AsOf {
    let sent_on = settled_on(line).filter(|_| line.state == UpdateState::Sent);
    AsOf { number: line.number, sent_on }
}

pub(super) fn draft(db: &store::Db, id: UpdateId) -> Result<Update> {
    let update = store::update::read(db, id)?;
    if update.line.state != UpdateState::Draft {
        return Err(Error::BadInput("it is no draft any more, and stays as it is".to_owned()));
    }
    Ok(update)
}

fn write(tx: &Write<'_>, id: UpdateId, number: u32, edit: &UpdateEdit) -> Result<()> {
    store::update::put(tx, id, number, edit)?;
    for one in edit.to.iter().chain(&edit.cc) {
        if let Some(person) = one.person.filter(|_| !one.email.is_empty()) {
            store::update::put_address(tx, person, &one.email)?;
        }
    }
    store::update::refer(tx, id, &references(edit))
}

/// The entries and outcomes an update refers to.
fn references(edit: &UpdateEdit) -> Vec<Uuid> {
    let pieces = edit.sections.iter().flat_map(|section| &section.pieces);
    pieces
        .filter_map(|piece| match piece {
            UpdatePiece::Entry { id, .. } => Some(id.0),
            UpdatePiece::Outcome { id, .. } => Some(id.0),
            UpdatePiece::Text { .. } | UpdatePiece::Goal { .. } | UpdatePiece::Need { .. } => None,
        })
        .collect()
}

fn things(line: &EntryLine) -> Vec<Uuid> {
    std::iter::once(line.id.0).chain(line.outcomes.iter().map(|outcome| outcome.id.0)).collect()
}

fn checked(tx: &Write<'_>, mut edit: UpdateEdit) -> Result<UpdateEdit> {
    if edit.until < edit.from {
        return Err(Error::BadInput("the period ends before it begins".to_owned()));
    }
    let mut kinds: Vec<SectionKind> = edit.sections.iter().map(|section| section.kind).collect();
    kinds.sort_unstable();
    kinds.dedup();
    if kinds.len() != edit.sections.len() {
        return Err(Error::BadInput("a section stands in an update once".to_owned()));
    }
    for list in [&mut edit.to, &mut edit.cc] {
        list.retain(|one| !one.name.trim().is_empty() || !one.email.trim().is_empty());
        for one in list.iter_mut() {
            one.name = one.name.trim().to_owned();
            one.email = address(&one.email)?;
            if one.person.is_none() {
                one.person = store::person::by_name(tx, &one.name)?;
            }
        }
    }
    Ok(edit)
}

/// An address, or blank. What could end a header, or begin another address, is refused.
fn address(text: &str) -> Result<String> {
    let text = text.trim();
    let parts = text.split_once('@');
    let sound = parts
        .is_some_and(|(name, place)| !name.is_empty() && !place.is_empty() && !place.contains('@'))
        && text.len() <= 254
        && !text
            .chars()
            .any(|c| c.is_control() || c.is_whitespace() || "<>,;:\"()[]\\".contains(c));
    if text.is_empty() || sound {
        return Ok(text.to_owned());
    }
    Err(Error::BadInput("an address is such as name@example.com".to_owned()))
}

fn may_be_told(tx: &Write<'_>, piece: &UpdatePiece) -> Result<()> {
    let confidential = match piece {
        UpdatePiece::Entry { id, .. } => {
            store::entry::read(tx, *id)?.sensitivity == Sensitivity::Confidential
        }
        UpdatePiece::Outcome { id, .. } => {
            store::outcome::read(tx, *id)?;
            store::outcome::is_confidential(tx, *id)?
        }
        UpdatePiece::Goal { id } => store::goal::read(tx, *id).map(|_| false)?,
        UpdatePiece::Need { id } => store::need::read(tx, *id).map(|_| false)?,
        UpdatePiece::Text { .. } => false,
    };
    if confidential {
        return Err(Error::BadInput("it is confidential, and stays in the journal".to_owned()));
    }
    Ok(())
}

/// Codes of what to mind before sending.
fn cautions(
    edit: &UpdateEdit,
    composed: &Composed,
    words: u32,
    settings: &UpdateSettings,
) -> Vec<String> {
    let all = || edit.to.iter().chain(&edit.cc);
    let unanswered = composed
        .promises
        .iter()
        .any(|promise| promise.answer.as_ref().is_none_or(|answer| answer.number.is_some()));
    let cautions = [
        ("no-recipient", edit.to.is_empty()),
        ("no-address", all().any(|one| one.email.is_empty())),
        ("promise-open", unanswered),
        ("over-budget", words > settings.budget && words <= settings.warn),
        ("too-long", words > settings.warn),
    ];
    cautions.into_iter().filter(|(_, holds)| *holds).map(|(code, _)| code.to_owned()).collect()
}
