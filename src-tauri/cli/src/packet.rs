//! `packet`: outcomes chosen and arranged for a panel, and the file they leave in.

use std::io::Write;
use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};
use ledgerline_core::id::{GoalId, OutcomeId, PacketId};
use ledgerline_core::journal::{FileKind, Journal, Presses};
use ledgerline_core::time::Day;
use ledgerline_core::wire::{
    Arrangement, Budget, CandidateFilter, PacketEdit, PacketFormat, PacketLine, PacketView,
};

use crate::call::Call;
use crate::failure::{Failure, Outcome};
use crate::filters::{goal, the_one};
use crate::ledger;
use crate::output;
use crate::paper::{Ink, count, lines};
use crate::redaction::{self, Answer};
use crate::words::{self, Looking};
use crate::{packet_parts, panel, paper};

/// List, show, write and export packets
#[derive(Args)]
pub(crate) struct Packet {
    #[command(subcommand)]
    deed: Option<Deed>,
}

#[derive(Subcommand)]
enum Deed {
    /// List packets
    List,
    /// Show a packet with its outcomes
    Show {
        /// The packet's title, part of it, or the id
        name: String,
    },
    /// Start a packet, with every outcome of a period or a goal
    New {
        /// Its title
        name: String,
        #[command(flatten)]
        fields: Fields,
        /// Only outcomes that serve this goal
        #[arg(long)]
        goal: Option<String>,
    },
    /// Change what is written about a packet
    Edit {
        /// The packet's title, part of it, or the id
        name: String,
        /// A new title
        #[arg(long)]
        title: Option<String>,
        #[command(flatten)]
        fields: Fields,
    },
    /// Add outcomes to a packet
    Add {
        /// The packet's title, part of it, or the id
        name: String,
        /// Outcomes, or entries whose outcomes are meant, by id
        #[arg(required = true, value_name = "ID")]
        ids: Vec<String>,
    },
    /// Leave outcomes out of a packet; without any, put the packet in the bin
    Remove {
        /// The packet's title, part of it, or the id
        name: String,
        /// Outcomes, or entries whose outcomes are meant, by id
        #[arg(value_name = "ID")]
        ids: Vec<String>,
    },
    /// Move an outcome within a packet or to another section
    Move(packet_parts::Move),
    /// Name, order or limit a section, or start one of my own
    Section(packet_parts::Section),
    /// Quote somebody, with their permission
    Voice(packet_parts::Voice),
    /// List somebody who grew
    Person(packet_parts::Pick),
    /// Take a project of my own time into the appendix
    Project(packet_parts::Pick),
    /// Say what is unresolved, too long, weak or missing; exit code 1 when something blocks
    Check {
        /// The packet's title, part of it, or the id
        name: String,
    },
    /// Read the first ninety seconds, then the doubts, claim by claim
    Rehearse {
        /// The packet's title, part of it, or the id
        name: String,
    },
    /// Mark wording and ask; never rewrite
    Coach(panel::Coach),
    /// Say what changed since the packet was last sent
    Changed {
        /// The packet's title, part of it, or the id
        name: String,
    },
    /// List form profiles, print or keep one
    Forms(panel::Forms),
    /// Say what happens to a person, a term or a figure in a packet
    Rule {
        /// The packet's title, part of it, or the id
        name: String,
        #[command(flatten)]
        rule: Answer,
    },
    /// List a packet's own rules
    Rules {
        /// The packet's title, part of it, or the id
        name: String,
    },
    /// Show every replacement, where it stands, and what needs an answer
    Review {
        /// The packet's title, part of it, or the id
        name: String,
    },
    /// Write a packet to a file
    Export {
        /// The packet's title, part of it, or the id
        name: String,
        /// In which format
        #[arg(long, value_enum)]
        format: Format,
        /// The file; `-` is standard output
        #[arg(long, short, value_name = "FILE")]
        output: PathBuf,
        /// Write the fields of this form instead; `packet forms` lists them
        #[arg(long, value_name = "FORM")]
        profile: Option<String>,
        /// Keep no frozen copy of what is written
        #[arg(long)]
        no_copy: bool,
    },
}

