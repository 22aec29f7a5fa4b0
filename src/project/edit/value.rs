//! Values that the tool may write into a project file, and how each reads there.
//!
//! Only forms that every TOML reader knows are written. Where a value goes is none of this module's business.

use toml_writer::{ToTomlKey, ToTomlValue, TomlKeyBuilder, TomlStringBuilder};

use crate::date::Date;
use crate::id::Id;
use crate::vocabulary::Vocabulary;

/// A value to be written.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// Text, an id or a word.
    Text(String),
    /// True or false.
    Bool(bool),
    /// A whole number.
    Integer(i64),
    /// Any number; a whole one is written without decimals.
    Number(f64),
    /// A day.
    Date(Date),
    /// Several texts, ids or words.
    TextList(Vec<String>),
    /// Several days.
    DateList(Vec<Date>),
    /// A group of fields on one line.
    Table(Vec<(String, Value)>),
}

impl Value {
    /// The written form of a closed word.
    pub fn word<T: Vocabulary>(word: T) -> Self {
        Value::Text(word.as_str().to_owned())
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Value::Text(text.to_owned())
    }
}
impl From<String> for Value {
    fn from(text: String) -> Self {
        Value::Text(text)
    }
}
impl From<&Id> for Value {
    fn from(id: &Id) -> Self {
        Value::Text(id.as_str().to_owned())
    }
}
impl From<bool> for Value {
    fn from(bool: bool) -> Self {
        Value::Bool(bool)
    }
}
impl From<i64> for Value {
    fn from(number: i64) -> Self {
        Value::Integer(number)
    }
}
impl From<Date> for Value {
    fn from(date: Date) -> Self {
        Value::Date(date)
    }
}
impl From<Vec<String>> for Value {
    fn from(texts: Vec<String>) -> Self {
        Value::TextList(texts)
    }
}

/// How a value is written on a line of its own: text with line breaks runs over several lines.
pub(super) fn on_its_own_line(value: &Value, line_end: &str) -> String {
    match value {
        Value::Text(text) if text.contains('\n') => {
            let text = text.replace("\r\n", "\n");
            TomlStringBuilder::new(&text).as_ml_basic().to_toml_value().replace('\n', line_end)
        }
        Value::Text(_)
        | Value::Bool(_)
        | Value::Integer(_)
        | Value::Number(_)
        | Value::Date(_)
        | Value::TextList(_)
        | Value::DateList(_)
        | Value::Table(_) => within_a_line(value),
    }
}

/// How a value is written between others: never with a line break.
pub(in crate::project) fn within_a_line(value: &Value) -> String {
    match value {
        Value::Text(text) => text_in_quotes(text),
        Value::Bool(bool) => bool.to_string(),
        Value::Integer(number) => number.to_string(),
        Value::Number(number) => match whole(*number) {
            Some(whole) => whole.to_string(),
            None => number.to_toml_value(),
        },
        Value::Date(date) => date.to_string(),
        Value::TextList(texts) => list(texts.iter().map(|text| text_in_quotes(text))),
        Value::DateList(dates) => list(dates.iter().map(Date::to_string)),
        Value::Table(fields) if fields.is_empty() => "{}".to_owned(),
        Value::Table(fields) => {
            let fields: Vec<String> =
                fields.iter().map(|(k, v)| format!("{} = {}", key(k), within_a_line(v))).collect();
            format!("{{ {} }}", fields.join(", "))
        }
    }
}

/// How a text is written as an entry of a list.
pub(super) fn text_in_quotes(text: &str) -> String {
    TomlStringBuilder::new(&text.replace("\r\n", "\n")).as_basic().to_toml_value()
}

/// How a key is written: in quotation marks only where it must be.
pub(super) fn key(key: &str) -> String {
    TomlKeyBuilder::new(key).as_default().to_toml_key()
}

fn list(entries: impl Iterator<Item = String>) -> String {
    format!("[{}]", entries.collect::<Vec<_>>().join(", "))
}

/// The whole number that `number` is, if it is one and a TOML integer can hold it.
pub(super) fn whole(number: f64) -> Option<i64> {
    (number.fract() == 0.0 && number.abs() < 1e15).then_some(number as i64)
}
