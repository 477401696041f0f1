//! The throughline: acts to outcomes to goals or criteria, laid out the same way every time.

#[cfg(test)]
mod laws;
mod lay;
mod record;

pub use lay::{Act, Aim, Came, MOST_FOR_KINDS, NO_OUTCOME, NOT_MAPPED, lay_out};
pub use record::*;
