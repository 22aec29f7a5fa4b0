//! The text of a project file and its tree with the place of every value.
//!
//! A document borrows its text, so reading and locating share one parse. It does not judge; it does not know where
//! the file lies.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::path::{FieldPath, Step};
use super::problem::{Problem, ProblemCode};

/// No plan is larger than this, in bytes (32 MiB).
pub const LARGEST: u64 = 32 * 1024 * 1024;

/// A project file's text, parsed once.
#[derive(Debug)]
pub struct Document<'t> {
    text: &'t str,
    root: Spanned<DeValue<'t>>,
}

impl<'t> Document<'t> {
    /// Parses `text`, or tells the first places where it cannot be read.
    pub fn parse(text: &'t str) -> Result<Self, Vec<Problem>> {
        let problem = |code, span, message: &str, hint: &str| {
            let hint = (!hint.is_empty()).then(|| hint.to_owned());
            vec![Problem { code, path: FieldPath::root(), span, message: message.to_owned(), hint }]
        };
        if text.len() as u64 > LARGEST {
            return Err(problem(
                ProblemCode::TooLarge,
                0..0,
                "the file is larger than 32 MiB: no plan is that long",
                "",
            ));
        }
        if text.trim_start_matches('\u{feff}').trim().is_empty() {
            let hint =
                "If the plan was lost, restore it from git; to begin a new one, run `aiproc init` in another folder.";
            return Err(problem(ProblemCode::Empty, 0..0, "the file is empty", hint));
        }
        let (tree, errors) = DeTable::parse_recoverable(text);
        if errors.is_empty() {
            let span = tree.span();
            return Ok(Self { text, root: Spanned::new(span, DeValue::Table(tree.into_inner())) });
        }
        // Later errors are often echoes of the first, so two are shown.
        Err(errors
            .iter()
            .take(2)
            .map(|error| {
                let span = clamp(text, error.span().unwrap_or(0..0));
                let (message, hint) = plain_words(error.message());
                Problem { code: ProblemCode::Syntax, path: FieldPath::root(), span, message, hint }
            })
            .collect())
    }

    /// The text.
    pub fn text(&self) -> &'t str {
        self.text
    }

    /// The whole tree.
    pub fn root(&self) -> &Spanned<DeValue<'t>> {
        &self.root
    }

    /// The span of the value at `path`, if the file holds it.
    pub fn value_span(&self, path: &FieldPath) -> Option<Range<usize>> {
        self.find(path).map(|(_, value)| value.span())
    }

    /// The value at `path`, if the file holds it.
    pub fn value(&self, path: &FieldPath) -> Option<&DeValue<'t>> {
        self.find(path).map(|(_, value)| value.get_ref())
    }

    /// Where `path` stands in the text: its value if that is on one line, else the key that leads to it; for a path
    /// that the file does not hold, the nearest place around it; the first line when there is none.
    pub fn locate(&self, path: &FieldPath) -> Range<usize> {
        let mut at = path.clone();
        loop {
            if let Some((key, value)) = self.find(&at) {
                let span = value.span();
                let scalar = !matches!(value.get_ref(), DeValue::Table(_));
                let one_line = !self.text[clamp(self.text, span.clone())].contains('\n');
                return match key {
                    Some(key) if !(scalar && one_line) => key,
                    _ if at.steps().is_empty() => first_line(self.text),
                    _ => span,
                };
            }
            match at.parent() {
                Some(parent) => at = parent,
                None => return first_line(self.text),
            }
        }
    }

    fn find(&self, path: &FieldPath) -> Option<(Option<Range<usize>>, &Spanned<DeValue<'t>>)> {
        let mut value = &self.root;
        let mut key_span = None;
        for step in path.steps() {
            match (step, value.get_ref()) {
                (Step::Key(key), DeValue::Table(table)) => {
                    let (key, next) = table.get_key_value(&**key)?;
                    key_span = Some(key.span());
                    value = next;
                }
                (Step::Index(n), DeValue::Array(list)) => {
                    value = list.get(*n)?;
                    key_span = None;
                }
                _ => return None,
            }
        }
        Some((key_span, value))
    }
}

fn first_line(text: &str) -> Range<usize> {
    let start = if text.starts_with('\u{feff}') { 3 } else { 0 };
    let end = text[start..].find(['\r', '\n']).map_or(text.len(), |n| start + n);
    start..end
}

/// A span moved on to character boundaries inside the text.
pub(crate) fn clamp(text: &str, span: Range<usize>) -> Range<usize> {
    let down = |mut at: usize| {
        at = at.min(text.len());
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        at
    };
    let start = down(span.start);
    start..down(span.end).max(start)
}

/// Line and column of a byte, both counted from 1; columns count characters.
pub fn line_column(text: &str, at: usize) -> (usize, usize) {
    let at = clamp(text, at..at).start;
    let before = &text[..at];
    let start = before.rfind('\n').map_or(0, |n| n + 1);
    let line = before.bytes().filter(|b| *b == b'\n').count() + 1;
    let column = before[start..].trim_start_matches('\u{feff}').chars().count() + 1;
    (line, column)
}

/// The TOML reader's message in plain words, with a way out where one is known.
fn plain_words(message: &str) -> (String, Option<String>) {
    let say = |m: &str, h: &str| (m.to_owned(), Some(h.to_owned()));
    if message.contains("duplicate key") {
        say("this name is used twice", "Give one of the two another name, or join them.")
    } else if message.contains("recursion") {
        say("lists or groups lie too deep inside each other to be read", "A plan needs no more than five levels.")
    } else if message.contains("invalid basic string") || message.contains("literal string") {
        say(
            "a quotation mark is missing or a character in the text is not allowed",
            "Close the text with the quotation mark that opened it; write \\\\ for a backslash.",
        )
    } else if message.contains("unclosed table") || message.contains("invalid table header") {
        say("a heading in square brackets is not closed", "Write it as [activities.my-panel].")
    } else if message.contains("unclosed array") {
        say("a list is not closed", "Add the closing square bracket.")
    } else if message.contains("string values must be quoted") {
        say("text must stand in quotation marks", "Write \"…\" around it.")
    } else if message.contains("key with no value") {
        say("a name is followed by no value", "Write name = \"value\", or remove the line.")
    } else if message.contains("extra assignment between key-value pairs")
        || message.contains("unexpected key or value")
    {
        say("something is left over on this line", "Write one name = value on each line.")
    } else {
        (format!("the file cannot be read here: {message}"), None)
    }
}
