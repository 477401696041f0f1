//! The words typed arithmetic knows: time, people, money and things that are counted.
//!
//! Each word has one name inside the calculator. Counted things and currencies are base units of
//! their own there (prefixed, so that none can meet a unit the calculator brings along), which is
//! why a euro is never added to a dollar.

use super::super::Unit;

/// A unit known to typed arithmetic.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum Word {
    /// A length of time, by the calculator's name for it.
    Time(&'static str),
    /// People, of whatever trade.
    Person,
    /// A currency, by its ISO 4217 code.
    Currency(&'static str),
    /// Something counted: its place in [`COUNTED`].
    Thing(usize),
    /// A hundredth.
    Percent,
}

const TIME: &[(&str, &[&str])] = &[
    ("second", &["s", "sec", "secs", "second", "seconds"]),
    ("minute", &["min", "mins", "minute", "minutes"]),
    ("hour", &["h", "hr", "hrs", "hour", "hours"]),
    ("day", &["d", "day", "days"]),
    ("week", &["w", "wk", "wks", "week", "weeks"]),
    ("month", &["mo", "month", "months"]),
    ("ll_quarter", &["quarter", "quarters"]),
    ("year", &["y", "yr", "yrs", "year", "years"]),
    ("ll_workday", &["workday", "workdays"]),
    ("ll_workweek", &["workweek", "workweeks"]),
];

const PEOPLE: &[&str] = &[
    "person",
    "people",
    "persons",
    "engineer",
    "engineers",
    "manager",
    "managers",
    "developer",
    "developers",
    "designer",
    "designers",
    "analyst",
    "analysts",
    "contractor",
    "contractors",
    "employee",
    "employees",
    "member",
    "members",
    "starter",
    "starters",
    "hc",
    "fte",
    "ftes",
];

pub(super) const CURRENCIES: &[&str] = &[
    "USD", "EUR", "GBP", "CHF", "JPY", "CAD", "AUD", "NZD", "SEK", "NOK", "DKK", "PLN", "CZK",
    "HUF", "RON", "INR", "CNY", "HKD", "SGD", "KRW", "BRL", "MXN", "ZAR", "TRY", "ILS", "AED",
];

/// Things people count at work, one and many.
pub(super) const COUNTED: &[(&str, &str)] = &[
    ("incident", "incidents"),
    ("meeting", "meetings"),
    ("ticket", "tickets"),
    ("customer", "customers"),
    ("deploy", "deploys"),
    ("release", "releases"),
    ("invoice", "invoices"),
    ("page", "pages"),
    ("alert", "alerts"),
    ("call", "calls"),
    ("review", "reviews"),
    ("request", "requests"),
    ("bug", "bugs"),
    ("contract", "contracts"),
    ("seat", "seats"),
    ("team", "teams"),
    ("file", "files"),
    ("order", "orders"),
    ("user", "users"),
    ("account", "accounts"),
    ("email", "emails"),
    ("report", "reports"),
    ("interview", "interviews"),
    ("hire", "hires"),
    ("escalation", "escalations"),
    ("outage", "outages"),
    ("case", "cases"),
    ("claim", "claims"),
    ("visit", "visits"),
    ("project", "projects"),
    ("site", "sites"),
    ("unit", "units"),
    ("item", "items"),
    ("server", "servers"),
    ("licence", "licences"),
    ("license", "licenses"),
    ("run", "runs"),
    ("test", "tests"),
    ("task", "tasks"),
    ("shift", "shifts"),
    ("close", "closes"),
];

impl Word {
    /// The unit a person typed; `dollar` is the currency a bare `$` stands for.
    pub(super) fn read(typed: &str, dollar: &'static str) -> Option<Self> {
        match typed {
            "$" => return Some(Self::Currency(dollar)),
            "€" => return Some(Self::Currency("EUR")),
            "£" => return Some(Self::Currency("GBP")),
            "%" => return Some(Self::Percent),
            _ => {}
        }
        let word = typed.to_lowercase();
        let counted = || COUNTED.iter().position(|(one, many)| word == *one || word == *many);
        if word == "percent" {
            Some(Self::Percent)
        } else if let Some((name, _)) = TIME.iter().find(|(_, all)| all.contains(&word.as_str())) {
            Some(Self::Time(name))
        } else if PEOPLE.contains(&word.as_str()) {
            Some(Self::Person)
        } else if let Some(code) = CURRENCIES.iter().find(|code| **code == typed) {
            Some(Self::Currency(code))
        } else {
            counted().map(Self::Thing)
        }
    }

    pub(super) fn is_time(self) -> bool {
        matches!(self, Self::Time(_))
    }

    /// Its name inside the calculator.
    pub(super) fn inside(self) -> String {
        match self {
            Self::Time(name) => name.to_owned(),
            Self::Person => "ll_person".to_owned(),
            Self::Currency(code) => format!("ll_{code}"),
            Self::Thing(at) => format!("ll_thing{}", letters(at)),
            Self::Percent => "percent".to_owned(),
        }
    }

    /// The word behind a name the calculator printed.
    pub(super) fn from_inside(name: &str) -> Option<Self> {
        if let Some(code) = name.strip_prefix("ll_") {
            if let Some(code) = CURRENCIES.iter().find(|known| **known == code) {
                return Some(Self::Currency(code));
            }
            if code == "person" {
                return Some(Self::Person);
            }
            if let Some(letters_of) = code.strip_prefix("thing") {
                return (0..COUNTED.len()).find(|at| letters(*at) == letters_of).map(Self::Thing);
            }
        }
        if name == "percent" {
            return Some(Self::Percent);
        }
        let time =
            TIME.iter().find(|(inside, _)| name.strip_suffix('s').unwrap_or(name) == *inside);
        time.map(|(inside, _)| Self::Time(inside))
    }

    /// One of them, in English.
    fn one(self) -> &'static str {
        match self {
            Self::Time(name) => name.trim_start_matches("ll_"),
            Self::Person => "person",
            Self::Currency(code) => code,
            Self::Thing(at) => COUNTED[at].0,
            Self::Percent => "percent",
        }
    }

    /// Many of them, in English.
    fn many(self) -> String {
        match self {
            Self::Time(_) => format!("{}s", self.one()),
            Self::Person => "people".to_owned(),
            Self::Thing(at) => COUNTED[at].1.to_owned(),
            Self::Currency(_) | Self::Percent => self.one().to_owned(),
        }
    }
}

