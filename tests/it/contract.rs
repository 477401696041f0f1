//! The commands stand in three places that no compiler compares: the shell's list, the permissions
//! of each window, and the functions of the page. They have to be the same.

use std::collections::BTreeSet;
use std::path::Path;

/// Read as text, so that this runs where no window can be built.
fn file(path: &str) -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    std::fs::read_to_string(root.join(path)).expect("a file of the project")
}

/// The commands of `list.rs` that `window` may call; all of them for none.
fn listed(window: Option<&str>) -> BTreeSet<String> {
    file("src-tauri/src/list.rs")
        .lines()
        .filter_map(|line| line.trim().strip_suffix(';')?.split_once("::")?.1.split_once(", "))
        .filter(|(_, windows)| window.is_none_or(|window| windows.split(' ').any(|w| w == window)))
        .map(|(name, _)| name.to_owned())
        .collect()
}

#[test]
fn each_window_is_granted_what_the_list_says_and_nothing_else() {
    let config: serde_json::Value =
        serde_json::from_str(&file("tauri.conf.json")).expect("the configuration is JSON");
    let capabilities = config["app"]["security"]["capabilities"].as_array().expect("a list");
    assert_eq!(capabilities.len(), 2, "one capability a window");
    for capability in capabilities {
        let window = capability["identifier"].as_str().expect("a name");
        assert_eq!(capability["windows"], serde_json::json!([window]), "one window, no pattern");
        assert!(capability.get("remote").is_none(), "no page from elsewhere may call anything");
        let granted: BTreeSet<String> = capability["permissions"]
            .as_array()
            .expect("a list")
            .iter()
            .map(|permission| permission.as_str().expect("a name").to_owned())
            .collect();
        let mut wanted: BTreeSet<String> = listed(Some(window))
            .iter()
            .map(|command| format!("allow-{}", command.replace('_', "-")))
            .collect();
        // To hear the shell; a page has no need to call out.
        wanted.insert("core:event:allow-listen".to_owned());
        wanted.insert("core:event:allow-unlisten".to_owned());
        assert_eq!(granted, wanted, "the permissions of `{window}`");
    }
}

#[test]
fn the_page_calls_every_command_and_no_other() {
    let ipc = file("ui/src/ipc.ts");
    // `call<T>("name"`, where T may itself hold brackets, and the line may break after `call<T>(`.
    let called: BTreeSet<String> = ipc
        .match_indices("call<")
        .filter_map(|(at, _)| ipc.get(at..)?.split_once(">(")?.1.trim_start().strip_prefix('"'))
        .filter_map(|rest| rest.split_once('"').map(|(name, _)| name.to_owned()))
        .collect();
    assert_eq!(called, listed(None), "`ipc.ts` has one function for each command of `list.rs`");
}

#[test]
fn the_policy_of_the_pages_is_the_one_agreed() {
    let config: serde_json::Value =
        serde_json::from_str(&file("tauri.conf.json")).expect("the configuration is JSON");
    let app = &config["app"];
    assert_eq!(
        app["security"]["csp"],
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; \
         font-src 'self'; connect-src ipc: http://ipc.localhost; base-uri 'none'; \
         form-action 'none'; frame-src 'none'; object-src 'none'",
        "nothing from elsewhere, nothing inline"
    );
    assert_eq!(app["security"]["freezePrototype"], true, "no page may alter the language");
    assert_eq!(app["withGlobalTauri"], false, "only ipc.ts reaches the shell");
    assert_eq!(app["windows"], serde_json::json!([]), "windows are made in Rust");
}
