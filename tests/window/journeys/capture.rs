//! A line from anywhere: the capture window to the timeline, and nothing typed is lost on the way.

use serde_json::json;

use crate::house::House;
use crate::window::{LINE, Window};

/// What the page made of the line: the tokens it drew.
fn chips(window: &Window) -> Vec<String> {
    let script =
        "return [...document.querySelectorAll('.drawn .token')].map((one) => one.textContent)";
    let found = window.run(script, json!([]));
    found
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(|one| one.as_str().map(str::to_owned))
        .collect()
}

/// Shows the capture window from the main one.
fn shown(house: House) -> Window {
    let mut window = house.start();
    window.unlock();
    window.press("Ctrl+N");
    window.capture_shown();
    window
}

#[test]
fn a_line_with_tokens_is_read_as_it_is_typed_and_lands_in_the_timeline() {
    let mut window = shown(House::fresh("capture"));
    window.type_in("Held the January date against sales !sh @Mei-Lin $24h..28h #quarter-end ");
    window.wait("the tokens drawn as chips", || {
        (chips(&window) == ["!sh", "@Mei-Lin", "$24h..28h", "#quarter-end"]).then_some(())
    });
    for read in ["Shielding", "Mei-Lin", "24 to 28 h"] {
        window.read(read);
    }
    window.press("Enter");
    window.wait("the window to hide", || (!window.is_visible()).then_some(()));
    assert_eq!(window.value("textbox", LINE), "", "the next line starts empty");
    window.main();
    window.press("Ctrl+2");
    window.read("Held the January date against sales");
    let rows = window.names("row");
    let ours = rows.iter().find(|row| row.contains("Held the January date"));
    assert!(ours.is_some_and(|row| row.contains("Shielding")), "its kind is on the line: {rows:?}");
}

#[test]
fn the_first_enter_takes_what_the_list_offers_and_does_not_save() {
    let window = shown(House::fresh("list"));
    window.type_in("Said no to the fourth project !tr");
    window.find("option", "Trade-off");
    window.press("Enter");
    window.gone("option", "Trade-off");
    assert!(window.is_visible(), "nothing was saved yet");
    assert!(window.value("textbox", LINE).starts_with("Said no to the fourth project !"), "kept");
    window.read("Trade-off");
}

#[test]
fn escape_keeps_the_draft_and_a_restart_after_a_crash_brings_it_back() {
    let mut window = shown(House::fresh("draft"));
    window.type_in("Half a thought about the vendor");
    window.press("Escape");
    window.wait("the window to hide", || (!window.is_visible()).then_some(()));
    window.main();
    window.press("Ctrl+N");
    window.capture_shown();
    assert_eq!(
        window.value("textbox", LINE),
        "Half a thought about the vendor",
        "the draft is back"
    );
    window.type_in(" and more");
    window.read("Draft kept");
    window.wait("the draft on disk", || {
        let draft = window.house.open().draft("capture").ok().flatten();
        draft.filter(|draft| draft.raw.ends_with("and more"))
    });
    let house = window.kill();
    let window = shown(house);
    window.wait("the draft after the crash", || {
        (window.value("textbox", LINE) == "Half a thought about the vendor and more").then_some(())
    });
}

#[test]
fn it_hides_when_the_focus_goes_elsewhere_and_keeps_what_was_written() {
    let mut window = shown(House::fresh("blur"));
    window.type_in("Half a thought about the vendor");
    // Long enough after it came up to be no race for the focus.
    std::thread::sleep(std::time::Duration::from_millis(600));
    assert!(window.is_visible(), "it stays while it has the focus");
    // A second start of the app shows the main window of the first, as a click on it would.
    window.house.start_again(&["open"]);
    window.wait("the capture window to hide", || (!window.is_visible()).then_some(()));
    window.main();
    assert!(window.is_visible(), "the main window is in front");
    window.press("Ctrl+N");
    window.capture_shown();
    assert_eq!(
        window.value("textbox", LINE),
        "Half a thought about the vendor",
        "the draft is back"
    );
}
