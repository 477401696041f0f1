//! The project's own tasks: `cargo xtask run`, `test`, `check` and the rest of [`USAGE`].

#![allow(clippy::print_stdout, clippy::print_stderr, reason = "it talks to a terminal")]
#![allow(clippy::disallowed_methods, reason = "its files are stamps that can be made again")]

mod app;
mod bindings;
mod check;
mod distro;
mod install;
mod layers;
mod licences;
mod measure;
mod needs;
mod process;
mod sizes;
mod stage;
mod stop;
mod tally;
mod test;
mod tools;
mod torture;
mod tree;
mod ui;

use std::process::ExitCode;

use needs::Purpose;
use stop::Stop;
use tree::Tree;

const USAGE: &str = "\
cargo xtask TASK

  run [--demo] [--release]   install what is missing, build, start the app
                             (--demo: on a journal filled with the demo data)
  build [--release]          the same without starting it
  test [--fast]              every test; --fast leaves out the journeys in the real window
  check                      format, lints, types, bindings, licences, sizes, layers
  gen [--check]              TypeScript for what crosses to the window (--check: compare only)
  needs [--test]             what this machine lacks and the command that installs it; changes nothing
  shots                      screenshots of every screen, light and dark, into docs/shots
  bench [ARGS]               the measures against their limits (--window [--release]: the window's)
  torture [GATE…] [--long]   the gates of docs/RELIABILITY.md, or `mutations` (--dev: the long form
                             without optimisation; --write: what passed into the tables there;
                             --help: every gate with its load)
  dist [ARGS]                installers, through the Tauri CLI

Exit codes: 0 done; 1 a step failed; 2 the command line was wrong; 3 this machine lacks something.";

/// The words after `cargo xtask TASK`, taken one by one; what is left over is a mistake.
struct Words(Vec<String>);

impl Words {
    fn flag(&mut self, name: &str) -> bool {
        let before = self.0.len();
        self.0.retain(|word| word != name);
        self.0.len() < before
    }

    fn none_left(&self) -> Result<(), Stop> {
        match self.0.first() {
            Some(word) => Err(Stop::Usage(format!("`{word}` is not understood here\n\n{USAGE}"))),
            None => Ok(()),
        }
    }
}

fn main() -> ExitCode {
    match start() {
        Ok(()) => ExitCode::SUCCESS,
        Err(stop) => {
            if stop != Stop::Told {
                eprintln!("\n{stop}");
            }
            ExitCode::from(stop.code())
        }
    }
}

fn start() -> Result<(), Stop> {
    let mut words = std::env::args().skip(1);
    let task = words.next().unwrap_or_default();
    let words = Words(words.collect());
    if matches!(task.as_str(), "" | "help" | "-h" | "--help") {
        println!("{USAGE}");
        return Ok(());
    }
    dispatch(&task, words, &Tree::find()?)
}

fn dispatch(task: &str, mut words: Words, tree: &Tree) -> Result<(), Stop> {
    match task {
        "run" | "build" => {
            let (demo, release) = (task == "run" && words.flag("--demo"), words.flag("--release"));
            words.none_left()?;
            let app = app::build(tree, release)?;
            if task == "run" { app.start(tree, demo) } else { Ok(()) }
        }
        "test" => {
            let fast = words.flag("--fast");
            words.none_left()?;
            test::run(tree, fast)
        }
        "check" => words.none_left().and_then(|()| check::run(tree)),
        "gen" => {
            let compare = words.flag("--check");
            words.none_left()?;
            if compare { bindings::compare(tree) } else { bindings::write(tree) }
        }
        "needs" => {
            let purpose = if words.flag("--test") { Purpose::Test } else { Purpose::Run };
            words.none_left()?;
            install::report(tree, purpose)
        }
        "shots" => words.none_left().and_then(|()| measure::shots(tree)),
        "bench" if words.flag("--window") => {
            let release = words.flag("--release");
            measure::window(tree, release, &words.0)
        }
        "bench" => measure::binary(tree, task, &words.0),
        "torture" => torture::run(tree, words),
        "dist" => app::dist(tree, &words.0),
        other => Err(Stop::Usage(format!("there is no task `{other}`\n\n{USAGE}"))),
    }
}
