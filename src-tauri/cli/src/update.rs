//! `update`: writing an update, sending it, and looking at what was sent.

use std::io::Write;
use std::path::{Path, PathBuf};

use clap::{Args, Subcommand, ValueEnum};
use ledgerline_core::id::UpdateId;
use ledgerline_core::journal::Journal;
use ledgerline_core::update::{Recipient, SectionKind, UpdatePiece, UpdateSettings};
use ledgerline_core::wire::{PieceAt, UpdateState, UpdateView, UpdatesView};

use crate::call::Call;
use crate::failure::{Failure, Outcome};
use crate::output;
use crate::paper::{Ink, count, lines};
use crate::words::{self, Looking, spelled};

/// Write, show and send updates
#[derive(Args)]
pub(crate) struct Update {
    #[command(subcommand)]
    deed: Option<Deed>,
}

#[derive(Subcommand)]
enum Deed {
    /// List updates, the newest first
    List,
    /// Begin an update; its period follows the last one's
    New {
        /// First day it speaks of
        #[arg(long, value_name = "DAY", allow_hyphen_values = true)]
        from: Option<String>,
        /// Last day it speaks of; today when left out
        #[arg(long, value_name = "DAY", allow_hyphen_values = true)]
        until: Option<String>,
    },
    /// Show an update
    Show {
        /// A number, `draft`, `last`, or how its subject begins
        #[arg(default_value = "draft")]
        name: String,
        /// In which form
        #[arg(long, value_enum)]
        format: Option<Form>,
        /// Into this file instead; `-` is standard output
        #[arg(short, long, value_name = "FILE", requires = "format")]
        output: Option<PathBuf>,
    },
    /// Change the subject, period or recipients of a draft
    Edit(Edit),
    /// Add words of your own to a section of the draft
    Text {
        /// bottom-line, goals, changed, behind, promised, needs, risks or next
        #[arg(value_parser = section)]
        section: SectionKind,
        /// The words; a line that begins with `- ` is an item
        #[arg(allow_hyphen_values = true)]
        text: String,
        #[command(flatten)]
        into: Within,
    },
    /// Insert an entry, by reference, into a section of the draft
    Insert {
        /// The entry's id, or the end or the beginning of it
        entry: String,
        /// The section
        #[arg(long, value_parser = section, default_value = "behind")]
        section: SectionKind,
        /// What came of it instead of the act
        #[arg(long)]
        outcome: bool,
        /// Your own words for it in this update
        #[arg(long, value_name = "TEXT")]
        words: Option<String>,
        #[command(flatten)]
        into: Within,
    },
    /// Mark an update as sent; with --eml, write the message to send first
    Send {
        /// A number, `draft`, or how its subject begins
        #[arg(default_value = "draft")]
        name: String,
        /// The message as a file for a mail program; `-` is standard output
        #[arg(long, value_name = "FILE")]
        eml: Option<PathBuf>,
    },
    /// Skip the next update, with a reason
    Skip {
        /// Why
        #[arg(long, value_name = "TEXT")]
        reason: String,
    },
    /// What a sent update would say otherwise today
    Changes {
        /// A number, `last`, or how its subject begins
        #[arg(default_value = "last")]
        name: String,
    },
    /// Show or change how updates are written
    Settings(Settings),
    /// Put a draft in the bin
    Remove {
        /// A number, `draft`, or how its subject begins
        #[arg(default_value = "draft")]
        name: String,
    },
}

#[derive(Args)]
struct Within {
    /// Which update
    #[arg(long = "in", value_name = "NAME", default_value = "draft")]
    name: String,
}

#[derive(Args)]
struct Edit {
    /// Which update
    #[arg(default_value = "draft")]
    name: String,
    /// The subject line
    #[arg(long)]
    subject: Option<String>,
    /// To whom, as `Name <name@example.com>` or a name; once for each
    #[arg(long)]
    to: Vec<String>,
    /// With a copy to
    #[arg(long)]
    cc: Vec<String>,
    /// First day it speaks of
    #[arg(long, value_name = "DAY", allow_hyphen_values = true)]
    from: Option<String>,
    /// Last day it speaks of
    #[arg(long, value_name = "DAY", allow_hyphen_values = true)]
    until: Option<String>,
}

#[derive(Args)]
struct Settings {
    /// Weeks from one update to the next
    #[arg(long, value_name = "N")]
    every: Option<u32>,
    /// Words to stay under
    #[arg(long, value_name = "N")]
    budget: Option<u32>,
    /// Words from which to warn
    #[arg(long, value_name = "N")]
    warn: Option<u32>,
    /// Your own address
    #[arg(long, value_name = "ADDRESS")]
    email: Option<String>,
}

/// A form an update leaves in.
#[derive(Clone, Copy, ValueEnum)]
enum Form {
    /// Plain text
    Plain,
    /// Markdown
    #[value(alias = "markdown")]
    Md,
    /// HTML
    Html,
    /// A mail message
    Eml,
    /// An address to open
    Mailto,
}

