//! `aiproc list`: the playbook, kind by kind.

use anyhow::Result;
use clap::Args;
use serde_json::{Value, json};

use super::context::Context;
use super::error::{CliError, Done};
use super::shape::Shape;
use super::table::{Lines, draw};
use super::words::{list, one_line};
use crate::playbook::{Kind, Origin};
use crate::vocabulary::Vocabulary;

#[derive(Args, Debug)]
pub struct ListArgs {
    /// What to list; without it, what there is to list
    #[arg(value_name = "KIND", value_parser = super::word::<Kind>())]
    kind: Option<Kind>,
    /// Only what belongs to this stage
    #[arg(long, value_name = "STAGE", value_parser = super::word::<crate::lifecycle::Stage>())]
    stage: Option<crate::lifecycle::Stage>,
    /// Only actor types of this sector
    #[arg(long, value_name = "SECTOR", value_parser = super::word::<crate::scale::Sector>())]
    sector: Option<crate::scale::Sector>,
    /// Only what serves this part of a decision
    #[arg(long, value_name = "FUNCTION", value_parser = super::word::<crate::scale::Function>())]
    function: Option<crate::scale::Function>,
    /// Only mechanisms that can carry this participation level
    #[arg(long, value_name = "LEVEL", value_parser = super::word::<crate::scale::ParticipationLevel>())]
    level: Option<crate::scale::ParticipationLevel>,
    /// Only mechanisms of this cost band
    #[arg(long, value_name = "BAND", value_parser = super::word::<crate::scale::CostBand>())]
    cost: Option<crate::scale::CostBand>,
    /// Only gates
    #[arg(long)]
    gate: bool,
    /// Only what holds this text, whatever its case
    #[arg(long, value_name = "TEXT")]
    search: Option<String>,
    /// How to show it
    #[arg(long, value_name = "FORMAT", default_value = "text", value_parser = super::word::<Shape>())]
    format: Shape,
}

/// Lists the records of a kind.
pub fn run(args: &ListArgs, context: &mut Context) -> Result<Done> {
    let filters = args.filters();
    let Some(kind) = args.kind else { return kinds(args, &filters, context) };
    let playbook = context.playbook_here()?;
    let (heading, needs, detail) = second(kind);
    // A table needs a few short fields of each record; JSON and a search need all.
    let whole = args.format == Shape::Json || args.search.is_some();
    let mut keys = [NAMES, BELONGS, needs].concat();
    keys.extend(filters.iter().map(|filter| filter.field));
    let mut records = if whole { playbook.written(kind) } else { playbook.brief(kind, &keys) };
    refuse_filters(kind, args, &filters, &records)?;
    let fits = |record: &Value, but: Option<&str>| {
        let asked = |flag: &str| but != Some(flag);
        args.stage.is_none_or(|stage| !asked("--stage") || belongs(record, stage))
            && filters.iter().all(|filter| !asked(filter.flag) || filter.fits(record))
            && args.search.as_ref().is_none_or(|text| !asked("--search") || holds(record, &text.to_lowercase()))
    };
    if args.format == Shape::Text && !records.iter().any(|(_, record)| fits(record, None)) {
        return nothing(kind, &args.given(&filters), &records, &fits, context);
    }
    records.retain(|(_, record)| fits(record, None));
    match args.format {
        Shape::Json => {
            let all: Vec<Value> = records.into_iter().map(|(origin, record)| complete(origin, record)).collect();
            serde_json::to_writer_pretty(context.out(), &all)?;
            writeln!(context.out())?;
        }
        Shape::Text => {
            let row = |(origin, record): &(Origin, Value)| {
                let id = record["id"].as_str().unwrap_or_default();
                let own = if *origin == Origin::Organisation { " *" } else { "" };
                vec![format!("{id}{own}"), detail(record), one_line(title(record))]
            };
            let rows: Vec<Vec<String>> = records.iter().map(row).collect();
            let lines = draw(context, Lines::None, &["Id", heading, "Title"], &rows);
            let count = records.len();
            let own = records.iter().any(|(o, _)| *o == Origin::Organisation);
            let out = context.out();
            writeln!(out, "{lines}")?;
            writeln!(out, "\n{kind} found: {count}. Read one: aiproc explain ID")?;
            if own {
                writeln!(out, "* from the organisation's own folder")?;
            }
        }
    }
    Ok(Done::Clean)
}

