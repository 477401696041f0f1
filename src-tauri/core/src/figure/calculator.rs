//! The calculators: what each category multiplies and subtracts, and what it warns of.
//!
//! Every input is a number or a range. The formulas are those of the outcome editor:
//!
//! | category | formula | unit |
//! |---|---|---|
//! | capacity | people × weeks × hours a week × share that would have gone | hours |
//! | revenue | amount × (chance of loss before − after) | money, weighted |
//! | cost | unit cost × units × periods − cost of what we did instead | money |
//! | speed | planned day − actual day | days or weeks |
//! | risk | expected loss before − after | money or incidents |
//! | people staying | replacement cost × (chance of leaving before − after) | money, weighted |
//! | people seats | seats × months earlier | person-months |
//! | trust, direction | none: what moved, from, to, who, when | |
//!
//! Low pairs the pessimistic ends and high the optimistic ones, so a result is at its widest;
//! likely is worked from the likely values alone.

use super::calculation::{Calculation, Caution, Counted, DaySpan, Label, Moved, SpeedIn, Worked};
use super::step::{Step, Term};
use super::typed::read_arithmetic;
use super::{Better, FigureError, Range, Unit};

/// The most focused hours a week that pass without a word.
const FULL_WEEK: f64 = 32.0;

/// Works a calculation out. `currency` is the journal's (ISO 4217); only typed arithmetic, which
/// may name a currency, looks at it.
///
/// # Errors
/// An input that is no range, below zero, or no share; typed arithmetic that cannot be read.
pub fn work(calculation: &Calculation, currency: &str) -> Result<Worked, FigureError> {
    match calculation {
        Calculation::Capacity { people, weeks, hours_a_week, share_gone } => {
            work_capacity([*people, *weeks, *hours_a_week], *share_gone)
        }
        Calculation::Revenue { amount, chance_before, chance_after }
        | Calculation::PeopleStaying { replacement_cost: amount, chance_before, chance_after } => {
            work_weighted(*amount, *chance_before, *chance_after)
        }
        Calculation::Cost { unit_cost, units, periods, instead } => {
            work_cost([*unit_cost, *units, *periods], *instead)
        }
        Calculation::Speed { planned, actual, counted_in } => {
            work_speed(*planned, *actual, *counted_in)
        }
        Calculation::Risk { before, after, unit, forecast_by, forecast_on } => {
            let named = forecast_by.as_ref().is_some_and(|who| !who.trim().is_empty());
            work_risk(*before, *after, unit, named && forecast_on.is_some())
        }
        Calculation::PeopleSeats { seats, months_earlier } => work_seats(*seats, *months_earlier),
        Calculation::Trust(moved) | Calculation::Direction(moved) => Ok(tell(moved)),
        Calculation::Typed { text } => work_typed(text, currency),
        Calculation::Metric { baseline, result, unit, better } => {
            work_metric(*baseline, *result, unit, *better)
        }
    }
}

fn work_capacity(counts: [Range; 3], share_gone: Range) -> Result<Worked, FigureError> {
    let [people, weeks, hours] = counts;
    let hours_kept = product(&counts)?.times(share_gone.share()?.as_factor()?)?;
    let mut cautions = Vec::new();
    if hours.high > FULL_WEEK {
        cautions.push(Caution::OverFullWeek);
    }
    if share_gone.high >= 100.0 {
        cautions.push(Caution::WholeShare);
    }
    let terms = vec![
        Term { value: people, what: Counted::People },
        Term { value: weeks, what: Counted::Weeks },
        Term { value: hours, what: Counted::HoursAWeek },
        Term { value: share_gone, what: Counted::ShareGone },
    ];
    let figure = hours_kept.of(Unit::Hours);
    let steps = vec![Step::Product { terms, result: figure.clone() }];
    Ok(Worked { figure: Some(figure), label: Label::HoursKept, steps, cautions })
}

fn work_weighted(amount: Range, before: Range, after: Range) -> Result<Worked, FigureError> {
    let fall = before.share()?.minus(after.share()?)?.as_factor()?;
    let weighted = amount.not_negative()?.times(fall)?;
    let figure = weighted.of(Unit::Money);
    let steps = vec![Step::Weighted { amount, before, after, result: figure.clone() }];
    let cautions = with_negative(vec![Caution::Weighted], weighted);
    Ok(Worked { figure: Some(figure), label: Label::WeightedMoney, steps, cautions })
}

fn work_cost(counts: [Range; 3], instead: Option<Range>) -> Result<Worked, FigureError> {
    let [unit_cost, units, periods] = counts;
    let spared = product(&counts)?;
    let terms = vec![
        Term { value: unit_cost, what: Counted::UnitCost },
        Term { value: units, what: Counted::Units },
        Term { value: periods, what: Counted::Periods },
    ];
    let mut steps = vec![Step::Product { terms, result: spared.of(Unit::Money) }];
    let mut cautions = Vec::new();
    let saved = match instead {
        Some(cost) => {
            let left = spared.minus(cost.not_negative()?)?;
            steps.push(Step::Instead { cost, result: left.of(Unit::Money) });
            left
        }
        None => {
            cautions.push(Caution::NeedsInstead);
            spared
        }
    };
    let cautions = with_negative(cautions, saved);
    Ok(Worked { figure: Some(saved.of(Unit::Money)), label: Label::MoneySaved, steps, cautions })
}

