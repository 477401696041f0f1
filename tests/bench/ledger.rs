//! The journal at one size, each figure beside its limit.

use std::cell::RefCell;
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;

use ledgerline_core::journal::{Format, Journal};
use ledgerline_core::time::{Moment, Week};
use ledgerline_core::vault::{self, Effort};
use ledgerline_core::wire::{Chip, Query};

use crate::Outcome;
use crate::bare::{Bare, Index};
use crate::data::{self, Maker};
use crate::table::{Table, Times, alone, in_turns, timed};

/// One size.
pub(crate) struct Run<'a> {
    pub(crate) dir: &'a Path,
    pub(crate) entries: usize,
    pub(crate) rounds: usize,
    pub(crate) now: Moment,
}

impl Run<'_> {
    /// Fills both files, then measures everything, cheapest to spoil first.
    pub(crate) fn measure(&self, table: &mut Table) -> Outcome<()> {
        let mut maker = Maker::new(7);
        let samples = maker.entries(self.entries, self.now.local);
        let lines: Vec<String> = samples.iter().enumerate().map(|(n, s)| s.line(n)).collect();
        let lines = lines.join("\n");
        let place = self.dir.join("journal");
        let (mut journal, _) =
            Journal::create(&place, support::PASSPHRASE, None, Effort::quick(), &self.now)?;
        let bare_file = self.dir.join("bare.db");
        let mut bare = Bare::open(&bare_file)?;
        let (limit, ()) = timed(|| bare.fill(&samples))?;
        let (own, _) = timed(|| Ok(journal.import_jsonl(lines.as_bytes(), &self.now)?))?;
        drop((samples, lines));
        bare.index_parts()?;
        table.times("import", self.entries, &Times::one(own), Some(&Times::one(limit)), None);

        self.captures(table, &mut maker, &mut journal, &bare)?;
        self.searches(table, &journal, &bare)?;
        self.reads(table, &journal, &bare)?;
        if self.entries == 10_000 {
            self.exports(table, &journal)?;
        }
        self.opens(table, journal, &bare_file)
    }

    fn captures(
        &self,
        table: &mut Table,
        maker: &mut Maker,
        journal: &mut Journal,
        bare: &Bare,
    ) -> Outcome<()> {
        let typed: Vec<String> = (0..=self.rounds * 4).map(|_| maker.typed()).collect();
        // Lines of the last weeks, as a journal in use has them.
        let moments: Vec<Moment> = (0..typed.len())
            .map(|n| {
                let back = chrono::Duration::hours(i64::try_from(n % 700).unwrap_or(0));
                let local = self.now.local - back;
                Moment { at: local.to_utc(), local, zone: self.now.zone.clone() }
            })
            .collect();
        let (mut lines, mut same) = (typed.iter().zip(&moments), typed.iter());
        let missing = || "the lines ran out";
        let (own, limit) = in_turns(
            self.rounds * 4,
            || {
                let (line, now) = lines.next().ok_or_else(missing)?;
                Ok(journal.capture(line, None, now)?)
            },
            || bare.commit(same.next().ok_or_else(missing)?),
        )?;
        let figure = "capture to durable / one commit";
        table.times(figure, self.entries, &own, Some(&limit), Some(20));
        Ok(())
    }

    fn searches(&self, table: &mut Table, journal: &Journal, bare: &Bare) -> Outcome<()> {
        let common_and_other = format!("{} plan", data::COMMON);
        let searches = [
            (
                "search: common word / bare FTS5",
                data::COMMON,
                data::COMMON.to_owned(),
                Index::Words,
            ),
            ("search: rare word / bare FTS5", data::RARE, data::RARE.to_owned(), Index::Words),
            (
                "search: begun word / bare FTS5",
                data::PREFIX,
                data::PREFIX.to_owned() + "*",
                Index::Words,
            ),
            (
                "search: part of a word / bare trigrams",
                data::PART,
                data::PART.to_owned(),
                Index::Parts,
            ),
            (
                "search: two words / bare FTS5",
                &common_and_other,
                common_and_other.clone(),
                Index::Words,
            ),
            ("search: two letters / bare FTS5", "mo", "mo*".to_owned(), Index::Words),
        ];
        for (figure, text, bare_query, index) in searches {
            let query = Query { text: text.to_owned(), ..Query::default() };
            let (own, limit) = in_turns(
                self.rounds,
                || Ok(journal.timeline(&query, None, 50, &self.now)?),
                || bare.search(index, &bare_query),
            )?;
            table.times(figure, self.entries, &own, Some(&limit), Some(50));
        }
        Ok(())
    }

    fn reads(&self, table: &mut Table, journal: &Journal, bare: &Bare) -> Outcome<()> {
        let (rounds, now) = (self.rounds, &self.now);
        let all = Query::default();
        let page = || Ok(journal.timeline(&all, None, 50, now)?);
        let (own, limit) = in_turns(rounds, page, || bare.list())?;
        table.times("list 50 / bare list 50", self.entries, &own, Some(&limit), Some(50));
        let first = page()?.rows.first().map(|row| row.id).ok_or("the journal is empty")?;
        let (week, year) = (Week::of(now.day()), chrono::Datelike::year(&now.day()));
        let common = Query { text: data::COMMON.to_owned(), ..Query::default() };
        let loose = Query { chips: vec![Chip::Loose], ..Query::default() };
        let tag = Query { chips: vec![Chip::Tag("board".to_owned())], ..Query::default() };
        let mut row = |figure: &str, times: Times| {
            table.times(figure, self.entries, &times, None, Some(50));
        };
        row("list 50: loose", alone(rounds, || Ok(journal.timeline(&loose, None, 50, now)?))?);
        row("list 50: one tag", alone(rounds, || Ok(journal.timeline(&tag, None, 50, now)?))?);
        row("year strip: all", alone(rounds, || Ok(journal.year_strip(&all, year, now)?))?);
        row("year strip: common", alone(rounds, || Ok(journal.year_strip(&common, year, now)?))?);
        row("week", alone(rounds, || Ok(journal.week(week, now)?))?);
        row("counts", alone(rounds, || Ok(journal.counts(now)?))?);
        row("people", alone(rounds, || Ok(journal.people(now)?))?);
        row("goals", alone(rounds, || Ok(journal.goals()?))?);
        row("palette", alone(rounds, || Ok(journal.palette(data::COMMON, now)?))?);
        row("open an entry", alone(rounds, || Ok(journal.entry(first, now)?))?);
        let line = "asked @Ad about the plan >Ren";
        row("read a line typed", alone(rounds, || Ok(journal.read_line(line, 8, now)?))?);
        Ok(())
    }

    fn exports(&self, table: &mut Table, journal: &Journal) -> Outcome<()> {
        let formats =
            [("JSON Lines", Format::Jsonl), ("Markdown", Format::Markdown), ("CSV", Format::Csv)];
        let (target, plain) = (self.dir.join("export"), self.dir.join("plain"));
        for (name, format) in formats {
            let mut bytes = Vec::new();
            journal.export(&Query::default(), format, &mut bytes, &self.now)?;
            let (own, limit) = in_turns(
                5,
                || {
                    to_disk(&target, |out| {
                        journal.export(&Query::default(), format, out, &self.now)?;
                        Ok(())
                    })
                },
                || to_disk(&plain, |out| Ok(out.write_all(&bytes)?)),
            )?;
            let figure = format!("export {name} / writing the bytes");
            table.times(&figure, self.entries, &own, Some(&limit), None);
        }
        Ok(())
    }

    /// With the key at hand: deriving it from a passphrase takes the time it was made to take.
    fn opens(&self, table: &mut Table, journal: Journal, bare: &Path) -> Outcome<()> {
        let place = journal.dir().to_owned();
        drop(journal);
        let vault = vault::read(&place)?.open_with_passphrase(support::PASSPHRASE)?;
        let key = vault.key();
        let last = RefCell::new(None);
        let (own, limit) = in_turns(
            10,
            || {
                let vault = vault::read(&place)?.open_with_key(key)?;
                let journal = Journal::open(&place, vault, &self.now)?;
                let page = journal.timeline(&Query::default(), None, 50, &self.now)?;
                // Closing writes the log back; that is not part of opening.
                *last.borrow_mut() = Some(journal);
                Ok(page)
            },
            || {
                drop(last.borrow_mut().take());
                Bare::open(bare)?.list()
            },
        )?;
        table.times("open and list 50 / bare", self.entries, &own, Some(&limit), Some(1_000));
        Ok(())
    }
}

fn to_disk(path: &Path, fill: impl FnOnce(&mut dyn Write) -> Outcome<()>) -> Outcome<()> {
    let mut out = BufWriter::with_capacity(1 << 20, File::create(path)?);
    fill(&mut out)?;
    out.flush()?;
    Ok(out.get_ref().sync_all()?)
}
