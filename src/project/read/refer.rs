//! References: ids that name something else in the project or in the playbook.
//!
//! The reader remembers where each one stands; whether the thing exists is found out in `join`.

use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;

use schemars::JsonSchema;
use toml::Spanned;
use toml::de::DeValue;

use super::{Read, Reader, Shape};
use crate::id::Id;
use crate::project::path::FieldPath;

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
            Referent::Origin => "an input or an activity of this project, or a legal hook or duty of the playbook",
            Referent::ActivityOrBody => "an activity or a body of this project",
            Referent::ActorType => "an actor type of the playbook",
            Referent::Mechanism => "a mechanism of the playbook",
            Referent::Item => "a checklist item of the playbook",
            Referent::Rule => "a rule of the playbook",
            Referent::Canvas => "a canvas of the playbook",
            Referent::Hook => "a legal hook or duty of the playbook",
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
