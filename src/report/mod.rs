//! FINDINGS SHOWN: one file for each format, each a pure function from what was judged to text.
//!
//! A format shows; it never decides. All formats carry the same set of findings. Thousands of projects are written
//! one after the other: what a format makes of one project depends on that project and the run alone, so that it can
//! be made beside others, and the pieces are put together in the order of the projects.

mod csv;
mod facts;
mod github;
mod gitlab;
mod json;
mod junit;
mod markdown;
mod plain;
mod sarif;
mod sarif_rules;
mod status;
mod summary;
mod xml;

use std::io;
use std::ops::Range;
use std::sync::Arc;

use serde_json::ser::{Formatter, PrettyFormatter};

use crate::check::{self, Finding, Report, Summary, Weakened};
use crate::join::Joined;
use crate::playbook::{Playbook, Text};
use crate::project::document::Lines;
use crate::project::{Document, Problem};
use crate::scale::Severity;
use crate::vocabulary;

pub use facts::{Facts, facts};
pub use json::schema as json_schema;
pub(crate) use json::schema_of;
pub use plain::{count, counts, problem_text, snippet, verdict, visible};
pub use status::{Next, Status, next, status};
pub use summary::{Row, portfolio, schema as summary_schema};

vocabulary! {
    /// How findings are shown.
    "a format"
    pub enum Format {
        /// For people.
        Text = "text",
        /// For programs; `aiproc schema check` describes it.
        Json = "json",
        /// For code scanning: SARIF 2.1.0.
        Sarif = "sarif",
        /// For test reports: a rule is a test, a plan is a suite.
        Junit = "junit",
        /// For GitHub Actions: annotations in the log, and a summary of the step.
        Github = "github",
        /// For GitLab: Code Quality.
        Gitlab = "gitlab",
        /// For a comment on a pull request.
        Markdown = "markdown",
        /// For spreadsheets.
        Csv = "csv",
    }
}

/// One judged project, ready to be shown.
pub struct Judged<'a> {
    /// The file, as the user named it, with forward slashes.
    pub file: &'a str,
    /// Its text, with the place of every value.
    pub document: &'a Document<'a>,
    /// The project with its facts, its playbook and the day.
    pub joined: &'a Joined<'a>,
    /// What was found.
    pub report: &'a Report,
    /// The severity from which it fails.
    pub fail_on: Severity,
}

impl<'a> Judged<'a> {
    /// The findings with their places, in the order of the text; where several share a place, the most serious first.
    fn placed(&self) -> Vec<(Range<usize>, &'a Finding)> {
        let mut all: Vec<_> = self.report.findings.iter().map(|f| (self.document.locate(&f.subject), f)).collect();
        all.sort_by_key(|(span, _)| span.start);
        all
    }

    /// The findings with their places and names, the most serious first.
    fn ranked(&self) -> Vec<Shown<'a>> {
        let findings = &self.report.findings;
        let mut all: Vec<Shown<'a>> = findings
            .iter()
            .zip(check::fingerprints(findings))
            .map(|(finding, fingerprint)| {
                let [line, column, end_line, end_column] =
                    plain::place(self.document, &self.document.locate(&finding.subject));
                Shown { finding, fingerprint, line, column, end_line, end_column }
            })
            .collect();
        all.sort_by_key(|s| (!s.finding.outcome.counts(), std::cmp::Reverse(s.finding.severity), s.line, s.column));
        all
    }

    /// What people call the project.
    fn title(&self) -> &'a str {
        &self.joined.project.project.title
    }
}

/// A finding with its place and name. Lines and columns count from 1, columns in characters.
struct Shown<'a> {
    finding: &'a Finding,
    fingerprint: String,
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
}

/// A file that could not be judged.
pub struct Unreadable {
    /// The file, as the user named it.
    pub file: String,
    /// Its text, when it could be read at all.
    pub text: String,
    /// Why.
    pub problems: Vec<Problem>,
}

impl Unreadable {
    /// The problems with line and column of each.
    fn placed(&self) -> impl Iterator<Item = (&Problem, usize, usize)> {
        let lines = Lines::of(&self.text);
        self.problems.iter().map(move |problem| {
            let (line, column) = lines.line_column(&self.text, problem.span.start);
            (problem, line, column)
        })
    }
}

