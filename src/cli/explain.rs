//! `aiproc explain`: one record of the playbook as a page.

use std::collections::BTreeMap;

use anyhow::Result;
use clap::Args;
use serde_json::{Value, json};

use super::context::Context;
use super::error::{CliError, Done};
use super::list::complete;
use super::words::one_line;
use crate::id::nearest;
use crate::playbook::labels::Labels;
use crate::playbook::{Kind, Origin, Playbook};
use crate::render::escape;
use crate::render::view::{Library, LineView, PartView};
use crate::text::Words;
use crate::vocabulary;
use crate::vocabulary::Vocabulary;

vocabulary! {
    /// How a page is shown.
    "a format"
    pub enum PageFormat {
        /// For people.
        Text = "text",
        /// As Markdown.
        Markdown = "markdown",
        /// For programs: a list of records.
        Json = "json",
    }
}

#[derive(Args, Debug)]
pub struct ExplainArgs {
    /// An id, or KIND/ID where two kinds share it
    #[arg(value_name = "ID")]
    id: String,
    /// How to show it
    #[arg(long, value_name = "FORMAT", default_value = "text", value_parser = super::word::<PageFormat>())]
    format: PageFormat,
}

/// Explains a record.
pub fn run(args: &ExplainArgs, context: &mut Context) -> Result<Done> {
    let playbook = context.playbook_here()?;
    let (kind, id) = match args.id.split_once('/') {
        Some((kind, id)) => (Some(kind.parse::<Kind>().map_err(CliError::usage)?), id),
        None => (None, args.id.as_str()),
    };
    let library = Library::new(&playbook);
    let meant = |(k, _, record): &&(Kind, Origin, Value)| kind.is_none_or(|wanted| wanted == *k) && is(record, id);
    let found: Vec<&(Kind, Origin, Value)> = library.records().iter().filter(meant).collect();
    if found.is_empty() {
        return Err(unknown(&playbook, &library, kind, id).into());
    }
    match args.format {
        PageFormat::Json => {
            let all: Vec<Value> = found
                .into_iter()
                .map(|(kind, origin, record)| {
                    let id = record["id"].as_str().unwrap_or_default().to_owned();
                    let mut record = complete(*origin, record.clone());
                    record["kind"] = Value::from(kind.as_str());
                    let mut named_by: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
                    for (by, id) in library.named_by(*kind, &id) {
                        named_by.entry(by.as_str()).or_default().push(id);
                    }
                    record["named_by"] = json!(named_by);
                    record
                })
                .collect();
            serde_json::to_writer_pretty(context.out(), &all)?;
            writeln!(context.out())?;
        }
        PageFormat::Text | PageFormat::Markdown => {
            let markdown = args.format == PageFormat::Markdown;
            let pages: Vec<String> =
                found.iter().map(|r| page(&library, r, playbook.labels(), markdown, context.width)).collect();
            writeln!(context.out(), "{}", pages.join("\n\n").trim_end())?;
        }
    }
    Ok(Done::Clean)
}

/// By id, by reference number, by source code, by a former id, by the place of a fact in the project file, or
/// by the point that the law gives it.
fn is(record: &Value, id: &str) -> bool {
    let named = |key: &str| record[key].as_str().is_some_and(|r| r.eq_ignore_ascii_case(id) && !r.is_empty());
    record["id"] == id
        || record["field"] == id
        || record["point"] == id
        || named("ref") && id.len() > 1
        || named("code")
        || record["formerly"].as_array().is_some_and(|f| f.iter().any(|f| f == id))
}

/// So many records are named that speak of a word which is no id.
const NAMED: usize = 5;

/// Records that speak of a word, those that have it in their title first, then the glossary, rules last.
fn speaking_of<'l>(library: &'l Library<'_>, kind: Option<Kind>, word: &str) -> Vec<&'l (Kind, Origin, Value)> {
    let word = word.to_lowercase().replace('-', " ");
    if word.chars().count() < 3 {
        return Vec::new();
    }
    fn texts<'v>(value: &'v Value, all: &mut Vec<&'v str>) {
        match value {
            Value::String(text) => all.push(text),
            Value::Array(entries) => entries.iter().for_each(|entry| texts(entry, all)),
            Value::Object(fields) => fields.values().for_each(|field| texts(field, all)),
            Value::Null | Value::Bool(_) | Value::Number(_) => {}
        }
    }
    let speaks = |text: &str| Words::of(&text.to_lowercase()).hold(&word);
    let rank = |(of, _, record): &(Kind, Origin, Value)| {
        let mut all = Vec::new();
        texts(record, &mut all);
        let title = ["title", "term"].iter().any(|key| record[key].as_str().is_some_and(speaks));
        let place = match of {
            _ if title => 0,
            Kind::Glossary => 1,
            Kind::Rules => 3,
            _ => 2,
        };
        (title || all.into_iter().any(speaks)).then_some(place)
    };
    let records = library.records().iter().filter(|(of, _, _)| kind.is_none_or(|wanted| wanted == *of));
    let mut found: Vec<_> = records.filter_map(|record| Some((rank(record)?, record))).collect();
    found.sort_by_key(|(rank, _)| *rank);
    found.into_iter().take(NAMED).map(|(_, record)| record).collect()
}

