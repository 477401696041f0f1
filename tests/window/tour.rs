//! Every screen, and how a person gets there.

use serde_json::json;

use crate::house::House;
use crate::look;
use crate::window::Window;

/// A screen: its name in snapshots and pictures, the home it is shown in, the way to it.
pub(crate) struct Screen {
    pub(crate) name: &'static str,
    pub(crate) house: fn(&str) -> House,
    pub(crate) go: fn(&mut Window),
}

/// All of them.
pub(crate) const SCREENS: [Screen; 36] = [
    Screen {
        name: "welcome",
        house: House::empty,
        go: |window| window.expect_focus("textbox", "Passphrase"),
    },
    Screen {
        name: "lock",
        house: House::demo,
        go: |window| window.expect_focus("textbox", "Passphrase"),
    },
    Screen { name: "damaged", house: House::damaged, go: damaged },
    Screen {
        name: "damaged-header",
        house: House::headless,
        go: |window| window.read("so no passphrase opens it"),
    },
    Screen {
        name: "timeline-empty",
        house: House::fresh,
        go: |window| heading(window, "Ctrl+2", "Timeline"),
    },
    Screen { name: "timeline", house: House::demo, go: timeline },
    Screen { name: "entry", house: House::demo, go: entry },
    Screen { name: "entry-loose", house: House::demo, go: loose_entry },
    Screen {
        name: "loose-ends",
        house: House::demo,
        go: |window| heading(window, "Ctrl+3", "Loose ends"),
    },
    Screen { name: "week-read", house: House::demo, go: |window| week(window, "1 Read back") },
    Screen { name: "week-loose", house: House::demo, go: |window| week(window, "2 Loose ends") },
    Screen { name: "week-reflect", house: House::demo, go: |window| week(window, "3 Reflect") },
    Screen { name: "week-close", house: House::demo, go: |window| week(window, "4 Close") },
    Screen {
        name: "packets",
        house: House::demo,
        go: |window| heading(window, "Ctrl+9", "Packets"),
    },
    Screen { name: "packet", house: House::demo, go: packet },
    Screen { name: "packet-leaving", house: House::demo, go: leaving },
    Screen { name: "packet-rehearsal", house: House::demo, go: rehearsal },
    Screen { name: "packet-form", house: House::demo, go: packet_form },
    Screen { name: "portfolio", house: House::demo, go: portfolio },
    Screen { name: "ladder", house: House::demo, go: ladder },
    Screen { name: "ladder-edit", house: House::demo, go: ladder_edit },
    Screen { name: "ladder-empty", house: House::fresh, go: ladder_empty },
    Screen {
        name: "goals",
        house: House::demo,
        go: |window| heading(window, "Ctrl+4", "Goals I own"),
    },
    Screen { name: "people", house: House::demo, go: |window| heading(window, "Ctrl+5", "People") },
    Screen { name: "throughline", house: House::demo, go: throughline },
    Screen { name: "throughline-table", house: House::demo, go: throughline_table },
    Screen {
        name: "updates-empty",
        house: House::fresh,
        go: |window| heading(window, "Ctrl+8", "Updates"),
    },
    Screen { name: "updates", house: House::demo, go: updates },
    Screen { name: "update", house: House::demo, go: update },
    Screen { name: "needs", house: House::demo, go: needs },
    Screen {
        name: "settings",
        house: House::demo,
        go: |window| heading(window, "Ctrl+,", "General"),
    },
    Screen { name: "settings-reminders", house: House::demo, go: reminders },
    Screen { name: "trash", house: House::demo, go: trash },
    Screen { name: "palette", house: House::demo, go: palette },
    Screen { name: "help", house: House::demo, go: help },
    Screen { name: "capture", house: House::demo, go: capture },
];

impl Screen {
    /// The screen called `name`.
    pub(crate) fn called(name: &str) -> &'static Self {
        let found = SCREENS.iter().find(|screen| screen.name == name);
        found.unwrap_or_else(|| panic!("no screen is called `{name}`"))
    }

    /// Starts the app, goes there, and waits until nothing moves any more.
    pub(crate) fn visit(&self, house: House) -> Window {
        let mut window = house.start();
        (self.go)(&mut window);
        settle(&window);
        window
    }
}

/// Waits until fonts are there, nothing moves, and the page says the same twice.
pub(crate) fn settle(window: &Window) {
    let mut before = String::new();
    window.wait("the page to come to rest", || {
        let script = "return document.fonts.status === 'loaded'
            && document.getAnimations().every((one) => one.playState !== 'running')";
        let rests = window.run(script, json!([])) == true;
        let now = look::tree(window);
        let same = rests && now == before && !now.is_empty();
        before = now;
        same.then_some(())
    });
}

fn damaged(window: &mut Window) {
    window.fill("textbox", "Passphrase", support::PASSPHRASE);
    window.press("Enter");
    window.read("The damaged file is kept as it is");
}

fn heading(window: &mut Window, keys: &str, title: &str) {
    window.unlock();
    window.press(keys);
    window.find("heading", title);
}

fn timeline(window: &mut Window) {
    heading(window, "Ctrl+2", "Timeline");
    window.wait("the lines", || (window.names("row").len() > 20).then_some(()));
}

