//! The timeline, its year strip, and what the palette finds.

use chrono::NaiveDate;

use super::Journal;
use crate::error::{Error, Result};
use crate::figure;
use crate::store::{self, tally, timeline};
use crate::time::{Day, Moment, Week};
use crate::wire::{
    Counts, EntryLine, PaletteHit, Query, StripWeek, TimelinePage, UnitTotal, WeekOpener,
};

impl Journal {
    /// A page of the timeline, at most `limit` rows after the cursor `after`.
    ///
    /// # Errors
    /// The cursor is not one this gave out, or the store does not answer.
    pub fn timeline(
        &self,
        query: &Query,
        after: Option<&str>,
        limit: u32,
        now: &Moment,
    ) -> Result<TimelinePage> {
        let db = &*self.store.reading()?;
        let after = after
            .map(|cursor| cursor.parse::<i64>())
            .transpose()
            .map_err(|_| Error::BadInput("the page marker is not one of ours".to_owned()))?;
        let search = timeline::Search::new(db, query, now.day())?;
        let limit = limit.clamp(1, 500);
        let places = search.page(db, after, limit, query.oldest_first)?;
        let rows = places
            .iter()
            .map(|place| timeline::line(db, *place, &query.text, now.day()))
            .collect::<Result<Vec<_>>>()?;
        let full = u32::try_from(places.len()).is_ok_and(|found| found == limit);
        Ok(TimelinePage {
            weeks: self.openers(&rows)?,
            rows,
            next: places.last().filter(|_| full).map(ToString::to_string),
            matching: search.count(db)?,
            all: timeline::all(db)?,
        })
    }

    /// The head of every week that `rows` fall in, over all entries of that week.
    fn openers(&self, rows: &[EntryLine]) -> Result<Vec<WeekOpener>> {
        let mut weeks: Vec<Week> = rows.iter().map(|row| Week::of(row.day)).collect();
        weeks.dedup();
        weeks.into_iter().map(|week| self.opener(week)).collect()
    }

    fn opener(&self, week: Week) -> Result<WeekOpener> {
        let tally = tally::between(self.store.db(), week.first(), week.last())?;
        Ok(WeekOpener {
            week: week.to_string(),
            from: week.first(),
            to: week.last(),
            entries: tally.entries,
            mapped: tally.mapped,
            totals: totals(&tally.figures),
        })
    }

    /// Every live entry from `from` to `to` as a line, oldest first.
    pub(super) fn lines_between(&self, from: Day, to: Day, now: &Moment) -> Result<Vec<EntryLine>> {
        timeline::places_between(self.store.db(), from, to)?
            .into_iter()
            .map(|place| timeline::line(self.store.db(), place, "", now.day()))
            .collect()
    }

    /// Every week of `year`: all entries, and the matching ones by family.
    ///
    /// # Errors
    /// The store does not answer.
    pub fn year_strip(&self, query: &Query, year: i32, now: &Moment) -> Result<Vec<StripWeek>> {
        let db = self.store.db();
        let from = Week::of(NaiveDate::from_yo_opt(year, 1).unwrap_or_default()).first();
        let to = Week::of(NaiveDate::from_ymd_opt(year, 12, 31).unwrap_or_default()).last();
        let count = usize::try_from((to - from).num_weeks() + 1).unwrap_or(0);
        let mut weeks: Vec<StripWeek> = (0..count)
            .map(|n| {
                let week = Week::of(from).plus(i64::try_from(n).unwrap_or(0));
                StripWeek { week: week.to_string(), from: week.first(), all: 0, matching: [0; 5] }
            })
            .collect();
        let everything = timeline::Search::new(db, &Query::default(), now.day())?;
        for (week, _, entries) in everything.weeks(db, from, to)? {
            if let Some(week) = weeks.get_mut(week) {
                week.all += entries;
            }
        }
        let search = timeline::Search::new(db, query, now.day())?;
        for (week, kind, entries) in search.weeks(db, from, to)? {
            if let Some(week) = weeks.get_mut(week) {
                week.matching[timeline::family_slot(kind)] += entries;
            }
        }
        Ok(weeks)
    }

