//! Everything in Ledgerline that is true without a window.
//!
//! A line arrives as raw text. [`capture`] reads it, purely, into a `Reading`: the sentence, its
//! kind, the people, the goal, a figure, a day. `journal` turns that reading into an entry and
//! hands it to `store`, the only module that knows SQL, in one transaction with its links, its
//! index rows and the deletion of the draft it came from. What came of the entry is an outcome;
//! [`figure`] holds the arithmetic behind its quantity: ranges, calculators, net figures and the
//! steps that print as a footnote. [`vault`] keeps the key: a random one, wrapped once for each way in.
//! [`week`] counts what a week held, chooses its questions and says when it may be closed.
//! [`ladder`] holds what a company asks of a level and lays the evidence over it.
//! [`update`] says what an update says, in the user's own words, and [`throughline`] lays out what came of
//! what; [`reminder`] knows what is due.
//! [`backup`] copies a journal, proves the copy, and puts one back.
//! [`export`] writes everything in open formats, and reads it back; [`incoming`] is how a chosen file is looked at.
//! [`coach`] marks wording and asks, [`rehearsal`] reads a packet as a panel would, [`form`] fills a
//! company's form from it, [`changed`] says what became different since it was sent.
//! `wire` is what crosses to the window and to `--json`.
//!
//! Time, ids and paths always come in as arguments; nothing below `journal` asks the clock.

pub mod backup;
pub mod capture;
pub mod changed;
pub mod coach;
pub mod entry;
pub mod error;
pub mod export;
pub mod figure;
pub mod file;
pub mod form;
pub mod goal;
pub mod hold;
pub mod id;
pub mod incoming;
pub mod journal;
pub mod kind;
pub mod ladder;
pub mod outcome;
pub mod person;
pub mod place;
pub mod rehearsal;
pub mod reminder;
mod store;
pub mod synced;
pub mod throughline;
pub mod time;
pub mod update;
pub mod vault;
pub mod week;
pub mod wire;
