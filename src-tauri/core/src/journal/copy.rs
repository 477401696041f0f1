//! The whole journal as open text, and back: what goes out as JSON Lines comes in the same.

use std::collections::{BTreeSet, HashSet};
use std::io::{BufRead, Write as Out};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

use super::Journal;
use super::exchange::{Filing, Format, Imported, MOST_WRONG, Preview, Read, Wrong};
use super::taken;
use crate::entry::Entry;
use crate::error::{Error, Result};
use crate::export::{
    self, ClosedWeek, Contents, FileBytes, InPacket, KeptDraft, Line, PacketCopy, Stored,
    write_line,
};
use crate::goal::Goal;
use crate::id::{CriterionId, EntryId, GoalId, OutcomeId, PersonId};
use crate::ladder::{EntryMet, Ladder};
use crate::outcome::record::Outcome;
use crate::person::Person;
use crate::store::snapshot::Scope;
use crate::store::{self, Db, Write, copy, rows, timeline};
use crate::time::Moment;
use crate::wire::{Query, Settings, WeekClose};

/// The name its settings are stored under.
const SETTINGS: &str = "settings";

impl Journal {
    /// Writes what `query` finds, oldest first, in an open format; an empty query is everything,
    /// and as JSON Lines then also packets, closed weeks, saved filters, drafts and settings.
    /// Private notes, the week's answers and its private lane stay behind, and so do drafts of
    /// them.
    ///
    /// # Errors
    /// The target failed, or the store does not answer.
    pub fn export(
        &self,
        query: &Query,
        format: Format,
        to: &mut dyn Out,
        now: &Moment,
    ) -> Result<u32> {
        let db = &*self.store.reading()?;
        let everything = *query == Query::default();
        let search = timeline::Search::new(db, query, now.day())?;
        let mut entries = Vec::new();
        for place in search.page(db, None, u32::MAX, true)? {
            entries.push(store::entry::at(db, place)?);
        }
        let mut ids: Vec<OutcomeId> = Vec::new();
        for entry in &entries {
            ids.extend(store::outcome::of_entry(db, entry.id)?);
        }
        ids.sort_unstable();
        ids.dedup();
        let outcomes =
            ids.iter().map(|id| store::outcome::read(db, *id)).collect::<Result<Vec<_>>>()?;
        let (people, goals) = named(db, &entries, &outcomes, everything)?;
        let (ladders, met) = rungs(db, &entries, &outcomes, everything)?;
        let contents = Contents {
            people: &people,
            goals: &goals,
            ladders: &ladders,
            met: &met,
            entries: &entries,
            outcomes: &outcomes,
            private: false,
        };
        match format {
            Format::Jsonl => {
                export::write_lines(&contents, to)?;
                write_history(db, &entries, to)?;
                write_files(db, &outcomes, to)?;
                if everything {
                    write_rest(db, &ids, to)?;
                }
            }
            Format::Markdown => export::markdown(&contents, to)?,
            Format::Csv => export::csv(&contents, to)?,
        }
        // Whoever writes this to a file gives it no name unless all of it was as it was written.
        self.unaltered()?;
        Ok(u32::try_from(entries.len()).unwrap_or(u32::MAX))
    }

    /// Reads what [`Journal::export`] wrote as JSON Lines: all of it, or nothing. What is there
    /// already stays as it is.
    ///
    /// # Errors
    /// A line cannot be read, and nothing was added; or it could not be written.
    pub fn import_ledgerline(&mut self, from: impl BufRead, now: &Moment) -> Result<Imported> {
        self.import(read_all(from)?, |_| Ok(file()), now)
    }

    /// Says what [`Journal::import_ledgerline`] would do, and does none of it.
    ///
    /// # Errors
    /// The source failed, or the store does not answer.
    pub fn preview_ledgerline(&mut self, from: impl BufRead) -> Result<Preview> {
        self.preview(read_all(from)?, |_| Ok(file()))
    }
}

/// The people and goals to write along: those that are named, deleted ones too, and all live ones
/// when everything is written.
fn named(
    db: &Db,
    entries: &[Entry],
    outcomes: &[Outcome],
    everything: bool,
) -> Result<(Vec<Person>, Vec<Goal>)> {
    let mut people: BTreeSet<PersonId> =
        entries.iter().flat_map(|entry| &entry.people).map(|person| person.id).collect();
    for outcome in outcomes {
        people.extend(outcome.credits.iter().filter_map(|credit| credit.person));
        people.extend(outcome.evidence.iter().filter_map(|item| item.said_by));
    }
    let mut goals: BTreeSet<GoalId> =
        entries.iter().filter_map(|entry| entry.goal.as_ref()).map(|goal| goal.id).collect();
    if everything {
        people.extend(store::person::all(db)?.iter().map(|person| person.id));
        goals.extend(store::goal::all(db)?.iter().map(|goal| goal.id));
        people.extend(rows::spoken_of(db, "person")?.into_iter().map(PersonId));
        goals.extend(rows::spoken_of(db, "goal")?.into_iter().map(GoalId));
    }
    Ok((
        people.into_iter().map(|id| store::person::any(db, id)).collect::<Result<_>>()?,
        goals.into_iter().map(|id| store::goal::any(db, id)).collect::<Result<_>>()?,
    ))
}

