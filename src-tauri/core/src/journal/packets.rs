//! Packets: choosing outcomes, arranging them, and the document they become.

use chrono::NaiveDate;
use ledgerline_packet::{Claim, Document, EvidenceLine, Labels, Length, Section};

use super::Journal;
use super::outcomes::{net, steps, told, worked};
use crate::entry::Entry;
use crate::error::{Error, Result};
use crate::figure::{Category, Reads};
use crate::id::{OutcomeId, PacketId};
use crate::outcome::Status;
use crate::outcome::record::Outcome;
use crate::store::snapshot::Scope;
use crate::store::{self, Write, entry, outcome, packet, words};
use crate::time::Moment;
use crate::wire::{
    Arrangement, Candidate, CandidateFilter, Deed, PacketEdit, PacketFormat, PacketItem,
    PacketLine, PacketSection, PacketView, Placement,
};

/// An outcome with the entries behind it.
struct Chosen {
    outcome: Outcome,
    entries: Vec<Entry>,
    /// Some entry behind it is confidential, if only one in the bin.
    confidential: bool,
}

/// Who is meant where neither name nor office may stand.
const COLLEAGUE: &str = "a colleague";

/// Sections by heading, in order.
type Sections = Vec<(String, Vec<Chosen>)>;

impl Chosen {
    /// Nothing behind it is confidential.
    fn may_leave(&self) -> bool {
        !self.entries.is_empty() && !self.confidential
    }

    fn goal(&self) -> Option<&str> {
        self.entries.iter().find_map(|entry| entry.goal.as_ref()).map(|goal| goal.name.as_str())
    }

    fn section(&self, arrangement: Arrangement) -> String {
        match arrangement {
            Arrangement::ByGoal => self.goal().unwrap_or_default().to_owned(),
            Arrangement::ByCategory => self.outcome.category.map(heading).unwrap_or_default(),
            Arrangement::OneList => String::new(),
        }
    }
}

impl Journal {
    /// Every packet, last changed first.
    ///
    /// # Errors
    /// The store does not answer.
    pub fn packets(&self) -> Result<Vec<PacketLine>> {
        packet::all(self.store.db())
    }

    /// Makes a packet.
    ///
    /// # Errors
    /// It has no title, or its period ends before it begins.
    pub fn new_packet(&mut self, edit: PacketEdit, now: &Moment) -> Result<PacketView> {
        let edit = PacketEdit { revision: 0, ..checked(edit)? };
        let id = PacketId::new(now);
        self.change(Deed::AddPacket, |tx, trace| {
            trace.touch(tx, Scope::Packet(id.0))?;
            packet::put(tx, id, &edit, now)
        })?;
        self.packet(id)
    }

    /// Changes what is written about a packet.
    ///
    /// # Errors
    /// The revision is not the newest, it has no title, or its period ends before it begins.
    pub fn save_packet(
        &mut self,
        id: PacketId,
        edit: PacketEdit,
        now: &Moment,
    ) -> Result<PacketView> {
        let edit = checked(edit)?;
        self.change(Deed::EditPacket, |tx, trace| {
            if packet::read(tx, id)?.revision != edit.revision {
                return Err(Error::Stale("packet"));
            }
            trace.touch(tx, Scope::Packet(id.0))?;
            packet::put(tx, id, &PacketEdit { revision: edit.revision + 1, ..edit }, now)
        })?;
        self.packet(id)
    }

    /// Puts a packet into the bin.
    ///
    /// # Errors
    /// There is no such packet.
    pub fn delete_packet(&mut self, id: PacketId, now: &Moment) -> Result<Vec<PacketLine>> {
        self.change(Deed::DeletePacket, |tx, trace| {
            packet::read(tx, id)?;
            trace.touch(tx, Scope::Packet(id.0))?;
            packet::delete(tx, id, now.at.timestamp_millis())
        })?;
        self.packets()
    }

