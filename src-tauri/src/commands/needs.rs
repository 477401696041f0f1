//! Needs and promises.

use ledgerline_core::id::{NeedId, PromiseId};
use ledgerline_core::update::{NeedAnswer, NeedEdit, PromiseAnswer};
use ledgerline_core::wire::{NeedBecame, NeedsView, PromiseView};

asks! {
    needs() -> NeedsView = |journal, now| journal.needs(now);
    add_need(edit: NeedEdit) -> NeedsView = |journal, now| journal.add_need(&edit, now);
    save_need(id: NeedId, edit: NeedEdit) -> NeedsView =
        |journal, now| journal.save_need(id, &edit, now);
    raise_need(id: NeedId) -> NeedsView = |journal, now| journal.raise_need(id, now);
    answer_need(id: NeedId, answer: NeedAnswer) -> NeedsView =
        |journal, now| journal.answer_need(id, &answer, now);
    reopen_need(id: NeedId) -> NeedsView = |journal, now| journal.reopen_need(id, now);
    need_became(id: NeedId, became: NeedBecame) -> NeedsView =
        |journal, now| journal.need_became(id, &became, now);
    delete_need(id: NeedId) -> NeedsView = |journal, now| journal.delete_need(id, now);
    promises(all: bool) -> Vec<PromiseView> = |journal, _| journal.promises(all);
    answer_promise(id: PromiseId, answer: PromiseAnswer) -> Vec<PromiseView> =
        |journal, now| journal.answer_promise(id, &answer, now);
    take_back_promise(id: PromiseId) -> Vec<PromiseView> =
        |journal, _| journal.take_back_promise(id);
}
