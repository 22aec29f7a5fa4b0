//! The one table that everything is printed in, as Markdown, so that it can be pasted into `docs/performance.md`.

use unicode_width::UnicodeWidthStr;

use super::figures::{Spread, cpu, peak, wall};
use super::measure::Sample;

const HEAD: [&str; 7] = ["what", "runs", "wall, ms", "CPU, ms", "peak, MiB", "goal", "result"];

/// Rows in the order in which they were added.
#[derive(Debug, Default)]
pub struct Table(Vec<[String; 7]>);

/// A figure may not be above this, or not below it.
#[derive(Clone, Copy, Debug)]
pub enum Goal {
    /// At most.
    Most(f64),
    /// At least.
    Least(f64),
}

impl Table {
    /// A candidate: median with range of wall time, medians of CPU time, and the most memory of any run.
    pub fn samples(&mut self, name: &str, samples: &[Sample]) {
        let digits = if samples.iter().all(|s| wall(s) < 100.0) { 2 } else { 0 };
        self.0.push([
            name.to_owned(),
            samples.len().to_string(),
            Spread::of(samples.iter().map(wall)).text(digits),
            Spread::of(samples.iter().map(cpu)).text(digits),
            format!("{:.1}", Spread::of(samples.iter().map(peak)).most),
            String::new(),
            String::new(),
        ]);
    }

    /// A figure that follows from rows above, with its goal.
    pub fn figure(&mut self, name: &str, text: String, value: f64, goal: Option<Goal>) {
        let (aim, verdict) = match goal {
            Some(Goal::Most(most)) => (format!("≤ {most}"), if value <= most { ": met" } else { ": not met" }),
            Some(Goal::Least(least)) => (format!("≥ {least}"), if value >= least { ": met" } else { ": not met" }),
            None => (String::new(), ""),
        };
        let empty = String::new;
        self.0.push([format!("– {name}"), empty(), empty(), empty(), empty(), aim, format!("{text}{verdict}")]);
    }

    /// A spread with its goal; the median is judged.
    pub fn spread(&mut self, name: &str, spread: Spread, goal: Option<Goal>) {
        self.figure(name, spread.text(2), spread.median, goal);
    }

    /// What could not be measured, and why.
    pub fn absent(&mut self, name: &str, why: &str) {
        let empty = String::new;
        self.0.push([name.to_owned(), empty(), empty(), empty(), empty(), empty(), why.to_owned()]);
    }

    /// The table as text, its columns aligned.
    pub fn text(&self) -> String {
        let head = HEAD.map(str::to_owned);
        let width = |at: usize| {
            let cells = self.0.iter().chain([&head]).map(|row| row[at].width());
            cells.max().unwrap_or_default()
        };
        let widths: [usize; 7] = std::array::from_fn(width);
        let rule: [String; 7] = std::array::from_fn(|at| "-".repeat(widths[at]));
        let mut out = String::new();
        for row in [&head, &rule].into_iter().chain(&self.0) {
            for (cell, width) in row.iter().zip(widths) {
                out.push_str(&format!("| {cell}{} ", " ".repeat(width - cell.width())));
            }
            out.push_str("|\n");
        }
        out
    }
}
