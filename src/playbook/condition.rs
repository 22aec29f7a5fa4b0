//! Conditions on facts and selectors on things, as content writes them: plain maps, no expression language.

use std::fmt;

use serde::de::{self, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer};

use super::text::Text;
use crate::vocabulary;

vocabulary! {
    /// A fact about a project that content may ask for in `applies-when` and `gate-when`.
    "a fact"
    pub enum Fact {
        /// How the system comes in.
        EntryRoute = "entry-route",
        /// What is at stake for people: low, standard, high.
        Stakes = "stakes",
        /// The AI Act's class.
        RiskClass = "risk-class",
        /// Tool, shared platform or infrastructure.
        Infrastructure = "infrastructure",
        /// Whether staff work with it or under it.
        Workplace = "workplace",
        /// Whether it processes personal data.
        PersonalData = "personal-data",
        /// Whether members of the public meet it.
        PublicFacing = "public-facing",
        /// Whether it is AI in the sense of the AI Act.
        Ai = "ai",
        /// What kind of body the authority is.
        Body = "body",
        /// The authority's role under the AI Act.
        Role = "role",
        /// The country, by its code.
        Country = "country",
        /// Whether the law of the Union applies in the country.
        UnionLaw = "union-law",
        /// Practices of Art. 5 that were found; `none` where none was.
        ProhibitedPractices = "prohibited-practices",
        /// Whether it is a product under Annex I, or the safety component of one.
        AnnexI = "annex-i",
        /// Areas of Annex III that were found; `none` where none was.
        AnnexIii = "annex-iii",
        /// The exemption of Art. 6(3) that is claimed; `none` where none is.
        Exemption = "exemption-6-3",
        /// Whether it profiles natural persons.
        Profiling = "profiling",
        /// Whether people talk or write with it.
        InteractsWithPeople = "interacts-with-people",
        /// Whether it generates content.
        GeneratesContent = "generates-content",
        /// Whether it makes or alters what looks real.
        Deepfake = "deepfake",
        /// Whether it reads emotions or sorts people by biometric features.
        EmotionOrBiometricCategorisation = "emotion-or-biometric-categorisation",
        /// Whether it writes published text on matters of public interest.
        PublicInterestText = "public-interest-text",
        /// Whether it is built on a general-purpose model.
        GeneralPurposeModel = "general-purpose-model",
        /// Whether it decides about people without a person in between.
        SoleAutomatedDecision = "sole-automated-decision",
    }
}

/// A list of words; true and false count as words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Words(pub Vec<Text>);

impl Words {
    /// Whether a word is among them.
    pub fn holds(&self, word: &str) -> bool {
        self.0.iter().any(|own| own == word)
    }
}

/// One word; read by a visitor, for guessing among types would cost more than all other reading.
struct Word(Text);

impl<'de> Deserialize<'de> for Word {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct One;
        impl<'de> Visitor<'de> for One {
            type Value = Word;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a word, a number, true or false")
            }
            fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Word, E> {
                Ok(Word(Text::carried(text)))
            }
            fn visit_str<E>(self, text: &str) -> Result<Word, E> {
                Ok(Word(text.into()))
            }
            fn visit_bool<E>(self, yes: bool) -> Result<Word, E> {
                Ok(Word(yes.to_string().into()))
            }
            fn visit_i64<E>(self, number: i64) -> Result<Word, E> {
                Ok(Word(number.to_string().into()))
            }
            fn visit_u64<E>(self, number: u64) -> Result<Word, E> {
                Ok(Word(number.to_string().into()))
            }
        }
        deserializer.deserialize_any(One)
    }
}

impl<'de> Deserialize<'de> for Words {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Vec::<Word>::deserialize(deserializer).map(|words| Words(words.into_iter().map(|word| word.0).collect()))
    }
}

/// Facts with their allowed values; all must match. Empty always matches.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Condition(pub Vec<(Fact, Words)>);

impl<'de> Deserialize<'de> for Condition {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        pairs(deserializer, "facts, each with a list of allowed values").map(Self)
    }
}

/// A bound or a list of allowed values.
#[derive(Clone, Debug, PartialEq)]
pub enum Test {
    /// One of these words.
    AnyOf(Words),
    /// A number (or ordered word) within bounds.
    Between {
        /// At least this.
        at_least: Option<f64>,
        /// At most this.
        at_most: Option<f64>,
    },
    /// Whether there is anything.
    Present(bool),
}

impl<'de> Deserialize<'de> for Test {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(rename_all = "kebab-case", deny_unknown_fields)]
        struct Bounds {
            at_least: Option<f64>,
            at_most: Option<f64>,
            present: Option<bool>,
        }
        struct Either;
        impl<'de> Visitor<'de> for Either {
            type Value = Test;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a list of words, at-least and at-most, or present")
            }
            fn visit_seq<A: SeqAccess<'de>>(self, seq: A) -> Result<Test, A::Error> {
                Words::deserialize(de::value::SeqAccessDeserializer::new(seq)).map(Test::AnyOf)
            }
            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Test, A::Error> {
                match Bounds::deserialize(de::value::MapAccessDeserializer::new(map))? {
                    Bounds { present: Some(present), at_least: None, at_most: None } => Ok(Test::Present(present)),
                    Bounds { at_least, at_most, present: None } if at_least.is_some() || at_most.is_some() => {
                        Ok(Test::Between { at_least, at_most })
                    }
                    Bounds { .. } => Err(de::Error::custom("use at-least and at-most, or present")),
                }
            }
        }
        deserializer.deserialize_any(Either)
    }
}

/// Fields with their tests; all must match. Empty always matches.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Selector(pub Vec<(String, Test)>);

impl<'de> Deserialize<'de> for Selector {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        pairs(deserializer, "fields, each with allowed values or bounds").map(Self)
    }
}

/// A map read as a list of pairs; a name given twice is an error, not last-wins.
fn pairs<'de, D, K, V>(deserializer: D, expecting: &'static str) -> Result<Vec<(K, V)>, D::Error>
where
    D: Deserializer<'de>,
    K: Deserialize<'de> + PartialEq + fmt::Debug,
    V: Deserialize<'de>,
{
    struct Pairs<K, V>(&'static str, std::marker::PhantomData<(K, V)>);
    impl<'de, K: Deserialize<'de> + PartialEq + fmt::Debug, V: Deserialize<'de>> Visitor<'de> for Pairs<K, V> {
        type Value = Vec<(K, V)>;
        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str(self.0)
        }
        fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
            let mut found: Vec<(K, V)> = Vec::new();
            while let Some((key, value)) = map.next_entry()? {
                if found.iter().any(|(k, _)| *k == key) {
                    return Err(de::Error::custom(format!("{key:?} is given twice")));
                }
                found.push((key, value));
            }
            Ok(found)
        }
    }
    deserializer.deserialize_map(Pairs(expecting, std::marker::PhantomData))
}
