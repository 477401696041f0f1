//! What a desktop has around the app: a bus of its own, one that shows notifications, and a tray.

use std::collections::HashMap;
use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::Duration;

use zbus::blocking::{Connection, Proxy, connection};
use zbus::message::Header;
use zbus::zvariant::{OwnedObjectPath, OwnedValue, Value};

use crate::window::PATIENCE;

/// A bus on which nothing answers but what a test puts there: nothing is started by being asked.
pub(crate) struct Bus {
    process: Child,
    pub(crate) address: String,
    _folder: tempfile::TempDir,
}

impl Bus {
    pub(crate) fn start() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let rules = format!(
            "<busconfig><type>session</type><listen>unix:dir={}</listen><policy context='default'>\
             <allow send_destination='*'/><allow eavesdrop='true'/><allow own='*'/></policy>\
             </busconfig>",
            folder.path().display()
        );
        let file = folder.path().join("bus.conf");
        ledgerline_core::file::write(&file, rules.as_bytes()).expect("the rules are written");
        let mut process = Command::new("dbus-daemon")
            .arg(format!("--config-file={}", file.display()))
            .args(["--nofork", "--print-address"])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("a bus starts");
        let mut said = BufReader::new(process.stdout.take().expect("what it says"));
        let mut address = String::new();
        said.read_line(&mut address).expect("its address");
        Self { process, address: address.trim().to_owned(), _folder: folder }
    }

    /// Waits until the app that ran before has left, as the bus sees it.
    pub(crate) fn wait_for_nobody(&self) {
        let bus = self.builder().build().expect("on the bus");
        let names = zbus::blocking::fdo::DBusProxy::new(&bus).expect("who is there");
        let end = std::time::Instant::now() + PATIENCE;
        let app = "org.ledgerline.desktop.SingleInstance";
        while names.name_has_owner(app.try_into().expect("a name")).expect("an answer") {
            assert!(std::time::Instant::now() < end, "the app that ran before is still there");
            std::thread::sleep(Duration::from_millis(50));
        }
    }

    fn builder(&self) -> connection::Builder<'static> {
        connection::Builder::address(self.address.as_str()).expect("an address")
    }
}

impl Drop for Bus {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

const NOTICES: &str = "/org/freedesktop/Notifications";

/// A notification as it was handed over.
#[derive(Debug)]
pub(crate) struct Told {
    pub(crate) id: u32,
    pub(crate) sentence: String,
    /// Every other word of it: the app, the text below, the buttons.
    pub(crate) rest: Vec<String>,
}

struct Shows {
    told: Sender<Told>,
    last: AtomicU32,
}

#[zbus::interface(name = "org.freedesktop.Notifications")]
impl Shows {
    #[allow(clippy::too_many_arguments, reason = "the protocol's own")]
    fn notify(
        &self,
        app: String,
        _replaces: u32,
        icon: String,
        summary: String,
        body: String,
        actions: Vec<String>,
        hints: HashMap<String, OwnedValue>,
        _expires: i32,
    ) -> u32 {
        let id = self.last.fetch_add(1, Ordering::Relaxed) + 1;
        let hints = hints.into_iter().map(|(name, value)| format!("{name} {value:?}"));
        let rest = [app, icon, body].into_iter().chain(actions).chain(hints).collect();
        let _ = self.told.send(Told { id, sentence: summary, rest });
        id
    }
}

/// The one that shows notifications.
pub(crate) struct Notices {
    bus: Connection,
    told: Receiver<Told>,
}

impl Notices {
    pub(crate) fn on(bus: &Bus) -> Self {
        let (told, heard) = channel();
        let shows = Shows { told, last: AtomicU32::new(0) };
        let served = bus.builder().serve_at(NOTICES, shows);
        let named = served.and_then(|bus| bus.name("org.freedesktop.Notifications"));
        Self { bus: named.and_then(connection::Builder::build).expect("on the bus"), told: heard }
    }

    /// The next notification.
    pub(crate) fn next(&self) -> Told {
        self.told.recv_timeout(PATIENCE).expect("a notification")
    }

