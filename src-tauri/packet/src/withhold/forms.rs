//! The ways one name or term may be written, each as folded letters.

use std::collections::BTreeSet;

use super::fold::Folded;
use super::script::Script;

/// Words that are names and everyday words both: only a capital tells.
const COMMON: &str = include_str!("common.txt");

/// Small words of names and titles that name nobody by themselves.
const PARTICLES: [&str; 42] = [
    "abd", "abu", "al", "ap", "bar", "bin", "bint", "da", "dal", "das", "de", "del", "della",
    "den", "der", "di", "do", "dos", "dr", "du", "el", "en", "et", "ibn", "la", "las", "le", "los",
    "mac", "miss", "mr", "mrs", "ms", "mx", "of", "prof", "sir", "ten", "the", "van", "von", "y",
];

/// What a form is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Sort {
    /// The whole name or term.
    Whole,
    /// A part of a person's name.
    Part,
    /// A part that is an everyday word too, or too short to tell.
    Common,
    /// A first name or a family name with the other's initial, as in addresses.
    Initial,
    /// A part without its ending, in a script that bends its endings.
    Stem,
}

/// One way to write a name.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Form {
    /// Folded letters, nothing between them.
    pub(crate) letters: String,
    /// Before which letters a gap is expected.
    pub(crate) gaps: Vec<usize>,
    /// What it is.
    pub(crate) sort: Sort,
}

impl Form {
    fn joined(words: &[&[String]], sort: Sort) -> Self {
        let mut letters = String::new();
        let mut gaps = Vec::new();
        for half in words.iter().flat_map(|word| word.iter()) {
            if !letters.is_empty() {
                gaps.push(letters.chars().count());
            }
            letters.push_str(half);
        }
        Self { letters, gaps, sort }
    }

    /// How many letters.
    pub(crate) fn len(&self) -> usize {
        self.letters.chars().count()
    }
}

/// Whether a folded word is an everyday word.
pub(crate) fn is_common(word: &str) -> bool {
    COMMON.split_whitespace().any(|known| known == word)
}

/// The ways to write a term: as it is, whatever stands between its words.
pub(crate) fn of_term(term: &str) -> Vec<Form> {
    spellings(term)
        .iter()
        .map(|term| {
            let halves = words(term).concat();
            Form::joined(&[&halves], Sort::Whole)
        })
        .filter(|form| !form.letters.is_empty())
        .collect::<BTreeSet<_>>()
        .into_iter()
        .collect()
}

/// The ways to write a person's name: whole, turned round, its parts and halves, joined with an
/// initial as addresses do.
pub(crate) fn of_person(name: &str) -> Vec<Form> {
    let mut forms = BTreeSet::new();
    for name in spellings(name) {
        of_spelling(&name, &mut forms);
    }
    forms.into_iter().collect()
}

fn of_spelling(name: &str, forms: &mut BTreeSet<Form>) {
    let words = words(name);
    let all: Vec<&[String]> = words.iter().map(Vec::as_slice).collect();
    // Half of Cyrillic and Greek looks like Latin and is folded to it: the name as written tells.
    let bends = name.chars().any(|c| super::script::of(c) == Script::Bending);
    let telling: Vec<&[String]> =
        all.iter().copied().filter(|word| !PARTICLES.contains(&word.concat().as_str())).collect();
    if let [only] = telling.as_slice() {
        // One word is all the name there is, and still may be an everyday word.
        parts(only, bends, forms);
        if all.len() > 1 {
            forms.insert(Form::joined(&all, Sort::Whole));
        }
        return;
    }
    let (Some(first), Some(last)) = (telling.first(), telling.last()) else {
        forms.insert(Form::joined(&all, Sort::Whole));
        return;
    };
    forms.insert(Form::joined(&all, Sort::Whole));
    forms.insert(Form::joined(&[first, last], Sort::Whole));
    forms.insert(Form::joined(&[last, first], Sort::Whole));
    if let Some((last, rest)) = all.split_last() {
        let turned: Vec<&[String]> = std::iter::once(*last).chain(rest.iter().copied()).collect();
        forms.insert(Form::joined(&turned, Sort::Whole));
    }
    for word in &telling {
        parts(word, bends, forms);
    }
    let (first, last) = (first.concat(), last.concat());
    for (head, tail) in [(&first[..], &last[..]), (&last[..], &first[..])] {
        let (Some(h), Some(t)) = (head.chars().next(), tail.chars().next()) else { continue };
        for letters in [format!("{h}{tail}"), format!("{head}{t}")] {
            if letters.chars().count() >= 5 && letters.is_ascii() {
                let gap = if letters.starts_with(head) { head.chars().count() } else { 1 };
                forms.insert(Form { letters, gaps: vec![gap], sort: Sort::Initial });
            }
        }
    }
}

