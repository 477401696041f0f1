//! How much script each window loads before it can be used, as built into `ui/dist`.

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

/// Every script the page names, the ones to be loaded ahead included.
fn kilobytes(dist: &Path, html: &str) -> Outcome<f64> {
    let mut bytes = 0;
    for (at, _) in html.match_indices("=\"") {
        let value = html[at + 2..].split('"').next().unwrap_or_default();
        if value.ends_with(".js") {
            let script = fs::read(dist.join(value.trim_start_matches(['.', '/'])))?;
            let mut gzip = GzEncoder::new(Vec::new(), Compression::best());
            gzip.write_all(&script)?;
            bytes += gzip.finish()?.len();
        }
    }
    Ok(f64::from(u32::try_from(bytes)?) / 1e3)
}
