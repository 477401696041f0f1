//! Updates: what they say, in the user's own sentences, and the forms they leave in.

pub mod forms;
#[cfg(test)]
mod laws;
mod mail;
pub mod page;
mod reckon;
mod record;

pub use mail::{Letter, eml};
pub use reckon::{due_on, median, run};
pub use record::{
    NeedAnswer, NeedAnswered, NeedEdit, PromiseAnswer, PromiseAnswered, Recipient, SectionKind,
    Sent, UpdateEdit, UpdatePiece, UpdateSection, UpdateSettings,
};
