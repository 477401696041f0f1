//! `import`: entries from a file, all of them or none.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read, Write, stdin};
use std::path::PathBuf;

use clap::{Args, ValueEnum};
use ledgerline_core::journal::Preview;
use serde_json::json;

use crate::call::Call;
use crate::failure::{Failure, Outcome};
use crate::paper::count;

/// Import a file; what is here already is left as it is
#[derive(Args)]
pub(crate) struct Import {
    /// In which format
    #[arg(long, value_enum)]
    format: Format,
    /// Say what it would do, and what is wrong where; change nothing
    #[arg(long)]
    dry_run: bool,
    /// The file; `-` is standard input
    path: PathBuf,
}

#[derive(Clone, Copy, ValueEnum)]
enum Format {
    /// JSON Lines: an object a line with `text`, and what else it has of `day`, `kind`, `people`, …
    Jsonl,
    /// What `ledgerline export --format jsonl` wrote
    Ledgerline,
}

impl Import {
    pub(crate) fn run(self, call: &mut Call) -> Outcome {
        // Looked at before a passphrase is asked for.
        let mut from = self.reader()?;
        let ours = matches!(self.format, Format::Ledgerline) || is_ours(&mut from)?;
        let mut journal = call.open()?;
        if self.dry_run {
            let preview = if ours {
                journal.preview_ledgerline(from)?
            } else {
                journal.preview_jsonl(from, &call.now)?
            };
            return tell(&preview, call);
        }
        let done = if ours {
            journal.import_ledgerline(from, &call.now)?
        } else {
            journal.import_jsonl(from, &call.now)?
        };
        if call.json {
            return call
                .print_json(&json!({ "added": done.added, "already_here": done.already_here }));
        }
        let added = count(done.added, "entry", "entries");
        writeln!(call.out, "{added} added, {} here already", done.already_here)?;
        Ok(())
    }

    fn reader(&self) -> Outcome<BufReader<Box<dyn Read>>> {
        if self.path.as_os_str() == "-" {
            return Ok(BufReader::new(Box::new(stdin())));
        }
        let wrong = |why: String| Failure::Failed(format!("`{}` {why}", self.path.display()));
        let file =
            File::open(&self.path).map_err(|error| wrong(format!("cannot be read: {error}")))?;
        if file.metadata()?.is_dir() {
            return Err(wrong("is a folder; name a file in it".to_owned()));
        }
        Ok(BufReader::new(Box::new(file)))
    }
}

/// What an import would do. It fails where the import would.
fn tell(preview: &Preview, call: &mut Call) -> Outcome {
    if call.json {
        call.print_json(preview)?;
    } else {
        for wrong in &preview.wrong {
            writeln!(call.out, "{}", wrong.reason)?;
        }
        let fresh = count(preview.would_add, "entry", "entries");
        writeln!(call.out, "{fresh} to add, {} here already", preview.already_here)?;
    }
    match preview.wrong.len() {
        0 => Ok(()),
        1 => Err(Failure::Failed("a line is wrong, so nothing would be added".to_owned())),
        many => Err(Failure::Failed(format!("{many} lines are wrong, so nothing would be added"))),
    }
}

/// Whether this is our own export, which is JSON Lines too and says so in its first line.
fn is_ours(from: &mut impl BufRead) -> io::Result<bool> {
    let start = String::from_utf8_lossy(from.fill_buf()?);
    let first = start.trim_start_matches('\u{feff}').lines().find(|line| !line.trim().is_empty());
    let first = first.and_then(|line| serde_json::from_str::<serde_json::Value>(line).ok());
    Ok(first.is_some_and(|head| head["type"] == "journal" && head["format"].is_string()))
}
