//! Findings as Markdown, for a comment on a pull request and for the summary of a step.
//!
//! Each finding is one row of a table, so that a report which grows too long can end after any row. What a person
//! wrote is escaped: it becomes no heading, link, mention or tag.

use super::{Judged, Reporter, Run, Shown, Totals, Unreadable, Written, plain, repository_path};
use crate::check::Outcome;
use crate::markdown::{code, prose, text};
use crate::scale::Severity;

/// Findings as Markdown, of at most so many bytes.
pub(super) struct Markdown {
    pub(super) room: usize,
}

/// Bytes of a comment: GitHub takes 65,536 characters.
pub(super) const COMMENT: usize = 65_000;
/// Bytes of a step's summary: GitHub takes 1 MiB.
pub(super) const STEP_SUMMARY: usize = 1_000_000;

/// Kept free for what comes after all projects.
const FOR_THE_END: usize = 8_000;
const HEAD: &str = "| Where | Rule | What is wrong |";
const RULE: &str = "| --- | --- | --- |";

impl Reporter for Markdown {
    fn start(&self, _: &Run) -> String {
        String::new()
    }

    fn project(&self, run: &Run, judged: &Judged<'_>) -> String {
        let ranked = judged.ranked();
        if ranked.is_empty() {
            return String::new();
        }
        let mut out = format!("## {}\n\n", text(judged.title()));
        if run.many {
            out += &format!("{}: {}.\n\n", code(repository_path(judged.file)), plain::counts(judged.report.summary()));
        }
        for group in Group::ALL {
            let rows: Vec<String> =
                ranked.iter().filter(|shown| Group::of(shown) == group).map(|shown| row(judged, shown)).collect();
            if !rows.is_empty() {
                out += &format!("### {}\n\n{HEAD}\n{RULE}\n{}\n", group.title(rows.len()), rows.concat());
            }
        }
        out
    }

    fn fit(&self, piece: String, before: Written) -> (String, usize) {
        let room = self.room.saturating_sub(FOR_THE_END).saturating_sub(before.bytes);
        if piece.len() <= room {
            return (piece, 0);
        }
        let mut kept: Vec<&str> = Vec::new();
        let mut length = 0;
        for line in piece.lines() {
            length += line.len() + 1;
            if length + 1 > room {
                break;
            }
            kept.push(line);
        }
        // Neither a heading without a table nor a table without a row is left.
        while kept.last().is_some_and(|line| !is_finding(line)) {
            kept.pop();
        }
        let findings = |lines: &[&str]| lines.iter().filter(|line| is_finding(line)).count();
        let left_out = findings(&piece.lines().collect::<Vec<_>>()) - findings(&kept);
        let text = if kept.is_empty() { String::new() } else { kept.join("\n") + "\n\n" };
        (text, left_out)
    }

    fn unreadable(&self, _: &Run, file: &Unreadable) -> String {
        let path = repository_path(&file.file);
        let rows = file.placed().map(|(problem, line, _)| {
            let what = prose(&problem.message);
            let help = problem.hint.as_deref().map(help).unwrap_or_default();
            format!("| {} | {} | {what}{help} |\n", code(&format!("{path}:{line}")), code(problem.code.as_str()))
        });
        let rows: String = rows.collect();
        format!("## {} could not be judged\n\n{HEAD}\n{RULE}\n{rows}\n", code(path))
    }

    fn unreadable_last(&self) -> bool {
        true
    }

    fn end(&self, run: &Run, totals: &Totals, unreadable: &[String]) -> String {
        let mut out = String::new();
        let mut lines = Vec::new();
        let mut rest = 0;
        for piece in unreadable {
            if out.len() + piece.len() < FOR_THE_END / 2 { out += piece } else { rest += 1 }
        }
        if rest > 0 {
            lines.push(format!("{rest} more files could not be judged."));
        }
        if totals.left_out > 0 {
            lines.push(format!(
                "{} findings are left out, for there is no room for them; `aiproc check` shows all.",
                totals.left_out
            ));
        }
        for weakened in totals.weakened.iter().take(10) {
            let who = totals.organisation.as_deref().unwrap_or("The organisation's folder");
            let verb = if weakened.retired { "retires" } else { "replaces" };
            let id = code(&format!("{}/{}", weakened.kind, weakened.id));
            lines.push(format!("{} {verb} {id}: {}", text(short(who)), text(short(&weakened.why))));
        }
        if totals.projects > 0 {
            let name = match &totals.title {
                Some(title) => text(short(title)),
                None => format!("{} projects", totals.projects),
            };
            lines.push(format!("**{name}** on {}: {}.", run.today, plain::counts(totals.summary)));
            lines.push(plain::verdict(totals));
        }
        out += &lines.join("\n\n");
        out + "\n"
    }
}

/// As much of a text as a line that sums up needs.
fn short(text: &str) -> &str {
    text.char_indices().nth(100).map_or(text, |(end, _)| &text[..end])
}

fn is_finding(line: &str) -> bool {
    line.starts_with("| ") && line != HEAD && line != RULE
}

/// Findings that stand in one table.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Group {
    Open(Severity),
    Waived,
    Known,
}

impl Group {
    const ALL: [Group; 5] = [
        Group::Open(Severity::Error),
        Group::Open(Severity::Warning),
        Group::Open(Severity::Note),
        Group::Waived,
        Group::Known,
    ];

    fn of(shown: &Shown<'_>) -> Self {
        match shown.finding.outcome {
            Outcome::Found | Outcome::CannotTell => Group::Open(shown.finding.severity),
            Outcome::Waived => Group::Waived,
            Outcome::Known => Group::Known,
        }
    }

    fn title(self, n: usize) -> String {
        match self {
            Group::Open(severity) => format!("{n} {severity}{}", if n == 1 { "" } else { "s" }),
            Group::Waived => format!("{n} waived"),
            Group::Known => format!("{n} known from the baseline"),
        }
    }
}

fn row(judged: &Judged<'_>, shown: &Shown<'_>) -> String {
    let finding = shown.finding;
    let place = code(&format!("{}:{}", repository_path(judged.file), shown.line));
    let mut rule = code(&finding.rule);
    match finding.outcome {
        Outcome::CannotTell => rule += " (cannot tell)",
        // In these tables severities are mixed.
        Outcome::Waived | Outcome::Known => rule += &format!(" ({})", finding.severity),
        Outcome::Found => {}
    }
    let waivers = &judged.joined.project.waivers;
    let waiver = finding.waiver.as_ref().and_then(|id| waivers.iter().find(|(own, _)| own == id));
    let accepted = waiver.map(|(_, w)| format!("; waived by {} until {}: {}", text(&w.by), w.until, text(&w.reason)));
    let message = prose(&finding.message);
    format!("| {place} | {rule} | {message}{}{} |\n", accepted.unwrap_or_default(), help(&finding.help))
}

/// What to do, folded away.
fn help(plain: &str) -> String {
    format!("<details><summary>What to do</summary>{}</details>", prose(plain))
}
