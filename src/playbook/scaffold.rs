//! A new record with every field that its kind has: required ones with a mark where something is to be written,
//! the others as comments. Whoever calls writes the file.

use super::field::{Field, Shape};
use super::folder::{ContentFile, cut};
use super::kind::{Kind, Layout, of_kind};
use super::problems::{REFERENCES, TO_DO};
use super::record::{Record, RecordText};
use super::{Playbook, yaml};
use crate::date::Date;
use crate::id::Id;
use crate::lifecycle::Stage;

/// A record to be laid out.
#[derive(Clone, Copy, Debug)]
pub struct Wanted<'a> {
    /// Its kind.
    pub kind: Kind,
    /// Its id.
    pub id: &'a Id,
    /// The stage of an item.
    pub stage: Option<Stage>,
    /// Whether the folder lies over the built-in playbook.
    pub organisation: bool,
    /// The day that stands where one is asked for.
    pub today: Date,
}

/// A file with the new record.
#[derive(Clone, Debug)]
pub struct Laid {
    /// Its path in the folder.
    pub path: String,
    /// Its text before, if it was there.
    pub before: Option<String>,
    /// Its text with the record.
    pub text: String,
    /// How many places are to be written.
    pub to_do: usize,
}

/// Why a record cannot be laid out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The program knows the list of this kind.
    Fixed,
    /// The id is, or was, that of another record, at this place.
    Taken(String),
    /// An item needs a stage.
    StageMissing,
    /// No other kind lies in the file of a stage.
    StageUnused,
    /// The records of the file cannot be told apart.
    Unreadable(String),
}

/// Lays out a record in a folder.
pub fn lay_out(files: &[ContentFile], wanted: Wanted<'_>) -> Result<Laid, Refusal> {
    let kind = wanted.kind;
    if kind.fixed().is_some() {
        return Err(Refusal::Fixed);
    }
    if let Some(place) = taken(files, wanted) {
        return Err(Refusal::Taken(place));
    }
    let path = match (kind.layout(), wanted.stage) {
        (Layout::Inside(_), Some(stage)) => format!("{}/{stage}.yaml", kind.folder()),
        (Layout::Inside(_), None) => return Err(Refusal::StageMissing),
        (_, Some(_)) => return Err(Refusal::StageUnused),
        (Layout::List, None) => format!("{}.yaml", kind.folder()),
        (Layout::OnePerFile, None) => format!("{}/{}.yaml", kind.folder(), wanted.id),
    };
    let record = of_kind!(kind, Kept => record::<Kept>(wanted));
    let to_do = record.iter().filter(|line| line.contains(TO_DO)).count();
    let before = files.iter().find(|f| f.path == path).map(|f| f.text.clone());
    let text = match (&before, kind.layout()) {
        (Some(_), Layout::OnePerFile) => return Err(Refusal::Taken(path)),
        (Some(before), Layout::List | Layout::Inside(_)) => appended(before, &record),
        (None, layout) => {
            let head = if wanted.organisation { "" } else { "# SPDX-License-Identifier: CC-BY-4.0\n" };
            match (layout, wanted.stage) {
                (Layout::OnePerFile, _) => format!("{head}{}", joined(&record)),
                (Layout::Inside(name), Some(stage)) => {
                    format!("{head}stage: {stage}\n{name}:\n{}", joined(&entry(&record, "  ")))
                }
                (Layout::List | Layout::Inside(_), _) => format!("{head}{}", joined(&entry(&record, ""))),
            }
        }
    };
    if !holds(&path, &text, before.as_deref(), wanted) {
        return Err(Refusal::Unreadable(path));
    }
    Ok(Laid { path, before, text, to_do })
}

/// Where a record already has the id, or had it.
fn taken(files: &[ContentFile], wanted: Wanted<'_>) -> Option<String> {
    let (kind, id) = (wanted.kind, wanted.id.as_str());
    let docs = cut(files, &mut Vec::new()).docs;
    let had = |value: &serde_json::Value| {
        value["id"] == id || value["formerly"].as_array().is_some_and(|ids| ids.iter().any(|former| former == id))
    };
    let here = docs.iter().find(|doc| doc.kind == kind && had(&doc.value)).map(|doc| {
        let place = yaml::place_in(&doc.text, "id", id).unwrap_or_else(|| yaml::place_of(&doc.text, id));
        format!("{}:{}", doc.path, doc.first_line + place.line)
    });
    let built_in = || {
        let written = Playbook::built_in().written(kind);
        written.iter().any(|(_, value)| had(value)).then(|| "the built-in playbook".to_owned())
    };
    here.or_else(|| if wanted.organisation { built_in() } else { None })
}

/// Whether the file holds the records that it held, and the new one.
fn holds(path: &str, text: &str, before: Option<&str>, wanted: Wanted<'_>) -> bool {
    let ids = |text: &str| -> Vec<String> {
        let file = ContentFile { path: path.to_owned(), text: text.to_owned() };
        cut(&[file], &mut Vec::new()).docs.iter().map(|doc| doc.id().to_owned()).collect()
    };
    let mut expected = before.map(ids).unwrap_or_default();
    expected.push(wanted.id.as_str().to_owned());
    ids(text) == expected
}

/// The text with one record more, at the indentation of the others.
fn appended(before: &str, record: &[String]) -> String {
    let first = before.lines().find(|line| line.trim_start().starts_with("- id:"));
    let indent = first.map_or(0, |line| line.len() - line.trim_start().len());
    let mut text = before.trim_end_matches(['\n', ' ']).to_owned();
    text.push('\n');
    text.push_str(&joined(&entry(record, &" ".repeat(indent))));
    text
}

