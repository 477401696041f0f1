//! What every format does to plain text first: line ends made one, and characters dropped that
//! neither HTML nor an XML format may hold.

use std::borrow::Cow;

use unicode_segmentation::UnicodeSegmentation;

/// `text` without control characters and noncharacters, every sort of line end as `\n`.
///
/// Tabs become spaces. Marks of writing direction stay: each format shuts a user's text off from
/// its surroundings.
pub(crate) fn clean(text: &str) -> String {
    if is_clean(text) {
        return text.to_owned();
    }
    let mut cleaned = String::with_capacity(text.len());
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            '\r' => {
                if characters.peek() != Some(&'\n') {
                    cleaned.push('\n');
                }
            }
            '\n' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => cleaned.push('\n'),
            '\t' => cleaned.push(' '),
            '\u{fdd0}'..='\u{fdef}' => {}
            _ if character.is_control() || u32::from(character) & 0xfffe == 0xfffe => {}
            _ => cleaned.push(character),
        }
    }
    cleaned
}

/// Whether `text` is one line that holds nothing to drop: nearly every text is.
fn is_clean(text: &str) -> bool {
    // Without an early end many bytes are seen at once, where there is nothing but ASCII to print.
    if text.bytes().fold(true, |plain, byte| plain & (b' '..=b'~').contains(&byte)) {
        return true;
    }
    let stays = |c: char| match c {
        ' '..='~' => true,
        '\u{2028}' | '\u{2029}' | '\u{fdd0}'..='\u{fdef}' => false,
        _ => !c.is_control() && u32::from(c) & 0xfffe != 0xfffe,
    };
    text.chars().all(stays)
}

/// `text` as lines, each trimmed, none blank.
pub(crate) fn lines(text: &str) -> Vec<String> {
    clean(text).lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect()
}

/// `text` on one line, without what no format may hold.
#[must_use]
pub fn line(text: &str) -> String {
    in_line(text).into_owned()
}

/// The same, as it stands where there is nothing to change.
pub(crate) fn in_line(text: &str) -> Cow<'_, str> {
    if is_clean(text) { Cow::Borrowed(text.trim()) } else { Cow::Owned(lines(text).join(" ")) }
}

/// How many characters a reader would count.
pub(crate) fn graphemes(text: &str) -> usize {
    text.graphemes(true).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn controls_go_and_everything_else_stays() {
        let text = "a\0b\u{1b}[31m\r\nשלום \u{202e}x\u{202c}\r家\u{fffe}\u{2028}👩‍👩‍👧";
        assert_eq!(
            lines(text),
            ["ab[31m", "שלום \u{202e}x\u{202c}", "家", "👩‍👩‍👧"],
            "only what no format can hold is dropped"
        );
    }

    #[test]
    fn a_family_is_one_character() {
        assert_eq!(graphemes("👩‍👩‍👧e\u{301}"), 2, "forms count what a reader sees");
    }
}
