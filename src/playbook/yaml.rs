//! Reading YAML: the only file in `src` that names the YAML crate.
//!
//! The crate tells where a text does not fit, not where a good value stands; [`place_of`] finds a word again.

use std::fmt;
use std::marker::PhantomData;

use serde::de::{DeserializeOwned, DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};

use super::field::Field;

/// Reads an enum written as a map with one entry; with this, a mistake inside keeps its place.
pub(crate) use serde_yaml::with::singleton_map as one_of;

/// A place in a content file, both counted from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// Line.
    pub line: usize,
    /// Column.
    pub column: usize,
}

/// A YAML text that does not fit.
#[derive(Clone, Debug)]
pub struct Misfit {
    /// Where.
    pub place: Place,
    /// Why, in the reader's words.
    pub message: String,
    /// What to do.
    pub hint: Option<String>,
}

/// Larger content files are refused before they are parsed (1 MiB).
const LARGEST: usize = 1024 * 1024;

/// Reads `text` as a `T`.
pub fn parse<T: DeserializeOwned>(text: &str) -> Result<T, Misfit> {
    if text.len() > LARGEST {
        return Err(Misfit {
            place: Place { line: 1, column: 1 },
            message: "the file is larger than 1 MiB".to_owned(),
            hint: None,
        });
    }
    serde_yaml::from_str(text).map_err(|error| misfit(text, &error))
}

fn misfit(text: &str, error: &serde_yaml::Error) -> Misfit {
    let place =
        error.location().map_or(Place { line: 1, column: 1 }, |at| Place { line: at.line(), column: at.column() });
    let told = error.to_string();
    let plain = super::plain::plain(told.split(" at line ").next().unwrap_or(&told));
    // A word at fault is found again, because a list or group is reported where it begins.
    let again = plain.word.as_deref().and_then(|word| place_in(text, &plain.field, word));
    Misfit { place: again.unwrap_or(place), message: plain.message, hint: plain.hint }
}

/// What is wrong with one field of the record in `text`, or of the records that it lists; other fields are passed over.
pub(crate) fn field<T: DeserializeOwned>(text: &str, listed: bool, field: &Field) -> Option<Misfit> {
    let only = Only { key: field.key, required: field.required(), of: PhantomData::<T> };
    let yaml = serde_yaml::Deserializer::from_str(text);
    let read = if listed { Listed(only).deserialize(yaml) } else { only.deserialize(yaml) };
    read.err().map(|error| misfit(text, &error))
}

/// Reads one field of a record.
struct Only<T> {
    key: &'static str,
    required: bool,
    of: PhantomData<T>,
}

impl<T> Clone for Only<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Only<T> {}

impl<'de, T: DeserializeOwned> DeserializeSeed<'de> for Only<T> {
    type Value = ();
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de, T: DeserializeOwned> Visitor<'de> for Only<T> {
    type Value = ();
    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a group of fields")
    }
    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let mut found = false;
        while let Some(name) = map.next_key::<String>()? {
            if name != self.key {
                map.next_value::<IgnoredAny>()?;
            } else if std::mem::replace(&mut found, true) {
                return Err(A::Error::duplicate_field(self.key));
            } else {
                map.next_value::<T>()?;
            }
        }
        if found || !self.required { Ok(()) } else { Err(A::Error::missing_field(self.key)) }
    }
}

/// Reads one field of each record of a list.
struct Listed<T>(Only<T>);

impl<'de, T: DeserializeOwned> DeserializeSeed<'de> for Listed<T> {
    type Value = ();
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_seq(self)
    }
}

impl<'de, T: DeserializeOwned> Visitor<'de> for Listed<T> {
    type Value = ();
    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list")
    }
    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<(), A::Error> {
        while seq.next_element_seed(self.0)?.is_some() {}
        Ok(())
    }
}

/// One record of a file that lists records: its text and the line it starts on (from 0).
#[derive(Clone, Debug)]
pub struct Part<'t> {
    /// The text of the record, as a list of one.
    pub text: &'t str,
    /// The line of the file on which it starts, counted from 0.
    pub first_line: usize,
}