/// The ladders to write along: those something written is linked to, and all when everything is.
fn rungs(
    db: &Db,
    entries: &[Entry],
    outcomes: &[Outcome],
    everything: bool,
) -> Result<(Vec<Ladder>, Vec<EntryMet>)> {
    let here: BTreeSet<EntryId> = entries.iter().map(|entry| entry.id).collect();
    let mut met = store::ladder::entry_links(db)?;
    met.retain(|met| here.contains(&met.entry));
    let of_outcomes = outcomes.iter().flat_map(|outcome| &outcome.criteria);
    let named: BTreeSet<CriterionId> =
        of_outcomes.filter_map(|met| met.id).chain(met.iter().map(|met| met.criterion)).collect();
    let mut ladders = store::ladder::all(db)?;
    ladders
        .retain(|ladder| everything || ladder.criteria.iter().any(|one| named.contains(&one.id)));
    met.retain(|met| ladders.iter().any(|ladder| ladder.criterion(met.criterion).is_some()));
    Ok((ladders, met))
}

/// Answers of other kinds and earlier sentences.
fn write_history(db: &Db, entries: &[Entry], to: &mut dyn Out) -> Result<()> {
    let written: HashSet<EntryId> = entries.iter().map(|entry| entry.id).collect();
    for answers in copy::answers(db)?.into_iter().filter(|one| written.contains(&one.entry)) {
        write_line(&Line::Answers(answers), to)?;
    }
    for revision in copy::revisions(db)?.into_iter().filter(|one| written.contains(&one.entry)) {
        write_line(&Line::Revision(revision), to)?;
    }
    Ok(())
}

/// Copies of files, one at a time: they may be large.
fn write_files(db: &Db, outcomes: &[Outcome], to: &mut dyn Out) -> Result<()> {
    let evidence = outcomes.iter().flat_map(|outcome| &outcome.evidence);
    let named: HashSet<&str> =
        evidence.filter_map(|item| item.file.as_ref()).map(|file| file.sha256.as_str()).collect();
    for sha256 in copy::files(db)?.into_iter().filter(|hash| named.contains(hash.as_str())) {
        let bytes = store::outcome::file(db, &sha256)?.unwrap_or_default();
        write_line(&Line::File(FileBytes { sha256, bytes: STANDARD.encode(bytes) }), to)?;
    }
    Ok(())
}

/// What belongs to the journal and to no entry. `outcomes` are those that were written.
fn write_rest(db: &Db, outcomes: &[OutcomeId], to: &mut dyn Out) -> Result<()> {
    for id in copy::packets(db)? {
        let Some(changed_at) = copy::packet_changed(db, id)? else { continue };
        let chosen = store::packet::outcomes(db, id)?
            .into_iter()
            .filter(|(outcome, _)| outcomes.binary_search(outcome).is_ok())
            .map(|(outcome, section)| InPacket { outcome, section })
            .collect();
        let written = store::packet::read(db, id)?;
        let packet = PacketCopy { id, changed_at, outcomes: chosen, written };
        write_line(&Line::Packet(Box::new(packet)), to)?;
    }
    for week in copy::weeks(db)? {
        let week = week.parse().map_err(|_| Error::Damaged("a week has no number".into()))?;
        let Some(note) = store::week::note(db, week)? else { continue };
        let closed_at = Moment::parse(&note.closed_at)
            .map_err(|_| Error::Damaged("a week has no date".into()))?
            .local;
        let WeekClose { best_line, to_raise, intention, marked, .. } = note.close;
        let closed = ClosedWeek { week, closed_at, best_line, to_raise, intention, marked };
        write_line(&Line::Week(closed), to)?;
    }
    for filter in store::setting::filters(db)? {
        write_line(&Line::Filter(filter), to)?;
    }
    for draft in copy::drafts(db)?.into_iter().filter_map(open) {
        write_line(&Line::Draft(draft), to)?;
    }
    if copy::has_setting(db, SETTINGS)? {
        let settings: Settings = store::setting::get(db, SETTINGS)?;
        write_line(&Line::Settings(settings), to)?;
    }
    for row in stored(db, &rows::LAST)? {
        write_line(&Line::Row(row), to)?;
    }
    Ok(())
}

