//! Whether a written file says anything that is withheld.

use std::collections::BTreeSet;

use super::amount::Sought;
use super::find::Finder;
use super::fold::Folded;
use super::numeral::amounts;
use super::redact::NameRule;
use super::spans::stretches;
use crate::Labels;
use crate::scan::{self, FileKind, Said};

/// Something withheld that a file says. It tells the rule and the place, never the words.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Found {
    /// Which rule, counted as in [`super::Met::rule`].
    pub rule: usize,
    /// Which part of the file, such as `page text` or `word/footnotes.xml`.
    pub part: String,
}

/// A file that cannot be read again may hold anything.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the file cannot be read again: {0}")]
pub struct Unreadable(pub &'static str);

/// Looks for all that one packet withholds.
#[derive(Clone)]
pub struct Gate {
    finder: Finder,
    names: Vec<NameRule>,
    numbers: Vec<(Sought, usize)>,
    spared: BTreeSet<String>,
}

impl Gate {
    pub(crate) fn new(finder: Finder, names: Vec<NameRule>) -> Self {
        Self { finder, names, numbers: Vec::new(), spared: BTreeSet::new() }
    }

    pub(crate) fn withhold_number(&mut self, number: Sought, rule: usize) {
        self.numbers.push((number, rule));
    }

    /// Our own fixed words say nothing about anybody, even where one is somebody's name.
    pub(crate) fn spare(&mut self, labels: &Labels) {
        if let Ok(value) = serde_json::to_value(labels) {
            let mut words = Vec::new();
            scan::json_strings(&value, &mut words);
            for text in words {
                self.spare_words(&text);
            }
        }
    }

    /// Spares what an empty packet says in this format: names of fonts, styles and fields.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn spare_blank(&mut self, kind: FileKind, bytes: &[u8]) -> Result<(), Unreadable> {
        for said in scan::said(kind, bytes)? {
            self.spare_words(&said.text);
        }
        Ok(())
    }

    fn spare_words(&mut self, text: &str) {
        for (word, _) in self.words(text) {
            self.spared.insert(word);
        }
    }

    /// The withheld words of `text`, folded, each with its rule.
    fn words(&self, text: &str) -> Vec<(String, usize)> {
        let folded = Folded::of(text);
        stretches(text, &folded, &self.finder, &self.names)
            .into_iter()
            .filter(|one| !one.is_kept(&self.names))
            .map(|one| {
                let word =
                    folded.letters[folded.word_around(&one.letters)].iter().map(|l| l.ch).collect();
                (word, one.whose[0])
            })
            .collect()
    }

    /// What a text says that is withheld.
    #[must_use]
    pub fn check_text(&self, text: &str, part: &str) -> Vec<Found> {
        let names = self.words(text).into_iter().filter(|(word, _)| !self.spared.contains(word));
        let names = names.map(|(_, rule)| rule);
        // Widths, places and dates of a format are numbers too; words of the user are never there.
        let measures = [".xml, attribute", ".rels, attribute", "stream", "trailer"];
        let numbers: &[(Sought, usize)] =
            if measures.iter().any(|own| part.ends_with(own)) { &[] } else { &self.numbers };
        let numbers = amounts(text).into_iter().flat_map(|number| {
            let meets = numbers.iter().filter(|(sought, _)| sought.meets(&number));
            meets.map(|(_, rule)| *rule).collect::<Vec<_>>()
        });
        names.chain(numbers).map(|rule| Found { rule, part: part.to_owned() }).collect()
    }

    /// What a written file says that is withheld. Empty is the only answer to deliver it on.
    ///
    /// # Errors
    /// The file cannot be read again, and so must not be delivered.
    pub fn check(&self, kind: FileKind, bytes: &[u8]) -> Result<Vec<Found>, Unreadable> {
        let mut found: BTreeSet<Found> = BTreeSet::new();
        // A style's name stands in a file a thousand times.
        let texts: BTreeSet<Said> = scan::said(kind, bytes)?.into_iter().collect();
        for Said { part, text } in texts {
            found.extend(self.check_text(&text, &part));
        }
        Ok(found.into_iter().collect())
    }
}
