//! What happens to a value on its way into a document: the formatter that every `{{ … }}` passes, and the few filters.
//!
//! The formatter escapes everything that is not already Markdown, and refuses to print what is absent: a forgotten
//! filter can neither leak structure nor leave a hole.

use minijinja::value::{Kwargs, ValueKind};
use minijinja::{AutoEscape, Environment, Error, ErrorKind, Output, State, Value};

use super::escape;
use super::numbers::Numbers;

/// The name by which Markdown is known to the template engine; the inner extension of a template's name.
pub const MARKDOWN: &str = "md";

/// The few words that filters need.
pub struct Words {
    /// What stands where nothing is recorded.
    pub nothing: String,
    /// Between words.
    pub comma: String,
    /// Between words that hold a comma.
    pub semicolon: String,
}

/// Chooses the escaping by the inner extension: `plan.md.jinja` is Markdown.
pub fn escaping(name: &str) -> AutoEscape {
    let inner = name.strip_suffix(".jinja").and_then(|n| n.rsplit_once('.')).map(|(_, format)| format);
    if inner == Some(MARKDOWN) { AutoEscape::Custom(MARKDOWN.into()) } else { AutoEscape::None }
}

/// Installs the formatter and the filters, and removes what would go around them.
pub fn install(env: &mut Environment<'static>, numbers: Numbers, words: Words) {
    let Words { nothing, comma, semicolon } = words;
    for name in ["safe", "escape", "e", "tojson", "urlencode", "pprint", "format"] {
        env.remove_filter(name);
    }
    env.remove_global("debug");
    let n = numbers.clone();
    env.set_formatter(move |out: &mut Output, state: &mut State, value: &Value| {
        if !matches!(state.auto_escape(), AutoEscape::Custom(format) if format == MARKDOWN) {
            return Err(wrong("the name of a template must end in .md.jinja, and its escaping cannot be switched off"));
        }
        let written = markdown(&n, value)?;
        out.write_str(&written).map_err(|_| Error::new(ErrorKind::WriteFailure, "the document is too long"))
    });
    let n = numbers.clone();
    env.add_filter("cell", move |value: Value| -> Result<Value, Error> {
        let shown = match value.kind() {
            ValueKind::Undefined => return Err(absent()),
            ValueKind::None => nothing.clone(),
            ValueKind::Seq if value.len() == Some(0) => nothing.clone(),
            // Names that hold a comma are kept apart by semicolons.
            ValueKind::Seq => {
                let holds = |entry: Value| entry.as_str().is_some_and(|text| text.contains(comma.trim()));
                let any = value.try_iter()?.any(holds);
                listed(&n, &value, if any { &semicolon } else { &comma })?
            }
            _ => match markdown(&n, &value)? {
                empty if empty.is_empty() => nothing.clone(),
                full => full,
            },
        };
        Ok(Value::from_safe_string(shown))
    });
    let n = numbers.clone();
    env.add_filter("listed", move |value: Value, separator: String| -> Result<Value, Error> {
        listed(&n, &value, &separator).map(Value::from_safe_string)
    });
    let n = numbers.clone();
    env.add_filter("fill", move |sentence: String, values: Kwargs| fill(&n, &sentence, &values));
    let n = numbers.clone();
    env.add_filter("money", move |value: Value| -> Result<Value, Error> {
        let amount = f64::try_from(value.get_attr("amount")?)?;
        let currency = value.get_attr("currency")?;
        Ok(Value::from(n.money(amount, currency.as_str())))
    });
    // A separator of the labels keeps the spaces at its ends.
    env.add_filter("spaced", |text: String| Value::from_safe_string(escape::part(&text, false)));
    env.add_filter("code", |value: Value| with_text(&value, escape::code));
    env.add_filter("prose", |value: Value| with_text(&value, escape::prose));
    env.add_filter("link", |address: String, words: Option<String>| {
        Value::from_safe_string(escape::link(words.as_deref().unwrap_or_default(), &address))
    });
    env.add_filter("paragraphs", |text: String| {
        let unified = text.replace("\r\n", "\n");
        let mut found: Vec<String> = vec![String::new()];
        for line in unified.lines() {
            match found.last_mut() {
                Some(last) if !line.trim().is_empty() => {
                    last.push_str(line);
                    last.push('\n');
                }
                _ => found.push(String::new()),
            }
        }
        found.retain(|p| !p.trim().is_empty());
        Value::from_iter(found)
    });
}

fn with_text(value: &Value, to: fn(&str) -> String) -> Result<Value, Error> {
    match value.as_str() {
        Some(text) => Ok(Value::from_safe_string(to(text))),
        None => Err(absent()),
    }
}

/// A value as Markdown.
fn markdown(numbers: &Numbers, value: &Value) -> Result<String, Error> {
    match value.kind() {
        ValueKind::Undefined | ValueKind::None => Err(absent()),
        ValueKind::Bool => Err(wrong("a yes-or-no value cannot be printed; choose words for it with if")),
        ValueKind::Number => match f64::try_from(value.clone()) {
            Ok(number) => Ok(escape::text(&numbers.show(number))),
            Err(_) => Err(wrong("this number cannot be printed")),
        },
        ValueKind::String => {
            let text = value.as_str().unwrap_or_default();
            Ok(if value.is_safe() { text.to_owned() } else { escape::text(text) })
        }
        ValueKind::Seq | ValueKind::Iterable => {
            Err(wrong("a list cannot be printed as it is; go through it with for, or use the filter listed"))
        }
        _ => Err(wrong("this value holds several fields; print one of them")),
    }
}

fn listed(numbers: &Numbers, value: &Value, separator: &str) -> Result<String, Error> {
    let parts = value.try_iter()?.map(|entry| markdown(numbers, &entry)).collect::<Result<Vec<_>, _>>()?;
    Ok(parts.join(&escape::part(separator, false)))
}

/// A sentence of the labels with its placeholders filled: `{date}` by the argument `date`.
fn fill(numbers: &Numbers, sentence: &str, values: &Kwargs) -> Result<Value, Error> {
    let mut out = String::new();
    let mut rest = sentence;
    while let Some((before, after)) = rest.split_once('{') {
        let (name, after) =
            after.split_once('}').ok_or_else(|| wrong("a label opens a placeholder and does not close it"))?;
        out.push_str(&escape::part(before, out.is_empty()));
        let value: Value = values.get(name)?;
        out.push_str(&markdown(numbers, &value)?);
        rest = after;
    }
    out.push_str(&escape::part(rest, out.is_empty()));
    values.assert_all_used()?;
    Ok(Value::from_safe_string(out))
}

fn absent() -> Error {
    Error::new(
        ErrorKind::UndefinedError,
        "nothing is recorded here; say what to print then, for example with the filter cell, or ask with if",
    )
}

fn wrong(detail: &'static str) -> Error {
    Error::new(ErrorKind::InvalidOperation, detail)
}
