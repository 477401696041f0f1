//! `backup`: make one, list them, look at one again, put one back.

use std::io::Write;
use std::path::{Path, PathBuf};

use clap::{Args, Subcommand};
use ledgerline_core::backup::{self, BackupId, Place, Reason, Report, Trouble};
use ledgerline_core::error::{Code, Error};
use ledgerline_core::journal;
use ledgerline_core::vault::{self, Vault, VaultError};
use ledgerline_core::wire::{BackupFailure, BackupLine};
use serde::Serialize;
use serde_json::json;

use crate::call::Call;
use crate::failure::{Failure, Outcome, warn};
use crate::keys;
use crate::paper::{Ink, count};

/// Back the journal up, list the backups, prove them, restore one
#[derive(Args)]
#[command(after_help = "Exit codes: 0 done, 1 a place took no backup or there is none, 3 no key, \
4 a backup is not whole, 5 somebody has the journal open.\n\
A backup is a folder with everything that opens it: --journal DIR reads one as it is.")]
pub(crate) struct Backup {
    #[command(subcommand)]
    deed: Deed,
}

#[derive(Subcommand)]
enum Deed {
    /// Make one now, in every place
    Create {
        /// Only where the newest one does not hold all of this already
        #[arg(long)]
        if_changed: bool,
    },
    /// List them, and what was not made and why
    List,
    /// Open them and compare every row with what was counted when they were made
    Verify {
        /// A backup, `newest`, or a folder with one; without it, all of them
        which: Option<String>,
        /// Restore each into a folder of its own too, count, and remove that again
        #[arg(long)]
        restore: bool,
    },
    /// Put one in the journal's place; what was there is kept aside
    Restore {
        /// A backup, `newest`, or a folder with one, from wherever it came
        which: String,
        /// Open it with the words of the recovery kit of its day
        #[arg(long)]
        with_kit: bool,
    },
    /// Name a folder, on another disk or synced, that gets every backup too
    Place {
        /// The folder; without it, says which it is
        #[arg(conflicts_with = "none")]
        folder: Option<PathBuf>,
        /// No second place from now on; what is there stays there
        #[arg(long)]
        none: bool,
    },
}

impl Backup {
    pub(crate) fn run(self, call: &mut Call) -> Outcome {
        match self.deed {
            Deed::Create { if_changed } => create(if_changed, call),
            Deed::List => list(call),
            Deed::Verify { which, restore } => verify(which.as_deref(), restore, call),
            Deed::Restore { which, with_kit } => restore(&which, with_kit, call),
            Deed::Place { folder, none } => place(folder.as_deref(), none, call),
        }
    }
}

/// What `create --json` says.
#[derive(Serialize)]
struct Made {
    made: Vec<BackupLine>,
    failed: Vec<BackupFailure>,
    unchanged: Vec<Place>,
}

fn create(if_changed: bool, call: &mut Call) -> Outcome {
    // Opened as ever: what was sealed meanwhile is to be in it.
    let opened = call.open()?;
    let (dir, vault) = (opened.dir().to_owned(), opened.vault().clone());
    let done = if if_changed {
        backup::make_if_changed(&dir, &vault, Reason::Asked, &call.now)?
    } else {
        opened.back_up(Reason::Asked, &call.now)?
    };
    tell_made(&done, call)?;
    match done.failed.len() {
        0 => Ok(()),
        _ => Err(Failure::Failed("the second place took no backup; see above".to_owned())),
    }
}

fn tell_made(done: &Report, call: &mut Call) -> Outcome {
    if call.json {
        let made = Made {
            made: done.made.iter().map(journal::backup_line).collect(),
            failed: done.failed.iter().map(journal::backup_failure).collect(),
            unchanged: done.unchanged.clone(),
        };
        return call.print_json(&made);
    }
    for copy in &done.made {
        let line = journal::backup_line(copy);
        writeln!(call.out, "{} {}: {}", line.id, said(&line), size(line.bytes))?;
    }
    for place in &done.unchanged {
        writeln!(call.out, "{}: nothing has changed since the last one", place_name(*place))?;
    }
    for failed in &done.failed {
        warn(&format!("{}: {}", place_name(failed.place), trouble_said(failed.trouble)));
    }
    Ok(())
}

