//! JUDGEMENT: rules of the playbook over a project, as findings.
//!
//! A rule ends in pass, found, or *cannot tell*; the last never counts as a pass. Nothing here knows how a finding is
//! shown, or where the files of the project lie: the shell hands in the list of paths that are there.

mod finding;
mod fingerprint;
mod kinds;

use std::collections::HashSet;

pub use finding::{Finding, Outcome, Report, Summary, Weakened};
pub use fingerprint::{fingerprints, in_file};

use crate::join::Joined;
use crate::join::condition::Holds;
use crate::join::waivers;
use crate::playbook::rule::Check;
use crate::playbook::{Kind, Rule};
use crate::project::FieldPath;
use crate::project::model::Profile;
use crate::scale::Severity;

/// The files that are there, as relative paths with forward slashes.
#[derive(Clone, Debug, Default)]
pub struct Folder(HashSet<String>);

impl Folder {
    /// A folder with these files; `./` and doubled slashes do not matter.
    pub fn new(paths: impl IntoIterator<Item = String>) -> Self {
        Self(paths.into_iter().map(|path| plain(&path)).collect())
    }

    /// Whether the path is there; `./` and doubled slashes do not matter.
    pub fn has(&self, path: &str) -> bool {
        self.0.contains(&plain(path))
    }
}

/// A path without `./` and doubled slashes.
fn plain(path: &str) -> String {
    let parts: Vec<&str> = path.split('/').filter(|part| !part.is_empty() && *part != ".").collect();
    parts.join("/")
}

/// What a rule says of one place, before severity and waivers.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Verdict {
    pub(crate) subject: FieldPath,
    pub(crate) message: String,
    /// What to do, when the rule's own help can be made more precise.
    pub(crate) help: Option<String>,
    pub(crate) cannot_tell: bool,
    /// The facts without which it cannot be told.
    pub(crate) missing: Vec<FieldPath>,
}

impl Verdict {
    fn found(subject: FieldPath, message: impl Into<String>) -> Self {
        Self { subject, message: message.into(), help: None, cannot_tell: false, missing: Vec::new() }
    }

    fn cannot_tell(subject: FieldPath, missing: &[FieldPath]) -> Self {
        let names: Vec<String> = missing.iter().map(|path| format!("`{path}`")).collect();
        let message = format!(
            "{} {} missing, so this cannot be told",
            names.join(", "),
            if names.len() == 1 { "is" } else { "are" }
        );
        let help = Some(format!("Fill in {}.", names.join(" and ")));
        Self { subject, message, help, cannot_tell: true, missing: missing.to_vec() }
    }

    fn with_help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }
}

/// Judges a project by every rule of the playbook. Without a folder, whether a file is there cannot be told.
pub fn run(joined: &Joined<'_>, folder: Option<&Folder>) -> Report {
    let mut report = Report::default();
    let mut last: Vec<&Rule> = Vec::new();
    for rule in joined.playbook.rules() {
        // Waivers are judged when it is known what they matched.
        if matches!(rule.check, Check::WaiverUnmatched) {
            last.push(rule);
        } else {
            judge(joined, folder, rule, &mut report);
        }
    }
    for rule in last {
        judge(joined, folder, rule, &mut report);
    }
    report.weakened = weakened(joined);
    // Most serious first; the order of rules and, within a rule, of the life cycle stays.
    report.findings.sort_by_key(|f| std::cmp::Reverse(f.severity));
    report
}

/// Judges a project by one rule.
pub fn run_rule(joined: &Joined<'_>, folder: Option<&Folder>, rule: &Rule) -> Report {
    let mut report = Report::default();
    judge(joined, folder, rule, &mut report);
    report
}

