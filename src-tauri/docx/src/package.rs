//! The parts of the file beside the body, and the file itself.

use std::io::{Cursor, Write};

use chrono::NaiveDate;
use ledgerline_packet::flow::Flow;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use crate::DocxError;
use crate::body::Body;
use crate::notes::footnotes;
use crate::styles::{W, styles};
use crate::xml::{DECLARATION, escaped, put};

const R: &str = "xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"";
const KIND: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const WORD: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml";

/// The parts under `word/` that the body refers to: name, relationship, content type.
const PARTS: [(&str, &str, &str); 6] = [
    ("styles", "styles", "styles"),
    ("numbering", "numbering", "numbering"),
    ("settings", "settings", "settings"),
    ("footnotes", "footnotes", "footnotes"),
    ("header1", "header", "header"),
    ("footer1", "footer", "footer"),
];

/// How far the text stands off the middle of the page, away from the double rule.
const RULE_SIDE: i32 = 250;

/// Every part in one file. Zip times are fixed, and the parts always stand in this order.
pub(crate) fn pack(flow: &Flow, body: &Body, day: Option<NaiveDate>) -> Result<Vec<u8>, DocxError> {
    let parts = [
        ("[Content_Types].xml", content_types()),
        ("_rels/.rels", relationships()),
        ("docProps/core.xml", properties(flow, day)),
        ("word/document.xml", document(flow, body)),
        ("word/_rels/document.xml.rels", references(body)),
        ("word/styles.xml", styles(&flow.language, flow.right_to_left)),
        ("word/numbering.xml", numbering(&body.numbered)),
        ("word/settings.xml", settings()),
        ("word/footnotes.xml", footnotes(&flow.notes)),
        ("word/header1.xml", header(flow)),
        ("word/footer1.xml", footer(flow.right_to_left)),
    ];
    let mut file = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(zip::DateTime::default());
    for (name, part) in parts {
        file.start_file(name, options)?;
        file.write_all(part.as_bytes()).map_err(zip::result::ZipError::from)?;
    }
    Ok(file.finish()?.into_inner())
}

fn content_types() -> String {
    let mut out = format!(
        "{DECLARATION}<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">\
         <Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
         <Default Extension=\"xml\" ContentType=\"application/xml\"/>\
         <Override PartName=\"/docProps/core.xml\" ContentType=\"application/vnd.openxmlformats-package.core-properties+xml\"/>\
         <Override PartName=\"/word/document.xml\" ContentType=\"{WORD}.document.main+xml\"/>"
    );
    for (name, _, kind) in PARTS {
        put(
            &mut out,
            format_args!(
                "<Override PartName=\"/word/{name}.xml\" ContentType=\"{WORD}.{kind}+xml\"/>"
            ),
        );
    }
    out.push_str("</Types>");
    out
}

fn relationships() -> String {
    format!(
        "{DECLARATION}<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\
         <Relationship Id=\"document\" Type=\"{KIND}/officeDocument\" Target=\"word/document.xml\"/>\
         <Relationship Id=\"core\" Type=\"http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties\" \
         Target=\"docProps/core.xml\"/></Relationships>"
    )
}

fn references(body: &Body) -> String {
    let mut out = format!(
        "{DECLARATION}<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
    );
    for (name, kind, _) in PARTS {
        put(
            &mut out,
            format_args!(
                "<Relationship Id=\"{name}\" Type=\"{KIND}/{kind}\" Target=\"{name}.xml\"/>"
            ),
        );
    }
    for (at, target) in body.links.0.iter().enumerate() {
        put(
            &mut out,
            format_args!(
                "<Relationship Id=\"link{}\" Type=\"{KIND}/hyperlink\" Target=\"{}\" TargetMode=\"External\"/>",
                at + 1,
                escaped(target)
            ),
        );
    }
    out.push_str("</Relationships>");
    out
}

/// Title, writer and language; the day is the packet's own, or none is given.
fn properties(flow: &Flow, day: Option<NaiveDate>) -> String {
    let mut out = format!(
        "{DECLARATION}<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:dcterms=\"http://purl.org/dc/terms/\" \
         xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"><dc:title>{}</dc:title><dc:creator>{}</dc:creator>\
         <dc:language>{}</dc:language>",
        escaped(&flow.title),
        escaped(&flow.author),
        escaped(&flow.language)
    );
    if let Some(day) = day {
        for name in ["created", "modified"] {
            put(
                &mut out,
                format_args!(
                    "<dcterms:{name} xsi:type=\"dcterms:W3CDTF\">{}T00:00:00Z</dcterms:{name}>",
                    day.format("%Y-%m-%d")
                ),
            );
        }
    }
    out.push_str("</cp:coreProperties>");
    out
}

