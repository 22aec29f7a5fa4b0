//! Records of one kind, in order and by id.

use super::text::Text;
use crate::map::Map;

/// Where a record comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// The built-in playbook.
    BuiltIn,
    /// The organisation's own folder.
    Organisation,
}

/// Records in order, found by id.
#[derive(Debug)]
pub struct Index<T> {
    records: Vec<T>,
    places: Map<Text, usize>,
}

impl<T> Index<T> {
    /// An index over `records`; an id given twice leads to the later record.
    pub(crate) fn new(records: Vec<T>, id: impl Fn(&T) -> &str) -> Self {
        let places = records.iter().enumerate().map(|(n, record)| (Text::carried(id(record)), n)).collect();
        Self { records, places }
    }

    /// The record with this id.
    pub fn get(&self, id: &str) -> Option<&T> {
        self.places.get(id).map(|n| &self.records[*n])
    }

    /// Whether there is a record with this id.
    pub fn contains(&self, id: &str) -> bool {
        self.places.contains_key(id)
    }

    /// All records, in order.
    pub fn iter(&self) -> std::slice::Iter<'_, T> {
        self.records.iter()
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.records.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.records.is_empty()
    }
}

impl<'a, T> IntoIterator for &'a Index<T> {
    type Item = &'a T;
    type IntoIter = std::slice::Iter<'a, T>;
    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}
