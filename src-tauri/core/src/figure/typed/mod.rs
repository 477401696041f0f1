//! Arithmetic typed with its units: read, shown back grouped, checked and worked out exactly.
//!
//! A reader of our own allows numbers, known units and `+ - * / ( )`, nothing else, and puts each
//! number together with its unit. What it prints is shown to the user and handed to `fend-core`,
//! which works in exact fractions and refuses unlike units. The work is bounded by counting, not
//! by a clock, so the same text always gives the same answer. Ranges (`24..28`) are worked at
//! each end: in a sum of products every range, met once, has its extremes there.

mod token;
mod tree;
mod units;

use std::sync::atomic::{AtomicU32, Ordering};

use fend_core::{Context, CustomUnitAttribute, Interrupt, evaluate_with_interrupt};
use serde::{Deserialize, Serialize};

use self::units::{CURRENCIES, Units, Word};
use super::{Figure, FigureError, Range};

/// Typed arithmetic, understood.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct Typed {
    /// The text as typed.
    pub typed: String,
    /// The read-back, every quantity in brackets: `(6 people) * (4 h/week) * (8 weeks)`.
    pub grouped: String,
    /// What it comes to.
    pub figure: Figure,
}

super::written::debug_by_length!(Typed { figure } { typed, grouped });

/// Counts the calculator's own checkpoints; a hundred thousand are far more than two hundred
/// characters without powers can need.
struct Budget(AtomicU32);

impl Interrupt for Budget {
    fn should_interrupt(&self) -> bool {
        self.0.fetch_add(1, Ordering::Relaxed) > 100_000
    }
}

/// Reads arithmetic with units in a journal that keeps its money in `currency` (ISO 4217).
///
/// Hours of people are hours; people alone are a headcount; a number without a unit is a count.
/// `$` is the journal's own dollar where it has one.
///
/// # Errors
/// Says what is wrong and at which character; see [`FigureError`]. Never panics, whatever the
/// text.
pub fn read_arithmetic(text: &str, currency: &str) -> Result<Typed, FigureError> {
    let tokens = token::cut(text, dollar_of(currency))?;
    let line = tree::order(&tokens, text)?;
    let mut calculator = set_up();
    let likely = line.tree.inside(|_, range| range.likely);
    let (likely, units) = match &line.wanted {
        Some((wanted, _)) => (run(&mut calculator, &likely, Some(wanted))?.0, wanted.clone()),
        None => settle(&mut calculator, &line.tree, &likely)?,
    };
    let range = work_corners(&mut calculator, &line.tree, &units, likely)?;
    let unit = units.counted(currency).ok_or(FigureError::ForeignCurrency)?;
    let wanted = line.wanted.map(|(_, shown)| format!(" to {shown}")).unwrap_or_default();
    let grouped = line.tree.shown() + &wanted;
    Ok(Typed { typed: text.to_owned(), grouped, figure: range.of(unit) })
}

/// The currency a bare `$` means.
fn dollar_of(currency: &str) -> &'static str {
    let dollars = ["USD", "CAD", "AUD", "NZD", "HKD", "SGD", "MXN"];
    let own = dollars.contains(&currency);
    CURRENCIES.iter().find(|code| own && **code == currency).copied().unwrap_or("USD")
}

fn set_up() -> Context {
    let mut calculator = Context::new();
    calculator.disable_rng();
    for (name, meaning) in units::definitions() {
        calculator.define_custom_unit_v1(&name, &name, meaning, &CustomUnitAttribute::None);
    }
    calculator
}

/// The result in the unit the arithmetic leads to by itself. In `6 weeks × 24 h/week` the weeks
/// cancel and the hours stay, and `40 h / 2 weeks` is so many hours a week; the calculator alone
/// would keep whichever time it met first, or none.
fn settle(
    calculator: &mut Context,
    tree: &tree::Tree,
    text: &str,
) -> Result<(f64, Units), FigureError> {
    let (number, units) = run(calculator, text, None)?;
    if units.above.iter().filter(|word| word.is_time()).count() > 1 {
        return Err(FigureError::UnitSquared);
    }
    let left = tree.times_left().filter(|left| left.below.is_empty() || units.paced_by(left));
    let Some(left) = left else { return Ok((number, units)) };
    let wanted = units.with_times(&left);
    if wanted == units {
        return Ok((number, units));
    }
    // Where the time left over does not fit, as in a sum of unlike terms, the first result stands.
    match run(calculator, text, Some(&wanted)) {
        Ok((converted, _)) => Ok((converted, wanted)),
        Err(_) => Ok((number, units)),
    }
}

/// Both extremes: the least and the greatest result over all ends of all ranges.
fn work_corners(
    calculator: &mut Context,
    tree: &tree::Tree,
    units: &Units,
    likely: f64,
) -> Result<Range, FigureError> {
    let (mut low, mut high) = (likely, likely);
    let ranges = tree.ranges();
    if ranges > 0 {
        for corner in 0..1_u32 << ranges {
            let at = |place: usize, range: &Range| {
                if corner >> place & 1 == 0 { range.low } else { range.high }
            };
            // A count has no unit to be converted to.
            let wanted = (*units != Units::default()).then_some(units);
            let (number, _) = run(calculator, &tree.inside(at), wanted)?;
            (low, high) = (low.min(number), high.max(number));
        }
    }
    Range::new(low, likely, high)
}

/// One run of the calculator: the number and its unit.
fn run(
    calculator: &mut Context,
    text: &str,
    wanted: Option<&Units>,
) -> Result<(f64, Units), FigureError> {
    let text = match wanted {
        Some(wanted) => format!("{text} to {}", wanted.inside()),
        None => text.to_owned(),
    };
    let budget = Budget(AtomicU32::new(0));
    let result = evaluate_with_interrupt(&text, calculator, &budget);
    if budget.0.load(Ordering::Relaxed) > 100_000 {
        return Err(FigureError::TooHard);
    }
    match result {
        Ok(result) => read_result(result.get_main_result()),
        Err(reason) if reason.contains("division by zero") => Err(FigureError::DivisionByZero),
        Err(_) => Err(FigureError::UnitsDoNotFit),
    }
}

/// Reads what the calculator prints: `approx. 3.9166666667 hours / month`, `2.5 month^-1`.
fn read_result(printed: &str) -> Result<(f64, Units), FigureError> {
    let printed = printed.strip_prefix("approx. ").unwrap_or(printed);
    let mut parts = printed.split_whitespace();
    let number = parts.next().and_then(|part| part.parse::<f64>().ok());
    let number = number.filter(|number| number.is_finite()).ok_or(FigureError::NotFinite)?;
    let mut units = Units::default();
    let mut below = false;
    for part in parts {
        if part == "/" {
            below = true;
            continue;
        }
        let (name, power) = part.split_once('^').unwrap_or((part, "1"));
        let word = Word::from_inside(name).ok_or(FigureError::UnitsDoNotFit)?;
        match power {
            "1" if below => units.below.push(word),
            "1" => units.above.push(word),
            "-1" => units.below.push(word),
            _ => return Err(FigureError::UnitSquared),
        }
    }
    Ok((number + 0.0, units))
}

#[cfg(test)]
mod tests;
