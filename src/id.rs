//! Identifiers: the words by which content and project refer to each other.
//!
//! An id is kebab-case English, meaningful, and never renamed. This module checks the form and finds the nearest
//! known id for a misspelt one; it does not know which ids exist.

use std::borrow::{Borrow, Cow};
use std::fmt;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A kebab-case identifier such as `claimant-panel`: lower-case letters, digits and single hyphens.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Id(Box<str>);

impl Id {
    /// Takes `text` as an id, or says why it cannot be one.
    pub fn new(text: &str) -> Result<Self, MalformedId> {
        if is_kebab(text) { Ok(Self(text.into())) } else { Err(MalformedId { suggestion: to_kebab(text) }) }
    }

    /// The id as written.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A text that is not kebab-case, with the nearest text that is, if there is one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MalformedId {
    /// The same words written as an id, for example `city-council` for `City council`.
    pub suggestion: Option<String>,
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Borrow<str> for Id {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl PartialEq<str> for Id {
    fn eq(&self, other: &str) -> bool {
        &*self.0 == other
    }
}

impl JsonSchema for Id {
    fn schema_name() -> Cow<'static, str> {
        "Id".into()
    }
    fn inline_schema() -> bool {
        true
    }
    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": "string", "pattern": ID_PATTERN })
    }
}

/// The form of an id, as a regular expression for the JSON Schema.
pub const ID_PATTERN: &str = "^[a-z0-9]+(-[a-z0-9]+)*$";

fn is_kebab(text: &str) -> bool {
    !text.is_empty()
        && text
            .split('-')
            .all(|part| !part.is_empty() && part.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit()))
}

fn to_kebab(text: &str) -> Option<String> {
    let mut out = String::with_capacity(text.len());
    for c in text.chars().flat_map(char::to_lowercase) {
        if c.is_ascii_alphanumeric() {
            out.push(c);
        } else if let Some(plain) = without_accent(c) {
            out.push_str(plain);
        } else if matches!(c, '\'' | '’') || is_combining(c) {
            // neither ends a word
        } else if !out.ends_with('-') && !out.is_empty() {
            out.push('-');
        }
    }
    let out = out.trim_end_matches('-').to_owned();
    (!out.is_empty()).then_some(out)
}

/// The letter as it is written where there are no accents, for Latin letters of European languages.
fn without_accent(c: char) -> Option<&'static str> {
    Some(match c {
        'à' | 'á' | 'â' | 'ã' | 'ä' | 'å' | 'ā' | 'ă' | 'ą' => "a",
        'æ' => "ae",
        'ç' | 'ć' | 'č' | 'ċ' | 'ĉ' => "c",
        'ď' | 'đ' | 'ð' => "d",
        'è' | 'é' | 'ê' | 'ë' | 'ē' | 'ė' | 'ę' | 'ě' => "e",
        'ğ' | 'ģ' | 'ġ' | 'ĝ' => "g",
        'ħ' | 'ĥ' => "h",
        'ì' | 'í' | 'î' | 'ï' | 'ī' | 'į' | 'ı' => "i",
        'ķ' => "k",
        'ł' | 'ŀ' | 'ľ' | 'ļ' | 'ĺ' => "l",
        'ñ' | 'ń' | 'ň' | 'ņ' => "n",
        'ò' | 'ó' | 'ô' | 'õ' | 'ö' | 'ō' | 'ő' | 'ø' => "o",
        'œ' => "oe",
        'ŕ' | 'ř' => "r",
        'ś' | 'š' | 'ş' | 'ș' | 'ŝ' => "s",
        'ß' => "ss",
        'ť' | 'ţ' | 'ț' => "t",
        'þ' => "th",
        'ù' | 'ú' | 'û' | 'ü' | 'ű' | 'ū' | 'ů' | 'ų' => "u",
        'ŵ' => "w",
        'ý' | 'ÿ' => "y",
        'ź' | 'ż' | 'ž' => "z",
        _ => return None,
    })
}

fn is_combining(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}')
}

/// The candidate nearest to `word`, when it is near enough to be what was meant.
///
/// Distance is optimal string alignment (insertions, deletions, substitutions, swaps of neighbours); a third of the
/// word may differ, and at least one letter.
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let limit = (word.chars().count() / 3).max(1);
    candidates
        .into_iter()
        .map(|c| (strsim::osa_distance(word, c), c))
        .filter(|(distance, c)| *distance <= limit || (c.len() > 3 && word.len() > 3 && c.starts_with(word)))
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, c)| c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms() {
        assert!(Id::new("claimant-panel").is_ok());
        assert!(Id::new("5a").is_ok());
        for bad in ["", "Claimants", "a--b", "-a", "a-", "a b", "ä"] {
            assert!(Id::new(bad).is_err(), "{bad}");
        }
        let suggested = |text: &str| Id::new(text).unwrap_err().suggestion;
        assert_eq!(suggested("City Council ").as_deref(), Some("city-council"));
        assert_eq!(suggested("Associació de Veïns d’Horta").as_deref(), Some("associacio-de-veins-dhorta"));
        assert_eq!(suggested("Bürgerbüro Łódź").as_deref(), Some("burgerburo-lodz"));
        assert_eq!(suggested("Δήμος"), None);
    }

    #[test]
    fn nearest_is_near() {
        let known = ["power", "interest", "exposure"];
        assert_eq!(nearest("pwoer", known), Some("power"));
        assert_eq!(nearest("intrest", known), Some("interest"));
        assert_eq!(nearest("zebra", known), None);
    }
}
