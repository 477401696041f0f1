//! A ladder in TOML: its name and levels on top, then one `[[criterion]]` each.

use toml::Spanned;
use toml::de::{DeString, DeTable, DeValue};

use super::{At, Draft, Fault, LadderFileError, Sheet, line_of};

const TOP: &str = "`name`, `levels`, `now`, `target` and `[[criterion]]`";
const BELOW: &str = "for each criterion `key`, `level`, `area`, `title`, `text` and `bar`";

type Read<T> = Result<T, LadderFileError>;

/// The one reader of these spans, so that each error knows its line.
struct Source<'a>(&'a str);

pub(super) fn read(text: &str) -> Read<Sheet> {
    let table = DeTable::parse(text).map_err(|error| {
        let at = error.span().map_or(0, |span| span.start);
        Fault::Syntax(plain(error.message())).at(line_of(text, at))
    })?;
    let source = Source(text);
    let mut sheet = Sheet::default();
    for (name, value) in table.get_ref() {
        match name.get_ref().as_ref() {
            "name" => sheet.name = Some(source.text(value)?),
            "now" => sheet.now = Some(source.text(value)?),
            "target" => sheet.target = Some(source.text(value)?),
            "levels" => sheet.levels = Some(source.levels(value)?),
            "criterion" => sheet.criteria = source.criteria(name, value)?,
            _ => return Err(Fault::UnknownSetting(TOP).at(source.line(name))),
        }
    }
    Ok(sheet)
}

impl Source<'_> {
    fn line<T>(&self, at: &Spanned<T>) -> u32 {
        line_of(self.0, at.span().start)
    }

    fn text(&self, value: &Spanned<DeValue<'_>>) -> Read<At> {
        match value.get_ref() {
            DeValue::String(text) => Ok(At::new(self.line(value), text)),
            _ => Err(Fault::NotText.at(self.line(value))),
        }
    }

    fn levels(&self, value: &Spanned<DeValue<'_>>) -> Read<Vec<At>> {
        let DeValue::Array(names) = value.get_ref() else {
            return Err(Fault::NotLevels.at(self.line(value)));
        };
        names.iter().map(|name| self.text(name)).collect()
    }

    fn criteria(
        &self,
        name: &Spanned<DeString<'_>>,
        value: &Spanned<DeValue<'_>>,
    ) -> Read<Vec<Draft>> {
        let DeValue::Array(found) = value.get_ref() else {
            return Err(Fault::NotTables.at(self.line(name)));
        };
        let mut criteria = Vec::new();
        for one in found {
            let DeValue::Table(table) = one.get_ref() else {
                return Err(Fault::NotTables.at(self.line(one)));
            };
            criteria.push(self.criterion(self.line(one), table)?);
        }
        Ok(criteria)
    }

    fn criterion(&self, line: u32, table: &DeTable<'_>) -> Read<Draft> {
        let mut draft = Draft { line, ..Draft::default() };
        for (name, value) in table {
            let field = match name.get_ref().as_ref() {
                "key" => &mut draft.key,
                "level" => &mut draft.level,
                "area" => &mut draft.area,
                "title" => &mut draft.title,
                "text" => &mut draft.text,
                "bar" => &mut draft.bar,
                _ => return Err(Fault::UnknownSetting(BELOW).at(self.line(name))),
            };
            *field = Some(self.text(value)?);
        }
        Ok(draft)
    }
}

/// What the reader says, on one line and without what it quotes.
fn plain(message: &str) -> String {
    let mut quoted = false;
    let mut said = String::new();
    for c in super::tidy(message).chars() {
        if c == '`' {
            quoted = !quoted;
        }
        // Marks of the format may be named; a word between them could be the user's.
        if !quoted || !c.is_alphanumeric() {
            said.push(c);
        }
    }
    said
}
