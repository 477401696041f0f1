//! One app for one person, also where no bus tells a second start of the first: the second hands
//! over what it was asked for, through a socket of the app's own folder, and ends.

use std::io;
use std::path::Path;

use ledgerline_core::file::Lock;
use tauri::AppHandle;

use crate::hush;

/// How a start ends that finds another app of this person, and cannot reach it.
const IN_USE: i32 = 5;

/// The right to be the one app, given back by the system when this one ends. Where another has
/// it, that one is asked to come forward and this one ends here.
///
/// # Errors
/// The folder cannot be written.
pub(crate) fn or_first(config: &Path) -> io::Result<Lock> {
    match Lock::try_take(&config.join("instance.lock")) {
        Err(error) if error.kind() == io::ErrorKind::WouldBlock => match ask_first(config) {
            Ok(()) => {
                hush::note("Ledgerline is open already and comes to the front");
                std::process::exit(0)
            }
            Err(_) => {
                hush::note("another Ledgerline runs for you and does not answer; close it first");
                std::process::exit(IN_USE)
            }
        },
        taken => taken,
    }
}

#[cfg(unix)]
mod line {
    use std::ffi::{OsStr, OsString};
    use std::io::{self, Read, Write};
    use std::net::Shutdown;
    use std::os::unix::ffi::OsStrExt;
    use std::os::unix::net::{UnixListener, UnixStream};
    use std::path::Path;
    use std::time::Duration;

    /// Where the first listens.
    const SOCKET: &str = "instance.sock";
    /// What nobody types on a command line is not listened to.
    const LONGEST: u64 = 256 * 1024;
    /// What the first answers.
    const HEARD: u8 = 1;
    const PATIENCE: Duration = Duration::from_secs(5);

    /// Gives `words` to the app that listens in `config`, and waits until it has them.
    pub(super) fn say(config: &Path, words: impl Iterator<Item = OsString>) -> io::Result<()> {
        let mut line = UnixStream::connect(config.join(SOCKET))?;
        line.set_read_timeout(Some(PATIENCE))?;
        for word in words {
            line.write_all(word.as_bytes())?;
            line.write_all(&[0])?;
        }
        line.shutdown(Shutdown::Write)?;
        let mut answer = [0];
        line.read_exact(&mut answer)?;
        if answer == [HEARD] { Ok(()) } else { Err(io::ErrorKind::InvalidData.into()) }
    }

    /// Gives everything that is said from now on to `hear`. For whoever has the right alone: what
    /// a dead one left there is taken away.
    pub(super) fn listen(config: &Path, hear: impl Fn(Vec<OsString>) + Send + 'static) {
        let path = config.join(SOCKET);
        let _ = std::fs::remove_file(&path);
        // Without it a second start still finds the lock, and says why it ends.
        let Ok(listener) = UnixListener::bind(&path) else { return };
        std::thread::spawn(move || {
            for line in listener.incoming().flatten() {
                // Whoever falls silent half way said nothing.
                if let Ok(words) = hear_one(line) {
                    hear(words);
                }
            }
        });
    }

    fn hear_one(mut line: UnixStream) -> io::Result<Vec<OsString>> {
        line.set_read_timeout(Some(PATIENCE))?;
        let mut bytes = Vec::new();
        (&line).take(LONGEST).read_to_end(&mut bytes)?;
        line.write_all(&[HEARD])?;
        let whole = bytes.strip_suffix(&[0]).unwrap_or_default();
        let words = whole.split(|byte| *byte == 0).map(|word| OsStr::from_bytes(word).to_owned());
        Ok(if whole.is_empty() { Vec::new() } else { words.collect() })
    }

    #[cfg(test)]
    mod tests {
        use super::*;

        #[test]
        fn what_a_second_start_was_asked_reaches_the_first_word_by_word() {
            let config = tempfile::tempdir().expect("a folder");
            let words = ["capture", "held the line", ""].map(OsString::from);
            say(config.path(), words.iter().cloned()).expect_err("nobody is there");
            let (tell, told) = std::sync::mpsc::channel();
            ledgerline_core::file::write(&config.path().join(SOCKET), b"")
                .expect("what a dead one left");
            listen(config.path(), move |words| tell.send(words).expect("heard"));
            say(config.path(), words.iter().cloned()).expect("somebody is there");
            assert_eq!(told.recv().expect("told"), words, "each as it was given");
            say(config.path(), std::iter::empty()).expect("again");
            assert_eq!(told.recv().expect("told"), Vec::<OsString>::new(), "or none");
        }
    }
}

#[cfg(unix)]
fn ask_first(config: &Path) -> io::Result<()> {
    line::say(config, std::env::args_os().skip(1))
}

/// Elsewhere the first is found without a bus.
#[cfg(not(unix))]
fn ask_first(_: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

/// Answers what later starts are asked for.
pub(crate) fn listen(app: &AppHandle, config: &Path) {
    #[cfg(unix)]
    {
        let app = app.clone();
        line::listen(config, move |words| crate::answer(&app, crate::launch::read(words).ask));
    }
    #[cfg(not(unix))]
    let _ = (app, config);
}
