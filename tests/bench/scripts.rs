//! How much script each window can come to load, as built into `ui/dist`.

use std::fs;
use std::io::Write;
use std::path::Path;

use flate2::Compression;
use flate2::write::GzEncoder;

use crate::Outcome;
use crate::table::Table;

/// A window's page, and the most kilobytes of script it may load.
const PAGES: [(&str, &str, f64); 2] = [
    ("script of the capture window", "capture.html", 60.0),
    ("script of the main window", "index.html", 200.0),
];

/// One row a window, or a line that says why there is none.
pub(crate) fn measure(table: &mut Table) -> Outcome<()> {
    let dist = Path::new(env!("CARGO_MANIFEST_DIR")).join("../ui/dist");
    for (figure, page, wanted) in PAGES {
        match fs::read_to_string(dist.join(page)) {
            Ok(html) => table.size(&format!("{figure}, gzip"), kilobytes(&dist, &html)?, wanted),
            Err(_) => println!("\n{figure}: not built; `npm run build` in ui/ builds it."),
        }
    }
    Ok(())
}

/// Every script the page can come to load: the ones it names, and whatever those name in turn,
/// at once or later.
fn kilobytes(dist: &Path, html: &str) -> Outcome<f64> {
    let mut scripts = Vec::new();
    for found in fs::read_dir(dist.join("assets"))? {
        let path = found?.path();
        if path.extension().is_some_and(|end| end == "js") {
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            scripts.push((name, fs::read_to_string(&path)?));
        }
    }
    let mut bytes = 0;
    let mut texts = vec![html.to_owned()];
    while let Some(text) = texts.pop() {
        let (named, rest) = scripts.into_iter().partition(|(name, _)| text.contains(name.as_str()));
        scripts = rest;
        let named: Vec<(String, String)> = named;
        for (_, script) in named {
            let mut gzip = GzEncoder::new(Vec::new(), Compression::best());
            gzip.write_all(script.as_bytes())?;
            bytes += gzip.finish()?.len();
            texts.push(script);
        }
    }
    Ok(f64::from(u32::try_from(bytes)?) / 1e3)
}
