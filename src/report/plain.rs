//! Findings for people: the line of the file, what is wrong under it, what to do; then one line that sums up.

use std::io;
use std::ops::Range;

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};

use super::{Judged, Run, Unreadable};
use crate::check::{Finding, Outcome, Summary};
use crate::project::document::{Lines, clamp, line_column};
use crate::project::{Document, Problem};
use crate::scale::Severity;

pub(super) fn write(
    run: &Run<'_>,
    judged: &[Judged<'_>],
    unreadable: &[Unreadable],
    out: &mut dyn io::Write,
) -> io::Result<()> {
    for file in unreadable {
        let lines = Lines::of(&file.text);
        for problem in &file.problems {
            let line = lines.line_column(&file.text, problem.span.start).0;
            let text = problem_at(&file.file, &file.text, line, problem, run.colour, run.width);
            writeln!(out, "{text}\n")?;
        }
    }
    let mut total = Summary::default();
    for project in judged {
        let mut before = None;
        for (span, finding) in project.placed() {
            // Where several findings share a place, its line is shown once.
            let again = before.as_ref() == Some(&span);
            writeln!(out, "{}\n", finding_text(project, &span, finding, again, run))?;
            before = Some(span);
        }
        let summary = project.report.summary();
        if judged.len() > 1 {
            writeln!(out, "{}: {}\n", one_line(project.file), counts(summary))?;
        }
        total.errors += summary.errors;
        total.warnings += summary.warnings;
        total.notes += summary.notes;
        total.cannot_tell += summary.cannot_tell;
        total.waived += summary.waived;
    }
    for weakened in judged.first().map(|j| j.report.weakened.as_slice()).unwrap_or_default() {
        let verb = if weakened.retired { "retires" } else { "replaces" };
        let who = run.organisation.unwrap_or("the organisation's folder");
        let (who, id, why) = (one_line(who), one_line(&weakened.id), one_line(&weakened.why));
        writeln!(out, "note: {who} {verb} {}/{id}: {why}", weakened.kind)?;
    }
    if !unreadable.is_empty() {
        let n = unreadable.len();
        writeln!(out, "{n} {} could not be read.", if n == 1 { "file" } else { "files" })?;
    }
    if let Some(first) = judged.first() {
        let name = if judged.len() == 1 { one_line(first.title) } else { format!("{} projects", judged.len()) };
        writeln!(out, "{name} on {}: {}.", run.today, counts(total))?;
        let fails = judged.iter().any(|j| j.report.fails(run.fail_on));
        let verdict = match (fails, total == Summary::default()) {
            (true, _) => format!("The plan does not pass: fails on {} or worse.", run.fail_on),
            // What could not be judged has not passed.
            (false, _) if !unreadable.is_empty() => {
                let plans = if unreadable.len() == 1 { "plan" } else { "plans" };
                format!(
                    "{} {plans} could not be judged; nothing at or above {} in the rest.",
                    unreadable.len(),
                    run.fail_on
                )
            }
            (false, true) => "Nothing to report.".to_owned(),
            (false, false) => format!("The plan passes: nothing at or above {}.", run.fail_on),
        };
        writeln!(out, "{verdict}")?;
        if let Some(rule) = first.report.findings.first().map(|f| &f.rule) {
            writeln!(
                out,
                "Why a rule matters and what to do: aiproc explain RULE, for example: aiproc explain {rule}"
            )?;
        }
    }
    Ok(())
}

/// Counts in words: `2 errors, 1 warning, 0 notes`, and what could not be told or is waived.
pub fn counts(summary: Summary) -> String {
    let some = |n: usize, one: &str, many: &str| format!("{n} {}", if n == 1 { one } else { many });
    let mut parts = vec![
        some(summary.errors, "error", "errors"),
        some(summary.warnings, "warning", "warnings"),
        some(summary.notes, "note", "notes"),
    ];
    if summary.cannot_tell > 0 {
        parts.push(format!("{} of them cannot be told", summary.cannot_tell));
    }
    if summary.waived > 0 {
        parts.push(format!("{} waived", summary.waived));
    }
    parts.join(", ")
}

fn finding_text(project: &Judged<'_>, span: &Range<usize>, finding: &Finding, again: bool, run: &Run<'_>) -> String {
    let name = match finding.outcome {
        Outcome::Found => finding.severity.as_str().to_owned(),
        Outcome::CannotTell => format!("{} (cannot tell)", finding.severity),
        Outcome::Waived => "waived".to_owned(),
    };
    let title =
        level(finding.severity).with_name(name).primary_title(visible(&finding.message)).id(finding.rule.clone());
    let renderer = renderer(run.colour, run.width);
    let help = visible(&finding.help);
    if again {
        return format!("{}\n  = help: {help}", renderer.render(&[Group::with_title(title)]));
    }
    let line = project.document.line_column(span.start).0;
    let file = one_line(project.file);
    let snippet = snippet_at(&file, project.document.text(), line, span.clone(), "");
    renderer.render(&[title.element(snippet).element(Level::HELP.message(help))])
}

/// A problem with a file: the line, what is wrong under it, what to do.
pub fn problem_text(file: &str, text: &str, problem: &Problem, colour: bool, width: usize) -> String {
    let line = line_column(text, problem.span.start).0;
    problem_at(file, text, line, problem, colour, width)
}

fn problem_at(file: &str, text: &str, line: usize, problem: &Problem, colour: bool, width: usize) -> String {
    let file = one_line(file);
    let title = Level::ERROR.primary_title(visible(&problem.message)).id(problem.code.as_str());
    let mut group: Group<'_> = title.element(snippet_at(&file, text, line, problem.span.clone(), ""));
    if let Some(hint) = &problem.hint {
        group = group.element(Level::HELP.message(visible(hint)));
    }
    renderer(colour, width).render(&[group])
}

/// The lines of `text` that `span` touches (at most three), with the place underlined.
pub fn snippet<'a>(
    file: &'a str,
    text: &'a str,
    span: Range<usize>,
    label: &'a str,
) -> Snippet<'a, annotate_snippets::Annotation<'a>> {
    let line = line_column(text, span.start).0;
    snippet_at(file, text, line, span, label)
}

