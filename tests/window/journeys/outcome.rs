//! Mapping: an outcome with a calculator, its figure, and the sentence it reads as.

use crate::house::House;

#[test]
fn an_outcome_with_a_calculator_reads_as_a_sentence() {
    let house = House::fresh("outcome");
    let said = house.command_line(&["add", "Kept six engineers on the migration !sh"]);
    assert!(said.status.success(), "added: {}", String::from_utf8_lossy(&said.stderr));
    let mut window = house.start();
    window.unlock();
    window.press("Ctrl+2");
    window.read("Kept six engineers on the migration");
    window.walk_to_line("Kept six engineers");
    window.press("m");
    window.expect_focus("textbox", "What came of it");
    window.type_in("The migration landed in week 46");
    window.press("Enter");
    window.tab_to("tab", "Capacity");
    window.press("Enter");
    for (label, number) in [
        ("People kept on the work", "6"),
        ("weeks", "8"),
        ("focused hours a week", "4"),
        ("share that would have gone", "50"),
    ] {
        window.fill("textbox", label, number);
    }
    window.press("Tab");
    window.read("Hours kept on the work");
    window.read("Reads as");
    window.read("96");
    window.wait("the figure in the journal", || {
        let journal = window.house.open();
        let found = journal.find_outcomes("migration").ok()?;
        found.into_iter().find(|line| line.figure.is_some())
    });
}
