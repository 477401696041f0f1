//! The integration tests, one binary.

mod journal;
mod search;
