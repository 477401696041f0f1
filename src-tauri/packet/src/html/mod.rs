//! The packet as one HTML file: no script, nothing fetched, its own style.

mod claim;
mod laid;

use crate::document::Document;
use crate::flow::PartKind;
use crate::{clean, prose};

/// The file's style. The content policy names its hash, so it is written as it stands.
pub(crate) const STYLE: &str = include_str!("packet.css");

/// SHA-256 of [`STYLE`], as a content policy writes it. A test works it out again.
const STYLE_HASH: &str = "sha256-bQcjvQh2J5t26w0XfYKTXFqJJkghzbQJxTJqmLg3G2E=";

/// What every id begins with, so that none meets one of the window's in the preview.
const ID: &str = "packet";

/// The document as a self-contained HTML file.
#[must_use]
pub fn html(document: &Document) -> String {
    let labels = &document.labels;
    let title = clean::line(&document.title);
    let title = if title.is_empty() { &labels.untitled } else { &title };
    format!(
        "<!doctype html>\n<html lang=\"{language}\" dir=\"{direction}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; \
         style-src '{STYLE_HASH}'; base-uri 'none'; form-action 'none'\">\n\
         <meta name=\"referrer\" content=\"no-referrer\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>{title}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<main>\n{body}</main>\n\
         </body>\n</html>\n",
        language = document.language_tag(),
        direction = document.direction(),
        title = escaped(title),
        body = Page { document, top: 1 }.article(),
    )
}

/// The document for the preview: an `<article>` without script, style attributes or a file's
/// frame. Its title is a second-level heading, since the screen has one of its own.
#[must_use]
pub fn html_body(document: &Document) -> String {
    Page { document, top: 2 }.article()
}

/// A document and the level its title is written at.
struct Page<'a> {
    document: &'a Document,
    top: u8,
}

impl Page<'_> {
    fn article(&self) -> String {
        let Document { labels, summary, against, next_scope, .. } = self.document;
        let (language, direction) = (self.document.language_tag(), self.document.direction());
        let mut out = format!(
            "<article class=\"packet\" lang=\"{language}\" dir=\"{direction}\">\n{}",
            self.opening()
        );
        if !summary.trim().is_empty() {
            out.push_str(&self.prose("summary", &labels.summary, summary, ""));
        }
        let mut notes = Vec::new();
        for place in 0..self.document.sections.len() {
            out.push_str(&self.section(place, &mut notes));
        }
        let flow = crate::flow::flow(self.document);
        for part in &flow.parts {
            match part.kind {
                PartKind::Voices => out.push_str(&self.part("voices", part)),
                PartKind::Leverage => out.push_str(&self.part("leverage", part)),
                _ => {}
            }
        }
        out.push_str(&self.prose("against", &labels.against, against, &labels.against_none));
        if !next_scope.trim().is_empty() {
            out.push_str(&self.prose("next-scope", &labels.next_scope, next_scope, ""));
        }
        if let Some(part) = flow.parts.iter().find(|part| part.kind == PartKind::Portfolio) {
            out.push_str(&self.part("portfolio", part));
        }
        if !notes.is_empty() {
            let heading = self.heading(1, "", &escaped(&labels.notes));
            let notes = notes.concat();
            out.push_str(&format!(
                "<section class=\"notes\">\n{heading}<ol>\n{notes}</ol>\n</section>\n"
            ));
        }
        out.push_str("</article>\n");
        out
    }

    /// A heading `below` the title; `words` are HTML. The words are shut off rather than the
    /// heading, which keeps a number hanging in the document's own margin.
    fn heading(&self, below: u8, number: &str, words: &str) -> String {
        let level = self.top.saturating_add(below).min(6);
        format!("<h{level}>{number}<bdi>{words}</bdi></h{level}>\n")
    }

    fn opening(&self) -> String {
        let title = clean::line(&self.document.title);
        let title = if title.is_empty() { &self.document.labels.untitled } else { &title };
        let author = lines(&self.document.author);
        let mut out = String::from("<header>\n");
        if !author.is_empty() {
            out.push_str(&format!("<p class=\"author\" dir=\"auto\">{author}</p>\n"));
        }
        out.push_str(&self.heading(0, "", &escaped(title)));
        for line in self.document.standing() {
            out.push_str(&format!("<p class=\"standing\" dir=\"auto\">{}</p>\n", escaped(&line)));
        }
        out.push_str("</header>\n");
        out
    }

    /// A section of the user's own Markdown.
    fn prose(&self, class: &str, heading: &str, source: &str, blank: &str) -> String {
        let heading = self.heading(1, "", &escaped(heading));
        let mut words = prose::html(source, self.top + 1);
        if words.is_empty() {
            words = format!("<p class=\"none\">{}</p>", escaped(blank));
        }
        format!("<section class=\"prose {class}\">\n{heading}{words}\n</section>\n")
    }

    fn section(&self, place: usize, notes: &mut Vec<String>) -> String {
        let (number, words) = self.document.heading(place);
        let number = number
            .map_or_else(String::new, |number| format!("<span class=\"number\">{number}. </span>"));
        let heading = self.heading(1, &number, &escaped(&words));
        let mut out = format!("<section class=\"claims\">\n{heading}");
        let claims = self.document.sections.get(place).map_or(&[][..], |section| &section.claims);
        let intro = self.document.sections.get(place).map_or("", |section| &section.intro);
        let intro = prose::html(intro, self.top + 1);
        if !intro.is_empty() {
            out.push_str(&format!("<div class=\"intro\">\n{intro}\n</div>\n"));
        }
        for claim in claims {
            out.push_str(&self.claim(claim, notes));
        }
        out.push_str("</section>\n");
        out
    }
}

/// Plain text as HTML, lines kept apart.
fn lines(text: &str) -> String {
    clean::lines(text).iter().map(|line| escaped(line)).collect::<Vec<_>>().join("<br>")
}

/// Plain text as HTML, for elements and for quoted attributes.
#[must_use]
pub fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for character in clean::clean(text).chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            _ => out.push(character),
        }
    }
    out
}

#[cfg(test)]
pub(crate) mod tests {
    use sha2::{Digest, Sha256};

    use super::*;

    const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

    fn base64(bytes: &[u8]) -> String {
        let mut out = String::new();
        for chunk in bytes.chunks(3) {
            let mut word = [0; 3];
            word[..chunk.len()].copy_from_slice(chunk);
            let bits = u32::from_be_bytes([0, word[0], word[1], word[2]]);
            for place in 0..4 {
                let index = (bits >> (18 - 6 * place)) & 63;
                out.push(if place > chunk.len() {
                    '='
                } else {
                    char::from(ALPHABET[index as usize])
                });
            }
        }
        out
    }

    #[test]
    fn the_content_policy_names_this_style_and_no_other() {
        let hash = format!("sha256-{}", base64(&Sha256::digest(STYLE)));
        assert_eq!(STYLE_HASH, hash, "copy the hash here when packet.css changes");
    }

    #[test]
    fn the_style_fetches_nothing() {
        for word in ["url(", "@import", "</"] {
            assert!(!STYLE.contains(word), "`{word}` would fetch, or end the element");
        }
    }
}
