//! The user's Markdown, made safe: raw HTML becomes visible text, pictures their description,
//! links outside http, https and mailto their words.

use comrak::nodes::{AstNode, ListType, NodeValue};
use comrak::{Arena, Options, format_commonmark, format_html, parse_document};

use crate::clean;
use crate::flow::{Block, Role, Run, Text};

/// How many headings deep a document goes before the deepest one repeats.
const DEEPEST: u8 = 6;

fn options() -> Options<'static> {
    let mut options = Options::default();
    options.extension.strikethrough = true;
    options.extension.table = true;
    // Should a raw node ever slip past `make_safe`, the writer still shows it as text.
    options.render.r#unsafe = false;
    options.render.escape = true;
    options
}

/// True for an address that a reader may follow: http, https or mailto, without blanks or control
/// characters.
#[must_use]
pub fn may_link(address: &str) -> bool {
    let scheme = address.split_once(':').map(|(scheme, _)| scheme.to_ascii_lowercase());
    matches!(scheme.as_deref(), Some("http" | "https" | "mailto"))
        && !address.chars().any(|c| c.is_control() || c.is_whitespace())
}

/// HTML of the user's Markdown, headings set below level `above`.
#[must_use]
pub fn html(source: &str, above: u8) -> String {
    let arena = Arena::new();
    written(safe_tree(&arena, source, above), Form::Html)
}

/// The user's Markdown written anew, headings set below level `above`. What would not read back
/// as the same text is written as plain words instead.
#[must_use]
pub fn markdown(source: &str, above: u8) -> String {
    let arena = Arena::new();
    let tree = safe_tree(&arena, source, above);
    let anew = written(tree, Form::Markdown);
    let again = Arena::new();
    let read_back = parse_document(&again, &anew, &options());
    let same =
        !holds_unsafe(read_back) && written(read_back, Form::Html) == written(tree, Form::Html);
    if same { anew } else { crate::markdown::escaped_lines(&words(tree).join("\n"), "") }
}

/// The text of the user's Markdown, a line each paragraph, heading, item or cell.
#[must_use]
pub fn plain_lines(source: &str) -> Vec<String> {
    let arena = Arena::new();
    words(safe_tree(&arena, source, 0))
}

/// The user's Markdown as blocks, headings set below level `above`.
#[must_use]
pub fn blocks(source: &str, above: u8) -> Vec<Block> {
    let arena = Arena::new();
    below(safe_tree(&arena, source, above), 0)
}

/// How deep quotations and lists nest before their text is set without further layout.
const NESTED: u8 = 8;

fn below<'a>(node: &'a AstNode<'a>, depth: u8) -> Vec<Block> {
    node.children().flat_map(|child| block(child, depth)).collect()
}

fn block<'a>(node: &'a AstNode<'a>, depth: u8) -> Vec<Block> {
    if depth > NESTED {
        let runs = words(node).into_iter().flat_map(|line| [Run::Break, Run::words(line)]);
        let runs: Vec<_> = runs.skip(1).collect();
        let one = || Block::Paragraph { role: Role::Prose, runs };
        return if words(node).is_empty() { Vec::new() } else { vec![one()] };
    }
    let value = node.data().value.clone();
    let found = match value {
        NodeValue::Paragraph => Block::Paragraph { role: Role::Prose, runs: runs(node) },
        NodeValue::Heading(heading) => {
            Block::Heading { level: heading.level, number: None, runs: runs(node) }
        }
        NodeValue::BlockQuote => {
            Block::Quote { blocks: below(node, depth + 1), source: Vec::new() }
        }
        NodeValue::List(list) => Block::List {
            start: (list.list_type == ListType::Ordered).then_some(list.start),
            items: node.children().map(|item| below(item, depth + 1)).collect(),
        },
        NodeValue::CodeBlock(code) => Block::Code { text: code.literal.trim_end().to_owned() },
        NodeValue::ThematicBreak => Block::Rule,
        NodeValue::Table(_) => {
            let mut rows = node.children().map(|row| row.children().map(runs).collect());
            let header = rows.next().unwrap_or_default();
            Block::Table { header, rows: rows.collect() }
        }
        _ => return below(node, depth),
    };
    vec![found]
}

