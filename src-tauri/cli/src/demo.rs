//! `demo`: a journal of somebody else's year, to look around in.

use std::io::Write;
use std::path::PathBuf;

use clap::Args;
use ledgerline_core::journal::{Journal, demo};
use ledgerline_core::vault::Effort;
use serde_json::json;
use zeroize::Zeroizing;

use crate::call::Call;
use crate::failure::Outcome;
use crate::keys::{self, PASSPHRASE};

/// What opens a demo journal when nothing else was asked for. It protects nothing: the data are
/// invented.
const OPEN_SECRET: &str = "ledgerline demo journal";

/// Create a journal filled with invented data
#[derive(Args)]
pub(crate) struct Demo {
    /// A folder for it that holds no journal yet
    dir: PathBuf,
}

impl Demo {
    pub(crate) fn run(self, call: &mut Call) -> Outcome {
        let given = keys::given(PASSPHRASE);
        let own = given.is_some();
        let passphrase = given.unwrap_or_else(|| Zeroizing::new(OPEN_SECRET.to_owned()));
        let effort = Effort::interactive();
        call.check_place(&self.dir)?;
        let (mut journal, _) = Journal::create(&self.dir, &passphrase, None, effort, &call.now)?;
        call.mind_place(&self.dir)?;
        demo::fill(&mut journal, &call.now)?;
        let entries = journal.counts(&call.now)?.entries;
        // A passphrase that was given is known to whoever gave it, and is not repeated.
        let shown = (!own).then_some(OPEN_SECRET);
        if call.json {
            let dir = &self.dir;
            return call
                .print_json(&json!({ "journal": dir, "passphrase": shown, "entries": entries }));
        }
        writeln!(call.out, "{entries} entries in {}", self.dir.display())?;
        if let Some(passphrase) = shown {
            writeln!(call.out, "The passphrase is: {passphrase}")?;
        }
        let dir = self.dir.display();
        Ok(writeln!(call.out, "Look around with: ledgerline --journal \"{dir}\" list")?)
    }
}