fn entry(window: &mut Window) {
    timeline(window);
    window.walk_to_line("event-sourcing bet");
    window.press("Enter");
    window.read("Reads as");
}

fn loose_entry(window: &mut Window) {
    timeline(window);
    window.walk_to_line("Took the pager");
    window.press("Enter");
    window.find("region", "What came of it");
}

fn week(window: &mut Window, step: &str) {
    // The app opens on its week. A key that led here would be heard again and begin at step one.
    window.unlock();
    window.find("heading", "Week 47");
    window.click("tab", step);
    window.find("tabpanel", step);
}

fn packet(window: &mut Window) {
    heading(window, "Ctrl+9", "Packets");
    window.read("A year of steadying");
    window.walk_to_line("A year of steadying");
    window.press("Enter");
    window.find("region", "The packet as it leaves");
}

fn throughline(window: &mut Window) {
    heading(window, "Ctrl+7", "Throughline");
    window.read("Width counts acts");
    window.expect_focus("listbox", "The throughline");
    window.press("ArrowDown");
}

fn throughline_table(window: &mut Window) {
    throughline(window);
    window.press("T");
    window.find("region", "Acts by outcome and kind");
}

fn updates(window: &mut Window) {
    window.unlock();
    let reason = "Everybody was at the offsite.";
    asked(window, "skip_update", json!({ "id": null, "reason": reason }));
    window.press("Ctrl+8");
    window.find("heading", "Updates");
    window.read(reason);
}

fn update(window: &mut Window) {
    window.unlock();
    asked(window, "add_need", json!({ "edit": a_need() }));
    window.press("Ctrl+8");
    window.click("button", "New update");
    window.find("region", "The update");
    window.read("From your ledger");
}

fn needs(window: &mut Window) {
    window.unlock();
    asked(window, "add_need", json!({ "edit": a_need() }));
    window.press("Ctrl+8");
    window.click("tab", "Needs");
    window.read("raised once");
}

fn a_need() -> serde_json::Value {
    json!({
        "text": "A decision on the second on-call rota.", "person": null, "from": "Ingrid", "by": null,
        "otherwise": "The same four people carry December.", "since": null, "revision": 0,
    })
}

/// Calls a command that has to be answered.
fn asked(window: &Window, command: &str, arguments: serde_json::Value) {
    let (done, answer) = window.invoke(command, arguments);
    assert!(done, "`{command}` was refused: {answer}");
}

fn leaving(window: &mut Window) {
    packet(window);
    window.enter("button", "Export");
    window.find("heading", "Before it leaves");
    window.find("radio", "HTML, one file");
}

fn rehearsal(window: &mut Window) {
    packet(window);
    window.enter("button", "Rehearse");
    window.find("heading", "The first 90 seconds");
}

pub(crate) fn packet_form(window: &mut Window) {
    packet(window);
    window.choose("More about this packet", "Form and its fields");
    window.find("heading", "The form");
    let forms = "return document.querySelector('option[value=self-review]') !== null";
    window.wait("the forms", || (window.run(forms, json!([])) == true).then_some(()));
    // A list of the system's own opens in a window no driver sees.
    let script = "const list = document.querySelector('select');
        list.value = 'self-review';
        list.dispatchEvent(new Event('change', { bubbles: true }));";
    window.run(script, json!([]));
    window.find("heading", "The year in short");
}

fn portfolio(window: &mut Window) {
    heading(window, "Ctrl+9", "Packets");
    window.enter("button", "Portfolio");
    window.read("Offline customs-form checker");
}

fn ladder(window: &mut Window) {
    window.unlock();
    window.enter("link", "Ladder");
    window.find("grid", "Coverage");
    window.expect_focus("gridcell", "nothing");
}

fn ladder_edit(window: &mut Window) {
    ladder(window);
    window.enter("button", "Edit ladder text");
    window.find("heading", "Criteria");
}

fn ladder_empty(window: &mut Window) {
    window.unlock();
    window.enter("link", "Ladder");
    window.find("button", "Start from a neutral one");
}

fn reminders(window: &mut Window) {
    window.unlock();
    let all = json!({
        "week": true, "week_day": 5, "week_at": "16:00", "update": true, "due": true,
        "day_at": "09:00", "quiet_from": "19:00", "quiet_until": "08:00",
    });
    asked(window, "save_reminder_settings", json!({ "settings": all }));
    window.press("Ctrl+,");
    window.click("tab", "Reminders");
    window.find("textbox", "Nothing from");
}

fn trash(window: &mut Window) {
    timeline(window);
    window.choose("More", "Bin");
    window.find("heading", "Bin");
}

fn palette(window: &mut Window) {
    timeline(window);
    window.press("Ctrl+K");
    window.find("combobox", "Do, go or find");
    window.type_in("pa");
}

fn help(window: &mut Window) {
    timeline(window);
    window.press("F1");
    window.find("heading", "Keyboard help");
}

fn capture(window: &mut Window) {
    window.unlock();
    window.press("Ctrl+N");
    window.capture_shown();
    window.type_in("Held the January date against sales !sh $24h..28h #quarter-end ");
    window.read("Shielding");
}