#[derive(Clone, Copy, ValueEnum)]
enum Format {
    /// A tagged PDF with its fonts in it
    Pdf,
    /// A Word document
    Docx,
    /// Markdown
    #[value(alias = "markdown")]
    Md,
    /// One HTML file with everything in it
    Html,
    /// Plain text
    #[value(alias = "text")]
    Txt,
    /// All of it, for programs; a form's fields, with --profile
    Json,
    /// Its outcomes, for spreadsheets
    Csv,
}

impl From<Format> for PacketFormat {
    fn from(format: Format) -> Self {
        match format {
            Format::Pdf => Self::Pdf,
            Format::Docx => Self::Docx,
            Format::Md => Self::Markdown,
            Format::Html => Self::Html,
            Format::Txt => Self::Plain,
            Format::Json => Self::Json,
            Format::Csv => Self::Csv,
        }
    }
}

const PRESSES: Presses = Presses {
    pdf: |document| {
        let font = |path: &str| std::fs::read(path).ok();
        ledgerline_pdf::pdf(document, &font).map_err(|error| error.to_string())
    },
    docx: |document| ledgerline_docx::docx(document).map_err(|error| error.to_string()),
};

#[derive(Args)]
struct Fields {
    /// First day of its period
    #[arg(long, value_name = "DAY", allow_hyphen_values = true)]
    from: Option<String>,
    /// Last day of its period
    #[arg(long, value_name = "DAY", allow_hyphen_values = true)]
    to: Option<String>,
    /// My name, as the panel should read it
    #[arg(long)]
    author: Option<String>,
    /// What I do now
    #[arg(long)]
    role: Option<String>,
    /// How long the whole may be, such as `3500 characters` or `600 words`
    #[arg(long, value_parser = packet_parts::budget)]
    budget: Option<Budget>,
    /// Sections by the criteria of this ladder: its name, part of it, or the id
    #[arg(long)]
    ladder: Option<String>,
    /// The form it is written for; blank for none
    #[arg(long, value_name = "FORM")]
    form: Option<String>,
    /// The level I hold
    #[arg(long, value_name = "LEVEL")]
    level_now: Option<String>,
    /// The level I ask for
    #[arg(long, value_name = "LEVEL")]
    level_target: Option<String>,
    /// Who will read it; printed nowhere
    #[arg(long, value_name = "TEXT")]
    audience: Option<String>,
    /// by-goal, by-category, by-criterion, own or one-list
    #[arg(long, value_parser = words::word::<Arrangement>)]
    arrange: Option<Arrangement>,
    /// The summary, in my own words
    #[arg(long, value_name = "TEXT")]
    summary: Option<String>,
    /// Reasons against, which a panel would find anyway
    #[arg(long, value_name = "TEXT")]
    against: Option<String>,
    /// The scope I would take on next
    #[arg(long, value_name = "TEXT")]
    next_scope: Option<String>,
}

impl Fields {
    fn days(&self, call: &Call) -> Outcome<(Option<Day>, Option<Day>)> {
        let day = |text: &String| words::day(text, Looking::Back, call.now.day());
        Ok((self.from.as_ref().map(day).transpose()?, self.to.as_ref().map(day).transpose()?))
    }

    fn put_into(self, edit: &mut PacketEdit, journal: &Journal, call: &Call) -> Outcome {
        let (from, to) = self.days(call)?;
        (edit.from, edit.to) = (from.or(edit.from), to.or(edit.to));
        edit.arrangement = self.arrange.unwrap_or(edit.arrangement);
        edit.budget = self.budget.or(edit.budget);
        if let Some(name) = &self.ladder {
            let ladders = journal.ladders()?.into_iter().map(|ladder| (ladder.id, ladder.name));
            edit.ladder = Some(the_one(name, ladders, "ladder", "ladder")?);
            edit.arrangement = self.arrange.unwrap_or(Arrangement::ByCriterion);
        }
        if let Some(form) = &self.form {
            let forms = journal.form_profiles()?;
            let known = form.is_empty() || forms.iter().any(|known| known.key == *form);
            if !known {
                let why = format!("no form `{}`; `packet forms` lists them", paper::safe(form));
                return Err(Failure::Failed(why));
            }
        }
        words::put([
            (self.role, &mut edit.role),
            (self.form, &mut edit.profile),
            (self.author, &mut edit.author),
            (self.level_now, &mut edit.level_now),
            (self.level_target, &mut edit.level_target),
            (self.audience, &mut edit.audience),
            (self.summary, &mut edit.summary),
            (self.against, &mut edit.against),
            (self.next_scope, &mut edit.next_scope),
        ]);
        Ok(())
    }
}

