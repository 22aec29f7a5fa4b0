//! What the facts about the system amount to: risk class, infrastructure score, stakes.
//!
//! The risk class follows the AI Act step by step (Art. 5, 6, 50; method `risk-class`). It is a reading of the facts
//! in the file, not legal advice.

use super::explained::{Because, Explained, Interval, Known};
use crate::lifecycle::Stage;
use crate::playbook::Thresholds;
use crate::project::model::System;
use crate::project::{FieldPath, Project};
use crate::scale::{InfrastructureClass, RiskClass, Score, Stakes};

fn fact(name: &str) -> FieldPath {
    FieldPath::of(["system", name])
}

/// The AI Act's class, and the range in which it lies while facts are missing.
#[derive(Clone, Debug, PartialEq)]
pub struct Class {
    /// The class, once the facts leave only one.
    pub class: Explained<Known<RiskClass>>,
    /// The least that it can be, whatever the missing facts turn out to be.
    pub lowest: RiskClass,
    /// The most that it can be.
    pub highest: RiskClass,
    /// The facts without which it cannot be told whether it is high or prohibited: some of those that are missing.
    pub high_unless: Vec<FieldPath>,
}

impl Class {
    /// One class, for these facts.
    fn told(class: RiskClass, facts: &[&str]) -> Self {
        let facts = facts.iter().map(|name| fact(name)).collect();
        let value = Explained::new(Known::Yes(class), "risk-class", facts);
        Self { class: value, lowest: class, highest: class, high_unless: Vec::new() }
    }
}

/// One step of the method: its answer as far as it is known, and what that rests on.
#[derive(Clone, Debug)]
pub(super) struct Step {
    pub(super) answer: Option<bool>,
    pub(super) used: Vec<&'static str>,
    pub(super) missing: Vec<&'static str>,
}

impl Step {
    pub(super) fn of(name: &'static str, answer: Option<bool>) -> Self {
        match answer {
            Some(_) => Self { answer, used: vec![name], missing: Vec::new() },
            None => Self { answer, used: Vec::new(), missing: vec![name] },
        }
    }

    /// Yes if one of the parts is; no only if all are.
    fn any(parts: Vec<Step>) -> Self {
        match parts.iter().position(|p| p.answer == Some(true)) {
            Some(yes) => parts.into_iter().nth(yes).unwrap_or_else(|| Self::of("", None)),
            None => Self {
                answer: parts.iter().all(|p| p.answer.is_some()).then_some(false),
                used: parts.iter().flat_map(|p| p.used.clone()).collect(),
                missing: parts.iter().flat_map(|p| p.missing.clone()).collect(),
            },
        }
    }
}

/// Whether an area of Annex III makes the system a high risk: unless an exemption of Art. 6(3) is claimed that
/// profiling does not undo.
pub(super) fn listed(system: &System) -> Step {
    let listed = Step::of("annex-iii", system.annex_iii.as_ref().map(|areas| !areas.is_empty()));
    if listed.answer != Some(true) || system.claimed_exemption().is_none() {
        return listed;
    }
    let used = vec!["annex-iii", "exemption-6-3"];
    match system.profiling {
        None => Step { answer: None, used, missing: vec!["profiling"] },
        Some(_) => Step { answer: system.profiling, used: [used, vec!["profiling"]].concat(), missing: Vec::new() },
    }
}

/// Whether a practice of Art. 5 is part of the use.
pub(super) fn prohibited(system: &System) -> Step {
    Step::of("prohibited-practices", system.prohibited_practices.as_ref().map(|p| !p.is_empty()))
}

/// Whether a fact leads to duties of Art. 50.
pub(super) fn transparency(system: &System) -> Step {
    Step::any(vec![
        Step::of("interacts-with-people", system.interacts_with_people),
        Step::of("generates-content", system.generates_content),
        Step::of("deepfake", system.deepfake),
        Step::of("emotion-or-biometric-categorisation", system.emotion_or_biometric_categorisation),
        Step::of("public-interest-text", system.public_interest_text),
    ])
}

