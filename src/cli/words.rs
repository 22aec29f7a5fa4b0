//! Words for people: texts on one line, lists, numbers of things, and paths that a shell takes as they stand.

use std::path::Path;

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
