//! The styles of the file: everything that can be a style is one, so that a reader may change it.

use crate::xml::{DECLARATION, escaped, put, val};

/// The namespace of the words of this format.
pub(crate) const W: &str =
    "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"";

const INK: &str = "18222D";
const SOFT: &str = "46525D";
const BLUE: &str = "1E4B85";

/// Faces that Word, Pages and LibreOffice have or know a stand-in for.
const SERIF: &str = "Cambria";
const SANS: &str = "Calibri";

/// One paragraph style.
struct Style {
    id: &'static str,
    name: &'static str,
    next: &'static str,
    paragraph: String,
    run: String,
}

/// `styles.xml` for text in `language`.
pub(crate) fn styles(language: &str, right_to_left: bool) -> String {
    let language = escaped(language);
    let lang = if right_to_left {
        format!("<w:lang w:bidi=\"{language}\"/>")
    } else {
        format!("<w:lang w:val=\"{language}\"/>")
    };
    let mut out = format!(
        "{DECLARATION}<w:styles {W}><w:docDefaults><w:rPrDefault><w:rPr>{}{}{}{}{lang}</w:rPr></w:rPrDefault>\
         <w:pPrDefault><w:pPr><w:spacing w:after=\"120\" w:line=\"276\" w:lineRule=\"auto\"/></w:pPr></w:pPrDefault>\
         </w:docDefaults>\
         <w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\"><w:name w:val=\"Normal\"/><w:qFormat/></w:style>\
         <w:style w:type=\"character\" w:default=\"1\" w:styleId=\"DefaultParagraphFont\"><w:name w:val=\"Default Paragraph Font\"/>\
         <w:uiPriority w:val=\"1\"/><w:semiHidden/></w:style>\
         <w:style w:type=\"table\" w:default=\"1\" w:styleId=\"TableNormal\"><w:name w:val=\"Normal Table\"/><w:uiPriority w:val=\"99\"/><w:semiHidden/>\
         <w:tblPr><w:tblInd w:w=\"0\" w:type=\"dxa\"/><w:tblCellMar><w:top w:w=\"0\" w:type=\"dxa\"/><w:left w:w=\"108\" w:type=\"dxa\"/>\
         <w:bottom w:w=\"0\" w:type=\"dxa\"/><w:right w:w=\"108\" w:type=\"dxa\"/></w:tblCellMar></w:tblPr></w:style>",
        fonts(SERIF),
        val("color", INK),
        val("sz", 21),
        val("szCs", 21)
    );
    for style in paragraphs() {
        let Style { id, name, next, paragraph, run } = style;
        put(
            &mut out,
            format_args!(
                "<w:style w:type=\"paragraph\"{} w:styleId=\"{id}\"><w:name w:val=\"{name}\"/><w:basedOn w:val=\"Normal\"/>\
             <w:next w:val=\"{next}\"/><w:qFormat/><w:pPr>{paragraph}</w:pPr><w:rPr>{run}</w:rPr></w:style>",
                if OWN.contains(&id) { " w:customStyle=\"1\"" } else { "" }
            ),
        );
    }
    out.push_str(&characters());
    out.push_str(&tables());
    out.push_str("</w:styles>");
    out
}

/// Styles that Word does not know by name.
const OWN: [&str; 9] = [
    "Byline",
    "Standing",
    "StandingLast",
    "Claim",
    "Unsaid",
    "FactLabel",
    "Fact",
    "Sum",
    "QuoteSource",
];

fn fonts(name: &str) -> String {
    format!("<w:rFonts w:ascii=\"{name}\" w:hAnsi=\"{name}\" w:cs=\"Times New Roman\"/>")
}

fn spacing(before: u16, after: u16) -> String {
    format!("<w:spacing w:before=\"{before}\" w:after=\"{after}\"/>")
}

