//! The body of the file: each block of the flow in its style.

use ledgerline_packet::flow::{Block, Fact, FactKind, Role, Run, words};

use crate::runs::{Links, runs};
use crate::script::begins_right_to_left;
use crate::styles::HEADINGS;
use crate::xml::put;

/// How many levels of list Word can number.
const LEVELS: u8 = 9;

/// A step to the right, in twentieths of a point.
const STEP: u16 = 425;

/// How far the number of a section hangs in the margin.
const HANG: u16 = 640;

/// The width between the margins, in twentieths of a point.
const WIDTH: u16 = 9070;

/// The width of a fact's label.
const LABEL: u16 = 2150;

/// What has been written so far.
pub(crate) struct Body {
    pub(crate) xml: String,
    pub(crate) links: Links,
    /// The first number of each numbered list, in the order of the lists.
    pub(crate) numbered: Vec<usize>,
    right_to_left: bool,
}

/// Where a block stands.
#[derive(Clone, Copy, Default)]
struct Place {
    /// How far in, in [`STEP`]s.
    indent: u16,
    quoted: bool,
    /// Which list a paragraph opens an item of, and how deep that list is.
    item: Option<(usize, u8)>,
    /// How many lists are around it.
    lists: u8,
    /// Whether a page may end after it although its style says otherwise.
    may_end: bool,
}

impl Body {
    pub(crate) fn new(right_to_left: bool) -> Self {
        let (xml, links, numbered) = (String::new(), Links::default(), Vec::new());
        Self { xml, links, numbered, right_to_left }
    }

    pub(crate) fn blocks(&mut self, blocks: &[Block]) {
        self.within(blocks, Place::default());
    }

    /// The opening: below its last line runs a rule.
    pub(crate) fn opening(&mut self, blocks: &[Block]) {
        match blocks.split_last() {
            Some((Block::Paragraph { runs, .. }, before)) => {
                self.blocks(before);
                self.paragraph("StandingLast", Place::default(), runs);
            }
            _ => self.blocks(blocks),
        }
    }

    fn within(&mut self, blocks: &[Block], mut place: Place) {
        for block in blocks {
            self.block(block, place);
            // Only the first paragraph of an item carries its mark.
            place.item = None;
        }
    }

    fn block(&mut self, block: &Block, place: Place) {
        match block {
            Block::Heading { level, number, runs } => self.heading(*level, *number, runs),
            Block::Paragraph { role, runs } => {
                let style = match role {
                    Role::Author => "Byline",
                    Role::Standing => "Standing",
                    Role::Sentence => "Claim",
                    Role::Blank => "Unsaid",
                    Role::Prose if place.quoted => "Quote",
                    Role::Prose => match place.item {
                        Some((1, _)) => "ListBullet",
                        Some(_) => "ListNumber",
                        None => "BodyText",
                    },
                };
                self.paragraph(style, place, runs);
            }
            Block::Facts { rows } => self.facts(rows),
            Block::List { start, items } => self.list(*start, items, place),
            Block::Quote { blocks, source } => {
                let place = Place { indent: place.indent + 1, quoted: true, ..place };
                self.within(blocks, place);
                if !source.is_empty() {
                    self.paragraph("QuoteSource", place, source);
                }
            }
            Block::Table { header, rows } => self.table(header, rows),
            Block::Code { text } => {
                let mut lines = Vec::new();
                for line in text.lines() {
                    lines.extend([Run::words(line), Run::Break]);
                }
                lines.pop();
                self.paragraph("PlainText", Place { indent: place.indent + 1, ..place }, &lines);
            }
            Block::Rule => self.xml.push_str(
                "<w:p><w:pPr><w:pStyle w:val=\"BodyText\"/><w:pBdr><w:bottom w:val=\"single\" w:sz=\"4\" \
                 w:space=\"1\" w:color=\"A4B1A2\"/></w:pBdr></w:pPr></w:p>",
            ),
            Block::Group { blocks, .. } => self.within(blocks, place),
        }
    }

    fn heading(&mut self, level: u8, number: Option<usize>, content: &[Run]) {
        let style = match level {
            0 | 1 => "Title",
            _ => HEADINGS[usize::from(level - 2).min(HEADINGS.len() - 1)].0,
        };
        let way = self.way(content);
        self.open_paragraph(style, Place::default(), way, number.is_some());
        if let Some(number) = number {
            // It hangs in the margin: what follows the tab begins where every line does.
            self.xml.push_str(&runs(&[Run::words(format!("{number}. "))], &mut self.links));
            self.xml.push_str("<w:r><w:tab/></w:r>");
        }
        self.xml.push_str(&runs(content, &mut self.links));
        self.xml.push_str("</w:p>");
    }

    fn paragraph(&mut self, style: &str, place: Place, content: &[Run]) {
        let way = self.way(content);
        self.open(style, place, way);
        self.xml.push_str(&runs(content, &mut self.links));
        self.xml.push_str("</w:p>");
    }

    /// Whether a paragraph is set from right to left: as its first letter is.
    fn way(&self, content: &[Run]) -> bool {
        begins_right_to_left(&words(content)).unwrap_or(self.right_to_left)
    }

    fn open(&mut self, style: &str, place: Place, right_to_left: bool) {
        self.open_paragraph(style, place, right_to_left, false);
    }

