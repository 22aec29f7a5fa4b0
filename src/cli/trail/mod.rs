//! `aiproc trail`: you said, we did, followed both ways.

mod text;

use anyhow::Result;
use clap::Args;

use super::context::Context;
use super::error::{CliError, Done};
use super::words::list;
use crate::id::nearest;
use crate::join::Joined;
use crate::join::trail::{NodeId, Part, Trail};
use crate::project::FieldPath;
use crate::render::{trail as document, view};
use crate::vocabulary;
use crate::vocabulary::Vocabulary;

vocabulary! {
    /// How the trail is shown.
    "a format"
    pub enum TrailFormat {
        /// For people.
        Text = "text",
        /// For programs.
        Json = "json",
        /// As a document.
        Markdown = "markdown",
        /// As a table.
        Csv = "csv",
    }
}

#[derive(Args, Debug)]
pub struct TrailArgs {
    /// What to follow, for example inputs.no-ranking; the bare id will do where only one thing has it
    #[arg(value_name = "ID", conflicts_with = "sample")]
    id: Option<String>,
    /// Draw so many inputs by lot
    #[arg(long, value_name = "N", requires = "seed", value_parser = super::number(1))]
    sample: Option<u64>,
    /// The number to draw by; the same number always draws the same sample
    #[arg(long, value_name = "S", requires = "sample", value_parser = super::number(0))]
    seed: Option<u64>,
    /// How to show it
    #[arg(long, value_name = "FORMAT", default_value = "text", value_parser = super::word::<TrailFormat>())]
    format: TrailFormat,
}

/// Shows the trail.
pub fn run(args: &TrailArgs, context: &mut Context) -> Result<Done> {
    let open = context.open_project()?;
    let playbook = context.open_playbook(Some(&open))?;
    let joined = Joined::new(&playbook, &open.project, context.today);
    let view = match (&args.id, args.sample, args.seed) {
        (Some(id), _, _) => view::trail_chain(&joined, find(&joined.trail, id)?),
        (None, Some(size), Some(seed)) => {
            view::trail_sample(&joined, usize::try_from(size).unwrap_or(usize::MAX), seed)
        }
        (None, _, _) => view::trail(&joined),
    };
    let shown = match args.format {
        TrailFormat::Text => text::write(&view, context),
        TrailFormat::Json => serde_json::to_string_pretty(&view)? + "\n",
        TrailFormat::Markdown => document::markdown(&view, playbook.labels()),
        TrailFormat::Csv => document::csv(&view),
    };
    write!(context.out(), "{shown}")?;
    Ok(Done::Clean)
}

/// The thing that an id or a place means.
fn find(trail: &Trail<'_>, text: &str) -> Result<NodeId, CliError> {
    let path: FieldPath = text.parse().map_err(CliError::usage)?;
    let Some(id) = path.key_at(1) else { return by_id(trail, path.key_at(0).unwrap_or_default()) };
    let table = path.key_at(0).unwrap_or_default();
    let Some(part) = Part::from_word(table) else {
        let error = CliError::usage(format!("the trail has no part “{table}”"));
        return Err(match nearest(table, Part::words()) {
            Some(near) => error.hint(format!("Did you mean {near}? Try: aiproc trail {near}.{id}")),
            None => {
                error.hint(format!("Its parts are {}.", list(&Part::words().map(str::to_owned).collect::<Vec<_>>())))
            }
        });
    };
    // An answer is found by its place in the file as well.
    let answer = match (part, path.key_at(2)) {
        (Part::Activity, Some("response")) => trail.find(Part::Response, id),
        (Part::Input, Some("answered")) => trail.find(Part::Reply, id),
        _ => None,
    };
    answer.or_else(|| trail.find(part, id)).ok_or_else(|| {
        let known: Vec<&str> = trail.nodes().filter(|(_, node)| node.part == part).map(|(_, node)| node.id).collect();
        let error = CliError::input(format!("“{id}” is not among the {table} of this project"));
        match nearest(id, known.iter().copied()) {
            Some(near) => error.hint(format!("Did you mean {near}? Try: aiproc trail {table}.{near}")),
            None if known.is_empty() => error.hint(format!("There are none yet: add [{table}.{id}] to aiproc.toml.")),
            None => error.hint("See what there is: aiproc trail"),
        }
    })
}

fn by_id(trail: &Trail<'_>, id: &str) -> Result<NodeId, CliError> {
    match trail.named(id).as_slice() {
        [one] => Ok(*one),
        [] => {
            let error = CliError::input(format!("nothing on the trail is called “{id}”"));
            Err(match nearest(id, trail.nodes().map(|(_, node)| node.id)) {
                Some(near) => error.hint(format!("Did you mean {near}? Try: aiproc trail {near}")),
                None => error.hint("See what there is: aiproc trail"),
            })
        }
        several => {
            let mut error = CliError::input(format!("“{id}” is the id of {} things", several.len()));
            error.hints = several.iter().map(|id| format!("aiproc trail {}", trail.node(*id).path())).collect();
            Err(error)
        }
    }
}
