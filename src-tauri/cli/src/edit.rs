//! `edit`: changing an entry, or putting it in the bin and back.

use std::io::Write;

use clap::Args;
use ledgerline_core::entry::Sensitivity;
use ledgerline_core::id::EntryId;
use ledgerline_core::journal::Journal;
use ledgerline_core::kind::Kind;
use ledgerline_core::wire::EntryEdit;

use crate::call::Call;
use crate::failure::{Failure, Outcome};
use crate::show;
use crate::words::{self, Looking};

/// Change an entry; an empty value clears a field
#[derive(Args)]
pub(crate) struct Edit {
    /// The entry's id, or the end or the beginning of it
    id: String,
    /// The sentence
    #[arg(long)]
    text: Option<String>,
    /// The kind, or `none`
    #[arg(long, value_parser = kind_or_none)]
    kind: Option<MaybeKind>,
    /// The day it happened on
    #[arg(long, allow_hyphen_values = true)]
    day: Option<String>,
    /// The goal it serves; an unknown one becomes a goal
    #[arg(long)]
    goal: Option<String>,
    /// Everybody who was there, one --with each
    #[arg(long, value_name = "PERSON")]
    with: Option<Vec<String>>,
    /// Every tag, one --tag each
    #[arg(long)]
    tag: Option<Vec<String>>,
    /// The private note, which no export can reach
    #[arg(long, value_name = "TEXT")]
    note: Option<String>,
    /// The longer text, Markdown
    #[arg(long, value_name = "TEXT")]
    body: Option<String>,
    /// When to be asked what came of it
    #[arg(long, value_name = "DAY", allow_hyphen_values = true)]
    ask_on: Option<String>,
    /// Keep it out of everything that leaves the journal
    #[arg(long, conflicts_with = "open")]
    confidential: bool,
    /// Let it leave the journal
    #[arg(long)]
    open: bool,
    /// Put it in the bin, for thirty days
    #[arg(long, conflicts_with = "restore")]
    delete: bool,
    /// Take it out of the bin; needs the whole id
    #[arg(long)]
    restore: bool,
}

/// A kind, or that there is none.
#[derive(Clone, Copy)]
struct MaybeKind(Option<Kind>);

fn kind_or_none(text: &str) -> Result<MaybeKind, String> {
    match text.trim() {
        "" | "none" => Ok(MaybeKind(None)),
        text => words::kind(text).map(|kind| MaybeKind(Some(kind))),
    }
}

impl Edit {
    pub(crate) fn run(self, call: &mut Call) -> Outcome {
        let changes = self.changes(call)?;
        let binned = self.delete || self.restore;
        match (&changes, binned) {
            (None, false) => {
                return Err(Failure::Usage(
                    "nothing to change was given; `ledgerline edit --help` lists the fields"
                        .to_owned(),
                ));
            }
            (Some(_), true) => {
                return Err(Failure::Usage(
                    "--delete and --restore go alone, without other changes".to_owned(),
                ));
            }
            _ => {}
        }
        let mut journal = call.open()?;
        if self.restore {
            let id = self.id.parse::<EntryId>().map_err(|_| {
                Failure::Usage(
                    "--restore needs the whole id, as `edit --delete` printed it".to_owned(),
                )
            })?;
            journal.restore("entry", &id.to_string(), &call.now)?;
            return look(&journal, id, call);
        }
        let id = journal.find_entry(&self.id)?;
        let Some(mut edit) = changes else {
            journal.delete_entry(id, &call.now)?;
            return said(id, call);
        };
        edit.revision = journal.entry(id, &call.now)?.entry.revision;
        journal.edit_entry(id, edit, &call.now)?;
        look(&journal, id, call)
    }

    /// What is to change; none when nothing was given.
    fn changes(&self, call: &Call) -> Outcome<Option<EntryEdit>> {
        let today = call.now.day();
        let ask_on = match self.ask_on.as_deref() {
            None => None,
            Some("") => Some(None),
            Some(text) => Some(Some(words::day(text, Looking::Ahead, today)?)),
        };
        let day = self.day.as_deref().map(|text| words::day(text, Looking::Back, today));
        let sensitivity = match (self.confidential, self.open) {
            (true, _) => Some(Sensitivity::Confidential),
            (_, true) => Some(Sensitivity::Open),
            (false, false) => None,
        };
        let edit = EntryEdit {
            text: self.text.clone(),
            kind: self.kind.map(|kind| kind.0),
            day: day.transpose()?,
            people: self.with.as_deref().map(filled),
            goal: self.goal.clone().map(|goal| Some(goal).filter(|goal| !goal.trim().is_empty())),
            tags: self.tag.as_deref().map(filled),
            body: self.body.clone(),
            private_note: self.note.clone(),
            sensitivity,
            ask_on,
            ..EntryEdit::default()
        };
        let given = [
            edit.text.is_some(),
            edit.kind.is_some(),
            edit.day.is_some(),
            edit.people.is_some(),
            edit.goal.is_some(),
            edit.tags.is_some(),
            edit.body.is_some(),
            edit.private_note.is_some(),
            edit.sensitivity.is_some(),
            edit.ask_on.is_some(),
        ];
        Ok(given.contains(&true).then_some(edit))
    }
}

/// The values that say something: `--with ""` leaves nobody.
fn filled(values: &[String]) -> Vec<String> {
    values.iter().filter(|value| !value.trim().is_empty()).cloned().collect()
}

fn look(journal: &Journal, id: EntryId, call: &mut Call) -> Outcome {
    let view = journal.entry(id, &call.now)?;
    let currency = journal.settings()?.currency;
    show::print(&view, &currency, call)
}

fn said(id: EntryId, call: &mut Call) -> Outcome {
    if call.json {
        return call.print_json(&serde_json::json!({ "id": id, "deleted": true }));
    }
    writeln!(call.out, "{id} is in the bin for thirty days; --restore brings it back")?;
    Ok(())
}
