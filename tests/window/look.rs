//! Looks at the page with the eyes of assistive technology: axe's rules, the tree of roles and
//! names, the order of Tab.

use std::path::Path;
use std::sync::OnceLock;

use serde_json::{Value, json};

use crate::driver::Refused;
use crate::window::Window;

const LOOK: &str = include_str!("look.js");

/// What axe found on a page.
pub(crate) struct Findings {
    /// Must be empty.
    pub(crate) violations: Vec<String>,
    /// What axe could not decide.
    pub(crate) incomplete: Vec<String>,
}

/// Puts `look` into the page, where it is not there already.
///
/// # Panics
/// The page runs no script.
pub(crate) fn into(window: &Window) {
    if let Err(refused) = inject(window) {
        // A window that locking just replaced has no page for a moment; whoever waits asks again.
        assert!(refused.code != "no answer", "the page does not answer: {refused:?}");
    }
}

/// Like [`into`], for when nothing may panic.
pub(crate) fn inject(window: &Window) -> Result<(), Refused> {
    if window.driver.execute("return 'look' in window", json!([]))? == true {
        return Ok(());
    }
    let script = format!("{}\n;window.axe = axe;\n{LOOK}", axe());
    window.driver.execute(&script, json!([])).map(|_| ())
}

/// axe-core, as `npm ci` put it there.
fn axe() -> &'static str {
    static AXE: OnceLock<String> = OnceLock::new();
    AXE.get_or_init(|| {
        let file =
            Path::new(env!("CARGO_MANIFEST_DIR")).join("../ui/node_modules/axe-core/axe.min.js");
        let found = std::fs::read_to_string(&file);
        found.unwrap_or_else(|error| panic!("`{}`: {error}; run npm ci in ui", file.display()))
    })
}

/// The page's tree of roles, names and states.
pub(crate) fn tree(window: &Window) -> String {
    into(window);
    let tree = window.run("return look.tree()", json!([]));
    window.house.redact(tree.as_str().unwrap_or_default())
}

/// Whether what has the focus is scrolled to in the end.
fn comes_into_sight(window: &Window) -> bool {
    (0..30).any(|_| {
        std::thread::sleep(std::time::Duration::from_millis(100));
        window.run("return look.seen()", json!([])) == true
    })
}

/// Every stop of Tab on the page, from the first in the page on. Fails when a stop is out of sight.
pub(crate) fn tab_order(window: &Window) -> String {
    into(window);
    window.run("look.forget()", json!([]));
    let (mut stops, mut hidden) = (Vec::new(), Vec::new());
    for _ in 0..150 {
        window.press("Tab");
        let stop = window.run("return look.stop()", json!([]));
        let Some(line) = stop["line"].as_str() else { break };
        if stop["hidden"] == true && !comes_into_sight(window) {
            hidden.push(line.to_owned());
        }
        stops.push(line.to_owned());
    }
    assert!(hidden.is_empty(), "`{}`: the focus cannot be seen on {hidden:#?}", window.house.name);
    let first = window.run("return look.first()", json!([])).as_u64().unwrap_or_default();
    let first = usize::try_from(first).unwrap_or_default().min(stops.len());
    stops.rotate_left(first);
    window.house.redact(&stops.join("\n"))
}

/// Runs axe on the page.
pub(crate) fn check(window: &Window) -> Findings {
    into(window);
    let script = "const done = arguments[0];
        look.check().then(done, (error) => done({ failed: String(error) }));";
    let found = window.driver.execute_async(script, json!([]));
    let found = found.unwrap_or_else(|refused| panic!("axe did not run: {refused:?}"));
    assert!(found["failed"].is_null(), "axe failed: {}", found["failed"]);
    Findings { violations: brief(&found["violations"]), incomplete: brief(&found["incomplete"]) }
}

fn brief(rules: &Value) -> Vec<String> {
    let rules = rules.as_array().into_iter().flatten();
    rules
        .map(|rule| {
            format!(
                "{} ({} times): {}: {:#}",
                rule["id"], rule["count"], rule["help"], rule["nodes"]
            )
        })
        .collect()
}
