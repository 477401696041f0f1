//! The window's pages: their packages and their build, each only when something changed.

use std::fs;
use std::path::{Path, PathBuf};

use crate::process;
use crate::stop::Stop;
use crate::tree::{self, Tree};

/// What is generated or fetched, and so never a source of the build.
const NOT_SOURCES: [&str; 3] = ["node_modules", "dist", "paraglide"];

/// Packages as the lock file says, and the built pages in `ui/dist`.
pub(crate) fn build(tree: &Tree) -> Result<(), Stop> {
    packages(tree)?;
    let ui = tree.ui();
    let sources = tree::files(&ui, &|name| NOT_SOURCES.contains(&name))?;
    let stamp = Stamp::new(&ui, "built", tree::digest(&sources)?);
    if stamp.stands() && ui.join("dist/index.html").is_file() {
        println!("ui: built, no source changed since");
        return Ok(());
    }
    process::run(process::npm(&ui).args(["run", "build"]))?;
    stamp.set()
}

/// `npm ci`, when the lock file changed since the last one.
pub(crate) fn packages(tree: &Tree) -> Result<(), Stop> {
    let ui = tree.ui();
    let lock = ui.join("package-lock.json");
    let stamp = Stamp::new(&ui, "installed", tree::digest(&[lock])?);
    if stamp.stands() {
        println!("ui: packages as locked");
        return Ok(());
    }
    process::run(process::npm(&ui).args([
        "ci",
        "--prefer-offline",
        "--no-audit",
        "--no-fund",
        "--loglevel=error",
    ]))?;
    stamp.set()
}

/// Remembers what a step last ran on. It lies in `node_modules`, so that deleting that folder,
/// as `npm ci` does, forgets the build as well.
struct Stamp {
    file: PathBuf,
    digest: String,
}

impl Stamp {
    fn new(ui: &Path, step: &str, digest: String) -> Self {
        Self { file: ui.join("node_modules").join(format!(".xtask-{step}")), digest }
    }

    fn stands(&self) -> bool {
        fs::read_to_string(&self.file).is_ok_and(|text| text == self.digest)
    }

    fn set(&self) -> Result<(), Stop> {
        fs::write(&self.file, &self.digest).map_err(Stop::io(&self.file))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stamp_stands_until_the_digest_or_the_packages_folder_goes() {
        let ui = std::env::temp_dir().join(format!("xtask-stamp-{}", std::process::id()));
        fs::create_dir_all(ui.join("node_modules")).expect("a folder");
        let stamp = Stamp::new(&ui, "built", "1".into());
        assert!(!stamp.stands(), "nothing ran yet");
        stamp.set().expect("written");
        assert!(stamp.stands(), "it ran on this");
        assert!(!Stamp::new(&ui, "built", "2".into()).stands(), "a source changed");
        fs::remove_dir_all(&ui).expect("removed");
        assert!(!stamp.stands(), "the packages are gone, so what was built from them is old");
    }
}
