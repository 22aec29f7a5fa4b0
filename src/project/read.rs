//! Reading a project file field by field, so that every problem is found and not only the first.
//!
//! [`table!`](crate::table) declares a table of the file once; its reader, its description and its JSON Schema come
//! from that declaration. A value is read from the spanned tree, and a problem names the place of the value itself.

use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;
use std::ops::Range;

use schemars::JsonSchema;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::path::{FieldPath, Step};
use super::problem::{Problem, ProblemCode};
use crate::date::Date;
use crate::id::{Id, nearest};
use crate::scale::Score;
use crate::vocabulary::Vocabulary;

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

/// Reads itself from a value of the project file.
pub trait Read: Sized {
    /// The value, or nothing after its problems were reported.
    fn read<'t>(value: &'t Spanned<DeValue<'t>>, reader: &mut Reader<'t>) -> Option<Self>;
    /// What stands for a field that is not there; nothing means that it must be there.
    fn absent() -> Option<Self> {
        None
    }
    /// What a value holds.
    fn shape() -> Shape;
}

/// The names by which something in the project or the playbook can be referred to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Referent {
    /// `[stakeholders.<id>]`.
    Stakeholder,
    /// `[activities.<id>]`.
    Activity,
    /// `[decisions.<id>]`.
    Decision,
    /// `[options.<id>]`.
    Choice,
    /// `[inputs.<id>]`.
    Input,
    /// `[requirements.<id>]`.
    Requirement,
    /// `[award-criteria.<id>]`.
    Criterion,
    /// `[clauses.<id>]`.
    Clause,
    /// `[bodies.<id>]`.
    Body,
    /// `[facilities.<id>]`.
    Facility,
    /// An input, an activity or a hook.
    Origin,
    /// An activity or a body.
    ActivityOrBody,
    /// An actor type of the playbook.
    ActorType,
    /// A mechanism of the playbook.
    Mechanism,
    /// A checklist item of the playbook.
    Item,
    /// A rule of the playbook.
    Rule,
    /// A canvas of the playbook.
    Canvas,
    /// A legal hook of the playbook.
    Hook,
}

impl Referent {
    /// What such a thing is called in a message.
    pub fn noun(self) -> &'static str {
        match self {
            Referent::Stakeholder => "a stakeholder of this project",
            Referent::Activity => "an activity of this project",
            Referent::Decision => "a decision of this project",
            Referent::Choice => "an option of this project",
            Referent::Input => "an input of this project",
            Referent::Requirement => "a requirement of this project",
            Referent::Criterion => "an award criterion of this project",
            Referent::Clause => "a clause of this project",
            Referent::Body => "a body of this project",
            Referent::Facility => "a facility of this project",
            Referent::Origin => "an input, an activity or a legal hook",
            Referent::ActivityOrBody => "an activity or a body of this project",
            Referent::ActorType => "an actor type of the playbook",
            Referent::Mechanism => "a mechanism of the playbook",
            Referent::Item => "a checklist item of the playbook",
            Referent::Rule => "a rule of the playbook",
            Referent::Canvas => "a canvas of the playbook",
            Referent::Hook => "a legal hook of the playbook",
        }
    }
}

/// Something that can be referred to; a marker for [`Ref`].
pub trait Refers {
    /// What is referred to.
    const TO: Referent;
}

/// The id of something else, of which the reader remembers where it stands.
pub struct Ref<T> {
    id: Id,
    to: PhantomData<fn() -> T>,
}

impl<T> Ref<T> {
    /// A reference to `id`.
    pub fn new(id: Id) -> Self {
        Self { id, to: PhantomData }
    }
    /// The id referred to.
    pub fn id(&self) -> &Id {
        &self.id
    }
    /// The id referred to, as text.
    pub fn as_str(&self) -> &str {
        self.id.as_str()
    }
}

