//! What a packet may not say is taken out of the document before anything is rendered, and looked
//! for again in every file that was.
//!
//! A name is looked for whole and in its parts, whatever its case, accents, script look-alikes,
//! invisible marks, line breaks, links and entities (`fold`, `forms`, `find`). Inside a longer
//! word, five letters are enough to ask about and eight to act on; fewer say nothing. Everyday
//! words that are names too count only with a capital.

mod amount;
mod article;
mod decode;
mod find;
mod fold;
mod forms;
mod gate;
mod numeral;
mod redact;
mod script;
mod spans;
mod unknown;

pub use amount::Coarse;
pub use find::Named;
pub use fold::squeeze;
pub use gate::{Found, Gate, Unreadable};
pub use redact::{
    Asked, Deal, FigureRule, Met, NameRule, Redacted, Rules, Why, is_in_dates, is_number,
    is_percentage, redact, says_a_date,
};

/// What stands where something was removed. No square brackets: Markdown makes links of them.
pub const REMOVED: &str = "(removed)";
