//! The variables that have to stand before the program starts: what wipes memory, and what draws.
//!
//! Nobody may set a variable in a program that runs already: so the program starts itself once
//! more, in its own place, with those set that are missing.

use std::ffi::OsStr;
use std::path::Path;

use crate::hush;

type Variable = (&'static str, &'static str);

/// What is given back is wiped by C's allocator too, as ours does it for Rust: GLib holds copies of
/// every answer on its way to the page. Small pieces have a shelf of their own, which is not wiped,
/// so there is none.
const WIPES: Variable = ("GLIBC_TUNABLES", "glibc.malloc.perturb=255:glibc.malloc.tcache_count=0");
/// WebKit has an allocator of its own, which does not wipe; this has it use C's.
const WIPED: Variable = ("Malloc", "1");
/// With NVIDIA's own driver the picture may be handed over in a way that leaves the window blank;
/// this has it handed over otherwise.
const NO_DMABUF: Variable = ("WEBKIT_DISABLE_DMABUF_RENDERER", "1");
/// Without a graphics card the engine would use GL all the same, in software, and compile every way
/// of drawing first: a second longer to the first page, and a quarter more memory. This has it draw
/// by itself.
const NO_GL: Variable = ("WEBKIT_DISABLE_COMPOSITING_MODE", "1");

/// There while NVIDIA's own driver is loaded, open or closed, and for no other.
const DRIVER: &str = "/proc/driver/nvidia/version";
/// Holds a `renderD…` for every card that draws for programs. NVIDIA's own driver may do without.
const CARDS: &str = "/dev/dri";

/// Call before anything else runs. Comes back where there is nothing to do.
pub(crate) fn settle() {
    use std::os::unix::process::CommandExt;

    let drawing = drawing(Path::new(DRIVER), Path::new(CARDS));
    let wanted = [WIPES, WIPED].into_iter().chain(drawing);
    // Whoever set one, even to nothing, has decided; it also ends the second start.
    let missing: Vec<Variable> =
        wanted.filter(|(name, _)| std::env::var_os(name).is_none()).collect();
    if missing.is_empty() {
        return;
    }
    let Ok(program) = std::env::current_exe() else { return };
    let arguments = std::env::args_os().skip(1);
    // Comes back only when it failed: then the program runs as it is.
    let failed = std::process::Command::new(program).args(arguments).envs(missing).exec();
    hush::note(&format!("could not start again with the variables set: {}", failed.kind()));
}

/// How this machine's pages are drawn, by its `driver` file and its folder of `cards`.
fn drawing(driver: &Path, cards: &Path) -> Option<Variable> {
    let draws = |name: &OsStr| name.to_string_lossy().starts_with("renderD");
    if driver.exists() {
        return Some(NO_DMABUF);
    }
    let mut cards = std::fs::read_dir(cards).into_iter().flatten().flatten();
    (!cards.any(|card| draws(&card.file_name()))).then_some(NO_GL)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_drawing_suits_the_card() {
        let place = tempfile::tempdir().expect("a folder");
        let absent = place.path().join("absent");
        assert_eq!(drawing(place.path(), place.path()), Some(NO_DMABUF), "NVIDIA's own driver");
        assert_eq!(drawing(&absent, &absent), Some(NO_GL), "no folder of cards, no card");
        ledgerline_core::file::write(&place.path().join("card0"), b"").expect("a screen");
        assert_eq!(drawing(&absent, place.path()), Some(NO_GL), "a screen alone draws nothing");
        ledgerline_core::file::write(&place.path().join("renderD128"), b"").expect("a card");
        assert_eq!(drawing(&absent, place.path()), None, "a card with any other driver");
    }
}