impl<T> Clone for Ref<T> {
    fn clone(&self) -> Self {
        Self::new(self.id.clone())
    }
}
impl<T> fmt::Debug for Ref<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self.as_str(), f)
    }
}
impl<T> fmt::Display for Ref<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
impl<T> PartialEq for Ref<T> {
    fn eq(&self, other: &Self) -> bool {
        self.id == other.id
    }
}
impl<T> JsonSchema for Ref<T> {
    fn schema_name() -> Cow<'static, str> {
        Id::schema_name()
    }
    fn inline_schema() -> bool {
        true
    }
    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        Id::json_schema(generator)
    }
}

/// A reference found while reading.
#[derive(Clone, Debug, PartialEq)]
pub struct Reference {
    /// Where it stands.
    pub path: FieldPath,
    /// What it should refer to.
    pub to: Referent,
    /// The id it names.
    pub id: Id,
}

/// Tables or values by id, in the author's order.
#[derive(Clone, Debug, PartialEq)]
pub struct Keyed<K, V>(Vec<(K, V)>);

impl<K, V> Default for Keyed<K, V> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<K: AsKey, V> Keyed<K, V> {
    /// The value with this id.
    pub fn get(&self, key: &str) -> Option<&V> {
        self.0.iter().find(|(k, _)| k.as_key() == key).map(|(_, v)| v)
    }
    /// Whether there is a value with this id.
    pub fn contains(&self, key: &str) -> bool {
        self.get(key).is_some()
    }
    /// All entries, in the author's order.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = (&str, &V)> + Clone {
        self.0.iter().map(|(k, v)| (k.as_key(), v))
    }
    /// All values, in the author's order.
    pub fn values(&self) -> impl DoubleEndedIterator<Item = &V> + Clone {
        self.0.iter().map(|(_, v)| v)
    }
    /// All ids, in the author's order.
    pub fn keys(&self) -> impl DoubleEndedIterator<Item = &str> + Clone {
        self.0.iter().map(|(k, _)| k.as_key())
    }
    /// How many entries there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }
    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
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

/// A path inside the project as a key, as in `[documents."evidence/x.pdf"]`.
#[derive(Clone, Debug, PartialEq)]
pub struct PathKey(String);
impl AsKey for PathKey {
    fn as_key(&self) -> &str {
        &self.0
    }
}
impl Key for PathKey {
    fn read_key(text: &str, _: Range<usize>, _: &mut Reader<'_>) -> Option<Self> {
        Some(Self(text.to_owned()))
    }
    fn key_shape() -> Shape {
        Shape::Text
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
        schemars::json_schema!({ "type": "string" })
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

/// Collects problems and references on the way through a project file.
#[derive(Debug, Default)]
pub struct Reader<'t> {
    steps: Vec<At<'t>>,
    /// Every problem so far.
    pub problems: Vec<Problem>,
    /// Every reference so far.
    pub references: Vec<Reference>,
}

#[derive(Clone, Copy, Debug)]
enum At<'t> {
    Key(&'t str),
    Index(usize),
}

impl<'t> Reader<'t> {
    /// Where the reader stands.
    pub fn path(&self) -> FieldPath {
        self.steps
            .iter()
            .map(|at| match at {
                At::Key(key) => Step::Key((*key).into()),
                At::Index(n) => Step::Index(*n),
            })
            .collect()
    }

    /// Reports a problem at the place where the reader stands.
    pub fn problem(&mut self, code: ProblemCode, span: Range<usize>, message: String, hint: Option<String>) {
        self.problems.push(Problem { code, path: self.path(), span, message, hint });
    }

    fn name(&self) -> String {
        match self.steps.last() {
            Some(At::Key(key)) => format!("“{key}”"),
            Some(At::Index(n)) => format!("entry {} of the list", n + 1),
            None => "the file".to_owned(),
        }
    }

    fn expected(&mut self, what: &str, value: &Spanned<DeValue<'_>>) {
        let message = format!("{} must be {what}, not {}", self.name(), kind_of(value.get_ref()));
        self.problem(ProblemCode::WrongType, value.span(), message, None);
    }

