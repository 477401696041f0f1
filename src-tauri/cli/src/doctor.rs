//! `doctor`: everything that can be checked without being asked, and saving what damage left.

use std::io::Write;
use std::path::{Path, PathBuf};

use clap::Args;
use ledgerline_core::error::Code;
use ledgerline_core::journal::{self, Gaps, Health, Journal};
use ledgerline_core::time::Moment;
use ledgerline_core::vault::{Header, SlotKind, Vault};
use ledgerline_core::wire::{Damage, Salvaged};
use serde::Serialize;

use crate::call::Call;
use crate::failure::{Failure, Outcome};
use crate::keys;
use crate::paper::{Ink, count, lines};

/// Check the journal: integrity, search index, key slots, permissions
///
/// A damaged journal is looked at page by page and row by row. With --salvage, everything in it
/// that can still be read goes into a new journal, and what is missing comes from the newest
/// backup that is whole; the damaged journal stays as it is.
#[derive(Args)]
pub(crate) struct Doctor {
    /// Save what can still be read into a new journal in this folder
    #[arg(long, value_name = "DIR")]
    salvage: Option<PathBuf>,
    /// Fill gaps from the backup in this folder instead of the newest one
    #[arg(long, value_name = "DIR", requires = "salvage")]
    backup: Option<PathBuf>,
    /// Fill no gaps from a backup
    #[arg(long, requires = "salvage", conflicts_with = "backup")]
    no_backup: bool,
}

/// What the doctor says; also `doctor --json`.
#[derive(Serialize)]
struct Finding {
    journal: String,
    sound: bool,
    /// Damage.
    problems: Vec<String>,
    /// What is not damage and should be seen to.
    mind: Vec<String>,
    /// What looking at every page found, when something is wrong.
    #[serde(skip_serializing_if = "Option::is_none")]
    damage: Option<Damage>,
    #[serde(flatten)]
    health: Option<Counted>,
}

#[derive(Serialize)]
struct Counted {
    entries: u32,
    sqlite: String,
    sqlcipher: String,
}

impl Doctor {
    pub(crate) fn run(self, call: &mut Call) -> Outcome {
        match self.salvage {
            Some(into) => {
                let gaps = match self.backup.as_deref() {
                    Some(folder) => Gaps::From(folder),
                    None if self.no_backup => Gaps::Left,
                    None => Gaps::Newest,
                };
                save(&into, gaps, call)
            }
            None => look(call),
        }
    }
}

fn look(call: &mut Call) -> Outcome {
    let dir = call.dir()?;
    let header = keys::read(&dir)?;
    let mind = to_mind(&header, &dir);
    let vault = keys::any(&dir)?;
    // Closed again before the file itself is looked at.
    let health = match Journal::open(&dir, vault.clone(), &call.now).and_then(|open| open.check()) {
        Ok(health) => Some(health),
        Err(error) if error.code() == Code::Damaged => None,
        Err(error) => return Err(error.into()),
    };
    let finding = finding(&dir, &vault, health, mind, &call.now)?;
    if call.json {
        call.print_json(&finding)?;
    } else {
        print(&finding, call)?;
    }
    if finding.sound {
        return Ok(());
    }
    let found = count(finding.problems.len() as u64, "problem was", "problems were");
    let advice = if finding.damage.as_ref().is_some_and(Damage::can_be_salvaged) {
        "`ledgerline doctor --salvage DIR` saves what can be read into a new journal"
    } else {
        "keep a copy of the folder before anything else"
    };
    Err(Failure::Damaged(format!("{found} found; {advice}")))
}

fn finding(
    dir: &Path,
    vault: &Vault,
    health: Option<Health>,
    mind: Vec<String>,
    now: &Moment,
) -> Outcome<Finding> {
    let whole = health.as_ref().is_some_and(|it| it.problems.is_empty() && it.damaged_lines == 0);
    let damage = if whole { None } else { Some(journal::survey(dir, vault, now)?) };
    let mut problems = damage.as_ref().map(Damage::words).unwrap_or_default();
    if let Some(health) = health.as_ref().filter(|_| problems.is_empty()) {
        // Somebody mended it meanwhile, or what is wrong shows only in an open journal.
        problems.clone_from(&health.problems);
    }
    if problems.is_empty() && health.is_none() {
        problems.push("the journal does not open, and nothing says why".to_owned());
    }
    Ok(Finding {
        journal: dir.display().to_string(),
        sound: problems.is_empty(),
        problems,
        mind,
        damage,
        health: health.map(|health| Counted {
            entries: health.entries,
            sqlite: health.sqlite,
            sqlcipher: health.sqlcipher,
        }),
    })
}

