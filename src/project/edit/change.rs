//! The changes that an edit comes down to, and how each is made in the text.
//!
//! A change names one place: a value to be there, a record to be added, or something to be taken out. Which changes
//! an edit makes is decided by the edit.

use toml::de::DeValue;

use super::insert;
use super::layout::Layout;
use super::proof;
use super::remove::remove;
use super::value::Value;
use crate::project::document::Document;
use crate::project::path::FieldPath;

/// One place that an edit changes.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::project) enum Change {
    /// Writes a value.
    Set(FieldPath, Value),
    /// Writes a record that is not there yet.
    Add(FieldPath, Vec<(String, Value)>),
    /// Takes out what is there.
    Remove(FieldPath),
}

impl Change {
    pub(in crate::project) fn path(&self) -> &FieldPath {
        match self {
            Change::Set(path, _) | Change::Add(path, _) | Change::Remove(path) => path,
        }
    }

    /// The values that the file must hold afterwards at this place, and no others.
    pub(super) fn written(&self) -> Vec<(FieldPath, &Value)> {
        match self {
            Change::Set(path, value) => vec![(path.clone(), value)],
            Change::Add(path, fields) => fields.iter().map(|(key, value)| (path.key(key), value)).collect(),
            Change::Remove(_) => Vec::new(),
        }
    }
}

/// The text after the changes, or nothing when a place for one cannot be found. `before` is the document of `text`.
pub(in crate::project) fn splice(before: &Document<'_>, changes: &[Change]) -> Option<String> {
    let mut text = before.text().to_owned();
    let mut changes = changes.iter();
    while let Some(change) = changes.next() {
        let path = keys(change.path())?;
        text = match change {
            Change::Remove(_) => remove(&text, &path),
            Change::Add(_, fields) => insert::record(&text, &Layout::of(&text), &path, fields)?,
            Change::Set(at, value) if proof::holds(before, at, value) => continue,
            Change::Set(at, value) => {
                let depth = insert::record_depth(path[0]);
                if depth > 0 && path.len() == depth + 1 && Layout::of(&text).group(&path[..depth]).is_none() {
                    // the first field of a new record brings the others along
                    let record = FieldPath::from_iter(at.steps().take(depth));
                    let mut fields = vec![(path[depth].to_owned(), value.clone())];
                    for further in changes.by_ref() {
                        let Change::Set(at, value) = further else { return None };
                        if at.parent().as_ref() != Some(&record) {
                            return None;
                        }
                        fields.push((at.key_at(depth)?.to_owned(), value.clone()));
                    }
                    insert::record(&text, &Layout::of(&text), &path[..depth], &fields)?
                } else {
                    set(&text, before, at, value)?
                }
            }
        };
    }
    Some(text)
}

/// Writes a value. `before` is the document before any change; nothing at this place has changed since.
fn set(text: &str, before: &Document<'_>, at: &FieldPath, value: &Value) -> Option<String> {
    let path = keys(at)?;
    let layout = Layout::of(text);
    if let Some(field) = layout.value(&path) {
        let old = entries(before, at);
        return match value {
            Value::TextList(new) if !old.is_empty() && new.len() > old.len() && new[..old.len()] == old[..] => {
                insert::append(text, field, &new[old.len()..])
            }
            Value::Text(_)
            | Value::Bool(_)
            | Value::Integer(_)
            | Value::Number(_)
            | Value::Date(_)
            | Value::TextList(_)
            | Value::DateList(_)
            | Value::Table(_) => Some(insert::replace(text, &layout, field, value)),
        };
    }
    if layout.group(&path).is_none() {
        return insert::field(text, &layout, &path, value);
    }
    // a group that stands in several places takes its new fields one by one, so that it is never empty in between
    let (Value::Table(fields), Some(DeValue::Table(old))) = (value, before.value(at)) else { return None };
    let mut text = text.to_owned();
    for (key, value) in fields {
        if !proof::holds(before, &at.key(key), value) {
            text = set(&text, before, &at.key(key), value)?;
        }
    }
    for gone in old.keys().map(|key| &**key.get_ref()).filter(|key| !fields.iter().any(|(k, _)| k == key)) {
        text = remove(&text, &[&path[..], &[gone]].concat());
    }
    Some(text)
}

/// The texts of the list at `path`, if it is one.
fn entries<'d>(document: &'d Document<'_>, path: &FieldPath) -> Vec<&'d str> {
    let Some(DeValue::Array(list)) = document.value(path) else { return Vec::new() };
    let texts: Option<Vec<&str>> = list
        .iter()
        .map(|entry| match entry.get_ref() {
            DeValue::String(text) => Some(&**text),
            _ => None,
        })
        .collect();
    texts.unwrap_or_default()
}

fn keys(path: &FieldPath) -> Option<Vec<&str>> {
    let keys: Option<Vec<&str>> = (0..path.steps().count()).map(|n| path.key_at(n)).collect();
    keys.filter(|keys| !keys.is_empty())
}
