//! The questions of the week: an editable file, and whose turn it is.

use std::fmt;

use chrono::NaiveDate;
use toml::Spanned;
use toml::de::{DeString, DeTable, DeValue};

use crate::incoming;
use crate::kind::Family;
use crate::time::Week;

/// How long a question may be, in characters.
const MOST: usize = 300;

/// The questions the app comes with.
const SHIPPED: &str = include_str!("questions.toml");

/// Which part of the file a question stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Group {
    /// One of these is asked every week.
    Always,
    /// Asked when this family is the least covered.
    Of(Family),
    /// Offered at the end.
    Closing,
}

impl Group {
    const ALL: [Self; 6] = [
        Self::Always,
        Self::Of(Family::Protect),
        Self::Of(Family::Broker),
        Self::Of(Family::Grow),
        Self::Of(Family::Initiate),
        Self::Closing,
    ];

    /// Its heading in the file.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Always => "always",
            Self::Of(Family::Protect) => "protect",
            Self::Of(Family::Broker) => "broker",
            Self::Of(Family::Grow) => "grow",
            Self::Of(Family::Initiate) => "initiate",
            Self::Closing => "closing",
        }
    }
}

impl fmt::Display for Group {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// One question of the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// Group and name, such as `protect.noise`; an answer is kept under it.
    pub key: String,
    /// Where it stands.
    pub group: Group,
    /// The question.
    pub words: String,
}

/// A question put to the user.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    /// The question's key.
    pub key: String,
    /// The question.
    pub words: String,
    /// Whether it may be left out.
    pub optional: bool,
}

/// Why a question file could not be read. Lines count from 1.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum QuestionFileError {
    /// Not TOML.
    #[error("line {line} of the question file cannot be read: {reason}")]
    Syntax {
        /// The line.
        line: usize,
        /// What the TOML reader says.
        reason: String,
    },
    /// A heading, or a question above the first heading, that the week does not know.
    #[error(
        "line {line} of the question file: the headings are `[always]`, `[protect]`, `[broker]`, \
         `[grow]`, `[initiate]` and `[closing]`"
    )]
    NotAGroup {
        /// The line.
        line: usize,
    },
    /// A question that is not text.
    #[error("line {line} of the question file: a question is written in quotation marks")]
    NotWords {
        /// The line.
        line: usize,
    },
    /// A question without words.
    #[error("line {line} of the question file: the question is blank")]
    Blank {
        /// The line.
        line: usize,
    },
    /// A question longer than a screen should ask.
    #[error("line {line} of the question file: a question has at most `{most}` characters")]
    TooLong {
        /// The line.
        line: usize,
        /// The limit.
        most: usize,
    },
    /// No question to ask every week.
    #[error("the question file has nothing under `[always]`")]
    NothingAlways,
}

/// The questions to choose from, in the order of the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QuestionFile {
    questions: Vec<Question>,
}

