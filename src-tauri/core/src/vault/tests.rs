//! What a vault promises as a whole: it opens with what belongs to it, and never blames a key
//! for damage, replaces a journal, or changes a byte for a wrong key.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::sync::LazyLock;

use proptest::prelude::*;
use tempfile::TempDir;

use super::rekey::Begun;
use super::signed::{Signed, Unreadable};
use super::*;

pub(super) const NOW: &str = "2026-11-20T16:42:00+01:00";
const LATER: &str = "2026-11-22T09:00:00+01:00";
pub(super) const PASSPHRASE: &str = "walnut harbour quietly seventeen";

fn at(text: &str) -> Moment {
    Moment::parse(text).expect("a valid moment")
}

pub(super) fn open_vault() -> (TempDir, Vault, RecoveryKit) {
    let dir = tempfile::tempdir().expect("a folder");
    let (vault, kit) = create(dir.path(), PASSPHRASE, &at(NOW), Effort::quick()).expect("created");
    (dir, vault, kit)
}

fn same(one: &Vault, two: &Vault) -> bool {
    one.id() == two.id() && one.key().bytes() == two.key().bytes()
}

fn files(dir: &Path) -> BTreeMap<String, Vec<u8>> {
    fs::read_dir(dir)
        .expect("a folder")
        .map(|found| found.expect("a file"))
        .map(|found| {
            let name = found.file_name().to_string_lossy().into_owned();
            (name, fs::read(found.path()).expect("readable"))
        })
        .collect()
}

fn put(dir: &Path, name: &str, bytes: &[u8]) {
    let file = fs::File::create(dir.join(name));
    file.and_then(|mut file| file.write_all(bytes)).expect("written");
}

/// One vault for the properties: making a new one for every case would be most of the time.
static SHARED: LazyLock<(Vec<u8>, Vault)> = LazyLock::new(|| {
    let (dir, vault, _) = open_vault();
    (fs::read(dir.path().join(HEADER_FILES[0])).expect("there"), vault)
});

fn disturbed(noise: &[(prop::sample::Index, u8)]) -> Vec<u8> {
    let mut bytes = SHARED.0.clone();
    for (place, flip) in noise {
        let place = place.index(bytes.len());
        bytes[place] ^= flip;
    }
    bytes
}

fn words(kit: &RecoveryKit) -> String {
    kit.words().join(" ")
}

#[test]
fn every_way_in_opens_the_same_vault() {
    let (dir, vault, kit) = open_vault();
    let keychain = MemoryKeychain::new();
    add_keychain(dir.path(), &vault, &keychain, &at(LATER)).expect("added");
    let header = read(dir.path()).expect("a header");
    let kinds: Vec<SlotKind> = header.slots().iter().map(|slot| slot.kind).collect();
    assert_eq!(
        kinds,
        [SlotKind::Passphrase, SlotKind::Keychain, SlotKind::Recovery],
        "three ways in"
    );
    let opened = [
        header.open_with_passphrase(PASSPHRASE).expect("passphrase"),
        header.open_with_recovery(&words(&kit)).expect("words").0,
        header.open_with_keychain(&keychain).expect("keychain"),
        header.open_with_key(vault.key()).expect("key"),
    ];
    assert!(opened.iter().all(|other| same(other, &vault)), "one key behind all of them");
    assert_eq!(header.vault_id(), vault.id(), "and one id");
}

#[test]
fn a_wrong_key_is_told_as_one_and_changes_no_byte() {
    let (dir, vault, _) = open_vault();
    let keychain = MemoryKeychain::new();
    add_keychain(dir.path(), &vault, &keychain, &at(LATER)).expect("added");
    // Even with a copy to mend, a wrong key mends nothing.
    put(dir.path(), HEADER_FILES[2], b"{");
    let before = files(dir.path());
    let header = read(dir.path()).expect("a header");
    let other = MemoryKeychain::new();
    for account in keychain.accounts() {
        other.set(&account, &Key::from_bytes(&[9; 32])).expect("kept");
    }
    let strange = words(&RecoveryKit::new().expect("random"));
    let attempts = [
        header.open_with_passphrase("walnut harbour quietly seventy"),
        header.open_with_recovery(&strange).map(|(vault, _)| vault),
        header.open_with_keychain(&other),
        header.open_with_key(&Key::from_bytes(&[9; 32])),
    ];
    for attempt in attempts {
        assert!(matches!(attempt, Err(VaultError::WrongKey)), "not damage: {attempt:?}");
    }
    assert!(files(dir.path()) == before, "nothing was written");
}

