//! The timeline: filters and words turned into one walk over the ledger.

use rusqlite::types::Value;
use rusqlite::{Connection, Row, params_from_iter};

use super::{entry, from_word, moment, outcome, place, to_word, words};
use crate::error::Result;
use crate::id::{EntryId, PersonId};
use crate::kind::{Family, Kind};
use crate::time::Day;
use crate::week::{Act, Loose};
use crate::wire::{Chip, Due, EntryLine, Query};

/// Parts of words are looked for while whole and begun words give fewer hits than this.
const ENOUGH: u32 = 50;
/// At most this many candidates of the parts index are looked at.
const PARTS: u32 = 2_000;
/// Loose ends older than this many days are put away quietly.
pub(crate) const PUT_AWAY_DAYS: u64 = 90;

/// An entry without a mapping, or whose outcome is overdue, or which a packet shows on the user's
/// word alone. `?today` is bound by the caller.
const LOOSE: &str = "((e.no_outcome = 0 AND NOT EXISTS (SELECT 1 FROM mapping m
        JOIN outcome o ON o.id = m.outcome_id WHERE m.entry_id = e.id AND o.deleted_at IS NULL))
    OR EXISTS (SELECT 1 FROM mapping m JOIN outcome o ON o.id = m.outcome_id
        WHERE m.entry_id = e.id AND o.deleted_at IS NULL
          AND ((o.status = 'expected' AND o.check_on <= :today)
            OR (o.grade <= 1 AND EXISTS (SELECT 1 FROM packet_outcome po
                JOIN packet p ON p.id = po.packet_id
                WHERE po.outcome_id = o.id AND p.deleted_at IS NULL)))))";

/// A query ready to run: what has to hold, and the values bound to it.
pub(crate) struct Search {
    from: &'static str,
    conditions: Vec<String>,
    values: Vec<(String, Value)>,
    plain_words: bool,
}

impl Search {
    /// Prepares `query`; looks at the index to decide how words are found.
    pub(crate) fn new(db: &Connection, query: &Query, today: Day) -> Result<Self> {
        let mut search = Self {
            from: "entry e",
            conditions: vec!["e.deleted_at IS NULL".to_owned()],
            values: Vec::new(),
            plain_words: false,
        };
        search.add_words(db, &query.text)?;
        search.add_chips(&query.chips, today)?;
        Ok(search)
    }

    fn bind(&mut self, value: impl Into<Value>) -> String {
        let name = format!(":v{}", self.values.len());
        self.values.push((name.clone(), value.into()));
        name
    }

    fn add_words(&mut self, db: &Connection, text: &str) -> Result<()> {
        let Some(expression) = words::query(text) else { return Ok(()) };
        let hits = count_words(db, &expression)?;
        if hits < ENOUGH
            && let Some(parts) = words::parts_query(text)
        {
            let mut set = places(db, "entry_words", &expression)?;
            for at in places(db, "entry_parts", &parts)? {
                if !set.contains(&at) && words::holds_parts(&words::read(db, at)?, text) {
                    set.push(at);
                }
            }
            let set = serde_json::Value::from(set).to_string();
            let name = self.bind(set);
            self.conditions.push(format!("e.place IN (SELECT value FROM json_each({name}))"));
            return Ok(());
        }
        // The index walks its hits in the order of places, so that a page ends the walk.
        self.from = "entry_words w CROSS JOIN entry e ON e.place = w.rowid";
        self.plain_words = true;
        let name = self.bind(expression);
        self.conditions.push(format!("entry_words MATCH {name}"));
        Ok(())
    }

    fn add_chips(&mut self, chips: &[Chip], today: Day) -> Result<()> {
        let mut fields: Vec<(std::mem::Discriminant<Chip>, Vec<String>)> = Vec::new();
        for chip in chips {
            let condition = self.condition(chip, today)?;
            let field = std::mem::discriminant(chip);
            match fields.iter_mut().find(|(known, _)| *known == field) {
                Some((_, conditions)) => conditions.push(condition),
                None => fields.push((field, vec![condition])),
            }
        }
        for (_, conditions) in fields {
            self.conditions.push(format!("({})", conditions.join(" OR ")));
        }
        Ok(())
    }

