//! What a calculator is given and what it gives back.

use chrono::TimeDelta;
use serde::{Deserialize, Serialize};

use super::range::Range;
use super::step::Step;
use super::{Better, Category, Figure, FigureError, Unit};
use crate::time::Day;

/// The inputs of one calculator.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(tag = "calculator", rename_all = "kebab-case")]
pub enum Calculation {
    /// Hours kept on the work.
    Capacity {
        /// How many people.
        people: Range,
        /// For how many weeks.
        weeks: Range,
        /// Focused hours a week, each.
        hours_a_week: Range,
        /// The share of those hours that would have gone, in hundredths.
        share_gone: Range,
    },
    /// Money that became less likely to be lost.
    Revenue {
        /// The amount at stake.
        amount: Range,
        /// The chance of losing it before, in hundredths.
        chance_before: Range,
        /// The chance of losing it after, in hundredths.
        chance_after: Range,
    },
    /// Money not spent.
    Cost {
        /// What one costs.
        unit_cost: Range,
        /// How many in a period.
        units: Range,
        /// How many periods.
        periods: Range,
        /// What we did instead cost this much; `None` until the user says.
        instead: Option<Range>,
    },
    /// A date that moved.
    Speed {
        /// When it was planned for.
        planned: DaySpan,
        /// When it landed.
        actual: DaySpan,
        /// What the time between is counted in.
        #[serde(rename = "in")]
        counted_in: SpeedIn,
    },
    /// Loss made smaller.
    Risk {
        /// Expected loss before.
        before: Range,
        /// Expected loss after.
        after: Range,
        /// What the loss is counted in: `money`, `incidents` or the user's own word.
        unit: Unit,
        /// Who forecast the damage.
        forecast_by: Option<String>,
        /// When they did.
        #[cfg_attr(feature = "bindings", ts(type = "string | null"))]
        forecast_on: Option<Day>,
    },
    /// Someone became less likely to leave.
    PeopleStaying {
        /// What replacing them would cost.
        replacement_cost: Range,
        /// The chance of their leaving before, in hundredths.
        chance_before: Range,
        /// The chance of their leaving after, in hundredths.
        chance_after: Range,
    },
    /// Seats filled sooner.
    PeopleSeats {
        /// How many seats.
        seats: Range,
        /// How many months earlier than otherwise.
        months_earlier: Range,
    },
    /// Someone came to rely on us; nothing is counted.
    Trust(Moved),
    /// What the organisation aims at moved; nothing is counted.
    Direction(Moved),
    /// Arithmetic typed with its units.
    Typed {
        /// The text as typed.
        text: String,
    },
    /// A metric before and after.
    Metric {
        /// Before.
        baseline: f64,
        /// After.
        result: f64,
        /// The metric's unit in the user's word.
        unit: String,
        /// Which way it gets better.
        better: Better,
    },
}

super::written::debug_by_name!(Calculation {
    Capacity { .. }, Revenue { .. }, Cost { .. }, Speed { .. }, Risk { .. }, PeopleStaying { .. },
    PeopleSeats { .. }, Trust(_), Direction(_), Typed { .. }, Metric { .. },
});

/// A decision that moved, in the user's words.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(default)]
pub struct Moved {
    /// What moved.
    pub moved: String,
    /// From what.
    pub from: String,
    /// To what.
    pub to: String,
    /// Who decided.
    pub who: String,
    /// On which day.
    #[cfg_attr(feature = "bindings", ts(type = "string | null"))]
    pub on: Option<Day>,
}

super::written::debug_by_length!(Moved { on } { moved, from, to, who });

/// One day, or the days between which it lay.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct DaySpan {
    /// Not before this day.
    #[cfg_attr(feature = "bindings", ts(type = "string"))]
    pub earliest: Day,
    /// Not after this day.
    #[cfg_attr(feature = "bindings", ts(type = "string"))]
    pub latest: Day,
}

impl DaySpan {
    /// One known day.
    #[must_use]
    pub fn on(day: Day) -> Self {
        Self { earliest: day, latest: day }
    }

