//! `aiproc stage`: which stage the project is in, and going on to another.

use anyhow::Result;
use clap::Args;

use super::change;
use super::context::{Context, say};
use super::error::Done;
use super::words::one_line;
use crate::lifecycle::Stage;
use crate::project::edit::Edit;

#[derive(Args, Debug)]
pub struct StageArgs {
    /// The stage to go to
    #[arg(value_name = "STAGE", value_parser = super::word::<Stage>())]
    stage: Option<Stage>,
}

/// Shows or sets the stage.
pub fn run(args: &StageArgs, context: &mut Context) -> Result<Done> {
    let mut open = context.open_project()?;
    let playbook = context.open_playbook(Some(&open))?;
    if args.stage.is_some() {
        open.hold()?;
    }
    let current = open.project.project.stage;
    let Some(stage) = args.stage else {
        let title = one_line(playbook.stage_title(current));
        let next = current
            .next()
            .map(|next| format!("Next stage: {} — aiproc stage {next}", one_line(playbook.stage_title(next))));
        let out = context.out();
        writeln!(out, "{title} ({current})")?;
        if let Some(next) = next {
            writeln!(out, "{next}")?;
        }
        return Ok(Done::Clean);
    };
    let what = format!("the stage is {stage}. Undo: aiproc stage {current}");
    change::save(&mut open, &[Edit::SetStage { stage }], &what)?;
    let joined = open.joined(&playbook, context.today);
    let shut: usize = joined.progress.iter().filter(|s| s.stage < stage).map(|s| s.counts.gates_shut).sum();
    if shut > 0 {
        let gates = if shut == 1 { "gate of earlier stages is" } else { "gates of earlier stages are" };
        say(format!("{shut} {gates} still shut: aiproc check"));
    }
    Ok(Done::Clean)
}
