//! `goals`: what I own by name, and whether it is mine.

use std::io::Write;

use clap::{Args, Subcommand};
use ledgerline_core::goal::{Goal, GoalState, Ownership, OwnershipAnswer};
use ledgerline_core::journal::Journal;
use ledgerline_core::wire::GoalView;

use crate::call::Call;
use crate::failure::{Failure, Outcome};
use crate::filters::goal;
use crate::ledger::strokes;
use crate::paper::{Ink, count, lines};
use crate::words::{self, Looking, spelled};

/// List, add or change goals
#[derive(Args)]
pub(crate) struct Goals {
    #[command(subcommand)]
    deed: Option<Deed>,
}

#[derive(Subcommand)]
enum Deed {
    /// List goals with what serves them
    List,
    /// Add a goal
    Add {
        /// The goal in one sentence
        statement: String,
        #[command(flatten)]
        fields: Box<Fields>,
    },
    /// Change a goal
    Edit {
        /// The goal's words, part of them, or the id
        goal: String,
        /// New words
        #[arg(long)]
        statement: Option<String>,
        #[command(flatten)]
        fields: Box<Fields>,
    },
    /// Put a goal in the bin
    Remove {
        /// The goal's words, part of them, or the id
        goal: String,
    },
}

#[derive(Args)]
struct Fields {
    /// What could fail and cost me; `no` when nothing could
    #[arg(long, value_name = "TEXT")]
    could_fail: Option<String>,
    /// What could go well and be mine; `no` when nothing could
    #[arg(long, value_name = "TEXT")]
    could_go_well: Option<String>,
    /// What is measured
    #[arg(long, value_name = "NAME")]
    measure: Option<String>,
    /// In which unit
    #[arg(long)]
    unit: Option<String>,
    /// Where it started
    #[arg(long, value_name = "NUMBER", allow_negative_numbers = true)]
    start: Option<f64>,
    /// Where it is
    #[arg(long, value_name = "NUMBER", allow_negative_numbers = true)]
    now: Option<f64>,
    /// Where it should be
    #[arg(long, value_name = "NUMBER", allow_negative_numbers = true)]
    target: Option<f64>,
    /// When it starts to count
    #[arg(long, value_name = "DAY", allow_hyphen_values = true)]
    from: Option<String>,
    /// When it should be reached
    #[arg(long, value_name = "DAY", allow_hyphen_values = true)]
    until: Option<String>,
    /// active, met, dropped or handed-over
    #[arg(long, value_parser = words::word::<GoalState>)]
    state: Option<GoalState>,
}

impl Fields {
    fn is_silent(&self) -> bool {
        self.could_fail.is_none()
            && self.could_go_well.is_none()
            && self.measure.is_none()
            && self.unit.is_none()
            && self.start.is_none()
            && self.now.is_none()
            && self.target.is_none()
            && self.from.is_none()
            && self.until.is_none()
            && self.state.is_none()
    }

    fn put_into(self, goal: &mut Goal, call: &Call) -> Outcome {
        let today = call.now.day();
        if let Some(day) = self.from {
            goal.from = Some(words::day(&day, Looking::Back, today)?);
        }
        if let Some(day) = self.until {
            goal.until = Some(words::day(&day, Looking::Ahead, today)?);
        }
        if let Some(words) = self.could_fail {
            goal.could_fail = answer(words);
        }
        if let Some(words) = self.could_go_well {
            goal.could_go_well = answer(words);
        }
        let measure = &mut goal.measure;
        if let Some(name) = self.measure {
            measure.name = name;
        }
        if let Some(unit) = self.unit {
            measure.unit = unit;
        }
        measure.start = self.start.or(measure.start);
        measure.now = self.now.or(measure.now);
        measure.target = self.target.or(measure.target);
        goal.state = self.state.unwrap_or(goal.state);
        Ok(())
    }
}

/// One half of the ownership test: `no`, nothing said, or a yes in words.
fn answer(words: String) -> OwnershipAnswer {
    match words.trim().to_lowercase().as_str() {
        "" => OwnershipAnswer::default(),
        "no" => OwnershipAnswer { holds: Some(false), words: String::new() },
        "yes" => OwnershipAnswer { holds: Some(true), words: String::new() },
        _ => OwnershipAnswer { holds: Some(true), words },
    }
}

