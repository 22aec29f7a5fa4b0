//! `aiproc canvas`: canvases as Markdown.

use std::path::PathBuf;

use anyhow::Result;
use clap::Args;

use super::context::{Context, say};
use super::error::{CliError, Done};
use super::files;
use super::templates::overrides;
use super::words::one_line;
use crate::id::nearest;
use crate::playbook::Kind;
use crate::render::Renderer;
use crate::render::view::{self, Audience};

#[derive(Args, Debug)]
pub struct CanvasArgs {
    /// Canvases to draw
    #[arg(value_name = "ID")]
    ids: Vec<String>,
    /// Draw every canvas
    #[arg(long, conflicts_with = "ids")]
    all: bool,
    /// Write them into this folder, one file each, instead of printing them
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// A folder with templates of your own
    #[arg(long, value_name = "DIR")]
    templates: Option<PathBuf>,
    /// For those who work on the project: also fields that are not for the public
    #[arg(long)]
    internal: bool,
}

/// Draws the canvases.
pub fn run(args: &CanvasArgs, context: &mut Context) -> Result<Done> {
    if args.ids.is_empty() && !args.all {
        return list(context);
    }
    let open = context.open_project()?;
    let playbook = context.open_playbook(Some(&open))?;
    let joined = open.joined(&playbook, context.today);
    let overrides = overrides(args.templates.as_deref())?;
    let renderer = Renderer::new(&playbook, &overrides)?;
    let ids: Vec<String> =
        if args.all { playbook.ids(Kind::Canvases).map(str::to_owned).collect() } else { args.ids.clone() };
    for id in &ids {
        if !playbook.canvases().contains(id) {
            let error = CliError::usage(format!("there is no canvas “{id}”"));
            return Err(match nearest(id, playbook.ids(Kind::Canvases)) {
                Some(near) => error.hint(format!("Did you mean {near}?")),
                None => error,
            }
            .hint("See all: aiproc canvas")
            .into());
        }
    }
    let audience = if args.internal { Audience::Internal } else { Audience::Public };
    // All are drawn before any is written: a mistake in a template leaves no half set behind.
    let drawn: Vec<(&String, String)> =
        ids.iter().map(|id| Ok((id, renderer.canvas_for(&joined, id, audience)?))).collect::<Result<_>>()?;
    match &args.out {
        Some(folder) => {
            for (id, text) in &drawn {
                let path = folder.join(format!("{id}.md"));
                files::write_output(&path, text)?;
                say(format!("Wrote {}", path.display()));
            }
        }
        None => {
            let texts: Vec<&str> = drawn.iter().map(|(_, text)| text.as_str()).collect();
            write!(context.out(), "{}", texts.join("\n"))?;
        }
    }
    Ok(Done::Clean)
}

/// All canvases; in a project, also how far each is filled.
fn list(context: &mut Context) -> Result<Done> {
    let playbook = context.playbook_here()?;
    let open = if context.nearest_project()?.is_some() || context.globals.project.is_some() {
        context.open_project().ok()
    } else {
        None
    };
    let joined = open.as_ref().map(|open| open.joined(&playbook, context.today));
    let filled = joined.as_ref().map(view::canvases).unwrap_or_default();
    let out = context.out();
    for canvas in playbook.canvases() {
        let phase = canvas.phase.map_or("all phases", |p| p.as_str());
        let far = filled.iter().find(|line| line.id == canvas.id);
        let far = far.map(|line| format!(" ({} of {} blocks filled)", line.filled, line.total)).unwrap_or_default();
        writeln!(out, "{:<22} {:<11} {}{far}", canvas.id, phase, one_line(&canvas.title))?;
    }
    writeln!(out, "\nDraw one: aiproc canvas mission · all: aiproc canvas --all --out canvases")?;
    Ok(Done::Clean)
}