impl QuestionFile {
    /// The file the app comes with, to be edited.
    #[must_use]
    pub const fn shipped_text() -> &'static str {
        SHIPPED
    }

    /// The questions the app comes with.
    #[must_use]
    pub fn shipped() -> Self {
        // A test reads the file; no questions is what an unreadable one would leave.
        Self::parse(SHIPPED).unwrap_or(Self { questions: Vec::new() })
    }

    /// Reads a question file.
    ///
    /// # Errors
    /// The text is not TOML, has a heading the week does not know, a question that is blank, too
    /// long or not text, or nothing under `[always]`.
    pub fn parse(text: &str) -> Result<Self, QuestionFileError> {
        let table = DeTable::parse(text).map_err(|error| QuestionFileError::Syntax {
            line: line_at(text, error.span().map_or(0, |span| span.start)),
            reason: incoming::plain(error.message()),
        })?;
        let mut found = Vec::new();
        for (heading, part) in table.get_ref() {
            let line = line_at(text, heading.span().start);
            let group =
                Group::ALL.into_iter().find(|group| group.name() == heading.get_ref().as_ref());
            let (Some(group), DeValue::Table(part)) = (group, part.get_ref()) else {
                return Err(QuestionFileError::NotAGroup { line });
            };
            for (name, value) in part {
                found.push((name.span().start, question(text, group, name, value)?));
            }
        }
        found.sort_by_key(|(start, _)| *start);
        let questions: Vec<_> = found.into_iter().map(|(_, question)| question).collect();
        if !questions.iter().any(|question| question.group == Group::Always) {
            return Err(QuestionFileError::NothingAlways);
        }
        Ok(Self { questions })
    }

    /// Every question, in the order of the file.
    #[must_use]
    pub fn questions(&self) -> &[Question] {
        &self.questions
    }

    /// The next question of the same heading, the first after the last, that is none of `asked`:
    /// "another question".
    #[must_use]
    pub fn another(&self, key: &str, asked: &[String]) -> Option<&Question> {
        let group = self.questions.iter().find(|question| question.key == key)?.group;
        let same = self.of(group);
        let place = same.iter().position(|question| question.key == key)?;
        let turns = (1..same.len()).filter_map(|turn| same.get((place + turn) % same.len()));
        turns.copied().find(|question| !asked.contains(&question.key))
    }

    /// The file's text with one more question at the end of a heading, which is made when missing.
    /// The question is named by a number no other of the heading has.
    ///
    /// # Errors
    /// There is no such heading, or the words are blank or too long.
    pub fn with(text: &str, heading: &str, words: &str) -> Result<String, QuestionFileError> {
        let group = Group::ALL.into_iter().find(|group| group.name() == heading);
        let Some(group) = group else { return Err(QuestionFileError::NotAGroup { line: 1 }) };
        let known = Self::parse(text)?;
        let taken = |name: &str| known.questions.iter().any(|q| q.key == format!("{group}.{name}"));
        let name = (1..).map(|n| format!("own-{n}")).find(|name| !taken(name)).unwrap_or_default();
        let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
        let quoted = words.replace('\\', "\\\\").replace('"', "\\\"");
        let line = format!("{name} = \"{quoted}\"");
        let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
        let is_heading = |line: &String| line.trim_start().starts_with('[');
        let own = lines.iter().position(|l| l.trim().starts_with(&format!("[{heading}]")));
        match own {
            Some(own) => {
                let rest = &lines[own + 1..];
                let end = rest.iter().position(is_heading).unwrap_or(rest.len());
                let last = rest[..end].iter().rposition(|line| !line.trim().is_empty());
                lines.insert(own + 1 + last.map_or(0, |last| last + 1), line);
            }
            None => lines.extend([String::new(), format!("[{heading}]"), line]),
        }
        let fresh = lines.join("\n") + "\n";
        Self::parse(&fresh).map(|_| fresh)
    }

    fn of(&self, group: Group) -> Vec<&Question> {
        self.questions.iter().filter(|question| question.group == group).collect()
    }

    fn turn(&self, group: Group, turn: usize) -> Option<&Question> {
        let same = self.of(group);
        same.get(turn.checked_rem(same.len())?).copied()
    }
}

fn question(
    text: &str,
    group: Group,
    name: &Spanned<DeString<'_>>,
    value: &Spanned<DeValue<'_>>,
) -> Result<Question, QuestionFileError> {
    let line = line_at(text, name.span().start);
    let DeValue::String(words) = value.get_ref() else {
        return Err(QuestionFileError::NotWords { line });
    };
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    if words.is_empty() {
        return Err(QuestionFileError::Blank { line });
    }
    if words.chars().count() > MOST {
        return Err(QuestionFileError::TooLong { line, most: MOST });
    }
    Ok(Question { key: format!("{group}.{}", name.get_ref()), group, words })
}

fn line_at(text: &str, byte: usize) -> usize {
    1 + text.bytes().take(byte).filter(|byte| *byte == b'\n').count()
}

/// The questions of `week`: one of those always asked, one of the family least covered in four
/// weeks, and an optional one to close. `covered` counts entries by family, in the order of the
/// picker.
///
/// The same week and counts give the same questions. Questions take turns week by week, and so
/// do families that are covered alike. Where the file has nothing for any family, a second one of
/// those always asked takes its place.
#[must_use]
pub fn choose(week: Week, covered: [u32; 4], file: &QuestionFile) -> Vec<Asked> {
    let turn = turn_of(week);
    let mut families: Vec<_> = Family::ALL.into_iter().zip(covered).collect();
    families.rotate_left(turn % Family::ALL.len());
    families.sort_by_key(|(_, entries)| *entries);
    let always = file.turn(Group::Always, turn);
    let of_family = families
        .into_iter()
        .find_map(|(family, _)| file.turn(Group::Of(family), turn))
        .or_else(|| always.and_then(|always| file.another(&always.key, &[])));
    let asked = |question: &Question, optional| Asked {
        key: question.key.clone(),
        words: question.words.clone(),
        optional,
    };
    let needed = always.into_iter().chain(of_family).map(|question| asked(question, false));
    let closing = file.turn(Group::Closing, turn).map(|question| asked(question, true));
    needed.chain(closing).collect()
}

/// Weeks since a Monday long before any journal, so that turns run on across New Year.
fn turn_of(week: Week) -> usize {
    let monday = NaiveDate::from_isoywd_opt(1970, 1, chrono::Weekday::Mon).unwrap_or_default();
    let weeks = (week.first() - monday).num_weeks();
    usize::try_from(weeks.rem_euclid(i64::from(u16::MAX))).unwrap_or(0)
}

#[cfg(test)]
mod tests;
