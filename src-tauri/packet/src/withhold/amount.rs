//! Numbers in a text: what they are worth, and what may stand for them.

use std::ops::Range;

use super::numeral::amounts;

/// What stands for a number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Coarse {
    /// The band it falls into.
    Band,
    /// Two significant figures.
    Round,
    /// These words.
    Say(String),
    /// The mark that something was there.
    Remove,
}

/// A number as written, with its currency and scale.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Amount {
    /// Its bytes, from the currency to the percent sign.
    pub(crate) from: Range<usize>,
    /// What it is worth.
    pub(crate) value: f64,
    /// `$`, `£`, `EUR `.
    pub(super) before: String,
    /// `%`, blank.
    pub(super) after: String,
    /// Whether anything shows that it is a quantity: a currency, a percent sign, a scale.
    pub(super) marked: bool,
    /// Whether it counts hundredths, by a sign, a word, or the number beside it.
    pub(crate) percent: bool,
    /// The end of the word that says so, or of the number.
    pub(super) until: usize,
}

/// A number that is withheld, as it has to look to be the one that is meant.
#[derive(Clone, Copy)]
pub(crate) struct Sought {
    value: f64,
    percent: bool,
}

impl Sought {
    /// By its value alone.
    pub(crate) fn any(number: &Amount) -> Self {
        Self { value: number.value, percent: false }
    }

    /// As somebody typed it: `14%` is neither the footnote 14 nor 14 days.
    pub(crate) fn typed(number: &Amount) -> Self {
        Self { value: number.value, percent: number.percent }
    }

    /// Whether `number` is the same to the reader.
    pub(crate) fn near(self, number: &Amount) -> bool {
        number.near(self.value)
    }

    /// Whether `number` is it.
    pub(crate) fn meets(self, number: &Amount) -> bool {
        let shows = number.percent || !number.marked && number.telling();
        number.same(self.value) && (!self.percent || shows)
    }
}

impl Amount {
    /// Whether meeting the same value elsewhere can be no accident.
    pub(crate) fn telling(&self) -> bool {
        let year = (1900.0..=2100.0).contains(&self.value) && self.value.fract() == 0.0;
        let figures = format!("{:e}", self.value);
        let digits =
            figures.split('e').next().unwrap_or_default().chars().filter(char::is_ascii_digit);
        if self.marked {
            self.value >= 100.0 || digits.count() >= 3
        } else {
            !year && (self.value >= 1000.0 || digits.count() >= 3)
        }
    }

    /// Whether both say the same.
    pub(crate) fn same(&self, value: f64) -> bool {
        (self.value - value).abs() <= value.abs() * 1e-9
    }

    /// Whether it is the same to the reader: rounded once more, perhaps.
    pub(crate) fn near(&self, value: f64) -> bool {
        self.same(value)
            || (value.abs() >= 100.0 && (self.value - value).abs() <= value.abs() * 0.02)
    }

    fn written(&self, value: f64) -> String {
        format!("{}{}{}", self.before, plain(value), self.after)
    }

    /// The band, or the number with two figures.
    fn coarse(&self, with: &Coarse, upper: Option<&Self>, mark: &str) -> String {
        match with {
            Coarse::Say(text) => text.clone(),
            Coarse::Remove => mark.to_owned(),
            Coarse::Band => {
                let (low, high) = (band(self.value).0, band(upper.unwrap_or(self).value).1);
                format!("{} to {}", self.written(low), self.written(high))
            }
            Coarse::Round => {
                let low = self.written(rounded(self.value));
                upper.map_or(low.clone(), |upper| {
                    format!("{low} to {}", upper.written(rounded(upper.value)))
                })
            }
        }
    }
}

/// A stretch of text to replace.
pub(crate) struct Edit {
    /// Its bytes.
    pub(crate) from: Range<usize>,
    /// What stands there instead.
    pub(crate) to: String,
}

/// What stands for the numbers that `chosen` picks. Two of them with "to" or a dash between are
/// one range.
pub(crate) fn coarsen(
    text: &str,
    with: &Coarse,
    mark: &str,
    chosen: impl Fn(&Amount) -> bool,
) -> Vec<Edit> {
    let found: Vec<Amount> = amounts(text).into_iter().filter(|amount| chosen(amount)).collect();
    let mut edits = Vec::new();
    let mut at = 0;
    while let Some(amount) = found.get(at) {
        let upper = found.get(at + 1).filter(|next| {
            let between = text.get(amount.from.end..next.from.start).unwrap_or_default().trim();
            matches!(between, "to" | "-" | "–" | "—" | "..") && next.value >= amount.value
        });
        let to = amount.coarse(with, upper, mark);
        // Words in its place stand for the word "percent" too; a band is still one of percents.
        let last = upper.unwrap_or(amount);
        let end = match with {
            Coarse::Say(_) | Coarse::Remove => last.until,
            Coarse::Band | Coarse::Round => last.from.end,
        };
        at += 1 + usize::from(upper.is_some());
        // A number that is coarse already is left as it is written.
        let mut from = amount.from.start..end;
        if *with == Coarse::Round && upper.is_none() && is_round(amount) {
            from.end = from.start;
        }
        if !from.is_empty() {
            edits.push(Edit { from, to });
        }
    }
    edits
}

