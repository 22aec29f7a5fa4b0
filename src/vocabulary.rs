//! The form of a closed vocabulary: an enum whose members have one written name each.
//!
//! One declaration gives the written names, their meanings, parsing, printing, serde and JSON Schema, so that no list
//! of words is ever written twice. It holds no vocabulary itself.

/// A closed list of words that a text may hold.
pub trait Vocabulary: Copy + Sized + 'static {
    /// Every member, in order.
    const ALL: &'static [Self];
    /// What the list is called in a message, for example `a stage`.
    const NOUN: &'static str;
    /// The written form.
    fn as_str(self) -> &'static str;
    /// What the member means, in a sentence.
    fn meaning(self) -> &'static str;
    /// The member written as `word`.
    fn from_word(word: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|v| v.as_str() == word)
    }
    /// All written forms, in order.
    fn words() -> impl Iterator<Item = &'static str> {
        Self::ALL.iter().map(|v| v.as_str())
    }
}

/// Declares a closed vocabulary; see the module comment.
#[macro_export]
#[doc(hidden)]
macro_rules! vocabulary {
    ($(#[doc = $doc:literal])+ $noun:literal pub enum $name:ident {
        $($(#[doc = $meaning:literal])+ $member:ident = $word:literal,)+
    }) => {
        $(#[doc = $doc])+
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash,
                 serde::Serialize, serde::Deserialize, schemars::JsonSchema)]
        #[schemars(inline)]
        pub enum $name {
            $($(#[doc = $meaning])+ #[serde(rename = $word)] $member,)+
        }

        impl $name {
            /// The written form.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$member => $word),+ }
            }
        }

        impl $crate::vocabulary::Vocabulary for $name {
            const ALL: &'static [Self] = &[$(Self::$member),+];
            const NOUN: &'static str = $noun;
            fn as_str(self) -> &'static str {
                $name::as_str(self)
            }
            fn meaning(self) -> &'static str {
                match self { $(Self::$member => concat!($($meaning),+).trim_ascii()),+ }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad((*self).as_str())
            }
        }

        impl std::str::FromStr for $name {
            type Err = String;
            fn from_str(word: &str) -> Result<Self, String> {
                use $crate::vocabulary::Vocabulary;
                Self::from_word(word).ok_or_else(|| {
                    match $crate::id::nearest(word, Self::words()) {
                        Some(near) => format!("“{word}” is not {}; did you mean “{near}”?", Self::NOUN),
                        None => format!("“{word}” is not {}; use one of: {}", Self::NOUN,
                                        Self::words().collect::<Vec<_>>().join(", ")),
                    }
                })
            }
        }
    };
}