fn list(call: &mut Call) -> Outcome {
    let dir = call.dir()?;
    keys::read(&dir)?;
    let backups = journal::backups(&dir)?;
    if call.json {
        return call.print_json(&backups);
    }
    let paper = call.paper;
    for line in &backups.copies {
        let made = line.made.get(..16).unwrap_or(&line.made).replace('T', " ");
        let found = match (line.trouble, &line.restored) {
            (Some(trouble), _) => trouble_said(trouble).to_owned(),
            (None, Some(at)) => {
                format!("{}, restored as a test on {}", said(line), at.get(..10).unwrap_or(at))
            }
            (None, None) => said(line),
        };
        writeln!(call.out, "{made}  {:>9}  {found}", size(line.bytes))?;
        writeln!(call.out, "{}", paper.ink(Ink::Faint, &format!("  {}", line.id)))?;
    }
    for failure in &backups.failures {
        let made = failure.at.get(..16).unwrap_or(&failure.at).replace('T', " ");
        let place = place_name(failure.place);
        writeln!(call.out, "{made}  not made, {place}: {}", trouble_said(failure.trouble))?;
    }
    if backups.copies.is_empty() {
        writeln!(call.out, "There is no backup yet; `ledgerline backup create` makes one")?;
    }
    Ok(())
}

/// One backup that was looked at; also in `verify --json`.
#[derive(Serialize)]
struct Seen {
    backup: String,
    whole: bool,
    entries: u64,
    files: u64,
    trouble: Option<Code>,
}

fn verify(which: Option<&str>, restore: bool, call: &mut Call) -> Outcome {
    let dir = call.dir()?;
    let mut seen = Vec::new();
    if let Some(folder) = which.and_then(folder) {
        let vault = keys::any(&folder)?;
        seen.push(look(folder.display().to_string(), backup::verify_folder(&folder, &vault)));
    } else {
        let vault = keys::any(&dir)?;
        let ids: Vec<BackupId> = match which {
            Some(which) => vec![journal::find_backup(&dir, which)?],
            None => backup::list(&dir)?.into_iter().map(|copy| copy.id).collect(),
        };
        for id in ids {
            let found = if restore {
                backup::try_restore(&dir, &vault, &id, &call.now)
            } else {
                backup::verify(&dir, &vault, &id, &call.now)
            };
            seen.push(look(id.to_string(), found));
        }
    }
    tell_seen(&seen, call)?;
    // Under an earlier key a backup can be whole, and this key cannot say so.
    let broken = seen.iter().filter(|one| one.trouble.is_some_and(|code| code != Code::WrongKey));
    match broken.count() {
        0 if seen.is_empty() => Err(Failure::Failed("there is no backup to look at".to_owned())),
        0 => Ok(()),
        broken => {
            let backups = count(broken as u64, "backup is", "backups are");
            Err(Failure::Damaged(format!("{backups} not whole; see above")))
        }
    }
}

fn look(backup: String, found: Result<backup::Verified, Error>) -> Seen {
    match found {
        Ok(found) => {
            Seen { backup, whole: true, entries: found.entries, files: found.files, trouble: None }
        }
        Err(error) => {
            Seen { backup, whole: false, entries: 0, files: 0, trouble: Some(error.code()) }
        }
    }
}

fn tell_seen(seen: &[Seen], call: &mut Call) -> Outcome {
    if call.json {
        return call.print_json(&seen);
    }
    for one in seen {
        let found = match one.trouble {
            None => format!("whole: {}", held(one.entries, one.files)),
            Some(Code::WrongKey) => {
                "made under an earlier key; `restore` asks for the passphrase of its day".to_owned()
            }
            Some(Code::Damaged | Code::NoJournal) => "not whole".to_owned(),
            Some(_) => "could not be read".to_owned(),
        };
        writeln!(call.out, "{}  {found}", one.backup)?;
    }
    Ok(())
}

