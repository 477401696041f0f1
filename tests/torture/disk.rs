//! A disk that forgets: what a folder may look like after the power went, worked out from what was
//! written and what was synced.
//!
//! A file's bytes are safe once the file is synced, its name once its folder is. What is neither
//! may be there, in part, out of order, or not at all. A rename is one step.

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};

use crate::chance::Chance;
use crate::record::Op;

/// What a disk writes as one.
const SECTOR: usize = 512;

#[derive(Clone)]
enum Change {
    Write(usize, Vec<u8>),
    Cut(usize),
}

#[derive(Clone, Default)]
struct Content {
    safe: Vec<u8>,
    pending: Vec<Change>,
}

#[derive(Clone, Copy, PartialEq)]
enum Node {
    File(usize),
    Folder,
}

#[derive(Clone)]
enum Naming {
    Put(PathBuf, Node),
    Move(PathBuf, PathBuf),
    Drop(PathBuf),
}

/// What survives of that which was not synced.
#[derive(Clone, Copy)]
pub(crate) enum Rest {
    /// None of it.
    Nothing,
    /// All of it up to some moment, as a journalling file system has it.
    Begun,
    /// Any of it, torn.
    Any,
}

/// Which syncs count. The controls leave some out and expect the gate to notice.
pub(crate) type Heeds = fn(&Path) -> bool;

/// The model of one folder.
#[derive(Clone)]
pub(crate) struct Disk {
    root: PathBuf,
    contents: Vec<Content>,
    /// The object an inode stands for now; numbers are used again.
    inodes: BTreeMap<u64, usize>,
    safe: BTreeMap<PathBuf, Node>,
    live: BTreeMap<PathBuf, Node>,
    /// Changes of names that no folder's sync has kept, in order.
    pending: Vec<Naming>,
}

impl Disk {
    /// The folder as it is, all of it safe.
    pub(crate) fn of(root: &Path) -> Self {
        let mut disk = Self {
            root: root.to_owned(),
            contents: Vec::new(),
            inodes: BTreeMap::new(),
            safe: BTreeMap::new(),
            live: BTreeMap::new(),
            pending: Vec::new(),
        };
        disk.take_in(root);
        disk.live = disk.safe.clone();
        disk
    }

    fn take_in(&mut self, folder: &Path) {
        for found in fs::read_dir(folder).expect("a folder") {
            let path = found.expect("a name").path();
            if path.is_dir() {
                self.safe.insert(path.clone(), Node::Folder);
                self.take_in(&path);
            } else if path.is_file() && !path.to_string_lossy().ends_with("-shm") {
                let safe = fs::read(&path).expect("its bytes");
                let inode = fs::metadata(&path).expect("it is there").ino();
                let object = self.object(Content { safe, pending: Vec::new() });
                self.inodes.insert(inode, object);
                self.safe.insert(path, Node::File(object));
            }
        }
    }

    fn object(&mut self, content: Content) -> usize {
        self.contents.push(content);
        self.contents.len() - 1
    }

    fn content(&mut self, inode: u64) -> &mut Content {
        let object = *self.inodes.get(&inode).expect("a file that was seen to be made");
        &mut self.contents[object]
    }

    /// Takes one record in. Syncs that `heeds` does not heed change nothing.
    pub(crate) fn apply(&mut self, op: &Op, heeds: Heeds) {
        match op {
            Op::Write { file, at, bytes } => {
                self.content(*file).pending.push(Change::Write(*at, bytes.clone()));
            }
            Op::Cut { file, length } => self.content(*file).pending.push(Change::Cut(*length)),
            Op::Sync { file, path } if heeds(path) => self.sync(*file, path),
            Op::SyncFailed { file, path } => {
                if self.inodes.contains_key(file) && !self.is_folder(path) {
                    self.content(*file).pending.clear();
                }
            }
            Op::Create { file, path } => {
                let object = self.object(Content::default());
                self.inodes.insert(*file, object);
                self.name(Naming::Put(path.clone(), Node::File(object)));
            }
            Op::Folder { path } => self.name(Naming::Put(path.clone(), Node::Folder)),
            Op::Move { from, to } => self.name(Naming::Move(from.clone(), to.clone())),
            Op::Link { from, to } => {
                if let Some(node) = self.live.get(from).copied() {
                    self.name(Naming::Put(to.clone(), node));
                }
            }
            Op::Remove { path } => self.name(Naming::Drop(path.clone())),
            Op::Sync { .. } | Op::Said | Op::Fault | Op::Begin(_) => {}
        }
    }

