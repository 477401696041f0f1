//! What came of an entry: outcomes, their mapping, their evidence.

use sha2::{Digest, Sha256};

use super::Journal;
use super::capture::blank_outcome;
use super::undo::Trace;
use crate::error::{Error, Result};
use crate::figure::{self, Calculation, FigureError, Label, Net, Range, Reads, Step, Unit, Worked};
use crate::id::{EntryId, EvidenceId, OutcomeId};
use crate::outcome::record::{Evidence, EvidenceKind, FileCopy, Outcome};
use crate::outcome::{Credit, Grade, MetricMove, Telling, reads_as};
use crate::store::snapshot::Scope;
use crate::store::{self, Db, Write};
use crate::time::{Day, Moment};
use crate::wire::{CountOnce, Deed, EntryView, OutcomeLine, OutcomeView};

/// How many questions the double-count guard asks about one outcome.
const ASKED: usize = 5;

/// The largest file whose copy is kept, bytes.
pub const LARGEST_FILE: usize = 50 * 1024 * 1024;

impl From<FigureError> for Error {
    fn from(error: FigureError) -> Self {
        Self::BadInput(error.to_string())
    }
}

impl Journal {
    /// Records what came of an entry, in one sentence; the entry's captured figure goes with it.
    ///
    /// # Errors
    /// The statement is empty, or there is no such entry.
    pub fn new_outcome(&mut self, id: EntryId, statement: &str, now: &Moment) -> Result<EntryView> {
        self.record_outcome(id, statement, |_| (), now)
    }

    /// As [`Journal::new_outcome`], with what `fill` says about the outcome besides: one deed, so
    /// that one undo takes back what was answered in one go.
    ///
    /// # Errors
    /// The statement is empty, an input does not fit, or there is no such entry.
    pub fn record_outcome(
        &mut self,
        id: EntryId,
        statement: &str,
        fill: impl FnOnce(&mut Outcome),
        now: &Moment,
    ) -> Result<EntryView> {
        let currency = self.settings()?.currency;
        self.change(Deed::AddOutcome, |tx, trace| {
            let mut entry = store::entry::read(tx, id)?;
            let outcome = OutcomeId::new(now);
            trace.touch(tx, Scope::Entry(id.0))?;
            trace.touch(tx, Scope::Outcome(outcome.0))?;
            let mut outcome = blank_outcome(outcome, statement, &entry);
            outcome.figure = entry.figure.take();
            if let Some(day) = entry.ask_on.take().filter(|day| *day > now.day()) {
                outcome.status = crate::outcome::Status::Expected;
                outcome.check_on = Some(day);
            }
            entry.no_outcome = false;
            fill(&mut outcome);
            let outcome = checked(tx, outcome, &currency, now)?;
            store::outcome::put(tx, &outcome)?;
            store::outcome::map(tx, id, outcome.id)?;
            store::entry::update(tx, &entry)
        })?;
        self.entry(id, now)
    }

    /// Replaces an outcome. Its figure follows its calculator; names credited for the first time
    /// stay names until the user makes them people.
    ///
    /// # Errors
    /// The revision is not the newest, the statement is empty, or an input does not fit.
    pub fn save_outcome(
        &mut self,
        id: EntryId,
        outcome: Outcome,
        now: &Moment,
    ) -> Result<EntryView> {
        let currency = self.settings()?.currency;
        self.change(Deed::EditOutcome, |tx, trace| {
            put_outcome(tx, trace, outcome, &currency, now)
        })?;
        self.entry(id, now)
    }

    /// Maps an entry to an outcome that is there already.
    ///
    /// # Errors
    /// One of them is not there.
    pub fn link(&mut self, id: EntryId, outcome: OutcomeId, now: &Moment) -> Result<EntryView> {
        self.change(Deed::MapEntry, |tx, trace| {
            store::outcome::read(tx, outcome)?;
            trace.touch(tx, Scope::Entry(id.0))?;
            trace.touch(tx, Scope::Outcome(outcome.0))?;
            let mut entry = store::entry::read(tx, id)?;
            entry.no_outcome = false;
            entry.ask_on = None;
            store::outcome::map(tx, id, outcome)?;
            store::entry::update(tx, &entry)
        })?;
        self.entry(id, now)
    }

