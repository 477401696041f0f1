//! Net figures: what is left of a change once what came anyway and the shares of others are off.
//!
//! `net = gross × (1 − anyway) × share`. Low pairs the high end of what would have come anyway
//! with the low end of the share, high the reverse. A change that must not be multiplied (a
//! ratio, "7 of the last 8", people) has no net figure, only the credited share of the change,
//! `(1 − anyway) × share`. Money is `net × value of one × periods`, and stated only where the
//! value of one has a source.

use serde::{Deserialize, Serialize};

use super::number::{ends, to_decimals, to_significant, whole_percent};
use super::{Figure, FigureError, Range, Step, Unit, Worked, share};

/// What one unit of a figure is worth, and who says so.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct UnitValue {
    /// Money for one unit in one period.
    pub value: f64,
    /// How many periods are counted.
    pub periods: f64,
    /// What a period is, in the user's word.
    pub period_label: String,
    /// Where the value comes from; blank means that no money is stated.
    pub source: String,
}

super::written::debug_by_length!(UnitValue { value, periods } { period_label, source });

/// A figure after honesty.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct Net {
    /// The net figure, to two decimals; `None` where nothing may be multiplied.
    pub figure: Option<Figure>,
    /// The share of the change that is mine, in hundredths, to one decimal.
    pub credited_share: Range,
    /// The net figure in money, to whole units of the currency.
    pub money: Option<Range>,
    /// The likely gross money behind it.
    pub money_gross: Option<f64>,
    /// The whole working, from the calculator on.
    pub steps: Vec<Step>,
    /// What a sentence says about it.
    pub reads: Reads,
}

/// What a sentence says about a net figure.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(tag = "reads", rename_all = "kebab-case")]
pub enum Reads {
    /// So much, net.
    Amount {
        /// The net figure.
        figure: Figure,
    },
    /// A share of the change, which itself is not multiplied.
    ShareOfChange {
        /// The credited share, in hundredths.
        credited: Range,
    },
}

impl Reads {
    /// In plain English: `about 25% of that change (12% to 38%)`, `about 5.62 days (1.88 to 11.2)`.
    #[must_use]
    pub fn text(&self, currency: &str) -> String {
        match self.parts(currency) {
            (likely, Some(range)) => format!("{likely} ({range})"),
            (likely, None) => likely,
        }
    }

    /// The likely value and, where it is not known exactly, its ends.
    #[must_use]
    pub fn parts(&self, currency: &str) -> (String, Option<String>) {
        let (likely, range) = match self {
            Self::Amount { figure } => figure.parts(currency),
            Self::ShareOfChange { credited } => {
                let range = (!credited.is_exact()).then(|| ends(*credited, whole_percent));
                (format!("{} of that change", whole_percent(credited.likely)), range)
            }
        };
        (if range.is_some() { format!("about {likely}") } else { likely }, range)
    }
}

/// The net figure behind `worked`.
///
/// `anyway` is the share that would have come without me (steps of 25), `mine` my share of the
/// rest, both in hundredths. Rounding happens last and halves go to the even neighbour, so the
/// numbers do not depend on what is shown.
///
/// # Errors
/// [`FigureError::NotAStep`] or [`FigureError::NotAShare`] for the shares,
/// [`FigureError::Negative`] for the value of a unit, [`FigureError::NotFinite`] for results
/// beyond what a number holds.
pub fn net(
    worked: &Worked,
    additive: bool,
    anyway: Range,
    mine: Range,
    value: Option<&UnitValue>,
) -> Result<Net, FigureError> {
    let (anyway, mine) = (share::anyway(anyway)?, mine.share()?);
    let kept = Range::exactly(100.0)?.minus(anyway)?;
    let credited = kept.times(mine.as_factor()?)?;
    let mut steps = worked.steps.clone();

    let gross = worked.figure.as_ref().filter(|_| additive);
    let figure = gross.map(|gross| gross.range().times(credited.as_factor()?)).transpose()?;
    match gross {
        Some(gross) => {
            let left = gross.range().scaled(kept.likely / 100.0)?;
            let after = left.scaled(mine.likely / 100.0)?.likely;
            let (left, unit) = (left.likely, gross.unit.clone());
            steps.push(Step::Anyway { share: anyway.likely, left, unit: unit.clone() });
            steps.push(Step::MyShare { share: mine.likely, left: after, unit });
        }
        None => steps.push(Step::CreditedShare {
            anyway: anyway.likely,
            mine: mine.likely,
            credited: credited.likely,
        }),
    }
    let (money_gross, money) = price(worked, credited, value, &mut steps)?.unzip();

    let credited_share = credited.rounded(1);
    let figure = gross.zip(figure).map(|(gross, net)| net.map(as_filed).of(gross.unit.clone()));
    let reads =
        figure.clone().map_or(Reads::ShareOfChange { credited: credited_share }, |figure| {
            Reads::Amount { figure }
        });
    let money = money
        .or_else(|| figure.as_ref().filter(|figure| figure.unit == Unit::Money).map(Figure::range));
    let money = money.map(|money| money.rounded(0));
    Ok(Net { figure, credited_share, money, money_gross, steps, reads })
}

/// Gross and net money, where the figure is not money already and its value has a source.
fn price(
    worked: &Worked,
    credited: Range,
    value: Option<&UnitValue>,
    steps: &mut Vec<Step>,
) -> Result<Option<(f64, Range)>, FigureError> {
    let sourced = value.filter(|value| !value.source.trim().is_empty());
    let counted = worked.figure.as_ref().filter(|figure| figure.unit != Unit::Money);
    let Some((figure, value)) = counted.zip(sourced) else { return Ok(None) };
    let one = Range::exactly(value.value)?.not_negative()?;
    let times = Range::exactly(value.periods)?.not_negative()?;
    let gross = figure.range().times(one)?.times(times)?;
    let money = gross.times(credited.as_factor()?)?;
    steps.push(Step::GrossMoney {
        amount: figure.range(),
        unit: figure.unit.clone(),
        value: value.value,
        periods: value.periods,
        period_label: value.period_label.clone(),
        gross: gross.likely,
    });
    steps.push(Step::NetMoney { likely: money.likely });
    Ok(Some((gross.likely, money)))
}

/// Two decimals; below a hundredth, three significant digits. Neither decreases, so the order of
/// a range holds.
fn as_filed(number: f64) -> f64 {
    if number.abs() < 0.01 { to_significant(number, 3) } else { to_decimals(number, 2) }
}
