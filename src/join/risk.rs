//! What the facts about the system amount to: risk class, infrastructure score, stakes.
//!
//! The risk class follows the AI Act step by step (Art. 5, 6, 50; method `risk-class`). It is a reading of the facts
//! in the file, not legal advice.

use super::explained::{Because, Explained, Interval, Known};
use crate::playbook::Thresholds;
use crate::project::{FieldPath, Project};
use crate::scale::{InfrastructureClass, RiskClass, Score, Stakes};

fn fact(name: &str) -> FieldPath {
    FieldPath::of(["system", name])
}

/// The AI Act's class, as far as the facts tell.
pub fn class(project: &Project) -> Explained<Known<RiskClass>> {
    let Some(system) = &project.system else {
        return Explained::new(Known::Missing(vec![FieldPath::of(["system"])]), "risk-class", Vec::new());
    };
    let yes = |class, facts: &[&str]| {
        Explained::new(Known::Yes(class), "risk-class", facts.iter().map(|f| fact(f)).collect())
    };
    if let Some(class) = system.risk_class {
        return yes(class, &["risk-class", "risk-class-reason"]);
    }
    if system.prohibited_practices.as_ref().is_some_and(|p| !p.is_empty()) {
        return yes(RiskClass::Prohibited, &["prohibited-practices"]);
    }
    if system.ai == Some(false) {
        return yes(RiskClass::Minimal, &["ai"]);
    }
    let mut missing = Vec::new();
    let need = |missing: &mut Vec<FieldPath>, name: &str, known: bool| {
        if !known {
            missing.push(fact(name));
        }
    };
    need(&mut missing, "ai", system.ai.is_some());
    need(&mut missing, "prohibited-practices", system.prohibited_practices.is_some());
    if system.annex_i_product == Some(true) && missing.is_empty() {
        return yes(RiskClass::High, &["ai", "annex-i-product"]);
    }
    let listed = system.annex_iii.as_ref().is_some_and(|a| !a.is_empty());
    if listed && missing.is_empty() {
        match (&system.exemption_6_3, system.profiling) {
            (None, _) => return yes(RiskClass::High, &["ai", "annex-iii"]),
            (Some(_), Some(true)) => return yes(RiskClass::High, &["ai", "annex-iii", "profiling"]),
            (Some(_), None) => missing.push(fact("profiling")),
            (Some(_), Some(false)) => {}
        }
    }
    need(&mut missing, "annex-i-product", system.annex_i_product.is_some());
    need(&mut missing, "annex-iii", system.annex_iii.is_some());
    let duties = [
        ("interacts-with-people", system.interacts_with_people),
        ("generates-content", system.generates_content),
        ("deepfake", system.deepfake),
        ("emotion-or-biometric-categorisation", system.emotion_or_biometric_categorisation),
        ("public-interest-text", system.public_interest_text),
    ];
    if missing.is_empty()
        && let Some((name, _)) = duties.iter().find(|(_, value)| *value == Some(true))
    {
        return yes(RiskClass::Transparency, &["ai", "annex-i-product", "annex-iii", name]);
    }
    for (name, value) in duties {
        need(&mut missing, name, value.is_some());
    }
    if missing.is_empty() {
        let mut facts = vec!["ai", "prohibited-practices", "annex-i-product", "annex-iii"];
        facts.extend(duties.iter().map(|(name, _)| *name));
        return yes(RiskClass::Minimal, &facts);
    }
    let known = Because::new("risk-class", Vec::new());
    Explained { value: Known::Missing(missing), because: vec![known] }
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
pub fn stakes(
    project: &Project,
    class: &Explained<Known<RiskClass>>,
    infrastructure: &Infrastructure,
) -> Explained<Stakes> {
    let mut because = class.because.clone();
    let score = infrastructure.score.value;
    let level = project.system.as_ref().and_then(|s| s.aia_level);
    let reason = |facts| Because::new("stakes", facts);
    if class.value.get().is_some_and(|c| c >= RiskClass::High) {
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
    let low = class.value.get() == Some(RiskClass::Minimal) && score.to <= 1 && exposed.is_empty() && all_scored;
    let facts = if low { project.stakeholders.keys().map(exposure).collect() } else { exposed };
    because.push(reason(facts));
    Explained { value: if low { Stakes::Low } else { Stakes::Standard }, because }
}
