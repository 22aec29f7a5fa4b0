//! What the reader of YAML says of a text that does not fit, in the words of those who write content.
//!
//! It knows the wordings of the crate and the closed vocabularies, and no record.

use super::law::{Bearer, Strength};
use super::reference::{HowRead, SourceKind};
use super::rule::Group;
use super::{Kind, Scale, Validate};
use crate::id::nearest;
use crate::lifecycle::{EntryRoute, Phase, Stage};
use crate::scale::{
    CostBand, Depth, Function, Institutionalisation, ParticipationLevel, Provenance, RiskClass, Role, Sector, Severity,
};
use crate::vocabulary::Vocabulary;

/// A mistake in plain words.
pub(crate) struct Plain {
    /// The field it lies in, or nothing.
    pub field: String,
    /// The word at fault, where one can be told.
    pub word: Option<String>,
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub hint: Option<String>,
}

/// Puts a message of the reader into plain words.
pub(crate) fn plain(told: &str) -> Plain {
    let (path, said) = match told.split_once(": ") {
        Some((path, said)) if is_path(path) => (path, said),
        _ => ("", told),
    };
    let last = path.split('.').map(|step| step.split('[').next().unwrap_or(step)).rfind(|step| !step.is_empty());
    let field = last.unwrap_or_default().to_owned();
    let (word, message, hint) = reworded(&field, said);
    Plain { field, word, message, hint }
}

/// Places such as `.[0].roles[1]` hold no space; what else comes before a colon does.
fn is_path(text: &str) -> bool {
    !text.contains(' ')
}

type Reworded = (Option<String>, String, Option<String>);

fn reworded(field: &str, said: &str) -> Reworded {
    let ticked: Vec<&str> = said.split('`').skip(1).step_by(2).collect();
    let first = ticked.first().copied().unwrap_or_default();
    let known = ticked.get(1..).unwrap_or_default();
    let near = || nearest(first, known.iter().copied()).map(|near| format!("Did you mean “{near}”?"));
    let listed = || (!known.is_empty()).then(|| format!("Use one of: {}.", known.join(", ")));
    let word = Some(first.to_owned());
    if said.starts_with("unknown variant") {
        let what =
            noun(known).map_or_else(|| of_field("no word that can stand here", field), |noun| format!("not {noun}"));
        (word, format!("“{first}” is {what}"), near().or_else(listed))
    } else if said.starts_with("unknown field") {
        (word, format!("“{first}” is not a field that can stand here"), near().or_else(listed))
    } else if said.starts_with("missing field") {
        (None, format!("“{first}” is missing"), Some(format!("Add a line {first}: with what it asks for.")))
    } else if said.starts_with("duplicate") {
        let twice = said.split(['`', '"']).nth(1).unwrap_or_default();
        (Some(twice.to_owned()), format!("“{twice}” is written twice"), None)
    } else if let Some((found, expected)) =
        said.strip_prefix("invalid ").and_then(|s| s.split_once(": ")).and_then(|(_, s)| s.rsplit_once(", expected "))
    {
        let subject = if field.is_empty() { "this".to_owned() } else { format!("“{field}”") };
        let quoted = found.split(['`', '"']).nth(1).map(str::to_owned);
        (quoted, format!("{subject} must be {}, and is {}", wanted(expected), seen(found)), None)
    } else if UNREADABLE.iter().any(|start| said.starts_with(start)) {
        let hint = "Look at the indentation, and put texts that hold a colon or begin with a sign in quotation marks.";
        (None, "the file cannot be read from here on".to_owned(), Some(hint.to_owned()))
    } else {
        (None, said.to_owned(), None)
    }
}

fn of_field(text: &str, field: &str) -> String {
    if field.is_empty() { text.to_owned() } else { format!("{text}, under “{field}”") }
}

/// How messages begin that tell of a text which is not YAML.
const UNREADABLE: &[&str] = &[
    "mapping values",
    "did not find",
    "could not find",
    "found ",
    "block ",
    "while ",
    "control characters",
    "invalid leading",
    "invalid trailing",
    "unknown anchor",
];

/// What the vocabulary with exactly these words is called.
fn noun(words: &[&str]) -> Option<&'static str> {
    fn of<V: Vocabulary>(words: &[&str]) -> Option<&'static str> {
        V::words().eq(words.iter().copied()).then_some(V::NOUN)
    }
    let vocabularies = [
        of::<Role>,
        of::<Stage>,
        of::<Phase>,
        of::<EntryRoute>,
        of::<ParticipationLevel>,
        of::<Function>,
        of::<Institutionalisation>,
        of::<CostBand>,
        of::<Depth>,
        of::<Sector>,
        of::<Provenance>,
        of::<RiskClass>,
        of::<Severity>,
        of::<Group>,
        of::<Kind>,
        of::<HowRead>,
        of::<SourceKind>,
        of::<Strength>,
        of::<Bearer>,
        of::<Scale>,
        of::<Validate>,
    ];
    vocabularies.iter().find_map(|of| of(words))
}

/// What was expected, in plain words.
fn wanted(expected: &str) -> &str {
    match expected {
        "a boolean" => "true or false",
        "a string" | "a borrowed string" | "a character" => "a text",
        "a sequence" => "a list",
        "a map" => "a group of fields",
        "f32" | "f64" => "a number",
        "unit" => "empty",
        whole if ["u8", "u16", "u32", "u64", "usize"].contains(&whole) => "a whole number, not below 0",
        whole if ["i8", "i16", "i32", "i64", "isize"].contains(&whole) => "a whole number",
        group if group.starts_with("struct") || group.contains("singleton map") => "a group of fields",
        word if word.starts_with("enum") || word.contains("variant") => "one of its words",
        other => other,
    }
}

/// What was found, in plain words.
fn seen(found: &str) -> String {
    let quoted = found.split(['`', '"']).nth(1).unwrap_or_default();
    match found.split_whitespace().next().unwrap_or_default() {
        "string" => format!("the text “{quoted}”"),
        "boolean" => quoted.to_owned(),
        "integer" | "floating" => format!("the number {quoted}"),
        "sequence" => "a list".to_owned(),
        "map" => "a group of fields".to_owned(),
        "null" | "unit" | "Option" => "empty".to_owned(),
        _ => "something else".to_owned(),
    }
}