    /// Every one that comes until none does for a while.
    pub(crate) fn all(&self) -> Vec<Told> {
        std::iter::from_fn(|| self.told.recv_timeout(Duration::from_secs(2)).ok()).collect()
    }

    /// Whether none comes for a while.
    pub(crate) fn is_quiet(&self) -> bool {
        self.all().is_empty()
    }

    /// Somebody presses a button of the notification, or the notification itself.
    pub(crate) fn press(&self, told: &Told, deed: &str) {
        let said = (told.id, deed);
        let name = "org.freedesktop.Notifications";
        let sent = self.bus.emit_signal(None::<&str>, NOTICES, name, "ActionInvoked", &said);
        sent.expect("the press is sent");
    }
}

struct Watches {
    items: Sender<(String, String)>,
}

#[zbus::interface(name = "org.kde.StatusNotifierWatcher")]
impl Watches {
    fn register_status_notifier_item(&self, path: String, #[zbus(header)] header: Header<'_>) {
        let from = header.sender().map(ToString::to_string).unwrap_or_default();
        let _ = self.items.send((from, path));
    }

    #[zbus(property)]
    fn is_status_notifier_host_registered(&self) -> bool {
        true
    }

    #[zbus(property)]
    fn registered_status_notifier_items(&self) -> Vec<String> {
        Vec::new()
    }

    #[zbus(property)]
    fn protocol_version(&self) -> i32 {
        0
    }
}

/// The place for icons, and the one icon in it.
pub(crate) struct Tray {
    bus: Connection,
    items: Receiver<(String, String)>,
    item: Option<(String, String)>,
}

impl Tray {
    pub(crate) fn on(bus: &Bus) -> Self {
        let (items, came) = channel();
        let served = bus.builder().serve_at("/StatusNotifierWatcher", Watches { items });
        let named = served.and_then(|bus| bus.name("org.kde.StatusNotifierWatcher"));
        let bus = named.and_then(connection::Builder::build).expect("on the bus");
        Self { bus, items: came, item: None }
    }

    /// Waits until the app has put its icon up.
    pub(crate) fn wait(&mut self) {
        let item = self.items.recv_timeout(PATIENCE).expect("the app puts an icon up");
        self.item = Some(item);
    }

    fn menu(&self) -> Proxy<'static> {
        let (from, path) = self.item.clone().expect("an icon is up");
        let interface = "org.kde.StatusNotifierItem";
        let item = Proxy::new(&self.bus, from.clone(), path, interface).expect("the icon");
        let menu: OwnedObjectPath = item.get_property("Menu").expect("it has a menu");
        Proxy::new(&self.bus, from, menu, "com.canonical.dbusmenu").expect("the menu")
    }

    /// The lines of the icon's menu, with the number each is called by.
    pub(crate) fn lines(&self) -> Vec<(i32, String)> {
        type Layout = (i32, HashMap<String, OwnedValue>, Vec<OwnedValue>);
        let asked = (0_i32, -1_i32, Vec::<&str>::new());
        let (_, layout): (u32, Layout) = self.menu().call("GetLayout", &asked).expect("a layout");
        layout.2.iter().filter_map(|child| line(child)).collect()
    }

    /// Somebody chooses the line that says `words`.
    pub(crate) fn choose(&self, words: &str) {
        let lines = self.lines();
        let found = lines.iter().find(|(_, line)| line == words);
        let (id, _) = found.unwrap_or_else(|| panic!("no line says `{words}`: {lines:?}"));
        let event = (*id, "clicked", Value::from(0_i32), 0_u32);
        let done: zbus::Result<()> = self.menu().call("Event", &event);
        done.expect("chosen");
    }
}

/// A line of a menu as the bus tells it: its number and its label.
fn line(child: &Value<'_>) -> Option<(i32, String)> {
    let Value::Structure(child) = child else { return None };
    let [Value::I32(id), Value::Dict(words), ..] = child.fields() else { return None };
    let mut labels = words.iter().filter_map(|(name, value)| match (name, value) {
        (Value::Str(name), Value::Value(value)) if name.as_str() == "label" => Some(&**value),
        _ => None,
    });
    let Some(Value::Str(label)) = labels.next() else { return None };
    Some((*id, label.as_str().replace("__", "_")))
}