    /// Takes the mapping of an entry to an outcome back. An outcome no entry is left to goes to
    /// the bin.
    ///
    /// # Errors
    /// One of them is not there.
    pub fn unlink(&mut self, id: EntryId, outcome: OutcomeId, now: &Moment) -> Result<EntryView> {
        self.change(Deed::UnmapEntry, |tx, trace| {
            trace.touch(tx, Scope::Entry(id.0))?;
            trace.touch(tx, Scope::Outcome(outcome.0))?;
            if store::outcome::entries(tx, outcome)? == [id] {
                // It keeps its mapping, so that it comes back from the bin to where it was.
                store::outcome::delete(tx, outcome, now.at.timestamp_millis())?;
            } else {
                store::outcome::unmap(tx, id, outcome)?;
                settle_day(tx, outcome)?;
            }
            store::entry::index(tx, id)
        })?;
        self.entry(id, now)
    }

    /// Puts an outcome into the bin; its entries become loose ends again.
    ///
    /// # Errors
    /// There is no such outcome.
    pub fn delete_outcome(
        &mut self,
        id: EntryId,
        outcome: OutcomeId,
        now: &Moment,
    ) -> Result<EntryView> {
        self.change(Deed::DeleteOutcome, |tx, trace| {
            let entries = store::outcome::read(tx, outcome)?.entries;
            trace.touch(tx, Scope::Outcome(outcome.0))?;
            store::outcome::delete(tx, outcome, now.at.timestamp_millis())?;
            super::people::index(tx, entries)
        })?;
        self.entry(id, now)
    }

    /// Outcomes whose statement holds `text`, newest first, at most twenty.
    ///
    /// # Errors
    /// The store does not answer.
    pub fn find_outcomes(&self, text: &str) -> Result<Vec<OutcomeLine>> {
        store::outcome::find(self.store.db(), text)
    }

    /// Works a calculator out: figure, steps, and what to mind.
    ///
    /// # Errors
    /// An input does not fit; the sentence says which.
    pub fn work_out(&self, calculation: &Calculation) -> Result<Worked> {
        Ok(figure::work(calculation, &self.settings()?.currency)?)
    }

    /// Adds a file as evidence. With its bytes a copy is kept inside the encrypted journal; by
    /// reference only, name, size and hash.
    ///
    /// # Errors
    /// The file is larger than [`LARGEST_FILE`], or there is no such outcome.
    pub fn attach(
        &mut self,
        id: EntryId,
        outcome: OutcomeId,
        name: &str,
        bytes: &[u8],
        keep_copy: bool,
        now: &Moment,
    ) -> Result<EntryView> {
        if keep_copy && bytes.len() > LARGEST_FILE {
            return Err(Error::BadInput(
                "the file is larger than 50 MB; add it by reference only".to_owned(),
            ));
        }
        let sha256: String =
            Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect();
        self.change(Deed::EditOutcome, |tx, trace| {
            let mut outcome = store::outcome::read(tx, outcome)?;
            trace.touch(tx, Scope::Outcome(outcome.id.0))?;
            if keep_copy {
                store::outcome::keep_file(tx, &sha256, bytes)?;
            }
            outcome.evidence.push(Evidence {
                id: EvidenceId::new(now),
                kind: EvidenceKind::File,
                grade: Grade::Documented,
                reference: name.to_owned(),
                said_by: None,
                dated: Some(now.day()),
                file: Some(FileCopy {
                    name: name.to_owned(),
                    sha256: sha256.clone(),
                    size: u64::try_from(bytes.len()).unwrap_or(u64::MAX),
                    kept: keep_copy,
                }),
            });
            outcome.revision += 1;
            let entries = outcome.entries.clone();
            store::outcome::put(tx, &outcome)?;
            super::people::index(tx, entries)
        })?;
        self.entry(id, now)
    }

    /// The copy of an evidence file.
    ///
    /// # Errors
    /// No copy is kept.
    pub fn file(&self, sha256: &str) -> Result<Vec<u8>> {
        store::outcome::file(self.store.db(), sha256)?.ok_or(Error::NotFound("file"))
    }
}

/// An outcome belongs to the day of its first entry.
fn settle_day(tx: &Write<'_>, id: OutcomeId) -> Result<()> {
    let mut outcome = store::outcome::read(tx, id)?;
    if let Some(first) = outcome.entries.first() {
        outcome.day = store::entry::read(tx, *first)?.day;
        store::outcome::put(tx, &outcome)?;
    }
    Ok(())
}

