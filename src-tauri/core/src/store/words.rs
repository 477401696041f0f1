//! Finding words: how text goes into the search index and how a query comes out of typed words.

use rusqlite::Connection;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;
use unicode_segmentation::UnicodeSegmentation;

use crate::error::Result;
use crate::wire::Piece;

/// What the index holds of one entry.
#[derive(Clone, Default, PartialEq, Eq)]
pub(crate) struct Words {
    /// The sentence.
    pub(crate) did: String,
    /// What came of it.
    pub(crate) came: String,
    /// People, goal, tags.
    pub(crate) names: String,
    /// Longer text, private note, answers.
    pub(crate) notes: String,
}

/// Scripts written without spaces between words, where each character is looked up by itself.
fn stands_alone(c: char) -> bool {
    matches!(c,
        '\u{0E00}'..='\u{0EFF}'       // Thai, Lao
        | '\u{1000}'..='\u{109F}'     // Myanmar
        | '\u{1780}'..='\u{17FF}'     // Khmer
        | '\u{3040}'..='\u{30FF}'     // kana
        | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}'
        | '\u{AC00}'..='\u{D7AF}'     // Hangul
        | '\u{FF66}'..='\u{FF9D}'     // half-width kana
        | '\u{20000}'..='\u{323AF}')
}

/// What [`segment`] puts in: it shows nothing.
const CUT: char = '\u{200B}';

/// Puts a zero-width space around every character that stands alone, so that a word of two of
/// them is a phrase of two tokens. Characters typed in parts (か and its mark) are put together.
pub(crate) fn segment(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.nfc() {
        if stands_alone(c) {
            out.extend([CUT, c, CUT]);
        } else {
            out.push(c);
        }
    }
    out
}

/// How many words a search looks for, and how many characters of each. A page pasted into the
/// search field would else keep it busy for seconds; by its first words it is found as well.
const MOST_WORDS: usize = 64;
const MOST_LETTERS: usize = 200;

/// The first words of a search, as typed, each once and without empty ones.
pub(crate) fn terms(text: &str) -> Vec<&str> {
    let apart = |c: char| c.is_whitespace() || c.is_control();
    let mut found: Vec<&str> = Vec::new();
    for term in text.split(apart).filter(|term| term.chars().any(char::is_alphanumeric)) {
        let end = term.char_indices().nth(MOST_LETTERS).map_or(term.len(), |(at, _)| at);
        let term = &term[..end];
        if !found.contains(&term) {
            found.push(term);
        }
        if found.len() == MOST_WORDS {
            break;
        }
    }
    found
}

/// The FTS5 query for `text`: every word has to be there, each may be only begun. `None` when
/// there is nothing to look for.
pub(crate) fn query(text: &str) -> Option<String> {
    let terms = terms(text);
    let phrase = |term: &&str| {
        let quoted = segment(term).replace('"', " ");
        let begun = term.chars().count() > 1 || term.chars().all(stands_alone);
        format!("\"{quoted}\"{}", if begun { "*" } else { "" })
    };
    (!terms.is_empty()).then(|| terms.iter().map(phrase).collect::<Vec<_>>().join(" AND "))
}

/// The FTS5 query for entries that may hold every word of `text` somewhere inside a word, to be
/// checked with [`holds_parts`]: characters that stand alone are in no piece of three. `None` when
/// a word without such characters is too short, or nothing is long enough.
pub(crate) fn parts_query(text: &str) -> Option<String> {
    let mut pieces = Vec::new();
    for term in terms(text) {
        let letters: Vec<char> = fold(term).chars().filter(|c| *c != '"').collect();
        if letters.len() < 3 && !letters.iter().any(|c| stands_alone(*c)) {
            return None;
        }
        for run in letters.split(|c| stands_alone(*c)) {
            pieces.extend(run.windows(3).map(|w| format!("\"{}\"", w.iter().collect::<String>())));
        }
    }
    // Each hit is looked at again, so that a few pieces of many are enough.
    pieces.truncate(MOST_LETTERS);
    (!pieces.is_empty()).then(|| pieces.join(" AND "))
}

/// Lower case without accents. Kana and Hangul stay whole: their marks and parts are no accents.
pub(crate) fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.nfc().filter(|c| *c != CUT) {
        if stands_alone(c) {
            out.push(c);
        } else {
            let letters = std::iter::once(c).nfd().filter(|c| !is_combining_mark(*c));
            out.extend(letters.flat_map(char::to_lowercase));
        }
    }
    out
}

/// Whether every word of `text` stands somewhere in `words`.
pub(crate) fn holds_parts(words: &Words, text: &str) -> bool {
    let all = fold(&format!("{}\n{}\n{}\n{}", words.did, words.came, words.names, words.notes));
    terms(text).iter().all(|term| all.contains(&fold(term)))
}

