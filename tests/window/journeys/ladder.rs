//! A ladder from nothing to a first cell that is filled, without a pointer.

use crate::house::{House, now};
use crate::window::Window;

const REASON: &str = "The number is mine on the board's sheet.";

/// The line of the entry in the timeline.
fn at_the_line(window: &Window) {
    window.press("Ctrl+2");
    window.read("Closed the old rating engine");
    window.walk_to_line("Closed the old rating engine");
}

#[test]
fn an_outcome_linked_with_a_reason_fills_its_cell() {
    let house = House::fresh("ladder");
    let said = house.command_line(&["add", "Closed the old rating engine !di"]);
    assert!(said.status.success(), "added: {}", String::from_utf8_lossy(&said.stderr));
    let mut window = house.start();
    window.unlock();
    at_the_line(&window);
    window.press("m");
    window.expect_focus("textbox", "What came of it");
    window.type_in("Hosting costs a third less");
    window.press("Enter");
    window.find("tab", "Capacity");

    window.enter("link", "Ladder");
    window.enter("button", "Start from a neutral one");
    window.find("grid", "Coverage");
    window.expect_focus("gridcell", "nothing");
    window.read("Answers for a result");

    at_the_line(&window);
    window.press("Enter");
    window.find("tab", "Capacity");
    window.enter("button", "Criteria it meets");
    window.enter("button", "Add a criterion");
    window.expect_focus("combobox", "Words of the criterion");
    window.type_in("answers result");
    window.find("option", "Answers for a result Next level, Results");
    window.press("Enter");
    window.expect_focus("textbox", "Why it meets the criterion");
    window.type_in(REASON);
    window.press("Enter");
    window.wait("the link in the journal", || {
        let journal = window.house.open();
        let ladder = journal.ladders().ok()?.first()?.id;
        let links = journal.ladder(ladder).ok()?.links;
        links.iter().any(|link| link.outcomes == 1).then_some(())
    });

    window.enter("link", "Ladder");
    window.find("grid", "Coverage");
    window.find("gridcell", "claim only, 1");
    window.expect_focus("gridcell", "nothing");
    window.press("End");
    window.expect_focus("gridcell", "Gap");
    window.press("ArrowLeft");
    window.expect_focus("gridcell", "claim only, 1");
    window.press("Enter");
    window.find("heading", "Answers for a result, Q4 2026");
    window.read(REASON);
    window.press("Escape");
    window.gone("heading", "Answers for a result, Q4 2026");

    let list = window.house.command_line(&["list", "--json"]).stdout;
    let list: serde_json::Value = serde_json::from_slice(&list).expect("the entry");
    let entry = list[0]["id"].as_str().expect("its id");
    let minutes = "2: minutes of the steering group";
    let words =
        ["map", entry, "--outcome", "The board took it off its list", "--evidence", minutes];
    let said = window.house.command_line(&words);
    assert!(said.status.success(), "mapped: {}", String::from_utf8_lossy(&said.stderr));
    window.enter("button", "Attach it, Answers for a result");
    window.expect_focus("button", "Attach it here too");
    window.press("Enter");
    window.wait("the minutes with the outcome that was linked", || {
        let entry = window.house.open().entry(entry.parse().ok()?, &now()).ok()?;
        let mut outcomes = entry.outcomes.iter().map(|view| &view.outcome);
        let linked = outcomes.find(|one| one.statement.starts_with("Hosting"))?;
        linked.evidence.iter().any(|one| one.reference.starts_with("minutes")).then_some(())
    });
}
