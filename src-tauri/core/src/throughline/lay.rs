//! Where everything stands in the picture, counted in acts.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::{
    ActNode, FamilyActs, FurtherLink, OutcomeNode, Ribbon, TargetNode, Throughline,
    ThroughlineQuery, ThroughlineRow, Toward,
};
use crate::entry::Sensitivity;
use crate::figure::Figure;
use crate::id::{EntryId, GoalId, OutcomeId};
use crate::kind::{Family, Kind};
use crate::outcome::{Grade, Status};

/// Above this many acts the left column holds families.
pub const MOST_FOR_KINDS: usize = 120;

/// The slot of acts nothing came of yet.
pub const NOT_MAPPED: &str = "not-mapped";
/// The slot of acts with "no outcome, and that is fine".
pub const NO_OUTCOME: &str = "no-outcome";
const NO_KIND: &str = "no-kind";

/// An act as the picture needs it.
#[derive(Clone)]
pub struct Act {
    /// Which entry.
    pub id: EntryId,
    /// Its kind.
    pub kind: Option<Kind>,
    /// The goal it serves.
    pub goal: Option<GoalId>,
    /// Its outcomes, the first being the one it is drawn to.
    pub outcomes: Vec<OutcomeId>,
    /// "No outcome, and that is fine."
    pub settled: bool,
}

/// An outcome as the picture needs it.
#[derive(Clone)]
pub struct Came {
    /// Which.
    pub id: OutcomeId,
    /// Its statement.
    pub statement: String,
    /// Its figure.
    pub figure: Option<Figure>,
    /// Its best evidence.
    pub grade: Grade,
    /// Whether it has come.
    pub status: Status,
    /// Whether an entry behind it is confidential.
    pub sensitivity: Sensitivity,
    /// The criteria it meets, key and words; the first is the one it is drawn to.
    pub criteria: Vec<(String, String)>,
}

/// A goal as the picture needs it.
#[derive(Clone)]
pub struct Aim {
    /// Which.
    pub id: GoalId,
    /// Its statement.
    pub label: String,
    /// Whether it is uniquely mine.
    pub mine: bool,
}

/// An act with the place of its node in each column.
struct Way {
    act: EntryId,
    family: Option<Family>,
    left: usize,
    middle: usize,
    right: Option<usize>,
}

/// Lays the picture of `acts` out: the same input gives the same picture.
///
/// `acts` come oldest first and are those of the period. An act is drawn once, to its first
/// outcome; widths count acts and nothing else.
#[must_use]
pub fn lay_out(query: ThroughlineQuery, acts: &[Act], came: &[Came], aims: &[Aim]) -> Throughline {
    let by_family = acts.len() > MOST_FOR_KINDS;
    let outcomes: BTreeMap<OutcomeId, &Came> = came.iter().map(|one| (one.id, one)).collect();
    let goals: BTreeMap<GoalId, &Aim> = aims.iter().map(|one| (one.id, one)).collect();
    let left = left_column(acts, by_family);
    let mut ways = Vec::new();
    let (mut middles, mut rights) = (Vec::new(), Vec::new());
    for act in acts {
        let node = left_node(act.kind, by_family);
        let own = act.outcomes.iter().find_map(|id| outcomes.get(id).copied());
        let middle = match (own, act.settled) {
            (Some(own), _) => own.id.to_string(),
            (None, true) => NO_OUTCOME.to_owned(),
            (None, false) => NOT_MAPPED.to_owned(),
        };
        let right = own.and_then(|own| match query.toward {
            Toward::Goals => {
                act.goal.filter(|goal| goals.contains_key(goal)).map(|g| g.to_string())
            }
            Toward::Criteria => own.criteria.first().map(|(key, _)| key.clone()),
        });
        ways.push(Way {
            act: act.id,
            family: act.kind.map(Kind::family),
            left: left.iter().position(|known| known.node == node).unwrap_or(0),
            middle: place_of(&mut middles, middle),
            right: right.map(|right| place_of(&mut rights, right)),
        });
    }
    let middles = order(middles, &mut ways, |way| Some(way.left), |way| Some(&mut way.middle));
    let rights = order(rights, &mut ways, |way| Some(way.middle), |way| way.right.as_mut());
    let middle = middle_column(&middles, &ways, &outcomes);
    let right = right_column(&rights, &ways, &goals, came);
    let (reach, serve) = (reach(&left, &middle, &ways), serve(&middle, &right, &ways));
    Throughline {
        from: query.from,
        to: query.to,
        toward: query.toward,
        acts: tally(acts.len()),
        by_family,
        families: families(acts),
        rows: rows(&left, &middle, &right, &ways),
        further: further(acts, &outcomes, query.toward, by_family),
        left,
        middle,
        right,
        reach,
        serve,
    }
}

