//! `vault`: what protects the journal, and keeping it unlocked for a while.

use std::io::Write;
use std::time::Duration;

use clap::{Args, Subcommand, ValueEnum};
use ledgerline_core::journal::Journal;
use ledgerline_core::vault::{self, Effort, Header, OsKeychain, SlotKind, VaultId};
use serde_json::{Value, json};

use crate::agent;
use crate::call::Call;
use crate::failure::{Failure, Outcome, warn};
use crate::paper::count;
use crate::{init, keys, rekey, words};

/// Protect, lock and unlock the journal
#[derive(Args)]
pub(crate) struct Vault {
    #[command(subcommand)]
    deed: Deed,
}

#[derive(Subcommand)]
enum Deed {
    /// Show the ways in and whether the journal is unlocked
    Status,
    /// Change the passphrase, or set one
    Passphrase {
        /// Prove who you are with the recovery words instead of the passphrase
        #[arg(long)]
        with_kit: bool,
        /// Only prove that the passphrase opens the journal
        #[arg(long, conflicts_with = "with_kit")]
        check: bool,
        /// Take the passphrase away; asks for recovery words first
        #[arg(long, conflicts_with_all = ["check", "with_kit"])]
        remove: bool,
    },
    /// Make new recovery words; the old ones open nothing from then on
    Recovery {
        /// Only prove that the words you have open the journal
        #[arg(long)]
        check: bool,
        /// The second kit, for another place; the first one stays as it is
        #[arg(long, conflicts_with = "check")]
        second: bool,
        /// Take the kit away, so that its words open nothing
        #[arg(long, conflicts_with = "check")]
        remove: bool,
    },
    /// Put the whole journal under a new key; make backups before, and see that nobody else has
    /// it open. The keychain and the passphrase go along, a kit only with its words
    Rekey {
        /// Keep the recovery kit: its words are asked for. Without this a new one is made
        #[arg(long)]
        keep_kit: bool,
        /// Keep the second kit: its words are asked for. Without this it goes
        #[arg(long)]
        keep_second: bool,
    },
    /// Keep the journal unlocked for a while, so that commands need not derive its key
    Unlock {
        /// For how long: 15m, 2h, 1h30m
        #[arg(long = "for", value_name = "TIME", default_value = "15m", value_parser = words::length)]
        keep: Duration,
        /// Unlock with the recovery words instead of the passphrase
        #[arg(long)]
        with_kit: bool,
    },
    /// Forget the key that `unlock` keeps
    Lock,
    /// Let this system's keychain open the journal, or stop that
    Keychain {
        /// on, off, or check that it opens the journal
        switch: Switch,
    },
    /// The process behind `unlock`
    #[command(hide = true)]
    Agent {
        /// The vault it keeps the key of
        vault: uuid::Uuid,
        /// For how many seconds
        seconds: u64,
    },
}

#[derive(Clone, Copy, ValueEnum)]
enum Switch {
    On,
    Off,
    Check,
}

impl Vault {
    pub(crate) fn run(self, call: &mut Call) -> Outcome {
        match self.deed {
            Deed::Status => status(call),
            Deed::Passphrase { check: true, .. } => {
                proved(SlotKind::Passphrase, &keys::by_passphrase(&call.dir()?)?, call)
            }
            Deed::Passphrase { remove: true, .. } => remove(SlotKind::Passphrase, call),
            Deed::Passphrase { with_kit, .. } => passphrase(with_kit, call),
            Deed::Recovery { check: true, .. } => check(call),
            Deed::Recovery { second, remove: true, .. } => remove(kit(second), call),
            Deed::Recovery { second, .. } => recovery(kit(second), call),
            Deed::Rekey { keep_kit, keep_second } => rekey::run(keep_kit, keep_second, call),
            Deed::Unlock { keep, with_kit } => unlock(keep, with_kit, call),
            Deed::Lock => lock(call),
            Deed::Keychain { switch } => keychain(switch, call),
            Deed::Agent { vault, seconds } => {
                Ok(agent::serve(VaultId(vault), Duration::from_secs(seconds))?)
            }
        }
    }
}