fn document(flow: &Flow, body: &Body) -> String {
    let region = flow.language.split('-').skip(1).find(|part| part.len() == 2);
    let letter = region.is_some_and(|region| {
        ["US", "CA", "MX", "PH", "CL", "CO"].iter().any(|one| one.eq_ignore_ascii_case(region))
    });
    let (width, height) = if letter { (12240, 15840) } else { (11906, 16838) };
    let side = (width - 9070) / 2;
    // The ledger's double rule, and more room on its side.
    let (turned, at, left, right) = match flow.right_to_left {
        true => ("<w:bidi/>", "right", side - RULE_SIDE, side + RULE_SIDE),
        false => ("", "left", side + RULE_SIDE, side - RULE_SIDE),
    };
    format!(
        "{DECLARATION}<w:document {W} {R}><w:body>{}<w:sectPr>\
         <w:headerReference w:type=\"default\" r:id=\"header1\"/><w:footerReference w:type=\"default\" r:id=\"footer1\"/>\
         <w:footerReference w:type=\"first\" r:id=\"footer1\"/>\
         <w:pgSz w:w=\"{width}\" w:h=\"{height}\"/>\
         <w:pgMar w:top=\"1361\" w:right=\"{right}\" w:bottom=\"1361\" w:left=\"{left}\" w:header=\"680\" w:footer=\"680\" w:gutter=\"0\"/>\
         <w:pgBorders w:offsetFrom=\"text\"><w:{at} w:val=\"double\" w:sz=\"4\" w:space=\"12\" w:color=\"CF6A5E\"/></w:pgBorders>\
         <w:titlePg/>{turned}</w:sectPr></w:body></w:document>",
        body.xml
    )
}

fn settings() -> String {
    format!(
        "{DECLARATION}<w:settings {W}><w:zoom w:percent=\"100\"/><w:defaultTabStop w:val=\"425\"/>\
         <w:characterSpacingControl w:val=\"doNotCompress\"/>\
         <w:footnotePr><w:footnote w:id=\"-1\"/><w:footnote w:id=\"0\"/></w:footnotePr>\
         <w:compat><w:compatSetting w:name=\"compatibilityMode\" w:uri=\"http://schemas.microsoft.com/office/word\" w:val=\"15\"/></w:compat>\
         </w:settings>"
    )
}

/// The bulleted list is number 1; each numbered list follows with its own first number.
fn numbering(numbered: &[usize]) -> String {
    let mut out = format!("{DECLARATION}<w:numbering {W}>");
    for (id, format) in [(1, "bullet"), (2, "decimal")] {
        put(
            &mut out,
            format_args!(
                "<w:abstractNum w:abstractNumId=\"{id}\"><w:multiLevelType w:val=\"hybridMultilevel\"/>"
            ),
        );
        for level in 0..9 {
            let text = if id == 1 {
                ["•", "–"][level % 2].to_owned()
            } else {
                format!("%{}.", level + 1)
            };
            put(
                &mut out,
                format_args!(
                    "<w:lvl w:ilvl=\"{level}\"><w:start w:val=\"1\"/><w:numFmt w:val=\"{format}\"/><w:lvlText w:val=\"{text}\"/>\
                 <w:lvlJc w:val=\"left\"/><w:pPr><w:ind w:left=\"{}\" w:hanging=\"340\"/></w:pPr></w:lvl>",
                    425 * (level + 1)
                ),
            );
        }
        out.push_str("</w:abstractNum>");
    }
    out.push_str("<w:num w:numId=\"1\"><w:abstractNumId w:val=\"1\"/></w:num>");
    for (at, start) in numbered.iter().enumerate() {
        put(&mut out, format_args!("<w:num w:numId=\"{}\"><w:abstractNumId w:val=\"2\"/>", at + 2));
        for level in 0..9 {
            put(
                &mut out,
                format_args!(
                    "<w:lvlOverride w:ilvl=\"{level}\"><w:startOverride w:val=\"{start}\"/></w:lvlOverride>"
                ),
            );
        }
        out.push_str("</w:num>");
    }
    out.push_str("</w:numbering>");
    out
}

fn header(flow: &Flow) -> String {
    format!(
        "{DECLARATION}<w:hdr {W} {R}><w:p><w:pPr><w:pStyle w:val=\"Header\"/></w:pPr>\
         <w:r><w:t xml:space=\"preserve\">{}</w:t></w:r><w:r><w:tab/></w:r><w:r><w:t xml:space=\"preserve\">{}</w:t></w:r></w:p></w:hdr>",
        escaped(&flow.title),
        escaped(&flow.author)
    )
}

/// "3 / 10".
fn footer(right_to_left: bool) -> String {
    let turned = if right_to_left { "<w:bidi/>" } else { "" };
    let field = |name: &str| {
        format!("<w:fldSimple w:instr=\" {name} \"><w:r><w:t>1</w:t></w:r></w:fldSimple>")
    };
    format!(
        "{DECLARATION}<w:ftr {W} {R}><w:p><w:pPr><w:pStyle w:val=\"Footer\"/>{turned}</w:pPr>{}\
         <w:r><w:t xml:space=\"preserve\"> / </w:t></w:r>{}</w:p></w:ftr>",
        field("PAGE"),
        field("NUMPAGES")
    )
}
