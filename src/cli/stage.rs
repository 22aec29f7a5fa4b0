//! `aiproc stage`: which stage the project is in, and going on to another.

use anyhow::Result;
use clap::Args;

use super::change;
use super::context::{Context, say};
use super::error::Done;
use super::words::{list, one_line};
use crate::lifecycle::Stage;
use crate::project::edit::Edit;

#[derive(Args, Debug)]
pub struct StageArgs {
    /// The stage to go to
    #[arg(value_name = "STAGE", value_parser = super::word::<Stage>())]
    stage: Option<Stage>,
}

/// So many shut gates are named; one more than that is named too, rather than counted.
const NAMED: usize = 3;

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
    let earlier = joined.progress.iter().filter(|s| s.stage < stage).flat_map(|s| &s.items);
    let mut shut: Vec<String> = earlier.filter(|item| item.is_shut()).map(|item| item.item.id.to_string()).collect();
    if !shut.is_empty() {
        let gates = if shut.len() == 1 { "gate of earlier stages is" } else { "gates of earlier stages are" };
        let told = format!("{} {gates} still shut", shut.len());
        if shut.len() > NAMED + 1 {
            let more = shut.split_off(NAMED).len();
            shut.push(format!("{more} more"));
        }
        say(format!("{told}: {}. See all: aiproc check", list(&shut)));
    }
    Ok(Done::Clean)
}
