//! `packet check`, `rehearse`, `coach`, `changed` and `forms`: a packet as its readers will take it.

use std::io::{Read, Write};
use std::path::PathBuf;

use clap::Args;
use ledgerline_core::form;
use ledgerline_core::id::PacketId;
use ledgerline_core::incoming;
use ledgerline_core::journal::Journal;
use ledgerline_core::wire::{
    CountedIn, DoubtKind, FilledForm, LineChange, Missing, PacketChanges, PacketCheck, Rehearsal,
    Weakness,
};
use serde_json::json;

use crate::call::Call;
use crate::failure::{self, Failure, Outcome};
use crate::paper::{Ink, count, lines};

/// Says everything to look at before a packet leaves; 1 when something blocks it.
pub(crate) fn check(id: PacketId, journal: &Journal, call: &mut Call) -> Outcome {
    let found = journal.check_packet(id, &call.now)?;
    if call.json {
        call.print_json(&found)?;
    } else {
        print_check(&found, call)?;
    }
    match found.unresolved.len() {
        0 => Ok(()),
        open => {
            let items = count(u64::try_from(open).unwrap_or(u64::MAX), "item", "items");
            Err(Failure::Failed(format!("{items} not resolved; `packet rule` answers them")))
        }
    }
}

fn print_check(found: &PacketCheck, call: &mut Call) -> Outcome {
    let width = call.paper.width();
    let PacketCheck {
        unresolved, over_limit, weak_claims, missing, held_back, unpermitted, ..
    } = found;
    for item in unresolved {
        writeln!(call.out, "not resolved: {}", lines(&item.word, width).join(" "))?;
    }
    for over in over_limit {
        let unit = unit(over.budget.unit);
        let name = lines(&over.name, width).join(" ");
        writeln!(
            call.out,
            "{} {name}: {} over {} {unit}",
            over.what, over.over, over.budget.limit
        )?;
    }
    for claim in weak_claims {
        let why: Vec<_> = claim.why.iter().map(|why| weakness(*why)).collect();
        let sentence = lines(&claim.sentence, width).join("\n");
        writeln!(call.out, "{}\n  {}", call.paper.ink(Ink::Strong, &sentence), why.join("; "))?;
    }
    for what in missing {
        let words = match what {
            Missing::Claims => "no outcome that may leave is in the packet",
            Missing::Summary => "the summary is not written yet",
            Missing::Against => "reasons against are not written yet; a panel will find its own",
        };
        writeln!(call.out, "{words}")?;
    }
    if *held_back > 0 {
        let outcomes =
            count(*held_back, "confidential outcome stays", "confidential outcomes stay");
        writeln!(call.out, "{outcomes} out of the export")?;
    }
    if *unpermitted > 0 {
        let voices = count(*unpermitted, "quotation stays", "quotations stay");
        writeln!(call.out, "{voices} out until somebody gives permission")?;
    }
    Ok(())
}

const fn weakness(why: Weakness) -> &'static str {
    match why {
        Weakness::OnlyMyWord => "only my word for it",
        Weakness::NoCounterfactual => "nothing says what would have happened otherwise",
        Weakness::NobodyCredited => "nobody else is credited",
        Weakness::NoFigure => "no figure",
        Weakness::NotHappened => "it has not happened",
        Weakness::CountedTwice => "it may be counted twice in this packet",
    }
}

const fn unit(unit: CountedIn) -> &'static str {
    match unit {
        CountedIn::Characters => "characters",
        CountedIn::Words => "words",
    }
}

