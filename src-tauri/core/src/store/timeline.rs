//! The timeline: filters and words turned into one walk over the ledger.

use rusqlite::types::Value;
use rusqlite::{Connection, Row};

use super::{entry, from_word, moment, outcome, place, to_word, words};
use crate::error::Result;
use crate::id::EntryId;
use crate::kind::{Family, Kind};
use crate::time::Day;
use crate::week::Loose;
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

/// Live entries in the order of their places, from an index that holds what most filters ask.
const ALL: &str = "entry e INDEXED BY entry_live";
/// Hits of the word index, which walks them in the order of places, so that a page ends the walk.
const WITH_WORDS: &str =
    "entry_words w CROSS JOIN entry e INDEXED BY entry_live ON e.place = w.rowid";
/// Entries reached from the other end: from a tag, a person, an outcome.
const LINKED: &str = "entry e";

/// A query ready to run: what has to hold, and the values bound to it.
pub(crate) struct Search {
    from: &'static str,
    conditions: Vec<String>,
    values: Vec<(String, Value)>,
    /// How many entries hold the words, when nothing but words is asked for.
    counted: Option<u32>,
}

impl Search {
    /// Prepares `query`; looks at the index to decide how words are found.
    pub(crate) fn new(db: &Connection, query: &Query, today: Day) -> Result<Self> {
        let mut search =
            Self { from: ALL, conditions: Vec::new(), values: Vec::new(), counted: None };
        search.add_words(db, &query.text)?;
        search.add_chips(&query.chips, today)?;
        search.conditions.push(
            // The bin is small: looking an id up in it spares reading the entry.
            if search.from == LINKED {
                "e.id NOT IN (SELECT id FROM entry WHERE deleted_at IS NOT NULL)".to_owned()
            } else {
                "e.deleted_at IS NULL".to_owned()
            },
        );
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
        self.from = WITH_WORDS;
        self.counted = Some(hits);
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
        if !fields.is_empty() {
            self.counted = None;
        }
        for (_, conditions) in fields {
            self.conditions.push(format!("({})", conditions.join(" OR ")));
        }
        Ok(())
    }

    fn condition(&mut self, chip: &Chip, today: Day) -> Result<String> {
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
            Chip::Goal(id) => {
                let name = self.bind(blob(id.0));
                self.linked("id FROM entry WHERE goal_id = ", &name)
            }
            Chip::Person(id) => {
                let name = self.bind(blob(id.0));
                self.linked("entry_id FROM entry_person WHERE person_id = ", &name)
            }
            Chip::Tag(tag) => {
                let name = self.bind(tag.to_lowercase());
                self.linked("entry_id FROM entry_tag WHERE tag = ", &name)
            }
            Chip::Category(category) => self.of_outcome("category =", to_word(category)?),
            Chip::Grade(grade) => self.of_outcome("grade >=", i64::from(grade.number())),
            Chip::Status(status) => self.of_outcome("status =", to_word(status)?),
            Chip::Since(day) => format!("e.place >= {}", self.bind(place::first(*day))),
            Chip::Until(day) => format!("e.place <= {}", self.bind(place::last(*day))),
            Chip::Loose => {
                let name = self.bind(today.to_string());
                LOOSE.replace(":today", &name)
            }
            Chip::Confidential => "e.sensitivity = 'confidential'".to_owned(),
        })
    }

    /// Entries that `select` finds by the value bound to `name`.
    fn linked(&mut self, select: &str, name: &str) -> String {
        if self.from == ALL {
            self.from = LINKED;
        }
        format!("e.id IN (SELECT {select}{name})")
    }

    /// Entries with an outcome whose column compares to `value` as said.
    fn of_outcome(&mut self, compares: &str, value: impl Into<Value>) -> String {
        let name = self.bind(value);
        self.linked(
            &format!(
                "m.entry_id FROM outcome o JOIN mapping m ON m.outcome_id = o.id
                 WHERE o.deleted_at IS NULL AND o.{compares} "
            ),
            &name,
        )
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
        let key = self.key();
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

    fn key(&self) -> &'static str {
        if self.from == WITH_WORDS { "w.rowid" } else { "e.place" }
    }

    /// How many entries match.
    pub(crate) fn count(&self, db: &Connection) -> Result<u32> {
        if let Some(counted) = self.counted {
            return Ok(counted);
        }
        let mut statement = db.prepare_cached(&self.sql("count(*)", ""))?;
        Ok(statement.query_one(self.values(&[]).as_slice(), |row| row.get(0))?)
    }

    /// How many matches of each kind every week has that begins from `from`, a Monday, to `to`:
    /// the number of the week, the kind, how many.
    pub(crate) fn weeks(
        &self,
        db: &Connection,
        from: Day,
        to: Day,
    ) -> Result<Vec<(usize, Option<Kind>, u32)>> {
        let (key, bits) = (self.key(), place::BITS);
        let columns = format!("(({key} >> {bits}) - (:from >> {bits})) / 7, e.kind, count(*)");
        let sql = self.sql(&columns, &format!("AND {key} BETWEEN :from AND :to GROUP BY 1, 2"));
        let mut statement = db.prepare_cached(&sql)?;
        let (first, last) = (place::first(from), place::last(to));
        let more: [(&str, &dyn rusqlite::ToSql); 2] = [(":from", &first), (":to", &last)];
        let values = self.values(&more);
        let mut rows = statement.query(values.as_slice())?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            let kind: Option<String> = row.get(1)?;
            let week = usize::try_from(row.get::<_, i64>(0)?).unwrap_or(usize::MAX);
            found.push((week, kind.as_deref().map(from_word).transpose()?, row.get(2)?));
        }
        Ok(found)
    }
}