/// A snippet whose first line is known to be the `line`th of the text.
fn snippet_at<'a>(
    file: &'a str,
    text: &'a str,
    line: usize,
    span: Range<usize>,
    label: &'a str,
) -> Snippet<'a, annotate_snippets::Annotation<'a>> {
    let span = clamp(text, span);
    let start = text[..span.start].rfind('\n').map_or(0, |n| n + 1);
    // The mark with which some editors begin a file is not part of its first line.
    let start = if text[start..].starts_with('\u{feff}') { start + '\u{feff}'.len_utf8() } else { start };
    let mut end = start;
    for _ in 0..3 {
        end = text[end..].find('\n').map_or(text.len(), |n| end + n + 1);
        if end >= span.end {
            break;
        }
    }
    let lines = text[start..end].trim_end_matches(['\n', '\r']);
    // Offsets are counted in what is shown, where a control character may take more bytes than in the file.
    let shown = |text: &str| visible(&text.replace("\r\n", "\n"));
    let within = |at: usize| shown(&lines[..at.saturating_sub(start).min(lines.len())]).len();
    let (from, to) = (within(span.start), within(span.end));
    let mark = AnnotationKind::Primary.span(from..to.max(from));
    let mark = if label.is_empty() { mark } else { mark.label(label) };
    Snippet::source(shown(lines)).path(file).line_start(line).annotation(mark)
}

fn level(severity: Severity) -> Level<'static> {
    match severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    }
}

fn renderer(colour: bool, width: usize) -> Renderer {
    let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
    renderer.decor_style(DecorStyle::Ascii).term_width(width)
}

/// The same for a place that has one line only: an end of line is shown as ␊.
fn one_line(text: &str) -> String {
    visible(text).replace('\n', "␊")
}

/// Text with control, direction and invisible characters made visible, one for one, so that a name cannot steer a terminal.
pub fn visible(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '\n' | '\t' => c,
            '\u{7f}' => '␡',
            c if c.is_ascii_control() => char::from_u32(0x2400 + c as u32).unwrap_or('�'),
            c if c.is_control() => '�',
            '\u{200b}' | '\u{2028}' | '\u{2029}' | '\u{feff}' => '�',
            '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200e}' | '\u{200f}' | '\u{061c}' => '�',
            c => c,
        })
        .collect()
}

/// Where a place stands, for machine formats: line and column of both ends, from 1; columns count characters.
pub(super) fn place(document: &Document<'_>, span: &Range<usize>) -> [usize; 4] {
    let (line, column) = document.line_column(span.start);
    let (end_line, end_column) = document.line_column(span.end);
    [line, column, end_line, end_column]
}
