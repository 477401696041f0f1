//! Pictures a page drew, as files.

use ledgerline_core::error::Code;
use serde::Deserialize;
use tauri::AppHandle;

use crate::error::{Failure, Reply};
use crate::files::{self, Saved};

/// The kinds of picture there are; the ending of the file's name follows from it.
#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum PictureKind {
    Svg,
    Png,
}

impl PictureKind {
    const fn ending(self) -> &'static str {
        match self {
            Self::Svg => "svg",
            Self::Png => "png",
        }
    }

    /// What every file of this kind begins with.
    const fn opening(self) -> &'static [u8] {
        match self {
            Self::Svg => b"<svg ",
            Self::Png => b"\x89PNG\r\n\x1a\n",
        }
    }
}

/// Writes a picture the page drew. It must be what its kind says.
#[tauri::command(async)]
pub(crate) fn save_picture(
    app: AppHandle,
    name: String,
    kind: PictureKind,
    bytes: Vec<u8>,
) -> Reply<Option<Saved>> {
    if !bytes.starts_with(kind.opening()) {
        return Err(Failure::new(Code::BadInput, "the bytes are no such picture"));
    }
    files::save(&app, &format!("{}.{}", name.trim(), kind.ending()), &bytes)
}

#[cfg(test)]
mod tests {
    use super::PictureKind;

    #[test]
    fn a_kind_is_one_of_a_closed_list() {
        let read = |word: &str| serde_json::from_str::<PictureKind>(&format!("\"{word}\""));
        assert_eq!(read("svg").map(PictureKind::ending).ok(), Some("svg"));
        assert_eq!(read("png").map(PictureKind::ending).ok(), Some("png"));
        for other in ["exe", "SVG", "../svg", ""] {
            assert!(read(other).is_err(), "`{other}` is no picture");
        }
    }
}
