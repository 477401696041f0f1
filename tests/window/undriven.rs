//! The app as people have it, with no driver: driven, a window keeps what its page and its driver
//! keep, and proves nothing about what is left behind.

use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use ledgerline_core::journal::Journal;
use ledgerline_core::vault::Effort;
use support::{PASSPHRASE, at};

use crate::house::{House, now, program};
use crate::keyboard::Keyboard;
use crate::window::PATIENCE;

pub(crate) fn wait(what: &str, mut there: impl FnMut() -> bool) {
    let end = Instant::now() + PATIENCE;
    while !there() {
        assert!(Instant::now() < end, "waited in vain for {what}");
        std::thread::sleep(Duration::from_millis(100));
    }
}

/// The app in a home, with a folder of its own for what is temporary.
pub(crate) fn run(house: &House, words: &[&str]) -> Child {
    Command::new(program("LEDGERLINE_APP"))
        .arg("--journal")
        .arg(house.journal())
        .args(words)
        .envs(house.surroundings())
        .env("TMPDIR", house.folder().join("tmp"))
        .env_remove("TAURI_WEBVIEW_AUTOMATION")
        .stdin(Stdio::null())
        .stdout(std::fs::File::create(house.folder().join("said")).expect("a file"))
        .stderr(std::fs::File::create(house.folder().join("noted")).expect("a file"))
        .spawn()
        .expect("the app starts")
}

/// Makes a journal of these lines, starts the app, and opens it by its keyboard.
pub(crate) fn open(house: &House, lines: &[impl AsRef<str>], keyboard: &Keyboard) -> Child {
    // Made on an earlier day: the first opening of a day is noted in the header, and so seen here.
    let before = at("2026-11-02T09:00:00+00:00");
    drop(Journal::create(&house.journal(), PASSPHRASE, None, Effort::quick(), &before));
    std::fs::create_dir(house.folder().join("tmp")).expect("a folder");
    for line in lines {
        house.open().capture(line.as_ref(), None, &now()).expect("a line");
    }
    let header = || std::fs::read(house.journal().join("vault.json")).expect("the header");
    let closed = header();
    let app = run(house, &[]);
    wait("the main window", || keyboard.face(700..=1_600));
    // The page has its field ready some time after its window.
    wait("the journal to open", || {
        std::thread::sleep(Duration::from_secs(2));
        keyboard.face(700..=1_600);
        keyboard.enter(PASSPHRASE);
        std::thread::sleep(Duration::from_secs(4));
        header() != closed
    });
    app
}
