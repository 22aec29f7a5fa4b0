//! `aiproc explain`: one record of the playbook as a page.

use anyhow::Result;
use clap::Args;
use serde_json::Value;

use super::context::Context;
use super::error::{CliError, Done};
use super::list::{complete, title};
use super::words::one_line;
use crate::id::nearest;
use crate::playbook::labels::Labels;
use crate::playbook::{Kind, Origin, Playbook};
use crate::render::escape;
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

/// Explain one thing of the playbook: what, why, how, when, who, risks, sources
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
    let kinds = Kind::ALL.iter().copied().filter(|k| kind.is_none_or(|wanted| wanted == *k));
    let found: Vec<(Kind, Origin, Value)> = kinds
        .flat_map(|k| playbook.written(k).into_iter().map(move |(origin, record)| (k, origin, record)))
        .filter(|(_, _, record)| is(record, id))
        .collect();
    if found.is_empty() {
        return Err(unknown(&playbook, kind, id).into());
    }
    match args.format {
        PageFormat::Json => {
            let all: Vec<Value> = found
                .into_iter()
                .map(|(kind, origin, record)| {
                    let mut record = complete(origin, record);
                    record["kind"] = Value::from(kind.as_str());
                    record
                })
                .collect();
            serde_json::to_writer_pretty(context.out(), &all)?;
            writeln!(context.out())?;
        }
        PageFormat::Text | PageFormat::Markdown => {
            let markdown = args.format == PageFormat::Markdown;
            let pages: Vec<String> =
                found.iter().map(|(k, o, r)| page(&playbook, *k, *o, r, markdown, context.width)).collect();
            writeln!(context.out(), "{}", pages.join("\n\n").trim_end())?;
        }
    }
    Ok(Done::Clean)
}

/// By id, by reference number, by source code, or by a former id.
fn is(record: &Value, id: &str) -> bool {
    let named = |key: &str| record[key].as_str().is_some_and(|r| r.eq_ignore_ascii_case(id) && !r.is_empty());
    record["id"] == id
        || named("ref") && id.len() > 1
        || named("code")
        || record["formerly"].as_array().is_some_and(|f| f.iter().any(|f| f == id))
}

fn unknown(playbook: &Playbook, kind: Option<Kind>, id: &str) -> CliError {
    let kinds = || Kind::ALL.iter().copied().filter(move |k| kind.is_none_or(|wanted| wanted == *k));
    let near = nearest(id, kinds().flat_map(|k| playbook.ids(k)));
    let retired = playbook.retired().iter().find(|r| r.id == id);
    let error = CliError::input(format!("the playbook has no “{id}”"));
    match (retired, near) {
        (Some(r), _) => error.hint(format!("{} retired it on {}: {}", r.by, r.on, r.why)),
        (None, Some(near)) => error.hint(format!("Did you mean {near}? Try: aiproc explain {near}")),
        (None, None) => {
            error.hint("See what there is: aiproc list items, aiproc list actors, aiproc list mechanisms …")
        }
    }
}

/// Fields that are shown as the heading or at the foot, or are for programs alone.
const ASIDE: &[&str] = &[
    "id",
    "ref",
    "code",
    "title",
    "question",
    "term",
    "sources",
    "provenance",
    "formerly",
    "check",
    "examples",
    "replaces",
    "after",
    "es-verified",
    "ca-verified",
];

/// What a reader wants to know first, of every kind; other fields follow in the order of the file.
const ORDER: &[&str] = &[
    "summary",
    "purpose",
    "definition",
    "what",
    "severity",
    "since",
    "stage",
    "phase",
    "why",
    "how",
    "good",
    "evidence",
    "evidence-needed",
    "gate",
    "gate-when",
    "applies-when",
    "left-out",
    "help",
    "remedy",
    "when",
    "levels",
    "functions",
    "roles",
    "engage",
    "sector",
    "phases",
    "interests",
    "scores",
    "find",
    "reach",
    "risk",
    "strengths",
    "fails-by",
    "include-by",
    "size",
    "duration",
    "cost",
    "minimum",
];