/// Reads a packet as a busy panel does.
pub(crate) fn rehearse(id: PacketId, journal: &Journal, call: &mut Call) -> Outcome {
    let found = journal.rehearse(id, &call.now)?;
    if call.json {
        return call.print_json(&found);
    }
    let Rehearsal { seconds, words, first, left, claims_reached, claims, doubts, .. } = found;
    let paper = call.paper;
    let title = format!("The first {seconds} seconds: {words} words, {left} not reached");
    writeln!(call.out, "{}\n", paper.ink(Ink::Strong, &title))?;
    for line in first.lines() {
        writeln!(call.out, "{}", lines(line, paper.width()).join("\n"))?;
    }
    writeln!(call.out, "\n{claims_reached} of {} reached", count(claims, "claim", "claims"))?;
    for claim in doubts {
        let sentence = lines(&claim.sentence, paper.width()).join("\n");
        writeln!(call.out, "\n{}", paper.ink(Ink::Strong, &sentence))?;
        for doubt in claim.doubts {
            writeln!(call.out, "  {}", question(doubt.kind))?;
            for answer in &doubt.answers {
                let answer = lines(answer, paper.width().saturating_sub(4)).join("\n    ");
                writeln!(call.out, "    {answer}")?;
            }
            if doubt.answers.is_empty() {
                writeln!(call.out, "    {}", paper.ink(Ink::Faint, "nothing in the record"))?;
            }
        }
    }
    Ok(())
}

const fn question(kind: DoubtKind) -> &'static str {
    match kind {
        DoubtKind::WhoElse => "Who else worked on it?",
        DoubtKind::Anyway => "Would it have come anyway?",
        DoubtKind::SaysWho => "Says who?",
        DoubtKind::HowSure => "How sure is the number?",
        DoubtKind::DoesItLast => "Did it last?",
        DoubtKind::CountedTwice => "Is it counted elsewhere too?",
        DoubtKind::WrittenLater => "Was it written at the time?",
        DoubtKind::HasItHappened => "Has it happened?",
    }
}

/// Marks the wording of a packet, or shows and replaces the rule file.
#[derive(Args)]
pub(crate) struct Coach {
    /// The packet's title, part of it, or the id
    #[arg(required_unless_present_any = ["rules", "use_rules", "shipped_rules"])]
    pub(crate) name: Option<String>,
    /// Print the rule file
    #[arg(long)]
    rules: bool,
    /// Use this rule file from now on
    #[arg(long, value_name = "FILE")]
    use_rules: Option<PathBuf>,
    /// Use the rules the app comes with again
    #[arg(long, conflicts_with = "use_rules")]
    shipped_rules: bool,
}

impl Coach {
    pub(crate) fn about_rules(&self, journal: &mut Journal, call: &mut Call) -> Outcome<bool> {
        if let Some(path) = &self.use_rules {
            let text = read(path)?;
            journal.save_coach_rules(Some(text))?;
        } else if self.shipped_rules {
            journal.save_coach_rules(None)?;
        } else if self.rules {
            let rules = journal.coach_rules()?;
            if call.json {
                call.print_json(&rules)?;
            } else {
                write!(call.out, "{}", rules.text)?;
            }
        }
        Ok(self.rules || self.use_rules.is_some() || self.shipped_rules)
    }
}

fn read(path: &std::path::Path) -> Outcome<String> {
    let wrong = |why: String| Failure::Failed(format!("`{}`: {why}", path.display()));
    let mut bytes = Vec::new();
    // One byte more than is read says that there are too many.
    let most = u64::try_from(incoming::LARGEST).unwrap_or(u64::MAX) + 1;
    std::fs::File::open(path)
        .and_then(|file| file.take(most).read_to_end(&mut bytes))
        .map_err(|error| wrong(format!("it could not be read: {error}")))?;
    incoming::text(&bytes).map(str::to_owned).map_err(|error| wrong(error.to_string()))
}

/// Prints every text of a packet that has a mark.
pub(crate) fn coach(id: PacketId, journal: &Journal, call: &mut Call) -> Outcome {
    let found = journal.coach_packet(id)?;
    if call.json {
        return call.print_json(&found);
    }
    let paper = call.paper;
    for text in found.iter().filter(|text| !text.marks.is_empty()) {
        for line in text.text.lines() {
            writeln!(
                call.out,
                "{}",
                paper.ink(Ink::Strong, &lines(line, paper.width()).join("\n"))
            )?;
        }
        for mark in &text.marks {
            let words = lines(&mark.words, 48);
            let more = if words.len() > 1 { " …" } else { "" };
            let first = words.first().map_or("", String::as_str);
            writeln!(call.out, "  {first}{more} ({})", mark.rule)?;
            let ask = format!("{} {}", mark.why, mark.ask);
            let ask = lines(&ask, paper.width().saturating_sub(4)).join("\n    ");
            writeln!(call.out, "    {}", paper.ink(Ink::Faint, &ask))?;
        }
        writeln!(call.out)?;
    }
    Ok(())
}