    fn id(&mut self, text: &str, span: Range<usize>) -> Option<Id> {
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

    fn word<T: Vocabulary>(&mut self, text: &str, span: Range<usize>) -> Option<T> {
        T::from_word(text).or_else(|| {
            let hint = match nearest(text, T::words()) {
                Some(near) => format!("Did you mean “{near}”?"),
                None => format!("Use one of: {}.", T::words().collect::<Vec<_>>().join(", ")),
            };
            self.problem(ProblemCode::UnknownWord, span, format!("“{text}” is not {}", T::NOUN), Some(hint));
            None
        })
    }

    fn refer(&mut self, to: Referent, id: &Id) {
        let path = self.path();
        self.references.push(Reference { path, to, id: id.clone() });
    }

    /// The fields of a table, after reporting that it is none.
    pub fn table(&mut self, value: &'t Spanned<DeValue<'t>>, spec: &TableSpec) -> Option<&'t DeTable<'t>> {
        match value.get_ref() {
            DeValue::Table(table) => Some(table),
            _ => {
                self.expected(&format!("a group of fields ({})", spec.noun), value);
                None
            }
        }
    }

    /// Reports every field that the table does not have.
    pub fn unknown_keys(&mut self, table: &'t DeTable<'t>, spec: &TableSpec) {
        for (key, _) in table {
            let name: &str = key.get_ref();
            if spec.fields.iter().any(|f| f.key == name) {
                continue;
            }
            let hint = match nearest(name, spec.fields.iter().map(|f| f.key)) {
                Some(near) => format!("Did you mean “{near}”?"),
                None => {
                    format!("Its fields are: {}.", spec.fields.iter().map(|f| f.key).collect::<Vec<_>>().join(", "))
                }
            };
            self.steps.push(At::Key(name));
            let message = format!("“{name}” is not a field of {}", spec.noun);
            self.problem(ProblemCode::UnknownKey, key.span(), message, Some(hint));
            self.steps.pop();
        }
    }

    /// Reads one field of a table; counts it in `found` when it is there.
    pub fn field<T: Read>(
        &mut self,
        table: &'t DeTable<'t>,
        at: Range<usize>,
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
                self.steps.push(At::Key(key));
                self.problem(ProblemCode::MissingKey, at, format!("“{key}” is missing"), None);
                self.steps.pop();
                None
            }),
        }
    }

    fn list<T: Read>(&mut self, value: &'t Spanned<DeValue<'t>>, of: &str) -> Option<Vec<T>> {
        let DeValue::Array(entries) = value.get_ref() else {
            let message = format!("{} must be a list, not {}", self.name(), kind_of(value.get_ref()));
            let hint = matches!(value.get_ref(), DeValue::String(_))
                .then(|| format!("Put square brackets around it: [{of}]."));
            self.problem(ProblemCode::WrongType, value.span(), message, hint);
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
fn kind_of(value: &DeValue<'_>) -> &'static str {
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

impl<T: Read> Read for Option<T> {
    fn read<'t>(value: &'t Spanned<DeValue<'t>>, reader: &mut Reader<'t>) -> Option<Self> {
        T::read(value, reader).map(Some)
    }
    fn absent() -> Option<Self> {
        Some(None)
    }
    fn shape() -> Shape {
        T::shape()
    }
}

impl<T: Read> Read for Vec<T> {
    fn read<'t>(value: &'t Spanned<DeValue<'t>>, reader: &mut Reader<'t>) -> Option<Self> {
        reader.list(value, "\"…\"")
    }
    fn absent() -> Option<Self> {
        Some(Vec::new())
    }
    fn shape() -> Shape {
        Shape::List(Box::new(T::shape()))
    }
}

impl<K: Key, V: Read> Read for Keyed<K, V> {
    fn read<'t>(value: &'t Spanned<DeValue<'t>>, reader: &mut Reader<'t>) -> Option<Self> {
        let DeValue::Table(table) = value.get_ref() else {
            reader.expected("a group of named entries", value);
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
        all.then_some(Self(entries))
    }
    fn absent() -> Option<Self> {
        Some(Self::default())
    }
    fn shape() -> Shape {
        Shape::Keyed(Box::new(K::key_shape()), Box::new(V::shape()))
    }
}

impl Read for String {
    fn read<'t>(value: &'t Spanned<DeValue<'t>>, reader: &mut Reader<'t>) -> Option<Self> {
        match value.get_ref() {
            DeValue::String(text) if text.trim().is_empty() => {
                let message = format!("{} has nothing in it", reader.name());
                let hint = "Write the text, or remove the line.".to_owned();
                reader.problem(ProblemCode::BlankText, value.span(), message, Some(hint));
                None
            }
            DeValue::String(text) => Some(text.clone().into_owned()),
            _ => {
                reader.expected("text in quotation marks", value);
                None
            }
        }
    }
    fn shape() -> Shape {
        Shape::Text
    }
}

impl Read for bool {
    fn read<'t>(value: &'t Spanned<DeValue<'t>>, reader: &mut Reader<'t>) -> Option<Self> {
        match value.get_ref() {
            DeValue::Boolean(b) => Some(*b),
            _ => {
                reader.expected("true or false, without quotation marks", value);
                None
            }
        }
    }
    fn shape() -> Shape {
        Shape::Bool
    }
}

