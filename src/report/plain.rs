//! Findings for people: the line of the file, what is wrong under it, what to do; then one line that sums up.

use std::borrow::Cow;
use std::ops::Range;

use annotate_snippets::renderer::{
    DEFAULT_EMPHASIS_STYLE, DEFAULT_ERROR_STYLE, DEFAULT_LINE_NUM_STYLE, DEFAULT_NOTE_STYLE, DEFAULT_WARNING_STYLE,
    DecorStyle,
};
use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};
use anstyle::Style;

use super::{Judged, Reporter, Run, Totals, Unreadable};
use crate::check::{Finding, Outcome, Summary};
use crate::project::document::{Lines, clamp, line_column};
use crate::project::{Document, Problem};
use crate::scale::Severity;

/// Findings for people.
pub(super) struct Text;

impl Reporter for Text {
    fn start(&self, _: &Run) -> String {
        String::new()
    }

    fn project(&self, run: &Run, judged: &Judged<'_>) -> String {
        let mut out = String::new();
        let mut before = None;
        for (span, finding) in judged.placed() {
            // Where several findings share a place, its line is shown once.
            let again = before.as_ref() == Some(&span);
            finding_text(&mut out, judged, &span, finding, again, run);
            out += "\n\n";
            // What is set aside shows no line.
            if finding.outcome.counts() {
                before = Some(span);
            }
        }
        if run.many && !out.is_empty() {
            out += &format!("{}: {}\n\n", one_line(judged.file), counts(judged.report.summary()));
        }
        out
    }

    fn unreadable(&self, run: &Run, file: &Unreadable) -> String {
        let lines = Lines::of(&file.text);
        let text = |problem: &Problem| {
            let line = lines.line_column(&file.text, problem.span.start).0;
            problem_at(&file.file, &file.text, line, problem, run.colour, run.width) + "\n\n"
        };
        file.problems.iter().map(text).collect()
    }

    fn end(&self, run: &Run, totals: &Totals, _: &[String]) -> String {
        let mut lines = Vec::new();
        for weakened in &totals.weakened {
            let verb = if weakened.retired { "retires" } else { "replaces" };
            let who = totals.organisation.as_deref().unwrap_or("the organisation's folder");
            let (who, id, why) = (one_line(who), one_line(&weakened.id), one_line(&weakened.why));
            lines.push(format!("note: {who} {verb} {}/{id}: {why}", weakened.kind));
        }
        if totals.unreadable > 0 {
            lines.push(format!("{} could not be judged.", count(totals.unreadable, "plan")));
        }
        if totals.projects > 0 {
            let name = match &totals.title {
                Some(title) => one_line(title),
                None => count(totals.projects, "project").into(),
            };
            lines.push(format!("{name} on {}: {}.", run.today, counts(totals.summary)));
            lines.push(verdict(totals));
            if let Some((_, rule)) = &totals.example {
                lines.push(format!(
                    "Why a rule matters and what to do: aiproc explain RULE, for example: aiproc explain {rule}"
                ));
            }
        }
        lines.into_iter().map(|line| line + "\n").collect()
    }
}

/// Whether the run passes, in a sentence.
pub fn verdict(totals: &Totals) -> String {
    let fail_on = totals.fail_on.unwrap_or(Severity::Error);
    let quiet = totals.summary == Summary::default();
    if totals.failing > 0 {
        let plans = match (totals.failing, totals.projects) {
            (_, 1) => "The plan does not pass".to_owned(),
            (1, all) => format!("1 of {all} plans does not pass"),
            (some, all) => format!("{some} of {all} plans do not pass"),
        };
        return format!("{plans}: fails on {fail_on} or worse.");
    }
    // What could not be judged has not passed.
    if totals.unreadable > 0 {
        let plans = count(totals.unreadable, "plan");
        return format!("{plans} could not be judged; nothing at or above {fail_on} in the rest.");
    }
    let passes = if totals.projects == 1 { "The plan passes" } else { "Every plan passes" };
    if quiet { "Nothing to report.".to_owned() } else { format!("{passes}: nothing at or above {fail_on}.") }
}

