//! `aiproc status` and bare `aiproc`: where a project stands, and what comes next.

use anyhow::Result;
use clap::Args;
use schemars::JsonSchema;
use serde::Serialize;

use super::context::{Context, OpenProject};
use super::error::Done;
use super::shape::Shape;
use super::table::{Lines, draw};
use super::words::{count, one_line};
use crate::check::{self, Outcome};
use crate::join::Joined;
use crate::join::progress::{Counts, StageProgress};
use crate::lifecycle::Phase;
use crate::playbook::Playbook;
use crate::scale::RiskClass;
use crate::vocabulary::Vocabulary;

#[derive(Args, Debug)]
pub struct StatusArgs {
    /// How to show it
    #[arg(long, value_name = "FORMAT", default_value = "text", value_parser = super::word::<Shape>())]
    format: Shape,
}

/// What `aiproc status --format json` writes.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "aiproc status")]
pub struct Status<'a> {
    /// The version of this form.
    schema_version: u32,
    /// The project.
    project: Project<'a>,
    /// The day for which everything is worked out.
    today: crate::date::Date,
    /// The class under the AI Act; nothing while it cannot be told.
    risk_class: Option<RiskClass>,
    /// How much is at stake.
    stakes: crate::scale::Stakes,
    /// The score of public digital infrastructure.
    infrastructure_score: Range,
    /// The phases with their stages, in order.
    phases: Vec<PhaseStatus<'a>>,
    /// The next step.
    next: Next,
    /// Counts of findings.
    findings: Findings,
}

/// A project.
#[derive(Serialize, JsonSchema)]
struct Project<'a> {
    /// What people call it.
    title: &'a str,
    /// The contracting authority.
    authority: &'a str,
    /// The stage that it has reached.
    stage: crate::lifecycle::Stage,
    /// How the AI comes in.
    entry_route: Option<crate::lifecycle::EntryRoute>,
}

/// A score of which not all facts are known lies between the two.
#[derive(Serialize, JsonSchema)]
struct Range {
    /// At least.
    from: u32,
    /// At most.
    to: u32,
}

/// A phase.
#[derive(Serialize, JsonSchema)]
struct PhaseStatus<'a> {
    /// Its id.
    phase: Phase,
    /// What people call it.
    title: &'a str,
    /// Its stages, in order.
    stages: Vec<StageStatus<'a>>,
}

/// How far a stage is.
#[derive(Serialize, JsonSchema)]
struct StageStatus<'a> {
    /// Its id.
    stage: crate::lifecycle::Stage,
    /// What people call it.
    title: &'a str,
    /// Whether it is judged: the project has reached it.
    judged: bool,
    /// Whether no gate that applies is shut.
    passable: bool,
    /// Whether nothing is left to do.
    complete: bool,
    /// Everything is answered, but less than half is shown.
    claimed_not_proven: bool,
    /// Evidenced weight among applicable weight, from 0 to 1; nothing when no item applies.
    readiness: Option<f64>,
    /// Items that apply.
    items: usize,
    /// Of these, open.
    open: usize,
    /// Answered, but nothing is there of the evidence that the item wants.
    claimed: usize,
    /// Answered, with the evidence that the item wants.
    evidenced: usize,
    /// Not applicable, as the project says.
    not_applicable: usize,
    /// Accepted as open for a time.
    waived: usize,
    /// Items that the facts of the project leave out; not among the others.
    left_out: usize,
    /// Gates that apply.
    gates: usize,
    /// Gates that are shut.
    gates_shut: usize,
}

/// Counts of findings.
#[derive(Serialize, JsonSchema)]
struct Findings {
    /// Errors.
    errors: usize,
    /// Warnings.
    warnings: usize,
    /// Notes.
    notes: usize,
    /// Of these, where a fact is missing to tell.
    cannot_tell: usize,
    /// Waived; not among the others.
    waived: usize,
}

/// The next step.
#[derive(Serialize, JsonSchema)]
struct Next {
    /// What to do.
    what: String,
    /// The command that does it.
    command: String,
}

/// Shows the status of the project.
pub fn run(args: &StatusArgs, context: &mut Context) -> Result<Done> {
    let open = context.open_project()?;
    let playbook = context.open_playbook(Some(&open))?;
    let joined = open.joined(&playbook, context.today);
    let report = check::run(&joined);
    match args.format {
        Shape::Json => {
            let status = status(&joined, &report, &open);
            serde_json::to_writer_pretty(context.out(), &status)?;
            writeln!(context.out())?;
        }
        Shape::Text => text(&joined, &report, &open, context)?,
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
    let report = check::run(&joined);
    let about = &open.project.project;
    let judged: Vec<&StageProgress<'_>> = joined.progress.iter().filter(|s| s.judged).collect();
    let done = judged.iter().filter(|s| s.is_complete()).count();
    let next = next(&joined, &report, &playbook);
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
        crate::report::counts(report.summary())
    )?;
    writeln!(out, "\nNext: {}\n  {}", one_line(&next.what), next.command)?;
    Ok(Done::Clean)
}

