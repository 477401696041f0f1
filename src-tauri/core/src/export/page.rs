//! Markdown to read: a heading for each month and day, an item for each entry, what came of it
//! below.

use std::io::{self, Write};

use ledgerline_packet::escaped_line;

use super::Contents;
use crate::entry::{Entry, Sensitivity};
use crate::outcome::record::Outcome;

/// Writes entries by month and day, oldest first, with their outcomes. The user's lines are plain
/// text and are escaped; the longer text is the user's own Markdown and is not.
///
/// # Errors
/// The target failed.
pub fn markdown(contents: &Contents<'_>, to: &mut dyn Write) -> io::Result<()> {
    let mut entries: Vec<&Entry> = contents.entries.iter().collect();
    entries.sort_by_key(|entry| (entry.day, entry.id));
    let came_of = contents.came_of();
    writeln!(to, "# Ledgerline")?;
    let (mut month, mut day) = (None, None);
    for entry in entries {
        let of_month = entry.day.format("%B %Y").to_string();
        if month.as_ref() != Some(&of_month) {
            writeln!(to, "\n## {of_month}")?;
            month = Some(of_month);
        }
        if day != Some(entry.day) {
            writeln!(to, "\n### {}\n", entry.day.format("%A, %-d %B %Y"))?;
            day = Some(entry.day);
        }
        let outcomes = came_of.get(&entry.id).map_or(&[][..], Vec::as_slice);
        item(entry, outcomes, contents.private, to)?;
    }
    Ok(())
}

fn item(entry: &Entry, outcomes: &[&Outcome], private: bool, to: &mut dyn Write) -> io::Result<()> {
    let kind = entry.kind.map_or_else(String::new, |kind| format!("**{}** ", kind.name()));
    writeln!(to, "- {kind}{}", escaped_line(&entry.text))?;
    let people: Vec<_> = entry.people.iter().map(|person| person.name.as_str()).collect();
    field(to, "With", &people.join(", "))?;
    field(to, "Goal", entry.goal.as_ref().map_or("", |goal| &goal.name))?;
    field(to, "Tags", &entry.tags.join(", "))?;
    if entry.sensitivity == Sensitivity::Confidential {
        writeln!(to, "  - Confidential")?;
    }
    for outcome in outcomes {
        came_of_it(outcome, to)?;
    }
    if private {
        field(to, "Private note", &entry.private_note)?;
    }
    if !entry.body.trim().is_empty() {
        writeln!(to)?;
        for line in entry.body.trim_end().lines() {
            let indent = if line.is_empty() { "" } else { "  " };
            writeln!(to, "{indent}{line}")?;
        }
        writeln!(to)?;
    }
    Ok(())
}

fn came_of_it(outcome: &Outcome, to: &mut dyn Write) -> io::Result<()> {
    field(to, "Came of it", &outcome.statement)?;
    let mut facts = vec![outcome.status.name().to_owned()];
    if let Some(figure) = &outcome.figure {
        let (low, likely, high) = (figure.low, figure.likely, figure.high);
        facts.push(format!("{likely} {} ({low} to {high})", figure.unit.name()));
    }
    facts.push(outcome.grade().name().to_owned());
    writeln!(to, "    - {}", escaped_line(&facts.join(", ")))?;
    if !outcome.counterfactual.text.trim().is_empty() {
        writeln!(to, "    - Had I done nothing: {}", escaped_line(&outcome.counterfactual.text))?;
    }
    Ok(())
}

fn field(to: &mut dyn Write, label: &str, words: &str) -> io::Result<()> {
    if words.trim().is_empty() {
        return Ok(());
    }
    writeln!(to, "  - {label}: {}", escaped_line(words))
}
