//! Brings a machine to where the project can be built: looks, says what is missing and why,
//! installs it, looks again.

use std::io::{BufRead, IsTerminal, Write};
use std::process::Command;

use crate::distro::{self, Family, Line};
use crate::needs::{self, Need, Purpose, ThisMachine};
use crate::process;
use crate::stop::Stop;
use crate::tree::Tree;

/// The oldest Node.js that the UI's build tool runs on.
const NODE: (u32, u32) = (20, 19);

/// Makes sure that everything for `purpose` is there; installs it where it may.
pub(crate) fn ensure(tree: &Tree, purpose: Purpose) -> Result<(), Stop> {
    toolchain(tree)?;
    if !cfg!(target_os = "linux") {
        return elsewhere();
    }
    let missing = needs::missing(&ThisMachine, purpose);
    if missing.is_empty() {
        println!("needs: all {} there", needs::all(purpose).count());
        return Ok(());
    }
    print!("{}", told(&missing));
    let family = known_family(&missing)?;
    let lines = family.install(&needs::packages(&missing, family), family.lists_present());
    if !allowed(&lines)? {
        return Err(Stop::Missing(format!("Nothing was installed. {}", hint(&lines))));
    }
    for line in &lines {
        install(line)?;
    }
    let left = needs::missing(&ThisMachine, purpose);
    if left.is_empty() {
        return Ok(());
    }
    Err(Stop::Missing(format!(
        "{}The packages are installed and these are still not to be seen. \
         The oldest system known to have them all is {}.",
        told(&left),
        family.oldest()
    )))
}

/// Says what is missing and what would install it, and changes nothing.
pub(crate) fn report(tree: &Tree, purpose: Purpose) -> Result<(), Stop> {
    toolchain(tree)?;
    if !cfg!(target_os = "linux") {
        return elsewhere();
    }
    let missing = needs::missing(&ThisMachine, purpose);
    for need in needs::all(purpose) {
        let lacking = missing.iter().any(|other| other.name == need.name);
        let mark = if lacking { "missing" } else { "there" };
        println!("{mark:8} {:22} {}", need.name, need.why);
    }
    if missing.is_empty() {
        return Ok(());
    }
    let family = known_family(&missing)?;
    let lines = family.install(&needs::packages(&missing, family), family.lists_present());
    Err(Stop::Missing(hint(&lines)))
}

/// Whether the shell can be built here at all, without installing anything.
pub(crate) fn has_window_libraries() -> bool {
    !cfg!(target_os = "linux") || needs::missing(&ThisMachine, Purpose::Run).is_empty()
}

/// The command, for the person to type.
fn hint(lines: &[Line]) -> String {
    let sudo = !root() && process::on_path("sudo").is_some();
    let who = if root() || sudo { "" } else { ", as root" };
    format!("This installs it{who}:\n  {}", distro::typed(lines, sudo))
}

fn told(missing: &[&Need]) -> String {
    let mut text = String::from("This machine lacks:\n");
    for need in missing {
        text.push_str(&format!("  {:22} {}\n", need.name, need.why));
    }
    text
}