/// A place in a list as two letters: the calculator's names hold no digits.
fn letters(at: usize) -> String {
    let letter = |n: usize| char::from(b'a' + u8::try_from(n % 26).unwrap_or(0));
    [letter(at / 26), letter(at)].iter().collect()
}

/// Definitions the calculator needs besides its own units of time: name and meaning.
pub(super) fn definitions() -> Vec<(String, &'static str)> {
    let mut all = vec![
        ("ll_person".to_owned(), "!"),
        ("ll_quarter".to_owned(), "3 months"),
        ("ll_workday".to_owned(), "8 hours"),
        ("ll_workweek".to_owned(), "40 hours"),
    ];
    all.extend(CURRENCIES.iter().map(|code| (Word::Currency(code).inside(), "!")));
    all.extend((0..COUNTED.len()).map(|at| (Word::Thing(at).inside(), "!")));
    all
}

/// Units multiplied above and below a line.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Units {
    pub(super) above: Vec<Word>,
    pub(super) below: Vec<Word>,
}

impl Units {
    /// For the calculator: `ll_person hour/(week)`.
    pub(super) fn inside(&self) -> String {
        let join = |words: &[Word]| words.iter().map(|w| w.inside()).collect::<Vec<_>>().join(" ");
        if self.below.is_empty() {
            join(&self.above)
        } else {
            let above = if self.above.is_empty() { "1".to_owned() } else { join(&self.above) };
            format!("{above}/({})", join(&self.below))
        }
    }

    /// Whether two different times, one above and one below, say a pace that is worth keeping:
    /// effort in a longer time, as in `6 people × 4 h/week`. Anywhere else they cancel, as the
    /// months do in `$180,000/year × 6 months` and the weeks in `12 tickets/day × 3 weeks`.
    pub(super) fn paced_by(&self, times: &Self) -> bool {
        let effort = matches!(times.above.as_slice(), [Word::Time("second" | "minute" | "hour")]);
        let longer = !matches!(times.below.as_slice(), [Word::Time("second" | "minute" | "hour")]);
        let others = self.above.iter().chain(&self.below).filter(|word| !word.is_time());
        let only_people = others.clone().all(|word| *word == Word::Person);
        times.above.is_empty() || (effort && longer && only_people)
    }

    /// The same with other units of time.
    pub(super) fn with_times(&self, times: &Self) -> Self {
        let swap = |words: &[Word], times: &[Word]| {
            let others = words.iter().filter(|word| !word.is_time());
            let mut swapped: Vec<Word> = others.chain(times).copied().collect();
            // A time that stays keeps its place, so that nothing is worked twice for its order.
            if swapped.len() == words.len() && swapped.iter().all(|word| words.contains(word)) {
                swapped = words.to_vec();
            }
            swapped
        };
        Self { above: swap(&self.above, &times.above), below: swap(&self.below, &times.below) }
    }

    /// What this counts in a journal that keeps its money in `currency`; `None` where it is money
    /// of another currency.
    pub(super) fn counted(&self, currency: &str) -> Option<Unit> {
        let mut above = self.above.clone();
        above.sort_unstable();
        let foreign = |word: &Word| matches!(word, Word::Currency(code) if *code != currency);
        if self.above.iter().chain(&self.below).any(foreign) {
            return None;
        }
        if self.below.is_empty() {
            let known = match above.as_slice() {
                [] => Some(Unit::Other("count".to_owned())),
                // The pay of people is money.
                [Word::Currency(_)] | [Word::Person, Word::Currency(_)] => Some(Unit::Money),
                [Word::Percent] => Some(Unit::Percent),
                [Word::Person] => Some(Unit::Headcount),
                // An hour of a person's work is an hour of work.
                [Word::Time("hour"), Word::Person] | [Word::Time("hour")] => Some(Unit::Hours),
                [Word::Time("minute")] => Some(Unit::Minutes),
                [Word::Time("day")] => Some(Unit::Days),
                [Word::Time("week")] => Some(Unit::Weeks),
                [Word::Time(_), Word::Person] => {
                    Some(Unit::Other(format!("person-{}", above[0].many())))
                }
                _ => None,
            };
            if known.is_some() {
                return known;
            }
        }
        Some(Unit::Other(self.english()))
    }

    /// `tickets per week`, `hours per person`.
    fn english(&self) -> String {
        let mut words: Vec<String> = self.above.iter().map(|word| word.one().to_owned()).collect();
        if let (Some(last), Some(word)) = (words.last_mut(), self.above.last()) {
            *last = word.many();
        }
        let above = words.join(" ");
        let below = self.below.iter().map(|word| word.one()).collect::<Vec<_>>().join(" ");
        if below.is_empty() {
            above
        } else {
            format!("{above} per {below}").trim_start().to_owned()
        }
    }
}