fn section(name: &str) -> Result<SectionKind, String> {
    SectionKind::named(name.trim()).ok_or_else(|| {
        format!("the sections are {}", SectionKind::ALL.map(SectionKind::name).join(", "))
    })
}

impl Update {
    pub(crate) fn run(self, call: &mut Call) -> Outcome {
        let mut journal = call.open()?;
        let journal = &mut journal;
        let now = call.now.clone();
        match self.deed.unwrap_or(Deed::List) {
            Deed::List => list(&journal.updates(&now)?, call),
            Deed::New { from, until } => {
                let day = |text: Option<String>| {
                    text.map(|text| words::day(&text, Looking::Back, now.day())).transpose()
                };
                show(&journal.new_update(day(from)?, day(until)?, &now)?, call)
            }
            Deed::Show { name, format, output } => {
                let id = journal.find_update(&name)?;
                match format {
                    None => show(&journal.update(id, &now)?, call),
                    Some(form) => {
                        let bytes = formed(journal, id, form, call)?;
                        let path = output.unwrap_or_else(|| PathBuf::from("-"));
                        output::put(&path, call, |to| to.write_all(&bytes))
                    }
                }
            }
            Deed::Edit(edit) => edit.run(journal, call),
            Deed::Text { section, text, into } => {
                let piece = UpdatePiece::Text { text };
                insert(journal, &into.name, section, piece, call)
            }
            Deed::Insert { entry, section, outcome, words, into } => {
                let piece = referring(journal, &entry, outcome, words, call)?;
                insert(journal, &into.name, section, piece, call)
            }
            Deed::Send { name, eml } => {
                let id = journal.find_update(&name)?;
                send(journal, id, eml.as_deref(), call)
            }
            Deed::Skip { reason } => list(&journal.skip_update(None, &reason, &now)?, call),
            Deed::Changes { name } => changes(journal, &name, call),
            Deed::Settings(settings) => settings.run(journal, call),
            Deed::Remove { name } => {
                let id = journal.find_update(&name)?;
                list(&journal.delete_update(id, &now)?, call)
            }
        }
    }
}

impl Edit {
    fn run(self, journal: &mut Journal, call: &mut Call) -> Outcome {
        let id = journal.find_update(&self.name)?;
        let mut edit = journal.update(id, &call.now)?.edit;
        let day = |text: &String| words::day(text, Looking::Back, call.now.day());
        if let Some(from) = &self.from {
            edit.from = day(from)?;
        }
        if let Some(until) = &self.until {
            edit.until = day(until)?;
        }
        edit.subject = self.subject.unwrap_or(edit.subject);
        if !self.to.is_empty() {
            edit.to = self.to.iter().map(|text| recipient(text)).collect();
        }
        if !self.cc.is_empty() {
            edit.cc = self.cc.iter().map(|text| recipient(text)).collect();
        }
        let view = journal.save_update(id, edit, &call.now)?;
        show(&view, call)
    }
}

impl Settings {
    fn run(self, journal: &mut Journal, call: &mut Call) -> Outcome {
        let known = journal.update_settings()?;
        let fresh = UpdateSettings {
            every_weeks: self.every.unwrap_or(known.every_weeks),
            budget: self.budget.unwrap_or(known.budget),
            warn: self.warn.unwrap_or(known.warn),
            email: self.email.unwrap_or_else(|| known.email.clone()),
            sections: known.sections.clone(),
        };
        let fresh = if fresh == known { fresh } else { journal.save_update_settings(&fresh)? };
        if call.json {
            return call.print_json(&fresh);
        }
        let weeks = count(fresh.every_weeks, "week", "weeks");
        writeln!(call.out, "every {weeks}, {} words, warned at {}", fresh.budget, fresh.warn)?;
        Ok(())
    }
}

/// `Name <address>`, an address, or a name.
fn recipient(text: &str) -> Recipient {
    let text = text.trim();
    let parts = text.strip_suffix('>').and_then(|text| text.split_once('<'));
    let (name, email) = match parts {
        Some((name, email)) => (name.trim(), email.trim()),
        None if text.contains('@') => ("", text),
        None => (text, ""),
    };
    let name = name.trim_matches('"').to_owned();
    Recipient { person: None, name, email: email.to_owned() }
}

fn referring(
    journal: &Journal,
    entry: &str,
    outcome: bool,
    words: Option<String>,
    call: &Call,
) -> Outcome<UpdatePiece> {
    let id = journal.find_entry(entry)?;
    if !outcome {
        return Ok(UpdatePiece::Entry { id, words });
    }
    let view = journal.entry(id, &call.now)?;
    let first = view.outcomes.first().ok_or_else(|| {
        Failure::Failed("nothing came of this entry yet; insert the entry itself".to_owned())
    })?;
    Ok(UpdatePiece::Outcome { id: first.outcome.id, words })
}

