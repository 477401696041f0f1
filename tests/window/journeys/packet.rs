//! A packet from its first outcome to a file, read by other programs.

use crate::house::House;
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
    if format == "Markdown" {
        window.press("ArrowUp");
    }
    window.expect_focus("radio", format);
    window.enter("button", "Export");
    let file = window.house.saved().join(format!("The year, for the panel.{ending}"));
    window.wait("the file", || std::fs::read_to_string(&file).ok().filter(|text| !text.is_empty()))
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
