//! The steps behind a figure, in order: data for the window, and the plain English that prints
//! as a footnote.

use serde::{Deserialize, Serialize};

use super::calculation::{Counted, DaySpan};
use super::number::{approximate, ends, grouped, money, percent, plain};
use super::{Figure, Range, Unit};
use crate::time::Day;

/// One line of the working.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(tag = "step", rename_all = "kebab-case")]
pub enum Step {
    /// A metric got better: `change = |result − baseline|`.
    Improvement {
        /// Before.
        baseline: f64,
        /// After.
        result: f64,
        /// The size of the change.
        change: f64,
        /// The metric's unit in the user's word.
        unit: String,
    },
    /// A metric got worse; the size of the change is the same, the figure is below zero.
    Worsening {
        /// Before.
        baseline: f64,
        /// After.
        result: f64,
        /// The size of the change.
        change: f64,
        /// The metric's unit in the user's word.
        unit: String,
    },
    /// What would have come anyway is taken off: `left = gross × (1 − share)`.
    Anyway {
        /// The share that would have come anyway, in hundredths.
        share: f64,
        /// What is left.
        left: f64,
        /// Its unit.
        unit: Unit,
    },
    /// My share of what is left: `left × share`.
    MyShare {
        /// My share, in hundredths.
        share: f64,
        /// What that leaves.
        left: f64,
        /// Its unit.
        unit: Unit,
    },
    /// For what must not be multiplied: `credited = (1 − anyway) × mine`, a share of the change.
    CreditedShare {
        /// The share that would have come anyway, in hundredths.
        anyway: f64,
        /// My share, in hundredths.
        mine: f64,
        /// The share credited to me, in hundredths.
        credited: f64,
    },
    /// The whole change in money: `amount × value of one × periods`.
    GrossMoney {
        /// How many.
        amount: Range,
        /// Of what.
        unit: Unit,
        /// Money for one.
        value: f64,
        /// How often.
        periods: f64,
        /// What a period is, in the user's word.
        period_label: String,
        /// The likely product.
        gross: f64,
    },
    /// The likely money once what came anyway and the shares of others are off.
    NetMoney {
        /// The amount.
        likely: f64,
    },
    /// Terms multiplied.
    Product {
        /// What is multiplied, in order.
        terms: Vec<Term>,
        /// What that makes.
        result: Figure,
    },
    /// What was done instead has a cost of its own, taken off.
    Instead {
        /// That cost.
        cost: Range,
        /// What is left.
        result: Figure,
    },
    /// An amount times the fall in a chance: `amount × (before − after)`.
    Weighted {
        /// The amount at stake.
        amount: Range,
        /// The chance before, in hundredths.
        before: Range,
        /// The chance after, in hundredths.
        after: Range,
        /// The weighted amount.
        result: Figure,
    },
    /// The planned day less the actual one.
    Dates {
        /// When it was planned for.
        planned: DaySpan,
        /// When it landed.
        actual: DaySpan,
        /// The time between.
        result: Figure,
    },
    /// An expected loss before, less the one after.
    Fall {
        /// Expected before.
        before: Range,
        /// Expected after.
        after: Range,
        /// The difference.
        result: Figure,
    },
    /// Arithmetic as typed, with its groups made visible.
    Arithmetic {
        /// The read-back.
        grouped: String,
        /// What it comes to.
        result: Figure,
    },
    /// A decision that moved, in the user's words; nothing is counted.
    Statement {
        /// What moved.
        moved: String,
        /// From what.
        from: String,
        /// To what.
        to: String,
        /// Who decided.
        who: String,
        /// On which day.
        #[cfg_attr(feature = "bindings", ts(type = "string | null"))]
        on: Option<Day>,
    },
}

super::written::debug_by_name!(Step {
    Improvement { .. }, Worsening { .. }, Anyway { .. }, MyShare { .. }, CreditedShare { .. },
    GrossMoney { .. }, NetMoney { .. }, Product { .. }, Instead { .. }, Weighted { .. },
    Dates { .. }, Fall { .. }, Arithmetic { .. }, Statement { .. },
});

/// One factor of a product.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct Term {
    /// How much.
    pub value: Range,
    /// Of what.
    pub what: Counted,
}

