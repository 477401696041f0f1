//! What damage touches, and what was saved of it.

use serde::Serialize;

/// A sort of thing that a journal holds, as its owner would call it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS), ts(export))]
#[serde(rename_all = "kebab-case")]
pub enum Sort {
    /// Lines written down.
    Entries,
    /// What came of them.
    Outcomes,
    /// What shows it, files included.
    Evidence,
    /// People and their addresses.
    People,
    /// Goals.
    Goals,
    /// What a week or a quarter was closed with.
    Weeks,
    /// Updates and promises.
    Updates,
    /// What was asked for.
    Needs,
    /// Packets and what was sent of them.
    Packets,
    /// Ladders and their criteria.
    Ladders,
    /// Projects of one's own time.
    Projects,
    /// Text not saved yet.
    Drafts,
    /// Settings and kept searches.
    Settings,
    /// What belongs together: who was named, tags, links, earlier sentences.
    Links,
}

impl Sort {
    /// For a report in words.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Entries => "entries",
            Self::Outcomes => "outcomes",
            Self::Evidence => "evidence and files",
            Self::People => "people",
            Self::Goals => "goals",
            Self::Weeks => "closed weeks",
            Self::Updates => "updates and promises",
            Self::Needs => "needs",
            Self::Packets => "packets",
            Self::Ladders => "ladders",
            Self::Projects => "projects",
            Self::Drafts => "drafts",
            Self::Settings => "settings",
            Self::Links => "details and links",
        }
    }
}

/// Days between which entries are touched, both included; an end nobody knows is none.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS), ts(export))]
pub struct LostDays {
    /// The first.
    pub from: Option<String>,
    /// The last.
    pub to: Option<String>,
}

/// How much of one sort of thing can be read, or was saved.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS), ts(export))]
pub struct Saved {
    /// Of what.
    pub what: Sort,
    /// Rows read from the damaged file.
    pub back: u32,
    /// Rows that came from the backup; they may be older.
    pub from_backup: u32,
    /// Rows that are lost; none when nobody can say how many.
    pub lost: Option<u32>,
}

/// What was found wrong with a journal. No user text.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS), ts(export))]
pub struct Damage {
    /// A copy of the header is missing or differs; another one is whole.
    pub header_copies: bool,
    /// The database's file is not there, or holds nothing.
    pub missing: bool,
    /// Pages of the file.
    pub pages: u32,
    /// Pages that are not as they were written.
    pub broken_pages: u32,
    /// No page fits the key.
    pub foreign: bool,
    /// What does not fit together within whole pages.
    pub within: Vec<String>,
    /// Lines in the inbox that cannot be read.
    pub damaged_lines: u32,
    /// Files kept as evidence that are no longer what they were.
    pub altered_files: u32,
    /// What can be read, and what cannot, where pages are broken.
    pub affected: Vec<Saved>,
    /// The days of entries that cannot be read.
    pub days: Vec<LostDays>,
    /// When the newest backup that may fill the gaps was made, RFC 3339.
    pub backup: Option<String>,
}

impl Damage {
    /// Whether a salvage is what helps.
    #[must_use]
    pub fn can_be_salvaged(&self) -> bool {
        !self.missing && !self.foreign && (self.broken_pages > 0 || !self.within.is_empty())
    }

    /// What is affected, one sentence each; none when all is well.
    #[must_use]
    pub fn words(&self) -> Vec<String> {
        let mut said = self.of_the_file();
        said.extend(self.within.iter().map(|what| format!("the file contradicts itself: {what}")));
        for one in self.affected.iter().filter(|one| one.lost != Some(0)) {
            let (what, back) = (one.what.name(), one.back);
            said.push(match one.lost {
                Some(lost) => format!("{what}: {lost} of {} rows cannot be read", back + lost),
                None => format!("{what}: {back} rows can be read; more may not be, uncounted"),
            });
        }
        said.extend(self.days_in_words());
        if self.damaged_lines > 0 {
            let lines = plural(self.damaged_lines, "sealed line", "sealed lines");
            said.push(format!("{lines} in the inbox cannot be read; the bytes are kept"));
        }
        if self.altered_files > 0 {
            let files = plural(self.altered_files, "file", "files");
            said.push(format!("{files} kept as evidence no longer what was attached"));
        }
        said
    }

    fn of_the_file(&self) -> Vec<String> {
        let mut said = Vec::new();
        if self.missing {
            said.push(
                "the journal's database is missing from its folder, or empty; a backup brings it \
                 back"
                    .to_owned(),
            );
        } else if self.foreign {
            said.push(
                "no part of the journal's file can be read with its key; a backup brings it back"
                    .to_owned(),
            );
        } else if self.broken_pages > 0 {
            let (broken, pages) = (self.broken_pages, self.pages);
            said.push(format!(
                "{broken} of the {pages} pages of the journal's file were altered since they were \
                 written, as a failing disk does; what stands on the others can be saved"
            ));
        }
        said
    }

    /// The first few days, and how many more.
    fn days_in_words(&self) -> Option<String> {
        const SHOWN: usize = 12;
        let day = |span: &LostDays| match (&span.from, &span.to) {
            (Some(from), Some(to)) if from == to => from.clone(),
            (from, to) => format!(
                "{} to {}",
                from.as_deref().unwrap_or("the first day"),
                to.as_deref().unwrap_or("the last day")
            ),
        };
        let days: Vec<String> = self.days.iter().take(SHOWN).map(day).collect();
        let more = self.days.len().saturating_sub(SHOWN);
        let rest = if more > 0 { format!(" and {more} more") } else { String::new() };
        (!days.is_empty()).then(|| format!("entries of {}{rest}", days.join(", ")))
    }
}

fn plural(count: u32, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

/// What a salvage did.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS), ts(export))]
pub struct Salvaged {
    /// Where the new journal is.
    pub folder: String,
    /// Where the damaged one is, unchanged.
    pub original: String,
    /// Live entries in the new one.
    pub entries: u32,
    /// What came back, by sort.
    pub saved: Vec<Saved>,
    /// The days of entries that are lost.
    pub days: Vec<LostDays>,
    /// Pages of the damaged file.
    pub pages: u32,
    /// Pages of it that could not be read.
    pub broken_pages: u32,
    /// Files kept as evidence that are no longer what they were.
    pub altered_files: u32,
    /// When the backup that filled gaps was made, RFC 3339; none when there was none to take.
    pub backup: Option<String>,
    /// Rows that spoke of something lost, and went with it or are silent about it now.
    pub adrift: u32,
}
