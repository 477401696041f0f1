//! Every text of a document with its place, whatever fields a document has.

use chrono::NaiveDate;
use serde_json::Value;

/// Where in a document a text stands.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The section, 0 first.
    pub section: Option<usize>,
    /// The claim within it, 0 first.
    pub claim: Option<usize>,
    /// The field, by its name in the document.
    pub field: String,
}

/// Fields that hold our words and no one else's.
const OURS: [&str; 2] = ["labels", "language"];

/// Hands every text in `value` to `change` with its place. Days are left alone.
pub(crate) fn texts(value: &mut Value, change: &mut dyn FnMut(&Place, &mut String)) {
    walk(value, &Place::default(), "", change);
}

fn walk(value: &mut Value, place: &Place, list: &str, change: &mut dyn FnMut(&Place, &mut String)) {
    match value {
        Value::String(text) => {
            if text.parse::<NaiveDate>().is_err() {
                change(place, text);
            }
        }
        Value::Array(items) => {
            for (at, item) in items.iter_mut().enumerate() {
                let mut inner = place.clone();
                match list {
                    "sections" => inner.section = Some(at),
                    "claims" => inner.claim = Some(at),
                    _ => {}
                }
                walk(item, &inner, "", change);
            }
        }
        Value::Object(fields) => {
            for (name, field) in
                fields.iter_mut().filter(|(name, _)| !OURS.contains(&name.as_str()))
            {
                let mut inner = place.clone();
                // What a list of facts is called says more than the name of one fact.
                let outer = inner.field.is_empty()
                    || ["sections", "claims"].contains(&inner.field.as_str());
                if outer {
                    inner.field.clone_from(name);
                }
                walk(field, &inner, name, change);
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}
