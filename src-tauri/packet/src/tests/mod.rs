//! The writers against a whole document, and against every field turned hostile.

mod data;
mod hostile;
mod laws;
mod payloads;
mod sample;
mod withheld;
mod written;
