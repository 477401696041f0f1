//! What a start, or a second start, asks for: the command line and `ledgerline://` links.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use tauri::Url;

use crate::startup;

/// What to show.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Ask {
    /// The main window.
    Open,
    /// The capture window, with a text to start from. Never saves by itself: any web page can
    /// fire a link.
    Capture(Option<String>),
    /// Nothing: the app started with the computer.
    Wait,
}

/// A start, as read from the arguments.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Launch {
    pub(crate) ask: Ask,
    /// `--journal DIR`.
    pub(crate) journal: Option<PathBuf>,
    /// `--synced-is-fine`.
    pub(crate) synced_is_fine: bool,
}

/// Reads the arguments after the program's name. What it does not know, it leaves alone: desktops
/// add arguments of their own.
pub(crate) fn read(arguments: impl IntoIterator<Item = OsString>) -> Launch {
    let mut launch = Launch { ask: Ask::Open, journal: None, synced_is_fine: false };
    let mut arguments = arguments.into_iter();
    while let Some(argument) = arguments.next() {
        match argument.to_string_lossy().as_ref() {
            "--journal" => launch.journal = arguments.next().map(PathBuf::from),
            "--synced-is-fine" => launch.synced_is_fine = true,
            "open" => launch.ask = Ask::Open,
            startup::WAIT => launch.ask = Ask::Wait,
            "capture" => {
                let rest: Vec<String> =
                    arguments.by_ref().map(|word| word.to_string_lossy().into_owned()).collect();
                launch.ask = Ask::Capture(some_text(rest.join(" ")));
            }
            word if word.starts_with("--journal=") => {
                launch.journal = word.split_once('=').map(|(_, dir)| PathBuf::from(dir));
            }
            word => {
                if let Some(ask) = Url::parse(word).ok().as_ref().and_then(follow) {
                    launch.ask = ask;
                }
            }
        }
    }
    launch
}

/// What a link asks for; none when it is not ours.
pub(crate) fn follow(link: &Url) -> Option<Ask> {
    if link.scheme() != "ledgerline" {
        return None;
    }
    if link.host_str() != Some("capture") {
        return Some(Ask::Open);
    }
    let text = link.query_pairs().find(|(name, _)| name == "text").map(|(_, text)| text.into());
    Some(Ask::Capture(text.and_then(some_text)))
}

/// A page could offer megabytes, or characters that a terminal or a list would obey.
fn some_text(text: String) -> Option<String> {
    let kept: String = text.chars().filter(|c| *c == '\n' || !c.is_control()).take(4_000).collect();
    (!kept.trim().is_empty()).then_some(kept)
}

/// The journal's folder for this start.
pub(crate) fn folder(launch: &Launch, data: Option<&Path>) -> Option<PathBuf> {
    let variable = std::env::var_os(ledgerline_core::place::VARIABLE);
    ledgerline_core::place::journal_dir(launch.journal.as_deref(), variable.as_deref(), data)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ask(words: &[&str]) -> Ask {
        read(words.iter().map(OsString::from)).ask
    }

    #[test]
    fn a_link_fills_the_capture_window_and_nothing_else() {
        let link = "ledgerline://capture?text=Held%20the%20line%20%21sh";
        let filled = Ask::Capture(Some("Held the line !sh".into()));
        assert_eq!(ask(&[link]), filled, "the text is decoded and offered");
        let empty = ask(&["ledgerline://capture"]);
        assert_eq!(empty, Ask::Capture(None), "a link without text opens an empty line");
        assert_eq!(ask(&["ledgerline://save?text=x"]), Ask::Open, "no link can do more");
        assert_eq!(ask(&["https://example.org/?text=x"]), Ask::Open, "a foreign link does nothing");
    }

    #[test]
    fn a_link_cannot_smuggle_control_characters() {
        let link = "ledgerline://capture?text=a%1b%5b31mb%00c%0Ad";
        assert_eq!(ask(&[link]), Ask::Capture(Some("a[31mbc\nd".into())), "only the newline stays");
    }

    #[test]
    fn the_words_after_capture_are_the_text() {
        let filled = Ask::Capture(Some("held the line --journal".into()));
        assert_eq!(ask(&["capture", "held", "the line", "--journal"]), filled, "all of them");
        assert_eq!(ask(&["capture"]), Ask::Capture(None), "or none");
        assert_eq!(ask(&["--journal", "/j", "wait"]), Ask::Wait, "a start with the computer");
    }

    #[test]
    fn the_folder_can_be_named() {
        let launch = read(["--journal", "/j", "capture"].map(OsString::from));
        assert_eq!(launch.journal.as_deref(), Some(Path::new("/j")), "with a space");
        let launch = read(["--journal=/j"].map(OsString::from));
        assert_eq!(launch.journal.as_deref(), Some(Path::new("/j")), "with an equals sign");
    }
}
