//! Form profiles: presets and the user's own, and filling one from a packet's text.

use ledgerline_packet::PartText;
use ledgerline_packet::flow::PartKind;
use serde::Deserialize;

use crate::incoming;
use crate::wire::{Budget, Count, CountedIn, FilledField, FilledForm, FormField, FormProfile};

/// The forms the app comes with.
const SHIPPED: &str = include_str!("forms.toml");

/// How many fields a form may have.
const MOST_FIELDS: usize = 60;

/// Why a form file could not be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FormFileError {
    /// Not TOML, or not the shape of a form.
    #[error("line {line} of the form file cannot be read: {reason}")]
    Syntax {
        /// The line, from 1.
        line: usize,
        /// What the TOML reader says.
        reason: String,
    },
    /// A form without a name or without a field.
    #[error(
        "form {form} needs a key, a name and 1 to {MOST_FIELDS} fields, each with a key of its own"
    )]
    Shape {
        /// Which form, from 1.
        form: usize,
    },
    /// Two forms of one key: the later would take the place of the earlier.
    #[error("form {form} has the key of a form before it; give each its own")]
    Twice {
        /// Which form, from 1.
        form: usize,
    },
    /// A field that takes what no packet has.
    #[error(
        "field {field} of form {form}: `from` takes opening, summary, sections, `section 2`, \
             `section HEADING`, voices, leverage, against, next-scope or portfolio"
    )]
    Source {
        /// Which form, from 1.
        form: usize,
        /// Which field, from 1.
        field: usize,
    },
}

#[derive(Deserialize)]
struct File {
    #[serde(default)]
    form: Vec<FormProfile>,
}

/// What a field takes.
enum Source<'a> {
    Part(PartKind),
    Numbered(usize),
    Headed(&'a str),
}

fn source(from: &str) -> Option<Source<'_>> {
    let part = match from.trim() {
        "opening" => PartKind::Opening,
        "summary" => PartKind::Summary,
        "sections" => PartKind::Section,
        "voices" => PartKind::Voices,
        "leverage" => PartKind::Leverage,
        "against" => PartKind::Against,
        "next-scope" => PartKind::NextScope,
        "portfolio" => PartKind::Portfolio,
        other => {
            let which = other.strip_prefix("section ")?.trim();
            return match which.parse() {
                Ok(number) => Some(Source::Numbered(number)),
                Err(_) if which.is_empty() => None,
                Err(_) => Some(Source::Headed(which)),
            };
        }
    };
    Some(Source::Part(part))
}

/// The forms the app comes with.
///
/// # Errors
/// Never in a build whose tests pass.
pub fn presets() -> Result<Vec<FormProfile>, FormFileError> {
    let mut forms = read(SHIPPED)?;
    for form in &mut forms {
        form.preset = true;
    }
    Ok(forms)
}

/// Reads forms from TOML.
///
/// # Errors
/// It is not TOML, or a form in it cannot be used; the sentence says where.
pub fn read(text: &str) -> Result<Vec<FormProfile>, FormFileError> {
    let file: File = toml::from_str(text).map_err(|error| {
        let line = incoming::line_of(text, error.span().map_or(0, |span| span.start));
        FormFileError::Syntax { line, reason: incoming::plain(error.message()) }
    })?;
    for (number, form) in (1..).zip(&file.form) {
        check(form, number)?;
        if file.form.iter().take(number - 1).any(|before| before.key == form.key) {
            return Err(FormFileError::Twice { form: number });
        }
    }
    Ok(file.form)
}

/// Checks one form; `number` is what an error calls it.
///
/// # Errors
/// A form without a name or fields, or a field that takes what no packet has.
pub fn check(form: &FormProfile, number: usize) -> Result<(), FormFileError> {
    let FormProfile { key, name, fields, .. } = form;
    let mut keys: Vec<_> = fields.iter().map(|field| field.key.trim()).collect();
    keys.sort_unstable();
    keys.dedup();
    let named = !key.trim().is_empty() && !name.trim().is_empty();
    let sound = named
        && (1..=MOST_FIELDS).contains(&fields.len())
        && keys.len() == fields.len()
        && keys.iter().all(|key| !key.is_empty());
    if !sound {
        return Err(FormFileError::Shape { form: number });
    }
    for (field, said) in (1..).zip(fields) {
        if said.from.iter().any(|from| source(from).is_none()) {
            return Err(FormFileError::Source { form: number, field });
        }
    }
    Ok(())
}

