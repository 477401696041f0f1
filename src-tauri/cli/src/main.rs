//! Ledgerline on the command line.
fn main() {}
