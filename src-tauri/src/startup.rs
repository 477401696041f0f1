//! Starting with the computer: the app then shows no window and waits in the tray.

use tauri::AppHandle;

use crate::error::{Failure, Reply};

/// The argument of such a start.
pub(crate) const WAIT: &str = "wait";

/// Whether the app starts with the computer, as the computer has it: its own settings may have
/// changed that.
#[cfg(target_os = "linux")]
pub(crate) fn is_on(app: &AppHandle) -> bool {
    let entry = file(app).and_then(|file| std::fs::read_to_string(file).ok());
    entry.is_some_and(|entry| !entry.lines().any(|line| line == "Hidden=true"))
}

/// Makes the app start with the computer, or no longer.
#[cfg(target_os = "linux")]
pub(crate) fn set(app: &AppHandle, on: bool) -> Reply<()> {
    use tauri::Manager;

    let file = file(app).ok_or_else(|| Failure::io("there is no folder for it"))?;
    if !on {
        return match std::fs::remove_file(file) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(error.into()),
            _ => Ok(()),
        };
    }
    let program = match app.env().appimage {
        Some(image) => image.into(),
        None => std::env::current_exe()?,
    };
    let folder = app.state::<crate::state::Desk>().folder.clone();
    let words = [program.as_path(), "--journal".as_ref(), folder.as_path(), WAIT.as_ref()];
    let words = words.map(|word| quoted(&word.to_string_lossy())).join(" ");
    let entry = format!("[Desktop Entry]\nType=Application\nName=Ledgerline\nExec={words}\n");
    if let Some(dir) = file.parent() {
        std::fs::create_dir_all(dir)?;
    }
    Ok(ledgerline_core::file::write(&file, entry.as_bytes())?)
}

#[cfg(target_os = "linux")]
fn file(app: &AppHandle) -> Option<std::path::PathBuf> {
    use tauri::Manager;

    let dir = app.path().config_dir().ok()?;
    Some(dir.join("autostart/org.ledgerline.desktop.desktop"))
}

/// A word of an `Exec` line: quoted for the command, escaped once more for the file, and with no
/// percent sign that the desktop would read.
#[cfg(target_os = "linux")]
fn quoted(word: &str) -> String {
    let mut out = String::from("\"");
    for character in word.chars() {
        match character {
            '"' | '`' | '$' => out.extend(["\\\\", character.encode_utf8(&mut [0; 4])]),
            '\\' => out.push_str("\\\\\\\\"),
            '%' => out.push_str("%%"),
            '\n' => out.push_str("\\n"),
            _ => out.push(character),
        }
    }
    out.push('"');
    out
}

/// Whether the app starts with the computer.
#[cfg(not(target_os = "linux"))]
pub(crate) fn is_on(app: &AppHandle) -> bool {
    use tauri_plugin_autostart::ManagerExt;

    app.autolaunch().is_enabled().unwrap_or(false)
}

/// Makes the app start with the computer, or no longer.
#[cfg(not(target_os = "linux"))]
pub(crate) fn set(app: &AppHandle, on: bool) -> Reply<()> {
    use tauri_plugin_autostart::ManagerExt;

    let autostart = app.autolaunch();
    let done = if on { autostart.enable() } else { autostart.disable() };
    done.map_err(|_| Failure::io("the system did not take it"))
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::quoted;

    #[test]
    fn a_path_is_one_word_of_the_entry_whatever_is_in_it() {
        assert_eq!(
            quoted("/opt/a b/app"),
            r#""/opt/a b/app""#,
            "a space needs no more than quotes"
        );
        assert_eq!(quoted("/a$b%f"), r#""/a\\$b%%f""#, "no variable, no file");
        assert_eq!(quoted(r#"\""#), r#""\\\\\\"""#, "escaped for the command and for the file");
    }
}