impl Step {
    /// The step in plain English; money is written in `currency` (ISO 4217).
    #[must_use]
    pub fn text(&self, currency: &str) -> String {
        match self {
            Self::Improvement { baseline, result, change, unit } => {
                difference("improvement", *baseline, *result, *change, unit)
            }
            Self::Worsening { baseline, result, change, unit } => {
                difference("change for the worse", *baseline, *result, *change, unit)
            }
            Self::Anyway { share, left, unit } => {
                let left = amount(*left, unit, currency);
                format!("minus what would have happened anyway ({}) = {left}", percent(*share))
            }
            Self::MyShare { share, left, unit } => {
                let left = with_word(&amount(*left, unit, currency), unit);
                format!("times my share ({}) = {left}", percent(*share))
            }
            Self::CreditedShare { anyway, mine, credited } => format!(
                "credited share = (100% - {}) x {} = {} of that change",
                percent(*anyway),
                percent(*mine),
                percent(*credited),
            ),
            Self::GrossMoney { amount: many, unit, value, periods, period_label, gross } => {
                let many = with_word(&ends(*many, |end| amount(end, unit, currency)), unit);
                let (value, gross) = (money(*value, currency), money(*gross, currency));
                format!("gross = {many} x {value} x {} {period_label} = {gross}", plain(*periods))
            }
            Self::NetMoney { likely } => format!("net (likely) = {}", money(*likely, currency)),
            Self::Product { terms, result } => {
                let ranges = terms.iter().filter(|term| !term.value.is_exact()).count();
                let terms: Vec<String> = terms.iter().map(|term| term.text(currency)).collect();
                format!("{} = {}", terms.join(" x "), reached(result, ranges > 1, currency))
            }
            Self::Instead { cost, result } => {
                let cost = ends(*cost, |end| money(end, currency));
                format!("minus what we did instead ({cost}) = {}", reached(result, false, currency))
            }
            Self::Weighted { amount, before, after, result } => {
                let ranges = [amount, before, after].iter().filter(|r| !r.is_exact()).count();
                format!(
                    "{} x ({} - {}) = {}, weighted",
                    ends(*amount, |end| money(end, currency)),
                    ends(*before, percent),
                    ends(*after, percent),
                    reached(result, ranges > 1, currency),
                )
            }
            Self::Dates { planned, actual, result } => {
                let result = reached(result, false, currency);
                format!("planned {} - actual {} = {result}", planned.text(), actual.text())
            }
            Self::Fall { before, after, result } => format!(
                "expected before {} - after {} = {}",
                ends(*before, |end| amount(end, &result.unit, currency)),
                ends(*after, |end| amount(end, &result.unit, currency)),
                reached(result, !before.is_exact() && !after.is_exact(), currency),
            ),
            Self::Arithmetic { grouped, result } => {
                format!("{grouped} = {}", reached(result, false, currency))
            }
            Self::Statement { moved, from, to, who, on } => {
                let day = on.map(|day| format!(", on {day}")).unwrap_or_default();
                format!("{moved}: from {from} to {to}; decided by {who}{day}")
            }
        }
    }
}

/// Every step in plain English.
#[must_use]
pub fn lines(steps: &[Step], currency: &str) -> Vec<String> {
    steps.iter().map(|step| step.text(currency)).collect()
}

fn difference(name: &str, baseline: f64, result: f64, change: f64, unit: &str) -> String {
    let (from, to, change) = (plain(baseline), plain(result), plain(change));
    format!("{name} = |{to} - {from}| = {change} {unit}").trim_end().to_owned()
}

/// One end in a step: money with its sign, anything else to six digits without commas.
fn amount(number: f64, unit: &Unit, currency: &str) -> String {
    match unit {
        Unit::Money => money(number, currency),
        Unit::Percent => percent(number),
        _ => plain(number),
    }
}

fn with_word(number: &str, unit: &Unit) -> String {
    format!("{number} {}", unit.word()).trim_end().to_owned()
}

/// What a step comes to: `192 hours`, or `230 to 302 hours at the widest, likely 265`.
fn reached(figure: &Figure, widest: bool, currency: &str) -> String {
    let range = figure.range();
    if range.is_exact() {
        return with_word(&figure.unit.amount(range.likely, currency), &figure.unit);
    }
    let one = |end: f64| match figure.unit {
        Unit::Money => money(super::number::to_significant(end, 3), currency),
        Unit::Percent => format!("{}%", approximate(end)),
        _ => approximate(end),
    };
    let ends = with_word(&ends(range, one), &figure.unit);
    let widest = if widest { " at the widest" } else { "" };
    format!("{ends}{widest}, likely {}", one(range.likely))
}

impl Term {
    fn text(&self, currency: &str) -> String {
        let one = self.value.is_exact() && self.value.likely == 1.0;
        match self.what {
            Counted::ShareGone => format!("{} that would have gone", ends(self.value, percent)),
            Counted::UnitCost => format!("{} each", ends(self.value, |end| money(end, currency))),
            Counted::People => self.named(if one { "person" } else { "people" }),
            Counted::Weeks => self.named(if one { "week" } else { "weeks" }),
            Counted::HoursAWeek => self.named(if one { "hour a week" } else { "hours a week" }),
            Counted::Units => self.named(if one { "unit" } else { "units" }),
            Counted::Periods => self.named(if one { "period" } else { "periods" }),
            Counted::Seats => self.named(if one { "seat" } else { "seats" }),
            Counted::MonthsEarlier => {
                self.named(if one { "month earlier" } else { "months earlier" })
            }
        }
    }

    fn named(&self, word: &str) -> String {
        format!("{} {word}", ends(self.value, grouped))
    }
}
