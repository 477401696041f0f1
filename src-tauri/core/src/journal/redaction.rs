//! A packet's rules, and the document without what they withhold.

use std::collections::BTreeSet;
use std::path::Path;

use ledgerline_packet::withhold::{
    self, Coarse, Deal, FigureRule, Found, Gate, NameRule, Named, Redacted, Rules, squeeze,
};
use ledgerline_packet::{Document, FileKind};

use super::Journal;
use crate::error::{Error, Result};
use crate::file;
use crate::id::{OutcomeId, PacketId};
use crate::person::Person;
use crate::store::snapshot::Scope;
use crate::store::{self, outcome, packet, rule};
use crate::time::{Day, Moment};
use crate::wire::{Basis, Deed, Doubt, PacketReview, PacketRule, Subject, Treatment};

/// Who is meant where neither name nor office may stand.
const COLLEAGUE: &str = "a colleague";

/// No description is longer.
const LONGEST: usize = 200;

/// One line of the rules as the library counts them.
pub(super) struct Line {
    pub(super) subject: Subject,
    pub(super) name: String,
    pub(super) treatment: Option<Treatment>,
    pub(super) basis: Basis,
    pub(super) asked_on: Option<Day>,
    /// Not the user's rule and not listed as one.
    pub(super) silent: bool,
    /// The line this is another name of.
    pub(super) of: Option<usize>,
}

impl Line {
    /// The same line under another name.
    fn again(&self, name: &str) -> Self {
        Self {
            subject: self.subject.clone(),
            name: name.to_owned(),
            treatment: self.treatment.clone(),
            basis: self.basis,
            asked_on: self.asked_on,
            silent: self.silent,
            of: self.of,
        }
    }
}

/// A packet's document without what is withheld, and what that took.
pub(super) struct Withheld {
    pub(super) redacted: Redacted,
    /// Parallel to the names, the figures and the numbers of the rules, in that order.
    pub(super) lines: Vec<Line>,
}

/// A document that may leave, and the gate every file of it goes through.
pub struct Cleared {
    document: Document,
    gate: Gate,
}

impl Cleared {
    pub(super) fn new(redacted: Redacted) -> Self {
        Self { document: redacted.document, gate: redacted.gate }
    }

    /// The document. It does not hold what is withheld.
    #[must_use]
    pub fn document(&self) -> &Document {
        &self.document
    }

    /// The document as a file, read again.
    ///
    /// # Errors
    /// What `render` says, or the file holds something withheld or cannot be read.
    pub fn bytes(
        &self,
        kind: FileKind,
        render: impl Fn(&Document) -> Result<Vec<u8>>,
    ) -> Result<Vec<u8>> {
        let bytes = render(&self.document)?;
        passes(&self.gate_for(kind, &render)?, kind, &bytes)?;
        Ok(bytes)
    }

    /// Writes the document as a file: beside the old one, read again from the disk, then put in
    /// its place. Gives its bytes.
    ///
    /// # Errors
    /// As [`Cleared::bytes`], or the file cannot be written. The old file then stands.
    pub fn write(
        &self,
        path: &Path,
        kind: FileKind,
        render: impl Fn(&Document) -> Result<Vec<u8>>,
    ) -> Result<Vec<u8>> {
        let bytes = render(&self.document)?;
        let gate = self.gate_for(kind, &render)?;
        file::write_checked(path, &bytes, |written| passes(&gate, kind, written))?;
        Ok(bytes)
    }

    /// Whether bytes made from the document may leave as they are.
    ///
    /// # Errors
    /// They hold something withheld, or cannot be read.
    pub fn check(&self, kind: FileKind, bytes: &[u8]) -> Result<()> {
        passes(&self.gate, kind, bytes)
    }

    /// Writes bytes made from the document, as [`Cleared::write`] does.
    ///
    /// # Errors
    /// They hold something withheld, or cannot be written or read.
    pub fn put(&self, path: &Path, kind: FileKind, bytes: Vec<u8>) -> Result<Vec<u8>> {
        file::write_checked(path, &bytes, |written| passes(&self.gate, kind, written))?;
        Ok(bytes)
    }

