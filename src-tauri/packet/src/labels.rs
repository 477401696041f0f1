//! The fixed words of a packet, which a translation may replace.

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

macro_rules! labels {
    ($($(#[$doc:meta])* $name:ident = $english:literal),+ $(,)?) => {
        /// Every word a packet prints that the user did not write. English unless replaced.
        ///
        /// Words in braces stand for values; a template may use each of its own in any order.
        #[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
        #[serde(default)]
        pub struct Labels {
            $($(#[$doc])* pub $name: String,)+
            /// January to December, as within a date.
            pub months: [String; 12],
        }

        impl Default for Labels {
            fn default() -> Self {
                Self { $($name: $english.to_owned(),)+ months: ENGLISH_MONTHS.map(str::to_owned) }
            }
        }
    };
}

/// January to December.
pub const ENGLISH_MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

labels! {
    /// Stands where there is no title.
    untitled = "Untitled packet",
    /// `{now}` and `{target}`.
    levels = "From {now} to {target}",
    /// `{now}`, where no target is given.
    level_now = "Level now: {now}",
    /// `{target}`, where no present level is given.
    level_target = "Level asked for: {target}",
    /// `{from}` and `{to}`, two days.
    period = "{from} to {to}",
    /// `{day}`, `{month}` and `{year}`.
    date = "{day} {month} {year}",
    /// `{outcomes}` and `{backed}`, two numbers.
    counts = "Outcomes: {outcomes}; documented or better: {backed}",
    /// Above the summary.
    summary = "Summary",
    /// Stands where a section has no heading.
    claims = "What came of it",
    /// Before a status note.
    status = "Status",
    /// Before the figure.
    figure = "Figure",
    /// Before the counterfactual.
    counterfactual = "Had I done nothing",
    /// Before the evidence.
    evidence = "Evidence",
    /// `{grade}` and `{top}`, two numbers.
    grade = "{grade} of {top}",
    /// Before what other people did.
    credits = "Who did what",
    /// Before how soon it was written.
    written = "Written",
    /// Written on the day of the act.
    written_same_day = "on the same day",
    /// Written on the day after.
    written_next_day = "1 day after",
    /// `{days}`, two or more.
    written_days_after = "{days} days after",
    /// Above what others said.
    voices = "In their words",
    /// `{day}`, on which a speaker gave permission.
    permission = "quoted with permission of {day}",
    /// Before a quotation.
    open_quote = "\u{201c}",
    /// After a quotation.
    close_quote = "\u{201d}",
    /// Before the speaker of a quotation, in formats without layout.
    speaker = "\u{2014} ",
    /// Above the people who grew.
    leverage = "Who grew",
    /// Before what somebody could not do.
    before = "Before",
    /// Before what somebody does without the writer.
    now = "Now, without me",
    /// Before what somebody went on to do.
    later_step = "Went on to",
    /// Before the writer's account of their own part.
    my_part = "My part",
    /// Before the days of the writer's part.
    between = "When",
    /// Above the projects.
    portfolio = "Made in my own time",
    /// Before a project's problem.
    problem = "Problem",
    /// Before what a project proves.
    proves = "What it proves",
    /// Before a project's status.
    project_status = "State",
    /// Before a project's users.
    users = "Used by",
    /// Before what a project taught.
    taught = "What it taught me at work",
    /// Before a project's address.
    link = "Where",
    /// Above the reasons against.
    against = "Reasons against",
    /// Stands where the writer gave none.
    against_none = "The writer has given none.",
    /// Above the scope to take on next.
    next_scope = "Scope I would take on next",
    /// Above the footnotes.
    notes = "How the figures were reached",
    /// `{note}`, a number; what a screen reader says at a reference.
    note = "How this was reached, note {note}",
    /// What a screen reader says at the link back.
    back = "Back to the text",
    /// Between a label and what follows it.
    colon = ": ",
}

impl Labels {
    /// Whether no word was replaced.
    pub(crate) fn is_english(&self) -> bool {
        *self == Self::default()
    }

    /// `date` in words.
    #[must_use]
    pub fn day(&self, date: NaiveDate) -> String {
        let month = self.months.get(date.month0() as usize).map_or("", String::as_str);
        let (day, year) = (date.day().to_string(), date.year().to_string());
        self.fill(&self.date, &[("day", &day), ("month", month), ("year", &year)])
    }

    /// `template` with each `{name}` replaced once through. A value that itself holds braces is
    /// not filled again.
    pub(crate) fn fill(&self, template: &str, values: &[(&str, &str)]) -> String {
        let mut filled = String::with_capacity(template.len() + 16);
        let mut rest = template;
        while let Some(open) = rest.find('{') {
            filled.push_str(&rest[..open]);
            rest = &rest[open..];
            let known = values.iter().find_map(|(name, value)| {
                let after = rest.strip_prefix('{')?.strip_prefix(name)?.strip_prefix('}')?;
                Some((*value, after))
            });
            if let Some((value, after)) = known {
                filled.push_str(value);
                rest = after;
            } else {
                filled.push('{');
                rest = &rest[1..];
            }
        }
        filled.push_str(rest);
        filled
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_with_braces_is_not_filled_again() {
        let labels = Labels::default();
        let filled =
            labels.fill("{now} to {target} {other", &[("now", "{target}"), ("target", "B")]);
        assert_eq!(filled, "{target} to B {other", "the user's braces are the user's");
    }

    #[test]
    fn a_translation_may_turn_the_date_round() {
        let labels = Labels { date: "{year}-{month}-{day}".into(), ..Labels::default() };
        let day = NaiveDate::from_ymd_opt(2026, 3, 4).expect("a day");
        assert_eq!(labels.day(day), "2026-March-4", "the template gives the order");
    }
}
