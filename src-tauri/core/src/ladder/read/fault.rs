//! What can be wrong with a ladder's file, each with what to do about it.

/// What is wrong. None of it repeats what the file says.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Fault {
    /// More than [`super::LARGEST`].
    #[error("the file is larger than {} KiB; split it, or take out what is no criterion", super::LARGEST / 1024)]
    TooLarge,
    /// No words in it.
    #[error("the file is empty; write at least one criterion")]
    Empty,
    /// Not UTF-8.
    #[error("this is not UTF-8; save the file as UTF-8 text")]
    NotUtf8,
    /// A control character.
    #[error("there is a control character here; take it out")]
    Control,
    /// No criterion in it.
    #[error("there is no criterion in the file; {0}")]
    NoCriteria(&'static str),
    /// Not TOML.
    #[error("this is not TOML: {0}")]
    Syntax(String),
    /// A key TOML files of ladders do not have.
    #[error("there is no such setting; a ladder has {0}")]
    UnknownSetting(&'static str),
    /// Not text in quotation marks.
    #[error("this has to be text in quotation marks")]
    NotText,
    /// `levels` is no list.
    #[error("the levels are a list of names, as in `levels = [\"Lead\", \"Director\"]`")]
    NotLevels,
    /// `criterion` is no list of tables.
    #[error("each criterion stands under a `[[criterion]]` of its own, with two brackets")]
    NotTables,
    /// No column of that name.
    #[error("the first line names the columns, and one of them has to be `text`")]
    NoTextColumn,
    /// A column ladders do not have.
    #[error(
        "column {0} has a name that is none of `key`, `level`, `area`, `title`, `text` and `bar`"
    )]
    UnknownColumn(usize),
    /// A column twice.
    #[error("column {0} has the name of a column before it; each name stands once")]
    ColumnTwice(usize),
    /// A line with more or fewer values than columns.
    #[error(
        "this line has {found} values and the first line names {wanted}; put text with commas into quotation marks"
    )]
    Columns {
        /// How many values.
        found: u64,
        /// How many columns.
        wanted: u64,
    },
    /// A quotation mark that is never closed.
    #[error("a quotation mark opens here and is never closed; close it, or write it twice")]
    OpenQuote,
    /// Not a table.
    #[error("this line of the table cannot be read")]
    NotATable,
    /// A second first-order heading.
    #[error("a second `#` heading; `#` is the ladder's name, `##` a level and `###` an area")]
    SecondName,
    /// A heading deeper than areas.
    #[error("headings end at `###`: `#` is the ladder's name, `##` a level and `###` an area")]
    TooDeep,
    /// A heading without words.
    #[error("this heading has no words")]
    BlankHeading,
    /// A criterion without words.
    #[error("this criterion has no text; write the company's words, or take it out")]
    NoText,
    /// Something said twice.
    #[error("the {0} is said twice here; keep one")]
    Twice(&'static str),
    /// A `bar:` line that belongs to nothing.
    #[error("`{0}:` belongs below a criterion, and there is none above it")]
    Stray(&'static str),
    /// A name that is blank.
    #[error("the {0} is blank; write it, or leave the line out")]
    Blank(&'static str),
    /// Too long.
    #[error("the {what} has more than {most} characters; shorten it")]
    TooLong {
        /// Which part.
        what: &'static str,
        /// The limit.
        most: usize,
    },
    /// Not a key.
    #[error("a key is letters, digits, `-`, `_` and `.`, without spaces")]
    NotAKey,
    /// A key twice.
    #[error("the key is that of line {0} too; give each criterion its own")]
    KeyTwice(u32),
    /// A level twice.
    #[error("a level of this name is there already; name each once")]
    LevelTwice,
    /// A level that is not among the levels.
    #[error("the {0} is none of the ladder's levels; write it as it stands there")]
    NotALevel(&'static str),
    /// Too many.
    #[error("there are more than {most} {what}; a ladder has fewer")]
    TooMany {
        /// Of what.
        what: &'static str,
        /// The limit.
        most: usize,
    },
    /// No name anywhere.
    #[error("the ladder has no name; say it in the file")]
    NoName,
}

impl Fault {
    pub(super) fn at(self, line: u32) -> LadderFileError {
        LadderFileError { line: Some(line), fault: self }
    }

    pub(super) fn somewhere(self) -> LadderFileError {
        LadderFileError { line: None, fault: self }
    }
}

/// Why a file could not be read as a ladder. Lines count from 1.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LadderFileError {
    /// The line, where it is one line.
    pub line: Option<u32>,
    /// What is wrong with it.
    pub fault: Fault,
}

impl std::fmt::Display for LadderFileError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.line {
            Some(line) => write!(f, "line {line}: {}", self.fault),
            None => self.fault.fmt(f),
        }
    }
}

impl std::error::Error for LadderFileError {}
