//! A packet as a Word document.
//!
//! The file is written part by part, in the order its schema wants: real heading styles, tables
//! whose header repeats, footnotes, a header, page numbers, a language, and each line in its
//! direction. The same packet gives the same bytes; the file names no program, no machine and no
//! time but the last day of the packet's period.

mod body;
mod notes;
mod package;
mod runs;
mod script;
mod styles;
mod xml;

use ledgerline_packet::Document;
use ledgerline_packet::flow::{PartKind, flow};

use body::Body;

/// Why a packet did not become a Word document.
#[derive(Debug, thiserror::Error)]
pub enum DocxError {
    /// The parts could not be put into one file.
    #[error("the parts of the document could not be packed")]
    Pack(#[from] zip::result::ZipError),
}

/// `document` as the bytes of a `.docx` file.
///
/// # Errors
/// The parts could not be packed, which takes more than four gigabytes of words.
pub fn docx(document: &Document) -> Result<Vec<u8>, DocxError> {
    let flow = flow(document);
    let mut body = Body::new(flow.right_to_left);
    for part in &flow.parts {
        match part.kind {
            PartKind::Opening => body.opening(&part.blocks),
            _ => body.blocks(&part.blocks),
        }
    }
    package::pack(&flow, &body, document.period.map(|(_, last)| last))
}

#[cfg(test)]
mod tests;
