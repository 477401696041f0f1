//! Ledgerline on the command line: everything the window does, in a terminal or a script.
//!
//! [`args`] is the tree of commands. Each command is one file that turns its arguments into one
//! or two calls of the journal and prints what came back, through [`paper`] for people and
//! [`json`] for programs. [`keys`] finds the key, [`agent`] keeps one for a while, and every way
//! to fail is a [`failure::Failure`], which knows its sentence and its exit code.

mod add;
mod agent;
mod args;
#[cfg(test)]
mod arguments;
mod backup;
mod bin;
mod call;
mod clock;
mod completions;
mod demo;
mod doctor;
mod edit;
mod export;
mod failure;
mod filters;
mod goals;
mod hush;
mod import;
mod init;
mod json;
mod keys;
mod ladder;
mod ledger;
mod list;
mod map;
mod needs;
mod output;
mod packet;
mod packet_parts;
mod panel;
mod paper;
mod people;
mod place;
mod projects;
mod redaction;
mod rekey;
mod show;
mod throughline;
mod update;
mod vault;
mod week;
mod window;
mod words;

use std::alloc::System;
use std::process::ExitCode;

use clap::Parser;
use zeroizing_alloc::ZeroAlloc;

/// What is given back is wiped, whatever library held it.
#[global_allocator]
static MEMORY: ZeroAlloc<System> = ZeroAlloc(System);

fn main() -> ExitCode {
    hush::keep();
    let args = args::Ledgerline::parse();
    match args.run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => failure.tell(),
    }
}
