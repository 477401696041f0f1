//! Nothing of a process of ours is dumped.
#![cfg(target_os = "linux")]

use std::io::Read;
use std::process::Stdio;
use std::time::{Duration, Instant};

use crate::support::{Bench, PASSPHRASE};

#[test]
fn no_core_is_dumped() {
    let bench = Bench::new();
    // A reader that never comes keeps the process where it can be looked at.
    let mut command = bench.command(&["import", "--format", "ledgerline", "-"]);
    command.env("LEDGERLINE_PASSPHRASE", PASSPHRASE);
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::null()).spawn().expect("starts");
    let limits = format!("/proc/{}/limits", child.id());
    let started = Instant::now();
    let hard = loop {
        let mut text = String::new();
        let read = std::fs::File::open(&limits).and_then(|mut file| file.read_to_string(&mut text));
        let line = text.lines().find(|line| line.starts_with("Max core file size"));
        let line = line.map(str::to_owned).unwrap_or_default();
        if line.split_whitespace().skip(4).take(2).all(|limit| limit == "0") && !line.is_empty() {
            break line;
        }
        assert!(read.is_ok() && started.elapsed() < Duration::from_secs(20), "still: {line}");
        std::thread::sleep(Duration::from_millis(5));
    };
    assert!(hard.contains('0'), "both limits are nothing: {hard}");
    child.kill().and_then(|()| child.wait()).expect("it is gone");
}
