//! XML written by hand: tags as given, text and attributes escaped, nothing that XML forbids.

use std::fmt::Write as _;

/// The one declaration every part begins with.
pub(crate) const DECLARATION: &str =
    "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

/// `text` fit for an element or a quoted attribute.
pub(crate) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for character in text.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\t' | '\n' | '\u{20}'..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'.. => {
                out.push(character);
            }
            // XML 1.0 has no way to say these.
            _ => {}
        }
    }
    out
}

/// `<tag w:val="value"/>`, the commonest element of this format.
pub(crate) fn val(tag: &str, value: impl std::fmt::Display) -> String {
    format!("<w:{tag} w:val=\"{value}\"/>")
}

/// Appends formatted text; writing to a string cannot fail.
pub(crate) fn put(out: &mut String, text: std::fmt::Arguments<'_>) {
    let done = out.write_fmt(text);
    debug_assert!(done.is_ok(), "a string takes whatever is written to it");
}
