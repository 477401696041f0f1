//! `people`: who I work with, and how much of the record is about them.

use std::io::Write;

use clap::{Args, Subcommand};
use ledgerline_core::journal::Journal;
use ledgerline_core::person::{Person, Relation};
use ledgerline_core::wire::PersonView;

use crate::call::Call;
use crate::failure::{Failure, Outcome};
use crate::filters::person;
use crate::paper::{Ink, count, lines};
use crate::words::{self, Looking, spelled};

/// List, add, change or merge people
#[derive(Args)]
pub(crate) struct People {
    #[command(subcommand)]
    deed: Option<Deed>,
}

#[derive(Subcommand)]
enum Deed {
    /// List people with what the record holds about them
    List,
    /// Add a person
    Add {
        /// The name you will type
        name: String,
        #[command(flatten)]
        fields: Fields,
    },
    /// Change a person
    Edit {
        /// The person's name, part of it, or the id
        person: String,
        /// A new name
        #[arg(long)]
        name: Option<String>,
        #[command(flatten)]
        fields: Fields,
    },
    /// Make two people one: everything about the first becomes the second's
    Merge {
        /// Who is there twice
        from: String,
        /// Who stays
        into: String,
    },
    /// Put a person in the bin
    Remove {
        /// The person's name, part of it, or the id
        person: String,
    },
}

#[derive(Args)]
struct Fields {
    /// What they do
    #[arg(long)]
    role: Option<String>,
    /// Their area of the business
    #[arg(long)]
    area: Option<String>,
    /// manager, managers-manager, report, peer, leader or outside
    #[arg(long, value_parser = words::word::<Relation>)]
    relation: Option<Relation>,
    /// The last real conversation
    #[arg(long, value_name = "DAY", allow_hyphen_values = true)]
    last_contact: Option<String>,
    /// What I invested in them
    #[arg(long, value_name = "TEXT")]
    invested: Option<String>,
    /// What they went on to do
    #[arg(long, value_name = "TEXT")]
    later_step: Option<String>,
    /// My own account of my part in it
    #[arg(long, value_name = "TEXT")]
    honest_share: Option<String>,
    /// Whether they agreed to be named: true or false
    #[arg(long, value_name = "BOOL")]
    may_be_named: Option<bool>,
}

impl Fields {
    fn is_silent(&self) -> bool {
        self.role.is_none()
            && self.area.is_none()
            && self.relation.is_none()
            && self.last_contact.is_none()
            && self.invested.is_none()
            && self.later_step.is_none()
            && self.honest_share.is_none()
            && self.may_be_named.is_none()
    }

    fn put_into(self, person: &mut Person, call: &Call) -> Outcome {
        let today = call.now.day();
        if let Some(day) = self.last_contact {
            person.last_contact = Some(words::day(&day, Looking::Back, today)?);
        }
        if self.may_be_named.is_some() {
            (person.may_be_named, person.asked_on) = (self.may_be_named, Some(today));
        }
        person.relation = self.relation.or(person.relation);
        words::put([
            (self.role, &mut person.role),
            (self.area, &mut person.area),
            (self.invested, &mut person.invested),
            (self.later_step, &mut person.later_step),
            (self.honest_share, &mut person.honest_share),
        ]);
        Ok(())
    }
}

impl People {
    pub(crate) fn run(self, call: &mut Call) -> Outcome {
        let mut journal = call.open()?;
        let people = match self.deed.unwrap_or(Deed::List) {
            Deed::List => journal.people(&call.now)?,
            Deed::Add { name, fields } => add(&name, fields, &mut journal, call)?,
            Deed::Edit { person, name, fields } => edit(&person, name, fields, &mut journal, call)?,
            Deed::Merge { from, into } => {
                let (from, into) =
                    (person(&journal, &from, &call.now)?, person(&journal, &into, &call.now)?);
                journal.merge_people(from, into, &call.now)?
            }
            Deed::Remove { person: name } => {
                let id = person(&journal, &name, &call.now)?;
                journal.delete_person(id, &call.now)?
            }
        };
        print(&people, call)
    }
}

fn add(name: &str, fields: Fields, journal: &mut Journal, call: &Call) -> Outcome<Vec<PersonView>> {
    let before = journal.people(&call.now)?;
    let people = journal.new_person(name, &call.now)?;
    if fields.is_silent() {
        return Ok(people);
    }
    let is_new = |view: &&PersonView| before.iter().all(|old| old.person.id != view.person.id);
    let Some(added) = people.iter().find(is_new) else { return Ok(people) };
    change(added.person.clone(), fields, journal, call)
}

fn edit(
    who: &str,
    name: Option<String>,
    fields: Fields,
    journal: &mut Journal,
    call: &Call,
) -> Outcome<Vec<PersonView>> {
    if name.is_none() && fields.is_silent() {
        return Err(Failure::Usage(
            "say what to change, as in `--role \"Head of data\"`".to_owned(),
        ));
    }
    let id = person(journal, who, &call.now)?;
    let people = journal.people(&call.now)?;
    let found = people.into_iter().find(|view| view.person.id == id);
    let mut found = found.map(|view| view.person).ok_or_else(|| {
        Failure::Failed("this person went away in the meantime; look again".to_owned())
    })?;
    if let Some(name) = name {
        found.name = name;
    }
    change(found, fields, journal, call)
}

fn change(
    mut person: Person,
    fields: Fields,
    journal: &mut Journal,
    call: &Call,
) -> Outcome<Vec<PersonView>> {
    fields.put_into(&mut person, call)?;
    Ok(journal.save_person(person, &call.now)?)
}

fn print(people: &[PersonView], call: &mut Call) -> Outcome {
    if call.json {
        return call.print_json(&people);
    }
    let paper = call.paper;
    for view in people {
        let person = &view.person;
        for line in lines(&person.name, paper.width()) {
            writeln!(call.out, "{}", paper.ink(Ink::Strong, &line))?;
        }
        let mut facts = Vec::new();
        let relation = person.relation.as_ref().map(spelled).unwrap_or_default();
        let relation = relation.replace("managers-", "manager's ");
        facts.push(person.role.clone());
        // "Head of Finance" says the area already, "CTO (manager's manager)" the relation.
        let more = [person.area.clone(), relation].into_iter();
        facts.extend(more.filter(|fact| !person.role.contains(fact.as_str())));
        facts.push(count(view.entries, "entry", "entries"));
        if view.credited > 0 {
            facts.push(format!("credited {}", count(view.credited, "time", "times")));
        }
        facts.extend(view.last_entry.map(|day| format!("last {day}")));
        facts.retain(|fact| !fact.is_empty());
        for line in lines(&facts.join(", "), paper.width() - 2) {
            writeln!(call.out, "  {}", paper.ink(Ink::Faint, &line))?;
        }
    }
    Ok(())
}
