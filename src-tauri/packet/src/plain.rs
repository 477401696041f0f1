//! The packet as plain text, and how long it is: what forms count and what a reader reads aloud.

use serde::{Deserialize, Serialize};
use unicode_segmentation::UnicodeSegmentation;

use crate::document::{Claim, Document};
use crate::flow::{
    Block, Fact, FactKind, Note, Part, PartKind, Role, Run, claim_alone, flow, words,
};
use crate::{Labels, clean};

/// How long a text is, as forms count.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Length {
    /// Characters as a reader counts them (grapheme clusters), line ends included.
    pub characters: usize,
    /// Words: what stands between blanks and holds a letter or digit. Scripts that write no
    /// blanks count their own way, a Chinese character as one.
    pub words: usize,
}

impl Length {
    /// Counts `text`.
    #[must_use]
    pub fn of(text: &str) -> Self {
        Self {
            characters: clean::graphemes(text),
            words: text.split_whitespace().map(words_between_blanks).sum(),
        }
    }
}

/// One, unless the piece is written in a script without blanks.
fn words_between_blanks(piece: &str) -> usize {
    let mut found = piece.unicode_words().peekable();
    if found.peek().is_none() {
        return 0;
    }
    let spaceless = |word: &&str| word.chars().any(without_blanks);
    found.filter(spaceless).count().max(1)
}

const fn without_blanks(character: char) -> bool {
    matches!(character as u32,
        0x0E00..=0x0EFF | 0x1000..=0x109F | 0x1780..=0x17FF | 0x3040..=0x30FF
        | 0x3400..=0x4DBF | 0x4E00..=0x9FFF | 0xF900..=0xFAFF | 0x2_0000..=0x3_FFFF)
}

/// A part of the exported text.
#[derive(Clone)]
pub struct PartText {
    /// Which part.
    pub kind: PartKind,
    /// Its heading as printed; blank for the opening, whose title stands in the text.
    pub heading: String,
    /// What stands under the heading, a blank line between blocks.
    pub text: String,
}

impl PartText {
    /// The whole part as exported.
    #[must_use]
    pub fn whole(&self) -> String {
        let gap = if self.kind == PartKind::Section { "\n\n" } else { "\n" };
        let both = [self.heading.as_str(), self.text.as_str()];
        let said: Vec<_> = both.into_iter().filter(|text| !text.is_empty()).collect();
        said.join(gap)
    }
}

/// The document as plain text, one line for each thing said, a blank line between blocks.
#[must_use]
pub fn plain(document: &Document) -> String {
    let parts: Vec<_> = parts(document).iter().map(PartText::whole).collect();
    parts.join("\n\n") + "\n"
}

/// The exported text part by part, in order.
#[must_use]
pub fn parts(document: &Document) -> Vec<PartText> {
    let flow = flow(document);
    let lines = Lines { labels: &document.labels, notes: &flow.notes };
    flow.parts.iter().map(|part| lines.part(part)).collect()
}

/// The exported text part by part as a reader goes through it, footnotes left for later.
#[must_use]
pub fn reading(document: &Document) -> Vec<PartText> {
    let lines = Lines { labels: &document.labels, notes: &[] };
    flow(document).parts.iter().map(|part| lines.part(part)).collect()
}

/// How long the exported text is, footnotes included.
#[must_use]
pub fn length(document: &Document) -> Length {
    Length::of(plain(document).trim_end_matches('\n'))
}

/// How long each section's exported text is: its heading, its claims and the steps that print as
/// their footnotes.
#[must_use]
pub fn section_lengths(document: &Document) -> Vec<Length> {
    let sections = parts(document).into_iter().filter(|part| part.kind == PartKind::Section);
    sections.map(|part| Length::of(&part.whole())).collect()
}

/// One claim's exported text, the steps of its footnote included.
#[must_use]
pub fn claim_text(claim: &Claim, labels: &Labels) -> String {
    let (block, notes) = claim_alone(claim, labels);
    Lines { labels, notes: &notes }.block(&block).join("\n")
}

struct Lines<'a> {
    labels: &'a Labels,
    notes: &'a [Note],
}

