//! A keyboard for a window that no driver drives: keys as the X server's own test extension gives
//! them, to the window in front of us.

use std::collections::HashMap;

use x11rb::connection::Connection;
use x11rb::protocol::xproto::{
    AtomEnum, ConnectionExt as _, InputFocus, KEY_PRESS_EVENT, KEY_RELEASE_EVENT, MapState, Window,
};
use x11rb::protocol::xtest::ConnectionExt as _;
use x11rb::rust_connection::RustConnection;

/// What the return key and the left control key are called.
const RETURN: u32 = 0xFF0D;
const CONTROL: u32 = 0xFFE3;
const SHIFT: u32 = 0xFFE1;
/// How long the page has for a key.
const STROKE: std::time::Duration = std::time::Duration::from_millis(30);

/// The keys of the stage's screen.
pub(crate) struct Keyboard {
    screen: RustConnection,
    root: Window,
    codes: HashMap<u32, u8>,
}

impl Keyboard {
    /// Reads which key has which letter, unshifted.
    pub(crate) fn of_the_stage() -> Self {
        let (screen, number) = RustConnection::connect(None).expect("the stage has a screen");
        let setup = screen.setup();
        let (root, first) = (setup.roots[number].root, setup.min_keycode);
        let keys = setup.max_keycode - first + 1;
        let sent = screen.get_keyboard_mapping(first, keys).expect("asked");
        let map = sent.reply().expect("which keys there are");
        let each = map.keysyms.chunks(usize::from(map.keysyms_per_keycode));
        let codes = (first..=setup.max_keycode)
            .zip(each)
            .map(|(code, letters)| (letters[0], code))
            .collect();
        Self { screen, root, codes }
    }

    /// Gives the keys to the window on the screen that is this wide at least and at most; says
    /// whether there is one.
    pub(crate) fn face(&self, width: std::ops::RangeInclusive<u16>) -> bool {
        let tree = self.screen.query_tree(self.root).expect("asked").reply().expect("windows");
        let fits = |window: &Window| {
            let shape = self.screen.get_geometry(*window).ok()?.reply().ok()?;
            let state = self.screen.get_window_attributes(*window).ok()?.reply().ok()?.map_state;
            Some(width.contains(&shape.width) && state == MapState::VIEWABLE)
        };
        let found = tree.children.into_iter().rev().find(|window| fits(window) == Some(true));
        let Some(window) = found else { return false };
        let given = self.screen.set_input_focus(InputFocus::PARENT, window, x11rb::CURRENT_TIME);
        given.is_ok_and(|sent| sent.check().is_ok())
    }

    /// How many windows of this process are on the screen.
    pub(crate) fn seen_of(&self, process: u32) -> usize {
        let tree = self.screen.query_tree(self.root).expect("asked").reply().expect("windows");
        let atom = self.screen.intern_atom(false, b"_NET_WM_PID").expect("asked");
        let atom = atom.reply().expect("a name").atom;
        let is_ours = |window: &Window| {
            let kind = AtomEnum::CARDINAL;
            let sent = self.screen.get_property(false, *window, atom, kind, 0, 1).ok()?;
            let of = sent.reply().ok()?.value32()?.next()?;
            let state = self.screen.get_window_attributes(*window).ok()?.reply().ok()?.map_state;
            Some(of == process && state == MapState::VIEWABLE)
        };
        tree.children.iter().filter(|window| is_ours(window) == Some(true)).count()
    }

    /// Types small letters and spaces in place of what the field holds, then the return key.
    pub(crate) fn enter(&self, line: &str) {
        self.stroke(KEY_PRESS_EVENT, CONTROL);
        self.press(u32::from('a'));
        self.stroke(KEY_RELEASE_EVENT, CONTROL);
        for letter in line.chars() {
            self.press(u32::from(letter));
        }
        self.press(RETURN);
    }

    /// Presses a letter with Control and Shift held.
    pub(crate) fn chord(&self, letter: char) {
        let held = [CONTROL, SHIFT];
        held.iter().for_each(|key| self.stroke(KEY_PRESS_EVENT, *key));
        self.press(u32::from(letter));
        held.iter().rev().for_each(|key| self.stroke(KEY_RELEASE_EVENT, *key));
    }

    fn press(&self, letter: u32) {
        self.stroke(KEY_PRESS_EVENT, letter);
        self.stroke(KEY_RELEASE_EVENT, letter);
        std::thread::sleep(STROKE);
    }

    fn stroke(&self, way: u8, letter: u32) {
        let code = *self.codes.get(&letter).expect("a key with this letter");
        let sent = self.screen.xtest_fake_input(way, code, 0, self.root, 0, 0, 0);
        sent.expect("sent").check().expect("pressed");
    }
}
