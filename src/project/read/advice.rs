//! What to do about a mistake: the line to write, the field that was meant, the heading where it belongs.
//!
//! Only words are made here; that there is a mistake has been found before.

use toml::de::DeValue;

use super::{FieldSpec, Shape, TableSpec};
use crate::project::fields::spec_at;
use crate::project::model::Tables;
use crate::project::path::{FieldPath, Step};
use crate::project::syntax::truth;

/// How the value of a missing field is written.
pub(super) fn missing(field: &FieldSpec, at: &FieldPath) -> String {
    let shape = (field.shape)();
    if let (Shape::Table(table), []) = (&shape, &at.parts()[..]) {
        let names: Vec<&str> = table.fields.iter().filter(|f| (f.required)()).map(|f| f.key).collect();
        return format!("Add a heading [{}], and below it {}.", field.key, and(&names));
    }
    let what = match &shape {
        Shape::Word(_, words) => format!("one of {}", words().join(", ")),
        Shape::Ref(to) => format!("the id of {}", to.noun()),
        _ => start_small(field.meaning),
    };
    let place = if at.is_root() { " at the top of the file" } else { "" };
    format!("Add {} = {}{place}: {what}.", field.key, example(&shape))
}

/// How a value of this shape is written.
pub(super) fn example(shape: &Shape) -> String {
    match shape {
        Shape::Text | Shape::Id | Shape::Ref(_) | Shape::Word(..) => "\"…\"".to_owned(),
        Shape::Capitals(2) => "\"ES\"".to_owned(),
        Shape::Capitals(_) => "\"EUR\"".to_owned(),
        Shape::Bool => "true".to_owned(),
        Shape::Integer(least, _) => least.to_string(),
        Shape::Number => "…".to_owned(),
        Shape::Date => "2026-11-23".to_owned(),
        Shape::Evidence => "\"evidence/minutes.md\"".to_owned(),
        Shape::List(entry) => format!("[{}]", example(entry)),
        Shape::Keyed(_, value) => format!("{{ my-id = {} }}", example(value)),
        Shape::Table(table) => {
            let needed = table.fields.iter().filter(|f| (f.required)());
            let mut fields: Vec<&FieldSpec> = needed.collect();
            if fields.is_empty() {
                fields = table.fields.iter().take(2).collect();
            }
            let fields: Vec<String> = fields.iter().map(|f| format!("{} = {}", f.key, example(&(f.shape)()))).collect();
            format!("{{ {} }}", fields.join(", "))
        }
    }
}

/// What to do with a value of the wrong kind, whose text is `written`.
pub(super) fn wrong_type(shape: &Shape, value: &DeValue<'_>, written: &str, at: &FieldPath) -> Option<String> {
    let name = match at.steps().last() {
        Some(Step::Key(key)) => key.to_owned(),
        Some(Step::Index(_)) | None => String::new(),
    };
    match (shape, value) {
        (Shape::Keyed(..), DeValue::Array(_)) if at.steps().count() == 1 => {
            Some(format!("Write [{name}.my-id], with single brackets and an id of your choice, instead of [[{name}]]."))
        }
        (Shape::Keyed(..) | Shape::Table(_), _) if at.steps().count() == 1 => Some(match shape {
            Shape::Keyed(..) => {
                format!("Write a heading [{name}.my-id] with an id of your choice, and the fields below it.")
            }
            _ => format!("Write a heading [{name}], and its fields below it."),
        }),
        (Shape::Table(_), DeValue::Array(_)) if at.steps().count() == 2 => {
            Some(format!("Write [{at}], with single brackets, once for each id."))
        }
        (Shape::Table(table), _) if at.steps().count() == 2 && spec_at(at).is_some_and(|s| std::ptr::eq(s, *table)) => {
            let section = at.key_at(0).unwrap_or_default();
            match spec_at(&FieldPath::of([section])) {
                Some(_) => Some(format!("Write {name} = {}.", example(shape))),
                None => Some(format!(
                    "Write a heading [{section}.my-id] with an id of your choice, and the fields below it."
                )),
            }
        }
        (Shape::Table(_) | Shape::Keyed(..), _) => Some(format!("Write {name} = {}.", example(shape))),
        (Shape::List(entry), DeValue::Array(_) | DeValue::Table(_)) => {
            Some(format!("Write {name} = [{}].", example(entry)))
        }
        (Shape::List(_), _) => Some(format!("Put square brackets around it: [{written}].")),
        (Shape::Integer(..) | Shape::Number, DeValue::String(text)) => Some(match number(text) {
            Some(digits) => format!("Write it without quotation marks: {digits}."),
            None => "Write digits alone, with a point before decimals, for example 480000 or 0.5.".to_owned(),
        }),
        (Shape::Integer(..), DeValue::Float(_)) => Some("Write a whole number.".to_owned()),
        (Shape::Bool, DeValue::String(text)) => {
            Some(truth(text.trim()).map_or("Write true or false.".to_owned(), |truth| format!("Write {truth}.")))
        }
        (Shape::Bool, DeValue::Integer(number)) => truth(number.as_str()).map(|truth| format!("Write {truth}.")),
        (Shape::Date, _) => Some("Write year-month-day, for example 2026-11-23.".to_owned()),
        (
            Shape::Text | Shape::Capitals(_) | Shape::Id | Shape::Ref(_) | Shape::Word(..) | Shape::Evidence,
            DeValue::Integer(_) | DeValue::Float(_) | DeValue::Boolean(_) | DeValue::Datetime(_),
        ) => Some(format!("Put quotation marks around it: \"{written}\".")),
        (
            Shape::Text | Shape::Capitals(_) | Shape::Id | Shape::Ref(_) | Shape::Word(..) | Shape::Evidence,
            DeValue::Array(_),
        ) => Some("Write one text in quotation marks, without square brackets.".to_owned()),
        (
            Shape::Text
            | Shape::Capitals(_)
            | Shape::Id
            | Shape::Ref(_)
            | Shape::Word(..)
            | Shape::Evidence
            | Shape::Bool
            | Shape::Integer(..)
            | Shape::Number,
            _,
        ) => None,
    }
}

