//! The fields of a record: name, meaning, whether it must be there, and what it holds. `record!` and `group!` note
//! them from the declarations themselves, so that reading, checking and laying out a record share one list.

use std::collections::BTreeMap;

use super::text::Text;
use super::yaml::Misfit;
use crate::date::Date;
use crate::scale::Score;
use crate::vocabulary::Vocabulary;

/// What a field holds.
#[derive(Clone, Debug)]
pub enum Shape {
    /// A text.
    Text,
    /// A text that must be one of those that something else knows, shown by this one.
    Like(&'static str),
    /// True or false.
    YesNo,
    /// A number.
    Number,
    /// A calendar day.
    Day,
    /// One word of a closed list.
    Words(fn() -> Vec<&'static str>),
    /// Any number of these.
    List(Box<Shape>),
    /// Fields of its own.
    Group(Vec<Field>),
    /// One of these for each word of a closed list that matters.
    Each(fn() -> Vec<&'static str>, Box<Shape>),
    /// Something of a form of its own, shown by these lines.
    Sample(&'static [&'static str]),
}

/// One field of a record or of a group inside it.
#[derive(Clone, Debug)]
pub struct Field {
    /// Its name in the file.
    pub key: &'static str,
    /// What it means, in a sentence.
    pub meaning: &'static str,
    /// How the reader of files is told to treat it.
    pub attributes: &'static str,
    /// What it holds.
    pub shape: Shape,
    /// What is wrong with it in a text: of one record, or of a list of records.
    pub misfit: fn(text: &str, listed: bool, field: &Field) -> Option<Misfit>,
}

impl Field {
    /// Whether a record without it cannot be read.
    pub fn required(&self) -> bool {
        !self.attributes.contains("default")
    }
}

/// A type that a field can have.
///
/// Shapes are made by functions: a table would be a thousand addresses for the loader to write at each start, and only
/// the author of a playbook looks at them.
pub trait Holds {
    /// What a field of this type holds.
    fn shape() -> Shape;
    /// What a list of this type holds.
    fn list() -> Shape {
        Shape::List(Box::new(Self::shape()))
    }
}

fn words<V: Vocabulary>() -> Vec<&'static str> {
    V::words().collect()
}

impl<V: Vocabulary> Holds for V {
    fn shape() -> Shape {
        Shape::Words(words::<V>)
    }
}

impl<T: Holds> Holds for Vec<T> {
    fn shape() -> Shape {
        T::list()
    }
}

impl<T: Holds> Holds for Option<T> {
    fn shape() -> Shape {
        T::shape()
    }
}

impl<K: Vocabulary, T: Holds> Holds for BTreeMap<K, T> {
    fn shape() -> Shape {
        Shape::Each(words::<K>, Box::new(T::shape()))
    }
}

macro_rules! holds {
    ($($of:ty: $shape:expr,)+) => {$(
        impl Holds for $of {
            fn shape() -> Shape {
                $shape
            }
        }
    )+};
}

holds! {
    String: Shape::Text,
    Text: Shape::Text,
    bool: Shape::YesNo,
    Score: Shape::Number,
    u8: Shape::Number,
    u32: Shape::Number,
    f64: Shape::Number,
    serde_json::Value: Shape::Number,
    Date: Shape::Day,
    super::condition::Condition: Shape::Sample(&["stakes: [standard, high]"]),
    super::FilledFrom: Shape::Text,
}

/// Notes one field from its declaration.
macro_rules! field {
    ($($doc:literal)+, [$($attribute:tt)*], $key:literal, $ty:ty) => {
        $crate::playbook::field::Field {
            key: $key,
            meaning: concat!($($doc),+).trim_ascii(),
            attributes: stringify!($($attribute)*),
            shape: <$ty as $crate::playbook::field::Holds>::shape(),
            misfit: $crate::playbook::yaml::field::<$ty>,
        }
    };
}
pub(crate) use field;

/// Declares a group of fields inside a record.
macro_rules! group {
    (
        $(#[$meta:meta])+
        pub struct $name:ident {
            $($(#[doc = $doc:literal])+ $(#[serde($($attribute:tt)*)])? $key:literal $field:ident: $ty:ty,)+
        }
    ) => {
        $(#[$meta])+
        pub struct $name {
            $($(#[doc = $doc])+ $(#[serde($($attribute)*)])? #[serde(rename = $key)] pub $field: $ty,)+
        }

        impl $crate::playbook::field::Holds for $name {
            fn shape() -> $crate::playbook::field::Shape {
                $crate::playbook::field::Shape::Group(vec![
                    $($crate::playbook::field::field!($($doc)+, [$($($attribute)*)?], $key, $ty),)+
                ])
            }
        }
    };
}
pub(crate) use group;
