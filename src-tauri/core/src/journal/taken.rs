//! Whether what an import takes in can be read out again: a row that no screen could read would
//! keep that screen shut for good.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde::de::DeserializeOwned;
use uuid::Uuid;

use super::exchange::is_written;
use crate::coach::Coach;
use crate::entry::Entry;
use crate::error::{Error, Result};
use crate::export::Stored;
use crate::form;
use crate::id::{NeedId, PacketId, ProjectId, PromiseId, UpdateId};
use crate::outcome::record::Outcome;
use crate::reminder::{ReminderLog, ReminderSettings};
use crate::store::{self, Write};
use crate::time::{Day, Week};
use crate::update::UpdateSettings;
use crate::wire::FormProfile;

/// A thing changed more often than this was not changed by hand; a count may still go up.
const MOST_CHANGES: u32 = 1_000_000_000;

fn wrong(what: &str) -> Error {
    Error::BadInput(what.to_owned())
}

/// Whether an entry can be kept and read.
pub(super) fn entry(entry: &Entry) -> Result<()> {
    let days = [Some(entry.day), Some(entry.captured_at.date_naive()), entry.ask_on];
    if entry.text.trim().is_empty() {
        return Err(wrong("it has no text"));
    }
    sound(&days, entry.revision)
}

/// Whether an outcome can be kept and read.
pub(super) fn outcome(outcome: &Outcome) -> Result<()> {
    sound(&[Some(outcome.day), outcome.check_on], outcome.revision)
}

fn sound(days: &[Option<Day>], revision: u32) -> Result<()> {
    if !days.iter().flatten().all(|day| is_written(*day)) {
        return Err(wrong("a year of it has not four digits"));
    }
    if revision > MOST_CHANGES {
        return Err(wrong("its revision is larger than any"));
    }
    Ok(())
}

/// Whether a row that was put in can be read as what it is.
pub(super) fn row(tx: &Write<'_>, stored: &Stored) -> Result<()> {
    match read(tx, stored) {
        Ok(()) => Ok(()),
        Err(Error::Damaged(_) | Error::Store(_)) => Err(wrong("it holds what cannot be read")),
        Err(error) => Err(error),
    }
}

fn read(tx: &Write<'_>, stored: &Stored) -> Result<()> {
    let of = |column: &str| id(stored, column);
    match stored.table.as_str() {
        "updates" => store::update::read(tx, UpdateId(of("id")?)).map(drop),
        "need" => store::need::read(tx, NeedId(of("id")?)).map(drop),
        "need_raised" => store::need::raised(tx, NeedId(of("need_id")?)).map(drop),
        "promise" => store::promise::read(tx, PromiseId(of("id")?)).map(drop),
        "promise_answer" => store::promise::read(tx, PromiseId(of("promise_id")?)).map(drop),
        "project" => store::project::read(tx, ProjectId(of("id")?)).map(drop),
        "packet_rule" => store::rule::all(tx, PacketId(of("packet_id")?)).map(drop),
        "packet_copy" => store::sent::of_packet(tx, PacketId(of("packet_id")?)).map(drop),
        "put_off" => of("entry_id").and_then(|_| day(stored, "until")),
        "look_again" => of("outcome_id").and_then(|_| day(stored, "day")),
        "week_along" => week(stored, "week").and_then(|()| week(stored, "note_week")),
        "setting" => setting(tx, text(stored, "name")),
        _ => Ok(()),
    }
}

fn text<'a>(stored: &'a Stored, column: &str) -> &'a str {
    stored.row.get(column).and_then(|value| value.as_str()).unwrap_or_default()
}

fn id(stored: &Stored, column: &str) -> Result<Uuid> {
    let bytes = stored.row.get(column).and_then(|value| value.get("base64")?.as_str());
    let bytes = bytes.and_then(|bytes| STANDARD.decode(bytes).ok()).unwrap_or_default();
    Uuid::from_slice(&bytes).map_err(|_| wrong("an id of it is none"))
}

fn day(stored: &Stored, column: &str) -> Result<()> {
    let day = text(stored, column).parse::<Day>();
    day.ok().filter(|day| is_written(*day)).map(drop).ok_or_else(|| wrong("a day of it is none"))
}

fn week(stored: &Stored, column: &str) -> Result<()> {
    text(stored, column).parse::<Week>().map(drop).map_err(|_| wrong("a week of it is none"))
}

/// Whether a setting is what its reader expects.
fn setting(tx: &Write<'_>, name: &str) -> Result<()> {
    match name {
        "coach-rules" => {
            let rules: Option<String> = kept(tx, name)?;
            rules.map_or(Ok(()), |rules| Ok(Coach::read(&rules).map(drop)?))
        }
        "form-profiles" => {
            let forms: Vec<FormProfile> = kept(tx, name)?;
            (1..).zip(&forms).try_for_each(|(number, one)| Ok(form::check(one, number)?))
        }
        "updates" => {
            let settings: UpdateSettings = kept(tx, name)?;
            super::updates::check(&settings)
        }
        "reminders" => Ok(kept::<ReminderSettings>(tx, name)?.check()?),
        "reminder-log" => kept::<ReminderLog>(tx, name).map(drop),
        "questions" => kept::<String>(tx, name).map(drop),
        _ => kept::<serde_json::Value>(tx, name).map(drop),
    }
}

fn kept<T: DeserializeOwned + Default>(tx: &Write<'_>, name: &str) -> Result<T> {
    store::setting::get(tx, name)
}
