//! `list` and `search`: entries, newest first.

use std::io::Write;

use clap::Args;

use crate::call::Call;
use crate::failure::{Failure, Outcome};
use crate::filters::{Filters, Found, Limit};
use crate::ledger::{self, EntryFields};
use crate::paper::Ink;

/// List entries, newest first
#[derive(Args)]
pub(crate) struct List {
    #[command(flatten)]
    filters: Filters,
    #[command(flatten)]
    limit: Limit,
}

impl List {
    pub(crate) fn run(self, call: &mut Call) -> Outcome {
        print(self.filters, &self.limit, String::new(), call)
    }
}

/// Find entries by their words; parts of words are enough
#[derive(Args)]
pub(crate) struct Search {
    /// Words that all have to be there
    #[arg(value_name = "QUERY", required = true)]
    words: Vec<String>,

    #[command(flatten)]
    filters: Filters,
    #[command(flatten)]
    limit: Limit,
}

impl Search {
    pub(crate) fn run(self, call: &mut Call) -> Outcome {
        let text = self.words.join(" ");
        if text.trim().is_empty() {
            return Err(Failure::Usage(
                "there is nothing to search for; `ledgerline list` shows every entry".to_owned(),
            ));
        }
        print(self.filters, &self.limit, text, call)
    }
}

fn print(filters: Filters, limit: &Limit, text: String, call: &mut Call) -> Outcome {
    let journal = call.open()?;
    let query = filters.query(text, &journal, call)?;
    let found = limit.find(&query, &journal, call)?;
    if call.json {
        let fields: Vec<_> = found.rows.iter().map(EntryFields::of).collect();
        return call.print_json(&fields);
    }
    let currency = journal.settings()?.currency;
    rows(&found, &currency, call)
}

fn rows(found: &Found, currency: &str, call: &mut Call) -> Outcome {
    let paper = call.paper;
    if found.rows.is_empty() && paper.is_terminal() {
        writeln!(call.out, "{}", paper.ink(Ink::Faint, "no entries"))?;
    }
    for entry in &found.rows {
        ledger::row(&mut call.out, entry, currency, paper)?;
    }
    if found.more > 0 {
        let foot = format!("and {} more; --limit N shows them", found.more);
        writeln!(call.out, "{}", paper.ink(Ink::Faint, &foot))?;
    }
    Ok(())
}
