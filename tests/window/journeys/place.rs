//! A ledger in a folder that another program copies: none is made there, and one that is there is told.

use crate::house::House;

fn synced(house: House) -> House {
    std::fs::create_dir(house.folder().join(".stfolder")).expect("Syncthing's mark");
    house
}

#[test]
fn no_ledger_is_made_in_a_synced_folder_and_the_first_page_says_why() {
    let window = synced(House::empty("synced-welcome")).start();
    window.read("Syncthing copies this folder.");
    window.read("--synced-is-fine");
    window.fill("textbox", "Passphrase", "five quiet herons cross the estuary");
    window.click("button", "Open the ledger");
    window.read("so none is made here");
    assert!(!window.house.journal().join("vault.json").exists(), "nothing was made");
}

#[test]
fn a_ledger_that_is_there_opens_and_may_stay_when_its_owner_says_so() {
    let mut window = synced(House::demo("synced-ledger")).start();
    window.unlock();
    window.click("button", "Show");
    window.find("tabpanel", "Protection");
    window.read("Syncthing copies this folder.");
    window.click("button", "Keep it here");
    window.read("It stays here");
    window.gone("button", "Keep it here");
    let mut window = window.kill().start();
    window.unlock();
    window.press("Ctrl+,");
    window.click("tab", "Protection");
    window.find("tabpanel", "Protection");
    window.gone("button", "Keep it here");
}
