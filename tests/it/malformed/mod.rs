//! Imports of files that are not what they should be: refused with a reason that names the place
//! and repeats nothing, or read whole; never half of it, and never what no screen could read.

pub(crate) mod files;

use std::time::{Duration, Instant};

use ledgerline_core::error::{Code, Result};
use ledgerline_core::journal::{Format, Journal};
use ledgerline_core::time::{Moment, Week};
use ledgerline_core::wire::{LadderFile, Query};
use ledgerline_core::{form, incoming};
use serde_json::json;
use support::{Random, TestJournal};

use files::{WRONG, right, spoil, too_much, wrong_for};

/// A word that stands in every file, and in no reason.
const WORD: &str = "quillfeather";

/// The longest a file may take before something is plainly wrong; what it took is printed.
const STOP: Duration = Duration::from_secs(60);

/// A way in.
pub(crate) type Import = fn(&mut Journal, &[u8], &Moment) -> Result<()>;

/// Every kind of file there is to import, and how.
pub(crate) const WAYS: [(&str, Import); 8] = [
    ("jsonl", |journal, bytes, now| journal.import_jsonl(bytes, now).map(drop)),
    ("ledgerline", |journal, bytes, now| journal.import_ledgerline(bytes, now).map(drop)),
    ("ladder.toml", |journal, bytes, now| ladder(journal, "ladder.toml", bytes, now)),
    ("ladder.csv", |journal, bytes, now| ladder(journal, "ladder.csv", bytes, now)),
    ("ladder.md", |journal, bytes, now| ladder(journal, "ladder.md", bytes, now)),
    ("forms", |journal, bytes, _| {
        let forms = form::read(text(bytes)?).map_err(bad)?;
        journal.save_form_profiles(forms).map(drop)
    }),
    ("rules", |journal, bytes, _| {
        let rules = text(bytes)?.to_owned();
        journal.save_coach_rules(Some(rules)).map(drop)
    }),
    ("questions", |journal, bytes, _| journal.save_question_file(text(bytes)?).map(drop)),
];

fn bad(error: impl std::fmt::Display) -> ledgerline_core::error::Error {
    ledgerline_core::error::Error::BadInput(error.to_string())
}

/// As the command line reads a file of rules, questions or forms.
fn text(bytes: &[u8]) -> Result<&str> {
    incoming::text(bytes).map_err(bad)
}

fn ladder(journal: &mut Journal, name: &str, bytes: &[u8], now: &Moment) -> Result<()> {
    let file = LadderFile::of(name, bytes)?;
    journal.import_ladder(&file, None, false, now).map(drop)
}

/// Everything that an export holds, which is all that an import could have changed.
pub(crate) fn exported(journal: &Journal, now: &Moment) -> Vec<u8> {
    let mut out = Vec::new();
    journal.export(&Query::default(), Format::Jsonl, &mut out, now).expect("an export");
    out
}

/// Reads what every screen reads.
pub(crate) fn read_all(journal: &Journal, now: &Moment) -> Result<()> {
    journal.week(Week::of(now.day()), now)?;
    journal.roll_up("2026-Q4", now)?;
    journal.reminders(now)?;
    journal.loose_ends(now)?;
    for update in journal.updates(now)?.updates {
        journal.update(update.id, now)?;
    }
    journal.needs(now)?;
    journal.promises(true)?;
    journal.people(now)?;
    journal.goals()?;
    for packet in journal.packets()? {
        journal.packet(packet.id)?;
        journal.coach_packet(packet.id)?;
        journal.sent_copies(packet.id)?;
    }
    for ladder in journal.ladders()? {
        journal.ladder(ladder.id)?;
    }
    journal.form_profiles()?;
    journal.question_file()?;
    journal.settings()?;
    journal.timeline(&Query::default(), None, 500, now)?;
    journal.export(&Query::default(), Format::Jsonl, &mut std::io::sink(), now)?;
    Ok(())
}

fn a_journal() -> TestJournal {
    TestJournal::new()
        .capture(&format!("Kept the {WORD} report off the team !sh @Oskar >Customs #quiet"))
        .mapped("A calm week")
        .capture("Asked for two engineers !ne @Nova // privately")
}

