//! What a person at the window can do and see: press keys, type, find things by role and name.

use std::path::PathBuf;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::driver::{Driver, key, pause};
use crate::house::House;
use crate::look;

/// How long anything may take to appear. Generous: the machine may be building beside it.
pub(crate) const PATIENCE: Duration = Duration::from_secs(30);

/// The key under which WebDriver hands over an element.
const ELEMENT: &str = "element-6066-11e4-a52e-4f735466cecf";

/// The running app, with one of its two windows in front of us.
pub(crate) struct Window {
    pub(crate) driver: Driver,
    pub(crate) house: House,
    page: &'static str,
}

/// What the capture window asks.
pub(crate) const LINE: &str = "What did you just do that nobody will see?";

const MAIN: &str = "main";
const CAPTURE: &str = "capture";

impl Window {
    /// Starts the app in `house` and waits for its first page.
    pub(crate) fn start(house: House) -> Self {
        let driver = Driver::start(&house);
        let window = Self { driver, house, page: MAIN };
        window.arrive();
        window
    }

    /// Ends the app without warning and gives its home back.
    pub(crate) fn kill(mut self) -> House {
        self.driver.kill();
        let name = self.house.name.clone();
        std::mem::replace(&mut self.house, House::empty(&name))
    }

    /// Goes on in the main window. Locking replaces it, so it is looked for each time.
    pub(crate) fn main(&mut self) {
        self.page = MAIN;
        self.arrive();
    }

    /// Goes on in the capture window, hidden or not.
    pub(crate) fn capture(&mut self) {
        self.page = CAPTURE;
        self.arrive();
    }

    /// Goes on in the capture window once it is on the screen, with its line ready.
    pub(crate) fn capture_shown(&mut self) {
        self.capture();
        self.wait("the capture window on the screen", || self.is_visible().then_some(()));
        self.expect_focus("textbox", LINE);
    }

    fn arrive(&self) {
        self.wait(&format!("the {} window with a page in it", self.page), || self.is_at(self.page));
    }

    fn is_at(&self, page: &str) -> Option<()> {
        for handle in self.driver.handles().ok()? {
            if self.driver.switch(&handle).is_err() {
                continue;
            }
            let script = "const name = location.pathname === '/capture.html' ? 'capture' : 'main';
                return document.body?.innerText.trim() || document.querySelector('textarea') ? name : ''";
            if self.driver.execute(script, json!([])).ok()? == page {
                return Some(());
            }
        }
        None
    }

    /// Whether the page in front of us is on the screen.
    pub(crate) fn is_visible(&self) -> bool {
        self.run("return document.visibilityState", json!([])) == "visible"
    }

    /// Waits until `look` finds something.
    pub(crate) fn wait<T>(&self, what: &str, mut look: impl FnMut() -> Option<T>) -> T {
        let end = Instant::now() + PATIENCE;
        loop {
            if let Some(found) = look() {
                return found;
            }
            assert!(Instant::now() < end, "`{}`: waited in vain for {what}", self.house.name);
            pause();
        }
    }

    /// Runs `script` as a function's body in the page.
    pub(crate) fn run(&self, script: &str, arguments: Value) -> Value {
        match self.driver.execute(script, arguments) {
            Ok(found) => found,
            Err(refused) => panic!("the page did not run a script: {refused:?}"),
        }
    }

    /// Everything with this role and name, best first; of any name when that is none.
    pub(crate) fn all(&self, role: &str, name: Option<&str>) -> Vec<String> {
        look::into(self);
        let found = self.driver.execute("return look.find(...arguments)", json!([role, name]));
        let found = found.ok().and_then(|found| found.as_array().cloned()).unwrap_or_default();
        found.iter().filter_map(|one| one[ELEMENT].as_str().map(str::to_owned)).collect()
    }

