//! The characters a text stands for once links and entities are read.

use std::ops::Range;

/// A character with the bytes that write it.
pub(crate) struct Written {
    /// The character.
    pub(crate) ch: char,
    /// Its bytes in the source.
    pub(crate) from: Range<usize>,
}

/// Reads `text`: `%C3%B3`, `&#243;`, `&oacute;` and `ó` are one character.
pub(crate) fn written(text: &str) -> Vec<Written> {
    let mut found = Vec::with_capacity(text.len());
    let mut at = 0;
    while let Some(ch) = text.get(at..).and_then(|rest| rest.chars().next()) {
        let read = match ch {
            '%' => percent(text, at),
            '&' => entity(text, at),
            _ => None,
        };
        match read {
            Some(read) => {
                at = read.last().map_or(at + 1, |last| last.from.end);
                found.extend(read);
            }
            None => {
                found.push(Written { ch, from: at..at + ch.len_utf8() });
                at += ch.len_utf8();
            }
        }
    }
    found
}

/// A run of `%XX` that makes whole characters.
fn percent(text: &str, start: usize) -> Option<Vec<Written>> {
    let bytes = text.as_bytes();
    let mut decoded = Vec::new();
    let mut at = start;
    while bytes.get(at) == Some(&b'%') {
        let Some(byte) = text.get(at + 1..at + 3).and_then(|hex| u8::from_str_radix(hex, 16).ok())
        else {
            break;
        };
        decoded.push(byte);
        at += 3;
    }
    let mut found = Vec::new();
    let mut place = start;
    for ch in std::str::from_utf8(&decoded).ok()?.chars() {
        let end = place + 3 * ch.len_utf8();
        found.push(Written { ch, from: place..end });
        place = end;
    }
    (!found.is_empty()).then_some(found)
}

fn entity(text: &str, start: usize) -> Option<Vec<Written>> {
    let rest = text.get(start + 1..)?;
    let length = rest.bytes().take(32).position(|byte| byte == b';')?;
    let name = rest.get(..length)?;
    let ch = match name.strip_prefix('#') {
        Some(number) => {
            let hex = number.strip_prefix(['x', 'X']);
            let code = match hex {
                Some(hex) => u32::from_str_radix(hex, 16).ok()?,
                None => number.parse().ok()?,
            };
            char::from_u32(code)?
        }
        None => named(name)?,
    };
    Some(vec![Written { ch, from: start..start + length + 2 }])
}

/// Entities that hide a letter or nothing at all. The accents go anyway.
fn named(name: &str) -> Option<char> {
    Some(match name {
        "nbsp" | "ensp" | "emsp" | "thinsp" => ' ',
        "shy" | "zwj" | "zwnj" | "ZeroWidthSpace" => '\u{200b}',
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" | "rsquo" | "lsquo" => '\'',
        "hyphen" | "dash" | "ndash" | "mdash" => '-',
        "szlig" => 'ß',
        "inodot" | "imath" => 'ı',
        _ => {
            let first = name.chars().next().filter(char::is_ascii_alphabetic)?;
            let ligature = ["AElig", "aelig", "OElig", "oelig"].contains(&name);
            let accents = [
                "acute", "grave", "circ", "uml", "tilde", "cedil", "ring", "caron", "slash",
                "strok", "ogon", "macr", "breve", "dot", "dblac",
            ];
            if ligature {
                return Some(if name.starts_with(['A', 'a']) { 'æ' } else { 'œ' });
            }
            accents.contains(&name.get(1..)?).then_some(first)?
        }
    })
}
