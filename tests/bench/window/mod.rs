//! `cargo xtask bench --window`: the real app against an empty Tauri window, in turns on the same
//! screen, and the warm capture window. The stage around it is set by the task.

mod caret;
mod processes;
mod screen;
mod start;
mod unlock;
mod wire;

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::time::Duration;

use ledgerline_core::journal::{Journal, demo};
use ledgerline_core::time::Moment;
use ledgerline_core::vault::Effort;

use crate::Outcome;
use crate::table::{Table, Times};
use screen::Screen;
use wire::Wire;

/// Times of start and of memory against the empty window's.
const RATIO: f64 = 1.5;
/// Milliseconds to the caret.
const CARET: u32 = 200;
/// Shows of the capture window; one costs little beside a start.
const SHOWS: usize = 40;

/// Milliseconds to the open ledger; half of them are what a guess at a passphrase is made to cost.
const UNLOCK: u32 = 1_000;
/// How often it is opened.
const UNLOCKS: usize = 10;

/// What the stage says: the programs, and where the screen's picture is.
struct Stage {
    app: PathBuf,
    empty: PathBuf,
    driver: OsString,
    frame: PathBuf,
}

impl Stage {
    fn read() -> Outcome<Self> {
        let named = |name: &str| {
            std::env::var_os(name).ok_or_else(|| {
                format!("`{name}` is not set: start with `cargo xtask bench --window`")
            })
        };
        Ok(Self {
            app: named("LEDGERLINE_APP")?.into(),
            empty: named("LEDGERLINE_EMPTY")?.into(),
            driver: named("TAURI_DRIVER")?,
            frame: named("LEDGERLINE_FRAME")?.into(),
        })
    }
}

/// The rows of the window. `rounds` starts of each program.
pub(crate) fn measure(table: &mut Table, rounds: usize, now: &Moment) -> Outcome<()> {
    let stage = Stage::read()?;
    let dir = tempfile::tempdir()?;
    let filled = |name: &str, effort: Effort| -> Outcome<PathBuf> {
        let journal = dir.path().join(name);
        let (mut made, _) = Journal::create(&journal, support::PASSPHRASE, None, effort, now)?;
        demo::fill(&mut made, now)?;
        Ok(journal)
    };
    let journal = filled("journal", Effort::quick())?;
    let pair = starts(&stage, dir.path(), &journal, rounds.max(1))?;
    let held = pair.report(table);
    let start = |journal: &Path| Wire::start(&stage.driver, &stage.app, dir.path(), journal);
    let run = caret::measure(&start(&journal)?, &stage.app, SHOWS)?;
    table.memory("memory, timeline / empty window", run.memory, held, RATIO);
    table.times("warm capture window to caret", None, &run.caret, None, Some(CARET));
    let guarded = filled("guarded", Effort::interactive())?;
    let unlocks = unlock::measure(&start(&guarded)?, UNLOCKS)?;
    table.times("passphrase to the open ledger", None, &unlocks, None, Some(UNLOCK));
    Ok(())
}

/// What the starts of one program came to.
#[derive(Default)]
struct Starts {
    seen: Vec<Duration>,
    painted: Vec<Duration>,
    memory: Vec<u64>,
}

/// The starts of both.
struct Pair {
    app: Starts,
    empty: Starts,
}

/// Starts both in turns, once unmeasured, so that both find their files in memory.
fn starts(stage: &Stage, home: &Path, journal: &Path, rounds: usize) -> Outcome<Pair> {
    let screen = Screen::of(&stage.frame)?;
    let journal = journal.to_str().ok_or("a folder's name is not text")?;
    let mut pair = Pair { app: Starts::default(), empty: Starts::default() };
    for round in 0..=rounds {
        let empty = start::measure(&screen, home, &stage.empty, &[])?;
        let app = start::measure(&screen, home, &stage.app, &["--journal", journal])?;
        if round > 0 {
            pair.empty.add(&empty);
            pair.app.add(&app);
        }
    }
    Ok(pair)
}

impl Starts {
    fn add(&mut self, one: &start::Start) {
        self.seen.push(one.seen);
        self.painted.push(one.painted);
        self.memory.push(one.memory);
    }

    /// The middle one, in kB.
    fn held(&mut self) -> u64 {
        self.memory.sort_unstable();
        self.memory.get(self.memory.len() / 2).copied().unwrap_or_default()
    }
}

impl Pair {
    /// The rows of the starts; hands back what the empty window holds.
    fn report(mut self, table: &mut Table) -> u64 {
        let (app, empty) = (self.app.held(), self.empty.held());
        // The frame alone is no start: its page is.
        table.times(
            "start to a window / empty window",
            None,
            &Times::of(self.app.seen),
            Some(&Times::of(self.empty.seen)),
            None,
        );
        table.against(
            "start to painted / empty window",
            &Times::of(self.app.painted),
            &Times::of(self.empty.painted),
            RATIO,
        );
        table.memory("memory, lock screen / empty window", app, empty, RATIO);
        empty
    }
}
