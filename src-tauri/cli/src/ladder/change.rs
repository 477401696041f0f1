//! Changing a ladder in place, and linking to its criteria.

use std::io::Write;

use clap::Args;
use ledgerline_core::id::LadderId;
use ledgerline_core::journal::Journal;
use ledgerline_core::ladder::Linked;
use ledgerline_core::wire::{CriterionEdit, LadderEdit, LevelEdit};

use super::{criterion_of, show};
use crate::call::Call;
use crate::failure::{Failure, Outcome};
use crate::paper::lines;
use crate::words;

#[derive(Args)]
pub(super) struct Edit {
    /// A new name
    #[arg(long)]
    name: Option<String>,
    /// The level held; empty for none
    #[arg(long, value_name = "LEVEL")]
    now: Option<String>,
    /// The level aimed at; empty for none
    #[arg(long, value_name = "LEVEL")]
    target: Option<String>,
    /// Add a level above the others
    #[arg(long, value_name = "LEVEL")]
    add_level: Vec<String>,
    /// Rename a level, as in `--rename-level 'M3=Director'`
    #[arg(long, value_name = "OLD=NEW")]
    rename_level: Vec<String>,
    /// Remove a level nothing asks for
    #[arg(long, value_name = "LEVEL")]
    remove_level: Vec<String>,
}

impl Edit {
    pub(super) fn run(self, id: LadderId, journal: &mut Journal, call: &mut Call) -> Outcome {
        let ladder = journal.ladder(id)?.ladder;
        let mut edit = LadderEdit {
            revision: ladder.revision,
            name: self.name.unwrap_or(ladder.name),
            levels: ladder
                .levels
                .iter()
                .map(|level| LevelEdit { was: Some(level.clone()), name: level.clone() })
                .collect(),
            now: ladder.now,
            target: ladder.target,
        };
        for rename in &self.rename_level {
            let Some((old, new)) = rename.split_once('=') else {
                return Err(Failure::Usage("a level is renamed as `OLD=NEW`".to_owned()));
            };
            let level = level_named(&mut edit.levels, old.trim())?;
            new.trim().clone_into(&mut level.name);
            for place in [&mut edit.now, &mut edit.target].into_iter().flatten() {
                if place == old.trim() {
                    new.trim().clone_into(place);
                }
            }
        }
        for level in &self.remove_level {
            let gone = level_named(&mut edit.levels, level.trim())?.clone();
            edit.levels.retain(|known| *known != gone);
            for place in [&mut edit.now, &mut edit.target] {
                *place = place.take().filter(|level| *level != gone.name);
            }
        }
        edit.levels.extend(self.add_level.into_iter().map(|name| LevelEdit { was: None, name }));
        let said = |level: String| Some(level).filter(|level| !level.trim().is_empty());
        if let Some(level) = self.now {
            edit.now = said(level);
        }
        if let Some(level) = self.target {
            edit.target = said(level);
        }
        journal.save_ladder(id, &edit)?;
        show::show(id, journal, call)
    }
}

fn level_named<'a>(levels: &'a mut [LevelEdit], name: &str) -> Outcome<&'a mut LevelEdit> {
    levels.iter_mut().find(|level| level.was.as_deref() == Some(name)).ok_or_else(|| {
        Failure::Failed(
            "this is none of the ladder's levels; `ledgerline ladder show` lists them".to_owned(),
        )
    })
}

#[derive(Args)]
struct Fields {
    /// A short name
    #[arg(long)]
    title: Option<String>,
    /// How much is asked for, as in 'two, documented, in a year'
    #[arg(long)]
    bar: Option<String>,
    /// Its area
    #[arg(long)]
    area: Option<String>,
    /// The level that asks for it; empty for every level
    #[arg(long)]
    level: Option<String>,
    /// What an import knows it by
    #[arg(long)]
    key: Option<String>,
    /// Its place in the ladder, 1 first
    #[arg(long, value_parser = clap::value_parser!(u32).range(1..))]
    place: Option<u32>,
}

