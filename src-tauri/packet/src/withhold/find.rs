//! Looking for names and terms in a text, however they are written there.

use std::ops::Range;

use aho_corasick::AhoCorasick;

use super::fold::{Folded, Gap};
use super::forms::{self, Form, Sort};
use super::script::Script;
use crate::labels::ENGLISH_MONTHS;

/// Inside another word, fewer letters than this say nothing.
const INSIDE: usize = 5;
/// Inside another word, this many letters are no accident.
const SURELY: usize = 8;

/// Who or what is looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Named {
    /// A person, by every part of the name.
    Person,
    /// A term, as it is.
    Term,
}

/// How sure it is that the name is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Sure {
    /// Somebody has to look.
    Maybe,
    /// It is the name.
    Yes,
}

/// A name found in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Hit {
    /// Whose: the place in the list the finder was made from.
    pub(crate) whose: usize,
    /// The letters of the folded text.
    pub(crate) letters: Range<usize>,
    /// How sure.
    pub(crate) sure: Sure,
    /// The whole name or term, not a part.
    pub(crate) whole: bool,
}

/// Looks for every name at once.
#[derive(Clone)]
pub(crate) struct Finder {
    forms: Vec<(usize, Form)>,
    search: Option<AhoCorasick>,
}

impl Finder {
    /// Looks for each of `names`. An empty list finds nothing.
    pub(crate) fn new<'a>(names: impl IntoIterator<Item = (Named, &'a str)>) -> Self {
        let mut forms = Vec::new();
        for (whose, (named, name)) in names.into_iter().enumerate() {
            let ways = match named {
                Named::Person => forms::of_person(name),
                Named::Term => forms::of_term(name),
            };
            forms.extend(ways.into_iter().map(|form| (whose, form)));
        }
        // Only a list of gigabytes could fail to build; then nothing may leave, see `search`.
        let search = AhoCorasick::new(forms.iter().map(|(_, form)| form.letters.as_str())).ok();
        Self { forms, search }
    }

    /// Whether it can look at all.
    pub(crate) fn works(&self) -> bool {
        self.search.is_some()
    }

    /// Every name in `text`, in order of place; names within names too.
    pub(crate) fn find(&self, text: &str, folded: &Folded) -> Vec<Hit> {
        let Some(search) = &self.search else { return Vec::new() };
        let squeezed = folded.squeezed();
        // From a byte of the squeezed text to its letter.
        let mut letter_at = vec![0; squeezed.len() + 1];
        for (letter, (byte, _)) in squeezed.char_indices().enumerate() {
            letter_at[byte] = letter;
        }
        letter_at[squeezed.len()] = folded.letters.len();
        let mut hits = Vec::new();
        for found in search.find_overlapping_iter(&squeezed) {
            let (whose, form) = &self.forms[found.pattern().as_usize()];
            let letters = letter_at[found.start()]..letter_at[found.end()];
            if let Some(sure) = judge(form, text, folded, &letters) {
                hits.push(Hit { whose: *whose, letters, sure, whole: form.sort == Sort::Whole });
            }
        }
        hits.sort_by_key(|hit| (hit.letters.start, std::cmp::Reverse(hit.letters.end), hit.whose));
        hits.dedup_by(|b, a| {
            let same = a.whose == b.whose && a.letters == b.letters;
            if same {
                a.sure = a.sure.max(b.sure);
                a.whole |= b.whole;
            }
            same
        });
        hits
    }
}

/// Whether letters that fit a form are the name.
fn judge(form: &Form, text: &str, folded: &Folded, at: &Range<usize>) -> Option<Sure> {
    if !holds_together(form, folded, at) {
        return None;
    }
    let begins = folded.starts(at.start);
    let script = folded.letters.get(at.start).map_or(Script::Latin, |letter| letter.script);
    let length = at.len();
    if form.sort == Sort::Stem {
        let ending = folded.word_around(at).end - at.end;
        return (begins && ending <= 3 && script == Script::Bending).then_some(Sure::Yes);
    }
    if script == Script::Alone && length == 1 {
        return addressed(text, folded, at).then_some(Sure::Yes);
    }
    if begins && ends(folded, at.end) {
        return standing_alone(form, text, folded, at);
    }
    if form.sort == Sort::Initial {
        return None;
    }
    let number = form.letters.chars().all(|c| c.is_ascii_digit());
    if form.sort == Sort::Common || number {
        return None;
    }
    let word = folded.word_around(at);
    if script == Script::Leaning && length >= 3 {
        let small = at.start - word.start <= 3 && word.end - at.end <= 3;
        return small.then_some(Sure::Yes);
    }
    match length {
        SURELY.. => Some(Sure::Yes),
        INSIDE.. => Some(Sure::Maybe),
        _ => None,
    }
}

/// Whether the gaps inside are those of a name: between its words, or where a line was broken or
/// marks and spaces were strewn between its letters.
fn holds_together(form: &Form, folded: &Folded, at: &Range<usize>) -> bool {
    let inner = |place: usize| folded.letters[at.start + place].gap;
    let odd: Vec<Gap> = (1..at.len())
        .filter(|place| !form.gaps.contains(place))
        .map(inner)
        .filter(|gap| !matches!(gap, Gap::Joined | Gap::Marks | Gap::Turn))
        .collect();
    if odd.is_empty() {
        return true;
    }
    if form.sort == Sort::Initial {
        return false;
    }
    // Between characters that stand alone a space means nothing.
    if folded.letters[at.clone()].iter().all(|letter| letter.script == Script::Alone) {
        return true;
    }
    let strewn = odd.len() + 1 >= at.len() - form.gaps.len();
    match odd.iter().max_by_key(|gap| matches!(gap, Gap::Space)) {
        _ if !folded.starts(at.start) || !ends(folded, at.end) => at.len() >= SURELY,
        Some(Gap::Space) => at.len() >= 7 || (strewn && at.len() >= 4),
        _ => at.len() >= 4,
    }
}