    fn is_folder(&self, path: &Path) -> bool {
        path == self.root || self.live.get(path) == Some(&Node::Folder)
    }

    fn name(&mut self, naming: Naming) {
        step(&mut self.live, &naming);
        self.pending.push(naming);
    }

    fn sync(&mut self, file: u64, path: &Path) {
        if !self.is_folder(path) {
            let content = self.content(file);
            for change in std::mem::take(&mut content.pending) {
                put(&mut content.safe, &change);
            }
            return;
        }
        let (kept, waiting) = std::mem::take(&mut self.pending)
            .into_iter()
            .partition(|naming| naming.folders().contains(&Some(path)));
        self.pending = waiting;
        let kept: Vec<Naming> = kept;
        for naming in &kept {
            step(&mut self.safe, naming);
        }
    }

    /// Cuts the power: writes into `place` what the folder may then hold.
    pub(crate) fn cut(&self, rest: Rest, chance: &mut Chance, place: &Path) {
        let mut names = self.safe.clone();
        let stop = chance.below(self.pending.len() + 1);
        for (at, naming) in self.pending.iter().enumerate() {
            let survives = match rest {
                Rest::Nothing => false,
                Rest::Begun => at < stop,
                Rest::Any => chance.in_hundred(50),
            };
            if survives {
                step(&mut names, naming);
            }
        }
        for (path, node) in &names {
            let inside = path.strip_prefix(&self.root).expect("a path in the folder");
            let ancestors =
                inside.ancestors().skip(1).filter(|above| !above.as_os_str().is_empty());
            let reachable = ancestors
                .into_iter()
                .all(|above| names.get(&self.root.join(above)) == Some(&Node::Folder));
            if !reachable {
                continue;
            }
            let to = place.join(inside);
            match node {
                Node::Folder => fs::create_dir_all(&to).expect("a folder of the image"),
                Node::File(object) => {
                    fs::create_dir_all(to.parent().expect("it has one")).expect("its folder");
                    let bytes = self.contents[*object].after_cut(rest, chance);
                    fs::write(&to, bytes).expect("a file of the image");
                }
            }
        }
    }
}

impl Naming {
    /// The folders whose sync keeps it.
    fn folders(&self) -> [Option<&Path>; 2] {
        match self {
            Self::Put(path, _) | Self::Drop(path) => [path.parent(), None],
            Self::Move(from, to) => [from.parent(), to.parent()],
        }
    }
}

impl Content {
    fn after_cut(&self, rest: Rest, chance: &mut Chance) -> Vec<u8> {
        let mut bytes = self.safe.clone();
        let stop = chance.below(self.pending.len() + 1);
        for (at, change) in self.pending.iter().enumerate() {
            match rest {
                Rest::Nothing => break,
                Rest::Begun if at < stop => put(&mut bytes, change),
                Rest::Begun => {
                    // The one the power went in.
                    tear(&mut bytes, change, true, chance);
                    break;
                }
                Rest::Any => match chance.below(100) {
                    0..45 => put(&mut bytes, change),
                    45..65 => tear(&mut bytes, change, false, chance),
                    _ => {}
                },
            }
        }
        bytes
    }
}

fn step(names: &mut BTreeMap<PathBuf, Node>, naming: &Naming) {
    match naming {
        Naming::Put(path, node) => {
            names.insert(path.clone(), *node);
        }
        Naming::Drop(path) => {
            names.remove(path);
        }
        Naming::Move(from, to) => {
            let moved: Vec<PathBuf> =
                names.keys().filter(|path| path.starts_with(from)).cloned().collect();
            for path in moved {
                let below = path.strip_prefix(from).expect("it starts so");
                let new = if below.as_os_str().is_empty() { to.clone() } else { to.join(below) };
                if let Some(node) = names.remove(&path) {
                    names.insert(new, node);
                }
            }
        }
    }
}

