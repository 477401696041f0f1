//! `add`: a line from the shell into the journal, without waiting for anything.

use std::io::{Read, Write, stdin};
use std::path::Path;

use clap::Args;
use ledgerline_core::capture::{self, Context, Reading};
use ledgerline_core::error::Code;
use ledgerline_core::journal;
use ledgerline_core::wire::Captured;
use serde_json::{Value, json};

use crate::call::Call;
use crate::failure::{Failure, Outcome, warn};
use crate::keys;
use crate::paper::{Ink, lines};

/// More than this is a file, not a line.
const LONGEST: u64 = 256 * 1024;

/// File an entry and print its id
///
/// Tokens in the line are read: !kind @person >goal #tag $figure ^day ?ask-later, then
/// = outcome, then // private note. Quote the line, so that the shell leaves them alone.
#[derive(Args)]
pub(crate) struct Add {
    /// The line; several words are joined, and `-` reads standard input
    #[arg(value_name = "TEXT|-", required = true)]
    words: Vec<String>,

    /// Print how the line would be read, and write nothing
    #[arg(long)]
    dry_run: bool,
}

impl Add {
    pub(crate) fn run(self, call: &mut Call) -> Outcome {
        let raw = line(&self.words)?;
        if raw.trim().is_empty() {
            return Err(Failure::Usage(
                "there is no text to write down; say what you did, \
                 as in `ledgerline add \"Kept the data team out of it !sh\"`"
                    .to_owned(),
            ));
        }
        if self.dry_run {
            // Names the journal knows are worth having, but not worth failing for.
            let reading = read_with_names(&raw, call).unwrap_or_else(|| read_alone(&raw, call));
            return print_reading(&reading, call);
        }
        let dir = call.dir()?;
        let captured = file(&raw, &dir, call)?;
        if call.json {
            call.print_json(&captured)
        } else {
            Ok(writeln!(call.out, "{}", captured.id)?)
        }
    }
}

/// What was given to write down.
fn line(words: &[String]) -> Outcome<String> {
    if words != ["-"] {
        return Ok(words.join(" "));
    }
    let mut bytes = Vec::new();
    stdin().lock().take(LONGEST + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > LONGEST {
        return Err(Failure::Usage(format!(
            "more than {LONGEST} bytes came in; `ledgerline import` takes files"
        )));
    }
    let text = String::from_utf8(bytes).map_err(|_| {
        Failure::Usage("what came in is not UTF-8 text, so nothing was written".to_owned())
    })?;
    Ok(text.trim_end_matches(['\n', '\r']).to_owned())
}

fn read_alone(raw: &str, call: &Call) -> Reading {
    capture::read(raw, &Context { today: call.now.day(), people: &[], goals: &[] })
}

fn read_with_names(raw: &str, call: &Call) -> Option<Reading> {
    let journal = call.open_at_once(&call.dir().ok()?)?.ok()?;
    journal.read(raw, &call.now).ok()
}

/// Files the line with a key that is at hand, else seals it. A line is never turned away because
/// the journal is busy or hurt: the inbox takes it, and whatever opens the journal next files it.
fn file(raw: &str, dir: &Path, call: &Call) -> Outcome<Captured> {
    let why = match call.open_at_once(dir) {
        None => None,
        Some(Err(failure)) => Some(failure),
        Some(Ok(mut journal)) => match journal.capture(raw, None, &call.now) {
            Ok(captured) => return Ok(captured),
            // The line itself is at fault: sealing it would only put that off.
            Err(error) if error.code() == Code::BadInput => return Err(error.into()),
            Err(error) => Some(error.into()),
        },
    };
    keys::read(dir)?;
    let captured = journal::seal(dir, raw, &call.now)?;
    if let Some(failure) = why {
        warn(&format!(
            "the line is kept in the inbox, since the journal did not open: {}",
            failure.sentence()
        ));
    }
    Ok(captured)
}

fn print_reading(reading: &Reading, call: &mut Call) -> Outcome {
    let fields = fields(reading);
    if call.json {
        return call.print_json(&fields);
    }
    let Value::Object(fields) = crate::json::plain(fields) else { return Ok(()) };
    for (name, value) in fields {
        let shown = shown(&value);
        if shown.is_empty() {
            continue;
        }
        let name = format!("{:>12}  ", name.replace('_', " "));
        for (index, line) in lines(&shown, call.paper.width() - 14).iter().enumerate() {
            let margin = if index == 0 { name.as_str() } else { "              " };
            writeln!(call.out, "{}{line}", call.paper.ink(Ink::Faint, margin))?;
        }
    }
    Ok(())
}

fn shown(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        Value::Array(items) => items.iter().map(shown).collect::<Vec<_>>().join(", "),
        Value::Object(figure) => {
            let end = |name: &str| figure.get(name).map(shown).unwrap_or_default();
            let (low, likely, high) = (end("low"), end("likely"), end("high"));
            let range = if low == high { likely } else { format!("{likely} ({low} to {high})") };
            format!("{range} {}", end("unit"))
        }
        Value::Bool(_) | Value::Number(_) => value.to_string(),
    }
}

/// Exactly what `--dry-run --json` promises.
fn fields(reading: &Reading) -> Value {
    json!({
        "text": reading.text,
        "kind": reading.kind.map(ledgerline_core::kind::Kind::name),
        "people": reading.people.iter().map(|person| &person.name).collect::<Vec<_>>(),
        "goal": reading.goal.as_ref().map(|goal| &goal.name),
        "tags": reading.tags,
        "figure": reading.figure.as_ref().map(|figure| json!({
            "low": figure.low,
            "likely": figure.likely,
            "high": figure.high,
            "unit": figure.unit.name(),
        })),
        "day": reading.day,
        "ask_on": reading.ask_on,
        "outcome": reading.outcome,
        "private_note": reading.private_note,
    })
}
