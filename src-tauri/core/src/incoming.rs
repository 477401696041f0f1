//! Files that somebody chose, before anything is read in them: whether they are text, line by
//! line, and what a reader says of them without their own words.

use std::io::{self, BufRead};

/// The largest file of rules, questions or forms that is read, bytes.
pub const LARGEST: usize = 1024 * 1024;

/// The longest line that is read, bytes; one that holds a file's copy may be [`LONGEST_COPY`].
const LONGEST: usize = 8 * 1024 * 1024;

/// The longest line with a file's copy, bytes: the largest file in base64, and its name.
const LONGEST_COPY: usize = 70 * 1024 * 1024;

/// How our own export begins such a line.
pub(crate) const COPY: &[u8] = b"{\"type\":\"file\"";

/// Why bytes are no text. Lines count from 1; nothing of the file is repeated.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotText {
    /// More than is read.
    #[error("the file is larger than {} KiB", LARGEST / 1024)]
    TooLarge,
    /// Sixteen bits a character.
    #[error("line 1: the file is UTF-16; save it as UTF-8 text")]
    Utf16,
    /// Not UTF-8.
    #[error("line {0}: this is not UTF-8; save the file as UTF-8 text")]
    NotUtf8(usize),
}

/// The text of a file's bytes, without a byte order mark.
///
/// # Errors
/// They are not UTF-8, or too many.
pub fn text(bytes: &[u8]) -> Result<&str, NotText> {
    if bytes.len() > LARGEST {
        return Err(NotText::TooLarge);
    }
    if is_utf16(bytes) {
        return Err(NotText::Utf16);
    }
    let text = std::str::from_utf8(bytes).map_err(|error| {
        let before = bytes.get(..error.valid_up_to()).unwrap_or_default();
        NotText::NotUtf8(1 + before.iter().filter(|byte| **byte == b'\n').count())
    })?;
    Ok(text.trim_start_matches('\u{feff}'))
}

fn is_utf16(bytes: &[u8]) -> bool {
    bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff])
}

/// The line of a byte, from 1.
pub(crate) fn line_of(text: &str, byte: usize) -> usize {
    1 + text.bytes().take(byte).filter(|byte| *byte == b'\n').count()
}

/// The longest mark of a format, such as `"""`.
const LONGEST_MARK: usize = 3;

/// What a reader says is wrong, on one line and without what it quotes of the file.
pub(crate) fn plain(message: &str) -> String {
    let one_line = message.split_whitespace().collect::<Vec<_>>().join(" ");
    // Names of our own fields are all that these quote.
    if one_line.starts_with("missing field `") {
        return one_line;
    }
    // What was expected is ours to say; what was found is the user's.
    let (found, expected) = match one_line.rsplit_once(", expected ") {
        Some((found, expected)) => (found, format!(", expected {expected}")),
        None => (one_line.as_str(), String::new()),
    };
    let mut said = String::new();
    let mut rest = found;
    while let Some(open) = rest.find(['`', '"']) {
        let (before, quoted) = rest.split_at(open);
        let (mark, quoted) = quoted.split_at(1);
        let (inside, after) = quoted.split_once(mark).unwrap_or((quoted, ""));
        said.push_str(before);
        // A mark of the format may be named; a word between quotes could be the user's.
        if inside.chars().count() <= LONGEST_MARK && !inside.contains(char::is_alphanumeric) {
            said.push_str(inside);
        }
        rest = after;
    }
    said.push_str(rest);
    said.split_whitespace().collect::<Vec<_>>().join(" ") + &expected
}

/// Why a line is not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum NotALine {
    /// Sixteen bits a character.
    #[error("is UTF-16; save the file as UTF-8 text")]
    Utf16,
    /// Not UTF-8.
    #[error("is not UTF-8; save the file as UTF-8 text")]
    NotUtf8,
    /// Longer than anything that is kept.
    #[error("is longer than {} MiB", LONGEST / (1024 * 1024))]
    TooLong,
}

