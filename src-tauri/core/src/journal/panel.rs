//! A packet as its readers will take it: forms, wording marks, the rehearsal, and what is weak.

use std::collections::HashSet;

use ledgerline_packet::flow::PartKind;
use ledgerline_packet::{Claim, Document, PartText, claim_text};

use super::Journal;
use super::outcomes;
use super::outline::{Arranged, Chosen, held_back};
use crate::coach::{Coach, CoachFileError, Known};
use crate::error::{Error, Result};
use crate::form::{self, FormFileError};
use crate::id::{OutcomeId, PacketId};
use crate::rehearsal::{self, Beside};
use crate::store::{self, setting};
use crate::time::Moment;
use crate::wire::{
    Budget, ClaimDoubts, CoachMark, CoachRules, CoachedText, Count, FilledForm, FormProfile,
    Missing, OverLimit, PacketCheck, PacketEdit, Rehearsal, WeakClaim,
};

/// The setting that holds the user's own forms.
const FORMS: &str = "form-profiles";

/// The setting that holds the user's own rule file.
const RULES: &str = "coach-rules";

impl From<CoachFileError> for Error {
    fn from(error: CoachFileError) -> Self {
        Self::BadInput(error.to_string())
    }
}

impl From<FormFileError> for Error {
    fn from(error: FormFileError) -> Self {
        Self::BadInput(error.to_string())
    }
}

/// A claim of the document with the outcome it was made from.
struct Told<'a> {
    chosen: &'a Chosen,
    claim: Claim,
    heading: String,
}

impl Journal {
    /// Every form profile: the presets, changed ones in their place, then the user's own.
    ///
    /// # Errors
    /// The store does not answer.
    pub fn form_profiles(&self) -> Result<Vec<FormProfile>> {
        let mut own: Vec<FormProfile> = setting::get(self.store.db(), FORMS)?;
        let mut all = form::presets()?;
        for preset in &mut all {
            if let Some(at) = own.iter().position(|form| form.key == preset.key) {
                *preset = own.remove(at);
            }
        }
        all.extend(own);
        Ok(all)
    }

    /// Keeps a form of the user's own, or a changed preset.
    ///
    /// # Errors
    /// It has no name or no fields, or a field takes what no packet has.
    pub fn save_form_profile(&mut self, profile: FormProfile) -> Result<Vec<FormProfile>> {
        self.save_form_profiles(vec![profile])
    }

    /// Keeps forms of the user's own, or changed presets: all of them, or none.
    ///
    /// # Errors
    /// One has no name or no fields, or a field takes what no packet has.
    pub fn save_form_profiles(&mut self, forms: Vec<FormProfile>) -> Result<Vec<FormProfile>> {
        for (number, profile) in (1..).zip(&forms) {
            form::check(profile, number)?;
        }
        self.change_forms(|own| {
            for profile in forms {
                own.retain(|form| form.key != profile.key);
                own.push(FormProfile { preset: false, ..profile });
            }
        })
    }

    /// Removes a form of the user's own; a changed preset is as it was again.
    ///
    /// # Errors
    /// The user has no such form.
    pub fn delete_form_profile(&mut self, key: &str) -> Result<Vec<FormProfile>> {
        let own: Vec<FormProfile> = setting::get(self.store.db(), FORMS)?;
        if own.iter().all(|form| form.key != key) {
            return Err(Error::NotFound("form of your own"));
        }
        self.change_forms(|own| own.retain(|form| form.key != key))
    }

    fn change_forms(
        &mut self,
        with: impl FnOnce(&mut Vec<FormProfile>),
    ) -> Result<Vec<FormProfile>> {
        let tx = self.store.write()?;
        let mut own: Vec<FormProfile> = setting::get(&tx, FORMS)?;
        with(&mut own);
        setting::put(&tx, FORMS, &own)?;
        tx.commit()?;
        self.form_profiles()
    }

    /// A form filled from a packet's exported text.
    ///
    /// # Errors
    /// There is no such packet or form.
    pub fn filled_form(&self, id: PacketId, key: &str) -> Result<FilledForm> {
        let document = self.packet_document(id)?;
        self.fill(key, &ledgerline_packet::parts(&document))
    }

    fn fill(&self, key: &str, parts: &[PartText]) -> Result<FilledForm> {
        let all = self.form_profiles()?;
        let profile = all.iter().find(|form| form.key == key).ok_or(Error::NotFound("form"))?;
        Ok(form::fill(profile, parts))
    }

    /// The coach's rule file.
    ///
    /// # Errors
    /// The store does not answer.
    pub fn coach_rules(&self) -> Result<CoachRules> {
        let own: Option<String> = setting::get(self.store.db(), RULES)?;
        Ok(CoachRules {
            own: own.is_some(),
            text: own.unwrap_or_else(|| Coach::shipped_text().to_owned()),
        })
    }

