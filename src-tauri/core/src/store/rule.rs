//! What a packet may not say.

use rusqlite::{Connection, Row};

use crate::error::{Error, Result};
use crate::id::{OutcomeId, PacketId, PersonId};
use crate::wire::{PacketRule, Subject, Treatment};

/// The columns that say what a rule is about: the sort, the key, the words as typed.
fn key(subject: &Subject) -> (&'static str, String, &str) {
    match subject {
        Subject::Person { person } => ("person", person.to_string(), ""),
        Subject::Term { term } => ("term", ledgerline_packet::withhold::squeeze(term), term),
        Subject::Figure { outcome } => ("figure", outcome.to_string(), ""),
    }
}

/// Writes a rule over the one about the same.
pub(crate) fn put(db: &Connection, id: PacketId, rule: &PacketRule) -> Result<()> {
    let (what, subject, words) = key(&rule.subject);
    let (how, stands) = match &rule.treatment {
        Treatment::Keep => ("keep", ""),
        Treatment::Describe { text } => ("describe", text.as_str()),
        Treatment::Band => ("band", ""),
        Treatment::Round => ("round", ""),
        Treatment::Remove => ("remove", ""),
    };
    db.prepare_cached(
        "INSERT OR REPLACE INTO packet_rule (packet_id, what, subject, words, how, stands)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
    )?
    .execute((id.0, what, subject, words, how, stands))?;
    Ok(())
}

/// Takes a rule away; one that is not there is no error.
pub(crate) fn drop(db: &Connection, id: PacketId, subject: &Subject) -> Result<()> {
    let (what, subject, _) = key(subject);
    db.prepare_cached(
        "DELETE FROM packet_rule WHERE packet_id = ?1 AND what = ?2 AND subject = ?3",
    )?
    .execute((id.0, what, subject))?;
    Ok(())
}

/// A packet's rules, always in the same order.
pub(crate) fn all(db: &Connection, id: PacketId) -> Result<Vec<PacketRule>> {
    db.prepare_cached(
        "SELECT what, subject, words, how, stands FROM packet_rule WHERE packet_id = ?1
         ORDER BY what, subject",
    )?
    .query_map([id.0], |row| Ok(rule(row)))?
    .map(|rule| rule?)
    .collect()
}

fn rule(row: &Row<'_>) -> Result<PacketRule> {
    let damaged = || Error::Damaged("a packet's rule is not readable".to_owned());
    let (what, subject): (String, String) = (row.get(0)?, row.get(1)?);
    let subject = match what.as_str() {
        "person" => Subject::Person { person: subject.parse::<PersonId>().map_err(|_| damaged())? },
        "figure" => {
            Subject::Figure { outcome: subject.parse::<OutcomeId>().map_err(|_| damaged())? }
        }
        "term" => Subject::Term { term: row.get(2)? },
        _ => return Err(damaged()),
    };
    let how: String = row.get(3)?;
    let treatment = match how.as_str() {
        "keep" => Treatment::Keep,
        "describe" => Treatment::Describe { text: row.get(4)? },
        "band" => Treatment::Band,
        "round" => Treatment::Round,
        "remove" => Treatment::Remove,
        _ => return Err(damaged()),
    };
    Ok(PacketRule { subject, treatment })
}
