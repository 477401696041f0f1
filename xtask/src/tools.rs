//! Programs from the package registry, kept in the target folder and never installed for the user.

use std::fs;
use std::path::PathBuf;

use crate::process;
use crate::stop::Stop;
use crate::tree::Tree;

/// A program and the version this project works with.
pub(crate) struct Tool {
    name: &'static str,
    version: &'static str,
}

/// Stands between the tests and WebKitWebDriver.
pub(crate) const TAURI_DRIVER: Tool = Tool { name: "tauri-driver", version: "2.1.0" };
/// Reads every dependency's licence, source and advisories.
pub(crate) const CARGO_DENY: Tool = Tool { name: "cargo-deny", version: "0.20.2" };

/// Where the tools' programs are.
pub(crate) fn folder(tree: &Tree) -> PathBuf {
    tree.target.join("tools/bin")
}

/// The tool's program; builds it when it is not there in this version.
pub(crate) fn ensure(tree: &Tree, tool: &Tool) -> Result<PathBuf, Stop> {
    let root = tree.target.join("tools");
    let program = folder(tree).join(format!("{}{}", tool.name, std::env::consts::EXE_SUFFIX));
    let installed = fs::read_to_string(root.join(".crates.toml")).unwrap_or_default();
    if program.is_file() && installed.contains(&format!("\"{} {} ", tool.name, tool.version)) {
        return Ok(program);
    }
    println!("{} {} is built once, into {}", tool.name, tool.version, root.display());
    let mut cargo = process::cargo(&tree.root);
    cargo.args(["install", "--locked", tool.name, "--version", tool.version, "--root"]);
    process::run(cargo.arg(&root))?;
    Ok(program)
}
