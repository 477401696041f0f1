//! The command line as a shell sees it: every command, its exit codes and the shape of its JSON.
#![allow(clippy::expect_used, reason = "a test stops at the first thing that is not as it says")]
#![allow(clippy::disallowed_methods, reason = "a test breaks files on purpose")]

mod adding;
mod agent;
mod backing;
mod beginning;
mod damage;
mod files;
mod full;
mod holding;
mod hushed;
mod ladder;
mod leaving;
mod malformed;
mod mapping;
mod migrating;
mod packets;
mod placing;
mod reading;
mod rekey;
mod sending;
mod support;
mod window;
mod withholding;