    fn condition(&mut self, chip: &Chip, today: Day) -> Result<String> {
        let of_outcome = |condition: String| {
            format!(
                "EXISTS (SELECT 1 FROM mapping m JOIN outcome o ON o.id = m.outcome_id
                 WHERE m.entry_id = e.id AND o.deleted_at IS NULL AND {condition})"
            )
        };
        let blob = |id: uuid::Uuid| Value::Blob(id.as_bytes().to_vec());
        Ok(match chip {
            Chip::Kind(kind) => format!("e.kind = {}", self.bind(kind.name().to_owned())),
            Chip::Family(family) => {
                let kinds: Vec<String> = Kind::ALL
                    .into_iter()
                    .filter(|kind| kind.family() == *family)
                    .map(|kind| format!("'{}'", kind.name()))
                    .collect();
                format!("e.kind IN ({})", kinds.join(", "))
            }
            Chip::Goal(id) => format!("e.goal_id = {}", self.bind(blob(id.0))),
            Chip::Person(id) => format!(
                "EXISTS (SELECT 1 FROM entry_person ep WHERE ep.entry_id = e.id AND ep.person_id = {})",
                self.bind(blob(id.0))
            ),
            Chip::Tag(tag) => format!(
                "EXISTS (SELECT 1 FROM entry_tag et WHERE et.entry_id = e.id AND et.tag = {})",
                self.bind(tag.to_lowercase())
            ),
            Chip::Category(category) => {
                let name = self.bind(to_word(category)?);
                of_outcome(format!("o.category = {name}"))
            }
            Chip::Grade(grade) => {
                let name = self.bind(i64::from(grade.number()));
                of_outcome(format!("o.grade >= {name}"))
            }
            Chip::Status(status) => {
                let name = self.bind(to_word(status)?);
                of_outcome(format!("o.status = {name}"))
            }
            Chip::Since(day) => format!("e.place >= {}", self.bind(place::first(*day))),
            Chip::Until(day) => format!("e.place <= {}", self.bind(place::last(*day))),
            Chip::Loose => {
                let name = self.bind(today.to_string());
                LOOSE.replace(":today", &name)
            }
            Chip::Confidential => "e.sensitivity = 'confidential'".to_owned(),
        })
    }

    fn sql(&self, columns: &str, more: &str) -> String {
        format!(
            "SELECT {columns} FROM {} WHERE {} {more}",
            self.from,
            self.conditions.join(" AND ")
        )
    }

    fn values<'a>(
        &'a self,
        more: &'a [(&'a str, &'a dyn rusqlite::ToSql)],
    ) -> Vec<(&'a str, &'a dyn rusqlite::ToSql)> {
        let own =
            self.values.iter().map(|(name, value)| (name.as_str(), value as &dyn rusqlite::ToSql));
        own.chain(more.iter().copied()).collect()
    }

    /// Places of at most `limit` hits after `after`, in order.
    pub(crate) fn page(
        &self,
        db: &Connection,
        after: Option<i64>,
        limit: u32,
        oldest_first: bool,
    ) -> Result<Vec<i64>> {
        // With words, the index knows the order; ordering by the entry would make it sort.
        let key = if self.plain_words { "w.rowid" } else { "e.place" };
        let (beyond, order) = if oldest_first { (">", "ASC") } else { ("<", "DESC") };
        let start = after.unwrap_or(if oldest_first { i64::MIN } else { i64::MAX });
        let sql = self.sql(
            "e.place",
            &format!("AND {key} {beyond} :after ORDER BY {key} {order} LIMIT :limit"),
        );
        let mut statement = db.prepare_cached(&sql)?;
        let more: [(&str, &dyn rusqlite::ToSql); 2] = [(":after", &start), (":limit", &limit)];
        let values = self.values(&more);
        statement.query_map(values.as_slice(), |row| row.get(0))?.map(|at| Ok(at?)).collect()
    }

    /// How many entries match.
    pub(crate) fn count(&self, db: &Connection) -> Result<u32> {
        // Words alone are counted in the index, without touching an entry.
        if self.plain_words && self.conditions.len() == 2 {
            let sql = "SELECT count(*) FROM entry_words WHERE entry_words MATCH ?1";
            let expression = self.values.iter().map(|(_, value)| value);
            return Ok(db
                .prepare_cached(sql)?
                .query_one(params_from_iter(expression), |row| row.get(0))?);
        }
        let mut statement = db.prepare_cached(&self.sql("count(*)", ""))?;
        Ok(statement.query_one(self.values(&[]).as_slice(), |row| row.get(0))?)
    }

    /// Day and kind of every match from `from` to `to`.
    pub(crate) fn days(
        &self,
        db: &Connection,
        from: Day,
        to: Day,
    ) -> Result<Vec<(Day, Option<Kind>)>> {
        let key = if self.plain_words { "w.rowid" } else { "e.place" };
        let sql = self.sql("e.place, e.kind", &format!("AND {key} BETWEEN :from AND :to"));
        let mut statement = db.prepare_cached(&sql)?;
        let (first, last) = (place::first(from), place::last(to));
        let more: [(&str, &dyn rusqlite::ToSql); 2] = [(":from", &first), (":to", &last)];
        let values = self.values(&more);
        let mut rows = statement.query(values.as_slice())?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            let kind: Option<String> = row.get(1)?;
            found.push((place::day(row.get(0)?), kind.as_deref().map(from_word).transpose()?));
        }
        Ok(found)
    }
}

