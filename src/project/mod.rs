//! INPUT: what one contracting authority has written about one procurement.
//!
//! A project names ids of the playbook; whether they exist is found out in `join`. So a project reads even when its
//! playbook is newer, older or someone else's. Nothing here opens files or asks for the time.

pub mod baseline;
pub mod between;
pub mod document;
pub mod edit;
pub mod fields;
pub mod file;
pub mod inspect;
pub mod model;
pub mod path;
pub mod problem;
pub mod read;
pub mod reference;
pub mod schema;
mod syntax;

use toml::de::DeValue;

pub use document::Document;
pub use edit::{Edit, Value};
pub use file::{ProjectFile, Refusal};
pub use model::Tables;
pub use path::FieldPath;
pub use problem::{Problem, ProblemCode};
pub use read::{Reference, Referent};

/// A project: its tables, and every reference that they hold.
#[derive(Clone, Debug, PartialEq)]
pub struct Project {
    tables: Tables,
    /// Every id that refers to something else, with its place.
    pub references: Vec<Reference>,
}

impl std::ops::Deref for Project {
    type Target = Tables;
    fn deref(&self) -> &Tables {
        &self.tables
    }
}

impl Project {
    /// Reads a project from its document, or returns every problem, in the order of the text.
    pub fn read(document: &Document<'_>) -> Result<Self, Vec<Problem>> {
        let (tables, references) = read_as::<Tables>(document)?;
        Ok(Self { tables, references })
    }

    /// The same project judged by another policy: its policy and its waivers give way to these.
    #[must_use]
    pub fn under(mut self, policy: Option<model::Policy>, waivers: read::Keyed<crate::id::Id, model::Waiver>) -> Self {
        self.tables.policy = policy;
        self.tables.waivers = waivers;
        self
    }
}

/// Reads a file that holds other tables than a project, or returns every problem, in the order of the text.
pub fn read_file<T: read::Read>(document: &Document<'_>) -> Result<T, Vec<Problem>> {
    read_as::<T>(document).map(|(tables, _)| tables)
}

fn read_as<T: read::Read>(document: &Document<'_>) -> Result<(T, Vec<Reference>), Vec<Problem>> {
    if let Some(newer) = unknown_format(document) {
        return Err(vec![newer]);
    }
    let mut reader = read::Reader::new(document.text());
    let tables = T::read(document.root(), &mut reader);
    let mut problems = reader.problems;
    problems.sort_by_key(|p| p.span.start);
    match tables {
        Some(tables) if problems.is_empty() => Ok((tables, reader.references)),
        _ => Err(problems),
    }
}

/// A file of a later format is not read at all: its other problems would mislead.
fn unknown_format(document: &Document<'_>) -> Option<Problem> {
    let path = FieldPath::of(["format"]);
    match document.value(&path)? {
        DeValue::Integer(n) if n.as_str() != "1" => {
            let newer = i64::from_str_radix(n.as_str(), n.radix()).is_ok_and(|n| n > 1);
            let hint = if newer { "Install a newer aiproc, or write format = 1." } else { "Write format = 1." };
            Some(Problem {
                code: ProblemCode::UnknownFormat,
                span: document.locate(&path),
                path,
                message: format!("this file has format {n}; this version of aiproc reads format 1"),
                hint: Some(hint.to_owned()),
            })
        }
        _ => None,
    }
}
