//! Every test, in three parts: the pages, the crates, the journeys in the real window.

use std::process::Command;
use std::time::Instant;

use crate::app;
use crate::distro::Family;
use crate::install;
use crate::needs::Purpose;
use crate::process;
use crate::stage;
use crate::stop::Stop;
use crate::tally::Tally;
use crate::tree::Tree;
use crate::ui;

/// Runs them all and closes with one line that sums them up.
pub(crate) fn run(tree: &Tree, fast: bool) -> Result<(), Stop> {
    // The window is driven on Linux only: the other systems' webviews have no such driver.
    let window = !fast && cfg!(target_os = "linux");
    install::ensure(tree, if window { Purpose::Test } else { Purpose::Run })?;
    ui::build(tree)?;
    let mut parts = Parts::default();
    parts.run("pages", process::npm(&tree.ui()).args(["run", "test"]))?;
    parts.run("crates", &mut crates(tree))?;
    if window {
        app::programs(tree, false)?;
        if Family::here() == Some(Family::Fedora) {
            println!(
                "window: Fedora builds WebKitGTK without the parts that let a driver click, \
                 so journeys may fail here and pass on Debian"
            );
        }
        let stage = stage::Stage::set(tree)?;
        process::run(&mut stage::suite_build(tree))?;
        parts.run_twice("window", |only| stage.suite(stage::Part::Journeys, only))?;
    } else if fast {
        println!("window: left out, as --fast asks");
    } else {
        println!("window: driven on Linux only, so left out here");
    }
    parts.close()
}

/// The default members: everything that needs no window.
fn crates(tree: &Tree) -> Command {
    let mut cargo = process::cargo(&tree.root);
    cargo.args(["test", "--no-fail-fast"]);
    let features = app::own_openssl(&["ledgerline"]);
    if !features.is_empty() {
        cargo.args(["--features", &features.join(",")]);
    }
    cargo
}

/// The parts that ran, and what they came to.
#[derive(Default)]
struct Parts {
    tally: Tally,
    told: Vec<String>,
}

impl Parts {
    fn run(&mut self, name: &str, command: &mut Command) -> Result<(), Stop> {
        println!("\n── {name}");
        let start = Instant::now();
        let mut tally = self.tally;
        let succeeded = process::stream(command, |line| tally.read(line))?;
        self.note(name, tally, succeeded, start.elapsed().as_secs());
        Ok(())
    }

    /// Runs a part, and what failed in it once more: on a busy machine the browser engine may
    /// answer later than any test should wait. What fails twice has failed; what passed the
    /// second time is named.
    fn run_twice(&mut self, name: &str, part: impl Fn(&[String]) -> Command) -> Result<(), Stop> {
        println!("\n── {name}");
        let start = Instant::now();
        let (mut tally, mut failed) = (Tally::default(), Vec::new());
        let mut succeeded = process::stream(&mut part(&[]), |line| {
            tally.read(line);
            failed.extend(failed_test(line));
        })?;
        failed.sort();
        failed.dedup();
        if !failed.is_empty() {
            println!("\n{name}: once more, each after a failure: {}", failed.join(", "));
            let mut again = Tally::default();
            succeeded = process::stream(&mut part(&failed), |line| again.read(line))?;
            tally = Tally { passed: tally.passed + again.passed, failed: again.failed };
        }
        let all = Tally {
            passed: self.tally.passed + tally.passed,
            failed: self.tally.failed + tally.failed,
        };
        self.note(name, all, succeeded, start.elapsed().as_secs());
        Ok(())
    }

    /// A part ended with `tally` over all parts so far.
    fn note(&mut self, name: &str, mut tally: Tally, succeeded: bool, seconds: u64) {
        tally.step(self.tally, succeeded);
        let (passed, failed) = (tally.passed - self.tally.passed, tally.failed - self.tally.failed);
        self.told.push(format!("{name:8} {passed} passed, {failed} failed in {seconds} s"));
        self.tally = tally;
    }

    fn close(self) -> Result<(), Stop> {
        println!();
        for part in &self.told {
            println!("  {part}");
        }
        println!("\n{}", self.tally);
        if self.tally.failed == 0 { Ok(()) } else { Err(Stop::Told) }
    }
}

/// The test that a line of cargo's closing list names: `    journeys::lock::unlock`.
fn failed_test(line: &str) -> Option<String> {
    let name = line.strip_prefix("    ")?.trim_end();
    let letters = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | ':');
    (name.contains("::") && name.chars().all(letters)).then(|| name.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_that_fails_makes_the_whole_fail() {
        let mut parts = Parts::default();
        parts.note("one", Tally { passed: 2, failed: 0 }, true, 1);
        parts.note("two", Tally { passed: 2, failed: 0 }, false, 1);
        assert_eq!(parts.tally, Tally { passed: 2, failed: 1 }, "the silent failure counts");
        assert_eq!(parts.told[1], "two      0 passed, 1 failed in 1 s", "one can see which");
        assert_eq!(parts.close(), Err(Stop::Told), "non-zero exit");
    }

    #[test]
    fn failed_tests_are_found_in_the_closing_list_and_nowhere_else() {
        assert_eq!(
            failed_test("    journeys::lock::unlock"),
            Some("journeys::lock::unlock".into())
        );
        for line in
            ["test journeys::lock::unlock ... ok", "    at tests/window.rs:134", "failures:"]
        {
            assert_eq!(failed_test(line), None, "`{line}` names none");
        }
    }

    #[test]
    fn parts_that_pass_pass() {
        let mut parts = Parts::default();
        parts.note("one", Tally { passed: 2, failed: 0 }, true, 1);
        assert_eq!(parts.close(), Ok(()), "exit 0");
    }
}