fn insert(
    journal: &mut Journal,
    name: &str,
    section: SectionKind,
    piece: UpdatePiece,
    call: &mut Call,
) -> Outcome {
    let id = journal.find_update(name)?;
    let view = journal.insert_piece(id, &PieceAt { section, place: None, piece }, &call.now)?;
    show(&view, call)
}

fn formed(journal: &Journal, id: UpdateId, form: Form, call: &Call) -> Outcome<Vec<u8>> {
    if matches!(form, Form::Eml) {
        return Ok(journal.update_eml(id, &call.now)?);
    }
    let forms = journal.update_forms(id, &call.now)?;
    Ok(match form {
        Form::Md => forms.markdown,
        Form::Html => forms.html,
        Form::Mailto => format!("{}\n", forms.mailto),
        Form::Plain | Form::Eml => forms.plain,
    }
    .into_bytes())
}

/// The message is on disk before the update counts as sent: a full disk must not leave an update
/// that says it was sent and no message to send.
fn send(journal: &mut Journal, id: UpdateId, eml: Option<&Path>, call: &mut Call) -> Outcome {
    let view = journal.update(id, &call.now)?;
    if let Some(path) = eml {
        // What cannot be sent is refused before a file says it could.
        if view.state == UpdateState::Draft && view.stops.is_empty() {
            let bytes = journal.update_eml(id, &call.now)?;
            output::write(path, call, |to| to.write_all(&bytes))?;
        }
    }
    let view = journal.send_update(id, &call.now)?;
    if eml.is_some_and(|path| path.as_os_str() == "-") {
        return Ok(());
    }
    if call.json {
        return call.print_json(&view);
    }
    let promises = count(view.promising.len() as u64, "promise", "promises");
    writeln!(call.out, "{} is sent; it makes {promises}", view.subject)?;
    Ok(())
}

fn changes(journal: &Journal, name: &str, call: &mut Call) -> Outcome {
    let changes = journal.update_changes(journal.find_update(name)?)?;
    if call.json {
        return call.print_json(&changes);
    }
    for change in &changes {
        let mark = match change.side.as_str() {
            "then" => "-",
            "now" => "+",
            _ => " ",
        };
        writeln!(call.out, "{mark} {}", crate::paper::safe(&change.text))?;
    }
    Ok(())
}

fn list(updates: &UpdatesView, call: &mut Call) -> Outcome {
    if call.json {
        return call.print_json(updates);
    }
    for update in &updates.updates {
        let line = format!("{} to {}", update.from, update.until);
        let at = update.at.as_deref().and_then(|at| at.split('T').next()).unwrap_or_default();
        let state = format!("{} {at} {}", spelled(&update.state), update.reason);
        let line = format!("{:>3}  {line}  {}  {}", update.number, update.subject, state.trim());
        for line in lines(&line, call.paper.width()) {
            writeln!(call.out, "{line}")?;
        }
    }
    if let Some(due) = updates.due_on {
        writeln!(call.out, "the next is due {due}")?;
    }
    Ok(())
}

fn show(view: &UpdateView, call: &mut Call) -> Outcome {
    if call.json {
        return call.print_json(view);
    }
    let paper = call.paper;
    writeln!(call.out, "{}", paper.ink(Ink::Strong, &crate::paper::safe(&view.subject)))?;
    for (label, list) in [("To", &view.edit.to), ("Cc", &view.edit.cc)] {
        let names: Vec<String> = list
            .iter()
            .map(|one| format!("{} {}", one.name, one.email).trim().to_owned())
            .collect();
        if !names.is_empty() {
            writeln!(call.out, "{label}: {}", crate::paper::safe(&names.join(", ")))?;
        }
    }
    let state = spelled(&view.state);
    let words = count(view.words, "word", "words");
    writeln!(call.out, "{} to {}, {state}, {words}", view.edit.from, view.edit.until)?;
    for section in view.sections.iter().filter(|section| section.on) {
        writeln!(call.out, "\n{}", paper.ink(Ink::Strong, &crate::paper::safe(&section.heading)))?;
        for piece in &section.pieces {
            let text = if piece.gone { "(not there any more)" } else { &piece.text };
            for line in text.lines().chain(piece.notes.iter().map(String::as_str)) {
                for line in lines(line, paper.width() - 2) {
                    writeln!(call.out, "  {line}")?;
                }
            }
        }
    }
    let open = view.promises.iter().filter(|promise| promise.open);
    for promise in open {
        writeln!(call.out, "you said you would: {}", crate::paper::safe(&promise.text))?;
    }
    for code in view.stops.iter().chain(&view.cautions) {
        writeln!(call.out, "{}", paper.ink(Ink::Faint, &format!("mind: {code}")))?;
    }
    Ok(())
}