/// The lines of a record as an entry of a list.
fn entry(record: &[String], indent: &str) -> Vec<String> {
    let dash = |n: usize| if n == 0 { "- " } else { "  " };
    record.iter().enumerate().map(|(n, line)| format!("{indent}{}{line}", dash(n))).collect()
}

fn joined(lines: &[String]) -> String {
    lines.iter().map(|line| format!("{}\n", line.trim_end())).collect()
}

/// The lines of a record, each field in its order, with its long texts before its sources.
fn record<T: Record>(wanted: Wanted<'_>) -> Vec<String> {
    let mut lines = vec![format!("id: {}", wanted.id)];
    let claims = ["sources", "provenance", "replaces"];
    let (own, long) = (T::fields(), T::Text::fields());
    let core = || own.iter().filter(|field| Some(field.key) != T::PLACED);
    let both = |key: &str| long.iter().find(|text| text.key == key);
    for field in core() {
        match field.key {
            // What a new record cannot have.
            "id" | "formerly" => {}
            "after" if !wanted.organisation => {}
            _ => lines.extend(laid(field, both(field.key), wanted.today)),
        }
    }
    let (own_claims, texts): (Vec<&Field>, Vec<&Field>) = long.iter().partition(|field| claims.contains(&field.key));
    for field in texts.into_iter().filter(|text| !core().any(|field| field.key == text.key)) {
        lines.extend(laid(field, None, wanted.today));
    }
    if T::KIND != Kind::Sources {
        // A new record replaces none.
        for field in own_claims.into_iter().filter(|field| field.key != "replaces") {
            lines.extend(written(field.key, field.meaning, &[&field.shape], true, wanted.today));
        }
    }
    lines
}

/// The lines of one field: as a comment, if a record may do without it.
fn laid(field: &Field, more: Option<&Field>, today: Date) -> Vec<String> {
    let shapes: Vec<&Shape> = [field].into_iter().chain(more).map(|f| &f.shape).collect();
    if field.required() {
        return written(field.key, field.meaning, &shapes, true, today);
    }
    let mut lines = vec![format!("# Optional: {}", field.meaning)];
    lines.extend(written(field.key, "", &shapes, false, today).iter().map(|line| format!("# {line}")));
    lines
}

/// A field with something in it; `to_do` marks what its author must write or choose.
fn written(key: &str, meaning: &str, shapes: &[&Shape], to_do: bool, today: Date) -> Vec<String> {
    let text = if to_do { format!("\"{TO_DO} {}\"", quoted(meaning)) } else { "\"…\"".to_owned() };
    let note = |words: &str| match (to_do, words.is_empty()) {
        (true, _) => format!("  # {TO_DO} {}", [meaning, words].join(" ").trim()),
        (false, false) => format!("  # {}", words.trim_end_matches('.')),
        (false, true) => String::new(),
    };
    let below = |lines: Vec<String>| -> Vec<String> {
        let mut all = vec![format!("{}:", named(key))];
        all.extend(lines.into_iter().map(|line| format!("  {line}")));
        all
    };
    let one = |value: &str, note: String| vec![format!("{}: {value}{note}", named(key))];
    let refers = REFERENCES.iter().find(|(field, _)| *field == key).map(|(_, kind)| *kind);
    match shapes[0] {
        Shape::Text => one(&text, String::new()),
        Shape::Like(sample) => one(sample, note("")),
        Shape::YesNo => one("false", note("True or false.")),
        Shape::Number => one("1", note("A number.")),
        Shape::Day => one(&today.to_string(), note("A day.")),
        Shape::Words(words) => one(words().last().unwrap_or(&""), note(&chosen("One", &words()))),
        Shape::List(each) => match (&**each, refers) {
            (Shape::Text, Some(kind)) => one("[]", note(&format!("See aiproc list {kind}."))),
            (Shape::Words(words), _) => {
                one(&format!("[{}]", words().first().unwrap_or(&"")), note(&chosen("Some", &words())))
            }
            (Shape::Group(_), _) => {
                let groups = shapes.iter().filter_map(|shape| match shape {
                    Shape::List(each) => Some(&**each),
                    _ => None,
                });
                below(entry(&fields(groups, to_do, today), ""))
            }
            _ => below(vec![format!("- {text}")]),
        },
        group @ Shape::Group(_) => below(fields([group].into_iter(), to_do, today)),
        Shape::Each(words, _) => below(words().iter().map(|word| format!("{word}: {text}")).collect()),
        Shape::Sample(lines) => {
            let mut all = below(lines.iter().map(|line| (*line).to_owned()).collect());
            if to_do && !lines.iter().any(|line| line.contains(TO_DO)) {
                all[0].push_str(&note(""));
            }
            all
        }
    }
}

/// The lines of a group of fields; a field of both halves of a record stands once.
fn fields<'s>(groups: impl Iterator<Item = &'s Shape>, to_do: bool, today: Date) -> Vec<String> {
    let inside = groups.filter_map(|shape| match shape {
        Shape::Group(fields) => Some(fields),
        _ => None,
    });
    let mut seen: Vec<&str> = Vec::new();
    let mut lines = Vec::new();
    for field in inside.flatten() {
        if seen.contains(&field.key) {
            continue;
        }
        seen.push(field.key);
        match to_do {
            true => lines.extend(laid(field, None, today)),
            false => lines.extend(written(field.key, "", &[&field.shape], false, today)),
        }
    }
    lines
}

fn chosen(how_many: &str, words: &[&str]) -> String {
    format!("{how_many} of: {}.", words.join(", "))
}

/// A name that readers of YAML could take for yes or no stands in quotation marks.
fn named(key: &str) -> String {
    if key == "on" { format!("\"{key}\"") } else { key.to_owned() }
}

fn quoted(text: &str) -> String {
    text.replace('\\', "\\\\").replace('"', "\\\"")
}
