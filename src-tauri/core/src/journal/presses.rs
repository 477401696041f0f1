//! A packet's document made into the bytes of a file.

use ledgerline_packet::{Document, FileKind};

use crate::error::{Error, Result};
use crate::wire::PacketFormat;

/// Makes a file of a document, or says why not without a word of the user's.
pub type Press = fn(&Document) -> std::result::Result<Vec<u8>, String>;

/// The writers of formats that set type. They are too heavy for everything that only needs a
/// journal, so whoever exports brings them.
#[derive(Clone, Copy)]
pub struct Presses {
    /// Makes a PDF.
    pub pdf: Press,
    /// Makes a Word document.
    pub docx: Press,
}

impl Presses {
    /// `document` in a format.
    pub(super) fn make(&self, document: &Document, format: PacketFormat) -> Result<Vec<u8>> {
        let text = match format {
            PacketFormat::Markdown => ledgerline_packet::markdown(document),
            PacketFormat::Html => ledgerline_packet::html(document),
            PacketFormat::Plain => ledgerline_packet::plain(document),
            PacketFormat::Json => ledgerline_packet::json(document),
            PacketFormat::Csv => ledgerline_packet::csv(document),
            PacketFormat::Pdf => return (self.pdf)(document).map_err(Error::BadInput),
            PacketFormat::Docx => return (self.docx)(document).map_err(Error::BadInput),
        };
        Ok(text.into_bytes())
    }
}

/// How a file of this format is read again.
pub(super) const fn file_kind(format: PacketFormat) -> FileKind {
    match format {
        PacketFormat::Markdown | PacketFormat::Plain | PacketFormat::Csv => FileKind::Text,
        PacketFormat::Html => FileKind::Html,
        PacketFormat::Json => FileKind::Json,
        PacketFormat::Pdf => FileKind::Pdf,
        PacketFormat::Docx => FileKind::Docx,
    }
}
