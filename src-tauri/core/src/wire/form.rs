//! A company's form: fields with limits, and what a packet puts into them.

use serde::{Deserialize, Serialize};

use super::{Count, CountedIn};

/// A form profile, as shipped or as the user changed it.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS), ts(export))]
#[serde(default)]
pub struct FormProfile {
    /// The short name it is asked for by.
    pub key: String,
    /// What it is called.
    pub name: String,
    /// How its limits are counted, unless a field says otherwise.
    pub unit: CountedIn,
    /// Its fields, in order.
    pub fields: Vec<FormField>,
    /// True for a preset nobody has changed. Not part of the file.
    #[serde(skip_deserializing)]
    pub preset: bool,
}

/// A field of a form.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS), ts(export))]
#[serde(default)]
pub struct FormField {
    /// Its name within the profile.
    pub key: String,
    /// What the form calls it.
    pub label: String,
    /// What the form asks for.
    pub hint: String,
    /// The most that fits; none has no limit.
    pub limit: Option<u32>,
    /// How the limit is counted; none takes the profile's.
    pub unit: Option<CountedIn>,
    /// What goes in, in order: `opening`, `summary`, `sections`, `section 2`, `section HEADING`,
    /// `voices`, `leverage`, `against`, `next-scope`, `portfolio`. A part stands without its
    /// heading, save when several sections share a field.
    pub from: Vec<String>,
}

/// A form filled from a packet, from the text as exported.
#[derive(Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS), ts(export))]
pub struct FilledForm {
    /// The profile's key.
    pub profile: String,
    /// Its name.
    pub name: String,
    /// Its fields.
    pub fields: Vec<FilledField>,
    /// Headings of parts that no field takes; they would be left behind.
    pub left_out: Vec<String>,
}

/// A field with what goes into it.
#[derive(Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS), ts(export))]
pub struct FilledField {
    /// Its name within the profile.
    pub key: String,
    /// What the form calls it.
    pub label: String,
    /// What the form asks for.
    pub hint: String,
    /// The text to copy.
    pub text: String,
    /// How long it is.
    pub count: Count,
    /// The most that fits.
    pub limit: Option<u32>,
    /// How the limit is counted.
    pub unit: CountedIn,
    /// By how much it is over.
    pub over: u32,
}
