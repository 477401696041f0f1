//! Another process writes to the same journal, and the window shows it.

use std::time::{Duration, Instant};

use crate::house::House;

/// What is promised, from the end of the command on.
const SOON: Duration = Duration::from_secs(1);

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
    assert!(took < SOON, "it took {took:?}");
}
