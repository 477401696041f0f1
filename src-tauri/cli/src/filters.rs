//! The filters of `list` and `search`, as chips of a query.

use clap::Args;
use ledgerline_core::figure::Category;
use ledgerline_core::id::{GoalId, PersonId};
use ledgerline_core::journal::Journal;
use ledgerline_core::kind::{Family, Kind};
use ledgerline_core::outcome::{Grade, Status};
use ledgerline_core::time::Moment;
use ledgerline_core::wire::{Chip, EntryLine, Query};

use crate::call::Call;
use crate::failure::{Failure, Outcome};
use crate::words::{self, Looking};

/// How many rows are asked for at a time.
const PAGE: u32 = 500;

/// Which entries; a filter given twice means either, different filters all have to hold
#[derive(Args)]
pub(crate) struct Filters {
    /// Of this kind: a name, an alias or the beginning of one
    #[arg(long, value_parser = words::kind)]
    kind: Vec<Kind>,
    /// Of this family: protect, broker, grow, initiate
    #[arg(long, value_parser = words::word::<Family>)]
    family: Vec<Family>,
    /// For this goal
    #[arg(long, value_name = "GOAL")]
    goal: Vec<String>,
    /// With this person
    #[arg(long, value_name = "PERSON")]
    with: Vec<String>,
    /// With this tag
    #[arg(long)]
    tag: Vec<String>,
    /// With an outcome of this category
    #[arg(long, value_parser = words::category)]
    category: Vec<Category>,
    /// With evidence of at least this grade: 0 to 5, or a name
    #[arg(long, value_parser = words::grade)]
    grade: Option<Grade>,
    /// With an outcome that is expected, happened, partly or did-not
    #[arg(long, value_parser = words::word::<Status>)]
    status: Vec<Status>,
    /// On this day or later
    #[arg(long, value_name = "DAY", allow_hyphen_values = true)]
    since: Option<String>,
    /// On this day or earlier
    #[arg(long, value_name = "DAY", allow_hyphen_values = true)]
    until: Option<String>,
    /// Loose ends only: nothing came of them yet
    #[arg(long)]
    loose: bool,
    /// Confidential entries only
    #[arg(long)]
    confidential: bool,
}

/// How many
#[derive(Args)]
pub(crate) struct Limit {
    /// At most this many
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    limit: Option<u32>,
}

/// The rows found, and how many more there are.
pub(crate) struct Found {
    /// In the order asked for.
    pub(crate) rows: Vec<EntryLine>,
    /// Entries that match and were cut off by the limit.
    pub(crate) more: u32,
}

impl Filters {
    /// These filters and `text` as one query, newest first.
    pub(crate) fn query(self, text: String, journal: &Journal, call: &Call) -> Outcome<Query> {
        Ok(Query { text, chips: self.chips(journal, &call.now)?, oldest_first: false })
    }

    fn chips(self, journal: &Journal, now: &Moment) -> Outcome<Vec<Chip>> {
        let mut chips = Vec::new();
        chips.extend(self.kind.into_iter().map(Chip::Kind));
        chips.extend(self.family.into_iter().map(Chip::Family));
        for name in &self.goal {
            chips.push(Chip::Goal(goal(journal, name)?));
        }
        for name in &self.with {
            chips.push(Chip::Person(person(journal, name, now)?));
        }
        let tag = |tag: String| Chip::Tag(tag.trim_start_matches('#').to_lowercase());
        chips.extend(self.tag.into_iter().map(tag));
        chips.extend(self.category.into_iter().map(Chip::Category));
        chips.extend(self.grade.map(Chip::Grade));
        chips.extend(self.status.into_iter().map(Chip::Status));
        let day = |text: String| words::day(&text, Looking::Back, now.day());
        chips.extend(self.since.map(day).transpose()?.map(Chip::Since));
        chips.extend(self.until.map(day).transpose()?.map(Chip::Until));
        chips.extend(self.loose.then_some(Chip::Loose));
        chips.extend(self.confidential.then_some(Chip::Confidential));
        Ok(chips)
    }
}

