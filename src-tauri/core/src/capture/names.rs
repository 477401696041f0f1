//! Whom a typed name means: the same rule for the parser and for the list under the caret.

use std::cmp::Reverse;
use std::collections::HashMap;

use nucleo_matcher::chars::normalize;
use nucleo_matcher::{Config, Matcher, Utf32Str};

use super::{Known, Mention, marks};

/// How many suggestions fit under the caret.
const SHOWN: usize = 5;

/// How well a name fits what was typed, best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Fit {
    /// The whole name, case, accents and hyphens aside.
    Whole,
    /// Its first word or words: a first name.
    Opening,
    /// A later word: a surname, or the word a goal is known by.
    Word,
    /// The beginning of the name.
    Beginning,
    /// The beginning of a later word, or of several words in order.
    WordBeginning,
    /// A word with a letter or two left out.
    Slip,
    /// Letters in the right order, and no more than that: suggested, never assumed.
    Loose,
}

/// The known names `typed` may mean, best first, five at most.
///
/// `typed` is what stands after the sigil, with or without its quotes. Nothing typed yet suggests
/// the first five as they come.
#[must_use]
pub fn suggest<'a>(typed: &str, known: &'a [Known]) -> Vec<&'a Known> {
    let wanted = fold(typed);
    if wanted.is_empty() {
        return known.iter().take(SHOWN).collect();
    }
    let mut scores = Scores::for_typed(&wanted);
    let mut ranked: Vec<_> = known
        .iter()
        .filter_map(|one| {
            let name = fold(&one.name);
            match fit(&wanted, &name) {
                Some(fit) => Some((fit, Reverse(0), one)),
                None => scores.of(&name).map(|score| (Fit::Loose, Reverse(score), one)),
            }
        })
        .collect();
    // Stable: within one fit the journal's own order stands.
    ranked.sort_by_key(|(fit, score, _)| (*fit, *score));
    ranked.into_iter().take(SHOWN).map(|(_, _, one)| one).collect()
}

/// The known people, or goals, of one reading: folded once, each typed name looked up once.
pub(super) struct Register<'a> {
    known: &'a [Known],
    folded: Vec<String>,
    found: HashMap<String, Option<usize>>,
}

impl<'a> Register<'a> {
    pub(super) fn of(known: &'a [Known]) -> Self {
        Self {
            known,
            folded: known.iter().map(|one| fold(&one.name)).collect(),
            found: HashMap::new(),
        }
    }

    /// The one `typed` means, or a new name when there is none, or more than one as good.
    pub(super) fn mention(&mut self, typed: &str) -> Mention {
        let wanted = fold(typed);
        let found = match self.found.get(&wanted) {
            Some(found) => *found,
            None => {
                let found = self.clear_best(&wanted);
                self.found.insert(wanted, found);
                found
            }
        };
        match found.and_then(|index| self.known.get(index)) {
            Some(one) => Mention { name: one.name.clone(), known: Some(one.id) },
            None => Mention {
                name: typed.split_whitespace().collect::<Vec<_>>().join(" "),
                known: None,
            },
        }
    }

    fn clear_best(&self, wanted: &str) -> Option<usize> {
        if wanted.is_empty() {
            return None;
        }
        let mut best: Option<(Fit, usize, bool)> = None;
        for (index, name) in self.folded.iter().enumerate() {
            let Some(fit) = fit(wanted, name) else { continue };
            best = match best {
                Some((held, first, _)) if held == fit => Some((held, first, true)),
                Some(held) if held.0 < fit => Some(held),
                _ => Some((fit, index, false)),
            };
        }
        // Two of the very same name: the likelier one, rather than a third.
        best.filter(|(fit, _, shared)| !shared || *fit == Fit::Whole).map(|(_, index, _)| index)
    }
}

/// A key under which two spellings of one new name are the same name.
pub(super) fn key(name: &str) -> String {
    fold(name)
}

