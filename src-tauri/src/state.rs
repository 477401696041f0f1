//! What the windows share: the open journal, this computer's preferences, and what waits.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Instant;

use ledgerline_core::backup::Trouble;
use ledgerline_core::error::{Code, Error};
use ledgerline_core::id::EntryId;
use ledgerline_core::journal::{self, Journal};
use ledgerline_core::synced::{self, Copier};
use ledgerline_core::time::Moment;
use ledgerline_core::vault::sealed_drafts::DraftFile;
use ledgerline_core::vault::{self, RecoveryKit, SlotKind, Vault};
use ledgerline_core::wire::{AppState, Draft, JournalState, Preferences};

use crate::error::{Failure, Reply};
use crate::windows::CAPTURE;
use crate::{appearance, clock, preferences, remind};

/// Managed by Tauri, one for the process.
pub(crate) struct Desk {
    pub(crate) folder: PathBuf,
    preferences_file: PathBuf,
    journal: Mutex<Option<Journal>>,
    /// Why the journal did not open, when that is more than "locked".
    pub(crate) trouble: Mutex<Option<JournalState>>,
    /// The key of a journal that turned out to be damaged, for saving what it holds.
    pub(crate) damaged: Mutex<Option<Vault>>,
    /// An open journal gave something that was not as it was written, and was closed; the windows
    /// have not been told yet.
    fell: AtomicBool,
    preferences: Mutex<Preferences>,
    /// Whether the system prefers dark; none when it does not say.
    pub(crate) system_dark: Mutex<Option<bool>>,
    pub(crate) shortcut_problem: Mutex<Option<String>>,
    /// When a key or the pointer last moved.
    pub(crate) stirred: Mutex<Instant>,
    /// Drafts typed while the journal is locked; sealed beside it, and filed when it opens.
    kept: Mutex<HashMap<String, Draft>>,
    sealed: Option<DraftFile>,
    /// Drafts that could not be written: here until the disk takes them.
    unsaved: Mutex<HashMap<String, Draft>>,
    /// A text that a link or a second start offered to the capture window.
    pub(crate) prefill: Mutex<Option<String>>,
    /// When the capture window was shown last; none before the first time.
    pub(crate) capture_shown: Mutex<Option<Instant>>,
    /// Files dropped on the main window, until the page says which outcome they support.
    pub(crate) dropped: Mutex<Vec<PathBuf>>,
    /// What the capture window saved last, so that it can take back its own line and no other.
    pub(crate) captured: Mutex<Option<EntryId>>,
    /// What is known of the backups.
    pub(crate) backed: Mutex<Backed>,
    /// The backup that was found in a folder the user chose, until it is restored.
    pub(crate) found_backup: Mutex<Option<PathBuf>>,
    /// The kit shown last, until its three words have been given back.
    pub(crate) kit: Mutex<Option<(SlotKind, RecoveryKit)>>,
    /// Kept, since on X11 the owner of the clipboard has to answer for it.
    clipboard: Mutex<Option<arboard::Clipboard>>,
    pub(crate) has_tray: AtomicBool,
    /// What there is to remind of.
    pub(crate) ahead: remind::Ahead,
    pub(crate) replacing: AtomicBool,
    /// Whether the user was asked about text on no disk, and may end the app all the same.
    pub(crate) asked_to_leave: AtomicBool,
    /// What writes to the journal's folder behind its back, unless its owner said that it may.
    synced: Mutex<Option<Copier>>,
    /// Whether this start said so.
    synced_is_fine: bool,
}

/// What is known of the backups without looking at their folders, one of which may be far away.
#[derive(Default)]
pub(crate) struct Backed {
    /// When the newest whole one was made, RFC 3339.
    pub(crate) last: Option<String>,
    /// What keeps the next one from being made.
    pub(crate) trouble: Option<Trouble>,
}

