//! How far a project is and what comes next, for `aiproc status`. The structs here are the contract
//! (`schema_version`): within a version, fields are only added.

use schemars::JsonSchema;
use serde::Serialize;

use super::plain::count;
use crate::check::{Outcome, Report};
use crate::date::Date;
use crate::join::Joined;
use crate::join::progress::{Counts, StageProgress};
use crate::lifecycle::{EntryRoute, Phase, Stage};
use crate::playbook::condition::Fact;
use crate::scale::{RiskClass, Stakes};
use crate::vocabulary::Vocabulary;

/// What `aiproc status --format json` writes.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "aiproc status")]
pub struct Status<'a> {
    /// The version of this form.
    schema_version: u32,
    /// The project.
    project: Project<'a>,
    /// The day for which everything is worked out.
    today: Date,
    /// The class under the AI Act; nothing while it cannot be told.
    risk_class: Option<RiskClass>,
    /// How much is at stake.
    stakes: Stakes,
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
    stage: Stage,
    /// How the AI comes in.
    entry_route: Option<EntryRoute>,
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
    stage: Stage,
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
pub struct Next {
    /// What to do.
    pub what: String,
    /// The command that does it.
    pub command: String,
}

/// How far a project is, for programs.
pub fn status<'a>(joined: &Joined<'a>, report: &Report) -> Status<'a> {
    let about = &joined.project.project;
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
        next: next(joined, report),
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
pub fn next(joined: &Joined<'_>, report: &Report) -> Next {
    let playbook = joined.playbook;
    let step = |what: String, command: String| Next { what, command };
    let current = joined.project.project.stage;
    if current >= Stage::ActorsAndEngagement && joined.project.stakeholders.is_empty() {
        return step("nobody is on the map yet: find out who is affected".to_owned(), "aiproc map".to_owned());
    }
    // A promise that is broken now comes before all else: somebody is waiting.
    let overdue = report.findings.iter().filter(|f| f.rule == OVERDUE && f.outcome == Outcome::Found).count();
    if overdue > 0 {
        let what = if overdue == 1 { "reply is overdue".to_owned() } else { "replies are overdue".to_owned() };
        return step(format!("{overdue} promised {what}: publish what became of the input"), "aiproc check".to_owned());
    }
    // From the stage that screens the system on, its class decides what is asked.
    if current >= Stage::DataRightsAndRisk
        && joined.risk_range.0 != joined.risk_range.1
        && joined.told(Fact::UnionLaw) != "false"
    {
        let what = "the class under the AI Act cannot be told: facts are missing".to_owned();
        return step(what, "aiproc facts class telling".to_owned());
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
