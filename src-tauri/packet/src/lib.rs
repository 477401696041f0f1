//! A packet's document model and the files it becomes.
//!
//! A [`Document`] holds only what may leave the journal: whoever builds it has already left out
//! what is private or confidential, so no writer here can print it. The user's words stand in it
//! as typed. They are plain text everywhere but in the summary, the reasons against and the next
//! scope, which are Markdown with raw HTML off; [`prose`] reads those. [`markdown`], [`html`] and
//! [`plain`] print the same words in the same order, and the same document always gives the same
//! bytes.

mod clean;
mod document;
mod html;
mod labels;
mod markdown;
mod plain;
pub mod prose;

pub use document::{Claim, Document, EvidenceLine, Section, TOP_GRADE};
pub use html::{html, html_body};
pub use labels::Labels;
pub use markdown::{escaped_line, markdown};
pub use plain::{characters, claim_characters, plain, section_characters};

#[cfg(test)]
mod tests;
