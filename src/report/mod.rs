//! FINDINGS SHOWN: one file for each format, each a function of a writer.
//!
//! A format shows; it never decides. All formats carry the same set of findings.

mod json;
mod plain;

use std::io;
use std::ops::Range;

use crate::check::{Finding, Report};
use crate::project::{Document, Problem};
use crate::scale::Severity;
use crate::vocabulary;

pub use json::result;
pub use plain::{counts, problem_text, snippet, visible};

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
    /// What people call the project.
    pub title: &'a str,
    /// What was found.
    pub report: &'a Report,
}

impl<'a> Judged<'a> {
    /// The findings with their places, in the order of the text; where several share a place, the most serious first.
    fn placed(&self) -> Vec<(Range<usize>, &'a Finding)> {
        let mut all: Vec<_> = self.report.findings.iter().map(|f| (self.document.locate(&f.subject), f)).collect();
        all.sort_by_key(|(span, _)| span.start);
        all
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

/// What holds for a whole run.
pub struct Run<'a> {
    /// The day on which it judges.
    pub today: crate::date::Date,
    /// The severity from which it fails.
    pub fail_on: Severity,
    /// Version of the playbook.
    pub playbook: &'a str,
    /// The organisation whose folder is layered over it.
    pub organisation: Option<&'a str>,
    /// Colours for people who see them.
    pub colour: bool,
    /// Columns of the screen.
    pub width: usize,
}

/// Writes everything that a run found.
pub fn write(
    format: Format,
    run: &Run<'_>,
    judged: &[Judged<'_>],
    unreadable: &[Unreadable],
    out: &mut dyn io::Write,
) -> io::Result<()> {
    match format {
        Format::Text => plain::write(run, judged, unreadable, out),
        Format::Json => json::write(run, judged, unreadable, out),
    }
}
