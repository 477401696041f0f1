//! The keychain that a desktop has: a real gnome-keyring on the stage's own session bus, and buses
//! on which none answers. Nothing may wait for longer than a keychain is given.

use std::os::unix::net::UnixListener;
use std::path::Path;
use std::process::{Command, Output};
use std::time::{Duration, Instant};

use ledgerline_core::journal::Journal;
use ledgerline_core::vault::{
    self, Carried, Effort, Keychain, OsKeychain, SlotKind, State, VaultError, add_keychain,
};
use serde_json::Value;
use support::PASSPHRASE;

use crate::house::{House, now, program};

/// What one call may take, what else the command line does, and a busy machine.
const BOUND: Duration = Duration::from_secs(6 + 14);

fn keychain() -> OsKeychain {
    OsKeychain::new(OsKeychain::PATIENCE)
}

/// A journal that the stage's keychain opens too.
fn made(house: &House) {
    let keychain = keychain();
    let made =
        Journal::create(&house.journal(), PASSPHRASE, Some(&keychain), Effort::quick(), &now());
    drop(made.expect("the stage's keychain is open and keeps a key"));
}

/// What the keychain files this journal's key under.
fn account(dir: &Path) -> String {
    let header = std::fs::read(dir.join("vault.json")).expect("the header");
    let header: Value = serde_json::from_slice(&header).expect("the header is JSON");
    find(&header, "account").expect("a keychain slot names its account")
}

fn find(value: &Value, name: &str) -> Option<String> {
    match value {
        Value::Object(fields) => fields.iter().find_map(|(key, value)| {
            let here = (key == name).then(|| value.as_str().map(str::to_owned)).flatten();
            here.or_else(|| find(value, name))
        }),
        Value::Array(items) => items.iter().find_map(|item| find(item, name)),
        _ => None,
    }
}

/// The command line on `house`, with no passphrase at hand.
fn command_line(house: &House) -> Command {
    let mut command = Command::new(program("LEDGERLINE_CLI"));
    command.envs(house.surroundings()).env("LEDGERLINE_JOURNAL", house.journal());
    command.env_remove("LEDGERLINE_PASSPHRASE");
    command
}

/// Runs it and says how long it took.
fn timed(command: &mut Command) -> (Output, Duration) {
    let start = Instant::now();
    let output = command.output().expect("the command line starts");
    (output, start.elapsed())
}

#[test]
fn the_desktops_own_keychain_opens_the_journal_without_a_word() {
    let house = House::empty("keychain");
    made(&house);
    let header = vault::read(&house.journal()).expect("a header");
    assert!(header.has(SlotKind::Keychain), "the way in is there");
    let opened = header.open_with_keychain(&keychain()).expect("the keychain opens it");
    let mut journal = Journal::open(&house.journal(), opened, &now()).expect("the journal opens");
    journal.capture("Held the line on scope !sh", None, &now()).expect("a line");
    drop(journal);
    let (listed, _) = timed(command_line(&house).args(["list", "--json"]));
    let said = String::from_utf8_lossy(&listed.stdout);
    assert!(said.contains("Held the line on scope"), "nor does the command line ask: {listed:?}");
}

#[test]
fn a_wiped_keychain_leaves_the_other_ways_in_and_can_be_added_again() {
    let house = House::empty("keychain-wiped");
    made(&house);
    let (dir, keychain) = (house.journal(), keychain());
    keychain.delete(&account(&dir)).expect("the key goes from the keychain");
    let header = vault::read(&dir).expect("a header");
    let refused = header.open_with_keychain(&keychain).map(drop);
    assert!(matches!(refused, Err(VaultError::KeychainEmpty)), "the key is gone: {refused:?}");
    let state = vault::state(&dir, Some(&keychain)).expect("a state");
    assert_eq!(state, State::Locked, "nothing is damaged and no key is wrong");
    let opened = header.open_with_passphrase(PASSPHRASE).expect("the passphrase still opens it");
    add_keychain(&dir, &opened, &keychain, &now()).expect("added again");
    let header = vault::read(&dir).expect("a header");
    assert!(header.open_with_keychain(&keychain).is_ok(), "and opens it again");
}

