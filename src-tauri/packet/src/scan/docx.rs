//! Word files: every part of the archive, with the names of the parts.

use std::io::{Cursor, Read};

use super::{Said, markup};
use crate::withhold::Unreadable;

/// No part of a packet comes near this; what does is no packet.
const LARGEST: u64 = 64 * 1024 * 1024;

pub(crate) fn said(bytes: &[u8]) -> Result<Vec<Said>, Unreadable> {
    let broken = |_| Unreadable("its archive is broken");
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(broken)?;
    let mut found = vec![Said::new("archive comment", String::from_utf8_lossy(archive.comment()))];
    for at in 0..archive.len() {
        let file = archive.by_index(at).map_err(broken)?;
        let name = file.name().to_owned();
        found.push(Said::new("part name", name.clone()));
        found.push(Said::new("part comment", file.comment()));
        let mut content = Vec::new();
        file.take(LARGEST)
            .read_to_end(&mut content)
            .map_err(|_| Unreadable("a part of its archive is broken"))?;
        if content.len() as u64 == LARGEST {
            return Err(Unreadable("a part of its archive is too long"));
        }
        match String::from_utf8(content) {
            Ok(text) => found.extend(markup::said(&name, &text)),
            Err(raw) => found.push(Said::new(&name, printable(raw.as_bytes()))),
        }
    }
    Ok(found)
}

/// The readable runs of a file that is no text.
pub(crate) fn printable(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes)
        .split(|c: char| c.is_control() || c == char::REPLACEMENT_CHARACTER)
        .filter(|run| run.chars().count() >= 6)
        .collect::<Vec<_>>()
        .join("\n")
}