/// A run's face, weight, colour and size in half points, in the order the schema wants them.
fn face(name: &str, bold: bool, italic: bool, colour: &str, size: u8) -> String {
    let bold = if bold { "<w:b/><w:bCs/>" } else { "" };
    let italic = if italic { "<w:i/><w:iCs/>" } else { "" };
    format!(
        "{}{bold}{italic}{}{}{}",
        fonts(name),
        val("color", colour),
        val("sz", size),
        val("szCs", size)
    )
}

fn paragraphs() -> Vec<Style> {
    let style =
        |id, name, next, paragraph: String, run: String| Style { id, name, next, paragraph, run };
    let heading = |level: u8, before, after, italic, size| {
        let (id, name) = HEADINGS[usize::from(level)];
        let paragraph = format!(
            "<w:keepNext/><w:keepLines/>{}{}",
            spacing(before, after),
            val("outlineLvl", level)
        );
        style(id, name, "BodyText", paragraph, face(SERIF, true, italic, INK, size))
    };
    vec![
        style(
            "Title",
            "Title",
            "Byline",
            format!("<w:keepNext/>{}", spacing(0, 80)),
            face(SERIF, true, false, INK, 52),
        ),
        heading(0, 480, 120, false, 31),
        heading(1, 300, 80, false, 24),
        heading(2, 240, 80, false, 21),
        heading(3, 200, 60, true, 21),
        heading(4, 200, 60, true, 21),
        style("BodyText", "Body Text", "BodyText", spacing(0, 120), String::new()),
        style("Byline", "Byline", "Standing", spacing(0, 80), face(SANS, false, false, INK, 23)),
        style(
            "Standing",
            "Standing",
            "Standing",
            spacing(0, 40),
            face(SANS, false, false, SOFT, 20),
        ),
        style(
            "StandingLast",
            "Standing Last",
            "BodyText",
            format!(
                "<w:pBdr><w:bottom w:val=\"single\" w:sz=\"6\" w:space=\"9\" w:color=\"{INK}\"/></w:pBdr>{}",
                spacing(0, 240)
            ),
            face(SANS, false, false, SOFT, 20),
        ),
        style(
            "Claim",
            "Claim",
            "BodyText",
            format!("<w:keepNext/>{}", spacing(240, 100)),
            String::new(),
        ),
        style("Unsaid", "Unsaid", "BodyText", spacing(0, 120), face(SERIF, false, true, SOFT, 21)),
        style(
            "Quote",
            "Quote",
            "QuoteSource",
            format!("{}<w:ind w:left=\"425\" w:right=\"425\"/>", spacing(60, 60)),
            face(SERIF, false, true, INK, 21),
        ),
        style(
            "QuoteSource",
            "Quote Source",
            "BodyText",
            format!("{}<w:ind w:left=\"425\" w:right=\"425\"/>", spacing(0, 180)),
            face(SANS, false, false, SOFT, 19),
        ),
        style(
            "ListBullet",
            "List Bullet",
            "ListBullet",
            format!("{}<w:contextualSpacing/>", spacing(0, 80)),
            String::new(),
        ),
        style(
            "ListNumber",
            "List Number",
            "ListNumber",
            format!("{}<w:contextualSpacing/>", spacing(0, 80)),
            String::new(),
        ),
        style(
            "PlainText",
            "Plain Text",
            "BodyText",
            format!("{}<w:ind w:left=\"284\"/>", spacing(0, 120)),
            face("Consolas", false, false, INK, 18),
        ),
        style(
            "FactLabel",
            "Fact Label",
            "Fact",
            format!("<w:keepNext/>{}", spacing(20, 20)),
            face(SANS, false, false, SOFT, 19),
        ),
        style("Fact", "Fact", "Fact", spacing(20, 20), face(SERIF, false, false, INK, 20)),
        style(
            "Sum",
            "Sum",
            "Fact",
            format!("{SUM_RULES}{}<w:ind w:right=\"2300\"/>", spacing(20, 60)),
            face(SERIF, true, false, INK, 20),
        ),
        style(
            "FootnoteText",
            "footnote text",
            "FootnoteText",
            format!(
                "<w:tabs><w:tab w:val=\"right\" w:pos=\"6800\"/></w:tabs>{}<w:ind w:left=\"340\" w:hanging=\"340\"/>",
                spacing(0, 20)
            ),
            face(SERIF, false, false, INK, 17),
        ),
        style(
            "Header",
            "header",
            "Header",
            format!("<w:tabs><w:tab w:val=\"right\" w:pos=\"9070\"/></w:tabs>{}", spacing(0, 0)),
            face(SANS, false, false, SOFT, 17),
        ),
        style(
            "Footer",
            "footer",
            "Footer",
            format!("{}<w:jc w:val=\"end\"/>", spacing(0, 0)),
            face(SANS, false, false, SOFT, 17),
        ),
    ]
}

