//! FINDINGS SHOWN: one file for each format, each a pure function from what was judged to text.
//!
//! A format shows; it never decides. All formats carry the same set of findings. Thousands of projects are written
//! one after the other: what a format makes of one project depends on that project and the run alone, so that it can
//! be made beside others, and the pieces are put together in the order of the projects.

mod json;
mod plain;
mod summary;

use std::ops::Range;
use std::sync::Arc;

use crate::check::{Finding, Report, Summary, Weakened};
use crate::join::Joined;
use crate::playbook::Playbook;
use crate::project::{Document, Problem};
use crate::scale::Severity;
use crate::vocabulary;

pub use plain::{counts, problem_text, snippet, verdict, visible};
pub use summary::{Row, portfolio};

vocabulary! {
    /// How findings are shown.
    "a format"
    pub enum Format {
        /// For people.
        Text = "text",
        /// For programs.
        Json = "json",
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

    /// What people call the project.
    fn title(&self) -> &'a str {
        &self.joined.project.project.title
    }
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
    pub example: Option<(Severity, String)>,
    /// The least severity at which one fails, or the one up to which all pass.
    pub fail_on: Option<Severity>,
    /// Whether one fails.
    pub failed: bool,
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
            failed: report.fails(judged.fail_on),
        }
    }

    /// Both together; names are those of the first.
    pub fn add(&mut self, other: Self) {
        if self.projects == 0 {
            let unreadable = self.unreadable;
            *self = other;
            self.unreadable += unreadable;
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
        self.rules += other.rules;
        self.summary += other.summary;
        self.fail_on = match (self.failed, other.failed) {
            (true, true) => self.fail_on.min(other.fail_on),
            (false, false) => self.fail_on.max(other.fail_on),
            (true, false) => self.fail_on,
            (false, true) => other.fail_on,
        };
        self.failed |= other.failed;
        let worse = |(own, _): &(Severity, String)| other.example.as_ref().is_some_and(|(new, _)| new > own);
        if self.example.as_ref().is_none_or(worse) {
            self.example = other.example;
        }
    }
}

/// A format. What it makes of one project or file is a function of these alone.
pub trait Reporter: Send + Sync {
    /// What comes before all projects.
    fn start(&self, run: &Run) -> String;
    /// What one project adds; may be nothing.
    fn project(&self, run: &Run, judged: &Judged<'_>) -> String;
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
    }
}