/// Prints what changed since a packet was sent.
pub(crate) fn changed(id: PacketId, journal: &Journal, call: &mut Call) -> Outcome {
    let found = journal.changed_since(id, None)?;
    if call.json {
        return call.print_json(&found);
    }
    let PacketChanges { since, changed, lines: found } = found;
    let Some(since) = since else {
        return Ok(writeln!(call.out, "It was not sent yet; `packet export` keeps a copy")?);
    };
    let when = format!("Since {} ({}, {} bytes)", since.at, since.format, since.bytes);
    writeln!(call.out, "{}", call.paper.ink(Ink::Faint, &when))?;
    if !changed {
        return Ok(writeln!(call.out, "Nothing changed")?);
    }
    for line in found {
        let sign = match line.change {
            LineChange::Same => ' ',
            LineChange::Gone => '-',
            LineChange::New => '+',
        };
        let whole = line.pieces.len() < 2;
        let mut text = String::new();
        for piece in &line.pieces {
            let words = crate::paper::safe(&piece.text);
            let strong = piece.hit && !whole;
            text.push_str(&if strong { call.paper.ink(Ink::Strong, &words) } else { words });
        }
        writeln!(call.out, "{sign} {text}")?;
    }
    Ok(())
}

/// Form profiles: list them, print one as TOML, or keep those of a file.
#[derive(Args)]
pub(crate) struct Forms {
    /// Print this one as TOML
    key: Option<String>,
    /// Keep the forms of this TOML file
    #[arg(long, value_name = "FILE")]
    import: Option<PathBuf>,
    /// Remove a form of my own; a changed preset is as it was again
    #[arg(long, value_name = "KEY")]
    remove: Option<String>,
}

impl Forms {
    pub(crate) fn run(self, journal: &mut Journal, call: &mut Call) -> Outcome {
        if let Some(path) = &self.import {
            let forms =
                form::read(&read(path)?).map_err(|error| Failure::Failed(error.to_string()))?;
            journal.save_form_profiles(forms)?;
        }
        if let Some(key) = &self.remove {
            journal.delete_form_profile(key)?;
        }
        let mut all = journal.form_profiles()?;
        if let Some(key) = &self.key {
            all.retain(|form| form.key == *key);
            let Some(form) = all.first() else {
                return Err(Failure::Failed(format!("no form `{key}`; `packet forms` lists them")));
            };
            if !call.json {
                return Ok(write!(call.out, "{}", form::written(form))?);
            }
        }
        if call.json {
            return call.print_json(&all);
        }
        for form in all {
            let name = lines(&form.name, call.paper.width()).join(" ");
            let fields = u64::try_from(form.fields.len()).unwrap_or(u64::MAX);
            let facts = format!("  {}, {}", form.key, count(fields, "field", "fields"));
            writeln!(call.out, "{name}\n{}", call.paper.ink(Ink::Faint, &facts))?;
        }
        Ok(())
    }
}

/// A filled form as the bytes of a file: text by label, or JSON.
pub(crate) fn form_bytes(form: &FilledForm, as_json: bool) -> Outcome<Vec<u8>> {
    if !as_json {
        return Ok(form::plain(form).into_bytes());
    }
    let mut bytes = serde_json::to_vec_pretty(&json!(form))?;
    bytes.push(b'\n');
    Ok(bytes)
}

/// Says what an export warns of and does not refuse.
pub(crate) fn warn(found: &PacketCheck) {
    for over in &found.over_limit {
        let unit = unit(over.budget.unit);
        failure::warn(&format!("{} is {} {unit} over its limit", over.what, over.over));
    }
    if found.missing.contains(&Missing::Against) {
        failure::warn("reasons against are blank, and the file says so");
    }
}