    /// What the command palette finds for `text`, each sort together, at most six of each.
    ///
    /// # Errors
    /// The store does not answer.
    pub fn palette(&self, text: &str, now: &Moment) -> Result<Vec<PaletteHit>> {
        let db = self.store.db();
        let (sort, text) = match text.chars().next() {
            Some(sigil @ ('@' | '#' | '>' | '!')) => (Some(sigil), &text[1..]),
            _ => (None, text),
        };
        let wanted = store::words::fold(text.trim());
        let mut hits = Vec::new();
        let mut offer = |what: &str, names: Vec<(String, String)>| {
            let fits =
                names.into_iter().filter(|(_, name)| store::words::fold(name).contains(&wanted));
            hits.extend(fits.take(6).map(|(id, text)| PaletteHit {
                what: what.to_owned(),
                id,
                text,
                kind: None,
                day: None,
            }));
        };
        let pairs = |id: String, name: String| (id, name);
        if matches!(sort, None | Some('@')) && !(sort.is_none() && wanted.is_empty()) {
            let people = store::person::names(db)?;
            offer("person", people.into_iter().map(|(id, n)| pairs(id.to_string(), n)).collect());
        }
        if matches!(sort, None | Some('#')) && !(sort.is_none() && wanted.is_empty()) {
            let tags = store::tag::names(db)?;
            offer("tag", tags.into_iter().map(|tag| pairs(tag.clone(), tag)).collect());
        }
        if sort.is_none() && !wanted.is_empty() {
            let goals = store::goal::active(db)?;
            offer("goal", goals.into_iter().map(|(id, n)| pairs(id.to_string(), n)).collect());
            let packets = store::packet::all(db)?;
            offer(
                "packet",
                packets.into_iter().map(|p| pairs(p.id.to_string(), p.title)).collect(),
            );
        }
        if sort.is_none() {
            let query = Query { text: text.to_owned(), ..Query::default() };
            let search = timeline::Search::new(db, &query, now.day())?;
            for place in search.page(db, None, 8, false)? {
                let line = timeline::line(db, place, "", now.day())?;
                hits.push(PaletteHit {
                    what: "entry".to_owned(),
                    id: line.id.to_string(),
                    text: line.text,
                    kind: line.kind,
                    day: Some(line.day),
                });
            }
        }
        Ok(hits)
    }

    /// The numbers beside the index.
    ///
    /// # Errors
    /// The store does not answer.
    pub fn counts(&self, now: &Moment) -> Result<Counts> {
        let db = self.store.db();
        let goals = store::goal::all(db)?;
        let active: Vec<_> =
            goals.iter().filter(|goal| goal.state == crate::goal::GoalState::Active).collect();
        let count = |found: usize| u32::try_from(found).unwrap_or(u32::MAX);
        Ok(Counts {
            entries: timeline::all(db)?,
            loose: self.loose_count(now)?,
            goals: count(active.len()),
            people: count(store::person::names(db)?.len()),
            packets: count(store::packet::all(db)?.len()),
            trash: count(self.trash(now)?.len()),
            drafts: count(store::draft::all(db)?.len()),
            no_goal_is_mine: !active.is_empty()
                && active
                    .iter()
                    .all(|goal| goal.ownership() != crate::goal::Ownership::UniquelyMine),
        })
    }
}

/// Totals per unit of `figures`, each outcome once, overlaps taken off. What is only expected, or
/// did not happen, is not among them.
pub(super) fn totals(figures: &[tally::Counted]) -> Vec<UnitTotal> {
    let items: Vec<figure::Item<'_>> = figures
        .iter()
        .map(|(id, figure, overlaps)| figure::Item { id: *id, figure, overlaps })
        .collect();
    // One figure beyond what a number holds must not take the page with it.
    let totals = figure::totals(&items).unwrap_or_default();
    totals
        .by_unit
        .into_iter()
        .map(|total| UnitTotal {
            unit: total.figure.unit.name().to_owned(),
            low: total.figure.low,
            likely: total.figure.likely,
            high: total.figure.high,
            outcomes: total.outcomes,
        })
        .collect()
}
