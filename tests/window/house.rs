//! A home of its own for one run of the app: its folders, its journal, its clock.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::OnceLock;

use ledgerline_core::backup::Reason;
use ledgerline_core::file;
use ledgerline_core::journal::{Journal, demo};
use ledgerline_core::time::Moment;
use ledgerline_core::vault::{Effort, HEADER_FILES};
use ledgerline_core::wire::{CandidateFilter, PacketEdit};
use support::{PASSPHRASE, at};
use tempfile::TempDir;

use crate::window::Window;

/// Friday of week 47. Every date on the screen follows from it.
pub(crate) const NOW: &str = "2026-11-20T16:42:00+00:00";

/// Acts of the last days that nothing has come of yet.
const LOOSE: [&str; 3] = [
    "Took the pager for the platform team while they moved house !st ^-1d",
    "Asked Legal to answer in one page instead of nine !ne #contracts ^-2d",
    "Walked the new lead through the budget until she could run it alone !co ^-3d",
];

/// A home on disk, which goes when it is dropped.
pub(crate) struct House {
    dir: TempDir,
    /// What the journey is called, in the folder of a failure.
    pub(crate) name: String,
    /// What differs from the surroundings of every other home.
    own: Vec<(&'static str, OsString)>,
}

impl House {
    /// A home without a journal: the app starts with its welcome.
    pub(crate) fn empty(name: &str) -> Self {
        let dir = tempfile::tempdir().expect("a folder");
        for folder in ["data", "config", "cache", "state", "saved"] {
            std::fs::create_dir(dir.path().join(folder)).expect("a folder inside");
        }
        Self { dir, name: name.to_owned(), own: Vec::new() }
    }

    /// A home with an empty journal, which opens with [`PASSPHRASE`].
    pub(crate) fn fresh(name: &str) -> Self {
        let house = Self::empty(name);
        drop(house.make());
        house
    }

    /// A home with the demo journal, some loose ends, a packet, and one entry in the bin.
    pub(crate) fn demo(name: &str) -> Self {
        static FILLED: OnceLock<House> = OnceLock::new();
        let filled = FILLED.get_or_init(|| {
            let house = Self::empty("demo");
            fill(&mut house.make());
            house
        });
        let house = Self::empty(name);
        copy(&filled.journal(), &house.journal());
        house
    }

    /// The same with a backup.
    fn backed_up(name: &str) -> Self {
        let house = Self::demo(name);
        house.open().back_up(Reason::Asked, &now()).expect("a backup");
        house
    }

    /// The same with a backup, and a first page that keeps it from opening.
    pub(crate) fn damaged(name: &str) -> Self {
        let house = Self::backed_up(name);
        let path = house.journal().join("journal.db");
        let mut bytes = std::fs::read(&path).expect("the file");
        bytes[1_000] ^= 4;
        file::write(&path, &bytes).expect("written");
        house
    }

    /// The same with a backup, and a header that is damaged in all its copies.
    pub(crate) fn headless(name: &str) -> Self {
        let house = Self::backed_up(name);
        for copy in HEADER_FILES {
            file::write(&house.journal().join(copy), b"{").expect("written");
        }
        house
    }

    /// An empty journal in it, which opens with [`PASSPHRASE`].
    pub(crate) fn make(&self) -> Journal {
        let made = Journal::create(&self.journal(), PASSPHRASE, None, Effort::quick(), &now());
        made.expect("a journal in an empty folder").0
    }

    /// The journal's folder.
    pub(crate) fn journal(&self) -> PathBuf {
        self.dir.path().join("journal")
    }

    /// The home itself.
    pub(crate) fn folder(&self) -> &Path {
        self.dir.path()
    }

    /// Where a save dialog puts its file while a test drives the window.
    pub(crate) fn saved(&self) -> PathBuf {
        self.dir.path().join("saved")
    }

    /// The journal, opened beside the app.
    pub(crate) fn open(&self) -> Journal {
        support::open(&self.journal(), &now())
    }

    /// Writes this computer's preferences, as JSON.
    pub(crate) fn prefer(self, preferences: &serde_json::Value) -> Self {
        let folder = self.dir.path().join("config/org.ledgerline.desktop");
        std::fs::create_dir_all(&folder).expect("the app's own folder");
        let file = folder.join("preferences.json");
        let written = ledgerline_core::file::write(&file, preferences.to_string().as_bytes());
        written.expect("the preferences are written");
        self
    }