    /// The names of everything with this role.
    pub(crate) fn names(&self, role: &str) -> Vec<String> {
        look::into(self);
        let found = self.driver.execute("return look.names(...arguments)", json!([role]));
        let found = found.ok().and_then(|found| found.as_array().cloned()).unwrap_or_default();
        found.iter().filter_map(|one| one.as_str().map(str::to_owned)).collect()
    }

    /// Waits for the one thing with this role and name.
    pub(crate) fn find(&self, role: &str, name: &str) -> String {
        let end = Instant::now() + PATIENCE;
        loop {
            if let Some(found) = self.all(role, Some(name)).into_iter().next() {
                return found;
            }
            if Instant::now() > end {
                let there = self.names(role);
                panic!("`{}`: no {role} `{name}`; there are {there:?}", self.house.name);
            }
            pause();
        }
    }

    /// Waits until nothing has this role and name.
    pub(crate) fn gone(&self, role: &str, name: &str) {
        self.wait(&format!("{role} `{name}` to go"), || {
            self.all(role, Some(name)).is_empty().then_some(())
        });
    }

    /// Everything the page says, on one line.
    pub(crate) fn text(&self) -> String {
        let script = "return document.body.innerText.replace(/\\s+/g, ' ')";
        self.driver
            .execute(script, json!([]))
            .ok()
            .and_then(|text| text.as_str().map(str::to_owned))
            .unwrap_or_default()
    }

    /// Waits until the page says `words`.
    pub(crate) fn read(&self, words: &str) {
        self.wait(&format!("the words `{words}`"), || self.text().contains(words).then_some(()));
    }

    /// What a field holds.
    pub(crate) fn value(&self, role: &str, name: &str) -> String {
        let field = self.find(role, name);
        let found = self.run("return arguments[0].value", json!([{ ELEMENT: field }]));
        found.as_str().unwrap_or_default().to_owned()
    }

    /// Waits until this has the focus.
    pub(crate) fn expect_focus(&self, role: &str, name: &str) {
        self.wait(&format!("the focus on {role} `{name}`"), || {
            self.is_focused(role, name).then_some(())
        });
    }

    fn is_focused(&self, role: &str, name: &str) -> bool {
        let script = "return look.find(...arguments).includes(document.activeElement)";
        look::into(self);
        self.driver.execute(script, json!([role, name])).is_ok_and(|found| found == true)
    }

    /// Walks there with Tab, as a person without a pointer would.
    pub(crate) fn tab_to(&self, role: &str, name: &str) {
        let mut wanted = self.find(role, name);
        for _ in 0..200 {
            let script = "const [one] = arguments;
                return one.isConnected ? one === document.activeElement : null";
            match self.driver.execute(script, json!([{ ELEMENT: wanted }])) {
                Ok(Value::Bool(true)) => return,
                Ok(Value::Bool(false)) => self.press("Tab"),
                // The page drew it anew.
                _ => wanted = self.find(role, name),
            }
        }
        panic!("`{}`: Tab never reaches {role} `{name}`", self.house.name);
    }

    /// Walks with Tab into the ledger and down to the line that says `words`.
    pub(crate) fn walk_to_line(&self, words: &str) {
        let is_there = || {
            let script = "return document.activeElement?.closest('[data-line]')?.innerText ?? ''";
            self.run(script, json!([])).as_str().map(str::to_owned).unwrap_or_default()
        };
        for _ in 0..80 {
            if !is_there().is_empty() {
                break;
            }
            self.press("Tab");
        }
        self.press("Home");
        for _ in 0..200 {
            if is_there().contains(words) {
                return;
            }
            self.press("j");
        }
        panic!("`{}`: no line says `{words}`", self.house.name);
    }

    /// Walks to a button, a link or the like and presses Enter.
    pub(crate) fn enter(&self, role: &str, name: &str) {
        self.tab_to(role, name);
        self.press("Enter");
    }

