//! Answers for programs.

use std::io::Write;

use serde::Serialize;
use serde_json::{Number, Value};

use crate::failure::Outcome;

/// The largest whole number a double holds without a neighbour of its own missing.
const EXACT: f64 = 9_007_199_254_740_992.0;

/// Prints `value` as one JSON text and a line break; spread over lines when a person is looking.
pub(crate) fn print(out: &mut impl Write, value: &impl Serialize, spread: bool) -> Outcome {
    let value = plain(serde_json::to_value(value)?);
    if spread {
        serde_json::to_writer_pretty(&mut *out, &value)?;
    } else {
        serde_json::to_writer(&mut *out, &value)?;
    }
    writeln!(out)?;
    Ok(())
}

/// Whole numbers without a decimal point: 143500, not 143500.0.
pub(crate) fn plain(value: Value) -> Value {
    match value {
        Value::Number(number) => Value::Number(whole(&number).unwrap_or(number)),
        Value::Array(items) => Value::Array(items.into_iter().map(plain).collect()),
        Value::Object(fields) => {
            Value::Object(fields.into_iter().map(|(name, value)| (name, plain(value))).collect())
        }
        Value::Null | Value::Bool(_) | Value::String(_) => value,
    }
}

fn whole(number: &Number) -> Option<Number> {
    let float = number.as_f64().filter(|_| number.is_f64())?;
    if float.fract() != 0.0 || float.abs() >= EXACT {
        return None;
    }
    // Just checked to be whole and within what an i64 holds.
    #[expect(clippy::cast_possible_truncation, reason = "checked above")]
    Some(Number::from(float as i64))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn whole_numbers_lose_their_point_and_nothing_else_changes() {
        let before =
            json!({"low": 143_500.0, "share": 0.5, "n": 3, "list": [-0.0, 1e300], "t": "1.0"});
        let after = plain(before).to_string();
        assert_eq!(
            after, r#"{"low":143500,"share":0.5,"n":3,"list":[0,1e+300],"t":"1.0"}"#,
            "only whole floats that an integer can hold are rewritten"
        );
    }
}
