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
use crate::join::Joined;
use crate::playbook::Kind;
use crate::render::Renderer;

/// Draw canvases as Markdown, filled from the plan; without an id, list them
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
}

/// Draws the canvases.
pub fn run(args: &CanvasArgs, context: &mut Context) -> Result<Done> {
    if args.ids.is_empty() && !args.all {
        return list(context);
    }
    let open = context.open_project()?;
    let playbook = context.open_playbook(Some(&open))?;
    let joined = Joined::new(&playbook, &open.project, context.today);
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
    // All are drawn before any is written: a mistake in a template leaves no half set behind.
    let drawn: Vec<(&String, String)> =
        ids.iter().map(|id| Ok((id, renderer.canvas(&joined, id)?))).collect::<Result<_>>()?;
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

fn list(context: &mut Context) -> Result<Done> {
    let playbook = context.playbook_here()?;
    let out = context.out();
    for canvas in playbook.canvases() {
        let phase = canvas.phase.map_or("all phases", |p| p.as_str());
        writeln!(out, "{:<22} {:<11} {}", canvas.id, phase, one_line(&canvas.title))?;
    }
    writeln!(out, "\nDraw one: aiproc canvas mission · all: aiproc canvas --all --out canvases")?;
    Ok(Done::Clean)
}