/// The AI Act's class: the one set by hand, else as far as the facts tell.
pub fn class(project: &Project) -> Class {
    match project.system.as_ref().and_then(|s| s.risk_class) {
        Some(class) => Class::told(class, &["risk-class", "risk-class-reason"]),
        None => computed(project),
    }
}

/// The class that the facts lead to, whatever was set by hand.
pub fn computed(project: &Project) -> Class {
    let Some(system) = &project.system else {
        let missing = vec![FieldPath::of(["system"])];
        let class = Explained::new(Known::Missing(missing.clone()), "risk-class", Vec::new());
        return Class { class, lowest: RiskClass::Minimal, highest: RiskClass::Prohibited, high_unless: missing };
    };
    if system.ai == Some(false) {
        return Class::told(RiskClass::Minimal, &["ai"]);
    }
    let ai = Step::of("ai", system.ai);
    let prohibited = prohibited(system);
    let high = Step::any(vec![Step::of("annex-i-product", system.annex_i_product), listed(system)]);
    let transparency = transparency(system);
    if prohibited.answer == Some(true) {
        // Only AI can be a practice of Art. 5: who names one has said that it is.
        return Class::told(RiskClass::Prohibited, &[ai.used, prohibited.used].concat());
    }
    let (mut used, mut missing) = (ai.used, ai.missing);
    let mut high_unless: Vec<FieldPath> = missing.iter().map(|name| fact(name)).collect();
    let (mut lowest, mut highest) = (RiskClass::Minimal, RiskClass::Minimal);
    let steps = [(RiskClass::Prohibited, prohibited), (RiskClass::High, high), (RiskClass::Transparency, transparency)];
    for (class, step) in steps {
        used.extend(step.used);
        if class >= RiskClass::High {
            high_unless.extend(step.missing.iter().map(|name| fact(name)));
        }
        missing.extend(step.missing);
        if step.answer != Some(false) {
            highest = highest.max(class);
        }
        if step.answer == Some(true) {
            lowest = class;
            break;
        }
    }
    if system.ai.is_none() {
        lowest = RiskClass::Minimal;
    }
    if lowest == highest {
        return Class::told(lowest, &used);
    }
    let facts = used.iter().map(|name| fact(name)).collect();
    let missing = missing.iter().map(|name| fact(name)).collect();
    Class { class: Explained::new(Known::Missing(missing), "risk-class", facts), lowest, highest, high_unless }
}

/// The infrastructure (DPI) score with its six points.
#[derive(Clone, Debug)]
pub struct Infrastructure {
    /// The score, 0 to 6; an interval while facts are missing.
    pub score: Explained<Interval>,
    /// Each point: the fact, and whether it is given; nothing while unknown.
    pub points: Vec<(FieldPath, Option<bool>)>,
    /// The class, while it does not depend on missing facts.
    pub class: Option<InfrastructureClass>,
}

