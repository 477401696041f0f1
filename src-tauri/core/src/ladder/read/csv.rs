//! A ladder as a table: the first line names the columns, each further line is a criterion.

use super::{At, Draft, Fault, LadderFileError, Sheet, line_of};

const COLUMNS: [&str; 6] = ["key", "level", "area", "title", "text", "bar"];

pub(super) fn read(text: &str) -> Result<Sheet, LadderFileError> {
    let delimiter = delimiter(text);
    closed(text, delimiter)?;
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .delimiter(delimiter)
        .flexible(false)
        .trim(csv::Trim::All)
        .from_reader(text.as_bytes());
    let mut sheet = Sheet::default();
    let mut columns: Option<Vec<usize>> = None;
    for record in reader.records() {
        let record = record.map_err(|error| fault(text, &error))?;
        let line = record.position().map_or(1, |at| first_line(text, at.byte()));
        match &columns {
            None => columns = Some(header(&record, line)?),
            Some(_) if record.iter().all(str::is_empty) => {}
            Some(columns) => sheet.criteria.push(criterion(&record, columns, line)),
        }
    }
    Ok(sheet)
}

/// Commas, unless the first line knows only semicolons or tabs.
fn delimiter(text: &str) -> u8 {
    let first = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    if first.contains(',') {
        b','
    } else if first.contains(';') {
        b';'
    } else if first.contains('\t') {
        b'\t'
    } else {
        b','
    }
}

/// The reader takes the rest of the file for a value when a quotation mark is left open.
fn closed(text: &str, delimiter: u8) -> Result<(), LadderFileError> {
    let (mut opened, mut at_start) = (None, true);
    let mut bytes = text.bytes().enumerate().peekable();
    while let Some((at, byte)) = bytes.next() {
        match (byte, opened) {
            (b'"', None) if at_start => opened = Some(at),
            (b'"', Some(_)) if bytes.peek().is_some_and(|(_, next)| *next == b'"') => {
                // Two of them stand for one.
                bytes.next();
            }
            (b'"', Some(_)) => opened = None,
            _ => {}
        }
        let ends = opened.is_none() && (byte == delimiter || byte == b'\n');
        at_start = ends || (at_start && byte == b' ');
    }
    opened.map_or(Ok(()), |at| Err(Fault::OpenQuote.at(line_of(text, at))))
}

/// A record's position may point at the empty lines before it.
fn first_line(text: &str, byte: u64) -> u32 {
    let byte = usize::try_from(byte).unwrap_or(usize::MAX);
    let blank = text.as_bytes().iter().skip(byte).take_while(|b| b"\r\n".contains(b)).count();
    line_of(text, byte.saturating_add(blank))
}

fn fault(text: &str, error: &csv::Error) -> LadderFileError {
    match error.kind() {
        csv::ErrorKind::UnequalLengths { pos, expected_len, len } => {
            let line = pos.as_ref().map_or(1, |at| first_line(text, at.byte()));
            Fault::Columns { found: *len, wanted: *expected_len }.at(line)
        }
        _ => {
            let line = error.position().map_or(1, |at| first_line(text, at.byte()));
            Fault::NotATable.at(line)
        }
    }
}

/// Which field each column is.
fn header(record: &csv::StringRecord, line: u32) -> Result<Vec<usize>, LadderFileError> {
    let mut columns: Vec<usize> = Vec::new();
    let mut strange = None;
    for (at, name) in (1..).zip(record) {
        match COLUMNS.iter().position(|known| name.eq_ignore_ascii_case(known)) {
            Some(known) if columns.contains(&known) => {
                return Err(Fault::ColumnTwice(at).at(line));
            }
            Some(known) => columns.push(known),
            None => strange = strange.or(Some(at)),
        }
    }
    if !columns.contains(&4) {
        return Err(Fault::NoTextColumn.at(line));
    }
    strange.map_or(Ok(columns), |at| Err(Fault::UnknownColumn(at).at(line)))
}

fn criterion(record: &csv::StringRecord, columns: &[usize], line: u32) -> Draft {
    let mut draft = Draft { line, ..Draft::default() };
    for (column, value) in columns.iter().zip(record) {
        let field = match column {
            0 => &mut draft.key,
            1 => &mut draft.level,
            2 => &mut draft.area,
            3 => &mut draft.title,
            4 => &mut draft.text,
            _ => &mut draft.bar,
        };
        *field = Some(At::new(line, value));
    }
    draft
}
