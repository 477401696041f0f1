//! The wording coach: an editable file of rules that mark words and ask, and never rewrite.
//!
//! The same text with the same rules always gives the same marks, in the order they stand.

#[cfg(test)]
mod tests;

use aho_corasick::{AhoCorasick, MatchKind};
use regex::{Regex, RegexBuilder};
use serde::Deserialize;
use unicode_segmentation::UnicodeSegmentation;

use crate::incoming;

/// The rules the app comes with.
const SHIPPED: &str = include_str!("rules.toml");

/// How many rules a file may hold.
const MOST_RULES: usize = 100;

/// How large a compiled pattern may be, bytes.
const LARGEST_PATTERN: usize = 1 << 20;

/// Why a rule file could not be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CoachFileError {
    /// Not TOML, or a field no rule has.
    #[error("line {line} of the rule file cannot be read: {reason}")]
    Syntax {
        /// The line, from 1.
        line: usize,
        /// What the TOML reader says.
        reason: String,
    },
    /// A pattern that is no regular expression.
    #[error("rule {rule} of the rule file: `{field}` is not a regular expression")]
    Pattern {
        /// Which rule, from 1.
        rule: usize,
        /// Which field.
        field: &'static str,
    },
    /// A rule that marks nothing, or has no name or question.
    #[error(
        "rule {rule} of the rule file needs a name, a question, and `find`, `pattern` or `whole`"
    )]
    Empty {
        /// Which rule, from 1.
        rule: usize,
    },
    /// More rules than anybody reads.
    #[error("the rule file has more than {MOST_RULES} rules")]
    TooMany,
}

/// What has to hold of a claim for a rule to look at it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum When {
    NobodyCredited,
    NoCounterfactual,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    rule: Vec<Written>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    name: String,
    #[serde(default = "yes")]
    on: bool,
    #[serde(default)]
    find: Vec<String>,
    pattern: Option<String>,
    #[serde(default)]
    whole: bool,
    unless: Option<String>,
    when: Option<When>,
    #[serde(default)]
    why: String,
    ask: String,
}

const fn yes() -> bool {
    true
}

/// One rule, ready to be used.
struct Rule {
    name: String,
    find: Option<AhoCorasick>,
    pattern: Option<Regex>,
    unless: Option<Regex>,
    whole: bool,
    when: Option<When>,
    why: String,
    ask: String,
}

/// What is known of a text beside its words.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Known {
    /// It is a claim, and nobody but the user has a part in it that is written down.
    pub nobody_credited: bool,
    /// It is a claim, and nothing says what would have happened otherwise.
    pub no_counterfactual: bool,
}

/// A mark, by bytes of the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark<'a> {
    /// The rule's name.
    pub rule: &'a str,
    /// First byte.
    pub from: usize,
    /// One past the last byte.
    pub to: usize,
    /// Why a reader stumbles there.
    pub why: &'a str,
    /// What to ask oneself.
    pub ask: &'a str,
}

/// A rule file, read.
pub struct Coach {
    rules: Vec<Rule>,
}