impl Fields {
    fn is_silent(&self) -> bool {
        self.title.is_none()
            && self.bar.is_none()
            && self.area.is_none()
            && self.level.is_none()
            && self.key.is_none()
            && self.place.is_none()
    }

    fn put_into(self, edit: &mut CriterionEdit) {
        words::put([
            (self.title, &mut edit.title),
            (self.bar, &mut edit.bar),
            (self.area, &mut edit.area),
            (self.key, &mut edit.key),
        ]);
        if let Some(level) = self.level {
            edit.level = Some(level).filter(|level| !level.trim().is_empty());
        }
        edit.place = self.place.map(|place| place - 1);
    }
}

#[derive(Args)]
pub(super) struct Add {
    /// The company's own words
    text: String,
    #[command(flatten)]
    fields: Fields,
}

impl Add {
    pub(super) fn run(self, id: LadderId, journal: &mut Journal, call: &mut Call) -> Outcome {
        let mut edit = CriterionEdit {
            revision: journal.ladder(id)?.ladder.revision,
            id: None,
            key: String::new(),
            level: None,
            area: String::new(),
            title: String::new(),
            text: self.text,
            bar: String::new(),
            place: None,
            aside: false,
        };
        self.fields.put_into(&mut edit);
        journal.save_criterion(id, &edit, &call.now)?;
        show::show(id, journal, call)
    }
}

#[derive(Args)]
pub(super) struct Set {
    /// The criterion's key, or its words
    criterion: String,
    /// New words
    #[arg(long)]
    text: Option<String>,
    #[command(flatten)]
    fields: Fields,
    /// No longer asked for: keep it for its links
    #[arg(long, conflicts_with = "asked")]
    aside: bool,
    /// Asked for again
    #[arg(long)]
    asked: bool,
}

impl Set {
    pub(super) fn run(self, id: LadderId, journal: &mut Journal, call: &mut Call) -> Outcome {
        let silent = self.fields.is_silent() && self.text.is_none();
        if silent && !self.aside && !self.asked {
            return Err(Failure::Usage(
                "say what to change, as in `--bar 'one, measured'`".to_owned(),
            ));
        }
        let ladder = journal.ladder(id)?.ladder;
        let criterion = criterion_of(&ladder, &self.criterion)?;
        let Some(old) = ladder.criterion(criterion).cloned() else {
            return Err(Failure::Failed("this criterion went away; look again".to_owned()));
        };
        let mut edit = CriterionEdit {
            revision: ladder.revision,
            id: Some(criterion),
            key: old.key,
            level: old.level,
            area: old.area,
            title: old.title,
            text: self.text.unwrap_or(old.text),
            bar: old.bar.words,
            place: None,
            aside: (old.aside || self.aside) && !self.asked,
        };
        self.fields.put_into(&mut edit);
        journal.save_criterion(id, &edit, &call.now)?;
        show::show(id, journal, call)
    }
}

/// Links, or with no reason unlinks, and prints the criteria that the outcome or entry then meets.
pub(super) fn link(
    ladder: LadderId,
    criterion: &str,
    id: &str,
    reason: Option<&str>,
    journal: &mut Journal,
    call: &mut Call,
) -> Outcome {
    let criterion = criterion_of(&journal.ladder(ladder)?.ladder, criterion)?;
    let linked = meant(id, journal)?;
    let met = match reason {
        Some(reason) => journal.link_criterion(criterion, linked, reason)?,
        None => journal.unlink_criterion(criterion, linked)?,
    };
    if call.json {
        return call.print_json(&met);
    }
    for met in &met {
        let reason =
            if met.reason.is_empty() { String::new() } else { format!(": {}", met.reason) };
        for line in lines(&format!("{}{reason}", met.criterion), call.paper.width()) {
            writeln!(call.out, "{line}")?;
        }
    }
    Ok(())
}

/// The outcome with this id, else the entry.
fn meant(id: &str, journal: &Journal) -> Outcome<Linked> {
    match journal.find_outcome(id)? {
        Some(outcome) => Ok(Linked::Outcome(outcome)),
        None => Ok(Linked::Entry(journal.find_entry(id)?)),
    }
}
