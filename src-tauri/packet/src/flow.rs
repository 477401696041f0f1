//! A packet as blocks and inline runs: what every writer walks, in the order a reader reads.
//!
//! All text in a flow is ready to print: cleaned, labelled, safe. A writer only has to give each
//! block and run its form. Nothing in a flow is Markdown or HTML.

use serde::{Deserialize, Serialize};

use crate::document::{Claim, Document, EvidenceLine, Growth, Project, Voice};
use crate::{Labels, clean, prose};

/// A packet laid out for a writer.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Flow {
    /// The title, one line; never blank.
    pub title: String,
    /// The writer's name, one line; may be blank. For metadata; the opening prints it.
    pub author: String,
    /// A BCP 47 tag.
    pub language: String,
    /// Whether the language is written from right to left.
    pub right_to_left: bool,
    /// The parts, in order; none is empty.
    pub parts: Vec<Part>,
    /// The heading above the footnotes.
    pub notes_heading: String,
    /// The footnotes, numbered from 1 without a gap.
    pub notes: Vec<Note>,
}

/// Which part of a packet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PartKind {
    /// Title and header facts.
    Opening,
    /// The summary.
    Summary,
    /// A section of claims.
    Section,
    /// What others said.
    Voices,
    /// Who grew.
    Leverage,
    /// Reasons against.
    Against,
    /// The scope to take on next.
    NextScope,
    /// Projects, an appendix.
    Portfolio,
}

/// One part of a packet.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    /// Which one.
    pub kind: PartKind,
    /// What it says, its heading first.
    pub blocks: Vec<Block>,
}

/// What a paragraph is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// The writer's name.
    Author,
    /// A header fact: role, levels, period, counts.
    Standing,
    /// The user's own prose.
    Prose,
    /// A claim's sentence.
    Sentence,
    /// Says that nothing was written.
    Blank,
}

/// What a group of blocks belongs to; its blocks are best kept on one page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum GroupKind {
    /// One claim.
    Claim,
    /// One person who grew.
    Growth,
    /// One project.
    Project,
}

/// What a row of facts is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FactKind {
    /// The figure, best set between sum rules.
    Figure,
    /// Where it has not happened, or not wholly.
    Status,
    /// Against doing nothing.
    Counterfactual,
    /// Evidence, one item each: its tally, the grade's name, then colon, reference and date.
    Evidence,
    /// Who did what, one item each.
    Credits,
    /// How soon it was written.
    Written,
    /// A fact of a person or a project.
    Plain,
}

/// A label and what follows it.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fact {
    /// What it is about.
    pub kind: FactKind,
    /// The label, without a colon.
    pub label: String,
    /// One or more items.
    pub items: Vec<Vec<Run>>,
}

/// A block of text.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "block", rename_all = "kebab-case")]
pub enum Block {
    /// A heading. Level 1 is the packet's title, 2 a part, 3 a claim or a heading in prose; 6 is
    /// the deepest.
    Heading {
        /// 1 to 6.
        level: u8,
        /// A section's number, where there is more than one.
        number: Option<usize>,
        /// The words.
        runs: Vec<Run>,
    },
    /// A paragraph.
    Paragraph {
        /// What it is for.
        role: Role,
        /// The words.
        runs: Vec<Run>,
    },
    /// Facts with labels: a table of two columns without rules.
    Facts {
        /// The rows.
        rows: Vec<Fact>,
    },
    /// A list of the user's.
    List {
        /// The first number, or a bulleted list.
        start: Option<usize>,
        /// Each item's blocks.
        items: Vec<Vec<Block>>,
    },
    /// A quotation: a voice, or one in the user's prose, which has no source.
    Quote {
        /// What was said.
        blocks: Vec<Block>,
        /// Who said it and when; empty in prose.
        source: Vec<Run>,
    },
    /// A table of the user's; every row has as many cells as the header.
    Table {
        /// The header's cells.
        header: Vec<Vec<Run>>,
        /// The other rows.
        rows: Vec<Vec<Vec<Run>>>,
    },
    /// Text to print as it stands, in one width.
    Code {
        /// The lines.
        text: String,
    },
    /// A thematic break.
    Rule,
    /// Blocks that belong together.
    Group {
        /// To what.
        kind: GroupKind,
        /// The blocks.
        blocks: Vec<Block>,
    },
}

/// A piece of a line.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "run", rename_all = "kebab-case")]
pub enum Run {
    /// Words.
    Text(Text),
    /// A line break within the block.
    Break,
    /// A reference to a footnote.
    Mark {
        /// Which note, 1 first.
        note: usize,
    },
    /// Evidence drawn as tally strokes, the fifth a slash through four; none is a level stroke.
    Tally {
        /// 0 to 5.
        strokes: u8,
        /// What a screen reader says, and what prints where nothing can be drawn: "4 of 5".
        name: String,
    },
}

