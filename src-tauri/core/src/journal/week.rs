//! The week: what it held, what it asks, and the note it closes with.

use chrono::{Datelike, Days};

use super::Journal;
use super::timeline::totals;
use crate::error::{Error, Result};
use crate::id::{EntryId, PersonId};
use crate::kind::Kind;
use crate::outcome::Grade;
use crate::store::snapshot::Scope;
use crate::store::{self, Write, outcome, tally, timeline};
use crate::time::{Day, Moment, Week};
use crate::week::{self, Act, Loose, Period};
use crate::wire::{
    Chip, DayTiles, Deed, Draft, Due, EarlierWeek, EntryLine, EvidenceFact, FamilyCount,
    GradeCount, KindCount, LooseEnds, Query, RhythmWeek, Tile, WeekClose, WeekView,
};

impl Journal {
    /// Everything about a week.
    ///
    /// # Errors
    /// The store does not answer.
    pub fn week(&self, week: Week, now: &Moment) -> Result<WeekView> {
        let db = &*self.store.reading()?;
        let entries = self.lines_between(week.first(), week.last(), now)?;
        let began = timeline::first_day(db)?;
        let acts = self.acts(week)?;
        let facts = week::facts(week, &acts, began);
        let LooseEnds { take: loose, more: more_loose } = self.loose_ends(now)?;
        let closed_with = store::week::closed_with(db, week)?;
        let note = store::week::note(db, closed_with.unwrap_or(week))?;
        let closed = store::week::closed(db, week.plus(-60), week)?;
        let due = self.due(now)?;
        let days = days(week, &entries);
        let acts = acts.as_slice();
        Ok(WeekView {
            week: week.to_string(),
            from: week.first(),
            to: week.last(),
            totals: totals(&tally::between(db, week.first(), week.last())?.figures),
            entries,
            by_kind: facts
                .by_kind
                .iter()
                .map(|fact| KindCount { kind: fact.kind, entries: fact.entries })
                .collect(),
            by_family: facts
                .by_family
                .iter()
                .map(|fact| FamilyCount {
                    family: fact.family,
                    entries: fact.entries,
                    usual: fact.usual,
                })
                .collect(),
            mapped: facts.mapped,
            loose,
            more_loose,
            bets_due: due.iter().filter(|due| due.kind == Some(Kind::Bet)).cloned().collect(),
            due,
            not_credited: self.names(&facts.not_credited)?,
            intention: store::week::note(db, week.plus(-1))?
                .map(|note| note.close.intention)
                .filter(|intention| !intention.is_empty()),
            rhythm: week::rhythm(week, |week| closed.contains(&week))
                .into_iter()
                .map(|(week, closed)| RhythmWeek { week: week.to_string(), closed })
                .collect(),
            questions: self.questions(week, acts)?,
            chips: self.chips(note.as_ref())?,
            note,
            can_close: week::can_close(week, now),
            days,
            open_needs: self.needs(now)?.open,
            evidence: self.evidence(week)?,
            earlier: self.earlier(week, began, &closed, now)?,
            closed_with: closed_with.map(|week| week.to_string()),
            ask_recovery: self.ask_recovery(week)?,
        })
    }

    /// Unclosed weeks just before, with their entries.
    fn earlier(
        &self,
        week: Week,
        began: Option<Day>,
        closed: &[Week],
        now: &Moment,
    ) -> Result<Vec<EarlierWeek>> {
        week::earlier(week, began.map(Week::of), |week| closed.contains(&week))
            .into_iter()
            .map(|week| {
                Ok(EarlierWeek {
                    week: week.to_string(),
                    from: week.first(),
                    to: week.last(),
                    entries: self.lines_between(week.first(), week.last(), now)?,
                })
            })
            .collect()
    }

    /// Outcomes by grade, of the quarter the week ends in and of the one before.
    fn evidence(&self, week: Week) -> Result<EvidenceFact> {
        let quarter = Period::quarter_of(week.last());
        Ok(EvidenceFact {
            quarter: quarter.to_string(),
            before: quarter.before().to_string(),
            grades: self.grades(quarter, Some(quarter.before()))?,
        })
    }

    pub(super) fn grades(&self, period: Period, before: Option<Period>) -> Result<Vec<GradeCount>> {
        let db = self.store.db();
        let now = outcome::grades(db, period.from(), period.to())?;
        let before = before.map(|one| outcome::grades(db, one.from(), one.to())).transpose()?;
        let counts = Grade::ALL.into_iter().zip(now).zip(before.unwrap_or_default());
        Ok(counts.map(|((grade, now), before)| GradeCount { grade, now, before }).collect())
    }

