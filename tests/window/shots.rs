//! Screenshots of every screen, light and dark, for the README: `cargo xtask shots`.

use serde_json::json;

use crate::house::program;
use crate::tour::{SCREENS, Screen};

/// The stage leaves this out of the journeys: it writes into the tree.
#[test]
fn every_screen_in_both_themes() {
    let folder = program("LEDGERLINE_SHOTS");
    std::fs::create_dir_all(&folder).expect("the folder for the pictures");
    // Of a damaged ledger the driver gives no picture in time, and the README needs none.
    let whole = |screen: &&Screen| !screen.name.starts_with("damaged");
    for screen in SCREENS.iter().filter(whole) {
        for theme in ["light", "dark"] {
            let name = format!("{}-{theme}", screen.name);
            let house = (screen.house)(&format!("shots-{name}"));
            let window = screen.visit(house.prefer(&json!({ "theme": theme })));
            let file = folder.join(format!("{name}.png"));
            ledgerline_core::file::write(&file, &window.picture()).expect("the picture is kept");
            println!("{name}");
        }
    }
}