/// Words in one manner.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Text {
    /// The words.
    pub text: String,
    /// Strong.
    pub bold: bool,
    /// Emphasised.
    pub italic: bool,
    /// Struck out.
    pub struck: bool,
    /// In one width.
    pub code: bool,
    /// Where it leads: http, https or mailto.
    pub link: Option<String>,
}

impl Text {
    /// Whether both stand in the same manner, whatever they say.
    pub(crate) fn like(&self, other: &Self) -> bool {
        self.link == other.link
            && (self.bold, self.italic, self.struck, self.code)
                == (other.bold, other.italic, other.struck, other.code)
    }
}

/// A footnote: how a figure was reached.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Note {
    /// Its number.
    pub number: usize,
    /// The steps, the last one the result.
    pub steps: Vec<Vec<Run>>,
}

impl Run {
    /// Words without any manner.
    #[must_use]
    pub fn words(text: impl Into<String>) -> Self {
        Self::Text(Text { text: text.into(), ..Text::default() })
    }
}

/// The words of some runs, marks left out, tallies by name.
#[must_use]
pub fn words(runs: &[Run]) -> String {
    let mut out = String::new();
    for run in runs {
        match run {
            Run::Text(text) => out.push_str(&text.text),
            Run::Break => out.push('\n'),
            Run::Mark { .. } => {}
            Run::Tally { name, .. } => out.push_str(name),
        }
    }
    out
}

/// Lays `document` out.
#[must_use]
pub fn flow(document: &Document) -> Flow {
    let mut laid = Laid { labels: &document.labels, notes: Vec::new() };
    let parts = laid.parts(document);
    Flow {
        title: document.printed_title(),
        author: clean::line(&document.author),
        language: document.language_tag().to_owned(),
        right_to_left: document.direction() == "rtl",
        parts,
        notes_heading: document.labels.notes.clone(),
        notes: laid.notes,
    }
}

/// One claim's blocks with its footnote, numbered from 1, as if it stood alone.
pub(crate) fn claim_alone(claim: &Claim, labels: &Labels) -> (Block, Vec<Note>) {
    let mut laid = Laid { labels, notes: Vec::new() };
    (laid.claim(claim), laid.notes)
}

/// Text on one line per line of its own.
fn plain_runs(text: &str) -> Vec<Run> {
    let mut runs = Vec::new();
    for line in clean::lines(text) {
        if !runs.is_empty() {
            runs.push(Run::Break);
        }
        runs.push(Run::words(line));
    }
    runs
}

fn heading(level: u8, words: &str) -> Block {
    Block::Heading { level, number: None, runs: plain_runs(&clean::line(words)) }
}

/// What is laid out so far.
struct Laid<'a> {
    labels: &'a Labels,
    notes: Vec<Note>,
}

