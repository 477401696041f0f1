//! The packet as plain text, and how long it is: what forms count and what a reader reads aloud.

use crate::document::{Claim, Document, EvidenceLine};
use crate::{Labels, clean, prose};

/// The document as plain text, one line for each thing said, a blank line between blocks.
#[must_use]
pub fn plain(document: &Document) -> String {
    let mut text = blocks(document).iter().map(|lines| lines.join("\n")).collect::<Vec<_>>();
    text.retain(|block| !block.is_empty());
    let mut text = text.join("\n\n");
    text.push('\n');
    text
}

/// Characters (graphemes) of the exported text, footnotes included. Line ends are not counted,
/// so that the parts add up to the whole.
#[must_use]
pub fn characters(document: &Document) -> usize {
    blocks(document).iter().flatten().map(|line| clean::graphemes(line)).sum()
}

/// Characters (graphemes) of one section's exported text: its heading, its claims and the steps
/// that print as their footnotes.
#[must_use]
pub fn section_characters(document: &Document, place: usize) -> usize {
    let Some(section) = document.sections.get(place) else { return 0 };
    let heading = clean::graphemes(&section_heading(document, place));
    let claims = section.claims.iter().map(|claim| claim_characters(claim, &document.labels));
    heading + claims.sum::<usize>()
}

/// Characters (graphemes) of one claim's exported text, the steps of its footnote included.
#[must_use]
pub fn claim_characters(claim: &Claim, labels: &Labels) -> usize {
    claim_lines(claim, labels).iter().map(|line| clean::graphemes(line)).sum()
}

fn blocks(document: &Document) -> Vec<Vec<String>> {
    let labels = &document.labels;
    let title = clean::line(&document.title);
    let mut opening = vec![if title.is_empty() { labels.untitled.clone() } else { title }];
    opening.extend(clean::lines(&document.author));
    opening.extend(document.standing());
    let mut blocks = vec![opening];
    blocks.extend(prose_block(&labels.summary, &document.summary, None));
    for (place, section) in document.sections.iter().enumerate() {
        blocks.push(vec![section_heading(document, place)]);
        blocks.extend(section.claims.iter().map(|claim| claim_lines(claim, labels)));
    }
    blocks.extend(prose_block(&labels.against, &document.against, Some(&labels.against_none)));
    blocks.extend(prose_block(&labels.next_scope, &document.next_scope, None));
    blocks
}

fn prose_block(heading: &str, source: &str, blank: Option<&String>) -> Option<Vec<String>> {
    let mut lines = prose::plain_lines(source);
    if lines.is_empty() {
        lines.extend(blank.cloned());
    }
    (!lines.is_empty()).then(|| std::iter::once(heading.to_owned()).chain(lines).collect())
}

fn section_heading(document: &Document, place: usize) -> String {
    match document.heading(place) {
        (Some(number), words) => format!("{number}. {words}"),
        (None, words) => words,
    }
}

fn claim_lines(claim: &Claim, labels: &Labels) -> Vec<String> {
    let mut lines: Vec<String> =
        claim.heading.iter().chain([&claim.sentence]).flat_map(|text| clean::lines(text)).collect();
    let facts = [
        (&labels.figure, &claim.figure),
        (&labels.status, &claim.status_note),
        (&labels.counterfactual, &claim.counterfactual),
    ];
    for (label, words) in facts {
        let words = clean::line(words.as_deref().unwrap_or_default());
        if !words.is_empty() {
            lines.push(format!("{label}{}{words}", labels.colon));
        }
    }
    let evidence = claim.evidence.iter().map(|line| evidence(line, labels));
    lines.extend(evidence.map(|words| format!("{}{}{words}", labels.evidence, labels.colon)));
    lines.extend(claim.credits());
    lines.extend(
        claim.written(labels).map(|words| format!("{}{}{words}", labels.written, labels.colon)),
    );
    lines.extend(claim.steps());
    lines
}

fn evidence(line: &EvidenceLine, labels: &Labels) -> String {
    let mut words = format!("{} ({})", clean::line(&line.grade_name), line.of_five(labels));
    let reference = clean::line(&line.reference);
    if !reference.is_empty() {
        words.push_str(&labels.colon);
        words.push_str(&reference);
    }
    if let Some(dated) = line.dated {
        words.push_str(&format!(", {}", labels.day(dated)));
    }
    words
}
