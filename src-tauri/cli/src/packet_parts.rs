//! `packet section`, `move`, `voice`, `person`, `project`: where things stand in a packet, and what
//! stands beside its claims.

use clap::Args;
use ledgerline_core::id::PacketId;
use ledgerline_core::journal::Journal;
use ledgerline_core::wire::{
    Arrangement, Budget, CountedIn, PacketEdit, PacketView, Placement, SectionPlan, VoicePick,
};

use crate::call::Call;
use crate::failure::{Failure, Outcome};
use crate::filters::{person, person_if_known, the_one};
use crate::words::{self, Looking};

/// A limit such as `700`, `700 characters` or `250 words`.
pub(crate) fn budget(text: &str) -> Result<Budget, String> {
    let wrong = || "a budget is such as `700 characters` or `250 words`".to_owned();
    let text = text.trim().to_lowercase();
    let (number, unit) = text.split_once(' ').unwrap_or((&text, "characters"));
    let unit = match unit.trim() {
        "c" | "character" | "characters" => CountedIn::Characters,
        "w" | "word" | "words" => CountedIn::Words,
        _ => return Err(wrong()),
    };
    Ok(Budget { limit: number.parse().map_err(|_| wrong())?, unit })
}

#[derive(Args)]
pub(crate) struct Section {
    /// The packet's title, part of it, or the id
    name: String,
    /// The section's heading; a new one starts a section of my own
    heading: String,
    /// Another heading for it
    #[arg(long, value_name = "TEXT")]
    rename: Option<String>,
    /// A few words under the heading
    #[arg(long, value_name = "TEXT")]
    intro: Option<String>,
    /// How long it may be, such as `700 characters` or `250 words`
    #[arg(long, value_parser = budget)]
    budget: Option<Budget>,
    /// Its place among the sections, 1 first
    #[arg(long, value_name = "N")]
    place: Option<usize>,
    /// Take the section away; what stands in it stays in the packet
    #[arg(long)]
    remove: bool,
}

impl Section {
    pub(crate) fn change(self, id: PacketId, journal: &mut Journal, call: &Call) -> Outcome {
        let view = journal.packet(id)?;
        let mut edit = view.edit.clone();
        let known = section(&view, &self.heading);
        let key = match known {
            Some(key) => key,
            None if self.remove => return Err(nowhere(&self.heading)),
            None if edit.arrangement == Arrangement::Own => fresh(&edit),
            None => {
                let why = "only a packet arranged `own` has sections of its own; \
                           `packet edit --arrange own` makes it one";
                return Err(Failure::Failed(why.to_owned()));
            }
        };
        // Every section is named in the plan from here on, so that their order holds.
        plan_all(&view, &mut edit);
        let mut plan = match edit.outline.iter().position(|plan| plan.key == key) {
            Some(at) => edit.outline.remove(at),
            None => SectionPlan { key, heading: self.heading.clone(), ..SectionPlan::default() },
        };
        let (name, place) = (self.name.clone(), self.place);
        if !self.remove {
            let last = edit.outline.len();
            let was = view.sections.iter().position(|section| section.key == plan.key);
            plan.heading = self.rename.unwrap_or(plan.heading);
            plan.intro = self.intro.unwrap_or(plan.intro);
            plan.budget = self.budget.or(plan.budget);
            let at = place.map(|place| place.saturating_sub(1)).or(was).unwrap_or(last);
            edit.outline.insert(at.min(last), plan);
        }
        drop(name);
        journal.save_packet(id, edit, &call.now)?;
        Ok(())
    }

    pub(crate) fn packet(&self) -> &str {
        &self.name
    }
}

/// A plan for every section shown, in the order shown.
fn plan_all(view: &PacketView, edit: &mut PacketEdit) {
    let mut outline = Vec::new();
    for section in view.sections.iter().filter(|section| !section.key.is_empty()) {
        let known = edit.outline.iter().find(|plan| plan.key == section.key).cloned();
        outline.push(
            known.unwrap_or_else(|| SectionPlan {
                key: section.key.clone(),
                ..SectionPlan::default()
            }),
        );
    }
    edit.outline = outline;
}

fn fresh(edit: &PacketEdit) -> String {
    let taken = |number: &usize| {
        let key = format!("own:{number}");
        edit.outline.iter().any(|plan| plan.key == key)
    };
    let number = (1..).find(|number| !taken(number)).unwrap_or_default();
    format!("own:{number}")
}

fn section(view: &PacketView, heading: &str) -> Option<String> {
    let wanted = heading.trim().to_lowercase();
    let fits = |known: &str| known.to_lowercase() == wanted;
    let exact = view.sections.iter().find(|section| fits(&section.heading));
    let begins =
        || view.sections.iter().find(|one| one.heading.to_lowercase().starts_with(&wanted));
    exact.or_else(begins).map(|section| section.key.clone())
}

fn nowhere(heading: &str) -> Failure {
    let heading = crate::paper::safe(heading);
    Failure::Failed(format!("the packet has no section `{heading}`; `packet show` lists them"))
}

