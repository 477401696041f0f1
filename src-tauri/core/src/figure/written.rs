//! What the user wrote never reaches a log: `Debug` of such words prints their length.

use std::fmt;

/// The user's words, shown by their length.
pub(crate) struct Written<'a>(pub(crate) &'a str);

impl fmt::Debug for Written<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "<{} characters>", self.0.chars().count())
    }
}

/// `Debug` for a struct, with the fields in the second list shown by their length.
macro_rules! debug_by_length {
    ($name:ident $(<$life:lifetime>)? { $($plain:ident),* } { $($written:ident),* }) => {
        impl std::fmt::Debug for $name $(<$life>)? {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.debug_struct(stringify!($name))
                    $(.field(stringify!($plain), &self.$plain))*
                    $(.field(stringify!($written), &$crate::figure::written::Written(&self.$written)))*
                    .finish()
            }
        }
    };
}

/// `Debug` for an enum that may hold the user's words: the name of the variant alone.
macro_rules! debug_by_name {
    ($name:ident { $($variant:ident $fields:tt),+ $(,)? }) => {
        impl std::fmt::Debug for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(match self { $(Self::$variant $fields => stringify!($variant)),+ })
            }
        }
    };
}

pub(crate) use {debug_by_length, debug_by_name};
