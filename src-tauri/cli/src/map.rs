//! `map`: recording what came of an entry.

use clap::Args;
use ledgerline_core::figure::{Calculation, Category, Range};
use ledgerline_core::id::{EntryId, EvidenceId, OutcomeId};
use ledgerline_core::journal::Journal;
use ledgerline_core::outcome::record::{Credit, Evidence, EvidenceKind, Outcome as Came};
use ledgerline_core::outcome::{Confidence, Grade, Part, Status};
use ledgerline_core::time::Day;
use ledgerline_core::wire::{EntryEdit, EntryView};

use crate::call::Call;
use crate::failure::{Failure, Outcome};
use crate::show;
use crate::words::{self, Looking};

/// Record what came of an entry, or link an outcome that is there already
#[derive(Args)]
#[command(group = clap::ArgGroup::new("what").required(true).multiple(false))]
pub(crate) struct Map {
    /// The entry's id, or the end or the beginning of it
    id: String,
    /// What changed, in one sentence
    #[arg(long, group = "what", value_name = "TEXT")]
    outcome: Option<String>,
    /// Change an outcome of this entry instead of adding one
    #[arg(long, group = "what", value_name = "OUTCOME")]
    change: Option<String>,
    /// Link an outcome of another entry
    #[arg(long, group = "what", value_name = "OUTCOME")]
    link: Option<String>,
    /// Take a link to an outcome away
    #[arg(long, group = "what", value_name = "OUTCOME")]
    unlink: Option<String>,
    /// No outcome, and that is fine
    #[arg(long, group = "what")]
    none: bool,
    #[command(flatten)]
    fields: Fields,
}

/// What is said about an outcome.
#[derive(Args)]
struct Fields {
    /// The sentence, with --change
    #[arg(long, value_name = "TEXT", requires = "change")]
    statement: Option<String>,
    /// capacity, revenue, cost, speed, risk, people, trust or direction
    #[arg(long, value_parser = words::category)]
    category: Option<Category>,
    /// How much: `24..28 hours`, `$410k*35%`, `6 people * 4 h/week * 8 weeks`
    #[arg(long, value_name = "ARITHMETIC")]
    figure: Option<String>,
    /// expected, happened, partly or did-not
    #[arg(long, value_parser = words::word::<Status>)]
    status: Option<Status>,
    /// When to look again
    #[arg(long, value_name = "DAY", allow_hyphen_values = true)]
    check_on: Option<String>,
    /// How sure the number is: guess, reasoned, measured
    #[arg(long, value_parser = words::word::<Confidence>)]
    confidence: Option<Confidence>,
    /// What would have happened had I done nothing
    #[arg(long, value_name = "TEXT")]
    otherwise: Option<String>,
    /// Percent that would have come anyway, in quarters: `25` or `0..50`
    #[arg(long, value_name = "LOW..HIGH", value_parser = words::quarters)]
    anyway: Option<Range>,
    /// What others did: `Mei-Lin: wrote the migration`
    #[arg(long, value_name = "NAME: DID")]
    credit: Vec<String>,
    /// There is nobody else to credit
    #[arg(long, conflicts_with = "credit")]
    nobody_else: bool,
    /// My part: decided, enabled, advised, built, …
    #[arg(long, value_parser = words::word::<Part>)]
    part: Option<Part>,
    /// My share of it in percent: `40` or `25..75`
    #[arg(long, value_name = "LOW..HIGH", value_parser = words::percent)]
    share: Option<Range>,
    /// What supports it, with its grade 0 to 5: `2: minutes of the steering group`
    #[arg(long, value_name = "GRADE: REFERENCE")]
    evidence: Vec<String>,
}

impl Map {
    pub(crate) fn run(self, call: &mut Call) -> Outcome {
        let said = self.fields.read(call)?;
        if said.is_none() && self.change.is_some() {
            return Err(Failure::Usage("say what to change, as in `--status happened`".to_owned()));
        }
        if said.is_some() && self.outcome.is_none() && self.change.is_none() {
            return Err(Failure::Usage(
                "only --outcome and --change take more about the outcome".to_owned(),
            ));
        }
        if self.outcome.as_deref().is_some_and(|text| text.trim().is_empty()) {
            return Err(Failure::Usage("say in one sentence what changed".to_owned()));
        }
        let mut journal = call.open()?;
        let entry = journal.find_entry(&self.id)?;
        let view = match said {
            Some(said) => self.write(entry, said, &mut journal, call)?,
            None => self.connect(entry, &mut journal, call)?,
        };
        let currency = journal.settings()?.currency;
        show::print(&view, &currency, call)
    }

