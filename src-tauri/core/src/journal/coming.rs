//! Being built.
#![allow(unused_variables)]

use super::Journal;
use crate::error::{Error, Result};
use crate::id::*;
use crate::time::{Day, Moment};
use crate::update::*;
use crate::wire::*;

impl Journal {
    /// Puts a loose end off until next Monday.
    ///
    /// # Errors
    /// It is still being built.
    pub fn put_off(&mut self, id: EntryId, now: &Moment) -> Result<LooseEnds> {
        Err(Error::BadInput("this is still being built".to_owned()))
    }

    /// The loose ends to take now.
    ///
    /// # Errors
    /// It is still being built.
    pub fn sitting_now(&self, now: &Moment) -> Result<LooseEnds> {
        Err(Error::BadInput("this is still being built".to_owned()))
    }

    /// Answers a due outcome.
    ///
    /// # Errors
    /// It is still being built.
    pub fn answer_outcome(
        &mut self,
        id: OutcomeId,
        answer: &DueAnswer,
        now: &Moment,
    ) -> Result<EntryView> {
        Err(Error::BadInput("this is still being built".to_owned()))
    }

    /// The question file in use.
    ///
    /// # Errors
    /// It is still being built.
    pub fn question_file(&self) -> Result<QuestionFileView> {
        Err(Error::BadInput("this is still being built".to_owned()))
    }

    /// Replaces the question file.
    ///
    /// # Errors
    /// It is still being built.
    pub fn save_question_file(&mut self, text: &str) -> Result<QuestionFileView> {
        Err(Error::BadInput("this is still being built".to_owned()))
    }

    /// Adds a question under a heading.
    ///
    /// # Errors
    /// It is still being built.
    pub fn add_question(&mut self, group: &str, words: &str) -> Result<QuestionFileView> {
        Err(Error::BadInput("this is still being built".to_owned()))
    }

    /// Goes back to the questions the app comes with.
    ///
    /// # Errors
    /// It is still being built.
    pub fn reset_question_file(&mut self) -> Result<QuestionFileView> {
        Err(Error::BadInput("this is still being built".to_owned()))
    }

    /// Another question of the same heading that is not among `asked`.
    ///
    /// # Errors
    /// It is still being built.
    pub fn another_question(&self, key: &str, asked: &[String]) -> Result<Option<Reflection>> {
        Err(Error::BadInput("this is still being built".to_owned()))
    }

    /// Entries as chips, in the order given.
    ///
    /// # Errors
    /// It is still being built.
    pub fn entry_chips(&self, ids: &[EntryId]) -> Result<Vec<EntryChip>> {
        Err(Error::BadInput("this is still being built".to_owned()))
    }

    /// A month (`2026-11`) or quarter (`2026-Q4`).
    ///
    /// # Errors
    /// It is still being built.
    pub fn roll_up(&self, period: &str, now: &Moment) -> Result<RollUp> {
        Err(Error::BadInput("this is still being built".to_owned()))
    }

    /// Keeps the answer to a quarter's question.
    ///
    /// # Errors
    /// It is still being built.
    pub fn answer_quarter(&mut self, period: &str, answer: &str, now: &Moment) -> Result<RollUp> {
        Err(Error::BadInput("this is still being built".to_owned()))
    }

    /// Every update, and when the next is due.
    ///
    /// # Errors
    /// It is still being built.
    pub fn updates(&self, now: &Moment) -> Result<UpdatesView> {
        Err(Error::BadInput("this is still being built".to_owned()))
    }

    /// Begins an update.
    ///
    /// # Errors
    /// It is still being built.
    pub fn new_update(
        &mut self,
        from: Option<Day>,
        until: Option<Day>,
        now: &Moment,
    ) -> Result<UpdateView> {
        Err(Error::BadInput("this is still being built".to_owned()))
    }

    /// An update with everything beside the page.
    ///
    /// # Errors
    /// It is still being built.
    pub fn update(&self, id: UpdateId, now: &Moment) -> Result<UpdateView> {
        Err(Error::BadInput("this is still being built".to_owned()))
    }

    /// Replaces what is written in a draft.
    ///
    /// # Errors
    /// It is still being built.
    pub fn save_update(
        &mut self,
        id: UpdateId,
        edit: UpdateEdit,
        now: &Moment,
    ) -> Result<UpdateView> {
        Err(Error::BadInput("this is still being built".to_owned()))
    }

    /// Puts a draft into the bin.
    ///
    /// # Errors
    /// It is still being built.
    pub fn delete_update(&mut self, id: UpdateId, now: &Moment) -> Result<UpdatesView> {
        Err(Error::BadInput("this is still being built".to_owned()))
    }

    /// Inserts a reference or text into a draft.
    ///
    /// # Errors
    /// It is still being built.
    pub fn insert_piece(&mut self, id: UpdateId, at: &PieceAt, now: &Moment) -> Result<UpdateView> {
        Err(Error::BadInput("this is still being built".to_owned()))
    }

    /// Marks an update as sent: freezes it and makes its promises.
    ///
    /// # Errors
    /// It is still being built.
    pub fn send_update(&mut self, id: UpdateId, now: &Moment) -> Result<UpdateView> {
        Err(Error::BadInput("this is still being built".to_owned()))
    }

    /// Skips an update with a reason.
    ///
    /// # Errors
    /// It is still being built.
    pub fn skip_update(
        &mut self,
        id: Option<UpdateId>,
        reason: &str,
        now: &Moment,
    ) -> Result<UpdatesView> {
        Err(Error::BadInput("this is still being built".to_owned()))
    }