fn known_family(missing: &[&'static Need]) -> Result<Family, Stop> {
    Family::here().ok_or_else(|| {
        Stop::Missing(format!(
            "This distribution's package manager is not one of apt, dnf, pacman. \
             Install what these packages are on Debian, under its own names:\n  {}",
            needs::packages(missing, Family::Debian).join(" ")
        ))
    })
}

/// Root installs at once; a person is asked; nobody at the keyboard means no.
fn allowed(lines: &[Line]) -> Result<bool, Stop> {
    if root() {
        return Ok(true);
    }
    if !std::io::stdin().is_terminal() || process::on_path("sudo").is_none() {
        return Ok(false);
    }
    print!(
        "\n  {}\n\nInstall it now? sudo may ask for your password. [Y/n] ",
        distro::typed(lines, true)
    );
    let stdin = std::io::stdin();
    let mut answer = String::new();
    std::io::stdout()
        .flush()
        .and_then(|()| stdin.lock().read_line(&mut answer))
        .map_err(|error| Stop::Failed(format!("the answer could not be read: {error}")))?;
    // An end of input is not a yes.
    Ok(answer.ends_with('\n') && matches!(answer.trim().to_lowercase().as_str(), "" | "y" | "yes"))
}

fn install(line: &Line) -> Result<(), Stop> {
    let sudo: &[String] = if root() { &[] } else { &["sudo".to_owned()] };
    let mut words = sudo.iter().chain(line);
    let mut command = Command::new(words.next().map_or("true", String::as_str));
    command.args(words).env("DEBIAN_FRONTEND", "noninteractive");
    process::run(&mut command).map_err(|stop| Stop::Missing(stop.to_string()))
}

#[cfg(target_os = "linux")]
fn root() -> bool {
    use std::os::unix::fs::MetadataExt;
    // The owner of a process's folder is its effective user.
    std::fs::metadata("/proc/self").is_ok_and(|folder| folder.uid() == 0)
}

#[cfg(not(target_os = "linux"))]
fn root() -> bool {
    false
}

/// Rust, Node.js and npm: a version manager's business, so said and not installed.
fn toolchain(tree: &Tree) -> Result<(), Stop> {
    let wanted = tree.manifest_value("Cargo.toml", "rust-version").unwrap_or_default();
    let rustc = process::answer("rustc", &["--version"]).unwrap_or_default();
    if version(&rustc) < version(&wanted) {
        return Err(Stop::Missing(format!(
            "Rust {wanted} or later is needed and this is `{rustc}`. `rustup update stable` brings it."
        )));
    }
    let node = process::answer("node", &["--version"]);
    if node.as_deref().and_then(version).is_none_or(|found| found < NODE) {
        let found = node.map_or("there is none".to_owned(), |node| format!("this is {node}"));
        return Err(Stop::Missing(format!(
            "Node.js {}.{} or later builds the window's pages, and {found}. Install the current \
             long-term version from nodejs.org or with your version manager (nvm, fnm, mise).",
            NODE.0, NODE.1
        )));
    }
    let npm = if cfg!(windows) { "npm.cmd" } else { "npm" };
    if process::answer(npm, &["--version"]).is_none() {
        return Err(Stop::Missing(
            "npm fetches the UI's packages and is not there. It comes with Node.js; some \
             distributions package it apart, as `npm`."
                .into(),
        ));
    }
    Ok(())
}

/// The first two numbers in a version's text.
fn version(text: &str) -> Option<(u32, u32)> {
    let start = text.find(|letter: char| letter.is_ascii_digit())?;
    let mut numbers = text[start..].split(|letter: char| !letter.is_ascii_digit());
    Some((numbers.next()?.parse().ok()?, numbers.next()?.parse().ok()?))
}

/// macOS and Windows: nothing is installed; what is missing is explained.
fn elsewhere() -> Result<(), Stop> {
    if cfg!(target_os = "macos") && process::answer("xcode-select", &["-p"]).is_none() {
        return Err(Stop::Missing(
            "Apple's compiler and libraries are missing. `xcode-select --install` brings the \
             Command Line Tools; the whole of Xcode is not needed."
                .into(),
        ));
    }
    if cfg!(windows) && !webview2() {
        return Err(Stop::Missing(
            "The WebView2 runtime, which draws the window, is missing. It is part of Windows 11 \
             and of an updated Windows 10; Microsoft offers it as \"Evergreen Bootstrapper\"."
                .into(),
        ));
    }
    if cfg!(windows) && process::on_path("perl").is_none() {
        return Err(Stop::Missing(
            "perl is missing; it configures the OpenSSL that is built into SQLCipher here. \
             Strawberry Perl has everything it asks for."
                .into(),
        ));
    }
    println!("needs: all there");
    Ok(())
}

/// Whether the registry lists WebView2, for this machine or for this user.
fn webview2() -> bool {
    const CLIENT: &str = r"Microsoft\EdgeUpdate\Clients\{F3017226-FE2A-4295-8BDF-00C3A9A7E4C5}";
    [r"HKLM\SOFTWARE\WOW6432Node", r"HKLM\SOFTWARE", r"HKCU\Software"].iter().any(|hive| {
        process::answer("reg", &["query", &format!(r"{hive}\{CLIENT}"), "/v", "pv"]).is_some()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_read_out_of_what_each_tool_prints() {
        assert_eq!(version("rustc 1.95.0 (59807616e 2026-04-14)"), Some((1, 95)), "rustc");
        assert_eq!(version("v20.20.2"), Some((20, 20)), "node");
        assert_eq!(version("1.95"), Some((1, 95)), "the manifest");
        assert_eq!(version("none"), None, "no number");
        assert!(version("v20.9.0") < Some(NODE), "9 is less than 19");
    }
}
