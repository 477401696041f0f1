//! What a command says when it cannot: a code the window branches on, and a sentence for the log.

use ledgerline_core::error::{Code, Error};
use serde::Serialize;

/// A refusal on its way to the window. Holds nothing a user wrote.
#[derive(Debug, Serialize)]
pub(crate) struct Failure {
    pub(crate) code: Code,
    message: String,
}

/// What every command answers.
pub(crate) type Reply<T> = Result<T, Failure>;

impl Failure {
    pub(crate) fn new(code: Code, message: &str) -> Self {
        Self { code, message: message.to_owned() }
    }

    pub(crate) fn locked() -> Self {
        Self::new(Code::Locked, "the journal is locked")
    }

    pub(crate) fn io(message: &str) -> Self {
        Self::new(Code::Io, message)
    }
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Self { code: error.code(), message: error.to_string() }
    }
}

impl From<std::io::Error> for Failure {
    fn from(error: std::io::Error) -> Self {
        Error::from(error).into()
    }
}

impl From<tauri::Error> for Failure {
    fn from(_: tauri::Error) -> Self {
        Self::io("the window system refused")
    }
}
