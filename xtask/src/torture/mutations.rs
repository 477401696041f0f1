//! Takes one protection away at a time, in a copy of the tree, and expects a test to fail.

use std::fs;
use std::path::Path;
use std::process::Command;

use super::book;
use crate::process;
use crate::stop::Stop;
use crate::tally::Tally;
use crate::tree::{self, Tree};

/// One protection, and the test that guards it.
struct Mutation {
    /// What is taken away.
    what: &'static str,
    file: &'static str,
    /// Stands in the file exactly once.
    from: &'static str,
    to: &'static str,
    package: &'static str,
    target: Option<&'static str>,
    test: &'static str,
}

const MUTATIONS: &[Mutation] = &[
    Mutation {
        what: "private notes stay out of an export",
        file: "src-tauri/core/src/export/lines.rs",
        from: "entry.private_note.clear();",
        to: "",
        package: "ledgerline-tests",
        target: Some("it"),
        test: "exchange::no_format_holds_a_private_note",
    },
    Mutation {
        what: "a confidential entry keeps its outcome out of a packet",
        file: "src-tauri/core/src/store/outcome.rs",
        from: "AND e.sensitivity = 'confidential'",
        to: "AND e.sensitivity = 'none of them'",
        package: "ledgerline-tests",
        target: Some("it"),
        test: "gate::no_canary_of_any_class_is_in_any_format",
    },
    Mutation {
        what: "every exported file is read again before it is delivered",
        file: "src-tauri/core/src/journal/redaction.rs",
        from: "match found.first() {",
        to: "match found.get(usize::MAX) {",
        package: "ledgerline-tests",
        target: Some("it"),
        test: "gate::a_file_that_says_one_withheld_word_is_delivered_in_no_format",
    },
    Mutation {
        what: "`synchronous = FULL`",
        file: "src-tauri/core/src/store/mod.rs",
        from: "(\"synchronous\", \"2\")",
        to: "(\"synchronous\", \"1\")",
        package: "ledgerline",
        target: Some("torture"),
        test: "power::r2_no_power_cut_costs_anything_acknowledged",
    },
    Mutation {
        what: "`fullfsync`, which macOS needs",
        file: "src-tauri/core/src/store/mod.rs",
        from: "(\"fullfsync\", \"1\")",
        to: "(\"fullfsync\", \"0\")",
        package: "ledgerline-core",
        target: None,
        test: "store::tests::a_connection_is_set_up_as_agreed",
    },
    Mutation {
        what: "`secure_delete`",
        file: "src-tauri/core/src/store/mod.rs",
        from: "(\"secure_delete\", \"1\")",
        to: "(\"secure_delete\", \"0\")",
        package: "ledgerline-tests",
        target: Some("it"),
        test: "bin::one_thing_purged_leaves_no_word_in_any_page_and_the_rest_alone",
    },
    Mutation {
        what: "the option `secure-delete` of the index of words",
        file: "src-tauri/core/src/store/migrations/0001-journal.sql",
        from: "INSERT INTO entry_words(entry_words, rank) VALUES ('secure-delete', 1);",
        to: "",
        package: "ledgerline-tests",
        target: Some("it"),
        test: "bin::one_thing_purged_leaves_no_word_in_any_page_and_the_rest_alone",
    },
    Mutation {
        what: "the header's MAC",
        file: "src-tauri/core/src/vault/signed.rs",
        from: "keys::mac_matches(&mac_key, &bytes, &self.mac.0)",
        to: "keys::mac_matches(&mac_key, &bytes, &self.mac.0) || true",
        package: "ledgerline-core",
        target: None,
        test: "vault::tests::slots_rewritten_by_someone_without_the_key_are_damage",
    },
    Mutation {
        what: "a permission: the capture window cannot read",
        file: "tauri.conf.json",
        from: "\"allow-take-back\",",
        to: "\"allow-take-back\", \"allow-timeline\",",
        package: "ledgerline-tests",
        target: Some("it"),
        test: "contract::each_window_is_granted_what_the_list_says_and_nothing_else",
    },
    Mutation {
        what: "the content policy",
        file: "tauri.conf.json",
        from: "script-src 'self';",
        to: "script-src 'self' 'unsafe-inline';",
        package: "ledgerline-tests",
        target: Some("it"),
        test: "contract::the_policy_of_the_pages_is_the_one_agreed",
    },
    Mutation {
        what: "the sync of a sealed line",
        file: "src-tauri/core/src/vault/inbox.rs",
        from: ".and_then(|()| inbox.sync_all())",
        to: "",
        package: "ledgerline",
        target: Some("torture"),
        test: "power::r2_no_power_cut_costs_anything_acknowledged",
    },
    Mutation {
        what: "the sync before a new file takes its name",
        file: "src-tauri/core/src/file.rs",
        from: "unfinished.as_file().sync_all()?;",
        to: "",
        package: "ledgerline",
        target: Some("torture"),
        test: "power::r2_no_power_cut_costs_anything_acknowledged",
    },
    Mutation {
        what: "the sync of a folder",
        file: "src-tauri/core/src/file.rs",
        from: "if cfg!(unix) { File::open(dir)?.sync_all() }",
        to: "if cfg!(unix) { File::open(dir).map(drop) }",
        package: "ledgerline",
        target: Some("torture"),
        test: "power::r2_no_power_cut_costs_anything_acknowledged",
    },
    Mutation {
        what: "files for their owner alone",
        file: "src-tauri/core/src/file.rs",
        from: "options.mode(0o600);",
        to: "options.mode(0o644);",
        package: "ledgerline-core",
        target: None,
        test: "file::tests::files_and_folders_are_for_their_owner_alone",
    },
    Mutation {
        what: "the database for its owner alone",
        file: "src-tauri/core/src/store/mod.rs",
        from: "drop(crate::file::open_to_append(path)?);",
        to: "",
        package: "ledgerline-core",
        target: None,
        test: "store::tests::the_file_and_its_log_are_for_their_owner_alone",
    },
    Mutation {
        what: "a missing database is never replaced by an empty one",
        file: "src-tauri/core/src/store/mod.rs",
        from: "return Err(Error::Damaged(\"its database file is missing\".to_owned()));",
        to: "return Self::connect(path, key, OpenFlags::SQLITE_OPEN_CREATE);",
        package: "ledgerline-tests",
        target: Some("it"),
        test: "gaps::a_missing_database_is_damage_and_no_empty_journal_takes_its_place",
    },
    Mutation {
        what: "what was read is asked whether a page of it was altered",
        file: "src-tauri/core/src/store/mod.rs",
        from: "if status == \"1\" {",
        to: "if !status.is_empty() {",
        package: "ledgerline-core",
        target: None,
        test: "store::tests::no_altered_end_of_a_long_row_passes_for_what_was_written",
    },
    Mutation {
        what: "each entry leaves the index of parts alone",
        file: "src-tauri/core/src/store/words.rs",
        from: "db.execute_batch(\"SAVEPOINT gone; RELEASE gone\")?;",
        to: "",
        package: "ledgerline-tests",
        target: Some("it"),
        test: "index::entries_that_leave_the_index_together_leave_it_whole",
    },
    Mutation {
        what: "a new key is given only while nobody else has the journal open",
        file: "src-tauri/core/src/journal/rekey.rs",
        from: "let hold = hold.become_alone(Doing::Rekeying, now)?;",
        to: "",
        package: "ledgerline-core",
        target: None,
        test: "journal::rekey::tests::while_somebody_else_has_it_open_nothing_changes",
    },
];

