//! Numbers as people write them: with currencies, scales, marks between thousands, in any digits.

use super::amount::Amount;
use super::script;

const CURRENCIES: [char; 12] = ['$', '£', '€', '¥', '₹', '₩', '₽', '₺', '₪', '₴', '฿', '₦'];
const SCALES: [(&str, f64); 12] = [
    ("thousand", 1e3),
    ("million", 1e6),
    ("billion", 1e9),
    ("bn", 1e9),
    ("mn", 1e6),
    ("mio", 1e6),
    ("k", 1e3),
    ("K", 1e3),
    ("m", 1e6),
    ("M", 1e6),
    ("b", 1e9),
    ("B", 1e9),
];
const MONTHS: [&str; 12] =
    ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// Whether a sign stands for a currency.
pub(super) fn is_currency(sign: char) -> bool {
    CURRENCIES.contains(&sign)
}

/// Every number in a text but days, years of days, and numbers that belong to a name.
pub(crate) fn amounts(text: &str) -> Vec<Amount> {
    // An invisible mark between two digits does not make two numbers of them.
    let characters: Vec<(usize, char)> = text
        .char_indices()
        .filter(|(_, c)| !script::unseen(*c))
        .map(|(at, c)| (at, digit(c).unwrap_or(c)))
        .collect();
    let mut found = Vec::new();
    let mut at = 0;
    while at < characters.len() {
        if !characters[at].1.is_ascii_digit() {
            at += 1;
            continue;
        }
        let end = number_end(&characters, at);
        if let Some(amount) = amount(text, &characters, at, end) {
            found.push(amount);
        }
        at = end;
    }
    share_percent(text, &mut found);
    found
}

/// `10 to 14%` and `10% to 14` are two percentages each.
fn share_percent(text: &str, found: &mut [Amount]) {
    const JOINS: [&str; 12] =
        ["to", "and", "or", "through", "bis", "-", "–", "—", "..", "…", "/", "→"];
    for at in 1..found.len() {
        let between = text.get(found[at - 1].until..found[at].from.start).unwrap_or_default();
        if JOINS.contains(&between.trim()) && found[at - 1].percent != found[at].percent {
            found[at - 1].percent = true;
            found[at].percent = true;
        }
    }
}

/// The signs and words for a hundredth, the longer ones first.
const PERCENT: [&str; 20] = [
    "%",
    "％",
    "﹪",
    "٪",
    "&#37;",
    "&#x25;",
    "&percnt;",
    "percentage points",
    "percentage point",
    "percent",
    "per cent",
    "per-cent",
    "pct",
    "prozent",
    "procent",
    "pour cent",
    "por ciento",
    "por cento",
    "per cento",
    "процент",
];

/// How many bytes of `rest` say that the number before it is a percentage, and whether a sign does.
fn percent(rest: &str) -> Option<(usize, bool)> {
    let said = rest.trim_start_matches(|c: char| {
        c.is_whitespace() || script::unseen(c) || matches!(c, '-' | '\u{2010}' | '\u{2011}' | '\\')
    });
    let blank = rest.len() - said.len();
    PERCENT.iter().enumerate().find_map(|(at, word)| {
        let written = said.get(..word.len())?;
        let same = written == *word || written.to_lowercase() == *word;
        same.then_some((blank + word.len(), at < 7))
    })
}

fn digit(c: char) -> Option<char> {
    let plain = script::plain(c);
    plain.as_slice().first().copied().filter(char::is_ascii_digit)
}

/// Past the digits, and the marks between them.
fn number_end(characters: &[(usize, char)], start: usize) -> usize {
    let digit = |at: usize| characters.get(at).is_some_and(|(_, c)| c.is_ascii_digit());
    let mut end = start;
    loop {
        while digit(end) {
            end += 1;
        }
        let Some((_, mark)) = characters.get(end) else { return end };
        let groups = (1..=3).all(|n| digit(end + n)) && !digit(end + 4);
        let inside = match mark {
            '.' | ',' => digit(end + 1),
            '\'' | '’' | '\u{a0}' | '\u{202f}' | '\u{2009}' | ' ' => groups && end - start <= 3,
            _ => false,
        };
        if !inside {
            return end;
        }
        end += 1;
    }
}

