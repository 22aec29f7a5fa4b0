//! Findings that were there before: an old plan can be taken under the check without being mended first.
//!
//! A baseline only ever takes away from what counts, so it must not grow unseen: what it takes in is written down with
//! day, person and reason, and what is gone is named until it is taken out.

use std::collections::HashSet;

use super::fingerprint::{fingerprints, in_file};
use super::{Finding, Outcome, Report};
use crate::project::model::Baseline;

/// Every finding that counts, with its name in a baseline. `file` is the plan, relative to the baseline.
pub fn keyed<'r>(report: &'r Report, file: &str) -> Vec<(String, &'r Finding)> {
    let names = fingerprints(&report.findings);
    let counting = report.findings.iter().zip(names).filter(|(f, _)| f.outcome.counts());
    counting.map(|(finding, name)| (in_file(file, &name), finding)).collect()
}

/// Marks what the baseline knows as known; gives the names that it found.
pub fn apply(report: &mut Report, baseline: &Baseline, file: &str) -> HashSet<String> {
    let names = fingerprints(&report.findings);
    let mut found = HashSet::new();
    for (finding, name) in report.findings.iter_mut().zip(names) {
        let key = in_file(file, &name);
        if finding.outcome.counts() && baseline.findings.contains(&key) {
            finding.outcome = Outcome::Known;
            found.insert(key);
        }
    }
    found
}
