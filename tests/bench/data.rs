//! A journal made from a seed: words as uneven as in real text, and three planted to be looked for.

use std::fmt::Write as _;

use chrono::{DateTime, Duration, FixedOffset};

/// In about a fifth of the entries.
pub(crate) const COMMON: &str = "morning";
/// In one entry of five thousand, and at least in one.
pub(crate) const RARE: &str = "quillfeather";
/// The beginning of three words that stand in about one entry of a hundred.
pub(crate) const PREFIX: &str = "lanter";
/// A part of the rare word, begun by no word.
pub(crate) const PART: &str = "illfeath";

const PREFIXED: [&str; 3] = ["lantern", "lanterns", "lanternlight"];
const EVERYDAY: &str = "the and to a of in it was we for on with that at he she they my but had \
    not this so then after call today asked talked review read wrote plan team release budget \
    long short early late office memo risk date board vendor hiring quarter report design";
const SYLLABLES: &str = "ba be bi bo bu da de di do du fa fe fi ga go ha he hi ka ke ki ko la le \
    li lo ma me mi mo na ne ni no pa pe po ra re ri ro sa se si so ta te ti to va ve vi zo";
const TAGS: &str = "hiring budget release security vendor board planning incident migration \
    onboarding pricing quality research roadmap travel";
const FIRST: &str = "Ada Bruno Chloe Dmitri Elena Farid Greta Hugo Ines Jonas Keiko Liam Mara \
    Nils Oona Petra Quentin Rosa Samir Tove";
const LAST: &str = "Abel Brandt Costa Duval Eriksen Farkas Grau Holt Imai Jansen Kaur Lund Moreau \
    Novak Okoye";
const GOALS: [&str; 4] = ["Renewals", "Hiring plan", "Migration", "Quarter close"];
const KINDS: [&str; 4] = ["shielding", "coaching", "steadying", "negotiation"];

/// The span the entries lie in.
const YEARS: i64 = 6;

/// SplitMix64: small, and the same everywhere.
struct Dice(u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut x = self.0;
        x = (x ^ (x >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        x = (x ^ (x >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        x ^ (x >> 31)
    }

    /// From 0 up to, and not with, 1.
    #[allow(clippy::cast_precision_loss, reason = "53 bits fit")]
    fn fraction(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1_u64 << 53) as f64
    }

    /// From 0 up to, and not with, `end`.
    fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.next() % u64::try_from(end.max(1)).unwrap_or(1)).unwrap_or(0)
    }

    fn pick<'a>(&mut self, from: &[&'a str]) -> &'a str {
        from.get(self.below(from.len())).copied().unwrap_or_default()
    }
}

/// One generated entry.
pub(crate) struct Sample {
    /// When it was written.
    pub(crate) created: DateTime<FixedOffset>,
    /// Its sentence.
    pub(crate) title: String,
    /// Its longer text, about sixty words.
    pub(crate) body: String,
    /// Its tags.
    pub(crate) tags: Vec<String>,
    /// Whom it names.
    pub(crate) people: Vec<String>,
    kind: Option<&'static str>,
    goal: Option<&'static str>,
}

impl Sample {
    /// The line an import reads.
    pub(crate) fn line(&self, id: usize) -> String {
        serde_json::json!({
            "id": id, "created": self.created.to_rfc3339(), "title": self.title,
            "body": self.body, "tags": self.tags, "people": self.people, "kind": self.kind,
            "goal": self.goal,
        })
        .to_string()
    }
}

/// Makes entries and lines to capture, always the same ones.
pub(crate) struct Maker {
    dice: Dice,
    words: Vec<String>,
    /// The running sum of the words' weights.
    sums: Vec<f64>,
}

