//! The packet as Markdown: CommonMark with footnotes, the user's plain text escaped so that none
//! of it turns into formatting.

use crate::document::{Claim, Document, EvidenceLine};
use crate::{Labels, clean, prose};

/// The document as Markdown.
#[must_use]
pub fn markdown(document: &Document) -> String {
    let mut blocks = opening(document);
    let labels = &document.labels;
    if !document.summary.trim().is_empty() {
        blocks.push(heading(2, &labels.summary));
        blocks.push(prose::markdown(&document.summary, 2));
    }
    let mut notes = Vec::new();
    for (place, section) in document.sections.iter().enumerate() {
        let words = match document.heading(place) {
            (Some(number), words) => format!("{number}. {}", escaped(&words)),
            (None, words) => escaped_line(&words),
        };
        blocks.push(format!("## {words}"));
        blocks.push(prose::markdown(&section.intro, 2));
        for claim in &section.claims {
            claim_blocks(claim, labels, &mut notes, &mut blocks);
        }
    }
    blocks.extend(voices(document));
    let growth = document.leverage.iter().map(|one| (&one.who, one.facts(labels)));
    blocks.extend(people_or_projects(&labels.leverage, growth.collect(), labels));
    blocks.push(heading(2, &labels.against));
    let against = prose::markdown(&document.against, 2);
    blocks.push(if against.is_empty() { escaped_line(&labels.against_none) } else { against });
    if !document.next_scope.trim().is_empty() {
        blocks.push(heading(2, &labels.next_scope));
        blocks.push(prose::markdown(&document.next_scope, 2));
    }
    let projects = document.portfolio.iter().map(|one| (&one.name, one.facts(labels)));
    blocks.extend(people_or_projects(&labels.portfolio, projects.collect(), labels));
    blocks.extend(notes);
    blocks.retain(|block| !block.is_empty());
    let mut text = blocks.join("\n\n");
    text.push('\n');
    text
}

fn opening(document: &Document) -> Vec<String> {
    let title = clean::line(&document.title);
    let title = if title.is_empty() { &document.labels.untitled } else { &title };
    let mut blocks = vec![heading(1, title), escaped_lines(&document.author, "")];
    blocks.extend(document.standing().iter().map(|line| escaped_line(line)));
    blocks
}

fn voices(document: &Document) -> Vec<String> {
    let labels = &document.labels;
    let mut blocks = Vec::new();
    for voice in &document.voices {
        let quote = clean::lines(&voice.quote).join("\n");
        if quote.is_empty() {
            continue;
        }
        let quote = format!("{}{quote}{}", labels.open_quote, labels.close_quote);
        let source = escaped(&voice.source(labels));
        let source =
            if source.is_empty() { source } else { format!("\n>\n> {}{source}", labels.speaker) };
        blocks.push(format!("> {}{source}", escaped_lines(&quote, "> ")));
    }
    headed(&labels.voices, blocks)
}

fn people_or_projects(
    words: &str,
    groups: Vec<(&String, Vec<(&str, String)>)>,
    labels: &Labels,
) -> Vec<String> {
    let mut blocks = Vec::new();
    for (name, facts) in groups {
        blocks.push(heading(3, name));
        let colon = escaped(&labels.colon);
        let line = |(label, words): &(&str, String)| {
            format!("- {}{colon}{}", escaped_line(label), escaped(words))
        };
        blocks.push(facts.iter().map(line).collect::<Vec<_>>().join("\n"));
    }
    headed(words, blocks)
}

fn headed(words: &str, blocks: Vec<String>) -> Vec<String> {
    if blocks.is_empty() {
        blocks
    } else {
        std::iter::once(heading(2, words)).chain(blocks).collect()
    }
}

fn heading(level: usize, words: &str) -> String {
    format!("{} {}", "#".repeat(level), escaped_line(&clean::line(words)))
}

