//! Coverage on paper: a line of quarters for each criterion, and what to do about a gap.

use std::io::Write;

use ledgerline_core::ladder::{Standing, StepKind};
use ledgerline_core::outcome::Grade;
use ledgerline_core::wire::{Coverage, CoverageCell, CoverageRow, NextStep};

use crate::call::Call;
use crate::failure::Outcome;
use crate::paper::{Ink, count, fill, lines};
use crate::words::spelled;

/// Columns a quarter takes.
const QUARTER: usize = 9;

pub(super) fn print(coverage: &Coverage, call: &mut Call) -> Outcome {
    if call.json {
        return call.print_json(coverage);
    }
    let paper = call.paper;
    let what = coverage.level.as_deref().unwrap_or(&coverage.ladder.name);
    let what = lines(what, paper.width()).join(" ");
    writeln!(call.out, "{}", paper.ink(Ink::Strong, &what))?;
    let gaps = count(coverage.gaps, "gap", "gaps");
    let counts = format!("{} met, {} thin, {gaps}", coverage.met, coverage.thin);
    writeln!(call.out, "{}", paper.ink(Ink::Faint, &counts))?;
    for row in &coverage.rows {
        writeln!(call.out)?;
        print_row(row, coverage, call)?;
    }
    Ok(())
}

fn print_row(row: &CoverageRow, coverage: &Coverage, call: &mut Call) -> Outcome {
    let paper = call.paper;
    let standing = spelled(&row.standing);
    for line in lines(row.criterion.name(), paper.width()) {
        writeln!(call.out, "{}", paper.ink(Ink::Strong, &line))?;
    }
    let bar = match row.criterion.bar.words.as_str() {
        _ if !row.assumed => row.criterion.bar.words.clone(),
        "" => "no bar; judged as one, documented, in a year".to_owned(),
        words => format!("{words}; not readable, judged as one, documented, in a year"),
    };
    for line in lines(&format!("{standing}; {}", facts(row, &bar)), paper.width() - 2) {
        writeln!(call.out, "  {}", paper.ink(Ink::Faint, &line))?;
    }
    // As many quarters a line as fit.
    let many = ((paper.width() - 2) / QUARTER).max(1);
    let quarters: Vec<_> = coverage.quarters.iter().zip(&row.cells).collect();
    for part in quarters.chunks(many) {
        let heads = part.iter().map(|(q, _)| format!("{} Q{}", q.year, q.quarter));
        let heads = heads.map(|head| fill(&head, QUARTER)).collect::<String>();
        let cells = part.iter().map(|(_, cell)| fill(&marks(cell), QUARTER)).collect::<String>();
        writeln!(call.out, "  {}", paper.ink(Ink::Faint, heads.trim_end()))?;
        writeln!(call.out, "  {}", cells.trim_end())?;
    }
    if let Some(step) = row.steps.first() {
        for line in lines(&format!("next: {}", next(step)), paper.width() - 2) {
            writeln!(call.out, "  {}", paper.ink(Ink::Blue, &line))?;
        }
    }
    Ok(())
}

fn facts(row: &CoverageRow, bar: &str) -> String {
    let mut facts = vec![bar.to_owned()];
    if row.stale {
        facts.push("stale: nothing in twelve months".to_owned());
    }
    if row.self_only {
        facts.push("self-only: nobody else says so yet".to_owned());
    }
    if row.never_shown {
        facts.push("never shown upwards".to_owned());
    }
    if let Some(day) = row.met_until.filter(|_| row.going_stale && row.standing == Standing::Met) {
        facts.push(format!("met until {day}"));
    }
    facts.join("; ")
}

/// Strokes and a count: `||| 2`.
fn marks(cell: &CoverageCell) -> String {
    let Some(grade) = cell.grade else { return "·".to_owned() };
    let strokes = match grade {
        Grade::ClaimOnly => "-",
        Grade::Noted => "|",
        Grade::Documented => "||",
        Grade::Corroborated => "|||",
        Grade::Measured => "||||",
        Grade::Committed => "||||/",
    };
    format!("{strokes} {}", cell.count)
}

/// The step in a sentence, with its price.
fn next(step: &NextStep) -> String {
    let text = format!("“{}”", step.text);
    let what = match step.kind {
        StepKind::AskWitness => {
            let who = step.person.as_ref().map_or("somebody who was there", |one| &one.name);
            format!("ask {who} for one line about {text}")
        }
        StepKind::AttachFile => format!("attach “{}” to {text}", step.evidence_name),
        StepKind::MapLooseEnd => format!("say what came of {text}"),
        StepKind::LinkOutcome => {
            format!("if it fits, link {text}, which meets “{}”", step.criterion_name)
        }
        StepKind::NewWork => {
            return format!("needs new work: nothing here reaches `{}` yet", step.to.name());
        }
    };
    let price = step.minutes.map(|minutes| count(minutes, "minute", "minutes"));
    let strokes = count(step.strokes, "stroke more", "strokes more");
    format!("{what} ({})", price.into_iter().chain([strokes]).collect::<Vec<_>>().join(", "))
}
