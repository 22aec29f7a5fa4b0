//! `aiproc status` and bare `aiproc`: where a project stands, and what comes next.

use anyhow::Result;
use clap::Args;

use super::context::Context;
use super::error::Done;
use super::open::OpenProject;
use super::shape::Shape;
use super::table::{Lines, draw};
use super::words::{count, one_line};
use crate::check;
use crate::join::Joined;
use crate::join::progress::StageProgress;
use crate::report;
use crate::scale::RiskClass;

#[derive(Args, Debug)]
pub struct StatusArgs {
    /// How to show it
    #[arg(long, value_name = "FORMAT", default_value = "text", value_parser = super::word::<Shape>())]
    format: Shape,
}

/// Shows the status of the project.
pub fn run(args: &StatusArgs, context: &mut Context) -> Result<Done> {
    let open = context.open_project()?;
    let playbook = context.open_playbook(Some(&open))?;
    let joined = open.joined(&playbook, context.today);
    let found = check::run(&joined);
    match args.format {
        Shape::Json => {
            let status = report::status(&joined, &found);
            serde_json::to_writer_pretty(context.out(), &status)?;
            writeln!(context.out())?;
        }
        Shape::Text => text(&joined, &found, &open, context)?,
    }
    Ok(Done::Clean)
}

/// Bare `aiproc`: where you are and what comes next, or how to begin.
pub fn here(context: &mut Context) -> Result<Done> {
    if context.globals.project.is_none() && context.nearest_project()?.is_none() {
        let out = context.out();
        writeln!(out, "aiproc plans, maps and checks stakeholder engagement in the public procurement of AI.\n")?;
        writeln!(out, "There is no project here. Begin one:")?;
        writeln!(out, "  aiproc init my-project                          asks a few questions")?;
        writeln!(out, "  aiproc init my-project --example benefit-triage  copies a finished example to look at\n")?;
        writeln!(out, "Look around first:")?;
        writeln!(out, "  aiproc list stages        the fourteen stages of the life cycle")?;
        writeln!(out, "  aiproc list actors        whom to look for")?;
        writeln!(out, "  aiproc --help             all commands")?;
        return Ok(Done::Clean);
    }
    let open = context.open_project()?;
    let playbook = context.open_playbook(Some(&open))?;
    let joined = open.joined(&playbook, context.today);
    let found = check::run(&joined);
    let about = &open.project.project;
    let judged: Vec<&StageProgress<'_>> = joined.progress.iter().filter(|s| s.judged).collect();
    let done = judged.iter().filter(|s| s.is_complete()).count();
    let next = report::next(&joined, &found);
    let out = context.out();
    writeln!(out, "{}, {}", one_line(&about.title), one_line(&about.authority))?;
    writeln!(
        out,
        "Stage: {} ({})",
        one_line(playbook.stage_title(about.stage)),
        one_line(playbook.phase_title(about.stage.phase()))
    )?;
    writeln!(
        out,
        "{done} of {} so far complete; check: {}.",
        count(judged.len(), "stage"),
        report::counts(found.summary())
    )?;
    writeln!(out, "\nNext: {}\n  {}", one_line(&next.what), next.command)?;
    Ok(Done::Clean)
}

/// Columns that few plans need; they are shown where there is something in them.
const RARE: [&str; 2] = ["Not appl.", "Waived"];

fn text(joined: &Joined<'_>, found: &check::Report, open: &OpenProject, context: &mut Context) -> Result<()> {
    let playbook = joined.playbook;
    let about = &open.project.project;
    let [not_applicable, waived] = RARE;
    let headings = ["Stage", "Items", "Done", "Claimed", "Open", not_applicable, waived, "Gates shut", "State"];
    let mut rows = Vec::new();
    for stage in &joined.progress {
        let c = stage.counts;
        let state = if !stage.judged {
            "later".to_owned()
        } else if stage.is_complete() {
            "complete".to_owned()
        } else if stage.claimed_not_proven {
            "claimed, not proven".to_owned()
        } else if stage.is_passable() {
            "gates open".to_owned()
        } else {
            "gates shut".to_owned()
        };
        let here = if stage.stage == about.stage { " ◀" } else { "" };
        let title = format!("{}{here}", playbook.stage_title(stage.stage));
        let mut row = vec![title, c.applicable.to_string()];
        let numbers = [c.evidenced, c.claimed, c.open, c.not_applicable, c.waived];
        // What a later stage will ask is no arrears.
        let shown = |n: &usize| if stage.judged { n.to_string() } else { String::new() };
        row.extend(numbers.iter().map(shown));
        row.push(if stage.judged { format!("{} of {}", c.gates_shut, c.gates) } else { String::new() });
        row.push(state);
        rows.push(row);
    }
    let next = report::next(joined, found);
    let score = joined.infrastructure.score.value;
    let class = match (joined.risk_class.value.get(), joined.risk_range.0) {
        (Some(class), _) => class.to_string(),
        (None, RiskClass::Minimal) => "cannot tell yet".to_owned(),
        (None, lowest) => format!("at least {lowest}, cannot tell yet"),
    };
    let kept =
        |n: &usize| !RARE.contains(&headings[*n]) || rows.iter().any(|row| !["", "0"].contains(&row[*n].as_str()));
    let kept: Vec<usize> = (0..headings.len()).filter(kept).collect();
    let headings: Vec<&str> = kept.iter().map(|n| headings[*n]).collect();
    let rows: Vec<Vec<String>> = rows.iter().map(|row| kept.iter().map(|n| row[*n].clone()).collect()).collect();
    let table = draw(context, Lines::Framed, &headings, &rows);
    let out = context.out();
    writeln!(out, "{}, {}", one_line(&about.title), one_line(&about.authority))?;
    let score = score.exact().map_or_else(|| format!("{} to {}", score.from, score.to), |n| n.to_string());
    writeln!(out, "Risk class: {class} · infrastructure score: {score} of 6 · stakes: {}", joined.stakes.value)?;
    writeln!(out, "{table}")?;
    writeln!(out, "Check on {}: {}.", joined.today, report::counts(found.summary()))?;
    writeln!(out, "Next: {} — {}", one_line(&next.what), next.command)?;
    Ok(())
}
