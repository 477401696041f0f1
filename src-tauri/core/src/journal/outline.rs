//! A packet's outline: which section each outcome stands in, and in which order.

use super::Journal;
use crate::entry::Entry;
use crate::error::{Error, Result};
use crate::figure::Category;
use crate::id::{CriterionId, GoalId, OutcomeId, PacketId};
use crate::ladder::{Criterion, Ladder};
use crate::outcome::record::{CriterionMet, Outcome};
use crate::store::packet::Placed;
use crate::store::{self, entry, goal, outcome, packet};
use crate::wire::{Arrangement, Budget, PacketEdit, SectionPlan};

/// An outcome with the entries behind it.
pub(super) struct Chosen {
    pub(super) outcome: Outcome,
    pub(super) entries: Vec<Entry>,
    /// The section it was moved to.
    moved: Option<String>,
    /// Some entry behind it is confidential, if only one in the bin.
    confidential: bool,
}

/// A section with what stands in it.
pub(super) struct Arranged {
    pub(super) key: String,
    pub(super) heading: String,
    pub(super) intro: String,
    pub(super) budget: Option<Budget>,
    pub(super) chosen: Vec<Chosen>,
}

impl Chosen {
    /// Nothing behind it is confidential.
    pub(super) fn may_leave(&self) -> bool {
        !self.entries.is_empty() && !self.confidential
    }

    pub(super) fn goal(&self) -> Option<&str> {
        self.entries.iter().find_map(|entry| entry.goal.as_ref()).map(|goal| goal.name.as_str())
    }

    /// The section its goal, category or criterion puts it in.
    fn natural(&self, arrangement: Arrangement, ladder: Option<&Ladder>) -> String {
        let key = match arrangement {
            Arrangement::ByGoal => self
                .entries
                .iter()
                .find_map(|entry| entry.goal.as_ref())
                .map(|goal| format!("goal:{}", goal.id)),
            Arrangement::ByCategory => {
                self.outcome.category.map(|category| format!("category:{}", category.name()))
            }
            Arrangement::ByCriterion => {
                let criteria = &self.outcome.criteria;
                let asked = |met: &&CriterionMet| {
                    ladder.is_none_or(|ladder| {
                        met.id.is_some_and(|id| ladder.criterion(id).is_some())
                    })
                };
                criteria.iter().find(asked).map(|met| match met.id {
                    Some(id) => format!("criterion:{id}"),
                    None => format!("criterion:{}", met.criterion),
                })
            }
            Arrangement::OneList | Arrangement::Own => None,
        };
        key.unwrap_or_default()
    }
}

/// What the keys of an arrangement's sections begin with.
const fn prefix(arrangement: Arrangement) -> Option<&'static str> {
    match arrangement {
        Arrangement::ByGoal => Some("goal:"),
        Arrangement::ByCategory => Some("category:"),
        Arrangement::ByCriterion => Some("criterion:"),
        Arrangement::Own => Some("own:"),
        Arrangement::OneList => None,
    }
}

impl Journal {
    /// A packet's sections in order, each with its outcomes. Sections of the plan are there even
    /// when nothing stands in them.
    pub(super) fn arranged(&self, id: PacketId) -> Result<(PacketEdit, Vec<Arranged>)> {
        let edit = packet::read(self.store.db(), id)?;
        let begins = prefix(edit.arrangement);
        let fits = |key: &str| begins.is_some_and(|begins| key.starts_with(begins));
        let ladder = self.ladder_of(&edit)?;
        let mut sections = Vec::new();
        for plan in edit.outline.iter().filter(|plan| plan.key.is_empty() || fits(&plan.key)) {
            if sections.iter().all(|known: &Arranged| known.key != plan.key)
                && let Some(section) = self.section(&plan.key, Some(plan))?
            {
                sections.push(section);
            }
        }
        // What the ladder asks for is there in its order, also where nothing answers it yet.
        for criterion in ladder.iter().flat_map(|ladder| ladder.asked_of(ladder.level())) {
            let key = format!("criterion:{}", criterion.id);
            if sections.iter().all(|known: &Arranged| known.key != key) {
                sections.extend(self.section(&key, None)?);
            }
        }
        for (outcome, moved) in packet::outcomes(self.store.db(), id)? {
            let chosen = self.chosen(outcome, moved)?;
            let known =
                |key: &String| sections.iter().any(|section: &Arranged| section.key == *key);
            let own = edit.arrangement == Arrangement::Own;
            let moved = chosen
                .moved
                .clone()
                .filter(|key| key.is_empty() || known(key) || (!own && fits(key)));
            let mut key =
                moved.unwrap_or_else(|| chosen.natural(edit.arrangement, ladder.as_ref()));
            if !known(&key) {
                match self.section(&key, None)? {
                    Some(section) => sections.push(section),
                    // Its goal is gone; it stands with what belongs nowhere.
                    None => key.clear(),
                }
            }
            match sections.iter_mut().find(|section| section.key == key) {
                Some(section) => section.chosen.push(chosen),
                None => {
                    sections.extend(self.section(&key, None)?);
                    if let Some(section) = sections.last_mut() {
                        section.chosen.push(chosen);
                    }
                }
            }
        }
        // What belongs nowhere comes last, unless the user put it elsewhere.
        let planned = edit.outline.iter().any(|plan| plan.key.is_empty());
        if !planned {
            sections.sort_by_key(|section| section.key.is_empty());
        }
        Ok((edit, sections))
    }

