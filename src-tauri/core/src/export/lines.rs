//! JSON Lines: one thing a line, each with its type first; what is written reads back the same.

use std::io::{self, BufRead, Write};

use serde::{Deserialize, Serialize};

use super::Contents;
use crate::entry::Entry;
use crate::goal::Goal;
use crate::ladder::{EntryMet, Ladder};
use crate::outcome::record::Outcome;
use crate::person::Person;

/// What the first line calls the format.
pub const FORMAT: &str = "ledgerline/1";

/// The types this version knows, as written.
const KNOWN: [&str; 7] = ["journal", "person", "goal", "ladder", "entry", "met", "outcome"];

/// One line of a JSON Lines file.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "kebab-case")]
pub enum Line {
    /// The first line: which format this is.
    Journal {
        /// [`FORMAT`].
        format: String,
        /// Whether private notes went along.
        private: bool,
    },
    /// A person.
    Person(Person),
    /// A goal.
    Goal(Goal),
    /// An entry.
    Entry(Box<Entry>),
    /// A ladder with its criteria.
    Ladder(Box<Ladder>),
    /// That an entry is linked to a criterion; both stand before it.
    Met(EntryMet),
    /// An outcome. It names its entries, which stand before it.
    Outcome(Box<Outcome>),
}

/// Why a line could not be read. Lines count from 1; nothing of the line is repeated.
#[derive(Debug, thiserror::Error)]
pub enum LineError {
    /// The source failed.
    #[error("line {line} could not be read")]
    Read {
        /// The line.
        line: u64,
        /// What failed.
        source: io::Error,
    },
    /// Not JSON, or a thing that lacks what it needs.
    #[error("line {line} is not an entry, outcome, person or goal, at column {column}")]
    Malformed {
        /// The line.
        line: u64,
        /// Where reading stopped.
        column: usize,
    },
    /// A type that a newer version wrote.
    #[error("line {line} is of a type this version does not know")]
    UnknownType {
        /// The line.
        line: u64,
    },
}

/// Writes everything as JSON Lines: people, goals and ladders, then entries, then outcomes, so that each
/// line names only what stands before it.
///
/// # Errors
/// The target failed.
pub fn write_lines(contents: &Contents<'_>, to: &mut dyn Write) -> io::Result<()> {
    let head = Line::Journal { format: FORMAT.to_owned(), private: contents.private };
    write_line(&head, to)?;
    for person in contents.people {
        write_line(&Line::Person(person.clone()), to)?;
    }
    for goal in contents.goals {
        write_line(&Line::Goal(goal.clone()), to)?;
    }
    for ladder in contents.ladders {
        write_line(&Line::Ladder(Box::new(ladder.clone())), to)?;
    }
    for entry in contents.entries {
        let mut entry = entry.clone();
        if !contents.private {
            entry.private_note.clear();
            // The line as typed holds the note behind its slashes.
            entry.raw.clone_from(&entry.text);
        }
        write_line(&Line::Entry(Box::new(entry)), to)?;
    }
    for met in contents.met {
        write_line(&Line::Met(met.clone()), to)?;
    }
    for outcome in contents.outcomes {
        write_line(&Line::Outcome(Box::new(outcome.clone())), to)?;
    }
    Ok(())
}

fn write_line(line: &Line, to: &mut dyn Write) -> io::Result<()> {
    serde_json::to_writer(&mut *to, line)?;
    to.write_all(b"\n")
}

/// Reads JSON Lines, one at a time. Blank lines are passed over, and so is a byte order mark.
pub fn read_lines(from: impl BufRead) -> impl Iterator<Item = Result<Line, LineError>> {
    from.lines().zip(1..).filter_map(|(text, line)| match text {
        Ok(text) => {
            let text = text.trim_start_matches('\u{feff}').trim();
            (!text.is_empty()).then(|| read_line(text, line))
        }
        Err(source) => Some(Err(LineError::Read { line, source })),
    })
}

fn read_line(text: &str, line: u64) -> Result<Line, LineError> {
    #[derive(Deserialize)]
    struct Typed {
        r#type: String,
    }
    serde_json::from_str(text).map_err(|error| {
        let unknown = serde_json::from_str::<Typed>(text)
            .is_ok_and(|typed| !KNOWN.contains(&typed.r#type.as_str()));
        if unknown {
            LineError::UnknownType { line }
        } else {
            LineError::Malformed { line, column: error.column() }
        }
    })
}
