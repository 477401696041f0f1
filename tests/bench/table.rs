//! Times in order, and the printed table.

use std::time::{Duration, Instant};

use crate::Outcome;

/// Measured times, sorted.
pub(crate) struct Times(Vec<Duration>);

impl Times {
    /// Something done once.
    pub(crate) fn one(time: Duration) -> Self {
        Self(vec![time])
    }

    /// Times as they were taken.
    pub(crate) fn of(mut times: Vec<Duration>) -> Self {
        times.sort_unstable();
        Self(times)
    }

    /// The time that `percent` of all stay under.
    pub(crate) fn at(&self, percent: usize) -> Duration {
        let last = self.0.len().saturating_sub(1);
        self.0.get((self.0.len() * percent / 100).min(last)).copied().unwrap_or_default()
    }
}

/// Runs `ours` and `limit` in turns, once unmeasured and then `rounds` times, so that whatever
/// else the machine does meets both.
pub(crate) fn in_turns<T, U>(
    rounds: usize,
    mut ours: impl FnMut() -> Outcome<T>,
    mut limit: impl FnMut() -> Outcome<U>,
) -> Outcome<(Times, Times)> {
    let (mut one, mut other) = (Vec::with_capacity(rounds), Vec::with_capacity(rounds));
    for round in 0..=rounds {
        let (limited, _) = timed(&mut limit)?;
        let (own, _) = timed(&mut ours)?;
        if round > 0 {
            one.push(own);
            other.push(limited);
        }
    }
    one.sort_unstable();
    other.sort_unstable();
    Ok((Times(one), Times(other)))
}

/// Runs `ours` alone.
pub(crate) fn alone<T>(rounds: usize, ours: impl FnMut() -> Outcome<T>) -> Outcome<Times> {
    Ok(in_turns(rounds, ours, || Ok(()))?.0)
}

/// How long `work` took.
pub(crate) fn timed<T>(work: impl FnOnce() -> Outcome<T>) -> Outcome<(Duration, T)> {
    let start = Instant::now();
    let value = std::hint::black_box(work()?);
    Ok((start.elapsed(), value))
}

/// The table, printed row by row as it comes, as Markdown.
pub(crate) struct Table {
    missed: Vec<String>,
}

const WIDTHS: [usize; 8] = [40, 8, 9, 9, 9, 7, 9, 7];

impl Table {
    pub(crate) fn begin() -> Self {
        print(["figure", "entries", "p50", "p95", "limit", "ratio", "wanted", "met"]);
        let rule = WIDTHS.map(|width| "-".repeat(width));
        print(rule.each_ref().map(String::as_str));
        Self { missed: Vec::new() }
    }

    /// A row of times; `wanted` milliseconds hold for the 95th percentile.
    pub(crate) fn times(
        &mut self,
        figure: &str,
        entries: impl Into<Option<usize>>,
        ours: &Times,
        limit: Option<&Times>,
        wanted: Option<u32>,
    ) {
        let ratio = limit.map(|limit| ours.at(50).as_secs_f64() / limit.at(50).as_secs_f64());
        let met = wanted.map(|wanted| ours.at(95) < Duration::from_millis(u64::from(wanted)));
        self.row(
            figure,
            met,
            [
                entries.into().map(|entries| entries.to_string()).unwrap_or_default(),
                shown(ours.at(50)),
                shown(ours.at(95)),
                limit.map(|limit| shown(limit.at(50))).unwrap_or_default(),
                ratio.map(|ratio| format!("{ratio:.2}")).unwrap_or_default(),
                wanted.map(|wanted| format!("< {wanted} ms")).unwrap_or_default(),
            ],
        );
    }

    /// A row of times where a ratio to the limit is what is wanted.
    pub(crate) fn against(&mut self, figure: &str, ours: &Times, limit: &Times, wanted: f64) {
        let ratio = ours.at(50).as_secs_f64() / limit.at(50).as_secs_f64();
        let (p50, p95) = (shown(ours.at(50)), shown(ours.at(95)));
        self.ratio(figure, [p50, p95, shown(limit.at(50))], ratio, wanted);
    }

    /// A row of memory in kB where a ratio to the limit is what is wanted.
    pub(crate) fn memory(&mut self, figure: &str, ours: u64, limit: u64, wanted: f64) {
        let megabytes = |kb: u64| format!("{} MB", (kb * 1024 + 500_000) / 1_000_000);
        let ratio = ours as f64 / limit as f64;
        self.ratio(figure, [megabytes(ours), String::new(), megabytes(limit)], ratio, wanted);
    }

    fn ratio(&mut self, figure: &str, [p50, p95, limit]: [String; 3], ratio: f64, wanted: f64) {
        let (shown, wanted_shown) = (format!("{ratio:.2}"), format!("≤ {wanted} ×"));
        let met = Some(ratio <= wanted);
        self.row(figure, met, [String::new(), p50, p95, limit, shown, wanted_shown]);
    }

    /// A row of sizes in kB, where the limit is what is wanted.
    pub(crate) fn size(&mut self, figure: &str, kilobytes: f64, wanted: f64) {
        let met = Some(kilobytes <= wanted);
        self.row(
            figure,
            met,
            [
                String::new(),
                format!("{kilobytes:.1} kB"),
                String::new(),
                format!("{wanted:.0} kB"),
                format!("{:.2}", kilobytes / wanted),
                format!("≤ {wanted:.0} kB"),
            ],
        );
    }

    fn row(&mut self, figure: &str, met: Option<bool>, cells: [String; 6]) {
        let [entries, p50, p95, limit, ratio, wanted] = &cells;
        if met == Some(false) {
            self.missed.push(format!("{figure} {entries}").trim_end().to_owned());
        }
        let met = match met {
            Some(true) => "met",
            Some(false) => "NOT MET",
            None => "",
        };
        print([figure, entries, p50, p95, limit, ratio, wanted, met]);
    }

    /// What was not met, in a sentence.
    pub(crate) fn end(self) {
        match self.missed.as_slice() {
            [] => println!("\nEverything wanted is met."),
            missed => println!("\nNot met: {}.", missed.join("; ")),
        }
    }
}

fn print(cells: [&str; 8]) {
    let padded: Vec<String> = cells
        .iter()
        .zip(WIDTHS)
        .enumerate()
        .map(|(column, (cell, width))| match column {
            0 => format!("{cell:<width$}"),
            _ => format!("{cell:>width$}"),
        })
        .collect();
    println!("| {} |", padded.join(" | "));
}

fn shown(time: Duration) -> String {
    let ms = time.as_secs_f64() * 1e3;
    match ms {
        ms if ms >= 10_000.0 => format!("{:.1} s", ms / 1e3),
        ms if ms >= 100.0 => format!("{ms:.0} ms"),
        ms if ms >= 1.0 => format!("{ms:.1} ms"),
        _ => format!("{:.0} µs", ms * 1e3),
    }
}
