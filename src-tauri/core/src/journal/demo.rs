//! The demo journal: a fictional year, moved so that it ends today, and a week under way.

mod present;

mod updates;

use std::collections::HashMap;

use chrono::{Days, FixedOffset, NaiveDate, NaiveTime, TimeDelta};
use serde::Deserialize;

use super::capture::{blank_outcome, tidy_tags};
use super::{Journal, demo_packet};
use crate::entry::{Asked, Entry, GoalRef, PersonRef, Sensitivity};
use crate::error::{Error, Result};
use crate::figure::{Better, Category, Overlap, Range, UnitValue};
use crate::goal::{Goal, OwnershipAnswer};
use crate::id::{CriterionId, EntryId, EvidenceId, GoalId, LadderId, OutcomeId, PersonId};
use crate::kind::Kind;
use crate::ladder::{Bar, Criterion, Ladder};
use crate::outcome::record::{
    Counterfactual, Credit, CriterionMet, Evidence, EvidenceKind, Metric, Outcome, Shown,
};
use crate::outcome::{Confidence, Grade, Part};
use crate::person::{Person, Relation};
use crate::store::{self, Write};
use crate::time::{Day, Moment};

const DEMO: &str = include_str!("../../../../tests/fixtures/demo.json");

/// Everybody in it was asked this many days ago whether they may be named.
const ASKED: u64 = 40;

#[derive(Deserialize)]
struct Demo {
    company: Company,
    persona: Persona,
    people: Vec<DemoPerson>,
    goals: Vec<DemoGoal>,
    ladder: Vec<DemoCriterion>,
    entries: Vec<DemoEntry>,
}

#[derive(Deserialize)]
struct Company {
    name: String,
    currency: String,
}

#[derive(Deserialize)]
struct Persona {
    name: String,
    role: String,
    aims_for: String,
    manager: String,
    managers_manager: String,
}

#[derive(Deserialize)]
struct DemoPerson {
    id: String,
    name: String,
    role: String,
    may_be_named: bool,
}

#[derive(Deserialize)]
struct DemoGoal {
    id: String,
    text: String,
    uniquely_mine: bool,
    could_fail: String,
    could_win: String,
}

#[derive(Deserialize)]
struct DemoCriterion {
    id: String,
    area: String,
    text: String,
    bar: String,
}

#[derive(Deserialize)]
struct DemoEntry {
    id: String,
    day_offset: i64,
    capture_lag_days: i64,
    kind: Kind,
    title: String,
    action: String,
    mechanism: String,
    outcome: String,
    outcome_category: Category,
    metric: DemoMetric,
    counterfactual: DemoCounterfactual,
    impact: Impact,
    evidence: Vec<DemoEvidence>,
    attribution: Attribution,
    people: Vec<String>,
    goal: Option<String>,
    criteria: Vec<String>,
    commissioned: bool,
    shared_up: Vec<String>,
    sensitivity: String,
    tags: Vec<String>,
    overlaps_with: Vec<String>,
}

#[derive(Deserialize)]
struct DemoMetric {
    name: String,
    unit: String,
    better: Better,
    baseline: f64,
    result: f64,
    #[serde(default)]
    baseline_note: String,
    #[serde(default)]
    source: String,
    additive: bool,
}

#[derive(Deserialize)]
struct DemoCounterfactual {
    text: String,
    deadweight_pct: Range,
    basis: String,
}

#[derive(Deserialize)]
struct Impact {
    unit_value: Option<DemoUnitValue>,
}

#[derive(Deserialize)]
struct DemoUnitValue {
    usd_per_unit: f64,
    periods: f64,
    period_label: String,
    why: String,
}

#[derive(Deserialize)]
struct DemoEvidence {
    strength: u8,
    r#type: String,
    r#ref: String,
    by: Option<String>,
}

#[derive(Deserialize)]
struct Attribution {
    role: Part,
    share_pct: Range,
    credited: Vec<DemoCredit>,
}

#[derive(Deserialize)]
struct DemoCredit {
    person: String,
    did: String,
}

/// The demo's own ids with what they became.
struct Names {
    people: HashMap<String, PersonRef>,
    goals: HashMap<String, GoalRef>,
    criteria: HashMap<String, CriterionMet>,
    outcomes: HashMap<String, OutcomeId>,
}

/// Fills an empty journal with the demo: a year whose last day is today, and a week under way.
///
/// # Errors
/// The journal is not empty, or could not be written.
pub fn fill(journal: &mut Journal, now: &Moment) -> Result<()> {
    write(journal, now, present::add)
}

/// Fills an empty journal with the demo's year and packet alone: what a test adds to it is all there is
/// besides.
///
/// # Errors
/// The journal is not empty, or could not be written.
pub fn fill_year(journal: &mut Journal, now: &Moment) -> Result<()> {
    write(journal, now, |_, _| Ok(()))
}