/// Lists the kinds themselves, each with how many records it has.
fn kinds(args: &ListArgs, filters: &[Filter], context: &mut Context) -> Result<Done> {
    if let Some((flag, word)) = args.given(filters).first() {
        let kind = match *flag {
            "--sector" => Kind::Actors,
            "--function" | "--level" | "--cost" => Kind::Mechanisms,
            _ => Kind::Items,
        };
        let word = if *flag == "--search" { " TEXT" } else { word };
        return Err(CliError::usage(format!("{flag} narrows a list, and none is named"))
            .hint(format!("Name the kind as well, for example: aiproc list {kind} {flag}{word}"))
            .hint("See all kinds: aiproc list")
            .into());
    }
    let playbook = context.playbook_here()?;
    let all = Kind::ALL.iter().map(|kind| (kind, playbook.ids(*kind).count()));
    match args.format {
        Shape::Json => {
            let record =
                |(kind, count): (&Kind, usize)| json!({ "kind": kind, "count": count, "meaning": kind.meaning() });
            serde_json::to_writer_pretty(context.out(), &all.map(record).collect::<Vec<_>>())?;
            writeln!(context.out())?;
        }
        Shape::Text => {
            let row =
                |(kind, count): (&Kind, usize)| vec![kind.to_string(), count.to_string(), kind.meaning().to_owned()];
            let rows: Vec<Vec<String>> = all.map(row).collect();
            let lines = draw(context, Lines::None, &["Kind", "Records", "What they are"], &rows);
            let out = context.out();
            writeln!(out, "{lines}")?;
            writeln!(out, "\nList one kind: aiproc list KIND, for example: aiproc list mechanisms")?;
        }
    }
    Ok(Done::Clean)
}

/// A field that must hold a word.
struct Filter {
    flag: &'static str,
    field: &'static str,
    word: Value,
}

impl Filter {
    fn fits(&self, record: &Value) -> bool {
        let held = &record[self.field];
        *held == self.word || held.as_array().is_some_and(|words| words.contains(&self.word))
    }
}

impl ListArgs {
    fn filters(&self) -> Vec<Filter> {
        let filter = |flag, field, word: Option<&str>| word.map(|w| Filter { flag, field, word: Value::from(w) });
        let gate = self.gate.then(|| Filter { flag: "--gate", field: "gate", word: Value::Bool(true) });
        [
            filter("--sector", "sector", self.sector.map(|s| s.as_str())),
            filter("--function", "functions", self.function.map(|f| f.as_str())),
            filter("--level", "levels", self.level.map(|l| l.as_str())),
            filter("--cost", "cost", self.cost.map(|c| c.as_str())),
            gate,
        ]
        .into_iter()
        .flatten()
        .collect()
    }

    /// Every option that leaves something out, with its word.
    fn given(&self, filters: &[Filter]) -> Vec<(&'static str, String)> {
        let mut given: Vec<(&str, String)> = filters.iter().map(|f| (f.flag, word_of(&f.word))).collect();
        given.extend(self.stage.map(|stage| ("--stage", format!(" {stage}"))));
        given.extend(self.search.as_ref().map(|text| ("--search", format!(" “{}”", one_line(text)))));
        given
    }
}

/// Says that nothing fits, and which filter alone stands in the way.
fn nothing(
    kind: Kind,
    given: &[(&str, String)],
    records: &[(Origin, Value)],
    fits: &dyn Fn(&Value, Option<&str>) -> bool,
    context: &mut Context,
) -> Result<Done> {
    let told: Vec<String> = given.iter().map(|(flag, word)| format!("{flag}{word}")).collect();
    let out = context.out();
    writeln!(out, "Nothing under “{kind}” fits {}.", list(&told))?;
    for (flag, _) in given.iter().filter(|_| given.len() > 1) {
        let n = records.iter().filter(|(_, record)| fits(record, Some(flag))).count();
        if n > 0 {
            writeln!(out, "Without {flag}: {n}.")?;
        }
    }
    writeln!(out, "See all: aiproc list {kind}")?;
    Ok(Done::Clean)
}

fn word_of(word: &Value) -> String {
    word.as_str().map(|word| format!(" {word}")).unwrap_or_default()
}

/// Whether a record says this anywhere; names of fields do not count.
fn holds(value: &Value, text: &str) -> bool {
    match value {
        Value::String(said) => said.to_lowercase().contains(text),
        Value::Number(number) => number.to_string() == text,
        Value::Array(entries) => entries.iter().any(|entry| holds(entry, text)),
        Value::Object(fields) => fields.values().any(|inner| holds(inner, text)),
        Value::Null | Value::Bool(_) => false,
    }
}

/// A filter that fits no record of the kind would only hide everything.
fn refuse_filters(kind: Kind, args: &ListArgs, filters: &[Filter], records: &[(Origin, Value)]) -> Result<()> {
    for filter in filters {
        if records.iter().all(|(_, record)| record[filter.field].is_null()) {
            return Err(CliError::usage(format!(
                "{} cannot be used here; nothing under “{kind}” is told apart by it",
                filter.flag
            ))
            .hint(format!("See all: aiproc list {kind}"))
            .into());
        }
    }
    let has_stage = |record: &Value| BELONGS.iter().any(|key| !record[*key].is_null());
    if args.stage.is_some() && kind != Kind::Stages && !records.iter().any(|(_, record)| has_stage(record)) {
        return Err(CliError::usage(format!("--stage cannot be used here; nothing under “{kind}” belongs to a stage"))
            .hint(format!("See all: aiproc list {kind}"))
            .into());
    }
    Ok(())
}

