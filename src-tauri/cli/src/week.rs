//! `week`: the facts of a week, and closing it.

use std::io::Write;

use clap::{Args, Subcommand};
use ledgerline_core::journal::Journal;
use ledgerline_core::kind::Kind;
use ledgerline_core::time::Week as IsoWeek;
use ledgerline_core::week::Period;
use ledgerline_core::wire::{UnitTotal, WeekClose, WeekView};

use crate::call::Call;
use crate::failure::{Failure, Outcome};
use crate::ledger;
use crate::paper::{Ink, count, lines};
use crate::words::spelled;

/// Show a week: facts, loose ends, note; or close it
#[derive(Args)]
#[command(args_conflicts_with_subcommands = true)]
pub(crate) struct Week {
    #[command(subcommand)]
    deed: Option<Deed>,
    /// Such as 2026-W47; this week when left out
    #[arg(value_name = "YYYY-Www")]
    week: Option<IsoWeek>,
    /// Close the week with what is given below; every part may be left out
    #[arg(long, conflicts_with = "reopen")]
    close: bool,
    /// Open a closed week again
    #[arg(long)]
    reopen: bool,
    #[command(flatten)]
    note: Note,
}

#[derive(Subcommand)]
enum Deed {
    /// Close a week; every part may be left out
    Close {
        /// Such as 2026-W47; this week when left out
        #[arg(value_name = "YYYY-Www")]
        week: Option<IsoWeek>,
        #[command(flatten)]
        note: Note,
    },
    /// Open a closed week again
    Reopen {
        /// Such as 2026-W47; this week when left out
        #[arg(value_name = "YYYY-Www")]
        week: Option<IsoWeek>,
    },
    /// Put a loose end off until next week
    Later {
        /// The entry's id, or the end or the beginning of it
        entry: String,
    },
    /// A month (2026-11) or a quarter (2026-Q4), rolled up from its weeks
    Roll {
        /// Such as 2026-11 or 2026-Q4; this quarter when left out
        period: Option<String>,
        /// The answer to the quarter's question
        #[arg(long, value_name = "TEXT")]
        answer: Option<String>,
    },
}

/// What a week is closed with.
#[derive(Args)]
struct Note {
    /// The line worth keeping
    #[arg(long, visible_alias = "best-line", value_name = "TEXT")]
    best: Option<String>,
    /// What to raise
    #[arg(long, visible_alias = "to-raise", value_name = "TEXT")]
    raise: Option<String>,
    /// One intention for next week
    #[arg(long, value_name = "TEXT")]
    intention: Option<String>,
    /// An answer, in the order the questions are shown; once for each
    #[arg(long, value_name = "TEXT")]
    answer: Vec<String>,
    /// An entry to mark for an update or a packet, three at most; once for each
    #[arg(long, value_name = "ENTRY")]
    mark: Vec<String>,
    /// An unclosed week before it to close along; once for each
    #[arg(long, value_name = "YYYY-Www")]
    also: Vec<IsoWeek>,
}

impl Week {
    pub(crate) fn run(self, call: &mut Call) -> Outcome {
        let this = IsoWeek::of(call.now.day());
        let mut journal = call.open()?;
        let now = call.now.clone();
        let view = match self.deed {
            Some(Deed::Close { week, note }) => {
                close(&mut journal, week.unwrap_or(this), note, call)?
            }
            Some(Deed::Reopen { week }) => journal.reopen_week(week.unwrap_or(this), &now)?,
            Some(Deed::Later { entry }) => {
                let id = journal.find_entry(&entry)?;
                journal.put_off(id, &now)?;
                journal.week(this, &now)?
            }
            Some(Deed::Roll { period, answer }) => {
                return roll(&mut journal, period, answer, call);
            }
            None if self.close => close(&mut journal, self.week.unwrap_or(this), self.note, call)?,
            None if self.note.says_anything() => {
                return Err(Failure::Usage("these belong to `week close`".to_owned()));
            }
            None if self.reopen => journal.reopen_week(self.week.unwrap_or(this), &now)?,
            None => journal.week(self.week.unwrap_or(this), &now)?,
        };
        if call.json {
            return call.print_json(&view);
        }
        print(&view, &journal, call)
    }
}

