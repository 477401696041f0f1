//! `needs` and `promises`: what I asked for, what I said I would do, and what became of both.

use std::io::Write;

use clap::{Args, Subcommand};
use ledgerline_core::journal::Journal;
use ledgerline_core::update::{NeedAnswer, NeedAnswered, NeedEdit, PromiseAnswer, PromiseAnswered};
use ledgerline_core::wire::{NeedBecame, NeedView, NeedsView, PromiseView};

use crate::call::Call;
use crate::failure::{Failure, Outcome};
use crate::filters::person_if_known;
use crate::ledger::tail;
use crate::paper::{Ink, count, lines};
use crate::words::{self, Looking, spelled};

/// List, write, raise or answer what I need from others
#[derive(Args)]
pub(crate) struct Needs {
    #[command(subcommand)]
    deed: Option<Deed>,
}

#[derive(Subcommand)]
enum Deed {
    /// List open needs, the oldest first
    List {
        /// Answered ones too
        #[arg(long)]
        all: bool,
    },
    /// Write a need
    Add {
        /// What is needed, one sentence
        text: String,
        #[command(flatten)]
        fields: Fields,
    },
    /// Change a need
    Edit {
        /// The need's id, the end of it, or how it begins
        need: String,
        /// What is needed
        #[arg(long)]
        text: Option<String>,
        #[command(flatten)]
        fields: Fields,
    },
    /// Count a need raised once more, by word of mouth
    Raise {
        /// The need's id, the end of it, or how it begins
        need: String,
    },
    /// Answer a need
    Answer {
        /// The need's id, the end of it, or how it begins
        need: String,
        /// granted, partly, declined or withdrawn
        #[arg(value_parser = words::word::<NeedAnswered>)]
        how: NeedAnswered,
        /// In your words
        #[arg(long, value_name = "TEXT", default_value = "")]
        words: String,
        /// When; today when left out
        #[arg(long, value_name = "DAY", allow_hyphen_values = true)]
        on: Option<String>,
        /// It became this outcome: one sentence
        #[arg(long, value_name = "TEXT", conflicts_with = "nothing")]
        outcome: Option<String>,
        /// It became no outcome
        #[arg(long)]
        nothing: bool,
    },
    /// Withdraw a need
    Drop {
        /// The need's id, the end of it, or how it begins
        need: String,
        /// Why
        #[arg(long, value_name = "TEXT", default_value = "")]
        reason: String,
    },
    /// Take an answer back
    Reopen {
        /// The need's id, the end of it, or how it begins
        need: String,
    },
    /// Put a need in the bin
    Remove {
        /// The need's id, the end of it, or how it begins
        need: String,
    },
}

#[derive(Args)]
struct Fields {
    /// From whom
    #[arg(long, value_name = "NAME")]
    from: Option<String>,
    /// By when
    #[arg(long, value_name = "DAY", allow_hyphen_values = true)]
    by: Option<String>,
    /// What happens otherwise
    #[arg(long, value_name = "TEXT")]
    otherwise: Option<String>,
    /// First raised on
    #[arg(long, value_name = "DAY", allow_hyphen_values = true)]
    since: Option<String>,
}

impl Fields {
    fn put_into(self, edit: &mut NeedEdit, journal: &Journal, call: &Call) -> Outcome {
        let today = call.now.day();
        if let Some(from) = self.from {
            // A name nobody has yet is a name all the same.
            edit.person = person_if_known(journal, &from, &call.now)?;
            edit.from = from;
        }
        if let Some(by) = self.by {
            edit.by = Some(words::day(&by, Looking::Ahead, today)?);
        }
        if let Some(since) = self.since {
            edit.since = Some(words::day(&since, Looking::Back, today)?);
        }
        if let Some(otherwise) = self.otherwise {
            edit.otherwise = otherwise;
        }
        Ok(())
    }
}

impl Needs {
    pub(crate) fn run(self, call: &mut Call) -> Outcome {
        let mut journal = call.open()?;
        let journal = &mut journal;
        let deed = self.deed.unwrap_or(Deed::List { all: false });
        let now = call.now.clone();
        let id = match deed {
            Deed::List { all } => return list(&journal.needs(&now)?, all, call),
            Deed::Add { text, fields } => {
                let mut edit = NeedEdit { text, ..NeedEdit::default() };
                fields.put_into(&mut edit, journal, call)?;
                journal.new_need(&edit, &now)?
            }
            Deed::Edit { need, text, fields } => {
                let id = journal.find_need(&need)?;
                let mut edit = edit_of(&view(journal, call, &id.to_string())?);
                edit.text = text.unwrap_or(edit.text);
                fields.put_into(&mut edit, journal, call)?;
                journal.save_need(id, &edit, &now)?;
                id
            }
            Deed::Raise { need } => {
                let id = journal.find_need(&need)?;
                journal.raise_need(id, &now)?;
                id
            }
            Deed::Answer { need, how, words, on, outcome, nothing } => {
                let id = journal.find_need(&need)?;
                let on = on.map(|on| words::day(&on, Looking::Back, now.day())).transpose()?;
                journal.answer_need(id, &NeedAnswer { how, words, on }, &now)?;
                let became = outcome.map(|statement| NeedBecame::Statement { statement });
                if let Some(became) = became.or(nothing.then_some(NeedBecame::Nothing)) {
                    journal.need_became(id, &became, &now)?;
                }
                id
            }
            Deed::Drop { need, reason } => {
                let id = journal.find_need(&need)?;
                let how = NeedAnswered::Withdrawn;
                journal.answer_need(id, &NeedAnswer { how, words: reason, on: None }, &now)?;
                id
            }
            Deed::Reopen { need } => {
                let id = journal.find_need(&need)?;
                journal.reopen_need(id, &now)?;
                id
            }
            Deed::Remove { need } => {
                let id = journal.find_need(&need)?;
                return list(&journal.delete_need(id, &now)?, false, call);
            }
        };
        let view = view(journal, call, &id.to_string())?;
        if call.json { call.print_json(&view) } else { row(&view, call) }
    }
}

