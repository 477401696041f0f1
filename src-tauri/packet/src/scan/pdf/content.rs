//! What a page says: the strings it shows, read through the tables of the fonts it shows them in.

use std::collections::BTreeMap;

use super::file::File;
use super::lex::{Lexer, Object};
use super::readings;
use crate::withhold::Unreadable;

/// Pictures within pictures within pictures.
const DEEPEST: usize = 8;

/// Where a page goes on elsewhere in the same line: between two words, or within one whose middle
/// needed another font.
const GOES_ON: char = '\u{1}';

/// From a font's codes to text.
#[derive(Default)]
struct Table {
    codes: BTreeMap<u32, String>,
    wide: bool,
}

/// A page's text, line by line, in both ways it can be read.
pub(crate) fn page(file: &File, page: &Object) -> Result<Vec<String>, Unreadable> {
    let parts: Vec<Object> =
        match page.get("Contents").map(|contents| (contents, file.resolved(contents))) {
            None => return Ok(Vec::new()),
            Some((_, Object::Array(parts))) => parts.clone(),
            Some((one, _)) => vec![one.clone()],
        };
    let mut content = Vec::new();
    for part in parts {
        let entry = file.entry(&part).ok_or(Unreadable("a page points nowhere"))?;
        let stream = entry.stream.as_ref().ok_or(Unreadable("a page has no content"))?;
        content.extend(file.inflated(&entry.value, stream)?);
        content.push(b'\n');
    }
    let mut said = String::new();
    shown(file, &inherited(file, page), &content, &mut said, 0)?;
    Ok(readings_of(&said))
}

/// A picture's text, in both ways it can be read.
pub(crate) fn form(file: &File, about: &Object, stream: &[u8]) -> Result<Vec<String>, Unreadable> {
    let content = file.inflated(about, stream)?;
    let resources = about.get("Resources").map(|found| file.resolved(found).clone());
    let mut said = String::new();
    shown(file, &resources.unwrap_or(Object::Dict(Vec::new())), &content, &mut said, 0)?;
    Ok(readings_of(&said))
}

/// With a space wherever the line goes on elsewhere, and with none there: a name may stand in
/// either.
fn readings_of(said: &str) -> Vec<String> {
    let apart = unbroken(&said.replace(GOES_ON, " "));
    let joined: String = said.chars().filter(|c| *c != GOES_ON).collect();
    vec![apart, unbroken(&joined)]
}

/// A page's resources, or those of the pages around it.
fn inherited(file: &File, page: &Object) -> Object {
    let mut at = page;
    for _ in 0..DEEPEST {
        if let Some(found) = at.get("Resources") {
            return file.resolved(found).clone();
        }
        let Some(parent) = at.get("Parent") else { break };
        at = file.resolved(parent);
    }
    Object::Dict(Vec::new())
}

fn shown(
    file: &File,
    resources: &Object,
    content: &[u8],
    said: &mut String,
    depth: usize,
) -> Result<(), Unreadable> {
    let of = |kind: &str, name: &str| {
        let list = file.resolved(resources.get(kind)?);
        list.get(name).cloned()
    };
    let mut tables: BTreeMap<String, Table> = BTreeMap::new();
    let mut font = String::new();
    let mut operands: Vec<Object> = Vec::new();
    // How far up the last words stand, and how far everything that follows is moved up.
    let (mut height, mut moved) = (0.0, 0.0);
    let mut kept: Vec<f64> = Vec::new();
    let mut lexer = Lexer::new(content, 0);
    while lexer.at < content.len() {
        let Some(object) = lexer.next() else {
            lexer.at += 1;
            continue;
        };
        let Object::Word(word) = object else {
            operands.push(object);
            continue;
        };
        match (word.as_str(), operands.last()) {
            ("Tf", _) => {
                if let Some(Object::Name(name)) = operands.first() {
                    font.clone_from(name);
                    if !tables.contains_key(name) {
                        let table =
                            of("Font", name).map(|found| table(file, file.resolved(&found)));
                        tables.insert(name.clone(), table.transpose()?.unwrap_or_default());
                    }
                }
            }
            ("Tj" | "'" | "\"", Some(Object::String(bytes))) => {
                if word != "Tj" {
                    said.push('\n');
                }
                said.push_str(&text(tables.get(&font), bytes));
            }
            ("TJ", Some(Object::Array(items))) => {
                for item in items {
                    match item {
                        Object::String(bytes) => said.push_str(&text(tables.get(&font), bytes)),
                        Object::Number(back) if *back < -180.0 => said.push(' '),
                        _ => {}
                    }
                }
            }
            ("q", _) => kept.push(moved),
            ("Q", _) => moved = kept.pop().unwrap_or(moved),
            ("cm", Some(Object::Number(up))) => moved += up,
            ("Tm", Some(Object::Number(up))) => {
                let here = moved + up;
                said.push(if (here - height).abs() < 0.01 { GOES_ON } else { '\n' });
                height = here;
            }
            ("Td" | "TD", Some(Object::Number(up))) => {
                said.push(if up.abs() < 0.01 { GOES_ON } else { '\n' });
                height += up;
            }
            ("T*", _) => said.push('\n'),
            ("BT" | "ET", _) => said.push(GOES_ON),
            ("Do", Some(Object::Name(name))) if depth < DEEPEST => {
                let entry = of("XObject", name).and_then(|found| file.entry(&found));
                if let Some(entry) =
                    entry.filter(|entry| entry.value.name("Subtype") == Some("Form"))
                    && let Some(stream) = &entry.stream
                {
                    let inner =
                        entry.value.get("Resources").map(|found| file.resolved(found).clone());
                    let content = file.inflated(&entry.value, stream)?;
                    said.push('\n');
                    shown(file, inner.as_ref().unwrap_or(resources), &content, said, depth + 1)?;
                }
            }
            ("BDC" | "DP", Some(Object::Dict(about))) => {
                // What is read aloud instead; apart from the line, which goes on.
                for (_, words) in about {
                    if let Object::String(bytes) = words {
                        said.insert_str(0, &format!("{}\n", readings(bytes).join("\n")));
                    }
                }
            }
            ("BI", _) => return Err(Unreadable("a page holds a picture this cannot read")),
            _ => {}
        }
        operands.clear();
    }
    Ok(())
}

