//! What time it is, and where: the only place of the command line that asks.

use chrono::Utc;
use chrono_tz::Tz;
use ledgerline_core::time::Moment;

use crate::failure::{Failure, Outcome};

/// Sets the clock, for scripts and tests.
const VARIABLE: &str = "LEDGERLINE_NOW";

/// The present: what `LEDGERLINE_NOW` says, else the system's clock in the system's zone.
pub(crate) fn now() -> Outcome<Moment> {
    match std::env::var(VARIABLE) {
        Ok(text) if !text.is_empty() => Moment::parse(&text).map_err(|_| {
            Failure::Usage(format!(
                "{VARIABLE} is `{text}`, which is not a time such as 2026-11-20T16:42:00+01:00"
            ))
        }),
        _ => Ok(system()),
    }
}

#[allow(clippy::disallowed_methods, reason = "somebody has to look at the clock")]
fn system() -> Moment {
    match zone() {
        Some(zone) => Moment::in_zone(Utc::now(), zone),
        // A zone this program has no name for still has an offset.
        None => {
            let local = chrono::Local::now().fixed_offset();
            Moment { at: local.to_utc(), local, zone: local.offset().to_string() }
        }
    }
}

/// The zone by name: `TZ` where it names one, since that is how a shell travels, else the system's.
fn zone() -> Option<Tz> {
    let named = |name: String| name.trim_start_matches(':').parse::<Tz>().ok();
    std::env::var("TZ")
        .ok()
        .and_then(named)
        .or_else(|| iana_time_zone::get_timezone().ok().and_then(named))
}
