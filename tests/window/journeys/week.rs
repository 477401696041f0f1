//! The week, from reading back to a closed note.

use crate::house::House;

#[test]
fn a_week_is_read_back_reflected_on_and_closed() {
    let mut window = House::demo("week").start();
    window.unlock();
    window.press("Ctrl+1");
    window.find("heading", "Week 47");
    window.press("Ctrl+Enter");
    window.find("button", "Skip to Reflect");
    window.enter("button", "Skip to Reflect");
    window.find("button", "On to Close");
    window.press("Ctrl+Enter");
    window.fill(
        "textbox",
        "The line worth keeping",
        "Nobody noticed the outage that did not happen.",
    );
    window.fill("textbox", "One intention for next week", "Hand over the vendor call");
    window.press("Ctrl+Enter");
    window.read("The week is closed.");
    window.find("article", "Week note");
    window.read("Nobody noticed the outage that did not happen.");
    window.enter("button", "Open it again");
    window.read("The week is open again.");
    window.gone("article", "Week note");
}