fn page(playbook: &Playbook, kind: Kind, origin: Origin, record: &Value, markdown: bool, width: usize) -> String {
    let labels = playbook.labels();
    let mut page = Page { text: String::new(), markdown, width };
    page.heading(1, title(record));
    let mut facts = vec![format!("{kind}/{}", record["id"].as_str().unwrap_or_default())];
    facts.extend(
        ["ref", "code"]
            .iter()
            .filter_map(|key| record[*key].as_str())
            .filter(|r| !r.is_empty())
            .map(|r| format!("[{r}]")),
    );
    if origin == Origin::Organisation {
        facts.push(labels.get("explain", "from-organisation").to_owned());
    }
    page.line(&facts.join(" · "));
    let mut fields: Vec<(&String, &Value)> = record.as_object().into_iter().flatten().collect();
    fields.retain(|(key, _)| !ASIDE.contains(&key.as_str()));
    fields.sort_by_key(|(key, _)| ORDER.iter().position(|o| o == key).unwrap_or(ORDER.len()));
    for (key, value) in fields {
        page.heading(2, field_label(labels, kind, key));
        page.value(labels, key, value);
    }
    if kind == Kind::Rules {
        page.heading(2, labels.get("record-fields", "examples"));
        for example in record["examples"].as_array().into_iter().flatten() {
            let holds = |key: &str| example[key].as_array().is_some_and(|f| !f.is_empty());
            let says = match (holds("finds"), holds("cannot-tell")) {
                (true, _) => "finds",
                (false, true) => "cannot-tell",
                (false, false) => "passes",
            };
            let says = labels.get("explain", says);
            page.bullet(&format!("{}: {says}", example["case"].as_str().unwrap_or_default()));
        }
    }
    if kind != Kind::Sources {
        page.heading(2, labels.get("record-fields", "sources"));
        for id in record["sources"].as_array().into_iter().flatten().filter_map(Value::as_str) {
            let source = playbook.sources().get(id);
            let title = source.map_or(id, |s| s.title.as_str());
            let read = source.map_or("", |s| labels.get("read", s.read.as_str()));
            page.bullet(&format!("{title} ({id}{}{read})", if read.is_empty() { "" } else { "; " }));
        }
        let provenance = record["provenance"].as_str().unwrap_or("proposed");
        page.line(labels.get("provenances", provenance));
    }
    page.text
}

/// What a field is called on a page: a kind may call it by a name of its own.
fn field_label<'l>(labels: &'l Labels, kind: Kind, key: &'l str) -> &'l str {
    labels.find("record-fields", &format!("{kind}.{key}")).unwrap_or_else(|| labels.get("record-fields", key))
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

    fn value(&mut self, labels: &Labels, key: &str, value: &Value) {
        match value {
            Value::Null => {}
            Value::Object(fields) if span(fields).is_none() => {
                for (inner, value) in fields {
                    let between = if key.ends_with("-when") { " or " } else { ", " };
                    let (name, allowed) = (labels.get("record-fields", inner), list(value, labels, inner, between));
                    self.bullet(&format!("{name}: {allowed}"));
                }
            }
            Value::Array(entries) if entries.iter().any(Value::is_object) => {
                for entry in entries {
                    let name = entry["title"].as_str().or(entry["id"].as_str()).unwrap_or_default();
                    let prompt = entry["prompt"].as_str().or(entry["text"].as_str()).unwrap_or_default();
                    self.bullet(&format!("{name}: {prompt}"));
                }
            }
            Value::Array(entries) if entries.iter().any(|e| word(e, labels, key).contains(' ')) => {
                entries.iter().for_each(|entry| self.bullet(&word(entry, labels, key)));
            }
            Value::Array(_) => self.line(&list(value, labels, key, ", ")),
            Value::Bool(_) | Value::Number(_) | Value::String(_) | Value::Object(_) => {
                self.line(&word(value, labels, key));
            }
        }
    }
}

/// The group of labels for the words of a field.
fn group(key: &str) -> Option<&'static str> {
    match key {
        "cost" => Some("cost-bands"),
        "levels" | "level" => Some("levels"),
        "functions" => Some("functions"),
        "institutionalisation" => Some("institutionalisation"),
        "depth" => Some("depths"),
        "sector" | "sectors" => Some("sectors"),
        "entry-route" => Some("entry-routes"),
        "stakes" => Some("stakes"),
        "risk-class" => Some("risk-classes"),
        "infrastructure" => Some("infrastructure-classes"),
        "role" => Some("system-roles"),
        "roles" => Some("roles"),
        "body" => Some("public-bodies"),
        _ => None,
    }
}

/// `from` and `to` in words, for what consists of these alone.
fn span(fields: &serde_json::Map<String, Value>) -> Option<String> {
    let known = fields.keys().all(|key| key == "from" || key == "to");
    match (known, fields.get("from"), fields.get("to")) {
        (true, Some(from), Some(to)) if from == to => Some(from.to_string()),
        (true, Some(from), Some(to)) => Some(format!("{from} to {to}")),
        (_, _, _) => None,
    }
}

/// A value in words.
fn word(value: &Value, labels: &Labels, key: &str) -> String {
    match value {
        Value::Null => String::new(),
        Value::Bool(yes) => labels.get("explain", if *yes { "yes" } else { "no" }).to_owned(),
        Value::Number(number) => number.to_string(),
        Value::String(text) => group(key).map_or(text.as_str(), |group| labels.get(group, text)).to_owned(),
        Value::Array(_) => list(value, labels, key, ", "),
        Value::Object(fields) => span(fields).unwrap_or_else(|| {
            let each = fields
                .iter()
                .map(|(inner, value)| format!("{} {}", labels.get("record-fields", inner), word(value, labels, inner)));
            each.collect::<Vec<_>>().join(", ")
        }),
    }
}

/// The values of a list in words; a value that is none stands alone.
fn list(value: &Value, labels: &Labels, key: &str, between: &str) -> String {
    match value.as_array() {
        Some(entries) => entries.iter().map(|e| word(e, labels, key)).collect::<Vec<_>>().join(between),
        None => word(value, labels, key),
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
