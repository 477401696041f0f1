//! The integration tests, one binary.

mod contract;
mod exchange;
mod index;
mod journal;
mod search;