    /// The packet whose title is `name`, or begins with it when only one does.
    ///
    /// # Errors
    /// None or more than one does.
    pub fn find_packet(&self, name: &str) -> Result<PacketId> {
        if let Ok(id) = name.parse() {
            return packet::read(self.store.db(), id).map(|_| id);
        }
        let wanted = words::fold(name.trim());
        let all = self.packets()?;
        if let Some(same) = all.iter().find(|packet| words::fold(&packet.title) == wanted) {
            return Ok(same.id);
        }
        let begins: Vec<_> =
            all.iter().filter(|packet| words::fold(&packet.title).starts_with(&wanted)).collect();
        match begins.as_slice() {
            [one] => Ok(one.id),
            [] => Err(Error::NotFound("packet")),
            _ => Err(Error::Ambiguous("packet")),
        }
    }

    /// Outcomes that could go into a packet, newest first.
    ///
    /// # Errors
    /// There is no such packet.
    pub fn candidates(&self, id: PacketId, filter: &CandidateFilter) -> Result<Vec<Candidate>> {
        let db = self.store.db();
        packet::read(db, id)?;
        let included = packet::outcomes(db, id)?;
        let wanted = words::fold(filter.text.trim());
        let mut found = Vec::new();
        for outcome in outcome::between(db, filter.from, filter.to)?.into_iter().rev() {
            let chosen = self.chosen(outcome)?;
            let goal = |entry: &Entry| entry.goal.as_ref().map(|goal| goal.id);
            let of_goal = filter.goal.is_none_or(|wanted| {
                chosen.entries.iter().any(|entry| goal(entry) == Some(wanted))
            });
            let fits = of_goal
                && !chosen.entries.is_empty()
                && words::fold(&chosen.outcome.statement).contains(&wanted);
            if fits {
                found.push(Candidate {
                    kind: chosen.entries.first().and_then(|entry| entry.kind),
                    day: chosen.outcome.day,
                    goal: chosen.goal().map(str::to_owned),
                    included: included.contains(&outcome),
                    may_leave: chosen.may_leave(),
                    outcome: outcome::line_of(db, outcome)?,
                });
            }
        }
        Ok(found)
    }

    fn chosen(&self, id: OutcomeId) -> Result<Chosen> {
        let db = self.store.db();
        let mut outcome = outcome::read(db, id)?;
        for credit in &mut outcome.credits {
            // Who said no is not named; their office stands for them.
            if let Some(person) = credit.person.map(|id| store::person::any(db, id)).transpose()?
                && person.may_be_named == Some(false)
            {
                credit.name = if person.role.is_empty() { COLLEAGUE.into() } else { person.role };
            }
        }
        let entries =
            outcome.entries.iter().map(|id| entry::read(db, *id)).collect::<Result<Vec<_>>>()?;
        let confidential = store::outcome::is_confidential(db, id)?;
        Ok(Chosen { outcome, entries, confidential })
    }

    /// Takes an outcome into a packet, or out of it.
    ///
    /// # Errors
    /// One of them is not there.
    pub fn include(
        &mut self,
        id: PacketId,
        outcome: OutcomeId,
        on: bool,
        now: &Moment,
    ) -> Result<PacketView> {
        self.arrange(id, now, |tx, outcomes| {
            outcome::line_of(tx, outcome)?;
            outcomes.retain(|known| *known != outcome);
            if on {
                outcomes.push(outcome);
            }
            Ok(())
        })
    }

    /// Moves an outcome within a packet.
    ///
    /// # Errors
    /// It is not in the packet.
    pub fn place(
        &mut self,
        id: PacketId,
        placement: &Placement,
        now: &Moment,
    ) -> Result<PacketView> {
        // The user counts places in the outline, section after section.
        let (_, sections, _) = self.sections(id)?;
        let shown: Vec<OutcomeId> = sections
            .iter()
            .flat_map(|(_, chosen)| chosen.iter().map(|one| one.outcome.id))
            .collect();
        self.arrange(id, now, |_, outcomes| {
            *outcomes = shown;
            let before = outcomes.len();
            outcomes.retain(|known| *known != placement.outcome);
            if outcomes.len() == before {
                return Err(Error::NotFound("outcome in this packet"));
            }
            let at = usize::try_from(placement.place).unwrap_or(usize::MAX).min(outcomes.len());
            outcomes.insert(at, placement.outcome);
            Ok(())
        })
    }

