//! PDF: objects, also those in streams; page text through the fonts' own tables; metadata.

mod content;
mod file;
mod lex;

use super::{Said, docx, markup};
use crate::withhold::Unreadable;
use file::File;
use lex::Object;

/// Every text of a PDF file.
pub(crate) fn said(bytes: &[u8]) -> Result<Vec<Said>, Unreadable> {
    let file = File::read(bytes)?;
    let mut found = Vec::new();
    let mut pages = 0;
    for object in file.objects.values() {
        if object.value.name("Type") == Some("Page") {
            pages += 1;
            let readings = content::page(&file, &object.value)?.into_iter();
            found.extend(readings.map(|text| Said::new("page text", text)));
        }
        let mut strings = Vec::new();
        strings_of(&object.value, &mut strings);
        found.extend(strings.into_iter().map(|text| Said::new("string", text)));
        if let Some(stream) = &object.stream {
            found.extend(stream_said(&file, &object.value, stream)?);
        }
    }
    let mut strings = Vec::new();
    file.trailers.iter().for_each(|trailer| strings_of(trailer, &mut strings));
    found.extend(strings.into_iter().map(|text| Said::new("trailer", text)));
    if pages == 0 { Err(Unreadable("it has no page")) } else { Ok(found) }
}

/// What a stream says that is neither a page nor a picture nor a font.
fn stream_said(file: &File, about: &Object, stream: &[u8]) -> Result<Vec<Said>, Unreadable> {
    let kind = (about.name("Type"), about.name("Subtype"));
    Ok(match kind {
        (Some("XRef" | "ObjStm" | "CMap"), _) | (_, Some("Image")) => Vec::new(),
        (_, Some("CIDFontType0C" | "Type1C" | "OpenType")) => Vec::new(),
        // A font, or a colour profile.
        _ if about.get("Length1").is_some() || about.get("N").is_some() => Vec::new(),
        (Some("Metadata"), _) => {
            let text = String::from_utf8_lossy(&file.inflated(about, stream)?).into_owned();
            markup::said("metadata", &text)
        }
        (_, Some("Form")) => {
            let readings = content::form(file, about, stream)?.into_iter();
            readings.map(|text| Said::new("picture text", text)).collect()
        }
        _ => vec![Said::new("stream", docx::printable(&file.inflated(about, stream)?))],
    })
}

/// Every string in an object, and every name that is not a fixed word of the format.
fn strings_of(object: &Object, into: &mut Vec<String>) {
    match object {
        Object::String(bytes) => into.extend(readings(bytes)),
        Object::Name(name) if name.len() > 3 => {
            // A subset of a font begins with six letters of no meaning.
            into.push(name.split_once('+').map_or(name.as_str(), |(_, font)| font).to_owned());
        }
        Object::Array(items) => items.iter().for_each(|item| strings_of(item, into)),
        Object::Dict(fields) => fields.iter().for_each(|(name, field)| {
            into.push(name.clone());
            strings_of(field, into);
        }),
        _ => {}
    }
}

/// A string's bytes as text: UTF-16, UTF-8 or the format's own eight bits.
fn readings(bytes: &[u8]) -> Vec<String> {
    if let Some(wide) = bytes.strip_prefix(&[0xfe, 0xff]) {
        return vec![utf16(wide)];
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => vec![text.trim_start_matches('\u{feff}').to_owned()],
        Err(_) => vec![bytes.iter().map(|byte| char::from(*byte)).collect(), utf16(bytes)],
    }
}

fn utf16(bytes: &[u8]) -> String {
    let units: Vec<u16> =
        bytes.chunks_exact(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]])).collect();
    String::from_utf16_lossy(&units)
}