fn claim_blocks(claim: &Claim, labels: &Labels, notes: &mut Vec<String>, blocks: &mut Vec<String>) {
    if let Some(own) = claim.heading.as_deref().map(clean::line).filter(|own| !own.is_empty()) {
        blocks.push(heading(3, &own));
    }
    let mut sentence = escaped_lines(&claim.sentence, "");
    let steps = claim.steps();
    if !steps.is_empty() {
        let number = notes.len() + 1;
        sentence.push_str(&format!("[^{number}]"));
        notes.push(note(number, &steps, labels));
    }
    blocks.push(sentence);
    blocks.push(facts(claim, labels).join("\n"));
}

fn note(number: usize, steps: &[String], labels: &Labels) -> String {
    let steps: Vec<_> = steps.iter().map(|step| format!("    - {}", escaped_line(step))).collect();
    format!("[^{number}]: {}\n\n{}", escaped_line(&labels.notes), steps.join("\n"))
}

fn facts(claim: &Claim, labels: &Labels) -> Vec<String> {
    let mut items = Vec::new();
    let mut item = |label: &str, words: Option<&str>| {
        let words = escaped_lines(words.unwrap_or_default(), "  ");
        if !words.is_empty() {
            items.push(format!("- {}{}{words}", escaped_line(label), escaped(&labels.colon)));
        }
    };
    item(&labels.figure, claim.figure.as_deref());
    item(&labels.status, claim.status_note.as_deref());
    item(&labels.counterfactual, claim.counterfactual.as_deref());
    let evidence = claim.evidence.iter().map(|line| evidence(line, labels)).collect();
    items.extend(sublist(&labels.evidence, labels, evidence));
    let credits = claim.credits().iter().map(|credit| escaped_line(credit)).collect();
    items.extend(sublist(&labels.credits, labels, credits));
    if let Some(written) = claim.written(labels) {
        let (label, colon) = (escaped_line(&labels.written), escaped(&labels.colon));
        items.push(format!("- {label}{colon}{}", escaped(&written)));
    }
    items
}

fn sublist(label: &str, labels: &Labels, lines: Vec<String>) -> Option<String> {
    let label = format!("- {}{}", escaped_line(label), escaped(labels.colon.trim_end()));
    let lines: Vec<_> = lines.into_iter().map(|line| format!("  - {line}")).collect();
    (!lines.is_empty()).then(|| format!("{label}\n{}", lines.join("\n")))
}

fn evidence(line: &EvidenceLine, labels: &Labels) -> String {
    let grade = format!("{} ({})", clean::line(&line.grade_name), line.of_five(labels));
    let mut words = escaped_line(&grade);
    let reference = clean::line(&line.reference);
    if !reference.is_empty() {
        words.push_str(&escaped(&labels.colon));
        words.push_str(&escaped(&reference));
    }
    if let Some(dated) = line.dated {
        words.push_str(&format!(", {}", escaped(&labels.day(dated))));
    }
    words
}

/// Plain text of one or more lines, as Markdown that reads back word for word. Each further line
/// begins with `indent`.
pub(crate) fn escaped_lines(text: &str, indent: &str) -> String {
    let lines: Vec<_> = clean::lines(text).iter().map(|line| escaped_line(line)).collect();
    lines.join(&format!("\\\n{indent}"))
}

/// Plain text as one line of Markdown that reads back word for word, also at the start of a block,
/// where a bullet, a number or a rule would be read as such.
#[must_use]
pub fn escaped_line(line: &str) -> String {
    let line = clean::line(line);
    let digits = line.chars().take_while(char::is_ascii_digit).count();
    let rest = &line[digits..];
    if digits > 0 && rest.starts_with(['.', ')']) {
        return format!("{}\\{}", &line[..digits], escaped(rest));
    }
    match line.chars().next() {
        Some(first @ ('-' | '+' | '=' | '>' | ':')) => {
            format!("\\{first}{}", escaped(&line[1..]))
        }
        _ => escaped(&line),
    }
}

/// Text within a line. Everything is escaped that any common flavour of Markdown would act on.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for (at, character) in text.char_indices() {
        let acts = match character {
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '~' | '|' | '$' | '^' => true,
            '&' => text[at + 1..].starts_with(|next: char| next == '#' || next.is_alphabetic()),
            _ => false,
        };
        if acts {
            out.push('\\');
        }
        out.push(character);
    }
    out
}
