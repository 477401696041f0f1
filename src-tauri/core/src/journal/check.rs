//! Looking for damage.

use serde::Serialize;

use super::Journal;
use crate::error::Result;
use crate::store::timeline;

/// What the doctor found.
#[derive(Clone, Debug, Serialize)]
pub struct Health {
    /// What is wrong; empty when all is well. No user text.
    pub problems: Vec<String>,
    /// Live entries.
    pub entries: u32,
    /// Lines in the inbox that cannot be read.
    pub damaged_lines: u32,
    /// The library the file is read with.
    pub sqlite: String,
    /// The cipher's version.
    pub sqlcipher: String,
}

impl Journal {
    /// Checks the file, its encryption, its links and its index.
    ///
    /// # Errors
    /// The store does not answer at all.
    pub fn check(&self) -> Result<Health> {
        let (sqlite, sqlcipher) = self.store.versions()?;
        let lines = crate::vault::drain(&self.dir, &self.vault)?;
        let damaged = lines.iter().filter(|line| line.is_err()).count();
        Ok(Health {
            problems: self.store.problems()?,
            entries: timeline::all(self.store.db())?,
            damaged_lines: u32::try_from(damaged).unwrap_or(u32::MAX),
            sqlite,
            sqlcipher,
        })
    }
}