/// A record as JSON promises it: `id`, `sources`, `provenance`, `origin`, then all else.
pub(super) fn complete(origin: Origin, record: Value) -> Value {
    let mut all = serde_json::Map::new();
    all.insert("id".to_owned(), record["id"].clone());
    all.insert("sources".to_owned(), record.get("sources").cloned().unwrap_or_else(|| json!([])));
    let provenance = record.get("provenance").cloned().unwrap_or_else(|| json!("sourced"));
    all.insert("provenance".to_owned(), provenance);
    let origin = match origin {
        Origin::BuiltIn => "built-in",
        Origin::Organisation => "organisation",
    };
    all.insert("origin".to_owned(), json!(origin));
    if let Value::Object(fields) = record {
        for (key, value) in fields {
            all.entry(snake(&key)).or_insert_with(|| snake_keys(value));
        }
    }
    Value::Object(all)
}

fn snake(key: &str) -> String {
    key.replace('-', "_")
}

/// JSON keys are snake_case everywhere; ids and texts stay as they are.
fn snake_keys(value: Value) -> Value {
    match value {
        Value::Object(fields) => Value::Object(fields.into_iter().map(|(k, v)| (snake(&k), snake_keys(v))).collect()),
        Value::Array(entries) => Value::Array(entries.into_iter().map(snake_keys).collect()),
        other => other,
    }
}

/// Fields of which one is what people call a record.
const NAMES: &[&str] = &["title", "question", "term"];

/// Fields that say to which stage or phase a record belongs.
const BELONGS: &[&str] = &["stage", "since", "stages", "phases"];

fn title(record: &Value) -> &str {
    NAMES.iter().find_map(|key| record[*key].as_str()).unwrap_or_default()
}

/// A column of the table: its heading, the fields that it needs, and how it is read.
type Column = (&'static str, &'static [&'static str], fn(&Value) -> String);

/// The one thing besides its name that tells a record of this kind from the next.
fn second(kind: Kind) -> Column {
    match kind {
        Kind::Stages | Kind::Canvases => ("Phase", &["phase"], |r| text(r, "phase")),
        Kind::Items => {
            ("Number", &["ref", "gate"], |r| if r["gate"] == true { text(r, "ref") + " gate" } else { text(r, "ref") })
        }
        Kind::Actors => ("Sector", &["sector"], |r| text(r, "sector")),
        Kind::Mechanisms => ("Levels", &["levels"], |r| words(&r["levels"])),
        Kind::Rules => ("Severity", &["severity"], |r| text(r, "severity")),
        Kind::Sources => ("Kind", &["kind"], |r| text(r, "kind")),
        Kind::Principles | Kind::Indicators => ("Number", &["ref"], |r| text(r, "ref")),
        Kind::Hooks => {
            ("Number and strength", &["ref", "strength"], |r| format!("{} {}", text(r, "ref"), text(r, "strength")))
        }
        Kind::Duties => ("Number and first day", &["ref", "applies-from"], |r| {
            format!("{} {}", text(r, "ref"), text(r, "applies-from"))
        }),
        Kind::Functions => ("Column", &["column"], |r| text(r, "column")),
        Kind::FacilityGoals | Kind::Insights => ("Group", &["group"], |r| text(r, "group")),
        Kind::Levels => ("Scale", &["scale"], |r| text(r, "scale")),
        Kind::Holidays => ("Country", &["country"], |r| text(r, "country")),
        Kind::Facts => ("Place", &["field"], |r| text(r, "field")),
        Kind::ListedUses => ("Point", &["point"], |r| text(r, "point")),
        Kind::Phases
        | Kind::Methods
        | Kind::Levers
        | Kind::DecisionStages
        | Kind::EntryRoutes
        | Kind::RiskClasses
        | Kind::Reasons
        | Kind::GovernanceLevels
        | Kind::Classification
        | Kind::Glossary => ("Provenance", &["provenance"], |r| text(r, "provenance")),
    }
}

fn text(record: &Value, key: &str) -> String {
    record[key].as_str().unwrap_or_default().to_owned()
}

fn words(list: &Value) -> String {
    list.as_array().into_iter().flatten().filter_map(Value::as_str).collect::<Vec<_>>().join(", ")
}

fn belongs(record: &Value, stage: crate::lifecycle::Stage) -> bool {
    let name = stage.as_str();
    record["stage"] == name
        || record["id"] == name
        || record["since"] == name
        || record["stages"].as_array().is_some_and(|stages| stages.iter().any(|s| s == name))
        || record["phases"].get(stage.phase().as_str()).is_some()
}
