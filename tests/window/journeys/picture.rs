//! The throughline as a file that other programs show.

use std::io::Read;

use crate::house::House;
use crate::window::Window;

/// Saves the picture of the open throughline and waits for the file.
fn saved(window: &Window, ending: &str) -> Vec<u8> {
    window.choose("Save the picture", &format!("Save as {}", ending.to_uppercase()));
    let folder = window.house.saved();
    window.wait("the picture", || {
        let found = std::fs::read_dir(&folder).ok()?.flatten().map(|found| found.path());
        let mut found = found.filter(|path| path.extension().is_some_and(|end| end == ending));
        std::fs::read(found.next()?).ok().filter(|bytes| !bytes.is_empty())
    })
}

/// Width, height, and how many bytes the lines of a PNG are, packed and unpacked.
fn unpacked(bytes: &[u8]) -> (usize, usize, usize, usize) {
    assert!(bytes.starts_with(b"\x89PNG\r\n\x1a\n"), "the mark of a PNG");
    let number = |at: usize| {
        let four: [u8; 4] = bytes[at..at + 4].try_into().expect("four bytes");
        usize::try_from(u32::from_be_bytes(four)).expect("a length")
    };
    let (mut at, mut packed) = (8, Vec::new());
    while at < bytes.len() {
        let length = number(at);
        if &bytes[at + 4..at + 8] == b"IDAT" {
            packed.extend(&bytes[at + 8..at + 8 + length]);
        }
        at += length + 12;
    }
    let mut plain = Vec::new();
    let read = flate2::read::ZlibDecoder::new(packed.as_slice()).read_to_end(&mut plain);
    read.expect("whole and sound");
    (number(16), number(20), packed.len(), plain.len())
}

#[test]
fn the_throughline_leaves_as_svg_and_as_a_png_that_decodes() {
    let mut window = House::demo("picture").start();
    window.unlock();
    window.press("Ctrl+7");
    window.read("Width counts acts");
    let svg = String::from_utf8(saved(&window, "svg")).expect("UTF-8");
    assert!(svg.starts_with("<svg ") && svg.contains("<path"), "drawn: {}", &svg[..80]);
    assert!(!svg.contains("href=\"http") && !svg.contains("<script"), "it stands alone");
    let (width, height, packed, plain) = unpacked(&saved(&window, "png"));
    assert!(width > 1_500 && height > 500, "twice its size: {width} by {height}");
    let line = plain / height;
    assert!(line == width * 4 + 1 || line == width * 3 + 1, "every line is there: {line}");
    // An empty sheet of this size packs into a tenth of that.
    assert!(packed > 60_000, "and they are drawn on: {packed} bytes");
}