/// Saves what can be saved into `into`.
fn save(into: &Path, gaps: Gaps<'_>, call: &mut Call) -> Outcome {
    let dir = call.dir()?;
    call.check_place(into)?;
    let vault = keys::any(&dir)?;
    let done = journal::salvage(&dir, &vault, into, gaps, &call.now, &mut |_| {})?;
    if call.json {
        return call.print_json(&done);
    }
    let paper = call.paper;
    for sentence in told(&done) {
        for line in lines(&sentence, paper.width()) {
            writeln!(call.out, "{line}")?;
        }
    }
    let stays = format!("The damaged journal is as it was, in {}", done.original);
    Ok(writeln!(call.out, "{}", paper.ink(Ink::Faint, &stays))?)
}

fn told(done: &Salvaged) -> Vec<String> {
    let entries = count(done.entries, "entry", "entries");
    let mut said = vec![format!("The new journal is in {} and holds {entries}", done.folder)];
    said.push(match &done.backup {
        Some(made) => {
            let made = made.get(..16).unwrap_or(made).replace('T', " ");
            format!("Gaps were filled from the backup of {made}")
        }
        None => "No backup filled gaps".to_owned(),
    });
    for one in &done.saved {
        let from = match one.from_backup {
            0 => String::new(),
            rows => format!(", {rows} from the backup, which may be older"),
        };
        let lost = match one.lost {
            Some(0) => "none lost".to_owned(),
            Some(lost) => format!("{lost} lost"),
            None => "some may be lost, nobody can say how many".to_owned(),
        };
        said.push(format!("{}: {} rows read{from}; {lost}", one.what.name(), one.back));
    }
    if done.adrift > 0 {
        let rows = count(done.adrift, "row", "rows");
        said.push(format!("{rows} that spoke of something lost went with it, or say it no more"));
    }
    if done.altered_files > 0 {
        let files = count(done.altered_files, "file", "files");
        said.push(format!("{files} kept as evidence no longer what was attached"));
    }
    said
}

/// Ways in and permissions.
fn to_mind(header: &Header, dir: &Path) -> Vec<String> {
    let mut mind = Vec::new();
    if header.slots().len() < 2 {
        mind.push("there is only one way in; `ledgerline vault recovery` makes another".to_owned());
    }
    if header.slots().iter().any(|slot| slot.confirmed == Some(false)) {
        mind.push(
            "the recovery words were never given back; `ledgerline vault recovery --check` asks"
                .to_owned(),
        );
    }
    if header.has(SlotKind::Keychain) {
        mind.push("the keychain opens this journal, so locking it is only a screen".to_owned());
    }
    if !header.copies_intact() {
        mind.push("a copy of the vault's header was missing or differed".to_owned());
    }
    if others_may_look(dir) {
        mind.push(format!("other users may look into `{}`; take that away", dir.display()));
    }
    mind
}

#[cfg(unix)]
fn others_may_look(dir: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt;
    std::fs::metadata(dir).is_ok_and(|found| found.permissions().mode() & 0o077 != 0)
}

#[cfg(not(unix))]
fn others_may_look(_dir: &Path) -> bool {
    false
}

fn print(finding: &Finding, call: &mut Call) -> Outcome {
    let paper = call.paper;
    match &finding.health {
        Some(health) => {
            let entries = count(health.entries, "entry", "entries");
            writeln!(call.out, "{} holds {entries}", finding.journal)?;
            let with =
                format!("read with SQLite {}, SQLCipher {}", health.sqlite, health.sqlcipher);
            writeln!(call.out, "{}", paper.ink(Ink::Faint, &with))?;
        }
        None => writeln!(call.out, "{} does not open", finding.journal)?,
    }
    let verdict =
        if finding.sound { "Sound: the file, its links and its index" } else { "Damaged:" };
    writeln!(call.out, "{}", paper.ink(Ink::Strong, verdict))?;
    let found = finding.problems.iter().map(|problem| ("damage", problem));
    for (word, what) in found.chain(finding.mind.iter().map(|what| ("mind", what))) {
        for (index, line) in lines(what, paper.width() - 10).iter().enumerate() {
            let word = if index == 0 { word } else { "" };
            writeln!(call.out, "{word:>8}  {line}")?;
        }
    }
    Ok(())
}
