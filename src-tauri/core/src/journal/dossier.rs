//! What stands in a packet beside its claims: voices with permission, people who grew, projects.

use ledgerline_packet as file;

use super::Journal;
use super::outline::Arranged;
use crate::entry::{Entry, KindFields, Sensitivity};
use crate::error::{Error, Result};
use crate::id::{PersonId, ProjectId};
use crate::kind::Kind;
use crate::outcome::record::EvidenceKind;
use crate::person::Person;
use crate::store::snapshot::Scope;
use crate::store::{self, entry, outcome, person, project};
use crate::time::{Day, Moment};
use crate::wire::{Deed, GrowthLine, PacketEdit, Project, VoiceLine, VoicePick};

/// What the journal knows of one person's growth.
struct Grown {
    person: Person,
    before: String,
    now: String,
    entries: u32,
    between: Option<(Day, Day)>,
}

impl Grown {
    fn my_part(&self) -> String {
        let Person { honest_share, invested, .. } = &self.person;
        if honest_share.trim().is_empty() { invested.clone() } else { honest_share.clone() }
    }
}

impl Journal {
    /// A packet's voices, then quotations among its outcomes' evidence that could become one.
    pub(super) fn voice_lines(
        &self,
        edit: &PacketEdit,
        sections: &[Arranged],
    ) -> Result<Vec<VoiceLine>> {
        let mut lines = Vec::new();
        for voice in &edit.voices {
            lines.push(self.voice_line(voice.clone(), true)?);
        }
        let leaving = sections.iter().flat_map(|section| &section.chosen);
        for one in leaving.filter(|one| one.may_leave()) {
            for item in &one.outcome.evidence {
                let taken = edit.voices.iter().any(|voice| voice.evidence == Some(item.id));
                if item.kind != EvidenceKind::Quote || taken {
                    continue;
                }
                let voice = VoicePick {
                    quote: unquoted(&item.reference),
                    person: item.said_by,
                    dated: item.dated,
                    evidence: Some(item.id),
                    ..VoicePick::default()
                };
                lines.push(self.voice_line(voice, false)?);
            }
        }
        Ok(lines)
    }

    fn voice_line(&self, voice: VoicePick, included: bool) -> Result<VoiceLine> {
        let db = self.store.db();
        let person = voice.person.map(|id| person::any(db, id)).transpose()?;
        let consent = person.as_ref().filter(|person| person.may_be_named == Some(true));
        let permitted_on = voice.permitted_on.or(consent.and_then(|person| person.asked_on));
        // A quotation taken from an outcome that has become confidential stays in.
        let open = match voice.evidence.map(|id| outcome::of_evidence(db, id)).transpose()? {
            Some(Some(outcome)) => !outcome::is_confidential(db, outcome)?,
            _ => true,
        };
        let said = voice.speaker.trim();
        let speaker = match &person {
            Some(person) if said.is_empty() => person.name.clone(),
            _ => said.to_owned(),
        };
        let may_leave = open
            && (permitted_on.is_some() || consent.is_some())
            && !voice.quote.trim().is_empty()
            && !speaker.is_empty();
        Ok(VoiceLine { voice, speaker, permitted_on, may_leave, included })
    }

    /// The voices that leave.
    pub(super) fn voices(
        &self,
        edit: &PacketEdit,
        sections: &[Arranged],
    ) -> Result<Vec<file::Voice>> {
        let lines = self.voice_lines(edit, sections)?;
        let leaving = lines.into_iter().filter(|line| line.included && line.may_leave);
        Ok(leaving
            .map(|line| file::Voice {
                quote: unquoted(&line.voice.quote),
                speaker: line.speaker,
                dated: line.voice.dated,
                permitted_on: line.permitted_on,
            })
            .collect())
    }

    /// People coached or sponsored in the packet's period, and those chosen before, chosen first.
    pub(super) fn growth_lines(&self, edit: &PacketEdit) -> Result<Vec<GrowthLine>> {
        let entries = self.growing(edit)?;
        let mut people = edit.grown.clone();
        for one in entries.iter().flat_map(|entry| &entry.people) {
            if !people.contains(&one.id) {
                people.push(one.id);
            }
        }
        let mut lines = Vec::new();
        for id in people {
            let Some(grown) = self.grown(id, &entries)? else { continue };
            lines.push(GrowthLine {
                person: id,
                name: grown.person.name.clone(),
                before: grown.before.clone(),
                now: grown.now.clone(),
                later_step: grown.person.later_step.clone(),
                my_part: grown.my_part(),
                entries: grown.entries,
                included: edit.grown.contains(&id),
            });
        }
        Ok(lines)
    }

    /// Coaching and sponsorship entries of the period that may leave, the oldest first.
    fn growing(&self, edit: &PacketEdit) -> Result<Vec<Entry>> {
        let db = self.store.db();
        let mut found = Vec::new();
        let kinds = [Kind::Coaching, Kind::Sponsorship];
        for id in entry::of_kinds(db, &kinds, edit.from, edit.to)? {
            let entry = entry::read(db, id)?;
            if entry.sensitivity == Sensitivity::Open {
                found.push(entry);
            }
        }
        Ok(found)
    }