fn status(call: &mut Call) -> Outcome {
    let dir = call.dir()?;
    let header = keys::read(&dir)?;
    let left = agent::seconds_left(header.vault_id());
    let open = left.is_some() || keys::at_hand(&dir).is_some();
    let waiting = vault::waiting(&dir)?;
    if call.json {
        return call.print_json(&json!({
            "journal": dir,
            "vault": header.vault_id().to_string(),
            "state": if open { "unlocked" } else { "locked" },
            "seconds_left": left,
            "ways": ways(&header),
            "waiting": waiting,
        }));
    }
    writeln!(call.out, "The journal is in {}", dir.display())?;
    match left {
        Some(seconds) => writeln!(call.out, "Unlocked for {} more", spoken(seconds))?,
        None if open => writeln!(call.out, "The keychain opens it")?,
        None => writeln!(call.out, "Locked for the command line")?,
    }
    for slot in header.slots() {
        let tried = slot.tried.map(|tried| format!(", last tried {}", tried.date_naive()));
        let confirmed = if slot.confirmed == Some(false) { ", not asked back yet" } else { "" };
        let (added, tried) = (slot.added.date_naive(), tried.unwrap_or_default());
        writeln!(call.out, "  {:<15} set {added}{tried}{confirmed}", slot.kind.name())?;
    }
    if header.slots().len() < 2 {
        writeln!(call.out, "Only one way in is left: lose it and nobody opens this journal again")?;
    }
    if header.is_between_keys() {
        writeln!(call.out, "A change of keys was cut short; the next opening settles it")?;
    }
    if waiting > 0 {
        let lines = count(waiting as u64, "line waits", "lines wait");
        writeln!(call.out, "{lines} sealed for the next unlock")?;
    }
    Ok(())
}

fn ways(header: &Header) -> Vec<Value> {
    let slots = header.slots();
    let way = |slot: &vault::SlotFacts| {
        json!({
            "way": slot.kind.name(),
            "added": slot.added,
            "last_tried": slot.tried,
            "confirmed": slot.confirmed,
        })
    };
    slots.iter().map(way).collect()
}

/// Somebody at an unlocked terminal must not change the passphrase: it is asked for again.
fn passphrase(with_kit: bool, call: &mut Call) -> Outcome {
    let dir = call.dir()?;
    // A journal without one is opened by the words, to set one.
    let with_kit = with_kit || !keys::read(&dir)?.has(SlotKind::Passphrase);
    let opened = if with_kit { keys::by_recovery(&dir)?.0 } else { keys::by_passphrase(&dir)? };
    let fresh = init::fresh()?;
    vault::change_passphrase(&dir, &opened, &fresh, &call.now, Effort::interactive())?;
    say("changed", "The passphrase is changed; the old one opens nothing from now on.", call)
}

fn kit(second: bool) -> SlotKind {
    if second { SlotKind::SecondRecovery } else { SlotKind::Recovery }
}

fn recovery(kind: SlotKind, call: &mut Call) -> Outcome {
    let dir = call.dir()?;
    let opened = keys::by_another(&dir, kind)?;
    let kit = vault::renew_recovery(&dir, &opened, kind, &call.now)?;
    if call.json {
        return call.print_json(&json!({ "journal": dir, "recovery": kit.words() }));
    }
    let journal = Journal::open(&dir, opened, &call.now)?;
    init::hand_out(&kit, kind, &journal, call)
}

fn remove(kind: SlotKind, call: &mut Call) -> Outcome {
    let dir = call.dir()?;
    let opened = keys::by_another(&dir, kind)?;
    vault::remove_slot(&dir, &opened, kind)?;
    let left = keys::read(&dir)?.slots().len();
    if left < 2 {
        warn("only one way in is left: lose it and nobody opens this journal again");
    }
    say("removed", "It opens the journal no longer.", call)
}