    /// A section without outcomes; none when nothing bears its key any more.
    fn section(&self, key: &str, plan: Option<&SectionPlan>) -> Result<Option<Arranged>> {
        let words = match key.split_once(':') {
            Some(("goal", id)) => match id.parse::<GoalId>() {
                Ok(id) if goal::exists(self.store.db(), id)? => {
                    goal::any(self.store.db(), id)?.statement
                }
                _ => return Ok(None),
            },
            Some(("category", name)) => Category::ALL
                .into_iter()
                .find(|one| one.name() == name)
                .map(heading)
                .unwrap_or_default(),
            Some(("criterion", name)) => {
                let criterion =
                    name.parse().ok().map(|id| self.criterion(id)).transpose()?.flatten();
                criterion.map_or_else(|| name.to_owned(), |criterion| criterion.name().to_owned())
            }
            _ => String::new(),
        };
        let own = plan.map(|plan| plan.heading.trim()).filter(|own| !own.is_empty());
        Ok(Some(Arranged {
            key: key.to_owned(),
            heading: own.map_or(words, str::to_owned),
            intro: plan.map(|plan| plan.intro.clone()).unwrap_or_default(),
            budget: plan.and_then(|plan| plan.budget),
            chosen: Vec::new(),
        }))
    }

    /// The ladder whose criteria the sections follow.
    fn ladder_of(&self, edit: &PacketEdit) -> Result<Option<Ladder>> {
        let chosen = edit.ladder.filter(|_| edit.arrangement == Arrangement::ByCriterion);
        match chosen.map(|id| store::ladder::read(self.store.db(), id)).transpose() {
            // It went to the bin since.
            Err(Error::NotFound(_)) => Ok(None),
            found => found,
        }
    }

    fn criterion(&self, id: CriterionId) -> Result<Option<Criterion>> {
        let db = self.store.db();
        let ladder = store::ladder::of_criterion(db, id).and_then(|id| store::ladder::read(db, id));
        match ladder {
            Ok(ladder) => Ok(ladder.criterion(id).cloned()),
            Err(Error::NotFound(_)) => Ok(None),
            Err(error) => Err(error),
        }
    }

    pub(super) fn chosen(&self, id: OutcomeId, moved: Option<String>) -> Result<Chosen> {
        let db = self.store.db();
        let outcome = outcome::read(db, id)?;
        let entries =
            outcome.entries.iter().map(|id| entry::read(db, *id)).collect::<Result<Vec<_>>>()?;
        let confidential = outcome::is_confidential(db, id)?;
        Ok(Chosen { outcome, entries, moved, confidential })
    }
}

/// How many outcomes may not leave.
pub(super) fn held_back(sections: &[Arranged]) -> u32 {
    let held = sections.iter().flat_map(|section| &section.chosen).filter(|one| !one.may_leave());
    u32::try_from(held.count()).unwrap_or(u32::MAX)
}

/// The outcomes in the order shown, each with the section it was moved to.
pub(super) fn order(sections: &[Arranged]) -> Vec<Placed> {
    let chosen = sections.iter().flat_map(|section| &section.chosen);
    chosen.map(|one| (one.outcome.id, one.moved.clone())).collect()
}

/// Takes an outcome out of the sections.
pub(super) fn take(sections: &mut [Arranged], id: OutcomeId) -> Option<Placed> {
    for section in sections {
        if let Some(at) = section.chosen.iter().position(|one| one.outcome.id == id) {
            return Some((id, section.chosen.remove(at).moved));
        }
    }
    None
}

/// The first place of a section and one past its last, counted over the packet.
pub(super) fn reach(sections: &[Arranged], key: &str) -> Option<(usize, usize)> {
    let at = sections.iter().position(|section| section.key == key)?;
    let from = sections[..at].iter().map(|section| section.chosen.len()).sum();
    Some((from, from + sections[at].chosen.len()))
}

/// A category's name as a heading.
fn heading(category: Category) -> String {
    let name = category.name();
    let (first, rest) = name.split_at(1);
    first.to_uppercase() + rest
}
