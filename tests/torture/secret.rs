//! R13: whoever guesses gets nowhere, changes nothing, and shuts nobody out.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::scene::{PASSPHRASE, Scene, ran};
use crate::{load, tell};

/// Every file of a folder with its bytes.
fn files(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut found = BTreeMap::new();
    for entry in std::fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("a name").path();
        if path.is_dir() {
            found.extend(files(&path));
        } else {
            let bytes = std::fs::read(&path).expect("its bytes");
            found.insert(path, bytes);
        }
    }
    found
}

/// New recovery words of the journal of `scene`.
fn kit(scene: &Scene) -> String {
    let said: Value =
        serde_json::from_str(&scene.ok(&["vault", "recovery", "--json"])).expect("one JSON text");
    let words = said["recovery"].as_array().expect("words").iter().filter_map(Value::as_str);
    words.collect::<Vec<_>>().join(" ")
}

#[test]
fn r13_guesses_change_nothing_and_the_kit_still_opens() {
    let guesses = load(40);
    let scene = Scene::new();
    let (words, strange) = (kit(&scene), kit(&Scene::new()));
    for text in ["Held the January date", "Kept two engineers off reporting"] {
        scene.ok(&["add", text]);
    }
    scene.ok(&["list"]);
    scene.ok(&["backup", "create"]);
    let before = files(&scene.disk());
    let ways: [&[&str]; 6] = [
        &["list"],
        &["vault", "unlock"],
        &["vault", "rekey", "--json"],
        &["backup", "create"],
        &["backup", "restore", "newest"],
        &["vault", "recovery", "--check"],
    ];
    for guess in 0..guesses {
        let args = ways[guess % ways.len()];
        let mut command = scene.command(args);
        // Also what is nearly it: a letter more, another case, the words of another journal.
        let wrong = match guess % 4 {
            0 => format!("{PASSPHRASE}{guess}"),
            1 => PASSPHRASE.to_uppercase(),
            2 => strange.clone(),
            _ => format!("guess number {guess}"),
        };
        let ran =
            ran(command.env("LEDGERLINE_PASSPHRASE", &wrong).env("LEDGERLINE_RECOVERY", &strange));
        let what = args.join(" ");
        assert_eq!(ran.code, Some(3), "`{what}` has no key, guess {guess}: {}", ran.err);
        assert!(!ran.err.contains("amaged"), "a wrong key is not called damage: {}", ran.err);
        assert!(!ran.err.contains(&wrong), "and no guess is told again");
    }
    assert!(files(&scene.disk()) == before, "no byte was written, made or taken away");
    let mut check = scene.command(&["vault", "recovery", "--check"]);
    let checked = ran(check.env("LEDGERLINE_RECOVERY", &words));
    assert_eq!(checked.code, Some(0), "the kit opens it: {}", checked.err);
    let rows: Value = serde_json::from_str(&scene.ok(&["list", "--json"])).expect("rows");
    assert_eq!(rows.as_array().map(Vec::len), Some(2), "and so does the passphrase, all there");
    tell(
        "R13",
        &format!("{guesses} wrong passphrases and kits through {} commands", ways.len()),
        "none but the guesses, at the cost tests derive a key with (64 KiB)",
        &format!("{guesses} refused as a wrong key, no byte changed, passphrase and kit open"),
    );
}
