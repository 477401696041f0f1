//! Taking what is withheld out of a document.

use std::collections::BTreeSet;
use std::ops::Range;

use super::REMOVED;
use super::amount::{self, Amount, Coarse, Edit, Sought};
use super::article::fitted;
use super::find::{Finder, Named};
use super::fold::{Folded, squeeze};
use super::gate::Gate;
use super::numeral::{amounts, is_currency};
use super::spans::{Stretch, stretches};
use super::unknown::{is_address, unknown};
use crate::{Document, Spot, Where};

/// What happens to a name or a term.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Deal {
    /// It stays.
    Keep,
    /// These words stand for it.
    Say(String),
    /// The mark stands for it.
    Remove,
    /// Nobody has said yet.
    Ask,
}

/// A name or a term with its deal.
#[derive(Clone)]
pub struct NameRule {
    /// A person or a term.
    pub named: Named,
    /// As the journal has it.
    pub name: String,
    /// What happens to it.
    pub deal: Deal,
    /// Somebody in the bin: whoever shares a name with them and is not comes first.
    pub faint: bool,
}

/// What happens to the numbers of one claim.
#[derive(Clone)]
pub struct FigureRule {
    /// The section of the claim.
    pub section: usize,
    /// Its place within the section.
    pub claim: usize,
    /// What stands for its numbers.
    pub with: Coarse,
}

impl FigureRule {
    fn is_of(&self, place: &Spot) -> bool {
        place.section == Some(self.section) && place.item == Some(self.claim)
    }
}

/// Whether the text is the figure itself or how it was reached.
fn is_figure(place: &Spot) -> bool {
    matches!(place.at, Where::Figure | Where::Step)
}

/// Everything that is withheld from one document.
#[derive(Clone, Default)]
pub struct Rules {
    /// People and terms.
    pub names: Vec<NameRule>,
    /// Claims whose numbers are withheld.
    pub figures: Vec<FigureRule>,
    /// Numbers that are withheld wherever they stand, as typed.
    pub numbers: Vec<(String, Coarse)>,
    /// Words to ask nobody about, folded.
    pub known: BTreeSet<String>,
}

/// A rule that met something.
#[derive(Clone)]
pub struct Met {
    /// Which of [`Rules::names`]; for a number, that many plus its place in [`Rules::figures`],
    /// and after those in [`Rules::numbers`].
    pub rule: usize,
    /// Where.
    pub place: Spot,
    /// The text as it was, and the bytes in question.
    pub text: String,
    /// Those bytes.
    pub at: Range<usize>,
    /// What stands there now.
    pub after: String,
}

/// Why somebody has to say something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Why {
    /// The name has no rule.
    NoRule,
    /// It may be the name.
    Possible,
    /// It is the name of several who are treated differently.
    Shared,
    /// It is nobody's name that is known.
    Unknown,
}

/// Something to ask about.
#[derive(Clone)]
pub struct Asked {
    /// Why.
    pub why: Why,
    /// The word as written.
    pub word: String,
    /// Which of [`Rules::names`] is meant, when one is.
    pub rule: Option<usize>,
    /// In a file's name or an address.
    pub file_name: bool,
    /// Where.
    pub place: Spot,
    /// The text as it was.
    pub text: String,
    /// The bytes in question.
    pub at: Range<usize>,
}

/// A document without what is withheld.
pub struct Redacted {
    /// It.
    pub document: Document,
    /// What was met, in the order of the document.
    pub met: Vec<Met>,
    /// What is open, in the order of the document. Until it is answered it is withheld too.
    pub asked: Vec<Asked>,
    /// Which of [`Rules::names`] have words standing for them that say something withheld.
    pub aliases: Vec<usize>,
    /// Looks for all that is withheld in a written file.
    pub gate: Gate,
}

/// What is needed at every text.
struct Work<'a> {
    rules: &'a Rules,
    finder: Finder,
    mark: &'static str,
    /// Numbers withheld everywhere, with the rule to tell of.
    numbers: Vec<(Sought, &'a Coarse, usize)>,
    met: Vec<Met>,
    asked: Vec<Asked>,
}

