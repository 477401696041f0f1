//! The tree of commands.

use std::path::PathBuf;

use clap::{Parser, Subcommand};

use crate::call::Call;
use crate::failure::Outcome;
use crate::{
    add, backup, bin, completions, demo, doctor, edit, export, goals, import, init, ladder, list,
    map, needs, packet, people, projects, show, throughline, update, vault, week, window,
};

/// Write down the work that leaves no trace, and what came of it
#[derive(Parser)]
#[command(name = "ledgerline", version, propagate_version = true)]
#[command(after_help = "Exit codes: 0 done, 1 failed, 2 wrong usage, 3 locked or no key, \
4 damaged, 5 in use.\nThe passphrase comes from LEDGERLINE_PASSPHRASE, a prompt, the keychain, \
or `ledgerline vault unlock`.")]
pub(crate) struct Ledgerline {
    /// The journal's folder [env: LEDGERLINE_JOURNAL]
    #[arg(long, global = true, value_name = "DIR")]
    journal: Option<PathBuf>,

    /// Print JSON
    #[arg(long, global = true)]
    json: bool,

    /// The journal may lie where another program copies it or on a network drive, although that
    /// can damage it; remembered beside it
    #[arg(long, global = true)]
    synced_is_fine: bool,

    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Subcommand)]
enum Command {
    /// Start or focus the desktop app
    Open,
    Capture(window::Capture),
    Init(init::Init),
    Add(add::Add),
    List(list::List),
    Search(list::Search),
    Show(show::Show),
    Edit(edit::Edit),
    Map(map::Map),
    Week(week::Week),
    Needs(needs::Needs),
    Promises(needs::Promises),
    Update(update::Update),
    Throughline(throughline::Throughline),
    People(people::People),
    Goals(goals::Goals),
    Ladder(ladder::Ladder),
    Packet(packet::Packet),
    Projects(projects::Projects),
    Import(import::Import),
    Export(export::Export),
    Bin(bin::Bin),
    Backup(backup::Backup),
    Demo(demo::Demo),
    Vault(vault::Vault),
    Doctor(doctor::Doctor),
    Completions(completions::Completions),
}

impl Ledgerline {
    /// Does what was asked.
    pub(crate) fn run(self) -> Outcome {
        let mut call = Call::new(self.journal, self.json, self.synced_is_fine)?;
        let command = self.command.unwrap_or(Command::Open);
        let done = run(command, &mut call);
        // What was printed before a failure is still worth reading.
        let printed = call.finish();
        done.and(printed)
    }
}

fn run(command: Command, call: &mut Call) -> Outcome {
    match command {
        Command::Open => window::open(call),
        Command::Capture(capture) => capture.run(call),
        Command::Init(init) => init.run(call),
        Command::Add(add) => add.run(call),
        Command::List(list) => list.run(call),
        Command::Search(search) => search.run(call),
        Command::Show(show) => show.run(call),
        Command::Edit(edit) => edit.run(call),
        Command::Map(map) => map.run(call),
        Command::Week(week) => week.run(call),
        Command::Needs(needs) => needs.run(call),
        Command::Promises(promises) => promises.run(call),
        Command::Update(update) => update.run(call),
        Command::Throughline(throughline) => throughline.run(call),
        Command::People(people) => people.run(call),
        Command::Goals(goals) => goals.run(call),
        Command::Ladder(ladder) => ladder.run(call),
        Command::Packet(packet) => packet.run(call),
        Command::Projects(projects) => projects.run(call),
        Command::Import(import) => import.run(call),
        Command::Export(export) => export.run(call),
        Command::Bin(bin) => bin.run(call),
        Command::Backup(backup) => backup.run(call),
        Command::Demo(demo) => demo.run(call),
        Command::Vault(vault) => vault.run(call),
        Command::Doctor(doctor) => doctor.run(call),
        Command::Completions(completions) => completions.run(call),
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn the_tree_of_commands_holds_together() {
        Ledgerline::command().debug_assert();
    }
}