impl Packet {
    pub(crate) fn run(self, call: &mut Call) -> Outcome {
        let mut journal = call.open()?;
        match self.deed.unwrap_or(Deed::List) {
            Deed::List => {
                let packets = journal.packets()?;
                list(&packets, call)
            }
            Deed::Show { name } => {
                let id = named(&journal, &name)?;
                show(id, &journal, call)
            }
            Deed::New { name, fields, goal } => new(name, fields, goal, &mut journal, call),
            Deed::Edit { name, title, fields } => edit(&name, title, fields, &mut journal, call),
            Deed::Add { name, ids } => choose(&name, &ids, true, &mut journal, call),
            Deed::Remove { name, ids } if ids.is_empty() => bin(&name, &mut journal, call),
            Deed::Remove { name, ids } => choose(&name, &ids, false, &mut journal, call),
            Deed::Move(deed) => {
                let id = named(&journal, &deed.name)?;
                let [outcome] = meant(&deed.id, &journal, call)?[..] else {
                    let why = "more than one outcome came of that entry; name the outcome";
                    return Err(Failure::Failed(why.to_owned()));
                };
                deed.place(id, outcome, &mut journal, call)?;
                show(id, &journal, call)
            }
            Deed::Section(deed) => {
                let id = named(&journal, deed.packet())?;
                deed.change(id, &mut journal, call)?;
                show(id, &journal, call)
            }
            Deed::Voice(deed) => {
                let id = named(&journal, &deed.name)?;
                deed.change(id, &mut journal, call)?;
                show(id, &journal, call)
            }
            Deed::Person(deed) => {
                let id = named(&journal, &deed.name)?;
                deed.person(id, &mut journal, call)?;
                show(id, &journal, call)
            }
            Deed::Project(deed) => {
                let id = named(&journal, &deed.name)?;
                deed.project(id, &mut journal, call)?;
                show(id, &journal, call)
            }
            Deed::Check { name } => panel::check(named(&journal, &name)?, &journal, call),
            Deed::Rehearse { name } => panel::rehearse(named(&journal, &name)?, &journal, call),
            Deed::Coach(deed) => {
                let done = deed.about_rules(&mut journal, call)?;
                match deed.name.filter(|_| !done) {
                    Some(name) => panel::coach(named(&journal, &name)?, &journal, call),
                    None => Ok(()),
                }
            }
            Deed::Changed { name } => panel::changed(named(&journal, &name)?, &journal, call),
            Deed::Forms(deed) => deed.run(&mut journal, call),
            Deed::Export { name, format, output, profile, no_copy } => {
                let what = Leaving { format, profile, keep: !no_copy };
                export(&name, &what, &output, &mut journal, call)
            }
            Deed::Rule { name, rule } => rule.set(named(&journal, &name)?, &mut journal, call),
            Deed::Rules { name } => {
                let rules = journal.packet_rules(named(&journal, &name)?)?;
                if call.json {
                    return call.print_json(&rules);
                }
                let review = journal.packet_review(named(&journal, &name)?)?;
                redaction::show(&review, call)
            }
            Deed::Review { name } => {
                let review = journal.packet_review(named(&journal, &name)?)?;
                redaction::show(&review, call)
            }
        }
    }
}

fn named(journal: &Journal, name: &str) -> Outcome<PacketId> {
    let packets = journal.packets()?.into_iter().map(|packet| (packet.id, packet.title));
    the_one(name, packets, "packet", "packet list")
}

