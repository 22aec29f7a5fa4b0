//! The proof of an edit: the text before and after hold the same values, except where the edit said otherwise.
//!
//! Every value is compared as it is written in the file, so the proof trusts neither the splice nor the model.

use std::collections::BTreeMap;

use toml::de::{DeInteger, DeValue};

use super::change::Change;
use super::value::{Value, whole};
use crate::project::document::Document;
use crate::project::path::FieldPath;

/// A value that has no parts.
#[derive(Clone, Debug, PartialEq)]
enum Leaf {
    Text(String),
    Bool(bool),
    Integer(i64),
    Other(String),
    EmptyGroup,
    EmptyList,
}

type Leaves = BTreeMap<FieldPath, Leaf>;

/// The first place where the two texts differ and should not, or do not and should.
pub(in crate::project) fn difference(
    before: &Document<'_>,
    after: &Document<'_>,
    changes: &[Change],
) -> Option<FieldPath> {
    let (mut before, mut after) = (leaves_of(before), leaves_of(after));
    for change in changes {
        let mut expected = Leaves::new();
        for (path, value) in change.written() {
            expect(value, path, &mut expected);
        }
        let mut found = Leaves::new();
        for (path, leaf) in after.iter().filter(|(path, _)| path.is_within(change.path())) {
            found.insert(path.clone(), with_plain_breaks(leaf));
        }
        // a group around it that the edit has emptied or filled is no other value
        let elsewhere = |path: &FieldPath, leaf: &mut Leaf| {
            let emptied = *leaf == Leaf::EmptyGroup && change.path().is_within(path);
            !(path.is_within(change.path()) || emptied)
        };
        before.retain(elsewhere);
        after.retain(elsewhere);
        if let Some(path) = differs(&expected, &found) {
            return Some(path);
        }
    }
    differs(&before, &after)
}

/// Whether the file holds this very value at this place.
pub(super) fn holds(document: &Document<'_>, path: &FieldPath, value: &Value) -> bool {
    let (mut expected, mut found) = (Leaves::new(), Leaves::new());
    expect(value, path.clone(), &mut expected);
    if let Some(value) = document.value(path) {
        collect(value, path.clone(), &mut found);
    }
    found.values_mut().for_each(|leaf| *leaf = with_plain_breaks(leaf));
    expected == found
}

fn differs(a: &Leaves, b: &Leaves) -> Option<FieldPath> {
    let missing = a.iter().find(|(path, leaf)| b.get(*path) != Some(*leaf));
    missing.or_else(|| b.iter().find(|(path, _)| !a.contains_key(*path))).map(|(path, _)| path.clone())
}

/// Text as it was before it took on the line breaks of its file.
fn with_plain_breaks(leaf: &Leaf) -> Leaf {
    match leaf {
        Leaf::Text(text) => Leaf::Text(text.replace("\r\n", "\n")),
        Leaf::Bool(_) | Leaf::Integer(_) | Leaf::Other(_) | Leaf::EmptyGroup | Leaf::EmptyList => leaf.clone(),
    }
}

fn leaves_of(document: &Document<'_>) -> Leaves {
    let mut leaves = Leaves::new();
    collect(document.root().get_ref(), FieldPath::root(), &mut leaves);
    leaves
}

fn collect(value: &DeValue<'_>, path: FieldPath, leaves: &mut Leaves) {
    let leaf = match value {
        DeValue::Table(table) if table.is_empty() => Leaf::EmptyGroup,
        DeValue::Array(list) if list.is_empty() => Leaf::EmptyList,
        DeValue::Table(table) => {
            return table.iter().for_each(|(key, value)| collect(value.get_ref(), path.key(key.get_ref()), leaves));
        }
        DeValue::Array(list) => {
            return list.iter().enumerate().for_each(|(n, value)| collect(value.get_ref(), path.index(n), leaves));
        }
        DeValue::String(text) => Leaf::Text(text.clone().into_owned()),
        DeValue::Boolean(bool) => Leaf::Bool(*bool),
        DeValue::Integer(number) => integer(number),
        DeValue::Float(number) => number_leaf(number.as_str().parse().unwrap_or(f64::NAN), number.as_str()),
        DeValue::Datetime(at) => Leaf::Other(at.to_string()),
    };
    leaves.insert(path, leaf);
}

fn integer(number: &DeInteger<'_>) -> Leaf {
    match i64::from_str_radix(number.as_str(), number.radix()) {
        Ok(number) => Leaf::Integer(number),
        Err(_) => Leaf::Other(number.to_string()),
    }
}

fn number_leaf(number: f64, written: &str) -> Leaf {
    match whole(number) {
        Some(whole) => Leaf::Integer(whole),
        None if number.is_finite() => Leaf::Other(format!("{number:e}")),
        None => Leaf::Other(written.to_owned()),
    }
}

fn expect(value: &Value, path: FieldPath, leaves: &mut Leaves) {
    let leaf = match value {
        Value::Text(text) => Leaf::Text(text.replace("\r\n", "\n")),
        Value::Bool(bool) => Leaf::Bool(*bool),
        Value::Integer(number) => Leaf::Integer(*number),
        Value::Number(number) => number_leaf(*number, "not a number"),
        Value::Date(date) => Leaf::Other(date.to_string()),
        Value::TextList(texts) if texts.is_empty() => Leaf::EmptyList,
        Value::DateList(dates) if dates.is_empty() => Leaf::EmptyList,
        Value::Table(fields) if fields.is_empty() => Leaf::EmptyGroup,
        Value::TextList(texts) => {
            let entries = texts.iter().enumerate();
            return entries.for_each(|(n, text)| expect(&Value::Text(text.clone()), path.index(n), leaves));
        }
        Value::DateList(dates) => {
            return dates.iter().enumerate().for_each(|(n, date)| expect(&Value::Date(*date), path.index(n), leaves));
        }
        Value::Table(fields) => {
            return fields.iter().for_each(|(key, value)| expect(value, path.key(key), leaves));
        }
    };
    leaves.insert(path, leaf);
}
