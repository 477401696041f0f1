//! What the gates do to a journal, and what must then be true of it.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::scene::{PASSPHRASE, Ran, Scene};

/// The file an export goes to, in the watched folder.
pub(crate) const EXPORT: &str = "export.jsonl";

/// What a deed changes.
#[derive(Clone)]
pub(crate) enum Effect {
    /// These entries come, all or none.
    Adds(Vec<String>),
    /// This entry becomes that one.
    Changes(String, String),
    /// The export is written anew.
    Exports,
    /// The recovery words are replaced by those it prints.
    Kit,
    /// A backup of everything that is there.
    BacksUp,
    /// The newest backup takes the journal's place.
    Restores,
    /// Nothing anybody could see.
    Nothing,
}

/// One run of the command line.
#[derive(Clone)]
pub(crate) struct Deed {
    pub(crate) args: Vec<String>,
    /// Whether it is given the passphrase.
    pub(crate) secret: bool,
    pub(crate) effect: Effect,
}

impl Deed {
    pub(crate) fn new(args: &[&str], effect: Effect) -> Self {
        let args = args.iter().map(|arg| (*arg).to_owned()).collect();
        Self { args, secret: true, effect }
    }

    /// A line; sealed, unless the journal is kept unlocked.
    pub(crate) fn add(text: &str) -> Self {
        let effect = Effect::Adds(vec![text.to_owned()]);
        Self { secret: false, ..Self::new(&["add", text], effect) }
    }

    /// The command that does it.
    pub(crate) fn command(&self, scene: &Scene) -> std::process::Command {
        let mut command = scene.command(&self.args);
        if self.secret {
            command.env("LEDGERLINE_PASSPHRASE", PASSPHRASE);
        }
        command
    }
}

/// What somebody who was told everything went well may rely on.
#[derive(Clone, Default, PartialEq)]
pub(crate) struct World {
    pub(crate) texts: BTreeSet<String>,
    pub(crate) export: Option<Vec<u8>>,
    pub(crate) kit: Option<String>,
    /// What the newest backup holds.
    pub(crate) backup: Option<BTreeSet<String>>,
}

impl World {
    /// The world of these entries.
    pub(crate) fn of(texts: &[&str]) -> Self {
        let texts = texts.iter().map(|text| (*text).to_owned()).collect();
        Self { texts, ..Self::default() }
    }

    /// The world after a deed that printed `ran`.
    pub(crate) fn after(&self, effect: &Effect, ran: &Ran, scene: &Scene) -> Self {
        let mut next = self.clone();
        match effect {
            Effect::Adds(texts) => next.texts.extend(texts.iter().cloned()),
            Effect::Changes(from, to) => {
                next.texts.remove(from);
                next.texts.insert(to.clone());
            }
            Effect::Exports => next.export = std::fs::read(scene.disk().join(EXPORT)).ok(),
            Effect::Kit => next.kit = kit(&ran.out),
            Effect::BacksUp => next.backup = Some(next.texts.clone()),
            Effect::Restores => {
                next.texts = next.backup.clone().expect("a backup was made before");
            }
            Effect::Nothing => {}
        }
        next
    }
}

/// The recovery words in what `vault recovery --json` prints.
fn kit(out: &str) -> Option<String> {
    let json: Value = serde_json::from_str(out).ok()?;
    let words: Vec<&str> = json["recovery"].as_array()?.iter().filter_map(Value::as_str).collect();
    (words.len() == 24).then(|| words.join(" "))
}