/// A form as TOML, which [`read`] reads back.
#[must_use]
pub fn written(form: &FormProfile) -> String {
    let unit = |unit| if unit == CountedIn::Words { "words" } else { "characters" };
    let mut out = format!(
        "[[form]]\nkey = {}\nname = {}\nunit = \"{}\"\nfields = [\n",
        quoted(&form.key),
        quoted(&form.name),
        unit(form.unit)
    );
    for field in &form.fields {
        out.push_str(&format!(
            "  {{ key = {}, label = {}",
            quoted(&field.key),
            quoted(&field.label)
        ));
        if !field.hint.is_empty() {
            out.push_str(&format!(", hint = {}", quoted(&field.hint)));
        }
        if let Some(limit) = field.limit {
            out.push_str(&format!(", limit = {limit}"));
        }
        if let Some(own) = field.unit {
            out.push_str(&format!(", unit = \"{}\"", unit(own)));
        }
        let from: Vec<_> = field.from.iter().map(|from| quoted(from)).collect();
        out.push_str(&format!(", from = [{}] }},\n", from.join(", ")));
    }
    out.push_str("]\n");
    out
}

/// A basic string of TOML.
fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for character in text.chars() {
        match character {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            _ if character.is_control() => {
                out.push_str(&format!("\\u{:04X}", u32::from(character)));
            }
            _ => out.push(character),
        }
    }
    out.push('"');
    out
}

/// Fills `form` from a packet's text.
#[must_use]
pub fn fill(form: &FormProfile, parts: &[PartText]) -> FilledForm {
    let mut taken = vec![false; parts.len()];
    let fields = form.fields.iter().map(|field| filled(form, field, parts, &mut taken)).collect();
    let left =
        parts.iter().zip(taken).filter(|(part, taken)| !taken && part.kind != PartKind::Opening);
    FilledForm {
        profile: form.key.clone(),
        name: form.name.clone(),
        fields,
        left_out: left.map(|(part, _)| part.heading.clone()).collect(),
    }
}

fn filled(
    form: &FormProfile,
    field: &FormField,
    parts: &[PartText],
    taken: &mut [bool],
) -> FilledField {
    let mut places = Vec::new();
    for from in field.from.iter().filter_map(|from| source(from)) {
        let mut number = 0;
        for (place, part) in parts.iter().enumerate() {
            number += usize::from(part.kind == PartKind::Section);
            let fits = match &from {
                Source::Part(kind) => part.kind == *kind,
                Source::Numbered(wanted) => part.kind == PartKind::Section && number == *wanted,
                Source::Headed(heading) => {
                    part.kind == PartKind::Section
                        && own_heading(&part.heading).eq_ignore_ascii_case(heading)
                }
            };
            if fits && !places.contains(&place) {
                places.push(place);
            }
        }
    }
    let sections = places.iter().filter(|place| parts[**place].kind == PartKind::Section).count();
    let mut texts = Vec::new();
    for place in places {
        taken[place] = true;
        let part = &parts[place];
        let shared = part.kind == PartKind::Section && sections > 1;
        texts.push(if shared { part.whole() } else { part.text.clone() });
    }
    texts.retain(|text| !text.is_empty());
    let text = texts.join("\n\n");
    let (count, unit) = (Count::of(&text), field.unit.unwrap_or(form.unit));
    FilledField {
        key: field.key.clone(),
        label: field.label.clone(),
        hint: field.hint.clone(),
        over: count.over(field.limit.map(|limit| Budget { limit, unit })),
        limit: field.limit,
        text,
        count,
        unit,
    }
}

