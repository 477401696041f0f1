//! The sample document in each format, whole.

use scraper::{Html, Selector};

use super::sample::{self, day};
use crate::{Claim, Document, Section};

#[test]
fn markdown() {
    insta::assert_snapshot!(crate::markdown(&sample::document()));
}

#[test]
fn html() {
    // The style has a test of its own; here it would hide the document.
    let whole = crate::html(&sample::document());
    insta::assert_snapshot!(whole.replace(crate::html::STYLE, "…"));
}

#[test]
fn plain() {
    insta::assert_snapshot!(crate::plain(&sample::document()));
}

#[test]
fn an_empty_document_is_still_a_document() {
    let document = Document::default();
    insta::assert_snapshot!(crate::markdown(&document), @r"
    # Untitled packet

    ## Reasons against

    The writer has given none.
    ");
    let page = Html::parse_document(&crate::html(&document));
    assert!(page.errors.is_empty(), "sound HTML without a word in it: {:?}", page.errors);
}

#[test]
fn the_file_is_sound_html_with_one_outline() {
    let page = Html::parse_document(&crate::html(&sample::document()));
    assert!(page.errors.is_empty(), "no repair was needed: {:?}", page.errors);
    let outline: Vec<String> = select(&page, "h1, h2, h3, h4, h5, h6")
        .map(|heading| format!("{} {}", heading.value().name(), heading.text().collect::<String>()))
        .collect();
    assert_eq!(
        outline,
        [
            "h1 The case for Senior Director",
            "h2 Summary",
            "h2 1. Delivers through others",
            "h3 Engineers kept on Customs",
            "h2 2. Business judgement",
            "h2 In their words",
            "h2 Who grew",
            "h3 A senior engineer",
            "h2 Reasons against",
            "h3 One doubt",
            "h2 Scope I would take on next",
            "h2 Made in my own time",
            "h3 Outage simulator",
            "h2 How the figures were reached",
        ],
        "a reader can go by the headings"
    );
    assert_eq!(attribute(&page, "html", "lang"), ["en-GB"], "the language is stated");
    assert_eq!(text(&page, "title"), ["The case for Senior Director"], "and the title");
}

#[test]
fn every_footnote_is_linked_both_ways() {
    let page = Html::parse_document(&crate::html(&sample::document()));
    let there = attribute(&page, "sup a", "href");
    let notes = attribute(&page, ".notes > ol > li", "id");
    let back = attribute(&page, ".notes a", "href");
    let marks = attribute(&page, "sup a", "id");
    let hash = |ids: &[String]| ids.iter().map(|id| format!("#{id}")).collect::<Vec<_>>();
    assert_eq!(there, hash(&notes), "each mark leads to its note");
    assert_eq!(back, hash(&marks), "each note leads back to its mark");
    assert_eq!(there.len(), 2, "both claims of the sample show their sum");
}

#[test]
fn the_preview_has_no_frame_and_leaves_the_first_heading_to_the_screen() {
    let body = crate::html_body(&sample::document());
    let page = Html::parse_fragment(&body);
    assert!(!body.contains("<style") && !body.contains("style="), "the window allows no style");
    assert_eq!(select(&page, "h1").count(), 0, "the screen has its own");
    assert_eq!(select(&page, "h2").count(), 1, "the packet's title");
}

#[test]
fn tally_strokes_follow_the_grade_and_say_it() {
    let page = Html::parse_document(&crate::html(&sample::document()));
    assert_eq!(
        attribute(&page, "svg", "aria-label"),
        ["5 of 5", "4 of 5", "0 of 5", "3 of 5"],
        "strokes are drawn, so they must be named too"
    );
    let strokes: Vec<_> =
        attribute(&page, "svg path", "d").iter().map(|path| path.matches('M').count()).collect();
    assert_eq!(strokes, [5, 4, 1, 3], "the fifth is the slash; none is one level stroke");
}

#[test]
fn one_section_is_not_numbered_and_how_late_it_was_written_is_said() {
    let late =
        |days| Claim { sentence: "x".into(), written_after_days: Some(days), ..Claim::default() };
    let claims = vec![late(0), late(1), late(12)];
    let document = Document {
        sections: vec![Section { claims, ..Section::default() }],
        period: Some((day(2026, 1, 1), day(2026, 6, 30))),
        ..Document::default()
    };
    let written = crate::markdown(&document);
    assert!(written.contains("\n## What came of it\n"), "a lone section without a heading");
    for line in ["Written: on the same day", "Written: 1 day after", "Written: 12 days after"] {
        assert!(written.contains(line), "`{line}` is missing");
    }
    assert!(written.contains("1 January 2026 to 30 June 2026"), "the period in words");
}

fn select<'a>(page: &'a Html, selector: &str) -> impl Iterator<Item = scraper::ElementRef<'a>> {
    let selector = Selector::parse(selector).expect("a selector of this test");
    page.select(&selector).collect::<Vec<_>>().into_iter()
}

fn attribute(page: &Html, selector: &str, name: &str) -> Vec<String> {
    select(page, selector).filter_map(|element| element.attr(name)).map(str::to_owned).collect()
}

fn text(page: &Html, selector: &str) -> Vec<String> {
    select(page, selector).map(|element| element.text().collect()).collect()
}