#[test]
fn a_changed_key_in_the_keychain_is_told_as_one_and_replaces_nothing() {
    let house = House::empty("keychain-changed");
    made(&house);
    let (dir, keychain) = (house.journal(), keychain());
    let account = account(&dir);
    let strange = vault::Key::from_bytes(&[7; 32]);
    keychain.set(&account, &strange).expect("somebody else's key in its place");
    let before = std::fs::read(dir.join("vault.json")).expect("the header");
    let header = vault::read(&dir).expect("a header");
    let refused = header.open_with_keychain(&keychain).map(drop);
    assert!(matches!(refused, Err(VaultError::WrongKey)), "not damage: {refused:?}");
    let state = vault::state(&dir, Some(&keychain)).expect("a state");
    assert_eq!(state, State::WrongKey, "the fourth of the five states");
    let (listed, _) = timed(command_line(&house).arg("list"));
    assert_eq!(listed.status.code(), Some(3), "no key that fits: {listed:?}");
    let after = std::fs::read(dir.join("vault.json")).expect("the header");
    assert_eq!(after, before, "the header is as it was");
    let kept = keychain.get(&account).expect("answered").map(|key| *key.bytes());
    assert_eq!(kept, Some([7; 32]), "and so is what lies in the keychain");
    assert!(header.open_with_passphrase(PASSPHRASE).is_ok(), "the other ways in open it");
}

#[test]
fn a_new_key_goes_into_the_keychain_and_the_old_one_out_of_it() {
    let house = House::empty("keychain-rekey");
    made(&house);
    let (dir, keychain) = (house.journal(), keychain());
    let before = account(&dir);
    let journal = support::open(&dir, &now());
    let carried = Carried { passphrase: Some(PASSPHRASE), kits: &[], new_kit: true };
    let done = journal.rekey(&carried, &keychain, &now()).expect("a new key");
    assert!(done.left.is_empty(), "the keychain goes along: {:?}", done.left);
    drop(done);
    assert!(account(&dir) != before, "under a name of its own");
    assert!(matches!(keychain.get(&before), Ok(None)), "the old key is gone");
    let header = vault::read(&dir).expect("a header");
    assert!(header.open_with_keychain(&keychain).is_ok(), "the new one opens it");
}

#[test]
fn a_bus_without_a_keychain_says_so_at_once() {
    let house = House::empty("keychain-absent");
    made(&house);
    let (listed, took) = timed(
        command_line(&house).arg("list").env("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent"),
    );
    assert_eq!(listed.status.code(), Some(3), "locked, and nobody to ask: {listed:?}");
    assert!(took < BOUND, "it took {took:?}");
}

/// As a keychain that shows its own window where there is none to see: it takes the call and
/// never answers.
#[test]
fn a_keychain_that_never_answers_holds_up_neither_a_new_journal_nor_an_old_one() {
    let house = House::empty("keychain-mute");
    let socket = tempfile::tempdir().expect("a folder");
    let path = socket.path().join("bus");
    let _mute = UnixListener::bind(&path).expect("a bus that takes calls");
    let bus = format!("unix:path={}", path.display());

    let mut making = command_line(&house);
    making.args(["init", "--keychain"]).env("DBUS_SESSION_BUS_ADDRESS", &bus);
    let (init, took) = timed(making.env("LEDGERLINE_PASSPHRASE", PASSPHRASE));
    let said = String::from_utf8_lossy(&init.stderr);
    assert!(!init.status.success() && said.contains("keychain"), "it says why: {said}");
    assert!(took < BOUND, "it took {took:?}");
    let nothing = vault::read(&house.journal()).map(drop);
    assert!(matches!(nothing, Err(VaultError::NoJournal)), "and made nothing: {nothing:?}");

    made(&house);
    let (added, took) = timed(
        command_line(&house)
            .args(["add", "Said no to a fourth project !tr"])
            .env("DBUS_SESSION_BUS_ADDRESS", &bus),
    );
    assert!(added.status.success(), "the line is sealed: {added:?}");
    assert!(took < Duration::from_secs(4), "and writing waited for nobody: {took:?}");
}

/// A keyring that was never opened asks for a new password, in a window that nobody here sees.
#[test]
fn a_locked_keyring_that_can_ask_nobody_is_unavailable_and_not_endless() {
    let house = House::empty("keychain-locked");
    let places = house.surroundings();
    let mut alone = Command::new("timeout");
    alone.args(["60", "dbus-run-session", "--"]).arg(program("LEDGERLINE_CLI"));
    alone.args(["init", "--keychain"]).envs(places).env_remove("DISPLAY");
    alone.env("LEDGERLINE_JOURNAL", house.journal()).env("LEDGERLINE_PASSPHRASE", PASSPHRASE);
    let runtime = tempfile::tempdir().expect("a folder of its own, so that no keyring is found");
    let (init, took) = timed(alone.env("XDG_RUNTIME_DIR", runtime.path()));
    assert!(!init.status.success(), "no journal with a way in that does not work: {init:?}");
    assert!(took < BOUND, "it took {took:?}");
    let nothing = vault::read(&house.journal()).map(drop);
    assert!(matches!(nothing, Err(VaultError::NoJournal)), "nothing was made: {nothing:?}");
}