fn view(journal: &Journal, call: &Call, id: &str) -> Outcome<NeedView> {
    let needs = journal.needs(&call.now)?;
    let mut all = needs.open.into_iter().chain(needs.answered);
    all.find(|need| need.id.to_string() == id)
        .ok_or_else(|| Failure::Failed("this need went away in the meantime; look again".into()))
}

fn edit_of(view: &NeedView) -> NeedEdit {
    NeedEdit {
        text: view.text.clone(),
        person: view.person,
        from: view.from.clone(),
        by: view.by,
        otherwise: view.otherwise.clone(),
        since: Some(view.since),
        revision: view.revision,
    }
}

fn list(needs: &NeedsView, all: bool, call: &mut Call) -> Outcome {
    if call.json {
        return call.print_json(needs);
    }
    for need in &needs.open {
        row(need, call)?;
    }
    if all {
        for need in &needs.answered {
            row(need, call)?;
        }
    }
    if let Some(median) = needs.median_days {
        let answers = count(needs.answers, "answer", "answers");
        writeln!(call.out, "median time to an answer: {median} days, from {answers}")?;
    }
    Ok(())
}

fn row(need: &NeedView, call: &mut Call) -> Outcome {
    let paper = call.paper;
    for line in lines(&need.text, paper.width()) {
        writeln!(call.out, "{}", paper.ink(Ink::Strong, &line))?;
    }
    let mut facts = Vec::new();
    if !need.from.is_empty() {
        facts.push(format!("from {}", need.from));
    }
    facts.extend(need.by.map(|by| format!("by {by}")));
    facts.push(format!("raised {} since {}", count(need.raised, "time", "times"), need.since));
    facts.push(count(need.age_days, "day", "days"));
    if let Some(answer) = &need.answer {
        facts.push(format!("{} {}", spelled(&answer.how), answer.words).trim().to_owned());
    } else if need.overdue {
        facts.push("overdue".to_owned());
    }
    facts.push(tail(&need.id));
    let otherwise =
        (!need.otherwise.is_empty()).then(|| format!("if it waits: {}", need.otherwise));
    let outcome = need.outcome.as_ref().map(|outcome| format!("→ {}", outcome.statement));
    for fact in [Some(facts.join(", ")), otherwise, outcome].into_iter().flatten() {
        for line in lines(&fact, paper.width() - 2) {
            writeln!(call.out, "  {}", paper.ink(Ink::Faint, &line))?;
        }
    }
    Ok(())
}

/// List or answer what I said I would do
#[derive(Args)]
pub(crate) struct Promises {
    #[command(subcommand)]
    deed: Option<PromiseDeed>,
}

#[derive(Subcommand)]
enum PromiseDeed {
    /// List promises still to be kept
    List {
        /// Settled ones too
        #[arg(long)]
        all: bool,
    },
    /// Say what became of a promise
    Answer {
        /// The promise's id, the end of it, or how it begins
        promise: String,
        /// kept, moved or dropped
        #[arg(value_parser = words::word::<PromiseAnswered>)]
        what: PromiseAnswered,
        /// Moved to when
        #[arg(long, value_name = "DAY", allow_hyphen_values = true)]
        to: Option<String>,
        /// Why; a dropped promise needs it
        #[arg(long, value_name = "TEXT", default_value = "")]
        reason: String,
    },
    /// Take back what was said about a promise since the last update
    TakeBack {
        /// The promise's id, the end of it, or how it begins
        promise: String,
    },
}

impl Promises {
    pub(crate) fn run(self, call: &mut Call) -> Outcome {
        let mut journal = call.open()?;
        let promises = match self.deed.unwrap_or(PromiseDeed::List { all: false }) {
            PromiseDeed::List { all } => journal.promises(all)?,
            PromiseDeed::Answer { promise, what, to, reason } => {
                let id = journal.find_promise(&promise)?;
                let to =
                    to.map(|to| words::day(&to, Looking::Ahead, call.now.day())).transpose()?;
                journal.answer_promise(id, &PromiseAnswer { what, to, reason }, &call.now)?
            }
            PromiseDeed::TakeBack { promise } => {
                let id = journal.find_promise(&promise)?;
                journal.take_back_promise(id)?
            }
        };
        if call.json {
            return call.print_json(&promises);
        }
        for promise in &promises {
            promise_row(promise, call)?;
        }
        Ok(())
    }
}

fn promise_row(promise: &PromiseView, call: &mut Call) -> Outcome {
    let paper = call.paper;
    for line in lines(&promise.text, paper.width()) {
        writeln!(call.out, "{}", paper.ink(Ink::Strong, &line))?;
    }
    let said = match &promise.answer {
        None => "open".to_owned(),
        Some(step) => {
            let to = step.to.map(|to| format!(" to {to}")).unwrap_or_default();
            let why =
                if step.reason.is_empty() { String::new() } else { format!(": {}", step.reason) };
            format!("{}{to}{why}", spelled(&step.what))
        }
    };
    let made = format!("update {}, {}", promise.made_in, promise.made_on);
    for line in lines(&format!("{said}, {made}, {}", tail(&promise.id)), paper.width() - 2) {
        writeln!(call.out, "  {}", paper.ink(Ink::Faint, &line))?;
    }
    Ok(())
}
