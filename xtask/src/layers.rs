//! Who may use whom, where neither crates nor clippy can say it.

use std::fs;
use std::path::{Path, PathBuf};

use crate::stop::Stop;
use crate::tree::{self, Tree};

/// What nobody may write outside the places that may.
struct Rule {
    /// Files it applies to, by the start of their path.
    under: &'static [&'static str],
    /// Starts of lines of code that are refused, after leading spaces.
    refused: fn(&str) -> bool,
    /// Places that may, by the start of their path.
    except: &'static [&'static str],
    why: &'static str,
}

const RULES: [Rule; 6] = [
    Rule {
        // The bench is left out: its bare limits are SQLite without the journal.
        under: &["src-tauri/", "xtask/src/", "tests/support/", "tests/it/", "tests/window/"],
        refused: |line| line.contains("rusqlite::") || line.contains("use rusqlite"),
        except: &[
            "src-tauri/core/src/store/",
            "src-tauri/core/src/store.rs",
            "xtask/src/layers.rs",
        ],
        why: "only core's store knows SQL",
    },
    Rule {
        under: &["ui/src/"],
        refused: |line| {
            ["from \"@tauri-apps/", "from '@tauri-apps/", "import(\"@tauri-apps/"]
                .iter()
                .any(|import| line.contains(import))
        },
        except: &["ui/src/ipc.ts"],
        why: "only ipc.ts talks to the shell",
    },
    Rule {
        under: &["src-tauri/cli/Cargo.toml", "src-tauri/packet/Cargo.toml"],
        refused: |line| line.starts_with("tauri") || line.starts_with("rusqlite"),
        except: &[],
        why: "the command line and the packet go through core and need no window",
    },
    Rule {
        under: &["src-tauri/core/Cargo.toml"],
        refused: |line| {
            ["tauri", "ledgerline-pdf", "ledgerline-docx"].iter().any(|name| line.starts_with(name))
        },
        except: &[],
        why: "core is true without a window, and whoever exports brings the presses",
    },
    Rule {
        under: &["src-tauri/pdf/Cargo.toml", "src-tauri/docx/Cargo.toml"],
        refused: |line| {
            ["tauri", "rusqlite", "ledgerline-core"].iter().any(|name| line.starts_with(name))
        },
        except: &[],
        why: "a press knows the packet and nothing else of the journal",
    },
    Rule {
        under: &[
            "src-tauri/core/src/capture",
            "src-tauri/core/src/figure",
            "src-tauri/core/src/week",
            "src-tauri/core/src/update",
            "src-tauri/core/src/throughline",
            "src-tauri/core/src/reminder",
            "src-tauri/core/src/packet",
            "src-tauri/core/src/changed",
            "src-tauri/core/src/coach",
            "src-tauri/core/src/form",
            "src-tauri/core/src/rehearsal",
        ],
        refused: |line| {
            ["std::fs", "std::env", "crate::store", "crate::journal", "Utc::now", "SystemTime"]
                .iter()
                .any(|word| line.contains(word))
        },
        except: &[],
        why: "choosing and arranging is pure: no files, SQL, clock or environment",
    },
];

/// Fails with each line that breaks a rule.
pub(crate) fn check(tree: &Tree) -> Result<(), Stop> {
    let mut broken = Vec::new();
    for (name, path) in sources(&tree.root)? {
        if RULES.iter().any(|rule| rule.covers(&name)) {
            let text = fs::read_to_string(&path).map_err(Stop::io(&path))?;
            broken.extend(breaches(&name, &text));
        }
    }
    if broken.is_empty() {
        println!("layers: nobody uses what they may not");
        return Ok(());
    }
    Err(Stop::Failed(format!("who may use whom:\n  {}", broken.join("\n  "))))
}

impl Rule {
    fn covers(&self, name: &str) -> bool {
        let starts = |places: &[&str]| places.iter().any(|place| name.starts_with(place));
        starts(self.under) && !starts(self.except)
    }
}

fn breaches(name: &str, text: &str) -> Vec<String> {
    let rules: Vec<&Rule> = RULES.iter().filter(|rule| rule.covers(name)).collect();
    let code = text.lines().enumerate().filter(|(_, line)| !line.trim_start().starts_with("//"));
    code.flat_map(|(at, line)| {
        let broken = rules.iter().filter(move |rule| (rule.refused)(line.trim_start()));
        broken.map(move |rule| format!("{name}:{}: {}", at + 1, rule.why))
    })
    .collect()
}

/// Every source file and manifest, as `(path from the root, path)`.
pub(crate) fn sources(root: &Path) -> Result<Vec<(String, PathBuf)>, Stop> {
    let skip = |name: &str| {
        matches!(
            name,
            "target" | "node_modules" | "dist" | "paraglide" | "gen" | "fixtures" | ".git"
        )
    };
    let named = tree::files(root, &skip)?.into_iter().filter_map(|path| {
        let name = path.strip_prefix(root).ok()?.to_string_lossy().replace('\\', "/");
        let source = [".rs", ".toml", ".ts", ".svelte"].iter().any(|end| name.ends_with(end));
        source.then_some((name, path))
    });
    Ok(named.collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn this_project_keeps_its_rules() {
        let tree = Tree::find().expect("tests run inside the project");
        assert_eq!(check(&tree), Ok(()), "see the table of layers in the README");
    }

    #[test]
    fn each_rule_refuses_and_its_exception_does_not() {
        let refused = [
            ("src-tauri/core/src/journal/entry.rs", "use rusqlite::Connection;"),
            ("src-tauri/src/commands/entries.rs", "let x: rusqlite::Row = y;"),
            ("ui/src/views/Week.svelte", "  import { invoke } from \"@tauri-apps/api/core\";"),
            ("src-tauri/cli/Cargo.toml", "tauri = \"2\""),
            ("src-tauri/core/src/figure/net.rs", "use std::fs;"),
            ("src-tauri/core/Cargo.toml", "ledgerline-pdf = { workspace = true }"),
            ("src-tauri/pdf/Cargo.toml", "ledgerline-core = { workspace = true }"),
        ];
        for (name, line) in refused {
            assert_eq!(breaches(name, line).len(), 1, "{name} may not: {line}");
        }
        let fine = [
            ("src-tauri/core/src/store/entry.rs", "use rusqlite::Connection;"),
            ("tests/bench/bare.rs", "use rusqlite::Connection;"),
            ("ui/src/ipc.ts", "import { invoke } from \"@tauri-apps/api/core\";"),
            ("src-tauri/core/src/figure/net.rs", "// std::fs is not for here"),
        ];
        for (name, line) in fine {
            assert!(breaches(name, line).is_empty(), "{name} may: {line}");
        }
    }
}
