//! JUDGEMENT: rules of the playbook over a project, as findings.
//!
//! A rule ends in pass, found, or *cannot tell*; the last never counts as a pass. Nothing here knows how a finding is
//! shown, or where the files of the project lie: the shell hands in the list of paths that are there.

pub mod baseline;
mod finding;
mod fingerprint;
mod kinds;
mod policy;

pub use crate::join::Folder;
pub use finding::{Finding, Outcome, Report, Summary, Weakened};
pub use fingerprint::{fingerprints, in_file};
pub use policy::{fail_on, imposed, profile};

use crate::join::Joined;
use crate::join::condition::Holds;
use crate::join::waivers;
use crate::playbook::rule::Check;
use crate::playbook::{Kind, Rule, Text};
use crate::project::FieldPath;
use crate::project::edit::Edit;
use crate::scale::Severity;
use crate::vocabulary::Vocabulary;

/// So many missing facts are named one by one.
const NAMED: usize = 5;

/// What a rule says of one place, before severity and waivers.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Verdict {
    pub(crate) subject: FieldPath,
    pub(crate) message: String,
    /// What to do, when the rule's own help can be made more precise.
    pub(crate) help: Option<String>,
    pub(crate) cannot_tell: bool,
    /// A change that mends it and can lose or invent nothing.
    pub(crate) fix: Option<Box<Edit>>,
    /// The facts without which it cannot be told.
    pub(crate) missing: Vec<FieldPath>,
}

impl Verdict {
    fn found(subject: FieldPath, message: impl Into<String>) -> Self {
        Self { subject, message: message.into(), help: None, cannot_tell: false, missing: Vec::new(), fix: None }
    }

    fn cannot_tell(subject: FieldPath, missing: &[FieldPath]) -> Self {
        let mut names: Vec<String> =
            missing.iter().take(NAMED).map(|path| ["`", &path.to_string(), "`"].concat()).collect();
        if missing.len() > NAMED {
            names.push(format!("{} more", missing.len() - NAMED));
        }
        let are = if missing.len() == 1 { "is" } else { "are" };
        let message = [&names.join(", "), " ", are, " missing, so this cannot be told"].concat();
        let help = Some(["Fill in ", &names.join(" and "), "."].concat());
        Self { subject, message, help, cannot_tell: true, missing: missing.to_vec(), fix: None }
    }

    fn with_fix(mut self, fix: Option<Edit>) -> Self {
        self.fix = fix.map(Box::new);
        self
    }

    fn with_help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }
}

/// Judges a project by every rule of the playbook. Where nobody has looked at the files, whether one is there cannot be
/// told.
pub fn run(joined: &Joined<'_>) -> Report {
    let mut report = Report::default();
    let mut last: Vec<&Rule> = Vec::new();
    for rule in joined.playbook.rules() {
        // Waivers are judged when it is known what they matched.
        if matches!(rule.check, Check::WaiverUnmatched | Check::WaiverExpired) {
            last.push(rule);
        } else {
            judge(joined, rule, &mut report);
        }
    }
    for rule in last {
        judge(joined, rule, &mut report);
    }
    report.weakened = weakened(joined);
    // Most serious first; the order of rules and, within a rule, of the life cycle stays.
    let mut ranked = Vec::with_capacity(report.findings.len());
    for severity in Severity::ALL.iter().rev() {
        ranked.extend(report.findings.extract_if(.., |finding| finding.severity == *severity));
    }
    report.findings = ranked;
    report
}

fn judge(joined: &Joined<'_>, rule: &Rule, report: &mut Report) {
    if joined.project.project.stage < rule.since {
        return;
    }
    let verdicts = match joined.holds_for_rule(&rule.applies_when) {
        Holds::No(_) => return,
        Holds::Yes => kinds::judge(joined, &rule.check, &report.matched),
        // What would be found if the rule applied cannot be told to be a fault; what would pass, passes.
        Holds::CannotTell(missing) => {
            let would = kinds::judge(joined, &rule.check, &report.matched);
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
        let waived = waived.filter(|_| !rule.unwaivable);
        report.findings.push(Finding {
            rule: rule.id.clone(),
            severity: policy::severity(joined, rule, outcome),
            outcome: if waived.is_some() { Outcome::Waived } else { outcome },
            message: verdict.message,
            help: verdict.help.map_or_else(|| rule.help.clone(), Text::from),
            subject: verdict.subject,
            waiver: waived,
            missing: verdict.missing,
            fix: verdict.fix,
        });
    }
    // An item that is answered, but not shown, is no finding of these rules; a waiver of it has matched nevertheless.
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
    joined.playbook.rules().iter().filter(due).filter(|rule| match joined.holds_for_rule(&rule.applies_when) {
        Holds::Yes | Holds::CannotTell(_) => true,
        Holds::No(_) => false,
    })
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

/// Whether a waiver of a gate still lacks the approval of someone who neither waives nor answered.
pub(crate) fn unapproved_gate_waiver(joined: &Joined<'_>, subject: &FieldPath) -> bool {
    joined
        .waivers_for(waivers::GATE_SHUT, subject)
        .any(|(_, w)| w.until >= joined.today && !joined.approved(w, subject))
}
