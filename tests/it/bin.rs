//! The bin: one thing erased leaves nothing behind, and everything else where it was.

use std::path::Path;

use aes::Aes256;
use aes::cipher::{Array, BlockCipherDecrypt, KeyInit};
use ledgerline_core::error::Code;
use ledgerline_core::vault;
use ledgerline_core::wire::{Draft, EntryEdit};
use support::{PASSPHRASE, TestJournal};

const CANARY: &str = "quillfeather";

/// A page of SQLCipher 4: 4,096 bytes, of which the last 80 hold what it is deciphered with.
const PAGE: usize = 4_096;
const RESERVED: usize = 80;

/// The pages of a journal's file and of its log as they were before they were enciphered: every
/// byte, also of rows that are deleted.
fn deciphered(dir: &Path) -> Vec<u8> {
    let vault = vault::read(dir).and_then(|header| header.open_with_passphrase(PASSPHRASE));
    let key = vault.and_then(|vault| vault.database_key()).expect("the key");
    let cipher = Aes256::new(&Array::from(*key.bytes()));
    let mut plain = Vec::new();
    let mut decipher = |page: &[u8], from: usize| {
        let (text, reserved) = page.split_at(PAGE - RESERVED);
        let mut before: [u8; 16] = reserved[..16].try_into().expect("sixteen bytes");
        for block in text[from..].chunks_exact(16) {
            let mut out = Array::try_from(block).expect("sixteen bytes");
            cipher.decrypt_block(&mut out);
            plain.extend(out.iter().zip(before).map(|(one, other)| one ^ other));
            before = block.try_into().expect("sixteen bytes");
        }
    };
    let file = std::fs::read(dir.join("journal.db")).expect("the file");
    for (number, page) in file.chunks_exact(PAGE).enumerate() {
        decipher(page, if number == 0 { 16 } else { 0 });
    }
    let log = std::fs::read(dir.join("journal.db-wal")).unwrap_or_default();
    for frame in log.get(32..).unwrap_or_default().chunks_exact(24 + PAGE) {
        let first = frame[..4] == 1_u32.to_be_bytes();
        decipher(&frame[24..], if first { 16 } else { 0 });
    }
    plain
}

fn holds(bytes: &[u8], word: &str) -> bool {
    let lower = bytes.to_ascii_lowercase();
    lower.windows(word.len()).any(|window| window == word.as_bytes())
}

#[test]
fn one_thing_purged_leaves_no_word_in_any_page_and_the_rest_alone() {
    let mut t = TestJournal::new()
        .capture("Kept the alder report off the team")
        .capture("Agreed quillfeather !ne @Quillfeather #quillfeather // quillfeather")
        .mapped("A quillfeather came of it");
    let (id, now) = (t.last(), t.now.clone());
    let outcome = t.view().outcomes[0].outcome.id;
    let file = format!("{CANARY} in a file");
    t.journal().attach(id, outcome, CANARY, file.as_bytes(), true, &now).expect("evidence");
    let edit = EntryEdit {
        revision: t.entry().revision,
        text: Some("Agreed it, says quillfeather".into()),
        ..EntryEdit::default()
    };
    t.journal().edit_entry(id, edit, &now).expect("a revision");
    let surface = format!("entry/{id}/body");
    let draft = Draft { surface, raw: CANARY.into(), caret: 0 };
    t.journal().save_draft(&draft, &now).expect("a draft");
    assert!(holds(&deciphered(&t.place()), CANARY), "or the search would find nothing anyway");
    let refused = t.journal().purge_one("entry", &id.to_string(), &now).map(drop);
    assert_eq!(refused.map_err(|e| e.code()), Err(Code::NotFound), "what is not in the bin stays");

    t.journal().delete_entry(id, &now).expect("deleted");
    let person = t.journal().people(&now).expect("people")[0].person.id;
    t.journal().delete_person(person, &now).expect("deleted");
    let named = t.journal().purge_one("person", &person.to_string(), &now).map(drop);
    assert_eq!(named.map_err(|e| e.code()), Err(Code::BadInput), "an entry still names them");
    let left = t.journal().purge_one("entry", &id.to_string(), &now).expect("erased");
    assert_eq!(left.len(), 1, "only the person is left in the bin");
    t.journal().purge_one("person", &person.to_string(), &now).expect("nothing names them now");

    assert!(!holds(&deciphered(&t.place()), CANARY), "no page holds the word, deleted or not");
    let log = std::fs::metadata(t.place().join("journal.db-wal")).map_or(0, |log| log.len());
    assert_eq!(log, 0, "the log is empty");
    assert!(holds(&deciphered(&t.place()), "alder"), "other entries are where they were");
    assert_eq!(t.found("").len(), 1, "and are listed");
    assert_eq!(t.journal().undo().expect("nothing"), None, "undo cannot bring it back");
    t.assert_healthy();
}

#[test]
fn what_the_bin_has_no_place_for_is_refused() {
    let mut t = TestJournal::new().capture("One");
    let now = t.now.clone();
    for (what, id) in [("setting", "00000000-0000-0000-0000-000000000001"), ("entry", "one")] {
        let refused = t.journal().purge_one(what, id, &now).map(drop).expect_err("nonsense");
        assert_eq!(refused.code(), Code::BadInput, "`{what}` `{id}`");
        t.journal().restore(what, id, &now).map(drop).expect_err("neither comes back");
    }
}

/// R10: many things deleted in every way there is, among others that stay.
#[test]
fn many_things_deleted_and_purged_leave_no_word_in_any_page() {
    let mut t = TestJournal::new();
    let now = t.now.clone();
    let many = support::load(24);
    for number in 0..many {
        t = t.capture(&format!("Kept line {number} about the alder report #alder"));
        t = t.capture(&format!("{CANARY} {number} !ne @{CANARY} #{CANARY} // {CANARY}"));
        let id = t.last();
        if number % 2 == 0 {
            let said = format!("A {CANARY} came of it");
            t.journal().new_outcome(id, &said, &now).expect("mapped");
        }
        if number % 3 == 0 {
            let edit = EntryEdit {
                revision: t.entry().revision,
                text: Some(format!("Says {CANARY} otherwise")),
                body: Some(format!("{CANARY} ").repeat(700)),
                ..EntryEdit::default()
            };
            t.journal().edit_entry(id, edit, &now).expect("a revision");
        }
        if number % 4 == 0 {
            let surface = format!("entry/{id}/body");
            let draft = Draft { surface, raw: CANARY.into(), caret: 0 };
            t.journal().save_draft(&draft, &now).expect("a draft");
        }
        t.journal().delete_entry(id, &now).expect("deleted");
        match number % 5 {
            0 => drop(t.journal().purge_one("entry", &id.to_string(), &now).expect("erased")),
            1 => drop(t.journal().purge(0, &now).expect("erased")),
            _ => {}
        }
    }
    t.journal().purge(0, &now).expect("erased");
    for person in t.journal().people(&now).expect("people") {
        t.journal().delete_person(person.person.id, &now).expect("deleted");
    }
    t.journal().purge(0, &now).expect("erased");
    assert!(!holds(&deciphered(&t.place()), CANARY), "no page holds the word, deleted or not");
    assert!(holds(&deciphered(&t.place()), "alder"), "and the rest is where it was");
    t.assert_healthy();
    support::tell(
        "R10",
        &format!("{many} entries with notes, outcomes, revisions and drafts deleted and purged"),
        "every page of the file and its log deciphered and searched, deleted rows and all",
        "0 copies of their words, the entries between them untouched",
    );
}
