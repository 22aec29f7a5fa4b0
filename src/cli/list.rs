//! `aiproc list`: the playbook, kind by kind.

use anyhow::Result;
use clap::Args;
use serde_json::{Value, json};

use super::context::Context;
use super::error::{CliError, Done};
use super::shape::Shape;
use super::table::{Lines, draw};
use super::words::one_line;
use crate::playbook::{Kind, Origin};

/// List what the playbook holds: stages, items, actors, mechanisms, canvases, rules, sources, …
#[derive(Args, Debug)]
pub struct ListArgs {
    /// What to list
    #[arg(value_name = "KIND", value_parser = super::word::<Kind>())]
    kind: Kind,
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
    let playbook = context.playbook_here()?;
    let mut records = playbook.written(args.kind);
    let filters = args.filters();
    refuse_filters(args, &filters, &records)?;
    records.retain(|(_, record)| {
        args.stage.is_none_or(|stage| belongs(record, stage))
            && filters.iter().all(|filter| filter.fits(record))
            && args.search.as_ref().is_none_or(|text| record.to_string().to_lowercase().contains(&text.to_lowercase()))
    });
    match args.format {
        Shape::Json => {
            let all: Vec<Value> = records.into_iter().map(|(origin, record)| complete(origin, record)).collect();
            serde_json::to_writer_pretty(context.out(), &all)?;
            writeln!(context.out())?;
        }
        Shape::Text => {
            let (heading, detail) = second(args.kind);
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
            writeln!(out, "\n{} found: {count}. Read one: aiproc explain ID", args.kind)?;
            if own {
                writeln!(out, "* from the organisation's own folder")?;
            }
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
}

/// A filter that fits no record of the kind would only hide everything.
fn refuse_filters(args: &ListArgs, filters: &[Filter], records: &[(Origin, Value)]) -> Result<()> {
    for filter in filters {
        if records.iter().all(|(_, record)| record[filter.field].is_null()) {
            return Err(CliError::usage(format!(
                "{} cannot be used here; nothing under “{}” is told apart by it",
                filter.flag, args.kind
            ))
            .hint(format!("See all: aiproc list {}", args.kind))
            .into());
        }
    }
    let has_stage = |record: &Value| ["stage", "since", "stages", "phases"].iter().any(|key| !record[*key].is_null());
    if args.stage.is_some() && args.kind != Kind::Stages && !records.iter().any(|(_, record)| has_stage(record)) {
        return Err(CliError::usage(format!(
            "--stage cannot be used here; nothing under “{}” belongs to a stage",
            args.kind
        ))
        .hint(format!("See all: aiproc list {}", args.kind))
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

pub(super) fn title(record: &Value) -> &str {
    ["title", "question", "term"].iter().find_map(|key| record[key].as_str()).unwrap_or_default()
}

/// The one thing besides its name that tells a record of this kind from the next: its heading, and how it is read.
fn second(kind: Kind) -> (&'static str, fn(&Value) -> String) {
    match kind {
        Kind::Stages | Kind::Canvases => ("Phase", |r| text(r, "phase")),
        Kind::Items => ("Number", |r| if r["gate"] == true { text(r, "ref") + " gate" } else { text(r, "ref") }),
        Kind::Actors => ("Sector", |r| text(r, "sector")),
        Kind::Mechanisms => ("Levels", |r| words(&r["levels"])),
        Kind::Rules => ("Severity", |r| text(r, "severity")),
        Kind::Sources => ("Kind", |r| text(r, "kind")),
        Kind::Principles | Kind::Indicators => ("Number", |r| text(r, "ref")),
        Kind::Hooks => ("Number and strength", |r| format!("{} {}", text(r, "ref"), text(r, "strength"))),
        Kind::Duties => ("Number and first day", |r| format!("{} {}", text(r, "ref"), text(r, "applies-from"))),
        Kind::Functions => ("Column", |r| text(r, "column")),
        Kind::FacilityGoals | Kind::Insights => ("Group", |r| text(r, "group")),
        Kind::Levels => ("Scale", |r| text(r, "scale")),
        Kind::Holidays => ("Country", |r| text(r, "country")),
        Kind::Phases
        | Kind::Methods
        | Kind::Levers
        | Kind::DecisionStages
        | Kind::EntryRoutes
        | Kind::RiskClasses
        | Kind::Reasons
        | Kind::GovernanceLevels
        | Kind::Glossary => ("Provenance", |r| text(r, "provenance")),
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