/// The words within a block, each in its manner.
fn runs<'a>(node: &'a AstNode<'a>) -> Vec<Run> {
    let mut found = Vec::new();
    for child in node.children() {
        inline(child, &Text::default(), 0, &mut found);
    }
    found
}

fn inline<'a>(node: &'a AstNode<'a>, manner: &Text, depth: u8, found: &mut Vec<Run>) {
    let mut manner = manner.clone();
    match &node.data().value {
        NodeValue::Text(text) => return say(text, &manner, found),
        NodeValue::SoftBreak => return say(" ", &manner, found),
        NodeValue::LineBreak => return found.push(Run::Break),
        NodeValue::Code(code) => {
            manner.code = true;
            found.push(Run::Text(Text { text: code.literal.clone(), ..manner }));
            return;
        }
        NodeValue::Strong => manner.bold = true,
        NodeValue::Emph => manner.italic = true,
        NodeValue::Strikethrough => manner.struck = true,
        NodeValue::Link(link) => manner.link = Some(link.url.clone()),
        _ => {}
    }
    if depth >= MANNERS {
        return say(&words(node).join(" "), &manner, found);
    }
    for child in node.children() {
        inline(child, &manner, depth + 1, found);
    }
}

/// Adds words; neighbours in one manner are one run.
fn say(text: &str, manner: &Text, found: &mut Vec<Run>) {
    match found.last_mut() {
        Some(Run::Text(last)) if last.like(manner) => last.text.push_str(text),
        _ => found.push(Run::Text(Text { text: text.to_owned(), ..manner.clone() })),
    }
}

/// How deep emphasis nests before it adds nothing.
const MANNERS: u8 = 24;

enum Form {
    Html,
    Markdown,
}

fn written<'a>(tree: &'a AstNode<'a>, form: Form) -> String {
    let mut out = String::new();
    let done = match form {
        Form::Html => format_html(tree, &options(), &mut out),
        Form::Markdown => format_commonmark(tree, &options(), &mut out),
    };
    // Writing to a string cannot fail.
    debug_assert!(done.is_ok(), "a string takes whatever is written to it");
    out.trim_end().to_owned()
}

fn safe_tree<'a>(arena: &'a Arena<'a>, source: &str, above: u8) -> &'a AstNode<'a> {
    let tree = parse_document(arena, &clean::clean(source), &options());
    let nodes: Vec<_> = tree.descendants().collect();
    for node in nodes {
        make_safe(arena, node, above);
    }
    tree
}

/// Replaces what may not leave. The vocabulary is closed from here on: paragraphs, headings,
/// quotations, lists, tables, code, rules, emphasis, and links that [`may_link`].
fn make_safe<'a>(arena: &'a Arena<'a>, node: &'a AstNode<'a>, above: u8) {
    let mut data = node.data_mut();
    match &mut data.value {
        // A reference such as `&#27;` brings back what was dropped from the source.
        NodeValue::Text(text) => {
            let cleaned = clean::clean(text).replace('\n', " ");
            if cleaned != **text {
                *text = cleaned.into();
            }
        }
        NodeValue::Heading(heading) => {
            heading.level = heading.level.saturating_add(above).min(DEEPEST);
            heading.setext = false;
        }
        NodeValue::CodeBlock(block) => {
            block.info.clear();
        }
        NodeValue::HtmlInline(html) => {
            let text = html.replace('\n', " ");
            data.value = NodeValue::Text(text.into());
        }
        NodeValue::HtmlBlock(block) => {
            let text = block.literal.split_whitespace().collect::<Vec<_>>().join(" ");
            data.value = NodeValue::Paragraph;
            drop(data);
            node.append(arena.alloc(AstNode::from(NodeValue::Text(text.into()))));
        }
        NodeValue::Image(_) => {
            drop(data);
            unwrap(node);
        }
        NodeValue::Link(link) => {
            link.title.clear();
            let keep = may_link(&link.url);
            drop(data);
            if !keep {
                unwrap(node);
            }
        }
        _ => {}
    }
}

