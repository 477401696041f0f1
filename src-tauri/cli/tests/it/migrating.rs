//! Journals of every released version under this one, also killed half way.

use ledgerline_core::journal::released;
use ledgerline_core::time::Moment;
use ledgerline_core::vault::{Effort, Vault};

use crate::support::{Bench, NOW, PASSPHRASE, load, run, tell};

fn of_schema(schema: u32) -> (Bench, Vault) {
    let bench = Bench::empty();
    let now = Moment::parse(NOW).expect("a moment");
    let made = released::write(&bench.journal(), schema, PASSPHRASE, Effort::quick(), &now);
    let vault = made.expect("a journal of an earlier version");
    (bench, vault)
}

#[test]
fn every_released_version_opens_with_all_it_holds() {
    for schema in 1..=released::known() {
        let (bench, vault) = of_schema(schema);
        assert_eq!(bench.entries().len(), 16, "schema {schema} holds these");
        assert_eq!(released::schema(&bench.journal(), &vault).ok(), Some(released::known()), "now");
        let listed = bench.json(&["backup", "list"]);
        let made = listed["copies"].as_array().map(Vec::len);
        assert_eq!(made, Some(usize::from(schema < released::known())), "a backup before");
        bench.ok(&["doctor"]);
    }
}

#[cfg(unix)]
#[test]
#[expect(clippy::cast_precision_loss, reason = "a share of a moment")]
fn killed_at_any_moment_a_migration_leaves_the_old_schema_or_the_new() {
    let kills = load(10);
    let (mut old, mut new) = (0, 0);
    for schema in 1..released::known() {
        let (bench, _) = of_schema(schema);
        let begun = std::time::Instant::now();
        bench.ok(&["list"]);
        let whole = begun.elapsed();
        for kill in 0..kills {
            let (bench, vault) = of_schema(schema);
            let mut command = bench.command(&["list"]);
            command.stdout(std::process::Stdio::null());
            let mut child =
                command.env("LEDGERLINE_PASSPHRASE", PASSPHRASE).spawn().expect("it runs");
            // Spread over the whole of a first opening, and a little past its end.
            std::thread::sleep(whole.mul_f64((kill as f64 + 0.5) / kills as f64 * 1.1));
            let _ = child.kill();
            child.wait().expect("it ends");
            let found = released::schema(&bench.journal(), &vault).expect("the file opens");
            assert!(found == schema || found == released::known(), "nothing between: {found}");
            if found == schema {
                old += 1
            } else {
                new += 1
            }
            assert_eq!(bench.entries().len(), 16, "and the next opening shows every entry");
            let seen = bench.run(&["backup", "verify"]);
            assert!(seen.code == 0, "what has a backup's name is one: {}", seen.err);
        }
    }
    let of = released::known() - 1;
    tell(
        "R11",
        &format!("a first opening under this version, {kills} times from each of {of} schemas"),
        "killed with SIGKILL at moments spread over the whole of it",
        &format!("{old} left old, {new} new, none between; every entry there each time"),
    );
}

#[test]
fn a_later_version_is_refused_untouched_and_read_all_the_same() {
    let (bench, _) = of_schema(released::known() + 1);
    let database = bench.journal().join("journal.db");
    let before = std::fs::read(&database).expect("a file");
    let refused = bench.run(&["list"]);
    assert_eq!(refused.code, 1, "it cannot be done: {}", refused.err);
    assert!(refused.err.contains("--read-only"), "it says what can: {}", refused.err);
    let out = bench.path().join("all.jsonl");
    let out = out.to_str().expect("UTF-8");
    bench.ok(&["export", "--read-only", "--format", "jsonl", "-o", out]);
    let lines = std::fs::read_to_string(out).expect("written");
    assert_eq!(lines.matches("\"type\":\"entry\"").count(), 16, "every entry is in it");
    assert!(std::fs::read(&database).expect("a file") == before, "and not a byte has changed");

    // What this version makes comes back into a journal of its own.
    let own = Bench::new();
    own.ok(&["import", "--format", "ledgerline", out]);
    assert_eq!(own.entries().len(), 16, "they are here now");
    let writes = run(bench.command(&["add", "x"]).env("LEDGERLINE_PASSPHRASE", PASSPHRASE));
    assert_ne!(writes.code, 101, "and nothing panics: {}", writes.err);
}
