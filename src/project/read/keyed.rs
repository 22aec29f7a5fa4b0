//! Tables and values by id, in the author's order, and what an id may be.

use std::borrow::Cow;
use std::ops::Range;

use schemars::JsonSchema;
use toml::Spanned;
use toml::de::DeValue;

use super::evidence::{EVIDENCE_PATTERN, Evidence};
use super::reader::At;
use super::{Read, Reader, Ref, Refers, Shape};
use crate::id::Id;
use crate::map::Map;
use crate::vocabulary::Vocabulary;

/// Tables or values by id, in the author's order.
#[derive(Clone, Debug)]
pub struct Keyed<K, V> {
    entries: Vec<(K, V)>,
    /// Where each id stands; empty while there are few.
    places: Map<Box<str>, usize>,
}

/// Up to so many entries, looking through them is quicker than keeping an index.
const FEW: usize = 16;

impl<K, V> Default for Keyed<K, V> {
    fn default() -> Self {
        Self { entries: Vec::new(), places: Map::default() }
    }
}

impl<K: PartialEq, V: PartialEq> PartialEq for Keyed<K, V> {
    fn eq(&self, other: &Self) -> bool {
        self.entries == other.entries
    }
}

impl<K: AsKey, V> Keyed<K, V> {
    /// These entries, whose ids differ.
    pub fn of(entries: Vec<(K, V)>) -> Self {
        Self::new(entries)
    }
    /// All entries with their keys as they are, in the author's order.
    pub fn entries(&self) -> impl Iterator<Item = (&K, &V)> {
        self.entries.iter().map(|(k, v)| (k, v))
    }
    fn new(entries: Vec<(K, V)>) -> Self {
        let places = match entries.len() {
            0..=FEW => Map::default(),
            _ => entries.iter().enumerate().map(|(n, (key, _))| (key.as_key().into(), n)).collect(),
        };
        Self { entries, places }
    }
    /// Where the value with this id stands among all, counted from 0.
    pub fn position(&self, key: &str) -> Option<usize> {
        if self.entries.len() > FEW {
            return self.places.get(key).copied();
        }
        self.entries.iter().position(|(k, _)| k.as_key() == key)
    }
    /// The value with this id.
    pub fn get(&self, key: &str) -> Option<&V> {
        self.entries.get(self.position(key)?).map(|(_, v)| v)
    }
    /// Whether there is a value with this id.
    pub fn contains(&self, key: &str) -> bool {
        self.get(key).is_some()
    }
    /// The entry at a position, counted from 0.
    pub fn entry_at(&self, n: usize) -> Option<(&str, &V)> {
        self.entries.get(n).map(|(key, value)| (key.as_key(), value))
    }
    /// All entries, in the author's order.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = (&str, &V)> + Clone {
        self.entries.iter().map(|(k, v)| (k.as_key(), v))
    }
    /// All values, in the author's order.
    pub fn values(&self) -> impl DoubleEndedIterator<Item = &V> + Clone {
        self.entries.iter().map(|(_, v)| v)
    }
    /// All ids, in the author's order.
    pub fn keys(&self) -> impl DoubleEndedIterator<Item = &str> + Clone {
        self.entries.iter().map(|(k, _)| k.as_key())
    }
    /// How many entries there are.
    pub fn len(&self) -> usize {
        self.entries.len()
    }
    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }
}

impl<K: JsonSchema, V: JsonSchema> JsonSchema for Keyed<K, V> {
    fn schema_name() -> Cow<'static, str> {
        format!("KeyedBy{}", V::schema_name()).into()
    }
    fn inline_schema() -> bool {
        true
    }
    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        let value = generator.subschema_for::<V>();
        let key = generator.subschema_for::<K>();
        match key.get("pattern").and_then(|p| p.as_str()) {
            Some(pattern) => schemars::json_schema!({
                "type": "object", "patternProperties": { pattern: value }, "additionalProperties": false
            }),
            None => schemars::json_schema!({ "type": "object", "additionalProperties": value }),
        }
    }
}

/// A key of a [`Keyed`] table.
pub trait AsKey {
    /// The key as text.
    fn as_key(&self) -> &str;
}

