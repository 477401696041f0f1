//! First run to first entry.

use serde_json::json;

use crate::house::House;
use crate::window::{LINE, Window};

const PASSPHRASE: &str = "seven quiet otters mend lanterns";

#[test]
fn a_first_run_leads_to_a_first_entry_by_keyboard_alone() {
    let house = House::empty("first-run");
    let mut window = house.start();
    window.expect_focus("textbox", "Passphrase");
    window.type_in(PASSPHRASE);
    window.read("That holds.");
    window.tab_to("radio", "A blank page");
    window.press("Ctrl+Enter");
    let words = kit(&window);
    assert_eq!(words.len(), 24, "the recovery kit has 24 words");
    window.enter("button", "I have them");
    let asked = asked(&window);
    assert_eq!(asked.len(), 3, "three of them are asked back");
    for place in asked {
        window.fill("textbox", &format!("Word {place}"), &words[place - 1]);
    }
    window.press("Enter");
    window.read("The recovery kit works.");
    window.find("navigation", "Main");
    window.press("Ctrl+N");
    window.capture_shown();
    window.type_in("Kept the audit off the team for a week ");
    window.press("Enter");
    window.main();
    window.press("Ctrl+2");
    window.read("Kept the audit off the team for a week");
}

#[test]
fn a_weak_passphrase_is_advised_against_and_a_wrong_word_is_refused() {
    let window = House::empty("weak").start();
    window.expect_focus("textbox", "Passphrase");
    window.type_in("hello");
    window.press("Ctrl+Enter");
    window.read("That one is easy to guess. Add words, or tick the box below.");
    window.expect_focus("textbox", "Passphrase");
    assert!(!window.house.journal().join("vault.json").exists(), "nothing was made");
    window.type_in(" and four words more, oddly chosen");
    window.press("Ctrl+Enter");
    window.enter("button", "I have them");
    for place in asked(&window) {
        window.fill("textbox", &format!("Word {place}"), "nonsense");
    }
    window.press("Enter");
    window.read("Those are not the words at these places. Look again.");
    window.enter("button", "Later");
    window.read("The recovery kit has not been proved yet.");
    window.gone("textbox", LINE);
}

/// The words of the kit on the screen, in their order.
fn kit(window: &Window) -> Vec<String> {
    window.find("list", "Your recovery kit");
    let script = "return [...document.querySelectorAll('dialog ol li')].map((li) => li.lastChild.data.trim())";
    let words = window.run(script, json!([]));
    let words = words.as_array().into_iter().flatten();
    words.filter_map(|word| word.as_str().map(str::to_owned)).collect()
}

/// Which places are asked back.
fn asked(window: &Window) -> Vec<usize> {
    window.read("Give three words back");
    let names = window.names("textbox");
    names.iter().filter_map(|name| name.strip_prefix("Word ")?.parse().ok()).collect()
}