/// What all files together took, refused and not.
#[derive(Default)]
struct Seen {
    files: usize,
    refused: usize,
    longest: Duration,
    most: usize,
}

/// What this process holds (`VmRSS:`) or held at most since it was last asked (`VmHWM:`), in MB;
/// 0 where nobody can say.
#[allow(clippy::disallowed_methods, reason = "a knob of the system, not a file")]
fn memory(which: &str) -> usize {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix(which));
    let held = line.and_then(|line| line.split_whitespace().next()?.parse::<usize>().ok());
    let _ = std::fs::write("/proc/self/clear_refs", "5");
    held.unwrap_or(0) / 1024
}

impl Seen {
    /// Imports, and checks that it was all or nothing and said why.
    fn import(
        &mut self,
        t: &mut TestJournal,
        what: &str,
        way: (&str, Import),
        bytes: &[u8],
    ) -> Option<Code> {
        let now = t.now.clone();
        let before = exported(t.journal(), &now);
        let held = memory("VmRSS:");
        let started = Instant::now();
        let done = (way.1)(t.journal(), bytes, &now);
        let took = started.elapsed();
        self.longest = self.longest.max(took);
        self.most = self.most.max(memory("VmHWM:").saturating_sub(held));
        self.files += 1;
        let name = format!("{what} as {}", way.0);
        assert!(took < STOP, "{name}: took {took:?}");
        let Err(error) = done else {
            read_all(t.journal(), &now)
                .unwrap_or_else(|error| panic!("{name} keeps a screen shut: {error}"));
            return None;
        };
        self.refused += 1;
        assert!(exported(t.journal(), &now) == before, "{name}: something was half imported");
        let said = error.to_string();
        let names_it =
            ["line ", "file", "form ", "rule ", "ladder"].iter().any(|word| said.contains(word));
        assert!(names_it, "{name}: where is it wrong? {said}");
        for part in ["quill", "feather", "Oskar"] {
            assert!(!said.contains(part), "{name}: repeats what the file says: {said}");
        }
        assert!(!said.contains(|c: char| c.is_control()), "{name}: one line of words: {said:?}");
        Some(error.code())
    }

    fn tell(&self, load: &str, faults: &str) {
        let Self { files, refused, longest, most } = self;
        support::tell(
            "R6",
            &format!("{files} files: {load}"),
            faults,
            &format!(
                "{refused} refused with their place, {} read whole, 0 half; at most {} ms a file, {most} MB more than before",
                files - refused,
                longest.as_millis()
            ),
        );
    }
}

#[test]
fn what_is_plainly_wrong_is_refused_and_changes_nothing() {
    let (mut t, mut seen) = (a_journal(), Seen::default());
    for way in WAYS {
        let own = wrong_for(way.0);
        let own = own.iter().map(|file| (file.as_str(), file.as_bytes()));
        for (what, bytes) in WRONG.into_iter().chain(own) {
            let code = seen.import(&mut t, what, way, bytes);
            assert_eq!(code, Some(Code::BadInput), "{what} as {}", way.0);
        }
    }
    t.assert_healthy();
    seen.tell(
        "the same wrong ones for each of 8 ways in, and their own",
        "wrong types, days, ids, tables, settings, encodings, files of another kind",
    );
}

#[test]
fn too_much_of_anything_is_refused_in_time_and_memory() {
    let (mut t, mut seen) = (a_journal(), Seen::default());
    for (what, bytes) in too_much() {
        for way in WAYS {
            let code = seen.import(&mut t, what, way, &bytes);
            assert_eq!(code, Some(Code::BadInput), "{what} as {}", way.0);
        }
    }
    t.assert_healthy();
    seen.tell(
        "8 of too much for each of 8 ways in",
        "100,000 brackets and keys deep, lines of 64 MB, a copy of 45 MB under another name, a million lines that are no text",
    );
}

