//! A ladder in Markdown: `#` its name, `##` levels, `###` areas, list items its criteria.
//!
//! A file without any `###` has one kind of heading below its name, and then `##` is an area.
//! `Level:` and `Area:` before the words of a heading below the first say which it is.

use super::{At, Draft, Fault, LadderFileError, Note, Sheet};

/// The headings that end a level or an area, for criteria that have none.
pub(in crate::ladder) const EVERY_LEVEL: &str = "Every level";
pub(in crate::ladder) const NO_AREA: &str = "No area";

type Read<T = ()> = Result<T, LadderFileError>;

enum Heading {
    Name,
    Level,
    Area,
}

struct Page {
    sheet: Sheet,
    level: Option<At>,
    area: Option<At>,
    /// Whether `##` is a level.
    second_is_level: bool,
    /// Whether the next line may go on with the last criterion without being indented.
    goes_on: bool,
    /// Whether a criterion stands under the present heading.
    in_item: bool,
}

pub(super) fn read(text: &str) -> Read<Sheet> {
    let third = text.lines().any(|line| hashes(line).is_some_and(|(depth, _)| depth == 3));
    let mut page = Page {
        sheet: Sheet::default(),
        level: None,
        area: None,
        second_is_level: third,
        goes_on: false,
        in_item: false,
    };
    for (line, text) in (1..).zip(text.lines()) {
        page.line(line, text)?;
    }
    for draft in page.sheet.criteria.iter_mut().filter(|draft| draft.bar.is_none()) {
        bracketed_bar(draft);
    }
    Ok(page.sheet)
}

impl Page {
    fn line(&mut self, line: u32, text: &str) -> Read {
        let trimmed = text.trim();
        let indented = text.starts_with("  ") || text.starts_with('\t');
        if trimmed.is_empty() {
            self.goes_on = false;
            return Ok(());
        }
        if let Some((depth, words)) = hashes(text) {
            return self.heading(line, depth, words);
        }
        if let Some(words) = item(trimmed)
            && !(indented && self.in_item)
        {
            return self.criterion(line, words);
        }
        if self.in_item && (indented || self.goes_on) {
            return self.more(line, item(trimmed).unwrap_or(trimmed));
        }
        self.outside(line, trimmed)
    }

    fn heading(&mut self, line: u32, depth: usize, words: &str) -> Read {
        (self.goes_on, self.in_item) = (false, false);
        // A first heading is the name, whatever it says.
        let kind = words.split_once(':').filter(|_| depth > 1);
        let (said, words) = match kind {
            Some((kind, rest)) if kind.eq_ignore_ascii_case("level") => {
                (Some(Heading::Level), rest)
            }
            Some((kind, rest)) if kind.eq_ignore_ascii_case("area") => (Some(Heading::Area), rest),
            _ => (None, words),
        };
        let prefixed = said.is_some();
        let kind = said.map_or_else(|| self.by_depth(depth), Ok).map_err(|fault| fault.at(line))?;
        let at = At::new(line, words.trim());
        if at.text.is_empty() {
            return Err(Fault::BlankHeading.at(line));
        }
        match kind {
            Heading::Name if self.sheet.name.is_some() => return Err(Fault::SecondName.at(line)),
            Heading::Name => self.sheet.name = Some(at),
            Heading::Level => {
                let every = !prefixed && at.text.eq_ignore_ascii_case(EVERY_LEVEL);
                if !every {
                    self.name_level(&at);
                }
                (self.level, self.area) = ((!every).then_some(at), None);
            }
            Heading::Area => {
                let none = !prefixed && at.text.eq_ignore_ascii_case(NO_AREA);
                self.area = (!none).then_some(at);
            }
        }
        Ok(())
    }

    fn by_depth(&self, depth: usize) -> Result<Heading, Fault> {
        match depth {
            1 => Ok(Heading::Name),
            2 if self.second_is_level => Ok(Heading::Level),
            2 | 3 => Ok(Heading::Area),
            _ => Err(Fault::TooDeep),
        }
    }

    /// A level may come back further down.
    fn name_level(&mut self, level: &At) {
        let levels = self.sheet.levels.get_or_insert_default();
        let words = super::tidy(&level.text);
        if levels.iter().all(|known| super::tidy(&known.text) != words) {
            levels.push(level.clone());
        }
    }

