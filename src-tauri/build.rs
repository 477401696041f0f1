//! Gives every command its own permission; which window holds it stands in `tauri.conf.json`.

#[macro_use]
#[path = "src/list.rs"]
mod list;

macro_rules! names {
    ($($noun:ident::$name:ident, $($window:ident)+;)*) => { &[$(stringify!($name)),*] };
}

const COMMANDS: &[&str] = every_command!(names);

fn main() -> Result<(), Box<dyn std::error::Error>> {
    println!("cargo:rerun-if-changed=src-tauri/src/list.rs");
    let manifest = tauri_build::AppManifest::new().commands(COMMANDS);
    tauri_build::try_build(tauri_build::Attributes::new().app_manifest(manifest))?;
    Ok(())
}