/// Cuts `text` where the search hit it; empty when it did not.
pub(crate) fn pieces(text: &str, search: &str) -> Vec<Piece> {
    // Folded letters with the byte where each began and ended in `text`.
    let mut folded: Vec<(char, usize, usize)> = Vec::with_capacity(text.len());
    for (at, shown) in text.grapheme_indices(true) {
        folded.extend(fold(shown).chars().map(|f| (f, at, at + shown.len())));
    }
    let mut hit = vec![false; folded.len()];
    for term in terms(search) {
        let wanted: Vec<char> = fold(term).chars().collect();
        if wanted.is_empty() || wanted.len() > folded.len() {
            continue;
        }
        for start in 0..=folded.len() - wanted.len() {
            let same = || wanted.iter().zip(&folded[start..]).all(|(w, (f, ..))| w == f);
            // One letter is only looked for as a word of its own.
            let whole = wanted.len() > 1 || stands_alone(wanted[0]);
            if whole && same() {
                hit[start..start + wanted.len()].fill(true);
            }
        }
    }
    if !hit.contains(&true) {
        return Vec::new();
    }
    let mut out: Vec<Piece> = Vec::new();
    let mut end = 0;
    for ((_, _, to), hit) in folded.iter().zip(hit) {
        if *to <= end {
            continue;
        }
        // From where the last one ended: what folds to nothing is shown too.
        let part = &text[end..*to];
        match out.last_mut() {
            Some(last) if last.hit == hit => last.text.push_str(part),
            _ => out.push(Piece { text: part.to_owned(), hit }),
        }
        end = *to;
    }
    if let Some(last) = out.last_mut() {
        last.text.push_str(&text[end..]);
    }
    out
}

/// The two indexes over `entry_text`.
pub(crate) const INDEXES: [&str; 2] = ["entry_words", "entry_parts"];

/// What the index holds at `place`, segmented as stored.
fn stored(db: &Connection, place: i64) -> Result<Option<Words>> {
    let mut statement =
        db.prepare_cached("SELECT did, came, names, notes FROM entry_text WHERE place = ?1")?;
    let mut rows = statement.query([place])?;
    Ok(match rows.next()? {
        Some(row) => Some(Words {
            did: row.get(0)?,
            came: row.get(1)?,
            names: row.get(2)?,
            notes: row.get(3)?,
        }),
        None => None,
    })
}

/// The words at `place`, for checking a hit of the parts index.
pub(crate) fn read(db: &Connection, place: i64) -> Result<Words> {
    Ok(stored(db, place)?.unwrap_or_default())
}

/// Takes the entry at `place` out of the index.
pub(crate) fn remove(db: &Connection, place: i64) -> Result<()> {
    let Some(old) = stored(db, place)? else { return Ok(()) };
    for index in INDEXES {
        // An index over another table's content is told exactly what it was given.
        db.prepare_cached(&format!(
            "INSERT INTO {index}({index}, rowid, did, came, names, notes)
             VALUES ('delete', ?1, ?2, ?3, ?4, ?5)"
        ))?
        .execute((place, &old.did, &old.came, &old.names, &old.notes))?;
    }
    // SQLite before 3.54 loses count where two rows leave an index of parts at one go. A savepoint
    // has an index write down what it holds back, so that each row leaves alone.
    db.execute_batch("SAVEPOINT gone; RELEASE gone")?;
    db.prepare_cached("DELETE FROM entry_text WHERE place = ?1")?.execute([place])?;
    Ok(())
}

/// Makes the index hold `words` at `place`, and leaves it alone when it does already: taking an
/// entry out of the index costs more than putting one in.
pub(crate) fn put(db: &Connection, place: i64, words: &Words) -> Result<()> {
    let cut = Words {
        did: segment(&words.did),
        came: segment(&words.came),
        names: segment(&words.names),
        notes: segment(&words.notes),
    };
    if stored(db, place)?.as_ref() == Some(&cut) {
        return Ok(());
    }
    remove(db, place)?;
    db.prepare_cached(
        "INSERT INTO entry_text (place, did, came, names, notes) VALUES (?1, ?2, ?3, ?4, ?5)",
    )?
    .execute((place, &cut.did, &cut.came, &cut.names, &cut.notes))?;
    for index in INDEXES {
        db.prepare_cached(&format!(
            "INSERT INTO {index}(rowid, did, came, names, notes) VALUES (?1, ?2, ?3, ?4, ?5)"
        ))?
        .execute((place, &cut.did, &cut.came, &cut.names, &cut.notes))?;
    }
    Ok(())
}

/// Merges the pieces that a large import leaves, which a later save would have to merge.
pub(crate) fn merge(db: &Connection) -> Result<()> {
    for index in INDEXES {
        db.execute_batch(&format!("INSERT INTO {index}({index}) VALUES ('optimize')"))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_is_quoted_so_that_no_query_is_a_command() {
        assert_eq!(
            query("a\"b AND (x").as_deref(),
            Some("\"a b\"* AND \"AND\"* AND \"(x\"*"),
            "FTS5 operators are words"
        );
        assert_eq!(query("  - "), None, "nothing to look for");
    }

    #[test]
    fn hits_are_cut_out_of_the_text_with_their_accents() {
        let cut = pieces("Café reporting, cafe", "cafe port");
        let hits: Vec<&str> = cut.iter().filter(|p| p.hit).map(|p| p.text.as_str()).collect();
        assert_eq!(hits, ["Café", "port", "cafe"], "accents are folded, parts are found");
        let whole: String = cut.iter().map(|p| p.text.as_str()).collect();
        assert_eq!(whole, "Café reporting, cafe", "no character is lost");
    }
}
