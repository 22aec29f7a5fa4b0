//! The classification step by step: what was asked, which facts answered, and what is missing.
//!
//! The words of each step are content (`playbook/classification.yaml`); the class itself is worked out in
//! [`risk`](crate::join::risk) from the same answers.

use crate::join::risk::{self, Step};
use crate::lifecycle::EntryRoute;
use crate::project::model::{System, SystemRole};
use crate::project::{FieldPath, Project};
pub use crate::scale::Asked;
use crate::scale::RiskClass;
use crate::vocabulary::Vocabulary;

/// A step with its answer.
#[derive(Clone, Debug)]
pub struct Answered {
    /// The step.
    pub asked: Asked,
    /// Yes or no; nothing while it cannot be told.
    pub answer: Option<bool>,
    /// The facts that answered it.
    pub facts: Vec<FieldPath>,
    /// The facts that are missing.
    pub missing: Vec<FieldPath>,
}

/// The steps as far as they are asked: after a no to the first, and after a forbidden practice, nothing follows but
/// what was set by hand.
pub fn steps(project: &Project) -> Vec<Answered> {
    let Some(system) = &project.system else {
        let missing = vec![FieldPath::of(["system"])];
        return vec![Answered { asked: Asked::AiSystem, answer: None, facts: Vec::new(), missing }];
    };
    let answer = |asked: &Asked| step(*asked, system, project).map(|step| answered(*asked, step));
    let mut all: Vec<Answered> = Asked::ALL.iter().filter_map(answer).collect();
    let ends = |a: &Answered| {
        matches!((a.asked, a.answer), (Asked::AiSystem, Some(false)) | (Asked::ProhibitedPractice, Some(true)))
    };
    if let Some(end) = all.iter().position(ends) {
        let mut n = 0;
        all.retain(|a| {
            n += 1;
            n <= end + 1 || a.asked == Asked::ClassByHand
        });
    }
    all
}

fn answered(asked: Asked, step: Step) -> Answered {
    let path = |name: &&str| match *name {
        "entry-route" => FieldPath::of(["project", "entry-route"]),
        name => FieldPath::of(["system", name]),
    };
    let facts = step.used.iter().map(path).collect();
    Answered { asked, answer: step.answer, facts, missing: step.missing.iter().map(path).collect() }
}

/// The answer to one step; nothing where it is not asked.
fn step(asked: Asked, system: &System, project: &Project) -> Option<Step> {
    match asked {
        Asked::AiSystem => Some(Step::of("ai", system.ai)),
        Asked::ProhibitedPractice => Some(risk::prohibited(system)),
        Asked::AnnexIProduct => Some(Step::of("annex-i-product", system.annex_i_product)),
        Asked::AnnexIiiArea => Some(Step::of("annex-iii", system.annex_iii.as_ref().map(|areas| !areas.is_empty()))),
        Asked::Exemption => exemption(system),
        Asked::TransparencyDuties => Some(risk::transparency(system)),
        Asked::GeneralPurposeModel => Some(Step::of("general-purpose-model", system.general_purpose_model)),
        Asked::RoleShift => Some(role_shift(system, project)),
        Asked::ClassByHand => {
            let used = if system.risk_class.is_some() { vec!["risk-class", "risk-class-reason"] } else { Vec::new() };
            Some(Step { answer: Some(system.risk_class.is_some()), used, missing: Vec::new() })
        }
    }
}

/// Asked only where a listed area was found: an exemption that is claimed holds unless the system profiles people.
fn exemption(system: &System) -> Option<Step> {
    system.annex_iii.as_ref().filter(|areas| !areas.is_empty())?;
    if system.claimed_exemption().is_none() {
        let used = system.exemption_6_3.iter().map(|_| "exemption-6-3").collect();
        return Some(Step { answer: Some(false), used, missing: Vec::new() });
    }
    let listed = risk::listed(system);
    Some(Step { answer: listed.answer.map(|high| !high), ..listed })
}

/// Who builds, or names itself provider, is one. Whether a deployer changes a high-risk system or its purpose, no fact
/// tells; where nothing is of high risk, nothing shifts.
fn role_shift(system: &System, project: &Project) -> Step {
    let step = |answer, used, missing| Step { answer, used, missing };
    match system.role {
        Some(SystemRole::Provider | SystemRole::Both) => step(Some(true), vec!["role"], Vec::new()),
        Some(SystemRole::Deployer) | None => {
            let class = risk::class(project);
            let built = project.project.entry_route == Some(EntryRoute::InHouseBuild);
            let missing = if system.role.is_none() { vec!["role"] } else { Vec::new() };
            if built {
                step(Some(true), vec!["entry-route"], Vec::new())
            } else if class.highest < RiskClass::High {
                step(Some(false), Vec::new(), Vec::new())
            } else {
                let used = if system.role.is_some() { vec!["role"] } else { Vec::new() };
                step(None, used, missing)
            }
        }
    }
}
