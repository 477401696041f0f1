//! The integration tests, one binary.

mod contract;
mod exchange;
mod journal;
mod search;
