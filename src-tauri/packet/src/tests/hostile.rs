//! Every payload in every field: nothing acts, nothing is lost, nothing else moves.

use comrak::nodes::NodeValue;
use comrak::{Arena, Options, parse_document};
use scraper::{Html, Node};

use super::payloads::PAYLOADS;
use super::sample::{self, Field, OTHER, PLAIN};
use crate::prose::may_link;
use crate::{Document, clean};

const ELEMENTS: &[&str] = &[
    "html",
    "head",
    "meta",
    "title",
    "style",
    "body",
    "main",
    "article",
    "header",
    "section",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "p",
    "br",
    "bdi",
    "span",
    "sup",
    "a",
    "dl",
    "div",
    "dt",
    "dd",
    "ul",
    "ol",
    "li",
    "time",
    "svg",
    "path",
    "em",
    "strong",
    "del",
    "code",
    "pre",
    "blockquote",
    "hr",
    "table",
    "thead",
    "tbody",
    "tr",
    "th",
    "td",
];

const ATTRIBUTES: &[&str] = &[
    "lang",
    "dir",
    "charset",
    "http-equiv",
    "content",
    "name",
    "class",
    "id",
    "href",
    "role",
    "aria-label",
    "datetime",
    "width",
    "height",
    "viewbox",
    "viewBox",
    "d",
    "fill",
    "stroke",
    "stroke-width",
    "align",
    "start",
];

fn with(field: &Field, text: &str) -> Document {
    let mut document = sample::document();
    field.1(&mut document, text.to_owned());
    document
}

/// Fails on anything outside the closed vocabulary; gives back the elements in order.
fn inspect(html: &str, what: &str) -> Vec<String> {
    let page = Html::parse_document(html);
    assert!(page.errors.is_empty(), "{what}: the file needs no repair: {:?}", page.errors);
    let mut shape = Vec::new();
    for node in page.tree.values() {
        match node {
            Node::Comment(_) | Node::ProcessingInstruction(_) => panic!("{what}: a hidden node"),
            Node::Element(element) => {
                assert!(ELEMENTS.contains(&element.name()), "{what}: element {}", element.name());
                for (name, value) in element.attrs() {
                    assert!(ATTRIBUTES.contains(&name), "{what}: attribute {name}");
                    let inside = value.starts_with("#packet-");
                    assert!(
                        name != "href" || inside || may_link(value),
                        "{what}: leads to {value}"
                    );
                }
                if element.name() != "br" {
                    shape.push(format!("{}#{}", element.name(), element.id().unwrap_or_default()));
                }
            }
            _ => {}
        }
    }
    shape
}

fn words(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn text_of(html: &str) -> String {
    let page = Html::parse_document(&html.replace("<br>", "\n"));
    words(&page.root_element().text().collect::<String>())
}

#[test]
fn there_are_payloads_enough() {
    assert!(PAYLOADS.len() >= 60, "the list is {} long", PAYLOADS.len());
}

#[test]
fn plain_text_in_html_stays_text_and_moves_nothing_else() {
    for field in &PLAIN {
        let usual = inspect(&crate::html(&with(field, "usual")), field.0);
        for payload in PAYLOADS {
            let what = format!("{} with {payload:?}", field.0);
            let html = crate::html(&with(field, payload));
            assert_eq!(inspect(&html, &what), usual, "{what}: the same elements as ever");
            let expected = words(&clean::clean(payload));
            assert!(text_of(&html).contains(&expected), "{what}: every word is there");
        }
    }
}

/// The preview as it would be, had the screen no heading of its own.
fn body_at_top(document: &Document) -> String {
    let mut body = crate::html_body(document);
    for level in 2..=6 {
        for tag in ["<h", "</h"] {
            body = body.replace(&format!("{tag}{level}>"), &format!("{tag}{}>", level - 1));
        }
    }
    body
}

#[test]
fn prose_labels_and_language_keep_to_the_vocabulary() {
    for field in &OTHER {
        for payload in PAYLOADS {
            let what = format!("{} with {payload:?}", field.0);
            let document = with(field, payload);
            let html = crate::html(&document);
            inspect(&html, &what);
            assert_eq!(html.matches("<style>").count(), 1, "{what}: one style, ours");
            inspect_markdown(&crate::markdown(&document), &what);
            assert!(html.contains(&body_at_top(&document)), "{what}: the preview says the same");
        }
    }
}

/// A reader of Markdown with every extension on, so that what any flavour acts on shows.
fn widest() -> Options<'static> {
    let mut options = Options::default();
    let wide = &mut options.extension;
    wide.strikethrough = true;
    wide.table = true;
    wide.tasklist = true;
    wide.superscript = true;
    wide.subscript = true;
    wide.footnotes = true;
    wide.description_lists = true;
    wide.multiline_block_quotes = true;
    wide.alerts = true;
    wide.math_dollars = true;
    wide.math_code = true;
    wide.wikilinks_title_after_pipe = true;
    wide.underline = true;
    wide.spoiler = true;
    wide.greentext = true;
    options
}

fn name(value: &NodeValue) -> Option<String> {
    match value {
        NodeValue::Text(_) | NodeValue::SoftBreak | NodeValue::LineBreak => None,
        NodeValue::Heading(heading) => Some(format!("heading {}", heading.level)),
        // A note of two lines reads the same as one of one.
        other => Some(other.xml_node_name().to_owned()),
    }
}

fn inspect_markdown(markdown: &str, what: &str) {
    let arena = Arena::new();
    for node in parse_document(&arena, markdown, &widest()).descendants() {
        match &node.data().value {
            NodeValue::HtmlBlock(_) | NodeValue::HtmlInline(_) => panic!("{what}: raw HTML"),
            NodeValue::Image(_) => panic!("{what}: a picture"),
            NodeValue::Link(link) => assert!(may_link(&link.url), "{what}: leads to {}", link.url),
            _ => {}
        }
    }
}

fn shape_and_text(markdown: &str) -> (Vec<String>, String) {
    let arena = Arena::new();
    let (mut shape, mut text) = (Vec::new(), String::new());
    for node in parse_document(&arena, markdown, &widest()).descendants() {
        let data = node.data();
        match &data.value {
            NodeValue::Text(part) => text.push_str(part),
            NodeValue::SoftBreak | NodeValue::LineBreak => text.push('\n'),
            _ => text.push('\n'),
        }
        shape.extend(name(&data.value));
    }
    (shape, words(&text))
}

#[test]
fn plain_text_in_markdown_stays_text_and_moves_nothing_else() {
    for field in &PLAIN {
        let (usual, _) = shape_and_text(&crate::markdown(&with(field, "usual")));
        for payload in PAYLOADS {
            let what = format!("{} with {payload:?}", field.0);
            let markdown = crate::markdown(&with(field, payload));
            inspect_markdown(&markdown, &what);
            let (shape, text) = shape_and_text(&markdown);
            assert_eq!(shape, usual, "{what}: the same blocks as ever, in\n{markdown}");
            let expected = words(&clean::clean(payload));
            assert!(text.contains(&expected), "{what}: every word is there, in\n{text}");
        }
    }
}

#[test]
fn what_a_user_writes_in_braces_is_not_filled_in() {
    let mut document = sample::document();
    document.level_now = "{target}".into();
    assert!(
        crate::plain(&document).contains("From {target} to Senior Director"),
        "a level is not a template"
    );
}