fn unknown(playbook: &Playbook, library: &Library<'_>, kind: Option<Kind>, id: &str) -> CliError {
    let kinds = || Kind::ALL.iter().copied().filter(move |k| kind.is_none_or(|wanted| wanted == *k));
    let near = nearest(id, kinds().flat_map(|k| playbook.ids(k)));
    let retired = playbook.retired().iter().find(|r| r.id == id);
    let error = CliError::input(format!("the playbook has no “{id}”"));
    match (retired, near) {
        (Some(r), _) => error.hint(format!("{} retired it on {}: {}", r.by, r.on, r.why)),
        (None, Some(near)) => error.hint(format!("Did you mean {near}? Try: aiproc explain {near}")),
        (None, None) => {
            let spoken = speaking_of(library, kind, id).into_iter().map(|(kind, _, record)| {
                let id = record["id"].as_str().unwrap_or_default();
                format!("It is spoken of in “{}”: aiproc explain {kind}/{id}", playbook.title(*kind, id))
            });
            let mut error = error;
            error.hints.extend(spoken);
            match error.hints.is_empty() {
                true => {
                    error.hint("See what there is: aiproc list items, aiproc list actors, aiproc list mechanisms …")
                }
                false => error,
            }
        }
    }
}

/// A record as it is read, with what it names and what names it.
fn page(
    library: &Library<'_>,
    record: &(Kind, Origin, Value),
    labels: &Labels,
    markdown: bool,
    width: usize,
) -> String {
    let view = library.view(record, None);
    let mut page = Page { text: String::new(), markdown, width };
    page.heading(1, &view.title);
    let mut facts = vec![view.name.clone()];
    facts.extend(view.reference.iter().map(|r| format!("[{r}]")));
    if view.own {
        facts.push(labels.get("explain", "from-organisation").to_owned());
    }
    page.line(&facts.join(" · "));
    for section in &view.sections {
        page.heading(2, &section.label);
        for line in &section.lines {
            let told = told(line, labels);
            if section.list { page.bullet(&told) } else { page.line(&told) }
        }
    }
    if let Some(provenance) = &view.provenance {
        page.heading(2, labels.get("explain", "provenance"));
        page.line(provenance);
    }
    page.text
}

/// A line in words; what names another record is followed by the id, by which it can be explained in turn.
fn told(line: &LineView, labels: &Labels) -> String {
    let note = line.note.as_deref();
    let part = |part: &PartView| match (&part.id, note) {
        (Some(id), Some(note)) if *id != part.text => format!("{} ({id}; {note})", part.text),
        (Some(id), _) if *id != part.text => format!("{} ({id})", part.text),
        _ => part.text.clone(),
    };
    let words = line.parts.iter().map(part).collect::<Vec<_>>().join(labels.get("format", "separator"));
    match &line.label {
        Some(label) => format!("{label}: {words}"),
        None => words,
    }
}

/// A page of text or Markdown.
struct Page {
    text: String,
    markdown: bool,
    width: usize,
}

impl Page {
    /// What a file says, so that it can neither steer a terminal nor become structure of the document.
    fn safe(&self, text: &str) -> String {
        if self.markdown { escape::text(text) } else { one_line(text) }
    }

    fn heading(&mut self, level: usize, title: &str) {
        let title = self.safe(title);
        if !self.text.is_empty() && !self.text.ends_with("\n\n") {
            self.text.push('\n');
        }
        if self.markdown {
            self.text.push_str(&format!("{} {title}\n\n", "#".repeat(level)));
        } else if level == 1 {
            self.text.push_str(&format!("{title}\n{}\n", "=".repeat(title.chars().count().min(self.width))));
        } else {
            self.text.push_str(&format!("{title}\n"));
        }
    }

    fn line(&mut self, text: &str) {
        let text = self.safe(text);
        if self.markdown {
            self.text.push_str(&format!("{text}\n\n"));
        } else {
            self.text.push_str(&wrap(&text, self.width, "  ", "  "));
        }
    }

    fn bullet(&mut self, text: &str) {
        let text = self.safe(text);
        if self.markdown {
            self.text.push_str(&format!("- {text}\n"));
        } else {
            self.text.push_str(&wrap(&text, self.width, "  - ", "    "));
        }
    }
}

/// Text broken at spaces to fit the width.
fn wrap(text: &str, width: usize, first: &str, rest: &str) -> String {
    let mut out = String::new();
    let mut line = first.to_owned();
    let mut empty = true;
    for word in text.split_whitespace() {
        let long =
            unicode_width::UnicodeWidthStr::width(line.as_str()) + 1 + unicode_width::UnicodeWidthStr::width(word)
                > width;
        if long && !empty {
            out.push_str(line.trim_end());
            out.push('\n');
            line = rest.to_owned();
            empty = true;
        }
        if !empty {
            line.push(' ');
        }
        line.push_str(word);
        empty = false;
    }
    out.push_str(line.trim_end());
    out.push('\n');
    out
}