fn new(
    title: String,
    fields: Fields,
    goal_words: Option<String>,
    journal: &mut Journal,
    call: &mut Call,
) -> Outcome {
    if title.trim().is_empty() {
        return Err(Failure::Usage("a packet needs a title".to_owned()));
    }
    let goal = goal_words.map(|words| goal(journal, &words)).transpose()?;
    let (from, to) = fields.days(call)?;
    if from.zip(to).is_some_and(|(from, to)| from > to) {
        return Err(Failure::Usage("--from is later than --to".to_owned()));
    }
    let author = journal.settings()?.author;
    let mut edit = PacketEdit { title, author, ..PacketEdit::default() };
    fields.put_into(&mut edit, journal, call)?;
    let packet = journal.new_packet(edit, &call.now)?;
    let id = packet.id;
    if from.is_some() || to.is_some() || goal.is_some() {
        take_all(id, (from, to, goal), journal, call)?;
    }
    show(id, journal, call)
}

/// Every outcome of the period and goal that may leave the journal.
fn take_all(
    id: PacketId,
    (from, to, goal): (Option<Day>, Option<Day>, Option<GoalId>),
    journal: &mut Journal,
    call: &Call,
) -> Outcome {
    let filter = CandidateFilter { from, to, goal, text: String::new() };
    let candidates = journal.candidates(id, &filter)?;
    for candidate in
        candidates.iter().filter(|candidate| candidate.may_leave && !candidate.included)
    {
        journal.include(id, candidate.outcome.id, true, &call.now)?;
    }
    Ok(())
}

fn edit(
    name: &str,
    title: Option<String>,
    fields: Fields,
    journal: &mut Journal,
    call: &mut Call,
) -> Outcome {
    let id = named(journal, name)?;
    let mut edit = journal.packet(id)?.edit;
    if let Some(title) = title {
        edit.title = title;
    }
    fields.put_into(&mut edit, journal, call)?;
    journal.save_packet(id, edit, &call.now)?;
    show(id, journal, call)
}

fn choose(name: &str, ids: &[String], on: bool, journal: &mut Journal, call: &mut Call) -> Outcome {
    let packet = named(journal, name)?;
    // All are found before any is taken.
    let mut outcomes = Vec::new();
    for id in ids {
        outcomes.extend(meant(id, journal, call)?);
    }
    for outcome in outcomes {
        journal.include(packet, outcome, on, &call.now)?;
    }
    show(packet, journal, call)
}

/// The outcome with this id, or those of the entry with this id.
pub(crate) fn meant(id: &str, journal: &Journal, call: &Call) -> Outcome<Vec<OutcomeId>> {
    let wanted = id.trim().to_lowercase();
    let fits = |id: &OutcomeId| {
        let id = id.to_string();
        wanted.len() >= 4 && (id.starts_with(&wanted) || id.ends_with(&wanted))
    };
    let all = journal.find_outcomes("")?;
    let found: Vec<OutcomeId> = all.iter().map(|outcome| outcome.id).filter(fits).collect();
    match found.as_slice() {
        [one] => return Ok(vec![*one]),
        [] => {}
        _ => {
            let why = format!("more than one outcome has the id `{wanted}`; give more of it");
            return Err(Failure::Failed(why));
        }
    }
    let view = journal.entry(journal.find_entry(id)?, &call.now)?;
    if view.outcomes.is_empty() {
        return Err(Failure::Failed(format!("nothing came of entry `{wanted}` yet; map it first")));
    }
    Ok(view.outcomes.iter().map(|outcome| outcome.outcome.id).collect())
}

fn bin(name: &str, journal: &mut Journal, call: &mut Call) -> Outcome {
    let id = named(journal, name)?;
    journal.delete_packet(id, &call.now)?;
    let packets = journal.packets()?;
    list(&packets, call)
}

/// What is to be written.
struct Leaving {
    format: Format,
    profile: Option<String>,
    keep: bool,
}

