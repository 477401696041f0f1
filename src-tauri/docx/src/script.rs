//! Which way words are written, as far as Word wants to be told.

/// Words that run one way.
pub(crate) struct Stretch<'a> {
    pub(crate) text: &'a str,
    pub(crate) right_to_left: bool,
}

/// Whether the first letter of `text` is written from right to left; none where it has no letter.
pub(crate) fn begins_right_to_left(text: &str) -> Option<bool> {
    text.chars().find(|c| c.is_alphabetic()).map(right_to_left)
}

/// `text` cut where letters turn from one direction to the other. What has no direction of its
/// own stays with the letters before it.
pub(crate) fn stretches(text: &str) -> Vec<Stretch<'_>> {
    let mut found = Vec::new();
    let (mut start, mut way) = (0, None);
    for (at, character) in text.char_indices() {
        if !character.is_alphabetic() {
            continue;
        }
        let here = right_to_left(character);
        if way.is_some_and(|way| way != here) {
            found.push(Stretch { text: &text[start..at], right_to_left: !here });
            start = at;
        }
        way = Some(here);
    }
    if start < text.len() {
        found.push(Stretch { text: &text[start..], right_to_left: way.unwrap_or_default() });
    }
    found
}

fn right_to_left(c: char) -> bool {
    matches!(u32::from(c), 0x590..=0x8ff | 0xfb1d..=0xfdff | 0xfe70..=0xfeff | 0x10800..=0x10fff | 0x1e800..=0x1efff)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stretches_hold_every_character_once() {
        let text = "the שומרים, and 42 مهندس!";
        let cut = stretches(text);
        let again: String = cut.iter().map(|stretch| stretch.text).collect();
        assert_eq!(again, text, "nothing is lost or said twice");
        let ways: Vec<_> = cut.iter().map(|stretch| stretch.right_to_left).collect();
        assert_eq!(ways, [false, true, false, true], "each turn is a cut");
        assert!(stretches("").is_empty(), "nothing has no direction");
        assert_eq!(begins_right_to_left("42 שלום"), Some(true), "digits do not decide");
        assert_eq!(begins_right_to_left("42"), None, "no letter, no direction");
    }
}
