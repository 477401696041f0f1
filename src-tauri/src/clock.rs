//! The one place of the window that reads the clock.

use chrono::Utc;
use ledgerline_core::time::Moment;

/// Now, in the system's zone. A test that drives the window may set it, as on the command line.
#[allow(clippy::disallowed_methods, reason = "the shell is where time enters")]
pub(crate) fn now() -> Moment {
    if crate::appearance::driven()
        && let Ok(text) = std::env::var("LEDGERLINE_NOW")
        && let Ok(moment) = Moment::parse(&text)
    {
        return moment;
    }
    let zone = iana_time_zone::get_timezone().ok().and_then(|name| name.parse().ok());
    Moment::in_zone(Utc::now(), zone.unwrap_or(chrono_tz::UTC))
}
