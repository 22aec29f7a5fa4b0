//! A value with its reason: which facts it was made of, and by which method of the playbook.

use crate::project::FieldPath;

/// Why a value is what it is.
#[derive(Clone, Debug, PartialEq)]
pub struct Because {
    /// The facts used.
    pub facts: Vec<FieldPath>,
    /// The method of the playbook; its sources and provenance are there.
    pub method: &'static str,
}

impl Because {
    /// A reason.
    pub fn new(method: &'static str, facts: Vec<FieldPath>) -> Self {
        Self { facts, method }
    }
}

/// A value with its reasons.
#[derive(Clone, Debug, PartialEq)]
pub struct Explained<T> {
    /// The value.
    pub value: T,
    /// Why.
    pub because: Vec<Because>,
}

impl<T> Explained<T> {
    /// A value with one reason.
    pub fn new(value: T, method: &'static str, facts: Vec<FieldPath>) -> Self {
        Self { value, because: vec![Because::new(method, facts)] }
    }
}

/// A value, or the facts that are missing to tell it.
#[derive(Clone, Debug, PartialEq)]
pub enum Known<T> {
    /// The value.
    Yes(T),
    /// It cannot be told without these.
    Missing(Vec<FieldPath>),
}

impl<T: Copy> Known<T> {
    /// The value, if it is known.
    pub fn get(&self) -> Option<T> {
        match self {
            Known::Yes(value) => Some(*value),
            Known::Missing(_) => None,
        }
    }

    /// The missing facts.
    pub fn missing(&self) -> &[FieldPath] {
        match self {
            Known::Yes(_) => &[],
            Known::Missing(paths) => paths,
        }
    }
}

/// A score of which not all facts are known: it lies between the two.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Interval {
    /// If every missing fact counts against it.
    pub from: u32,
    /// If every missing fact counts for it.
    pub to: u32,
}

impl Interval {
    /// The score, when all facts are known.
    pub fn exact(self) -> Option<u32> {
        (self.from == self.to).then_some(self.from)
    }
}