    /// Whether this week holds a breakthrough that is not the first of its quarter.
    fn ask_recovery(&self, week: Week) -> Result<bool> {
        let quarter = Period::quarter_of(week.last());
        let acts = tally::acts(self.store.db(), quarter.from(), week.last())?;
        let mut breakthroughs = acts.iter().filter(|act| act.kind == Some(Kind::Breakthrough));
        Ok(breakthroughs.clone().count() >= 2 && breakthroughs.any(|act| Week::of(act.day) == week))
    }

    /// The acts of the week and of the weeks its facts look back on.
    fn acts(&self, week: Week) -> Result<Vec<Act>> {
        let back = i64::from(week::USUAL_WEEKS);
        let db = self.store.db();
        tally::acts(db, week.plus(-back).first(), week.last())
    }

    fn names(&self, ids: &[PersonId]) -> Result<Vec<String>> {
        let mut names = Vec::new();
        for id in ids {
            names.extend(store::person::name_of(self.store.db(), *id)?);
        }
        Ok(names)
    }

    /// How many loose ends there are to take, now or later.
    pub(super) fn loose_count(&self, now: &Moment) -> Result<u32> {
        let sitting = self.sitting(now)?;
        Ok(sitting.more + u32::try_from(sitting.take.len()).unwrap_or(u32::MAX))
    }

    /// The loose ends to take now, at most five, and how many more there are.
    ///
    /// # Errors
    /// The store does not answer.
    pub fn loose_ends(&self, now: &Moment) -> Result<LooseEnds> {
        let sitting = self.sitting(now)?;
        let lines = sitting
            .take
            .iter()
            .map(|place| timeline::line(self.store.db(), *place, "", now.day()))
            .collect::<Result<Vec<_>>>()?;
        Ok(LooseEnds { take: lines, more: sitting.more })
    }

    /// Puts a loose end off: it is not offered before next Monday.
    ///
    /// # Errors
    /// There is no such entry, or it could not be written.
    pub fn put_off(&mut self, id: EntryId, now: &Moment) -> Result<LooseEnds> {
        self.change(Deed::PutOff, |tx, trace| {
            store::entry::read(tx, id)?;
            trace.touch(tx, Scope::PutOff(id.0))?;
            store::later::put_off(tx, id, Week::of(now.day()).plus(1).first())
        })?;
        self.loose_ends(now)
    }

    fn sitting(&self, now: &Moment) -> Result<week::Sitting<i64>> {
        let db = self.store.db();
        let today = now.day();
        let query = Query {
            chips: vec![Chip::Loose, Chip::Since(today - Days::new(timeline::PUT_AWAY_DAYS))],
            ..Query::default()
        };
        let mut places = timeline::Search::new(db, &query, today)?.page(db, None, 1_000, false)?;
        // What asked to be asked comes back however old it is.
        places.extend(timeline::due_places(db, today)?);
        places.sort_unstable();
        places.dedup();
        let mut acts: Vec<Loose<i64>> = Vec::with_capacity(places.len());
        for place in places {
            acts.push(timeline::loose(db, place)?);
        }
        Ok(week::order(&acts, today))
    }

    /// Outcomes and entries whose date has come.
    fn due(&self, now: &Moment) -> Result<Vec<Due>> {
        let mut due = outcome::due(self.store.db(), now.day())?;
        due.extend(timeline::asking(self.store.db(), now.day())?);
        due.sort_by_key(|due| due.on);
        Ok(due)
    }

    /// Closes a week with a note; an earlier week left open is a blank, and stays one.
    ///
    /// # Errors
    /// The week is not over, more than three entries are marked, or it could not be written.
    pub fn close_week(&mut self, week: Week, close: &WeekClose, now: &Moment) -> Result<WeekView> {
        if !week::can_close(week, now) {
            return Err(Error::BadInput(
                "a week can be closed from its Thursday noon on".to_owned(),
            ));
        }
        if close.marked.len() > 3 {
            return Err(Error::BadInput("mark at most three entries".to_owned()));
        }
        let also = self.taken_along(week, close)?;
        let close = &WeekClose { also, ..close.clone() };
        if close.lane.energy.is_some_and(|energy| !(-2..=2).contains(&energy)) {
            return Err(Error::BadInput("energy goes from −2 to 2".to_owned()));
        }
        self.change(Deed::CloseWeek, |tx, trace| {
            if store::week::closed(tx, week, week)?.contains(&week) {
                return Err(Error::BadInput(
                    "this week is closed already; open it again to change its note".to_owned(),
                ));
            }
            trace.touch(tx, Scope::Week(week.to_string()))?;
            store::week::close(tx, week, close, now)?;
            store::draft::drop_under(tx, &format!("week/{week}/"))
        })?;
        self.week(week, now)
    }