/// Whether a word may end before this letter: at a gap, or after a plural's or a possessive's `s`.
fn ends(folded: &Folded, at: usize) -> bool {
    folded.starts(at)
        || (folded.letters[at].ch == 's'
            && folded.letters[at].script == Script::Latin
            && folded.starts(at + 1))
}

/// A form with a gap on both sides.
fn standing_alone(form: &Form, text: &str, folded: &Folded, at: &Range<usize>) -> Option<Sure> {
    if form.sort != Sort::Common {
        return Some(Sure::Yes);
    }
    if beside_a_number(form, folded, at) {
        return None;
    }
    let bytes = folded.bytes(at);
    let tied = |c: char| matches!(c, '@' | '_' | '/' | '.' | '-' | '=' | '+' | '#');
    let before = text.get(..bytes.start).and_then(|text| text.chars().next_back());
    let after: Vec<char> = text.get(bytes.end..).unwrap_or_default().chars().take(2).collect();
    let more = after.get(1).is_some_and(|c| c.is_alphanumeric());
    let in_address = before.is_some_and(|c| matches!(c, '@' | '_' | '/'))
        || (after.first().copied().is_some_and(tied) && after.first() != Some(&'-') && more);
    let upper = folded.letters[at.start].upper;
    match (upper, in_address) {
        // An everyday word in small letters is that word.
        (false, false) => None,
        (false, true) => Some(Sure::Maybe),
        (true, _) if opens_a_sentence(text, bytes.start) => Some(Sure::Maybe),
        (true, _) => Some(Sure::Yes),
    }
}

/// `4 May 2026` is a day and no person.
fn beside_a_number(form: &Form, folded: &Folded, at: &Range<usize>) -> bool {
    let number = |place: Option<usize>| {
        place.and_then(|at| folded.letters.get(at)).is_some_and(|letter| letter.ch.is_ascii_digit())
    };
    ENGLISH_MONTHS.iter().any(|month| month.eq_ignore_ascii_case(&form.letters))
        && (number(at.start.checked_sub(1)) || number(Some(at.end)))
}

/// Whether nothing but opening marks stands between the place and the end of the sentence before.
pub(crate) fn opens_a_sentence(text: &str, place: usize) -> bool {
    let before = text.get(..place).unwrap_or_default();
    let before = before.trim_end_matches([
        ' ', '\t', '"', '\'', '“', '‘', '«', '(', '[', '*', '_', '-', '•', '#', '>',
    ]);
    before.is_empty() || before.ends_with(['.', '!', '?', ':', ';', '\n', '…', '。'])
}

/// A family name of one character says somebody only with a title after it.
fn addressed(text: &str, folded: &Folded, at: &Range<usize>) -> bool {
    let titles = [
        "さん",
        "様",
        "さま",
        "氏",
        "君",
        "くん",
        "ちゃん",
        "先生",
        "部長",
        "課長",
        "社長",
        "总",
        "總",
        "女士",
        "小姐",
        "老师",
        "老師",
        "经理",
        "經理",
        "씨",
        "님",
    ];
    let after = text.get(folded.bytes(at).end..).unwrap_or_default().trim_start();
    titles.iter().any(|title| after.starts_with(title))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(name: &str, text: &str) -> Option<Sure> {
        let finder = Finder::new([(Named::Person, name)]);
        finder.find(text, &Folded::of(text)).iter().map(|hit| hit.sure).max()
    }

    #[test]
    fn names_are_found_however_they_are_written() {
        let lindqvist = [
            "asked Oskar twice",
            "OSKAR LINDQVIST",
            "Lindqvist’s plan",
            "Oskars plan",
            "Oskar\n  Lindqvist",
            "mail oskar.lindqvist@example.com",
            "olindqvist",
            "plan_oskar_v2.pdf",
            "askOskar",
            "L i n d q v i s t",
            "Lind-\nqvist",
            "O\u{ad}s\u{200b}kar",
            "Ｏｓｋａｒ",
            "Оskаr",
            "Lindqvistgate",
        ];
        for text in lindqvist {
            assert_eq!(found("Oskar Lindqvist", text), Some(Sure::Yes), "`{text}` names him");
        }
        assert_eq!(
            found("Oskar Lindqvist", "an Oskarsson"),
            Some(Sure::Maybe),
            "may be somebody else"
        );
    }

    #[test]
    fn everyday_words_are_not_names() {
        assert_eq!(found("Will Stark", "it will last"), None, "a verb");
        assert_eq!(found("Will Stark", "then Will spoke"), Some(Sure::Yes), "a person");
        assert_eq!(found("Will Stark", "Will it last?"), Some(Sure::Maybe), "somebody has to look");
        assert_eq!(found("May Ito", "on 4 May 2026"), None, "a month");
        assert_eq!(
            found("Ana Ruiz", "the banana"),
            None,
            "three letters inside a word say nothing"
        );
    }

    #[test]
    fn other_scripts_bend_and_lean_and_stand_alone() {
        assert_eq!(found("Анна Ковальская", "разговор с Анной"), Some(Sure::Yes), "an ending");
        assert_eq!(found("محمد العلي", "قال لمحمد"), Some(Sure::Yes), "a small word before it");
        assert_eq!(found("王小明", "我和王小明谈过"), Some(Sure::Yes), "no spaces");
        assert_eq!(found("김민수", "김민수가 말했다"), Some(Sure::Yes), "a particle");
        assert_eq!(found("佐藤 健", "佐藤さん"), Some(Sure::Yes), "a family name");
    }
}