fn count_words(db: &Connection, expression: &str) -> Result<u32> {
    Ok(db
        .prepare_cached("SELECT count(*) FROM entry_words WHERE entry_words MATCH ?1")?
        .query_one([expression], |row| row.get(0))?)
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
    Ok(db
        .prepare_cached(
            "SELECT count(*) FROM entry INDEXED BY entry_live WHERE deleted_at IS NULL",
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

/// Places of live entries from `from` to `to`, oldest first.
pub(crate) fn places_between(db: &Connection, from: Day, to: Day) -> Result<Vec<i64>> {
    db.prepare_cached(
        "SELECT place FROM entry INDEXED BY entry_live
         WHERE place BETWEEN ?1 AND ?2 AND deleted_at IS NULL ORDER BY place",
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
        .prepare_cached(
            "SELECT min(place) FROM entry INDEXED BY entry_live WHERE deleted_at IS NULL",
        )?
        .query_one([], |row| row.get(0))?;
    Ok(first.map(place::day))
}

/// The entry at `at`, as far as being loose depends on it.
pub(crate) fn loose(db: &Connection, at: i64) -> Result<Loose<i64>> {
    Ok(db
        .prepare_cached(
            "SELECT e.no_outcome, e.ask_on, count(o.id),
               min(CASE WHEN o.status = 'expected' THEN o.check_on END),
               coalesce(max(o.grade <= 1 AND EXISTS (SELECT 1 FROM packet_outcome po
                 JOIN packet p ON p.id = po.packet_id
                 WHERE po.outcome_id = o.id AND p.deleted_at IS NULL)), 0),
               coalesce(max(EXISTS (SELECT 1 FROM packet_outcome po
                 JOIN packet p ON p.id = po.packet_id
                 WHERE po.outcome_id = o.id AND p.deleted_at IS NULL)), 0)
               OR EXISTS (SELECT 1 FROM update_use x JOIN updates u ON u.id = x.update_id
                 WHERE x.thing_id = e.id AND u.deleted_at IS NULL)
               OR coalesce(max(EXISTS (SELECT 1 FROM update_use x JOIN updates u
                 ON u.id = x.update_id WHERE x.thing_id = o.id AND u.deleted_at IS NULL)), 0),
               (SELECT until FROM put_off WHERE entry_id = e.id)
             FROM entry e LEFT JOIN mapping m ON m.entry_id = e.id
               LEFT JOIN outcome o ON o.id = m.outcome_id AND o.deleted_at IS NULL
             WHERE e.place = ?1 GROUP BY e.place",
        )?
        .query_one([at], |row| {
            let mapped = row.get::<_, u32>(2)? > 0;
            let check: Option<Day> = row.get(3)?;
            // What an entry asked for itself is answered once something came of it.
            let ask = row.get::<_, Option<Day>>(1)?.filter(|_| !mapped);
            let bare: bool = row.get(4)?;
            Ok(Loose {
                id: at,
                day: place::day(at),
                mapped,
                no_outcome: row.get(0)?,
                ask_on: check.or(ask),
                claim_only: bare,
                shown: row.get(5)?,
                later: row.get(6)?,
            })
        })?)
}

/// Places of entries that come up however old they are: whose own date, or whose outcome's, has
/// come, and those a packet shows on a bare claim.
pub(crate) fn due_places(db: &Connection, today: Day) -> Result<Vec<i64>> {
    db.prepare_cached(
        "SELECT e.place FROM outcome o JOIN mapping m ON m.outcome_id = o.id
           JOIN entry e ON e.id = m.entry_id
         WHERE o.status = 'expected' AND o.check_on <= ?1 AND o.deleted_at IS NULL
           AND e.deleted_at IS NULL
         UNION SELECT e.place FROM entry e
         WHERE e.ask_on IS NOT NULL AND e.ask_on <= ?1 AND e.deleted_at IS NULL
           AND e.no_outcome = 0 AND NOT EXISTS (SELECT 1 FROM mapping m
             JOIN outcome o ON o.id = m.outcome_id
             WHERE m.entry_id = e.id AND o.deleted_at IS NULL)
         UNION SELECT e.place FROM packet_outcome po JOIN packet p ON p.id = po.packet_id
           JOIN outcome o ON o.id = po.outcome_id JOIN mapping m ON m.outcome_id = o.id
           JOIN entry e ON e.id = m.entry_id
         WHERE o.grade <= 1 AND p.deleted_at IS NULL AND o.deleted_at IS NULL
           AND e.deleted_at IS NULL",
    )?
    .query_map([today], |row| row.get(0))?
    .map(|at| Ok(at?))
    .collect()
}

/// Entries without an outcome that asked to be asked by `today`.
pub(crate) fn asking(db: &Connection, today: Day) -> Result<Vec<Due>> {
    db.prepare_cached(
        "SELECT e.id, e.text, e.ask_on, e.kind FROM entry e
         WHERE e.ask_on IS NOT NULL AND e.ask_on <= ?1 AND e.deleted_at IS NULL
           AND e.no_outcome = 0 AND NOT EXISTS (SELECT 1 FROM mapping m
             JOIN outcome o ON o.id = m.outcome_id
             WHERE m.entry_id = e.id AND o.deleted_at IS NULL)
         ORDER BY e.ask_on, e.place",
    )?
    .query_map([today], |row| {
        let due = Due {
            outcome: None,
            entry: EntryId(row.get(0)?),
            text: row.get(1)?,
            on: row.get(2)?,
            kind: None,
            status: None,
        };
        Ok((due, row.get::<_, Option<String>>(3)?))
    })?
    .map(|found| {
        let (due, kind) = found?;
        Ok(Due { kind: kind.as_deref().map(from_word).transpose()?, ..due })
    })
    .collect()
}