/// The lines of a file, each with its number. One that is too long is never held whole.
pub(crate) struct Lines<R> {
    from: R,
    line: u64,
}

impl<R: BufRead> Lines<R> {
    pub(crate) const fn new(from: R) -> Self {
        Self { from, line: 0 }
    }

    /// The bytes of the next line, without its end; none at the end of the file.
    fn bytes(&mut self) -> io::Result<Option<Result<Vec<u8>, NotALine>>> {
        let mut line = Vec::new();
        let mut too_long = false;
        let mut any = false;
        loop {
            let there = match self.from.fill_buf() {
                Ok(there) => there,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                Err(error) => return Err(error),
            };
            if there.is_empty() {
                break;
            }
            any = true;
            let end = there.iter().position(|byte| *byte == b'\n');
            let part = end.map_or(there, |end| &there[..end]);
            if !too_long {
                line.extend_from_slice(part);
                let most = if line.starts_with(COPY) { LONGEST_COPY } else { LONGEST };
                too_long = line.len() > most;
            }
            if too_long {
                line = Vec::new();
            }
            let used = end.map_or(there.len(), |end| end + 1);
            self.from.consume(used);
            if end.is_some() {
                break;
            }
        }
        Ok(any.then_some(if too_long { Err(NotALine::TooLong) } else { Ok(line) }))
    }
}

impl<R: BufRead> Iterator for Lines<R> {
    type Item = io::Result<(u64, Result<String, NotALine>)>;

    fn next(&mut self) -> Option<Self::Item> {
        let bytes = match self.bytes() {
            Ok(bytes) => bytes?,
            Err(error) => return Some(Err(error)),
        };
        self.line += 1;
        let text = bytes.and_then(|bytes| {
            if self.line == 1 && is_utf16(&bytes) {
                return Err(NotALine::Utf16);
            }
            String::from_utf8(bytes).map_err(|_| NotALine::NotUtf8)
        });
        Some(Ok((self.line, text)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_reader_quotes_of_a_file_is_not_said() {
        for (message, said) in [
            ("missing field `name`", "missing field `name`"),
            (
                "unknown variant `quill, expected x`, expected `words` or `characters`",
                "unknown variant, expected `words` or `characters`",
            ),
            ("invalid type: string \"quill\", expected u32", "invalid type: string, expected u32"),
            ("unknown field `------1979-05-27`, expected `name`", "unknown field, expected `name`"),
            ("duplicate key `quill`\nin document", "duplicate key in document"),
            ("expected `=`, found `\"quill", "expected =, found"),
        ] {
            assert_eq!(plain(message).replace("``", ""), said, "of `{message}`");
        }
    }

    #[test]
    fn a_line_is_numbered_whatever_is_wrong_with_the_one_before() {
        let mut file = b"one\n\xff\n".to_vec();
        file.extend(vec![b'x'; LONGEST + 1]);
        file.extend(b"\r\n\nlast");
        let lines: Vec<_> = Lines::new(file.as_slice()).map(|line| line.expect("memory")).collect();
        let wanted = [
            (1, Ok("one".to_owned())),
            (2, Err(NotALine::NotUtf8)),
            (3, Err(NotALine::TooLong)),
            (4, Ok(String::new())),
            (5, Ok("last".to_owned())),
        ];
        assert!(lines == wanted, "each line once, in order");
        let utf16 = Lines::new(&b"\xff\xfea\0\n\0"[..]).next().map(|line| line.expect("memory"));
        assert_eq!(utf16, Some((1, Err(NotALine::Utf16))), "known by its first bytes");
        assert_eq!(text(b"a\nb\xff"), Err(NotText::NotUtf8(2)), "where it stops being text");
        assert_eq!(text("\u{feff}a".as_bytes()), Ok("a"), "a mark is no text");
    }
}
