//! Findings for GitHub Actions: workflow commands, which become annotations beside the line.
//!
//! GitHub makes annotations of the first ten of each type and step, and of fifty in a run; so the most serious come
//! first, all stand in the log, and the summary of the step has them as a table. Every line that holds text of a plan
//! or a name of a file is itself a command, in which such text is escaped: none can begin a command of its own.

use super::{Judged, Reporter, Run, Totals, Unreadable, plain, repository_path, sentence};
use crate::check::Outcome;
use crate::scale::Severity;

/// Findings for GitHub Actions.
pub(super) struct Github;

/// Annotations of one type that GitHub makes in one step.
const SHOWN_OF_A_TYPE: usize = 10;

impl Reporter for Github {
    fn start(&self, _: &Run) -> String {
        String::new()
    }

    fn project(&self, _: &Run, judged: &Judged<'_>) -> String {
        let ranked = judged.ranked();
        let lines = ranked.iter().filter(|shown| shown.finding.outcome.counts()).map(|shown| {
            let finding = shown.finding;
            let title = match finding.outcome {
                Outcome::CannotTell => format!("{} (cannot tell)", finding.rule),
                Outcome::Found | Outcome::Waived | Outcome::Known => finding.rule.to_string(),
            };
            let mut place = vec![("line", shown.line), ("endLine", shown.end_line)];
            // Columns mean something within one line only.
            if shown.line == shown.end_line {
                place.extend([("col", shown.column), ("endColumn", shown.end_column)]);
            }
            let kind = match finding.severity {
                Severity::Error => "error",
                Severity::Warning => "warning",
                Severity::Note => "notice",
            };
            command(kind, Some(judged.file), &place, &title, &sentence(&finding.message, &finding.help))
        });
        lines.collect()
    }

    fn unreadable(&self, _: &Run, file: &Unreadable) -> String {
        let lines = file.placed().map(|(problem, line, column)| {
            let text = sentence(&problem.message, problem.hint.as_deref().unwrap_or_default());
            command("error", Some(&file.file), &[("line", line), ("col", column)], problem.code.as_str(), &text)
        });
        lines.collect()
    }

    fn end(&self, _: &Run, totals: &Totals, _: &[String]) -> String {
        let mut out = String::new();
        for weakened in &totals.weakened {
            let how = if weakened.retired { "retired" } else { "replaced" };
            let text = sentence(&format!("{}/{} is {how}", weakened.kind, weakened.id), &weakened.why);
            out += &command("notice", None, &[], "playbook of the organisation", &text);
        }
        let s = totals.summary;
        let beyond: usize = [s.errors, s.warnings, s.notes].map(|n| n.saturating_sub(SHOWN_OF_A_TYPE)).iter().sum();
        if beyond > 0 {
            out += "GitHub annotates at most ten findings of each type; all are in this log and in the summary.\n";
        }
        if totals.unreadable > 0 {
            out += &format!("{} could not be judged.\n", plain::count(totals.unreadable, "plan"));
        }
        if totals.projects > 0 {
            out += &format!("{}.\n{}\n", plain::counts(s), plain::verdict(totals));
        }
        out
    }
}

/// One workflow command, as a line.
fn command(kind: &str, file: Option<&str>, place: &[(&str, usize)], title: &str, message: &str) -> String {
    let mut properties: Vec<String> = Vec::new();
    properties.extend(file.map(|file| format!("file={}", property(repository_path(file)))));
    properties.extend(place.iter().map(|(name, number)| format!("{name}={number}")));
    properties.push(format!("title={}", property(title)));
    format!("::{kind} {}::{}\n", properties.join(","), data(message))
}

/// Text of a message. The per cent sign is first, for it begins the escapes.
fn data(text: &str) -> String {
    plain::visible(text).replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// Text of a property, which a colon or a comma would end.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_stays_inside_its_command() {
        assert_eq!(
            command("error", Some("./a,b:c\n::error::x"), &[("line", 3)], "50 %", "one\n::set-output name=a::b %0A"),
            "::error file=a%2Cb%3Ac%0A%3A%3Aerror%3A%3Ax,line=3,title=50 %25::one%0A::set-output name=a::b %250A\n"
        );
    }
}