#[test]
fn a_vault_is_never_made_where_a_journal_is() {
    let now = at(NOW);
    for name in HEADER_FILES.iter().chain([&DATABASE_FILE]) {
        let dir = tempfile::tempdir().expect("a folder");
        put(dir.path(), name, b"");
        let before = files(dir.path());
        let refused = create(dir.path(), PASSPHRASE, &now, Effort::quick());
        assert!(matches!(refused, Err(VaultError::Exists)), "{name} is there");
        assert!(files(dir.path()) == before, "and stays as it was");
        let state = state(dir.path(), None).expect("readable");
        assert_eq!(state, State::Damaged, "{name} alone is a broken journal, not an absent one");
    }
}

#[test]
fn of_two_that_create_at_once_one_wins() {
    let dir = tempfile::tempdir().expect("a folder");
    let journal = dir.path().join("journal");
    let outcomes: Vec<_> = std::thread::scope(|scope| {
        let racers: Vec<_> = (0..4)
            .map(|_| scope.spawn(|| create(&journal, PASSPHRASE, &at(NOW), Effort::quick())))
            .collect();
        racers.into_iter().map(|racer| racer.join().expect("no panic")).collect()
    });
    let won: Vec<&Vault> = outcomes.iter().flatten().map(|(vault, _)| vault).collect();
    assert_eq!(won.len(), 1, "one journal");
    let opened = read(&journal).expect("there").open_with_passphrase(PASSPHRASE).expect("opens");
    assert!(same(&opened, won[0]), "and it is the winner's");
}

#[test]
fn the_five_states_are_told_apart() {
    let dir = tempfile::tempdir().expect("a folder");
    let told = |keychain: &MemoryKeychain| state(dir.path(), Some(keychain)).expect("a state");
    let keychain = MemoryKeychain::new();
    assert_eq!(told(&keychain), State::NoJournal, "an empty folder");
    let (vault, _) = create(dir.path(), PASSPHRASE, &at(NOW), Effort::quick()).expect("created");
    add_keychain(dir.path(), &vault, &keychain, &at(NOW)).expect("added");
    assert_eq!(told(&keychain), State::Locked, "the keychain has its key");
    keychain.fail(Some(KeychainError::Unavailable));
    assert_eq!(told(&keychain), State::KeychainUnavailable, "nobody answers");
    keychain.fail(None);
    for account in keychain.accounts() {
        keychain.set(&account, &Key::from_bytes(&[9; 32])).expect("kept");
    }
    assert_eq!(told(&keychain), State::WrongKey, "somebody else's key");
    keychain.wipe();
    assert_eq!(told(&keychain), State::Locked, "a wiped keychain leaves the other ways in");
    for name in HEADER_FILES {
        put(dir.path(), name, b"{}");
    }
    assert_eq!(told(&keychain), State::Damaged, "no copy is whole");
}

