//! The integration tests, one binary.

#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot go on has failed"
)]

mod bin;
mod clocks;
mod contract;
mod destroying;
mod exchange;
mod formats;
mod fuzz;
mod gaps;
mod gate;
mod index;
mod journal;
mod leaks;
mod malformed;
mod model;
mod races;
mod reminding;
mod rest;
mod salvage;
mod scripts;
mod search;
mod update;
mod whole;