    /// Opens a menu and walks down to one of its items, then presses Enter.
    pub(crate) fn choose(&self, menu: &str, item: &str) {
        self.enter("button", menu);
        self.find("menuitem", item);
        for _ in 0..30 {
            if self.is_focused("menuitem", item) {
                return self.press("Enter");
            }
            self.press("ArrowDown");
        }
        panic!("`{}`: no arrow reaches `{item}`", self.house.name);
    }

    /// Walks to a field, empties it and types.
    pub(crate) fn fill(&self, role: &str, name: &str, text: &str) {
        self.tab_to(role, name);
        // On a busy machine a window that was only just shown drops keys, or has one still down
        // that locked the window before it. A field may also keep less or more than was typed.
        for last in [false, false, true] {
            if !self.value(role, name).is_empty() {
                self.press("Ctrl+A");
                self.press("Delete");
            }
            self.type_in(text);
            let end = Instant::now() + if last { PATIENCE } else { Duration::from_secs(1) };
            while Instant::now() < end {
                let typed = self.value(role, name).chars().count();
                if typed == text.chars().count() || (last && typed > 0) {
                    return;
                }
                pause();
            }
            self.let_go();
        }
        panic!("`{}`: {role} `{name}` takes no text", self.house.name);
    }

    /// Types into whatever has the focus.
    pub(crate) fn type_in(&self, text: &str) {
        // WebDriver would give the focus to whatever has it a moment too early.
        self.wait("the focus in a text field", || {
            let script = "return document.activeElement?.matches('input, textarea')";
            (self.run(script, json!([])) == true).then_some(())
        });
        let found = self.driver.get("element/active").expect("something has the focus");
        let id = found[ELEMENT].as_str().expect("an element");
        let typed = self.driver.post(&format!("element/{id}/value"), json!({ "text": text }));
        typed.unwrap_or_else(|refused| panic!("`{}`: not typed: {refused:?}", self.house.name));
    }

    /// Presses a key with its modifiers: `Tab`, `a`, `Ctrl+K`, `Ctrl+Shift+L`.
    pub(crate) fn press(&self, combination: &str) {
        // A key sent to a window that was never on the screen takes the whole app down.
        assert!(self.is_visible(), "`{}`: `{combination}` into a hidden window", self.house.name);
        let keys: Vec<String> = match combination {
            "+" => vec!["+".into()],
            some => some.split('+').map(|part| key(part).to_string()).collect(),
        };
        let down = keys.iter().map(|key| json!({ "type": "keyDown", "value": key }));
        let up = keys.iter().rev().map(|key| json!({ "type": "keyUp", "value": key }));
        let steps: Vec<Value> = down.chain(up).collect();
        match self.driver.act(&steps) {
            // A key that locks takes its window away before it is let go of.
            Err(refused) if refused.code != "no such window" => {
                panic!("`{}`: `{combination}` not pressed: {refused:?}", self.house.name)
            }
            _ => {}
        }
    }

    /// Clicks with the pointer.
    pub(crate) fn click(&self, role: &str, name: &str) {
        let id = self.find(role, name);
        let clicked = self.driver.post(&format!("element/{id}/click"), json!({}));
        clicked.unwrap_or_else(|refused| panic!("`{}`: no click: {refused:?}", self.house.name));
    }

    /// Drags a line of a list by its grip onto another.
    pub(crate) fn drag_line(&self, words: &str, onto: &str) {
        let script = "const line = (words) => [...document.querySelectorAll('[data-drop]')]
                .find((one) => one.innerText.includes(words));
            const middle = (one) => {
                const box = one.getBoundingClientRect();
                return [Math.round(box.x + box.width / 2), Math.round(box.y + box.height / 2)];
            };
            const [from, to] = [line(arguments[0]), line(arguments[1])];
            from.scrollIntoView({ block: 'center' });
            return [middle(from.querySelector('.grip')), middle(to)];";
        let points: [[i64; 2]; 2] = serde_json::from_value(self.run(script, json!([words, onto])))
            .expect("both lines are on the page");
        let dragged = self.driver.drag(points[0], points[1]);
        dragged.unwrap_or_else(|refused| panic!("`{}`: no drag: {refused:?}", self.house.name));
    }

