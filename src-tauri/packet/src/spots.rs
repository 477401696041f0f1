//! Every text of a document with the place it stands in, so that a rule reaches all of them.

use serde::{Deserialize, Serialize};

use crate::document::{Claim, Document};

/// Which text of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Where {
    /// The packet's title.
    Title,
    /// The writer's name.
    Author,
    /// Role or a level.
    Standing,
    /// The summary.
    Summary,
    /// A section's heading or introduction.
    Section,
    /// A claim's heading, sentence or status.
    Claim,
    /// A claim's figure.
    Figure,
    /// What would have happened otherwise.
    Counterfactual,
    /// A reference to evidence: a title, quotation, address or file name.
    Evidence,
    /// What somebody else did.
    Credit,
    /// A step of a figure, printed as a footnote.
    Step,
    /// A quotation or its speaker.
    Voice,
    /// Somebody who grew.
    Leverage,
    /// Reasons against.
    Against,
    /// The scope to take on next.
    NextScope,
    /// A project.
    Portfolio,
}

/// Where a text stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Spot {
    /// Which text.
    pub at: Where,
    /// The section's place, 0 first, within a section.
    pub section: Option<usize>,
    /// The place of the claim, voice, person or project in its list.
    pub item: Option<usize>,
    /// Whether the text is Markdown; all other text is plain.
    pub markdown: bool,
}

impl Spot {
    const fn of(at: Where) -> Self {
        Self { at, section: None, item: None, markdown: false }
    }

    const fn prose(at: Where) -> Self {
        Self { markdown: true, ..Self::of(at) }
    }

    const fn item(at: Where, item: usize) -> Self {
        Self { item: Some(item), ..Self::of(at) }
    }

    const fn in_section(self, section: usize) -> Self {
        Self { section: Some(section), ..self }
    }
}

impl Document {
    /// Calls `visit` with every text in the document that is the user's, in reading order. Dates,
    /// grades and the fixed words are not text. What a new field holds has to be added here: the
    /// match on the whole type does not compile otherwise.
    pub fn each_text(&mut self, visit: &mut dyn FnMut(Spot, &mut String)) {
        let Self {
            title,
            author,
            role,
            level_now,
            level_target,
            period: _,
            counts: _,
            summary,
            sections,
            voices,
            leverage,
            against,
            next_scope,
            portfolio,
            language: _,
            labels: _,
        } = self;
        visit(Spot::of(Where::Title), title);
        visit(Spot::of(Where::Author), author);
        for text in [role, level_now, level_target] {
            visit(Spot::of(Where::Standing), text);
        }
        visit(Spot::prose(Where::Summary), summary);
        for (place, section) in sections.iter_mut().enumerate() {
            visit(Spot::of(Where::Section).in_section(place), &mut section.heading);
            visit(Spot::prose(Where::Section).in_section(place), &mut section.intro);
            for (item, claim) in section.claims.iter_mut().enumerate() {
                each_of_claim(claim, &mut |at, text| {
                    visit(Spot::item(at, item).in_section(place), text);
                });
            }
        }
        for (item, voice) in voices.iter_mut().enumerate() {
            visit(Spot::item(Where::Voice, item), &mut voice.quote);
            visit(Spot::item(Where::Voice, item), &mut voice.speaker);
        }
        for (item, one) in leverage.iter_mut().enumerate() {
            let crate::Growth { who, before, now, later_step, my_part, between: _ } = one;
            for text in [who, before, now, later_step, my_part] {
                visit(Spot::item(Where::Leverage, item), text);
            }
        }
        visit(Spot::prose(Where::Against), against);
        visit(Spot::prose(Where::NextScope), next_scope);
        for (item, one) in portfolio.iter_mut().enumerate() {
            let crate::Project { name, problem, proves, link, status, users, taught } = one;
            for text in [name, problem, proves, link, status, users, taught] {
                visit(Spot::item(Where::Portfolio, item), text);
            }
        }
    }
}

fn each_of_claim(claim: &mut Claim, visit: &mut dyn FnMut(Where, &mut String)) {
    let Claim {
        heading,
        sentence,
        status_note,
        figure,
        counterfactual,
        evidence,
        credits,
        written_after_days: _,
        steps,
    } = claim;
    for text in heading.iter_mut().chain([sentence]).chain(status_note) {
        visit(Where::Claim, text);
    }
    if let Some(text) = figure {
        visit(Where::Figure, text);
    }
    if let Some(text) = counterfactual {
        visit(Where::Counterfactual, text);
    }
    for line in evidence {
        visit(Where::Evidence, &mut line.reference);
    }
    for text in credits {
        visit(Where::Credit, text);
    }
    for text in steps {
        visit(Where::Step, text);
    }
}
