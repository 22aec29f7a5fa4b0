//! Reading YAML: the only file in `src` that names the YAML crate.
//!
//! The crate tells where a text does not fit, not where a good value stands; [`place_of`] finds a word again.

use serde::de::DeserializeOwned;

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
}

/// Larger content files are refused before they are parsed (1 MiB).
const LARGEST: usize = 1024 * 1024;

/// Reads `text` as a `T`.
pub fn parse<T: DeserializeOwned>(text: &str) -> Result<T, Misfit> {
    if text.len() > LARGEST {
        return Err(Misfit {
            place: Place { line: 1, column: 1 },
            message: "the file is larger than 1 MiB".to_owned(),
        });
    }
    serde_yaml::from_str(text).map_err(|error| {
        let place =
            error.location().map_or(Place { line: 1, column: 1 }, |at| Place { line: at.line(), column: at.column() });
        let message = error.to_string();
        let message = message.split(" at line ").next().unwrap_or(&message).to_owned();
        Misfit { place, message }
    })
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
    let is_part = |c: char| c.is_alphanumeric() || c == '-' || c == '_' || c == '.';
    for (number, line) in text.lines().enumerate() {
        let code = if line.trim_start().starts_with('#') { "" } else { line };
        for (at, _) in code.match_indices(word) {
            let before = code[..at].chars().next_back().is_none_or(|c| !is_part(c));
            let after = code[at + word.len()..].chars().next().is_none_or(|c| !is_part(c));
            if before && after {
                return Place { line: number + 1, column: code[..at].chars().count() + 1 };
            }
        }
    }
    Place { line: 1, column: 1 }
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
}
