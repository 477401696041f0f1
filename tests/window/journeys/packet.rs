//! A packet from its first outcome to a file, read by other programs.

use ledgerline_packet::{FileKind, said};

use crate::house::House;
use crate::tour::packet_form;
use crate::window::Window;

/// A packet with everything of the demo in it, by keyboard.
fn built(name: &str) -> Window {
    let mut window = House::demo(name).start();
    window.unlock();
    window.press("Ctrl+9");
    window.enter("button", "New packet");
    window.fill("textbox", "Title", "The year, for the panel");
    window.press("Enter");
    window.enter("button", "Add outcomes");
    window.enter("button", "Take all of these");
    window.enter("button", "Done");
    window.fill("textbox", "Summary", "Work that never made a slide.");
    window.find("region", "The packet as it leaves");
    window.read("Work that never made a slide.");
    window
}

/// Answers what waits for an answer, chooses the format, exports, and waits for the file.
fn exported(window: &Window, format: &str, ending: &str) -> String {
    String::from_utf8(written(window, format, ending)).expect("a text")
}

/// The formats above the one that is chosen at first, nearest first.
const ABOVE: [&str; 3] = ["Markdown", "Word (DOCX)", "PDF"];

fn written(window: &Window, format: &str, ending: &str) -> Vec<u8> {
    window.enter("button", "Export");
    window.find("heading", "Before it leaves");
    window.find("radio", "HTML, one file");
    while let Some(answer) = waiting(window) {
        let before = window.names("button").len();
        window.enter("button", &answer);
        window.wait("the answer to be taken", || {
            (window.names("button").len() < before).then_some(())
        });
    }
    window.tab_to("radio", "HTML, one file");
    let up = ABOVE.iter().position(|above| *above == format).map_or(0, |at| at + 1);
    for above in ABOVE.iter().take(up) {
        window.press("ArrowUp");
        window.expect_focus("radio", above);
    }
    window.expect_focus("radio", format);
    window.enter("button", "Export");
    let file = window.house.saved().join(format!("The year, for the panel.{ending}"));
    window.wait("the file", || std::fs::read(&file).ok().filter(|bytes| !bytes.is_empty()))
}

/// The next answer to give: every unknown word at once, or one that waits alone.
fn waiting(window: &Window) -> Option<String> {
    let names = window.names("button");
    let all = names.iter().find(|name| name.starts_with("Keep all "));
    all.or_else(|| names.iter().find(|name| *name == "Keep")).cloned()
}

#[test]
fn a_packet_leaves_as_html_that_another_reader_understands() {
    let window = built("packet-html");
    let page = scraper::Html::parse_document(&exported(&window, "HTML, one file", "html"));
    let select = |css: &str| {
        let selector = scraper::Selector::parse(css).expect("a selector");
        page.select(&selector).map(|one| one.text().collect::<String>()).collect::<Vec<_>>()
    };
    assert_eq!(select("h1"), ["The year, for the panel"], "one title");
    assert!(select("h2").len() > 1, "and sections");
    assert!(select("p").iter().any(|text| text.contains("never made a slide")), "the summary");
    assert!(select("script, link, iframe, img[src^=http]").is_empty(), "it loads nothing");
    window.read("Written: The year, for the panel.html");
}

#[test]
fn a_packet_leaves_as_markdown_that_another_reader_understands() {
    let window = built("packet-markdown");
    let text = exported(&window, "Markdown", "md");
    let html = comrak::markdown_to_html(&text, &comrak::Options::default());
    let page = scraper::Html::parse_fragment(&html);
    let heading = scraper::Selector::parse("h1").expect("a selector");
    let headings: Vec<String> = page.select(&heading).map(|one| one.text().collect()).collect();
    assert_eq!(headings, ["The year, for the panel"], "one title");
    assert!(html.contains("<p>Work that never made a slide.</p>"), "the summary is a paragraph");
    window.read("Written: The year, for the panel.md");
}

/// Everything a reader meets in a file, as one text.
fn told(kind: FileKind, bytes: &[u8]) -> String {
    let said = said(kind, bytes).expect("another reader understands it");
    let words = said.iter().flat_map(|said| said.text.split_whitespace());
    words.collect::<Vec<_>>().join(" ")
}

