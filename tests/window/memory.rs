//! What a lock leaves in memory: of the app, and of the web process that drew the journal. No
//! driver here: it would keep what it typed.

use std::fs::File;
use std::os::unix::fs::FileExt;
use std::process::Child;
use std::time::Duration;

use aho_corasick::AhoCorasick;
use ledgerline_core::vault;
use support::PASSPHRASE;

use crate::house::House;
use crate::keyboard::Keyboard;
use crate::undriven::{self, wait};

/// A word that stands nowhere by chance.
const CANARY: &str = "thistledown lantern quorum";
/// How long a web process has to go, and memory to be given back.
const REST: Duration = Duration::from_secs(6);

/// What is looked for, by name: text as UTF-8 and UTF-16, keys as bytes and as SQL has them.
type Wanted = Vec<(&'static str, Vec<u8>)>;

fn wanted(house: &House) -> Wanted {
    let wide = |text: &str| text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let opened = vault::read(&house.journal()).and_then(|it| it.open_with_passphrase(PASSPHRASE));
    let opened = opened.expect("the passphrase opens it here too");
    let database = opened.database_key().expect("derived");
    let hex: String = database.bytes().iter().map(|byte| format!("{byte:02x}")).collect();
    vec![
        ("the text of an entry", CANARY.into()),
        ("the text of an entry, wide", wide(CANARY)),
        ("the passphrase", PASSPHRASE.into()),
        ("the passphrase, wide", wide(PASSPHRASE)),
        ("the vault's key", opened.key().bytes().to_vec()),
        ("the database's key", database.bytes().to_vec()),
        ("the database's key in SQL", hex.into_bytes()),
    ]
}

/// The app and everything it started.
fn family(app: u32) -> Vec<(u32, String)> {
    let mut found = vec![app];
    let parent = |pid: u32| {
        let stat = std::fs::read_to_string(format!("/proc/{pid}/stat")).ok()?;
        stat.rsplit_once(") ")?.1.split(' ').nth(1)?.parse::<u32>().ok()
    };
    let all: Vec<u32> = std::fs::read_dir("/proc")
        .expect("a list of processes")
        .filter_map(|one| one.ok()?.file_name().to_str()?.parse().ok())
        .collect();
    // Children have higher numbers than their parents, but for a wrap that no test lives to see.
    for pid in all {
        if parent(pid).is_some_and(|parent| found.contains(&parent)) {
            found.push(pid);
        }
    }
    let name = |pid| std::fs::read_to_string(format!("/proc/{pid}/comm")).unwrap_or_default();
    found.into_iter().map(|pid| (pid, name(pid).trim().to_owned())).collect()
}

/// Where in the memory of this process something wanted stands, and what.
fn holding(pid: u32, name: &str, wanted: &Wanted) -> Vec<String> {
    let Ok(maps) = std::fs::read_to_string(format!("/proc/{pid}/smaps")) else { return Vec::new() };
    let Ok(memory) = File::open(format!("/proc/{pid}/mem")) else { return Vec::new() };
    let Ok(pages) = File::open(format!("/proc/{pid}/pagemap")) else { return Vec::new() };
    let search = AhoCorasick::new(wanted.iter().map(|(_, one)| one)).expect("a search");
    let mut found = Vec::new();
    for (range, place) in touched(&maps) {
        let bytes = read(&memory, &pages, &range);
        let mut times = vec![0_u32; wanted.len()];
        for hit in search.find_overlapping_iter(&bytes) {
            times[hit.pattern().as_usize()] += 1;
        }
        for ((what, _), times) in wanted.iter().zip(times).filter(|(_, times)| *times > 0) {
            found.push(format!("{name} ({pid}): {what}, {times} × in {place} {range}"));
        }
    }
    found
}

/// The regions that can be written to and of which a page is in memory.
fn touched(maps: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut current = None;
    for line in maps.lines() {
        let words: Vec<&str> = line.split_whitespace().collect();
        match words.as_slice() {
            [range, rights, _, _, _, place @ ..] if range.contains('-') => {
                let place = place.join(" ");
                let counts = rights.starts_with("rw") && !place.starts_with("/dev");
                current = counts.then(|| ((*range).to_owned(), place));
            }
            ["Rss:", kilobytes, ..] if *kilobytes != "0" => found.extend(current.take()),
            _ => {}
        }
    }
    found
}

/// The pages of a region that are there. A script's heap is reserved by the dozen of gigabytes.
fn read(memory: &File, pages: &File, range: &str) -> Vec<u8> {
    const STEP: u64 = 1 << 20;
    let ends = range.split_once('-').and_then(|(from, to)| {
        Some((u64::from_str_radix(from, 16).ok()?, u64::from_str_radix(to, 16).ok()?))
    });
    let Some((from, to)) = ends else { return Vec::new() };
    let mut bytes = Vec::new();
    let mut at = from;
    while at < to {
        let length = usize::try_from(STEP.min(to - at)).unwrap_or_default();
        let mut marks = vec![0; length / 4_096 * 8];
        let known = pages.read_exact_at(&mut marks, at / 4_096 * 8).is_ok();
        if known && marks.chunks(8).all(|mark| mark[7] & 0xC0 == 0) {
            at += STEP;
            continue;
        }
        let mut piece = vec![0; length];
        // A page that was never touched cannot be read everywhere; it holds nothing.
        let _ = memory.read_exact_at(&mut piece, at);
        bytes.extend(piece);
        at += STEP;
    }
    bytes
}

fn all(app: &Child, wanted: &Wanted) -> Vec<String> {
    family(app.id()).into_iter().flat_map(|(pid, name)| holding(pid, &name, wanted)).collect()
}

fn web(app: &Child) -> Vec<u32> {
    let webs = family(app.id()).into_iter().filter(|(_, name)| name.contains("WebKitWeb"));
    webs.map(|(pid, _)| pid).collect()
}

#[test]
fn a_lock_leaves_no_word_and_no_key_in_memory() {
    let house = House::empty("memory");
    let keyboard = Keyboard::of_the_stage();
    let line =
        |number| format!("Kept the {CANARY} number {number} off the team !sh = it is {CANARY}");
    let lines: Vec<String> = (0..5).map(line).collect();
    let mut app = undriven::open(&house, &lines, &keyboard);
    let wanted = wanted(&house);
    std::thread::sleep(REST);
    let open = all(&app, &wanted);
    let drew = web(&app);
    assert!(open.iter().any(|one| one.contains("the text")), "open, it is in memory: {open:?}");
    assert!(open.iter().any(|one| one.contains("'s key")), "and so are its keys: {open:?}");
    keyboard.chord('l');
    wait("the web process that drew the journal to go", || {
        drew.iter().all(|pid| !web(&app).contains(pid))
    });
    std::thread::sleep(REST);
    let left = all(&app, &wanted);
    let ended = app.kill().and_then(|()| app.wait());
    assert!(ended.is_ok(), "it is gone");
    assert_eq!(left, Vec::<String>::new(), "locked, nothing is left");
}
