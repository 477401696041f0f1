//! Packets: choosing outcomes, arranging them, and the document they become.

use std::path::Path;

use ledgerline_packet::{Document, Labels, Section};

use super::Journal;
use super::claims::claim;
use super::outline::{self, Arranged, Chosen, held_back};
use super::presses::{Presses, file_kind};
use super::redaction::Withheld;
use crate::entry::Entry;
use crate::error::{Error, Result};
use crate::id::{OutcomeId, PacketId};
use crate::store::snapshot::Scope;
use crate::store::{Write, outcome, packet, week, words};
use crate::time::Moment;
use crate::wire::{
    Candidate, CandidateFilter, Count, Deed, PacketEdit, PacketFormat, PacketItem, PacketLine,
    PacketSection, PacketView, Placement,
};

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
        let marked = week::ever_marked(db)?;
        let wanted = words::fold(filter.text.trim());
        let mut found = Vec::new();
        for outcome in outcome::between(db, filter.from, filter.to)?.into_iter().rev() {
            let chosen = self.chosen(outcome, None)?;
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
                    included: included.iter().any(|(known, _)| *known == outcome),
                    may_leave: chosen.may_leave(),
                    marked: chosen.entries.iter().any(|entry| marked.contains(&entry.id)),
                    outcome: outcome::line_of(db, outcome)?,
                });
            }
        }
        Ok(found)
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
            outcomes.retain(|(known, _)| *known != outcome);
            if on {
                outcomes.push((outcome, None));
            }
            Ok(())
        })
    }

    /// Moves an outcome within a packet, to another section too.
    ///
    /// # Errors
    /// It is not in the packet, or the packet has no such section.
    pub fn place(
        &mut self,
        id: PacketId,
        placement: &Placement,
        now: &Moment,
    ) -> Result<PacketView> {
        let mut arranged = self.arranged(id)?.1;
        let moved = outline::take(&mut arranged, placement.outcome)
            .ok_or(Error::NotFound("outcome in this packet"))?;
        let at = usize::try_from(placement.place).unwrap_or(usize::MAX);
        let mut order = outline::order(&arranged);
        match &placement.section {
            // The user counts places in the outline, section after section.
            None => order.insert(at.min(order.len()), moved),
            Some(key) => {
                let (from, to) = outline::reach(&arranged, key)
                    .ok_or(Error::NotFound("section in this packet"))?;
                order.insert(
                    (from + at.min(to - from)).min(order.len()),
                    (moved.0, Some(key.clone())),
                );
            }
        }
        self.arrange(id, now, |_, outcomes| {
            *outcomes = order;
            Ok(())
        })
    }

    fn arrange(
        &mut self,
        id: PacketId,
        now: &Moment,
        with: impl FnOnce(&Write<'_>, &mut Vec<packet::Placed>) -> Result<()>,
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
        let (edit, sections) = self.arranged(id)?;
        let document = self.exported(id, &edit, &sections)?;
        let lengths = ledgerline_packet::section_lengths(&document);
        // The document has only what may leave; the outline shows everything chosen.
        let mut exported = document.sections.iter().zip(&lengths);
        let mut shown = Vec::new();
        for section in &sections {
            let leaves = section.chosen.iter().any(Chosen::may_leave);
            let (leaving, length) = if leaves { exported.next() } else { None }.unzip();
            let count = length.map_or_else(Count::default, |length| (*length).into());
            let mut claims = leaving.into_iter().flat_map(|section| section.claims.iter());
            let mut items = Vec::new();
            for one in &section.chosen {
                let claim = if one.may_leave() { claims.next() } else { None };
                let text =
                    claim.map(|claim| ledgerline_packet::claim_text(claim, &document.labels));
                items.push(PacketItem {
                    outcome: outcome::line_of(self.store.db(), one.outcome.id)?,
                    kind: one.entries.first().and_then(|entry| entry.kind),
                    entry: one.entries.first().map(|entry| entry.id),
                    section: section.heading.clone(),
                    may_leave: one.may_leave(),
                    characters: text.map_or(0, |text| Count::of(&text).characters),
                });
            }
            shown.push(PacketSection {
                key: section.key.clone(),
                heading: section.heading.clone(),
                intro: section.intro.clone(),
                items,
                characters: count.characters,
                count,
                budget: section.budget,
                over: count.over(section.budget),
            });
        }
        let count = Count::from(ledgerline_packet::length(&document));
        Ok(PacketView {
            id,
            sections: shown,
            characters: count.characters,
            count,
            over: count.over(edit.budget),
            voices: self.voice_lines(&edit, &sections)?,
            growth: self.growth_lines(&edit)?,
            held_back: held_back(&sections),
            preview: ledgerline_packet::html_body(&document),
            edit,
        })
    }

    /// The document a packet becomes. It is built from what may leave and holds nothing else: no
    /// private note, no confidential entry, nothing from the week, nothing a rule withholds.
    ///
    /// # Errors
    /// There is no such packet.
    pub fn packet_document(&self, id: PacketId) -> Result<Document> {
        Ok(self.withheld_packet(id)?.0.redacted.document)
    }

    /// The document with what its rules took, and how many outcomes were left out.
    pub(super) fn withheld_packet(&self, id: PacketId) -> Result<(Withheld, u32)> {
        let (edit, sections) = self.arranged(id)?;
        let document = self.document(&edit, &sections)?;
        self.unaltered()?;
        Ok((self.withheld(id, &document, &leaving(&sections))?, held_back(&sections)))
    }

    /// The document as it would leave.
    pub(super) fn exported(
        &self,
        id: PacketId,
        edit: &PacketEdit,
        sections: &[Arranged],
    ) -> Result<Document> {
        let document = self.document(edit, sections)?;
        Ok(self.withheld(id, &document, &leaving(sections))?.redacted.document)
    }

    /// The document before anything is withheld: for what only the user reads.
    pub(super) fn document(&self, edit: &PacketEdit, sections: &[Arranged]) -> Result<Document> {
        let currency = self.settings()?.currency;
        let written = sections
            .iter()
            .map(|section| Section {
                heading: section.heading.clone(),
                intro: section.intro.clone(),
                claims: section
                    .chosen
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
            role: edit.role.clone(),
            level_now: edit.level_now.clone(),
            level_target: edit.level_target.clone(),
            period: edit.from.zip(edit.to),
            counts: !edit.hide_counts,
            summary: edit.summary.clone(),
            sections: written,
            voices: self.voices(edit, sections)?,
            leverage: self.leverage(edit)?,
            against: edit.against.clone(),
            next_scope: edit.next_scope.clone(),
            portfolio: self.portfolio(edit)?,
            language: "en".to_owned(),
            labels: Labels::default(),
        })
    }

    /// The bytes of a packet in a format. The same journal and packet give the same bytes.
    ///
    /// # Errors
    /// There is no such packet, nothing in it may leave, something in it needs an answer, a press
    /// refuses it, or the file held what had to stay out.
    pub fn export_packet(
        &self,
        id: PacketId,
        format: PacketFormat,
        presses: &Presses,
    ) -> Result<Vec<u8>> {
        let cleared = self.cleared_packet(id)?;
        cleared.bytes(file_kind(format), |document| presses.make(document, format))
    }

    /// Writes a packet to a file, which is read again before it takes its name. Gives its bytes.
    ///
    /// # Errors
    /// As [`Journal::export_packet`], or the file cannot be written. Nothing is then at `path`
    /// that was not there before.
    pub fn write_packet(
        &self,
        id: PacketId,
        format: PacketFormat,
        presses: &Presses,
        path: &Path,
    ) -> Result<Vec<u8>> {
        let cleared = self.cleared_packet(id)?;
        cleared.write(path, file_kind(format), |document| presses.make(document, format))
    }
}

/// The outcomes of the document's claims, section after section.
fn leaving(sections: &[Arranged]) -> Vec<Vec<OutcomeId>> {
    let leaves = |section: &Arranged| -> Vec<OutcomeId> {
        let leaving = section.chosen.iter().filter(|one| one.may_leave());
        leaving.map(|one| one.outcome.id).collect()
    };
    sections.iter().map(leaves).filter(|one| !one.is_empty()).collect()
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