    /// The earlier weeks to close along, oldest first, all of them among those offered.
    fn taken_along(&self, week: Week, close: &WeekClose) -> Result<Vec<String>> {
        let db = self.store.db();
        let closed = store::week::closed(db, week.plus(-60), week)?;
        let began = timeline::first_day(db)?.map(Week::of);
        let offered = week::earlier(week, began, |week| closed.contains(&week));
        let offered: Vec<String> = offered.iter().map(ToString::to_string).collect();
        if close.also.iter().any(|week| !offered.contains(week)) {
            return Err(Error::BadInput(
                "only unclosed weeks just before this one can be closed along with it".to_owned(),
            ));
        }
        Ok(offered.into_iter().filter(|week| close.also.contains(week)).collect())
    }

    /// Opens a closed week again, with those that were closed along. What it was closed with comes back as drafts, so that nothing
    /// has to be typed twice.
    ///
    /// # Errors
    /// The week is not closed, or it could not be written.
    pub fn reopen_week(&mut self, asked: Week, now: &Moment) -> Result<WeekView> {
        let week = store::week::closed_with(self.store.db(), asked)?.unwrap_or(asked);
        self.change(Deed::ReopenWeek, |tx, trace| {
            if store::week::note(tx, week)?.is_none() {
                return Err(Error::NotFound("note of this week"));
            }
            trace.touch(tx, Scope::Week(week.to_string()))?;
            keep_as_drafts(tx, week, now.at.timestamp_millis())?;
            store::week::reopen(tx, week)
        })?;
        self.week(asked, now)
    }
}

/// Every text of a note with the name of its field.
fn written(close: &WeekClose) -> Result<Vec<(String, String)>> {
    let marked =
        if close.marked.is_empty() { String::new() } else { store::to_json(&close.marked)? };
    let mut fields = vec![
        ("best_line".to_owned(), close.best_line.clone()),
        ("to_raise".to_owned(), close.to_raise.clone()),
        ("intention".to_owned(), close.intention.clone()),
        ("doubt".to_owned(), close.lane.doubt.clone()),
        ("pride".to_owned(), close.lane.pride.clone()),
        (
            "energy".to_owned(),
            close.lane.energy.map(|energy| energy.to_string()).unwrap_or_default(),
        ),
        ("marked".to_owned(), marked),
    ];
    for said in &close.reflections {
        fields.push((format!("answer/{}", said.question), said.answer.clone()));
    }
    fields.retain(|(_, text)| !text.is_empty());
    Ok(fields)
}

/// Keeps what a note was closed with as drafts, so that nothing has to be typed twice. What was
/// typed since is not touched.
pub(super) fn keep_as_drafts(tx: &Write<'_>, week: Week, now_ms: i64) -> Result<()> {
    let Some(note) = store::week::note(tx, week)? else { return Ok(()) };
    for (field, raw) in written(&note.close)? {
        let surface = format!("week/{week}/{field}");
        if store::draft::get(tx, &surface)?.is_none() {
            store::draft::put(tx, &Draft { surface, raw, caret: 0 }, now_ms)?;
        }
    }
    Ok(())
}

/// The type-case: Monday to Friday, and a day of the weekend that has entries.
fn days(week: Week, entries: &[EntryLine]) -> Vec<DayTiles> {
    (0..7)
        .map(|ahead| week.first() + Days::new(ahead))
        .map(|day| DayTiles {
            day,
            tiles: entries
                .iter()
                .filter(|entry| entry.day == day)
                .map(|entry| Tile {
                    entry: entry.id,
                    kind: entry.kind,
                    mapped: !entry.outcomes.is_empty(),
                })
                .collect(),
        })
        .filter(|tiles| tiles.day.weekday().number_from_monday() < 6 || !tiles.tiles.is_empty())
        .collect()
}
