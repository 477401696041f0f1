//! `completions`: what a shell needs to complete commands.

use clap::{Args, CommandFactory};
use clap_complete::Shell;

use crate::args::Ledgerline;
use crate::call::Call;
use crate::failure::Outcome;

/// Print completions for a shell
#[derive(Args)]
pub(crate) struct Completions {
    /// The shell to complete in
    shell: Shell,
}

impl Completions {
    pub(crate) fn run(self, call: &mut Call) -> Outcome {
        // Written in one piece: the generator itself takes a closed pipe for a fault of its own.
        let mut script = Vec::new();
        clap_complete::generate(self.shell, &mut Ledgerline::command(), "ledgerline", &mut script);
        Ok(std::io::Write::write_all(&mut call.out, &script)?)
    }
}