fn export(
    name: &str,
    what: &Leaving,
    path: &std::path::Path,
    journal: &mut Journal,
    call: &mut Call,
) -> Outcome {
    let id = named(journal, name)?;
    redaction::refuse_open(id, journal, call)?;
    let bytes = match (&what.profile, what.format) {
        (Some(profile), Format::Txt | Format::Json) => {
            let form = journal.filled_form(id, profile)?;
            let json = matches!(what.format, Format::Json);
            let bytes = panel::form_bytes(&form, json)?;
            let kind = if json { FileKind::Json } else { FileKind::Text };
            let cleared = journal.cleared_packet(id)?;
            cleared.check(kind, &bytes)?;
            output::deliver(
                path,
                call,
                || Ok(bytes.clone()),
                |path| Ok(cleared.put(path, kind, bytes.clone())?),
            )?
        }
        (Some(_), _) => {
            return Err(Failure::Usage("a form is written as txt or json".to_owned()));
        }
        (None, format) => output::deliver(
            path,
            call,
            || Ok(journal.export_packet(id, format.into(), &PRESSES)?),
            |path| Ok(journal.write_packet(id, format.into(), &PRESSES, path)?),
        )?,
    };
    panel::warn(&journal.check_packet(id, &call.now)?);
    if what.keep {
        let ending = PacketFormat::from(what.format).ending();
        journal.keep_copy(id, ending, &bytes, &call.now)?;
    }
    Ok(())
}

fn list(packets: &[PacketLine], call: &mut Call) -> Outcome {
    if call.json {
        return call.print_json(&packets);
    }
    for packet in packets {
        let title = lines(&packet.title, call.paper.width()).join(" ");
        writeln!(call.out, "{}", call.paper.ink(Ink::Strong, &title))?;
        let outcomes = count(packet.outcomes, "outcome", "outcomes");
        let facts =
            format!("{}, {outcomes}, {}", period(packet.from, packet.to), ledger::tail(&packet.id));
        writeln!(call.out, "  {}", call.paper.ink(Ink::Faint, &facts))?;
    }
    Ok(())
}

fn period(from: Option<Day>, to: Option<Day>) -> String {
    match (from, to) {
        (Some(from), Some(to)) => format!("{from} to {to}"),
        (Some(from), None) => format!("since {from}"),
        (None, Some(to)) => format!("until {to}"),
        (None, None) => "any time".to_owned(),
    }
}

fn show(id: PacketId, journal: &Journal, call: &mut Call) -> Outcome {
    let view = journal.packet(id)?;
    if call.json {
        return call.print_json(&view);
    }
    let currency = journal.settings()?.currency;
    print(&view, &currency, call)
}

fn print(view: &PacketView, currency: &str, call: &mut Call) -> Outcome {
    let paper = call.paper;
    let title = lines(&view.edit.title, paper.width()).join(" ");
    writeln!(call.out, "{}", paper.ink(Ink::Strong, &title))?;
    let facts = format!("{}, {}", period(view.edit.from, view.edit.to), view.id);
    writeln!(call.out, "{}", paper.ink(Ink::Faint, &facts))?;
    for section in &view.sections {
        let mut heading = lines(&section.heading, paper.width()).join(" ");
        writeln!(call.out)?;
        if section.over > 0 {
            heading.push_str(&format!(", {} over", section.over));
        }
        // Outcomes that serve no goal stand together under no heading.
        if !heading.is_empty() {
            writeln!(call.out, "{}", paper.ink(Ink::Strong, &heading))?;
        }
        for item in &section.items {
            ledger::came_of_it(&mut call.out, &item.outcome, currency, paper, 0)?;
            if !item.may_leave {
                writeln!(call.out, "  confidential: it stays out of the export")?;
            }
        }
    }
    for voice in view.voices.iter().filter(|voice| voice.included) {
        let quote = format!("“{}”, {}", voice.voice.quote.trim(), voice.speaker);
        writeln!(call.out, "\n{}", lines(&quote, paper.width()).join("\n"))?;
        if !voice.may_leave {
            writeln!(call.out, "  without permission: it stays out of the export")?;
        }
    }
    let grown: Vec<_> = view.growth.iter().filter(|one| one.included).collect();
    for one in grown {
        writeln!(call.out, "\nGrew: {}", lines(&one.name, paper.width()).join(" "))?;
    }
    if view.held_back > 0 {
        let kept =
            count(view.held_back, "confidential outcome stays", "confidential outcomes stay");
        writeln!(call.out, "\n{kept} out of the export")?;
    }
    if view.edit.against.trim().is_empty() {
        let mind = "Reasons against are not written yet; a panel will find its own";
        writeln!(call.out, "\n{}", paper.ink(Ink::Faint, mind))?;
    }
    Ok(())
}