    /// Calls a command of the shell and hands back `ok` or `no`, with what it said.
    pub(crate) fn invoke(&self, command: &str, arguments: Value) -> (bool, Value) {
        let script = "const [command, given, done] = arguments;
            window.__TAURI_INTERNALS__.invoke(command, given).then((v) => done([true, v]), (e) => done([false, e]));";
        let answer = self.driver.execute_async(script, json!([command, arguments]));
        match answer {
            Ok(found) => (found[0] == true, found[1].clone()),
            Err(refused) => panic!("`{command}` was not answered: {refused:?}"),
        }
    }

    /// No key is down any more.
    fn let_go(&self) {
        let released = self.driver.let_go();
        released.unwrap_or_else(|refused| panic!("the keys stay down: {refused:?}"));
    }

    /// Opens the demo or the fresh journal on the lock screen.
    pub(crate) fn unlock(&mut self) {
        self.fill("textbox", "Passphrase", support::PASSPHRASE);
        // The keys that locked the page may still have been down, Shift among them.
        if self.value("textbox", "Passphrase") != support::PASSPHRASE {
            self.let_go();
            self.fill("textbox", "Passphrase", support::PASSPHRASE);
        }
        self.press("Enter");
        self.find("navigation", "Main");
    }

    /// Locks by key. The page that showed the journal goes, and a new one asks for the passphrase.
    pub(crate) fn lock(&mut self) {
        let before = self.driver.get("window").expect("a window in front");
        self.press("Ctrl+Shift+L");
        self.wait("the old page to go", || {
            let handles = self.driver.handles().ok()?;
            (!handles.iter().any(|handle| before == handle.as_str())).then_some(())
        });
        self.main();
        // The keys went down in a page that was gone before they came up.
        self.let_go();
        self.expect_focus("textbox", "Passphrase");
    }

    /// A screenshot, as PNG, of the page as it is now.
    pub(crate) fn picture(&self) -> Vec<u8> {
        let mut before = Vec::new();
        // A busy machine hands over an older frame. One that stays is the present one, but for a
        // caret, which blinks for ever.
        for _ in 0..8 {
            let script = "const done = arguments[0];
                requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 250)))";
            let drawn = self.driver.execute_async(script, json!([]));
            let now = drawn.and_then(|_| self.driver.screenshot());
            let now = now.unwrap_or_else(|refused| panic!("no picture: {refused:?}"));
            if now == before {
                break;
            }
            before = now;
        }
        before
    }

    /// Leaves behind what the windows showed when the journey failed.
    fn leave_traces(&self) {
        let folder = traces().join(&self.house.name);
        let _ = std::fs::create_dir_all(&folder);
        for (number, handle) in self.driver.handles().unwrap_or_default().iter().enumerate() {
            if self.driver.switch(handle).is_err() {
                continue;
            }
            if look::inject(self).is_ok() {
                let tree = self.driver.execute("return look.tree()", json!([]));
                let tree = tree.ok().and_then(|tree| tree.as_str().map(str::to_owned));
                let file = folder.join(format!("{number}.txt"));
                let _ = ledgerline_core::file::write(&file, tree.unwrap_or_default().as_bytes());
            }
            if let Ok(picture) = self.driver.screenshot() {
                let _ =
                    ledgerline_core::file::write(&folder.join(format!("{number}.png")), &picture);
            }
        }
        println!("what the windows showed: {}", folder.display());
    }
}

impl Drop for Window {
    fn drop(&mut self) {
        if std::thread::panicking() {
            self.leave_traces();
        }
    }
}

/// Where failures leave their traces: `target/window`.
pub(crate) fn traces() -> PathBuf {
    PathBuf::from(env!("CARGO_TARGET_TMPDIR")).with_file_name("window")
}
