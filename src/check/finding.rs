//! Findings and the report that holds them.

use std::collections::HashSet;
use std::ops::AddAssign;

use crate::playbook::{Kind, Text};
use crate::project::FieldPath;
use crate::project::edit::Edit;
use crate::scale::Severity;
use crate::vocabulary;

vocabulary! {
    /// How a rule ended at one place.
    "an outcome"
    pub enum Outcome {
        /// A fault.
        Found = "found",
        /// A fact is missing to tell.
        CannotTell = "cannot-tell",
        /// A fault that is accepted for a time.
        Waived = "waived",
        /// A fault that was there when the baseline was written.
        Known = "known",
    }
}

impl Outcome {
    /// Whether it counts towards the verdict.
    pub fn counts(self) -> bool {
        match self {
            Outcome::Found | Outcome::CannotTell => true,
            Outcome::Waived | Outcome::Known => false,
        }
    }
}

/// What a rule found at one place.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    /// The rule.
    pub rule: Text,
    /// How serious it is here, after policy and outcome.
    pub severity: Severity,
    /// How the rule ended.
    pub outcome: Outcome,
    /// What is wrong, in the reader's words.
    pub message: String,
    /// What to do now.
    pub help: Text,
    /// The place.
    pub subject: FieldPath,
    /// The waiver that covers it.
    pub waiver: Option<String>,
    /// The facts without which it cannot be told; empty for other outcomes, and where the fact is not in the file.
    pub missing: Vec<FieldPath>,
    /// A change that mends it and can lose or invent nothing.
    pub fix: Option<Box<Edit>>,
}

/// A gate or rule that an organisation's folder takes away or changes.
#[derive(Clone, Debug, PartialEq)]
pub struct Weakened {
    /// Item or rule.
    pub kind: Kind,
    /// Its id.
    pub id: String,
    /// Why.
    pub why: String,
    /// Taken away; else replaced.
    pub retired: bool,
}

/// Counts of findings.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// Errors, found or untold.
    pub errors: usize,
    /// Warnings.
    pub warnings: usize,
    /// Notes.
    pub notes: usize,
    /// Of these, where a fact is missing to tell.
    pub cannot_tell: usize,
    /// Waived; not among the others.
    pub waived: usize,
    /// In the baseline; not among the others.
    pub known: usize,
}

impl Summary {
    /// All findings, also those that do not count towards the verdict.
    pub fn total(self) -> usize {
        self.errors + self.warnings + self.notes + self.waived + self.known
    }
}

impl AddAssign for Summary {
    fn add_assign(&mut self, other: Self) {
        self.errors += other.errors;
        self.warnings += other.warnings;
        self.notes += other.notes;
        self.cannot_tell += other.cannot_tell;
        self.waived += other.waived;
        self.known += other.known;
    }
}

/// Everything that the rules found in one project.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// The findings, in the order of places.
    pub findings: Vec<Finding>,
    /// How many rules were judged.
    pub rules: usize,
    /// Gates and rules that the organisation's folder takes away or changes.
    pub weakened: Vec<Weakened>,
    /// Waivers that covered something.
    pub(crate) matched: HashSet<String>,
}

impl Report {
    /// Counts of findings.
    pub fn summary(&self) -> Summary {
        let mut summary = Summary::default();
        for finding in &self.findings {
            match finding.outcome {
                Outcome::Waived => {
                    summary.waived += 1;
                    continue;
                }
                Outcome::Known => {
                    summary.known += 1;
                    continue;
                }
                Outcome::CannotTell => summary.cannot_tell += 1,
                Outcome::Found => {}
            }
            match finding.severity {
                Severity::Error => summary.errors += 1,
                Severity::Warning => summary.warnings += 1,
                Severity::Note => summary.notes += 1,
            }
        }
        summary
    }

    /// Whether anything that counts is at least so serious.
    pub fn fails(&self, threshold: Severity) -> bool {
        self.findings.iter().any(|f| f.outcome.counts() && f.severity >= threshold)
    }
}
