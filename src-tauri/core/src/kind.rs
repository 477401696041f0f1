//! The twelve kinds of act, in four families.

use serde::{Deserialize, Serialize};

/// What a kind of act is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(rename_all = "kebab-case")]
pub enum Family {
    /// Keeping harm and noise away.
    Protect,
    /// Getting to terms.
    Broker,
    /// Making others able.
    Grow,
    /// Starting what nobody asked for.
    Initiate,
}

impl Family {
    /// Every family, in the order of the picker.
    pub const ALL: [Self; 4] = [Self::Protect, Self::Broker, Self::Grow, Self::Initiate];

    /// Its word in files and on the command line.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Protect => "protect",
            Self::Broker => "broker",
            Self::Grow => "grow",
            Self::Initiate => "initiate",
        }
    }
}

macro_rules! kinds {
    ($($(#[$doc:meta])* $kind:ident $name:literal $alias:literal $family:ident),+ $(,)?) => {
        /// Which sort of act an entry is.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
        #[serde(rename_all = "kebab-case")]
        pub enum Kind { $($(#[$doc])* $kind),+ }

        impl Kind {
            /// Every kind, in the order of the picker, three to a family.
            pub const ALL: [Self; 12] = [$(Self::$kind),+];

            /// The lower-case name used in files and on the command line.
            #[must_use]
            pub const fn name(self) -> &'static str { match self { $(Self::$kind => $name),+ } }

            /// The two letters that stand for it in a captured line.
            #[must_use]
            pub const fn alias(self) -> &'static str { match self { $(Self::$kind => $alias),+ } }

            /// The family it belongs to.
            #[must_use]
            pub const fn family(self) -> Family { match self { $(Self::$kind => Family::$family),+ } }
        }
    };
}

kinds! {
    /// Kept noise or demand off the team.
    Shielding "shielding" "sh" Protect,
    /// Held the room while others worked.
    Steadying "steadying" "st" Protect,
    /// Removed a stop.
    Unblocking "unblocking" "un" Protect,
    /// Got terms, people, money or time.
    Negotiation "negotiation" "ne" Broker,
    /// Chose, and owned what was lost.
    TradeOff "trade-off" "tr" Broker,
    /// One owner where there were two.
    Deconfliction "deconfliction" "de" Broker,
    /// Someone can now do it without me.
    Coaching "coaching" "co" Grow,
    /// Spent my standing on someone.
    Sponsorship "sponsorship" "sp" Grow,
    /// Hired, kept or shaped the team.
    Teambuilding "teambuilding" "tb" Grow,
    /// Moved what the organisation aims at.
    Direction "direction" "di" Initiate,
    /// Did it unasked.
    Bet "bet" "be" Initiate,
    /// A calculated all-in push that moved a date.
    Breakthrough "breakthrough" "bk" Initiate,
}

impl Kind {
    /// Reads an alias, a name or any unique prefix of a name, in any case.
    ///
    /// `trade-off` is also found without its hyphen.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let wanted = text.to_lowercase();
        if wanted.is_empty() {
            return None;
        }
        if let Some(kind) = Self::ALL.into_iter().find(|kind| kind.alias() == wanted) {
            return Some(kind);
        }
        let begins = |kind: &Self| {
            kind.name().starts_with(&wanted) || kind.name().replace('-', "").starts_with(&wanted)
        };
        let mut found = Self::ALL.into_iter().filter(begins);
        match (found.next(), found.next()) {
            (Some(kind), None) => Some(kind),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_alias_and_name_reads_back() {
        for kind in Kind::ALL {
            assert_eq!(Kind::read(kind.alias()), Some(kind), "alias of {}", kind.name());
            assert_eq!(Kind::read(kind.name()), Some(kind), "name of {}", kind.name());
        }
    }

    #[test]
    fn an_ambiguous_prefix_is_no_kind() {
        assert_eq!(Kind::read("s"), None, "shielding, steadying and sponsorship begin with it");
        assert_eq!(Kind::read("tradeoff"), Some(Kind::TradeOff), "the hyphen is optional");
        assert_eq!(Kind::read("xx"), None, "no kind begins with it");
    }
}