/// A whole number of things, from 0 to a million.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, JsonSchema)]
#[schemars(inline)]
pub struct Count(#[schemars(range(min = 0, max = 1_000_000))] pub i64);

/// A whole number from `MIN` to `MAX`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Bounded<const MIN: i64, const MAX: i64>(pub i64);

impl<const MIN: i64, const MAX: i64> JsonSchema for Bounded<MIN, MAX> {
    fn schema_name() -> Cow<'static, str> {
        format!("From{MIN}To{MAX}").into()
    }
    fn inline_schema() -> bool {
        true
    }
    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": "integer", "minimum": MIN, "maximum": MAX })
    }
}

fn integer(value: &Spanned<DeValue<'_>>, reader: &mut Reader<'_>, min: i64, max: i64) -> Option<i64> {
    let DeValue::Integer(number) = value.get_ref() else {
        reader.expected(&format!("a whole number from {min} to {max}"), value);
        return None;
    };
    let read = i64::from_str_radix(number.as_str(), number.radix()).ok().filter(|n| (min..=max).contains(n));
    if read.is_none() {
        let message = format!("{} must be from {min} to {max}, not {number}", reader.name());
        reader.problem(ProblemCode::OutOfRange, value.span(), message, None);
    }
    read
}

impl Read for Count {
    fn read<'t>(value: &'t Spanned<DeValue<'t>>, reader: &mut Reader<'t>) -> Option<Self> {
        integer(value, reader, 0, 1_000_000).map(Self)
    }
    fn shape() -> Shape {
        Shape::Integer(0, 1_000_000)
    }
}

impl<const MIN: i64, const MAX: i64> Read for Bounded<MIN, MAX> {
    fn read<'t>(value: &'t Spanned<DeValue<'t>>, reader: &mut Reader<'t>) -> Option<Self> {
        integer(value, reader, MIN, MAX).map(Self)
    }
    fn shape() -> Shape {
        Shape::Integer(MIN, MAX)
    }
}

impl Read for Score {
    fn read<'t>(value: &'t Spanned<DeValue<'t>>, reader: &mut Reader<'t>) -> Option<Self> {
        integer(value, reader, 1, 5).and_then(Score::new)
    }
    fn shape() -> Shape {
        Shape::Integer(1, 5)
    }
}

/// A number that is not negative: an amount of money, a share, hours.
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd, JsonSchema)]
#[schemars(inline)]
pub struct Amount(#[schemars(range(min = 0))] pub f64);

impl Read for Amount {
    fn read<'t>(value: &'t Spanned<DeValue<'t>>, reader: &mut Reader<'t>) -> Option<Self> {
        let number: Option<f64> = match value.get_ref() {
            DeValue::Integer(n) => i64::from_str_radix(n.as_str(), n.radix()).ok().map(|n| n as f64),
            DeValue::Float(f) => f.as_str().parse().ok(),
            _ => {
                reader.expected("a number, without currency signs or quotation marks", value);
                return None;
            }
        };
        let read = number.filter(|n| n.is_finite() && *n >= 0.0);
        if read.is_none() {
            let message = format!("{} must be a number from 0 upwards", reader.name());
            reader.problem(ProblemCode::OutOfRange, value.span(), message, None);
        }
        read.map(Self)
    }
    fn shape() -> Shape {
        Shape::Number
    }
}