/// A section's heading without its number.
fn own_heading(heading: &str) -> &str {
    let digits = heading.trim_start_matches(|c: char| c.is_ascii_digit());
    if digits.len() < heading.len() {
        digits.strip_prefix(". ").unwrap_or(heading)
    } else {
        heading
    }
}

/// A filled form as text: each field's label, then what goes into it.
#[must_use]
pub fn plain(form: &FilledForm) -> String {
    let field = |field: &FilledField| {
        let label = if field.label.is_empty() { &field.key } else { &field.label };
        format!("== {label} ==\n{}\n", field.text)
    };
    form.fields.iter().map(field).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn part(kind: PartKind, heading: &str, text: &str) -> PartText {
        PartText { kind, heading: heading.to_owned(), text: text.to_owned() }
    }

    fn parts() -> Vec<PartText> {
        vec![
            part(PartKind::Opening, "", "The case"),
            part(PartKind::Summary, "Summary", "Three cut-overs."),
            part(PartKind::Section, "1. Delivers", "Held it 👩‍👩‍👧."),
            part(PartKind::Section, "2. 2027 plan", "Moved it."),
            part(PartKind::Against, "Reasons against", "One pilot ended."),
        ]
    }

    fn form(from: &[&str], limit: u32) -> FormProfile {
        let from = from.iter().map(|from| (*from).to_owned()).collect();
        let field = FormField {
            key: "a".into(),
            label: "\"A\"".into(),
            limit: Some(limit),
            from,
            ..FormField::default()
        };
        FormProfile {
            key: "k".into(),
            name: "n\\".into(),
            fields: vec![field],
            ..FormProfile::default()
        }
    }

    #[test]
    fn presets_are_sound_and_read_back() {
        let presets = presets().expect("the shipped forms can be read");
        assert!(presets.len() >= 3, "there is a choice");
        for preset in presets {
            let again = read(&written(&preset)).expect("its TOML can be read");
            assert!(again == [FormProfile { preset: false, ..preset }], "word for word");
        }
        let hard = form(&["section \"x\\"], 1);
        assert!(read(&written(&hard)).expect("quoted") == [hard], "whatever it is called");
    }

    #[test]
    fn a_field_counts_what_is_copied() {
        let filled = fill(&form(&["section 1"], 8), &parts());
        assert_eq!(filled.fields[0].text, "Held it 👩‍👩‍👧.", "one section stands without its heading");
        assert_eq!(filled.fields[0].count, Count { characters: 10, words: 2 }, "a family is one");
        assert_eq!(filled.fields[0].over, 2, "two over");
        assert_eq!(
            filled.left_out,
            ["Summary", "2. 2027 plan", "Reasons against"],
            "and what is lost"
        );
    }

    #[test]
    fn sections_are_found_by_number_by_heading_and_together() {
        let text = |from: &[&str]| fill(&form(from, 9), &parts()).fields[0].text.clone();
        assert_eq!(
            text(&["section 2027 plan"]),
            "Moved it.",
            "by heading, which may begin with digits"
        );
        assert_eq!(text(&["section 3"]), "", "a section that is not there leaves the field blank");
        let both = "1. Delivers\n\nHeld it 👩‍👩‍👧.\n\n2. 2027 plan\n\nMoved it.";
        assert_eq!(text(&["sections"]), both, "together they need their headings");
        assert_eq!(
            text(&["summary", "against"]),
            "Three cut-overs.\n\nOne pilot ended.",
            "in order"
        );
    }

    #[test]
    fn a_form_file_says_where_it_is_wrong() {
        let wrong = |text: &str| read(text).err().expect("the file is wrong").to_string();
        assert!(wrong("[[form]]\nkey = 1").contains("line 2"), "the line is named");
        assert!(wrong("[[form]]\nkey='a'\nname='b'").contains("form 1"), "a form without fields");
        let from = "[[form]]\nkey='a'\nname='b'\nfields=[{key='c', from=['diary']}]";
        assert!(wrong(from).contains("field 1 of form 1"), "no packet has a diary");
    }
}