/// Takes away what is named, or one after the other everything.
pub(crate) fn run(tree: &Tree, write: bool, named: &[String]) -> Result<(), Stop> {
    let only: Vec<&String> = named.iter().filter(|name| *name != "mutations").collect();
    let copy = tree.target.join("mutations/tree");
    let mut lines = Vec::new();
    let mut missed = Vec::new();
    for mutation in MUTATIONS {
        let wanted = |part: &&String| mutation.what.contains(part.as_str());
        if !only.is_empty() && !only.iter().any(wanted) {
            continue;
        }
        copy_tree(tree, &copy)?;
        change(&copy, mutation)?;
        let caught = fails(tree, &copy, mutation)?;
        println!(
            "{}: {} | {}",
            if caught { "caught" } else { "MISSED" },
            mutation.what,
            mutation.test
        );
        lines.push(format!("| {} | `{}` | `{}` |", mutation.what, mutation.file, mutation.test));
        if !caught {
            missed.push(mutation.what);
        }
    }
    if !missed.is_empty() {
        return Err(Stop::Failed(format!("no test noticed: {}", missed.join("; "))));
    }
    if write && only.is_empty() {
        let head = ["| taken away | in | the test that failed |", "|---|---|---|"];
        let mut table: Vec<String> = head.iter().map(|line| (*line).to_owned()).collect();
        table.extend(lines);
        table.push(format!(
            "\n{} of {} caught on {}.",
            MUTATIONS.len(),
            MUTATIONS.len(),
            book::today()
        ));
        book::replace(tree, "mutations", &table)?;
    }
    Ok(())
}

