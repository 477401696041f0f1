//! A program with everything it started: what it has used, what it holds, and its end.

use std::fs;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// What `/proc/PID/stat` says after the name.
struct Stat {
    parent: u32,
    ticks: u64,
}

/// The name before it may hold anything, so the fields count from its closing bracket.
fn stat(process: u32) -> Option<Stat> {
    let text = fs::read_to_string(format!("/proc/{process}/stat")).ok()?;
    let fields: Vec<&str> = text.rsplit_once(')')?.1.split_whitespace().collect();
    let number = |at: usize| fields.get(at)?.parse::<u64>().ok();
    Some(Stat { parent: u32::try_from(number(1)?).ok()?, ticks: number(11)? + number(12)? })
}

/// `root` and all below it. WebKit's own processes are below the app.
pub(crate) fn tree(root: u32) -> Vec<u32> {
    let all: Vec<(u32, u32)> = fs::read_dir("/proc")
        .into_iter()
        .flatten()
        .flatten()
        .filter_map(|found| found.file_name().to_str()?.parse().ok())
        .filter_map(|process| Some((process, stat(process)?.parent)))
        .collect();
    let mut found = vec![root];
    let mut at = 0;
    while let Some(parent) = found.get(at).copied() {
        found.extend(all.iter().filter(|(_, of)| *of == parent).map(|(process, _)| *process));
        at += 1;
    }
    found
}

/// Processor time of them all so far; a tick is a hundredth of a second on every Linux we run on.
pub(crate) fn used(processes: &[u32]) -> Duration {
    let ticks: u64 = processes.iter().filter_map(|process| stat(*process)).map(|s| s.ticks).sum();
    Duration::from_millis(ticks * 10)
}

/// Proportional memory of them all, in kB: what is shared counts by its share.
pub(crate) fn memory(processes: &[u32]) -> u64 {
    processes.iter().filter_map(|process| proportional(*process)).sum()
}

fn proportional(process: u32) -> Option<u64> {
    let text = fs::read_to_string(format!("/proc/{process}/smaps_rollup")).ok()?;
    let line = text.lines().find_map(|line| line.strip_prefix("Pss:"))?;
    line.split_whitespace().next()?.parse().ok()
}

/// The process below `root` that runs `program`.
pub(crate) fn running(root: u32, program: &std::path::Path) -> Option<u32> {
    let program = fs::canonicalize(program).ok()?;
    let runs = |process: &u32| {
        fs::read_link(format!("/proc/{process}/exe")).is_ok_and(|running| running == program)
    };
    tree(root).into_iter().find(runs)
}

/// Ends `child` and all it started.
pub(crate) fn stop(child: &mut Child) {
    let all = tree(child.id());
    for signal in ["-TERM", "-KILL"] {
        let ids = all.iter().map(u32::to_string);
        // Those that ended by themselves meanwhile are no trouble.
        let _ = Command::new("kill").arg(signal).args(ids).stderr(Stdio::null()).status();
        let end = Instant::now() + Duration::from_secs(2);
        while Instant::now() < end && all.iter().any(|process| lives(*process, child)) {
            std::thread::sleep(Duration::from_millis(20));
        }
    }
    let _ = child.wait();
}

/// Whether it still runs; our own child stays in the list until it is waited for.
fn lives(process: u32, child: &mut Child) -> bool {
    if process == child.id() {
        return matches!(child.try_wait(), Ok(None));
    }
    stat(process).is_some()
}
