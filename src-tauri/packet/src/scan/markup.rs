//! HTML and XML: text as it is read, over the borders of inline elements, and every attribute.

use super::Said;

/// Elements that end a line of text. Everything else is within one.
const BLOCKS: [&str; 38] = [
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "br",
    "caption",
    "dd",
    "div",
    "dl",
    "dt",
    "figcaption",
    "figure",
    "footer",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "head",
    "header",
    "hr",
    "html",
    "li",
    "main",
    "nav",
    "ol",
    "p",
    "pre",
    "section",
    "table",
    "td",
    "th",
    "title",
    "tr",
    "ul",
    "tab",
];

/// Every text of a page or an XML part.
pub(crate) fn said(part: &str, source: &str) -> Vec<Said> {
    let mut found = Vec::new();
    let mut text = String::new();
    let mut rest = source;
    while let Some(start) = rest.find('<') {
        text.push_str(&read(&rest[..start]));
        rest = &rest[start..];
        let end = if rest.starts_with("<!--") {
            let end = rest.find("-->").map_or(rest.len(), |at| at + 3);
            found.push(Said::new(&format!("{part}, comment"), &rest[..end]));
            end
        } else if let Some(data) = rest.strip_prefix("<![CDATA[") {
            let end = data.find("]]>").unwrap_or(data.len());
            text.push_str(&data[..end]);
            (end + 12).min(rest.len())
        } else {
            let end = tag_end(rest);
            tag(part, &rest[..end], &mut text, &mut found);
            end
        };
        rest = &rest[end..];
    }
    text.push_str(&read(rest));
    found.push(Said::new(part, text));
    found
}

/// Past the `>` that ends the tag, quoted ones left out.
fn tag_end(rest: &str) -> usize {
    let mut quote = None;
    for (at, c) in rest.char_indices() {
        match (quote, c) {
            (None, '"' | '\'') => quote = Some(c),
            (Some(open), c) if open == c => quote = None,
            (None, '>') => return at + 1,
            _ => {}
        }
    }
    rest.len()
}

fn tag(part: &str, tag: &str, text: &mut String, found: &mut Vec<Said>) {
    let inner = tag.trim_matches(['<', '>', '/', '?', '!']);
    let name = inner.split(|c: char| c.is_whitespace() || c == '/').next().unwrap_or_default();
    let name = name.rsplit(':').next().unwrap_or(name).to_lowercase();
    if BLOCKS.contains(&name.as_str()) {
        text.push('\n');
    }
    let mut rest = inner;
    while let Some(at) = rest.find('=') {
        rest = rest[at + 1..].trim_start();
        let (value, after) = match rest.chars().next() {
            Some(quote @ ('"' | '\'')) => {
                let inside = &rest[1..];
                let end = inside.find(quote).unwrap_or(inside.len());
                (&inside[..end], inside.get(end + 1..).unwrap_or_default())
            }
            _ => rest.split_at(rest.find(char::is_whitespace).unwrap_or(rest.len())),
        };
        if !value.is_empty() {
            found.push(Said::new(&format!("{part}, attribute"), read(value)));
        }
        rest = after;
    }
}

/// Entities read: those of XML here, the others where the text is folded.
fn read(text: &str) -> String {
    text.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&apos;", "'")
        .replace("&amp;", "&")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_over_inline_elements_is_one_text() {
        let found =
            said("page", "<p title='T&amp;x'>Os<b>kar</b> Lind<wbr>qvist</p><!-- no --><p>b</p>");
        let texts: Vec<&str> = found.iter().map(|said| said.text.as_str()).collect();
        assert_eq!(texts, ["T&x", "<!-- no -->", "\nOskar Lindqvist\n\nb\n"], "joined, and apart");
    }
}