/// What holds for a whole run and is known before the first project is judged.
pub struct Run {
    /// The day on which it judges.
    pub today: crate::date::Date,
    /// Several projects may follow.
    pub many: bool,
    /// Colours for people who see them.
    pub colour: bool,
    /// Columns of the screen.
    pub width: usize,
}

/// What a whole run came to.
#[derive(Default)]
pub struct Totals {
    /// What people call the project, when there was one only.
    pub title: Option<String>,
    /// Version of the playbook.
    pub playbook: String,
    /// The organisation whose folder is layered over it.
    pub organisation: Option<String>,
    /// Every playbook that a project was judged by.
    pub playbooks: Vec<Arc<Playbook>>,
    /// Gates and rules that the organisation's folder takes away or changes.
    pub weakened: Vec<Weakened>,
    /// Projects that were judged.
    pub projects: usize,
    /// Files that could not be judged.
    pub unreadable: usize,
    /// Rules that applied, summed over projects.
    pub rules: usize,
    /// Findings, summed over projects.
    pub summary: Summary,
    /// A rule that found something, the most serious first.
    pub example: Option<(Severity, Text)>,
    /// The least severity at which one fails, or the one up to which all pass.
    pub fail_on: Option<Severity>,
    /// How many projects fail.
    pub failing: usize,
    /// Findings for which the format had no room.
    pub left_out: usize,
}

impl Totals {
    /// What one project comes to.
    pub fn of(judged: &Judged<'_>, playbook: &Arc<Playbook>) -> Self {
        let report = judged.report;
        Self {
            title: Some(judged.title().to_owned()),
            playbook: playbook.about().version.clone(),
            organisation: playbook.organisation().map(str::to_owned),
            playbooks: vec![Arc::clone(playbook)],
            weakened: report.weakened.clone(),
            projects: 1,
            unreadable: 0,
            rules: report.rules,
            summary: report.summary(),
            example: report.findings.iter().find(|f| f.outcome.counts()).map(|f| (f.severity, f.rule.clone())),
            fail_on: Some(judged.fail_on),
            failing: usize::from(report.fails(judged.fail_on)),
            left_out: 0,
        }
    }

    /// Names the playbook that projects would have been judged by, where none could be.
    pub fn or_playbook(&mut self, playbook: &Playbook) {
        if self.projects == 0 {
            self.playbook.clone_from(&playbook.about().version);
            self.organisation = playbook.organisation().map(str::to_owned);
        }
    }

    /// Both together; names are those of the first.
    pub fn add(&mut self, other: Self) {
        if self.projects == 0 {
            let (unreadable, left_out) = (self.unreadable, self.left_out);
            *self = other;
            self.unreadable += unreadable;
            self.left_out += left_out;
            return;
        }
        self.title = None;
        for playbook in other.playbooks {
            if !self.playbooks.iter().any(|known| Arc::ptr_eq(known, &playbook)) {
                self.playbooks.push(playbook);
            }
        }
        self.projects += other.projects;
        self.unreadable += other.unreadable;
        self.left_out += other.left_out;
        self.rules += other.rules;
        self.summary += other.summary;
        self.fail_on = match (self.failing > 0, other.failing > 0) {
            (true, true) => self.fail_on.min(other.fail_on),
            (false, false) => self.fail_on.max(other.fail_on),
            (true, false) => self.fail_on,
            (false, true) => other.fail_on,
        };
        self.failing += other.failing;
        let worse = |(own, _): &(Severity, Text)| other.example.as_ref().is_some_and(|(new, _)| new > own);
        if self.example.as_ref().is_none_or(worse) {
            self.example = other.example;
        }
    }
}

/// How much is written already, of the projects that come before.
#[derive(Clone, Copy, Debug, Default)]
pub struct Written {
    /// Findings.
    pub findings: usize,
    /// Bytes.
    pub bytes: usize,
}

