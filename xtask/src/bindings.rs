//! TypeScript for what crosses to the window: written by ts-rs, tidied here, committed.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use crate::process;
use crate::stop::Stop;
use crate::tree::{self, Tree};

/// File name and text of every binding.
type Files = BTreeMap<String, String>;

/// Makes the committed bindings what the Rust types say.
pub(crate) fn write(tree: &Tree) -> Result<(), Stop> {
    let folder = committed(tree);
    let wanted = generate(tree)?;
    let found = read(&folder)?;
    fs::create_dir_all(&folder).map_err(Stop::io(&folder))?;
    for difference in differences(&found, &wanted) {
        println!("  {difference}");
    }
    for name in found.keys().filter(|name| !wanted.contains_key(*name)) {
        let path = folder.join(name);
        fs::remove_file(&path).map_err(Stop::io(&path))?;
    }
    for (name, text) in wanted.iter().filter(|(name, text)| found.get(*name) != Some(text)) {
        let path = folder.join(name);
        fs::create_dir_all(path.parent().unwrap_or(&folder)).map_err(Stop::io(&path))?;
        fs::write(&path, text).map_err(Stop::io(&path))?;
    }
    println!("bindings: {} files in ui/src/bindings", wanted.len());
    Ok(())
}

/// Fails when the committed bindings are not what the Rust types say.
pub(crate) fn compare(tree: &Tree) -> Result<(), Stop> {
    let differences = differences(&read(&committed(tree))?, &generate(tree)?);
    if differences.is_empty() {
        println!("bindings: as committed");
        return Ok(());
    }
    Err(Stop::Failed(format!(
        "ui/src/bindings is not what the Rust types say; `cargo xtask gen` writes it anew:\n  {}",
        differences.join("\n  ")
    )))
}

fn committed(tree: &Tree) -> PathBuf {
    tree.ui().join("src/bindings")
}

/// ts-rs writes from tests of its own, one for each exported type, into an empty folder.
fn generate(tree: &Tree) -> Result<Files, Stop> {
    let folder = tree.target.join("xtask/bindings");
    if folder.exists() {
        fs::remove_dir_all(&folder).map_err(Stop::io(&folder))?;
    }
    fs::create_dir_all(&folder).map_err(Stop::io(&folder))?;
    let mut cargo = process::cargo(&tree.root);
    cargo
        .args(["test", "--quiet", "-p", "ledgerline-core", "--features", "bindings", "--lib"])
        .arg("export_bindings")
        .env("TS_RS_EXPORT_DIR", &folder)
        // JSON delivers numbers, never a bigint.
        .env("TS_RS_LARGE_INT", "number");
    process::run(&mut cargo)?;
    let mut files = read(&folder)?;
    if files.is_empty() {
        // Equal to an empty folder, this would otherwise pass for ever.
        return Err(Stop::Failed("no Rust type was exported: `#[ts(export)]` is gone".into()));
    }
    for text in files.values_mut() {
        *text = tidied(text);
    }
    let index = index(files.keys());
    files.insert("index.ts".into(), index);
    Ok(files)
}

fn read(folder: &Path) -> Result<Files, Stop> {
    if !folder.is_dir() {
        return Ok(Files::new());
    }
    let mut read = Files::new();
    for path in tree::files(folder, &|_| false)? {
        let name = path.strip_prefix(folder).unwrap_or(&path);
        let name = name.to_string_lossy().replace('\\', "/");
        if name.ends_with(".ts") {
            let text = fs::read_to_string(&path).map_err(Stop::io(&path))?;
            // A checkout on Windows may have turned the line ends.
            read.insert(name, text.replace("\r\n", "\n"));
        }
    }
    Ok(read)
}

/// No spaces at line ends, one empty line between blocks, one line end at the end.
fn tidied(text: &str) -> String {
    let mut tidy = String::with_capacity(text.len());
    for line in text.lines().map(str::trim_end) {
        if line.is_empty() && (tidy.is_empty() || tidy.ends_with("\n\n")) {
            continue;
        }
        tidy.push_str(line);
        tidy.push('\n');
    }
    let mut tidy = tidy.trim_end().to_owned();
    tidy.push('\n');
    tidy
}

/// One file that passes every type on, so that `ipc.ts` imports from one place.
fn index<'a>(names: impl Iterator<Item = &'a String>) -> String {
    let mut text = String::from("// Written by `cargo xtask gen`. Do not edit.\n");
    for module in names.filter_map(|name| name.strip_suffix(".ts")) {
        text.push_str(&format!("export type * from \"./{module}\";\n"));
    }
    text
}

fn differences(found: &Files, wanted: &Files) -> Vec<String> {
    let gone = found.keys().filter(|name| !wanted.contains_key(*name));
    let gone = gone.map(|name| format!("{name}: no longer a type"));
    let other = wanted.iter().filter_map(|(name, text)| match found.get(name) {
        Some(same) if same == text => None,
        Some(_) => Some(format!("{name}: changed")),
        None => Some(format!("{name}: new")),
    });
    gone.chain(other).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files(list: &[(&str, &str)]) -> Files {
        list.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect()
    }

    #[test]
    fn a_changed_a_new_and_a_gone_type_are_each_told() {
        let found = files(&[("a.ts", "1"), ("b.ts", "1"), ("c.ts", "1")]);
        let wanted = files(&[("b.ts", "2"), ("c.ts", "1"), ("d.ts", "1")]);
        assert_eq!(
            differences(&found, &wanted),
            ["a.ts: no longer a type", "b.ts: changed", "d.ts: new"],
            "the one that is the same is not named",
        );
        assert!(differences(&wanted, &wanted).is_empty(), "nothing differs from itself");
    }

    #[test]
    fn tidying_is_stable() {
        let once = tidied("\n\n// head\n\n\nexport type A = 1;  \n\n\n");
        assert_eq!(once, "// head\n\nexport type A = 1;\n", "no stray spaces or lines");
        assert_eq!(tidied(&once), once, "a second pass changes nothing");
    }

    #[test]
    fn the_index_passes_each_type_on() {
        let found = files(&[("Entry.ts", ""), ("Goal.ts", "")]);
        assert!(index(found.keys()).ends_with("\"./Entry\";\nexport type * from \"./Goal\";\n"));
    }
}
