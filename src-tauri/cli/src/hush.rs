//! Keeps the key, the passphrase and what was written out of core dumps.

/// Call before anything is read.
pub(crate) fn keep() {
    #[cfg(unix)]
    {
        use rustix::process::{Resource, Rlimit, setrlimit};
        let _ = setrlimit(Resource::Core, Rlimit { current: Some(0), maximum: Some(0) });
    }
    // Nor may another program of this user read our memory or attach to us.
    #[cfg(target_os = "linux")]
    {
        use rustix::process::{DumpableBehavior, set_dumpable_behavior};
        let _ = set_dumpable_behavior(DumpableBehavior::NotDumpable);
    }
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use rustix::process::{DumpableBehavior, Resource, dumpable_behavior, getrlimit};

    #[test]
    fn nothing_of_this_process_is_dumped_or_read() {
        super::keep();
        let limit = getrlimit(Resource::Core);
        assert_eq!((limit.current, limit.maximum), (Some(0), Some(0)), "and it cannot be raised");
        let behaviour = dumpable_behavior().expect("asked");
        assert_eq!(behaviour, DumpableBehavior::NotDumpable, "nor may another program attach");
    }
}
