//! The few calls of the WebDriver protocol that the bench needs.

use std::ffi::OsStr;
use std::io::{BufRead, BufReader, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use super::processes;
use crate::Outcome;

const CALL: Duration = Duration::from_secs(60);
/// How long something shown may take to be seen.
pub(crate) const SHOWING: Duration = Duration::from_secs(20);
const START: Duration = Duration::from_secs(60);

/// The running app behind its driver.
pub(crate) struct Wire {
    driver: Child,
    port: u16,
    session: String,
}

impl Wire {
    /// Starts `driver`, and through it `app` in `home` on `journal`.
    pub(crate) fn start(driver: &OsStr, app: &Path, home: &Path, journal: &Path) -> Outcome<Self> {
        let (port, behind) = (free_port()?, free_port()?);
        let driver = Command::new(driver)
            .args(["--port", &port.to_string(), "--native-port", &behind.to_string()])
            .env("HOME", home)
            .env("XDG_DATA_HOME", home.join("data"))
            .env("XDG_CONFIG_HOME", home.join("config"))
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()?;
        let mut wire = Self { driver, port, session: String::new() };
        let options = json!({ "application": app, "args": ["--journal", journal] });
        let wanted = json!({ "capabilities": { "alwaysMatch": { "tauri:options": options } } });
        let answer = within(START, "the app behind its driver", || {
            Ok(wire.ask("POST", "/session", &wanted).ok())
        })?;
        let id = answer["sessionId"].as_str().ok_or("a session without an id")?;
        wire.session = format!("/session/{id}");
        Ok(wire)
    }

    /// The driver's own process; the app is below it.
    pub(crate) fn process(&self) -> u32 {
        self.driver.id()
    }

    /// Goes on in the capture window or in the other one, hidden or not, once its page is there.
    pub(crate) fn switch(&self, capture: bool) -> Outcome<()> {
        // A page that is just being loaded answers nothing, so a call that fails is made again.
        within(START, "a window's page", || Ok(self.is_switched(capture).unwrap_or_default()))
    }

    fn is_switched(&self, capture: bool) -> Outcome<Option<()>> {
        let handles = self.ask("GET", &format!("{}/window/handles", self.session), &json!({}))?;
        for handle in handles.as_array().into_iter().flatten() {
            self.post("window", &json!({ "handle": handle }))?;
            let page = self.run("return document.querySelector('main') && location.pathname")?;
            if page.as_str().is_some_and(|page| (page == "/capture.html") == capture) {
                return Ok(Some(()));
            }
        }
        Ok(None)
    }

    /// Runs `script` as the body of a function in the page.
    pub(crate) fn run(&self, script: &str) -> Outcome<Value> {
        self.post("execute/sync", &json!({ "script": script, "args": [] }))
    }

    /// Calls a command of the shell; hands back when it was called, in the page's milliseconds.
    pub(crate) fn invoke(&self, command: &str, arguments: &Value) -> Outcome<f64> {
        let script = "const [command, given, done] = arguments; const at = Date.now();
            window.__TAURI_INTERNALS__.invoke(command, given).then(() => done(at), () => done(-1));";
        let sent = json!({ "script": script, "args": [command, arguments] });
        let at = self.post("execute/async", &sent)?.as_f64().unwrap_or(-1.0);
        if at < 0.0 { Err(format!("`{command}` was refused").into()) } else { Ok(at) }
    }

    /// From now on waits for the first frame drawn with `there`, an expression, true in the page.
    pub(crate) fn watch(&self, there: &str) -> Outcome<()> {
        let script = format!(
            "window.seenAt = null;
            const look = () => requestAnimationFrame(
                {there} ? () => {{ window.seenAt = Date.now(); }} : look);
            requestAnimationFrame(look);"
        );
        self.run(&script).map(drop)
    }

    /// When the frame that is watched for was drawn, in the page's milliseconds.
    pub(crate) fn seen(&self, what: &str) -> Outcome<f64> {
        within(SHOWING, what, || Ok(self.run("return window.seenAt")?.as_f64()))
    }

    fn post(&self, command: &str, body: &Value) -> Outcome<Value> {
        self.ask("POST", &format!("{}/{command}", self.session), body)
    }

    fn ask(&self, method: &str, path: &str, body: &Value) -> Outcome<Value> {
        let mut stream = TcpStream::connect((Ipv4Addr::LOCALHOST, self.port))?;
        stream.set_read_timeout(Some(CALL))?;
        let body = if method == "POST" { body.to_string() } else { String::new() };
        write!(
            stream,
            "{method} {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n\
             Content-Type: application/json\r\nContent-Length: {}\r\n\r\n{body}",
            body.len()
        )?;
        let (status, answer) = read(&mut BufReader::new(stream))?;
        let mut value: Value = serde_json::from_slice(&answer)?;
        if !status.contains(" 200") {
            return Err(format!("the driver said `{}`", value["value"]["error"]).into());
        }
        Ok(value["value"].take())
    }
}

impl Drop for Wire {
    fn drop(&mut self) {
        if !self.session.is_empty() {
            // Whatever it leaves running is stopped next.
            let _ = self.ask("DELETE", &self.session, &json!({}));
        }
        processes::stop(&mut self.driver);
    }
}

/// Looks again and again until there is something.
pub(crate) fn within<T>(
    limit: Duration,
    what: &str,
    mut look: impl FnMut() -> Outcome<Option<T>>,
) -> Outcome<T> {
    let end = Instant::now() + limit;
    loop {
        if let Some(found) = look()? {
            return Ok(found);
        }
        if Instant::now() > end {
            return Err(format!("waited in vain for {what}").into());
        }
        std::thread::sleep(Duration::from_millis(40));
    }
}

/// An answer's first line and its body. Asking the driver to close the connection instead would
/// make it close the one to WebKit as well, under the next call.
fn read(stream: &mut impl BufRead) -> Outcome<(String, Vec<u8>)> {
    let (mut status, mut length) = (String::new(), 0);
    stream.read_line(&mut status)?;
    loop {
        let mut line = String::new();
        if stream.read_line(&mut line)? == 0 {
            return Err("the driver gave no answer".into());
        }
        match line.trim_end().split_once(':') {
            Some((name, value)) if name.eq_ignore_ascii_case("content-length") => {
                length = value.trim().parse()?;
            }
            Some(_) => {}
            None => break,
        }
    }
    let mut body = vec![0; length];
    stream.read_exact(&mut body)?;
    Ok((status, body))
}

fn free_port() -> Outcome<u16> {
    Ok(TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()?.port())
}