fn count_words(db: &Connection, expression: &str) -> Result<u32> {
    Ok(db
        .prepare_cached(
            "SELECT count(*) FROM (SELECT 1 FROM entry_words WHERE entry_words MATCH ?1 LIMIT ?2)",
        )?
        .query_one((expression, ENOUGH), |row| row.get(0))?)
}

fn places(db: &Connection, index: &str, expression: &str) -> Result<Vec<i64>> {
    let sql =
        format!("SELECT rowid FROM {index} WHERE {index} MATCH ?1 ORDER BY rowid DESC LIMIT ?2");
    db.prepare_cached(&sql)?
        .query_map((expression, PARTS), |row| row.get(0))?
        .map(|at| Ok(at?))
        .collect()
}

/// How many live entries there are.
pub(crate) fn all(db: &Connection) -> Result<u32> {
    // Two counts over narrow indexes are cheaper than one over the rows.
    Ok(db
        .prepare_cached(
            "SELECT (SELECT count(*) FROM entry)
                  - (SELECT count(*) FROM entry WHERE deleted_at IS NOT NULL)",
        )?
        .query_one([], |row| row.get(0))?)
}

/// The entry at `at`, as a line; `search` is marked in its texts.
pub(crate) fn line(db: &Connection, at: i64, search: &str, today: Day) -> Result<EntryLine> {
    let sql = format!(
        "SELECT e.id, e.captured_at, e.utc_offset, e.kind, e.text, e.no_outcome, e.sensitivity,
           g.statement, {}
         FROM entry e LEFT JOIN goal g ON g.id = e.goal_id WHERE e.place = :place",
        LOOSE
    );
    let mut statement = db.prepare_cached(&sql)?;
    let mut rows = statement.query(rusqlite::named_params! {":place": at, ":today": today})?;
    let row = rows.next()?.ok_or(crate::error::Error::NotFound("entry"))?;
    let mut line = read_line(row, place::day(at))?;
    line.people = entry::people(db, line.id)?.into_iter().map(|person| person.name).collect();
    line.tags = entry::tags(db, line.id)?;
    line.outcomes = outcome::lines_of_entry(db, line.id)?;
    if !search.is_empty() {
        line.pieces = words::pieces(&line.text, search);
        for outcome in &mut line.outcomes {
            outcome.pieces = words::pieces(&outcome.statement, search);
        }
    }
    Ok(line)
}

fn read_line(row: &Row<'_>, day: Day) -> Result<EntryLine> {
    let kind: Option<String> = row.get(3)?;
    Ok(EntryLine {
        id: EntryId(row.get(0)?),
        day,
        captured_at: moment(row.get(1)?, row.get(2)?).to_rfc3339(),
        kind: kind.as_deref().map(from_word).transpose()?,
        text: row.get(4)?,
        pieces: Vec::new(),
        people: Vec::new(),
        goal: row.get(7)?,
        tags: Vec::new(),
        loose: row.get(8)?,
        no_outcome: row.get(5)?,
        sensitivity: from_word(&row.get::<_, String>(6)?)?,
        outcomes: Vec::new(),
    })
}

/// Entries per day and kind from `from` to `to`, all live ones.
pub(crate) fn days(db: &Connection, from: Day, to: Day) -> Result<Vec<(Day, Option<Kind>)>> {
    Search::new(db, &Query::default(), to)?.days(db, from, to)
}

/// Places of live entries from `from` to `to`, oldest first.
pub(crate) fn places_between(db: &Connection, from: Day, to: Day) -> Result<Vec<i64>> {
    db.prepare_cached(
        "SELECT place FROM entry WHERE place BETWEEN ?1 AND ?2 AND deleted_at IS NULL ORDER BY place",
    )?
    .query_map((place::first(from), place::last(to)), |row| row.get(0))?
    .map(|at| Ok(at?))
    .collect()
}

/// The index of a family in counts that end with "no kind".
pub(crate) fn family_slot(kind: Option<Kind>) -> usize {
    kind.map_or(4, |kind| {
        Family::ALL.iter().position(|family| *family == kind.family()).unwrap_or(4)
    })
}