/// The tree without what is built, changed only where it differs, so that little is built anew.
fn copy_tree(tree: &Tree, copy: &Path) -> Result<(), Stop> {
    let skip = |name: &str| {
        matches!(name, "target" | "node_modules" | ".git" | "gen" | "dist" | "shots" | "paraglide")
    };
    for path in tree::files(&tree.root, &skip)? {
        let Ok(inside) = path.strip_prefix(&tree.root) else { continue };
        let to = copy.join(inside);
        let bytes = fs::read(&path).map_err(Stop::io(&path))?;
        if fs::read(&to).is_ok_and(|there| there == bytes) {
            continue;
        }
        if let Some(folder) = to.parent() {
            fs::create_dir_all(folder).map_err(Stop::io(folder))?;
        }
        fs::write(&to, bytes).map_err(Stop::io(&to))?;
    }
    Ok(())
}

fn change(copy: &Path, mutation: &Mutation) -> Result<(), Stop> {
    let path = copy.join(mutation.file);
    let text = fs::read_to_string(&path).map_err(Stop::io(&path))?;
    if text.matches(mutation.from).count() != 1 {
        return Err(Stop::Failed(format!(
            "`{}` stands not once in {}: the mutation \"{}\" has to follow the code",
            mutation.from, mutation.file, mutation.what
        )));
    }
    fs::write(&path, text.replacen(mutation.from, mutation.to, 1)).map_err(Stop::io(&path))
}

/// Whether the test fails, which it must have been built and run for.
fn fails(tree: &Tree, copy: &Path, mutation: &Mutation) -> Result<bool, Stop> {
    let mut tally = Tally::default();
    let mut cargo: Command = process::cargo(copy);
    cargo.env("CARGO_TARGET_DIR", tree.target.join("mutations/target"));
    cargo.args(["test", "-p", mutation.package]);
    cargo.args(mutation.target.map_or(vec!["--lib"], |target| vec!["--test", target]));
    cargo.args(["--", "--exact", mutation.test]);
    process::gather(&mut cargo, |line| tally.read(line))?;
    match (tally.passed, tally.failed) {
        (0, 0) => Err(Stop::Failed(format!(
            "`{}` did not run: the mutation \"{}\" does not compile, or the test has another name",
            mutation.test, mutation.what
        ))),
        (_, failed) => Ok(failed > 0),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_mutation_still_fits_the_code() {
        let tree = Tree::find().expect("the project");
        for mutation in MUTATIONS {
            let text = fs::read_to_string(tree.root.join(mutation.file)).expect("a file");
            assert_eq!(text.matches(mutation.from).count(), 1, "{}", mutation.what);
            assert!(mutation.from != mutation.to, "{} changes something", mutation.what);
        }
    }
}
