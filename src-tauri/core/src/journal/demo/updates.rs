//! The demo's needs, the three updates it sent, and the promises in them.

use chrono::TimeDelta;
use serde::Deserialize;

use super::{DEMO, Names, afternoon};
use crate::error::{Error, Result};
use crate::id::{NeedId, UpdateId};
use crate::journal::Journal;
use crate::store;
use crate::time::{Day, Moment};
use crate::update::{
    NeedAnswer, NeedAnswered, NeedEdit, PromiseAnswer, PromiseAnswered, SectionKind, UpdateEdit,
    UpdatePiece,
};

/// Where the company's mail goes; a name that nobody can own.
const MAIL: &str = "quillmarsh.example";

#[derive(Deserialize)]
struct Letters {
    anchor_today: Day,
    asks: Vec<Ask>,
    updates: Vec<Sent>,
}

#[derive(Deserialize)]
struct Ask {
    id: String,
    to: String,
    text: String,
    first_raised: Day,
    status: String,
    #[serde(default)]
    closed: Option<Day>,
    #[serde(default)]
    reason: String,
}

#[derive(Deserialize)]
struct Sent {
    sent: Day,
    progress: Vec<String>,
    said_i_would: Vec<String>,
    #[serde(default)]
    kept: Vec<String>,
    asks: Vec<String>,
}

/// Writes and sends the updates, each on its day, as a person would have.
pub(super) fn fill(journal: &mut Journal, names: &Names, now: &Moment) -> Result<()> {
    let letters: Letters = serde_json::from_str(DEMO).map_err(|error| {
        Error::Damaged(format!("the demo is not readable, line {}", error.line()))
    })?;
    let shift = now.day() - letters.anchor_today;
    let on = |day: Day| at(day + shift, now);
    let mut needs: Vec<(String, NeedId)> = Vec::new();
    for sent in &letters.updates {
        let day = on(sent.sent);
        for ask in &letters.asks {
            if ask.closed.is_some_and(|closed| closed + shift <= day.day()) {
                answer(journal, ask, &needs, shift, now)?;
            }
            if sent.asks.contains(&ask.id) && needs.iter().all(|(id, _)| *id != ask.id) {
                needs.push((ask.id.clone(), raise(journal, ask, names, &day)?));
            }
        }
        for text in &sent.kept {
            let id = journal.find_promise(text)?;
            let kept =
                PromiseAnswer { what: PromiseAnswered::Kept, to: None, reason: String::new() };
            journal.answer_promise(id, &kept, &day)?;
        }
        let id = journal.new_update(None, Some(day.day()), &day)?.id;
        write(journal, id, sent, names, &needs, &day)?;
        journal.send_update(id, &day)?;
    }
    Ok(())
}

/// The end of the afternoon of `day`, where the reader is.
fn at(day: Day, now: &Moment) -> Moment {
    let local = afternoon(day, *now.local.offset()) + TimeDelta::minutes(30);
    Moment { at: local.to_utc(), local, zone: now.zone.clone() }
}

fn raise(journal: &mut Journal, ask: &Ask, names: &Names, day: &Moment) -> Result<NeedId> {
    let person = names.people.get(&ask.to);
    let edit = NeedEdit {
        text: ask.text.clone(),
        person: person.map(|person| person.id),
        from: person.map(|person| person.name.clone()).unwrap_or_default(),
        ..NeedEdit::default()
    };
    journal.new_need(&edit, day)
}

fn answer(
    journal: &mut Journal,
    ask: &Ask,
    needs: &[(String, NeedId)],
    shift: TimeDelta,
    now: &Moment,
) -> Result<()> {
    let Some((_, id)) = needs.iter().find(|(known, _)| *known == ask.id) else { return Ok(()) };
    if store::need::read(journal.store.db(), *id)?.answer.is_some() {
        return Ok(());
    }
    let how = match ask.status.as_str() {
        "granted" => NeedAnswered::Granted,
        _ => NeedAnswered::Declined,
    };
    let on = ask.closed.map(|closed| (closed + shift).max(ask.first_raised + shift));
    journal.answer_need(*id, &NeedAnswer { how, words: ask.reason.clone(), on }, now)?;
    Ok(())
}

fn write(
    journal: &mut Journal,
    id: UpdateId,
    sent: &Sent,
    names: &Names,
    needs: &[(String, NeedId)],
    day: &Moment,
) -> Result<()> {
    let mut edit: UpdateEdit = journal.update(id, day)?.edit;
    for one in edit.to.iter_mut().chain(&mut edit.cc) {
        let name = one.name.to_lowercase().replace(' ', ".");
        one.email = format!("{name}@{MAIL}");
    }
    let mut changed = Vec::new();
    for entry in &sent.progress {
        let Some(outcome) = names.outcomes.get(entry) else { continue };
        if !store::outcome::is_confidential(journal.store.db(), *outcome)? {
            changed.push(UpdatePiece::Outcome { id: *outcome, words: None });
        }
    }
    let asked = needs.iter().filter(|(known, _)| sent.asks.contains(known));
    let asked: Vec<UpdatePiece> = asked.map(|(_, id)| UpdatePiece::Need { id: *id }).collect();
    let next = UpdatePiece::Text { text: sent.said_i_would.join("\n") };
    for section in &mut edit.sections {
        match section.kind {
            SectionKind::Changed => section.pieces.clone_from(&changed),
            SectionKind::Needs => section.pieces.clone_from(&asked),
            SectionKind::Next => section.pieces = vec![next.clone()],
            _ => {}
        }
    }
    journal.save_update(id, edit, day)?;
    Ok(())
}
