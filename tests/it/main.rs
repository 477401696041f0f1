//! The integration tests, one binary.

mod contract;
mod exchange;
mod gaps;
mod index;
mod journal;
mod search;
