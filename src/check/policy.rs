//! Which policy holds for a project: its profile, its severities, the severity from which it fails.
//!
//! What is said for the risk class goes before what is said for the stage, and that before what is said for all. A
//! policy from another revision takes the place of the plan's own, with its waivers, so that a change of the plan
//! cannot turn itself green.

use super::Outcome;
use crate::join::Joined;
use crate::playbook::Rule;
use crate::project::Project;
use crate::project::model::{Policy, PolicyFile, PolicyPart, Profile};
use crate::project::read::Keyed;
use crate::scale::Severity;

/// The parts of the policy that hold for a project, the most specific first.
fn parts<'j>(joined: &'j Joined<'_>) -> impl Iterator<Item = &'j PolicyPart> {
    let policy = joined.project.policy.as_ref();
    // Until the facts leave one class, the worst that it can be counts.
    let class = joined.risk_range.1;
    let for_class = policy.and_then(|p| p.risk_classes.get(class.as_str()));
    let for_stage = policy.and_then(|p| p.stages.get(joined.project.project.stage.as_str()));
    for_class.into_iter().chain(for_stage)
}

/// The profile that holds.
pub fn profile(joined: &Joined<'_>) -> Profile {
    let own = || joined.project.policy.as_ref().and_then(|p| p.profile);
    parts(joined).find_map(|part| part.profile).or_else(own).unwrap_or(Profile::Regular)
}

/// The severity from which a check fails, as the policy says; errors without one.
pub fn fail_on(joined: &Joined<'_>) -> Severity {
    let own = || joined.project.policy.as_ref().and_then(|p| p.fail_on);
    parts(joined).find_map(|part| part.fail_on).or_else(own).unwrap_or(Severity::Error)
}

/// The severity of a rule's findings that ended so.
pub(super) fn severity(joined: &Joined<'_>, rule: &Rule, outcome: Outcome) -> Severity {
    let policy: Option<&Policy> = joined.project.policy.as_ref();
    let own = || policy.and_then(|p| p.severities.get(&rule.id)).copied();
    let told = parts(joined).find_map(|part| part.severities.get(&rule.id).copied()).or_else(own);
    let profile = profile(joined);
    let raised = match (profile, told.unwrap_or(rule.severity)) {
        (Profile::Strict, Severity::Note) => Severity::Warning,
        (Profile::Strict, Severity::Warning) => Severity::Error,
        (Profile::Strict | Profile::Regular | Profile::Auditor, other) => other,
    };
    // What nobody can waive, nobody can lower.
    let raised = if rule.unwaivable { raised.max(rule.severity) } else { raised };
    match (outcome, profile) {
        (Outcome::CannotTell, Profile::Regular | Profile::Strict) => raised.lower(),
        (Outcome::CannotTell, Profile::Auditor) | (Outcome::Found | Outcome::Waived | Outcome::Known, _) => raised,
    }
}

/// The project as a policy from elsewhere judges it, and the waivers of its own that do not hold there.
///
/// A waiver of the plan holds if the policy lists it unchanged, or lets the plan's own waivers hold.
pub fn imposed(project: Project, policy: &PolicyFile) -> (Project, Vec<String>) {
    if policy.policy.as_ref().and_then(|p| p.own_waivers) == Some(true) {
        let own = project.waivers.clone();
        return (project.under(policy.policy.clone(), own), Vec::new());
    }
    let (holding, void): (Vec<_>, Vec<_>) = project
        .waivers
        .entries()
        .partition(|(id, waiver)| policy.waivers.get(id.as_str()).is_some_and(|known| known == *waiver));
    let void = void.into_iter().map(|(id, _)| id.to_string()).collect();
    let holding = Keyed::of(holding.into_iter().map(|(id, waiver)| (id.clone(), waiver.clone())).collect());
    (project.under(policy.policy.clone(), holding), void)
}