fn judge(joined: &Joined<'_>, folder: Option<&Folder>, rule: &Rule, report: &mut Report) {
    if joined.project.project.stage < rule.since {
        return;
    }
    let verdicts = match joined.holds(&rule.applies_when) {
        Holds::No(..) => return,
        Holds::Yes => kinds::judge(joined, folder, &rule.check, &report.matched),
        // What would be found if the rule applied cannot be told to be a fault; what would pass, passes.
        Holds::CannotTell(missing) => {
            let would = kinds::judge(joined, folder, &rule.check, &report.matched);
            if would.is_empty() {
                Vec::new()
            } else {
                let at = missing.first().cloned().unwrap_or_default();
                vec![Verdict::cannot_tell(at, &missing)]
            }
        }
    };
    report.rules += 1;
    for verdict in verdicts {
        let outcome = if verdict.cannot_tell { Outcome::CannotTell } else { Outcome::Found };
        let waiver = joined.waivers_for(&rule.id, &verdict.subject).map(|(id, _)| id);
        report.matched.extend(waiver.map(str::to_owned));
        let waived = joined.waived(&rule.id, &verdict.subject).map(|(id, _)| id.to_owned());
        report.findings.push(Finding {
            rule: rule.id.clone(),
            severity: severity(joined, rule, outcome),
            outcome: if waived.is_some() { Outcome::Waived } else { outcome },
            message: verdict.message,
            help: verdict.help.unwrap_or_else(|| rule.help.clone()),
            subject: verdict.subject,
            waiver: waived,
            missing: verdict.missing,
            fix: None,
        });
    }
    // A waiver of a gate or item hides it from its rule before it becomes a finding, and has matched nevertheless.
    if matches!(rule.check, Check::GateShut | Check::RequiredItemOpen) {
        for item in joined.progress.iter().filter(|s| s.judged).flat_map(|s| &s.items) {
            if item.standing == crate::join::progress::Standing::Waived {
                report.matched.extend(joined.waivers_for(&rule.id, &item.path()).map(|(id, _)| id.to_owned()));
            }
        }
    }
}

/// The rules that [`run`] judges in this project, in the order of the playbook: those that are due and may apply.
pub fn judged<'a>(joined: &'a Joined<'_>) -> impl Iterator<Item = &'a Rule> {
    let due = |rule: &&Rule| joined.project.project.stage >= rule.since;
    joined.playbook.rules().iter().filter(due).filter(|rule| match joined.holds(&rule.applies_when) {
        Holds::Yes | Holds::CannotTell(_) => true,
        Holds::No(..) => false,
    })
}

fn severity(joined: &Joined<'_>, rule: &Rule, outcome: Outcome) -> Severity {
    let policy = joined.project.policy.as_ref();
    let profile = policy.and_then(|p| p.profile).unwrap_or(Profile::Regular);
    let own = policy.and_then(|p| p.severities.get(&rule.id)).copied().unwrap_or(rule.severity);
    let own = match (profile, own) {
        (Profile::Strict, Severity::Note) => Severity::Warning,
        (Profile::Strict, Severity::Warning) => Severity::Error,
        (Profile::Strict | Profile::Regular | Profile::Auditor, other) => other,
    };
    match (outcome, profile) {
        (Outcome::CannotTell, Profile::Regular | Profile::Strict) => own.lower(),
        (Outcome::CannotTell, Profile::Auditor) | (Outcome::Found | Outcome::Waived | Outcome::Known, _) => own,
    }
}

/// What the organisation's folder takes away from the built-in playbook: gates and rules.
fn weakened(joined: &Joined<'_>) -> Vec<Weakened> {
    let matters = |kind: Kind| matches!(kind, Kind::Items | Kind::Rules);
    let retired = joined.playbook.retired().iter().filter(|r| matters(r.kind)).map(|r| Weakened {
        kind: r.kind,
        id: r.id.clone(),
        why: r.why.clone(),
        retired: true,
    });
    let replaced = joined.playbook.replaced().filter(|(kind, _, _)| matters(*kind)).map(|(kind, id, why)| Weakened {
        kind,
        id: id.to_owned(),
        why: why.to_owned(),
        retired: false,
    });
    retired.chain(replaced).collect()
}

/// Whether a waiver of a gate still lacks the approval of someone else.
pub(crate) fn unapproved_gate_waiver(joined: &Joined<'_>, subject: &FieldPath) -> bool {
    joined.waivers_for(waivers::GATE_SHUT, subject).any(|(_, w)| w.until >= joined.today && !waivers::approved(w))
}

/// The severity from which a check fails, as the project's policy says; errors without one.
pub fn fail_on(joined: &Joined<'_>) -> Severity {
    joined.project.policy.as_ref().and_then(|p| p.fail_on).unwrap_or(Severity::Error)
}
