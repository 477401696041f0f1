//! Settings, protection, and the state of the whole app.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// What a user can tell apart before anything is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS), ts(export))]
#[serde(rename_all = "kebab-case")]
pub enum JournalState {
    /// There is no journal here.
    None,
    /// There is one, and it is locked.
    Locked,
    /// It is open.
    Open,
    /// Only the keychain could open it, and the keychain does not answer.
    KeychainUnavailable,
    /// The key does not belong to this journal.
    WrongKey,
    /// The file is damaged.
    Damaged,
    /// It was written by a newer version.
    Newer,
}

/// Which first day a week has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS), ts(export))]
#[serde(rename_all = "kebab-case")]
pub enum WeekStart {
    /// ISO 8601.
    #[default]
    Monday,
    /// Shown from Sunday; weeks keep their ISO numbers.
    Sunday,
}

/// Settings that belong to a journal.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS), ts(export))]
#[serde(default)]
pub struct Settings {
    /// ISO 4217 code of `$`.
    pub currency: String,
    /// First day of the week on screen.
    pub week_start: WeekStart,
    /// Whether single letters act in lists.
    pub single_keys: bool,
    /// Single keys chosen instead of the usual ones, by action; an empty one takes the key away.
    pub keys: BTreeMap<String, String>,
    /// The writer's name, offered to new packets.
    pub author: String,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            currency: "USD".to_owned(),
            week_start: WeekStart::Monday,
            single_keys: true,
            keys: BTreeMap::new(),
            author: String::new(),
        }
    }
}

/// How the window looks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS), ts(export))]
#[serde(rename_all = "kebab-case")]
pub enum Theme {
    /// As the system.
    #[default]
    System,
    /// Light.
    Light,
    /// Dark.
    Dark,
    /// Light with high contrast.
    ContrastLight,
    /// Dark with high contrast.
    ContrastDark,
}

/// Settings that belong to this computer and must be known before a journal opens. No user text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS), ts(export))]
#[serde(default)]
pub struct Preferences {
    /// How the window looks.
    pub theme: Theme,
    /// The global shortcut, in Tauri's notation; none when switched off.
    pub shortcut: Option<String>,
    /// Minutes without a key or pointer until the journal locks; 0 never.
    pub lock_after_minutes: u32,
    /// Whether the welcome page has been gone through.
    pub welcomed: bool,
    /// Whether the app starts with the computer, shows no window and waits in the tray.
    pub start_with_system: bool,
}

impl Default for Preferences {
    fn default() -> Self {
        Self {
            theme: Theme::System,
            shortcut: Some("CmdOrCtrl+Shift+Space".to_owned()),
            lock_after_minutes: 10,
            welcomed: false,
            start_with_system: false,
        }
    }
}

/// What the app is and where it runs.
#[derive(Clone, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS), ts(export))]
pub struct AppState {
    /// The journal's state.
    pub journal: JournalState,
    /// Whether it holds the demo.
    pub demo: bool,
    /// Lines sealed while locked, waiting.
    pub waiting: u32,
    /// This computer's preferences.
    pub preferences: Preferences,
    /// The resolved appearance of the system: `light` or `dark`.
    pub system_theme: String,
    /// `linux`, `macos`, `windows`.
    pub platform: String,
    /// Whether this is a Wayland session, where no app can grab a global key.
    pub wayland: bool,
    /// Why the global shortcut could not be registered; none when it works or is off.
    pub shortcut_problem: Option<String>,
    /// The journal's folder.
    pub folder: String,
    /// The app's version.
    pub version: String,
    /// Today, as the user's clock says.
    pub today: String,
    /// The journal's settings, when open.
    pub settings: Option<Settings>,
    /// When the newest backup was made, RFC 3339; only when open.
    pub backed_up: Option<String>,
    /// What keeps the next backup from being made; only when open.
    pub backup_trouble: Option<crate::backup::Trouble>,
    /// What writes to the journal's folder behind its back; none when its owner said that it may.
    pub synced: Option<crate::synced::Copier>,
}

/// How strong a passphrase is.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS), ts(export))]
pub struct PassphraseStrength {
    /// 0 to 4.
    pub score: u8,
    /// How many words it has.
    pub words: u32,
    /// log10 of the guesses it withstands.
    pub guesses_log10: f64,
    /// Whether it is too weak to recommend.
    pub advised_against: bool,
}

/// A way to open the journal.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS), ts(export))]
pub struct WayIn {
    /// `passphrase`, `keychain`, `recovery`, `second-recovery`.
    pub way: String,
    /// When it was set, RFC 3339.
    pub added: String,
    /// When it was last tried, RFC 3339.
    pub last_tried: Option<String>,
    /// For a recovery kit: whether three words were given back.
    pub confirmed: bool,
}

/// Protection at a glance.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS), ts(export))]
pub struct Protection {
    /// The ways in.
    pub ways: Vec<WayIn>,
    /// Whether the system keychain answers.
    pub keychain_available: bool,
    /// True when the lock is only a screen, since the keychain opens the journal by itself.
    pub lock_is_a_screen: bool,
    /// Codes of what to mind: `one-way-in`, `kit-not-confirmed`, `between-keys` (a change of keys
    /// was cut short and is settled by the next opening).
    pub standing: Vec<String>,
    /// The journal's folder.
    pub folder: String,
}

/// The recovery kit, shown once.
#[derive(Clone, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS), ts(export))]
pub struct RecoveryWords {
    /// 24 words.
    pub words: Vec<String>,
    /// The three places to ask back, 1 to 24.
    pub ask_back: [u32; 3],
}

/// What came of a change of keys.
#[derive(Clone, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS), ts(export))]
pub struct NewKey {
    /// A new kit, where the words of the old one were not given.
    pub kit: Option<RecoveryWords>,
    /// The ways in that did not go along.
    pub left: Vec<String>,
}

/// A new journal.
#[derive(Clone, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS), ts(export))]
pub struct NewJournal {
    /// The passphrase.
    pub passphrase: String,
    /// Whether the system keychain may open it too.
    pub keychain: bool,
    /// Whether to fill it with the demo.
    pub demo: bool,
}

crate::figure::written::debug_by_length!(
    Settings { currency, week_start, single_keys, keys } { author }
);