    fn arrange(
        &mut self,
        id: PacketId,
        now: &Moment,
        with: impl FnOnce(&Write<'_>, &mut Vec<OutcomeId>) -> Result<()>,
    ) -> Result<PacketView> {
        self.change(Deed::EditPacket, |tx, trace| {
            let edit = packet::read(tx, id)?;
            trace.touch(tx, Scope::Packet(id.0))?;
            let mut outcomes = packet::outcomes(tx, id)?;
            with(tx, &mut outcomes)?;
            packet::arrange(tx, id, &outcomes)?;
            packet::put(tx, id, &PacketEdit { revision: edit.revision + 1, ..edit }, now)
        })?;
        self.packet(id)
    }

    /// A packet with its sections and what it will look like.
    ///
    /// # Errors
    /// There is no such packet.
    pub fn packet(&self, id: PacketId) -> Result<PacketView> {
        let (edit, sections, held_back) = self.sections(id)?;
        let document = self.document(&edit, &sections)?;
        let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        let mut shown = Vec::new();
        // The document has only what may leave; the outline shows everything chosen.
        let lengths = ledgerline_packet::section_lengths(&document);
        let mut exported = document.sections.iter().enumerate();
        for (heading, chosen) in &sections {
            let leaving = chosen.iter().any(Chosen::may_leave);
            let section = if leaving { exported.next() } else { None };
            let mut claims = section.iter().flat_map(|(_, section)| section.claims.iter());
            let mut items = Vec::new();
            for one in chosen {
                let claim = if one.may_leave() { claims.next() } else { None };
                items.push(PacketItem {
                    outcome: outcome::line_of(self.store.db(), one.outcome.id)?,
                    kind: one.entries.first().and_then(|entry| entry.kind),
                    section: heading.clone(),
                    may_leave: one.may_leave(),
                    characters: claim.map_or(0, |claim| {
                        count(
                            Length::of(&ledgerline_packet::claim_text(claim, &document.labels))
                                .characters,
                        )
                    }),
                });
            }
            let characters = section
                .map_or(0, |(at, _)| count(lengths.get(at).map_or(0, |length| length.characters)));
            shown.push(PacketSection { heading: heading.clone(), items, characters });
        }
        Ok(PacketView {
            id,
            edit,
            sections: shown,
            characters: count(ledgerline_packet::length(&document).characters),
            held_back,
            preview: ledgerline_packet::html_body(&document),
        })
    }

    /// A packet's outcomes by section, in order, and how many of them may not leave.
    fn sections(&self, id: PacketId) -> Result<(PacketEdit, Sections, u32)> {
        let edit = packet::read(self.store.db(), id)?;
        let mut sections = Sections::new();
        let mut held_back = 0;
        for outcome in packet::outcomes(self.store.db(), id)? {
            let chosen = self.chosen(outcome)?;
            held_back += u32::from(!chosen.may_leave());
            let heading = chosen.section(edit.arrangement);
            match sections.iter_mut().find(|(known, _)| *known == heading) {
                Some((_, list)) => list.push(chosen),
                None => sections.push((heading, vec![chosen])),
            }
        }
        // What has no heading comes last.
        sections.sort_by_key(|(heading, _)| heading.is_empty());
        Ok((edit, sections, held_back))
    }

    /// The document a packet becomes. It is built from what may leave and holds nothing else: no
    /// private note, no confidential entry, nothing from the week.
    ///
    /// # Errors
    /// There is no such packet.
    pub fn packet_document(&self, id: PacketId) -> Result<Document> {
        let (edit, sections, _) = self.sections(id)?;
        self.document(&edit, &sections)
    }

    fn document(&self, edit: &PacketEdit, sections: &[(String, Vec<Chosen>)]) -> Result<Document> {
        let currency = self.settings()?.currency;
        let sections = sections
            .iter()
            .map(|(heading, chosen)| Section {
                heading: heading.clone(),
                intro: String::new(),
                claims: chosen
                    .iter()
                    .filter(|one| one.may_leave())
                    .map(|one| claim(one, &currency))
                    .collect(),
            })
            .filter(|section: &Section| !section.claims.is_empty())
            .collect();
        Ok(Document {
            title: edit.title.clone(),
            author: edit.author.clone(),
            level_now: edit.level_now.clone(),
            level_target: edit.level_target.clone(),
            period: edit.from.zip(edit.to),
            summary: edit.summary.clone(),
            sections,
            against: edit.against.clone(),
            next_scope: edit.next_scope.clone(),
            language: "en".to_owned(),
            labels: Labels::default(),
            ..Document::default()
        })
    }

    /// The bytes of a packet in a format. The same journal and packet give the same bytes.
    ///
    /// # Errors
    /// There is no such packet, or nothing in it may leave.
    pub fn export_packet(&self, id: PacketId, format: PacketFormat) -> Result<Vec<u8>> {
        let document = self.packet_document(id)?;
        if document.sections.is_empty() {
            return Err(Error::BadInput(
                "the packet holds no outcome that may leave; choose one first".to_owned(),
            ));
        }
        Ok(match format {
            PacketFormat::Markdown => ledgerline_packet::markdown(&document),
            PacketFormat::Html => ledgerline_packet::html(&document),
        }
        .into_bytes())
    }
}

/// A category's name as a heading.
fn heading(category: Category) -> String {
    let name = category.name();
    let (first, rest) = name.split_at(1);
    first.to_uppercase() + rest
}

fn checked(mut edit: PacketEdit) -> Result<PacketEdit> {
    edit.title = edit.title.trim().to_owned();
    if edit.title.is_empty() {
        return Err(Error::BadInput("a packet needs a title".to_owned()));
    }
    if edit.from.zip(edit.to).is_some_and(|(from, to)| to < from) {
        return Err(Error::BadInput("the packet's period ends before it begins".to_owned()));
    }
    Ok(edit)
}

fn claim(chosen: &Chosen, currency: &str) -> Claim {
    let outcome = &chosen.outcome;
    let worked = worked(outcome, currency);
    let net = worked.as_ref().and_then(|worked| net(outcome, worked));
    let written = chosen
        .entries
        .first()
        .map(|entry| (entry.captured_at.date_naive() - entry.day).num_days())
        .and_then(|days| u32::try_from(days).ok());
    Claim {
        heading: None,
        sentence: told(outcome, net.as_ref(), currency),
        status_note: status_note(outcome.status, outcome.check_on),
        figure: figure(outcome, net.as_ref().map(|net| &net.reads), currency),
        counterfactual: Some(outcome.counterfactual.text.clone()).filter(|text| !text.is_empty()),
        evidence: outcome
            .evidence
            .iter()
            .map(|item| EvidenceLine {
                grade: item.grade.number(),
                grade_name: item.grade.name().to_owned(),
                reference: item.reference.clone(),
                dated: item.dated,
            })
            .collect(),
        credits: outcome
            .credits
            .iter()
            .map(|credit| match credit.did.as_str() {
                "" => credit.name.clone(),
                did => format!("{}: {did}", credit.name),
            })
            .collect(),
        written_after_days: written,
        steps: steps(worked.as_ref(), net.as_ref(), currency),
    }
}

fn figure(outcome: &Outcome, net: Option<&Reads>, currency: &str) -> Option<String> {
    match net {
        Some(reads) => Some(reads.text(currency)),
        None => outcome.figure.as_ref().map(|figure| figure.text(currency)),
    }
}

fn status_note(status: Status, check_on: Option<NaiveDate>) -> Option<String> {
    let note = match status {
        Status::Happened => return None,
        Status::Expected => "expected",
        Status::Partly => "partly",
        Status::DidNot => "did not happen",
    };
    Some(match check_on.filter(|_| status == Status::Expected) {
        Some(day) => format!("{note} by {day}"),
        None => note.to_owned(),
    })
}