/// Takes out of `document` what `rules` withhold. None when the document does not survive it,
/// which no rule can bring about.
#[must_use]
pub fn redact(document: &Document, rules: &Rules) -> Option<Redacted> {
    let finder = Finder::new(rules.names.iter().map(|rule| (rule.named, rule.name.as_str())));
    if !finder.works() {
        return None;
    }
    let mut document = document.clone();
    let mut gate = Gate::new(finder.clone(), rules.names.clone());
    let mut work = Work {
        rules,
        mark: mark(&finder, &rules.names),
        finder,
        numbers: Vec::new(),
        met: Vec::new(),
        asked: Vec::new(),
    };
    work.gather(&mut document, &mut gate);
    document.each_text(&mut |place, text| *text = work.redacted(&place, text));
    gate.spare(&document.labels);
    let aliases = work.aliases();
    Some(Redacted { document, met: work.met, asked: work.asked, aliases, gate })
}

/// The mark, or nothing where the mark itself says something withheld.
fn mark(finder: &Finder, names: &[NameRule]) -> &'static str {
    let folded = Folded::of(REMOVED);
    let says = stretches(REMOVED, &folded, finder, names);
    if says.iter().all(|one| one.is_kept(names)) { REMOVED } else { "…" }
}

impl Work<'_> {
    /// Collects the numbers that are withheld, from the claims as they were.
    fn gather(&mut self, document: &mut Document, gate: &mut Gate) {
        let rules = self.rules;
        let first = rules.names.len();
        document.each_text(&mut |place, text| {
            for (at, rule) in rules.figures.iter().enumerate() {
                if !rule.is_of(&place) || !is_figure(&place) {
                    continue;
                }
                for number in amounts(text) {
                    self.numbers.push((Sought::any(&number), &rule.with, first + at));
                    if changes(&number, &rule.with) && number.telling() {
                        gate.withhold_number(Sought::any(&number), first + at);
                    }
                }
            }
        });
        for (at, (text, with)) in rules.numbers.iter().enumerate() {
            for number in amounts(text) {
                let rule = first + rules.figures.len() + at;
                self.numbers.push((Sought::typed(&number), with, rule));
                if changes(&number, with) {
                    gate.withhold_number(Sought::typed(&number), rule);
                }
            }
        }
    }

    /// The words standing for somebody that say something withheld themselves.
    fn aliases(&self) -> Vec<usize> {
        let names = &self.rules.names;
        let says = |rule: &NameRule| match &rule.deal {
            Deal::Say(text) => {
                let folded = Folded::of(text);
                stretches(text, &folded, &self.finder, names).iter().any(|one| !one.is_kept(names))
            }
            Deal::Keep | Deal::Remove | Deal::Ask => false,
        };
        names.iter().enumerate().filter(|(_, rule)| says(rule)).map(|(at, _)| at).collect()
    }

    fn redacted(&mut self, place: &Spot, text: &str) -> String {
        let mut edits = self.names_in(place, text);
        self.numbers_in(place, text, &mut edits);
        let mut out = applied(text, edits);
        // What stands for one may say another, or make a name with its neighbours.
        for round in 0..4 {
            let folded = Folded::of(&out);
            let left: Vec<Stretch> = stretches(&out, &folded, &self.finder, &self.rules.names)
                .into_iter()
                .filter(|one| !one.is_kept(&self.rules.names))
                .collect();
            if left.is_empty() {
                return out;
            }
            if round == 3 {
                return self.mark.to_owned();
            }
            let edits = left
                .iter()
                .map(|one| Edit { from: folded.bytes(&one.letters), to: self.mark.to_owned() });
            out = applied(&out, edits.collect());
        }
        self.mark.to_owned()
    }

    fn names_in(&mut self, place: &Spot, text: &str) -> Vec<Edit> {
        let folded = Folded::of(text);
        let found = stretches(text, &folded, &self.finder, &self.rules.names);
        let mut edits: Vec<Edit> = Vec::new();
        for one in &found {
            let bytes = folded.bytes(&one.letters);
            let token = token(text, &bytes);
            let in_address = is_address(&text[token.clone()]);
            let deal = self.deal(one, place, text, &bytes, in_address);
            let mut from = bytes.clone();
            let to = match &deal {
                Deal::Keep => text[bytes.clone()].to_owned(),
                Deal::Say(words) if in_address => {
                    words.split_whitespace().collect::<Vec<_>>().join("-")
                }
                Deal::Say(words) => {
                    let free = edits.iter().map(|edit| edit.from.end).max().unwrap_or_default();
                    let fitted = fitted(text, &bytes, words, free);
                    from = fitted.from;
                    fitted.words
                }
                Deal::Remove | Deal::Ask => self.mark.to_owned(),
            };
            if deal != Deal::Ask {
                self.met.push(Met {
                    rule: one.whose[0],
                    place: *place,
                    text: text.to_owned(),
                    at: bytes.clone(),
                    after: to.clone(),
                });
            }
            if deal != Deal::Keep {
                // An address names its owner by its other half too.
                let mail = in_address && text[token.clone()].contains('@');
                edits.push(Edit { from: if mail { token } else { from }, to });
            }
        }
        self.ask_unknown(place, text, &folded, &found);
        edits
    }

    /// What happens to a stretch; asks when that is open.
    fn deal(
        &mut self,
        one: &Stretch,
        place: &Spot,
        text: &str,
        bytes: &Range<usize>,
        file_name: bool,
    ) -> Deal {
        let why = match one.decided(&self.rules.names) {
            Ok(deal) => return deal,
            Err(why) => why,
        };
        let mut meant = one.meant(&self.rules.names);
        if why != Why::NoRule {
            meant.truncate(1);
        }
        for rule in meant {
            self.asked.push(Asked {
                why,
                word: text[bytes.clone()].to_owned(),
                rule: Some(rule),
                file_name,
                place: *place,
                text: text.to_owned(),
                at: bytes.clone(),
            });
        }
        Deal::Ask
    }

    fn ask_unknown(&mut self, place: &Spot, text: &str, folded: &Folded, found: &[Stretch]) {
        // Headings and the writer's own line are chosen words, and figures hold units.
        if matches!(
            place.at,
            Where::Title
                | Where::Author
                | Where::Standing
                | Where::Section
                | Where::Figure
                | Where::Step
        ) {
            return;
        }
        let taken: Vec<Range<usize>> = found.iter().map(|one| one.letters.clone()).collect();
        for one in unknown(text, folded, &taken, &self.rules.known) {
            self.asked.push(Asked {
                why: Why::Unknown,
                word: text[one.from.clone()].to_owned(),
                rule: None,
                file_name: one.file_name,
                place: *place,
                text: text.to_owned(),
                at: one.from,
            });
        }
    }

    fn numbers_in(&mut self, place: &Spot, text: &str, edits: &mut Vec<Edit>) {
        let first = self.rules.names.len();
        let claim = self.rules.figures.iter().position(|rule| rule.is_of(place));
        let mut coarse: Vec<(Edit, usize)> = Vec::new();
        if let Some(at) = claim {
            let with = &self.rules.figures[at].with;
            let whole = is_figure(place);
            if whole && let Coarse::Say(_) | Coarse::Remove = with {
                // The figure goes whole: how it was reached says what it was.
                let to = match (with, place.at) {
                    (Coarse::Say(words), Where::Figure) => words.clone(),
                    _ => self.mark.to_owned(),
                };
                coarse.push((Edit { from: 0..text.len(), to }, first + at));
                edits.clear();
            } else {
                let own: Vec<Sought> =
                    self.numbers.iter().filter(|n| n.2 == first + at).map(|n| n.0).collect();
                let chosen =
                    |number: &Amount| whole || own.iter().any(|sought| sought.near(number));
                let found = amount::coarsen(text, with, self.mark, chosen);
                coarse.extend(found.into_iter().map(|edit| (edit, first + at)));
            }
        }
        for (sought, with, rule) in &self.numbers {
            let typed = *rule >= first + self.rules.figures.len();
            let found = amount::coarsen(text, with, self.mark, |number| {
                sought.meets(number) && (typed || number.telling())
            });
            coarse.extend(found.into_iter().map(|edit| (edit, *rule)));
        }
        for (edit, rule) in coarse {
            if edits
                .iter()
                .any(|other| other.from.start < edit.from.end && edit.from.start < other.from.end)
            {
                continue;
            }
            self.met.push(Met {
                rule,
                place: *place,
                text: text.to_owned(),
                at: edit.from.clone(),
                after: edit.to.clone(),
            });
            edits.push(edit);
        }
    }
}

