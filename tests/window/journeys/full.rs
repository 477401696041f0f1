//! A disk without room under the open window: what is typed stays, why is said, it can be copied,
//! nothing closes over it, it outlives a lock, and with room again it is written.

use std::io::Write as _;
use std::path::PathBuf;
use std::process::Command;

use crate::desktop::{Bus, Tray};
use crate::house::House;
use crate::window::Window;

/// A small disk in memory under the journal of a home.
struct Disk(PathBuf);

impl Disk {
    /// Only root may mount one. Elsewhere the journey says so and fails: a full disk that nobody
    /// made proves nothing.
    fn under(house: &House) -> Self {
        let dir = house.journal();
        std::fs::create_dir_all(&dir).expect("a folder");
        let mut mount = Command::new("mount");
        mount.args(["-t", "tmpfs", "-o", "size=24m,mode=0700", "none"]).arg(&dir);
        let done = mount.output().expect("mount is there");
        assert!(done.status.success(), "this journey needs root, to mount a small disk");
        Self(dir)
    }

    fn other(&self) -> PathBuf {
        self.0.join("other.file")
    }

    /// Takes the last byte of room.
    fn fill(&self) {
        let mut other = std::fs::File::create(self.other()).expect("made");
        let block = [b'x'; 4096];
        while other.write_all(&block).is_ok() {}
    }

    fn clear(&self) {
        std::fs::remove_file(self.other()).expect("it was there");
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        // At once, whoever still ends there.
        let _ = Command::new("umount").arg("-l").arg(&self.0).status();
    }
}

const SAID: &str = "The disk is full. What you typed is kept in this window only";
const FIELD: &str = "What came of it";
const TEXT: &str = "The vendor held the old price until March";

fn to_the_field(window: &Window) {
    window.press("Ctrl+2");
    window.read("Kept six engineers on the migration");
    window.walk_to_line("Kept six engineers");
    window.press("m");
    window.expect_focus("textbox", FIELD);
}

#[test]
fn on_a_full_disk_what_is_typed_stays_is_told_can_be_copied_and_is_written_when_there_is_room() {
    let bus = Bus::start();
    let mut tray = Tray::on(&bus);
    let house = House::empty("full").with("DBUS_SESSION_BUS_ADDRESS", &bus.address);
    let disk = Disk::under(&house);
    drop(house.make());
    let said = house.command_line(&["add", "Kept six engineers on the migration !sh"]);
    assert!(said.status.success(), "added: {}", String::from_utf8_lossy(&said.stderr));
    let mut window = house.start();
    tray.wait();
    window.unlock();
    to_the_field(&window);
    disk.fill();
    window.type_in(TEXT);
    window.read(SAID);
    assert_eq!(window.value("textbox", FIELD), TEXT, "what was typed stays where it is");
    window.click("button", "Copy text");
    window.find("button", "Copied");

    // Whoever quits is asked, and may stay.
    tray.choose("Quit");
    window.read("Not everything is on the disk");
    window.expect_focus("button", "Stay");
    window.press("Enter");
    window.gone("button", "Stay");
    assert_eq!(window.value("textbox", FIELD), TEXT, "and it is still there");

    // The lock takes the page, and not the text.
    window.lock();
    window.unlock();
    to_the_field(&window);
    window
        .wait("the text after the lock", || (window.value("textbox", FIELD) == TEXT).then_some(()));

    disk.clear();
    window.wait("the text on the disk", || {
        let kept = window.house.open().drafts().ok()?;
        kept.iter().any(|draft| draft.raw == TEXT).then_some(())
    });
    window.wait("the alarm to go", || (!window.text().contains(SAID)).then_some(()));
    tray.choose("Quit");
    window.wait("the end, without a question", || window.driver.handles().is_err().then_some(()));
}