impl Lines<'_> {
    fn part(&self, part: &Part) -> PartText {
        let mut blocks = part.blocks.iter();
        let mut heading = String::new();
        if part.kind != PartKind::Opening {
            heading = blocks.next().map(|block| self.block(block).join(" ")).unwrap_or_default();
        }
        let mut text = String::new();
        let mut before: Option<&Block> = None;
        for block in blocks {
            let lines = self.block(block);
            if lines.is_empty() {
                continue;
            }
            if let Some(before) = before {
                text.push_str(if set_apart(before) || set_apart(block) { "\n\n" } else { "\n" });
            }
            text.push_str(&lines.join("\n"));
            before = Some(block);
        }
        PartText { kind: part.kind, heading, text }
    }

    fn block(&self, block: &Block) -> Vec<String> {
        match block {
            Block::Heading { number, runs, .. } => {
                let words = words(runs);
                vec![number.map_or(words.clone(), |number| format!("{number}. {words}"))]
            }
            Block::Paragraph { runs, .. } => split(runs),
            Block::Facts { rows } => rows.iter().flat_map(|row| self.fact(row)).collect(),
            Block::List { items, .. } => {
                items.iter().flatten().flat_map(|block| self.block(block)).collect()
            }
            Block::Quote { blocks, source } => {
                let mut lines: Vec<_> = blocks.iter().flat_map(|block| self.block(block)).collect();
                let by = split(source).join(" ");
                if !by.is_empty() {
                    lines.push(format!("{}{by}", self.labels.speaker));
                }
                lines
            }
            Block::Table { header, rows } => {
                header.iter().chain(rows.iter().flatten()).flat_map(|cell| split(cell)).collect()
            }
            Block::Code { text } => text.lines().map(str::to_owned).collect(),
            Block::Rule => Vec::new(),
            Block::Group { blocks, .. } => {
                let mut lines: Vec<_> = blocks.iter().flat_map(|block| self.block(block)).collect();
                lines.extend(blocks.iter().flat_map(|block| self.steps(block)));
                lines
            }
        }
    }

    fn fact(&self, fact: &Fact) -> Vec<String> {
        let Labels { colon, .. } = self.labels;
        let item = |runs: &Vec<Run>| {
            let said = match (fact.kind, runs.as_slice()) {
                // "documented (2 of 5): the plan" reads better than the strokes first.
                (FactKind::Evidence, [Run::Tally { name, .. }, grade, rest @ ..]) => {
                    let grade = words(std::slice::from_ref(grade));
                    format!("{} ({name}){}", grade.trim_start(), words(rest))
                }
                _ => split(runs).join(" "),
            };
            format!("{}{colon}{said}", fact.label)
        };
        fact.items.iter().map(item).collect()
    }

    /// The steps of the notes that a block refers to.
    fn steps(&self, block: &Block) -> Vec<String> {
        let Block::Paragraph { role: Role::Sentence, runs } = block else { return Vec::new() };
        let marks = runs.iter().filter_map(|run| match run {
            Run::Mark { note } => Some(*note),
            _ => None,
        });
        marks
            .filter_map(|mark| self.notes.iter().find(|note| note.number == mark))
            .flat_map(|note| note.steps.iter().map(|step| split(step).join(" ")))
            .collect()
    }
}

fn split(runs: &[Run]) -> Vec<String> {
    let lines = words(runs);
    lines.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect()
}

/// Blocks with a blank line before and after.
const fn set_apart(block: &Block) -> bool {
    matches!(block, Block::Group { .. } | Block::Quote { .. })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_counted_as_forms_count() {
        let cases = [
            ("", 0),
            ("Held the 12 January date.", 5),
            ("€410k × 35% — no", 3),
            ("well-known don't", 2),
            ("https://example.org/a?b=1", 1),
            ("两位工程师", 5),
            ("👩‍👩‍👧 ok", 1),
            ("שמרת על הצוות", 3),
        ];
        for (text, wanted) in cases {
            assert_eq!(Length::of(text).words, wanted, "{text:?}");
        }
    }
}