/// Whether a number does not come out as it went in.
fn changes(number: &Amount, with: &Coarse) -> bool {
    *with != Coarse::Round || !amount::is_round(number)
}

/// The stretch of `text` without white space around some bytes.
fn token(text: &str, bytes: &Range<usize>) -> Range<usize> {
    let apart = |c: char| c.is_whitespace() || matches!(c, '<' | '>' | '(' | ')' | '"' | '“' | '”');
    let start = text[..bytes.start]
        .rfind(apart)
        .map_or(0, |at| at + text[at..].chars().next().map_or(1, char::len_utf8));
    let end = text[bytes.end..].find(apart).map_or(text.len(), |at| bytes.end + at);
    let trimmed =
        text[start..end].trim_end_matches(['.', ',', ';', ':', '!', '?', ']', '\'', '’']).len();
    start..(start + trimmed).max(bytes.end)
}

fn applied(text: &str, mut edits: Vec<Edit>) -> String {
    edits.sort_by_key(|edit| edit.from.start);
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for edit in edits {
        // One edit may have swallowed the next, as an address does its parts.
        if edit.from.start < at {
            at = at.max(edit.from.end);
            continue;
        }
        out.push_str(&text[at..edit.from.start]);
        out.push_str(&edit.to);
        at = edit.from.end;
    }
    out.push_str(&text[at.min(text.len())..]);
    out
}

