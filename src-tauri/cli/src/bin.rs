//! `bin`: what was put away, brought back or erased for good.

use std::io::Write;

use clap::{Args, Subcommand};
use ledgerline_core::journal::Journal;
use ledgerline_core::wire::Trashed;

use crate::call::Call;
use crate::failure::{Failure, Outcome};
use crate::paper::{Ink, count, lines};

/// List what was deleted, bring it back, or erase it for good
#[derive(Args)]
pub(crate) struct Bin {
    #[command(subcommand)]
    deed: Option<Deed>,
}

#[derive(Subcommand)]
enum Deed {
    /// List what is in the bin, last deleted first
    List,
    /// Take something out of the bin
    Restore {
        /// Its id, or the end or the beginning of it
        id: String,
    },
    /// Erase from the journal, its index, its drafts and its log; nothing brings it back
    Purge {
        /// Its id, or the end or the beginning of it
        #[arg(required_unless_present = "all", conflicts_with = "all")]
        id: Option<String>,
        /// Everything in the bin
        #[arg(long)]
        all: bool,
    },
}

impl Bin {
    pub(crate) fn run(self, call: &mut Call) -> Outcome {
        let mut journal = call.open()?;
        let left = match self.deed.unwrap_or(Deed::List) {
            Deed::List => journal.trash(&call.now)?,
            Deed::Restore { id } => {
                let item = named(&journal, &id, call)?;
                journal.restore(&item.what, &item.id, &call.now)?
            }
            Deed::Purge { id: Some(id), .. } => {
                let item = named(&journal, &id, call)?;
                journal.purge_one(&item.what, &item.id, &call.now)?
            }
            Deed::Purge { id: None, .. } => {
                journal.purge(0, &call.now)?;
                journal.trash(&call.now)?
            }
        };
        print(&left, call)
    }
}

/// The one thing in the bin whose id begins or ends like this.
fn named(journal: &Journal, id: &str, call: &Call) -> Outcome<Trashed> {
    let wanted = id.trim().to_lowercase();
    let fits = |item: &Trashed| item.id.starts_with(&wanted) || item.id.ends_with(&wanted);
    let mut found = journal.trash(&call.now)?.into_iter().filter(fits);
    let one = (wanted.len() >= 4).then(|| found.next()).flatten();
    match (one, found.next()) {
        (Some(item), None) => Ok(item),
        (None, _) => Err(Failure::Failed(
            "nothing in the bin has this id; `ledgerline bin` lists what is there".to_owned(),
        )),
        (Some(_), Some(_)) => Err(Failure::Failed(
            "several things in the bin have such an id; give more of it".to_owned(),
        )),
    }
}

fn print(items: &[Trashed], call: &mut Call) -> Outcome {
    if call.json {
        return call.print_json(&items);
    }
    let paper = call.paper;
    for item in items {
        for line in lines(&item.text, paper.width()) {
            writeln!(call.out, "{}", paper.ink(Ink::Strong, &line))?;
        }
        let left = count(item.days_left, "day", "days");
        let what = if item.what == "updates" { "update" } else { &item.what };
        let facts = format!("  {what}, {left} left, {}", item.id);
        writeln!(call.out, "{}", paper.ink(Ink::Faint, &facts))?;
    }
    Ok(())
}