    pub(crate) fn text(self) -> String {
        if self.earliest == self.latest {
            self.earliest.to_string()
        } else {
            format!("{} to {}", self.earliest, self.latest)
        }
    }

    /// Days from the start of the calendar, as a range, so that spans subtract like numbers.
    pub(crate) fn as_range(self) -> Result<Range, FigureError> {
        if self.earliest > self.latest {
            return Err(FigureError::DaysBackwards);
        }
        let count = |day: Day| f64::from(chrono::Datelike::num_days_from_ce(&day));
        Range::between(count(self.earliest), count(self.latest))
    }

    /// The span moved by whole days; used by importers that shift a whole journal in time.
    #[must_use]
    pub fn shifted(self, by: TimeDelta) -> Self {
        let shift = |day: Day| day.checked_add_signed(by).unwrap_or(day);
        Self { earliest: shift(self.earliest), latest: shift(self.latest) }
    }
}

/// What a moved date is counted in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(rename_all = "kebab-case")]
pub enum SpeedIn {
    /// Calendar days.
    Days,
    /// Weeks of seven days.
    Weeks,
}

/// What one factor of a product counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(rename_all = "kebab-case")]
pub enum Counted {
    /// People kept on the work.
    People,
    /// Weeks.
    Weeks,
    /// Focused hours a week.
    HoursAWeek,
    /// The share that would have gone, in hundredths.
    ShareGone,
    /// Money for one.
    UnitCost,
    /// Units in a period.
    Units,
    /// Periods.
    Periods,
    /// Seats.
    Seats,
    /// Months earlier than otherwise.
    MonthsEarlier,
}

/// What the result line is called.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(rename_all = "kebab-case")]
pub enum Label {
    /// Hours kept on the work.
    HoursKept,
    /// Money at stake, times the fall in the chance of losing it.
    WeightedMoney,
    /// Money not spent.
    MoneySaved,
    /// Time between the planned and the actual date.
    TimeGained,
    /// Expected loss that fell away.
    LossAvoided,
    /// Months of people who came sooner.
    PersonMonths,
    /// Told, not counted.
    Statement,
    /// What the typed arithmetic comes to.
    AsTyped,
    /// How far the metric moved.
    MetricChange,
}

/// What a calculator warns of or still asks. None of them blocks saving.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(rename_all = "kebab-case")]
pub enum Caution {
    /// More than 32 focused hours a week.
    OverFullWeek,
    /// All of it would have gone: rarely believed.
    WholeShare,
    /// The result may be below zero.
    MayBeNegative,
    /// What did we do instead, and what did that cost?
    NeedsInstead,
    /// Weighted by a chance: show both chances, never the unweighted amount alone.
    Weighted,
    /// Damage is known only as a range.
    DamageAsRange,
    /// Who forecast the damage, and when?
    WhoForecast,
    /// Time is not turned into money.
    NotMoney,
    /// Corroborated evidence is needed before this heads a packet.
    NeedsCorroboration,
    /// The statement lacks what moved, from, to, who or when.
    StatementUnfinished,
    /// The metric moved the wrong way.
    WentTheWrongWay,
}

/// What a calculator reached.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS), ts(export))]
pub struct Worked {
    /// The figure; `None` for trust and direction.
    pub figure: Option<Figure>,
    /// What the result line is called.
    pub label: Label,
    /// The working, in order.
    pub steps: Vec<Step>,
    /// What to warn of or ask.
    pub cautions: Vec<Caution>,
}

impl Calculation {
    /// The category it belongs to; typed arithmetic and a metric serve any.
    #[must_use]
    pub fn category(&self) -> Option<Category> {
        match self {
            Self::Capacity { .. } => Some(Category::Capacity),
            Self::Revenue { .. } => Some(Category::Revenue),
            Self::Cost { .. } => Some(Category::Cost),
            Self::Speed { .. } => Some(Category::Speed),
            Self::Risk { .. } => Some(Category::Risk),
            Self::PeopleStaying { .. } | Self::PeopleSeats { .. } => Some(Category::People),
            Self::Trust(_) => Some(Category::Trust),
            Self::Direction(_) => Some(Category::Direction),
            Self::Typed { .. } | Self::Metric { .. } => None,
        }
    }
}
