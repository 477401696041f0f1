//! The week: reading it back, its loose ends and questions, closing it; months, quarters, the throughline.

use ledgerline_core::id::{EntryId, OutcomeId};
use ledgerline_core::time::Week;
use ledgerline_core::wire::{
    DueAnswer, EntryChip, EntryView, LooseEnds, QuestionFileView, Reflection, RollUp, Throughline,
    ThroughlineQuery, WeekClose, WeekView,
};

asks! {
    /// This week, or the one named.
    week(week: Option<Week>) -> WeekView =
        |journal, now| journal.week(week.unwrap_or(Week::of(now.day())), now);
    close_week(week: Week, close: WeekClose) -> WeekView =
        |journal, now| journal.close_week(week, &close, now);
    reopen_week(week: Week) -> WeekView = |journal, now| journal.reopen_week(week, now);
    loose_ends() -> LooseEnds = |journal, now| journal.loose_ends(now);
    put_off(entry: EntryId) -> LooseEnds = |journal, now| journal.put_off(entry, now);
    answer_outcome(outcome: OutcomeId, answer: DueAnswer) -> EntryView =
        |journal, now| journal.answer_outcome(outcome, &answer, now);
    question_file() -> QuestionFileView = |journal, _| journal.question_file();
    save_question_file(text: String) -> QuestionFileView =
        |journal, _| journal.save_question_file(&text);
    add_question(group: String, words: String) -> QuestionFileView =
        |journal, _| journal.add_question(&group, &words);
    reset_question_file() -> QuestionFileView = |journal, _| journal.reset_question_file();
    another_question(key: String, asked: Vec<String>) -> Option<Reflection> =
        |journal, _| journal.another_question(&key, &asked);
    entry_chips(ids: Vec<EntryId>) -> Vec<EntryChip> = |journal, _| journal.entry_chips(&ids);
    roll_up(period: String) -> RollUp = |journal, now| journal.roll_up(&period, now);
    answer_quarter(period: String, answer: String) -> RollUp =
        |journal, now| journal.answer_quarter(&period, &answer, now);
    throughline(query: ThroughlineQuery) -> Throughline = |journal, _| journal.throughline(&query);
}
