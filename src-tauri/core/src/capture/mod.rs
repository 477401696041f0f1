//! One grammar for every door: raw text in, a reading out, nothing else touched.
//!
//! ```text
//! !kind  @person  >goal  #tag  $figure  ^day  ?ask-later  = outcome  // private  \escape  "literal"
//! ```
//!
//! A token begins at the start of the text or after white space, in any order and any place.
//! What does not read as a token is text: nothing typed is ever an error.
//!
//! **What stays in the sentence**, line by line:
//! - Kinds, days and ask-later words leave wherever they stand.
//! - A name (`@`, `>`) stays as its words when words of the sentence follow it on the line
//!   (`asked @Mei-Lin to` reads `asked Mei-Lin to`), when it closes the sentence with a mark of its
//!   own (`I asked @Mei-Lin.`), and when one short word or a comma ties it to a name that stays
//!   (`@Mei-Lin and @Oskar`). At the end of the line it leaves, unless the word before it needs one
//!   after it: `agreed it with @Mei-Lin !ne` reads `agreed it with Mei-Lin`, as do a tag and a figure.
//! - A tag or a figure stays when it stands between two words, since the sentence would not read
//!   without it (`the #quarter-end books`, `Saved $410k a year`). At the start of a line, at the
//!   end of a clause and beside other tokens it leaves. A figure that stays drops its `$` when its
//!   unit is written (`24h of rework`) and keeps it for money, where nothing else says so.
//! - A comma (or `;` `:`) that only separates tokens leaves with them.
//! - Where a token left, the white space around it closes to one space, none before punctuation.
//!
//! **Choices where the grammar leaves one**: of two kinds, goals, figures, days the last wins and
//! the earlier ones are marked; outcomes and private notes of several lines are joined by a line
//! break; inside an outcome only `//` is read (`\//` keeps it as text), inside a private note
//! nothing is; an unclosed quote or backtick is an ordinary character; a number alone is not a tag
//! (`#1`), nor a measure a person or goal (`@3pm`, `>50%`).

mod amount;
mod literal;
mod marks;
mod names;
mod scan;
mod sentence;
mod spans;
mod when;

#[cfg(test)]
mod golden;
#[cfg(test)]
mod laws;

use std::fmt;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::figure::Figure;
use crate::kind::Kind;
use crate::time::Day;

pub use names::suggest;

/// What a line is read against.
#[derive(Clone, Copy, Debug)]
pub struct Context<'a> {
    /// The writer's civil day: `^tue` looks back from it, `?fri` ahead.
    pub today: Day,
    /// People of the journal, the most likely first.
    pub people: &'a [Known],
    /// Active goals, the most likely first.
    pub goals: &'a [Known],
}

/// A person or goal the journal already has.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct Known {
    /// Its id.
    #[cfg_attr(feature = "bindings", ts(type = "string"))]
    pub id: Uuid,
    /// Its full name, or a goal's statement.
    pub name: String,
}

/// A person or goal named in a line.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct Mention {
    /// The full name when it was recognised, else the name as typed.
    pub name: String,
    /// Whom or what it was recognised as; none means new.
    #[cfg_attr(feature = "bindings", ts(type = "string | null"))]
    pub known: Option<Uuid>,
}

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
// The window calls it otherwise, since an outcome has a part too.
#[cfg_attr(feature = "bindings", derive(ts_rs::TS), ts(rename = "TokenPart"))]
#[serde(rename_all = "kebab-case")]
pub enum Part {
    /// `!sh`
    Kind,
    /// `@Mei-Lin`
    Person,
    /// `>renewals`
    Goal,
    /// `#quarter-end`
    Tag,
    /// `$24h..28h`
    Figure,
    /// `^tue`
    When,
    /// `?+2w`
    Ask,
    /// `= held the date`, to the end of the line or the private note.
    Outcome,
    /// `// not for others`, to the end of the line.
    Private,
    /// `"…"` or backticks: read as they stand.
    Literal,
    /// The backslash that made the next word text.
    Escape,
    /// Punctuation that only separated tokens, and left with them.
    Separator,
}

/// How a token was taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(rename_all = "kebab-case")]
pub enum SpanState {
    /// Understood.
    Known,
    /// A name the journal does not have yet (dotted).
    New,
    /// A later token of the same part won.
    Superseded,
    /// `!xx` that is no kind: text, dotted.
    Unknown,
}

/// Where a token stands in the raw text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct Span {
    /// First UTF-16 code unit.
    pub start: u32,
    /// One past the last UTF-16 code unit.
    pub end: u32,
    /// What it is.
    pub part: Part,
    /// How it was taken.
    pub state: SpanState,
}

/// What a line says.
#[derive(Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct Reading {
    /// The sentence, without the tokens that left it; empty when there was nothing but tokens.
    pub text: String,
    /// The kind of act.
    pub kind: Option<Kind>,
    /// People, each once, in the order they were named.
    pub people: Vec<Mention>,
    /// The goal it served.
    pub goal: Option<Mention>,
    /// Tags as typed, each once whatever its case.
    pub tags: Vec<String>,
    /// The quantity.
    pub figure: Option<Figure>,
    /// The day of the act, when the line says one.
    #[cfg_attr(feature = "bindings", ts(type = "string | null"))]
    pub day: Option<Day>,
    /// The day to ask what came of it.
    #[cfg_attr(feature = "bindings", ts(type = "string | null"))]
    pub ask_on: Option<Day>,
    /// What came of it.
    pub outcome: Option<String>,
    /// For the writer alone; no export reaches it.
    pub private_note: Option<String>,
    /// Every token, in order, without overlap.
    pub spans: Vec<Span>,
}

// The words of a journal do not reach logs, not even through `{:?}`.
macro_rules! silent {
    ($($name:ident),+) => {$(
        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.debug_struct(stringify!($name)).finish_non_exhaustive()
            }
        }
    )+};
}
silent!(Known, Mention, Reading);

/// `raw` without what `read` found private in it.
#[must_use]
pub fn without_private(raw: &str, read: &Reading) -> String {
    let mut units: Vec<u16> = raw.encode_utf16().collect();
    let at = |place: u32| usize::try_from(place).unwrap_or(usize::MAX).min(units.len());
    let private = |span: &&Span| span.part == Part::Private;
    let mut cuts: Vec<_> =
        read.spans.iter().filter(private).map(|span| at(span.start)..at(span.end)).collect();
    cuts.sort_by_key(|cut| std::cmp::Reverse(cut.start));
    for cut in cuts {
        units.drain(cut);
    }
    String::from_utf16_lossy(&units)
}

/// Reads a captured line, or several.
///
/// Never fails: what is not a token is text. The caller keeps `raw` as it was typed.
#[must_use]
pub fn read(raw: &str, context: &Context<'_>) -> Reading {
    let pieces = scan::pieces(raw, context);
    let sentence = sentence::compose(raw, &pieces);
    spans::reading(raw, &pieces, sentence)
}
