//! The wire to the window: tauri-driver in front of WebKitWebDriver, and the few calls of the
//! WebDriver protocol that the journeys need. Every call has an end.

use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use base64::Engine;
use serde_json::{Value, json};

use crate::house::{House, program};

/// Longer than anything here takes on a slow machine that builds beside it.
const CALL: Duration = Duration::from_secs(60);
const START: Duration = Duration::from_secs(90);

/// Where a call's error is the protocol's, its code, such as `no such window`.
#[derive(Debug)]
pub(crate) struct Refused {
    pub(crate) code: String,
    #[expect(dead_code, reason = "what a failure prints")]
    message: String,
}

type Answer<T = Value> = Result<T, Refused>;

/// A driver with one session, which is the running app.
pub(crate) struct Driver {
    process: Child,
    agent: ureq::Agent,
    base: String,
    session: String,
}

impl Driver {
    /// Starts the driver and lets it start the app in `house`.
    pub(crate) fn start(house: &House) -> Self {
        let (port, behind) = (free_port(), free_port());
        let process = Command::new(program("TAURI_DRIVER"))
            .args(["--port", &port.to_string(), "--native-port", &behind.to_string()])
            .envs(house.surroundings())
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("tauri-driver starts");
        let config = ureq::Agent::config_builder()
            .http_status_as_error(false)
            .timeout_global(Some(CALL))
            .build();
        let base = format!("http://127.0.0.1:{port}");
        let mut driver = Self { process, agent: config.into(), base, session: String::new() };
        listens(port);
        listens(behind);
        driver.session = driver.begin(&program("LEDGERLINE_APP"), &house.journal());
        driver
    }

    /// No `browserName`: WebKitWebDriver would compare it with the app's and find nothing.
    fn begin(&self, app: &Path, journal: &Path) -> String {
        let options = json!({ "application": app, "args": ["--journal", journal] });
        let wanted = json!({ "capabilities": { "alwaysMatch": { "tauri:options": options } } });
        let end = Instant::now() + START;
        loop {
            match self.ask("POST", "/session", Some(wanted.clone())) {
                Ok(found) => {
                    let id = found["sessionId"].as_str().expect("a session has an id");
                    return format!("/session/{id}");
                }
                Err(refused) if Instant::now() > end => {
                    panic!("the app did not start: {refused:?}")
                }
                Err(_) => pause(),
            }
        }
    }

    fn ask(&self, method: &str, path: &str, body: Option<Value>) -> Answer {
        let url = format!("{}{path}", self.base);
        let sent = match (method, body) {
            ("GET", _) => self.agent.get(&url).call(),
            ("DELETE", _) => self.agent.delete(&url).call(),
            (_, body) => self.agent.post(&url).send_json(body.unwrap_or_else(|| json!({}))),
        };
        let mut response = sent.map_err(|error| Refused {
            code: "no answer".into(),
            message: format!("{method} {path}: {error}"),
        })?;
        let body = response.body_mut().with_config().limit(64 * 1024 * 1024).read_json::<Value>();
        let mut body = body.map_err(|error| Refused {
            code: "no answer".into(),
            message: format!("{method} {path}: {error}"),
        })?;
        let value = body["value"].take();
        if response.status().is_success() {
            return Ok(value);
        }
        let text = |name: &str| value[name].as_str().unwrap_or_default().to_owned();
        Err(Refused { code: text("error"), message: text("message") })
    }

    /// Posts to the session.
    pub(crate) fn post(&self, command: &str, body: Value) -> Answer {
        self.ask("POST", &format!("{}/{command}", self.session), Some(body))
    }

    /// Gets from the session.
    pub(crate) fn get(&self, command: &str) -> Answer {
        self.ask("GET", &format!("{}/{command}", self.session), None)
    }

    /// Runs `script` as the body of a function in the page.
    pub(crate) fn execute(&self, script: &str, arguments: Value) -> Answer {
        self.post("execute/sync", json!({ "script": script, "args": arguments }))
    }

    /// Runs `script` in the page; its last argument is the function that takes the result.
    pub(crate) fn execute_async(&self, script: &str, arguments: Value) -> Answer {
        self.post("execute/async", json!({ "script": script, "args": arguments }))
    }

    /// Presses and lets go of keys, each a step of its own.
    pub(crate) fn act(&self, steps: &[Value]) -> Answer {
        let keys = json!({ "type": "key", "id": "keyboard", "actions": steps });
        self.post("actions", json!({ "actions": [keys] }))
    }

