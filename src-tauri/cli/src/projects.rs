//! `projects`: what I made in my own time.

use std::io::Write;

use clap::{Args, Subcommand};
use ledgerline_core::journal::Journal;
use ledgerline_core::wire::{Project, ProjectStatus};

use crate::call::Call;
use crate::failure::Outcome;
use crate::filters::the_one;
use crate::paper::{Ink, lines};
use crate::words;

/// List, add or change projects of my own time
#[derive(Args)]
pub(crate) struct Projects {
    #[command(subcommand)]
    deed: Option<Deed>,
}

#[derive(Subcommand)]
enum Deed {
    /// List projects
    List,
    /// Add a project
    Add {
        /// What it is called
        name: String,
        #[command(flatten)]
        fields: Fields,
    },
    /// Change a project
    Edit {
        /// The project's name, part of it, or the id
        name: String,
        #[command(flatten)]
        fields: Fields,
    },
    /// Remove a project
    Remove {
        /// The project's name, part of it, or the id
        name: String,
    },
}

#[derive(Args)]
struct Fields {
    /// Which problem it takes on
    #[arg(long, value_name = "TEXT")]
    problem: Option<String>,
    /// What it proves
    #[arg(long, value_name = "TEXT")]
    proves: Option<String>,
    /// Where it is; never fetched
    #[arg(long, value_name = "ADDRESS")]
    link: Option<String>,
    /// in-use, kept-for-me, handed-over or stopped
    #[arg(long, value_parser = words::word::<ProjectStatus>)]
    status: Option<ProjectStatus>,
    /// Who uses it
    #[arg(long, value_name = "TEXT")]
    users: Option<String>,
    /// What it taught that changed a decision at work
    #[arg(long, value_name = "TEXT")]
    taught: Option<String>,
}

impl Fields {
    fn put_into(self, project: &mut Project) {
        words::put([
            (self.problem, &mut project.problem),
            (self.proves, &mut project.proves),
            (self.link, &mut project.link),
            (self.users, &mut project.users),
            (self.taught, &mut project.taught),
        ]);
        project.status = self.status.unwrap_or(project.status);
    }
}

impl Projects {
    pub(crate) fn run(self, call: &mut Call) -> Outcome {
        let mut journal = call.open()?;
        match self.deed.unwrap_or(Deed::List) {
            Deed::List => {}
            Deed::Add { name, fields } => {
                let mut project = journal.new_project(&name, &call.now)?;
                fields.put_into(&mut project);
                journal.save_project(project)?;
            }
            Deed::Edit { name, fields } => {
                let mut project = found(&journal, &name)?;
                fields.put_into(&mut project);
                journal.save_project(project)?;
            }
            Deed::Remove { name } => {
                let project = found(&journal, &name)?;
                journal.delete_project(project.id)?;
            }
        }
        list(&journal.projects()?, call)
    }
}

fn found(journal: &Journal, name: &str) -> Outcome<Project> {
    let all = journal.projects()?;
    let names = all.iter().map(|project| (project.id, project.name.clone()));
    let id = the_one(name, names, "project", "projects")?;
    let project = all.into_iter().find(|project| project.id == id);
    Ok(project.ok_or(ledgerline_core::error::Error::NotFound("project"))?)
}

fn list(projects: &[Project], call: &mut Call) -> Outcome {
    if call.json {
        return call.print_json(&projects);
    }
    for project in projects {
        let name = lines(&project.name, call.paper.width()).join(" ");
        writeln!(call.out, "{}", call.paper.ink(Ink::Strong, &name))?;
        let facts = [project.status.name(), &project.proves, &project.link];
        let facts: Vec<_> = facts.into_iter().filter(|fact| !fact.is_empty()).collect();
        for line in lines(&facts.join(", "), call.paper.width().saturating_sub(2)) {
            writeln!(call.out, "  {}", call.paper.ink(Ink::Faint, &line))?;
        }
    }
    Ok(())
}