impl Laid<'_> {
    fn parts(&mut self, document: &Document) -> Vec<Part> {
        let labels = self.labels;
        let mut parts = vec![Part { kind: PartKind::Opening, blocks: opening(document) }];
        let mut add = |kind, blocks: Vec<Block>| {
            if !blocks.is_empty() {
                parts.push(Part { kind, blocks });
            }
        };
        add(PartKind::Summary, told(&labels.summary, &document.summary, ""));
        for place in 0..document.sections.len() {
            add(PartKind::Section, self.section(document, place));
        }
        add(PartKind::Voices, self.voices(&document.voices));
        add(PartKind::Leverage, self.leverage(&document.leverage));
        add(PartKind::Against, told(&labels.against, &document.against, &labels.against_none));
        add(PartKind::NextScope, told(&labels.next_scope, &document.next_scope, ""));
        add(PartKind::Portfolio, self.portfolio(&document.portfolio));
        parts
    }

    fn section(&mut self, document: &Document, place: usize) -> Vec<Block> {
        let Some(section) = document.sections.get(place) else { return Vec::new() };
        let (number, words) = document.heading(place);
        let runs = plain_runs(&clean::line(&words));
        let mut blocks = vec![Block::Heading { level: 2, number, runs }];
        blocks.extend(prose::blocks(&section.intro, 2));
        blocks.extend(section.claims.iter().map(|claim| self.claim(claim)));
        blocks
    }

    fn claim(&mut self, claim: &Claim) -> Block {
        let mut blocks = Vec::new();
        if let Some(own) = claim.heading.as_deref().map(clean::line).filter(|own| !own.is_empty()) {
            blocks.push(heading(3, &own));
        }
        let mut runs = plain_runs(&claim.sentence);
        let steps: Vec<_> = claim.steps().iter().map(|step| plain_runs(step)).collect();
        if !steps.is_empty() {
            let number = self.notes.len() + 1;
            runs.push(Run::Mark { note: number });
            self.notes.push(Note { number, steps });
        }
        blocks.push(Block::Paragraph { role: Role::Sentence, runs });
        let rows = self.facts(claim);
        if !rows.is_empty() {
            blocks.push(Block::Facts { rows });
        }
        Block::Group { kind: GroupKind::Claim, blocks }
    }

    fn facts(&self, claim: &Claim) -> Vec<Fact> {
        let labels = self.labels;
        let one = |text: Option<&str>| {
            let runs = plain_runs(text.unwrap_or_default());
            if runs.is_empty() { Vec::new() } else { vec![runs] }
        };
        let evidence = claim.evidence.iter().map(|line| evidence(line, labels)).collect();
        let credits = claim.credits().iter().map(|credit| plain_runs(credit)).collect();
        let rows = [
            (FactKind::Figure, &labels.figure, one(claim.figure.as_deref())),
            (FactKind::Status, &labels.status, one(claim.status_note.as_deref())),
            (
                FactKind::Counterfactual,
                &labels.counterfactual,
                one(claim.counterfactual.as_deref()),
            ),
            (FactKind::Evidence, &labels.evidence, evidence),
            (FactKind::Credits, &labels.credits, credits),
            (FactKind::Written, &labels.written, one(claim.written(labels).as_deref())),
        ];
        rows.into_iter()
            .filter(|(.., items)| !items.is_empty())
            .map(|(kind, label, items)| Fact { kind, label: label.clone(), items })
            .collect()
    }

    fn voices(&self, voices: &[Voice]) -> Vec<Block> {
        let labels = self.labels;
        let mut blocks = Vec::new();
        for voice in voices {
            let quote = clean::lines(&voice.quote).join("\n");
            if quote.is_empty() {
                continue;
            }
            let quote = format!("{}{quote}{}", labels.open_quote, labels.close_quote);
            blocks.push(Block::Quote {
                blocks: vec![Block::Paragraph { role: Role::Prose, runs: plain_runs(&quote) }],
                source: plain_runs(&voice.source(labels)),
            });
        }
        under(&labels.voices, blocks)
    }

    fn leverage(&self, people: &[Growth]) -> Vec<Block> {
        let groups = people
            .iter()
            .map(|one| group(GroupKind::Growth, &one.who, &one.facts(self.labels)))
            .collect();
        under(&self.labels.leverage, groups)
    }

    fn portfolio(&self, projects: &[Project]) -> Vec<Block> {
        let groups = projects
            .iter()
            .map(|one| group(GroupKind::Project, &one.name, &one.facts(self.labels)))
            .collect();
        under(&self.labels.portfolio, groups)
    }
}

/// `blocks` under a part's heading; nothing where there are none.
fn under(words: &str, blocks: Vec<Block>) -> Vec<Block> {
    if blocks.is_empty() {
        blocks
    } else {
        std::iter::once(heading(2, words)).chain(blocks).collect()
    }
}

fn group(kind: GroupKind, name: &str, facts: &[(&str, String)]) -> Block {
    let rows: Vec<_> = facts
        .iter()
        .map(|(label, words)| Fact {
            kind: FactKind::Plain,
            label: (*label).to_owned(),
            items: vec![plain_runs(words)],
        })
        .collect();
    let mut blocks = vec![heading(3, name)];
    if !rows.is_empty() {
        blocks.push(Block::Facts { rows });
    }
    Block::Group { kind, blocks }
}

fn opening(document: &Document) -> Vec<Block> {
    let mut blocks = Vec::new();
    let author = plain_runs(&document.author);
    if !author.is_empty() {
        blocks.push(Block::Paragraph { role: Role::Author, runs: author });
    }
    blocks.insert(0, heading(1, &document.printed_title()));
    blocks.extend(
        document
            .standing()
            .iter()
            .map(|line| Block::Paragraph { role: Role::Standing, runs: plain_runs(line) }),
    );
    blocks
}

/// The user's prose under a heading; `blank` stands where there is none, if it says anything.
fn told(words: &str, source: &str, blank: &str) -> Vec<Block> {
    let mut blocks = prose::blocks(source, 2);
    if blocks.is_empty() && !blank.is_empty() {
        blocks.push(Block::Paragraph { role: Role::Blank, runs: plain_runs(blank) });
    }
    under(words, blocks)
}

fn evidence(line: &EvidenceLine, labels: &Labels) -> Vec<Run> {
    let mut words = String::new();
    let reference = clean::line(&line.reference);
    if !reference.is_empty() {
        words.push_str(&labels.colon);
        words.push_str(&reference);
    }
    if let Some(dated) = line.dated {
        words.push_str(&format!(", {}", labels.day(dated)));
    }
    vec![
        Run::Tally { strokes: line.strokes(), name: line.of_five(labels) },
        Run::words(format!(" {}", clean::line(&line.grade_name))),
        Run::words(words),
    ]
}
