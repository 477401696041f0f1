//! Every screen for those who do not see it or use no pointer: axe in both themes, the tree that
//! assistive technology is given, and the order of Tab.

use std::fmt::Write;

use serde_json::json;

use crate::look;
use crate::tour::{Screen, settle};
use crate::window::traces;

/// Looks at one screen in every way.
fn look_at(name: &str) {
    let screen = Screen::called(name);
    let window = screen.visit((screen.house)(name));
    let (mut wrong, mut unsure) = (String::new(), String::new());
    for theme in ["light", "dark"] {
        window.run("document.documentElement.dataset.theme = arguments[0]", json!([theme]));
        settle(&window);
        let found = look::check(&window);
        for rule in found.violations {
            let _ = writeln!(wrong, "{theme}: {rule}");
        }
        for rule in found.incomplete {
            let _ = writeln!(unsure, "{theme}: {rule}");
        }
    }
    keep(&format!("{name}.incomplete.txt"), &unsure);
    let tree = look::tree(&window);
    let order = look::tab_order(&window);
    assert!(wrong.is_empty(), "axe on `{name}`:\n{wrong}");
    insta::with_settings!({ prepend_module_to_snapshot => false, omit_expression => true }, {
        insta::assert_snapshot!(format!("{name}.tree"), tree);
        insta::assert_snapshot!(format!("{name}.tab-order"), order);
    });
}

/// What axe could not decide is for a person to look at.
fn keep(name: &str, text: &str) {
    let folder = traces().join("axe");
    std::fs::create_dir_all(&folder).expect("a folder");
    ledgerline_core::file::write(&folder.join(name), text.as_bytes()).expect("written");
}

macro_rules! every_screen {
    ($($test:ident $name:literal)*) => {
        $(#[test] fn $test() { look_at($name); })*

        #[test]
        fn none_is_left_out() {
            let looked_at = [$($name),*];
            let all: Vec<&str> = crate::tour::SCREENS.iter().map(|screen| screen.name).collect();
            assert_eq!(all, looked_at, "a new screen of the tour needs a line here");
        }
    };
}

every_screen! {
    welcome "welcome"
    lock "lock"
    damaged "damaged"
    damaged_header "damaged-header"
    timeline_empty "timeline-empty"
    timeline "timeline"
    entry "entry"
    entry_loose "entry-loose"
    loose_ends "loose-ends"
    week_read "week-read"
    week_loose "week-loose"
    week_reflect "week-reflect"
    week_close "week-close"
    packets "packets"
    packet "packet"
    packet_leaving "packet-leaving"
    packet_rehearsal "packet-rehearsal"
    packet_form "packet-form"
    portfolio "portfolio"
    ladder "ladder"
    ladder_edit "ladder-edit"
    ladder_empty "ladder-empty"
    goals "goals"
    people "people"
    throughline "throughline"
    throughline_table "throughline-table"
    updates_empty "updates-empty"
    updates "updates"
    update "update"
    needs "needs"
    settings "settings"
    settings_reminders "settings-reminders"
    trash "trash"
    palette "palette"
    help "help"
    capture "capture"
}
