//! `doctor`: everything that can be checked without being asked.

use std::io::Write;
use std::path::Path;

use ledgerline_core::journal::Health;
use ledgerline_core::vault::{Header, SlotKind};
use serde::Serialize;

use crate::call::Call;
use crate::failure::{Failure, Outcome};
use crate::keys;
use crate::paper::{Ink, count, lines};

/// What the doctor says; also `doctor --json`.
#[derive(Serialize)]
struct Finding {
    journal: String,
    sound: bool,
    /// Damage.
    problems: Vec<String>,
    /// What is not damage and should be seen to.
    mind: Vec<String>,
    #[serde(flatten)]
    health: Counted,
}

#[derive(Serialize)]
struct Counted {
    entries: u32,
    sqlite: String,
    sqlcipher: String,
}

pub(crate) fn run(call: &mut Call) -> Outcome {
    let dir = call.dir()?;
    let header = keys::read(&dir)?;
    let mind = to_mind(&header, &dir);
    let journal = call.open()?;
    let finding = finding(&dir, journal.check()?, mind);
    if call.json {
        call.print_json(&finding)?;
    } else {
        print(&finding, call)?;
    }
    if finding.sound {
        return Ok(());
    }
    let found = count(finding.problems.len() as u64, "problem was", "problems were");
    Err(Failure::Damaged(format!("{found} found; keep a copy of the folder before anything else")))
}

fn finding(dir: &Path, health: Health, mind: Vec<String>) -> Finding {
    let mut problems = health.problems;
    if health.damaged_lines > 0 {
        let lines = count(health.damaged_lines, "sealed line", "sealed lines");
        problems.push(format!("{lines} in the inbox cannot be read"));
    }
    Finding {
        journal: dir.display().to_string(),
        sound: problems.is_empty(),
        problems,
        mind,
        health: Counted {
            entries: health.entries,
            sqlite: health.sqlite,
            sqlcipher: health.sqlcipher,
        },
    }
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
    let entries = count(finding.health.entries, "entry", "entries");
    writeln!(call.out, "{} holds {entries}", finding.journal)?;
    let with = format!(
        "read with SQLite {}, SQLCipher {}",
        finding.health.sqlite, finding.health.sqlcipher
    );
    writeln!(call.out, "{}", paper.ink(Ink::Faint, &with))?;
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
