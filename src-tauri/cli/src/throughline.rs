//! `throughline`: acts, what came of them, and what they were for, as a table.

use std::io::Write;

use clap::{Args, ValueEnum};
use ledgerline_core::throughline::{
    NO_OUTCOME, NOT_MAPPED, Throughline as Picture, ThroughlineQuery,
};
use ledgerline_core::time::Day;
use ledgerline_core::week::Period;

use crate::call::Call;
use crate::failure::Outcome;
use crate::paper::{Ink, count, lines, safe};
use crate::words::{self, Looking};

/// Show acts, what came of them, and what they were for
#[derive(Args)]
pub(crate) struct Throughline {
    /// First day; this quarter's when left out
    #[arg(long, value_name = "DAY", allow_hyphen_values = true)]
    from: Option<String>,
    /// Last day; this quarter's when left out
    #[arg(long, value_name = "DAY", allow_hyphen_values = true)]
    to: Option<String>,
    /// What they were for
    #[arg(long, value_enum, default_value_t = Toward::Goals)]
    toward: Toward,
}

#[derive(Clone, Copy, ValueEnum)]
enum Toward {
    /// The goals the acts serve
    Goals,
    /// The criteria the outcomes meet
    Criteria,
}

impl Throughline {
    pub(crate) fn run(self, call: &mut Call) -> Outcome {
        let today = call.now.day();
        let quarter = Period::quarter_of(today);
        let day = |text: Option<String>, otherwise: Day| -> Outcome<Day> {
            text.map_or(Ok(otherwise), |text| words::day(&text, Looking::Back, today))
        };
        let query = ThroughlineQuery {
            from: day(self.from, quarter.from())?,
            to: day(self.to, quarter.to())?,
            toward: match self.toward {
                Toward::Goals => ledgerline_core::throughline::Toward::Goals,
                Toward::Criteria => ledgerline_core::throughline::Toward::Criteria,
            },
        };
        let journal = call.open()?;
        let picture = journal.throughline(&query)?;
        if call.json {
            return call.print_json(&picture);
        }
        print(&picture, &journal.settings()?.currency, call)
    }
}

fn print(picture: &Picture, currency: &str, call: &mut Call) -> Outcome {
    let paper = call.paper;
    let acts = count(picture.acts, "act", "acts");
    let title = format!("{acts}, {} to {}", picture.from, picture.to);
    writeln!(call.out, "{}", paper.ink(Ink::Strong, &title))?;
    for (node, row) in picture.middle.iter().zip(&picture.rows) {
        let words = match node.node.as_str() {
            NOT_MAPPED => "Not mapped yet",
            NO_OUTCOME => "No outcome, and that is fine",
            _ => &node.statement,
        };
        writeln!(call.out)?;
        for line in lines(words, paper.width()) {
            writeln!(call.out, "{}", paper.ink(Ink::Blue, &line))?;
        }
        let kinds = picture.left.iter().zip(&row.acts).filter(|(_, acts)| **acts > 0);
        let kinds: Vec<String> =
            kinds.map(|(kind, acts)| format!("{} {acts}", kind.node)).collect();
        let figure = node.figure.as_ref().map(|figure| format!(", {}", figure.text(currency)));
        let acts = count(row.all, "act", "acts");
        let line = format!("{acts}: {}{}", kinds.join(", "), figure.unwrap_or_default());
        writeln!(call.out, "  {line}")?;
        for (target, acts) in &row.targets {
            let known = picture.right.iter().find(|node| node.node == *target);
            let label = known.map(|node| node.label.as_str()).unwrap_or_default();
            writeln!(call.out, "  → {} {acts}", safe(label))?;
        }
    }
    Ok(())
}
