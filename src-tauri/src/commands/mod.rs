//! The commands, one file per noun. Each calls the journal and hands back what it says.

/// Commands that hand their arguments to the open journal and its answer to the page.
macro_rules! asks {
    ($($(#[$doc:meta])* $name:ident($($arg:ident: $type:ty),*) -> $answer:ty = $ask:expr;)*) => {$(
        $(#[$doc])*
        #[tauri::command(async)]
        pub(crate) fn $name(
            desk: tauri::State<'_, crate::state::Desk>,
            $($arg: $type),*
        ) -> crate::error::Reply<$answer> {
            desk.journal($ask)
        }
    )*};
}

mod app;
mod backups;
mod capture;
mod entries;
mod goals;
mod ladders;
mod lists;
mod needs;
mod outcomes;
mod packets;
mod people;
mod pictures;
mod protection;
mod reminders;
mod salvage;
mod updates;
mod week;

use tauri::Wry;
use tauri::ipc::Invoke;

macro_rules! handlers {
    ($($noun:ident::$name:ident, $($window:ident)+;)*) => {
        tauri::generate_handler![$($noun::$name),*]
    };
}

/// Finds the command that was called.
pub(crate) fn handler() -> impl Fn(Invoke<Wry>) -> bool + Send + Sync + 'static {
    every_command!(handlers)
}
