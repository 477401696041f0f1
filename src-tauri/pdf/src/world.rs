//! The closed world in which a packet is set: one template, one file of data, and fonts.

use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration, Smart};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

use crate::PdfError;
use crate::fonts::Fonts;
use crate::sheet::Sheet;

const TEMPLATE: &str = include_str!("packet.typ");

/// Sets `sheet` and writes the file.
pub(crate) fn set(sheet: &Sheet<'_>, fonts: Fonts) -> Result<Vec<u8>, PdfError> {
    let data = serde_json::to_vec(sheet).map_err(|_| PdfError::Unset { step: "data" })?;
    let world = Closed::new(data, fonts)?;
    let written = write(&world, sheet.title());
    // Typst remembers what it set; a packet should not stay in memory after a lock.
    comemo::evict(0);
    written.map_err(|(step, _)| PdfError::Unset { step })
}

/// Why it could not be set: where, and in Typst's words, which may hold words of the user and so
/// go nowhere but into a test.
type Refusal = (&'static str, Vec<String>);

fn write(world: &Closed, title: &str) -> Result<Vec<u8>, Refusal> {
    let refused = |step| {
        move |errors: typst::ecow::EcoVec<typst::diag::SourceDiagnostic>| {
            (step, errors.iter().map(|error| error.message.to_string()).collect::<Vec<_>>())
        }
    };
    let pages = typst::compile::<PagedDocument>(world).output.map_err(refused("layout"))?;
    let standards =
        PdfStandards::new(&[PdfStandard::Ua_1]).map_err(|_| ("standard", Vec::new()))?;
    let options = PdfOptions {
        // Neither the program nor a clock is named, and the title alone makes the identifier.
        ident: Smart::Custom(title.to_owned()),
        creator: Smart::Custom(None),
        timestamp: None,
        standards,
        ..PdfOptions::default()
    };
    typst_pdf::pdf(&pages, &options).map_err(refused("file"))
}

/// Everything there is.
struct Closed {
    library: LazyHash<Library>,
    fonts: Fonts,
    template: Source,
    data: (FileId, Bytes),
}

impl Closed {
    fn new(data: Vec<u8>, fonts: Fonts) -> Result<Self, PdfError> {
        let file = |path| {
            let path = VirtualPath::new(path).map_err(|_| PdfError::Unset { step: "path" })?;
            Ok(FileId::new(RootedPath::new(VirtualRoot::Project, path)))
        };
        Ok(Self {
            library: LazyHash::new(Library::default()),
            fonts,
            template: Source::new(file("/packet.typ")?, TEMPLATE.to_owned()),
            data: (file("/packet.json")?, Bytes::new(data)),
        })
    }
}

impl World for Closed {
    fn library(&self) -> &LazyHash<Library> {
        &self.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.fonts.book
    }

    fn main(&self) -> FileId {
        self.template.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == self.template.id() {
            Ok(self.template.clone())
        } else {
            Err(FileError::AccessDenied)
        }
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        if id == self.data.0 { Ok(self.data.1.clone()) } else { Err(FileError::AccessDenied) }
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.fonts.fonts.get(index).cloned()
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}