fn status<'a>(joined: &Joined<'a>, report: &check::Report, open: &'a OpenProject) -> Status<'a> {
    let about = &open.project.project;
    let summary = report.summary();
    let playbook = joined.playbook;
    let stage = |s: &StageProgress<'a>| {
        let c: Counts = s.counts;
        StageStatus {
            stage: s.stage,
            title: playbook.stage_title(s.stage),
            judged: s.judged,
            passable: s.is_passable(),
            complete: s.is_complete(),
            claimed_not_proven: s.claimed_not_proven,
            readiness: s.readiness.map(|r| (r * 100.0).round() / 100.0),
            items: c.applicable,
            open: c.open,
            claimed: c.claimed,
            evidenced: c.evidenced,
            not_applicable: c.not_applicable,
            waived: c.waived,
            left_out: c.left_out,
            gates: c.gates,
            gates_shut: c.gates_shut,
        }
    };
    Status {
        schema_version: 1,
        project: Project {
            title: &about.title,
            authority: &about.authority,
            stage: about.stage,
            entry_route: about.entry_route,
        },
        today: joined.today,
        risk_class: joined.risk_class.value.get(),
        stakes: joined.stakes.value,
        infrastructure_score: Range {
            from: joined.infrastructure.score.value.from,
            to: joined.infrastructure.score.value.to,
        },
        phases: Phase::ALL
            .iter()
            .map(|phase| PhaseStatus {
                phase: *phase,
                title: playbook.phase_title(*phase),
                stages: joined.progress.iter().filter(|s| s.stage.phase() == *phase).map(stage).collect(),
            })
            .collect(),
        next: next(joined, report, playbook),
        findings: Findings {
            errors: summary.errors,
            warnings: summary.warnings,
            notes: summary.notes,
            cannot_tell: summary.cannot_tell,
            waived: summary.waived,
        },
    }
}

/// The rule that finds promised replies which did not come.
const OVERDUE: &str = "response-overdue";

/// The most useful next step.
fn next(joined: &Joined<'_>, report: &check::Report, playbook: &Playbook) -> Next {
    let step = |what: String, command: String| Next { what, command };
    let current = joined.project.project.stage;
    if current >= crate::lifecycle::Stage::ActorsAndEngagement && joined.project.stakeholders.is_empty() {
        return step("nobody is on the map yet: find out who is affected".to_owned(), "aiproc map".to_owned());
    }
    // A promise that is broken now comes before all else: somebody is waiting.
    let overdue = report.findings.iter().filter(|f| f.rule == OVERDUE && f.outcome == Outcome::Found).count();
    if overdue > 0 {
        let what = if overdue == 1 { "reply is overdue".to_owned() } else { "replies are overdue".to_owned() };
        return step(format!("{overdue} promised {what}: publish what became of the input"), "aiproc check".to_owned());
    }
    let items = |stage: &StageProgress<'_>| {
        let n = stage.counts.open + stage.counts.claimed;
        let what = format!("{} of “{}” to answer or prove", count(n, "item"), playbook.stage_title(stage.stage));
        step(what, format!("aiproc checklist {}", stage.stage))
    };
    if let Some(stage) = joined.progress.iter().find(|s| s.judged && s.counts.open > 0) {
        return items(stage);
    }
    let errors = report.summary().errors;
    if errors > 0 {
        return step(format!("the plan has {}", count(errors, "error")), "aiproc check".to_owned());
    }
    if let Some(stage) = joined.progress.iter().find(|s| s.judged && s.counts.claimed > 0) {
        return items(stage);
    }
    if joined.project.stakeholders.is_empty() {
        return step("nobody is on the map yet: find out who is affected".to_owned(), "aiproc map".to_owned());
    }
    match current.next() {
        Some(next) => step(
            format!("this stage is done; when it is closed, go on to “{}”", playbook.stage_title(next)),
            format!("aiproc stage {next}"),
        ),
        None => {
            step("every stage is done: write down what was learnt".to_owned(), "aiproc plan --out plan.md".to_owned())
        }
    }
}

fn text(joined: &Joined<'_>, report: &check::Report, open: &OpenProject, context: &mut Context) -> Result<()> {
    let playbook = joined.playbook;
    let about = &open.project.project;
    let headings = ["Stage", "Items", "Evidenced", "Claimed", "Open", "Not appl.", "Waived", "Gates shut", "State"];
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
    let next = next(joined, report, playbook);
    let score = joined.infrastructure.score.value;
    let class = match (joined.risk_class.value.get(), joined.risk_range.0) {
        (Some(class), _) => class.to_string(),
        (None, RiskClass::Minimal) => "cannot tell yet".to_owned(),
        (None, lowest) => format!("at least {lowest}, cannot tell yet"),
    };
    let table = draw(context, Lines::Framed, &headings, &rows);
    let out = context.out();
    writeln!(out, "{}, {}", one_line(&about.title), one_line(&about.authority))?;
    let score = score.exact().map_or_else(|| format!("{} to {}", score.from, score.to), |n| n.to_string());
    writeln!(out, "Risk class: {class} · infrastructure score: {score} of 6 · stakes: {}", joined.stakes.value)?;
    writeln!(out, "{table}")?;
    writeln!(out, "Check on {}: {}.", joined.today, crate::report::counts(report.summary()))?;
    writeln!(out, "Next: {} — {}", one_line(&next.what), next.command)?;
    Ok(())
}
