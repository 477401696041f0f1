//! What the real command line says of a journal that something happened to.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::deed::{EXPORT, World};
use crate::scene::{PASSPHRASE, Scene, ran};

/// A journal that is as it should be.
#[derive(Clone, Copy, Default)]
pub(crate) struct Sound {
    /// A line that was never acknowledged is half there, and the doctor says so.
    pub(crate) half_line: bool,
}

/// Looks at the journal of `scene`, which must be as one of two worlds has it.
pub(crate) fn look(scene: &Scene, sure: &World, perhaps: &World) -> Result<Sound, String> {
    let doctor = scene.run(&["doctor", "--json"]);
    let finding: Value = serde_json::from_str(&doctor.out)
        .map_err(|_| format!("the doctor exits with {:?}: {}", doctor.code, doctor.err.trim()))?;
    let problems: Vec<&str> =
        finding["problems"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
    let half_line = problems.iter().any(|problem| problem.contains("in the inbox"));
    if let Some(problem) = problems.iter().find(|problem| !problem.contains("in the inbox")) {
        return Err(format!("the doctor finds: {problem}"));
    }
    if half_line && sure == perhaps {
        return Err("an acknowledged line in the inbox is damaged".to_owned());
    }
    texts(scene, sure, perhaps)?;
    export(scene, sure, perhaps)?;
    kit(scene, sure, perhaps)?;
    backup(scene, sure, perhaps)?;
    Ok(Sound { half_line })
}

fn texts(scene: &Scene, sure: &World, perhaps: &World) -> Result<(), String> {
    let list = scene.run(&["list", "--json"]);
    let rows: Vec<Value> = serde_json::from_str(&list.out)
        .map_err(|_| format!("list exits with {:?}: {}", list.code, list.err.trim()))?;
    let mut found: Vec<&str> = rows.iter().filter_map(|row| row["text"].as_str()).collect();
    found.sort_unstable();
    let as_in = |world: &World| found.iter().copied().eq(world.texts.iter().map(String::as_str));
    if as_in(sure) || as_in(perhaps) {
        return Ok(());
    }
    let missing = sure.texts.iter().filter(|text| !found.contains(&text.as_str())).count();
    let twice = found.windows(2).filter(|two| two[0] == two[1]).count();
    Err(format!(
        "{missing} acknowledged entries are missing, {twice} are there twice; {} where {} to {} \
         should be",
        found.len(),
        sure.texts.len(),
        perhaps.texts.len()
    ))
}

fn export(scene: &Scene, sure: &World, perhaps: &World) -> Result<(), String> {
    let found = std::fs::read(scene.disk().join(EXPORT)).ok();
    if found == sure.export || found == perhaps.export {
        return Ok(());
    }
    Err(format!(
        "the export has {:?} bytes and is neither the old one nor the new one",
        found.map(|bytes| bytes.len())
    ))
}

fn kit(scene: &Scene, sure: &World, perhaps: &World) -> Result<(), String> {
    let kits = [&sure.kit, &perhaps.kit];
    let opens = |words: &String| {
        let mut command = scene.command(&["vault", "recovery", "--check"]);
        command.env("LEDGERLINE_RECOVERY", words).env("LEDGERLINE_PASSPHRASE", PASSPHRASE);
        ran(&mut command).code == Some(0)
    };
    if kits.iter().any(|kit| kit.is_none()) || kits.into_iter().flatten().any(opens) {
        return Ok(());
    }
    Err("no recovery words open the journal".to_owned())
}

/// The newest backup that has a name is whole, and comes back where no journal ever was.
fn backup(scene: &Scene, sure: &World, perhaps: &World) -> Result<(), String> {
    if sure.backup.is_none() {
        return Ok(());
    }
    let found = restored(scene)?;
    // A change that is under way may have made one of its own before it began.
    let under_way = (sure != perhaps).then_some([&sure.texts, &perhaps.texts]);
    let mut known = [&sure.backup, &perhaps.backup].into_iter().flatten();
    if known.any(|texts| *texts == found)
        || under_way.is_some_and(|either| either.contains(&&found))
    {
        return Ok(());
    }
    Err(format!(
        "the newest backup holds {} entries, and {:?} were answered for",
        found.len(),
        sure.backup.as_ref().map(BTreeSet::len)
    ))
}

/// What stands in the newest backup of `scene`, once it was put into a folder of its own.
pub(crate) fn restored(scene: &Scene) -> Result<BTreeSet<String>, String> {
    let place = scene.beside("elsewhere");
    let newest = scene.journal().join("backups");
    let run = |args: &[&str]| {
        let mut command = scene.command(args);
        command.env("LEDGERLINE_PASSPHRASE", PASSPHRASE).env("LEDGERLINE_JOURNAL", &place);
        ran(&mut command)
    };
    let back = run(&["backup", "restore", &newest.to_string_lossy()]);
    if back.code != Some(0) {
        return Err(format!("the newest backup does not restore: {}", back.err.trim()));
    }
    let list = run(&["list", "--json"]);
    let rows: Vec<Value> = serde_json::from_str(&list.out)
        .map_err(|_| format!("what was restored does not open: {}", list.err.trim()))?;
    std::fs::remove_dir_all(&place).map_err(|error| error.to_string())?;
    Ok(rows.iter().filter_map(|row| row["text"].as_str()).map(str::to_owned).collect())
}
