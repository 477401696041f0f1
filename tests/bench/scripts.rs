//! How much script each window loads, as built into `ui/dist`: at its start, and with its heaviest screen.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::Write;
use std::path::Path;

use flate2::Compression;
use flate2::write::GzEncoder;

use crate::Outcome;
use crate::table::Table;

/// A window's page, and the most kilobytes of script it may load to show any one screen.
const PAGES: [(&str, &str, f64); 2] =
    [("the capture window", "capture.html", 60.0), ("the main window", "index.html", 200.0)];

/// One row a window, or a line that says why there is none.
pub(crate) fn measure(table: &mut Table) -> Outcome<()> {
    let dist = Path::new(env!("CARGO_MANIFEST_DIR")).join("../ui/dist");
    for (window, page, wanted) in PAGES {
        let Ok(html) = fs::read_to_string(dist.join(page)) else {
            println!("\nscript of {window}: not built; `npm run build` in ui/ builds it.");
            continue;
        };
        let scripts = Scripts::read(&dist, &html)?;
        table.size(&format!("script of {window}, gzip"), scripts.heaviest(), wanted);
        println!(
            "script of {window}: {:.1} kB before its first screen, {:.1} kB over every screen there is",
            scripts.at_start(),
            scripts.all()
        );
    }
    Ok(())
}

/// One file of script: what it weighs, and what it names.
struct Script {
    bytes: usize,
    at_once: Vec<String>,
    later: Vec<String>,
}

/// Every script of a window by name, and those its page names itself.
struct Scripts {
    files: BTreeMap<String, Script>,
    page: Vec<String>,
}

impl Scripts {
    fn read(dist: &Path, html: &str) -> Outcome<Self> {
        let mut texts = BTreeMap::new();
        for found in fs::read_dir(dist.join("assets"))? {
            let path = found?.path();
            if path.extension().is_some_and(|end| end == "js") {
                let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
                texts.insert(name, fs::read_to_string(&path)?);
            }
        }
        let page = texts.keys().filter(|name| html.contains(name.as_str())).cloned().collect();
        let mut files = BTreeMap::new();
        for (name, text) in &texts {
            let (mut at_once, mut later) = (Vec::new(), Vec::new());
            for other in texts.keys() {
                let how = imports(text, other);
                at_once.extend(how.contains(&How::AtOnce).then(|| other.clone()));
                later.extend(how.contains(&How::Later).then(|| other.clone()));
            }
            let mut gzip = GzEncoder::new(Vec::new(), Compression::best());
            gzip.write_all(text.as_bytes())?;
            files.insert(name.clone(), Script { bytes: gzip.finish()?.len(), at_once, later });
        }
        Ok(Self { files, page })
    }

    /// What comes with `names` whenever they come.
    fn closure(&self, names: &[String], with_later: bool) -> BTreeSet<&str> {
        let mut all = BTreeSet::new();
        let mut open: Vec<&str> = names.iter().map(String::as_str).collect();
        while let Some(name) = open.pop() {
            if let Some((name, script)) = self.files.get_key_value(name)
                && all.insert(name.as_str())
            {
                open.extend(script.at_once.iter().map(String::as_str));
                if with_later {
                    open.extend(script.later.iter().map(String::as_str));
                }
            }
        }
        all
    }

    fn kilobytes<'a>(&self, names: impl IntoIterator<Item = &'a str>) -> f64 {
        let bytes: usize =
            names.into_iter().filter_map(|name| self.files.get(name)).map(|one| one.bytes).sum();
        f64::from(u32::try_from(bytes).unwrap_or(u32::MAX)) / 1e3
    }

    fn at_start(&self) -> f64 {
        self.kilobytes(self.closure(&self.page, false))
    }

    fn all(&self) -> f64 {
        self.kilobytes(self.closure(&self.page, true))
    }

    /// The start, and the one screen that needs most besides.
    fn heaviest(&self) -> f64 {
        let start = self.closure(&self.page, false);
        let screens = self.closure(&self.page, true);
        let each = screens.iter().map(|screen| {
            let with = self.closure(&[(*screen).to_owned()], false);
            self.kilobytes(start.union(&with).copied())
        });
        each.fold(0.0, f64::max)
    }
}

/// When one script wants another.
#[derive(PartialEq)]
enum How {
    AtOnce,
    Later,
}

/// Every way in which `text` imports the file called `name`.
fn imports(text: &str, name: &str) -> Vec<How> {
    let asked = text.match_indices(name).filter_map(|(at, _)| {
        let before = text.get(..at)?.strip_suffix("./")?;
        let before = before.strip_suffix(['"', '\'', '`'])?;
        Some(if before.ends_with('(') { How::Later } else { How::AtOnce })
    });
    asked.collect()
}