impl Goals {
    pub(crate) fn run(self, call: &mut Call) -> Outcome {
        let mut journal = call.open()?;
        let goals = match self.deed.unwrap_or(Deed::List) {
            Deed::List => journal.goals()?,
            Deed::Add { statement, fields } => add(&statement, *fields, &mut journal, call)?,
            Deed::Edit { goal, statement, fields } => {
                edit(&goal, statement, *fields, &mut journal, call)?
            }
            Deed::Remove { goal: words } => {
                let id = goal(&journal, &words)?;
                journal.delete_goal(id, &call.now)?
            }
        };
        print(&goals, call)
    }
}

fn add(
    statement: &str,
    fields: Fields,
    journal: &mut Journal,
    call: &Call,
) -> Outcome<Vec<GoalView>> {
    let before = journal.goals()?;
    let goals = journal.new_goal(statement, &call.now)?;
    if fields.is_silent() {
        return Ok(goals);
    }
    let is_new = |view: &&GoalView| before.iter().all(|old| old.goal.id != view.goal.id);
    let Some(added) = goals.iter().find(is_new) else { return Ok(goals) };
    change(added.goal.clone(), fields, journal, call)
}

fn edit(
    words: &str,
    statement: Option<String>,
    fields: Fields,
    journal: &mut Journal,
    call: &Call,
) -> Outcome<Vec<GoalView>> {
    if statement.is_none() && fields.is_silent() {
        return Err(Failure::Usage("say what to change, as in `--now 42`".to_owned()));
    }
    let id = goal(journal, words)?;
    let found = journal.goals()?.into_iter().find(|view| view.goal.id == id);
    let mut found = found.map(|view| view.goal).ok_or_else(|| {
        Failure::Failed("this goal went away in the meantime; look again".to_owned())
    })?;
    if let Some(statement) = statement {
        found.statement = statement;
    }
    change(found, fields, journal, call)
}

fn change(
    mut goal: Goal,
    fields: Fields,
    journal: &mut Journal,
    call: &Call,
) -> Outcome<Vec<GoalView>> {
    fields.put_into(&mut goal, call)?;
    Ok(journal.save_goal(goal)?)
}

fn print(goals: &[GoalView], call: &mut Call) -> Outcome {
    if call.json {
        return call.print_json(&goals);
    }
    let paper = call.paper;
    for view in goals {
        for line in lines(&view.goal.statement, paper.width()) {
            writeln!(call.out, "{}", paper.ink(Ink::Strong, &line))?;
        }
        for line in lines(&facts(view), paper.width() - 2) {
            writeln!(call.out, "  {}", paper.ink(Ink::Faint, &line))?;
        }
    }
    Ok(())
}

fn facts(view: &GoalView) -> String {
    let goal = &view.goal;
    let mine = match view.ownership {
        Ownership::UniquelyMine => "uniquely mine",
        Ownership::OnlyCouldFail => "only the cost is mine",
        Ownership::OnlyCouldGoWell => "only the gain is mine",
        Ownership::NotMine => "not mine",
        Ownership::Open => "not said whether it is mine",
    };
    let mut facts = vec![mine.to_owned()];
    if goal.state != GoalState::Active {
        facts.push(spelled(&goal.state).replace('-', " "));
    }
    facts.push(count(view.entries, "entry", "entries"));
    facts.push(count(view.outcomes, "outcome", "outcomes"));
    if view.outcomes > 0 {
        facts.push(format!("evidence {}", strokes(view.grade)));
    }
    let at = |number: Option<f64>| number.map_or_else(|| "?".to_owned(), |n| n.to_string());
    let measure = &goal.measure;
    if !measure.name.is_empty() {
        let (now, target) = (at(measure.now), at(measure.target));
        facts.push(format!("{}: {now} of {target} {}", measure.name, measure.unit));
    }
    facts.extend(goal.until.map(|day| format!("until {day}")));
    facts.join(", ")
}