    fn grown(&self, id: PersonId, entries: &[Entry]) -> Result<Option<Grown>> {
        let person = match person::any(self.store.db(), id) {
            Ok(person) => person,
            // They were erased since they were chosen.
            Err(Error::NotFound(_)) => return Ok(None),
            Err(error) => return Err(error),
        };
        let about = |entry: &&Entry| {
            entry.people.iter().any(|known| known.id == id) && is_whom(entry, &person)
        };
        let theirs: Vec<_> = entries.iter().filter(about).collect();
        let (mut before, mut now) = (String::new(), String::new());
        for entry in &theirs {
            if let Some(KindFields::Coaching { could_not, can_now, .. }) = &entry.fields {
                if before.is_empty() {
                    before.clone_from(could_not);
                }
                if !can_now.is_empty() {
                    now.clone_from(can_now);
                }
            }
        }
        let between = theirs.first().zip(theirs.last()).map(|(first, last)| (first.day, last.day));
        let entries = u32::try_from(theirs.len()).unwrap_or(u32::MAX);
        Ok(Some(Grown { person, before, now, entries, between }))
    }

    /// The people who grew, as the file says it.
    pub(super) fn leverage(&self, edit: &PacketEdit) -> Result<Vec<file::Growth>> {
        let entries = if edit.grown.is_empty() { Vec::new() } else { self.growing(edit)? };
        let mut people = Vec::new();
        for id in &edit.grown {
            let Some(grown) = self.grown(*id, &entries)? else { continue };
            people.push(file::Growth {
                who: grown.person.name.clone(),
                my_part: grown.my_part(),
                before: grown.before,
                now: grown.now,
                later_step: grown.person.later_step,
                between: grown.between,
            });
        }
        Ok(people)
    }

    /// The chosen projects, as the file says it.
    pub(super) fn portfolio(&self, edit: &PacketEdit) -> Result<Vec<file::Project>> {
        let mut chosen = Vec::new();
        for id in &edit.projects {
            let project = match project::read(self.store.db(), *id) {
                Ok(project) => project,
                Err(Error::NotFound(_)) => continue,
                Err(error) => return Err(error),
            };
            chosen.push(file::Project {
                name: project.name,
                problem: project.problem,
                proves: project.proves,
                link: project.link,
                status: project.status.name().to_owned(),
                users: project.users,
                taught: project.taught,
            });
        }
        Ok(chosen)
    }

    /// Every project, the oldest first.
    ///
    /// # Errors
    /// The store does not answer.
    pub fn projects(&self) -> Result<Vec<Project>> {
        project::all(self.store.db())
    }

    /// Writes a project down.
    ///
    /// # Errors
    /// The name is empty.
    pub fn new_project(&mut self, name: &str, now: &Moment) -> Result<Project> {
        let project = Project {
            id: ProjectId::new(now),
            name: named(name)?,
            problem: String::new(),
            proves: String::new(),
            link: String::new(),
            status: crate::wire::ProjectStatus::default(),
            users: String::new(),
            taught: String::new(),
            revision: 0,
        };
        self.change(Deed::EditProject, |tx, trace| {
            trace.touch(tx, Scope::Project(project.id.0))?;
            project::put(tx, &project)?;
            Ok(project)
        })
    }

    /// Changes a project.
    ///
    /// # Errors
    /// The revision is not the newest, or the name is empty.
    pub fn save_project(&mut self, project: Project) -> Result<Vec<Project>> {
        let name = named(&project.name)?;
        self.change(Deed::EditProject, |tx, trace| {
            if store::project::read(tx, project.id)?.revision != project.revision {
                return Err(Error::Stale("project"));
            }
            trace.touch(tx, Scope::Project(project.id.0))?;
            store::project::put(tx, &Project { name, revision: project.revision + 1, ..project })
        })?;
        self.projects()
    }

    /// Removes a project; undo brings it back.
    ///
    /// # Errors
    /// There is no such project.
    pub fn delete_project(&mut self, id: ProjectId) -> Result<Vec<Project>> {
        self.change(Deed::EditProject, |tx, trace| {
            project::read(tx, id)?;
            trace.touch(tx, Scope::Project(id.0))?;
            project::delete(tx, id)
        })?;
        self.projects()
    }
}

fn named(name: &str) -> Result<String> {
    match name.trim() {
        "" => Err(Error::BadInput("a project needs a name".to_owned())),
        name => Ok(name.to_owned()),
    }
}

/// Whether the entry is about this person: the one it names, where it names one.
fn is_whom(entry: &Entry, person: &Person) -> bool {
    let who = match &entry.fields {
        Some(KindFields::Coaching { who, .. } | KindFields::Sponsorship { who, .. }) => who.trim(),
        _ => "",
    };
    let words = store::words::fold;
    who.is_empty() || words(&person.name).contains(&words(who))
}

/// Words without the marks of quotation the user put around them; the file puts its own.
fn unquoted(text: &str) -> String {
    let text = text.trim();
    let pairs = [('\u{201c}', '\u{201d}'), ('"', '"'), ('\u{00ab}', '\u{00bb}')];
    let bare = pairs.iter().find_map(|(open, close)| {
        let inner = text.strip_prefix(*open)?.strip_suffix(*close)?;
        (!inner.contains([*open, *close])).then_some(inner)
    });
    bare.unwrap_or(text).trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::unquoted;

    #[test]
    fn only_marks_around_the_whole_are_taken_off() {
        assert_eq!(
            unquoted(" \u{201c}She kept it.\u{201d} "),
            "She kept it.",
            "the file has its own"
        );
        assert_eq!(unquoted("\"a\" and \"b\""), "\"a\" and \"b\"", "these belong to the words");
    }
}