fn amount(text: &str, characters: &[(usize, char)], start: usize, end: usize) -> Option<Amount> {
    let byte = |at: usize| characters.get(at).map_or(text.len(), |(byte, _)| *byte);
    let previous = start.checked_sub(1).map(|at| characters[at].1);
    let glued = previous.is_some_and(|c| c.is_alphabetic() || c == '#');
    let rest = text.get(byte(end)..)?;
    let head = text.get(..byte(start))?;
    if glued && !ends_in_code(head) || in_a_day(head, rest) {
        return None;
    }
    let digits: String = characters[start..end].iter().map(|(_, c)| *c).collect();
    let (scale, size) = scale(rest);
    let mut stop = byte(end) + scale.len();
    let percent = percent(text.get(stop..)?);
    let until = stop + percent.map_or(0, |(length, _)| length);
    // A word stays where it is; a sign belongs to the number.
    let sign = percent.is_some_and(|(_, sign)| sign);
    if sign {
        stop = until;
    }
    let symbol = head.chars().next_back().filter(|c| CURRENCIES.contains(c));
    let code = ends_in_code(head).then(|| head.trim_end().len() - 3);
    let from = match (symbol, code) {
        (Some(symbol), _) => byte(start) - symbol.len_utf8(),
        (None, Some(code)) => code,
        (None, None) => byte(start),
    };
    let before = text.get(from..byte(start))?.to_owned();
    Some(Amount {
        value: value(&digits)? * size,
        marked: percent.is_some() || !before.is_empty() || !scale.is_empty(),
        from: from..stop,
        before,
        after: if sign { "%".to_owned() } else { String::new() },
        percent: percent.is_some(),
        until,
    })
}

fn ends_in_code(head: &str) -> bool {
    let head = head.strip_suffix([' ', '\u{a0}']).unwrap_or(head);
    ["USD", "EUR", "GBP", "CHF", "SEK", "NOK", "DKK", "PLN", "CAD", "AUD", "JPY", "INR", "CNY"]
        .iter()
        .any(|code| head.ends_with(code))
}

/// `2026-11-04`, `4 November`, `November 4`, `10:30`.
fn in_a_day(head: &str, rest: &str) -> bool {
    let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    let after: Vec<char> = rest.chars().take(2).collect();
    let clock = |c: Option<&char>| matches!(c, Some('-' | ':'));
    if clock(after.first())
        && digit(after.get(1).copied())
        && head.is_empty() | !head.ends_with(CURRENCIES)
    {
        // `230-302` is a range; a day has two hyphens or a leading year.
        let second = rest.get(1..).unwrap_or_default();
        let run = second.chars().take_while(char::is_ascii_digit).count();
        if after.first() == Some(&':')
            || second.get(run..).is_some_and(|rest| rest.starts_with('-'))
        {
            return true;
        }
    }
    let before: Vec<char> = head.chars().rev().take(8).collect();
    if clock(before.first()) && digit(before.get(1).copied()) {
        let run = before.iter().skip(1).take_while(|c| c.is_ascii_digit()).count();
        if before.first() == Some(&':')
            || before.get(1 + run) == Some(&'-')
            || (run == 4 && rest.starts_with('-'))
        {
            return true;
        }
    }
    let month = |word: &str| {
        let word = word.to_lowercase();
        MONTHS.iter().any(|month| word.starts_with(month)) && word.len() <= 9
    };
    let next =
        rest.strip_prefix(' ').and_then(|rest| rest.split(|c: char| !c.is_alphabetic()).next());
    let last =
        head.strip_suffix(' ').and_then(|head| head.rsplit(|c: char| !c.is_alphabetic()).next());
    let capital = |word: &&str| word.starts_with(char::is_uppercase);
    next.filter(capital).is_some_and(month) || last.filter(capital).is_some_and(month)
}

fn scale(rest: &str) -> (&str, f64) {
    for (word, size) in SCALES {
        for spaced in [format!(" {word}"), word.to_owned()] {
            // A lone letter after a space is a unit of its own: `5 m`.
            if spaced.starts_with(' ') && word.len() == 1 {
                continue;
            }
            if let Some(after) = rest.strip_prefix(&spaced)
                && !after.starts_with(char::is_alphanumeric)
            {
                return (&rest[..spaced.len()], size);
            }
        }
    }
    ("", 1.0)
}

/// Thousands and decimals are told apart by what follows the mark.
fn value(digits: &str) -> Option<f64> {
    let marks: Vec<(usize, char)> =
        digits.char_indices().filter(|(_, c)| !c.is_ascii_digit()).collect();
    let decimal = marks.last().filter(|(at, mark)| {
        let after = digits.len() - at - mark.len_utf8();
        let alone = marks.iter().filter(|(_, other)| other == mark).count() == 1;
        matches!(mark, '.' | ',')
            && alone
            && (after != 3 || *mark == '.' && digits.starts_with('0'))
    });
    let mut plain = String::new();
    for (at, c) in digits.char_indices() {
        if c.is_ascii_digit() {
            plain.push(c);
        } else if decimal.is_some_and(|(place, _)| *place == at) {
            plain.push('.');
        }
    }
    plain.parse().ok()
}