/// How far the system is infrastructure (method `infrastructure-score`).
pub fn infrastructure(project: &Project, thresholds: &Thresholds) -> Infrastructure {
    let at = |name: &str| FieldPath::of(["infrastructure", name]);
    let table = project.infrastructure.as_ref();
    let months = table.and_then(|t| t.replacement_months).map(|m| m.0 > thresholds.replacement_months_over);
    let share = table.and_then(|t| t.replacement_cost_share).map(|s| s.0 > thresholds.replacement_cost_share_over);
    let hard_to_replace = match (months, share) {
        (Some(true), _) | (_, Some(true)) => Some(true),
        (Some(false), Some(false)) => Some(false),
        (None, _) | (_, None) => None,
    };
    let points = vec![
        (at("dependent-units"), table.and_then(|t| t.dependent_units).map(|n| n.0 >= thresholds.dependent_units_from)),
        (at("third-parties-build-on-it"), table.and_then(|t| t.third_parties_build_on_it)),
        (at("feeds-other-decisions"), table.and_then(|t| t.feeds_other_decisions)),
        (at("replacement-months"), hard_to_replace),
        (at("opt-out"), table.and_then(|t| t.opt_out).map(|possible| !possible)),
        (at("crosses-departments"), table.and_then(|t| t.crosses_departments)),
    ];
    let from = points.iter().filter(|(_, p)| *p == Some(true)).count() as u32;
    let to = from + points.iter().filter(|(_, p)| p.is_none()).count() as u32;
    let of = |score: u32| {
        if score >= thresholds.infrastructure_from {
            InfrastructureClass::Infrastructure
        } else if score >= thresholds.infrastructure_platform_from {
            InfrastructureClass::SharedPlatform
        } else {
            InfrastructureClass::Tool
        }
    };
    let class = (of(from) == of(to)).then(|| of(from));
    let facts = points.iter().filter(|(_, p)| p.is_some()).map(|(path, _)| path.clone()).collect();
    Infrastructure { score: Explained::new(Interval { from, to }, "infrastructure-score", facts), points, class }
}

/// What is at stake for people (method `stakes`; our proposal).
pub fn stakes(project: &Project, risk: &Class, infrastructure: &Infrastructure) -> Explained<Stakes> {
    let mut because = risk.class.because.clone();
    let score = infrastructure.score.value;
    let level = project.system.as_ref().and_then(|s| s.aia_level);
    let reason = |facts| Because::new("stakes", facts);
    if risk.lowest >= RiskClass::High {
        because.push(reason(vec![]));
        return Explained { value: Stakes::High, because };
    }
    if level.is_some_and(|l| l.0 >= 3) {
        return Explained::new(Stakes::High, "stakes", vec![fact("aia-level")]);
    }
    if infrastructure.class == Some(InfrastructureClass::Infrastructure) {
        because = infrastructure.score.because.clone();
        because.push(reason(vec![]));
        return Explained { value: Stakes::High, because };
    }
    because.extend(infrastructure.score.because.clone());
    let exposure = |id: &str| FieldPath::of(["stakeholders", id, "exposure"]);
    let exposed: Vec<FieldPath> = project
        .stakeholders
        .iter()
        .filter(|(_, s)| s.exposure.is_some_and(|e| e >= Score::EXPOSED))
        .map(|(id, _)| exposure(id))
        .collect();
    let all_scored = !project.stakeholders.is_empty() && project.stakeholders.values().all(|s| s.exposure.is_some());
    let low = risk.highest == RiskClass::Minimal && score.to <= 1 && exposed.is_empty() && all_scored;
    let facts = if low { project.stakeholders.keys().map(exposure).collect() } else { exposed };
    because.push(reason(facts));
    Explained { value: if low { Stakes::Low } else { Stakes::Standard }, because }
}

/// The facts for want of which the stakes may be high though they count as less; none where they cannot be higher.
///
/// A class or score that nobody has begun to work out yet is missed from the stage that asks for it.
pub fn may_be_high(
    project: &Project,
    risk: &Class,
    infrastructure: &Infrastructure,
    stakes: Stakes,
    thresholds: &Thresholds,
) -> Vec<FieldPath> {
    let mut missing = Vec::new();
    if stakes == Stakes::High {
        return missing;
    }
    let stage = project.project.stage;
    let asked = project.system.is_some() || stage >= Stage::DataRightsAndRisk;
    if asked && risk.highest >= RiskClass::High {
        missing.extend(risk.high_unless.iter().cloned());
    }
    let asked = project.infrastructure.is_some() || stage >= Stage::OptionsAndInfrastructure;
    if asked && infrastructure.score.value.to >= thresholds.infrastructure_from {
        let open = infrastructure.points.iter().filter(|(_, given)| given.is_none());
        missing.extend(open.map(|(place, _)| place.clone()));
    }
    missing
}