#[test]
fn any_flipped_bit_of_the_header_is_noticed_without_a_key() {
    let (dir, _, _) = open_vault();
    let bytes = fs::read(dir.path().join(HEADER_FILES[0])).expect("there");
    let whole = Signed::parse(&bytes).expect("whole");
    for at in 0..bytes.len() {
        for bit in 0..8 {
            let mut flipped = bytes.clone();
            flipped[at] ^= 1 << bit;
            let told = Signed::parse(&flipped);
            let harmless = told.as_ref().is_ok_and(|signed| *signed == whole);
            let noticed = matches!(told, Err(Unreadable::Damaged | Unreadable::Newer(_)));
            assert!(harmless || noticed, "bit {bit} of byte {at} passed for the truth");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]

    #[test]
    fn two_broken_copies_of_three_cost_nothing_and_are_mended(
        spared in 0_usize..3,
        noise in prop::collection::vec((any::<prop::sample::Index>(), 1_u8..), 1..8),
    ) {
        let dir = tempfile::tempdir().expect("a folder");
        for (index, name) in HEADER_FILES.iter().enumerate() {
            let noise = if index == spared { &[] } else { &noise[index % noise.len()..] };
            put(dir.path(), name, &disturbed(noise));
        }
        let header = read(dir.path()).expect("one copy is whole");
        let opened = header.open_with_passphrase(PASSPHRASE).expect("opens");
        prop_assert!(same(&opened, &SHARED.1), "the same vault");
        prop_assert!(read(dir.path()).expect("there").copies_intact(), "all copies are whole again");
    }

    #[test]
    fn a_header_that_no_copy_can_save_is_damaged_and_never_a_wrong_key(
        noise in prop::collection::vec((any::<prop::sample::Index>(), 1_u8..), 1..8),
    ) {
        let dir = tempfile::tempdir().expect("a folder");
        for name in HEADER_FILES {
            put(dir.path(), name, &disturbed(&noise));
        }
        match read(dir.path()).and_then(|header| header.open_with_passphrase(PASSPHRASE)) {
            // Spaces between fields, or a flip undone by another.
            Ok(_) | Err(VaultError::Damaged | VaultError::Newer(_)) => {}
            Err(other) => prop_assert!(false, "blamed on something else: {other:?}"),
        }
    }
}

#[test]
fn slots_rewritten_by_someone_without_the_key_are_damage() {
    let (dir, vault, _) = open_vault();
    let genuine = copies::find(dir.path()).expect("there").newest;
    let mut forged = genuine.header.clone();
    forged.slots.retain(|slot| slot.kind() == SlotKind::Passphrase);
    forged.inbox.recipient = age::x25519::Identity::generate().to_public().to_string();
    forged.revision += 1;
    // The forger has no vault key, so the checksum fits and the MAC cannot.
    let forged = Signed::new(forged, &Key::from_bytes(&[9; 32])).expect("signed");
    let bytes = forged.to_bytes().expect("bytes");
    put(dir.path(), HEADER_FILES[0], &bytes);
    let header = read(dir.path()).expect("it looks whole");
    let opened = header.open_with_passphrase(PASSPHRASE).expect("the genuine copies open");
    assert!(same(&opened, &vault), "the same vault");
    let mended = read(dir.path()).expect("there");
    assert_eq!(mended.slots().len(), 2, "the forged header is gone");
    for name in HEADER_FILES {
        put(dir.path(), name, &bytes);
    }
    let outcome = read(dir.path()).expect("whole").open_with_passphrase(PASSPHRASE);
    assert!(matches!(outcome, Err(VaultError::Damaged)), "not a wrong passphrase: {outcome:?}");
}

#[test]
fn a_new_passphrase_replaces_the_old_one_in_every_copy() {
    let (dir, vault, kit) = open_vault();
    let stale = fs::read(dir.path().join(HEADER_FILES[0])).expect("there");
    change_passphrase(dir.path(), &vault, "another one entirely", &at(LATER), Effort::quick())
        .expect("changed");
    // A kill right after the first file was written leaves the copies behind.
    put(dir.path(), HEADER_FILES[1], &stale);
    put(dir.path(), HEADER_FILES[2], &stale);
    let header = read(dir.path()).expect("there");
    let old = header.open_with_passphrase(PASSPHRASE);
    assert!(matches!(old, Err(VaultError::WrongKey)), "an old copy does not bring it back");
    let opened = header.open_with_passphrase("another one entirely").expect("the new one opens");
    assert!(same(&opened, &vault), "the vault's key is the same");
    assert!(header.open_with_recovery(&words(&kit)).is_ok(), "other ways in are untouched");
    assert!(read(dir.path()).expect("there").copies_intact(), "the copies were brought up to date");
}

#[test]
fn the_recovery_kit_can_be_tried_confirmed_and_renewed() {
    let (dir, vault, kit) = open_vault();
    let confirmed = || read(dir.path()).expect("there").slots()[1].confirmed;
    assert_eq!(confirmed(), Some(false), "shown, and not yet asked back");
    let before = files(dir.path());
    try_recovery(dir.path(), &words(&kit)).expect("it opens");
    assert!(files(dir.path()) == before, "trying changes nothing");
    confirm_recovery(dir.path(), &vault, SlotKind::Recovery, &at(LATER)).expect("noted");
    assert_eq!(confirmed(), Some(true), "asked back");
    let new = renew_recovery(dir.path(), &vault, SlotKind::Recovery, &at(LATER)).expect("renewed");
    assert_eq!(confirmed(), Some(false), "a new kit starts unconfirmed");
    let old = try_recovery(dir.path(), &words(&kit));
    assert!(matches!(old, Err(VaultError::WrongKey)), "the old paper opens nothing");
    try_recovery(dir.path(), &words(&new)).expect("the new one does");
}

#[test]
fn when_a_way_in_was_last_tried_is_noted_once_a_day() {
    let (dir, vault, _) = open_vault();
    let note = |now: &str| record_tried(dir.path(), &vault, SlotKind::Passphrase, &at(now));
    let tried = || read(dir.path()).expect("there").slots()[0].tried.map(|at| at.to_rfc3339());
    assert_eq!(tried(), None, "never yet");
    note(LATER).expect("noted");
    let before = files(dir.path());
    note("2026-11-22T21:00:00+01:00").expect("the same day");
    assert!(files(dir.path()) == before, "a second opening that day writes nothing");
    assert_eq!(tried().as_deref(), Some("2026-11-22T08:00:00+00:00"), "the first one counts");
    let none = record_tried(dir.path(), &vault, SlotKind::Keychain, &at(LATER));
    assert!(matches!(none, Err(VaultError::NoSlot(SlotKind::Keychain))), "there is none to note");
}

#[test]
fn the_keychain_slot_comes_and_goes_and_the_last_way_in_stays() {
    let (dir, vault, _) = open_vault();
    let keychain = MemoryKeychain::new();
    let now = at(LATER);
    keychain.fail(Some(KeychainError::Unavailable));
    let refused = add_keychain(dir.path(), &vault, &keychain, &now);
    assert!(matches!(refused, Err(VaultError::Keychain(_))), "no weaker store is chosen instead");
    assert!(!read(dir.path()).expect("there").has(SlotKind::Keychain), "and no slot is made");
    keychain.fail(None);
    add_keychain(dir.path(), &vault, &keychain, &now).expect("added");
    add_keychain(dir.path(), &vault, &keychain, &now).expect("and renewed");
    assert_eq!(keychain.accounts().len(), 1, "the replaced key is gone from the keychain");
    assert!(
        read(dir.path()).expect("there").open_with_keychain(&keychain).is_ok(),
        "the new key opens"
    );
    remove_slot(dir.path(), &vault, SlotKind::Passphrase).expect("others are left");
    remove_slot(dir.path(), &vault, SlotKind::Recovery).expect("one is left");
    let last = remove_keychain(dir.path(), &vault, &keychain);
    assert!(matches!(last, Err(VaultError::LastSlot(SlotKind::Keychain))), "never the last");
    change_passphrase(dir.path(), &vault, PASSPHRASE, &now, Effort::quick()).expect("back");
    let gone = remove_keychain(dir.path(), &vault, &keychain).expect("removed");
    assert_eq!(gone, KeychainKey::Deleted, "its key too");
    assert!(keychain.accounts().is_empty(), "nothing of ours is left in the keychain");
}

#[test]
fn changes_made_at_once_are_all_kept() {
    let (dir, vault, _) = open_vault();
    let keychain = MemoryKeychain::new();
    std::thread::scope(|scope| {
        scope.spawn(|| add_keychain(dir.path(), &vault, &keychain, &at(LATER)).expect("added"));
        scope.spawn(|| {
            confirm_recovery(dir.path(), &vault, SlotKind::Recovery, &at(LATER)).expect("noted")
        });
        scope.spawn(|| {
            record_tried(dir.path(), &vault, SlotKind::Passphrase, &at(LATER)).expect("noted");
        });
    });
    let header = read(dir.path()).expect("there");
    assert!(header.has(SlotKind::Keychain), "one change");
    assert_eq!(header.slots()[2].confirmed, Some(true), "the other");
    assert!(header.slots()[0].tried.is_some(), "and the third");
}

#[test]
fn another_journals_vault_cannot_change_this_one() {
    let (dir, _, _) = open_vault();
    let (_elsewhere, stranger, _) = open_vault();
    let before = files(dir.path());
    let refused = change_passphrase(dir.path(), &stranger, "mine now", &at(LATER), Effort::quick());
    assert!(matches!(refused, Err(VaultError::WrongKey)), "it is another vault");
    assert!(files(dir.path()) == before, "nothing was written");
}

#[test]
fn a_later_format_is_refused_untouched() {
    let (dir, _, _) = open_vault();
    for name in HEADER_FILES {
        put(dir.path(), name, br#"{"format": 3, "rings": ["one"]}"#);
    }
    assert!(matches!(read(dir.path()), Err(VaultError::Newer(3))), "not damage");
    assert!(matches!(state(dir.path(), None), Err(VaultError::Newer(3))), "nor a state");
}

#[test]
fn a_later_format_that_was_killed_between_its_copies_is_not_mended_away() {
    let (dir, vault, _) = open_vault();
    put(dir.path(), HEADER_FILES[0], br#"{"format": 3, "rings": ["one"]}"#);
    let before = files(dir.path());
    assert!(matches!(read(dir.path()), Err(VaultError::Newer(3))), "the copies are only older");
    let refused = change_passphrase(dir.path(), &vault, "x y", &at(LATER), Effort::quick());
    assert!(matches!(refused, Err(VaultError::Newer(3))), "nothing is written over it");
    assert!(files(dir.path()) == before, "every byte stays");
}

/// What the file says without a second kit and without a change of keys has to stay readable for
/// versions that know no other format.
#[test]
fn a_header_is_written_in_the_oldest_format_that_can_say_it() {
    let (dir, vault, _) = open_vault();
    let format = || {
        let bytes = fs::read(dir.path().join(HEADER_FILES[0])).expect("there");
        let header: serde_json::Value = serde_json::from_slice(&bytes).expect("JSON");
        header["format"].as_u64()
    };
    assert_eq!(format(), Some(1), "a new journal");
    let kind = SlotKind::SecondRecovery;
    let kit = renew_recovery(dir.path(), &vault, kind, &at(LATER)).expect("made");
    assert_eq!(format(), Some(2), "an earlier version knows no second kit");
    let header = read(dir.path()).expect("there");
    let (opened, by) = header.open_with_recovery(&words(&kit)).expect("it opens");
    assert!(same(&opened, &vault) && by == kind, "and is told from the first");
    remove_slot(dir.path(), &vault, kind).expect("removed");
    assert_eq!(format(), Some(1), "and an earlier version opens it again");
}

#[test]
fn a_kit_opens_by_its_own_words_only() {
    let (dir, vault, first) = open_vault();
    let second = renew_recovery(dir.path(), &vault, SlotKind::SecondRecovery, &at(LATER));
    let second = second.expect("made");
    let tried = |kit: &RecoveryKit| try_recovery(dir.path(), &words(kit)).ok();
    assert_eq!(tried(&first), Some(SlotKind::Recovery), "the first");
    assert_eq!(tried(&second), Some(SlotKind::SecondRecovery), "the second");
    remove_slot(dir.path(), &vault, SlotKind::Recovery).expect("removed");
    assert_eq!(tried(&first), None, "its paper opens nothing any more");
    assert_eq!(tried(&second), Some(SlotKind::SecondRecovery), "the other still does");
}

#[test]
fn nobody_changes_a_way_in_by_the_way_that_goes() {
    let (dir, vault, kit) = open_vault();
    let header = || read(dir.path()).expect("there");
    let (phrase, kit) = (Some(SlotKind::Passphrase), words(&kit));
    assert!(header().prove(PASSPHRASE, None).is_ok(), "the passphrase proves");
    assert!(header().prove(&kit, None).is_ok(), "so does a kit");
    assert!(header().prove(&kit, phrase).is_ok(), "and for the passphrase it has to");
    let refused = header().prove(PASSPHRASE, phrase);
    assert!(matches!(refused, Err(VaultError::WrongKey)), "what goes proves nothing: {refused:?}");
    let refused = header().prove(&kit, Some(SlotKind::Recovery));
    assert!(matches!(refused, Err(VaultError::WrongKey)), "nor does this kit for itself");
    let keychain = MemoryKeychain::new();
    add_keychain(dir.path(), &vault, &keychain, &at(LATER)).expect("added");
    remove_slot(dir.path(), &vault, SlotKind::Recovery).expect("two are left");
    remove_slot(dir.path(), &vault, SlotKind::Passphrase).expect("one is left");
    let refused = header().prove("anything", None);
    assert!(
        matches!(refused, Err(VaultError::NoSlot(_))),
        "the keychain knows nobody: {refused:?}"
    );
}

/// Guesses leave the journal as it is, and the kit still opens it: 50 of them, or as many as
/// `LEDGERLINE_LOAD` says. The header's own parameters make one cheap.
#[test]
fn wrong_passphrases_change_nothing_however_many() {
    let (dir, vault, kit) = open_vault();
    let before = files(dir.path());
    let asked = std::env::var("LEDGERLINE_LOAD").ok().and_then(|many| many.parse().ok());
    for guess in 0..asked.unwrap_or(50) {
        let refused = read(dir.path()).expect("there").open_with_passphrase(&format!("no {guess}"));
        assert!(matches!(refused, Err(VaultError::WrongKey)), "guess {guess}: {refused:?}");
    }
    assert!(files(dir.path()) == before, "no byte was written");
    let (opened, _) =
        read(dir.path()).expect("there").open_with_recovery(&words(&kit)).expect("kit");
    assert!(same(&opened, &vault), "the kit opens it");
}

fn begun(dir: &Path, vault: &Vault, carried: &Carried<'_>, keychain: &MemoryKeychain) -> Begun {
    begin(dir, vault, carried, keychain, &at(LATER)).expect("begun")
}

#[test]
fn between_two_keys_every_old_way_opens_both_and_either_can_be_dropped() {
    let (dir, vault, kit) = open_vault();
    let (dir, keychain) = (dir.path(), MemoryKeychain::new());
    add_keychain(dir, &vault, &keychain, &at(LATER)).expect("added");
    let kit = words(&kit);
    let carried = Carried { passphrase: Some(PASSPHRASE), kits: &[&kit], new_kit: false };
    let before = read(dir).expect("there").slots();
    let first = begun(dir, &vault, &carried, &keychain);
    assert!(first.left.is_empty() && first.kit.is_none(), "every way in goes along");
    let header = read(dir).expect("there");
    assert!(header.is_between_keys(), "both keys stand in it");
    for opened in [
        header.open_with_passphrase(PASSPHRASE),
        header.open_with_recovery(&kit).map(|(vault, _)| vault),
        header.open_with_keychain(&keychain),
    ] {
        let opened = opened.expect("the old ways open it");
        assert!(opened.next_database_key().expect("derived").is_some(), "and bring the new key");
    }
    let refused = change_passphrase(dir, &vault, "x y", &at(LATER), Effort::quick());
    assert!(matches!(refused, Err(VaultError::Busy)), "no way in changes in between");
    let back = abandon(dir, &first.vault).expect("dropped");
    assert!(same(&back, &vault) && back.next.is_none(), "as it was");
    assert_eq!(read(dir).expect("there").slots(), before, "the ways in too");

    let second = begun(dir, &vault, &carried, &keychain);
    // A kill after the first of the three files was replaced.
    let stale = fs::read(dir.join(HEADER_FILES[2])).expect("there");
    let fresh = finish(dir, &second.vault).expect("finished");
    put(dir, HEADER_FILES[2], &stale);
    assert!(!same(&fresh, &vault), "another key");
    let again = finish(dir, &second.vault).expect("a second time does no harm");
    assert!(same(&again, &fresh), "the same key");
    let header = read(dir).expect("there");
    assert!(!header.is_between_keys() && header.copies_intact(), "and the copies are mended");
    for opened in [
        header.open_with_passphrase(PASSPHRASE),
        header.open_with_recovery(&kit).map(|(vault, _)| vault),
        header.open_with_keychain(&keychain),
    ] {
        assert!(same(&opened.expect("every way opens the new key"), &fresh), "the same");
    }
    let old = header.open_with_key(vault.key());
    assert!(matches!(old, Err(VaultError::WrongKey)), "the old key opens nothing");
}

#[test]
fn a_kit_without_its_words_stays_behind_or_is_made_anew() {
    let (dir, vault, kit) = open_vault();
    let (dir, keychain) = (dir.path(), MemoryKeychain::new());
    renew_recovery(dir, &vault, SlotKind::SecondRecovery, &at(LATER)).expect("made");
    let carried = Carried { passphrase: Some(PASSPHRASE), kits: &[], new_kit: true };
    let begun = begun(dir, &vault, &carried, &keychain);
    assert_eq!(begun.left, [SlotKind::SecondRecovery], "nobody gave its words");
    let fresh = finish(dir, &begun.vault).expect("finished");
    let made = begun.kit.expect("a new kit");
    assert!(try_recovery(dir, &words(&kit)).is_err(), "the old paper opens nothing");
    assert_eq!(try_recovery(dir, &words(&made)).ok(), Some(SlotKind::Recovery), "the new one does");
    assert_eq!(read(dir).expect("there").slots()[1].confirmed, Some(false), "asked back later");
    let nothing = Carried::default();
    let refused = begin(dir, &fresh, &nothing, &keychain, &at(LATER));
    assert!(matches!(refused, Err(VaultError::LastSlot(_))), "never a journal nobody can open");
}

#[test]
fn what_was_sealed_under_the_old_key_still_opens_and_what_comes_is_sealed_to_the_new_one() {
    let (dir, vault, _) = open_vault();
    let dir = dir.path();
    let old = read(dir).expect("there").recipient().expect("a key");
    seal(dir, &old, b"before").expect("sealed");
    let carried = Carried { passphrase: Some(PASSPHRASE), kits: &[], new_kit: false };
    let begun = begun(dir, &vault, &carried, &MemoryKeychain::new());
    seal(dir, &read(dir).expect("there").recipient().expect("a key"), b"between").expect("sealed");
    let fresh = finish(dir, &begun.vault).expect("finished");
    let new = read(dir).expect("there").recipient().expect("a key");
    assert!(new != old, "whoever had the old key reads nothing sealed from now on");
    seal(dir, &new, b"after").expect("sealed");
    seal(dir, &old, b"by someone who read the old header").expect("sealed");
    let opened = drain(dir, &fresh).expect("readable");
    assert_eq!(opened.iter().flatten().count(), 4, "every line opens");
    let by_old = drain(dir, &vault).expect("readable");
    assert!(matches!(by_old[2], Err(DamagedLine::NotOurs)), "the old key reads no new line");
}

#[cfg(unix)]
#[test]
fn a_journal_is_for_its_owner_alone_and_opens_from_a_read_only_folder() {
    use std::os::unix::fs::PermissionsExt;
    let outer = tempfile::tempdir().expect("a folder");
    let dir = outer.path().join("journal");
    let (vault, _) = create(&dir, PASSPHRASE, &at(NOW), Effort::quick()).expect("created");
    let mode = |path: &Path| fs::metadata(path).expect("there").permissions().mode() & 0o777;
    assert_eq!(mode(&dir), 0o700, "the folder");
    for name in files(&dir).keys() {
        assert_eq!(mode(&dir.join(name)), 0o600, "{name}");
    }
    fs::remove_file(dir.join(HEADER_FILES[1])).expect("one copy is lost");
    fs::set_permissions(&dir, fs::Permissions::from_mode(0o500)).expect("read-only");
    let opened = read(&dir).expect("there").open_with_passphrase(PASSPHRASE);
    fs::set_permissions(&dir, fs::Permissions::from_mode(0o700)).expect("back");
    assert!(opened.is_ok_and(|opened| same(&opened, &vault)), "mending can wait");
}

#[test]
fn nothing_that_can_be_printed_holds_a_secret() {
    let (dir, vault, kit) = open_vault();
    let header = read(dir.path()).expect("there");
    let printed = format!("{vault:?} {kit:?} {header:?} {:?}", vault.database_key());
    let key: String = vault.key().bytes().iter().map(|byte| format!("{byte:02x}")).collect();
    assert!(!printed.contains(&key), "no key");
    assert!(!printed.contains(&format!("{:?}", vault.key().bytes())), "nor its bytes");
    assert!(kit.words().iter().all(|word| !printed.contains(&format!(" {word} "))), "no word");
    let written = fs::read_to_string(dir.path().join(HEADER_FILES[0])).expect("text");
    assert!(!written.contains(&key) && !written.contains("AGE-SECRET-KEY"), "nor the header");
}
