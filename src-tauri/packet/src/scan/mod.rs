//! Reading a written file again: every text a reader or a program could find in it.

mod docx;
mod markup;
mod pdf;

use serde_json::Value;

use crate::withhold::Unreadable;

/// What a file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileKind {
    /// Markdown, plain text, CSV: what is written is what is said.
    Text,
    /// HTML.
    Html,
    /// JSON.
    Json,
    /// Word.
    Docx,
    /// PDF.
    Pdf,
}

/// A text of a file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Said {
    /// Which part of the file it comes from.
    pub part: String,
    /// The text.
    pub text: String,
}

impl Said {
    fn new(part: &str, text: impl Into<String>) -> Self {
        Self { part: part.to_owned(), text: text.into() }
    }
}

/// Every text in a file, with metadata, alternative texts, addresses and names of parts.
///
/// # Errors
/// The file is not what it should be, or holds something this cannot read.
pub fn said(kind: FileKind, bytes: &[u8]) -> Result<Vec<Said>, Unreadable> {
    match kind {
        FileKind::Text => Ok(vec![Said::new("text", utf8(bytes)?)]),
        FileKind::Html => Ok(markup::said("page", utf8(bytes)?)),
        FileKind::Json => {
            let value = serde_json::from_slice(bytes).map_err(|_| Unreadable("it is not JSON"))?;
            let mut strings = Vec::new();
            json_strings(&value, &mut strings);
            Ok(strings.into_iter().map(|text| Said::new("value", text)).collect())
        }
        FileKind::Docx => docx::said(bytes),
        FileKind::Pdf => pdf::said(bytes),
    }
}

fn utf8(bytes: &[u8]) -> Result<&str, Unreadable> {
    std::str::from_utf8(bytes).map_err(|_| Unreadable("it is not UTF-8"))
}

/// Every key, text and number in a JSON value.
pub(crate) fn json_strings(value: &Value, into: &mut Vec<String>) {
    match value {
        Value::String(text) => into.push(text.clone()),
        Value::Number(number) => into.push(number.to_string()),
        Value::Array(items) => items.iter().for_each(|item| json_strings(item, into)),
        Value::Object(fields) => {
            for (name, field) in fields {
                into.push(name.clone());
                json_strings(field, into);
            }
        }
        Value::Null | Value::Bool(_) => {}
    }
}
