//! `export`: the journal in formats that need no Ledgerline to be read.

use std::io::{self, Write};
use std::path::PathBuf;

use clap::{Args, ValueEnum};
use ledgerline_core::error::Error;
use ledgerline_core::journal;

use crate::call::Call;
use crate::failure::Outcome;
use crate::filters::Filters;
use crate::output;

/// Write entries and what came of them to a file that is not encrypted
///
/// Without a filter that is the whole journal, and as JSON Lines also packets, closed weeks, files,
/// filters and drafts, so that it imports back. Private notes and what is private in a week never
/// leave it.
#[derive(Args)]
pub(crate) struct Export {
    /// In which format
    #[arg(long, value_enum)]
    format: Format,
    /// The file; `-` is standard output
    #[arg(long, short, value_name = "PATH")]
    output: PathBuf,
    /// Only entries with these words
    #[arg(long, value_name = "QUERY", default_value = "")]
    search: String,
    /// Take out what a journal of a later version holds, as far as this one knows it; the journal
    /// is only read
    #[arg(long)]
    read_only: bool,
    #[command(flatten)]
    filters: Filters,
}

#[derive(Clone, Copy, ValueEnum)]
enum Format {
    /// To be read by people
    #[value(alias = "md")]
    Markdown,
    /// Everything, one JSON object a line; imports back
    Jsonl,
    /// A table of entries and outcomes
    Csv,
}

impl Export {
    pub(crate) fn run(self, call: &mut Call) -> Outcome {
        let journal = if self.read_only { call.open_to_read()? } else { call.open()? };
        let query = self.filters.query(self.search, &journal, call)?;
        let format = match self.format {
            Format::Markdown => journal::Format::Markdown,
            Format::Jsonl => journal::Format::Jsonl,
            Format::Csv => journal::Format::Csv,
        };
        let (mut refused, now) = (None, call.now.clone());
        let written = output::put(&self.output, call, |to: &mut dyn Write| {
            journal.export(&query, format, to, &now).map(drop).map_err(|error| match error {
                Error::Io(kind) => kind.into(),
                Error::DiskFull => io::ErrorKind::StorageFull.into(),
                error => {
                    refused = Some(error);
                    io::ErrorKind::Other.into()
                }
            })
        });
        // The journal's own reason says more than the file's.
        match refused {
            Some(error) => Err(error.into()),
            None => written,
        }
    }
}
