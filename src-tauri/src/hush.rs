//! Keeps what a user wrote out of crash reports: no core dumps, and panics without their words.

use std::io::Write;

/// Call before anything else runs.
pub(crate) fn keep() {
    dump_nothing();
    std::panic::set_hook(Box::new(|panic| {
        // The payload may quote an entry; the place in our source cannot.
        match panic.location() {
            Some(place) => note(&format!("stopped at {}:{}", place.file(), place.line())),
            None => note("stopped"),
        }
    }));
}

fn dump_nothing() {
    // A core dump would hold the journal's key and its text. The web processes inherit this.
    #[cfg(unix)]
    let _ = rustix::process::setrlimit(
        rustix::process::Resource::Core,
        rustix::process::Rlimit { current: Some(0), maximum: Some(0) },
    );
    // Nor may another program of this user read our memory or attach to us. A web process starts
    // anew and does not inherit this.
    #[cfg(target_os = "linux")]
    let _ = rustix::process::set_dumpable_behavior(rustix::process::DumpableBehavior::NotDumpable);
}

/// Writes one line to the log, which is standard error. Ids and counts only.
pub(crate) fn note(line: &str) {
    // A closed standard error is no reason to stop.
    let _ = writeln!(std::io::stderr(), "ledgerline: {line}");
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use rustix::process::{DumpableBehavior, Resource, dumpable_behavior, getrlimit};

    #[test]
    fn nothing_of_this_process_is_dumped_or_read() {
        super::dump_nothing();
        let limit = getrlimit(Resource::Core);
        assert_eq!((limit.current, limit.maximum), (Some(0), Some(0)), "and it cannot be raised");
        let behaviour = dumpable_behavior().expect("asked");
        assert_eq!(behaviour, DumpableBehavior::NotDumpable, "nor may another program attach");
    }
}
