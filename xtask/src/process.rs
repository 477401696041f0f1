//! Starting other programs: shown, streamed, asked.

use std::ffi::OsStr;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::stop::Stop;

/// A command in the project's own toolchain.
pub(crate) fn cargo(root: &Path) -> Command {
    // The cargo that started this program, so that a `+toolchain` carries over.
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.current_dir(root);
    command
}

/// npm, in the UI's folder.
pub(crate) fn npm(ui: &Path) -> Command {
    let mut command = Command::new(if cfg!(windows) { "npm.cmd" } else { "npm" });
    command.current_dir(ui);
    command
}

/// The command as one would type it.
pub(crate) fn shown(command: &Command) -> String {
    let program = Path::new(command.get_program());
    let name = if program.file_stem() == Some(OsStr::new("cargo")) {
        "cargo".into()
    } else {
        program.to_string_lossy()
    };
    std::iter::once(name)
        .chain(command.get_args().map(OsStr::to_string_lossy))
        .collect::<Vec<_>>()
        .join(" ")
}

/// Runs it to its end with this terminal as its own.
pub(crate) fn run(command: &mut Command) -> Result<(), Stop> {
    let text = shown(command);
    println!("› {text}");
    let status = command.status().map_err(|error| not_started(&text, &error))?;
    if status.success() { Ok(()) } else { Err(Stop::Failed(format!("`{text}` failed: {status}"))) }
}

/// Runs it to its end, passing each line of its output on and to `line`; true when it succeeded.
pub(crate) fn stream(command: &mut Command, mut line: impl FnMut(&str)) -> Result<bool, Stop> {
    let text = shown(command);
    println!("› {text}");
    let mut child = command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .spawn()
        .map_err(|error| not_started(&text, &error))?;
    if let Some(output) = child.stdout.take() {
        let mut output = BufReader::new(output);
        let mut bytes = Vec::new();
        while output.read_until(b'\n', &mut bytes).is_ok_and(|count| count > 0) {
            let mut out = std::io::stdout().lock();
            // A closed terminal must not stop the run half-way.
            let _ = out.write_all(&bytes).and_then(|()| out.flush());
            line(String::from_utf8_lossy(&bytes).trim_end());
            bytes.clear();
        }
    }
    let status = child.wait().map_err(|error| not_started(&text, &error))?;
    Ok(status.success())
}

/// Runs it to its end without passing its output on, unless it fails; true when it succeeded.
pub(crate) fn gather(command: &mut Command, line: impl FnMut(&str)) -> Result<bool, Stop> {
    let text = shown(command);
    println!("› {text}");
    let output = command
        .stdin(Stdio::null())
        .stderr(Stdio::inherit())
        .output()
        .map_err(|error| not_started(&text, &error))?;
    let said = String::from_utf8_lossy(&output.stdout);
    said.lines().for_each(line);
    if !output.status.success() {
        println!("{said}");
    }
    Ok(output.status.success())
}

/// What it prints, when it can be started and succeeds.
pub(crate) fn answer(program: &str, args: &[&str]) -> Option<String> {
    let output =
        Command::new(program).args(args).stdin(Stdio::null()).stderr(Stdio::null()).output();
    let output = output.ok().filter(|output| output.status.success())?;
    Some(String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

/// Where a program would be found.
pub(crate) fn on_path(program: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    // A user's PATH often leaves out the folders that a package puts a server into.
    let more = ["/usr/bin", "/usr/sbin", "/usr/libexec"].map(PathBuf::from);
    std::env::split_paths(&path)
        .chain(more)
        .map(|folder| folder.join(format!("{program}{}", std::env::consts::EXE_SUFFIX)))
        .find(|file| file.is_file())
}

fn not_started(text: &str, error: &std::io::Error) -> Stop {
    Stop::Failed(format!("`{text}` could not be started: {error}"))
}