    /// Replaces the coach's rule file; none brings the shipped one back.
    ///
    /// # Errors
    /// The file cannot be used; the sentence says where.
    pub fn save_coach_rules(&mut self, text: Option<String>) -> Result<CoachRules> {
        if let Some(text) = &text {
            Coach::read(text)?;
        }
        let tx = self.store.write()?;
        setting::put(&tx, RULES, &text)?;
        tx.commit()?;
        self.coach_rules()
    }

    fn coach(&self) -> Result<Coach> {
        let CoachRules { text, .. } = self.coach_rules()?;
        Ok(Coach::read(&text)?)
    }

    /// The marks of a text that is no claim.
    ///
    /// # Errors
    /// The store does not answer.
    pub fn coach_text(&self, text: &str) -> Result<Vec<CoachMark>> {
        Ok(marks(&self.coach()?, text, Known::default()))
    }

    /// Every text of a packet that the user wrote, with its marks, in the exported order.
    ///
    /// # Errors
    /// There is no such packet.
    pub fn coach_packet(&self, id: PacketId) -> Result<Vec<CoachedText>> {
        let (edit, sections) = self.arranged(id)?;
        // The user's own words are marked, not what stands for them in the file.
        let document = self.document(&edit, &sections)?;
        let (coach, claims) = (self.coach()?, told(&sections, &document));
        let mut texts = Vec::new();
        let mut add = |heading: &str, outcome, text: &str, known| {
            if !text.trim().is_empty() {
                let marks = marks(&coach, text, known);
                let (heading, text) = (heading.to_owned(), text.to_owned());
                texts.push(CoachedText { heading, outcome, text, marks });
            }
        };
        let parts = ledgerline_packet::parts(&document);
        let of = |kind| parts.iter().filter(move |part| part.kind == kind);
        for part in of(PartKind::Summary) {
            add(&part.heading, None, &part.text, Known::default());
        }
        for told in &claims {
            let outcome = &told.chosen.outcome;
            let known = Known {
                nobody_credited: outcome.credits.is_empty() && !outcome.nobody_else,
                no_counterfactual: outcome.counterfactual.text.trim().is_empty(),
            };
            add(&told.heading, Some(outcome.id), &told.claim.sentence, known);
        }
        for part in of(PartKind::Against).chain(of(PartKind::NextScope)) {
            add(&part.heading, None, &part.text, Known::default());
        }
        Ok(texts)
    }