    /// The gate for one format. What an empty packet says in it is no secret.
    fn gate_for(
        &self,
        kind: FileKind,
        render: &impl Fn(&Document) -> Result<Vec<u8>>,
    ) -> Result<Gate> {
        let blank = Document {
            labels: self.document.labels.clone(),
            language: self.document.language.clone(),
            ..Document::default()
        };
        let mut gate = self.gate.clone();
        // A format that cannot write an empty packet has nothing of its own to spare.
        if let Ok(blank) = render(&blank) {
            gate.spare_blank(kind, &blank).map_err(|error| Error::Withheld(error.to_string()))?;
        }
        Ok(gate)
    }
}

/// Whether a file may be delivered.
fn passes(gate: &Gate, kind: FileKind, bytes: &[u8]) -> Result<()> {
    let found = gate.check(kind, bytes).map_err(|error| Error::Withheld(error.to_string()))?;
    match found.first() {
        None => Ok(()),
        Some(first) => Err(Error::Withheld(told(first, found.len()))),
    }
}

/// What the gate found, without the words.
fn told(first: &Found, count: usize) -> String {
    let more = if count > 1 { format!(", and {} more", count - 1) } else { String::new() };
    format!("its {} holds something that rule {} withholds{more}", first.part, first.rule + 1)
}

impl Journal {
    /// A packet's own rules.
    ///
    /// # Errors
    /// There is no such packet.
    pub fn packet_rules(&self, id: PacketId) -> Result<Vec<PacketRule>> {
        packet::read(self.store.db(), id)?;
        rule::all(self.store.db(), id)
    }

    /// Sets a rule, over the one about the same.
    ///
    /// # Errors
    /// There is no such packet, person or outcome, or the rule does not fit what it is about.
    pub fn set_packet_rule(
        &mut self,
        id: PacketId,
        set: PacketRule,
        now: &Moment,
    ) -> Result<PacketReview> {
        let set = self.sound(set)?;
        self.rules_changed(id, now, |tx| rule::put(tx, id, &set))
    }

    /// Takes a rule away.
    ///
    /// # Errors
    /// There is no such packet.
    pub fn drop_packet_rule(
        &mut self,
        id: PacketId,
        subject: &Subject,
        now: &Moment,
    ) -> Result<PacketReview> {
        self.rules_changed(id, now, |tx| rule::drop(tx, id, subject))
    }

    /// Keeps every word that was asked about only because nobody is known by it.
    ///
    /// # Errors
    /// There is no such packet.
    pub fn keep_unknown(&mut self, id: PacketId, now: &Moment) -> Result<PacketReview> {
        let review = self.packet_review(id)?;
        let unknown = review.unresolved.into_iter().filter(|one| one.doubt == Doubt::Unknown);
        let subjects: Vec<Subject> = unknown.map(|one| one.subject).collect();
        self.rules_changed(id, now, |tx| {
            subjects.into_iter().try_for_each(|subject| {
                rule::put(tx, id, &PacketRule { subject, treatment: Treatment::Keep })
            })
        })
    }