impl Limit {
    /// The entries that `query` finds, up to this limit.
    pub(crate) fn find(&self, query: &Query, journal: &Journal, call: &Call) -> Outcome<Found> {
        // A script gets everything it did not limit; a terminal gets a screenful or two.
        let some = call.paper.is_terminal() && !call.json;
        let limit = self.limit.unwrap_or(if some { 50 } else { u32::MAX });
        pages(query, limit, journal, &call.now)
    }
}

/// Reads pages until there are `limit` rows or no more pages.
fn pages(query: &Query, limit: u32, journal: &Journal, now: &Moment) -> Outcome<Found> {
    let (mut rows, mut after): (Vec<EntryLine>, Option<String>) = (Vec::new(), None);
    loop {
        let wanted = limit.saturating_sub(u32::try_from(rows.len()).unwrap_or(u32::MAX));
        let page = journal.timeline(query, after.as_deref(), wanted.min(PAGE), now)?;
        rows.extend(page.rows);
        let got = u32::try_from(rows.len()).unwrap_or(u32::MAX);
        after = page.next;
        if got >= limit || after.is_none() {
            return Ok(Found { rows, more: page.matching.saturating_sub(got) });
        }
    }
}

/// The person of this name: exactly, else the only one whose name holds it.
pub(crate) fn person(journal: &Journal, name: &str, now: &Moment) -> Outcome<PersonId> {
    let people = journal.people(now)?;
    let named = people.into_iter().map(|view| (view.person.id, view.person.name));
    the_one(name.trim_start_matches('@'), named, "person", "people")
}

/// The same, where a name nobody has is a name all the same.
pub(crate) fn person_if_known(
    journal: &Journal,
    name: &str,
    now: &Moment,
) -> Outcome<Option<PersonId>> {
    let people = journal.people(now)?;
    let named = people.into_iter().map(|view| (view.person.id, view.person.name));
    at_most_one(name.trim_start_matches('@'), named, "person", "people")
}

/// The goal of these words: exactly, else the only one that holds them.
pub(crate) fn goal(journal: &Journal, name: &str) -> Outcome<GoalId> {
    let goals = journal.goals()?;
    let named = goals.into_iter().map(|view| (view.goal.id, view.goal.statement));
    the_one(name.trim_start_matches('>'), named, "goal", "goals")
}

/// The one thing called `name`, by its id, its full name, or part of it.
pub(crate) fn the_one<Id: Copy + std::fmt::Display>(
    name: &str,
    things: impl Iterator<Item = (Id, String)>,
    one: &str,
    command: &str,
) -> Outcome<Id> {
    at_most_one(name, things, one, command)?.ok_or_else(|| {
        Failure::Failed(format!("no {one} is called that; `ledgerline {command}` lists them"))
    })
}

/// None where nothing is called `name`; more than one is refused.
fn at_most_one<Id: Copy + std::fmt::Display>(
    name: &str,
    things: impl Iterator<Item = (Id, String)>,
    one: &str,
    command: &str,
) -> Outcome<Option<Id>> {
    let wanted = name.trim().to_lowercase();
    let mut parts = Vec::new();
    for (id, full) in things {
        let full = full.to_lowercase();
        if full == wanted || id.to_string() == wanted {
            return Ok(Some(id));
        }
        if !wanted.is_empty() && full.contains(&wanted) {
            parts.push(id);
        }
    }
    if parts.len() > 1 {
        return Err(Failure::Failed(format!(
            "more than one {one} is called that; give more of the name, or the id from `ledgerline {command} --json`"
        )));
    }
    Ok(parts.pop())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_means_itself_before_what_holds_it() {
        let people = || [(1, "Ana Reyes".to_owned()), (2, "Ana".to_owned()), (3, "Ben".to_owned())];
        let find = |name: &str| the_one(name, people().into_iter(), "person", "people").ok();
        assert_eq!(find("ana"), Some(2), "the exact name wins over a longer one");
        assert_eq!(find("reyes"), Some(1), "part of a name is enough when it is the only one");
        assert_eq!(find("n"), None, "three names hold it");
        assert_eq!(find(""), None, "nothing means nobody");
        let known = |name: &str| at_most_one(name, people().into_iter(), "person", "people");
        assert!(matches!(known("dora"), Ok(None)), "a name nobody has is no fault here");
        assert!(known("n").is_err(), "but three people are not nobody");
    }
}
