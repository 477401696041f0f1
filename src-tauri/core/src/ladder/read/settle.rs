//! What every format has to keep to: limits, keys of their own, levels that are there.

use std::collections::{HashMap, HashSet};

use super::{At, Draft, Fault, LadderFileError, Note, ReadCriterion, ReadLadder, Sheet, tidy};
use crate::ladder::Bar;

const MOST_CRITERIA: usize = 500;
const MOST_LEVELS: usize = 50;
const LONGEST_NAME: usize = 200;
const LONGEST_TEXT: usize = 2_000;
const LONGEST_KEY: usize = 80;
/// How long a key made from words is.
const MADE_KEY: usize = 48;

const HOW: &str =
    "in TOML each stands under `[[criterion]]`, in a table on a line, in Markdown in a list";

type Read<T> = Result<T, LadderFileError>;

pub(super) fn settle(sheet: Sheet, name: &str) -> Read<ReadLadder> {
    if sheet.criteria.is_empty() {
        return Err(Fault::NoCriteria(HOW).somewhere());
    }
    if let Some(first_over) = sheet.criteria.get(MOST_CRITERIA) {
        let fault = Fault::TooMany { what: "criteria", most: MOST_CRITERIA };
        return Err(fault.at(first_over.line));
    }
    let name = match &sheet.name {
        Some(name) => words(name, "name", LONGEST_NAME)?,
        None => tidy(name),
    };
    if name.is_empty() {
        return Err(Fault::NoName.somewhere());
    }
    let (levels, levels_said) = levels(&sheet)?;
    let mut notes = sheet.notes;
    let mut keys = Keys::of(&sheet.criteria)?;
    let mut criteria = Vec::new();
    for draft in &sheet.criteria {
        let criterion = criterion(draft, &levels, &mut keys)?;
        if !criterion.bar.words.is_empty() && criterion.bar.asks.is_none() {
            notes.push((draft.bar.as_ref().map_or(draft.line, |bar| bar.line), Note::BarInWords));
        }
        criteria.push(criterion);
    }
    notes.sort_unstable();
    Ok(ReadLadder {
        name: cut(&name, LONGEST_NAME),
        now: one_of(sheet.now.as_ref(), "level held", &levels)?,
        target: one_of(sheet.target.as_ref(), "level aimed at", &levels)?,
        levels,
        levels_said,
        criteria,
        notes,
    })
}

fn cut(text: &str, most: usize) -> String {
    text.chars().take(most).collect()
}

/// A value that may not be blank.
fn words(at: &At, what: &'static str, most: usize) -> Read<String> {
    let text = tidy(&at.text);
    if text.is_empty() {
        return Err(Fault::Blank(what).at(at.line));
    }
    if text.chars().count() > most {
        return Err(Fault::TooLong { what, most }.at(at.line));
    }
    Ok(text)
}

/// A value that may be left out, or blank.
fn optional(at: Option<&At>, what: &'static str, most: usize) -> Read<String> {
    match at {
        Some(at) if !at.text.trim().is_empty() => words(at, what, most),
        _ => Ok(String::new()),
    }
}

/// The levels said, or those criteria name, in the order they come.
fn levels(sheet: &Sheet) -> Read<(Vec<String>, bool)> {
    let mut levels: Vec<String> = Vec::new();
    if let Some(said) = &sheet.levels {
        for level in said {
            let name = words(level, "level", LONGEST_NAME)?;
            if levels.iter().any(|known| same(known, &name)) {
                return Err(Fault::LevelTwice.at(level.line));
            }
            levels.push(name);
        }
    } else {
        for level in sheet.criteria.iter().filter_map(|draft| draft.level.as_ref()) {
            let name = optional(Some(level), "level", LONGEST_NAME)?;
            if !name.is_empty() && levels.iter().all(|known| !same(known, &name)) {
                levels.push(name);
            }
        }
    }
    if levels.len() > MOST_LEVELS {
        return Err(Fault::TooMany { what: "levels", most: MOST_LEVELS }.somewhere());
    }
    Ok((levels, sheet.levels.is_some()))
}

fn same(one: &str, other: &str) -> bool {
    one.to_lowercase() == other.to_lowercase()
}

/// The level meant, spelled as the ladder spells it.
fn one_of(at: Option<&At>, what: &'static str, levels: &[String]) -> Read<Option<String>> {
    let Some(at) = at.filter(|at| !at.text.trim().is_empty()) else { return Ok(None) };
    let name = tidy(&at.text);
    let known = levels.iter().find(|level| same(level, &name));
    known.cloned().map(Some).ok_or_else(|| Fault::NotALevel(what).at(at.line))
}

