//! A damaged file: what is said of it, the one button, and the ledger open again.

#![allow(clippy::disallowed_methods, reason = "the file is broken on purpose")]

use std::path::PathBuf;

use crate::house::House;
use crate::window::Window;

const PAGE: usize = 4_096;

/// The folder of what was there before.
fn kept(window: &Window) -> PathBuf {
    let kept = window.house.journal().join("kept");
    std::fs::read_dir(kept).expect("kept").next().expect("one").expect("a folder").path()
}

#[test]
fn a_damaged_ledger_is_saved_with_one_button_and_the_damaged_file_is_kept() {
    let house = House::demo("damaged");
    let file = house.journal().join("journal.db");
    let mut bytes = std::fs::read(&file).expect("the file");
    // The first page keeps the journal from opening; the others cost rows.
    for page in (0..bytes.len() / PAGE).step_by(12) {
        bytes[page * PAGE + 1_000] ^= 4;
    }
    std::fs::write(&file, &bytes).expect("written");
    let mut window = house.start();
    window.fill("textbox", "Passphrase", support::PASSPHRASE);
    window.press("Enter");
    window.read("The ledger is damaged");
    window.read("Can still be read");
    window.read("The damaged file is kept as it is");
    window.click("button", "Save what can be read");
    window.read("What can be read is saved");
    window.read("The new ledger holds");
    window.click("button", "Open the ledger");
    window.find("navigation", "Main");
    let kept = std::fs::read(kept(&window).join("journal.db")).expect("the damaged file");
    assert!(kept == bytes, "to the byte");
    window.lock();
    window.unlock();
}

#[test]
fn a_ledger_whose_header_is_damaged_comes_back_from_its_newest_backup() {
    let house = House::headless("headless");
    let mut window = house.start();
    window.read("The ledger is damaged");
    window.read("so no passphrase opens it");
    window.click("button", "Bring back the backup");
    window.read("Restore a backup");
    window.read("It opens with the passphrase or the recovery kit of its day");
    window.fill("textbox", "Passphrase", support::PASSPHRASE);
    window.press("Enter");
    window.find("navigation", "Main");
    assert!(kept(&window).join("journal.db").exists(), "what was there before is kept aside");
    window.lock();
    window.unlock();
}