impl Note {
    fn says_anything(&self) -> bool {
        self.best.is_some()
            || self.raise.is_some()
            || self.intention.is_some()
            || !self.answer.is_empty()
            || !self.mark.is_empty()
            || !self.also.is_empty()
    }
}

fn close(journal: &mut Journal, week: IsoWeek, note: Note, call: &Call) -> Outcome<WeekView> {
    let view = journal.week(week, &call.now)?;
    if note.answer.len() > view.questions.len() {
        let asked = count(view.questions.len() as u64, "question", "questions");
        return Err(Failure::Usage(format!("the week asks {asked}; there are more answers")));
    }
    let mut reflections = view.questions.clone();
    for (question, answer) in reflections.iter_mut().zip(note.answer) {
        question.answer = answer;
    }
    let marked = note.mark.iter().map(|entry| Ok(journal.find_entry(entry)?));
    let close = WeekClose {
        best_line: note.best.unwrap_or_default(),
        to_raise: note.raise.unwrap_or_default(),
        intention: note.intention.unwrap_or_default(),
        marked: marked.collect::<Outcome<Vec<_>>>()?,
        also: note.also.iter().map(ToString::to_string).collect(),
        reflections,
        ..WeekClose::default()
    };
    Ok(journal.close_week(week, &close, &call.now)?)
}

fn roll(
    journal: &mut Journal,
    period: Option<String>,
    answer: Option<String>,
    call: &mut Call,
) -> Outcome {
    let period = period.unwrap_or_else(|| Period::quarter_of(call.now.day()).to_string());
    let roll = match answer {
        Some(answer) => journal.answer_quarter(&period, &answer, &call.now)?,
        None => journal.roll_up(&period, &call.now)?,
    };
    if call.json {
        return call.print_json(&roll);
    }
    let paper = call.paper;
    let title = format!("{}, {} to {}", roll.period, roll.from, roll.to);
    writeln!(call.out, "{}", paper.ink(Ink::Strong, &title))?;
    let entries = count(roll.entries, "entry", "entries");
    writeln!(call.out, "{entries}, {} mapped", roll.mapped)?;
    let currency = journal.settings()?.currency;
    totals(&roll.totals, &currency, call)?;
    for week in roll.weeks.iter().filter(|week| week.closed) {
        say(&week.week, &week.best_line, call)?;
    }
    if let Some(question) = &roll.question {
        writeln!(call.out, "\n{question}")?;
        say("", &roll.answer, call)?;
    }
    Ok(())
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
    totals(&view.totals, currency, call)?;
    say("Not credited", &view.not_credited.join(", "), call)
}

fn totals(totals: &[UnitTotal], currency: &str, call: &mut Call) -> Outcome {
    for total in totals {
        let figure = ledgerline_core::figure::Range {
            low: total.low,
            likely: total.likely,
            high: total.high,
        }
        .of(total.unit.clone().into());
        let outcomes = count(total.outcomes, "outcome", "outcomes");
        say("Total", &format!("{} from {outcomes}", figure.text(currency)), call)?;
    }
    Ok(())
}

fn waiting(view: &WeekView, currency: &str, call: &mut Call) -> Outcome {
    for due in &view.due {
        say("Due", &format!("{}: {}", due.on, due.text), call)?;
    }
    for need in &view.open_needs {
        let age = count(need.age_days, "day", "days");
        let from = if need.from.is_empty() { String::new() } else { format!(", {}", need.from) };
        say("Need", &format!("{}{from}, {age}", need.text), call)?;
    }
    for week in &view.earlier {
        let entries = count(week.entries.len() as u64, "entry", "entries");
        say("Not closed", &format!("{}, {entries}", week.week), call)?;
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
            let words = |id| {
                let chip = view.chips.iter().find(|chip| chip.id == id);
                chip.map(|chip| format!("“{}”", chip.text))
            };
            say("", &ledgerline_core::week::with_words(&reflection.answer, words), call)?;
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
