//! `aiproc schema`: JSON Schemas of what the program reads and writes.

use anyhow::Result;
use clap::Args;
use serde_json::Value;

use super::context::Context;
use super::error::Done;
use crate::project::schema::schema;
use crate::render::view;
use crate::report;
use crate::vocabulary;

#[derive(Args, Debug)]
pub struct SchemaArgs {
    /// What it describes
    #[arg(value_name = "OF", default_value = "project", value_parser = super::word::<Of>())]
    of: Of,
}

vocabulary! {
    /// What a schema describes.
    "a schema"
    pub enum Of {
        /// The project file, aiproc.toml.
        Project = "project",
        /// What `aiproc check --format json` prints.
        Check = "check",
        /// What `aiproc check --summary --format json` prints.
        Summary = "summary",
        /// What `aiproc map show --format json` prints.
        Map = "map",
        /// What `aiproc facts --show --format json` prints.
        Facts = "facts",
        /// What `aiproc plan --format json` prints.
        Plan = "plan",
        /// What `aiproc law --format json` prints.
        Law = "law",
        /// What `aiproc trail --format json` prints.
        Trail = "trail",
        /// What `aiproc status --format json` prints.
        Status = "status",
    }
}

/// Prints the schema.
pub fn run(args: &SchemaArgs, context: &mut Context) -> Result<Done> {
    let schema = match args.of {
        Of::Project => schema(),
        Of::Check => report::json_schema(),
        Of::Summary => report::summary_schema(),
        Of::Map => report::schema_of::<view::MapView>(),
        Of::Facts => report::schema_of::<report::Facts<'_>>(),
        Of::Plan => report::schema_of::<view::PlanView>(),
        Of::Law => report::schema_of::<view::LawDocument>(),
        Of::Trail => report::schema_of::<view::TrailView>(),
        Of::Status => report::schema_of::<report::Status<'_>>(),
    };
    write!(context.out(), "{}", pretty(&schema)?)?;
    Ok(Done::Clean)
}

/// The schema of the project file as text.
pub fn text() -> Result<String> {
    pretty(&schema())
}

fn pretty(schema: &Value) -> Result<String> {
    Ok(serde_json::to_string_pretty(schema)? + "\n")
}