/// A format. What it makes of one project or file is a function of these alone.
pub trait Reporter: Send + Sync {
    /// What comes before all projects.
    fn start(&self, run: &Run) -> String;
    /// What one project adds; may be nothing.
    fn project(&self, run: &Run, judged: &Judged<'_>) -> String;
    /// What of a project's piece finds room after all that is written, and how many findings do not. A format without
    /// a limit takes the piece as it is.
    fn fit(&self, piece: String, before: Written) -> (String, usize) {
        let _ = before;
        (piece, 0)
    }
    /// What stands between two pieces that are not empty.
    fn between(&self) -> &'static str {
        ""
    }
    /// What one file adds that could not be judged.
    fn unreadable(&self, run: &Run, file: &Unreadable) -> String;
    /// Whether files that could not be judged are told after all projects, and not in their place.
    fn unreadable_last(&self) -> bool {
        false
    }
    /// What comes after all projects. `unreadable` holds the pieces of the files that could not be judged, if they
    /// are told last.
    fn end(&self, run: &Run, totals: &Totals, unreadable: &[String]) -> String;
}

/// What shows findings in a format.
pub fn reporter(format: Format) -> Box<dyn Reporter> {
    match format {
        Format::Text => Box::new(plain::Text),
        Format::Json => Box::new(json::Json),
        Format::Sarif => Box::new(sarif::Sarif),
        Format::Junit => Box::new(junit::Junit),
        Format::Github => Box::new(github::Github),
        Format::Gitlab => Box::new(gitlab::Gitlab),
        Format::Markdown => Box::new(markdown::Markdown { room: markdown::COMMENT }),
        Format::Csv => Box::new(csv::Csv),
    }
}

/// Markdown for the summary of a step in GitHub Actions, which may be longer than a comment.
pub fn step_summary() -> Box<dyn Reporter> {
    Box::new(markdown::Markdown { room: markdown::STEP_SUMMARY })
}

/// The file as forges name it: relative paths do not begin with `./`.
fn repository_path(file: &str) -> &str {
    let mut path = file;
    while let Some(rest) = path.strip_prefix("./") {
        path = rest.trim_start_matches('/');
    }
    path
}

/// What is wrong and what to do, in one text: messages end without a full stop, helps with one.
fn sentence(message: &str, help: &str) -> String {
    let end = if message.ends_with(['.', '?', '!']) { "" } else { "." };
    if help.is_empty() { message.to_owned() } else { format!("{message}{end} {help}") }
}

/// Records as they stand in a list of a JSON text that is so many lists and objects deep, without its brackets. Each is
/// written as it comes, so that only the text is kept. Writing records to memory cannot fail.
fn listed<T: serde::Serialize>(records: impl Iterator<Item = T>, depth: usize) -> String {
    let mut inside = PrettyFormatter::new();
    // A list in a list is indented as one in an object is, and the brackets themselves stand elsewhere.
    let opened = (0..depth).try_for_each(|_| inside.begin_array(&mut io::sink()));
    let mut text = Vec::new();
    let written = opened.map_err(serde_json::Error::io).and_then(|()| {
        records.enumerate().try_for_each(|(n, record)| {
            let mut formatter = inside.clone();
            formatter.begin_array_value(&mut text, n == 0).map_err(serde_json::Error::io)?;
            record.serialize(&mut serde_json::Serializer::with_formatter(&mut text, formatter))
        })
    });
    written.ok().and_then(|()| String::from_utf8(text).ok()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::listed;

    #[test]
    fn records_stand_as_in_the_whole_text() {
        let records =
            json!([{"a": [], "b": {}, "c": [1, [2], {"d": null}]}, [], {"e": {"f": {"g": {"h": [[[[0]]]]}}}}]);
        let pieces = records.as_array().into_iter().flatten();
        for (depth, whole) in [(1, json!([])), (2, json!([[]])), (3, json!([[[]]]))] {
            let mut whole: Value = whole;
            let inner = (1..depth).fold(&mut whole, |list, _| &mut list[0]);
            *inner = records.clone();
            let expected = serde_json::to_string_pretty(&whole).unwrap();
            let opens = (1..depth).map(|level| "\n[".len() + 2 * level).sum::<usize>() + "[".len();
            let closes = (0..depth).map(|level| "\n]".len() + 2 * level).sum::<usize>();
            assert_eq!(listed(pieces.clone(), depth), expected[opens..expected.len() - closes]);
        }
        assert_eq!(listed(std::iter::empty::<Value>(), 2), "");
    }
}
