//! The computer sleeps, or its screen is locked: the journal locks first. The stage's bus stands in
//! for the system's, with a logind of the test's own on it.

use std::io::Read;
use std::os::fd::OwnedFd;
use std::os::unix::net::UnixStream;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::Duration;

use serde_json::json;
use zbus::blocking::{Connection, connection};
use zbus::zvariant::OwnedObjectPath;

use crate::house::House;
use crate::window::Window;

const MANAGER: &str = "/org/freedesktop/login1";
const SESSION: &str = "/org/freedesktop/login1/session/_31";

/// Hands out holds on sleep, and keeps the other end of each to see when it is let go.
struct Logind {
    holds: Sender<UnixStream>,
}

#[zbus::interface(name = "org.freedesktop.login1.Manager")]
impl Logind {
    fn inhibit(&self, what: &str, _who: &str, _why: &str, mode: &str) -> zbus::zvariant::OwnedFd {
        assert_eq!((what, mode), ("sleep", "delay"), "it delays sleep and forbids nothing");
        let (ours, theirs) = UnixStream::pair().expect("two ends");
        self.holds.send(ours).expect("the test is still there");
        OwnedFd::from(theirs).into()
    }

    fn get_session(&self, _id: &str) -> OwnedObjectPath {
        SESSION.try_into().expect("a path")
    }
}

fn logind() -> (Connection, Receiver<UnixStream>) {
    let (holds, held) = channel();
    let bus = connection::Builder::session()
        .and_then(|bus| bus.name("org.freedesktop.login1"))
        .and_then(|bus| bus.serve_at(MANAGER, Logind { holds }))
        .and_then(connection::Builder::build);
    (bus.expect("a logind on the stage's bus"), held)
}

/// Waits until the page that showed the journal is gone and its follower asks for the passphrase.
fn is_locked_by(window: &mut Window, event: impl FnOnce()) {
    let before = window.driver.get("window").expect("a window in front");
    event();
    window.wait("the old page to go", || {
        let handles = window.driver.handles().ok()?;
        (!handles.iter().any(|handle| before == handle.as_str())).then_some(())
    });
    window.main();
    window.expect_focus("textbox", "Passphrase");
}

#[test]
fn the_journal_locks_before_sleep_and_with_the_screen() {
    let (bus, held) = logind();
    let tell = |path: &str, interface: &str, signal: &str, body: Option<bool>| {
        let sent = match body {
            Some(body) => bus.emit_signal(None::<&str>, path, interface, signal, &body),
            None => bus.emit_signal(None::<&str>, path, interface, signal, &()),
        };
        sent.expect("a signal is sent");
    };
    let sleep = |goes| {
        tell(MANAGER, "org.freedesktop.login1.Manager", "PrepareForSleep", Some(goes));
    };

    let mut window = House::fresh("sleep").start();
    window.unlock();
    let mut hold = held.recv_timeout(Duration::from_secs(30)).expect("sleep is held up");
    is_locked_by(&mut window, || sleep(true));
    hold.set_read_timeout(Some(Duration::from_secs(30))).expect("the wait has an end");
    let let_go = hold.read(&mut [0]).expect("the hold was let go");
    assert_eq!(let_go, 0, "the computer may sleep now");

    sleep(false);
    held.recv_timeout(Duration::from_secs(30)).expect("it is held for the next time");
    window.unlock();
    is_locked_by(&mut window, || tell(SESSION, "org.freedesktop.login1.Session", "Lock", None));
}

#[test]
fn a_minute_without_anybody_locks_the_journal() {
    // The shortest wait that can be asked for, in real time.
    let mut window = House::fresh("idle").prefer(&json!({ "lock_after_minutes": 1 })).start();
    window.unlock();
    is_locked_by(&mut window, || std::thread::sleep(Duration::from_secs(60)));
}
