//! The description of the project file for people: `docs/project-file.md`, from the tables that read it.
//!
//! Whatever is said of a field stands where the field is declared; here it is only laid out.

use std::fmt::Write as _;

use super::model::Tables;
use super::read::{FieldSpec, Privacy, Shape, TableSpec};

const INTRODUCTION: &str = "\
# The project file

<!-- Made from the program's own tables: UPDATE_DOCS=1 cargo test --test project_file_docs -->

One procurement is one text file, `aiproc.toml`, in the form [TOML](https://toml.io). It lies beside its evidence, is
written by people and by `aiproc` alike, and keeps the comments and the order of whoever wrote it. This page lists
everything that it may hold; anything else is reported, with the nearest name that exists.

- **Headings** stand in square brackets. Where a heading below says `my-id`, choose a short id for each entry:
  lower-case letters, digits and single hyphens, as in `[stakeholders.housing-ngos]`. Other entries use this id to
  refer to it.
- **Text** stands in quotation marks. Numbers, dates and `true` or `false` do not: `opens = 2026-11-23`.
- **Lists** stand in square brackets, **groups** in braces: `value = { amount = 480_000, currency = \"EUR\" }`.
- **Must be there** says which fields an entry cannot do without. Leave out what is not known yet: that is never a
  mistake, and `aiproc check` says when it is needed.
- **Who may see it**: what is *public* may appear in published documents, what is *internal* only in those for the
  people who work on the project, and what is *personal* nowhere unless asked for.
";

/// The whole page, as Markdown.
pub fn project_file() -> String {
    let mut page = INTRODUCTION.to_owned();
    page.push_str("\n## The headings\n\n");
    table(&mut page, &Tables::SPEC, "");
    for field in Tables::SPEC.fields {
        section(&mut page, field, "", 2);
    }
    page
}

/// The section of a field that holds tables, and the sections of the tables inside.
fn section(page: &mut String, field: &FieldSpec, prefix: &str, depth: usize) {
    let (spec, keyed) = match (field.shape)() {
        Shape::Table(spec) => (spec, false),
        Shape::Keyed(_, value) => match *value {
            Shape::Table(spec) => (spec, true),
            _ => return,
        },
        _ => return,
    };
    let title = title(prefix, field, keyed);
    let shown = if depth == 2 { format!("[{title}]") } else { title.clone() };
    // writing to a text cannot fail
    let _ = writeln!(page, "\n{} `{shown}`\n\n{}\n", "#".repeat(depth), text(spec.meaning));
    table(page, spec, &title);
    for inner in spec.fields {
        section(page, inner, &title, 3);
    }
}

/// How a table is called in headings: `stakeholders.my-id.scored`.
fn title(prefix: &str, field: &FieldSpec, keyed: bool) -> String {
    let dot = if prefix.is_empty() { "" } else { "." };
    let id = match (keyed, (field.shape)()) {
        (true, Shape::Keyed(key, _)) => match *key {
            Shape::Word(_, words) => format!(".{}", words().first().unwrap_or(&"my-word")),
            Shape::Evidence => ".\"evidence/minutes.md\"".to_owned(),
            _ => ".my-id".to_owned(),
        },
        _ => String::new(),
    };
    format!("{prefix}{dot}{}{id}", field.key)
}

fn table(page: &mut String, spec: &TableSpec, prefix: &str) {
    page.push_str("| name | what it holds | must be there | who may see it | meaning |\n|---|---|---|---|---|\n");
    for field in spec.fields {
        let _ = writeln!(
            page,
            "| `{}` | {} | {} | {} | {} |",
            field.key,
            holds(field, prefix),
            if (field.required)() { "yes" } else { "no" },
            who(field.privacy),
            text(field.meaning),
        );
    }
}

/// What a field holds; a field that holds tables leads to their section.
fn holds(field: &FieldSpec, prefix: &str) -> String {
    let link = |keyed| {
        let title = title(prefix, field, keyed);
        let anchor: String = title.chars().filter(|c| c.is_alphanumeric() || *c == '-').collect();
        format!("(#{anchor})")
    };
    match (field.shape)() {
        Shape::Table(_) if prefix.is_empty() => format!("[fields]{}", link(false)),
        Shape::Table(_) => format!("[group of fields]{}", link(false)),
        Shape::Keyed(key, value) if matches!(*value, Shape::Table(_)) => match *key {
            Shape::Word(noun, _) => format!("[fields]{} for each: {noun}", link(true)),
            key => format!("[fields]{} for each {}", link(true), plain(&key)),
        },
        shape => plain(&shape),
    }
}

/// What a value holds, in plain words.
pub fn plain(shape: &Shape) -> String {
    match shape {
        Shape::Text => "text".to_owned(),
        Shape::Capitals(2) => "two capital letters".to_owned(),
        Shape::Capitals(_) => "three capital letters".to_owned(),
        Shape::Bool => "true or false".to_owned(),
        Shape::Integer(least, most) if least == most => format!("the number {least}"),
        Shape::Integer(0, most) if *most > 100 => "whole number from 0".to_owned(),
        Shape::Integer(least, most) => format!("whole number {least}–{most}"),
        Shape::Number => "number from 0".to_owned(),
        Shape::Date => "date".to_owned(),
        Shape::Evidence => "path in the folder, or web address".to_owned(),
        Shape::Word(_, words) => format!("one of: {}", listed(&words())),
        Shape::Id => "id".to_owned(),
        Shape::Ref(to) => format!("id of {}", to.noun()),
        Shape::List(entry) => format!("list, each entry: {}", plain(entry)),
        Shape::Keyed(key, value) => {
            let comma = if matches!(**value, Shape::Keyed(..)) { "," } else { ":" };
            match &**key {
                Shape::Word(_, words) => format!("for each of {}{comma} {}", listed(&words()), plain(value)),
                key => format!("for each {}{comma} {}", plain(key), plain(value)),
            }
        }
        Shape::Table(table) => table.noun.to_owned(),
    }
}

fn listed(words: &[&str]) -> String {
    words.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", ")
}

fn who(privacy: Privacy) -> &'static str {
    match privacy {
        Privacy::Public => "public",
        Privacy::Internal => "internal",
        Privacy::Personal => "personal",
    }
}

/// A sentence in a cell of a Markdown table.
fn text(sentence: &str) -> String {
    let mut out = String::with_capacity(sentence.len());
    for c in sentence.chars() {
        match c {
            '|' | '*' | '_' | '`' | '<' | '[' | '\\' => out.extend(['\\', c]),
            '\n' | '\r' => out.push(' '),
            other => out.push(other),
        }
    }
    out
}