/// The day of the first live entry.
pub(crate) fn first_day(db: &Connection) -> Result<Option<Day>> {
    let first: Option<i64> = db
        .prepare_cached("SELECT min(place) FROM entry WHERE deleted_at IS NULL")?
        .query_one([], |row| row.get(0))?;
    Ok(first.map(place::day))
}

/// The entries from `from` to `to` as the week's facts need them.
pub(crate) fn acts_between(db: &Connection, from: Day, to: Day) -> Result<Vec<Act>> {
    let mut acts = Vec::new();
    for at in places_between(db, from, to)? {
        let (id, kind): (uuid::Uuid, Option<String>) = db
            .prepare_cached("SELECT id, kind FROM entry WHERE place = ?1")?
            .query_one([at], |row| Ok((row.get(0)?, row.get(1)?)))?;
        let id = EntryId(id);
        let credited = db
            .prepare_cached(
                "SELECT c.person_id FROM mapping m JOIN outcome o ON o.id = m.outcome_id
                 JOIN credit c ON c.outcome_id = o.id
                 WHERE m.entry_id = ?1 AND o.deleted_at IS NULL AND c.person_id IS NOT NULL",
            )?
            .query_map([id.0], |row| Ok(PersonId(row.get(0)?)))?
            .collect::<Result<Vec<_>, _>>()?;
        acts.push(Act {
            day: place::day(at),
            kind: kind.as_deref().map(from_word).transpose()?,
            mapped: !outcome::of_entry(db, id)?.is_empty(),
            people: entry::people(db, id)?.into_iter().map(|person| person.id).collect(),
            credited,
        });
    }
    Ok(acts)
}

/// The entry at `at`, as far as being loose depends on it.
pub(crate) fn loose(db: &Connection, at: i64) -> Result<Loose<i64>> {
    Ok(db
        .prepare_cached(
            "SELECT e.no_outcome, e.ask_on, count(o.id), max(o.grade) <= 1,
               min(CASE WHEN o.status = 'expected' THEN o.check_on END),
               EXISTS (SELECT 1 FROM mapping m2 JOIN packet_outcome po ON po.outcome_id = m2.outcome_id
                       JOIN packet p ON p.id = po.packet_id
                       WHERE m2.entry_id = e.id AND p.deleted_at IS NULL)
             FROM entry e LEFT JOIN mapping m ON m.entry_id = e.id
               LEFT JOIN outcome o ON o.id = m.outcome_id AND o.deleted_at IS NULL
             WHERE e.place = ?1",
        )?
        .query_one([at], |row| {
            let check: Option<Day> = row.get(4)?;
            let ask: Option<Day> = row.get(1)?;
            Ok(Loose {
                id: at,
                day: place::day(at),
                mapped: row.get::<_, u32>(2)? > 0,
                no_outcome: row.get(0)?,
                ask_on: check.or(ask),
                claim_only: row.get::<_, Option<bool>>(3)?.unwrap_or(false),
                shown: row.get(5)?,
            })
        })?)
}

/// Places of entries whose own date, or whose outcome's, has come.
pub(crate) fn due_places(db: &Connection, today: Day) -> Result<Vec<i64>> {
    db.prepare_cached(
        "SELECT e.place FROM outcome o JOIN mapping m ON m.outcome_id = o.id
           JOIN entry e ON e.id = m.entry_id
         WHERE o.status = 'expected' AND o.check_on <= ?1 AND o.deleted_at IS NULL
           AND e.deleted_at IS NULL
         UNION SELECT place FROM entry
         WHERE ask_on IS NOT NULL AND ask_on <= ?1 AND deleted_at IS NULL AND no_outcome = 0",
    )?
    .query_map([today], |row| row.get(0))?
    .map(|at| Ok(at?))
    .collect()
}

/// Entries without an outcome that asked to be asked by `today`.
pub(crate) fn asking(db: &Connection, today: Day) -> Result<Vec<Due>> {
    db.prepare_cached(
        "SELECT e.id, e.text, e.ask_on FROM entry e
         WHERE e.ask_on IS NOT NULL AND e.ask_on <= ?1 AND e.deleted_at IS NULL
           AND e.no_outcome = 0 AND NOT EXISTS (SELECT 1 FROM mapping m
             JOIN outcome o ON o.id = m.outcome_id
             WHERE m.entry_id = e.id AND o.deleted_at IS NULL)
         ORDER BY e.ask_on, e.place",
    )?
    .query_map([today], |row| {
        Ok(Due { outcome: None, entry: EntryId(row.get(0)?), text: row.get(1)?, on: row.get(2)? })
    })?
    .map(|due| Ok(due?))
    .collect()
}