/// One rule above a sum, two below.
pub(crate) const SUM_RULES: &str = "<w:pBdr><w:top w:val=\"single\" w:sz=\"4\" w:space=\"1\" w:color=\"18222D\"/>\
     <w:bottom w:val=\"double\" w:sz=\"4\" w:space=\"1\" w:color=\"18222D\"/></w:pBdr>";

/// The heading styles by level, as Word names them.
pub(crate) const HEADINGS: [(&str, &str); 5] = [
    ("Heading1", "heading 1"),
    ("Heading2", "heading 2"),
    ("Heading3", "heading 3"),
    ("Heading4", "heading 4"),
    ("Heading5", "heading 5"),
];

fn characters() -> String {
    format!(
        "<w:style w:type=\"character\" w:styleId=\"Hyperlink\"><w:name w:val=\"Hyperlink\"/><w:uiPriority w:val=\"99\"/>\
         <w:rPr><w:color w:val=\"{BLUE}\"/><w:u w:val=\"single\"/></w:rPr></w:style>\
         <w:style w:type=\"character\" w:styleId=\"FootnoteReference\"><w:name w:val=\"footnote reference\"/>\
         <w:rPr><w:vertAlign w:val=\"superscript\"/></w:rPr></w:style>\
         <w:style w:type=\"character\" w:customStyle=\"1\" w:styleId=\"Grade\"><w:name w:val=\"Grade\"/>\
         <w:rPr>{}</w:rPr></w:style>",
        face(SANS, false, false, SOFT, 17)
    )
}

fn tables() -> String {
    let none = "<w:tblCellMar><w:left w:w=\"0\" w:type=\"dxa\"/><w:right w:w=\"113\" w:type=\"dxa\"/></w:tblCellMar>";
    let rule = |side: &str, colour: &str, size: u8| {
        format!("<w:{side} w:val=\"single\" w:sz=\"{size}\" w:space=\"0\" w:color=\"{colour}\"/>")
    };
    format!(
        "<w:style w:type=\"table\" w:customStyle=\"1\" w:styleId=\"Facts\"><w:name w:val=\"Facts\"/><w:basedOn w:val=\"TableNormal\"/>\
         <w:tblPr>{none}</w:tblPr></w:style>\
         <w:style w:type=\"table\" w:customStyle=\"1\" w:styleId=\"Ruled\"><w:name w:val=\"Ruled\"/><w:basedOn w:val=\"TableNormal\"/>\
         <w:tblPr><w:tblBorders>{}{}</w:tblBorders>{none}</w:tblPr>\
         <w:tblStylePr w:type=\"firstRow\"><w:rPr><w:b/><w:bCs/></w:rPr><w:tcPr><w:tcBorders>{}</w:tcBorders></w:tcPr></w:tblStylePr></w:style>",
        rule("bottom", "A4B1A2", 4),
        rule("insideH", "A4B1A2", 4),
        rule("bottom", INK, 6)
    )
}