/// Locks `mutex`. A panic elsewhere leaves values that are whole: each is replaced at once.
pub(crate) fn held<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Desk {
    pub(crate) fn new(folder: PathBuf, preferences_file: PathBuf, synced_is_fine: bool) -> Self {
        let preferences = Mutex::new(preferences::read(&preferences_file));
        let endangered = if synced_is_fine { None } else { synced::endangers(&folder) };
        Self {
            folder,
            preferences_file,
            journal: Mutex::default(),
            trouble: Mutex::default(),
            damaged: Mutex::default(),
            fell: AtomicBool::new(false),
            preferences,
            system_dark: Mutex::default(),
            shortcut_problem: Mutex::default(),
            stirred: Mutex::new(Instant::now()),
            kept: Mutex::default(),
            sealed: DraftFile::new().ok(),
            unsaved: Mutex::default(),
            prefill: Mutex::default(),
            capture_shown: Mutex::default(),
            dropped: Mutex::default(),
            captured: Mutex::default(),
            backed: Mutex::default(),
            found_backup: Mutex::default(),
            kit: Mutex::default(),
            clipboard: Mutex::default(),
            has_tray: AtomicBool::new(false),
            ahead: remind::Ahead::default(),
            replacing: AtomicBool::new(false),
            asked_to_leave: AtomicBool::new(false),
            synced: Mutex::new(endangered),
            synced_is_fine,
        }
    }

    /// Runs `act` on the open journal.
    pub(crate) fn journal<T>(
        &self,
        act: impl FnOnce(&mut Journal, &Moment) -> ledgerline_core::error::Result<T>,
    ) -> Reply<T> {
        let mut desk = held(&self.journal);
        let journal = desk.as_mut().ok_or_else(Failure::locked)?;
        let done = act(journal, &clock::now());
        // What a damaged page gave is never shown, whatever came of it.
        if let Err(error) = journal.unaltered() {
            *held(&self.damaged) = Some(journal.vault().clone());
            *held(&self.trouble) = Some(JournalState::Damaged);
            *desk = None;
            self.fell.store(true, Ordering::Relaxed);
            return Err(error.into());
        }
        Ok(done?)
    }

    /// Whether an open journal turned out to be damaged since this was last asked.
    pub(crate) fn fell(&self) -> bool {
        self.fell.swap(false, Ordering::Relaxed)
    }

    /// Hands the open journal to `act`, which gives one back. Should it fail, the journal is
    /// opened again as it was.
    pub(crate) fn exchange<T>(
        &self,
        act: impl FnOnce(Journal, &Moment) -> ledgerline_core::error::Result<(Journal, T)>,
    ) -> Reply<T> {
        let mut desk = held(&self.journal);
        let journal = desk.take().ok_or_else(Failure::locked)?;
        let (dir, vault, now) = (journal.dir().to_owned(), journal.vault().clone(), clock::now());
        match act(journal, &now) {
            Ok((journal, told)) => {
                *desk = Some(journal);
                Ok(told)
            }
            Err(error) => {
                *desk = Journal::open(&dir, vault, &now).ok();
                Err(error.into())
            }
        }
    }

    /// Like [`Desk::journal`], but gives up at once when a command is at work or the journal is
    /// locked.
    pub(crate) fn glance<T>(
        &self,
        look: impl FnOnce(&mut Journal, &Moment) -> ledgerline_core::error::Result<T>,
    ) -> Option<T> {
        let mut journal = self.journal.try_lock().ok()?;
        let journal = journal.as_mut()?;
        let seen = look(journal, &clock::now()).ok();
        journal.unaltered().ok().and(seen)
    }

    /// Puts an opened journal on the desk. It has filed what was sealed; what was typed before
    /// there was a journal to seal it to is filed here.
    pub(crate) fn put(&self, mut journal: Journal) {
        let now = clock::now();
        held(&self.kept).retain(|surface, draft| match journal.draft(surface) {
            Ok(Some(_)) => false,
            _ => journal.save_draft(draft, &now).is_err(),
        });
        if self.synced_is_fine {
            // Asked for again by the next start, where it cannot be remembered.
            let _ = synced::accept(&self.folder);
        }
        held(&self.unsaved).retain(|_, draft| journal.save_draft(draft, &now).is_err());
        *held(&self.trouble) = None;
        *held(&self.damaged) = None;
        *held(&self.stirred) = Instant::now();
        *held(&self.journal) = Some(journal);
    }

    /// Closes the journal; its keys are wiped as it drops. Says whether one was open.
    pub(crate) fn close(&self) -> bool {
        *held(&self.captured) = None;
        *held(&self.kit) = None;
        held(&self.dropped).clear();
        // A damaged journal is locked again too: its key goes, and a way in is asked for.
        let was_kept = held(&self.damaged).take().is_some();
        if was_kept {
            *held(&self.trouble) = None;
        }
        held(&self.journal).take().is_some() || was_kept
    }

    /// Refuses to make a journal where something else writes to its folder.
    pub(crate) fn check_place(&self) -> Reply<()> {
        held(&self.synced).map_or(Ok(()), |copier| Err(Error::Synced(copier).into()))
    }

    /// The journal may lie where it lies: nothing more is said of it, and no later start asks.
    pub(crate) fn keep_synced(&self) -> Reply<()> {
        synced::accept(&self.folder)?;
        *held(&self.synced) = None;
        Ok(())
    }

    pub(crate) fn is_open(&self) -> bool {
        held(&self.journal).is_some()
    }

    pub(crate) fn preferences(&self) -> Preferences {
        held(&self.preferences).clone()
    }

    pub(crate) fn save_preferences(&self, fresh: Preferences) -> Reply<()> {
        preferences::write(&self.preferences_file, &fresh)?;
        *held(&self.preferences) = fresh;
        Ok(())
    }

    /// The computer says whether the app starts with it, whatever the file says.
    pub(crate) fn start_with_system(&self, on: bool) {
        held(&self.preferences).start_with_system = on;
    }

    /// Keeps a draft: in the journal, or here until it opens.
    pub(crate) fn keep_draft(&self, draft: Draft) -> Reply<()> {
        // Held all the while, so that an older text is never written over this one.
        let mut unsaved = held(&self.unsaved);
        let written = self.write_draft(&draft);
        match written {
            Ok(()) => drop(unsaved.remove(&draft.surface)),
            Err(_) => drop(unsaved.insert(draft.surface.clone(), draft)),
        }
        written
    }

    fn write_draft(&self, draft: &Draft) -> Reply<()> {
        if self.is_open() {
            return self.journal(|journal, now| journal.save_draft(draft, now));
        }
        let mut kept = held(&self.kept);
        kept.insert(draft.surface.clone(), draft.clone());
        self.seal(&kept)
    }

    /// Tries again to write what could not be written. Says whether anything is left.
    pub(crate) fn rescue(&self) -> bool {
        let mut unsaved = held(&self.unsaved);
        unsaved.retain(|_, draft| self.write_draft(draft).is_err());
        !unsaved.is_empty()
    }

    /// Seals `kept`, so that it outlives a crash. Before there is a journal, there is no key.
    fn seal(&self, kept: &HashMap<String, Draft>) -> Reply<()> {
        let Some(file) = self.sealed else { return Ok(()) };
        let drafts: Vec<Draft> = kept.values().cloned().collect();
        match journal::seal_drafts(&self.folder, file, &drafts) {
            Err(error) if error.code() == Code::NoJournal => Ok(()),
            sealed => Ok(sealed?),
        }
    }

    /// The draft kept for `surface`.
    pub(crate) fn draft(&self, surface: &str) -> Reply<Option<Draft>> {
        // What could not be written is newer than what was.
        if let Some(unsaved) = held(&self.unsaved).get(surface) {
            return Ok(Some(unsaved.clone()));
        }
        if self.is_open() {
            return self.journal(|journal, _| journal.draft(surface));
        }
        Ok(held(&self.kept).get(surface).cloned())
    }

    /// Whether something is written there and not saved. Yes when nobody can tell just now.
    pub(crate) fn has_draft(&self, surface: &str) -> bool {
        self.draft(surface)
            .map_or(true, |draft| draft.is_some_and(|draft| !draft.raw.trim().is_empty()))
    }

    /// Offers `text` in the capture window, under what was being written there.
    pub(crate) fn offer(&self, text: &str) -> Reply<Draft> {
        let kept = self.draft(CAPTURE)?.map(|draft| draft.raw).unwrap_or_default();
        let raw = if kept.trim().is_empty() { text.to_owned() } else { format!("{kept}\n{text}") };
        let caret = u32::try_from(raw.encode_utf16().count()).unwrap_or_default();
        let draft = Draft { surface: CAPTURE.to_owned(), raw, caret };
        self.keep_draft(draft.clone())?;
        Ok(draft)
    }

    /// Forgets the draft of `surface`.
    pub(crate) fn drop_draft(&self, surface: &str) -> Reply<()> {
        held(&self.unsaved).remove(surface);
        if self.is_open() {
            return self.journal(|journal, _| journal.drop_draft(surface));
        }
        let mut kept = held(&self.kept);
        kept.remove(surface).map_or(Ok(()), |_| self.seal(&kept))
    }

    /// Puts `text` on the clipboard.
    pub(crate) fn copy(&self, text: String) -> Reply<()> {
        self.clip(|clipboard| clipboard.set_text(text))
    }

    /// Puts a secret on the clipboard, and asks the system to keep it out of its history: KDE,
    /// macOS and Windows do; elsewhere nobody hears.
    pub(crate) fn copy_secret(&self, secret: &str) -> Reply<()> {
        #[cfg(target_os = "macos")]
        use arboard::SetExtApple as _;
        #[cfg(all(unix, not(target_os = "macos")))]
        use arboard::SetExtLinux as _;
        #[cfg(windows)]
        use arboard::SetExtWindows as _;
        self.clip(|clipboard| {
            let set = clipboard.set().exclude_from_history();
            #[cfg(windows)]
            let set = set.exclude_from_cloud();
            set.text(secret)
        })
    }

    /// Puts HTML on the clipboard, with plain text for programs that take no more.
    pub(crate) fn copy_rich(&self, html: String, plain: String) -> Reply<()> {
        self.clip(|clipboard| clipboard.set_html(html, Some(plain)))
    }

    fn clip(
        &self,
        put: impl FnOnce(&mut arboard::Clipboard) -> Result<(), arboard::Error>,
    ) -> Reply<()> {
        let refused = |_| Failure::io("the clipboard did not take it");
        let mut clipboard = held(&self.clipboard);
        let ours = match clipboard.take() {
            Some(ours) => ours,
            None => arboard::Clipboard::new().map_err(refused)?,
        };
        put(clipboard.insert(ours)).map_err(refused)
    }

    /// Everything a window may know before it reads the journal.
    pub(crate) fn facts(&self) -> AppState {
        let read = self.journal(|journal, _| Ok((journal.is_demo()?, journal.settings()?))).ok();
        let open = read.is_some();
        let backed = held(&self.backed);
        AppState {
            journal: self.journal_state(open),
            demo: read.as_ref().is_some_and(|(demo, _)| *demo),
            waiting: if open { 0 } else { waiting(&self.folder) },
            preferences: self.preferences(),
            system_theme: if *held(&self.system_dark) == Some(true) { "dark" } else { "light" }
                .into(),
            platform: std::env::consts::OS.to_owned(),
            wayland: appearance::wayland(),
            shortcut_problem: held(&self.shortcut_problem).clone(),
            folder: self.folder.display().to_string(),
            version: env!("CARGO_PKG_VERSION").to_owned(),
            today: clock::now().day().to_string(),
            settings: read.map(|(_, settings)| settings),
            backed_up: backed.last.clone().filter(|_| open),
            backup_trouble: backed.trouble.filter(|_| open),
            synced: *held(&self.synced),
        }
    }

    fn journal_state(&self, open: bool) -> JournalState {
        if open {
            return JournalState::Open;
        }
        let found = vault::read(&self.folder).map_err(|error| Error::from(error).code());
        match (found, *held(&self.trouble)) {
            (Err(Code::NoJournal), _) => JournalState::None,
            (Err(Code::Newer), _) => JournalState::Newer,
            (Err(Code::Damaged), _) => JournalState::Damaged,
            (_, trouble) => trouble.unwrap_or(JournalState::Locked),
        }
    }
}

fn waiting(folder: &Path) -> u32 {
    vault::waiting(folder).ok().and_then(|lines| u32::try_from(lines).ok()).unwrap_or_default()
}
