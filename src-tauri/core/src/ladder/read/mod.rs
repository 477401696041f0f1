//! Reading a ladder's file: what it says, checked as a whole, or the one line that is wrong.

mod csv;
mod fault;
mod markdown;
mod settle;
mod toml;

pub use fault::{Fault, LadderFileError};
pub(in crate::ladder) use markdown::{EVERY_LEVEL, NO_AREA};
pub use settle::{made_key, may_be_key, within_limits};

use super::{Bar, LadderFormat};

/// The ladder the app comes with, as a file.
pub const STARTER: &str = include_str!("../starter.toml");

/// The largest file that is read, bytes.
pub const LARGEST: usize = 1024 * 1024;

/// A criterion as a file gives it.
#[derive(Clone, PartialEq, Eq)]
pub struct ReadCriterion {
    /// The line it begins on.
    pub line: u32,
    /// Its key, from the file or made from its words.
    pub key: String,
    /// The level that asks for it; none where every level does.
    pub level: Option<String>,
    /// Its area.
    pub area: String,
    /// Its short name.
    pub title: String,
    /// The company's words.
    pub text: String,
    /// Its bar.
    pub bar: Bar,
}

/// What was noticed and is no reason to stop.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Note {
    /// The bar stays in words.
    BarInWords,
    /// The line belongs to no criterion.
    LeftOut,
}

/// A ladder as a file gives it.
#[derive(Clone, PartialEq, Eq)]
pub struct ReadLadder {
    /// Its name.
    pub name: String,
    /// Its levels, lowest first.
    pub levels: Vec<String>,
    /// Whether the file says which levels there are, in which order.
    pub levels_said: bool,
    /// The level held.
    pub now: Option<String>,
    /// The level aimed at.
    pub target: Option<String>,
    /// Its criteria, in order.
    pub criteria: Vec<ReadCriterion>,
    /// What else to know, by line.
    pub notes: Vec<(u32, Note)>,
}

/// A line's text with its number.
#[derive(Clone, Default)]
struct At {
    line: u32,
    text: String,
}

impl At {
    fn new(line: u32, text: &str) -> Self {
        Self { line, text: text.to_owned() }
    }
}

/// A criterion before it is checked.
#[derive(Default)]
struct Draft {
    line: u32,
    key: Option<At>,
    level: Option<At>,
    area: Option<At>,
    title: Option<At>,
    text: Option<At>,
    bar: Option<At>,
}

/// A file before it is checked.
#[derive(Default)]
struct Sheet {
    name: Option<At>,
    levels: Option<Vec<At>>,
    now: Option<At>,
    target: Option<At>,
    criteria: Vec<Draft>,
    notes: Vec<(u32, Note)>,
}

/// Reads a ladder; `name` is its name where the file says none.
///
/// # Errors
/// The first thing that is wrong, with its line and what to do about it.
pub fn read(text: &str, format: LadderFormat, name: &str) -> Result<ReadLadder, LadderFileError> {
    if text.len() > LARGEST {
        return Err(Fault::TooLarge.somewhere());
    }
    let text = text.trim_start_matches('\u{feff}');
    if text.trim().is_empty() {
        return Err(Fault::Empty.somewhere());
    }
    if let Some(at) = text.find(|c: char| c.is_control() && !c.is_whitespace()) {
        return Err(Fault::Control.at(line_of(text, at)));
    }
    let sheet = match format {
        LadderFormat::Toml => toml::read(text)?,
        LadderFormat::Csv => csv::read(text)?,
        LadderFormat::Markdown => markdown::read(text)?,
    };
    settle::settle(sheet, name)
}

/// The text of a file's bytes.
///
/// # Errors
/// They are not UTF-8, or too many.
pub fn decode(bytes: &[u8]) -> Result<&str, LadderFileError> {
    if bytes.len() > LARGEST {
        return Err(Fault::TooLarge.somewhere());
    }
    std::str::from_utf8(bytes).map_err(|error| {
        let before = bytes.get(..error.valid_up_to()).unwrap_or_default();
        let line = 1 + before.iter().filter(|byte| **byte == b'\n').count();
        Fault::NotUtf8.at(u32::try_from(line).unwrap_or(u32::MAX))
    })
}

/// What a text without a file's name most likely is.
#[must_use]
pub fn guess(text: &str) -> LadderFormat {
    let mut lines = text.lines().map(|line| line.trim_start_matches('\u{feff}').trim());
    let first = lines.clone().find(|line| !line.is_empty() && !line.starts_with("# "));
    if lines.any(|line| line.replace(' ', "") == "[[criterion]]") {
        return LadderFormat::Toml;
    }
    let columns = first.unwrap_or_default().to_lowercase();
    let named = columns.split([',', ';', '\t']).any(|name| name.trim().trim_matches('"') == "text");
    if named { LadderFormat::Csv } else { LadderFormat::Markdown }
}

/// The line of a byte, from 1.
fn line_of(text: &str, byte: usize) -> u32 {
    let before = text.bytes().take(byte).filter(|byte| *byte == b'\n').count();
    u32::try_from(1 + before).unwrap_or(u32::MAX)
}

/// Text on one line, with single spaces.
#[must_use]
pub fn tidy(text: &str) -> String {
    let text: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
