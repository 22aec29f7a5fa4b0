//! The description of tables and fields: names, meanings, shapes, and who may see them.
//!
//! Descriptions are made by [`table!`](crate::table); nothing is read here.

use super::Referent;

/// Who may see a field: the class decides what reaches a public document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Privacy {
    /// May be published.
    Public,
    /// For the people who work on the project.
    Internal,
    /// About a person: never published unless asked for.
    Personal,
}

/// One field of a table of the project file.
#[derive(Debug)]
pub struct FieldSpec {
    /// The name in the file.
    pub key: &'static str,
    /// What it means.
    pub meaning: &'static str,
    /// Who may see it.
    pub privacy: Privacy,
    /// What it holds.
    pub shape: fn() -> Shape,
    /// Whether it must be there.
    pub required: fn() -> bool,
}

/// A table of the project file.
#[derive(Debug)]
pub struct TableSpec {
    /// What one such table is called, for example `a stakeholder`.
    pub noun: &'static str,
    /// What it means.
    pub meaning: &'static str,
    /// Its fields.
    pub fields: &'static [FieldSpec],
}

/// What a value of the project file holds.
#[derive(Clone, Debug)]
pub enum Shape {
    /// Any text.
    Text,
    /// A code of so many capital letters.
    Capitals(usize),
    /// True or false.
    Bool,
    /// A whole number within bounds.
    Integer(i64, i64),
    /// A number, not negative.
    Number,
    /// A date.
    Date,
    /// A path inside the project, or a web address.
    Evidence,
    /// One of a closed list of words.
    Word(&'static str, fn() -> Vec<&'static str>),
    /// An id of its own.
    Id,
    /// The id of something else.
    Ref(Referent),
    /// Several of the same.
    List(Box<Shape>),
    /// Tables or values by id.
    Keyed(Box<Shape>, Box<Shape>),
    /// A table.
    Table(&'static TableSpec),
}

impl Shape {
    /// Whether such a value is a table of the file, and not a value after an equals sign.
    pub fn holds_tables(&self) -> bool {
        match self {
            Shape::Keyed(..) | Shape::Table(_) => true,
            Shape::Text
            | Shape::Capitals(_)
            | Shape::Bool
            | Shape::Integer(..)
            | Shape::Number
            | Shape::Date
            | Shape::Evidence
            | Shape::Word(..)
            | Shape::Id
            | Shape::Ref(_)
            | Shape::List(_) => false,
        }
    }
}
