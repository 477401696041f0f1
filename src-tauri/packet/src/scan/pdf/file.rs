//! A PDF's objects, found by reading the file through rather than by its own table of them.

use std::collections::BTreeMap;
use std::io::Read;

use super::lex::{Lexer, Object};
use crate::withhold::Unreadable;

/// No stream of a packet comes near this.
const LARGEST: u64 = 64 * 1024 * 1024;

/// An object with its stream.
pub(crate) struct Entry {
    pub(crate) value: Object,
    pub(crate) stream: Option<Vec<u8>>,
}

/// The file.
pub(crate) struct File {
    pub(crate) objects: BTreeMap<u32, Entry>,
    pub(crate) trailers: Vec<Object>,
}

impl File {
    pub(crate) fn read(bytes: &[u8]) -> Result<Self, Unreadable> {
        if !bytes.starts_with(b"%PDF-") {
            return Err(Unreadable("it is not PDF"));
        }
        let mut file = Self { objects: BTreeMap::new(), trailers: Vec::new() };
        let mut at = 0;
        while let Some(found) = find(bytes, b" obj", at) {
            at = found + 4;
            let Some(number) = number_before(bytes, found) else { continue };
            let mut lexer = Lexer::new(bytes, at);
            let Some(value) = lexer.next() else { continue };
            lexer.skip_space();
            at = lexer.at.max(at);
            let mut stream = None;
            if bytes[at.min(bytes.len())..].starts_with(b"stream") {
                let (content, end) = stream_at(bytes, at + 6, &value)?;
                stream = Some(content);
                at = end;
            }
            file.objects.insert(number, Entry { value, stream });
        }
        let mut at = 0;
        while let Some(found) = find(bytes, b"trailer", at) {
            at = found + 7;
            file.trailers.extend(Lexer::new(bytes, at).next());
        }
        if file
            .trailers
            .iter()
            .chain(file.objects.values().map(|entry| &entry.value))
            .any(|one| one.get("Encrypt").is_some())
        {
            return Err(Unreadable("it is encrypted"));
        }
        file.unpack()?;
        Ok(file)
    }

    /// Takes the objects out of the streams they are packed in.
    fn unpack(&mut self) -> Result<(), Unreadable> {
        let mut packed = Vec::new();
        for entry in
            self.objects.values().filter(|entry| entry.value.name("Type") == Some("ObjStm"))
        {
            let (Some(stream), Some(first), Some(count)) =
                (&entry.stream, entry.value.number("First"), entry.value.number("N"))
            else {
                return Err(Unreadable("its packed objects cannot be read"));
            };
            let content = self.inflated(&entry.value, stream)?;
            let mut head = Lexer::new(&content, 0);
            for _ in 0..count {
                let (Some(Object::Number(number)), Some(Object::Number(offset))) =
                    (head.next(), head.next())
                else {
                    return Err(Unreadable("its packed objects cannot be read"));
                };
                if let Some(value) = Lexer::new(&content, first + offset as usize).next() {
                    packed.push((number as u32, Entry { value, stream: None }));
                }
            }
        }
        self.objects.extend(packed);
        Ok(())
    }

    /// What a value stands for.
    pub(crate) fn resolved<'a>(&'a self, value: &'a Object) -> &'a Object {
        match value {
            Object::Ref(number) => self.objects.get(number).map_or(value, |entry| &entry.value),
            _ => value,
        }
    }

    /// The object a value points to.
    pub(crate) fn entry(&self, value: &Object) -> Option<&Entry> {
        match value {
            Object::Ref(number) => self.objects.get(number),
            _ => None,
        }
    }

    /// A stream as it was before its filters.
    pub(crate) fn inflated(&self, about: &Object, stream: &[u8]) -> Result<Vec<u8>, Unreadable> {
        let mut content = stream.to_vec();
        let filters = match about.get("Filter").map(|filter| self.resolved(filter)) {
            None => return Ok(content),
            Some(Object::Array(filters)) => filters.clone(),
            Some(one) => vec![one.clone()],
        };
        for filter in filters {
            content = match &filter {
                Object::Name(name) if name == "FlateDecode" => inflate(&content)?,
                Object::Name(name) if name == "ASCIIHexDecode" => {
                    let mut hex = b"<".to_vec();
                    hex.extend(&content);
                    match Lexer::new(&hex, 0).next() {
                        Some(Object::String(bytes)) => bytes,
                        _ => return Err(Unreadable("a stream cannot be read")),
                    }
                }
                _ => return Err(Unreadable("a stream has a filter this cannot read")),
            };
        }
        Ok(content)
    }
}

fn inflate(bytes: &[u8]) -> Result<Vec<u8>, Unreadable> {
    let mut content = Vec::new();
    flate2::read::ZlibDecoder::new(bytes)
        .take(LARGEST)
        .read_to_end(&mut content)
        .map_err(|_| Unreadable("a stream is broken"))?;
    if content.len() as u64 == LARGEST {
        return Err(Unreadable("a stream is too long"));
    }
    Ok(content)
}

/// The stream that begins after the word `stream`, and where it ends.
fn stream_at(bytes: &[u8], at: usize, about: &Object) -> Result<(Vec<u8>, usize), Unreadable> {
    let start = match (bytes.get(at), bytes.get(at + 1)) {
        (Some(b'\r'), Some(b'\n')) => at + 2,
        _ => at + 1,
    };
    let told = about.number("Length").map(|length| start + length);
    let ends = |end: &usize| {
        let after = bytes.get(*end..(*end + 12).min(bytes.len())).unwrap_or_default();
        find(after, b"endst", 0).is_some()
    };
    let end = told.filter(ends).or_else(|| find(bytes, b"endstream", start));
    let end = end.ok_or(Unreadable("a stream does not end"))?;
    Ok((bytes[start..end].to_vec(), end))
}

fn find(bytes: &[u8], wanted: &[u8], from: usize) -> Option<usize> {
    let rest = bytes.get(from..)?;
    rest.windows(wanted.len()).position(|window| window == wanted).map(|at| at + from)
}

/// The `12` of `12 0 obj`.
fn number_before(bytes: &[u8], at: usize) -> Option<u32> {
    let start = at.saturating_sub(24);
    let before = std::str::from_utf8(bytes.get(start..at)?).ok().or_else(|| {
        let ascii = bytes[start..at].iter().rposition(|byte| !byte.is_ascii())?;
        std::str::from_utf8(&bytes[start + ascii + 1..at]).ok()
    })?;
    let mut words = before.split_ascii_whitespace().rev();
    words.next()?.parse::<u32>().ok()?;
    words.next()?.parse().ok()
}
