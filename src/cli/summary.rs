//! The summary of a step in GitHub Actions: Markdown, added to the file that the runner names.

use std::path::PathBuf;

use super::context::Context;
use super::error::CliError;
use super::files;
use crate::report::{self, Format, Reporter, Run, Totals, Written};

/// The summary of a step, filled project by project beside the other output.
pub struct StepSummary {
    path: PathBuf,
    reporter: Box<dyn Reporter>,
    text: String,
    written: Written,
    left_out: usize,
    unreadable: Vec<String>,
}

impl StepSummary {
    /// A summary, where the format asks for one and the runner says where it belongs.
    pub fn for_format(format: Format, context: &Context) -> Option<Self> {
        let path = if format == Format::Github { context.step_summary()? } else { return None };
        Some(Self {
            path,
            reporter: report::step_summary(),
            text: String::new(),
            written: Written::default(),
            left_out: 0,
            unreadable: Vec::new(),
        })
    }

    /// Adds the piece of a project with so many findings, in the order of the projects, as far as there is room.
    pub fn add(&mut self, piece: String, findings: usize) {
        let (piece, left_out) = self.reporter.fit(piece, self.written);
        self.left_out += left_out;
        self.written.findings += findings;
        self.written.bytes += piece.len();
        self.text += &piece;
    }

    /// Adds the piece of a file that could not be judged.
    pub fn add_unreadable(&mut self, piece: String) {
        self.unreadable.push(piece);
    }

    /// Writes the summary behind what the step has written there already.
    pub fn write(self, run: &Run, totals: &mut Totals) -> Result<(), CliError> {
        let before = std::mem::replace(&mut totals.left_out, self.left_out);
        let end = self.reporter.end(run, totals, &self.unreadable);
        totals.left_out = before;
        files::append(&self.path, &format!("{}{end}", self.text))
    }
}
