//! What the preload library wrote down, and our own marks between it.

use std::fs::OpenOptions;
use std::io::Write;
use std::path::{Path, PathBuf};

/// Bytes before the paths of a record, as `struct record` of `preload.c` lays them out.
const HEAD: usize = 32;

/// One change to the watched folder, or something said about it.
#[derive(Clone, Debug)]
pub(crate) enum Op {
    Write {
        file: u64,
        at: usize,
        bytes: Vec<u8>,
    },
    Cut {
        file: u64,
        length: usize,
    },
    /// A file or a folder was synced.
    Sync {
        file: u64,
        path: PathBuf,
    },
    /// A sync failed: what it should have kept is gone, as Linux has it.
    SyncFailed {
        file: u64,
        path: PathBuf,
    },
    Create {
        file: u64,
        path: PathBuf,
    },
    Folder {
        path: PathBuf,
    },
    Move {
        from: PathBuf,
        to: PathBuf,
    },
    Link {
        from: PathBuf,
        to: PathBuf,
    },
    Remove {
        path: PathBuf,
    },
    /// The program wrote to its standard output.
    Said,
    /// The fault that was asked for happened.
    Fault,
    /// The harness began a deed.
    Begin(usize),
}

/// Notes in the log that deed `number` begins.
pub(crate) fn begin(log: &Path, number: usize) {
    let mut head = [0_u8; HEAD];
    head[0] = b'M';
    let number = i64::try_from(number).expect("a small number");
    head[24..32].copy_from_slice(&number.to_le_bytes());
    let mut file = OpenOptions::new().create(true).append(true).open(log).expect("the log");
    file.write_all(&head).expect("a mark in the log");
}

/// Every record of the log, in order.
pub(crate) fn read(log: &Path) -> Vec<Op> {
    let bytes = std::fs::read(log).expect("the log");
    let mut rest = bytes.as_slice();
    let mut ops = Vec::new();
    while rest.len() >= HEAD {
        let (head, after) = rest.split_at(HEAD);
        let word = |at: usize| {
            let four: [u8; 4] = head[at..at + 4].try_into().expect("four bytes");
            usize::try_from(u32::from_le_bytes(four)).expect("it fits")
        };
        let long = |at: usize| {
            let eight: [u8; 8] = head[at..at + 8].try_into().expect("eight bytes");
            u64::from_le_bytes(eight)
        };
        let (first, second, more) = (word(4), word(8), word(12));
        let path = |from: usize, length: usize| {
            PathBuf::from(String::from_utf8_lossy(&after[from..from + length]).into_owned())
        };
        let (one, two) = (path(0, first), path(first, second));
        let end = first + second + more;
        let bytes = after[first + second..end].to_vec();
        let (file, at) = (long(16), usize::try_from(long(24)).expect("it fits"));
        ops.push(match head[0] {
            b'W' => Op::Write { file, at, bytes },
            b'T' => Op::Cut { file, length: at },
            b'S' => Op::Sync { file, path: one },
            b'X' => Op::SyncFailed { file, path: one },
            b'C' => Op::Create { file, path: one },
            b'D' => Op::Folder { path: one },
            b'R' => Op::Move { from: one, to: two },
            b'L' => Op::Link { from: one, to: two },
            b'U' => Op::Remove { path: one },
            b'A' => Op::Said,
            b'F' => Op::Fault,
            b'M' => Op::Begin(at),
            other => panic!("the log holds an unknown record `{other}`"),
        });
        rest = &after[end..];
    }
    assert!(rest.is_empty(), "the log ends in the middle of a record");
    ops
}
