//! JSON Lines: one thing a line, each with its type first; what is written reads back the same.

use std::io::{self, BufRead, Write};

use chrono::{DateTime, FixedOffset};
use serde::{Deserialize, Serialize};

use super::Contents;
use crate::capture::{self, Context};
use crate::entry::{Entry, KindFields};
use crate::goal::Goal;
use crate::id::{EntryId, OutcomeId, PacketId};
use crate::incoming::{COPY, Lines};
use crate::ladder::{EntryMet, Ladder};
use crate::outcome::record::Outcome;
use crate::person::Person;
use crate::time::{Day, Week};
use crate::wire::{Draft, PacketEdit, SavedFilter, Settings};

/// What the first line calls the format.
pub const FORMAT: &str = "ledgerline/1";

/// The types this version knows, as written.
const KNOWN: [&str; 16] = [
    "ladder", "met", "journal", "person", "goal", "entry", "outcome", "answers", "revision",
    "file", "packet", "week", "filter", "draft", "settings", "row",
];

/// Answers given to the questions of a kind that the entry no longer is.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub struct Answered {
    /// The entry.
    pub entry: EntryId,
    /// The kind and the answers.
    pub fields: KindFields,
}

/// A sentence an entry had before it was changed.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub struct Earlier {
    /// The entry.
    pub entry: EntryId,
    /// When the sentence was replaced.
    pub until: DateTime<FixedOffset>,
    /// The sentence.
    pub text: String,
}

/// The copy of a file that is evidence.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub struct FileBytes {
    /// The hash of its bytes, by which evidence names it.
    pub sha256: String,
    /// The bytes in base64.
    pub bytes: String,
}

/// An outcome in a packet.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub struct InPacket {
    /// The outcome.
    pub outcome: OutcomeId,
    /// The section of the user's own that it stands in.
    pub section: Option<String>,
}

/// A packet.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub struct PacketCopy {
    /// Its id.
    pub id: PacketId,
    /// When it was last changed.
    pub changed_at: DateTime<FixedOffset>,
    /// Its outcomes, in order.
    pub outcomes: Vec<InPacket>,
    /// What the user wrote about it.
    pub written: PacketEdit,
}

/// A closed week, without what is private: the answers and the private lane.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub struct ClosedWeek {
    /// Which week.
    pub week: Week,
    /// When it was closed.
    pub closed_at: DateTime<FixedOffset>,
    /// The line worth keeping.
    pub best_line: String,
    /// What to raise.
    pub to_raise: String,
    /// One intention for the week after.
    pub intention: String,
    /// Entries marked for an update or a packet.
    pub marked: Vec<EntryId>,
}

/// A row of a table that needs no words of its own.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub struct Stored {
    /// Which table.
    pub table: String,
    /// Its columns; bytes are in base64.
    pub row: serde_json::Map<String, serde_json::Value>,
}

/// Text typed and not yet saved.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub struct KeptDraft {
    /// The draft.
    #[serde(flatten)]
    pub draft: Draft,
    /// When it was last typed on.
    pub kept_at: DateTime<FixedOffset>,
}

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
    /// Answers to another kind's questions.
    Answers(Answered),
    /// An earlier sentence.
    Revision(Earlier),
    /// A file's copy.
    File(FileBytes),
    /// A packet.
    Packet(Box<PacketCopy>),
    /// A closed week.
    Week(ClosedWeek),
    /// A saved filter.
    Filter(SavedFilter),
    /// A draft.
    Draft(KeptDraft),
    /// The journal's settings.
    Settings(Settings),
    /// Anything else, as it is stored.
    Row(Stored),
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
    #[error("line {line} is not what a journal holds, at column {column}")]
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
    /// Not text, or too long to be anything.
    #[error("line {line} {why}")]
    NotText {
        /// The line.
        line: u64,
        /// What it is instead.
        why: String,
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
            entry.raw = open_part(&entry.raw);
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

/// The line `raw` without its private part, which runs from its slashes to the end of a line.
pub fn open_part(raw: &str) -> String {
    // A reader with no names: they decide nothing about where the private part stands.
    let context = Context { today: Day::default(), people: &[], goals: &[] };
    let read = capture::read(raw, &context);
    match read.private_note {
        Some(_) => capture::without_private(raw, &read),
        None => raw.to_owned(),
    }
}

/// Writes one line.
///
/// # Errors
/// The target failed.
pub fn write_line(line: &Line, to: &mut dyn Write) -> io::Result<()> {
    serde_json::to_writer(&mut *to, line)?;
    to.write_all(b"\n")
}

impl LineError {
    /// Which line.
    #[must_use]
    pub fn line(&self) -> u64 {
        match self {
            Self::Read { line, .. }
            | Self::Malformed { line, .. }
            | Self::UnknownType { line }
            | Self::NotText { line, .. } => *line,
        }
    }
}

/// Reads JSON Lines, one at a time, each with its number. Blank lines are passed over, and so is a byte order mark.
pub fn read_lines(from: impl BufRead) -> impl Iterator<Item = Result<(u64, Line), LineError>> {
    Lines::new(from).zip(1..).filter_map(|(text, line)| match text {
        Ok((line, Ok(text))) => {
            let text = text.trim_start_matches('\u{feff}').trim();
            (!text.is_empty()).then(|| read_line(text, line).map(|read| (line, read)))
        }
        Ok((line, Err(why))) => Some(Err(LineError::NotText { line, why: why.to_string() })),
        Err(source) => Some(Err(LineError::Read { line, source })),
    })
}

fn read_line(text: &str, line: u64) -> Result<Line, LineError> {
    #[derive(Deserialize)]
    struct Typed {
        r#type: String,
    }
    if text.as_bytes().starts_with(COPY) {
        // Past the tag, by way of which a large file would be held twice.
        let file = serde_json::from_str(text).map(Line::File);
        return file.map_err(|error| LineError::Malformed { line, column: error.column() });
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