    /// A new or changed outcome, with what is said about it.
    fn write(
        &self,
        entry: EntryId,
        said: Said,
        journal: &mut Journal,
        call: &Call,
    ) -> Outcome<EntryView> {
        let figure = said.work_out(journal)?;
        let Some(statement) = &self.outcome else {
            let view = journal.entry(entry, &call.now)?;
            let mut outcome = of(&view, self.change.as_deref().unwrap_or_default())?;
            said.put_into(&mut outcome, figure);
            return Ok(journal.save_outcome(entry, outcome, &call.now)?);
        };
        let fill = |outcome: &mut _| said.put_into(outcome, figure);
        Ok(journal.record_outcome(entry, statement, fill, &call.now)?)
    }

    fn connect(&self, entry: EntryId, journal: &mut Journal, call: &Call) -> Outcome<EntryView> {
        if let Some(statement) = &self.outcome {
            return Ok(journal.new_outcome(entry, statement, &call.now)?);
        }
        if let Some(link) = &self.link {
            let outcome = anywhere(journal, link)?;
            return Ok(journal.link(entry, outcome, &call.now)?);
        }
        let view = journal.entry(entry, &call.now)?;
        if let Some(link) = &self.unlink {
            let outcome = of(&view, link)?;
            return Ok(journal.unlink(entry, outcome.id, &call.now)?);
        }
        let edit = EntryEdit {
            revision: view.entry.revision,
            no_outcome: Some(true),
            ..EntryEdit::default()
        };
        Ok(journal.edit_entry(entry, edit, &call.now)?)
    }
}

/// The arguments, read and found to make sense.
struct Said {
    statement: Option<String>,
    category: Option<Category>,
    figure: Option<String>,
    status: Option<Status>,
    check_on: Option<Day>,
    confidence: Option<Confidence>,
    otherwise: Option<String>,
    anyway: Option<Range>,
    credits: Vec<Credit>,
    nobody_else: bool,
    part: Option<Part>,
    share: Option<Range>,
    evidence: Vec<Evidence>,
}

impl Fields {
    /// Everything that can be wrong is found before anything is written. None when nothing was
    /// said.
    fn read(&self, call: &Call) -> Outcome<Option<Said>> {
        let ahead = |text: &String| words::day(text, Looking::Ahead, call.now.day());
        let said = Said {
            statement: self.statement.clone(),
            category: self.category,
            figure: self.figure.clone(),
            status: self.status,
            check_on: self.check_on.as_ref().map(ahead).transpose()?,
            confidence: self.confidence,
            otherwise: self.otherwise.clone(),
            anyway: self.anyway,
            credits: self.credit.iter().map(|text| credit(text)).collect::<Outcome<_>>()?,
            nobody_else: self.nobody_else,
            part: self.part,
            share: self.share,
            evidence: self
                .evidence
                .iter()
                .map(|text| evidence(text, call))
                .collect::<Outcome<_>>()?,
        };
        let silent = said.statement.is_none()
            && said.category.is_none()
            && said.figure.is_none()
            && said.status.is_none()
            && said.check_on.is_none()
            && said.confidence.is_none()
            && said.otherwise.is_none()
            && said.anyway.is_none()
            && said.credits.is_empty()
            && !said.nobody_else
            && said.part.is_none()
            && said.share.is_none()
            && said.evidence.is_empty();
        Ok((!silent).then_some(said))
    }
}

impl Said {
    /// The typed figure with its result, so that bad arithmetic is found before writing.
    fn work_out(&self, journal: &Journal) -> Outcome<Option<Worked>> {
        let Some(text) = &self.figure else { return Ok(None) };
        let calculation = Calculation::Typed { text: text.clone() };
        let worked = journal
            .work_out(&calculation)
            .map_err(|error| Failure::Usage(format!("the figure cannot be worked out: {error}")))?;
        Ok(Some(Worked { calculation, figure: worked.figure }))
    }