fn write(
    journal: &mut Journal,
    now: &Moment,
    more: impl FnOnce(&Write<'_>, &Moment) -> Result<()>,
) -> Result<()> {
    if store::timeline::all(journal.store.db())? > 0 {
        return Err(Error::BadInput(
            "the demo goes into an empty journal only; choose another folder".to_owned(),
        ));
    }
    let demo: Demo = serde_json::from_str(DEMO).map_err(|error| {
        Error::Damaged(format!("the demo is not readable, line {}", error.line()))
    })?;
    let settings =
        crate::wire::Settings { currency: demo.company.currency.clone(), ..journal.settings()? };
    let tx = journal.store.write()?;
    store::setting::put(&tx, "settings", &settings)?;
    store::setting::put(&tx, "demo", &true)?;
    let mut names = Names {
        people: HashMap::new(),
        goals: HashMap::new(),
        criteria: HashMap::new(),
        outcomes: demo.entries.iter().map(|e| (e.id.clone(), OutcomeId::new(now))).collect(),
    };
    add_people(&tx, &demo, &mut names, now)?;
    add_goals(&tx, &demo, &mut names, now)?;
    add_ladder(&tx, &demo, &mut names, now)?;
    for entry in &demo.entries {
        add_entry(&tx, entry, &names, now)?;
    }
    more(&tx, now)?;
    tx.commit()?;
    let known = demo_packet::Known {
        outcomes: &names.outcomes,
        people: names.people.iter().map(|(id, person)| (id.clone(), person.id)).collect(),
        author: demo.persona.name.clone(),
    };
    demo_packet::add(journal, &known, now)?;
    updates::fill(journal, &names, now)?;
    journal.forget_undo();
    Ok(())
}

/// Takes the demo out, with all that was added to it. The keys and the settings stay.
///
/// # Errors
/// The journal holds no demo, or could not be written.
pub fn clear(journal: &mut Journal) -> Result<()> {
    if !journal.is_demo()? {
        return Err(Error::BadInput("this journal holds no demo; nothing was erased".to_owned()));
    }
    let tx = journal.store.write()?;
    store::trash::empty(&tx)?;
    store::setting::put(&tx, "demo", &false)?;
    tx.commit()?;
    journal.forget_undo();
    journal.store.checkpoint()
}

fn add_people(tx: &Write<'_>, demo: &Demo, names: &mut Names, now: &Moment) -> Result<()> {
    for known in &demo.people {
        let relation = match &known.id {
            id if *id == demo.persona.manager => Some(Relation::Manager),
            id if *id == demo.persona.managers_manager => Some(Relation::ManagersManager),
            _ => None,
        };
        let id = PersonId::new(now);
        let person = store::person::named(id, &known.name);
        // "Head of Finance": what follows the office is the area.
        let area = known.role.rsplit_once([',', '(']).map_or("", |(_, area)| area);
        let area = known.role.strip_prefix("Head of ").unwrap_or(area);
        store::person::put(
            tx,
            &Person {
                role: known.role.clone(),
                area: area.trim_end_matches(')').trim().to_owned(),
                relation,
                may_be_named: Some(known.may_be_named),
                asked_on: Some(now.day() - Days::new(ASKED)),
                ..person
            },
        )?;
        names.people.insert(known.id.clone(), PersonRef { id, name: known.name.clone() });
    }
    Ok(())
}

fn add_goals(tx: &Write<'_>, demo: &Demo, names: &mut Names, now: &Moment) -> Result<()> {
    for known in &demo.goals {
        let id = GoalId::new(now);
        let half = |words: &str| OwnershipAnswer {
            holds: Some(known.uniquely_mine),
            words: words.to_owned(),
        };
        let goal = Goal {
            could_fail: half(&known.could_fail),
            could_go_well: half(&known.could_win),
            ..Goal::named(id, &known.text)
        };
        store::goal::put(tx, &goal)?;
        names.goals.insert(known.id.clone(), GoalRef { id, name: known.text.clone() });
    }
    Ok(())
}

/// The company's ladder; the persona's office is the level held.
fn add_ladder(tx: &Write<'_>, demo: &Demo, names: &mut Names, now: &Moment) -> Result<()> {
    let held = demo.persona.role.split(',').next().unwrap_or_default().to_owned();
    let aim = demo.persona.aims_for.clone();
    let mut criteria = Vec::new();
    for known in &demo.ladder {
        let criterion = Criterion {
            id: CriterionId::new(now),
            key: known.id.clone(),
            level: Some(aim.clone()),
            area: known.area.clone(),
            title: String::new(),
            text: known.text.clone(),
            bar: Bar::read(&known.bar),
            aside: false,
        };
        let met = CriterionMet {
            id: Some(criterion.id),
            criterion: known.text.clone(),
            reason: String::new(),
        };
        names.criteria.insert(known.id.clone(), met);
        criteria.push(criterion);
    }
    let ladder = Ladder {
        id: LadderId::new(now),
        name: format!("{} ladder", demo.company.name),
        levels: vec![held.clone(), aim.clone()],
        now: Some(held),
        target: Some(aim),
        criteria,
        revision: 0,
    };
    store::ladder::put(tx, &ladder)
}

fn add_entry(tx: &Write<'_>, from: &DemoEntry, names: &Names, now: &Moment) -> Result<()> {
    let day = now.day() + TimeDelta::days(from.day_offset);
    let written = day + Days::new(from.capture_lag_days.unsigned_abs());
    let entry = Entry {
        id: EntryId::new(now),
        raw: from.title.clone(),
        text: from.title.clone(),
        kind: Some(from.kind),
        day,
        zone: now.zone.clone(),
        captured_at: afternoon(written, *now.local.offset()),
        people: from.people.iter().filter_map(|id| names.people.get(id).cloned()).collect(),
        goal: from.goal.as_ref().and_then(|id| names.goals.get(id).cloned()),
        tags: tidy_tags(&from.tags),
        body: format!("{}\n\n{}", from.action, from.mechanism),
        private_note: String::new(),
        sensitivity: match from.sensitivity.as_str() {
            "confidential" => Sensitivity::Confidential,
            _ => Sensitivity::Open,
        },
        asked: Some(if from.commissioned { Asked::AskedFor } else { Asked::Unasked }),
        figure: None,
        ask_on: None,
        no_outcome: false,
        fields: None,
        revision: 0,
    };
    store::entry::insert(tx, &entry)?;
    let id = names.outcomes.get(&from.id).copied().unwrap_or_else(|| OutcomeId::new(now));
    let outcome = outcome(id, from, &entry, names, now);
    store::outcome::put(tx, &outcome)?;
    store::outcome::map(tx, entry.id, id)?;
    store::entry::index(tx, entry.id)
}

/// When the line of `day` was written: late afternoon.
fn afternoon(day: Day, offset: FixedOffset) -> chrono::DateTime<FixedOffset> {
    let at = day.and_time(NaiveTime::from_hms_opt(16, 42, 0).unwrap_or_default());
    at.and_local_timezone(offset).single().unwrap_or_default()
}

fn outcome(id: OutcomeId, from: &DemoEntry, entry: &Entry, names: &Names, now: &Moment) -> Outcome {
    let person = |id: &String| names.people.get(id).map(|person| person.id);
    let mut outcome = blank_outcome(id, &from.outcome, entry);
    outcome.category = Some(from.outcome_category);
    outcome.metric = Some(metric(&from.metric, entry.day));
    outcome.unit_value = from.impact.unit_value.as_ref().map(|value| UnitValue {
        value: value.usd_per_unit,
        periods: value.periods,
        period_label: value.period_label.clone(),
        source: value.why.clone(),
    });
    outcome.counterfactual = Counterfactual {
        text: from.counterfactual.text.clone(),
        anyway: Some(from.counterfactual.deadweight_pct),
        basis: from.counterfactual.basis.clone(),
    };
    outcome.part = Some(from.attribution.role);
    outcome.share = Some(from.attribution.share_pct);
    outcome.nobody_else = from.attribution.credited.is_empty();
    outcome.credits = from
        .attribution
        .credited
        .iter()
        .map(|credit| Credit {
            person: person(&credit.person),
            name: names
                .people
                .get(&credit.person)
                .map_or(credit.person.clone(), |p| p.name.clone()),
            did: credit.did.clone(),
            share: None,
        })
        .collect();
    outcome.evidence = from
        .evidence
        .iter()
        .map(|item| Evidence {
            id: EvidenceId::new(now),
            kind: evidence_kind(&item.r#type),
            grade: Grade::try_from(item.strength).unwrap_or_default(),
            reference: item.r#ref.clone(),
            said_by: item.by.as_ref().and_then(person),
            dated: Some(entry.day),
            file: None,
        })
        .collect();
    let measured = outcome.grade() >= Grade::Measured;
    outcome.confidence = Some(if measured { Confidence::Measured } else { Confidence::Reasoned });
    outcome.criteria =
        from.criteria.iter().filter_map(|id| names.criteria.get(id).cloned()).collect();
    outcome.shown = from
        .shared_up
        .iter()
        .filter_map(person)
        .map(|person| Shown { person, on: None, how: String::new() })
        .collect();
    outcome.overlaps = from
        .overlaps_with
        .iter()
        .filter_map(|id| names.outcomes.get(id))
        .map(|with| Overlap { with: *with, amount: None })
        .collect();
    outcome.figure = super::outcomes::worked(&outcome, "USD").and_then(|worked| worked.figure);
    outcome
}

fn metric(from: &DemoMetric, day: NaiveDate) -> Metric {
    Metric {
        name: from.name.clone(),
        unit: from.unit.clone(),
        better: from.better,
        baseline: Some(from.baseline),
        baseline_note: from.baseline_note.clone(),
        result: Some(from.result),
        measured_on: Some(day),
        source: from.source.clone(),
        additive: from.additive,
        later: Vec::new(),
    }
}

fn evidence_kind(word: &str) -> EvidenceKind {
    store::from_word(&word.replace('_', "-")).unwrap_or(EvidenceKind::Document)
}
