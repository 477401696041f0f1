//! Ladders on paper: levels, areas, criteria with their keys and bars.

use std::collections::HashMap;
use std::io::Write;

use ledgerline_core::id::LadderId;
use ledgerline_core::journal::Journal;
use ledgerline_core::wire::{LadderLine, LadderView};

use crate::call::Call;
use crate::failure::Outcome;
use crate::ledger;
use crate::paper::{Ink, count, lines};

pub(super) fn list(ladders: &[LadderLine], call: &mut Call) -> Outcome {
    if call.json {
        return call.print_json(&ladders);
    }
    for ladder in ladders {
        let name = lines(&ladder.name, call.paper.width()).join(" ");
        writeln!(call.out, "{}", call.paper.ink(Ink::Strong, &name))?;
        let mut facts = vec![count(ladder.criteria, "criterion", "criteria")];
        facts.extend(ladder.now.iter().map(|level| format!("now {level}")));
        facts.extend(ladder.target.iter().map(|level| format!("aiming for {level}")));
        facts.push(ledger::tail(&ladder.id));
        let facts = lines(&facts.join(", "), call.paper.width() - 2).join(" ");
        writeln!(call.out, "  {}", call.paper.ink(Ink::Faint, &facts))?;
    }
    Ok(())
}

pub(super) fn show(id: LadderId, journal: &Journal, call: &mut Call) -> Outcome {
    let view = journal.ladder(id)?;
    if call.json { call.print_json(&view) } else { print(&view, call) }
}

fn print(view: &LadderView, call: &mut Call) -> Outcome {
    let (paper, ladder) = (call.paper, &view.ladder);
    let line = |text: &str, indent: usize| lines(text, paper.width() - indent);
    writeln!(call.out, "{}", paper.ink(Ink::Strong, &line(&ladder.name, 0).join(" ")))?;
    let marked = ladder.levels.iter().map(|level| match Some(level) {
        here if here == ladder.target.as_ref() => format!("{level} (aimed at)"),
        here if here == ladder.now.as_ref() => format!("{level} (held)"),
        _ => level.clone(),
    });
    let levels = marked.collect::<Vec<_>>().join(" → ");
    for text in line(&levels, 0) {
        writeln!(call.out, "{}", paper.ink(Ink::Faint, &text))?;
    }
    let linked: HashMap<_, _> =
        view.links.iter().map(|links| (links.criterion, links.outcomes + links.entries)).collect();
    let mut under = None;
    for criterion in &ladder.criteria {
        let level = criterion.level.as_deref().unwrap_or("every level");
        let heading = if criterion.aside {
            "kept aside, no longer asked for".to_owned()
        } else {
            level.to_owned()
        };
        let heading = match (criterion.aside, criterion.area.as_str()) {
            (true, _) | (_, "") => heading,
            (_, area) => format!("{heading}: {area}"),
        };
        if under.as_ref() != Some(&heading) {
            writeln!(call.out, "\n{}", paper.ink(Ink::Strong, &line(&heading, 0).join(" ")))?;
            under = Some(heading);
        }
        for text in line(criterion.name(), 2) {
            writeln!(call.out, "  {text}")?;
        }
        if !criterion.title.is_empty() {
            for text in line(&criterion.text, 4) {
                writeln!(call.out, "    {text}")?;
            }
        }
        let mut facts = vec![criterion.key.clone()];
        match (criterion.bar.words.as_str(), criterion.bar.asks) {
            ("", _) => facts.push("no bar".to_owned()),
            (bar, Some(_)) => facts.push(format!("bar: {bar}")),
            (bar, None) => facts.push(format!("bar, in words: {bar}")),
        }
        let links = linked.get(&criterion.id).copied().unwrap_or_default();
        facts.push(count(links, "link", "links"));
        for text in line(&facts.join("; "), 4) {
            writeln!(call.out, "    {}", paper.ink(Ink::Faint, &text))?;
        }
    }
    Ok(())
}