fn left_node(kind: Option<Kind>, by_family: bool) -> String {
    match kind {
        Some(kind) if by_family => kind.family().name().to_owned(),
        Some(kind) => kind.name().to_owned(),
        None => NO_KIND.to_owned(),
    }
}

/// Kinds, or families, in the order of the picker; acts without one last.
fn left_column(acts: &[Act], by_family: bool) -> Vec<ActNode> {
    let mut nodes: Vec<ActNode> = Vec::new();
    for kind in Kind::ALL.into_iter().map(Some).chain([None]) {
        let acts = tally(acts.iter().filter(|act| act.kind == kind).count());
        let node = left_node(kind, by_family);
        match nodes.iter_mut().find(|known| known.node == node) {
            Some(known) => known.acts += acts,
            None => nodes.push(ActNode {
                node,
                kind: kind.filter(|_| !by_family),
                family: kind.map(Kind::family),
                acts,
                at: 0,
            }),
        }
    }
    nodes.retain(|node| node.acts > 0);
    let mut at = 0;
    for node in &mut nodes {
        node.at = at;
        at += node.acts;
    }
    nodes
}

fn place_of(nodes: &mut Vec<String>, node: String) -> usize {
    nodes.iter().position(|known| *known == node).unwrap_or_else(|| {
        nodes.push(node);
        nodes.len() - 1
    })
}

/// Orders a column by the median place its acts come from, the larger first among equals, the two
/// slots last; `at` of every way follows.
fn order(
    nodes: Vec<String>,
    ways: &mut [Way],
    source: impl Fn(&Way) -> Option<usize>,
    at: impl Fn(&mut Way) -> Option<&mut usize>,
) -> Vec<String> {
    let mut from: Vec<Vec<usize>> = vec![Vec::new(); nodes.len()];
    for way in ways.iter_mut() {
        let source = source(way);
        if let (Some(place), Some(source)) = (at(way), source) {
            from[*place].push(source);
        }
    }
    let mut ranked: Vec<(usize, String)> = nodes.into_iter().enumerate().collect();
    ranked.sort_by_key(|(place, node)| {
        let sources = &mut from[*place];
        sources.sort_unstable();
        let middle = sources.len() / 2;
        // Twice the median, so that halves stay whole numbers.
        let median = match sources.len() {
            0 => 0,
            n if n % 2 == 1 => 2 * sources[middle],
            _ => sources[middle - 1] + sources[middle],
        };
        let slot = match node.as_str() {
            NOT_MAPPED => 1,
            NO_OUTCOME => 2,
            _ => 0,
        };
        (slot, median, Reverse(sources.len()), node.clone())
    });
    let mut fresh = vec![0; ranked.len()];
    for (now, (before, _)) in ranked.iter().enumerate() {
        fresh[*before] = now;
    }
    for way in ways {
        if let Some(place) = at(way) {
            *place = fresh[*place];
        }
    }
    ranked.into_iter().map(|(_, node)| node).collect()
}

fn middle_column(
    nodes: &[String],
    ways: &[Way],
    outcomes: &BTreeMap<OutcomeId, &Came>,
) -> Vec<OutcomeNode> {
    let mut at = 0;
    let column = nodes.iter().enumerate().map(|(place, node)| {
        let acts = tally(ways.iter().filter(|way| way.middle == place).count());
        let own = node.parse().ok().and_then(|id: OutcomeId| outcomes.get(&id).copied());
        at += acts;
        OutcomeNode {
            node: node.clone(),
            outcome: own.map(|own| own.id),
            statement: own.map(|own| own.statement.clone()).unwrap_or_default(),
            figure: own.and_then(|own| own.figure.clone()),
            grade: own.map(|own| own.grade).unwrap_or_default(),
            status: own.map(|own| own.status),
            sensitivity: own.map(|own| own.sensitivity).unwrap_or_default(),
            acts,
            at: at - acts,
        }
    });
    column.collect()
}

fn right_column(
    nodes: &[String],
    ways: &[Way],
    goals: &BTreeMap<GoalId, &Aim>,
    came: &[Came],
) -> Vec<TargetNode> {
    let words = |key: &str| {
        let met = came.iter().flat_map(|one| &one.criteria).find(|(known, _)| known == key);
        met.map(|(_, words)| words.clone()).unwrap_or_default()
    };
    let mut at = 0;
    let column = nodes.iter().enumerate().map(|(place, node)| {
        let acts = tally(ways.iter().filter(|way| way.right == Some(place)).count());
        let goal = node.parse().ok().and_then(|id: GoalId| goals.get(&id).copied());
        at += acts;
        TargetNode {
            node: node.clone(),
            goal: goal.map(|goal| goal.id),
            label: goal.map_or_else(|| words(node), |goal| goal.label.clone()),
            mine: goal.is_some_and(|goal| goal.mine),
            acts,
            at: at - acts,
        }
    });
    column.collect()
}

