//! Where the project is, where it builds to, and how its files are walked and told apart.

use std::fs;
use std::path::{Path, PathBuf};

use crate::stop::Stop;

/// The checkout this command was started in.
pub(crate) struct Tree {
    /// The folder of the workspace manifest.
    pub(crate) root: PathBuf,
    /// Cargo's target folder.
    pub(crate) target: PathBuf,
}

impl Tree {
    /// The nearest folder at or above the current one that holds the workspace.
    pub(crate) fn find() -> Result<Self, Stop> {
        let here = std::env::current_dir().map_err(Stop::io(Path::new(".")))?;
        let root = here
            .ancestors()
            .find(|folder| folder.join("xtask/Cargo.toml").is_file())
            .ok_or_else(|| Stop::Usage("start `cargo xtask` inside the project".into()))?
            .to_path_buf();
        // Cargo put this very program into `target/debug`, whatever the settings say.
        let exe = std::env::current_exe().map_err(Stop::io(Path::new("xtask")))?;
        let target = exe.ancestors().nth(2).map_or_else(|| root.join("target"), PathBuf::from);
        Ok(Self { root, target })
    }

    /// The UI's folder.
    pub(crate) fn ui(&self) -> PathBuf {
        self.root.join("ui")
    }

    /// A program this workspace builds.
    pub(crate) fn built(&self, name: &str, release: bool) -> PathBuf {
        let profile = if release { "release" } else { "debug" };
        self.target.join(profile).join(format!("{name}{}", std::env::consts::EXE_SUFFIX))
    }

    /// The value of `key = "…"` on a line of its own in a manifest under the root.
    pub(crate) fn manifest_value(&self, manifest: &str, key: &str) -> Option<String> {
        let text = fs::read_to_string(self.root.join(manifest)).ok()?;
        text.lines().find_map(|line| {
            let (name, value) = line.split_once('=')?;
            (name.trim() == key).then(|| value.trim().trim_matches('"').to_owned())
        })
    }
}

/// Every file under `folder`, sorted, without what `skip` (by file or folder name) refuses.
pub(crate) fn files(folder: &Path, skip: &dyn Fn(&str) -> bool) -> Result<Vec<PathBuf>, Stop> {
    let mut found = Vec::new();
    let mut waiting = vec![folder.to_path_buf()];
    while let Some(folder) = waiting.pop() {
        for entry in fs::read_dir(&folder).map_err(Stop::io(&folder))? {
            let entry = entry.map_err(Stop::io(&folder))?;
            if skip(&entry.file_name().to_string_lossy()) {
                continue;
            }
            let kind = entry.file_type().map_err(Stop::io(&folder))?;
            if kind.is_dir() {
                waiting.push(entry.path());
            } else if kind.is_file() {
                found.push(entry.path());
            }
        }
    }
    found.sort();
    Ok(found)
}

/// A short name for what these files hold; changes when a name or a byte does.
///
/// FNV-1a, 64 bits: it only has to notice an edit, not resist an attack, and it needs no crate.
pub(crate) fn digest(files: &[PathBuf]) -> Result<String, Stop> {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    let mut take = |bytes: &[u8]| {
        for byte in bytes {
            hash = (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
        }
    };
    for file in files {
        take(file.to_string_lossy().as_bytes());
        take(&[0]);
        take(&fs::read(file).map_err(Stop::io(file))?);
        take(&[0]);
    }
    Ok(format!("{hash:016x}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_digest_changes_with_a_byte_and_with_a_name_and_with_nothing_else() {
        let folder = std::env::temp_dir().join(format!("xtask-digest-{}", std::process::id()));
        fs::create_dir_all(folder.join("skipped")).expect("a folder");
        fs::write(folder.join("skipped/x"), "x").expect("a file");
        let of = |name: &str, text: &str| {
            fs::write(folder.join(name), text).expect("a file");
            let found = files(&folder, &|name| name == "skipped").expect("a listing");
            let digest = digest(&found).expect("a digest");
            fs::remove_file(folder.join(name)).expect("removed");
            digest
        };
        let first = of("a", "one");
        assert_eq!(of("a", "one"), first, "writing the same again is no change");
        assert_ne!(of("a", "onf"), first, "a byte changed");
        assert_ne!(of("b", "one"), first, "a name changed");
        fs::remove_dir_all(&folder).expect("cleaned up");
    }
}
