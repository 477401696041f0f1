//! The throughline of a period, read from the ledger.

use std::collections::BTreeMap;

use super::Journal;
use crate::error::{Error, Result};
use crate::goal::Ownership;
use crate::store::{self, tally};
use crate::throughline::{Aim, Came, Throughline, ThroughlineQuery, lay_out};

impl Journal {
    /// Acts to outcomes to goals or criteria, over some days.
    ///
    /// # Errors
    /// The period ends before it begins, or the store does not answer.
    pub fn throughline(&self, query: &ThroughlineQuery) -> Result<Throughline> {
        if query.to < query.from {
            return Err(Error::BadInput("the period ends before it begins".to_owned()));
        }
        let db = &*self.store.reading()?;
        let acts = tally::ways(db, query.from, query.to)?;
        let mut came = BTreeMap::new();
        for id in acts.iter().flat_map(|act| &act.outcomes) {
            if came.contains_key(id) {
                continue;
            }
            let outcome = store::outcome::read(db, *id)?;
            let confidential = store::outcome::is_confidential(db, *id)?;
            let grade = outcome.grade();
            let one = Came {
                id: *id,
                statement: outcome.statement,
                figure: outcome.figure,
                grade,
                status: outcome.status,
                sensitivity: if confidential {
                    crate::entry::Sensitivity::Confidential
                } else {
                    crate::entry::Sensitivity::Open
                },
                criteria: outcome
                    .criteria
                    .into_iter()
                    .map(|met| {
                        let key = met.id.map_or_else(|| met.criterion.clone(), |id| id.to_string());
                        (key, met.criterion)
                    })
                    .collect(),
            };
            came.insert(*id, one);
        }
        let came: Vec<Came> = came.into_values().collect();
        let aims: Vec<Aim> = store::goal::all(db)?
            .into_iter()
            .map(|goal| Aim {
                id: goal.id,
                mine: goal.ownership() == Ownership::UniquelyMine,
                label: goal.statement,
            })
            .collect();
        Ok(lay_out(*query, &acts, &came, &aims))
    }
}
