//! The forms an update leaves in: plain text, Markdown, HTML and a `mailto:` address.

use std::fmt::Write as _;

use ledgerline_packet::escaped_line;
use unicode_segmentation::UnicodeSegmentation;

use super::Recipient;
use super::page::{Line, Page};

/// Words read in a minute.
const WORDS_A_MINUTE: u32 = 200;

/// How long an address may be before mail programs and systems refuse it.
const LONGEST_ADDRESS: usize = 1_900;

/// A line as it reads.
#[must_use]
pub fn read(line: &Line) -> String {
    line.iter().map(|said| said.text.as_str()).collect()
}

/// The page as plain text.
#[must_use]
pub fn plain(page: &Page) -> String {
    let mut blocks = Vec::new();
    for section in page.told() {
        let mut lines = vec![read(&section.heading)];
        for block in section.blocks() {
            let (mark, under) = if block.item { ("- ", "  ") } else { ("", "") };
            lines.push(format!("{mark}{}", read(&block.line)));
            lines.extend(block.notes.iter().map(|note| format!("{under}{}", read(note))));
        }
        blocks.push(lines.join("\n"));
    }
    ended(&blocks.join("\n\n"))
}

/// The page as Markdown, the user's text escaped.
#[must_use]
pub fn markdown(page: &Page) -> String {
    let mut blocks = Vec::new();
    for section in page.told() {
        blocks.push(format!("## {}", escaped_line(&read(&section.heading))));
        let mut list: Vec<String> = Vec::new();
        for block in section.blocks() {
            let mut text = escaped_line(&read(&block.line));
            let under = if block.item { "  " } else { "" };
            for note in &block.notes {
                // Writing to a string cannot fail.
                let _infallible = write!(text, "\\\n{under}{}", escaped_line(&read(note)));
            }
            if block.item {
                list.push(format!("- {text}"));
            } else {
                blocks.extend(items(&mut list));
                blocks.push(text);
            }
        }
        blocks.extend(items(&mut list));
    }
    ended(&blocks.join("\n\n"))
}

fn items(list: &mut Vec<String>) -> Option<String> {
    (!list.is_empty()).then(|| std::mem::take(list).join("\n"))
}

/// The page as a fragment of HTML: elements and text, no style, no script, no link.
#[must_use]
pub fn html(page: &Page) -> String {
    let mut out = String::new();
    for section in page.told() {
        let _infallible = writeln!(out, "<h2 dir=\"auto\">{}</h2>", escaped(&section.heading));
        let mut listing = false;
        for block in section.blocks() {
            if block.item != listing {
                out.push_str(if block.item { "<ul>\n" } else { "</ul>\n" });
                listing = block.item;
            }
            let element = if block.item { "li" } else { "p" };
            let _infallible = write!(out, "<{element} dir=\"auto\">{}", escaped(&block.line));
            for note in &block.notes {
                let _infallible = write!(out, "<br>\n<small>{}</small>", escaped(note));
            }
            let _infallible = writeln!(out, "</{element}>");
        }
        if listing {
            out.push_str("</ul>\n");
        }
    }
    out
}

/// How each element of the fragment looks in a mail program. No colours: those are the reader's
/// own, light or dark. Everything inline, since many programs drop a style sheet.
const LOOKS: [(&str, &str); 5] = [
    (
        "<h2",
        "margin:22px 0 8px;padding:0 0 3px;border-bottom:1px solid #8a938c;\
         font-size:16px;line-height:22px;font-weight:bold",
    ),
    ("<p", "margin:0 0 10px"),
    ("<ul", "margin:0 0 10px;padding:0 22px"),
    ("<li", "margin:0 0 7px"),
    ("<small", "font-size:13px;line-height:19px"),
];

/// The fragment as a whole document, for a mail message: one column that a wide window does not
/// stretch, no script, no picture, nothing fetched from anywhere.
#[must_use]
pub fn html_document(subject: &str, fragment: &str) -> String {
    let mut body = fragment.to_owned();
    for (element, look) in LOOKS {
        // The user's own text is escaped, so what looks like an element is one.
        for end in [" ", ">"] {
            let styled = format!("{element} style=\"{look}\"{end}");
            body = body.replace(&format!("{element}{end}"), &styled);
        }
    }
    format!(
        "<!DOCTYPE html>\n<html>\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n\
         <meta name=\"supported-color-schemes\" content=\"light dark\">\n\
         <title>{}</title>\n</head>\n<body style=\"margin:0;padding:0\">\n\
         <table role=\"presentation\" width=\"100%\" cellpadding=\"0\" cellspacing=\"0\" \
         border=\"0\" style=\"max-width:640px\"><tr><td style=\"padding:4px 20px 20px;\
         font-family:Arial,Helvetica,sans-serif;font-size:15px;line-height:22px\">\n\
         {body}</td></tr></table>\n</body>\n</html>\n",
        ledgerline_packet::escaped(subject)
    )
}

fn escaped(line: &Line) -> String {
    ledgerline_packet::escaped(&read(line))
}

fn ended(text: &str) -> String {
    if text.is_empty() { String::new() } else { format!("{text}\n") }
}

/// Words of a text as a reader counts them.
#[must_use]
pub fn count_words(text: &str) -> u32 {
    u32::try_from(text.unicode_words().count()).unwrap_or(u32::MAX)
}

/// Seconds to read that many words.
#[must_use]
pub fn seconds(words: u32) -> u32 {
    words.saturating_mul(60).div_ceil(WORDS_A_MINUTE)
}

/// A `mailto:` address, and whether the text fitted into it. A longer one goes without its text.
#[must_use]
pub fn mailto(to: &[Recipient], cc: &[Recipient], subject: &str, plain: &str) -> (String, bool) {
    let addresses = |list: &[Recipient]| {
        let known = list.iter().map(|one| one.email.trim()).filter(|email| !email.is_empty());
        known.map(encoded).collect::<Vec<_>>().join(",")
    };
    let mut address = format!("mailto:{}?subject={}", addresses(to), encoded(subject));
    let copies = addresses(cc);
    if !copies.is_empty() {
        address = format!("{address}&cc={copies}");
    }
    let whole = format!("{address}&body={}", encoded(&plain.replace('\n', "\r\n")));
    if whole.len() <= LONGEST_ADDRESS { (whole, true) } else { (address, false) }
}

/// Percent-encoded, a space as `%20`: mail programs take a plus sign literally.
fn encoded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~@".contains(&byte) {
            out.push(char::from(byte));
        } else {
            let _infallible = write!(out, "%{byte:02X}");
        }
    }
    out
}
