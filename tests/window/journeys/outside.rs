//! Another process writes to the same journal, and the window shows it.

use std::time::{Duration, Instant};

use crate::house::House;

/// What is promised, from the end of the command on, and what a machine that builds meanwhile may
/// add: with six programs for each core it took 2.9 seconds once.
const SOON: Duration = Duration::from_millis(1_000);
const SLOW: Duration = Duration::from_millis(1_500);

#[test]
fn an_entry_from_the_command_line_appears_within_a_second() {
    let mut window = House::fresh("outside").start();
    window.unlock();
    window.press("Ctrl+2");
    window.find("heading", "Timeline");
    let said = window.house.command_line(&["add", "Moved the launch off the holiday !di"]);
    let written = Instant::now();
    assert!(said.status.success(), "added: {}", String::from_utf8_lossy(&said.stderr));
    window.read("Moved the launch off the holiday");
    let took = written.elapsed();
    assert!(took < SOON + SLOW, "it took {took:?}");
}
