//! Which of the names found in a text count, and what each comes to.

use std::ops::Range;

use super::find::{Finder, Hit, Named, Sure};
use super::fold::Folded;
use super::redact::{Deal, NameRule, Why};

/// A stretch of a text that somebody's rule is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Stretch {
    /// Its letters.
    pub(crate) letters: Range<usize>,
    /// Whose rules meet here, the deciding one first.
    pub(crate) whose: Vec<usize>,
    /// Whether it is only a word that may hold the name.
    pub(crate) maybe: bool,
}

/// What of `text` is named in the rules, left to right, none overlapping. Stretches that are kept
/// come too.
pub(crate) fn stretches(
    text: &str,
    folded: &Folded,
    finder: &Finder,
    names: &[NameRule],
) -> Vec<Stretch> {
    let mut hits = finder.find(text, folded);
    hits.retain(|hit| names.get(hit.whose).is_some());
    let shading: Vec<Hit> =
        hits.iter().filter(|hit| names[hit.whose].deal == Deal::Keep).cloned().collect();
    hits.retain(|hit| !shading.iter().any(|kept| shades(kept, hit, names)));
    // A word that may hold a kept name hides nothing.
    hits.retain(|hit| hit.sure == Sure::Yes || names[hit.whose].deal != Deal::Keep);
    for hit in &mut hits {
        if hit.sure == Sure::Maybe {
            hit.letters = folded.word_around(&hit.letters);
        }
    }
    // What is sure comes before a longer word that only may be it, and is then drawn over it.
    let longer = |hit: &Hit| {
        (hit.sure, hit.letters.end - hit.letters.start, names[hit.whose].named == Named::Term)
    };
    hits.sort_by(|a, b| {
        let kept = |hit: &Hit| names[hit.whose].deal == Deal::Keep;
        kept(a)
            .cmp(&kept(b))
            .then(longer(b).cmp(&longer(a)))
            .then(a.letters.start.cmp(&b.letters.start))
            .then(a.whose.cmp(&b.whose))
    });
    let mut chosen: Vec<Stretch> = Vec::new();
    for hit in hits {
        let kept = names[hit.whose].deal == Deal::Keep;
        match chosen.iter_mut().find(|one| overlap(&one.letters, &hit.letters)) {
            None => chosen.push(Stretch {
                letters: hit.letters,
                whose: vec![hit.whose],
                maybe: hit.sure == Sure::Maybe,
            }),
            Some(one) if one.letters == hit.letters && !one.whose.contains(&hit.whose) => {
                one.whose.push(hit.whose);
            }
            // What is withheld never shows at the edges of something else.
            Some(one) if !kept => {
                one.letters =
                    one.letters.start.min(hit.letters.start)..one.letters.end.max(hit.letters.end);
            }
            Some(_) => {}
        }
    }
    merge(&mut chosen);
    chosen
}

impl Stretch {
    /// What happens to it, or why somebody has to say.
    pub(crate) fn decided(&self, names: &[NameRule]) -> Result<Deal, Why> {
        let whose = self.meant(names);
        let first = &names[whose[0]];
        let term = whose.iter().find(|whose| names[**whose].named == Named::Term);
        let differs = whose.iter().any(|whose| names[*whose].deal != first.deal);
        match (self.maybe, term) {
            (true, _) => Err(Why::Possible),
            (false, Some(term)) => Ok(names[*term].deal.clone()),
            (false, None) if differs => Err(Why::Shared),
            (false, None) if first.deal == Deal::Ask => Err(Why::NoRule),
            (false, None) => Ok(first.deal.clone()),
        }
    }

    /// Whose rules count here: those in the bin only where nobody else is meant.
    pub(crate) fn meant(&self, names: &[NameRule]) -> Vec<usize> {
        let live: Vec<usize> =
            self.whose.iter().copied().filter(|whose| !names[*whose].faint).collect();
        if live.is_empty() { self.whose.clone() } else { live }
    }

    /// Whether it stays as it is.
    pub(crate) fn is_kept(&self, names: &[NameRule]) -> bool {
        self.decided(names) == Ok(Deal::Keep)
    }
}

/// A longer stretch may have come to touch the next one.
fn merge(chosen: &mut Vec<Stretch>) {
    chosen.sort_by_key(|one| one.letters.start);
    let mut merged: Vec<Stretch> = Vec::with_capacity(chosen.len());
    for one in chosen.drain(..) {
        match merged.last_mut() {
            Some(last) if last.letters.end > one.letters.start => {
                last.letters.end = last.letters.end.max(one.letters.end);
                last.maybe &= one.maybe;
            }
            _ => merged.push(one),
        }
    }
    *chosen = merged;
}

/// Whether something kept stands over a hit: the user's own answer over all inside it, and a
/// kept person's whole name over the parts of others' names, never over a term.
fn shades(kept: &Hit, hit: &Hit, names: &[NameRule]) -> bool {
    if kept.whose == hit.whose || names[hit.whose].deal == Deal::Keep {
        return false;
    }
    let within = kept.letters.start <= hit.letters.start && hit.letters.end <= kept.letters.end;
    let longer = kept.letters.len() > hit.letters.len();
    let same_word = names[hit.whose].named == Named::Term && !longer;
    match names[kept.whose].named {
        Named::Term => within && kept.sure == Sure::Yes && !same_word,
        Named::Person => {
            within
                && longer
                && kept.sure == Sure::Yes
                && kept.whole
                && names[hit.whose].named == Named::Person
        }
    }
}

fn overlap(a: &Range<usize>, b: &Range<usize>) -> bool {
    a.start < b.end && b.start < a.end
}
