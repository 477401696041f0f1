//! One start of a program: until its window is seen, until it looks as it will, and what it holds.

use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use super::processes;
use super::screen::{Look, Screen};
use crate::Outcome;

/// One start may take this long.
const LIMIT: Duration = Duration::from_secs(60);
/// The screen stands still and the processor is left alone for this long: it is settled.
const QUIET: Duration = Duration::from_secs(2);
/// The processor time that still counts as leaving it alone.
const IDLE: Duration = Duration::from_millis(120);

/// What one start came to.
pub(crate) struct Start {
    /// Until the screen is no longer blank.
    pub(crate) seen: Duration,
    /// Until the screen first looks as it does once settled.
    pub(crate) painted: Duration,
    /// Proportional memory once settled, in kB.
    pub(crate) memory: u64,
}

/// Starts `program` with a home of its own, follows it until it is settled, and ends it.
pub(crate) fn measure(
    screen: &Screen,
    home: &Path,
    program: &Path,
    words: &[&str],
) -> Outcome<Start> {
    let blank = blank(screen)?;
    let start = Instant::now();
    let mut child = Command::new(program)
        .args(words)
        .env("HOME", home)
        .env("XDG_DATA_HOME", home.join("data"))
        .env("XDG_CONFIG_HOME", home.join("config"))
        .env("XDG_CACHE_HOME", home.join("cache"))
        .env("XDG_STATE_HOME", home.join("state"))
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()?;
    let followed = follow(screen, &blank, child.id(), start);
    let memory = processes::memory(&processes::tree(child.id()));
    processes::stop(&mut child);
    let looks = followed?;
    let (seen, _) = looks.first().ok_or("no window came to the screen")?;
    let (_, settled) = looks.last().ok_or("no window came to the screen")?;
    let painted = looks.iter().find(|(_, look)| look.is_like(settled));
    let painted = painted.map_or(*seen, |(time, _)| *time);
    Ok(Start { seen: *seen, painted, memory })
}

/// Waits until the window before is off the screen.
fn blank(screen: &Screen) -> Outcome<Look> {
    let mut last = screen.look()?;
    loop {
        std::thread::sleep(Duration::from_millis(300));
        let look = screen.look()?;
        if look.is_like(&last) {
            return Ok(look);
        }
        last = look;
    }
}

/// Each new thing the screen shows and when, until nothing changes any more.
fn follow(
    screen: &Screen,
    blank: &Look,
    root: u32,
    start: Instant,
) -> Outcome<Vec<(Duration, Look)>> {
    let mut looks: Vec<(Duration, Look)> = Vec::new();
    let mut quiet_since = (start, Duration::ZERO);
    loop {
        let look = screen.look()?;
        let now = Instant::now();
        let last = looks.last().map_or(blank, |(_, look)| look);
        if !look.is_like(last) {
            looks.push((now - start, look));
            quiet_since = (now, processes::used(&processes::tree(root)));
        } else if !looks.is_empty() && now - quiet_since.0 > QUIET {
            let used = processes::used(&processes::tree(root));
            if used.saturating_sub(quiet_since.1) < IDLE {
                return Ok(looks);
            }
            quiet_since = (now, used);
        }
        if now - start > LIMIT {
            return Err("a window did not settle within a minute".into());
        }
        std::thread::sleep(Duration::from_millis(5));
    }
}
