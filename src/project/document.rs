//! The text of a project file and its tree with the place of every value.
//!
//! A document borrows its text, so reading and locating share one parse. It does not judge; it does not know where
//! the file lies.

use std::ops::Range;
use std::sync::OnceLock;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::model::Tables;
use super::path::{FieldPath, Step};
use super::problem::{Problem, ProblemCode};
use super::read::Shape;
use super::syntax;

/// No plan is larger than this, in bytes (32 MiB).
pub const LARGEST: u64 = 32 * 1024 * 1024;

/// A project file's text, parsed once.
#[derive(Debug)]
pub struct Document<'t> {
    text: &'t str,
    root: Spanned<DeValue<'t>>,
    /// Where each line begins; of a plan in order nobody asks it.
    lines: OnceLock<Lines>,
    /// Where the stage stands: records that nobody has written are missed because of it.
    stage: Option<Range<usize>>,
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
        let mut lines = text.trim_start_matches('\u{feff}').lines().map(str::trim).filter(|line| !line.is_empty());
        if lines.clone().all(|line| line.starts_with('#')) {
            let message = match lines.next() {
                Some(_) => "the file holds nothing but notes",
                None => "the file is empty",
            };
            let hint =
                "If the plan was lost, restore it from git; to begin a new one, run `aiproc init` in another folder.";
            return Err(problem(ProblemCode::Empty, 0..0, message, hint));
        }
        let (tree, errors) = DeTable::parse_recoverable(text);
        if errors.is_empty() {
            let span = tree.span();
            let root = Spanned::new(span, DeValue::Table(tree.into_inner()));
            let mut document = Self { text, root, lines: OnceLock::new(), stage: None };
            document.stage = document.value_span(&FieldPath::of(["project", "stage"]));
            return Ok(document);
        }
        Err(syntax::problems(text, &errors))
    }

    /// The text.
    pub fn text(&self) -> &'t str {
        self.text
    }

    /// Line and column of a byte, both counted from 1; columns count characters.
    pub fn line_column(&self, at: usize) -> (usize, usize) {
        self.lines.get_or_init(|| Lines::of(self.text)).line_column(self.text, at)
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

    /// Where `path` stands in the text: its value if that is on one line, else the key that leads to it. For a path
    /// that the file does not hold it is the nearest place around it; a record that nobody has written yet is missed
    /// because of the stage that the project has reached, so it stands there.
    pub fn locate(&self, path: &FieldPath) -> Range<usize> {
        let (length, key, value) = self.nearest(path);
        let whole = path.steps().nth(length).is_none();
        if length == 0 || length < 2 && !whole && is_keyed(path) {
            return self.stage.clone().unwrap_or_else(|| first_line(self.text));
        }
        let span = value.span();
        let scalar = !matches!(value.get_ref(), DeValue::Table(_));
        let one_line = || !self.text[clamp(self.text, span.clone())].contains('\n');
        match key {
            Some(key) if !(scalar && one_line()) => key,
            Some(_) | None => span,
        }
    }

    /// Where the key at the end of `path` stands; the first line when the file does not hold it.
    pub fn locate_key(&self, path: &FieldPath) -> Range<usize> {
        self.find(path).and_then(|(key, _)| key).unwrap_or_else(|| first_line(self.text))
    }

    fn find(&self, path: &FieldPath) -> Option<(Option<Range<usize>>, &Spanned<DeValue<'t>>)> {
        let (length, key, value) = self.nearest(path);
        path.steps().nth(length).is_none().then_some((key, value))
    }

    /// How many steps of the path the file holds, the key of the last of them, and what stands there.
    fn nearest(&self, path: &FieldPath) -> (usize, Option<Range<usize>>, &Spanned<DeValue<'t>>) {
        let mut value = &self.root;
        let mut key_span = None;
        for (n, step) in path.steps().enumerate() {
            let next = match (step, value.get_ref()) {
                (Step::Key(key), DeValue::Table(table)) => {
                    table.get_key_value(key).map(|(key, next)| (Some(key.span()), next))
                }
                (Step::Index(at), DeValue::Array(list)) => list.get(at).map(|next| (None, next)),
                _ => None,
            };
            match next {
                Some((key, next)) => (key_span, value) = (key, next),
                None => return (n, key_span, value),
            }
        }
        (path.steps().count(), key_span, value)
    }
}

/// Whether a path leads into a table of records by id.
fn is_keyed(path: &FieldPath) -> bool {
    static KEYED: OnceLock<Vec<&'static str>> = OnceLock::new();
    let keyed = KEYED.get_or_init(|| {
        let fields = Tables::SPEC.fields.iter().filter(|f| matches!((f.shape)(), Shape::Keyed(..)));
        fields.map(|f| f.key).collect()
    });
    path.key_at(0).is_some_and(|key| keyed.contains(&key))
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

/// Where each line of a text begins, for many questions about one text.
#[derive(Clone, Debug)]
pub struct Lines(Vec<usize>);

impl Lines {
    /// The lines of `text`.
    pub fn of(text: &str) -> Self {
        // Lines are short: to look at every byte takes less than to search for each end anew.
        let ends = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n');
        Self(std::iter::once(0).chain(ends.map(|(n, _)| n + 1)).collect())
    }

    /// Line and column of a byte of that text, both counted from 1; columns count characters.
    pub fn line_column(&self, text: &str, at: usize) -> (usize, usize) {
        let at = clamp(text, at..at).start;
        let line = self.0.partition_point(|start| *start <= at).max(1);
        let start = self.0.get(line - 1).copied().unwrap_or_default();
        let column = text[start..at].trim_start_matches('\u{feff}').chars().count() + 1;
        (line, column)
    }
}

/// Line and column of a byte, both counted from 1, for a single question; see [`Lines`].
pub fn line_column(text: &str, at: usize) -> (usize, usize) {
    Lines::of(text).line_column(text, at)
}
