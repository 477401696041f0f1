//! Footnotes: how each figure was reached, as a column of results; the sum is ruled as in an account.

use ledgerline_packet::flow::{Note, Run, Text, words};

use crate::runs::{Links, runs, said};
use crate::script::begins_right_to_left;
use crate::styles::W;
use crate::xml::{DECLARATION, put};

/// About how many characters of a step fit on its line with room before its result.
const ONE_LINE: usize = 75;

/// `footnotes.xml`, with the two separators that Word expects to find in it.
pub(crate) fn footnotes(notes: &[Note]) -> String {
    let mut out = format!(
        "{DECLARATION}<w:footnotes {W}>\
         <w:footnote w:type=\"separator\" w:id=\"-1\"><w:p><w:pPr><w:spacing w:after=\"0\" w:line=\"240\" w:lineRule=\"auto\"/></w:pPr>\
         <w:r><w:separator/></w:r></w:p></w:footnote>\
         <w:footnote w:type=\"continuationSeparator\" w:id=\"0\"><w:p><w:pPr><w:spacing w:after=\"0\" w:line=\"240\" w:lineRule=\"auto\"/></w:pPr>\
         <w:r><w:continuationSeparator/></w:r></w:p></w:footnote>"
    );
    for note in notes {
        put(&mut out, format_args!("<w:footnote w:id=\"{}\">", note.number));
        let last = note.steps.len().saturating_sub(1);
        for (at, step) in note.steps.iter().enumerate() {
            // One rule above a sum, two below: the number before it is underlined once, it twice.
            let rules = match at {
                at if at > 0 && at == last => "<w:u w:val=\"double\"/>",
                at if at + 1 == last => "<w:u w:val=\"single\"/>",
                _ => "",
            };
            out.push_str(&paragraph(step, at == 0, rules));
        }
        out.push_str("</w:footnote>");
    }
    out.push_str("</w:footnotes>");
    out
}

/// What is worked out stands left, what it gave ends at the tab of the style.
fn paragraph(step: &[Run], first: bool, rules: &str) -> String {
    let line = words(step);
    let way = if begins_right_to_left(&line).unwrap_or_default() { "<w:bidi/>" } else { "" };
    let mut out = format!("<w:p><w:pPr><w:pStyle w:val=\"FootnoteText\"/>{way}</w:pPr>");
    if first {
        out.push_str(
            "<w:r><w:rPr><w:rStyle w:val=\"FootnoteReference\"/></w:rPr><w:footnoteRef/></w:r>",
        );
    }
    out.push_str("<w:r><w:tab/></w:r>");
    // Steps hold no links: an address in one is only words.
    let mut links = Links::default();
    match line.rsplit_once(" = ") {
        Some((working, result)) if line.chars().count() <= ONE_LINE => {
            out.push_str(&runs(&[Run::words(format!("{working} = "))], &mut links));
            out.push_str("<w:r><w:tab/></w:r>");
            let ruled = Text { text: result.to_owned(), ..Text::default() };
            out.push_str(&said(&ruled, rules));
        }
        _ => out.push_str(&runs(step, &mut links)),
    }
    out.push_str("</w:p>");
    out
}