fn criterion(draft: &Draft, levels: &[String], keys: &mut Keys) -> Read<ReadCriterion> {
    let mut text = optional(draft.text.as_ref(), "text", LONGEST_TEXT)?;
    let mut title = optional(draft.title.as_ref(), "title", LONGEST_NAME)?;
    if text.is_empty() {
        // A title alone is what the company says.
        text = std::mem::take(&mut title);
    }
    let bar = optional(draft.bar.as_ref(), "bar", LONGEST_NAME)?;
    if text.is_empty() {
        return Err(Fault::NoText.at(draft.line));
    }
    let level = one_of(draft.level.as_ref(), "level", levels)?;
    let key = match &draft.key {
        Some(key) if !key.text.trim().is_empty() => tidy(&key.text),
        _ => keys.make(level.as_deref(), if title.is_empty() { &text } else { &title }),
    };
    let area = optional(draft.area.as_ref(), "area", LONGEST_NAME)?;
    Ok(ReadCriterion { line: draft.line, key, level, area, title, text, bar: Bar::read(&bar) })
}

/// Keys in use: those the file gives, then those made.
struct Keys(HashSet<String>);

impl Keys {
    fn of(drafts: &[Draft]) -> Read<Self> {
        let mut lines: HashMap<String, u32> = HashMap::new();
        for key in drafts.iter().filter_map(|draft| draft.key.as_ref()) {
            let name = tidy(&key.text);
            if name.is_empty() {
                continue;
            }
            if !may_be_key(&name) {
                return Err(Fault::NotAKey.at(key.line));
            }
            if name.chars().count() > LONGEST_KEY {
                return Err(Fault::TooLong { what: "key", most: LONGEST_KEY }.at(key.line));
            }
            if let Some(line) = lines.insert(name.to_lowercase(), key.line) {
                return Err(Fault::KeyTwice(line).at(key.line));
            }
        }
        Ok(Self(lines.into_keys().collect()))
    }

    fn make(&mut self, level: Option<&str>, words: &str) -> String {
        let key = made_key(level, words, |key| self.0.contains(&key.to_lowercase()));
        self.0.insert(key.to_lowercase());
        key
    }
}

/// Whether this can be a key.
#[must_use]
pub fn may_be_key(key: &str) -> bool {
    !key.is_empty() && key.chars().all(|c| c.is_alphanumeric() || "-_.".contains(c))
}

/// A key from a criterion's words and its level, unlike any that is `taken`.
pub fn made_key(level: Option<&str>, words: &str, taken: impl Fn(&str) -> bool) -> String {
    let mut key = slug(words, MADE_KEY);
    if let Some(level) = level {
        key = format!("{}.{key}", slug(level, MADE_KEY / 2));
    }
    let mut number = 2;
    let first = key.clone();
    while taken(&key) {
        key = format!("{first}-{number}");
        number += 1;
    }
    key
}

/// Lower-case words with hyphens between, at most `most` characters.
fn slug(words: &str, most: usize) -> String {
    let mut slug = String::new();
    for word in words.to_lowercase().split(|c: char| !c.is_alphanumeric()) {
        let length = slug.chars().count() + usize::from(!slug.is_empty());
        if word.is_empty() || (!slug.is_empty() && length + word.chars().count() > most) {
            if slug.chars().count() >= most / 2 {
                break;
            }
            continue;
        }
        if !slug.is_empty() {
            slug.push('-');
        }
        slug.push_str(&cut(word, most));
    }
    if slug.is_empty() { "criterion".to_owned() } else { slug }
}

/// Whether an edited criterion's parts keep to the limits; says which does not.
///
/// # Errors
/// One is too long, or there is no text.
pub fn within_limits(title: &str, area: &str, text: &str, bar: &str) -> Result<(), Fault> {
    if text.is_empty() {
        return Err(Fault::NoText);
    }
    let parts = [
        ("title", title, LONGEST_NAME),
        ("area", area, LONGEST_NAME),
        ("text", text, LONGEST_TEXT),
        ("bar", bar, LONGEST_NAME),
    ];
    match parts.iter().find(|(_, words, most)| words.chars().count() > *most) {
        Some((what, _, most)) => Err(Fault::TooLong { what, most: *most }),
        None => Ok(()),
    }
}