/// Where a field belongs that the table at `at` does not have, or which fields it has.
pub(super) fn elsewhere(name: &str, at: &FieldPath, spec: &TableSpec, in_braces: bool) -> String {
    let mut around = at.parent();
    while let Some(path) = around {
        if let Some(table) = spec_at(&path)
            && let Some(field) = table.fields.iter().find(|f| f.key == name)
        {
            return match ((field.shape)(), &path.parts()[..]) {
                (Shape::Table(_), []) => format!("Write it as a heading of its own: [{name}]."),
                (Shape::Keyed(..), []) => format!("Write it as a heading of its own: [{name}.my-id]."),
                (_, []) => "It belongs at the top of the file, above the first heading.".to_owned(),
                _ if in_braces => format!("It is a field of {}: write it after the braces.", table.noun),
                _ => format!("It is a field of {}: write it above [{at}].", table.noun),
            };
        }
        around = path.parent();
    }
    for section in Tables::SPEC.fields {
        if let Shape::Table(table) = (section.shape)()
            && table.fields.iter().any(|f| f.key == name)
        {
            return format!("It belongs under [{}].", section.key);
        }
    }
    let names: Vec<&str> = spec.fields.iter().map(|f| f.key).collect();
    match &at.parts()[..] {
        [] => format!("The headings are: {}.", names.join(", ")),
        _ => format!("Its fields are: {}.", names.join(", ")),
    }
}

/// The number that somebody wrote as text: `480 000 EUR` is 480000.
fn number(text: &str) -> Option<String> {
    let bare: String =
        text.chars().filter(|c| !c.is_whitespace() && !c.is_alphabetic() && !"€$£_%'".contains(*c)).collect();
    let mut parts = bare.splitn(2, '.');
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    let whole = parts.next().is_some_and(digits);
    // 480.000 is half a thousand to some and half a million to others
    let clear = parts.next().is_none_or(|rest| digits(rest) && rest.len() < 3);
    (whole && clear).then_some(bare)
}

/// `a, b and c`.
fn and(names: &[&str]) -> String {
    match names {
        [] => "its fields".to_owned(),
        [one] => (*one).to_owned(),
        [most @ .., last] => format!("{} and {last}", most.join(", ")),
    }
}

/// A sentence as it goes on after a colon: small first letter, no full stop.
fn start_small(sentence: &str) -> String {
    let sentence = sentence.trim_end_matches('.');
    let mut chars = sentence.chars();
    match (chars.next(), chars.next()) {
        (Some(first), second) if second.is_none_or(|c| !c.is_uppercase()) => {
            first.to_lowercase().chain(sentence.chars().skip(1)).collect()
        }
        _ => sentence.to_owned(),
    }
}
