//! Files that leave the journal.

use std::fs;
use std::io::{self, Write};
use std::path::Path;

use ledgerline_core::file;
use serde_json::json;

use crate::call::Call;
use crate::failure::{Failure, Outcome, reason};

/// Puts what `fill` writes at `path`, whole or not at all; `-` is standard output.
pub(crate) fn put(
    path: &Path,
    call: &mut Call,
    fill: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> Outcome {
    write(path, call, fill)?;
    if path.as_os_str() == "-" {
        return Ok(());
    }
    let bytes = fs::metadata(path).map_err(|error| failed(path, &error))?.len();
    if call.json {
        return call.print_json(&json!({ "file": path, "bytes": bytes }));
    }
    Ok(writeln!(call.out, "{} ({bytes} bytes)", path.display())?)
}

/// As [`put`], and says nothing about it.
pub(crate) fn write(
    path: &Path,
    call: &mut Call,
    fill: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> Outcome {
    if path.as_os_str() == "-" {
        return Ok(fill(&mut call.out)?);
    }
    check(path)?;
    let written = file::write_with(path, |to| {
        let mut to = io::BufWriter::new(to);
        fill(&mut to)?;
        to.flush()
    });
    written.map_err(|error| failed(path, &error))
}

/// Like [`put`], for a file that writes itself and is read again before it takes its name. Gives
/// what was written.
pub(crate) fn deliver(
    path: &Path,
    call: &mut Call,
    bytes: impl FnOnce() -> Outcome<Vec<u8>>,
    write: impl FnOnce(&Path) -> Outcome<Vec<u8>>,
) -> Outcome<Vec<u8>> {
    if path.as_os_str() == "-" {
        let bytes = bytes()?;
        call.out.write_all(&bytes)?;
        return Ok(bytes);
    }
    check(path)?;
    let written = write(path)?;
    let bytes = written.len();
    if call.json {
        call.print_json(&json!({ "file": path, "bytes": bytes }))?;
    } else {
        writeln!(call.out, "{} ({bytes} bytes)", path.display())?;
    }
    Ok(written)
}

/// Only a file, or nothing yet, may stand where a file is to go: replacing a device or a pipe by
/// a file would surprise its owner.
fn check(path: &Path) -> Outcome {
    let wrong = |why: &str| Failure::Failed(format!("`{}` {why}", path.display()));
    let parent = path.parent().filter(|parent| !parent.as_os_str().is_empty());
    if parent.is_some_and(|parent| !parent.is_dir()) {
        return Err(wrong("is in a folder that does not exist; make the folder first"));
    }
    match fs::metadata(path) {
        Ok(found) if found.is_dir() => Err(wrong("is a folder; name a file in it")),
        Ok(found) if !found.is_file() => Err(wrong("is not an ordinary file; name another")),
        Ok(_) => Ok(()),
        Err(_) if path.file_name().is_none() => Err(wrong("names no file")),
        Err(_) => Ok(()),
    }
}

fn failed(path: &Path, error: &io::Error) -> Failure {
    Failure::Failed(format!("`{}` could not be written: {}", path.display(), reason(error)))
}
