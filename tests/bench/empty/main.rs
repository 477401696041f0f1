//! A Tauri window with nothing in it: what the start and the memory of the app are held against.

fn main() {
    let ran = tauri::Builder::default()
        .run(tauri::generate_context!("tests/bench/empty/tauri.conf.json"));
    if ran.is_err() {
        std::process::exit(1);
    }
}