fn put(bytes: &mut Vec<u8>, change: &Change) {
    match change {
        Change::Cut(length) => bytes.resize(*length, 0),
        Change::Write(at, fresh) => {
            let end = at + fresh.len();
            if bytes.len() < end {
                bytes.resize(end, 0);
            }
            bytes[*at..end].copy_from_slice(fresh);
        }
    }
}

/// Only some sectors of a write arrive: the first ones, or any.
fn tear(bytes: &mut Vec<u8>, change: &Change, first_ones: bool, chance: &mut Chance) {
    let Change::Write(at, fresh) = change else { return };
    let mut from = 0;
    while from < fresh.len() {
        let sector_ends = SECTOR - (at + from) % SECTOR;
        let to = (from + sector_ends).min(fresh.len());
        if chance.in_hundred(50) {
            put(bytes, &Change::Write(at + from, fresh[from..to].to_vec()));
        } else if first_ones {
            // Some of the bytes of the sector it happened in, where the file grew.
            let part = from + chance.below(to - from);
            if bytes.len() <= at + from {
                put(bytes, &Change::Write(at + from, fresh[from..part].to_vec()));
            }
            return;
        }
        from = to;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ALL: Heeds = |_| true;

    fn names(place: &Path) -> Vec<String> {
        let found = fs::read_dir(place).expect("a folder");
        let mut names: Vec<String> = found
            .map(|found| found.expect("a name").file_name().to_string_lossy().into_owned())
            .collect();
        names.sort();
        names
    }

    /// A file that is replaced by another, with a sync of the file and one of the folder.
    fn replaced(root: &Path) -> Vec<Op> {
        let (new, old) = (root.join("new"), root.join("old"));
        vec![
            Op::Create { file: 7, path: new.clone() },
            Op::Write { file: 7, at: 0, bytes: b"fresh".to_vec() },
            Op::Sync { file: 7, path: new.clone() },
            Op::Move { from: new, to: old },
            Op::Sync { file: 1, path: root.to_owned() },
        ]
    }

    fn after(ops: &[Op], heeds: Heeds, rest: Rest, seed: u64) -> (Vec<String>, Vec<u8>) {
        let dir = tempfile::tempdir().expect("a folder");
        let root = dir.path().join("root");
        fs::create_dir(&root).expect("made");
        fs::write(root.join("old"), b"stale").expect("written");
        let mut disk = Disk::of(&root);
        let ops: Vec<Op> = if ops.is_empty() { replaced(&root) } else { ops.to_vec() };
        for op in &ops {
            disk.apply(op, heeds);
        }
        let image = dir.path().join("image");
        fs::create_dir(&image).expect("made");
        disk.cut(rest, &mut Chance::new(seed), &image);
        (names(&image), fs::read(image.join("old")).unwrap_or_default())
    }

    #[test]
    fn what_is_synced_stays_and_what_is_not_may_go() {
        let (names, bytes) = after(&[], ALL, Rest::Nothing, 1);
        assert_eq!(
            (names.as_slice(), bytes.as_slice()),
            (&["old".to_owned()][..], &b"fresh"[..]),
            "both syncs were made"
        );
        let (_, bytes) = after(&[], |path| !path.ends_with("root"), Rest::Nothing, 1);
        assert_eq!(bytes, b"stale", "without the folder's sync the rename is not safe");
        let (_, bytes) = after(&[], |path| !path.ends_with("new"), Rest::Nothing, 1);
        assert_eq!(bytes, b"", "without the file's sync its new name may hold nothing");
    }

    #[test]
    fn a_cut_leaves_different_rests_for_different_seeds() {
        let seen: std::collections::BTreeSet<_> =
            (0..40).map(|seed| after(&[], |_| false, Rest::Any, seed)).collect();
        assert!(seen.len() > 3, "unsynced changes come in many rests: {}", seen.len());
    }
}