    fn open_paragraph(&mut self, style: &str, place: Place, right_to_left: bool, hung: bool) {
        put(&mut self.xml, format_args!("<w:p><w:pPr><w:pStyle w:val=\"{style}\"/>"));
        if place.may_end {
            self.xml.push_str("<w:keepNext w:val=\"0\"/>");
        }
        if let Some((list, level)) = place.item {
            let level = level.min(LEVELS - 1);
            put(
                &mut self.xml,
                format_args!(
                    "<w:numPr><w:ilvl w:val=\"{level}\"/><w:numId w:val=\"{list}\"/></w:numPr>"
                ),
            );
        }
        if right_to_left {
            self.xml.push_str("<w:bidi/>");
        }
        let steps = place.indent + u16::from(place.lists);
        if steps > 0 && place.item.is_none() {
            put(&mut self.xml, format_args!("<w:ind w:left=\"{}\"/>", STEP.saturating_mul(steps)));
        } else if hung {
            put(&mut self.xml, format_args!("<w:ind w:left=\"0\" w:hanging=\"{HANG}\"/>"));
        }
        self.xml.push_str("</w:pPr>");
    }

    fn list(&mut self, start: Option<usize>, items: &[Vec<Block>], place: Place) {
        // Number 1 is the bulleted list; each numbered list has its own, or numbers would run on.
        let list = start.map_or(1, |start| {
            self.numbered.push(start);
            self.numbered.len() + 1
        });
        let inner = Place {
            item: Some((list, place.lists)),
            lists: place.lists.saturating_add(1),
            ..place
        };
        for item in items {
            if item.is_empty() {
                self.paragraph(if list == 1 { "ListBullet" } else { "ListNumber" }, inner, &[]);
            }
            self.within(item, inner);
        }
    }

    fn facts(&mut self, rows: &[Fact]) {
        self.open_table("Facts", "0000", &[LABEL, WIDTH - LABEL]);
        // What a claim says of itself stands with its sentence; who vouches for it may turn the page.
        let of_itself = |row: &Fact| {
            matches!(row.kind, FactKind::Figure | FactKind::Status | FactKind::Counterfactual)
        };
        let turn = rows.iter().rposition(of_itself);
        for (at, row) in rows.iter().enumerate() {
            self.xml.push_str("<w:tr><w:trPr><w:cantSplit/></w:trPr>");
            let place = Place { may_end: turn == Some(at), ..Place::default() };
            let label = vec![Run::words(&row.label)];
            self.cell(LABEL, "FactLabel", place, std::slice::from_ref(&label));
            let style = if row.kind == FactKind::Figure { "Sum" } else { "Fact" };
            self.cell(WIDTH - LABEL, style, Place::default(), &row.items);
            self.xml.push_str("</w:tr>");
        }
        self.close_table();
    }

    fn table(&mut self, header: &[Vec<Run>], rows: &[Vec<Vec<Run>>]) {
        let columns = u16::try_from(header.len().max(1)).unwrap_or(u16::MAX);
        let width = WIDTH / columns;
        self.open_table("Ruled", "0420", &vec![width; header.len().max(1)]);
        self.xml.push_str("<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>");
        for cell in header {
            self.cell(width, "FactLabel", Place::default(), std::slice::from_ref(cell));
        }
        self.xml.push_str("</w:tr>");
        for row in rows {
            self.xml.push_str("<w:tr><w:trPr><w:cantSplit/></w:trPr>");
            for cell in row {
                self.cell(width, "Fact", Place::default(), std::slice::from_ref(cell));
            }
            self.xml.push_str("</w:tr>");
        }
        self.close_table();
    }

    fn open_table(&mut self, style: &str, look: &str, widths: &[u16]) {
        let turned = if self.right_to_left { "<w:bidiVisual/>" } else { "" };
        let first = if look == "0420" { 1 } else { 0 };
        put(
            &mut self.xml,
            format_args!(
                "<w:tbl><w:tblPr><w:tblStyle w:val=\"{style}\"/>{turned}<w:tblW w:w=\"{WIDTH}\" w:type=\"dxa\"/>\
             <w:tblLayout w:type=\"fixed\"/><w:tblLook w:val=\"{look}\" w:firstRow=\"{first}\" w:lastRow=\"0\" \
             w:firstColumn=\"0\" w:lastColumn=\"0\" w:noHBand=\"0\" w:noVBand=\"1\"/></w:tblPr><w:tblGrid>"
            ),
        );
        for width in widths {
            put(&mut self.xml, format_args!("<w:gridCol w:w=\"{width}\"/>"));
        }
        self.xml.push_str("</w:tblGrid>");
    }

    /// Two tables in a row would become one, and a document may not end with one.
    fn close_table(&mut self) {
        self.xml.push_str(
            "</w:tbl><w:p><w:pPr><w:pStyle w:val=\"BodyText\"/><w:spacing w:before=\"0\" w:after=\"0\" \
             w:line=\"120\" w:lineRule=\"exact\"/></w:pPr></w:p>",
        );
    }

    fn cell(&mut self, width: u16, style: &str, place: Place, items: &[Vec<Run>]) {
        put(
            &mut self.xml,
            format_args!("<w:tc><w:tcPr><w:tcW w:w=\"{width}\" w:type=\"dxa\"/></w:tcPr>"),
        );
        for item in items {
            self.paragraph(style, place, item);
        }
        if items.is_empty() {
            self.xml.push_str("<w:p/>");
        }
        self.xml.push_str("</w:tc>");
    }
}
