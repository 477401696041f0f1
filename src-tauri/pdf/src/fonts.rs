//! The fonts a packet is set in: those shipped, and those of the system for what they lack.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use typst::foundations::Bytes;
use typst::text::{Font, FontBook, is_default_ignorable};
use typst::utils::LazyHash;

use crate::PdfError;

/// Gives the bytes of a font file, or nothing where there is none.
pub type Read<'a> = &'a dyn Fn(&str) -> Option<Vec<u8>>;

macro_rules! shipped {
    ($($file:literal),+ $(,)?) => {
        [$(&include_bytes!(concat!("../fonts/", $file))[..]),+]
    };
}

static SHIPPED: LazyLock<Vec<Font>> = LazyLock::new(|| {
    let files = shipped![
        "Vollkorn-Regular.ttf",
        "Vollkorn-Italic.ttf",
        "Vollkorn-SemiBold.ttf",
        "Vollkorn-SemiBoldItalic.ttf",
        "SourceSans3-Regular.otf",
        "SourceSans3-It.otf",
        "SourceSans3-Semibold.otf",
        "NotoNaskhArabic-Regular.ttf",
        "NotoSerifHebrew-Regular.ttf",
        "NotoSerifThai-Regular.ttf",
        "NotoSerifDevanagari-Regular.ttf",
        "NotoSerifArmenian-Regular.ttf",
        "NotoSerifGeorgian-Regular.ttf",
        "NotoSans-subset.ttf",
        "NotoSansMath-subset.ttf",
        "NotoSansSymbols-subset.ttf",
        "NotoSansSymbols2-subset.ttf",
        "NotoEmoji-Regular.ttf",
    ];
    files.into_iter().flat_map(|file| Font::iter(Bytes::new(file))).collect()
});

/// Font files that operating systems bring, best first. Nothing else is ever looked for.
pub const SYSTEM_FONTS: &[&str] = &[
    // Debian and Ubuntu, Arch, Fedora: Noto for Chinese, Japanese and Korean.
    "/usr/share/fonts/opentype/noto/NotoSerifCJK-Regular.ttc",
    "/usr/share/fonts/noto-cjk/NotoSerifCJK-Regular.ttc",
    "/usr/share/fonts/google-noto-serif-cjk-fonts/NotoSerifCJK-Regular.ttc",
    "/usr/share/fonts/google-noto-serif-cjk-vf-fonts/NotoSerifCJK-VF.ttc",
    "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc",
    "/usr/share/fonts/noto-cjk/NotoSansCJK-Regular.ttc",
    "/usr/share/fonts/google-noto-cjk/NotoSansCJK-Regular.ttc",
    "/usr/share/fonts/google-noto-sans-cjk-fonts/NotoSansCJK-Regular.ttc",
    "/usr/share/fonts/google-noto-sans-cjk-vf-fonts/NotoSansCJK-VF.ttc",
    "/usr/share/fonts/truetype/wqy/wqy-zenhei.ttc",
    "/usr/share/fonts/truetype/wqy/wqy-microhei.ttc",
    "/usr/share/fonts/truetype/droid/DroidSansFallbackFull.ttf",
    // macOS.
    "/System/Library/Fonts/ヒラギノ明朝 ProN.ttc",
    "/System/Library/Fonts/PingFang.ttc",
    "/System/Library/Fonts/Supplemental/Songti.ttc",
    "/System/Library/Fonts/AppleSDGothicNeo.ttc",
    "/System/Library/Fonts/Supplemental/Arial Unicode.ttf",
    // Windows.
    "C:\\Windows\\Fonts\\msyh.ttc",
    "C:\\Windows\\Fonts\\simsun.ttc",
    "C:\\Windows\\Fonts\\YuGothR.ttc",
    "C:\\Windows\\Fonts\\msgothic.ttc",
    "C:\\Windows\\Fonts\\malgun.ttf",
    "C:\\Windows\\Fonts\\NirmalaS.ttf",
    "C:\\Windows\\Fonts\\Nirmala.ttf",
    "C:\\Windows\\Fonts\\seguisym.ttf",
    // Wide cover of rarer scripts, where it is installed.
    "/usr/share/fonts/truetype/noto/NotoSans-Regular.ttf",
    "/usr/share/fonts/truetype/noto/NotoSerif-Regular.ttf",
    "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf",
    "/usr/share/fonts/dejavu-sans-fonts/DejaVuSans.ttf",
    "/usr/share/fonts/TTF/DejaVuSans.ttf",
    "/usr/share/fonts/truetype/unifont/unifont.ttf",
];

/// Fonts that show every character of a text.
pub(crate) struct Fonts {
    pub(crate) book: LazyHash<FontBook>,
    pub(crate) fonts: Vec<Font>,
}

impl Fonts {
    /// The shipped fonts, and as many of the system's as `text` asks for.
    pub(crate) fn for_text(text: &str, read: Read<'_>) -> Result<Self, PdfError> {
        let mut fonts = SHIPPED.clone();
        let mut missing: BTreeSet<char> = text.chars().filter(|c| shows_itself(*c)).collect();
        missing.retain(|c| !fonts.iter().any(|font| shows(font, *c)));
        for path in SYSTEM_FONTS {
            if missing.is_empty() {
                break;
            }
            let Some(bytes) = read(path) else { continue };
            for font in Font::iter(Bytes::new(bytes)) {
                let before = missing.len();
                missing.retain(|c| !shows(&font, *c));
                if missing.len() < before {
                    fonts.push(font);
                }
            }
        }
        if let Some(first) = missing.first() {
            return Err(PdfError::NoGlyph { count: missing.len(), first: u32::from(*first) });
        }
        Ok(Self { book: LazyHash::new(FontBook::from_fonts(&fonts)), fonts })
    }
}

/// Whether a character leaves a mark on paper.
fn shows_itself(c: char) -> bool {
    !c.is_whitespace() && !c.is_control() && !is_default_ignorable(c)
}

fn shows(font: &Font, c: char) -> bool {
    font.info().coverage.contains(u32::from(c))
}
