//! Many projects at a glance: one line for each.

use schemars::JsonSchema;
use serde::Serialize;
use serde_json::Value;

use super::{Judged, Run, Totals, Unreadable, json};
use crate::lifecycle::Stage;
use crate::scale::{RiskClass, Severity, Stakes};

/// One project of many.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Row {
    /// The file, as named on the command line.
    pub file: String,
    /// What people call the project; nothing if it could not be judged.
    pub title: Option<String>,
    /// The stage that it is in.
    pub stage: Option<Stage>,
    /// The number of the stage in the playbook, such as P3.
    pub stage_ref: Option<String>,
    /// Its risk class, once the facts leave only one.
    pub risk_class: Option<RiskClass>,
    /// What is at stake.
    pub stakes: Option<Stakes>,
    /// Rules that applied.
    pub rules: usize,
    /// Errors.
    pub errors: usize,
    /// Warnings.
    pub warnings: usize,
    /// Notes.
    pub notes: usize,
    /// Of these, where a fact is missing to tell.
    pub cannot_tell: usize,
    /// Waived; not among the others.
    pub waived: usize,
    /// In the baseline; not among the others.
    pub known: usize,
    /// Problems for which the file could not be judged.
    pub problems: usize,
    /// The severity from which it fails.
    pub fail_on: Option<Severity>,
    /// Whether it fails; nothing if it could not be judged.
    pub failed: Option<bool>,
}

impl Row {
    /// The line of a judged project.
    pub fn of(judged: &Judged<'_>) -> Self {
        let summary = judged.report.summary();
        let joined = judged.joined;
        let stage = joined.project.project.stage;
        Self {
            file: judged.file.to_owned(),
            title: Some(judged.title().to_owned()),
            stage: Some(stage),
            stage_ref: joined.playbook.stages().get(stage.as_str()).map(|s| s.reference.to_string()),
            risk_class: joined.risk_class.value.get(),
            stakes: Some(joined.stakes.value),
            rules: judged.report.rules,
            errors: summary.errors,
            warnings: summary.warnings,
            notes: summary.notes,
            cannot_tell: summary.cannot_tell,
            waived: summary.waived,
            known: summary.known,
            problems: 0,
            fail_on: Some(judged.fail_on),
            failed: Some(judged.report.fails(judged.fail_on)),
        }
    }

    /// The line of a file that could not be judged.
    pub fn unreadable(file: &Unreadable) -> Self {
        Self {
            file: file.file.clone(),
            title: None,
            stage: None,
            stage_ref: None,
            risk_class: None,
            stakes: None,
            rules: 0,
            errors: 0,
            warnings: 0,
            notes: 0,
            cannot_tell: 0,
            waived: 0,
            known: 0,
            problems: file.problems.len(),
            fail_on: None,
            failed: None,
        }
    }
}

/// What `aiproc check --summary --format json` writes.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "aiproc check --summary")]
struct Portfolio<'a> {
    /// Version of this format; 1.
    schema_version: u32,
    /// The tool.
    tool: json::Tool,
    /// The day on which it judged.
    today: crate::date::Date,
    /// One entry for each file, in the order in which they were judged.
    projects: &'a [Row],
    /// The playbook.
    playbook: json::PlaybookName,
    /// Counts over all projects.
    summary: json::SummaryRecord,
}

/// The JSON Schema (draft 7) of this format. It tells what is written; what reads must allow more fields.
pub fn schema() -> Value {
    json::schema_of::<Portfolio<'_>>()
}

/// Many projects at a glance, as JSON.
pub fn portfolio(run: &Run, totals: &Totals, rows: &[Row]) -> String {
    let portfolio = Portfolio {
        schema_version: 1,
        tool: json::tool(),
        today: run.today,
        projects: rows,
        playbook: json::playbook(totals),
        summary: json::summary(totals),
    };
    serde_json::to_string_pretty(&portfolio).unwrap_or_default() + "\n"
}