fn work_speed(planned: DaySpan, actual: DaySpan, by: SpeedIn) -> Result<Worked, FigureError> {
    let days = planned.as_range()?.minus(actual.as_range()?)?;
    let figure = match by {
        SpeedIn::Days => days.of(Unit::Days),
        SpeedIn::Weeks => days.scaled(1.0 / 7.0)?.of(Unit::Weeks),
    };
    let steps = vec![Step::Dates { planned, actual, result: figure.clone() }];
    let cautions = with_negative(vec![Caution::NotMoney], days);
    Ok(Worked { figure: Some(figure), label: Label::TimeGained, steps, cautions })
}

fn work_risk(
    before: Range,
    after: Range,
    unit: &Unit,
    forecast: bool,
) -> Result<Worked, FigureError> {
    let fall = before.not_negative()?.minus(after.not_negative()?)?;
    let mut cautions = Vec::new();
    if *unit == Unit::Money && before.is_exact() {
        cautions.push(Caution::DamageAsRange);
    }
    if !forecast {
        cautions.push(Caution::WhoForecast);
    }
    let figure = fall.of(unit.clone());
    let steps = vec![Step::Fall { before, after, result: figure.clone() }];
    let cautions = with_negative(cautions, fall);
    Ok(Worked { figure: Some(figure), label: Label::LossAvoided, steps, cautions })
}

fn work_seats(seats: Range, months_earlier: Range) -> Result<Worked, FigureError> {
    let months = product(&[seats, months_earlier])?;
    let figure = months.of(Unit::Other("person-months".to_owned()));
    let terms = vec![
        Term { value: seats, what: Counted::Seats },
        Term { value: months_earlier, what: Counted::MonthsEarlier },
    ];
    let steps = vec![Step::Product { terms, result: figure.clone() }];
    Ok(Worked { figure: Some(figure), label: Label::PersonMonths, steps, cautions: Vec::new() })
}

fn tell(moved: &Moved) -> Worked {
    let words = [&moved.moved, &moved.from, &moved.to, &moved.who];
    let mut cautions = vec![Caution::NeedsCorroboration];
    if moved.on.is_none() || words.iter().any(|word| word.trim().is_empty()) {
        cautions.push(Caution::StatementUnfinished);
    }
    let Moved { moved, from, to, who, on } = moved.clone();
    let steps = vec![Step::Statement { moved, from, to, who, on }];
    Worked { figure: None, label: Label::Statement, steps, cautions }
}

fn work_typed(text: &str, currency: &str) -> Result<Worked, FigureError> {
    let typed = read_arithmetic(text, currency)?;
    let steps = vec![Step::Arithmetic { grouped: typed.grouped, result: typed.figure.clone() }];
    let cautions = with_negative(Vec::new(), typed.figure.range());
    Ok(Worked { figure: Some(typed.figure), label: Label::AsTyped, steps, cautions })
}

/// `|result − baseline|` where the metric got better, the same below zero where it got worse.
fn work_metric(
    baseline: f64,
    result: f64,
    unit: &str,
    better: Better,
) -> Result<Worked, FigureError> {
    let (before, after) = (Range::exactly(baseline)?, Range::exactly(result)?);
    let gain = match better {
        Better::Higher => after.minus(before)?,
        Better::Lower => before.minus(after)?,
    };
    let (change, word) = (gain.likely.abs(), unit.to_owned());
    let (step, cautions) = if gain.likely < 0.0 {
        let step = Step::Worsening { baseline, result, change, unit: word };
        (step, vec![Caution::WentTheWrongWay])
    } else {
        (Step::Improvement { baseline, result, change, unit: word }, Vec::new())
    };
    let figure = Some(gain.of(metric_unit(unit)));
    Ok(Worked { figure, label: Label::MetricChange, steps: vec![step], cautions })
}

/// The unit of a metric's *change*: two shares differ by percentage points, not by a percentage.
#[must_use]
pub fn metric_unit(word: &str) -> Unit {
    match word.trim() {
        "%" | "percent" => Unit::Points,
        "people" => Unit::Headcount,
        word => Unit::from(word.to_owned()),
    }
}

fn product(counts: &[Range]) -> Result<Range, FigureError> {
    let mut result = Range::exactly(1.0)?;
    for count in counts {
        result = result.times(count.not_negative()?)?;
    }
    Ok(result)
}

fn with_negative(mut cautions: Vec<Caution>, result: Range) -> Vec<Caution> {
    if result.low < 0.0 {
        cautions.push(Caution::MayBeNegative);
    }
    cautions
}
