//! Findings for programs. The structs here are the contract (`schema_version`), not a dump of inner types: within a
//! version, fields are only added.

use schemars::JsonSchema;
use schemars::generate::SchemaSettings;
use serde::Serialize;
use serde_json::Value;

use super::{Judged, Reporter, Run, Totals, Unreadable, listed, plain};
use crate::check::{self, Outcome};
use crate::project::FieldPath;
use crate::scale::Severity;

/// The JSON Schema (draft 7) of a report in this format. It tells what is written; what reads must allow more fields.
pub fn schema() -> Value {
    schema_of::<Whole>()
}

/// The JSON Schema of what is written as a `T`.
pub(crate) fn schema_of<T: JsonSchema>() -> Value {
    let settings = SchemaSettings::draft07().for_serialize().with(|s| s.inline_subschemas = true);
    settings.into_generator().into_root_schema_for::<T>().to_value()
}

/// What `aiproc check --format json` writes.
#[derive(Debug, JsonSchema)]
#[schemars(rename = "aiproc check")]
#[expect(dead_code, reason = "it is written piece by piece, and described as a whole")]
struct Whole {
    #[schemars(flatten)]
    before: Before,
    /// The findings: by project, in the order of the file.
    findings: Vec<FindingRecord<'static>>,
    /// What keeps files from being judged.
    problems: Vec<ProblemRecord>,
    #[schemars(flatten)]
    after: After,
}

/// What comes before the findings. Together with [`After`] it is one object.
#[derive(Debug, Serialize, JsonSchema)]
struct Before {
    /// Version of this format; 1.
    schema_version: u32,
    /// The tool.
    tool: Tool,
    /// The day on which it judged.
    today: crate::date::Date,
}

/// What comes after the findings.
#[derive(Debug, Serialize, JsonSchema)]
struct After {
    /// Gates and rules that the organisation's folder takes away or changes.
    weakened: Vec<WeakenedRecord>,
    /// The playbook.
    playbook: PlaybookName,
    /// Counts.
    summary: SummaryRecord,
}

/// The tool that judged.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Tool {
    /// `aiproc`.
    pub name: &'static str,
    /// Its version.
    pub version: &'static str,
}

/// The playbook that was used.
#[derive(Debug, Serialize, JsonSchema)]
pub struct PlaybookName {
    /// Its version.
    pub version: String,
    /// The organisation whose folder is layered over it.
    pub organisation: Option<String>,
}

/// One finding.
#[derive(Debug, Serialize, JsonSchema)]
pub struct FindingRecord<'a> {
    /// The rule.
    pub rule: &'a str,
    /// How serious.
    pub severity: Severity,
    /// How the rule ended.
    pub outcome: Outcome,
    /// What is wrong.
    pub message: &'a str,
    /// What to do.
    pub help: &'a str,
    /// The file, as named on the command line.
    pub file: &'a str,
    /// Line, from 1.
    pub line: usize,
    /// Column, from 1, in characters.
    pub column: usize,
    /// Line of the end.
    pub end_line: usize,
    /// Column after the end.
    pub end_column: usize,
    /// The place, symbolically.
    #[schemars(with = "String")]
    pub subject: &'a FieldPath,
    /// The waiver that covers it.
    pub waiver: Option<&'a str>,
    /// A name that outlives moved lines; the same rule at the same place has the same one on every machine and day.
    pub fingerprint: String,
    /// Whether there is a change that mends it and can lose or invent nothing.
    pub fixable: bool,
    /// The facts without which it cannot be told; empty for other outcomes.
    #[schemars(with = "Vec<String>")]
    pub missing: &'a [FieldPath],
}

/// One problem of a file that could not be judged.
#[derive(Debug, Serialize, JsonSchema)]
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
#[derive(Debug, Serialize, JsonSchema)]
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
#[derive(Debug, Serialize, JsonSchema)]
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
        listed(findings(judged), DEPTH)
    }

    fn between(&self) -> &'static str {
        ","
    }

    fn unreadable(&self, _: &Run, file: &Unreadable) -> String {
        listed(problems(file), DEPTH)
    }

    fn unreadable_last(&self) -> bool {
        true
    }

    fn end(&self, _: &Run, totals: &Totals, unreadable: &[String]) -> String {
        let after = After { weakened: weakened(totals), playbook: playbook(totals), summary: summary(totals) };
        let close = |empty| if empty { "]" } else { "\n  ]" };
        let findings = close(totals.summary.total() == 0);
        let problems = unreadable.join(",") + close(unreadable.is_empty());
        format!("{findings},\n  \"problems\": [{problems},\n{}\n}}\n", object(&after))
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
        failed: totals.failing > 0,
    }
}

/// The fields of an object, indented, without its braces.
fn object(value: &impl Serialize) -> String {
    let text = serde_json::to_string_pretty(value).unwrap_or_default();
    text.trim_start_matches("{\n").trim_end_matches("\n}").to_owned()
}

/// How many lists and objects lie around a record.
const DEPTH: usize = 2;

fn findings<'a>(judged: &'a Judged<'_>) -> impl Iterator<Item = FindingRecord<'a>> {
    let findings = &judged.report.findings;
    let mut named: Vec<_> = findings
        .iter()
        .zip(check::fingerprints(findings))
        .map(|(finding, fingerprint)| (judged.document.locate(&finding.subject), finding, fingerprint))
        .collect();
    named.sort_by_key(|(span, _, _)| span.start);
    named.into_iter().map(|(span, f, fingerprint)| {
        let [line, column, end_line, end_column] = plain::place(judged.document, &span);
        FindingRecord {
            rule: &f.rule,
            severity: f.severity,
            outcome: f.outcome,
            message: &f.message,
            help: &f.help,
            file: judged.file,
            line,
            column,
            end_line,
            end_column,
            subject: &f.subject,
            waiver: f.waiver.as_deref(),
            fingerprint,
            fixable: f.fix.is_some(),
            missing: &f.missing,
        }
    })
}

fn problems(file: &Unreadable) -> impl Iterator<Item = ProblemRecord> {
    file.placed().map(|(p, line, column)| ProblemRecord {
        code: p.code.to_string(),
        message: p.message.clone(),
        help: p.hint.clone(),
        file: file.file.clone(),
        line,
        column,
        subject: p.path.to_string(),
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
