//! The list of all fields that a project file may hold, read off its types.
//!
//! Suggestions, `docs/project-file.md`, flags, selectors and `filled-from` all use this one list.

use std::sync::OnceLock;

use super::model::Tables;
use super::path::{FieldPath, Step};
use super::read::{FieldSpec, Privacy, Shape, TableSpec};

/// One field, with the pattern of the paths that lead to it: `stakeholders.*.power`.
#[derive(Clone, Debug)]
pub struct Field {
    /// The pattern; `*` stands for an id or a position in a list.
    pub pattern: String,
    /// What it means.
    pub meaning: &'static str,
    /// What it holds.
    pub shape: Shape,
    /// Who may see it.
    pub privacy: Privacy,
    /// Whether its table must have it.
    pub required: bool,
    /// The file format that brought it.
    pub since: u8,
}

/// Every field, in the order of the types.
pub fn fields() -> &'static [Field] {
    static FIELDS: OnceLock<Vec<Field>> = OnceLock::new();
    FIELDS.get_or_init(|| {
        let mut all = Vec::new();
        walk(&Tables::SPEC, "", &mut all);
        all
    })
}

/// The field that the pattern names.
pub fn field(pattern: &str) -> Option<&'static Field> {
    fields().iter().find(|f| f.pattern == pattern)
}

/// The table that lies at `path`, if a project file can have one there.
pub fn spec_at(path: &FieldPath) -> Option<&'static TableSpec> {
    let mut shape = Shape::Table(&Tables::SPEC);
    for step in path.steps() {
        shape = match (shape, step) {
            (Shape::Table(table), Step::Key(key)) => (table.fields.iter().find(|f| f.key == key)?.shape)(),
            (Shape::Keyed(_, value), Step::Key(_)) => *value,
            (Shape::List(entry), Step::Index(_)) => *entry,
            _ => return None,
        };
    }
    match shape {
        Shape::Table(table) => Some(table),
        _ => None,
    }
}

fn walk(table: &'static TableSpec, prefix: &str, all: &mut Vec<Field>) {
    for spec in table.fields {
        let pattern = if prefix.is_empty() { spec.key.to_owned() } else { format!("{prefix}.{}", spec.key) };
        let shape = (spec.shape)();
        all.push(Field {
            pattern: pattern.clone(),
            meaning: spec.meaning,
            shape: shape.clone(),
            privacy: spec.privacy,
            required: (spec.required)(),
            since: 1,
        });
        descend(&shape, &pattern, spec, all);
    }
}

fn descend(shape: &Shape, pattern: &str, spec: &FieldSpec, all: &mut Vec<Field>) {
    match shape {
        Shape::Table(table) => walk(table, pattern, all),
        Shape::Keyed(_, value) => {
            let pattern = format!("{pattern}.*");
            if !matches!(**value, Shape::Table(_)) {
                all.push(Field {
                    pattern: pattern.clone(),
                    meaning: spec.meaning,
                    shape: (**value).clone(),
                    privacy: spec.privacy,
                    required: false,
                    since: 1,
                });
            }
            descend(value, &pattern, spec, all);
        }
        Shape::List(entry) => descend(entry, pattern, spec, all),
        Shape::Text
        | Shape::Capitals(_)
        | Shape::Bool
        | Shape::Integer(..)
        | Shape::Number
        | Shape::Date
        | Shape::Evidence
        | Shape::Word(..)
        | Shape::Id
        | Shape::Ref(_) => {}
    }
}
