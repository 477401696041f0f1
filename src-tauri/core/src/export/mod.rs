//! The journal's way out in open formats: JSON Lines that read back the same, CSV for a
//! spreadsheet, Markdown to read.
//!
//! This is the user's own copy of everything, so confidential entries are in it, marked as such.
//! Private notes are in it only when asked for; a week's answers and its private lane never are.

mod lines;
mod page;
mod sheet;

use std::collections::HashMap;

pub use lines::{
    Answered, ClosedWeek, Earlier, FORMAT, FileBytes, InPacket, KeptDraft, Line, LineError,
    PacketCopy, Stored, open_part, read_lines, write_line, write_lines,
};
pub use page::markdown;
pub use sheet::csv;

use crate::entry::Entry;
use crate::goal::Goal;
use crate::id::EntryId;
use crate::ladder::{EntryMet, Ladder};
use crate::outcome::record::Outcome;
use crate::person::Person;

/// What to write, each in the order it should stand.
#[derive(Clone, Copy)]
pub struct Contents<'a> {
    /// People.
    pub people: &'a [Person],
    /// Goals.
    pub goals: &'a [Goal],
    /// Ladders.
    pub ladders: &'a [Ladder],
    /// Which entries are linked to their criteria themselves.
    pub met: &'a [EntryMet],
    /// Entries.
    pub entries: &'a [Entry],
    /// Outcomes. One whose entries are not among `entries` stands in JSON Lines only.
    pub outcomes: &'a [Outcome],
    /// Whether private notes go along.
    pub private: bool,
}

impl<'a> Contents<'a> {
    /// The outcomes of each entry, in the order given.
    fn came_of(&self) -> HashMap<EntryId, Vec<&'a Outcome>> {
        let mut came_of: HashMap<_, Vec<_>> = HashMap::new();
        for outcome in self.outcomes {
            for entry in &outcome.entries {
                came_of.entry(*entry).or_default().push(outcome);
            }
        }
        came_of
    }
}

#[cfg(test)]
mod tests;