/// Lower case without accents; hyphens, points and the like become single spaces.
fn fold(name: &str) -> String {
    let mut folded = String::with_capacity(name.len());
    for c in name.chars() {
        if matches!(c, '\'' | '’' | '\u{300}'..='\u{36f}') || marks::turns(c) {
            continue;
        }
        let punctuation = c.is_ascii_punctuation() && !matches!(c, '+' | '&' | '#' | '%');
        if c.is_whitespace()
            || punctuation
            || marks::closes(c)
            || marks::opens(c)
            || matches!(c, '‐'..='―' | '“' | '«')
        {
            if !folded.is_empty() && !folded.ends_with(' ') {
                folded.push(' ');
            }
            continue;
        }
        folded.extend(
            c.to_lowercase().map(normalize).filter(|c| !matches!(c, '\u{300}'..='\u{36f}')),
        );
    }
    folded.truncate(folded.trim_end().len());
    folded
}

/// How `name` fits; both folded, `wanted` not empty.
fn fit(wanted: &str, name: &str) -> Option<Fit> {
    match begins(wanted, name) {
        Some(Cut::End) => return Some(Fit::Whole),
        Some(Cut::Word) => return Some(Fit::Opening),
        _ => {}
    }
    let later = || name.match_indices(' ').filter_map(|(at, _)| begins(wanted, &name[at + 1..]));
    if later().any(|cut| cut != Cut::Within) {
        return Some(Fit::Word);
    }
    if begins(wanted, name).is_some() {
        return Some(Fit::Beginning);
    }
    if later().next().is_some() || word_by_word(wanted, name) {
        return Some(Fit::WordBeginning);
    }
    name.split(' ').any(|word| slip(wanted, word)).then_some(Fit::Slip)
}

/// Where a beginning stops in the name it begins.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Cut {
    End,
    Word,
    Within,
}

/// Whether `name` begins with `wanted`, spaces aside: `meilin` begins `mei lin chao`.
fn begins(wanted: &str, name: &str) -> Option<Cut> {
    let mut rest = name.chars();
    for c in wanted.chars().filter(|c| *c != ' ') {
        if rest.find(|next| *next != ' ')? != c {
            return None;
        }
    }
    Some(match rest.next() {
        None => Cut::End,
        Some(' ') => Cut::Word,
        Some(_) => Cut::Within,
    })
}

/// `mei chao` for `mei lin chao`: every typed word begins a word of the name, in order.
fn word_by_word(wanted: &str, name: &str) -> bool {
    let mut words = name.split(' ');
    wanted.contains(' ') && wanted.split(' ').all(|typed| words.any(|word| word.starts_with(typed)))
}

/// `lindqvst` for `lindqvist`: the same first letter, the rest in order, at most a third left out.
/// Fewer than four letters say too little.
fn slip(wanted: &str, word: &str) -> bool {
    let (typed, full) = (wanted.chars().count(), word.chars().count());
    if typed < 4
        || full <= typed
        || (full - typed) * 3 > full
        || wanted.chars().next() != word.chars().next()
    {
        return false;
    }
    let mut letters = word.chars();
    wanted.chars().all(|c| letters.any(|letter| letter == c))
}

/// Scores how loosely names hold the typed letters.
struct Scores<'a> {
    matcher: Matcher,
    wanted: &'a str,
}

impl<'a> Scores<'a> {
    fn for_typed(wanted: &'a str) -> Self {
        Self { matcher: Matcher::new(Config::DEFAULT), wanted }
    }