impl Coach {
    /// The file the app comes with, to be edited.
    #[must_use]
    pub const fn shipped_text() -> &'static str {
        SHIPPED
    }

    /// Reads a rule file.
    ///
    /// # Errors
    /// It is not TOML, or a rule in it cannot be used; the sentence says where.
    pub fn read(text: &str) -> Result<Self, CoachFileError> {
        let file: File = toml::from_str(text).map_err(|error| {
            let line = incoming::line_of(text, error.span().map_or(0, |span| span.start));
            CoachFileError::Syntax { line, reason: incoming::plain(error.message()) }
        })?;
        if file.rule.len() > MOST_RULES {
            return Err(CoachFileError::TooMany);
        }
        let mut rules = Vec::new();
        for (number, written) in (1..).zip(file.rule) {
            let on = written.on;
            let rule = ready(written, number)?;
            if on {
                rules.push(rule);
            }
        }
        Ok(Self { rules })
    }

    /// The marks of a text, in the order they stand; where two begin together, in the order of
    /// the rules.
    #[must_use]
    pub fn marks<'a>(&'a self, text: &str, known: Known) -> Vec<Mark<'a>> {
        let mut found = Vec::new();
        for (place, rule) in self.rules.iter().enumerate() {
            let looks = match rule.when {
                None => true,
                Some(When::NobodyCredited) => known.nobody_credited,
                Some(When::NoCounterfactual) => known.no_counterfactual,
            };
            if !looks {
                continue;
            }
            // One such mark says it; a claim has one counterfactual, not one a sentence.
            let most = if rule.when.is_some() { 1 } else { usize::MAX };
            let spans = rule.spans(text).into_iter().take(most);
            found.extend(spans.map(|(from, to)| (from, place, to)));
        }
        found.sort_unstable();
        found
            .into_iter()
            .map(|(from, place, to)| {
                let Rule { name, why, ask, .. } = &self.rules[place];
                Mark { rule: name, from, to, why, ask }
            })
            .collect()
    }
}

fn ready(written: Written, number: usize) -> Result<Rule, CoachFileError> {
    let compiled = |source: Option<&String>, field| {
        let build = |source| RegexBuilder::new(source).size_limit(LARGEST_PATTERN).build();
        let wrong = |_| CoachFileError::Pattern { rule: number, field };
        source.map(|source| build(source).map_err(wrong)).transpose()
    };
    let pattern = compiled(written.pattern.as_ref(), "pattern")?;
    let unless = compiled(written.unless.as_ref(), "unless")?;
    let phrases: Vec<_> = written.find.iter().filter(|phrase| !phrase.trim().is_empty()).collect();
    let empty = phrases.is_empty() && pattern.is_none() && !written.whole;
    if empty || written.name.trim().is_empty() || written.ask.trim().is_empty() {
        return Err(CoachFileError::Empty { rule: number });
    }
    let find = if phrases.is_empty() {
        None
    } else {
        let all = AhoCorasick::builder()
            .ascii_case_insensitive(true)
            .match_kind(MatchKind::LeftmostLongest)
            .build(phrases);
        Some(all.map_err(|_| CoachFileError::Pattern { rule: number, field: "find" })?)
    };
    let Written { name, whole, when, why, ask, .. } = written;
    Ok(Rule { name, find, pattern, unless, whole, when, why, ask })
}

impl Rule {
    /// What the rule marks, in order, none twice.
    fn spans(&self, text: &str) -> Vec<(usize, usize)> {
        let mut spans = Vec::new();
        for (at, sentence) in text.split_sentence_bound_indices() {
            if sentence.trim().is_empty()
                || self.unless.as_ref().is_some_and(|unless| unless.is_match(sentence))
            {
                continue;
            }
            let mut hits = self.hits(sentence);
            if self.whole && (!hits.is_empty() || (self.find.is_none() && self.pattern.is_none())) {
                let begins = sentence.len() - sentence.trim_start().len();
                hits = vec![(begins, sentence.trim_end().len())];
            }
            spans.extend(hits.into_iter().map(|(from, to)| (at + from, at + to)));
        }
        spans
    }

    fn hits(&self, sentence: &str) -> Vec<(usize, usize)> {
        let mut hits = Vec::new();
        if let Some(find) = &self.find {
            let all = find.find_iter(sentence).map(|hit| (hit.start(), hit.end()));
            hits.extend(all.filter(|(from, to)| whole_words(sentence, *from, *to)));
        }
        if let Some(pattern) = &self.pattern {
            let all = pattern.find_iter(sentence).map(|hit| (hit.start(), hit.end()));
            hits.extend(all.filter(|(from, to)| from < to));
        }
        hits.sort_unstable();
        hits.dedup();
        hits
    }
}

/// Whether neither end stands inside a word.
fn whole_words(text: &str, from: usize, to: usize) -> bool {
    let joins = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || c == '_');
    !joins(text[..from].chars().next_back()) && !joins(text[to..].chars().next())
}
