//! `ladder import`: all of a file, or none of it, and what came of it.

use std::io::{Read, Write, stdin};
use std::path::PathBuf;

use clap::Args;
use ledgerline_core::ladder::LadderFormat;
use ledgerline_core::wire::{ImportedCriterion, LadderFile, LadderImport};

use super::named;
use crate::call::Call;
use crate::failure::{Failure, Outcome};
use crate::paper::{Ink, count, lines};
use crate::words;

/// More than a ladder's file may hold, so that a large one is not read to its end.
const ENOUGH: u64 = 2 * 1024 * 1024;

#[derive(Args)]
pub(super) struct Import {
    /// The file; `-` is standard input
    path: PathBuf,
    /// toml, csv or markdown, where the file's name does not say it
    #[arg(long, value_parser = words::word::<LadderFormat>)]
    format: Option<LadderFormat>,
    /// The ladder's name, where the file does not say it
    #[arg(long)]
    name: Option<String>,
    /// Say what would change, and change nothing
    #[arg(long)]
    dry_run: bool,
}

impl Import {
    pub(super) fn run(self, into: Option<&str>, call: &mut Call) -> Outcome {
        // Read before a passphrase is asked for.
        let mut file = self.file()?;
        file.format = self.format.or(file.format);
        if let Some(name) = self.name {
            file.name = name;
        }
        let mut journal = call.open()?;
        let into = into.map(|name| named(journal.ladders()?, name)).transpose()?;
        let done = journal.import_ladder(&file, into, self.dry_run, &call.now)?;
        print(&done, call)
    }

    fn file(&self) -> Outcome<LadderFile> {
        let mut bytes = Vec::new();
        if self.path.as_os_str() == "-" {
            stdin().take(ENOUGH).read_to_end(&mut bytes)?;
            return Ok(LadderFile::of("Ladder", &bytes)?);
        }
        let wrong = |why: String| Failure::Failed(format!("`{}` {why}", self.path.display()));
        if self.path.is_dir() {
            return Err(wrong("is a folder; name a file in it".to_owned()));
        }
        let file = std::fs::File::open(&self.path)
            .map_err(|error| wrong(format!("cannot be read: {error}")))?;
        file.take(ENOUGH).read_to_end(&mut bytes)?;
        let name = self.path.file_name().unwrap_or_default().to_string_lossy();
        Ok(LadderFile::of(&name, &bytes)?)
    }
}

pub(super) fn print(done: &LadderImport, call: &mut Call) -> Outcome {
    if call.json {
        return call.print_json(done);
    }
    let paper = call.paper;
    let name = lines(&done.name, paper.width()).join(" ");
    writeln!(call.out, "{}", paper.ink(Ink::Strong, &name))?;
    for (what, criteria) in [
        ("added", &done.added),
        ("changed", &done.changed),
        ("kept aside, because something is linked", &done.kept_aside),
        ("removed", &done.removed),
    ] {
        group(what, criteria, call)?;
    }
    let mut facts = vec![format!("{} unchanged", done.unchanged)];
    if done.recognised > 0 {
        let links = count(done.recognised, "link", "links");
        facts.push(format!("{links} made in words recognised"));
    }
    if done.dry_run {
        facts.push("nothing was written".to_owned());
    }
    writeln!(call.out, "{}", paper.ink(Ink::Faint, &facts.join(", ")))?;
    for note in &done.notes {
        for line in lines(&note.sentence, paper.width()) {
            writeln!(call.out, "{}", paper.ink(Ink::Faint, &line))?;
        }
    }
    Ok(())
}

fn group(what: &str, criteria: &[ImportedCriterion], call: &mut Call) -> Outcome {
    if criteria.is_empty() {
        return Ok(());
    }
    let many = u32::try_from(criteria.len()).unwrap_or(u32::MAX);
    writeln!(call.out, "{} {what}", count(many, "criterion", "criteria"))?;
    for criterion in criteria {
        for line in lines(&criterion.name, call.paper.width() - 2) {
            writeln!(call.out, "  {line}")?;
        }
    }
    Ok(())
}
