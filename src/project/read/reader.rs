//! The reader that walks through a project file and collects what is wrong with it.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::{Read, Reference, Referent, Shape, TableSpec, advice};
use crate::id::{Id, nearest};
use crate::project::document::clamp;
use crate::project::path::{FieldPath, Step};
use crate::project::problem::{Problem, ProblemCode};
use crate::vocabulary::Vocabulary;

/// Collects problems and references on the way through a project file.
#[derive(Debug)]
pub struct Reader<'t> {
    text: &'t str,
    pub(super) steps: Vec<At<'t>>,
    /// Every problem so far.
    pub problems: Vec<Problem>,
    /// Every reference so far.
    pub references: Vec<Reference>,
}

#[derive(Clone, Copy, Debug)]
pub(super) enum At<'t> {
    Key(&'t str),
    Index(usize),
}

impl<'t> Reader<'t> {
    /// A reader at the top of the file that holds `text`.
    pub fn new(text: &'t str) -> Self {
        Self { text, steps: Vec::new(), problems: Vec::new(), references: Vec::new() }
    }

    /// Where the reader stands.
    pub fn path(&self) -> FieldPath {
        self.steps
            .iter()
            .map(|at| match at {
                At::Key(key) => Step::Key(key),
                At::Index(n) => Step::Index(*n),
            })
            .collect()
    }

    /// Reports a problem at the place where the reader stands.
    pub fn problem(&mut self, code: ProblemCode, span: Range<usize>, message: String, hint: Option<String>) {
        self.problems.push(Problem { code, path: self.path(), span, message, hint });
    }

    /// Reports a problem at a field of the table where the reader stands.
    pub fn problem_at(
        &mut self,
        code: ProblemCode,
        key: &'t str,
        span: Range<usize>,
        message: String,
        hint: Option<String>,
    ) {
        self.steps.push(At::Key(key));
        self.problem(code, span, message, hint);
        self.steps.pop();
    }

    pub(super) fn name(&self) -> String {
        match self.steps.last() {
            Some(At::Key(key)) => format!("“{key}”"),
            Some(At::Index(n)) => format!("entry {} of the list", n + 1),
            None => "the file".to_owned(),
        }
    }

    /// Reports a value of another type than `shape`, which a message calls `what`.
    pub(super) fn expected(&mut self, what: &str, shape: &Shape, value: &Spanned<DeValue<'_>>) {
        let message = format!("{} must be {what}, not {}", self.name(), kind_of(value.get_ref()));
        let written = &self.text[clamp(self.text, value.span())];
        let hint = advice::wrong_type(shape, value.get_ref(), written, &self.path());
        self.problem(ProblemCode::WrongType, value.span(), message, hint);
    }

    pub(super) fn id(&mut self, text: &str, span: Range<usize>) -> Option<Id> {
        match Id::new(text) {
            Ok(id) => Some(id),
            Err(malformed) => {
                let hint = malformed.suggestion.map(|s| format!("Write it as “{s}”."));
                let message = format!("“{text}” is not an id: use lower-case letters, digits and single hyphens");
                self.problem(ProblemCode::MalformedId, span, message, hint);
                None
            }
        }
    }

    pub(super) fn word<T: Vocabulary>(&mut self, text: &str, span: Range<usize>) -> Option<T> {
        T::from_word(text).or_else(|| {
            let hint = match nearest(text, T::words()) {
                Some(near) => format!("Did you mean “{near}”?"),
                None => format!("Use one of: {}.", T::words().collect::<Vec<_>>().join(", ")),
            };
            self.problem(ProblemCode::UnknownWord, span, format!("“{text}” is not {}", T::NOUN), Some(hint));
            None
        })
    }

    pub(super) fn refer(&mut self, to: Referent, id: &Id) {
        let path = self.path();
        self.references.push(Reference { path, to, id: id.clone() });
    }

    /// The fields of a table, after reporting that it is none.
    pub fn table(&mut self, value: &'t Spanned<DeValue<'t>>, spec: &'static TableSpec) -> Option<&'t DeTable<'t>> {
        match value.get_ref() {
            DeValue::Table(table) => Some(table),
            _ => {
                self.expected(&format!("a group of fields ({})", spec.noun), &Shape::Table(spec), value);
                None
            }
        }
    }

    /// Reports every field that the table, which stands at `at`, does not have.
    pub fn unknown_keys(&mut self, table: &'t DeTable<'t>, at: Range<usize>, spec: &TableSpec) {
        let path = self.path();
        let in_braces = self.text[clamp(self.text, at)].starts_with('{');
        for (key, value) in table {
            let name: &str = key.get_ref();
            if spec.fields.iter().any(|f| f.key == name) {
                continue;
            }
            let hint = match nearest(name, spec.fields.iter().map(|f| f.key)) {
                Some(near) => format!("Did you mean “{near}”?"),
                None => advice::elsewhere(name, &path, spec, in_braces),
            };
            let what = match value.get_ref() {
                DeValue::Table(_) if path.is_root() => "heading",
                _ => "field",
            };
            self.steps.push(At::Key(name));
            let message = format!("“{name}” is not a {what} of {}", spec.noun);
            self.problem(ProblemCode::UnknownKey, key.span(), message, Some(hint));
            self.steps.pop();
        }
    }

    /// Reads one field of a table; counts it in `found` when it is there.
    pub fn field<T: Read>(
        &mut self,
        table: &'t DeTable<'t>,
        at: Range<usize>,
        spec: &'static TableSpec,
        key: &'static str,
        found: &mut usize,
    ) -> Option<T> {
        match table.get(key) {
            Some(value) => {
                *found += 1;
                self.steps.push(At::Key(key));
                let read = T::read(value, self);
                self.steps.pop();
                read
            }
            None => T::absent().or_else(|| {
                let hint = spec.fields.iter().find(|f| f.key == key).map(|f| advice::missing(f, &self.path()));
                self.steps.push(At::Key(key));
                self.problem(ProblemCode::MissingKey, at, format!("“{key}” is missing"), hint);
                self.steps.pop();
                None
            }),
        }
    }

    pub(super) fn list<T: Read>(&mut self, value: &'t Spanned<DeValue<'t>>) -> Option<Vec<T>> {
        let DeValue::Array(entries) = value.get_ref() else {
            self.expected("a list", &Shape::List(Box::new(T::shape())), value);
            return None;
        };
        let mut good = Vec::with_capacity(entries.len());
        let mut all = true;
        for (n, entry) in entries.iter().enumerate() {
            self.steps.push(At::Index(n));
            match T::read(entry, self) {
                Some(value) => good.push(value),
                None => all = false,
            }
            self.steps.pop();
        }
        all.then_some(good)
    }
}

/// What a value is, for a message.
pub(super) fn kind_of(value: &DeValue<'_>) -> &'static str {
    match value {
        DeValue::String(_) => "text",
        DeValue::Integer(_) => "a whole number",
        DeValue::Float(_) => "a number with decimals",
        DeValue::Boolean(_) => "true or false",
        DeValue::Datetime(_) => "a date",
        DeValue::Array(_) => "a list",
        DeValue::Table(_) => "a group of fields",
    }
}
