//! Findings for GitLab: its Code Quality report, a JSON list. It knows no accepted findings, so what is waived or in
//! the baseline is left out; an empty list says that nothing is open.

use serde::Serialize;

use super::{Judged, Reporter, Run, Totals, Unreadable, listed, repository_path, sentence};
use crate::check::{Outcome, in_file};
use crate::scale::Severity;

/// Findings for GitLab.
pub(super) struct Gitlab;

#[derive(Serialize)]
struct Record<'a> {
    description: String,
    check_name: &'a str,
    fingerprint: String,
    severity: &'static str,
    location: Location<'a>,
}

#[derive(Serialize)]
struct Location<'a> {
    path: &'a str,
    lines: Lines,
}

#[derive(Serialize)]
struct Lines {
    begin: usize,
}

impl Reporter for Gitlab {
    fn start(&self, _: &Run) -> String {
        "[".to_owned()
    }

    fn project(&self, _: &Run, judged: &Judged<'_>) -> String {
        let path = repository_path(judged.file);
        let ranked = judged.ranked();
        let records = ranked.iter().filter(|shown| shown.finding.outcome.counts()).map(|shown| {
            let finding = shown.finding;
            let what = match finding.outcome {
                Outcome::CannotTell => format!("cannot tell: {}", finding.message),
                Outcome::Found | Outcome::Waived | Outcome::Known => finding.message.clone(),
            };
            Record {
                description: sentence(&what, &finding.help),
                check_name: &finding.rule,
                fingerprint: in_file(path, &shown.fingerprint),
                severity: match finding.severity {
                    Severity::Error => "critical",
                    Severity::Warning => "major",
                    Severity::Note => "info",
                },
                location: Location { path, lines: Lines { begin: shown.line } },
            }
        });
        listed(records, DEPTH)
    }

    fn between(&self) -> &'static str {
        ","
    }

    fn unreadable(&self, _: &Run, file: &Unreadable) -> String {
        let path = repository_path(&file.file);
        let records = file.placed().enumerate().map(|(n, (problem, line, _))| Record {
            description: sentence(&problem.message, problem.hint.as_deref().unwrap_or_default()),
            check_name: problem.code.as_str(),
            fingerprint: in_file(path, &format!("{} {} {n}", problem.code, problem.path)),
            severity: "blocker",
            location: Location { path, lines: Lines { begin: line } },
        });
        listed(records, DEPTH)
    }

    fn end(&self, _: &Run, totals: &Totals, _: &[String]) -> String {
        let s = totals.summary;
        let empty = s.errors + s.warnings + s.notes == 0 && totals.unreadable == 0;
        if empty { "]\n" } else { "\n]\n" }.to_owned()
    }
}

/// How many lists and objects lie around a record.
const DEPTH: usize = 1;
