//! One invocation: what was asked for besides the command itself.

use std::cell::Cell;
use std::io::{BufWriter, Stdout, Write};
use std::ops::{Deref, DerefMut};
use std::path::{Path, PathBuf};
use std::rc::Rc;

use ledgerline_core::journal::Journal;
use ledgerline_core::synced;
use ledgerline_core::time::Moment;
use serde::Serialize;

use crate::failure::{Failure, Outcome, warn};
use crate::paper::Paper;
use crate::{clock, json, keys, place};

/// What every command is given.
pub(crate) struct Call {
    /// Whether to print for a program.
    pub(crate) json: bool,
    /// The present.
    pub(crate) now: Moment,
    /// How wide and how colourful the terminal is.
    pub(crate) paper: Paper,
    /// Standard output.
    pub(crate) out: BufWriter<Stdout>,
    asked: Option<PathBuf>,
    /// Whether a journal may lie where something else writes to its folder.
    synced_is_fine: bool,
    /// Whether every journal that was opened gave what was written in it.
    sound: Rc<Cell<bool>>,
}

/// An open journal. As it closes it says whether it gave what was written in it.
pub(crate) struct Opened {
    journal: Journal,
    sound: Rc<Cell<bool>>,
}

impl Deref for Opened {
    type Target = Journal;
    fn deref(&self) -> &Journal {
        &self.journal
    }
}

impl DerefMut for Opened {
    fn deref_mut(&mut self) -> &mut Journal {
        &mut self.journal
    }
}

impl Drop for Opened {
    fn drop(&mut self) {
        if self.journal.unaltered().is_err() {
            self.sound.set(false);
        }
    }
}

impl Call {
    pub(crate) fn new(asked: Option<PathBuf>, json: bool, synced_is_fine: bool) -> Outcome<Self> {
        let out = BufWriter::new(std::io::stdout());
        Ok(Self {
            json,
            now: clock::now()?,
            paper: Paper::of_stdout(),
            out,
            asked,
            synced_is_fine,
            sound: Rc::new(Cell::new(true)),
        })
    }

    /// The journal's folder, whether or not there is a journal in it.
    pub(crate) fn dir(&self) -> Outcome<PathBuf> {
        let dir = place::journal(self.asked.as_deref())?;
        // A restore that was killed half way is finished before anybody looks.
        ledgerline_core::backup::settle(&dir)?;
        Ok(dir)
    }

    /// Refuses a folder for a journal that is to be made, where something else writes to it.
    pub(crate) fn check_place(&self, dir: &Path) -> Outcome {
        if self.synced_is_fine { Ok(()) } else { Ok(synced::check(dir)?) }
    }

    /// Says what writes to the journal's folder, or remembers that it may.
    pub(crate) fn mind_place(&self, dir: &Path) -> Outcome {
        if self.synced_is_fine {
            return Ok(synced::accept(dir)?);
        }
        if let Some(copier) = synced::endangers(dir) {
            warn(&format!(
                "{copier}, which can damage a journal at work; move it to a folder of this \
                 computer alone, or say --synced-is-fine once"
            ));
        }
        Ok(())
    }

    /// The journal, opened with whatever key can be had.
    pub(crate) fn open(&self) -> Outcome<Opened> {
        let dir = self.dir()?;
        let vault = keys::any(&dir)?;
        let journal = Journal::open(&dir, vault, &self.now)?;
        self.mind_place(&dir)?;
        Ok(self.opened(journal))
    }

    /// The journal as it is, to read and nothing else.
    pub(crate) fn open_to_read(&self) -> Outcome<Opened> {
        let dir = self.dir()?;
        let vault = keys::any(&dir)?;
        Ok(self.opened(Journal::open_to_read(&dir, vault)?))
    }

    /// The journal, if its key is at hand without anybody waiting for it.
    pub(crate) fn open_at_once(&self, dir: &Path) -> Option<Outcome<Opened>> {
        let vault = keys::at_hand(dir)?;
        let opened = Journal::open(dir, vault, &self.now).map(|journal| self.opened(journal));
        Some(opened.map_err(Failure::from))
    }

    fn opened(&self, journal: Journal) -> Opened {
        Opened { journal, sound: Rc::clone(&self.sound) }
    }

    /// Prints `value` for a program.
    pub(crate) fn print_json(&mut self, value: &impl Serialize) -> Outcome {
        json::print(&mut self.out, value, self.paper.is_terminal())
    }

    /// Everything printed so far has arrived. What came of a damaged page is not printed, as far
    /// as it was not too long to wait for this.
    pub(crate) fn finish(mut self) -> Outcome {
        if self.sound.get() {
            return Ok(self.out.flush()?);
        }
        drop(self.out.into_parts());
        Err(Failure::Damaged(
            "the journal is damaged: what was read is not all as it was written; run \
             `ledgerline doctor`"
                .to_owned(),
        ))
    }
}
