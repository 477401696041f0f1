//! `vault rekey`: the whole journal under a new key.

use std::io::Write;

use ledgerline_core::journal::Journal;
use ledgerline_core::vault::{Carried, OsKeychain, SlotKind};
use serde_json::json;

use crate::call::Call;
use crate::failure::{Outcome, warn};
use crate::{agent, init, keys};

/// Asks for everything that is to go along before anything is changed.
pub(crate) fn run(keep_kit: bool, keep_second: bool, call: &mut Call) -> Outcome {
    let dir = call.dir()?;
    let header = keys::read(&dir)?;
    let mut kits = Vec::new();
    if keep_kit {
        kits.push(keys::words(keys::RECOVERY, "Recovery words: ")?);
    }
    if keep_second {
        kits.push(keys::words(keys::SECOND_RECOVERY, "Words of the second kit: ")?);
    }
    let (opened, passphrase) = if header.has(SlotKind::Passphrase) {
        let (opened, passphrase) = keys::passphrase(&header)?;
        (opened, Some(passphrase))
    } else {
        (keys::by_recovery(&dir)?.0, None)
    };
    for words in &kits {
        header.open_with_recovery(words)?;
    }
    let kits: Vec<&str> = kits.iter().map(|words| words.as_str()).collect();
    let carried = Carried {
        passphrase: passphrase.as_ref().map(|passphrase| passphrase.as_str()),
        kits: &kits,
        new_kit: header.has(SlotKind::Recovery) && !keep_kit,
    };
    // It keeps the old key, which opens nothing from now on.
    agent::lock(header.vault_id());
    let journal = Journal::open(&dir, opened, &call.now)?;
    let keychain = OsKeychain::new(OsKeychain::PATIENCE);
    let done = journal.rekey(&carried, &keychain, &call.now)?;
    let left: Vec<&str> = done.left.iter().map(|kind| kind.name()).collect();
    if call.json {
        let words = done.kit.as_ref().map(|kit| kit.words());
        return call.print_json(&json!({ "done": "rekeyed", "recovery": words, "left": left }));
    }
    writeln!(
        call.out,
        "The journal has a new key. Backups from before open with what opened them then."
    )?;
    for way in left {
        warn(&format!("`{way}` did not go along and opens nothing from now on"));
    }
    match &done.kit {
        Some(kit) => init::hand_out(kit, SlotKind::Recovery, &done.journal, call),
        None => Ok(()),
    }
}