#[test]
fn a_section_of_ones_own_a_voice_and_a_rehearsal_reach_both_papers() {
    let window = built("packet-papers");

    window.choose("More about this packet", "Title, levels, period");
    window.tab_to("radio", "By goal");
    for next in ["By criterion", "By category", "My own"] {
        window.press("ArrowRight");
        window.expect_focus("radio", next);
    }
    window.enter("button", "Save");
    window.enter("button", "Add a section");
    window.fill("textbox", "What it is called", "What held the line");
    window.press("Enter");
    window.read("Nothing here yet.");

    let claim = "They ship in the second week.";
    window.walk_to_line(claim);
    window.press("Alt+ArrowLeft");
    window.wait("the outcome in the new section", || {
        (!window.text().contains("Nothing here yet.")).then_some(())
    });
    window.read("1. What held the line");

    window.walk_to_line("In their words");
    window.press("Enter");
    window.enter("button", "Add a quotation");
    window.fill("textbox", "Their words", "Nobody noticed, and that was the point.");
    window.fill("textbox", "Their name, as printed", "a peer in Delivery");
    window.fill("textbox", "They said yes on", "2026-11-19");
    window.press("Enter");
    window.read("May be quoted: said yes, 19 November");
    window.read("quoted with permission of 19 November 2026");

    window.enter("button", "Rehearse");
    window.find("heading", "The first 90 seconds");
    window.read("What held the line");
    window.read("Would it have happened anyway?");
    window.enter("button", "Back to packet");
    window.find("region", "The packet as it leaves");

    for (format, ending, kind) in
        [("PDF", "pdf", FileKind::Pdf), ("Word (DOCX)", "docx", FileKind::Docx)]
    {
        let text = told(kind, &written(&window, format, ending));
        for words in ["What held the line", claim, "Nobody noticed, and that was the point."] {
            assert!(text.contains(words), "the {format} says `{words}`: {text:.400}");
        }
        window.enter("button", "Back to packet");
        window.find("region", "The packet as it leaves");
    }
    window.choose("More about this packet", "What was sent");
    window.find("heading", "What was sent");
    window.read("Nothing changed.");
}

/// The first outcomes of the outline, as far as the first section that has two.
fn outlined(window: &Window) -> Vec<String> {
    let script = "const lists = [...document.querySelectorAll('[data-drop^=\"section:\"]')]
            .map((head) => [...head.parentElement.querySelectorAll('li[data-drop] .words')])
            .find((lines) => lines.length > 1);
        return lists.map((line) => line.innerText);";
    serde_json::from_value(window.run(script, serde_json::json!([]))).expect("a section of two")
}

#[test]
fn an_outcome_is_moved_by_the_pointer_and_back_by_keys() {
    let window = built("packet-drag");
    let before = outlined(&window);
    let (first, second) = (before[0].as_str(), before[1].as_str());
    let begins_with = |what: &str, one: &str, another: &str| {
        window.wait(what, || {
            let now = outlined(&window);
            (now[0] == one && now[1] == another).then_some(())
        });
    };
    window.drag_line(first, second);
    begins_with("the dragged outcome below the other", second, first);
    window.walk_to_line(first);
    window.press("Alt+ArrowUp");
    begins_with("both as they were", first, second);
}

#[test]
fn a_form_that_was_left_half_changed_is_as_it_was_left() {
    let mut window = House::demo("form-draft").start();
    packet_form(&mut window);
    window.enter("button", "Change the form");
    window.fill("textbox", "What it is called", "The self-review of this year");
    window.enter("button", "Not now");
    window.gone("dialog", "A form and its fields");
    window.enter("button", "Change the form");
    window.read("Words you had not saved are back.");
    let name = window.value("textbox", "What it is called");
    assert_eq!(name, "The self-review of this year", "as it was left");
    window.enter("button", "Save");
    window.gone("dialog", "A form and its fields");
    window.enter("button", "Change the form");
    window.find("textbox", "What it is called");
    assert!(!window.text().contains("not saved"), "what was saved needs no draft");
}
