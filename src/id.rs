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
    // A hyphen needs a letter or digit on both sides.
    let mut after_hyphen = true;
    for byte in text.bytes() {
        match byte {
            b'-' if !after_hyphen => after_hyphen = true,
            b'a'..=b'z' | b'0'..=b'9' => after_hyphen = false,
            _ => return false,
        }
    }
    !after_hyphen
}

fn to_kebab(text: &str) -> Option<String> {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if let Some(plain) = plain_letters(c) {
            out.push_str(&plain);
        } else if c != '\'' && c != '’' && !out.ends_with('-') && !out.is_empty() {
            out.push('-');
        }
    }
    let out = out.trim_end_matches('-').to_owned();
    (!out.is_empty()).then_some(out)
}

/// A letter or digit in ASCII; Latin letters lose their accents.
fn plain_letters(c: char) -> Option<String> {
    const ACCENTED: [(&str, &str); 18] = [
        ("àáâãåāăą", "a"),
        ("ä", "ae"),
        ("æ", "ae"),
        ("çćčĉċ", "c"),
        ("ďđð", "d"),
        ("èéêëēėęě", "e"),
        ("ğģ", "g"),
        ("ìíîïīįı", "i"),
        ("ķ", "k"),
        ("łļľ", "l"),
        ("ñńņň", "n"),
        ("òóôõøōő", "o"),
        ("öœ", "oe"),
        ("řŕ", "r"),
        ("śšşș", "s"),
        ("ùúûūůűų", "u"),
        ("ýÿ", "y"),
        ("źżž", "z"),
    ];
    let lower = c.to_lowercase().next()?;
    match lower {
        c if c.is_ascii_alphanumeric() => Some(c.to_string()),
        'ü' => Some("ue".to_owned()),
        'ß' => Some("ss".to_owned()),
        'ţ' | 'ť' | 'ț' => Some("t".to_owned()),
        c => ACCENTED.iter().find(|(letters, _)| letters.contains(c)).map(|(_, plain)| (*plain).to_owned()),
    }
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
        assert_eq!(suggested("Col·legi d'Advocats").as_deref(), Some("col-legi-dadvocats"));
        assert_eq!(suggested("Ärzte Ohne ÑÇ").as_deref(), Some("aerzte-ohne-nc"));
        assert_eq!(suggested("!!!"), None);
    }

    #[test]
    fn nearest_is_near() {
        let known = ["power", "interest", "exposure"];
        assert_eq!(nearest("pwoer", known), Some("power"));
        assert_eq!(nearest("intrest", known), Some("interest"));
        assert_eq!(nearest("zebra", known), None);
    }
}