/// Whether a term's letters are those of a day of a month or a year, which a packet prints of its
/// own accord in its dates. With a currency or a percent sign it is an amount all the same.
#[must_use]
pub fn says_a_date(term: &str) -> bool {
    let letters = squeeze(term);
    let bare = !letters.is_empty() && letters.chars().all(|c| c.is_ascii_digit());
    let number = bare.then(|| letters.parse::<u32>().ok()).flatten();
    number.is_some_and(|number| matches!(number, 1..=31 | 1900..=2100))
}

/// Whether nothing but the number is said: nobody could withhold it and let the dates stand.
#[must_use]
pub fn is_in_dates(term: &str) -> bool {
    says_a_date(term) && !term.contains(is_currency) && !is_percentage(term)
}

/// Whether a term is a percentage and nothing else: `14%`, `14 per cent`. Its digits alone say
/// something else, such as the number of a footnote.
#[must_use]
pub fn is_percentage(term: &str) -> bool {
    let blank = |text: Option<&str>| text.is_some_and(|text| text.trim().is_empty());
    match amounts(term).as_slice() {
        [one] => one.percent && blank(term.get(..one.from.start)) && blank(term.get(one.until..)),
        _ => false,
    }
}

/// Terms that were typed as numbers are looked for as numbers.
#[must_use]
pub fn is_number(term: &str) -> bool {
    let letters = squeeze(term);
    is_percentage(term)
        || letters.chars().any(|c| c.is_ascii_digit())
            && amounts(term).len() == 1
            && letters.chars().filter(|c| c.is_alphabetic()).count() <= 3
}