/// A word of a name and the halves around its hyphens.
fn parts(word: &[String], bends: bool, forms: &mut BTreeSet<Form>) {
    let whole = Form::joined(&[word], Sort::Part);
    let halves = word.iter().map(|half| Form::joined(&[std::slice::from_ref(half)], Sort::Part));
    for mut form in std::iter::once(whole).chain(halves.filter(|_| word.len() > 1)) {
        let length = form.len();
        let alone = form.letters.chars().all(|c| super::script::of(c) == Script::Alone);
        if length < 2 && !alone {
            continue;
        }
        if PARTICLES.contains(&form.letters.as_str()) {
            continue;
        }
        if !alone && (length < 3 || is_common(&form.letters)) {
            form.sort = Sort::Common;
        }
        if bends {
            forms.extend(stem(&form));
        }
        forms.insert(form);
    }
}

/// `Анн` of `Анна`: what is left when the ending goes.
fn stem(form: &Form) -> Option<Form> {
    let letters: Vec<char> = form.letters.chars().collect();
    let ends_in_vowel = letters.last().is_some_and(|last| "aeiyouяюйьыэоєёиσς".contains(*last));
    let kept = letters.len() - usize::from(ends_in_vowel);
    (letters.len() >= 4).then(|| Form {
        letters: letters[..kept].iter().collect(),
        gaps: form.gaps.clone(),
        sort: Sort::Stem,
    })
}

/// The name, and the name with its umlauts written out.
fn spellings(name: &str) -> Vec<String> {
    let mut spelled = vec![name.to_owned()];
    let mut out = String::with_capacity(name.len());
    for c in name.chars() {
        match c {
            'ä' | 'æ' => out.push_str("ae"),
            'ö' | 'ø' => out.push_str("oe"),
            'ü' => out.push_str("ue"),
            'å' => out.push_str("aa"),
            'Ä' | 'Æ' => out.push_str("Ae"),
            'Ö' | 'Ø' => out.push_str("Oe"),
            'Ü' => out.push_str("Ue"),
            'Å' => out.push_str("Aa"),
            _ => out.push(c),
        }
    }
    if out != name {
        spelled.push(out);
    }
    spelled
}

/// Words between spaces, each as its pieces between marks, folded.
fn words(name: &str) -> Vec<Vec<String>> {
    name.split(char::is_whitespace)
        .map(|word| {
            let folded = Folded::of(word);
            let mut pieces: Vec<String> = Vec::new();
            for (at, letter) in folded.letters.iter().enumerate() {
                let fresh = at == 0
                    || matches!(letter.gap, super::fold::Gap::Point | super::fold::Gap::Marks);
                match pieces.last_mut() {
                    Some(piece) if !fresh => piece.push(letter.ch),
                    _ => pieces.push(letter.ch.to_string()),
                }
            }
            pieces
        })
        .filter(|word| !word.is_empty())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn letters(name: &str) -> Vec<String> {
        of_person(name).into_iter().map(|form| form.letters).collect()
    }

    #[test]
    fn a_name_is_looked_for_whole_and_in_parts() {
        let found = letters("Mei-Lin O'Chao");
        for wanted in
            ["meilinochao", "meilin", "mei", "lin", "ochao", "chao", "ochaomeilin", "mochao"]
        {
            assert!(found.iter().any(|form| form == wanted), "`{wanted}` is one way to write it");
        }
        assert!(!found.iter().any(|form| form == "o"), "one letter names nobody");
    }

    #[test]
    fn everyday_words_are_marked() {
        let sorts: Vec<_> =
            of_person("Will Stark").into_iter().map(|f| (f.letters, f.sort)).collect();
        assert!(sorts.contains(&("will".to_owned(), Sort::Common)), "a verb as well");
        assert!(sorts.contains(&("willstark".to_owned(), Sort::Whole)), "both are a name");
    }

    #[test]
    fn umlauts_are_looked_for_both_ways() {
        let found = letters("Jörg Müller");
        assert!(found.iter().any(|form| form == "mueller"), "as addresses write it");
        assert!(found.iter().any(|form| form == "muller"), "as others write it");
    }
}