impl Read for Date {
    fn read<'t>(value: &'t Spanned<DeValue<'t>>, reader: &mut Reader<'t>) -> Option<Self> {
        match value.get_ref() {
            DeValue::Datetime(at) => {
                let day = match (at.date, at.time) {
                    (Some(d), None) => Date::new(d.year, d.month, d.day),
                    _ => None,
                };
                if day.is_none() {
                    let message = format!("{} must be a day alone, not {at}", reader.name());
                    let hint = at.date.map(|d| format!("Write {d}."));
                    reader.problem(ProblemCode::NotADay, value.span(), message, hint);
                }
                day
            }
            DeValue::String(text) => {
                let hint = match text.parse::<Date>() {
                    Ok(day) => format!("Write the date without quotation marks: {day}."),
                    Err(_) => "Write year-month-day without quotation marks, for example 2026-11-23.".to_owned(),
                };
                let message = format!("{} must be a date, and a date has no quotation marks", reader.name());
                reader.problem(ProblemCode::QuotedDate, value.span(), message, Some(hint));
                None
            }
            _ => {
                reader.expected("a date such as 2026-11-23", value);
                None
            }
        }
    }
    fn shape() -> Shape {
        Shape::Date
    }
}

impl Read for Id {
    fn read<'t>(value: &'t Spanned<DeValue<'t>>, reader: &mut Reader<'t>) -> Option<Self> {
        match value.get_ref() {
            DeValue::String(text) => reader.id(text, value.span()),
            _ => {
                reader.expected("an id in quotation marks", value);
                None
            }
        }
    }
    fn shape() -> Shape {
        Shape::Id
    }
}

impl<T: Refers> Read for Ref<T> {
    fn read<'t>(value: &'t Spanned<DeValue<'t>>, reader: &mut Reader<'t>) -> Option<Self> {
        let id = Id::read(value, reader)?;
        reader.refer(T::TO, &id);
        Some(Self::new(id))
    }
    fn shape() -> Shape {
        Shape::Ref(T::TO)
    }
}

/// A word of a closed list, as a value.
pub(crate) fn read_word<'t, T: Vocabulary>(value: &'t Spanned<DeValue<'t>>, reader: &mut Reader<'t>) -> Option<T> {
    match value.get_ref() {
        DeValue::String(text) => reader.word(text, value.span()),
        _ => {
            reader.expected(&format!("{} in quotation marks", T::NOUN), value);
            None
        }
    }
}

/// Makes closed vocabularies readable.
#[doc(hidden)]
#[macro_export]
macro_rules! readable_words {
    ($($name:ty),+ $(,)?) => {$(
        impl $crate::project::read::Read for $name {
            fn read<'t>(
                value: &'t toml::Spanned<toml::de::DeValue<'t>>,
                reader: &mut $crate::project::read::Reader<'t>,
            ) -> Option<Self> {
                $crate::project::read::read_word(value, reader)
            }
            fn shape() -> $crate::project::read::Shape {
                use $crate::vocabulary::Vocabulary;
                $crate::project::read::Shape::Word(<$name>::NOUN, || <$name>::words().collect())
            }
        }
        impl $crate::project::inspect::Inspect for $name {
            fn see(&self) -> $crate::project::inspect::Seen<'_> {
                $crate::project::inspect::see_word(*self)
            }
        }
    )+};
}

/// Something that shows that a claim holds: a path inside the project's folder, or a web address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Evidence {
    /// A file, relative to the folder of the project file, with forward slashes.
    Path(String),
    /// A web address, `https:` or `http:`.
    Url(String),
}

impl Evidence {
    /// Takes `text` as evidence, or says why it cannot be.
    pub fn new(text: &str) -> Result<Self, String> {
        let text = text.trim();
        if text.starts_with("https://") || text.starts_with("http://") {
            return Ok(Self::Url(text.to_owned()));
        }
        let outside = text.starts_with('/') || text.split('/').any(|part| part == "..");
        if text.is_empty() {
            Err("evidence needs a path or a web address".to_owned())
        } else if outside || text.contains(['\\', '\0']) || text.contains("://") || text.get(1..2) == Some(":") {
            Err(format!("“{text}” is neither a path inside the project's folder nor a web address"))
        } else {
            Ok(Self::Path(text.to_owned()))
        }
    }

