//! Capitalised words and addresses that match nobody: a person has to say whether they may leave.

use std::collections::BTreeSet;
use std::ops::Range;

use super::fold::{Folded, Gap};
use super::forms;
use super::script::Script;

/// Names of days, months, languages, places and tools that give nobody away.
const KNOWN: &str = include_str!("known.txt");

/// A word to ask about.
pub(crate) struct Unknown {
    /// Its bytes.
    pub(crate) from: Range<usize>,
    /// Whether it is a file's name or an address.
    pub(crate) file_name: bool,
}

/// Words of `text` to ask about that none of `taken` (letters) covers.
pub(crate) fn unknown(
    text: &str,
    folded: &Folded,
    taken: &[Range<usize>],
    known: &BTreeSet<String>,
) -> Vec<Unknown> {
    let mut found = addresses(text, folded, taken, known);
    let mut at = 0;
    while at < folded.letters.len() {
        let Some(mut end) = capitalised(text, folded, at, known) else {
            at += 1;
            continue;
        };
        let start = at;
        // "Noor Hassan" is one name.
        while folded.letters.get(end).is_some_and(|letter| letter.gap == Gap::Space) {
            let Some(next) = capitalised(text, folded, end, known) else { break };
            end = next;
        }
        let bytes = folded.bytes(&(start..end));
        let covered = taken.iter().any(|span| span.start < end && start < span.end)
            || found
                .iter()
                .any(|other| other.from.start < bytes.end && bytes.start < other.from.end);
        if !covered {
            found.push(Unknown { from: bytes, file_name: false });
        }
        at = end;
    }
    found.sort_by_key(|one| one.from.start);
    found
}

/// The end of the capitalised word that begins here, unless it opens a sentence or is known.
fn capitalised(text: &str, folded: &Folded, at: usize, known: &BTreeSet<String>) -> Option<usize> {
    let first = folded.letters.get(at)?;
    let apart = matches!(first.gap, Gap::Space | Gap::Line | Gap::Point);
    if !apart || !first.upper || first.script == Script::Alone {
        return None;
    }
    let word = folded.word_around(&(at..at + 1));
    let letters = folded.letters.get(at..word.end)?;
    let small = letters.iter().skip(1).filter(|letter| !letter.upper).count();
    let plain: String = letters.iter().map(|letter| letter.ch).collect();
    // Short forms and codes in capitals are nobody's name.
    if small < 2 || letters.iter().any(|letter| letter.ch.is_ascii_digit()) {
        return None;
    }
    let singular = plain.strip_suffix('s').unwrap_or(&plain);
    let is_known = |word: &str| {
        known.contains(word)
            || forms::is_common(word)
            || KNOWN.split_whitespace().any(|one| one == word)
    };
    let start = folded.bytes(&(at..at + 1)).start;
    (!is_known(&plain) && !is_known(singular) && !super::find::opens_a_sentence(text, start))
        .then_some(word.end)
}

/// File names, links and e-mail addresses.
fn addresses(
    text: &str,
    folded: &Folded,
    taken: &[Range<usize>],
    known: &BTreeSet<String>,
) -> Vec<Unknown> {
    let mut found = Vec::new();
    let mut place = 0;
    for token in text
        .split(|c: char| c.is_whitespace() || matches!(c, '<' | '>' | '(' | ')' | '"' | '“' | '”'))
    {
        let start = place;
        place += token.len();
        place += text.get(place..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
        let trimmed = token.trim_end_matches(['.', ',', ';', ':', '!', '?', ']', '\'', '’']);
        if !is_address(trimmed) {
            continue;
        }
        let bytes = start..start + trimmed.len();
        let covered = taken.iter().any(|span| {
            let inside = folded.bytes(span);
            inside.start < bytes.end && bytes.start < inside.end
        });
        if !covered && !known.contains(&super::squeeze(trimmed)) {
            found.push(Unknown { from: bytes, file_name: true });
        }
    }
    found
}

/// Whether a token is a file's name, a link or an e-mail address.
pub(crate) fn is_address(token: &str) -> bool {
    const ENDINGS: [&str; 32] = [
        "pdf", "doc", "docx", "xls", "xlsx", "ppt", "pptx", "odt", "ods", "odp", "csv", "txt",
        "md", "eml", "msg", "png", "jpg", "jpeg", "gif", "svg", "webp", "heic", "mp4", "mov",
        "zip", "html", "htm", "json", "key", "pages", "numbers", "ics",
    ];
    let ending = token.rsplit_once('.').map(|(stem, ending)| (stem, ending.to_lowercase()));
    let file =
        ending.is_some_and(|(stem, ending)| !stem.is_empty() && ENDINGS.contains(&ending.as_str()));
    let mail = token.split_once('@').is_some_and(|(who, at)| !who.is_empty() && at.contains('.'));
    file || mail || token.contains("://") || token.starts_with("www.")
}