    /// The forms an update leaves in.
    ///
    /// # Errors
    /// It is still being built.
    pub fn update_forms(&self, id: UpdateId, now: &Moment) -> Result<UpdateForms> {
        Err(Error::BadInput("this is still being built".to_owned()))
    }

    /// An update as a mail message with a text and an HTML part.
    ///
    /// # Errors
    /// It is still being built.
    pub fn update_eml(&self, id: UpdateId, now: &Moment) -> Result<Vec<u8>> {
        Err(Error::BadInput("this is still being built".to_owned()))
    }

    /// What a sent update would say otherwise today.
    ///
    /// # Errors
    /// It is still being built.
    pub fn update_changes(&self, id: UpdateId, now: &Moment) -> Result<Vec<ChangedLine>> {
        Err(Error::BadInput("this is still being built".to_owned()))
    }

    /// Replaces how updates are written.
    ///
    /// # Errors
    /// It is still being built.
    pub fn save_update_settings(&mut self, settings: &UpdateSettings) -> Result<UpdateSettings> {
        Err(Error::BadInput("this is still being built".to_owned()))
    }

    /// The needs ledger.
    ///
    /// # Errors
    /// It is still being built.
    pub fn needs(&self, now: &Moment) -> Result<NeedsView> {
        Err(Error::BadInput("this is still being built".to_owned()))
    }

    /// Writes a need.
    ///
    /// # Errors
    /// It is still being built.
    pub fn add_need(&mut self, edit: &NeedEdit, now: &Moment) -> Result<NeedsView> {
        Err(Error::BadInput("this is still being built".to_owned()))
    }

    /// Changes a need.
    ///
    /// # Errors
    /// It is still being built.
    pub fn save_need(&mut self, id: NeedId, edit: &NeedEdit, now: &Moment) -> Result<NeedsView> {
        Err(Error::BadInput("this is still being built".to_owned()))
    }

    /// Counts a need raised once more, outside an update.
    ///
    /// # Errors
    /// It is still being built.
    pub fn raise_need(&mut self, id: NeedId, now: &Moment) -> Result<NeedsView> {
        Err(Error::BadInput("this is still being built".to_owned()))
    }

    /// Answers a need.
    ///
    /// # Errors
    /// It is still being built.
    pub fn answer_need(
        &mut self,
        id: NeedId,
        answer: &NeedAnswer,
        now: &Moment,
    ) -> Result<NeedsView> {
        Err(Error::BadInput("this is still being built".to_owned()))
    }

    /// Takes a need's answer back.
    ///
    /// # Errors
    /// It is still being built.
    pub fn reopen_need(&mut self, id: NeedId, now: &Moment) -> Result<NeedsView> {
        Err(Error::BadInput("this is still being built".to_owned()))
    }

    /// Says what an answered need became.
    ///
    /// # Errors
    /// It is still being built.
    pub fn need_became(
        &mut self,
        id: NeedId,
        became: &NeedBecame,
        now: &Moment,
    ) -> Result<NeedsView> {
        Err(Error::BadInput("this is still being built".to_owned()))
    }

    /// Puts a need into the bin.
    ///
    /// # Errors
    /// It is still being built.
    pub fn delete_need(&mut self, id: NeedId, now: &Moment) -> Result<NeedsView> {
        Err(Error::BadInput("this is still being built".to_owned()))
    }

    /// Open promises, or all of them, the newest first.
    ///
    /// # Errors
    /// It is still being built.
    pub fn promises(&self, all: bool) -> Result<Vec<PromiseView>> {
        Err(Error::BadInput("this is still being built".to_owned()))
    }

    /// Answers a promise.
    ///
    /// # Errors
    /// It is still being built.
    pub fn answer_promise(
        &mut self,
        id: PromiseId,
        answer: &PromiseAnswer,
        now: &Moment,
    ) -> Result<Vec<PromiseView>> {
        Err(Error::BadInput("this is still being built".to_owned()))
    }

    /// Takes the last answer to a promise back.
    ///
    /// # Errors
    /// It is still being built.
    pub fn take_back_promise(&mut self, id: PromiseId) -> Result<Vec<PromiseView>> {
        Err(Error::BadInput("this is still being built".to_owned()))
    }

    /// The throughline of a period.
    ///
    /// # Errors
    /// It is still being built.
    pub fn throughline(&self, query: &ThroughlineQuery) -> Result<Throughline> {
        Err(Error::BadInput("this is still being built".to_owned()))
    }

    /// What is due now.
    ///
    /// # Errors
    /// It is still being built.
    pub fn reminders(&self, now: &Moment) -> Result<Reminders> {
        Err(Error::BadInput("this is still being built".to_owned()))
    }

    /// Which reminders there are.
    ///
    /// # Errors
    /// It is still being built.
    pub fn reminder_settings(&self) -> Result<ReminderSettings> {
        Err(Error::BadInput("this is still being built".to_owned()))
    }

    /// Replaces which reminders there are.
    ///
    /// # Errors
    /// It is still being built.
    pub fn save_reminder_settings(
        &mut self,
        settings: &ReminderSettings,
    ) -> Result<ReminderSettings> {
        Err(Error::BadInput("this is still being built".to_owned()))
    }

    /// Notes that a reminder was told.
    ///
    /// # Errors
    /// It is still being built.
    pub fn reminder_told(&mut self, what: Reminder, now: &Moment) -> Result<Reminders> {
        Err(Error::BadInput("this is still being built".to_owned()))
    }

    /// Tells nothing for a while.
    ///
    /// # Errors
    /// It is still being built.
    pub fn snooze_reminders(&mut self, minutes: u32, now: &Moment) -> Result<Reminders> {
        Err(Error::BadInput("this is still being built".to_owned()))
    }
}
