//! The one setting of the web engine that has to stand before the program starts.
//!
//! With NVIDIA's own driver WebKitGTK may hand over its picture in a way that leaves the window
//! blank. It reads how to do it otherwise from a variable, which nobody may set in a program that
//! runs already: so the program starts itself once more, in its own place, with the variable set.

use std::ffi::OsStr;
use std::path::Path;

use crate::hush;

const VARIABLE: &str = "WEBKIT_DISABLE_DMABUF_RENDERER";
/// There while NVIDIA's own driver is loaded, open or closed, and for no other.
const DRIVER: &str = "/proc/driver/nvidia/version";

/// Call before anything else runs. Comes back where there is nothing to do.
pub(crate) fn settle() {
    use std::os::unix::process::CommandExt;

    if !is_needed(std::env::var_os(VARIABLE).as_deref(), Path::new(DRIVER)) {
        return;
    }
    let Ok(program) = std::env::current_exe() else { return };
    let arguments = std::env::args_os().skip(1);
    // Comes back only when it failed: then the window is tried as it is.
    let failed = std::process::Command::new(program).args(arguments).env(VARIABLE, "1").exec();
    hush::note(&format!("could not start again for the NVIDIA driver: {}", failed.kind()));
}

/// Whoever set the variable, even to nothing, has decided; it also ends the second start.
fn is_needed(set: Option<&OsStr>, driver: &Path) -> bool {
    set.is_none() && driver.exists()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_an_nvidia_driver_and_nobodys_own_setting_start_the_program_again() {
        let here = Path::new(env!("CARGO_MANIFEST_DIR"));
        assert!(is_needed(None, here), "the driver is there and nobody has said anything");
        assert!(!is_needed(None, &here.join("absent")), "no such driver");
        for set in ["1", "0", ""] {
            assert!(!is_needed(Some(OsStr::new(set)), here), "`{set}` is somebody's own choice");
        }
    }
}