fn text(table: Option<&Table>, bytes: &[u8]) -> String {
    let Some(table) = table.filter(|table| !table.codes.is_empty()) else {
        return readings(bytes).concat();
    };
    let step = if table.wide { 2 } else { 1 };
    bytes
        .chunks(step)
        .map(|code| code.iter().fold(0, |code, byte| code * 256 + u32::from(*byte)))
        .filter_map(|code| table.codes.get(&code))
        .map(String::as_str)
        .collect()
}

/// The table of a font. One without a table shows its codes as they are.
fn table(file: &File, font: &Object) -> Result<Table, Unreadable> {
    let wide = font.name("Subtype") == Some("Type0");
    let Some(entry) = font.get("ToUnicode").and_then(|found| file.entry(found)) else {
        return if wide {
            Err(Unreadable("a font does not say what its signs mean"))
        } else {
            Ok(Table::default())
        };
    };
    let stream = entry.stream.as_ref().ok_or(Unreadable("a font's table is missing"))?;
    let content = file.inflated(&entry.value, stream)?;
    let mut table = Table { codes: BTreeMap::new(), wide };
    let mut operands: Vec<Object> = Vec::new();
    let mut lexer = Lexer::new(&content, 0);
    while lexer.at < content.len() {
        let Some(object) = lexer.next() else {
            lexer.at += 1;
            continue;
        };
        let Object::Word(word) = object else {
            operands.push(object);
            continue;
        };
        match word.as_str() {
            "endbfchar" => operands.chunks_exact(2).for_each(|pair| {
                if let [Object::String(code), Object::String(means)] = pair {
                    table.codes.insert(number(code), super::utf16(means));
                }
            }),
            "endbfrange" => operands.chunks_exact(3).for_each(|range| table.add_range(range)),
            "endcodespacerange" => {
                if let Some(Object::String(code)) = operands.first() {
                    table.wide = code.len() == 2;
                }
            }
            _ => {}
        }
        operands.clear();
    }
    Ok(table)
}

impl Table {
    fn add_range(&mut self, range: &[Object]) {
        let [Object::String(first), Object::String(last), means] = range else { return };
        let (first, last) = (number(first), number(last).min(number(first) + 0xffff));
        match means {
            Object::String(means) => {
                let mut units = means.clone();
                for code in first..=last {
                    self.codes.insert(code, super::utf16(&units));
                    if let Some(unit) = units.last_mut() {
                        *unit = unit.wrapping_add(1);
                    }
                }
            }
            Object::Array(list) => {
                for (code, means) in (first..=last).zip(list) {
                    if let Object::String(means) = means {
                        self.codes.insert(code, super::utf16(means));
                    }
                }
            }
            _ => {}
        }
    }
}

fn number(code: &[u8]) -> u32 {
    code.iter().take(4).fold(0, |number, byte| number * 256 + u32::from(*byte))
}

/// A word that was broken at the end of a line, whole again.
fn unbroken(said: &str) -> String {
    let mut out = String::with_capacity(said.len());
    let mut rest = said;
    while let Some(at) = rest.find(['-', '\u{ad}', '\u{2010}']) {
        let mark = rest[at..].chars().next().map_or(1, char::len_utf8);
        let after = &rest[at + mark..];
        let next = after.trim_start();
        let broken = after.len() != next.len()
            && after[..after.len() - next.len()].contains('\n')
            && next.starts_with(char::is_lowercase)
            && rest[..at].ends_with(char::is_alphabetic);
        out.push_str(&rest[..at + if broken { 0 } else { mark }]);
        rest = if broken { next } else { after };
    }
    out.push_str(rest);
    out
}
