//! `show`: one entry with everything that came of it.

use std::io::{self, Write};

use clap::Args;
use ledgerline_core::entry::{Entry, Sensitivity};
use ledgerline_core::kind::Kind;
use ledgerline_core::outcome::record::Outcome as Came;
use ledgerline_core::wire::{EntryView, OutcomeView};

use crate::call::Call;
use crate::failure::Outcome;
use crate::ledger::{status, strokes};
use crate::paper::{Ink, Paper, lines};
use crate::words::spelled;

/// Show an entry and what came of it
#[derive(Args)]
pub(crate) struct Show {
    /// The entry's id, or the end or the beginning of it
    id: String,
}

impl Show {
    pub(crate) fn run(self, call: &mut Call) -> Outcome {
        let journal = call.open()?;
        let view = journal.entry(journal.find_entry(&self.id)?, &call.now)?;
        let currency = journal.settings()?.currency;
        print(&view, &currency, call)
    }
}

/// Prints an entry after it was looked at or changed.
pub(crate) fn print(view: &EntryView, currency: &str, call: &mut Call) -> Outcome {
    if call.json {
        return call.print_json(view);
    }
    let mut page = Page { out: &mut call.out, paper: call.paper };
    page.entry(&view.entry)?;
    if view.outcomes.is_empty() {
        let nothing = match (view.entry.no_outcome, view.loose) {
            (true, _) => "no outcome, and that is fine",
            (false, true) => "a loose end: nothing came of it yet",
            (false, false) => "nothing came of it",
        };
        page.fact("", nothing)?;
    }
    for outcome in &view.outcomes {
        page.outcome(outcome, currency)?;
    }
    Ok(())
}

struct Page<'a, W> {
    out: &'a mut W,
    paper: Paper,
}

impl<W: Write> Page<'_, W> {
    fn entry(&mut self, entry: &Entry) -> io::Result<()> {
        for line in lines(&entry.text, self.paper.width()) {
            writeln!(self.out, "{}", self.paper.ink(Ink::Strong, &line))?;
        }
        self.fact("id", &entry.id.to_string())?;
        self.fact("day", &entry.day.to_string())?;
        self.fact("written", &entry.captured_at.format("%Y-%m-%d %H:%M %:z").to_string())?;
        self.fact("kind", entry.kind.map_or("", Kind::name))?;
        let people: Vec<&str> = entry.people.iter().map(|person| person.name.as_str()).collect();
        self.fact("with", &people.join(", "))?;
        self.fact("goal", entry.goal.as_ref().map_or("", |goal| &goal.name))?;
        self.fact("tags", &entry.tags.join(", "))?;
        self.fact("ask on", &entry.ask_on.map(|day| day.to_string()).unwrap_or_default())?;
        if entry.sensitivity == Sensitivity::Confidential {
            self.fact("sensitivity", "confidential: it cannot leave the journal")?;
        }
        for (question, answer) in entry.fields.iter().flat_map(|fields| fields.answers()) {
            self.fact(&question.replace('_', " "), answer)?;
        }
        self.fact("body", &entry.body)?;
        self.fact("private note", &entry.private_note)
    }

    fn outcome(&mut self, view: &OutcomeView, currency: &str) -> io::Result<()> {
        let outcome = &view.outcome;
        writeln!(self.out)?;
        for (index, line) in lines(&outcome.statement, self.paper.width() - 2).iter().enumerate() {
            let arrow = if index == 0 { "→ " } else { "  " };
            writeln!(self.out, "{arrow}{}", self.paper.ink(Ink::Blue, line))?;
        }
        self.fact("id", &outcome.id.to_string())?;
        self.fact("category", outcome.category.map_or("", |category| category.name()))?;
        let figure = outcome.figure.as_ref().map(|figure| figure.text(currency));
        self.fact("figure", &figure.unwrap_or_default())?;
        for step in &view.steps {
            self.fact("", step)?;
        }
        self.fact("status", &status(outcome.status))?;
        self.fact("look again", &outcome.check_on.map(|day| day.to_string()).unwrap_or_default())?;
        self.whose(outcome)?;
        self.fact("evidence", &strokes(view.grade))?;
        for item in &outcome.evidence {
            self.fact("", &format!("{}: {}", item.grade.number(), item.reference))?;
        }
        self.fact("reads as", &view.reads_as)?;
        for again in &view.count_once {
            self.fact("count once?", &again.statement)?;
        }
        for caution in &view.cautions {
            self.fact("mind", &caution.replace('-', " "))?;
        }
        Ok(())
    }

    /// What others did, what I did, and what would have come anyway.
    fn whose(&mut self, outcome: &Came) -> io::Result<()> {
        let anyway = outcome.counterfactual.anyway.map(percent).unwrap_or_default();
        let otherwise = [outcome.counterfactual.text.as_str(), anyway.as_str()];
        self.fact("had I not", &join(&otherwise))?;
        for credit in &outcome.credits {
            self.fact("credit", &join(&[&credit.name, &credit.did]))?;
        }
        let share = outcome.share.map(percent).unwrap_or_default();
        let part = outcome.part.as_ref().map(spelled).unwrap_or_default();
        self.fact("my part", &join(&[&part, &share]))
    }

    fn fact(&mut self, name: &str, value: &str) -> io::Result<()> {
        if value.trim().is_empty() {
            return Ok(());
        }
        for (index, line) in lines(value, self.paper.width() - 15).iter().enumerate() {
            let name = if index == 0 { name } else { "" };
            let margin = self.paper.ink(Ink::Faint, &format!("{name:>13}  "));
            writeln!(self.out, "{margin}{line}")?;
        }
        Ok(())
    }
}

fn join(parts: &[&str]) -> String {
    let said: Vec<&str> = parts.iter().copied().filter(|part| !part.is_empty()).collect();
    said.join(": ")
}

fn percent(range: ledgerline_core::figure::Range) -> String {
    if range.low == range.high {
        return format!("{}%", range.likely);
    }
    format!("{}% ({}% to {}%)", range.likely, range.low, range.high)
}
