//! `aiproc schema`: JSON Schemas of what the program reads and writes.

use anyhow::Result;
use clap::Args;

use super::context::Context;
use super::error::Done;
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
    }
}

/// Prints the schema.
pub fn run(args: &SchemaArgs, context: &mut Context) -> Result<Done> {
    let text = match args.of {
        Of::Project => text()?,
        Of::Check => serde_json::to_string_pretty(&crate::report::json_schema())? + "\n",
        Of::Summary => serde_json::to_string_pretty(&crate::report::summary_schema())? + "\n",
    };
    write!(context.out(), "{text}")?;
    Ok(Done::Clean)
}

/// The schema of the project file as text.
pub fn text() -> Result<String> {
    Ok(serde_json::to_string_pretty(&crate::project::schema::schema())? + "\n")
}
