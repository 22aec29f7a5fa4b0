//! Single values and lists of them: text, truth, numbers, dates, ids.

use schemars::JsonSchema;
use std::borrow::Cow;
use toml::Spanned;
use toml::de::DeValue;

use super::{Read, Reader, Shape};
use crate::date::Date;
use crate::id::Id;
use crate::project::problem::ProblemCode;
use crate::scale::Score;

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
        reader.list(value)
    }
    fn absent() -> Option<Self> {
        Some(Vec::new())
    }
    fn shape() -> Shape {
        Shape::List(Box::new(T::shape()))
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
                reader.expected("text in quotation marks", &Self::shape(), value);
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
                reader.expected("true or false", &Self::shape(), value);
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
        let what = if min == max { format!("the number {min}") } else { format!("a whole number from {min} to {max}") };
        reader.expected(&what, &Shape::Integer(min, max), value);
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

/// A code of `N` capital letters, such as a country (ES) or a currency (EUR).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Capitals<const N: usize>(String);

impl<const N: usize> Capitals<N> {
    /// The letters, if they are as many capital letters.
    pub fn new(text: &str) -> Option<Self> {
        let fits = text.len() == N && text.bytes().all(|b| b.is_ascii_uppercase());
        fits.then(|| Self(text.to_owned()))
    }
}

impl<const N: usize> std::ops::Deref for Capitals<N> {
    type Target = str;
    fn deref(&self) -> &str {
        &self.0
    }
}

impl<const N: usize> std::fmt::Display for Capitals<N> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self)
    }
}

impl<const N: usize> Read for Capitals<N> {
    fn read<'t>(value: &'t Spanned<DeValue<'t>>, reader: &mut Reader<'t>) -> Option<Self> {
        let example = if N == 2 { "ES" } else { "EUR" };
        let DeValue::String(text) = value.get_ref() else {
            reader.expected(&format!("{N} capital letters in quotation marks"), &Self::shape(), value);
            return None;
        };
        if text.len() == N && text.bytes().all(|b| b.is_ascii_uppercase()) {
            return Some(Self(text.clone().into_owned()));
        }
        let number = if N == 2 { "two" } else { "three" };
        let message = format!("{} must be {number} capital letters, not “{text}”", reader.name());
        let capitals = text.to_ascii_uppercase();
        let hint = if capitals.len() == N && capitals.bytes().all(|b| b.is_ascii_uppercase()) {
            format!("Write \"{capitals}\".")
        } else {
            format!("Write for example \"{example}\".")
        };
        reader.problem(ProblemCode::WrongType, value.span(), message, Some(hint));
        None
    }
    fn shape() -> Shape {
        Shape::Capitals(N)
    }
}

impl<const N: usize> JsonSchema for Capitals<N> {
    fn schema_name() -> Cow<'static, str> {
        format!("{N}Capitals").into()
    }
    fn inline_schema() -> bool {
        true
    }
    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": "string", "pattern": format!("^[A-Z]{{{N}}}$") })
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
                reader.expected("a number", &Self::shape(), value);
                return None;
            }
        };
        // adding zero makes -0 plain 0
        let read = number.filter(|n| n.is_finite() && *n >= 0.0).map(|n| n + 0.0);
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
                reader.expected("a date", &Self::shape(), value);
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
                reader.expected("an id in quotation marks", &Self::shape(), value);
                None
            }
        }
    }
    fn shape() -> Shape {
        Shape::Id
    }
}
