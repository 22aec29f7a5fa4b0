//! Findings as a test report, in the dialect that Jenkins and GitLab share: a plan is a suite, a rule a test.
//!
//! The report fails where the check fails: a test fails when its rule has findings at or above the severity from which
//! the plan fails. Less serious ones are told in the output of a test that passes. Where something cannot be told and
//! that is too little to fail, the test is skipped, for it has not passed; so is a rule whose findings are all waived
//! or known. Rules that found nothing are tests that passed.

use std::fmt::Write as _;

use super::xml::{attribute, text};
use super::{Judged, Reporter, Run, Shown, Totals, Unreadable, repository_path};
use crate::check::{self, Outcome};

/// Findings as a test report.
pub(super) struct Junit;

/// How a test ended.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Ending {
    Passed,
    Failed,
    Skipped,
}

impl Reporter for Junit {
    fn start(&self, _: &Run) -> String {
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"aiproc check\">\n".to_owned()
    }

    fn project(&self, run: &Run, judged: &Judged<'_>) -> String {
        let file = repository_path(judged.file);
        let ranked = judged.ranked();
        let mut cases = String::new();
        let (mut tests, mut failures, mut skipped) = (0, 0, 0);
        // A finding of a rule that is not among those judged would be lost, so every rule that found something is told.
        let mut rules: Vec<&str> = check::judged(judged.joined).map(|rule| rule.id.as_str()).collect();
        for shown in &ranked {
            if !rules.contains(&shown.finding.rule.as_str()) {
                rules.push(&shown.finding.rule);
            }
        }
        for rule in rules {
            let own: Vec<&Shown<'_>> = ranked.iter().filter(|shown| shown.finding.rule == rule).collect();
            let ending = ending(judged, &own);
            tests += 1;
            failures += usize::from(ending == Ending::Failed);
            skipped += usize::from(ending == Ending::Skipped);
            cases += &case(file, rule, ending, &own);
        }
        let mut out = suite(file, tests, failures, 0, skipped);
        let facts = [
            ("project", judged.title()),
            ("today", &run.today.to_string()),
            ("playbook", &judged.joined.playbook.about().version),
            ("fail-on", judged.fail_on.as_str()),
        ];
        out += "    <properties>\n";
        for (name, value) in facts {
            let _ = writeln!(out, "      <property name=\"{name}\" value=\"{}\"/>", attribute(value));
        }
        out + "    </properties>\n" + &cases + "  </testsuite>\n"
    }

    fn unreadable(&self, _: &Run, file: &Unreadable) -> String {
        let path = repository_path(&file.file);
        let mut out = suite(path, 1, 0, 1, 0);
        let code = file.problems.first().map_or("unreadable", |problem| problem.code.as_str());
        let lines: Vec<String> = file
            .placed()
            .map(|(problem, line, column)| {
                let help = problem.hint.as_ref().map(|hint| format!("\n    {}", one_line(hint))).unwrap_or_default();
                format!("{}:{line}:{column}: {}: {}{help}", one_line(path), problem.code, one_line(&problem.message))
            })
            .collect();
        let count = match lines.len() {
            1 => "the file cannot be judged: 1 problem".to_owned(),
            n => format!("the file cannot be judged: {n} problems"),
        };
        let _ = writeln!(out, "    <testcase name=\"readable\" classname=\"{}\" time=\"0\">", attribute(path));
        let body = text(&lines.join("\n"));
        let _ = writeln!(out, "      <error message=\"{}\" type=\"{code}\">{body}</error>", attribute(&count));
        out + "    </testcase>\n  </testsuite>\n"
    }

    fn end(&self, _: &Run, _: &Totals, _: &[String]) -> String {
        "</testsuites>\n".to_owned()
    }
}

fn suite(file: &str, tests: usize, failures: usize, errors: usize, skipped: usize) -> String {
    let name = attribute(file);
    format!(
        "  <testsuite name=\"{name}\" tests=\"{tests}\" failures=\"{failures}\" errors=\"{errors}\" \
         skipped=\"{skipped}\" time=\"0\" file=\"{name}\">\n"
    )
}

fn ending(judged: &Judged<'_>, own: &[&Shown<'_>]) -> Ending {
    let counting: Vec<_> = own.iter().map(|shown| shown.finding).filter(|f| f.outcome.counts()).collect();
    if counting.iter().any(|f| f.severity >= judged.fail_on) {
        Ending::Failed
    } else if counting.iter().any(|f| f.outcome == Outcome::CannotTell) || (counting.is_empty() && !own.is_empty()) {
        Ending::Skipped
    } else {
        Ending::Passed
    }
}

fn case(file: &str, rule: &str, ending: Ending, own: &[&Shown<'_>]) -> String {
    let head = format!("    <testcase name=\"{}\" classname=\"{}\" time=\"0\"", attribute(rule), attribute(file));
    let Some(first) = own.first() else { return head + "/>\n" };
    let lines: Vec<String> = own.iter().map(|shown| line(file, shown)).collect();
    let body = text(&lines.join("\n"));
    let first = first.finding;
    let more = if own.len() > 1 { format!(" (and {} more)", own.len() - 1) } else { String::new() };
    let message = attribute(&one_line(&format!("{}{more}", first.message)));
    let output = format!("      <system-out>{body}</system-out>\n");
    let inner = match ending {
        Ending::Passed => output,
        Ending::Failed => {
            format!("      <failure message=\"{message}\" type=\"{}\">{body}</failure>\n", first.severity)
        }
        Ending::Skipped => {
            let why = match first.outcome {
                Outcome::Found | Outcome::CannotTell => "cannot tell",
                Outcome::Waived => "waived",
                Outcome::Known => "known",
            };
            format!("      <skipped message=\"{why}: {message}\"/>\n{output}")
        }
    };
    format!("{head}>\n{inner}    </testcase>\n")
}

/// One finding in a line, and what to do in a second one.
fn line(file: &str, shown: &Shown<'_>) -> String {
    let finding = shown.finding;
    format!(
        "{}:{}:{}: {} ({}): {}\n    {}",
        one_line(file),
        shown.line,
        shown.column,
        finding.severity,
        finding.outcome,
        one_line(&finding.message),
        one_line(&finding.help)
    )
}

fn one_line(text: &str) -> String {
    text.split(['\n', '\r']).map(str::trim).filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}
