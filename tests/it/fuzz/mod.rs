//! Fuzz targets, on stable: whatever bytes come, nothing panics, and each reader keeps its law.
//!
//! Inputs are the committed seeds of `tests/fixtures/fuzz`, changed and joined, words of the
//! format in any order, and plain noise. What was ever found lies there too, under `found-`.
//! `LEDGERLINE_LOAD` says for how many seconds each target goes on.

mod readers;
mod targets;

use std::path::Path;
use std::time::{Duration, Instant};

use proptest::prelude::*;
use proptest::sample::Index;
use proptest::test_runner::{Config, RngAlgorithm, TestCaseResult, TestRng, TestRunner};

/// How many inputs a target reads in the short form, and at a time in the long one.
const SHORT: u32 = 200;

/// The seeds of a target, each with its name.
fn seeds(target: &str) -> Vec<(String, Vec<u8>)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/fuzz").join(target);
    let mut seeds: Vec<(String, Vec<u8>)> = std::fs::read_dir(&folder)
        .expect("a folder of seeds")
        .map(|file| file.expect("a seed").path())
        .map(|path| {
            let name = path.file_name().expect("a name").to_string_lossy().into_owned();
            (name, std::fs::read(&path).expect("its bytes"))
        })
        .collect();
    seeds.sort();
    assert!(!seeds.is_empty(), "{target} has seeds");
    seeds
}

/// One change to an input: which, where, and with what.
type Change = (u8, Index, Index, u8, &'static str);

/// An input with changes; `other` is what it is joined with.
fn changed(mut bytes: Vec<u8>, other: &[u8], changes: &[Change]) -> Vec<u8> {
    for (what, at, to, byte, word) in changes {
        let place = |index: &Index, bytes: &[u8]| index.index(bytes.len() + 1);
        let (at, to) = (place(at, &bytes), place(to, &bytes));
        let (at, to) = (at.min(to), at.max(to));
        match what {
            0 => bytes.truncate(at),
            1 => drop(bytes.drain(at..to.min(at + 32))),
            2 => drop(bytes.splice(at..at, word.bytes())),
            3 => drop(bytes.splice(at..to.min(at + 16), word.bytes())),
            4 => bytes.insert(at, *byte),
            5 => {
                if let Some(there) = bytes.get_mut(at) {
                    *there ^= byte;
                }
            }
            6 => {
                let again = bytes[at..to.min(at + 64)].to_vec();
                bytes.splice(at..at, again.repeat(1 + usize::from(byte % 16)));
            }
            7 => {
                let from = at.min(other.len());
                bytes.splice(at.., other[from..].iter().copied());
            }
            8 => drop(bytes.splice(at..at, word.repeat(usize::from(*byte)).bytes())),
            _ => {
                if let Some(digit) = bytes.iter_mut().skip(at).find(|byte| byte.is_ascii_digit()) {
                    *digit = b'0' + byte % 10;
                }
            }
        }
        bytes.truncate(64 * 1024);
    }
    bytes
}

fn inputs(seeds: Vec<Vec<u8>>, words: &'static [&'static str]) -> impl Strategy<Value = Vec<u8>> {
    let seed = prop::sample::select(seeds);
    let word = || prop::sample::select(words);
    let change = (0u8..10, any::<Index>(), any::<Index>(), any::<u8>(), word());
    let changes = prop::collection::vec(change, 0..8);
    prop_oneof![
        8 => (seed.clone(), seed, changes).prop_map(|(one, other, changes)| changed(one, &other, &changes)),
        2 => prop::collection::vec(word(), 0..40).prop_map(|words| words.concat().into_bytes()),
        1 => prop::collection::vec(any::<u8>(), 0..300),
    ]
}

/// Reads seeds and what becomes of them, by a law that must hold for all.
fn fuzz(
    target: &str,
    words: &'static [&'static str],
    promise: &str,
    mut law: impl FnMut(&[u8]) -> TestCaseResult,
) {
    let seeds = seeds(target);
    for (name, bytes) in &seeds {
        law(bytes).unwrap_or_else(|error| panic!("{target}/{name}: {error}"));
    }
    let (law, started) = (std::cell::RefCell::new(law), Instant::now());
    let seconds = support::load(0);
    let long = Duration::from_secs(u64::try_from(seconds).expect("not so many"));
    let bytes: Vec<Vec<u8>> = seeds.iter().map(|(_, bytes)| bytes.clone()).collect();
    let strategy = inputs(bytes, words);
    let slowest = std::cell::Cell::new((Duration::ZERO, 0));
    let mut round = 0u64;
    loop {
        let mut seed = [0; 32];
        seed[..8].copy_from_slice(&support::seed().to_le_bytes());
        seed[8..16].copy_from_slice(&round.to_le_bytes());
        let rng = TestRng::from_seed(RngAlgorithm::ChaCha, &seed);
        let config = Config {
            cases: SHORT,
            failure_persistence: None,
            max_shrink_time: 60_000,
            ..Config::default()
        };
        let done = TestRunner::new_with_rng(config, rng).run(&strategy, |bytes| {
            let began = Instant::now();
            let read = (law.borrow_mut())(&bytes);
            slowest.set(slowest.get().max((began.elapsed(), bytes.len())));
            read.map_err(|error| {
                let shown = bytes.escape_ascii();
                TestCaseError::fail(format!("{error}; the input, to be kept as a seed: {shown}"))
            })
        });
        round += 1;
        if let Err(error) = done {
            panic!("{target}, round {round}: {error}");
        }
        if started.elapsed() >= long {
            break;
        }
    }
    let (longest, of) = slowest.get();
    let (read, took) = (round * u64::from(SHORT), started.elapsed().as_secs());
    support::tell(
        "R6",
        &format!("{target}: {read} inputs from {} seeds in {took} s", seeds.len()),
        "cut, joined, doubled, bits turned, words of the format and noise put in",
        &format!("no panic; {promise}; at most {} ms, for {of} bytes", longest.as_millis()),
    );
}