    fn put_into(self, outcome: &mut Came, worked: Option<Worked>) {
        if let Some(statement) = self.statement {
            outcome.statement = statement;
        }
        if let Some(worked) = worked {
            outcome.calculation = Some(worked.calculation);
            outcome.figure = worked.figure;
        }
        if let Some(status) = self.status {
            outcome.status = status;
        }
        if let Some(otherwise) = self.otherwise {
            outcome.counterfactual.text = otherwise;
        }
        outcome.category = self.category.or(outcome.category);
        outcome.check_on = self.check_on.or(outcome.check_on);
        outcome.confidence = self.confidence.or(outcome.confidence);
        outcome.counterfactual.anyway = self.anyway.or(outcome.counterfactual.anyway);
        outcome.part = self.part.or(outcome.part);
        outcome.share = self.share.or(outcome.share);
        outcome.nobody_else |= self.nobody_else;
        outcome.credits.extend(self.credits);
        outcome.evidence.extend(self.evidence);
    }
}

/// A figure as typed, and what it comes to.
struct Worked {
    calculation: Calculation,
    figure: Option<ledgerline_core::figure::Figure>,
}

fn credit(text: &str) -> Outcome<Credit> {
    let (name, did) = text.split_once(':').unwrap_or((text, ""));
    let (name, did) = (name.trim().trim_start_matches('@').to_owned(), did.trim().to_owned());
    if name.is_empty() {
        return Err(Failure::Usage(
            "a credit is such as `Mei-Lin: wrote the migration`".to_owned(),
        ));
    }
    Ok(Credit { person: None, name, did, share: None })
}

fn evidence(text: &str, call: &Call) -> Outcome<Evidence> {
    let wrong = |why: &str| {
        Failure::Usage(format!("evidence is such as `2: minutes of the steering group`; {why}"))
    };
    let (grade, reference) =
        text.split_once(':').ok_or_else(|| wrong("the grade and a colon come first"))?;
    let grade = words::grade(grade).map_err(|why| wrong(&why))?;
    let reference = reference.trim().to_owned();
    if reference.is_empty() {
        return Err(wrong("the reference is missing"));
    }
    Ok(Evidence {
        id: EvidenceId::new(&call.now),
        kind: kind_of(grade, &reference),
        grade,
        reference,
        said_by: None,
        dated: Some(call.now.day()),
        file: None,
    })
}

/// What evidence of this grade most often is; the window can say otherwise.
fn kind_of(grade: Grade, reference: &str) -> EvidenceKind {
    if reference.starts_with("https://") || reference.starts_with("http://") {
        return EvidenceKind::Link;
    }
    match grade.number() {
        0 | 1 => EvidenceKind::OwnNote,
        2 => EvidenceKind::Document,
        3 => EvidenceKind::Quote,
        4 => EvidenceKind::MetricExport,
        _ => EvidenceKind::Contract,
    }
}

/// The outcome of this entry that `id` names, in whole or by its end or beginning.
fn of(view: &EntryView, id: &str) -> Outcome<Came> {
    let ids = view.outcomes.iter().map(|outcome| outcome.outcome.id);
    let wanted = matching(ids, id)?;
    let found = view.outcomes.iter().find(|outcome| outcome.outcome.id == wanted);
    found.map(|outcome| outcome.outcome.clone()).ok_or_else(unknown)
}

/// The outcome of any entry that `id` names.
fn anywhere(journal: &Journal, id: &str) -> Outcome<OutcomeId> {
    if let Ok(whole) = id.parse() {
        return Ok(whole);
    }
    matching(journal.find_outcomes("")?.into_iter().map(|outcome| outcome.id), id)
}

fn matching(ids: impl Iterator<Item = OutcomeId>, part: &str) -> Outcome<OutcomeId> {
    let part = part.trim().to_lowercase();
    if part.len() < 4 {
        return Err(Failure::Usage("give at least four letters of the outcome's id".to_owned()));
    }
    let fits = |id: &OutcomeId| {
        let id = id.to_string();
        id.starts_with(&part) || id.ends_with(&part)
    };
    let mut found = ids.filter(fits);
    match (found.next(), found.next()) {
        (Some(id), None) => Ok(id),
        (None, _) => Err(unknown()),
        (Some(_), Some(_)) => {
            Err(Failure::Failed("more than one outcome has this id; give more of it".to_owned()))
        }
    }
}

fn unknown() -> Failure {
    Failure::Failed("there is no such outcome here; `ledgerline show ID` lists them".to_owned())
}
