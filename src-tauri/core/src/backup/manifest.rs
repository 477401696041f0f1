//! What a backup says about itself: counts and a mark, and nothing the user wrote.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::Read;
use std::path::Path;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{Reason, When};
use crate::error::{Error, Result};
use crate::file;
use crate::store::whole::{Sum, hex};

/// Its name inside a backup.
pub const MANIFEST: &str = "backup.json";
/// Far above any manifest.
const LONGEST: u64 = 256 * 1024;
/// The only format there has been.
const FORMAT: u32 = 1;

/// What a backup holds, as it was counted in the copy itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    format: u32,
    /// Counts a journal's backups, so that their order survives a clock that is set back.
    pub number: u64,
    /// Whose copy it is.
    pub vault: Uuid,
    /// When it was made.
    pub made: When,
    /// Why.
    pub reason: Reason,
    /// The journal's schema then.
    pub schema: u32,
    /// The database's size.
    pub bytes: u64,
    /// Live entries.
    pub entries: u64,
    /// The newest entry.
    pub newest: Option<Uuid>,
    /// Rows by table.
    pub rows: BTreeMap<String, u64>,
    /// Stands for every row; made with the journal's backup key.
    pub mark: String,
}

impl Manifest {
    pub(super) fn new(number: u64, vault: Uuid, made: When, reason: Reason, of: &Sum) -> Self {
        Self {
            format: FORMAT,
            number,
            vault,
            made,
            reason,
            schema: 0,
            bytes: 0,
            entries: of.entries,
            newest: of.newest,
            rows: of.rows.clone(),
            mark: hex(&of.mark),
        }
    }

    /// Evidence files inside.
    #[must_use]
    pub fn files(&self) -> u64 {
        self.rows.get("attachment").copied().unwrap_or_default()
    }

    /// Whether a file that sums up to `sum` holds what this says.
    pub(super) fn tells(&self, sum: &Sum) -> bool {
        self.mark == hex(&sum.mark) && self.rows == sum.rows && self.entries == sum.entries
    }

    /// Reads the manifest in `folder`; none when there is none that can be read.
    #[must_use]
    pub fn read(folder: &Path) -> Option<Self> {
        let mut bytes = Vec::new();
        File::open(folder.join(MANIFEST)).ok()?.take(LONGEST).read_to_end(&mut bytes).ok()?;
        serde_json::from_slice(&bytes).ok()
    }

    pub(super) fn write(&self, folder: &Path) -> Result<()> {
        let mut bytes = serde_json::to_vec_pretty(self)
            .map_err(|_| Error::Store("a manifest has no JSON form".to_owned()))?;
        bytes.push(b'\n');
        Ok(file::write(&folder.join(MANIFEST), &bytes)?)
    }
}