/// Puts a node's children in its place.
fn unwrap<'a>(node: &'a AstNode<'a>) {
    while let Some(child) = node.first_child() {
        node.insert_before(child);
    }
    node.detach();
}

fn holds_unsafe<'a>(tree: &'a AstNode<'a>) -> bool {
    tree.descendants().any(|node| match &node.data().value {
        NodeValue::HtmlInline(_) | NodeValue::HtmlBlock(_) | NodeValue::Image(_) => true,
        NodeValue::Link(link) => !may_link(&link.url),
        _ => false,
    })
}

fn words<'a>(tree: &'a AstNode<'a>) -> Vec<String> {
    let mut lines = vec![String::new()];
    for node in tree.descendants() {
        let data = node.data();
        match &data.value {
            NodeValue::Text(text) => last(&mut lines).push_str(text),
            NodeValue::Code(code) => last(&mut lines).push_str(&code.literal),
            NodeValue::CodeBlock(block) => {
                lines.extend(block.literal.lines().map(str::to_owned));
            }
            NodeValue::SoftBreak => last(&mut lines).push(' '),
            NodeValue::LineBreak
            | NodeValue::Paragraph
            | NodeValue::Heading(_)
            | NodeValue::Item(_)
            | NodeValue::TableCell => lines.push(String::new()),
            _ => {}
        }
    }
    lines
        .iter()
        .map(|line| line.trim())
        .filter(|line| !line.is_empty())
        .map(str::to_owned)
        .collect()
}

fn last(lines: &mut Vec<String>) -> &mut String {
    if lines.is_empty() {
        lines.push(String::new());
    }
    let end = lines.len() - 1;
    &mut lines[end]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_stand_below_the_section() {
        assert_eq!(html("# A\n\n###### B", 2), "<h3>A</h3>\n<h6>B</h6>", "the outline stays whole");
        assert_eq!(markdown("A\n=\n\nb", 2), "### A\n\nb", "underlined headings too");
    }

    #[test]
    fn formatting_survives_being_written_anew() {
        let source = "**bold** *thin* ~~out~~ `a<b` [site](https://example.org/?a=1&b=2)\n\n\
                      1. one\n   - two\n\n> said\n\n| a | b |\n|---|---|\n| 1 | 2 |\n";
        assert_eq!(html(&markdown(source, 2), 2), html(source, 2), "the same document");
        assert!(markdown(source, 2).contains("**bold**"), "as formatting, not as plain words");
    }

    #[test]
    fn an_entity_that_would_change_meaning_falls_back_to_plain_words() {
        let source = r"the code \&#60; means less";
        assert_eq!(
            plain_lines(&markdown(source, 2)),
            ["the code &#60; means less"],
            "word for word"
        );
    }

    #[test]
    fn no_control_character_comes_back_by_its_number() {
        let source = "a&#27;[2J b&#1; c&#10;d &#xfffe;e";
        assert_eq!(plain_lines(source), ["a[2J b c d e"], "dropped as if it had been typed");
        assert_eq!(html(source, 2), "<p>a[2J b c d e</p>", "in every form");
    }

    #[test]
    fn unsafe_links_keep_their_words() {
        assert_eq!(html("[a *b*](javascript:alert(1))", 2), "<p>a <em>b</em></p>", "no target");
        assert_eq!(html("![pay](https://example.org/x.png)", 2), "<p>pay</p>", "no picture");
        assert!(!may_link("https://a\u{0}b"), "control characters are no address");
        assert!(!may_link("data:text/html,x"), "data is no address");
        assert!(may_link("MAILTO:a@example.org"), "schemes have no case");
    }
}
