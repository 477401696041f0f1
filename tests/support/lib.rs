//! A fluent builder for journals in tests: real files, a real key, a clock that only moves when
//! told to.

#![allow(clippy::expect_used, reason = "a test that cannot go on has failed")]

pub mod hostile;

use std::path::Path;

use ledgerline_core::entry::Entry;
use ledgerline_core::id::EntryId;
use ledgerline_core::journal::{Journal, Presses};
use ledgerline_core::time::Moment;
use ledgerline_core::vault::{self, Effort, RecoveryKit};
use ledgerline_core::wire::{EntryLine, EntryView, Query};

/// The passphrase of every test journal.
pub const PASSPHRASE: &str = "five quiet herons over water";

/// What sets type, on a machine without a font of its own.
pub const PRESSES: Presses = Presses {
    pdf: |document| ledgerline_pdf::pdf(document, &|_| None).map_err(|error| error.to_string()),
    docx: |document| ledgerline_docx::docx(document).map_err(|error| error.to_string()),
};

/// A moment, from RFC 3339.
///
/// # Panics
/// The text is not RFC 3339.
#[must_use]
pub fn at(text: &str) -> Moment {
    Moment::parse(text).expect("a moment in RFC 3339")
}

/// How much a long test does: `short`, or what `LEDGERLINE_LOAD` says.
///
/// # Panics
/// It says no number.
#[must_use]
pub fn load(short: usize) -> usize {
    std::env::var("LEDGERLINE_LOAD").map_or(short, |text| text.parse().expect("a number"))
}

/// The one line of a gate of docs/RELIABILITY.md; a runner may have begun a line of its own.
#[allow(clippy::print_stdout, reason = "a gate prints its line")]
pub fn tell(gate: &str, load: &str, faults: &str, result: &str) {
    println!("\ngate {gate} | {load} | {faults} | {result}");
}

/// Where a seeded test begins: 1, or what `LEDGERLINE_SEED` says.
///
/// # Panics
/// It says no number.
#[must_use]
pub fn seed() -> u64 {
    std::env::var("LEDGERLINE_SEED").map_or(1, |text| text.parse().expect("a number"))
}

/// The same numbers for the same seed, everywhere.
pub struct Random(u64);

impl Random {
    /// Numbers of this seed.
    #[must_use]
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// The next 64 bits (SplitMix64).
    pub fn bits(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// A number below `end`, which is not 0.
    pub fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.bits() % u64::try_from(end).unwrap_or(u64::MAX)).unwrap_or(0)
    }

    /// One of `choices`, of which there is at least one.
    pub fn pick<'a, T>(&mut self, choices: &'a [T]) -> &'a T {
        &choices[self.below(choices.len())]
    }
}

/// A journal in a folder of its own, which goes when it is dropped.
pub struct TestJournal {
    dir: tempfile::TempDir,
    journal: Option<Journal>,
    /// The present.
    pub now: Moment,
    /// The kit it was made with.
    pub kit: RecoveryKit,
    last: Option<EntryId>,
}

impl Default for TestJournal {
    fn default() -> Self {
        Self::new()
    }
}

impl TestJournal {
    /// An empty journal on Friday 20 November 2026, 16:42.
    ///
    /// # Panics
    /// It cannot be made.
    #[must_use]
    pub fn new() -> Self {
        let dir = tempfile::tempdir().expect("a folder");
        let now = at("2026-11-20T16:42:00+01:00");
        let place = dir.path().join("journal");
        let (journal, kit) = Journal::create(&place, PASSPHRASE, None, Effort::quick(), &now)
            .expect("a journal in an empty folder");
        Self { dir, journal: Some(journal), now, kit, last: None }
    }

    /// Moves the clock to noon of `day`.
    #[must_use]
    pub fn on(mut self, day: &str) -> Self {
        self.now = at(&format!("{day}T12:00:00+01:00"));
        self
    }

    /// Captures a line.
    ///
    /// # Panics
    /// The line is not accepted.
    #[must_use]
    pub fn capture(mut self, raw: &str) -> Self {
        let now = self.now.clone();
        self.last = Some(self.journal().capture(raw, None, &now).expect("a line").id);
        self
    }

    /// Maps the last captured line to a new outcome.
    ///
    /// # Panics
    /// Nothing was captured.
    #[must_use]
    pub fn mapped(mut self, statement: &str) -> Self {
        let (id, now) = (self.last(), self.now.clone());
        self.journal().new_outcome(id, statement, &now).expect("an outcome");
        self
    }

    /// The entry captured last.
    ///
    /// # Panics
    /// Nothing was captured.
    #[must_use]
    pub fn last(&self) -> EntryId {
        self.last.expect("a line was captured")
    }

    /// The open journal.
    ///
    /// # Panics
    /// It is locked.
    pub fn journal(&mut self) -> &mut Journal {
        self.journal.as_mut().expect("the journal is open")
    }

    /// The journal's folder.
    #[must_use]
    pub fn place(&self) -> std::path::PathBuf {
        self.dir.path().join("journal")
    }

    /// Drops the key.
    pub fn lock(&mut self) {
        self.journal = None;
    }

    /// Opens it again with the passphrase.
    ///
    /// # Panics
    /// It does not open.
    pub fn unlock(&mut self) {
        self.journal = Some(open(&self.place(), &self.now));
    }

    /// The last captured entry, opened.
    ///
    /// # Panics
    /// Nothing was captured.
    pub fn view(&mut self) -> EntryView {
        let (id, now) = (self.last(), self.now.clone());
        self.journal().entry(id, &now).expect("the entry")
    }

    /// The last captured entry.
    pub fn entry(&mut self) -> Entry {
        self.view().entry
    }

    /// What a search finds, newest first.
    ///
    /// # Panics
    /// The store does not answer.
    pub fn search(&mut self, text: &str) -> Vec<EntryLine> {
        self.find(&Query { text: text.to_owned(), ..Query::default() })
    }

    /// What a query finds, newest first.
    ///
    /// # Panics
    /// The store does not answer.
    pub fn find(&mut self, query: &Query) -> Vec<EntryLine> {
        let now = self.now.clone();
        let page = self.journal().timeline(query, None, 500, &now).expect("a page");
        assert_eq!(
            page.matching,
            u32::try_from(page.rows.len()).expect("few rows"),
            "the count beside the search field is the number of rows"
        );
        page.rows
    }

    /// The sentences a search finds, newest first.
    pub fn found(&mut self, text: &str) -> Vec<String> {
        self.search(text).into_iter().map(|line| line.text).collect()
    }

    /// Asserts that nothing in the file contradicts anything else.
    ///
    /// # Panics
    /// Something does.
    pub fn assert_healthy(&mut self) {
        let health = self.journal().check().expect("the doctor");
        assert_eq!(health.problems, Vec::<String>::new(), "the doctor finds nothing");
    }
}

/// Opens the journal in `dir` with the test passphrase.
///
/// # Panics
/// It does not open.
#[must_use]
pub fn open(dir: &Path, now: &Moment) -> Journal {
    let vault = vault::read(dir)
        .and_then(|header| header.open_with_passphrase(PASSPHRASE))
        .expect("the passphrase opens the vault");
    Journal::open(dir, vault, now).expect("the journal opens")
}