    /// A packet as a busy panel reads it.
    ///
    /// # Errors
    /// There is no such packet.
    pub fn rehearse(&self, id: PacketId, now: &Moment) -> Result<Rehearsal> {
        let (edit, sections) = self.arranged(id)?;
        let document = self.exported(id, &edit, &sections)?;
        let first = rehearsal::first(&ledgerline_packet::reading(&document), rehearsal::WORDS);
        let claims = told(&sections, &document);
        let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        let said = |told: &&Told<'_>| {
            let text = claim_text(&told.claim, &document.labels);
            text.lines().next().is_some_and(|line| first.text.contains(line))
        };
        Ok(Rehearsal {
            seconds: rehearsal::FIRST_READ,
            claims_reached: count(claims.iter().filter(said).count()),
            claims: count(claims.len()),
            doubts: self.doubts(&claims, now)?,
            words: first.words,
            first: first.text,
            left: first.left,
            headings: first.headings,
        })
    }

    fn doubts(&self, claims: &[Told<'_>], now: &Moment) -> Result<Vec<ClaimDoubts>> {
        let mut found = Vec::new();
        for told in claims {
            let (twice, overlaps) = self.counted_twice(told, claims)?;
            let beside =
                Beside { claim: &told.claim, twice: &twice, told: &overlaps, today: now.day() };
            let doubts = rehearsal::doubts(&told.chosen.outcome, &beside);
            let open = doubts.iter().filter(|doubt| doubt.answers.is_empty()).count();
            found.push(ClaimDoubts {
                outcome: told.chosen.outcome.id,
                sentence: told.claim.sentence.clone(),
                doubts,
                unanswered: u32::try_from(open).unwrap_or(u32::MAX),
            });
        }
        Ok(found)
    }

    /// Other claims of the packet that may be the same result, and those the user said overlap.
    fn counted_twice(
        &self,
        told: &Told<'_>,
        claims: &[Told<'_>],
    ) -> Result<(Vec<String>, Vec<String>)> {
        let ids: HashSet<OutcomeId> = claims.iter().map(|told| told.chosen.outcome.id).collect();
        let db = self.store.db();
        let view = outcomes::view(
            db,
            store::outcome::read(db, told.chosen.outcome.id)?,
            &self.settings()?.currency,
        )?;
        let twice = view.count_once.into_iter().filter(|other| ids.contains(&other.outcome));
        let overlaps = &told.chosen.outcome.overlaps;
        let known =
            |told: &&Told<'_>| overlaps.iter().any(|one| one.with == told.chosen.outcome.id);
        let told = claims.iter().filter(known).map(|told| told.chosen.outcome.statement.clone());
        Ok((twice.map(|other| other.statement).collect(), told.collect()))
    }

    /// Everything to look at before a packet leaves.
    ///
    /// # Errors
    /// There is no such packet.
    pub fn check_packet(&self, id: PacketId, now: &Moment) -> Result<PacketCheck> {
        let (edit, sections) = self.arranged(id)?;
        let document = self.exported(id, &edit, &sections)?;
        let claims = told(&sections, &document);
        let mut weak_claims = Vec::new();
        for told in &claims {
            let (twice, overlaps) = self.counted_twice(told, &claims)?;
            let beside =
                Beside { claim: &told.claim, twice: &twice, told: &overlaps, today: now.day() };
            let why = rehearsal::weaknesses(&told.chosen.outcome, &beside);
            if !why.is_empty() {
                let outcome = told.chosen.outcome.id;
                weak_claims.push(WeakClaim { outcome, sentence: told.claim.sentence.clone(), why });
            }
        }
        let blank = |text: &str| text.trim().is_empty();
        let missing = [
            (Missing::Claims, claims.is_empty()),
            (Missing::Summary, blank(&edit.summary)),
            (Missing::Against, blank(&edit.against)),
        ];
        let voices = self.voice_lines(&edit, &sections)?;
        let kept = voices.iter().filter(|line| line.included && !line.may_leave).count();
        Ok(PacketCheck {
            id,
            unresolved: self.packet_review(id)?.unresolved,
            over_limit: self.over_limit(id, &edit, &ledgerline_packet::parts(&document))?,
            weak_claims,
            missing: missing.into_iter().filter(|(_, is)| *is).map(|(what, _)| what).collect(),
            held_back: held_back(&sections),
            unpermitted: u32::try_from(kept).unwrap_or(u32::MAX),
        })
    }

    fn over_limit(
        &self,
        id: PacketId,
        edit: &PacketEdit,
        parts: &[PartText],
    ) -> Result<Vec<OverLimit>> {
        let mut found = Vec::new();
        let mut add = |what: &str, name: &str, count: Count, budget: Option<Budget>| {
            let over = count.over(budget);
            if let Some(budget) = budget.filter(|_| over > 0) {
                let (what, name) = (what.to_owned(), name.to_owned());
                found.push(OverLimit { what, name, count, budget, over });
            }
        };
        let view = self.packet(id)?;
        add("packet", &edit.title, view.count, edit.budget);
        for section in &view.sections {
            add("section", &section.heading, section.count, section.budget);
        }
        if !edit.profile.is_empty() {
            match self.fill(&edit.profile, parts) {
                Ok(form) => {
                    for field in form.fields {
                        let budget = field.limit.map(|limit| Budget { limit, unit: field.unit });
                        add("field", &field.label, field.count, budget);
                    }
                }
                // The form was removed since.
                Err(Error::NotFound(_)) => {}
                Err(error) => return Err(error),
            }
        }
        Ok(found)
    }
}

/// Marks with places the window can use.
fn marks(coach: &Coach, text: &str, known: Known) -> Vec<CoachMark> {
    let units = |byte: usize| {
        let units = text[..byte].chars().map(char::len_utf16).sum::<usize>();
        u32::try_from(units).unwrap_or(u32::MAX)
    };
    let mark = |mark: &crate::coach::Mark<'_>| CoachMark {
        rule: mark.rule.to_owned(),
        from: units(mark.from),
        to: units(mark.to),
        words: text[mark.from..mark.to].to_owned(),
        why: mark.why.to_owned(),
        ask: mark.ask.to_owned(),
    };
    coach.marks(text, known).iter().map(mark).collect()
}

/// The claims that leave, each with its outcome, in the exported order.
fn told<'a>(sections: &'a [Arranged], document: &Document) -> Vec<Told<'a>> {
    let leaving = sections.iter().flat_map(|section| &section.chosen).filter(|one| one.may_leave());
    let claims = document.sections.iter().flat_map(|section| {
        section.claims.iter().map(|claim| (section.heading.clone(), claim.clone()))
    });
    leaving.zip(claims).map(|(chosen, (heading, claim))| Told { chosen, claim, heading }).collect()
}
