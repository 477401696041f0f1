//! What the demo's year lacks: a week that is under way. Lines of this week, loose ends, an outcome
//! whose date has come and last week's note, all in the same invented company.

use chrono::Days;

use super::afternoon;
use crate::error::Result;
use crate::id::EntryId;
use crate::journal::capture::file_line;
use crate::journal::undo::Trace;
use crate::store::{self, Write};
use crate::time::{Day, Moment, Week};
use crate::wire::{Reflection, WeekClose};

/// Lines as somebody would type them, with how many days ago. Those of the last three days stand
/// in this week even on a Monday.
const LINES: [(u64, &str); 6] = [
    (
        16,
        "Settled that latency wins over cost until year end !di @Bastian ?+2w \
         = Two teams take their cost work off the plan",
    ),
    (
        2,
        "Got Finance a second look at the per-invoice method before the board pack !ne @Lio \
         >\"Cost per invoice\" = The method stands in the board pack, checked by Finance",
    ),
    (
        1,
        "Answered the pricing questions myself so that Settlement could finish !sh >\"Settlement files\"",
    ),
    (1, "Watched Edda run her first restore drill and said nothing !co @Edda"),
    (0, "Said no to a fourth customs format this quarter !tr @Marit >Customs"),
    (0, "Asked Corwin for one owner of the rates table !de @Corwin ?+1w"),
];

/// Adds the present to a journal that holds the year.
pub(super) fn add(tx: &Write<'_>, now: &Moment) -> Result<()> {
    let this = Week::of(now.day());
    for (ago, raw) in LINES {
        let day = now.day() - Days::new(ago);
        let day = if ago < 3 { day.max(this.first()) } else { day };
        file_line(tx, &mut Trace::default(), EntryId::new(now), raw, &on(day, now))?;
    }
    close_last_week(tx, this.plus(-1), now)
}

/// The afternoon of `day`, or now when that is still to come.
fn on(day: Day, now: &Moment) -> Moment {
    let local = afternoon(day, *now.local.offset()).min(now.local);
    Moment { at: local.to_utc(), local, zone: now.zone.clone() }
}

fn close_last_week(tx: &Write<'_>, week: Week, now: &Moment) -> Result<()> {
    let answer = |question: &str, words: &str, answer: &str| Reflection {
        question: question.to_owned(),
        words: words.to_owned(),
        answer: answer.to_owned(),
        optional: false,
    };
    let close = WeekClose {
        best_line: "Stopped the quote store on the day we had named, and nobody argued.".to_owned(),
        to_raise: "Whether the second carrier joins the shadow ledger".to_owned(),
        intention: "Leave the restore drill to Edda, and stay out of the room".to_owned(),
        marked: Vec::new(),
        reflections: vec![
            answer(
                "stayed-out",
                "What went better because you stayed out of it?",
                "The release calendar. Four teams settled a clash before I had read about it.",
            ),
            answer(
                "cost",
                "What did it cost?",
                "Six weeks of two people, spent on purpose. I would name the cap again.",
            ),
        ],
        ..WeekClose::default()
    };
    let friday = week.first() + Days::new(4);
    store::week::close(tx, week, &close, &on(friday, now))
}