    fn of(&mut self, name: &str) -> Option<u16> {
        let (mut name_buffer, mut wanted_buffer) = (Vec::new(), Vec::new());
        let name = Utf32Str::new(name, &mut name_buffer);
        let wanted = Utf32Str::new(self.wanted, &mut wanted_buffer);
        self.matcher.fuzzy_match(name, wanted)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn known(names: &[&str]) -> Vec<Known> {
        let one = |(n, name): (usize, &&str)| Known {
            id: Uuid::from_u128(n as u128 + 1),
            name: (*name).to_owned(),
        };
        names.iter().enumerate().map(one).collect()
    }

    #[test]
    fn a_typed_name_means_the_one_it_clearly_fits() {
        let people = known(&[
            "Mei-Lin Chao",
            "Oskar Lindqvist",
            "Dana Whitfield",
            "Zoë O’Brien",
            "Jean-Luc Chaoui",
            "陳大文",
            "Łukasz Żak",
        ]);
        let mut register = Register::of(&people);
        for (typed, name) in [
            ("Mei-Lin Chao", "Mei-Lin Chao"),
            ("mei-lin", "Mei-Lin Chao"),
            ("meilin", "Mei-Lin Chao"),
            ("mei", "Mei-Lin Chao"),
            ("Mei Chao", "Mei-Lin Chao"),
            ("chao", "Mei-Lin Chao"),
            ("Oskar", "Oskar Lindqvist"),
            ("osk", "Oskar Lindqvist"),
            ("oskar_lindqvist", "Oskar Lindqvist"),
            ("lindq", "Oskar Lindqvist"),
            ("lindqvst", "Oskar Lindqvist"),
            ("oskr", "Oskar Lindqvist"),
            ("ZOE", "Zoë O’Brien"),
            ("zoe\u{308}", "Zoë O’Brien"),
            ("obrien", "Zoë O’Brien"),
            ("O'Brien", "Zoë O’Brien"),
            ("陳", "陳大文"),
            ("zak", "Łukasz Żak"),
        ] {
            assert_eq!(register.mention(typed).name, name, "`@{typed}` fits one person clearly");
        }
    }

    #[test]
    fn a_name_that_fits_two_or_none_is_new() {
        let people = known(&["Oskar Lindqvist", "Oskar Berg", "Adriana Cole", "Johannes Weiss"]);
        let mut register = Register::of(&people);
        for typed in ["Oskar", "osk", "Ana", "Ann", "Hannes", "Mina", "Oksar", "c0le", "x"] {
            let mention = register.mention(typed);
            assert_eq!(
                (mention.name.as_str(), mention.known),
                (typed, None),
                "nobody is clearly `@{typed}`"
            );
        }
        assert_eq!(
            register.mention("New   Person").name,
            "New Person",
            "white space within quotes is one space"
        );
        let twins = known(&["Ana Cole", "Ana Cole"]);
        assert_eq!(
            Register::of(&twins).mention("ana cole").known,
            Some(twins[0].id),
            "the likelier of two namesakes"
        );
    }

    #[test]
    fn a_goal_is_known_by_a_word() {
        let goals = known(&["Enterprise renewals", "Customs API", "Renewable energy report"]);
        let mut register = Register::of(&goals);
        assert_eq!(
            register.mention("renewals").known,
            Some(goals[0].id),
            "a whole word beats a beginning"
        );
        assert_eq!(
            register.mention("customs-api").known,
            Some(goals[1].id),
            "a hyphen is as good as a space"
        );
        assert_eq!(
            register.mention("renew").known,
            Some(goals[2].id),
            "the beginning of the name beats that of a word"
        );
    }

    #[test]
    fn suggestions_come_best_first_and_five_at_most() {
        let people = known(&[
            "Adriana Cole",
            "Ana Ruiz",
            "Anastasia Bell",
            "Johanna Falk",
            "Bo Ek",
            "Lana Ott",
            "Dana Whitfield",
        ]);
        let names = |typed: &str| {
            suggest(typed, &people).into_iter().map(|one| one.name.clone()).collect::<Vec<_>>()
        };
        assert_eq!(
            names("ana")[..2],
            ["Ana Ruiz", "Anastasia Bell"],
            "a first name, then a beginning"
        );
        assert_eq!(names("ana").len(), 5, "the rest are looser, and five is the limit");
        assert_eq!(names("").len(), 5, "nothing typed yet: the first five");
        assert_eq!(names("\"Bo E"), ["Bo Ek"], "an open quote does not hide the name");
        assert!(names("qqq").is_empty(), "nobody holds these letters");
    }
}
