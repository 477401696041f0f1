//! `ladder`: what the company asks for, what is linked to it, and how far that covers it.

mod change;
mod coverage;
mod import;
mod show;

use std::path::PathBuf;

use clap::{Args, Subcommand};
use ledgerline_core::id::{CriterionId, LadderId};
use ledgerline_core::journal::Journal;
use ledgerline_core::ladder::{Ladder as Rungs, LadderFormat};
use ledgerline_core::wire::LadderLine;

use crate::call::Call;
use crate::failure::{Failure, Outcome};
use crate::filters::the_one;
use crate::{output, words};

/// Import a ladder, link to its criteria, and see what covers them
#[derive(Args)]
pub(crate) struct Ladder {
    /// Which ladder: its name, part of it, or the id; not needed while there is one
    #[arg(long, global = true, value_name = "NAME")]
    ladder: Option<String>,

    #[command(subcommand)]
    deed: Option<Deed>,
}

#[derive(Subcommand)]
enum Deed {
    /// List ladders
    List,
    /// Bring a ladder in from TOML, CSV or Markdown; one of the same name is updated by key
    Import(import::Import),
    /// Add a neutral ladder to start from
    Start,
    /// Show a ladder with its criteria, their keys and bars
    Show,
    /// Show what covers each criterion by quarter, and the cheapest next step for each gap
    Coverage {
        /// Another level than the one aimed at
        #[arg(long)]
        level: Option<String>,
        /// How many quarters, this one being the last
        #[arg(long, default_value_t = 8, value_parser = clap::value_parser!(u32).range(1..=40))]
        quarters: u32,
    },
    /// Write a ladder to a file; importing it again changes nothing
    Export {
        /// toml, csv or markdown
        #[arg(long, value_parser = words::word::<LadderFormat>)]
        format: LadderFormat,
        /// The file; `-` is standard output
        #[arg(long, short, value_name = "FILE")]
        output: PathBuf,
    },
    /// Change a ladder's name, levels, or the levels held and aimed at
    Edit(change::Edit),
    /// Add a criterion
    Add(change::Add),
    /// Change a criterion's words, bar, level, area or place, or put it aside
    Set(change::Set),
    /// Remove a criterion nothing is linked to
    Remove {
        /// The criterion's key, or its words
        criterion: String,
    },
    /// Put a ladder in the bin; what is linked comes back with it
    Delete,
    /// Link an outcome or an entry to a criterion, with a reason
    Link {
        /// The criterion's key, or its words
        criterion: String,
        /// The outcome or entry, by id
        id: String,
        /// Why it meets the criterion
        #[arg(long, default_value = "", hide_default_value = true, value_name = "TEXT")]
        reason: String,
    },
    /// Take such a link back
    Unlink {
        /// The criterion's key, or its words
        criterion: String,
        /// The outcome or entry, by id
        id: String,
    },
}

impl Ladder {
    pub(crate) fn run(self, call: &mut Call) -> Outcome {
        let asked = self.ladder;
        match self.deed.unwrap_or(Deed::List) {
            Deed::Import(import) => import.run(asked.as_deref(), call),
            deed => {
                let mut journal = call.open()?;
                run(deed, asked.as_deref(), &mut journal, call)
            }
        }
    }
}

fn run(deed: Deed, asked: Option<&str>, journal: &mut Journal, call: &mut Call) -> Outcome {
    if matches!(deed, Deed::Start) {
        let done = journal.start_ladder(&call.now)?;
        return import::print(&done, call);
    }
    if matches!(deed, Deed::List) {
        let ladders = journal.ladders()?;
        return show::list(&ladders, call);
    }
    let id = chosen(journal, asked)?;
    match deed {
        Deed::List | Deed::Start | Deed::Import(_) => Ok(()),
        Deed::Show => show::show(id, journal, call),
        Deed::Coverage { level, quarters } => {
            let coverage = journal.coverage(id, level.as_deref(), quarters, &call.now)?;
            coverage::print(&coverage, call)
        }
        Deed::Export { format, output } => {
            let text = journal.export_ladder(id, format)?;
            output::put(&output, call, |to| to.write_all(text.as_bytes()))
        }
        Deed::Edit(edit) => edit.run(id, journal, call),
        Deed::Add(add) => add.run(id, journal, call),
        Deed::Set(set) => set.run(id, journal, call),
        Deed::Remove { criterion } => {
            let criterion = criterion_of(&journal.ladder(id)?.ladder, &criterion)?;
            journal.remove_criterion(id, criterion)?;
            show::show(id, journal, call)
        }
        Deed::Delete => {
            let left = journal.delete_ladder(id, &call.now)?;
            show::list(&left, call)
        }
        Deed::Link { criterion, id: linked, reason } => {
            change::link(id, &criterion, &linked, Some(&reason), journal, call)
        }
        Deed::Unlink { criterion, id: linked } => {
            change::link(id, &criterion, &linked, None, journal, call)
        }
    }
}

/// The ladder asked for, or the only one.
fn chosen(journal: &Journal, asked: Option<&str>) -> Outcome<LadderId> {
    let ladders = journal.ladders()?;
    match (asked, ladders.as_slice()) {
        (Some(name), _) => named(ladders, name),
        (None, [one]) => Ok(one.id),
        (None, []) => Err(Failure::Failed(
            "there is no ladder yet; bring one in with `ledgerline ladder import FILE`, or take `ledgerline ladder start`"
                .to_owned(),
        )),
        (None, _) => Err(Failure::Usage(
            "there is more than one ladder; say which with --ladder NAME".to_owned(),
        )),
    }
}

fn named(ladders: Vec<LadderLine>, name: &str) -> Outcome<LadderId> {
    let ladders = ladders.into_iter().map(|ladder| (ladder.id, ladder.name));
    the_one(name, ladders, "ladder", "ladder list")
}

/// The criterion with this key, else of these words.
fn criterion_of(ladder: &Rungs, words: &str) -> Outcome<CriterionId> {
    let wanted = words.trim().to_lowercase();
    let by_key = ladder.criteria.iter().find(|one| one.key.to_lowercase() == wanted);
    if let Some(found) = by_key {
        return Ok(found.id);
    }
    let named = ladder.criteria.iter().map(|one| (one.id, format!("{} {}", one.title, one.text)));
    the_one(words, named, "criterion", "ladder show")
}