    fn rules_changed(
        &mut self,
        id: PacketId,
        now: &Moment,
        with: impl FnOnce(&store::Write<'_>) -> Result<()>,
    ) -> Result<PacketReview> {
        self.change(Deed::EditPacket, |tx, trace| {
            let edit = packet::read(tx, id)?;
            trace.touch(tx, Scope::Packet(id.0))?;
            with(tx)?;
            packet::put(tx, id, &edit, now)
        })?;
        self.packet_review(id)
    }

    /// The rule with its words trimmed, when it fits what it is about.
    fn sound(&self, mut set: PacketRule) -> Result<PacketRule> {
        let bad = |why: &str| Err(Error::BadInput(why.to_owned()));
        match &mut set.subject {
            Subject::Person { person } => {
                store::person::any(self.store.db(), *person)
                    .map_err(|_| Error::NotFound("person"))?;
            }
            Subject::Figure { outcome } => {
                outcome::line_of(self.store.db(), *outcome)?;
            }
            Subject::Term { term } => {
                *term = term.trim().to_owned();
                if squeeze(term).is_empty() {
                    return bad("a term needs a letter or a digit");
                }
            }
        }
        let number = match &set.subject {
            Subject::Person { .. } => false,
            Subject::Figure { .. } => true,
            Subject::Term { term } => withhold::is_number(term),
        };
        let in_dates =
            matches!(&set.subject, Subject::Term { term } if withhold::is_in_dates(term));
        match &mut set.treatment {
            Treatment::Band | Treatment::Round if !number => {
                return bad("only a number has a band or can be rounded; describe it instead");
            }
            Treatment::Describe { .. } | Treatment::Remove if in_dates => {
                return bad(
                    "a packet prints days and years of its own, so this number would stay in its \
                     dates; withhold it with the word beside it, or the figure of its outcome",
                );
            }
            Treatment::Describe { text } => {
                *text = text.trim().to_owned();
                if text.is_empty() {
                    return bad("a description needs words");
                }
                if text.chars().count() > LONGEST {
                    return bad("a description is a few words; this one is too long");
                }
            }
            Treatment::Keep | Treatment::Band | Treatment::Round | Treatment::Remove => {}
        }
        Ok(set)
    }

    /// `document` without what the packet's rules withhold. `leaving` names the outcome of each
    /// claim, section after section.
    pub(super) fn withheld(
        &self,
        id: PacketId,
        document: &Document,
        leaving: &[Vec<OutcomeId>],
    ) -> Result<Withheld> {
        let (rules, lines) = self.rules_for(id, document, leaving)?;
        let redacted = withhold::redact(document, &rules)
            .ok_or_else(|| Error::Withheld("there are too many names to look for".to_owned()))?;
        Ok(Withheld { redacted, lines })
    }

    fn rules_for(
        &self,
        id: PacketId,
        document: &Document,
        leaving: &[Vec<OutcomeId>],
    ) -> Result<(Rules, Vec<Line>)> {
        let own = rule::all(self.store.db(), id)?;
        let mut rules = Rules { known: self.known_words(document)?, ..Rules::default() };
        let mut lines = Vec::new();
        let other_names = store::person::credited_names(self.store.db())?;
        for (person, binned) in store::person::everybody(self.store.db())? {
            let chosen =
                own.iter().find(|rule| rule.subject == Subject::Person { person: person.id });
            let person_id = person.id;
            let line = person_line(person, chosen, &document.author);
            let others =
                other_names.iter().filter(|(id, name)| *id == person_id && *name != line.name);
            let at = lines.len();
            for name in others.map(|(_, name)| name).chain([&line.name]) {
                rules.names.push(NameRule {
                    named: Named::Person,
                    name: name.clone(),
                    deal: deal(line.treatment.as_ref()),
                    faint: binned,
                });
                lines.push(Line { silent: true, of: Some(at), ..line.again(name) });
            }
            // The first of them speaks for all.
            lines[at] = line;
        }
        let mut add_term = |name: &str, treatment: &Treatment, silent: bool| {
            rules.names.push(NameRule {
                named: Named::Term,
                name: name.to_owned(),
                deal: deal(Some(treatment)),
                faint: false,
            });
            lines.push(term_line(name, treatment, silent));
        };
        for (term, treatment) in terms(&own) {
            // A number's band stands for the number, however it is written.
            if literal(term, treatment) {
                add_term(term, treatment, false);
            }
        }
        if !squeeze(&document.author).is_empty() {
            add_term(&document.author, &Treatment::Keep, true);
        }
        self.add_figures(&own, leaving, &mut rules, &mut lines)?;
        for (term, treatment) in terms(&own) {
            let literal = literal(term, treatment);
            if let Some(with) = coarse(treatment).filter(|_| withhold::is_number(term)) {
                rules.numbers.push((term.to_owned(), with));
                lines.push(term_line(term, treatment, literal));
            }
        }
        Ok((rules, lines))
    }

    fn add_figures(
        &self,
        own: &[PacketRule],
        leaving: &[Vec<OutcomeId>],
        rules: &mut Rules,
        lines: &mut Vec<Line>,
    ) -> Result<()> {
        for one in own {
            let Subject::Figure { outcome } = one.subject else { continue };
            let Some(with) = coarse(&one.treatment) else { continue };
            // The same outcome may stand in the packet once only; one that left it meets nothing.
            let place = leaving.iter().enumerate().find_map(|(section, claims)| {
                Some((section, claims.iter().position(|known| *known == outcome)?))
            });
            let (section, claim) = place.unwrap_or((usize::MAX, usize::MAX));
            rules.figures.push(FigureRule { section, claim, with });
            lines.push(Line {
                subject: one.subject.clone(),
                name: outcome::line_of(self.store.db(), outcome)
                    .map(|line| line.statement)
                    .unwrap_or_default(),
                treatment: Some(one.treatment.clone()),
                basis: Basis::Chosen,
                asked_on: None,
                silent: false,
                of: None,
            });
        }
        Ok(())
    }

    /// Words that are no names to ask about: those of the journal's own lists and the headings.
    fn known_words(&self, document: &Document) -> Result<BTreeSet<String>> {
        let mut texts: Vec<String> =
            self.goals()?.into_iter().map(|goal| goal.goal.statement).collect();
        for (person, _) in store::person::everybody(self.store.db())? {
            texts.extend([person.role, person.area]);
        }
        texts.extend(self.tags()?.into_iter().map(|tag| tag.tag));
        texts.extend([&document.title, &document.author, &document.role].map(Clone::clone));
        texts.extend([document.level_now.clone(), document.level_target.clone()]);
        texts.extend(document.sections.iter().map(|section| section.heading.clone()));
        texts.extend(document.portfolio.iter().map(|project| project.name.clone()));
        let apart = |c: char| !c.is_alphanumeric();
        Ok(texts
            .iter()
            .flat_map(|text| text.split(apart))
            .map(squeeze)
            .filter(|word| !word.is_empty())
            .collect())
    }
}

fn terms(own: &[PacketRule]) -> impl Iterator<Item = (&str, &Treatment)> {
    own.iter().filter_map(|rule| match &rule.subject {
        Subject::Term { term } => Some((term.as_str(), &rule.treatment)),
        Subject::Person { .. } | Subject::Figure { .. } => None,
    })
}

/// Whether a term is looked for as it is written, and not only as the number it says. An amount
/// that looks like a year is no longer one within a date, and a percentage is none without a sign.
fn literal(term: &str, treatment: &Treatment) -> bool {
    match treatment {
        Treatment::Keep => true,
        Treatment::Band | Treatment::Round => false,
        Treatment::Describe { .. } | Treatment::Remove => {
            !withhold::says_a_date(term) && !withhold::is_percentage(term)
        }
    }
}

fn term_line(name: &str, treatment: &Treatment, silent: bool) -> Line {
    Line {
        subject: Subject::Term { term: name.to_owned() },
        name: name.to_owned(),
        treatment: Some(treatment.clone()),
        basis: Basis::Chosen,
        asked_on: None,
        silent,
        of: None,
    }
}

fn person_line(person: Person, chosen: Option<&PacketRule>, author: &str) -> Line {
    let office = if person.role.trim().is_empty() { COLLEAGUE.to_owned() } else { person.role };
    let (treatment, basis) = match (chosen, person.may_be_named) {
        (Some(rule), _) => (Some(rule.treatment.clone()), Basis::Chosen),
        (None, _) if squeeze(author) == squeeze(&person.name) => {
            (Some(Treatment::Keep), Basis::Author)
        }
        (None, Some(true)) => (Some(Treatment::Keep), Basis::Consent),
        // Who said no is not named; their office stands for them.
        (None, Some(false)) => (Some(Treatment::Describe { text: office }), Basis::Refusal),
        (None, None) => (None, Basis::Chosen),
    };
    Line {
        subject: Subject::Person { person: person.id },
        name: person.name,
        treatment,
        basis,
        asked_on: person.asked_on,
        silent: false,
        of: None,
    }
}

fn deal(treatment: Option<&Treatment>) -> Deal {
    match treatment {
        None => Deal::Ask,
        Some(Treatment::Keep) => Deal::Keep,
        Some(Treatment::Describe { text }) => Deal::Say(text.clone()),
        Some(Treatment::Remove | Treatment::Band | Treatment::Round) => Deal::Remove,
    }
}

fn coarse(treatment: &Treatment) -> Option<Coarse> {
    Some(match treatment {
        Treatment::Keep => return None,
        Treatment::Describe { text } => Coarse::Say(text.clone()),
        Treatment::Band => Coarse::Band,
        Treatment::Round => Coarse::Round,
        Treatment::Remove => Coarse::Remove,
    })
}