    fn criterion(&mut self, line: u32, words: &str) -> Read {
        let mut draft =
            Draft { line, level: self.level.clone(), area: self.area.clone(), ..Draft::default() };
        let (title, text) = titled(words);
        draft.title = title.map(|title| At::new(line, title));
        draft.text = (!text.is_empty()).then(|| At::new(line, text));
        self.sheet.criteria.push(draft);
        (self.goes_on, self.in_item) = (true, true);
        Ok(())
    }

    /// A line below a criterion: one of its properties, or more of its words.
    fn more(&mut self, line: u32, words: &str) -> Read {
        self.goes_on = true;
        let Some(draft) = self.sheet.criteria.last_mut() else { return Ok(()) };
        let Some((name, value)) = property(words, &["bar", "key", "title"]) else {
            let text = draft.text.get_or_insert_with(|| At::new(line, ""));
            text.text.push(' ');
            text.text.push_str(words);
            return Ok(());
        };
        let field = match name {
            "bar" => &mut draft.bar,
            "key" => &mut draft.key,
            _ => &mut draft.title,
        };
        if field.replace(At::new(line, value)).is_some() {
            return Err(Fault::Twice(name).at(line));
        }
        Ok(())
    }

    fn outside(&mut self, line: u32, words: &str) -> Read {
        if let Some((name, _)) = property(words, &["bar", "key", "title"]) {
            return Err(Fault::Stray(name).at(line));
        }
        let Some((name, value)) = property(words, &["now", "target"]) else {
            self.sheet.notes.push((line, Note::LeftOut));
            return Ok(());
        };
        let field = if name == "now" { &mut self.sheet.now } else { &mut self.sheet.target };
        match field.replace(At::new(line, value)) {
            Some(_) => Err(Fault::Twice(name).at(line)),
            None => Ok(()),
        }
    }
}

/// A heading's depth and words.
fn hashes(line: &str) -> Option<(usize, &str)> {
    let depth = line.bytes().take_while(|byte| *byte == b'#').count();
    let words = line.get(depth..)?;
    let is_heading = depth > 0 && (words.trim().is_empty() || words.starts_with([' ', '\t']));
    is_heading.then_some((depth, words.trim()))
}

/// The words of a list item, which may be none.
fn item(line: &str) -> Option<&str> {
    let bullet = line.strip_prefix(['-', '*', '+']);
    let numbered = || {
        let digits = line.bytes().take_while(u8::is_ascii_digit).count();
        line.get(digits..).filter(|_| digits > 0)?.strip_prefix(['.', ')'])
    };
    let words = bullet.or_else(numbered)?;
    (words.is_empty() || words.starts_with([' ', '\t'])).then(|| words.trim())
}

/// `name: value`, where the name is one of `names`.
fn property<'a>(words: &'a str, names: &[&'static str]) -> Option<(&'static str, &'a str)> {
    let (name, value) = words.split_once(':')?;
    let name = names.iter().find(|known| known.eq_ignore_ascii_case(name.trim()))?;
    Some((name, value.trim()))
}

/// `**Title**: text`. A backslash in front says that the stars are part of the text.
fn titled(words: &str) -> (Option<&str>, &str) {
    if let Some(text) = words.strip_prefix('\\') {
        return (None, text);
    }
    let bold = words.strip_prefix("**").and_then(|rest| {
        let (title, text) = rest.split_once("**")?;
        // The colon stands inside the stars or behind them.
        let (title, inside) = title.strip_suffix(':').map_or((title, false), |title| (title, true));
        let text = text.strip_prefix(':').or_else(|| inside.then_some(text))?;
        Some((title.trim(), text.trim()))
    });
    match bold {
        Some((title, text)) if !title.is_empty() => (Some(title), text),
        _ => (None, words),
    }
}

/// `Sets a direction (bar: two, documented, in a year)`.
fn bracketed_bar(draft: &mut Draft) {
    let Some(text) = &mut draft.text else { return };
    let Some((before, inside)) =
        text.text.trim_end().strip_suffix(')').and_then(|rest| rest.rsplit_once("(bar:"))
    else {
        return;
    };
    draft.bar = Some(At::new(text.line, inside.trim()));
    text.text = before.trim().to_owned();
}
