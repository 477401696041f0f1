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

/// The long form: the number that tests read, and how the table says it.
pub(crate) struct Load {
    pub(crate) number: u32,
    pub(crate) said: &'static str,
}

/// One gate.
pub(crate) struct Gate {
    pub(crate) name: &'static str,
    pub(crate) runs: &'static [Run],
    pub(crate) long: Load,
    /// The short form's load, in words.
    pub(crate) short: &'static str,
    /// What goes wrong, in words; a gate that prints its own line says it itself.
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

/// In the order of the table.
pub(crate) const GATES: &[Gate] = &[
    Gate {
        name: "R1",
        runs: &[torture(&["r1_"])],
        long: Load { number: 10_000, said: "" },
        short: "",
        faults: "",
    },
    Gate {
        name: "R2",
        runs: &[torture(&["r2_"])],
        long: Load { number: 5_000, said: "" },
        short: "",
        faults: "",
    },
    Gate {
        name: "R3",
        runs: &[it(&["salvage::r3_"])],
        long: Load { number: 1_000_000, said: "" },
        short: "",
        faults: "",
    },
    Gate {
        name: "R4",
        runs: &[torture(&["r4_"])],
        long: Load { number: 100_000, said: "" },
        short: "",
        faults: "",
    },
    Gate {
        name: "R5",
        runs: &[torture(&["r5_"])],
        long: Load { number: 2_000, said: "" },
        short: "",
        faults: "",
    },
    Gate {
        name: "R6",
        runs: &[
            it(&["malformed::", "fuzz::"]),
            Run::Tests { package: "ledgerline", target: Some("it"), names: &["malformed::"] },
            Run::Tests { package: "ledgerline", target: None, names: &["arguments::"] },
        ],
        long: Load { number: 600, said: "" },
        short: "",
        faults: "",
    },
    Gate {
        name: "R7",
        runs: &[it(&["exchange::"])],
        long: Load { number: 10_000, said: "" },
        short: "",
        faults: "",
    },
    Gate {
        name: "R8",
        runs: &[it(&["gate::", "leaks::", "no_format_holds_a_private_note"])],
        long: Load { number: 50, said: "every class of withheld words through every format" },
        short: "every class of withheld words through every format",
        faults: "words planted where they must not leave from",
    },
    Gate {
        name: "R9",
        runs: &[
            it(&["rest::"]),
            Run::Window(&["rest::a_run_leaves_no_word_of_the_journal_in_any_file"]),
        ],
        long: Load { number: 1, said: "a run of the app, every file of it" },
        short: "a run of the app, every file of it",
        faults: "a planted word, as UTF-8 and UTF-16",
    },
    Gate {
        name: "R10",
        runs: &[it(&["bin::", "the_bin_empties_itself"])],
        long: Load { number: 1_000, said: "deletes and purges" },
        short: "deletes and purges",
        faults: "every deciphered page searched for the words",
    },
    Gate {
        name: "R12",
        runs: &[
            Run::Tests { package: "ledgerline", target: Some("it"), names: &["rekey::"] },
            core(&["rekey::"]),
        ],
        long: Load { number: 1_000, said: "changes of the key, also killed" },
        short: "changes of the key, also killed",
        faults: "SIGKILL while the journal comes under its new key",
    },
    Gate {
        name: "R13",
        runs: &[
            core(&["vault::tests::"]),
            Run::Window(&[
                "keychain::a_wiped_keychain_leaves_the_other_ways_in_and_can_be_added_again",
                "keychain::a_bus_without_a_keychain_says_so_at_once",
            ]),
        ],
        long: Load { number: 1_000, said: "wrong keys, each way in lost" },
        short: "wrong keys, each way in lost",
        faults: "the keychain wiped or absent, wrong passphrases, a header altered",
    },
    Gate {
        name: "R15",
        runs: &[
            it(&["contract::"]),
            Run::Window(&[
                "permissions::the_capture_window_may_call_what_writes_one_line_and_nothing_else",
                "permissions::the_main_window_may_call_every_command_but_those_of_the_capture_window",
                "permissions::neither_window_can_leave_the_apps_own_pages",
            ]),
        ],
        long: Load { number: 1, said: "every command in every window, and a page from elsewhere" },
        short: "every command in every window, and a page from elsewhere",
        faults: "each command called where it is not granted",
    },
    Gate {
        name: "R17",
        runs: &[
            it(&["races::r17_"]),
            Run::Tests { package: "ledgerline", target: Some("it"), names: &["holding::r17_"] },
            Run::Window(&[
                "journeys::one::without_a_bus_a_second_start_brings_the_first_forward_and_ends",
                "journeys::one::a_second_window_on_one_journal_is_told_and_nothing_replaces_what_is_open",
            ]),
        ],
        long: Load {
            number: 100,
            said: "two windows, with a bus and without, and commands beside",
        },
        short: "two windows, with a bus and without, and commands beside",
        faults: "each started on the journal that another has open",
    },
    Gate {
        name: "R18",
        runs: &[it(&["clocks::", "reminding::"])],
        long: Load { number: 400, said: "" },
        short: "",
        faults: "",
    },
    Gate {
        name: "R24",
        runs: &[Run::Check],
        long: Load { number: 1, said: "the whole tree" },
        short: "the whole tree",
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