/// R6: good files, spoiled.
#[test]
fn a_spoiled_file_is_read_whole_or_refused_whole() {
    let (mut random, mut seen) = (Random::new(support::seed()), Seen::default());
    let goods = WAYS.map(|(way, _)| right(way));
    let mut t = a_journal();
    for (way, good) in WAYS.into_iter().zip(&goods) {
        assert_eq!(
            Seen::default().import(&mut TestJournal::new(), "a right file", way, good),
            None,
            "it is right"
        );
    }
    for number in 0..support::load(200).max(200) {
        // What was read stays; a journal that holds much would make the rest slow.
        if number % 100 == 99 {
            t.assert_healthy();
            t = a_journal();
        }
        let (way, good) = (WAYS[number % WAYS.len()], &goods[number % WAYS.len()]);
        let bytes = spoil(good, &mut random);
        seen.import(&mut t, &format!("file {number}"), way, &bytes);
    }
    t.assert_healthy();
    assert!(seen.refused > seen.files / 10, "or nothing was spoiled");
    seen.tell("good ones of each of 8 ways in, spoiled", "cut off, bits turned, bytes lost, lines doubled and swapped, digits changed, NUL, escapes, no UTF-8");
}

#[test]
fn an_import_is_one_undo_but_for_what_may_have_been_typed_on_since() {
    let (mut t, good) = (a_journal(), right("ledgerline"));
    let now = t.now.clone();
    let entries = |bytes: &[u8]| -> Vec<String> {
        let text = String::from_utf8(bytes.to_vec()).expect("text");
        let stays = [
            "{\"type\":\"draft\"",
            "{\"type\":\"settings\"",
            "{\"type\":\"row\",\"table\":\"setting\"",
        ];
        text.lines()
            .filter(|line| !stays.iter().any(|start| line.starts_with(start)))
            .map(str::to_owned)
            .collect()
    };
    let before = entries(&exported(t.journal(), &now));
    t.journal().import_ledgerline(good.as_slice(), &now).expect("read");
    t.journal().undo().expect("undone");
    assert_eq!(entries(&exported(t.journal(), &now)), before, "all of it is gone again");
    t.assert_healthy();
}

/// Things that name one another in a ring are read like any others.
#[test]
fn a_ring_of_things_ends() {
    let mut t = TestJournal::new();
    let now = t.now.clone();
    let along = |week: &str, with: &str| {
        json!({ "type": "row", "table": "week_along", "row": { "week": week, "note_week": with } })
            .to_string()
    };
    let ring = [
        along("2026-W46", "2026-W47"),
        along("2026-W47", "2026-W46"),
        along("2026-W45", "2026-W45"),
    ];
    t.journal().import_ledgerline(ring.join("\n").as_bytes(), &now).expect("rows like any others");
    let mut from =
        TestJournal::new().capture("One").mapped("First").capture("Two").mapped("Second");
    let lines = String::from_utf8(exported(from.journal(), &now)).expect("text");
    let ids: Vec<String> = lines
        .lines()
        .filter(|line| line.starts_with("{\"type\":\"outcome\""))
        .map(|line| {
            serde_json::from_str::<serde_json::Value>(line).expect("JSON")["id"].to_string()
        })
        .collect();
    assert_eq!(ids.len(), 2, "two outcomes");
    let overlap = |of: &str| format!("\"overlaps\":[{{\"with\":{of},\"amount\":null}}]");
    let mut ringed = String::new();
    for line in lines.lines() {
        let other =
            ids.iter().position(|id| line.contains(&format!("\"id\":{id}"))).map(|at| &ids[1 - at]);
        let line = match other.filter(|_| line.starts_with("{\"type\":\"outcome\"")) {
            Some(other) => line.replace("\"overlaps\":[]", &overlap(other)),
            None => line.to_owned(),
        };
        ringed.push_str(&line);
        ringed.push('\n');
    }
    assert_ne!(ringed, lines, "each counts some of the other");
    // Whether it is taken or refused, it ends, and every screen can be read.
    let _ = t.journal().import_ledgerline(ringed.as_bytes(), &now);
    read_all(t.journal(), &now).expect("every screen");
    t.assert_healthy();
}
