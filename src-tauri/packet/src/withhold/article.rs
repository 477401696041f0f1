//! Fitting the words that stand for a name into their sentence: one article, and a capital where
//! the sentence begins.

use std::ops::Range;

use super::find::opens_a_sentence;

const INDEFINITE: [&str; 2] = ["a", "an"];
const OWNED: [&str; 7] = ["our", "my", "your", "their", "his", "her", "its"];
const POINTING: [&str; 9] =
    ["the", "this", "that", "these", "those", "each", "every", "another", "no"];

/// What happens to the sentence around a replaced name.
pub(super) struct Fitted {
    /// The bytes to replace: the name, and an article before it that has to go.
    pub(super) from: Range<usize>,
    /// What stands there.
    pub(super) words: String,
}

/// Fits `words` in where `at` stood. `free` is the first byte that no other replacement takes.
pub(super) fn fitted(text: &str, at: &Range<usize>, words: &str, free: usize) -> Fitted {
    let mut from = at.clone();
    let mut words = words.to_owned();
    if let (Some(there), Some(own)) = (before(text, at.start), first(&words)) {
        let (outer, inner) =
            (text[there.clone()].to_lowercase(), words[own.clone()].to_lowercase());
        match kept(&outer, &inner) {
            Some(Kept::Inner) if there.start >= free => {
                from.start = there.start;
                if text[there].starts_with(char::is_uppercase) {
                    words = capital(&words);
                }
                return Fitted { from, words };
            }
            Some(Kept::Outer) => words = words[own.end..].trim_start().to_owned(),
            Some(Kept::Inner) | None => {}
        }
    }
    // Nothing else of it is touched: `iOS lead` stays as it was given.
    if opens_a_sentence(text, from.start) && first(&words).is_some() {
        words = capital(&words);
    }
    Fitted { from, words }
}

/// Which of two articles stays.
enum Kept {
    Outer,
    Inner,
}

fn kept(outer: &str, inner: &str) -> Option<Kept> {
    let article = INDEFINITE.contains(&inner) || inner == "the";
    if INDEFINITE.contains(&outer) {
        // Which of `a` and `an` it is goes by the word that follows now.
        return Some(Kept::Inner);
    }
    if article || outer == inner {
        return Some(Kept::Outer);
    }
    (outer == "the").then_some(Kept::Inner)
}

/// The article or the like that ends just before `place`.
fn before(text: &str, place: usize) -> Option<Range<usize>> {
    let head = text.get(..place)?;
    let trimmed = head.trim_end_matches([' ', '\u{a0}', '\n']);
    if trimmed.len() == head.len() {
        return None;
    }
    let start = trimmed
        .rfind(|c: char| !c.is_alphabetic())
        .map_or(Some(0), |at| trimmed[at..].chars().next().map(|mark| at + mark.len_utf8()))?;
    leads(&trimmed[start..]).then_some(start..trimmed.len())
}

/// The article or the like that `words` begin with; more words follow it.
fn first(words: &str) -> Option<Range<usize>> {
    let end = words.find(char::is_whitespace)?;
    (leads(&words[..end]) && !words[end..].trim().is_empty()).then_some(0..end)
}

fn leads(word: &str) -> bool {
    let word = word.to_lowercase();
    let is = |known: &&str| *known == word;
    INDEFINITE.iter().chain(&OWNED).chain(&POINTING).any(is)
}

fn capital(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(text: &str, name: &str, words: &str) -> String {
        let at = text.find(name).expect("the name stands in the text");
        let fitted = fitted(text, &(at..at + name.len()), words, 0);
        let mut out = text.to_owned();
        out.replace_range(fitted.from, &fitted.words);
        out
    }

    #[test]
    fn no_article_is_doubled() {
        let cases = [
            ("won the Halden renewal", "a supplier", "won the supplier renewal"),
            ("a Halden engineer", "an enterprise customer", "an enterprise customer engineer"),
            ("A Halden engineer", "an enterprise customer", "An enterprise customer engineer"),
            ("an Halden", "the supplier", "the supplier"),
            ("our Halden team", "a supplier", "our supplier team"),
            ("this Halden clause", "the supplier’s", "this supplier’s clause"),
            ("asked the Halden", "our supplier", "asked our supplier"),
            ("our Halden", "our supplier", "our supplier"),
            ("the\nHalden clause", "a supplier", "the\nsupplier clause"),
        ];
        for (text, words, wanted) in cases {
            assert_eq!(said(text, "Halden", words), wanted, "`{words}` in `{text}`");
        }
    }

    #[test]
    fn words_without_a_double_stay_as_they_were_given() {
        let cases = [
            ("with Halden", "a supplier", "with a supplier"),
            ("the Halden renewal", "enterprise", "the enterprise renewal"),
            ("Saw Lea Halden", "a peer", "Saw Lea a peer"),
            ("bathe Halden", "a supplier", "bathe a supplier"),
            ("the Halden", "a", "the a"),
        ];
        for (text, words, wanted) in cases {
            assert_eq!(said(text, "Halden", words), wanted, "`{words}` in `{text}`");
        }
    }

    #[test]
    fn a_sentence_begins_with_a_capital() {
        assert_eq!(
            said("Halden agreed", "Halden", "a finance peer"),
            "A finance peer agreed",
            "first"
        );
        assert_eq!(said("Done. Halden left", "Halden", "our CTO"), "Done. Our CTO left", "second");
        assert_eq!(said("Halden agreed", "Halden", "iOS lead"), "iOS lead agreed", "no article");
    }

    #[test]
    fn what_another_replacement_takes_is_left_to_it() {
        let text = "a Halden";
        let fitted = fitted(text, &(2..8), "an enterprise", 2);
        assert_eq!(fitted.from, 2..8, "the article belongs to the replacement before");
    }
}