/// The rows of tables that leave as they stand.
fn stored(db: &Db, tables: &[&str]) -> Result<Vec<Stored>> {
    let mut found = Vec::new();
    for table in tables {
        let rows = rows::of(db, table)?.into_iter();
        let rows = rows.map(|row| Stored { table: (*table).to_owned(), row });
        found.extend(rows.filter(|stored| !stays(stored)));
    }
    Ok(found)
}

/// Whether a row stays: settings have a line of their own, and only the demo is the demo.
fn stays(Stored { table, row }: &Stored) -> bool {
    let name = row.get("name").and_then(|name| name.as_str());
    table == "setting" && matches!(name, Some(SETTINGS | "demo"))
}

/// The fields of a week that its note shows to others.
const OPEN_WEEK: [&str; 4] = ["best_line", "to_raise", "intention", "marked"];

/// A draft without what is private; `None` when nothing of it is open.
fn open(mut kept: KeptDraft) -> Option<KeptDraft> {
    let draft = &mut kept.draft;
    let mut parts = draft.surface.split('/');
    let (first, last) = (parts.next(), parts.next_back());
    let is_line = draft.surface == "capture" || draft.surface == "week/missing";
    if is_line {
        draft.raw = export::open_part(&draft.raw);
        draft.caret =
            draft.caret.min(u32::try_from(draft.raw.encode_utf16().count()).unwrap_or(u32::MAX));
    }
    let shown = match (first, last) {
        _ if is_line => !draft.raw.trim().is_empty(),
        // A week's answers and its private lane, and any field it may come to have.
        (Some("week"), Some(field)) => {
            OPEN_WEEK.contains(&field) || draft.surface.starts_with("week/loose/")
        }
        (_, Some("private_note")) => false,
        _ => true,
    };
    shown.then_some(kept)
}

fn read_all(from: impl BufRead) -> Result<Read<Line>> {
    let mut read = Read { lines: Vec::new(), wrong: Vec::new() };
    for line in export::read_lines(from) {
        match line {
            Ok(line) => read.lines.push(line),
            Err(export::LineError::Read { source, .. }) => return Err(source.into()),
            Err(error) => {
                read.wrong.push(Wrong { line: error.line(), reason: error.to_string() });
            }
        }
        if read.wrong.len() >= MOST_WRONG {
            break;
        }
    }
    Ok(read)
}

/// How one of our own lines is filed.
fn file() -> impl FnMut(&mut Filing<'_>, &Line) -> Result<()> {
    let mut fresh = HashSet::new();
    move |into, line| file_line(into, line, &mut fresh)
}

