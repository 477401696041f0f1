//! Locked: nothing shows, a line can still be sealed, and what was typed is there afterwards.

use crate::house::House;

#[test]
fn a_wrong_passphrase_opens_nothing_and_the_right_one_does() {
    let mut window = House::demo("unlock").start();
    window.expect_focus("textbox", "Passphrase");
    window.type_in("not this one");
    window.press("Enter");
    window.read("That did not open it.");
    window.expect_focus("textbox", "Passphrase");
    window.unlock();
    window.lock();
    assert!(!window.text().contains("This week"), "nothing of the journal is on the page");
    window.unlock();
}

#[test]
fn a_line_sealed_while_locked_is_filed_when_the_journal_opens() {
    let mut window = House::fresh("sealed").start();
    window.fill("textbox", "Write while locked", "Talked the board out of a freeze !ne");
    window.press("Ctrl+Enter");
    window.read("One line waiting");
    assert_eq!(window.value("textbox", "Write while locked"), "", "it cannot be read back");
    window.unlock();
    window.press("Ctrl+2");
    window.read("Talked the board out of a freeze");
}
