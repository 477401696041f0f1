//! Handing over to the desktop app.
#![cfg(unix)]

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::time::{Duration, Instant};

use crate::support::{Bench, run};

/// The binary alone in a folder, so that an app built beside it is not started.
fn alone(bench: &Bench) -> std::path::PathBuf {
    let bin = bench.path().join("bin");
    fs::create_dir(&bin).expect("a folder");
    let own = bin.join("ledgerline");
    fs::copy(env!("CARGO_BIN_EXE_ledgerline"), &own).expect("copied");
    own
}

fn command(bench: &Bench, own: &Path, path: &Path, args: &[&str]) -> std::process::Command {
    let mut command = std::process::Command::new(own);
    command.args(args).env_clear().env("HOME", bench.path()).env("PATH", path);
    command.env("LEDGERLINE_JOURNAL", bench.journal());
    command
}

#[test]
fn a_missing_app_is_named_with_what_to_do() {
    let bench = Bench::empty();
    let own = alone(&bench);
    for args in [&[][..], &["open"], &["capture", "x"]] {
        let ran = run(&mut command(&bench, &own, &bench.path().join("nothing"), args));
        assert_eq!(ran.code, 1, "there is no app to start");
        assert!(ran.err.contains("ledgerline-desktop"), "it is named: {}", ran.err);
    }
}

#[test]
fn the_app_is_given_the_words_and_the_journal() {
    let bench = Bench::empty();
    let own = alone(&bench);
    let apps = bench.path().join("apps");
    fs::create_dir(&apps).expect("a folder");
    let (app, said) = (apps.join("ledgerline-desktop"), bench.path().join("said"));
    let script = format!(
        "#!/bin/sh\nprintf '%s|' \"$LEDGERLINE_JOURNAL\" \"$@\" > '{0}.part'\n/bin/mv '{0}.part' '{0}'\n",
        said.display()
    );
    fs::write(&app, script).expect("written");
    fs::set_permissions(&app, fs::Permissions::from_mode(0o755)).expect("made a program");
    let journal = bench.journal();
    for (args, words) in [
        (&[][..], "open|"),
        (&["open"], "open|"),
        (&["capture"], "capture|"),
        (&["capture", "asked", "Ana $5"], "capture|asked Ana $5|"),
    ] {
        let _ = fs::remove_file(&said);
        assert_eq!(run(&mut command(&bench, &own, &apps, args)).code, 0, "it was started");
        let started = Instant::now();
        while !said.exists() {
            assert!(started.elapsed() < Duration::from_secs(20), "the app ran");
            std::thread::sleep(Duration::from_millis(20));
        }
        let heard = fs::read_to_string(&said).expect("it is there");
        assert_eq!(heard, format!("{}|{words}", journal.display()), "the journal, then the words");
    }
}
