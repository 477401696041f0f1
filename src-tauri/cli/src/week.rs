//! `week`: the facts of a week, and closing it.

use std::io::Write;

use clap::Args;
use ledgerline_core::journal::Journal;
use ledgerline_core::kind::Kind;
use ledgerline_core::time::Week as IsoWeek;
use ledgerline_core::wire::{WeekClose, WeekView};

use crate::call::Call;
use crate::failure::{Failure, Outcome};
use crate::ledger;
use crate::paper::{Ink, count, lines};
use crate::words::spelled;

/// Show a week: facts, loose ends, note; or close it
#[derive(Args)]
pub(crate) struct Week {
    /// Such as 2026-W47; this week when left out
    #[arg(value_name = "YYYY-Www")]
    week: Option<IsoWeek>,
    /// Close the week with what is given below; every part may be left out
    #[arg(long, conflicts_with = "reopen")]
    close: bool,
    /// Open a closed week again
    #[arg(long)]
    reopen: bool,
    /// The line worth keeping
    #[arg(long, value_name = "TEXT", requires = "close")]
    best: Option<String>,
    /// What to raise
    #[arg(long, value_name = "TEXT", requires = "close")]
    raise: Option<String>,
    /// One intention for next week
    #[arg(long, value_name = "TEXT", requires = "close")]
    intention: Option<String>,
    /// An answer, in the order the questions are shown; once for each
    #[arg(long, value_name = "TEXT", requires = "close")]
    answer: Vec<String>,
}

impl Week {
    pub(crate) fn run(self, call: &mut Call) -> Outcome {
        let week = self.week.unwrap_or_else(|| IsoWeek::of(call.now.day()));
        let mut journal = call.open()?;
        let view = journal.week(week, &call.now)?;
        let view = if self.close {
            let close = self.note(&view)?;
            journal.close_week(week, &close, &call.now)?
        } else if self.reopen {
            journal.reopen_week(week, &call.now)?
        } else {
            view
        };
        if call.json {
            return call.print_json(&view);
        }
        print(&view, &journal, call)
    }

    /// What the week is closed with.
    fn note(self, view: &WeekView) -> Outcome<WeekClose> {
        if self.answer.len() > view.questions.len() {
            let asked = count(view.questions.len() as u64, "question", "questions");
            return Err(Failure::Usage(format!("the week asks {asked}; there are more answers")));
        }
        let mut reflections = view.questions.clone();
        for (question, answer) in reflections.iter_mut().zip(self.answer) {
            question.answer = answer;
        }
        Ok(WeekClose {
            best_line: self.best.unwrap_or_default(),
            to_raise: self.raise.unwrap_or_default(),
            intention: self.intention.unwrap_or_default(),
            reflections,
            ..WeekClose::default()
        })
    }
}

fn print(view: &WeekView, journal: &Journal, call: &mut Call) -> Outcome {
    let paper = call.paper;
    let currency = journal.settings()?.currency;
    let title = format!("{}, {} to {}", view.week, view.from, view.to);
    writeln!(call.out, "{}", paper.ink(Ink::Strong, &title))?;
    let entries = count(view.entries.len() as u64, "entry", "entries");
    writeln!(call.out, "{entries}, {} mapped", view.mapped)?;
    if let Some(intention) = &view.intention {
        say("Intention", intention, call)?;
    }
    writeln!(call.out)?;
    for entry in &view.entries {
        ledger::row(&mut call.out, entry, &currency, paper)?;
    }
    facts(view, &currency, call)?;
    waiting(view, &currency, call)?;
    note(view, call)
}

fn facts(view: &WeekView, currency: &str, call: &mut Call) -> Outcome {
    let kinds = view.by_kind.iter().filter(|kind| kind.entries > 0);
    let kinds: Vec<String> = kinds
        .map(|kind| format!("{} {}", kind.kind.map_or("no kind", Kind::name), kind.entries))
        .collect();
    say("Kinds", &kinds.join(", "), call)?;
    let families = view.by_family.iter().map(|family| {
        let usual = family.usual.map(|usual| format!(" (usual {usual:.1})")).unwrap_or_default();
        format!("{} {}{usual}", spelled(&family.family), family.entries)
    });
    say("Families", &families.collect::<Vec<_>>().join(", "), call)?;
    for total in &view.totals {
        let figure = ledgerline_core::figure::Range {
            low: total.low,
            likely: total.likely,
            high: total.high,
        }
        .of(total.unit.clone().into());
        let outcomes = count(total.outcomes, "outcome", "outcomes");
        say("Total", &format!("{} from {outcomes}", figure.text(currency)), call)?;
    }
    say("Not credited", &view.not_credited.join(", "), call)
}

fn waiting(view: &WeekView, currency: &str, call: &mut Call) -> Outcome {
    for due in &view.due {
        say("Due", &format!("{}: {}", due.on, due.text), call)?;
    }
    if view.loose.is_empty() {
        return Ok(());
    }
    let paper = call.paper;
    writeln!(call.out, "\n{}", paper.ink(Ink::Strong, "Loose ends"))?;
    for entry in &view.loose {
        ledger::row(&mut call.out, entry, currency, paper)?;
    }
    if view.more_loose > 0 {
        writeln!(call.out, "and {} more, any time", view.more_loose)?;
    }
    Ok(())
}

fn note(view: &WeekView, call: &mut Call) -> Outcome {
    let Some(note) = &view.note else { return Ok(()) };
    let paper = call.paper;
    writeln!(call.out, "\n{}", paper.ink(Ink::Strong, &format!("Closed {}", note.closed_at)))?;
    say("Best line", &note.close.best_line, call)?;
    say("To raise", &note.close.to_raise, call)?;
    say("Intention", &note.close.intention, call)?;
    for reflection in &note.close.reflections {
        if !reflection.answer.trim().is_empty() {
            say(&reflection.words, "", call)?;
            say("", &reflection.answer, call)?;
        }
    }
    Ok(())
}

/// A fact with its name, or the name alone as a heading.
fn say(name: &str, words: &str, call: &mut Call) -> Outcome {
    if words.trim().is_empty() && name.len() < 16 {
        return Ok(());
    }
    if words.is_empty() {
        return Ok(writeln!(call.out, "{}", crate::paper::safe(name))?);
    }
    for (index, line) in lines(words, call.paper.width() - 15).iter().enumerate() {
        let name = if index == 0 { name } else { "" };
        let margin = call.paper.ink(Ink::Faint, &format!("{name:>13}  "));
        writeln!(call.out, "{margin}{line}")?;
    }
    Ok(())
}
