//! Frozen copies of packets that left, and what changed since.

use sha2::{Digest, Sha256};

use super::Journal;
use super::outline::held_back;
use crate::changed;
use crate::error::Result;
use crate::id::{CopyId, PacketId};
use crate::store::sent::{self, NewCopy};
use crate::time::Moment;
use crate::wire::{Hidden, Manifest, PacketChanges, SentCopy, Treatment};

impl Journal {
    /// Keeps a frozen copy of a packet that was written to a file: the text as exported, the hash
    /// of the bytes, and what was hidden. `format` is the file's ending.
    ///
    /// # Errors
    /// There is no such packet, or the store does not answer.
    pub fn keep_copy(
        &mut self,
        id: PacketId,
        format: &str,
        bytes: &[u8],
        now: &Moment,
    ) -> Result<SentCopy> {
        let text = ledgerline_packet::plain(&self.packet_document(id)?);
        let manifest = self.manifest(id)?;
        let sha256: String =
            Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect();
        let bytes = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
        let copy = NewCopy {
            packet: id,
            format,
            bytes,
            sha256: &sha256,
            text: &text,
            manifest: &manifest,
        };
        let tx = self.store.write()?;
        let copy_id = CopyId::new(now);
        sent::keep(&tx, copy_id, &copy, now)?;
        tx.commit()?;
        let at = now.local.to_rfc3339();
        Ok(SentCopy { id: copy_id, at, format: format.to_owned(), bytes, sha256, manifest })
    }

    /// What an export of the packet hides now.
    fn manifest(&self, id: PacketId) -> Result<Manifest> {
        let (edit, sections) = self.arranged(id)?;
        let voices = self.voice_lines(&edit, &sections)?;
        let kept = voices.iter().filter(|line| line.included && !line.may_leave).count();
        Ok(Manifest {
            replaced: self.hidden(id)?,
            held_back: held_back(&sections),
            unpermitted: u32::try_from(kept).unwrap_or(u32::MAX),
        })
    }

    /// What its rules replace, each with how often.
    fn hidden(&self, id: PacketId) -> Result<Vec<Hidden>> {
        let review = self.packet_review(id)?;
        let lines = review.people.into_iter().chain(review.terms).chain(review.figures);
        let replaced = lines.filter(|line| line.treatment != Treatment::Keep);
        Ok(replaced
            .filter(|line| !line.places.is_empty())
            .map(|line| Hidden {
                before: line.before,
                after: line.after,
                places: u32::try_from(line.places.len()).unwrap_or(u32::MAX),
            })
            .collect())
    }

    /// The copies of a packet, newest first.
    ///
    /// # Errors
    /// The store does not answer.
    pub fn sent_copies(&self, id: PacketId) -> Result<Vec<SentCopy>> {
        sent::of_packet(self.store.db(), id)
    }

    /// The text of a copy, as it was sent.
    ///
    /// # Errors
    /// The packet has no such copy.
    pub fn sent_text(&self, id: PacketId, copy: CopyId) -> Result<String> {
        sent::text(self.store.db(), id, copy)
    }

    /// What changed in a packet since a copy of it was sent; the newest copy when none is named.
    ///
    /// # Errors
    /// There is no such packet or copy.
    pub fn changed_since(&self, id: PacketId, copy: Option<CopyId>) -> Result<PacketChanges> {
        let document = self.packet_document(id)?;
        let copies = self.sent_copies(id)?;
        let since = match copy {
            Some(wanted) => copies.into_iter().find(|one| one.id == wanted),
            None => copies.into_iter().next(),
        };
        let Some(since) = since else {
            return match copy {
                Some(_) => Err(crate::error::Error::NotFound("copy of this packet")),
                None => Ok(PacketChanges { since: None, changed: false, lines: Vec::new() }),
            };
        };
        let before = sent::text(self.store.db(), id, since.id)?;
        let lines = changed::lines(&before, &ledgerline_packet::plain(&document));
        Ok(PacketChanges { since: Some(since), changed: !lines.is_empty(), lines })
    }
}
