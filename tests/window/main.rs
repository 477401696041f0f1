//! Journeys in the real window: the built app under WebKitWebDriver, by keyboard.
//!
//! [`house`] is a home of its own for one run of the app, [`driver`] the wire to it, [`window`]
//! what a person at it can do and see. [`screens`] goes through every screen of the [`tour`] with
//! the eyes of [`look`]; [`desktop`] stands in for what a desktop has around the app; [`rest`] looks at what a run leaves on the disk, [`keychain`] asks the
//! desktop's own, without a window; the other files are journeys. `cargo xtask test` sets the
//! display and the buses and starts this.

#![allow(clippy::expect_used, clippy::panic, reason = "a test that cannot go on has failed")]
#![allow(clippy::print_stdout, reason = "says where a failure left its pictures")]

mod desktop;
mod driver;
mod hostile;
mod house;
mod look;
mod memory;
mod tour;
mod window;

mod journeys;
mod keyboard;
mod keychain;
mod permissions;
mod rest;
mod screens;
mod shots;
mod undriven;
