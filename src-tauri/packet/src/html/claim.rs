//! One claim as HTML: the sentence, its figure between sum rules, what supports it, who did what.

use super::{ID, Page, escaped, lines};
use crate::Labels;
use crate::clean;
use crate::document::{Claim, EvidenceLine};

impl Page<'_> {
    pub(super) fn claim(&self, claim: &Claim, notes: &mut Vec<String>) -> String {
        let labels = &self.document.labels;
        let mut out = String::from("<article class=\"claim\">\n");
        if let Some(own) = claim.heading.as_deref().map(lines).filter(|own| !own.is_empty()) {
            out.push_str(&self.heading(2, "", &own));
        }
        let reference = footnote(claim, labels, notes);
        let sentence = lines(&claim.sentence);
        out.push_str(&format!(
            "<p class=\"sentence\"><bdi>{sentence}</bdi>{reference}</p>\n{}</article>\n",
            facts(claim, labels)
        ));
        out
    }
}

/// The mark after the sentence; the note itself goes to the end of the document.
fn footnote(claim: &Claim, labels: &Labels, notes: &mut Vec<String>) -> String {
    let steps = claim.steps();
    if steps.is_empty() {
        return String::new();
    }
    let number = notes.len() + 1;
    let steps: String =
        steps.iter().map(|step| format!("<li dir=\"auto\">{}</li>\n", escaped(step))).collect();
    notes.push(format!(
        "<li id=\"{ID}-note-{number}\"><ul class=\"steps\">\n{steps}</ul>\n\
         <a class=\"back\" role=\"doc-backlink\" href=\"#{ID}-ref-{number}\">{back}</a></li>\n",
        back = escaped(&format!("{} ({number})", labels.back)),
    ));
    let name = escaped(&labels.fill(&labels.note, &[("note", &number.to_string())]));
    format!(
        "<sup><a class=\"note\" role=\"doc-noteref\" id=\"{ID}-ref-{number}\" \
         href=\"#{ID}-note-{number}\" aria-label=\"{name}\">{number}</a></sup>"
    )
}

fn facts(claim: &Claim, labels: &Labels) -> String {
    let mut rows = String::new();
    let mut row = |class: &str, label: &str, words: String| {
        if !words.is_empty() {
            let label = escaped(label);
            rows.push_str(&format!(
                "<div class=\"{class}\"><dt>{label}</dt>\n<dd>{words}</dd></div>\n"
            ));
        }
    };
    let optional = |words: &Option<String>| bdi(&lines(words.as_deref().unwrap_or_default()));
    row("figure", &labels.figure, optional(&claim.figure));
    row("status", &labels.status, optional(&claim.status_note));
    row("counterfactual", &labels.counterfactual, optional(&claim.counterfactual));
    let evidence = claim.evidence.iter().map(|line| evidence(line, labels)).collect();
    row("evidence", &labels.evidence, list(evidence));
    let credits = claim.credits().iter().map(|credit| bdi(&escaped(credit))).collect();
    row("credits", &labels.credits, list(credits));
    row("written", &labels.written, escaped(&claim.written(labels).unwrap_or_default()));
    if rows.is_empty() { rows } else { format!("<dl>\n{rows}</dl>\n") }
}

fn list(items: Vec<String>) -> String {
    let items: String = items.iter().map(|item| format!("<li>{item}</li>\n")).collect();
    if items.is_empty() { items } else { format!("<ul>\n{items}</ul>") }
}

fn evidence(line: &EvidenceLine, labels: &Labels) -> String {
    let mut words = format!(
        "{} <span class=\"grade\">{}</span>",
        tally(line.strokes(), &line.of_five(labels)),
        escaped(&clean::line(&line.grade_name))
    );
    let reference = clean::line(&line.reference);
    if !reference.is_empty() {
        words.push_str(&escaped(&labels.colon));
        words.push_str(&bdi(&escaped(&reference)));
    }
    if let Some(dated) = line.dated {
        let day = escaped(&labels.day(dated));
        words.push_str(&format!(", <time datetime=\"{dated}\">{day}</time>"));
    }
    words
}

/// Tally strokes, the fifth a slash through four. Presentation attributes only, so that they
/// show where no style may.
fn tally(strokes: u8, name: &str) -> String {
    let mut path = String::new();
    for stroke in 0..strokes.min(4) {
        path.push_str(&format!("M{} 1v12", 3 + 4 * stroke));
    }
    match strokes {
        0 => path.push_str("M2 12h14"),
        5 => path.push_str("M1 10.5 17 3.5"),
        _ => {}
    }
    format!(
        "<svg class=\"tally\" role=\"img\" aria-label=\"{}\" width=\"18\" height=\"14\" \
         viewBox=\"0 0 18 14\"><path d=\"{path}\" fill=\"none\" stroke=\"currentColor\" \
         stroke-width=\"1.6\"/></svg>",
        escaped(name)
    )
}

/// Shuts `words` off from the writing direction around them.
fn bdi(words: &str) -> String {
    if words.is_empty() { String::new() } else { format!("<bdi>{words}</bdi>") }
}
