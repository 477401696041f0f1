//! At rest: no word of the user's stands readable in any file beside the journal.

use std::path::Path;

use ledgerline_core::journal;
use ledgerline_core::time::Week;
use ledgerline_core::vault::sealed_drafts::DraftFile;
use ledgerline_core::wire::{Draft, PacketEdit, PrivateLane, WeekClose};
use support::TestJournal;

/// A word that stands nowhere by chance.
const CANARY: &str = "quillfeather";

/// Every file under `dir` that holds the word, as UTF-8 or UTF-16.
fn holding(dir: &Path) -> Vec<String> {
    let wide: Vec<u8> = CANARY.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let mut found = Vec::new();
    for entry in std::fs::read_dir(dir).expect("the folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            found.extend(holding(&path));
            continue;
        }
        let bytes = std::fs::read(&path).expect("its bytes");
        let holds = |word: &[u8]| bytes.windows(word.len()).any(|window| window == word);
        if holds(CANARY.as_bytes()) || holds(&wide) || path.to_string_lossy().contains(CANARY) {
            found.push(path.display().to_string());
        }
    }
    found
}

#[test]
fn nothing_written_stands_readable_on_the_disk() {
    let mut t = TestJournal::new()
        .capture("Quiet quillfeather !sh @Quillfeather >Quillfeather #quillfeather // quillfeather")
        .mapped("A quillfeather came of it");
    let (id, now) = (t.last(), t.now.clone());
    let outcome = t.view().outcomes[0].outcome.id;
    let file = format!("{CANARY} in a file");
    t.journal()
        .attach(id, outcome, "quillfeather.txt", file.as_bytes(), true, &now)
        .expect("evidence");
    let draft = Draft { surface: "capture".into(), raw: CANARY.into(), caret: 0 };
    t.journal().save_draft(&draft, &now).expect("a draft");
    let edit = PacketEdit { title: CANARY.into(), ..PacketEdit::default() };
    let packet = t.journal().new_packet(edit, &now).expect("a packet").id;
    t.journal().include(packet, outcome, true, &now).expect("chosen");
    let close = WeekClose {
        best_line: CANARY.into(),
        lane: PrivateLane { doubt: CANARY.into(), ..PrivateLane::default() },
        ..WeekClose::default()
    };
    t.journal().close_week(Week::of(now.day()), &close, &now).expect("closed");
    assert_eq!(holding(&t.place()), Vec::<String>::new(), "while it is open, its log included");
    t.lock();
    journal::seal(&t.place(), "One sealed quillfeather", &now).expect("sealed");
    let run = DraftFile::new().expect("a name");
    journal::seal_drafts(&t.place(), run, &[draft]).expect("a sealed draft");
    assert_eq!(holding(&t.place()), Vec::<String>::new(), "and while it is locked");
    t.unlock();
    assert_eq!(t.search(CANARY).len(), 2, "though all of it is there");
}

#[test]
fn the_search_finds_a_word_that_stands_readable() {
    let dir = tempfile::tempdir().expect("a folder");
    ledgerline_core::file::write(&dir.path().join("plain"), format!("one {CANARY}").as_bytes())
        .expect("written");
    assert_eq!(holding(dir.path()).len(), 1, "or the test above would prove nothing");
}

#[test]
fn the_library_is_past_the_race_that_lost_committed_rows() {
    let mut t = TestJournal::new();
    let health = t.journal().check().expect("the doctor");
    let parts: Vec<u32> = health.sqlite.split('.').filter_map(|part| part.parse().ok()).collect();
    assert!(parts >= vec![3, 51, 3], "SQLite {} resets its log safely", health.sqlite);
    assert!(health.sqlcipher.starts_with("4."), "and is SQLCipher 4");
}