/// Writes a changed outcome after checking what it says.
fn put_outcome(
    tx: &Write<'_>,
    trace: &mut Trace,
    outcome: Outcome,
    currency: &str,
    now: &Moment,
) -> Result<()> {
    let known = store::outcome::read(tx, outcome.id)?;
    if known.revision != outcome.revision {
        return Err(Error::Stale("outcome"));
    }
    trace.touch(tx, Scope::Outcome(outcome.id.0))?;
    let mut outcome = checked(tx, outcome, currency, now)?;
    outcome.entries = known.entries;
    outcome.day = known.day;
    outcome.revision += 1;
    store::outcome::put(tx, &outcome)?;
    super::people::index(tx, outcome.entries)
}

/// An outcome whose inputs fit, with the figure that follows from them.
fn checked(tx: &Write<'_>, mut outcome: Outcome, currency: &str, now: &Moment) -> Result<Outcome> {
    outcome.statement = outcome.statement.trim().to_owned();
    if outcome.statement.is_empty() {
        return Err(Error::BadInput("an outcome needs one sentence".to_owned()));
    }
    check_shares(&outcome)?;
    if let Some(calculation) = &outcome.calculation {
        outcome.figure = figure::work(calculation, currency)?.figure;
    } else if let Some(worked) = worked(&outcome, currency) {
        // A metric that moved is the figure; lists and totals then show the same number.
        outcome.figure = worked.figure;
    }
    outcome.credits.retain(|credit| !credit.name.trim().is_empty());
    for credit in &mut outcome.credits {
        // A name typed again is the person it was before.
        if credit.person.is_none() {
            credit.person = store::person::by_name(tx, &credit.name)?;
        }
    }
    for item in &mut outcome.evidence {
        if item.id.0.is_nil() {
            item.id = EvidenceId::new(now);
        }
    }
    super::ladder::name_criteria(tx, &mut outcome.criteria)?;
    Ok(outcome)
}

fn check_shares(outcome: &Outcome) -> Result<()> {
    if let Some(anyway) = outcome.counterfactual.anyway {
        figure::share::anyway(anyway)?;
    }
    if let Some(share) = outcome.share {
        share.share()?;
    }
    for share in outcome.credits.iter().filter_map(|credit| credit.share) {
        Range::exactly(share)?.share()?;
    }
    for amount in outcome.overlaps.iter().filter_map(|overlap| overlap.amount) {
        if amount.checked()?.low < 0.0 {
            return Err(Error::BadInput("an overlap cannot be less than nothing".to_owned()));
        }
    }
    if let Some(figure) = &outcome.figure {
        figure.range().checked()?;
    }
    Ok(())
}

/// What follows from an outcome.
pub(super) fn view(db: &Db, outcome: Outcome, currency: &str) -> Result<OutcomeView> {
    let worked = worked(&outcome, currency);
    let net = worked.as_ref().and_then(|worked| net(&outcome, worked));
    let mut count_once = Vec::new();
    for other in store::outcome::may_count_twice(db, &outcome)? {
        let other_outcome = store::outcome::read(db, other)?;
        let told = |one: &Outcome, of: OutcomeId| one.overlaps.iter().any(|known| known.with == of);
        if told(&outcome, other) || told(&other_outcome, outcome.id) || count_once.len() == ASKED {
            continue;
        }
        let statement = other_outcome.statement.clone();
        if let Some(reason) = figure::may_double_count(
            &claim(&outcome, &marks(&outcome)),
            &claim(&other_outcome, &marks(&other_outcome)),
        ) {
            count_once.push(CountOnce {
                outcome: other,
                statement,
                reason: store::to_word(&reason)?,
            });
        }
    }
    Ok(OutcomeView {
        grade: outcome.grade(),
        steps: steps(worked.as_ref(), net.as_ref(), currency),
        reads_as: told(&outcome, net.as_ref(), currency),
        cautions: cautions(&outcome, worked.as_ref())?,
        count_once,
        net,
        outcome,
    })
}

/// The gross figure worked out, from the calculator, the metric, or the figure as given.
pub(super) fn worked(outcome: &Outcome, currency: &str) -> Option<Worked> {
    if let Some(calculation) = &outcome.calculation {
        return figure::work(calculation, currency).ok();
    }
    let metric = outcome.metric.as_ref();
    if let Some((baseline, result)) = metric.and_then(|m| m.baseline.zip(m.result)) {
        let metric = metric?;
        let calculation = Calculation::Metric {
            baseline,
            result,
            unit: metric.unit.clone(),
            better: metric.better,
        };
        return figure::work(&calculation, currency).ok();
    }
    outcome.figure.as_ref().map(|figure| Worked {
        figure: Some(figure.clone()),
        label: Label::AsTyped,
        steps: Vec::new(),
        cautions: Vec::new(),
    })
}

