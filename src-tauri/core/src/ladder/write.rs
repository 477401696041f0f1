//! A ladder as a file: what is written reads back the same.

use std::fmt::Write;

use super::read::{EVERY_LEVEL, NO_AREA};
use super::{Criterion, Ladder, LadderFormat};

/// Writes what the ladder asks for. Criteria kept aside are no part of it.
#[must_use]
pub fn write(ladder: &Ladder, format: LadderFormat) -> String {
    match format {
        LadderFormat::Toml => toml(ladder),
        LadderFormat::Csv => csv(ladder),
        LadderFormat::Markdown => markdown(ladder),
    }
}

/// A basic string of TOML, whose escapes are those of JSON.
fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

// Writing to a string cannot fail, so the results below say nothing.

fn toml(ladder: &Ladder) -> String {
    let mut out = format!("name = {}\n", quoted(&ladder.name));
    let levels: Vec<String> = ladder.levels.iter().map(|level| quoted(level)).collect();
    let _infallible = writeln!(out, "levels = [{}]", levels.join(", "));
    for (name, level) in [("now", &ladder.now), ("target", &ladder.target)] {
        if let Some(level) = level {
            let _infallible = writeln!(out, "{name} = {}", quoted(level));
        }
    }
    for criterion in ladder.asked_of(None) {
        out.push_str("\n[[criterion]]\n");
        let level = criterion.level.as_deref().unwrap_or_default();
        for (name, words) in fields(criterion, level) {
            if !words.is_empty() {
                let _infallible = writeln!(out, "{name} = {}", quoted(words));
            }
        }
    }
    out
}

fn fields<'a>(criterion: &'a Criterion, level: &'a str) -> [(&'static str, &'a str); 6] {
    [
        ("key", &criterion.key),
        ("level", level),
        ("area", &criterion.area),
        ("title", &criterion.title),
        ("text", &criterion.text),
        ("bar", &criterion.bar.words),
    ]
}

fn csv(ladder: &Ladder) -> String {
    let cell = |text: &str| {
        let plain = !text.contains([',', ';', '"', '\t']);
        if plain { text.to_owned() } else { format!("\"{}\"", text.replace('"', "\"\"")) }
    };
    let mut out = "key,level,area,title,text,bar\n".to_owned();
    for criterion in ladder.asked_of(None) {
        let level = criterion.level.as_deref().unwrap_or_default();
        out.push_str(&fields(criterion, level).map(|(_, words)| cell(words)).join(","));
        out.push('\n');
    }
    out
}

fn markdown(ladder: &Ladder) -> String {
    let mut out = format!("# {}\n", ladder.name);
    for (name, level) in [("now", &ladder.now), ("target", &ladder.target)] {
        if let Some(level) = level {
            let _infallible = write!(out, "\n{name}: {level}\n");
        }
    }
    let criteria: Vec<&Criterion> = ladder.asked_of(None).collect();
    if !in_order(ladder, &criteria) {
        for level in &ladder.levels {
            let _infallible = write!(out, "\n## Level: {level}\n");
        }
    }
    let (mut level, mut area) = (None, "");
    let mut begun = false;
    for criterion in criteria {
        let here = criterion.level.as_deref();
        if !begun || level != here {
            let _infallible = match here {
                Some(here) => write!(out, "\n## Level: {here}\n"),
                None => write!(out, "\n## {EVERY_LEVEL}\n"),
            };
            (level, area, begun) = (here, "", true);
            // Without any `###`, a `##` would be an area.
            if criterion.area.is_empty() {
                let _infallible = write!(out, "\n### {NO_AREA}\n");
            }
        }
        if area != criterion.area {
            let _infallible = match criterion.area.as_str() {
                "" => write!(out, "\n### {NO_AREA}\n"),
                words => write!(out, "\n### Area: {words}\n"),
            };
            area = &criterion.area;
        }
        item(&mut out, criterion);
    }
    out
}

/// Whether headings alone bring the levels back as they are.
fn in_order(ladder: &Ladder, criteria: &[&Criterion]) -> bool {
    let mut seen: Vec<&str> = Vec::new();
    for level in criteria.iter().filter_map(|criterion| criterion.level.as_deref()) {
        if !seen.contains(&level) {
            seen.push(level);
        }
    }
    seen == ladder.levels
}

fn item(out: &mut String, criterion: &Criterion) {
    let (title, text) = (&criterion.title, &criterion.text);
    let bold = !title.is_empty() && !title.contains('*') && !title.ends_with(':');
    let escape = if text.starts_with("**") || text.starts_with('\\') { "\\" } else { "" };
    let _infallible = if bold {
        write!(out, "\n- **{title}**: {text}\n")
    } else {
        write!(out, "\n- {escape}{text}\n")
    };
    if !bold && !title.is_empty() {
        let _infallible = writeln!(out, "  title: {title}");
    }
    if !criterion.bar.words.is_empty() || text.contains("(bar:") {
        let _infallible = writeln!(out, "  bar: {}", criterion.bar.words);
    }
    let _infallible = writeln!(out, "  key: {}", criterion.key);
}
