//! A packet's document model and the files it becomes.
//!
//! A [`Document`] holds only what may leave the journal: whoever builds it has already left out
//! what is private or confidential, so no writer here can print it. The user's words stand in it
//! as typed. They are plain text everywhere but in the summary, the reasons against and the next
//! scope, which are Markdown with raw HTML off; [`prose`] reads those. [`flow`] lays a
//! document out as blocks and runs, which is what a writer walks. [`markdown`], [`html`] and
//! [`plain`] print the same words in the same order, and the same document always gives the same
//! bytes. [`json`] and [`csv`] are for programs. [`Document::each_text`] visits every text in it, so that a rule can reach them all.

mod clean;
mod data;
mod document;
pub mod flow;
mod html;
mod labels;
mod markdown;
mod plain;
pub mod prose;
#[cfg(feature = "sample")]
pub mod sample;
mod scan;
mod spots;
pub mod withhold;

pub use clean::line as plain_line;
pub use data::{csv, inert, json};
pub use document::{
    Claim, DOCUMENTED, Document, EvidenceLine, Growth, Project, Section, TOP_GRADE, Voice,
};
pub use html::{escaped, html, html_body};
pub use labels::{ENGLISH_MONTHS, Labels};
pub use markdown::{escaped_line, markdown};
pub use plain::{Length, PartText, claim_text, length, parts, plain, reading, section_lengths};
pub use scan::{FileKind, Said, said};
pub use spots::{Spot, Where};

#[cfg(test)]
mod tests;