    /// The same home with a variable of its own.
    pub(crate) fn with(mut self, variable: &'static str, value: impl Into<OsString>) -> Self {
        self.own.push((variable, value.into()));
        self
    }

    /// Starts the app.
    pub(crate) fn start(self) -> Window {
        Window::start(self)
    }

    /// What makes this home the home of a program.
    pub(crate) fn surroundings(&self) -> Vec<(&'static str, OsString)> {
        let inside = |name: &str| self.dir.path().join(name).into_os_string();
        let mut surroundings = vec![
            ("HOME", self.dir.path().into()),
            ("XDG_DATA_HOME", inside("data")),
            ("XDG_CONFIG_HOME", inside("config")),
            ("XDG_CACHE_HOME", inside("cache")),
            ("XDG_STATE_HOME", inside("state")),
            ("LEDGERLINE_TEST_SAVE_DIR", inside("saved")),
            ("LEDGERLINE_NOW", NOW.into()),
            // The page's own dates follow the same clock.
            ("TZ", "UTC".into()),
            ("LC_ALL", "C.UTF-8".into()),
        ];
        surroundings.extend(self.own.iter().cloned());
        surroundings
    }

    /// Runs the command line on this journal.
    pub(crate) fn command_line(&self, words: &[&str]) -> Output {
        Command::new(program("LEDGERLINE_CLI"))
            .args(words)
            .envs(self.surroundings())
            .env("LEDGERLINE_JOURNAL", self.journal())
            .env("LEDGERLINE_PASSPHRASE", PASSPHRASE)
            .output()
            .expect("the command line starts")
    }

    /// Starts the app once more, which hands its words to the one that runs and ends.
    pub(crate) fn start_again(&self, words: &[&str]) {
        let again = Command::new(program("LEDGERLINE_APP"))
            .arg("--journal")
            .arg(self.journal())
            .args(words)
            .envs(self.surroundings())
            .status();
        assert!(again.is_ok_and(|ended| ended.success()), "the second start ends by itself");
    }

    /// A text without what differs from run to run: this home's folders and the time of day.
    pub(crate) fn redact(&self, text: &str) -> String {
        let text = text.replace(&self.dir.path().display().to_string(), "[home]");
        let mut kept = String::with_capacity(text.len());
        for word in text.split_inclusive(|c: char| !c.is_ascii_digit() && c != ':') {
            let time = word.trim_end_matches(|c: char| !c.is_ascii_digit());
            let is_time = time.len() == 5 && time.as_bytes()[2] == b':';
            kept.push_str(if is_time { "[time]" } else { time });
            kept.push_str(&word[time.len()..]);
        }
        kept
    }
}

fn fill(journal: &mut Journal) {
    demo::fill_year(journal, &now()).expect("the demo in an empty journal");
    for raw in LOOSE {
        journal.capture(raw, None, &now()).expect("a loose end");
    }
    let gone = journal.capture("Wrote this twice", None, &now()).expect("an entry");
    journal.delete_entry(gone.id, &now()).expect("in the bin");
    let edit = PacketEdit {
        title: "A year of steadying".to_owned(),
        author: "Ines Okafor".to_owned(),
        level_now: "Director".to_owned(),
        level_target: "Senior director".to_owned(),
        summary: "What held while the plan moved.".to_owned(),
        ..PacketEdit::default()
    };
    let packet = journal.new_packet(edit, &now()).expect("a packet").id;
    let found = journal.candidates(packet, &CandidateFilter::default()).expect("candidates");
    for candidate in found.iter().take(5) {
        let id = candidate.outcome.id;
        journal.include(packet, id, true, &now()).expect("in the packet");
    }
}

/// The moment every run starts and ends at.
pub(crate) fn now() -> Moment {
    at(NOW)
}

/// A program of the stage that `cargo xtask test` sets.
///
/// # Panics
/// Nobody set it.
pub(crate) fn program(variable: &str) -> PathBuf {
    let found = std::env::var_os(variable).map(PathBuf::from);
    found.unwrap_or_else(|| panic!("`{variable}` is not set: start with `cargo xtask test`"))
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).expect("a folder");
    for found in std::fs::read_dir(from).expect("the folder to copy") {
        let found = found.expect("an entry of it");
        let target = to.join(found.file_name());
        if found.file_type().expect("its type").is_dir() {
            copy(&found.path(), &target);
        } else {
            std::fs::copy(found.path(), target).expect("copied");
        }
    }
}
