//! A fortnight of the app: a week closed, an update sent, and the next one asking after its promises.

use serde_json::json;

use crate::house::House;
use crate::window::Window;

const PROMISE: &str = "Bring the case for the second rota to the council";
/// One of the loose ends of the home.
const ACT: &str = "Took the pager for the platform team while they moved house";
const BOTTOM: &str = "The date holds, and the team kept its evenings.";

/// The week, closed with the keyboard alone, with one act marked.
fn close_the_week(window: &Window) {
    window.find("heading", "Week 47");
    window.press("Ctrl+Enter");
    window.enter("button", "Skip to Reflect");
    window.find("button", "On to Close");
    window.press("Ctrl+Enter");
    window.fill("textbox", "The line worth keeping", "Nobody had to be called at night.");
    window.tab_to("checkbox", ACT);
    window.press("Space");
    window.read("1 of 3");
    window.press("Ctrl+Enter");
    window.read("The week is closed.");
}

/// The body of one part of a message, its transfer encoding undone.
fn part(message: &str, kind: &str) -> String {
    let after = message.split(&format!("Content-Type: {kind}")).nth(1).expect("such a part");
    let (head, body) = after.split_once("\r\n\r\n").expect("a head and a body");
    let body = body.split("\r\n--ledgerline-").next().expect("an end");
    let sent_as = |encoding: &str| head.to_lowercase().contains(encoding);
    if sent_as("base64") {
        use base64::Engine as _;
        let packed: String = body.split_whitespace().collect();
        let bytes = base64::engine::general_purpose::STANDARD.decode(packed).expect("base64");
        return String::from_utf8(bytes).expect("UTF-8");
    }
    if !sent_as("quoted-printable") {
        return body.to_owned();
    }
    let body = body.replace("=\r\n", "");
    let mut parts = body.split('=');
    let mut bytes = parts.next().unwrap_or_default().as_bytes().to_vec();
    for part in parts {
        bytes.push(u8::from_str_radix(&part[..2], 16).expect("two digits"));
        bytes.extend(&part.as_bytes()[2..]);
    }
    String::from_utf8(bytes).expect("UTF-8")
}

/// What WebKit makes of the HTML part: its words, and how much in it would run or be fetched.
fn rendered(window: &Window, html: &str) -> (Vec<String>, u64) {
    let script = "const page = new DOMParser().parseFromString(arguments[0], 'text/html');
        const foreign = page.querySelectorAll('script, img, link, iframe, style, [src], [href]');
        const words = page.body.textContent.split(/\\s+/).filter(Boolean);
        return { words, foreign: foreign.length };";
    let found = window.run(script, json!([html]));
    let words = found["words"].as_array().into_iter().flatten();
    let words = words.filter_map(|word| word.as_str().map(str::to_owned)).collect();
    (words, found["foreign"].as_u64().expect("a number"))
}

#[test]
fn a_week_is_closed_an_update_leaves_and_the_next_one_asks_after_its_promises() {
    let mut window = House::demo("issue").start();
    window.unlock();
    close_the_week(&window);

    window.press("Ctrl+8");
    window.enter("button", "New update");
    window.find("region", "The update");
    window.fill("textbox", "Bottom line: own words", BOTTOM);
    window.press("Ctrl+I");
    window.read("marked");
    window.press("Enter");
    window.read("Tue 17, used");
    window.fill("textbox", "What is next: own words", PROMISE);
    window.read("Kept as you write");
    window.choose("Send", "Save as .eml");
    let saved = window.house.saved();
    let file = window.wait("the message", || {
        let found = std::fs::read_dir(&saved).ok()?.flatten().map(|found| found.path());
        found.into_iter().find(|path| path.extension().is_some_and(|end| end == "eml"))
    });
    let message = std::fs::read_to_string(file).expect("the message");
    let (plain, html) = (part(&message, "text/plain"), part(&message, "text/html"));
    let (words, foreign) = rendered(&window, &html);
    assert_eq!(foreign, 0, "it runs nothing and fetches nothing");
    let lines = plain.lines().map(|line| line.trim_start().trim_start_matches("- "));
    let said: Vec<String> = lines.flat_map(str::split_whitespace).map(str::to_owned).collect();
    assert_eq!(words, said, "WebKit reads the words of the text part");
    assert!(plain.contains(BOTTOM) && plain.contains(PROMISE), "what was typed:\n{plain}");
    window.enter("button", "Mark as sent");
    window.read("Marked as sent. Its text is frozen.");

    let house = window.kill().with("LEDGERLINE_NOW", "2026-12-04T16:42:00+00:00");
    let mut window = house.start();
    window.unlock();
    window.press("Ctrl+8");
    window.enter("button", "New update");
    window.find("region", "The update");
    window.find("group", PROMISE);
    let text = window.text();
    assert!(text.contains("Promised last time") && text.contains(PROMISE), "quoted:\n{text}");
    // Those of the demo stand before it.
    for open in [
        "Kill test for the quote store by week six",
        "Stop or go on the quote store on the 10th",
        PROMISE,
    ] {
        window.find("group", open);
        window.enter("button", "Kept");
        window.gone("group", open);
    }
    let (_, promises) = window.invoke("promises", json!({ "all": true }));
    let mine = promises.as_array().into_iter().flatten().find(|one| one["text"] == PROMISE);
    assert_eq!(mine.expect("it is there")["answer"]["what"], "kept", "and answered: {promises}");
}
