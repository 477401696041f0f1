//! Words within a paragraph: their manner, their direction, their links and notes.

use ledgerline_packet::flow::{Run, Text};

use crate::script::stretches;
use crate::xml::{escaped, put};

/// Where the links of the body lead, each named `link1`, `link2` and so on.
#[derive(Default)]
pub(crate) struct Links(pub(crate) Vec<String>);

impl Links {
    fn name(&mut self, target: &str) -> String {
        let place = self.0.iter().position(|known| known == target).unwrap_or_else(|| {
            self.0.push(target.to_owned());
            self.0.len() - 1
        });
        format!("link{}", place + 1)
    }
}

/// `runs` as elements of a paragraph.
pub(crate) fn runs(runs: &[Run], links: &mut Links) -> String {
    let mut out = String::new();
    for run in runs {
        match run {
            Run::Text(text) => match &text.link {
                Some(target) => {
                    let name = links.name(target);
                    put(&mut out, format_args!("<w:hyperlink r:id=\"{name}\" w:history=\"1\">"));
                    out.push_str(&said(text, "<w:rStyle w:val=\"Hyperlink\"/>"));
                    out.push_str("</w:hyperlink>");
                }
                None => out.push_str(&said(text, "")),
            },
            Run::Break => out.push_str("<w:r><w:br/></w:r>"),
            Run::Mark { note } => put(
                &mut out,
                format_args!(
                    "<w:r><w:rPr><w:rStyle w:val=\"FootnoteReference\"/></w:rPr><w:footnoteReference w:id=\"{note}\"/></w:r>"
                ),
            ),
            Run::Tally { name, .. } => {
                let name = Text { text: name.clone(), ..Text::default() };
                out.push_str(&said(&name, "<w:rStyle w:val=\"Grade\"/>"));
            }
        }
    }
    out
}

/// `text` with no-break spaces within dates such as 4 March 2026, which would else end a line at
/// the month.
fn dates_whole(text: &str) -> String {
    let words: Vec<&str> = text.split(' ').collect();
    let digits = |word: &str| {
        let number = word.trim_matches(|c: char| !c.is_alphanumeric());
        number.len() * usize::from(number.chars().all(|c| c.is_ascii_digit()))
    };
    let is_day = |at: usize| (1..=2).contains(&digits(words[at]));
    let is_month =
        |at: usize| words[at].chars().count() > 2 && words[at].chars().all(char::is_alphabetic);
    let dated = |at: usize| {
        at + 2 < words.len() && is_day(at) && is_month(at + 1) && digits(words[at + 2]) == 4
    };
    let mut out = String::with_capacity(text.len() + 4);
    for (at, word) in words.iter().enumerate() {
        if at > 0 {
            let within = dated(at - 1) || (at > 1 && dated(at - 2));
            out.push(if within { '\u{a0}' } else { ' ' });
        }
        out.push_str(word);
    }
    out
}

/// Words in one manner, a run for each direction.
pub(crate) fn said(text: &Text, style: &str) -> String {
    let mut manner = style.to_owned();
    if text.code {
        manner.push_str("<w:rFonts w:ascii=\"Consolas\" w:hAnsi=\"Consolas\" w:cs=\"Consolas\"/>");
    }
    for (on, tags) in [
        (text.bold, "<w:b/><w:bCs/>"),
        (text.italic, "<w:i/><w:iCs/>"),
        (text.struck, "<w:strike/>"),
    ] {
        if on {
            manner.push_str(tags);
        }
    }
    let mut out = String::new();
    for stretch in stretches(&text.text) {
        let way = if stretch.right_to_left { "<w:rtl/>" } else { "" };
        let words = escaped(&dates_whole(stretch.text));
        put(
            &mut out,
            format_args!(
                "<w:r><w:rPr>{manner}{way}</w:rPr><w:t xml:space=\"preserve\">{words}</w:t></w:r>"
            ),
        );
    }
    out
}

#[cfg(test)]
mod tests {
    use super::dates_whole;

    #[test]
    fn a_date_stays_on_its_line_and_nothing_else_changes() {
        let text = "chart, 4 March 2026 and 12  May 20260, see 3 May 2026";
        let whole = dates_whole(text);
        assert_eq!(
            whole,
            "chart, 4\u{a0}March\u{a0}2026 and 12  May 20260, see 3\u{a0}May\u{a0}2026"
        );
        assert_eq!(whole.replace('\u{a0}', " "), text, "no character is lost");
    }
}
