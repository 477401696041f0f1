//! The demo's packet: a case by goals, with what speaks against it, two voices and who grew.

use std::collections::HashMap;

use chrono::TimeDelta;
use serde::Deserialize;

use super::Journal;
use crate::entry::KindFields;
use crate::error::{Error, Result};
use crate::id::{OutcomeId, PersonId};
use crate::kind::Kind;
use crate::outcome::record::EvidenceKind;
use crate::store;
use crate::time::Moment;
use crate::wire::{Budget, CountedIn, PacketEdit, Project, SectionPlan, VoicePick};

const PACKET: &str = include_str!("../../../../tests/fixtures/demo-packet.json");

#[derive(Deserialize)]
struct DemoPacket {
    title: String,
    role: String,
    level_now: String,
    level_target: String,
    audience: String,
    summary: String,
    against: String,
    next_scope: String,
    entries: Vec<String>,
    voices: Vec<DemoVoice>,
    grown: Vec<DemoGrown>,
    project: DemoProject,
    sections: u32,
    profile: String,
}

#[derive(Deserialize)]
struct DemoVoice {
    entry: String,
    person: String,
    permitted_days_ago: i64,
}

#[derive(Deserialize)]
struct DemoGrown {
    person: String,
    who: String,
    entry: String,
    #[serde(default)]
    could_not: String,
    #[serde(default)]
    can_now: String,
    later_step: String,
    honest_share: String,
}

#[derive(Deserialize)]
struct DemoProject {
    name: String,
    problem: String,
    proves: String,
    link: String,
    users: String,
    taught: String,
}

/// The demo's own ids with what they became.
pub(super) struct Known<'a> {
    /// Outcomes by the id of their entry.
    pub(super) outcomes: &'a HashMap<String, OutcomeId>,
    /// People.
    pub(super) people: HashMap<String, PersonId>,
    /// The writer.
    pub(super) author: String,
}

/// Adds the packet to a journal that holds the demo's entries.
pub(super) fn add(journal: &mut Journal, known: &Known<'_>, now: &Moment) -> Result<()> {
    let demo: DemoPacket = serde_json::from_str(PACKET).map_err(|error| {
        Error::Damaged(format!("the demo's packet is not readable, line {}", error.line()))
    })?;
    let grown = add_growth(journal, &demo, known, now)?;
    let project = journal.new_project(&demo.project.name, now)?;
    let id = project.id;
    journal.save_project(Project {
        problem: demo.project.problem.clone(),
        proves: demo.project.proves.clone(),
        link: demo.project.link.clone(),
        users: demo.project.users.clone(),
        taught: demo.project.taught.clone(),
        ..project
    })?;
    let edit = PacketEdit {
        title: demo.title.clone(),
        author: known.author.clone(),
        role: demo.role.clone(),
        level_now: demo.level_now.clone(),
        level_target: demo.level_target.clone(),
        audience: demo.audience.clone(),
        from: Some(now.day() - TimeDelta::days(364)),
        to: Some(now.day()),
        summary: demo.summary.clone(),
        against: demo.against.clone(),
        next_scope: demo.next_scope.clone(),
        voices: voices(journal, &demo, known, now)?,
        grown,
        projects: vec![id],
        profile: demo.profile.clone(),
        ..PacketEdit::default()
    };
    let packet = journal.new_packet(edit, now)?.id;
    let mut view = None;
    for entry in &demo.entries {
        if let Some(outcome) = known.outcomes.get(entry) {
            view = Some(journal.include(packet, *outcome, true, now)?);
        }
    }
    if let Some(view) = view {
        let budget = Some(Budget { limit: demo.sections, unit: CountedIn::Characters });
        let plan =
            |key: &String| SectionPlan { key: key.clone(), budget, ..SectionPlan::default() };
        let keys = view.sections.iter().map(|section| &section.key);
        let outline = keys.filter(|key| !key.is_empty()).map(plan).collect();
        journal.save_packet(packet, PacketEdit { outline, ..view.edit }, now)?;
    }
    journal.forget_undo();
    Ok(())
}

/// Says of the people coached what they could not do and what became of them.
fn add_growth(
    journal: &mut Journal,
    demo: &DemoPacket,
    known: &Known<'_>,
    now: &Moment,
) -> Result<Vec<PersonId>> {
    let mut people = Vec::new();
    for one in &demo.grown {
        let Some(id) = known.people.get(&one.person) else { continue };
        let mut person = store::person::read(journal.store.db(), *id)?;
        person.later_step.clone_from(&one.later_step);
        person.honest_share.clone_from(&one.honest_share);
        journal.save_person(person, now)?;
        people.push(*id);
        let Some(outcome) = known.outcomes.get(&one.entry) else { continue };
        let tx = journal.store.write()?;
        for entry in store::outcome::entries(&tx, *outcome)? {
            let mut entry = store::entry::read(&tx, entry)?;
            if entry.kind == Some(Kind::Coaching) {
                entry.fields = Some(KindFields::Coaching {
                    who: one.who.clone(),
                    could_not: one.could_not.clone(),
                    can_now: one.can_now.clone(),
                });
                store::entry::update(&tx, &entry)?;
            }
        }
        tx.commit()?;
    }
    Ok(people)
}

fn voices(
    journal: &Journal,
    demo: &DemoPacket,
    known: &Known<'_>,
    now: &Moment,
) -> Result<Vec<VoicePick>> {
    let mut voices = Vec::new();
    for one in &demo.voices {
        let Some(outcome) = known.outcomes.get(&one.entry) else { continue };
        let outcome = store::outcome::read(journal.store.db(), *outcome)?;
        let quote = outcome.evidence.iter().find(|item| item.kind == EvidenceKind::Quote);
        voices.extend(quote.map(|item| VoicePick {
            quote: item.reference.trim_matches(['“', '”', '"']).to_owned(),
            person: known.people.get(&one.person).copied(),
            speaker: String::new(),
            dated: item.dated,
            permitted_on: Some(now.day() - TimeDelta::days(one.permitted_days_ago)),
            evidence: Some(item.id),
        }));
    }
    Ok(voices)
}