/// The net figure; none until the user has said what would have come anyway and their share.
pub(super) fn net(outcome: &Outcome, worked: &Worked) -> Option<Net> {
    let additive = outcome.metric.as_ref().is_none_or(|metric| metric.additive);
    let (anyway, share) = outcome.counterfactual.anyway.zip(outcome.share)?;
    figure::net(worked, additive, anyway, share, outcome.unit_value.as_ref()).ok()
}

/// The steps to print: the net figure's, which begin with the gross ones, or those alone.
pub(super) fn steps(worked: Option<&Worked>, net: Option<&Net>, currency: &str) -> Vec<String> {
    let steps: &[Step] = match (net, worked) {
        (Some(net), _) => &net.steps,
        (None, Some(worked)) => &worked.steps,
        (None, None) => &[],
    };
    figure::lines(steps, currency)
}

/// "Reads as": the user's wording, or their own words in one fixed order.
pub(super) fn told(outcome: &Outcome, net: Option<&Net>, currency: &str) -> String {
    if let Some(wording) = &outcome.wording {
        return wording.clone();
    }
    let credits: Vec<Credit<'_>> = outcome
        .credits
        .iter()
        .map(|credit| Credit { name: &credit.name, did: &credit.did })
        .collect();
    let gross = outcome.figure.clone().map(|figure| Reads::Amount { figure });
    let metric = outcome.metric.as_ref().and_then(|metric| {
        let (baseline, result) = metric.baseline.zip(metric.result)?;
        Some(MetricMove { name: &metric.name, unit: &metric.unit, baseline, result })
    });
    let chances = outcome.calculation.as_ref().and_then(|calculation| match calculation {
        Calculation::Revenue { chance_before, chance_after, .. }
        | Calculation::PeopleStaying { chance_before, chance_after, .. } => {
            Some((*chance_before, *chance_after))
        }
        _ => None,
    });
    let money = net.and_then(|net| net.money);
    let in_money = outcome.figure.as_ref().is_some_and(|figure| figure.unit == Unit::Money);
    reads_as(&Telling {
        statement: &outcome.statement,
        part: outcome.part,
        status: outcome.status,
        check_on: outcome.check_on,
        metric,
        reads: net.map(|net| &net.reads).or(gross.as_ref()),
        money: money.filter(|_| !in_money),
        chances,
        confidence: outcome.confidence,
        credits: &credits,
        currency,
    })
}

/// What makes an item of evidence the same item elsewhere: a file's hash, or its reference.
fn marks(outcome: &Outcome) -> Vec<String> {
    let mark =
        |item: &Evidence| item.file.as_ref().map_or(&item.reference, |file| &file.sha256).clone();
    outcome.evidence.iter().map(mark).collect()
}

/// The last day an outcome speaks of.
fn last_day(outcome: &Outcome) -> Day {
    let metric = outcome.metric.as_ref();
    let later = metric.and_then(|metric| metric.later.iter().map(|later| later.on).max());
    let measured = metric.and_then(|metric| metric.measured_on);
    outcome.day.max(later.or(measured).unwrap_or(outcome.day))
}

fn claim<'a>(outcome: &'a Outcome, evidence: &'a [String]) -> figure::Claim<'a> {
    figure::Claim {
        metric: outcome.metric.as_ref().map(|metric| metric.name.as_str()),
        period: Some((outcome.day, last_day(outcome))),
        evidence,
    }
}

/// What to mind about an outcome, as codes the window has sentences for.
fn cautions(outcome: &Outcome, worked: Option<&Worked>) -> Result<Vec<String>> {
    let mut found = Vec::new();
    for caution in worked.map(|worked| worked.cautions.as_slice()).unwrap_or_default() {
        found.push(store::to_word(caution)?);
    }
    let shares: Vec<Range> = outcome
        .credits
        .iter()
        .filter_map(|credit| credit.share)
        .filter_map(|share| Range::exactly(share).ok())
        .chain(outcome.share)
        .collect();
    // A share stored by an older version may be none; that is a caution, not the end of the page.
    if !matches!(figure::share::over_whole(&shares), Ok(None)) {
        found.push("shares-over-100".to_owned());
    }
    if !figure::share::own_share_unlocked(outcome.credits.len(), outcome.nobody_else) {
        found.push("credit-others-first".to_owned());
    }
    Ok(found)
}
