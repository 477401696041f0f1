//! The project's own tasks: run, test, check, gen, bench, shots.
fn main() {}