    /// Takes the pointer from one point of the page to another with its first button down.
    pub(crate) fn drag(&self, from: [i64; 2], to: [i64; 2]) -> Answer {
        let moved =
            |[x, y]: [i64; 2]| json!({ "type": "pointerMove", "x": x, "y": y, "duration": 120 });
        let steps = json!([
            moved(from),
            { "type": "pointerDown", "button": 0 },
            moved([from[0].midpoint(to[0]), from[1].midpoint(to[1])]),
            moved(to),
            { "type": "pointerUp", "button": 0 },
        ]);
        let mouse = json!({ "type": "pointer", "id": "mouse", "actions": steps });
        self.post("actions", json!({ "actions": [mouse] }))
    }

    /// Lets go of every key that is still down.
    pub(crate) fn let_go(&self) -> Answer {
        self.ask("DELETE", &format!("{}/actions", self.session), None)
    }

    /// The windows, hidden ones too.
    pub(crate) fn handles(&self) -> Answer<Vec<String>> {
        let found = self.get("window/handles")?;
        let handles = found.as_array().into_iter().flatten();
        Ok(handles.filter_map(|handle| handle.as_str().map(str::to_owned)).collect())
    }

    /// Goes on in another window.
    pub(crate) fn switch(&self, handle: &str) -> Answer {
        self.post("window", json!({ "handle": handle }))
    }

    /// A picture of the page, as PNG.
    pub(crate) fn screenshot(&self) -> Answer<Vec<u8>> {
        let found = self.get("screenshot")?;
        let text = found.as_str().unwrap_or_default();
        base64::engine::general_purpose::STANDARD
            .decode(text)
            .map_err(|error| Refused { code: "no picture".into(), message: error.to_string() })
    }

    /// Ends the app as a power cut would.
    pub(crate) fn kill(&mut self) {
        for process in offspring(self.process.id()) {
            // One that ended by itself meanwhile is no trouble.
            let _ = Command::new("kill")
                .args(["-9", &process.to_string()])
                .stderr(Stdio::null())
                .status();
        }
        let _ = self.process.kill();
        let _ = self.process.wait();
        self.session.clear();
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        if !self.session.is_empty() {
            let _ = self.ask("DELETE", &self.session.clone(), None);
        }
        self.kill();
    }
}

/// A short rest between two looks at the same thing.
pub(crate) fn pause() {
    std::thread::sleep(Duration::from_millis(40));
}

fn free_port() -> u16 {
    let taken = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a free port");
    taken.local_addr().expect("its number").port()
}

fn listens(port: u16) {
    let end = Instant::now() + START;
    while TcpStream::connect((Ipv4Addr::LOCALHOST, port)).is_err() {
        assert!(Instant::now() < end, "nothing listens on port {port}");
        pause();
    }
}

/// The processes below `root`, the deepest last.
fn offspring(root: u32) -> Vec<u32> {
    let mut parents: Vec<(u32, u32)> = Vec::new();
    for found in std::fs::read_dir("/proc").into_iter().flatten().flatten() {
        let Some(id) = found.file_name().to_str().and_then(|name| name.parse::<u32>().ok()) else {
            continue;
        };
        let stat = std::fs::read_to_string(found.path().join("stat")).unwrap_or_default();
        // The name before it may hold anything, so the fields count from its closing bracket.
        let after = stat.rsplit_once(')').map_or("", |(_, after)| after);
        if let Some(parent) = after.split_whitespace().nth(1).and_then(|text| text.parse().ok()) {
            parents.push((id, parent));
        }
    }
    let mut found: Vec<u32> = Vec::new();
    let mut next = vec![root];
    while let Some(parent) = next.pop() {
        let children = parents.iter().filter(|(_, of)| *of == parent).map(|(id, _)| *id);
        let children: Vec<u32> = children.collect();
        found.extend(&children);
        next.extend(children);
    }
    found
}

/// A key's character in the WebDriver protocol.
pub(crate) fn key(name: &str) -> char {
    match name {
        "Backspace" => '\u{e003}',
        "Tab" => '\u{e004}',
        "Enter" => '\u{e007}',
        "Shift" => '\u{e008}',
        "Ctrl" => '\u{e009}',
        "Alt" => '\u{e00a}',
        "Escape" => '\u{e00c}',
        "Space" => ' ',
        "End" => '\u{e010}',
        "Home" => '\u{e011}',
        "ArrowLeft" => '\u{e012}',
        "ArrowUp" => '\u{e013}',
        "ArrowRight" => '\u{e014}',
        "ArrowDown" => '\u{e015}',
        "Delete" => '\u{e017}',
        "F1" => '\u{e031}',
        letter => {
            let mut letters = letter.chars();
            let first = letters.next().expect("a key has a name");
            assert!(letters.next().is_none(), "no key is called `{letter}`");
            first.to_ascii_lowercase()
        }
    }
}