/// Files a line unless its thing is here already; `fresh` are the entries this import added.
fn file_line(into: &mut Filing<'_>, line: &Line, fresh: &mut HashSet<EntryId>) -> Result<()> {
    let tx = into.tx;
    match line {
        Line::Journal { format, .. } if format != export::FORMAT => {
            Err(Error::BadInput("it is of a format this version does not know".to_owned()))
        }
        Line::Person(person) if store::person::name_of(tx, person.id)?.is_none() => {
            into.touch(Scope::Person(person.id.0))?;
            store::person::put(tx, person)
        }
        Line::Goal(goal) if !store::goal::exists(tx, goal.id)? => {
            into.touch(Scope::Goal(goal.id.0))?;
            store::goal::put(tx, goal)
        }
        Line::Entry(entry) if store::entry::exists(tx, entry.id)? => {
            into.done.already_here += 1;
            Ok(())
        }
        Line::Entry(entry) => {
            taken::entry(entry)?;
            into.touch(Scope::Entry(entry.id.0))?;
            store::entry::add(tx, entry)?;
            fresh.insert(entry.id);
            into.changed.insert(entry.id);
            into.done.added += 1;
            Ok(())
        }
        Line::Outcome(outcome) if !store::outcome::exists(tx, outcome.id)? => {
            taken::outcome(outcome)?;
            into.touch(Scope::Outcome(outcome.id.0))?;
            into.changed.extend(&outcome.entries);
            file_outcome(tx, outcome)
        }
        Line::Answers(one) if fresh.contains(&one.entry) => {
            copy::put_answers(tx, one.entry, &one.fields)
        }
        Line::Revision(one) if fresh.contains(&one.entry) => {
            let mut entry = store::entry::read(tx, one.entry)?;
            entry.text.clone_from(&one.text);
            store::entry::keep_revision(tx, &entry, one.until.timestamp_millis())
        }
        Line::File(file) => file_copy(tx, file),
        Line::Packet(packet) if copy::packet_changed(tx, packet.id)?.is_none() => {
            into.touch(Scope::Packet(packet.id.0))?;
            file_packet(tx, packet)
        }
        Line::Week(closed) if store::week::note(tx, closed.week)?.is_none() => {
            into.touch(Scope::Week(closed.week.to_string()))?;
            let close = WeekClose {
                best_line: closed.best_line.clone(),
                to_raise: closed.to_raise.clone(),
                intention: closed.intention.clone(),
                marked: closed.marked.clone(),
                ..WeekClose::default()
            };
            store::week::close(tx, closed.week, &close, &moment(closed.closed_at))
        }
        Line::Filter(filter) => {
            let known = store::setting::filters(tx)?;
            if known.iter().any(|one| one.id == filter.id || one.name == filter.name) {
                return Ok(());
            }
            into.touch(Scope::Filter(filter.id.0))?;
            store::setting::put_filter(tx, filter)
        }
        // Neither is undone with the import: both may have been typed on since.
        Line::Draft(kept) if store::draft::get(tx, &kept.draft.surface)?.is_none() => {
            store::draft::put(tx, &kept.draft, kept.kept_at.timestamp_millis())
        }
        Line::Ladder(ladder) if !store::ladder::exists(tx, ladder.id)? => {
            into.touch(Scope::Ladder(ladder.id.0))?;
            store::ladder::put(tx, ladder)
        }
        Line::Met(met) => {
            let known = store::entry::exists(tx, met.entry)?
                && store::ladder::of_criterion(tx, met.criterion).is_ok();
            let linked = store::ladder::met_by_entry(tx, met.entry)?;
            if !known || linked.iter().any(|one| one.id == Some(met.criterion)) {
                return Ok(());
            }
            into.touch(Scope::Entry(met.entry.0))?;
            store::ladder::link_entry(tx, met.entry, met.criterion, &met.reason)
        }
        Line::Row(stored) if !stays(stored) => {
            if let Some(scope) = scope_of(stored) {
                into.touch(scope)?;
            }
            rows::put(tx, &stored.table, &stored.row)?;
            taken::row(tx, stored)
        }
        Line::Settings(settings) if !copy::has_setting(tx, SETTINGS)? => {
            store::setting::put(tx, SETTINGS, settings)
        }
        _ => Ok(()),
    }
}

/// What undo has to take back with a row; its children come after it and go with it.
fn scope_of(Stored { table, row }: &Stored) -> Option<Scope> {
    let id = |column: &str| {
        let bytes = STANDARD.decode(row.get(column)?.get("base64")?.as_str()?).ok()?;
        uuid::Uuid::from_slice(&bytes).ok()
    };
    match table.as_str() {
        "updates" => id("id").map(Scope::Update),
        "need" => id("id").map(Scope::Need),
        "promise_answer" => id("promise_id").map(Scope::Promise),
        "address" => id("person_id").map(Scope::Person),
        "project" => id("id").map(Scope::Project),
        "put_off" => id("entry_id").map(Scope::PutOff),
        _ => None,
    }
}

fn file_outcome(tx: &Write<'_>, outcome: &Outcome) -> Result<()> {
    store::outcome::put(tx, outcome)?;
    for entry in &outcome.entries {
        if store::entry::exists(tx, *entry)? {
            store::outcome::map(tx, *entry, outcome.id)?;
        }
    }
    Ok(())
}

fn file_packet(tx: &Write<'_>, packet: &PacketCopy) -> Result<()> {
    store::packet::put(tx, packet.id, &packet.written, &moment(packet.changed_at))?;
    let mut chosen = Vec::new();
    for InPacket { outcome, section } in &packet.outcomes {
        if store::outcome::exists(tx, *outcome)? {
            chosen.push((*outcome, section.clone()));
        }
    }
    store::packet::arrange(tx, packet.id, &chosen)
}

fn file_copy(tx: &Write<'_>, file: &FileBytes) -> Result<()> {
    let wrong = || Error::BadInput("its bytes are not those of the file it names".to_owned());
    let bytes = STANDARD.decode(&file.bytes).map_err(|_| wrong())?;
    let hash: String = Sha256::digest(&bytes).iter().map(|byte| format!("{byte:02x}")).collect();
    if hash != file.sha256 {
        return Err(wrong());
    }
    store::outcome::keep_file(tx, &hash, &bytes)
}

fn moment(local: chrono::DateTime<chrono::FixedOffset>) -> Moment {
    Moment { at: local.to_utc(), local, zone: local.offset().to_string() }
}
