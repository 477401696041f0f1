//! What a run of the real app leaves on the disk: no word of the journal, in any file of any of its
//! folders. The window is one as people have it: a window that is driven keeps what its page keeps
//! and proves nothing here.

use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use ledgerline_core::journal::Journal;
use ledgerline_core::vault::Effort;
use support::{PASSPHRASE, at};

use crate::house::{House, now, program};
use crate::keyboard::Keyboard;
use crate::window::PATIENCE;

/// A word that stands nowhere by chance.
const CANARY: &str = "quillfeather";
/// How long the page has for caches and stores of its own.
const REST: Duration = Duration::from_secs(5);

/// Every file under `dir` that holds the word, as UTF-8 or UTF-16, or is called by it.
fn holding(dir: &Path) -> Vec<String> {
    let wide: Vec<u8> = CANARY.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let mut found = Vec::new();
    for entry in std::fs::read_dir(dir).expect("the folder").flatten() {
        let path = entry.path();
        if path.is_dir() && !path.is_symlink() {
            found.extend(holding(&path));
            continue;
        }
        // A socket has no bytes.
        let bytes = std::fs::read(&path).unwrap_or_default().to_ascii_lowercase();
        let holds = |word: &[u8]| bytes.windows(word.len()).any(|window| window == word);
        if holds(CANARY.as_bytes()) || holds(&wide) || path.to_string_lossy().contains(CANARY) {
            found.push(path.display().to_string());
        }
    }
    found
}

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

#[test]
fn a_run_leaves_no_word_of_the_journal_in_any_file() {
    let house = House::empty("rest");
    // Made on an earlier day: the first opening of a day is noted in the header, and so seen here.
    let before = at("2026-11-02T09:00:00+00:00");
    drop(Journal::create(&house.journal(), PASSPHRASE, None, Effort::quick(), &before));
    std::fs::create_dir(house.folder().join("tmp")).expect("a folder");
    for raw in
        ["Kept quillfeather off !sh @Quillfeather", "Heard of quillfeather = it is quillfeather"]
    {
        house.open().capture(raw, None, &now()).expect("a line");
    }
    let header = || std::fs::read(house.journal().join("vault.json")).expect("the header");
    let closed = header();
    let keyboard = Keyboard::of_the_stage();
    let mut app = run(&house, &[]);
    wait("the main window", || keyboard.face(700..=1_600));
    // The page has its field ready some time after its window.
    wait("the journal to open", || {
        std::thread::sleep(Duration::from_secs(2));
        keyboard.face(700..=1_600);
        keyboard.enter(PASSPHRASE);
        std::thread::sleep(Duration::from_secs(4));
        header() != closed
    });
    std::thread::sleep(REST);
    // A line in the capture window, as a link would bring it up: on the page and in its draft.
    let mut second = run(&house, &["capture", "typed of quillfeather"]);
    wait("the capture window", || keyboard.face(400..=650));
    second.wait().expect("the second start hands over");
    std::thread::sleep(REST);
    assert_eq!(holding(house.folder()), Vec::<String>::new(), "while it runs");
    let asked = Command::new("kill").arg(app.id().to_string()).status().expect("`kill` is there");
    assert!(asked.success(), "asked to end");
    wait("the app to end", || app.try_wait().is_ok_and(|ended| ended.is_some()));
    assert_eq!(holding(house.folder()), Vec::<String>::new(), "nor afterwards");
    let plain = house.folder().join("tmp/plain");
    ledgerline_core::file::write(&plain, format!("one {CANARY}").as_bytes()).expect("written");
    assert_eq!(holding(house.folder()).len(), 1, "or the search above would prove nothing");
}