/// Whether two figures are all the number has.
pub(crate) fn is_round(number: &Amount) -> bool {
    number.same(rounded(number.value))
}

/// The band of a value: its bounds are 1, 2.5, 5 and 10 times a power of ten, or 1, 2, 5 and 10.
fn band(value: f64) -> (f64, f64) {
    let size = value.abs();
    if size == 0.0 {
        return (0.0, 1.0);
    }
    let power = 10_f64.powi(size.log10().floor() as i32);
    let first = size / power;
    let quarter = if (1.0..10.0).contains(&size) { 2.0 } else { 2.5 };
    let (low, high) = match first {
        f if f < quarter => (1.0, quarter),
        f if f < 5.0 => (quarter, 5.0),
        _ => (5.0, 10.0),
    };
    if value < 0.0 { (-high * power, -low * power) } else { (low * power, high * power) }
}

fn rounded(value: f64) -> f64 {
    format!("{value:.1e}").parse().unwrap_or(value)
}

/// `250k`, `2,500`, `0.25`.
fn plain(value: f64) -> String {
    let size = value.abs();
    let (divided, scale) = match size {
        1e9.. => (value / 1e9, "bn"),
        1e6.. => (value / 1e6, "m"),
        1e4.. => (value / 1e3, "k"),
        _ => (value, ""),
    };
    // Two figures and a half: enough for every bound and every rounded number.
    let text = format!("{divided:.3}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    match text.split_once('.').unwrap_or((text, "")) {
        (whole, "") if whole.trim_start_matches('-').len() == 4 => {
            let cut = whole.len() - 3;
            format!("{},{}{scale}", &whole[..cut], &whole[cut..])
        }
        _ => format!("{text}{scale}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn banded(text: &str, with: &Coarse) -> String {
        let mut out = text.to_owned();
        for edit in coarsen(text, with, "(removed)", |_| true).into_iter().rev() {
            out.replace_range(edit.from, &edit.to);
        }
        out
    }

    #[test]
    fn bands_are_broad_and_keep_the_unit() {
        let cases = [
            ("£410,000", "£250k to £500k"),
            ("$410k", "$250k to $500k"),
            ("EUR 1.234.567", "EUR 1m to EUR 2.5m"),
            (
                "about 265 hours (230 to 302, reasoned)",
                "about 250 to 500 hours (100 to 500, reasoned)",
            ),
            ("6 weeks", "5 to 10 weeks"),
            ("38% to 14%", "25% to 50% to 10% to 25%"),
            ("٢٦٥ hours", "250 to 500 hours"),
        ];
        for (text, wanted) in cases {
            assert_eq!(banded(text, &Coarse::Band), wanted, "the band of `{text}`");
        }
    }

    #[test]
    fn rounding_keeps_two_figures() {
        assert_eq!(banded("$143.5k and 1,234", &Coarse::Round), "$140k and 1,200", "two figures");
        assert_eq!(banded("26 h", &Coarse::Round), "26 h", "nothing to round");
    }

    #[test]
    fn a_percentage_is_one_by_sign_word_or_neighbour() {
        let alike = [
            "14%",
            "14 %",
            "14\u{a0}%",
            "14.0%",
            "14,0 %",
            "14 percent",
            "14 Per cent",
            "14-percent",
            "14 pct",
            "14 percentage points",
            "14％",
            "١٤٪",
            "1\u{200b}4%",
            "14&#37;",
            "14\\%",
            "14 to 20%",
            "38% to 14",
            "10–14%",
            "14 процентов",
        ];
        for text in alike {
            let found = amounts(text);
            let one = found.iter().find(|amount| amount.same(14.0) || amount.same(10.0));
            assert!(one.is_some_and(|one| one.percent), "`{text}` is a percentage");
        }
        for text in ["14", "114%", "14 days, 20%", "note 14. 20%", "14 permits", "0.14%", "14,000%"]
        {
            let found = amounts(text);
            let taken = found.iter().any(|amount| amount.same(14.0) && amount.percent);
            assert!(!taken, "`{text}` is not 14%");
        }
    }

    #[test]
    fn days_and_names_are_no_amounts() {
        for text in ["2026-11-04", "4 November 2026", "Q3", "v2", "at 10:30"] {
            let values: Vec<f64> = amounts(text).iter().map(|amount| amount.value).collect();
            assert!(
                values.iter().all(|value| *value == 2026.0),
                "`{text}` holds no amount: {values:?}"
            );
        }
        assert!(!amounts("4 November 2026").iter().any(Amount::telling), "a year tells nothing");
    }
}
