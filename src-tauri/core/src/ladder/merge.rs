//! Putting a ladder that was read over the one that is there: by key, and nothing linked is lost.

use std::collections::HashSet;

use super::read::{ReadCriterion, ReadLadder};
use super::{Criterion, Ladder};
use crate::id::{CriterionId, LadderId};

/// What came of it.
#[derive(Clone, PartialEq, Eq)]
pub struct Merged {
    /// The ladder as it is now.
    pub ladder: Ladder,
    /// Criteria that are new.
    pub added: Vec<CriterionId>,
    /// Criteria that were there and are different now, or elsewhere.
    pub changed: Vec<CriterionId>,
    /// How many stay as they were.
    pub unchanged: u32,
    /// Criteria no longer asked for, kept because of their links.
    pub kept_aside: Vec<CriterionId>,
    /// Criteria no longer asked for, without links, and gone.
    pub removed: Vec<Criterion>,
}

impl Merged {
    /// Whether the ladder is any different from what it was.
    #[must_use]
    pub fn is_different(&self, before: &Ladder) -> bool {
        let now = Ladder { revision: before.revision, ..self.ladder.clone() };
        now != *before
    }
}

/// Puts `read` over `before`. `linked` says whether anything is linked to a criterion, `fresh`
/// makes ids.
pub fn merge(
    before: Option<&Ladder>,
    read: &ReadLadder,
    linked: impl Fn(CriterionId) -> bool,
    fresh: &mut dyn FnMut() -> (LadderId, CriterionId),
) -> Merged {
    let known = before.map_or(&[][..], |ladder| &ladder.criteria);
    let mut merged = Merged {
        ladder: blank(before, read, fresh),
        added: Vec::new(),
        changed: Vec::new(),
        unchanged: 0,
        kept_aside: Vec::new(),
        removed: Vec::new(),
    };
    let moved = moved(known, read);
    let mut found = HashSet::new();
    for criterion in &read.criteria {
        let old = known.iter().find(|old| same_key(&old.key, &criterion.key));
        let id = old.map_or_else(|| fresh().1, |old| old.id);
        let now = settled(id, criterion);
        match old {
            None => merged.added.push(id),
            Some(old) if *old == now && !moved.contains(&id) => merged.unchanged += 1,
            Some(_) => merged.changed.push(id),
        }
        found.insert(id);
        merged.ladder.criteria.push(now);
    }
    for old in known.iter().filter(|old| !found.contains(&old.id)) {
        if !old.aside && !linked(old.id) {
            merged.removed.push(old.clone());
            continue;
        }
        if !old.aside {
            merged.kept_aside.push(old.id);
        }
        let level = old.level.clone().filter(|level| merged.ladder.levels.contains(level));
        merged.ladder.criteria.push(Criterion { aside: true, level, ..old.clone() });
    }
    merged
}

fn blank(
    before: Option<&Ladder>,
    read: &ReadLadder,
    fresh: &mut dyn FnMut() -> (LadderId, CriterionId),
) -> Ladder {
    let mut levels = read.levels.clone();
    if let Some(before) = before.filter(|_| !read.levels_said) {
        // A file that only mentions levels does not put them in order.
        levels.clone_from(&before.levels);
        let new = read.levels.iter().filter(|level| !before.levels.contains(level));
        levels.extend(new.cloned());
    }
    let kept = |said: &Option<String>, before: Option<&Option<String>>| {
        let level = said.clone().or_else(|| before.cloned().flatten());
        level.filter(|level| levels.contains(level))
    };
    Ladder {
        id: before.map_or_else(|| fresh().0, |before| before.id),
        name: read.name.clone(),
        now: kept(&read.now, before.map(|before| &before.now)),
        target: kept(&read.target, before.map(|before| &before.target)),
        criteria: Vec::new(),
        revision: before.map_or(0, |before| before.revision + 1),
        levels,
    }
}

fn settled(id: CriterionId, read: &ReadCriterion) -> Criterion {
    Criterion {
        id,
        key: read.key.clone(),
        level: read.level.clone(),
        area: read.area.clone(),
        title: read.title.clone(),
        text: read.text.clone(),
        bar: read.bar.clone(),
        aside: false,
    }
}

fn same_key(one: &str, other: &str) -> bool {
    one.to_lowercase() == other.to_lowercase()
}

/// Those whose neighbours in front are others than before, new and gone ones not counted.
fn moved(known: &[Criterion], read: &ReadLadder) -> HashSet<CriterionId> {
    let before: Vec<CriterionId> = known
        .iter()
        .filter(|old| !old.aside && read.criteria.iter().any(|new| same_key(&new.key, &old.key)))
        .map(|old| old.id)
        .collect();
    let now: Vec<CriterionId> = read
        .criteria
        .iter()
        .filter_map(|new| known.iter().find(|old| !old.aside && same_key(&old.key, &new.key)))
        .map(|old| old.id)
        .collect();
    before.iter().zip(&now).filter(|(one, other)| one != other).map(|(_, id)| *id).collect()
}