fn check(call: &mut Call) -> Outcome {
    let dir = call.dir()?;
    let (opened, kind) = keys::by_recovery(&dir)?;
    vault::confirm_recovery(&dir, &opened, kind, &call.now)?;
    let said = if kind == SlotKind::SecondRecovery {
        "These words are the second kit, and open the journal."
    } else {
        "These words open the journal."
    };
    say("confirmed", said, call)
}

/// Says that a way in has just opened the vault, and notes it.
fn proved(kind: SlotKind, opened: &vault::Vault, call: &mut Call) -> Outcome {
    vault::record_tried(&call.dir()?, opened, kind, &call.now)?;
    say("opens", "It opens the journal.", call)
}

fn unlock(keep: Duration, with_kit: bool, call: &mut Call) -> Outcome {
    let dir = call.dir()?;
    let opened = if with_kit { keys::by_recovery(&dir)?.0 } else { keys::any(&dir)? };
    agent::start(&opened, keep).map_err(|error| {
        Failure::Failed(format!("the journal cannot be kept unlocked: {error}"))
    })?;
    if call.json {
        return call.print_json(&json!({ "seconds_left": keep.as_secs() }));
    }
    writeln!(call.out, "Unlocked for {}", spoken(keep.as_secs()))?;
    Ok(())
}

fn lock(call: &mut Call) -> Outcome {
    let header = keys::read(&call.dir()?)?;
    let was_unlocked = agent::lock(header.vault_id());
    if call.json {
        return call.print_json(&json!({ "was_unlocked": was_unlocked }));
    }
    let said = if was_unlocked { "Locked; the key is forgotten" } else { "It was locked already" };
    writeln!(call.out, "{said}")?;
    if header.has(SlotKind::Keychain) {
        writeln!(
            call.out,
            "The keychain still opens it; `ledgerline vault keychain off` stops that"
        )?;
    }
    Ok(())
}

fn keychain(switch: Switch, call: &mut Call) -> Outcome {
    let dir = call.dir()?;
    let keychain = OsKeychain::new(OsKeychain::PATIENCE);
    match switch {
        Switch::On => {
            let opened = keys::by_another(&dir, SlotKind::Keychain)?;
            vault::add_keychain(&dir, &opened, &keychain, &call.now)?;
            say(
                "on",
                "The keychain opens this journal from now on; locking is only a screen.",
                call,
            )
        }
        Switch::Off => {
            let opened = keys::by_another(&dir, SlotKind::Keychain)?;
            vault::remove_keychain(&dir, &opened, &keychain)?;
            say("off", "The keychain opens this journal no longer.", call)
        }
        Switch::Check => {
            let opened = keys::read(&dir)?.open_with_keychain(&keychain)?;
            proved(SlotKind::Keychain, &opened, call)
        }
    }
}

fn say(word: &str, sentence: &str, call: &mut Call) -> Outcome {
    if call.json {
        return call.print_json(&json!({ "done": word }));
    }
    Ok(writeln!(call.out, "{sentence}")?)
}

/// Seconds as people say them, at most two parts.
fn spoken(seconds: u64) -> String {
    let parts = [(seconds / 3600, "hour", "hours"), (seconds / 60 % 60, "minute", "minutes")];
    let said: Vec<String> = parts
        .into_iter()
        .filter(|(number, ..)| *number > 0)
        .map(|(number, one, several)| count(number, one, several))
        .collect();
    if said.is_empty() { count(seconds, "second", "seconds") } else { said.join(" ") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_are_said_in_their_largest_parts() {
        assert_eq!(spoken(900), "15 minutes", "no empty hours");
        assert_eq!(spoken(3661), "1 hour 1 minute", "no odd seconds");
        assert_eq!(spoken(42), "42 seconds", "seconds only when there is nothing larger");
    }
}
