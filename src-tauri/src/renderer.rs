//! The one setting of the web engine that has to stand before the program starts: how it draws.
//!
//! WebKitGTK reads it from variables, which nobody may set in a program that runs already: so the
//! program starts itself once more, in its own place, with the variable set.

use std::ffi::OsStr;
use std::path::Path;

use crate::hush;

/// With NVIDIA's own driver the picture may be handed over in a way that leaves the window blank;
/// this has it handed over otherwise.
const NO_DMABUF: &str = "WEBKIT_DISABLE_DMABUF_RENDERER";
/// Without a graphics card the engine would use GL all the same, in software, and compile every way
/// of drawing first: a second longer to the first page, and a quarter more memory. This has it draw
/// by itself.
const NO_GL: &str = "WEBKIT_DISABLE_COMPOSITING_MODE";

/// There while NVIDIA's own driver is loaded, open or closed, and for no other.
const DRIVER: &str = "/proc/driver/nvidia/version";
/// Holds a `renderD…` for every card that draws for programs. NVIDIA's own driver may do without.
const CARDS: &str = "/dev/dri";

/// Call before anything else runs. Comes back where there is nothing to do.
pub(crate) fn settle() {
    use std::os::unix::process::CommandExt;

    let Some(variable) = wanted(Path::new(DRIVER), Path::new(CARDS)) else { return };
    // Whoever set it, even to nothing, has decided; it also ends the second start.
    if std::env::var_os(variable).is_some() {
        return;
    }
    let Ok(program) = std::env::current_exe() else { return };
    let arguments = std::env::args_os().skip(1);
    // Comes back only when it failed: then the window is tried as it is.
    let failed = std::process::Command::new(program).args(arguments).env(variable, "1").exec();
    hush::note(&format!("could not start again with {variable}: {}", failed.kind()));
}

/// The variable that this machine needs, by its `driver` file and its folder of `cards`.
fn wanted(driver: &Path, cards: &Path) -> Option<&'static str> {
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
        assert_eq!(wanted(place.path(), place.path()), Some(NO_DMABUF), "NVIDIA's own driver");
        assert_eq!(wanted(&absent, &absent), Some(NO_GL), "no folder of cards, no card");
        std::fs::write(place.path().join("card0"), "").expect("a screen");
        assert_eq!(wanted(&absent, place.path()), Some(NO_GL), "a screen alone draws nothing");
        std::fs::write(place.path().join("renderD128"), "").expect("a card");
        assert_eq!(wanted(&absent, place.path()), None, "a card with any other driver");
    }
}
