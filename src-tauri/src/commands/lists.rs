//! The bin, saved filters, and the journal's settings.

use ledgerline_core::id::FilterId;
use ledgerline_core::wire::{Query, SavedFilter, Settings, Trashed};

asks! {
    trash() -> Vec<Trashed> = |journal, now| journal.trash(now);
    restore(what: String, id: String) -> Vec<Trashed> =
        |journal, now| journal.restore(&what, &id, now);
    /// Erases one thing in the bin for good, or all of them.
    purge(what: Option<String>, id: Option<String>) -> Vec<Trashed> =
        |journal, now| match what.as_deref().zip(id.as_deref()) {
            Some((what, id)) => journal.purge_one(what, id, now),
            None => journal.purge(0, now).and_then(|_| journal.trash(now)),
        };
    saved_filters() -> Vec<SavedFilter> = |journal, _| journal.saved_filters();
    save_filter(name: String, query: Query) -> Vec<SavedFilter> =
        |journal, now| journal.save_filter(&name, &query, now);
    delete_filter(id: FilterId) -> Vec<SavedFilter> = |journal, _| journal.delete_filter(id);
    settings() -> Settings = |journal, _| journal.settings();
    save_settings(settings: Settings) -> Settings = |journal, _| journal.save_settings(&settings);
}
