//! Files the user chooses. The dialogs open here, so that a page never holds a path.
//!
//! Nobody can click a native dialog in a test. With `TAURI_WEBVIEW_AUTOMATION` set, a save goes
//! into the folder `LEDGERLINE_TEST_SAVE_DIR`, and the file attached is `LEDGERLINE_TEST_ATTACH`.

use std::path::{Path, PathBuf};

use serde::Serialize;
use tauri::{AppHandle, DragDropEvent, Emitter, Manager};
use tauri_plugin_dialog::{DialogExt, FileDialogBuilder};

use crate::appearance::driven;
use crate::error::{Failure, Reply};
use crate::state::{Desk, held};
use crate::windows::MAIN;

/// A file as it was delivered.
#[derive(Serialize)]
pub(crate) struct Saved {
    /// Its name, without the folder.
    name: String,
    bytes: usize,
}

/// Asks where `bytes` should go and writes them there whole. None when the user thought better.
pub(crate) fn save(app: &AppHandle, name: &str, bytes: &[u8]) -> Reply<Option<Saved>> {
    save_with(app, name, |path| {
        ledgerline_core::file::write(path, bytes)?;
        Ok(bytes.len())
    })
}

/// Like [`save`], for a file that `write` puts at the path. It gives the size.
pub(crate) fn save_with(
    app: &AppHandle,
    name: &str,
    write: impl FnOnce(&Path) -> Reply<usize>,
) -> Reply<Option<Saved>> {
    let name: String = name.chars().map(|c| if is_safe(c) { c } else { '-' }).collect();
    let path = if let Some(dir) = instead("LEDGERLINE_TEST_SAVE_DIR") {
        Some(dir.join(&name))
    } else {
        let chosen = dialog(app).set_file_name(&name).blocking_save_file();
        chosen.and_then(|path| path.into_path().ok())
    };
    let Some(path) = path else { return Ok(None) };
    let bytes = write(&path)?;
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    Ok(Some(Saved { name, bytes }))
}

/// Asks for a file and reads it: its name, without the folder, and its bytes.
pub(crate) fn pick(app: &AppHandle) -> Reply<Option<(String, Vec<u8>)>> {
    let path = instead("LEDGERLINE_TEST_ATTACH")
        .or_else(|| dialog(app).blocking_pick_file().and_then(|path| path.into_path().ok()));
    let Some(path) = path else { return Ok(None) };
    read(&path).map(Some)
}

/// Asks for a folder. A test says which in `LEDGERLINE_TEST_FOLDER`.
pub(crate) fn pick_folder(app: &AppHandle) -> Option<PathBuf> {
    instead("LEDGERLINE_TEST_FOLDER")
        .or_else(|| dialog(app).blocking_pick_folder().and_then(|path| path.into_path().ok()))
}

/// A file's name, without the folder, and its bytes.
fn read(path: &Path) -> Reply<(String, Vec<u8>)> {
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    Ok((name, std::fs::read(path).map_err(Failure::from)?))
}

/// Files are dragged over the main window. The page hears that they are, and gets no path: what
/// was dropped waits until it says where it belongs.
pub(crate) fn dragged(app: &AppHandle, event: &DragDropEvent) {
    let how = match event {
        DragDropEvent::Enter { .. } => "over",
        DragDropEvent::Drop { paths, .. } => {
            held(&app.state::<Desk>().dropped).clone_from(paths);
            "dropped"
        }
        DragDropEvent::Leave => "gone",
        _ => return,
    };
    let _ = app.emit_to(MAIN, "dragged", how);
}

/// What was dropped last: names and bytes, once.
pub(crate) fn dropped(desk: &Desk) -> Reply<Vec<(String, Vec<u8>)>> {
    let paths = std::mem::take(&mut *held(&desk.dropped));
    paths.iter().map(|path| read(path)).collect()
}

/// Opens the user's mail program with a `mailto:` address.
pub(crate) fn open_mail(address: &str) -> Reply<()> {
    if let Some(dir) = instead("LEDGERLINE_TEST_SAVE_DIR") {
        return Ok(ledgerline_core::file::write(&dir.join("mailto.txt"), address.as_bytes())?);
    }
    tauri_plugin_opener::open_url(address, None::<&str>)
        .map_err(|_| Failure::io("no mail program answered"))
}

fn dialog(app: &AppHandle) -> FileDialogBuilder<tauri::Wry> {
    let dialog = app.dialog().file();
    match app.get_webview_window(MAIN) {
        Some(window) => dialog.set_parent(&window),
        None => dialog,
    }
}

/// What a test wants instead of a dialog.
fn instead(variable: &str) -> Option<PathBuf> {
    driven().then(|| std::env::var_os(variable)).flatten().map(PathBuf::from)
}

/// Whether every file system takes this character in a name.
fn is_safe(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, ' ' | '-' | '_' | '.' | ',')
}
