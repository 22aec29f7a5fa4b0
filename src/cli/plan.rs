//! `aiproc plan`: the engagement plan as a document.

use std::path::PathBuf;

use anyhow::Result;
use clap::Args;

use super::context::{Context, say};
use super::error::Done;
use super::files;
use super::templates::overrides;
use crate::check;
use crate::lifecycle::Phase;
use crate::render::{Renderer, view};
use crate::vocabulary;

vocabulary! {
    /// How the plan is shown.
    "a format"
    pub enum PlanFormat {
        /// As a document.
        Markdown = "markdown",
        /// For programs: the same facts, each number with its reason.
        Json = "json",
    }
}

#[derive(Args, Debug)]
pub struct PlanArgs {
    /// One phase only
    #[arg(long, value_name = "PHASE", value_parser = super::word::<Phase>())]
    phase: Option<Phase>,
    /// Write it to this file instead of printing it
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    /// How to show it
    #[arg(long, value_name = "FORMAT", default_value = "markdown", value_parser = super::word::<PlanFormat>())]
    format: PlanFormat,
    /// A folder with templates of your own
    #[arg(long, value_name = "DIR")]
    templates: Option<PathBuf>,
}

/// Writes the plan.
pub fn run(args: &PlanArgs, context: &mut Context) -> Result<Done> {
    let open = context.open_project()?;
    let playbook = context.open_playbook(Some(&open))?;
    let joined = open.joined(&playbook, context.today);
    let report = check::run(&joined);
    let text = match args.format {
        PlanFormat::Markdown => {
            let overrides = overrides(args.templates.as_deref())?;
            Renderer::new(&playbook, &overrides)?.plan(&joined, &report, args.phase)?
        }
        PlanFormat::Json => serde_json::to_string_pretty(&view::plan(&joined, &report, args.phase))? + "\n",
    };
    match &args.out {
        Some(path) => {
            files::write_output(path, &text)?;
            say(format!("Wrote {}", path.display()));
        }
        None => write!(context.out(), "{text}")?,
    }
    Ok(Done::Clean)
}
