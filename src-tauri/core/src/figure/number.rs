//! Numbers as plain English prints them; the window formats through the reader's own locale instead.

use super::Range;

/// The number without what binary fractions left in it: twelve significant digits.
#[must_use]
pub(crate) fn tidy(number: f64) -> f64 {
    reparse(&format!("{number:.11e}"), number)
}

/// The number to so many decimals, an exact half going to the even neighbour.
#[must_use]
pub fn to_decimals(number: f64, decimals: usize) -> f64 {
    reparse(&format!("{number:.decimals$}"), number)
}

/// The number to so many significant digits, an exact half going to the even neighbour.
#[must_use]
pub fn to_significant(number: f64, digits: usize) -> f64 {
    reparse(&format!("{number:.*e}", digits.saturating_sub(1)), number)
}

fn reparse(text: &str, otherwise: f64) -> f64 {
    // Adding zero turns -0 into 0.
    text.parse::<f64>().map_or(otherwise, |value| value + 0.0)
}

/// The number as a step prints it: whole numbers in full, fractions to six significant digits.
#[must_use]
pub fn plain(number: f64) -> String {
    let number = tidy(number);
    // From a hundred thousand on, six digits would round the whole part itself.
    let fine = if number.abs() < 1e5 { to_significant(number, 6) } else { to_decimals(number, 0) };
    if number.fract() == 0.0 { format!("{number}") } else { format!("{fine}") }
}

/// The number with commas between thousands: `12,096`, `1,234.5`.
#[must_use]
pub fn grouped(number: f64) -> String {
    let text = plain(number);
    let (sign, digits) = text.strip_prefix('-').map_or(("", text.as_str()), |rest| ("-", rest));
    let (whole, fraction) = digits.split_once('.').map_or((digits, None), |(w, f)| (w, Some(f)));
    let mut out = sign.to_owned();
    for (index, digit) in whole.chars().enumerate() {
        if index > 0 && (whole.len() - index).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    if let Some(fraction) = fraction {
        out.push('.');
        out.push_str(fraction);
    }
    out
}

/// The number as an estimate is quoted: three significant digits, with commas.
#[must_use]
pub fn approximate(number: f64) -> String {
    grouped(to_significant(number, 3))
}

/// A share as a step prints it: `37.5%`.
#[must_use]
pub fn percent(share: f64) -> String {
    format!("{}%", plain(share))
}

/// A share as a sentence quotes it, without decimals: `38%`.
#[must_use]
pub fn whole_percent(share: f64) -> String {
    format!("{}%", plain(to_decimals(share, 0)))
}

/// An amount in `currency` (ISO 4217): `$12,000`, `€95.50`, `CHF 1,200`, `-$300`.
#[must_use]
pub fn money(amount: f64, currency: &str) -> String {
    let amount = to_decimals(tidy(amount), 2);
    let sign = if amount < 0.0 { "-" } else { "" };
    let (whole, fraction) = split_cents(amount.abs());
    match symbol(currency) {
        Some(symbol) => format!("{sign}{symbol}{whole}{fraction}"),
        None => format!("{sign}{currency} {whole}{fraction}"),
    }
}

fn split_cents(amount: f64) -> (String, String) {
    let text = format!("{amount:.2}");
    let (whole, cents) = text.split_once('.').unwrap_or((&text, "00"));
    let whole = grouped(whole.parse().unwrap_or(amount.trunc()));
    (whole, if cents == "00" { String::new() } else { format!(".{cents}") })
}

/// The sign a currency is written with, where plain English has one that is understood.
fn symbol(currency: &str) -> Option<&'static str> {
    match currency {
        "USD" => Some("$"),
        "EUR" => Some("€"),
        "GBP" => Some("£"),
        "JPY" => Some("¥"),
        _ => None,
    }
}

/// Both ends through `print`, or one number where they are the same: `24 to 28`.
pub(crate) fn ends(range: Range, print: impl Fn(f64) -> String) -> String {
    let (low, high) = (print(range.low), print(range.high));
    if low == high { low } else { format!("{low} to {high}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn halves_go_to_the_even_neighbour() {
        assert_eq!(to_decimals(56.25, 1), 56.2, "the demo data rounds 56.25 down");
        assert_eq!(to_decimals(18.75, 1), 18.8, "and 18.75 up");
        assert_eq!(to_decimals(-0.2, 0).to_string(), "0", "no minus nothing");
    }

    #[test]
    fn steps_print_whole_numbers_in_full() {
        assert_eq!(plain(640_000.0), "640000", "a whole number keeps every digit");
        assert_eq!(plain(147.9375), "147.938", "a fraction keeps six digits");
        assert_eq!(plain(1.1 * 0.75), "0.825", "binary dust is swept away");
    }

    #[test]
    fn thousands_are_grouped() {
        assert_eq!(grouped(1_234_567.0), "1,234,567", "a comma before every three digits");
        assert_eq!(grouped(-1234.5), "-1,234.5", "sign and fraction stay outside the groups");
        assert_eq!(grouped(999.0), "999", "three digits need no comma");
        assert_eq!(approximate(12_096.0), "12,100", "an estimate claims three digits");
    }

    #[test]
    fn money_carries_its_currency() {
        assert_eq!(money(67_500.0, "USD"), "$67,500", "whole dollars show no cents");
        assert_eq!(money(-12.5, "EUR"), "-€12.50", "the sign comes before the symbol");
        assert_eq!(money(1200.0, "CHF"), "CHF 1,200", "a code stands in where there is no sign");
    }
}
