//! Keeping a journal unlocked for a while.
#![cfg(unix)]

use std::fs;
use std::os::unix::fs::{FileTypeExt, MetadataExt, PermissionsExt};
use std::path::PathBuf;
use std::time::{Duration, Instant};

use crate::support::Bench;

fn sockets(bench: &Bench) -> Vec<PathBuf> {
    let Ok(found) = fs::read_dir(bench.path().join("run/ledgerline")) else { return Vec::new() };
    found.filter_map(|found| Some(found.ok()?.path())).collect()
}

#[test]
fn unlocked_for_a_while_no_key_is_asked_for_until_it_is_locked() {
    let bench = Bench::new();
    let unlocked = bench.json(&["vault", "unlock", "--for", "10m"]);
    assert_eq!(unlocked["seconds_left"], 600, "it says for how long");
    assert_eq!(bench.locked(&["list"]).code, 0, "no passphrase, and it opens");
    let status = bench.locked(&["vault", "status", "--json"]);
    let status: serde_json::Value = serde_json::from_str(&status.out).expect("one JSON text");
    let left = status["seconds_left"].as_u64().expect("a number");
    assert!((500..=600).contains(&left), "and how long is left: {left}");

    let [socket] = sockets(&bench).try_into().expect("one socket");
    let found = fs::metadata(&socket).expect("it is there");
    assert!(found.file_type().is_socket(), "it is a socket");
    assert_eq!(found.mode() & 0o777, 0o600, "only its owner may write to it");
    let folder = fs::metadata(socket.parent().expect("it has one")).expect("it is there");
    assert_eq!(folder.mode() & 0o777, 0o700, "nor may others enter its folder");

    assert_eq!(bench.locked(&["vault", "lock"]).code, 0, "locking needs no key");
    assert!(sockets(&bench).is_empty(), "nothing answers any more");
    assert_eq!(bench.locked(&["list"]).code, 3, "and the journal is locked");
    let again = bench.locked(&["vault", "lock", "--json"]);
    assert_eq!(again.code, 0, "locking twice is no fault");
    assert!(again.out.contains("\"was_unlocked\":false"), "but it is said");
}

#[test]
fn the_key_is_forgotten_when_its_time_is_up() {
    let bench = Bench::new();
    bench.ok(&["vault", "unlock", "--for", "1s"]);
    let started = Instant::now();
    while bench.locked(&["list"]).code == 0 {
        assert!(started.elapsed() < Duration::from_secs(20), "it must go by itself");
        std::thread::sleep(Duration::from_millis(100));
    }
    assert_eq!(bench.locked(&["list"]).code, 3, "locked again");
}

#[test]
fn a_second_unlock_replaces_the_first_and_a_dead_socket_is_no_obstacle() {
    let bench = Bench::new();
    bench.ok(&["vault", "unlock", "--for", "1h"]);
    bench.ok(&["vault", "unlock", "--for", "1m"]);
    let left = bench.json(&["vault", "status"])["seconds_left"].as_u64().expect("a number");
    assert!(left <= 60, "the later word counts: {left}");
    bench.ok(&["vault", "lock"]);

    // What a killed agent leaves behind: a socket nobody listens at.
    fs::create_dir_all(bench.path().join("run/ledgerline")).expect("a folder");
    let vault = bench.json(&["vault", "status"])["vault"].as_str().expect("an id").replace('-', "");
    let socket = bench.path().join(format!("run/ledgerline/{vault}.sock"));
    drop(std::os::unix::net::UnixListener::bind(&socket).expect("bound"));
    assert_eq!(bench.locked(&["list"]).code, 3, "a dead socket is no key");
    bench.ok(&["vault", "unlock", "--for", "1m"]);
    assert_eq!(bench.locked(&["list"]).code, 0, "and does not stand in the way");
    bench.ok(&["vault", "lock"]);
}

#[test]
fn a_folder_others_may_enter_is_not_trusted() {
    let bench = Bench::new();
    bench.ok(&["vault", "unlock", "--for", "1m"]);
    let folder = bench.path().join("run/ledgerline");
    fs::set_permissions(&folder, fs::Permissions::from_mode(0o777)).expect("ours to loosen");
    assert_eq!(bench.locked(&["list"]).code, 3, "whoever could enter it could stand in for us");
    let refused = bench.run(&["vault", "unlock"]);
    assert_eq!(refused.code, 1, "no key is kept there");
    assert!(refused.err.contains("others"), "and it says why: {}", refused.err);
    fs::set_permissions(&folder, fs::Permissions::from_mode(0o700)).expect("ours to tighten");
    bench.ok(&["vault", "lock"]);
}

#[test]
fn a_wrong_passphrase_unlocks_nothing() {
    let bench = Bench::new();
    let mut wrong = bench.command(&["vault", "unlock"]);
    let ran = crate::support::run(wrong.env("LEDGERLINE_PASSPHRASE", "not the one"));
    assert_eq!(ran.code, 3, "it is not the key: {}", ran.err);
    assert!(sockets(&bench).is_empty(), "and no agent was started");
}

#[test]
fn the_passphrase_changes_only_for_whoever_knows_it() {
    let bench = Bench::new();
    bench.ok(&["vault", "unlock", "--for", "1m"]);
    let mut open = bench.command(&["vault", "passphrase"]);
    let ran = crate::support::run(open.env("LEDGERLINE_NEW_PASSPHRASE", "x y z"));
    assert_eq!(ran.code, 3, "an open journal is not enough: {}", ran.err);
    bench.ok(&["vault", "lock"]);
    let fresh = "velvet harbour seventeen quarrel moss";
    let mut change = bench.command(&["vault", "passphrase"]);
    change.env("LEDGERLINE_PASSPHRASE", crate::support::PASSPHRASE);
    let ran = crate::support::run(change.env("LEDGERLINE_NEW_PASSPHRASE", fresh));
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert_eq!(bench.run(&["list"]).code, 3, "the old one opens nothing");
    let ran = crate::support::run(bench.command(&["list"]).env("LEDGERLINE_PASSPHRASE", fresh));
    assert_eq!(ran.code, 0, "the new one does: {}", ran.err);
}
