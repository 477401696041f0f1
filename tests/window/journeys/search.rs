//! Search with words and a chip.

use serde_json::json;

use crate::house::House;
use crate::window::Window;

#[test]
fn words_and_a_chip_narrow_the_timeline_and_taking_the_chip_off_widens_it() {
    let mut window = House::demo("search").start();
    window.unlock();
    window.press("Ctrl+2");
    let count = |wanted: &dyn Fn(u32) -> bool| {
        window.wait("another number of entries", || found(&window).filter(|found| wanted(*found)))
    };
    window.read("Newest");
    window.press("Ctrl+F");
    window.expect_focus("searchbox", "Search");
    window.type_in("kind:coaching ");
    let coached = count(&|number| number < 20);
    let rows = window.names("row");
    assert!(rows.iter().any(|row| row.contains("Coaching")), "coaching is found: {rows:?}");
    assert!(!rows.iter().any(|row| row.contains("Shielding")), "and nothing else: {rows:?}");
    window.type_in("budget");
    count(&|number| number < coached);
    window.read("Walked the new lead through the");
    for _ in 0.."budget".len() {
        window.press("Backspace");
    }
    count(&|number| number == coached);
    window.enter("button", "Remove");
    window.wait("everything again", || found(&window).is_none().then_some(()));
    window.press("Ctrl+F");
    window.type_in("qqqqq");
    window.read("Nothing");
}

/// How many entries the search found, as the page says it: `4 of 28 entries`.
fn found(window: &Window) -> Option<u32> {
    let script = "return [...document.querySelectorAll('[role=status]')].map((one) => one.innerText).join(' ')";
    let said = window.run(script, json!([]));
    let words: Vec<&str> = said.as_str()?.split_whitespace().collect();
    let of = words.iter().position(|word| *word == "of")?;
    words.get(of.checked_sub(1)?)?.parse().ok()
}