impl Maker {
    pub(crate) fn new(seed: u64) -> Self {
        let mut dice = Dice(seed);
        let syllables: Vec<&str> = SYLLABLES.split_whitespace().collect();
        let mut words: Vec<String> = EVERYDAY.split_whitespace().map(str::to_owned).collect();
        let mut known: std::collections::HashSet<String> = words.iter().cloned().collect();
        while words.len() < 20_000 {
            let count = 2 + dice.below(4);
            let word: String = (0..count).map(|_| dice.pick(&syllables)).collect();
            if known.insert(word.clone()) {
                words.push(word);
            }
        }
        let mut sum = 0.0;
        let mut sums = Vec::with_capacity(words.len());
        for rank in 0..u32::try_from(words.len()).unwrap_or(u32::MAX) {
            sum += 1.0 / (f64::from(rank) + 3.0);
            sums.push(sum);
        }
        Self { dice, words, sums }
    }

    fn word(&mut self) -> String {
        let at = self.dice.fraction() * self.sums.last().copied().unwrap_or(1.0);
        let rank = self.sums.partition_point(|sum| *sum <= at);
        self.words.get(rank).cloned().unwrap_or_default()
    }

    /// `count` entries over the years before `end`, oldest first.
    pub(crate) fn entries(&mut self, count: usize, end: DateTime<FixedOffset>) -> Vec<Sample> {
        let rare = count.div_ceil((count / 5_000).max(1));
        let minutes = YEARS * 365 * 24 * 60;
        let all = i64::try_from(count.max(1)).unwrap_or(1);
        (0..count)
            .map(|n| {
                let back = minutes * (all - i64::try_from(n).unwrap_or(0)) / all;
                let planted = n % rare == rare / 2;
                self.entry(end - Duration::minutes(back), planted)
            })
            .collect()
    }

    fn entry(&mut self, created: DateTime<FixedOffset>, rare: bool) -> Sample {
        // Log-normal lengths, from the sum of twelve throws.
        let normal = (0..12).map(|_| self.dice.fraction()).sum::<f64>() - 6.0;
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "8 to 240")]
        let count = (3.92 + 0.6 * normal).exp().clamp(8.0, 240.0) as usize;
        let mut text: Vec<String> = (0..count).map(|_| self.word()).collect();
        let mut plant = |dice: &mut Dice, word: &str| text[dice.below(count)] = word.to_owned();
        if self.dice.fraction() < 0.20 {
            plant(&mut self.dice, COMMON);
        }
        if self.dice.fraction() < 0.01 {
            let word = self.dice.pick(&PREFIXED);
            plant(&mut self.dice, word);
        }
        if rare {
            plant(&mut self.dice, RARE);
        }
        let title = text[..8].join(" ");
        let body = text[8..].chunks(11).map(|words| words.join(" ") + ". ").collect();
        let tags = (0..self.dice.below(3)).map(|_| self.tag()).collect();
        let people = (0..self.dice.below(3)).map(|_| self.person()).collect();
        let kind = (self.dice.below(10) < 7).then(|| self.dice.pick(&KINDS));
        let goal = (self.dice.below(10) < 3).then(|| self.dice.pick(&GOALS));
        Sample { created, title, body, tags, people, kind, goal }
    }

    fn tag(&mut self) -> String {
        self.dice.pick(&TAGS.split_whitespace().collect::<Vec<_>>()).to_owned()
    }

    fn person(&mut self) -> String {
        let first = self.dice.pick(&FIRST.split_whitespace().collect::<Vec<_>>());
        let last = self.dice.pick(&LAST.split_whitespace().collect::<Vec<_>>());
        format!("{first} {last}")
    }

    /// A line as somebody would type it; two in five say what came of it.
    pub(crate) fn typed(&mut self) -> String {
        let mut line: Vec<String> = (0..12).map(|_| self.word()).collect();
        line.push(format!("@\"{}\" #{} !sh", self.person(), self.tag()));
        let mut line = line.join(" ");
        if self.dice.below(5) < 2 {
            let hours = 2 + self.dice.below(30);
            // Writing to a string cannot fail.
            let _ = write!(line, " ${hours}h..{}h = held the {} date", hours + 4, self.word());
        }
        line
    }
}
