//! Answers for people: how wide the paper is, and what is set apart on it.

use std::io::{IsTerminal, stdout};

use unicode_width::UnicodeWidthStr;

/// What is printed on.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Paper {
    width: usize,
    colour: bool,
    terminal: bool,
}

/// How a piece of text is set apart.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Ink {
    /// Dates, ids, what is beside the point.
    Faint,
    /// Headings and sums.
    Strong,
    /// Outcomes.
    Blue,
}

impl Paper {
    /// What standard output is. Colour only on a terminal that has not been told otherwise
    /// (`NO_COLOR`, `TERM=dumb`).
    pub(crate) fn of_stdout() -> Self {
        let terminal = stdout().is_terminal();
        let set = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
        let dumb = std::env::var_os("TERM").is_some_and(|term| term == "dumb");
        Self { width: width(terminal), colour: terminal && !set("NO_COLOR") && !dumb, terminal }
    }

    /// Whether a person is looking.
    pub(crate) fn is_terminal(self) -> bool {
        self.terminal
    }

    /// Columns.
    pub(crate) fn width(self) -> usize {
        self.width
    }

    /// `text` in this ink, where there is colour.
    pub(crate) fn ink(self, ink: Ink, text: &str) -> String {
        if !self.colour || text.is_empty() {
            return text.to_owned();
        }
        let code = match ink {
            Ink::Faint => "2",
            Ink::Strong => "1",
            Ink::Blue => "34",
        };
        format!("\u{1b}[{code}m{text}\u{1b}[0m")
    }
}

fn width(terminal: bool) -> usize {
    let said = std::env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok());
    let found = said.or_else(|| if terminal { measured() } else { None }).unwrap_or(100);
    found.clamp(40, 160)
}

#[cfg(unix)]
fn measured() -> Option<usize> {
    let size = rustix::termios::tcgetwinsize(stdout()).ok()?;
    (size.ws_col > 0).then_some(usize::from(size.ws_col))
}

#[cfg(not(unix))]
fn measured() -> Option<usize> {
    None
}

/// `text` without what would move the cursor or colour the terminal: what a person wrote, or an
/// import brought in, is shown and never obeyed.
pub(crate) fn safe(text: &str) -> String {
    let hidden = |letter: char| {
        letter.is_control() || matches!(letter, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    text.chars().map(|letter| if hidden(letter) { ' ' } else { letter }).collect()
}

/// `text` in lines of at most `width` columns, broken at spaces; a longer word is cut.
pub(crate) fn lines(text: &str, width: usize) -> Vec<String> {
    let width = width.max(8);
    let mut lines = vec![String::new()];
    for word in text.lines().flat_map(str::split_whitespace) {
        for piece in pieces(&safe(word), width) {
            let full = lines
                .last()
                .is_none_or(|line| !line.is_empty() && line.width() + 1 + piece.width() > width);
            if full {
                lines.push(piece);
            } else if let Some(line) = lines.last_mut() {
                if !line.is_empty() {
                    line.push(' ');
                }
                line.push_str(&piece);
            }
        }
    }
    lines
}

fn pieces(word: &str, width: usize) -> Vec<String> {
    let mut pieces = vec![String::new()];
    for letter in word.chars() {
        let room = pieces.last().is_some_and(|piece: &String| {
            let mut wider = piece.clone();
            wider.push(letter);
            wider.width() <= width
        });
        if !room {
            pieces.push(String::new());
        }
        if let Some(piece) = pieces.last_mut() {
            piece.push(letter);
        }
    }
    pieces
}

/// `text` filled with spaces up to `width` columns.
pub(crate) fn fill(text: &str, width: usize) -> String {
    format!("{text}{}", " ".repeat(width.saturating_sub(text.width())))
}

/// One thing or several: `1 entry`, `3 entries`.
pub(crate) fn count(number: impl Into<u64>, one: &str, several: &str) -> String {
    let number = number.into();
    format!("{number} {}", if number == 1 { one } else { several })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_keep_every_word_and_no_more_than_the_width() {
        let text = "Kept the data team out of the quarter-end scramble, 四半期末の混乱";
        for width in [8, 12, 20, 200] {
            let lines = lines(text, width);
            assert!(lines.iter().all(|line| line.width() <= width), "at most {width} columns");
            let letters = |text: &str| text.chars().filter(|c| *c != ' ').collect::<String>();
            assert_eq!(letters(&lines.concat()), letters(text), "nothing is lost at {width}");
        }
    }

    #[test]
    fn what_was_written_cannot_drive_the_terminal() {
        let line = lines("\u{1b}[2Jgone\u{7}", 20).concat();
        assert!(!line.contains(['\u{1b}', '\u{7}']), "escape and bell are shown as spaces");
    }
}