fn restore(which: &str, with_kit: bool, call: &mut Call) -> Outcome {
    let dir = call.dir()?;
    let from = match folder(which) {
        Some(folder) => folder,
        None => journal::backup_folder(&dir, &journal::find_backup(&dir, which)?)?,
    };
    // What is there already may stay where it is.
    if matches!(vault::read(&dir), Err(VaultError::NoJournal)) {
        call.check_place(&dir)?;
    }
    let vault = key_of(&from, &dir, with_kit)?;
    let done = journal::restore_backup(&from, &dir, &vault, &call.now)?;
    call.mind_place(&dir)?;
    let (entries, files) = (done.verified.entries, done.verified.files);
    if call.json {
        return call.print_json(&json!({
            "journal": dir, "entries": entries, "files": files, "kept": done.kept,
        }));
    }
    writeln!(call.out, "{} is back, in {}", held(entries, files), dir.display())?;
    if let Some(kept) = done.kept {
        writeln!(call.out, "What was there is kept in {}", kept.display())?;
    }
    Ok(())
}

/// The backup's own header opens it. Where the journal that is there has the same key and is at
/// hand, nobody need remember the passphrase of that day.
fn key_of(from: &Path, dir: &Path, with_kit: bool) -> Outcome<Vault> {
    if with_kit {
        return Ok(keys::by_recovery(from)?.0);
    }
    let today = keys::at_hand(dir).or_else(|| keys::given_for(dir));
    let opened = today.and_then(|vault| {
        let header = ledgerline_core::vault::read(from).ok()?;
        header.open_with_key(vault.key()).ok()
    });
    opened.map_or_else(|| keys::any(from), Ok)
}

/// The newest backup in what was named, when it is a folder.
fn folder(which: &str) -> Option<PathBuf> {
    let path = Path::new(which);
    if !path.is_dir() {
        return None;
    }
    backup::unknown(path).into_iter().next().map(|(path, _)| path)
}

fn place(chosen: Option<&Path>, none: bool, call: &mut Call) -> Outcome {
    let dir = call.dir()?;
    keys::read(&dir)?;
    if none || chosen.is_some() {
        backup::set_second(&dir, chosen)?;
    }
    let backups = journal::backups(&dir)?;
    if call.json {
        return call.print_json(&backups.places);
    }
    for place in backups.places {
        let away = if place.reachable { "" } else { " (not there just now)" };
        writeln!(call.out, "{}: {}{away}", place_name(place.place), place.folder)?;
    }
    Ok(())
}

fn place_name(place: Place) -> &'static str {
    match place {
        Place::Here => "beside the journal",
        Place::Second => "second place",
    }
}

fn trouble_said(trouble: Trouble) -> &'static str {
    match trouble {
        Trouble::FolderGone => "the folder is not there; is its disk?",
        Trouble::DiskFull => "the disk is full",
        Trouble::ReadOnly => "the folder cannot be written to",
        Trouble::Damaged => "not whole",
        Trouble::OtherKey => "made under an earlier key",
        Trouble::Newer => "written by a later version",
        Trouble::InUse => "another program was at work on it",
        Trouble::Failed => "reading or writing failed",
    }
}

fn said(line: &BackupLine) -> String {
    held(line.entries, line.files)
}

fn held(entries: u64, files: u64) -> String {
    let entries = count(entries, "entry", "entries");
    match files {
        0 => entries,
        files => format!("{entries}, {}", count(files, "file", "files")),
    }
}

#[expect(clippy::cast_precision_loss, reason = "a size to read, not to count with")]
fn size(bytes: u64) -> String {
    format!("{:.1} MB", bytes as f64 / 1e6)
}
