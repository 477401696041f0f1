//! docs/RELIABILITY.md: the rows of gates that passed, each where it belongs.

use std::fs;
use std::time::{SystemTime, UNIX_EPOCH};

use super::gates::{GATES, Gate};
use super::{Form, Row};
use crate::stop::Stop;
use crate::tree::Tree;

const PLACE: &str = "docs/RELIABILITY.md";

/// Puts the rows of `gate` in place of its older ones.
pub(crate) fn write(
    tree: &Tree,
    gate: &Gate,
    rows: &[Row],
    command: &str,
    form: &Form,
) -> Result<(), Stop> {
    let length = if form.long { "long" } else { "short" };
    let profile = super::profile(gate, form);
    let lines: Vec<String> = rows
        .iter()
        .map(|row| {
            let cells = [&row.gate, &row.load, &row.faults, &row.result].map(|cell| inert(cell));
            format!("| {} | {}, {length}, {profile} | `{command}` |", cells.join(" | "), today())
        })
        .collect();
    change(tree, |text| placed(text, gate.name, &lines))
}

/// Puts `lines` between the marks of `section`.
pub(crate) fn replace(tree: &Tree, section: &str, lines: &[String]) -> Result<(), Stop> {
    change(tree, |text| {
        let (start, end) = bounds(text, section)?;
        Some(format!("{}{}\n{}", &text[..start], lines.join("\n"), &text[end..]))
    })
}

fn change(tree: &Tree, edit: impl FnOnce(&str) -> Option<String>) -> Result<(), Stop> {
    let path = tree.root.join(PLACE);
    let text = fs::read_to_string(&path).map_err(Stop::io(&path))?;
    let changed = edit(&text)
        .ok_or_else(|| Stop::Failed(format!("{PLACE} has lost the marks of its tables")))?;
    fs::write(&path, changed).map_err(Stop::io(&path))
}

/// From behind the opening mark's line to the closing mark.
fn bounds(text: &str, section: &str) -> Option<(usize, usize)> {
    let open = format!("<!-- {section} -->\n");
    let start = text.find(&open)? + open.len();
    let end = start + text.get(start..)?.find(&format!("<!-- /{section} -->"))?;
    Some((start, end))
}

/// The text with the rows of `gate`, which stand in the order of the gates.
fn placed(text: &str, gate: &str, lines: &[String]) -> Option<String> {
    let (start, end) = bounds(text, "gates")?;
    let rank = |line: &str| {
        let name = line.strip_prefix("| ")?.split([' ', '|']).next()?;
        GATES.iter().position(|gate| gate.name == name)
    };
    let own = GATES.iter().position(|one| one.name == gate);
    let mut rows: Vec<String> =
        text[start..end].lines().filter(|line| rank(line) != own).map(str::to_owned).collect();
    let at = rows.iter().position(|line| rank(line) > own).unwrap_or(rows.len());
    rows.splice(at..at, lines.iter().cloned());
    Some(format!("{}{}\n{}", &text[..start], rows.join("\n"), &text[end..]))
}

/// A cell that ends no cell and no row.
fn inert(cell: &str) -> String {
    cell.replace('|', "/").replace('\n', " ")
}

/// The day in UTC. Howard Hinnant's `civil_from_days`, counted from a March.
pub(crate) fn today() -> String {
    let seconds = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs());
    civil(seconds / 86_400)
}

fn civil(days: u64) -> String {
    let shifted = days + 719_468;
    let (era, day) = (shifted / 146_097, shifted % 146_097);
    let year = (day - day / 1_460 + day / 36_524 - day / 146_096) / 365;
    let of_year = day - (365 * year + year / 4 - year / 100);
    let part = (5 * of_year + 2) / 153;
    let day = of_year - (153 * part + 2) / 5 + 1;
    let month = if part < 10 { part + 3 } else { part - 9 };
    let year = era * 400 + year + u64::from(month <= 2);
    format!("{year:04}-{month:02}-{day:02}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_takes_the_place_of_the_older_one_and_stands_in_order() {
        let text =
            "a\n<!-- gates -->\n| gate |\n|---|\n| R1 | old |\n| R5 | five |\n<!-- /gates -->\nz\n";
        let put = |text: &str, gate: &str, line: &str| {
            placed(text, gate, &[line.to_owned()]).expect("the marks are there")
        };
        let text = put(text, "R1", "| R1 | new |");
        let text = put(&text, "R2", "| R2 | two |");
        let text = put(&text, "R2", "| R2 control | three |");
        assert_eq!(
            text,
            "a\n<!-- gates -->\n| gate |\n|---|\n| R1 | new |\n| R2 control | three |\n| R5 | five |\n<!-- /gates -->\nz\n",
            "one row a gate, in the order of the gates, and nothing else moves"
        );
        assert!(placed("no marks", "R1", &[]).is_none(), "without marks nothing is written");
    }

    #[test]
    fn days_are_the_days_of_the_calendar() {
        for (days, day) in [(0, "1970-01-01"), (11_016, "2000-02-29"), (20_779, "2026-11-22")] {
            assert_eq!(civil(days), day, "day {days}");
        }
    }
}
