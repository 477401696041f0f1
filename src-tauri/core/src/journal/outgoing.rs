//! Updates on their way out: sent or skipped, their forms, and what changed since.

use similar::{ChangeTag, TextDiff};

use super::Journal;
use super::letters::{Composed, promised};
use super::updates::{as_of, draft};
use crate::error::{Error, Result};
use crate::id::{PromiseId, UpdateId};
use crate::store;
use crate::store::snapshot::Scope;
use crate::time::Moment;
use crate::update::{UpdateEdit, forms};
use crate::wire::{ChangedLine, Deed, UpdateForms, UpdateView, UpdatesView};

impl Journal {
    /// Marks an update as sent. What it says is frozen, each line of "next two weeks" becomes a
    /// promise, what was said of earlier promises belongs to it, and its needs count as raised.
    ///
    /// # Errors
    /// It is no draft any more, says nothing, or holds something confidential or gone.
    pub fn send_update(&mut self, id: UpdateId, now: &Moment) -> Result<UpdateView> {
        let update = draft(self.store.db(), id)?;
        let composed = self.compose(&update.edit, as_of(&update.line))?;
        if let Some(stop) = stops(&composed).first() {
            return Err(Error::BadInput(
                match stop.as_str() {
                    "empty" => "the update says nothing yet",
                    "gone" => "something in it is not there any more; take it out first",
                    _ => "something in it is confidential; take it out first",
                }
                .to_owned(),
            ));
        }
        let sent = self.sealed(id, &update.edit, &composed, now)?;
        self.change(Deed::SendUpdate, |tx, trace| {
            if draft(tx, id)?.edit.revision != update.edit.revision {
                return Err(Error::Stale("update"));
            }
            trace.touch(tx, Scope::Update(id.0))?;
            store::update::send(tx, id, &sent, now)?;
            for (place, text) in promised(&update.edit).iter().enumerate() {
                store::promise::make(tx, PromiseId::new(now), id, place, now.day(), text)?;
            }
            for promise in &composed.promises {
                trace.touch(tx, Scope::Promise(promise.id.0))?;
                store::promise::settle(tx, promise.id, id)?;
            }
            for need in &composed.needs {
                trace.touch(tx, Scope::Need(need.0))?;
                store::need::raise_in(tx, *need, now.day(), id)?;
            }
            Ok(())
        })?;
        self.update(id, now)
    }

    /// Skips an update with a reason: the one named, the draft, or one that was never begun.
    ///
    /// # Errors
    /// There is no reason, or it is no draft any more.
    pub fn skip_update(
        &mut self,
        id: Option<UpdateId>,
        reason: &str,
        now: &Moment,
    ) -> Result<UpdatesView> {
        let reason = reason.trim();
        if reason.is_empty() {
            return Err(Error::BadInput("say why this one is skipped".to_owned()));
        }
        let id = match id.or(self.updates(now)?.draft) {
            Some(id) => id,
            None => self.begin(None, None, now)?,
        };
        self.change(Deed::SkipUpdate, |tx, trace| {
            draft(tx, id)?;
            trace.touch(tx, Scope::Update(id.0))?;
            store::update::skip(tx, id, reason, now)
        })?;
        self.updates(now)
    }

    /// The forms an update leaves in; once sent, exactly what was sent.
    ///
    /// # Errors
    /// There is no such update.
    pub fn update_forms(&self, id: UpdateId, now: &Moment) -> Result<UpdateForms> {
        let (edit, sent) = self.in_forms(id, now)?;
        let (mailto, mailto_whole) = forms::mailto(&edit.to, &edit.cc, &sent.subject, &sent.plain);
        Ok(UpdateForms {
            subject: sent.subject,
            plain: sent.plain,
            markdown: sent.markdown,
            html: sent.html,
            mailto,
            mailto_whole,
        })
    }

    /// An update as a mail message with a text and an HTML part; once sent, exactly what was sent.
    ///
    /// # Errors
    /// There is no such update.
    pub fn update_eml(&self, id: UpdateId, now: &Moment) -> Result<Vec<u8>> {
        Ok(self.in_forms(id, now)?.1.eml.into_bytes())
    }

    fn in_forms(&self, id: UpdateId, now: &Moment) -> Result<(UpdateEdit, crate::update::Sent)> {
        let update = store::update::read(self.store.db(), id)?;
        if let Some(sent) = update.sent {
            return Ok((update.edit, sent));
        }
        let composed = self.compose(&update.edit, as_of(&update.line))?;
        if stops(&composed).iter().any(|stop| stop == "confidential") {
            return Err(Error::BadInput(
                "something in it is confidential; take it out first".to_owned(),
            ));
        }
        let sent = self.sealed(id, &update.edit, &composed, now)?;
        Ok((update.edit, sent))
    }

    /// What a sent update would say otherwise today, line by line.
    ///
    /// # Errors
    /// It was not sent, or is not there.
    pub fn update_changes(&self, id: UpdateId) -> Result<Vec<ChangedLine>> {
        let update = store::update::read(self.store.db(), id)?;
        let Some(sent) = &update.sent else {
            return Err(Error::BadInput("this update was not sent".to_owned()));
        };
        let composed = self.compose(&update.edit, as_of(&update.line))?;
        let today = forms::plain(&composed.page);
        let diff = TextDiff::from_lines(&sent.plain, &today);
        let lines = diff.iter_all_changes().map(|change| ChangedLine {
            side: match change.tag() {
                ChangeTag::Equal => "same",
                ChangeTag::Delete => "then",
                ChangeTag::Insert => "now",
            }
            .to_owned(),
            text: change.value().trim_end_matches('\n').to_owned(),
        });
        Ok(lines.collect())
    }
}

/// Codes of what keeps an update from being sent.
pub(super) fn stops(composed: &Composed) -> Vec<String> {
    let pieces = || {
        let on = composed.sections.iter().filter(|section| section.on);
        on.flat_map(|section| &section.pieces)
    };
    let stops = [
        ("confidential", pieces().any(|piece| piece.confidential)),
        ("gone", pieces().any(|piece| piece.gone)),
        ("empty", composed.page.told().next().is_none()),
    ];
    stops.into_iter().filter(|(_, holds)| *holds).map(|(code, _)| code.to_owned()).collect()
}
