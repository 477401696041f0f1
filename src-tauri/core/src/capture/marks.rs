//! Which characters end a word, end a sentence, or only look like text.

/// Punctuation that may stand after a token without being part of it.
pub(super) fn closes(c: char) -> bool {
    matches!(
        c,
        '.' | ','
            | ';'
            | ':'
            | '!'
            | '?'
            | ')'
            | ']'
            | '}'
            | '"'
            | '\''
            | '…'
            | '”'
            | '’'
            | '»'
            | '。'
            | '，'
            | '、'
            | '；'
            | '：'
            | '！'
            | '？'
            | '）'
            | '」'
            | '』'
            | '】'
            | '،'
            | '؛'
            | '؟'
    ) || turns(c)
}

/// Punctuation that ends a clause, so that what stands before it stands at an end.
pub(super) fn ends_clause(c: char) -> bool {
    matches!(c, '.' | ';' | '!' | '?' | '…' | '。' | '；' | '！' | '？' | '؛' | '؟')
}

/// Punctuation that may do no more than separate tokens.
pub(super) fn separates(c: char) -> bool {
    matches!(c, ',' | ';' | ':' | '，' | '、' | '；' | '：' | '،' | '؛')
}

/// Brackets after which a quotation may begin.
pub(super) fn opens(c: char) -> bool {
    matches!(c, '(' | '[' | '{' | '（' | '「' | '—' | '–' | '/')
}

/// Marks that turn the writing direction or show nothing; editors add them around
/// right-to-left text, and a sigil after one still stands at a boundary.
pub(super) fn turns(c: char) -> bool {
    matches!(c, '\u{200e}' | '\u{200f}' | '\u{61c}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

/// Characters no unquoted name or tag contains.
pub(super) fn ends_name(c: char) -> bool {
    c.is_whitespace()
        || turns(c)
        || matches!(
            c,
            ',' | ';'
                | '!'
                | '?'
                | '"'
                | '('
                | ')'
                | '['
                | ']'
                | '{'
                | '}'
                | '<'
                | '>'
                | '#'
                | '`'
                | '“'
                | '”'
                | '…'
                | '—'
                | '。'
                | '，'
                | '、'
                | '；'
                | '！'
                | '？'
                | '（'
                | '）'
                | '「'
                | '」'
                | '『'
                | '』'
                | '【'
                | '】'
                | '،'
                | '؛'
                | '؟'
        )
}

/// Whether `text` says something, rather than only punctuating.
pub(super) fn has_words(text: &str) -> bool {
    text.chars().any(|c| {
        c.is_alphanumeric()
            || matches!(c, '&' | '+')
            || (!c.is_ascii()
                && !c.is_whitespace()
                && !closes(c)
                && !opens(c)
                && !matches!(c, '“' | '«' | '·' | '•'))
    })
}

/// Words that no sentence ends with, since something has to follow: in the languages people are
/// likely to write their journal in. Words that also end one (`on`, `off`, `up`, `zu`) are left out.
const LEANS: [&str; 52] = [
    "&", "a", "about", "against", "among", "an", "and", "at", "between", "by", "for", "from",
    "into", "of", "or", "than", "the", "to", "toward", "towards", "via", "with", "without", "bei",
    "durch", "für", "gegen", "mit", "oder", "ohne", "und", "von", "zwischen", "avec", "chez",
    "contre", "de", "du", "entre", "et", "par", "pour", "sans", "à", "con", "del", "para", "por",
    "y", "di", "e", "per",
];

/// Whether `word` leaves a sentence hanging when nothing follows it.
pub(super) fn leans(word: &str) -> bool {
    LEANS.contains(&word.to_lowercase().as_str())
}

/// `word` without the punctuation that stands after it.
pub(super) fn bare(word: &str) -> &str {
    word.trim_end_matches(closes)
}