fn reach(left: &[ActNode], middle: &[OutcomeNode], ways: &[Way]) -> Vec<Ribbon> {
    let mut bundles: BTreeMap<(usize, usize), Vec<EntryId>> = BTreeMap::new();
    for way in ways {
        bundles.entry((way.left, way.middle)).or_default().push(way.act);
    }
    let mut arrived: Vec<u32> = middle.iter().map(|node| node.at).collect();
    let mut left_at: Vec<u32> = left.iter().map(|node| node.at).collect();
    // In the order of the left column, which is the order of families, on both sides.
    let ribbons = bundles.into_iter().map(|((from, to), entries)| {
        let acts = tally(entries.len());
        let ribbon = Ribbon {
            from: left[from].node.clone(),
            to: middle[to].node.clone(),
            family: left[from].family,
            acts,
            leaves_at: left_at[from],
            arrives_at: arrived[to],
            open: middle[to].outcome.is_none(),
            entries,
        };
        left_at[from] += acts;
        arrived[to] += acts;
        ribbon
    });
    ribbons.collect()
}

fn serve(middle: &[OutcomeNode], right: &[TargetNode], ways: &[Way]) -> Vec<Ribbon> {
    type Bundle = (usize, usize, usize);
    let mut bundles: BTreeMap<Bundle, (Option<Family>, Vec<EntryId>)> = BTreeMap::new();
    for way in ways {
        let Some(right) = way.right else { continue };
        let family = way.family.map_or(Family::ALL.len(), place_in_picker);
        let bundle = bundles.entry((way.middle, right, family)).or_default();
        bundle.0 = way.family;
        bundle.1.push(way.act);
    }
    let mut left_at: Vec<u32> = middle.iter().map(|node| node.at).collect();
    let mut arrived: Vec<u32> = right.iter().map(|node| node.at).collect();
    let ribbons = bundles.into_iter().map(|((from, to, _), (family, entries))| {
        let acts = tally(entries.len());
        let ribbon = Ribbon {
            from: middle[from].node.clone(),
            to: right[to].node.clone(),
            family,
            acts,
            leaves_at: left_at[from],
            arrives_at: arrived[to],
            open: false,
            entries,
        };
        left_at[from] += acts;
        arrived[to] += acts;
        ribbon
    });
    ribbons.collect()
}

fn place_in_picker(family: Family) -> usize {
    Family::ALL.iter().position(|known| *known == family).unwrap_or(Family::ALL.len())
}

fn families(acts: &[Act]) -> Vec<FamilyActs> {
    let of = |family: Option<Family>| FamilyActs {
        family,
        acts: tally(acts.iter().filter(|act| act.kind.map(Kind::family) == family).count()),
    };
    let mut found: Vec<FamilyActs> =
        Family::ALL.into_iter().map(|family| of(Some(family))).collect();
    found.extend(Some(of(None)).filter(|none| none.acts > 0));
    found
}

fn rows(
    left: &[ActNode],
    middle: &[OutcomeNode],
    right: &[TargetNode],
    ways: &[Way],
) -> Vec<ThroughlineRow> {
    let row = |(place, node): (usize, &OutcomeNode)| {
        let own: Vec<&Way> = ways.iter().filter(|way| way.middle == place).collect();
        let count = |at: usize| tally(own.iter().filter(|way| way.left == at).count());
        let reaching = |at: usize| tally(own.iter().filter(|way| way.right == Some(at)).count());
        let targets = right.iter().enumerate().map(|(at, node)| (node.node.clone(), reaching(at)));
        ThroughlineRow {
            node: node.node.clone(),
            acts: (0..left.len()).map(count).collect(),
            all: node.acts,
            targets: targets.filter(|(_, acts)| *acts > 0).collect(),
        }
    };
    middle.iter().enumerate().map(row).collect()
}

/// What is listed and not drawn: an act's other outcomes, and an outcome's other criteria.
fn further(
    acts: &[Act],
    outcomes: &BTreeMap<OutcomeId, &Came>,
    toward: Toward,
    by_family: bool,
) -> Vec<FurtherLink> {
    let mut found = Vec::new();
    let mut drawn: Vec<OutcomeId> = Vec::new();
    for act in acts {
        let known: Vec<&Came> =
            act.outcomes.iter().filter_map(|id| outcomes.get(id).copied()).collect();
        let Some((first, others)) = known.split_first() else { continue };
        found.extend(others.iter().map(|other| FurtherLink {
            from: left_node(act.kind, by_family),
            label: other.statement.clone(),
            entry: Some(act.id),
        }));
        if toward == Toward::Criteria && !drawn.contains(&first.id) {
            drawn.push(first.id);
            found.extend(first.criteria.iter().skip(1).map(|(_, words)| FurtherLink {
                from: first.id.to_string(),
                label: words.clone(),
                entry: None,
            }));
        }
    }
    found
}

fn tally(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
