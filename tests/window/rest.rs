//! What a run of the real app leaves on the disk: no word of the journal, in any file of any of its
//! folders.

use std::path::Path;
use std::process::Command;
use std::time::Duration;

use crate::house::House;
use crate::keyboard::Keyboard;
use crate::undriven::{self, run, wait};

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

#[test]
fn a_run_leaves_no_word_of_the_journal_in_any_file() {
    let house = House::empty("rest");
    let keyboard = Keyboard::of_the_stage();
    let lines =
        ["Kept quillfeather off !sh @Quillfeather", "Heard of quillfeather = it is quillfeather"];
    let mut app = undriven::open(&house, &lines, &keyboard);
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
