//! The shell: two windows, a tray and a key around the journal, and the commands between them.
//!
//! A page asks through `ui/src/ipc.ts`; [`gate`] lets through what `list.rs` grants that window;
//! a command in `commands/` calls the journal on the [`state::Desk`] and hands back what it says.
//! Nothing here knows SQL or decides anything about entries.

#[macro_use]
mod list;

mod appearance;
mod backing;
mod clock;
mod commands;
mod error;
mod files;
mod gate;
mod hush;
mod launch;
mod locking;
mod menu;
mod notice;
mod opening;
mod preferences;
mod remind;
mod second;
mod shortcut;
#[cfg(target_os = "linux")]
mod sleep;
mod startup;
mod state;
#[cfg(target_os = "linux")]
mod surroundings;
mod tray;
mod watch;
mod windows;
mod words;

use std::alloc::System;
use std::process::ExitCode;

use ledgerline_core::hold;
use tauri::{AppHandle, Manager, RunEvent, WindowEvent};
use zeroizing_alloc::ZeroAlloc;

use launch::{Ask, Launch};
use state::{Desk, held};

/// What is given back is wiped: the text of a command, its answer, and a passphrase on its way lie
/// in buffers that no type of ours owns.
#[global_allocator]
static MEMORY: ZeroAlloc<System> = ZeroAlloc(System);

/// Runs the app until its last window is gone.
#[must_use]
pub fn run() -> ExitCode {
    hush::keep();
    hold::introduce(hold::Kind::Window);
    #[cfg(target_os = "linux")]
    surroundings::settle();
    // Asked while the window system starts, so that nobody waits for the answer.
    let prefers_dark = appearance::ask_system();
    let builder = tauri::Builder::default();
    #[cfg(not(target_os = "linux"))]
    let builder = builder.plugin(tauri_plugin_autostart::Builder::new().arg(startup::WAIT).build());
    let built = builder
        // First, so that a second start ends before it has touched anything.
        .plugin(tauri_plugin_single_instance::init(|app, arguments, _| {
            let launch = launch::read(arguments.into_iter().skip(1).map(Into::into));
            answer(app, launch.ask);
        }))
        .plugin(tauri_plugin_dialog::init())
        .plugin(shortcut::plugin())
        .plugin(
            tauri_plugin_window_state::Builder::new()
                .with_state_flags(windows::remembered())
                .with_filter(|label| label == windows::MAIN)
                .build(),
        )
        .invoke_handler(gate::keep(commands::handler()))
        .on_menu_event(|app, event| menu::chosen(app, event.id().as_ref()))
        .setup(move |app| {
            let launch = launch::read(std::env::args_os().skip(1));
            set_up(app.handle(), &launch, &prefers_dark)
        })
        .build(tauri::generate_context!());
    match built {
        Ok(app) => {
            app.run(on_event);
            ExitCode::SUCCESS
        }
        Err(error) => {
            hush::note(&format!("could not start: {error}"));
            ExitCode::FAILURE
        }
    }
}

/// Puts everything in place. The main window comes first, since a WebDriver takes the first one,
/// and is shown before anything that it can do without.
fn set_up(
    app: &AppHandle,
    launch: &Launch,
    prefers_dark: &appearance::Asked,
) -> Result<(), Box<dyn std::error::Error>> {
    let config = app.path().app_config_dir()?;
    ledgerline_core::file::make_private_dir(&config)?;
    // The plugin finds another instance over D-Bus, and falls open where there is none.
    app.manage(second::or_first(&config)?);
    let data = app.path().local_data_dir().ok();
    let folder = launch::folder(launch, data.as_deref()).ok_or("no folder for the journal")?;
    // A restore that was killed half way is finished before anything is looked at. What keeps
    // it shows when the journal is opened.
    let _ = ledgerline_core::backup::settle(&folder);
    app.manage(Desk::new(folder, config.join("preferences.json"), launch.synced_is_fine));
    second::listen(app, &config);
    let desk = app.state::<Desk>();
    *held(&desk.system_dark) = appearance::answered(prefers_dark);
    desk.start_with_system(startup::is_on(app));
    if cfg!(target_os = "macos") {
        app.set_menu(menu::build(app)?)?;
    }
    windows::make_main(app)?;
    answer(app, launch.ask.clone());
    let (later, waits) = (app.clone(), launch.ask == Ask::Wait);
    std::thread::spawn(move || stand_by(&later, waits));
    Ok(())
}

/// What makes the app reachable from elsewhere, and watches over it.
fn stand_by(app: &AppHandle, waits: bool) {
    shortcut::register(app);
    watch::start(app);
    backing::start(app);
    remind::start(app);
    // Where there is no tray to wait in, nobody could see that the app runs.
    if !tray::raise(app, waits) && waits {
        answer(app, Ask::Open);
    }
}

/// Shows what was asked for.
fn answer(app: &AppHandle, ask: Ask) {
    let shown = match ask {
        Ask::Open => windows::show_main(app),
        Ask::Capture(text) => windows::show_capture(app, text),
        Ask::Wait => Ok(()),
    };
    if shown.is_err() {
        hush::note("a window could not be shown");
    }
}

fn on_event(app: &AppHandle, event: RunEvent) {
    match event {
        RunEvent::WindowEvent { label, event: WindowEvent::CloseRequested { api, .. }, .. } => {
            api.prevent_close();
            windows::close(app, &label);
        }
        RunEvent::WindowEvent { label, event: WindowEvent::Focused(false), .. }
            if label == windows::CAPTURE =>
        {
            windows::capture_left(app);
        }
        RunEvent::WindowEvent { label, event: WindowEvent::DragDrop(event), .. }
            if label == windows::MAIN =>
        {
            files::dragged(app, &event);
        }
        // Between the old windows and the new ones there is none.
        RunEvent::ExitRequested { code: None, api, .. } if windows::are_being_replaced(app) => {
            api.prevent_exit();
        }
        #[cfg(target_os = "macos")]
        RunEvent::Opened { urls } => {
            urls.iter().filter_map(launch::follow).for_each(|ask| answer(app, ask));
        }
        #[cfg(target_os = "macos")]
        RunEvent::Reopen { .. } => answer(app, Ask::Open),
        RunEvent::Exit => {
            app.state::<Desk>().close();
        }
        _ => {}
    }
}