/// A key that can be read.
pub trait Key: AsKey + Sized {
    /// The key, or nothing after its problem was reported. The reader stands at the entry.
    fn read_key(text: &str, span: Range<usize>, reader: &mut Reader<'_>) -> Option<Self>;
    /// What a key holds.
    fn key_shape() -> Shape;
}

impl AsKey for Id {
    fn as_key(&self) -> &str {
        self.as_str()
    }
}
impl Key for Id {
    fn read_key(text: &str, span: Range<usize>, reader: &mut Reader<'_>) -> Option<Self> {
        reader.id(text, span)
    }
    fn key_shape() -> Shape {
        Shape::Id
    }
}

impl<T> AsKey for Ref<T> {
    fn as_key(&self) -> &str {
        self.as_str()
    }
}
impl<T: Refers> Key for Ref<T> {
    fn read_key(text: &str, span: Range<usize>, reader: &mut Reader<'_>) -> Option<Self> {
        let id = reader.id(text, span)?;
        reader.refer(T::TO, &id);
        Some(Self::new(id))
    }
    fn key_shape() -> Shape {
        Shape::Ref(T::TO)
    }
}

/// A document as a key: a path inside the project or a web address, as in `[documents."evidence/x.pdf"]`.
#[derive(Clone, Debug, PartialEq)]
pub struct PathKey(String);
impl AsKey for PathKey {
    fn as_key(&self) -> &str {
        &self.0
    }
}
impl Key for PathKey {
    fn read_key(text: &str, span: Range<usize>, reader: &mut Reader<'_>) -> Option<Self> {
        Evidence::check(text, span, reader).map(|_| Self(text.to_owned()))
    }
    fn key_shape() -> Shape {
        Shape::Evidence
    }
}
impl JsonSchema for PathKey {
    fn schema_name() -> Cow<'static, str> {
        "PathKey".into()
    }
    fn inline_schema() -> bool {
        true
    }
    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": "string", "pattern": EVIDENCE_PATTERN })
    }
}

/// A closed word as a key, as in `[stages.tender-design]`.
#[derive(Clone, Debug, PartialEq)]
pub struct WordKey<T>(pub T);
impl<T: Vocabulary> AsKey for WordKey<T> {
    fn as_key(&self) -> &str {
        self.0.as_str()
    }
}
impl<T: Vocabulary> Key for WordKey<T> {
    fn read_key(text: &str, span: Range<usize>, reader: &mut Reader<'_>) -> Option<Self> {
        reader.word(text, span).map(Self)
    }
    fn key_shape() -> Shape {
        Shape::Word(T::NOUN, || T::words().collect())
    }
}
impl<T: Vocabulary> JsonSchema for WordKey<T> {
    fn schema_name() -> Cow<'static, str> {
        "WordKey".into()
    }
    fn inline_schema() -> bool {
        true
    }
    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        let words = T::words().collect::<Vec<_>>().join("|");
        schemars::json_schema!({ "type": "string", "pattern": format!("^({words})$") })
    }
}

impl<K: Key, V: Read> Read for Keyed<K, V> {
    fn read<'t>(value: &'t Spanned<DeValue<'t>>, reader: &mut Reader<'t>) -> Option<Self> {
        let DeValue::Table(table) = value.get_ref() else {
            reader.expected("a group of named entries", &Self::shape(), value);
            return None;
        };
        let mut entries = Vec::with_capacity(table.len());
        let mut all = true;
        for (key, value) in table {
            let text: &'t str = key.get_ref();
            reader.steps.push(At::Key(text));
            let name = K::read_key(text, key.span(), reader);
            let read = V::read(value, reader);
            reader.steps.pop();
            match (name, read) {
                (Some(name), Some(read)) => entries.push((name, read)),
                _ => all = false,
            }
        }
        all.then(|| Self::new(entries))
    }
    fn absent() -> Option<Self> {
        Some(Self::default())
    }
    fn shape() -> Shape {
        Shape::Keyed(Box::new(K::key_shape()), Box::new(V::shape()))
    }
}