    /// As written.
    pub fn as_str(&self) -> &str {
        match self {
            Evidence::Path(text) | Evidence::Url(text) => text,
        }
    }
}

impl Read for Evidence {
    fn read<'t>(value: &'t Spanned<DeValue<'t>>, reader: &mut Reader<'t>) -> Option<Self> {
        let DeValue::String(text) = value.get_ref() else {
            reader.expected("a path or a web address in quotation marks", value);
            return None;
        };
        Evidence::new(text)
            .map_err(|message| {
                let hint = "Write a path such as evidence/minutes.md, with forward slashes, or https://…".to_owned();
                reader.problem(ProblemCode::BadEvidence, value.span(), message, Some(hint));
            })
            .ok()
    }
    fn shape() -> Shape {
        Shape::Evidence
    }
}

impl JsonSchema for Evidence {
    fn schema_name() -> Cow<'static, str> {
        "Evidence".into()
    }
    fn inline_schema() -> bool {
        true
    }
    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": "string", "pattern": "^(https?://.+|[^/\\\\:][^\\\\:]*)$" })
    }
}

/// Declares a table of the project file: its fields with meaning and privacy class; reader, description and JSON
/// Schema follow from it.
#[macro_export]
#[doc(hidden)]
macro_rules! table {
    ($(#[doc = $doc:literal])+ $noun:literal pub struct $name:ident {
        $($(#[doc = $meaning:literal])+ $key:literal $privacy:ident $field:ident: $ty:ty,)+
    }) => {
        $(#[doc = $doc])+
        #[derive(Clone, Debug, PartialEq, schemars::JsonSchema)]
        #[schemars(deny_unknown_fields)]
        pub struct $name {
            $($(#[doc = $meaning])+ #[serde(rename = $key)] pub $field: $ty,)+
        }

        impl $name {
            /// The description of this table.
            pub const SPEC: $crate::project::read::TableSpec = $crate::project::read::TableSpec {
                noun: $noun,
                meaning: concat!($($doc),+).trim_ascii(),
                fields: &[$($crate::project::read::FieldSpec {
                    key: $key,
                    meaning: concat!($($meaning),+).trim_ascii(),
                    privacy: $crate::project::read::Privacy::$privacy,
                    shape: <$ty as $crate::project::read::Read>::shape,
                    required: || <$ty as $crate::project::read::Read>::absent().is_none(),
                }),+],
            };
        }

        impl $crate::project::read::Read for $name {
            fn read<'t>(
                value: &'t toml::Spanned<toml::de::DeValue<'t>>,
                reader: &mut $crate::project::read::Reader<'t>,
            ) -> Option<Self> {
                let table = reader.table(value, &Self::SPEC)?;
                let mut found = 0;
                // every field is read before any is missed, so that all problems are reported
                $(let $field = reader.field::<$ty>(table, value.span(), $key, &mut found);)+
                if found < table.len() {
                    reader.unknown_keys(table, &Self::SPEC);
                }
                Some(Self { $($field: $field?),+ })
            }
            fn shape() -> $crate::project::read::Shape {
                $crate::project::read::Shape::Table(&Self::SPEC)
            }
        }

        impl $crate::project::inspect::Inspect for $name {
            fn see(&self) -> $crate::project::inspect::Seen<'_> {
                $crate::project::inspect::Seen::Table(self)
            }
        }

        impl $crate::project::inspect::Fields for $name {
            fn spec(&self) -> &'static $crate::project::read::TableSpec {
                &Self::SPEC
            }
            fn field(&self, key: &str) -> $crate::project::inspect::Seen<'_> {
                match key {
                    $($key => $crate::project::inspect::Inspect::see(&self.$field),)+
                    _ => $crate::project::inspect::Seen::Absent,
                }
            }
        }
    };
}
