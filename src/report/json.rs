//! Findings for programs. The structs here are the contract (`schema_version`), not a dump of inner types: within a
//! version, fields are only added.

use serde::Serialize;

use super::{Judged, Reporter, Run, Totals, Unreadable, plain};
use crate::check::Outcome;
use crate::project::document::Lines;
use crate::scale::Severity;

/// What comes before the findings. Together with [`After`] it is one object.
#[derive(Debug, Serialize)]
struct Before {
    /// Version of this format; 1.
    schema_version: u32,
    /// The tool.
    tool: Tool,
    /// The day on which it judged.
    today: crate::date::Date,
}

/// What comes after the findings.
#[derive(Debug, Serialize)]
struct After {
    /// Gates and rules that the organisation's folder takes away or changes.
    weakened: Vec<WeakenedRecord>,
    /// The playbook.
    playbook: PlaybookName,
    /// Counts.
    summary: SummaryRecord,
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
    /// In the baseline; not among the others.
    pub known: usize,
    /// The severity from which the run fails.
    pub fail_on: Severity,
    /// Whether it fails.
    pub failed: bool,
}

/// Findings for programs.
pub(super) struct Json;

impl Reporter for Json {
    fn start(&self, run: &Run) -> String {
        let text = object(&Before { schema_version: 1, tool: tool(), today: run.today });
        format!("{{\n{text},\n  \"findings\": [")
    }

    fn project(&self, _: &Run, judged: &Judged<'_>) -> String {
        listed(findings(judged))
    }

    fn between(&self) -> &'static str {
        ","
    }

    fn unreadable(&self, _: &Run, file: &Unreadable) -> String {
        listed(problems(file))
    }

    fn unreadable_last(&self) -> bool {
        true
    }

    fn end(&self, _: &Run, totals: &Totals, unreadable: &[String]) -> String {
        let after = After { weakened: weakened(totals), playbook: playbook(totals), summary: summary(totals) };
        let problems = unreadable.join(",");
        format!("\n  ],\n  \"problems\": [{problems}\n  ],\n{}\n}}\n", object(&after))
    }
}

/// The tool that judged.
pub(super) fn tool() -> Tool {
    Tool { name: "aiproc", version: env!("CARGO_PKG_VERSION") }
}

/// The playbook of a run.
pub(super) fn playbook(totals: &Totals) -> PlaybookName {
    PlaybookName { version: totals.playbook.clone(), organisation: totals.organisation.clone() }
}

/// The counts of a run.
pub(super) fn summary(totals: &Totals) -> SummaryRecord {
    let s = totals.summary;
    SummaryRecord {
        projects: totals.projects,
        unreadable: totals.unreadable,
        rules: totals.rules,
        errors: s.errors,
        warnings: s.warnings,
        notes: s.notes,
        cannot_tell: s.cannot_tell,
        waived: s.waived,
        known: s.known,
        fail_on: totals.fail_on.unwrap_or(Severity::Error),
        failed: totals.failed,
    }
}

/// The fields of an object, indented, without its braces.
fn object(value: &impl Serialize) -> String {
    let text = serde_json::to_string_pretty(value).unwrap_or_default();
    text.trim_start_matches("{\n").trim_end_matches("\n}").to_owned()
}

/// Records as they stand in a list of the whole.
fn listed(records: impl Iterator<Item = impl Serialize>) -> String {
    let one = |record| serde_json::to_string_pretty(&record).unwrap_or_default().replace('\n', "\n    ");
    let texts: Vec<String> = records.map(|record| format!("\n    {}", one(record))).collect();
    texts.join(",")
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

fn weakened(totals: &Totals) -> Vec<WeakenedRecord> {
    let record = |w: &crate::check::Weakened| WeakenedRecord {
        kind: w.kind.to_string(),
        id: w.id.clone(),
        why: w.why.clone(),
        how: if w.retired { "retired" } else { "replaced" },
    };
    totals.weakened.iter().map(record).collect()
}
