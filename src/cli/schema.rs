//! `aiproc schema`: the JSON Schema of the project file, for editors.

use anyhow::Result;
use clap::Args;

use super::context::Context;
use super::error::Done;

/// Print the JSON Schema of the project file, for editors
#[derive(Args, Debug)]
pub struct SchemaArgs {}

/// Prints the schema.
pub fn run(_: &SchemaArgs, context: &mut Context) -> Result<Done> {
    let text = text()?;
    write!(context.out(), "{text}")?;
    Ok(Done::Clean)
}

/// The schema as text.
pub fn text() -> Result<String> {
    Ok(serde_json::to_string_pretty(&crate::project::schema::schema())? + "\n")
}
