//! Findings for programs. The structs here are the contract (`schema_version`), not a dump of inner types: within a
//! version, fields are only added.

use std::io;

use serde::Serialize;

use super::{Judged, Run, Unreadable, plain};
use crate::check::{Outcome, Report, Summary};
use crate::project::document::Lines;
use crate::scale::Severity;

/// The result of a run.
#[derive(Debug, Serialize)]
pub struct RunResult {
    /// Version of this format; 1.
    pub schema_version: u32,
    /// The tool.
    pub tool: Tool,
    /// The playbook.
    pub playbook: PlaybookName,
    /// The day on which it judged.
    pub today: crate::date::Date,
    /// Every finding of every file.
    pub findings: Vec<FindingRecord>,
    /// Every problem of every file that could not be judged.
    pub problems: Vec<ProblemRecord>,
    /// Gates and rules that the organisation's folder takes away or changes.
    pub weakened: Vec<WeakenedRecord>,
    /// Counts.
    pub summary: SummaryRecord,
}

/// The tool that judged.
#[derive(Debug, Serialize)]
pub struct Tool {
    /// `aiproc`.
    pub name: &'static str,
    /// Its version.
    pub version: &'static str,
}

/// The playbook that was used.
#[derive(Debug, Serialize)]
pub struct PlaybookName {
    /// Its version.
    pub version: String,
    /// The organisation whose folder is layered over it.
    pub organisation: Option<String>,
}

/// One finding.
#[derive(Debug, Serialize)]
pub struct FindingRecord {
    /// The rule.
    pub rule: String,
    /// How serious.
    pub severity: Severity,
    /// How the rule ended.
    pub outcome: Outcome,
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub help: String,
    /// The file, as named on the command line.
    pub file: String,
    /// Line, from 1.
    pub line: usize,
    /// Column, from 1, in characters.
    pub column: usize,
    /// Line of the end.
    pub end_line: usize,
    /// Column after the end.
    pub end_column: usize,
    /// The place, symbolically.
    pub subject: String,
    /// The waiver that covers it.
    pub waiver: Option<String>,
}

/// One problem of a file that could not be judged.
#[derive(Debug, Serialize)]
pub struct ProblemRecord {
    /// The sort of problem.
    pub code: String,
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub help: Option<String>,
    /// The file, as named on the command line.
    pub file: String,
    /// Line, from 1.
    pub line: usize,
    /// Column, from 1, in characters.
    pub column: usize,
    /// The place, symbolically.
    pub subject: String,
}

/// A gate or rule that the organisation's folder takes away or changes.
#[derive(Debug, Serialize)]
pub struct WeakenedRecord {
    /// `items` or `rules`.
    pub kind: String,
    /// Its id.
    pub id: String,
    /// Why.
    pub why: String,
    /// `retired` or `replaced`.
    pub how: &'static str,
}

/// Counts of a run.
#[derive(Debug, Serialize)]
pub struct SummaryRecord {
    /// Projects that were judged.
    pub projects: usize,
    /// Files that could not be judged.
    pub unreadable: usize,
    /// Rules that applied, summed over projects.
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
    /// The severity from which the run fails.
    pub fail_on: Severity,
    /// Whether it fails.
    pub failed: bool,
}

/// The whole result of a run.
pub fn result(run: &Run<'_>, judged: &[Judged<'_>], unreadable: &[Unreadable]) -> RunResult {
    let total = |count: fn(Summary) -> usize| judged.iter().map(|j| count(j.report.summary())).sum();
    RunResult {
        schema_version: 1,
        tool: Tool { name: "aiproc", version: env!("CARGO_PKG_VERSION") },
        playbook: PlaybookName { version: run.playbook.to_owned(), organisation: run.organisation.map(str::to_owned) },
        today: run.today,
        findings: judged.iter().flat_map(findings).collect(),
        problems: unreadable.iter().flat_map(problems).collect(),
        weakened: judged.first().map(|j| weakened(j.report)).unwrap_or_default(),
        summary: SummaryRecord {
            projects: judged.len(),
            unreadable: unreadable.len(),
            rules: judged.iter().map(|j| j.report.rules).sum(),
            errors: total(|s| s.errors),
            warnings: total(|s| s.warnings),
            notes: total(|s| s.notes),
            cannot_tell: total(|s| s.cannot_tell),
            waived: total(|s| s.waived),
            fail_on: run.fail_on,
            failed: judged.iter().any(|j| j.report.fails(run.fail_on)),
        },
    }
}

fn findings<'a>(judged: &'a Judged<'_>) -> impl Iterator<Item = FindingRecord> + 'a {
    judged.placed().into_iter().map(|(span, f)| {
        let [line, column, end_line, end_column] = plain::place(judged.document, &span);
        FindingRecord {
            rule: f.rule.clone(),
            severity: f.severity,
            outcome: f.outcome,
            message: f.message.clone(),
            help: f.help.clone(),
            file: judged.file.to_owned(),
            line,
            column,
            end_line,
            end_column,
            subject: f.subject.to_string(),
            waiver: f.waiver.clone(),
        }
    })
}

fn problems(file: &Unreadable) -> impl Iterator<Item = ProblemRecord> + '_ {
    let lines = Lines::of(&file.text);
    file.problems.iter().map(move |p| {
        let (line, column) = lines.line_column(&file.text, p.span.start);
        ProblemRecord {
            code: p.code.to_string(),
            message: p.message.clone(),
            help: p.hint.clone(),
            file: file.file.clone(),
            line,
            column,
            subject: p.path.to_string(),
        }
    })
}

fn weakened(report: &Report) -> Vec<WeakenedRecord> {
    let record = |w: &crate::check::Weakened| WeakenedRecord {
        kind: w.kind.to_string(),
        id: w.id.clone(),
        why: w.why.clone(),
        how: if w.retired { "retired" } else { "replaced" },
    };
    report.weakened.iter().map(record).collect()
}

pub(super) fn write(
    run: &Run<'_>,
    judged: &[Judged<'_>],
    unreadable: &[Unreadable],
    out: &mut dyn io::Write,
) -> io::Result<()> {
    serde_json::to_writer_pretty(&mut *out, &result(run, judged, unreadable))?;
    writeln!(out)
}
