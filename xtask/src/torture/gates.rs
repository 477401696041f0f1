//! Which tests each gate is, and with what load.

use crate::stop::Stop;

/// Tests that belong to a gate.
pub(crate) enum Run {
    /// Those of a package's target (its own unit tests for none) whose names hold one of these.
    Tests { package: &'static str, target: Option<&'static str>, names: &'static [&'static str] },
    /// Journeys in the real window, by their whole names.
    Window(&'static [&'static str]),
    /// `cargo xtask check`.
    Check,
}

/// One gate.
pub(crate) struct Gate {
    pub(crate) name: &'static str,
    /// What it is about, for the list of `--help`.
    pub(crate) about: &'static str,
    pub(crate) runs: &'static [Run],
    /// The load of the long form, which the tests read; 1 where there is only one.
    pub(crate) long: u32,
    /// What of it prints no line of its own: its load, in words, or nothing.
    pub(crate) said: &'static str,
    /// What goes wrong there, in words.
    pub(crate) faults: &'static str,
}

const fn torture(names: &'static [&'static str]) -> Run {
    Run::Tests { package: "ledgerline", target: Some("torture"), names }
}

const fn it(names: &'static [&'static str]) -> Run {
    Run::Tests { package: "ledgerline-tests", target: Some("it"), names }
}

const fn core(names: &'static [&'static str]) -> Run {
    Run::Tests { package: "ledgerline-core", target: None, names }
}

const fn cli(names: &'static [&'static str]) -> Run {
    Run::Tests { package: "ledgerline", target: Some("it"), names }
}

/// A gate whose tests print its lines themselves.
const fn telling(name: &'static str, about: &'static str, long: u32, runs: &'static [Run]) -> Gate {
    Gate { name, about, runs, long, said: "", faults: "" }
}

/// In the order of the table.
pub(crate) const GATES: &[Gate] = &[
    telling("R1", "kills while lines are added", 10_000, &[torture(&["r1_"])]),
    telling("R2", "power cuts", 5_000, &[torture(&["r2_"])]),
    telling("R3", "damage, read and salvaged", 1_000_000, &[it(&["salvage::r3_"])]),
    telling("R4", "a disk that is full at any write", 100_000, &[torture(&["r4_"])]),
    telling("R5", "writes and syncs that fail", 2_000, &[torture(&["r5_"])]),
    Gate {
        name: "R6",
        about: "malformed imports, and fuzzing",
        runs: &[
            it(&["malformed::", "fuzz::"]),
            Run::Tests { package: "ledgerline", target: Some("it"), names: &["malformed::"] },
            Run::Tests { package: "ledgerline", target: None, names: &["arguments::"] },
        ],
        long: 600,
        said: "",
        faults: "",
    },
    telling("R7", "import twice, export and back", 10_000, &[it(&["exchange::"])]),
    telling(
        "R8",
        "withheld words in what leaves",
        50,
        &[it(&["gate::", "leaks::", "no_format_holds_a_private_note"])],
    ),
    Gate {
        name: "R9",
        about: "readable words on the disk",
        runs: &[
            it(&["rest::"]),
            Run::Window(&["rest::a_run_leaves_no_word_of_the_journal_in_any_file"]),
        ],
        long: 1,
        said: "a run of the app, every file of it",
        faults: "a planted word, as UTF-8 and UTF-16",
    },
    telling("R10", "what a deletion leaves", 1_000, &[it(&["bin::", "the_bin_empties_itself"])]),
    telling("R11", "migrations, also killed", 200, &[core(&["released::"]), cli(&["migrating::"])]),
    telling(
        "R12",
        "backups, restores and new keys, also killed",
        1_000,
        &[core(&["rekey::", "backup::"]), cli(&["rekey::", "backing::"]), torture(&["r12_"])],
    ),
    Gate {
        name: "R13",
        about: "ways in that are lost, and guesses",
        runs: &[
            core(&["vault::tests::"]),
            torture(&["r13_"]),
            Run::Window(&[
                "keychain::a_wiped_keychain_leaves_the_other_ways_in_and_can_be_added_again",
                "keychain::a_changed_key_in_the_keychain_is_told_as_one_and_replaces_nothing",
                "keychain::a_bus_without_a_keychain_says_so_at_once",
            ]),
        ],
        long: 1_000,
        said: "each way in lost, the five states, a real keychain",
        faults: "the keychain wiped, changed, absent; the header altered, torn or of another journal",
    },
    Gate {
        name: "R14",
        about: "what a lock leaves in memory",
        runs: &[Run::Window(&[
            "memory::a_lock_leaves_no_word_and_no_key_in_memory",
            "journeys::sleep::the_journal_locks_before_sleep_and_with_the_screen",
            "journeys::sleep::a_minute_without_anybody_locks_the_journal",
            "journeys::lock::a_wrong_passphrase_opens_nothing_and_the_right_one_does",
        ])],
        long: 1,
        said: "a lock by hand, when nobody is there, before sleep and with the screen",
        faults: "memory of the app and its web processes searched for words, passphrase and keys",
    },
    Gate {
        name: "R15",
        about: "commands by window",
        runs: &[
            it(&["contract::"]),
            Run::Window(&[
                "permissions::the_capture_window_may_call_what_writes_one_line_and_nothing_else",
                "permissions::the_main_window_may_call_every_command_but_those_of_the_capture_window",
                "permissions::neither_window_can_leave_the_apps_own_pages",
            ]),
        ],
        long: 1,
        said: "every command in every window, and a page from elsewhere",
        faults: "each command called where it is not granted",
    },
    Gate {
        name: "R16",
        about: "hostile text",
        runs: &[
            Run::Tests { package: "ledgerline-packet", target: None, names: &["tests::hostile::"] },
            Run::Window(&[
                "hostile::hostile_text_in_every_field_runs_nothing_and_asks_for_nothing",
            ]),
        ],
        long: 300,
        said: "300 payloads in every field, as lines and as an import",
        faults: "markup, script, links and styles as text; a listener on the port they name",
    },
    Gate {
        name: "R17",
        about: "two instances",
        runs: &[
            it(&["races::r17_"]),
            cli(&["holding::r17_"]),
            Run::Window(&[
                "journeys::one::without_a_bus_a_second_start_brings_the_first_forward_and_ends",
                "journeys::one::a_second_window_on_one_journal_is_told_and_nothing_replaces_what_is_open",
            ]),
        ],
        long: 100,
        said: "two windows, with a bus and without, and commands beside",
        faults: "each started on the journal that another has open",
    },
    telling("R18", "clocks and zones", 400, &[it(&["clocks::", "reminding::"])]),
    telling("R23", "the journal against a model of it", 50_000, &[it(&["model::"])]),
    Gate {
        name: "R24",
        about: "what can be said without running it",
        runs: &[Run::Check],
        long: 1,
        said: "the whole tree",
        faults: "licences, bans, sources, lints, `unsafe_code = forbid`, sizes, layers",
    },
];

/// The gate of this name.
pub(crate) fn find(name: &str) -> Result<&'static Gate, Stop> {
    let gate = GATES.iter().find(|gate| gate.name.eq_ignore_ascii_case(name));
    gate.ok_or_else(|| {
        let names: Vec<&str> = GATES.iter().map(|gate| gate.name).collect();
        Stop::Usage(format!(
            "there is no gate `{name}`; there are {} and mutations",
            names.join(", ")
        ))
    })
}