/// Cuts a list of records (`- id: …` at one indentation) into its records, so that each can tell its own mistakes.
pub fn records(text: &str) -> Vec<Part<'_>> {
    let mut parts: Vec<(usize, usize, usize)> = Vec::new();
    let mut indent = None;
    let mut open = false;
    let mut offset = 0;
    for (number, line) in text.split_inclusive('\n').enumerate() {
        let bare = line.trim_start_matches(' ');
        let depth = line.len() - bare.len();
        let blank = bare.trim().is_empty() || bare.starts_with('#');
        if bare.starts_with("- id:") && indent.is_none_or(|i| i == depth) {
            indent = Some(depth);
            open = true;
            parts.push((offset, offset, number));
        } else if !blank && indent.is_some_and(|i| depth < i || (depth == i && !bare.starts_with('-'))) {
            open = false;
        }
        offset += line.len();
        if let (true, Some(part)) = (open, parts.last_mut()) {
            part.1 = offset;
        }
    }
    parts.into_iter().map(|(start, end, first_line)| Part { text: &text[start..end], first_line }).collect()
}

/// Where `word` stands in `text` as a word of its own; the first line when it does not.
pub fn place_of(text: &str, word: &str) -> Place {
    text.lines()
        .enumerate()
        .find_map(|(number, line)| on_line(line, number, 0, word))
        .unwrap_or(Place { line: 1, column: 1 })
}

/// Where `word` stands in the lines of `field`, wherever that field occurs in `text`.
pub fn place_in(text: &str, field: &str, word: &str) -> Option<Place> {
    let mut inside = None;
    for (number, line) in text.lines().enumerate() {
        let bare = line.trim_start_matches([' ', '-']);
        let depth = line.len() - bare.len();
        let dash = line.trim_start().starts_with("- ");
        let blank = bare.trim().is_empty();
        if !blank && inside.is_some_and(|at| depth < at || (depth == at && !dash)) {
            inside = None;
        }
        let mut from = 0;
        if inside.is_none() && !field.is_empty() && bare.strip_prefix(field).is_some_and(|b| b.starts_with(':')) {
            inside = Some(depth);
            from = if field == word { depth } else { depth + field.len() };
        }
        if inside.is_some()
            && let Some(place) = on_line(line, number, from, word)
        {
            return Some(place);
        }
    }
    None
}

/// Where `word` stands on a line, from so many bytes on; comments hold none.
fn on_line(line: &str, number: usize, from: usize, word: &str) -> Option<Place> {
    let is_part = |c: char| c.is_alphanumeric() || c == '-' || c == '_' || c == '.';
    if word.is_empty() || line.trim_start().starts_with('#') {
        return None;
    }
    line.match_indices(word).filter(|(at, _)| *at >= from).find_map(|(at, _)| {
        let before = line[..at].chars().next_back().is_none_or(|c| !is_part(c));
        let mut rest = line[at + word.len()..].chars();
        // A full stop that ends a sentence is no part of a word.
        let after = match rest.next() {
            Some('.') => rest.next().is_none_or(char::is_whitespace),
            next => next.is_none_or(|c| !is_part(c)),
        };
        (before && after).then(|| Place { line: number + 1, column: line[..at].chars().count() + 1 })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn records_are_cut_at_their_own_indentation() {
        let text = "stage: x\nitems:\n  - id: a\n    why: y\n  - id: b\n    list:\n      - id: not-a-record\n";
        let parts = records(text);
        assert_eq!(parts.iter().map(|p| p.first_line).collect::<Vec<_>>(), [2, 4]);
        assert!(parts[1].text.contains("not-a-record"));
    }

    #[test]
    fn a_word_is_found_whole() {
        assert_eq!(place_of("# gdpr\nsources: [gdpr-35, gdpr]\n", "gdpr"), Place { line: 2, column: 20 });
    }

    #[test]
    fn a_word_is_found_in_its_field_before_prose() {
        let text = "id: a\nwhy: The gdpr asks it.\nsources:\n- ai-act\n- gdpr\nsee: [gdpr]\n";
        assert_eq!(place_in(text, "sources", "gdpr"), Some(Place { line: 5, column: 3 }));
        assert_eq!(place_in(text, "see", "gdpr"), Some(Place { line: 6, column: 7 }));
        assert_eq!(place_in(text, "see", "ai-act"), None);
        assert_eq!(place_in("  - id: a\n    roles: [ownr]\n", "roles", "ownr"), Some(Place { line: 2, column: 13 }));
        assert_eq!(place_in("- id: a\n", "id", "a"), Some(Place { line: 1, column: 7 }));
    }
}
