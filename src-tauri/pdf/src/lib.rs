//! A packet as a tagged PDF, set in the ledger's own type.
//!
//! Typst lays the pages out, in a [world] that holds one template, one packet as data, and fonts:
//! no file, no clock and no network. What the user wrote is data throughout and never markup. The
//! same packet and fonts give the same bytes, and the file says nothing of who wrote it but what
//! the packet says.
//!
//! The fonts beside this crate show European scripts, Arabic, Hebrew, Thai, Devanagari, Armenian,
//! Georgian, signs and emoji. Chinese, Japanese and Korean would weigh more than the rest of the
//! program, so for what is left [`SYSTEM_FONTS`] names files of the operating system, which the
//! caller reads. A character that no font shows is an error, never a gap.
//!
//! [world]: https://docs.rs/typst/0.15/typst/trait.World.html

mod fonts;
mod sheet;
mod world;

use ledgerline_packet::Document;
use ledgerline_packet::flow::flow;

pub use fonts::{Read, SYSTEM_FONTS};

use fonts::Fonts;
use sheet::Sheet;

/// Why a packet did not become a PDF.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum PdfError {
    /// No font at hand shows some characters.
    #[error(
        "no font on this machine shows {count} of the packet's characters, `U+{first:04X}` the first; \
         install a font that does, or export another format"
    )]
    NoGlyph {
        /// How many different characters.
        count: usize,
        /// The first of them.
        first: u32,
    },
    /// The pages could not be laid out or the file not be written.
    #[error("the packet could not be set in type (at `{step}`)")]
    Unset {
        /// Where it stopped.
        step: &'static str,
    },
}

/// `document` as PDF/UA-1. `read` gives the bytes of a file of [`SYSTEM_FONTS`] if it is there; it
/// is asked only when the packet holds a character that the shipped fonts do not show.
///
/// # Errors
/// A character that no font shows, or a packet that cannot be laid out.
pub fn pdf(document: &Document, read: Read<'_>) -> Result<Vec<u8>, PdfError> {
    let flow = flow(document);
    let sheet = Sheet::of(&flow);
    let fonts = Fonts::for_text(&sheet.text(), read)?;
    world::set(&sheet, fonts)
}

#[cfg(test)]
mod tests;
