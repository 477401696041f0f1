//! What the template is given: a packet's flow, and what only a page needs to know of it.

use ledgerline_packet::flow::{Block, Flow, Note, Part, Run, words};
use serde::Serialize;

/// How many characters of a title fit at the head of a page.
const RUNNING: usize = 60;

/// One packet, ready for the template.
#[derive(Serialize)]
pub(crate) struct Sheet<'a> {
    title: &'a str,
    author: &'a str,
    /// The title and the author as they stand at the head of each further page.
    running: String,
    running_author: String,
    lang: String,
    region: Option<String>,
    paper: &'static str,
    right_to_left: bool,
    parts: Vec<Part>,
    notes: Vec<Sum>,
}

/// A footnote.
#[derive(Serialize)]
struct Sum {
    steps: Vec<Step>,
}

/// One step: what was worked out, and what it gave where it says so. A number stands in two pieces,
/// before its point and from it on, so that points can stand under points.
#[derive(Debug, Default, PartialEq, Serialize)]
struct Step {
    working: String,
    whole: String,
    part: String,
    unit: String,
}

impl<'a> Sheet<'a> {
    pub(crate) fn of(flow: &'a Flow) -> Self {
        let (lang, region) = language(&flow.language);
        let letter = matches!(region.as_deref(), Some("US" | "CA" | "MX" | "PH" | "CL" | "CO"));
        Self {
            title: &flow.title,
            author: &flow.author,
            running: shortened(&flow.title, RUNNING),
            running_author: shortened(&flow.author, RUNNING - 16),
            lang,
            region,
            paper: if letter { "us-letter" } else { "a4" },
            right_to_left: flow.right_to_left,
            parts: stepped(&flow.parts),
            notes: flow.notes.iter().map(Sum::of).collect(),
        }
    }

    pub(crate) fn title(&self) -> &str {
        self.title
    }

    /// Every character that will be printed.
    pub(crate) fn text(&self) -> String {
        let mut text = format!("{} {} 0123456789/.…•", self.title, self.author);
        self.parts.iter().for_each(|part| gather(&part.blocks, &mut text));
        for step in self.notes.iter().flat_map(|note| &note.steps) {
            for piece in [&step.working, &step.whole, &step.part, &step.unit] {
                text.push_str(piece);
            }
        }
        text
    }
}

impl Sum {
    fn of(note: &Note) -> Self {
        Self { steps: note.steps.iter().map(|runs| Step::of(&words(runs))).collect() }
    }
}

impl Step {
    fn of(line: &str) -> Self {
        let Some((working, result)) = line.rsplit_once(" = ") else {
            return Self { working: line.to_owned(), ..Self::default() };
        };
        let working = format!("{working} =");
        let (number, unit) = result.split_once(' ').unwrap_or((result, ""));
        // A range is no number, nor are words; they stand by themselves.
        let is_number = number.ends_with(|c: char| c.is_ascii_digit() || c == '%')
            && !result.contains(" to ")
            && number.chars().any(|c| c.is_ascii_digit());
        if !is_number {
            return Self { working, unit: result.to_owned(), ..Self::default() };
        }
        let digit_after = |at: usize| number[at + 1..].starts_with(|c: char| c.is_ascii_digit());
        let point = number.rfind('.').filter(|at| digit_after(*at));
        let at = point.or_else(|| number.find('%')).unwrap_or(number.len());
        let (whole, part) = number.split_at(at);
        Self { working, whole: whole.to_owned(), part: part.to_owned(), unit: unit.to_owned() }
    }
}

/// The parts, no heading more than one level below the one before it: the user may skip a level,
/// a tagged file may not.
fn stepped(parts: &[Part]) -> Vec<Part> {
    let mut parts = parts.to_vec();
    let mut last = 0;
    parts.iter_mut().for_each(|part| step(&mut part.blocks, &mut last));
    parts
}

