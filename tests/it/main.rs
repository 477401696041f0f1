//! The integration tests, one binary.

mod exchange;
mod journal;
mod search;
