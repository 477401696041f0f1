//! The bin, saved filters, and the journal's settings.

use ledgerline_core::id::FilterId;
use ledgerline_core::wire::{Query, SavedFilter, Settings, Trashed};

asks! {
    trash() -> Vec<Trashed> = |journal, now| journal.trash(now);
    restore(what: String, id: String) -> Vec<Trashed> =
        |journal, now| journal.restore(&what, &id, now);
    /// Empties the bin for good.
    purge() -> Vec<Trashed> = |journal, now| journal.purge(0, now).and_then(|_| journal.trash(now));
    saved_filters() -> Vec<SavedFilter> = |journal, _| journal.saved_filters();
    save_filter(name: String, query: Query) -> Vec<SavedFilter> =
        |journal, now| journal.save_filter(&name, &query, now);
    delete_filter(id: FilterId) -> Vec<SavedFilter> = |journal, _| journal.delete_filter(id);
    settings() -> Settings = |journal, _| journal.settings();
    save_settings(settings: Settings) -> Settings = |journal, _| journal.save_settings(&settings);
}