fn step(blocks: &mut [Block], last: &mut u8) {
    for block in blocks {
        match block {
            Block::Heading { level, .. } => {
                *level = (*level).min(*last + 1);
                *last = *level;
            }
            Block::List { items, .. } => items.iter_mut().for_each(|item| step(item, last)),
            Block::Quote { blocks, .. } | Block::Group { blocks, .. } => step(blocks, last),
            _ => {}
        }
    }
}

fn gather(blocks: &[Block], text: &mut String) {
    for block in blocks {
        match block {
            Block::Heading { runs, .. } | Block::Paragraph { runs, .. } => put(runs, text),
            Block::Facts { rows } => rows.iter().for_each(|row| {
                text.push_str(&row.label);
                row.items.iter().for_each(|runs| put(runs, text));
            }),
            Block::List { items, .. } => items.iter().for_each(|item| gather(item, text)),
            Block::Quote { blocks, source } => {
                gather(blocks, text);
                put(source, text);
            }
            Block::Table { header, rows } => {
                header.iter().chain(rows.iter().flatten()).for_each(|runs| put(runs, text));
            }
            Block::Code { text: code } => text.push_str(code),
            Block::Rule => {}
            Block::Group { blocks, .. } => gather(blocks, text),
        }
    }
}

fn put(runs: &[Run], text: &mut String) {
    text.push_str(&words(runs));
}

/// Language and region of a BCP 47 tag, as far as a typesetter knows them.
fn language(tag: &str) -> (String, Option<String>) {
    let mut parts = tag.split('-');
    let lang = parts.next().unwrap_or_default().to_ascii_lowercase();
    let sound = (2..=3).contains(&lang.len()) && lang.chars().all(|c| c.is_ascii_alphabetic());
    let region = parts
        .find(|part| part.len() == 2 && part.chars().all(|c| c.is_ascii_alphabetic()))
        .map(str::to_ascii_uppercase);
    if sound { (lang, region) } else { ("en".to_owned(), None) }
}

/// `text`, cut at a word where it is longer than `most` characters.
fn shortened(text: &str, most: usize) -> String {
    let Some((end, _)) = text.char_indices().nth(most) else { return text.to_owned() };
    let kept = text[..end].rsplit_once(' ').map_or(&text[..end], |(kept, _)| kept);
    format!("{}…", kept.trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_running_title_ends_at_a_word() {
        assert_eq!(shortened("short", 10), "short", "whole where it fits");
        assert_eq!(shortened("one two three", 9), "one two…", "never within a word");
        assert_eq!(shortened("unbroken", 4), "unbr…", "but somewhere");
    }

    #[test]
    fn what_a_step_gave_is_a_number_and_its_unit() {
        let step = |line: &str| {
            let Step { working, whole, part, unit } = Step::of(line);
            [working, whole, part, unit].join("|")
        };
        for (line, pieces) in [
            ("|0 − 15| = 15 days", "|0 − 15| =|15||days"),
            ("times my share (50%) = 5.625 days", "times my share (50%) =|5|.625|days"),
            ("net (likely) = $67,500", "net (likely) =|$67,500||"),
            (
                "(100% − 25%) × 50% = 37.5% of that change",
                "(100% − 25%) × 50% =|37|.5%|of that change",
            ),
            ("a × b = 25%", "a × b =|25|%|"),
            (
                "less = $50,000 to $52,600, likely $51,300",
                "less =|||$50,000 to $52,600, likely $51,300",
            ),
            ("gone = nobody knows", "gone =|||nobody knows"),
            ("only words", "only words|||"),
        ] {
            assert_eq!(step(line), pieces, "of `{line}`");
        }
    }

    #[test]
    fn a_language_tag_gives_what_the_typesetter_knows() {
        assert_eq!(language("en-GB"), ("en".into(), Some("GB".into())), "both");
        assert_eq!(language("zh-Hant-TW"), ("zh".into(), Some("TW".into())), "past the script");
        assert_eq!(language("ckb"), ("ckb".into(), None), "three letters");
        assert_eq!(language("x-klingon"), ("en".into(), None), "anything else is English");
    }
}