/// `1 problem`, `2 problems`.
pub fn count(n: usize, one: &str) -> String {
    format!("{n} {one}{}", if n == 1 { "" } else { "s" })
}

/// Counts in words: `2 errors, 1 warning, 0 notes`, and what could not be told or is waived.
pub fn counts(summary: Summary) -> String {
    let mut parts =
        vec![count(summary.errors, "error"), count(summary.warnings, "warning"), count(summary.notes, "note")];
    if summary.cannot_tell > 0 {
        parts.push(format!("{} of them cannot be told", summary.cannot_tell));
    }
    if summary.waived > 0 {
        parts.push(format!("{} waived", summary.waived));
    }
    if summary.known > 0 {
        parts.push(format!("{} known from the baseline", summary.known));
    }
    parts.join(", ")
}

/// A finding: what is wrong, the line of the file, what to do. What is set aside takes one line.
fn finding_text(
    out: &mut String,
    project: &Judged<'_>,
    span: &Range<usize>,
    finding: &Finding,
    again: bool,
    run: &Run,
) {
    let paint = Paint(run.colour);
    let line = project.document.line_column(span.start).0;
    let severity = finding.severity.as_str();
    paint.within(out, severity_style(finding.severity), |out| {
        out.push_str(match finding.outcome {
            Outcome::Found | Outcome::CannotTell => severity,
            Outcome::Waived => "waived",
            Outcome::Known => "known",
        });
        if finding.outcome == Outcome::CannotTell {
            out.push_str(" (cannot tell)");
        }
        out.extend(["[", &finding.rule, "]"]);
    });
    let message = indented(&finding.message, "\n  ");
    if !finding.outcome.counts() {
        out.extend([": ", &one_line(project.file), ":", &line.to_string(), ": ", &message]);
        return;
    }
    paint.within(out, DEFAULT_EMPHASIS_STYLE, |out| out.extend([": ", &message]));
    if again {
        out.push_str("\n  = ");
    } else {
        // The library draws the excerpt; lines of its own would cost it more than all judging.
        let file = one_line(project.file);
        let snippet = snippet_at(&file, project.document.text(), line, span.clone(), "");
        let excerpt =
            renderer(run.colour, run.width).render(&[Group::with_level(level(finding.severity)).element(snippet)]);
        let margin = " ".repeat(line_digits(project.document, span));
        out.extend(["\n", &excerpt, "\n", &margin, " "]);
        paint.within(out, DEFAULT_LINE_NUM_STYLE, |out| out.push('|'));
        out.extend(["\n", &margin, " "]);
        paint.within(out, DEFAULT_LINE_NUM_STYLE, |out| out.push('='));
        out.push(' ');
    }
    paint.within(out, DEFAULT_EMPHASIS_STYLE, |out| out.push_str("help:"));
    out.extend([" ", &indented(&finding.help, "\n    ")]);
}

/// Text of a person, with nothing in it that cannot be seen, and its further lines set in.
fn indented<'t>(text: &'t str, line: &str) -> Cow<'t, str> {
    let text = if is_plain(text) { Cow::Borrowed(text) } else { Cow::Owned(visible(text)) };
    if text.contains('\n') { text.replace('\n', line).into() } else { text }
}

/// How many digits the number of the last line of an excerpt has.
fn line_digits(document: &Document<'_>, span: &Range<usize>) -> usize {
    let first = document.line_column(span.start).0;
    let last = document.line_column(span.end).0.min(first + 2);
    last.to_string().len()
}

/// Colours, for people who see them.
struct Paint(bool);

impl Paint {
    fn within(&self, out: &mut String, style: Style, write: impl FnOnce(&mut String)) {
        if self.0 {
            out.push_str(&style.render().to_string());
        }
        write(out);
        if self.0 {
            out.push_str(&style.render_reset().to_string());
        }
    }
}