#[derive(Args)]
pub(crate) struct Move {
    /// The packet's title, part of it, or the id
    pub(crate) name: String,
    /// The outcome, or the entry whose outcome is meant, by id
    #[arg(value_name = "ID")]
    pub(crate) id: String,
    /// Its new place, 1 first: in the section when one is named, else in the packet
    #[arg(long, value_name = "N")]
    to: Option<u32>,
    /// The section to move it to
    #[arg(long, value_name = "HEADING")]
    section: Option<String>,
}

impl Move {
    pub(crate) fn place(
        self,
        id: PacketId,
        outcome: ledgerline_core::id::OutcomeId,
        journal: &mut Journal,
        call: &Call,
    ) -> Outcome {
        if self.to.is_none() && self.section.is_none() {
            return Err(Failure::Usage("say where: --to, --section or both".to_owned()));
        }
        let view = journal.packet(id)?;
        let section = match &self.section {
            Some(heading) => Some(section(&view, heading).ok_or_else(|| nowhere(heading))?),
            None => None,
        };
        let place = self.to.map_or(u32::MAX, |to| to.saturating_sub(1));
        journal.place(id, &Placement { outcome, place, section }, &call.now)?;
        Ok(())
    }
}

#[derive(Args)]
pub(crate) struct Voice {
    /// The packet's title, part of it, or the id
    pub(crate) name: String,
    /// What was said; with --remove, part of it
    quote: String,
    /// Who said it: somebody in People, or words for them
    #[arg(long, value_name = "WHO", required_unless_present = "remove")]
    speaker: Option<String>,
    /// When it was said
    #[arg(long, value_name = "DAY", allow_hyphen_values = true)]
    said: Option<String>,
    /// When permission was given; without it, or consent on file, the words stay in the journal
    #[arg(long, value_name = "DAY", allow_hyphen_values = true)]
    permitted: Option<String>,
    /// Take it out of the packet
    #[arg(long)]
    remove: bool,
}

impl Voice {
    pub(crate) fn change(self, id: PacketId, journal: &mut Journal, call: &Call) -> Outcome {
        let mut edit = journal.packet(id)?.edit;
        if self.remove {
            let wanted = self.quote.trim().to_lowercase();
            let before = edit.voices.len();
            edit.voices.retain(|voice| !voice.quote.to_lowercase().contains(&wanted));
            if edit.voices.len() == before {
                return Err(Failure::Failed("nobody is quoted with these words".to_owned()));
            }
        } else {
            let speaker = self.speaker.unwrap_or_default();
            let known = person_if_known(journal, &speaker, &call.now)?;
            let day = |text: Option<&String>| {
                text.map(|text| words::day(text, Looking::Back, call.now.day())).transpose()
            };
            edit.voices.push(VoicePick {
                quote: self.quote,
                person: known,
                speaker: if known.is_some() { String::new() } else { speaker },
                dated: day(self.said.as_ref())?,
                permitted_on: day(self.permitted.as_ref())?,
                evidence: None,
            });
        }
        journal.save_packet(id, edit, &call.now)?;
        Ok(())
    }
}

#[derive(Args)]
pub(crate) struct Pick {
    /// The packet's title, part of it, or the id
    pub(crate) name: String,
    /// Who or which: a name, part of it, or the id
    one: String,
    /// Take it out of the packet
    #[arg(long)]
    remove: bool,
}

impl Pick {
    /// Somebody who grew.
    pub(crate) fn person(self, id: PacketId, journal: &mut Journal, call: &Call) -> Outcome {
        let mut edit = journal.packet(id)?.edit;
        let one = person(journal, &self.one, &call.now)?;
        take(&mut edit.grown, one, !self.remove);
        journal.save_packet(id, edit, &call.now)?;
        Ok(())
    }

    /// A project for the appendix.
    pub(crate) fn project(self, id: PacketId, journal: &mut Journal, call: &Call) -> Outcome {
        let mut edit = journal.packet(id)?.edit;
        let all = journal.projects()?.into_iter().map(|project| (project.id, project.name));
        let one = the_one(&self.one, all, "project", "projects")?;
        take(&mut edit.projects, one, !self.remove);
        journal.save_packet(id, edit, &call.now)?;
        Ok(())
    }
}

fn take<Id: Copy + PartialEq>(list: &mut Vec<Id>, one: Id, on: bool) {
    let there = list.contains(&one);
    if on && !there {
        list.push(one);
    } else if !on {
        list.retain(|known| *known != one);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_budget_says_its_unit_or_counts_characters() {
        assert_eq!(budget("700"), Ok(Budget { limit: 700, unit: CountedIn::Characters }), "bare");
        assert_eq!(budget("250 words"), Ok(Budget { limit: 250, unit: CountedIn::Words }), "words");
        assert!(budget("some").is_err() && budget("7 pages").is_err(), "nothing else");
    }
}
