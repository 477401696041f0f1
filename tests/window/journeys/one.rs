//! One journal, several programs: a second start, a second window, the command line beside both.

use crate::house::House;

/// A home on a session whose bus is gone.
fn without_a_bus(name: &str) -> House {
    House::demo(name).with("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent")
}

#[test]
fn without_a_bus_a_second_start_brings_the_first_forward_and_ends() {
    let mut window = without_a_bus("no-bus").start();
    window.unlock();
    window.house.start_again(&["capture", "Held the line"]);
    window.capture_shown();
    window.wait("what the second start was given", || {
        (window.value("textbox", crate::window::LINE) == "Held the line").then_some(())
    });
}

#[test]
fn a_second_window_on_one_journal_is_told_and_nothing_replaces_what_is_open() {
    let mut first = House::demo("first-window").start();
    let other = House::empty("second-window");
    std::os::unix::fs::symlink(first.house.journal(), other.journal()).expect("the same journal");
    first.unlock();
    let beside = first.house.command_line(&["add", "A command writes beside the window"]);
    assert!(beside.status.success(), "as ever");
    assert!(first.house.command_line(&["backup", "create"]).status.success(), "this too");
    for deed in [&["backup", "restore", "newest"][..], &["vault", "rekey"]] {
        let refused = first.house.command_line(deed);
        let said = String::from_utf8_lossy(&refused.stderr).into_owned();
        assert_eq!(refused.status.code(), Some(5), "in use: {said}");
        assert!(said.contains("the Ledgerline window has had the journal open"), "{said}");
    }
    first.press("Ctrl+2");
    first.read("A command writes beside the window");

    // Another home, and so another app: only the journal's own lock knows of both. It has a bus
    // of its own too, or the first would be asked forward.
    let bus = crate::desktop::Bus::start();
    let mut second = other.with("DBUS_SESSION_BUS_ADDRESS", &bus.address).start();
    second.fill("textbox", "Passphrase", support::PASSPHRASE);
    second.press("Enter");
    second.read("has this ledger open");
    let _its_journal = first.kill();
    second.unlock();
    second.press("Ctrl+2");
    second.read("A command writes beside the window");
}