fn severity_style(severity: Severity) -> Style {
    match severity {
        Severity::Error => DEFAULT_ERROR_STYLE,
        Severity::Warning => DEFAULT_WARNING_STYLE,
        Severity::Note => DEFAULT_NOTE_STYLE,
    }
}

/// A problem with a file: the line, what is wrong under it, what to do.
pub fn problem_text(file: &str, text: &str, problem: &Problem, colour: bool, width: usize) -> String {
    let line = line_column(text, problem.span.start).0;
    problem_at(file, text, line, problem, colour, width)
}

fn problem_at(file: &str, text: &str, line: usize, problem: &Problem, colour: bool, width: usize) -> String {
    let file = one_line(file);
    let title = Level::ERROR.primary_title(visible(&problem.message)).id(problem.code.as_str());
    // Of a file that is empty or not there, there is no line to show.
    let mut group: Group<'_> = match text.trim_start_matches('\u{feff}').trim().is_empty() {
        true => title.element(Origin::path(&*file)),
        false => title.element(snippet_at(&file, text, line, problem.span.clone(), "")),
    };
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
fn one_line(text: &str) -> Cow<'_, str> {
    indented(text, "␊")
}

/// Text with control, direction and invisible characters made visible, one for one, so that a name cannot steer a terminal.
pub fn visible(text: &str) -> String {
    if is_plain(text) { text.to_owned() } else { text.chars().map(shown).collect() }
}

/// Whether every character stands for itself. There is much text and nearly all of it is plain, so it is told by bytes,
/// three at a time, without a branch: what is shown otherwise is ASCII or one of a few sequences of UTF-8.
fn is_plain(text: &str) -> bool {
    let odd = |a: u8, b: u8, c: u8| {
        let control = (a < b' ') & (a != b'\n') & (a != b'\t') | (a == 0x7f) | (a == 0xc2) & (b < 0xa0);
        let direction = (c == 0x8b) | (c == 0x8e) | (c == 0x8f) | (0xa8..=0xae).contains(&c);
        let isolate = (0xa6..=0xa9).contains(&c);
        control
            | (a == 0xd8) & (b == 0x9c)
            | (a == 0xe2) & ((b == 0x80) & direction | (b == 0x81) & isolate)
            | (a == 0xef) & (b == 0xbb) & (c == 0xbf)
    };
    let bytes = text.as_bytes();
    let (Some(second), Some(third)) = (bytes.get(1..), bytes.get(2..)) else {
        return bytes.iter().all(|byte| !odd(*byte, 0xff, 0xff));
    };
    let inner = bytes.iter().zip(second).zip(third).fold(false, |found, ((a, b), c)| found | odd(*a, *b, *c));
    let last = &bytes[bytes.len() - 2..];
    !(inner | odd(last[0], last[1], 0xff) | odd(last[1], 0xff, 0xff))
}

/// What stands for a character.
fn shown(c: char) -> char {
    match c {
        '\n' | '\t' | ' '..='~' => c,
        '\u{7f}' => '␡',
        c if c.is_ascii_control() => char::from_u32(0x2400 + c as u32).unwrap_or('�'),
        c if c.is_control() => '�',
        '\u{200b}' | '\u{2028}' | '\u{2029}' | '\u{feff}' => '�',
        '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200e}' | '\u{200f}' | '\u{061c}' => '�',
        c => c,
    }
}

/// Where a place stands, for machine formats: line and column of both ends, from 1; columns count characters.
pub(super) fn place(document: &Document<'_>, span: &Range<usize>) -> [usize; 4] {
    let (line, column) = document.line_column(span.start);
    let (end_line, end_column) = document.line_column(span.end);
    [line, column, end_line, end_column]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_is_what_stands_for_itself() {
        for c in '\0'..=char::MAX {
            assert_eq!(is_plain(c.encode_utf8(&mut [0; 4])), shown(c) == c, "{c:?}");
        }
        assert!(is_plain("“a” – ¿é?\n\tß"));
        assert!(!is_plain("“a” \u{202e}b"));
    }
}
