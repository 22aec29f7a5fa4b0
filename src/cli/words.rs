//! Words for people: texts on one line, lists, numbers of things, and paths that a shell takes as they stand.

use std::path::Path;

use super::error::CliError;
use crate::id::Id;
pub use crate::report::count;
use crate::report::visible;

/// A text from a file on one line, with nothing in it that could steer a terminal.
pub fn one_line(text: &str) -> String {
    visible(&text.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// `a, b and c`.
pub fn list(words: &[String]) -> String {
    match words {
        [] => String::new(),
        [one] => one.clone(),
        [before @ .., last] => format!("{} and {last}", before.join(", ")),
    }
}

/// An id that somebody typed for something new.
pub fn new_id(text: &str) -> Result<Id, CliError> {
    Id::new(text).map_err(|malformed| {
        let error =
            CliError::usage(format!("“{text}” cannot be an id: use lower-case letters, digits and single hyphens"));
        match malformed.suggestion {
            Some(suggestion) => error.hint(format!("For example: {suggestion}")),
            None => error,
        }
    })
}

/// Refuses what help lines and examples only hold a place with: it would stand in the plan as what somebody said.
pub fn refuse_placeholders(given: &[(&str, &str, &str)]) -> Result<(), CliError> {
    let holds = |(_, given, place): &&(&str, &str, &str)| [*place, "…", "..."].contains(&given.trim());
    let held: Vec<String> = given.iter().filter(holds).map(|(option, given, _)| format!("{option} {given}")).collect();
    if held.is_empty() {
        return Ok(());
    }
    let hold = if held.len() == 1 { "holds" } else { "hold" };
    Err(CliError::usage(format!("{} only {hold} the place of what you have to say", list(&held)))
        .hint("Put your own words, role or document in its stead."))
}

/// A path as a shell reads it: in quotation marks where it holds a space or anything else that means something.
pub fn quoted(path: &Path) -> String {
    let text = path.display().to_string();
    let harmless = |c: char| c.is_alphanumeric() || "._/-+,:@%=\\".contains(c);
    // a backslash separates folders on one system and means something to the shells of the others
    let plain = text.chars().all(harmless) && (cfg!(windows) || !text.contains('\\'));
    match (plain && !text.is_empty(), cfg!(windows)) {
        (true, _) => text,
        (false, true) => format!("\"{text}\""),
        (false, false) => format!("'{}'", text.replace('\'', "'\\''")),
    }
}
