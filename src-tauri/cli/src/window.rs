//! `open` and `capture`: handing over to the desktop app.

use std::ffi::OsStr;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use clap::Args;

use ledgerline_core::place::VARIABLE;

use crate::call::Call;
use crate::failure::{Failure, Outcome};

const APP: &str = "ledgerline-desktop";

/// Open the capture window
#[derive(Args)]
pub(crate) struct Capture {
    /// What to fill it with; nothing is saved until you say so
    #[arg(value_name = "TEXT")]
    words: Vec<String>,
}

impl Capture {
    pub(crate) fn run(self, call: &Call) -> Outcome {
        let text = self.words.join(" ");
        let words = ["capture", &text];
        hand_over(call, if text.is_empty() { &words[..1] } else { &words })
    }
}

/// Starts or focuses the app.
pub(crate) fn open(call: &Call) -> Outcome {
    hand_over(call, &["open"])
}

/// Starts the app with these words. An app that already runs takes them over and comes forward.
fn hand_over(call: &Call, words: &[&str]) -> Outcome {
    let app = app().ok_or_else(|| {
        Failure::Failed(format!(
            "the desktop app `{APP}` is neither beside this program nor on PATH; install it, \
             or use `ledgerline add` to write something down"
        ))
    })?;
    let mut command = Command::new(app);
    command.args(words).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    // The app looks for the journal as this program does, and knows no flag for it.
    command.env(VARIABLE, call.dir()?);
    #[cfg(unix)]
    {
        use std::os::unix::process::CommandExt;
        // So that closing the terminal does not close the app with it.
        command.process_group(0);
    }
    command.spawn().map(drop).map_err(|error| {
        Failure::Failed(format!("the desktop app `{APP}` could not be started: {error}"))
    })
}

/// The app: installed together with this program, or found by name.
fn app() -> Option<PathBuf> {
    let name = format!("{APP}{}", std::env::consts::EXE_SUFFIX);
    let beside = std::env::current_exe().ok().and_then(|own| Some(own.parent()?.join(&name)));
    let path = std::env::var_os("PATH");
    let on_path = path.iter().flat_map(std::env::split_paths).map(|dir| dir.join(&name));
    beside.into_iter().chain(on_path).find(|app| is_program(app.as_os_str()))
}

fn is_program(path: &OsStr) -> bool {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        std::fs::metadata(path)
            .is_ok_and(|found| found.is_file() && found.permissions().mode() & 0o111 != 0)
    }
    #[cfg(not(unix))]
    {
        std::fs::metadata(path).is_ok_and(|found| found.is_file())
    }
}
