//! Footnotes: how each figure was reached, the last step between the rules of a sum.

use ledgerline_packet::flow::{Note, Run, words};

use crate::runs::{Links, runs};
use crate::script::begins_right_to_left;
use crate::styles::{SUM_RULES, W};
use crate::xml::{DECLARATION, put};

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
        for (at, step) in note.steps.iter().enumerate() {
            let last = at > 0 && at + 1 == note.steps.len();
            out.push_str(&paragraph(step, at == 0, last));
        }
        out.push_str("</w:footnote>");
    }
    out.push_str("</w:footnotes>");
    out
}

fn paragraph(step: &[Run], first: bool, last: bool) -> String {
    let rules = if last { SUM_RULES } else { "" };
    let way = if begins_right_to_left(&words(step)).unwrap_or_default() { "<w:bidi/>" } else { "" };
    let inward = if last { "<w:ind w:right=\"3400\"/>" } else { "" };
    let mut out =
        format!("<w:p><w:pPr><w:pStyle w:val=\"FootnoteText\"/>{rules}{way}{inward}</w:pPr>");
    if first {
        out.push_str(
            "<w:r><w:rPr><w:rStyle w:val=\"FootnoteReference\"/></w:rPr><w:footnoteRef/></w:r>\
             <w:r><w:t xml:space=\"preserve\"> </w:t></w:r>",
        );
    }
    // Steps hold no links: an address in one is only words.
    out.push_str(&runs(step, &mut Links::default()));
    out.push_str("</w:p>");
    out
}
