//! Who and what is covered where: helices at each stage, democratic functions in each phase.
//!
//! Methods: `helix-coverage`, `function-coverage`.

use std::collections::BTreeSet;

use super::Joined;
use super::explained::Because;
use crate::lifecycle::{Phase, Stage};
use crate::project::FieldPath;
use crate::project::model::Activity;
use crate::scale::{Function, Helix};
use crate::vocabulary::Vocabulary;

/// The helices engaged at one stage.
#[derive(Clone, Debug)]
pub struct StageCoverage {
    /// The stage.
    pub stage: Stage,
    /// Those who take part in an activity there.
    pub helices: BTreeSet<Helix>,
    /// How many activities take place there.
    pub activities: usize,
    /// Why.
    pub because: Vec<Because>,
}

/// The democratic functions served in one phase.
#[derive(Clone, Debug)]
pub struct PhaseCoverage {
    /// The phase.
    pub phase: Phase,
    /// The functions.
    pub functions: BTreeSet<Function>,
    /// Why.
    pub because: Vec<Because>,
}

impl<'a> Joined<'a> {
    /// The functions that an activity serves: its own, or those of its mechanism.
    pub fn functions_of(&self, activity: &Activity) -> Vec<Function> {
        if !activity.functions.is_empty() {
            return activity.functions.clone();
        }
        let mechanism = self.playbook.mechanisms().get(activity.mechanism.as_str());
        mechanism.map(|m| m.functions.clone()).unwrap_or_default()
    }

    /// The activities of a phase, in the author's order.
    pub fn activities_in(&self, phase: Phase) -> impl Iterator<Item = (&'a str, &'a Activity)> {
        self.project.activities.iter().filter(move |(_, a)| a.stage.phase() == phase)
    }

    /// The helices engaged at each stage that has activities.
    pub fn stage_coverage(&self) -> Vec<StageCoverage> {
        let of = |stage: Stage| {
            let here: Vec<_> = self.project.activities.iter().filter(|(_, a)| a.stage == stage).collect();
            let helices = here
                .iter()
                .flat_map(|(_, a)| a.stakeholders.iter())
                .filter_map(|s| self.stakeholder(s.as_str())?.sector())
                .map(|sector| sector.helix())
                .collect();
            let facts = here.iter().map(|(id, _)| FieldPath::of(["activities", id, "stakeholders"])).collect();
            let because = vec![Because::new("helix-coverage", facts)];
            StageCoverage { stage, helices, activities: here.len(), because }
        };
        Stage::ALL.iter().copied().map(of).filter(|c| c.activities > 0).collect()
    }

    /// The democratic functions served in each phase.
    pub fn phase_coverage(&self) -> Vec<PhaseCoverage> {
        let of = |phase: Phase| {
            let functions = self.activities_in(phase).flat_map(|(_, a)| self.functions_of(a)).collect();
            let facts = self.activities_in(phase).map(|(id, _)| FieldPath::of(["activities", id])).collect();
            PhaseCoverage { phase, functions, because: vec![Because::new("function-coverage", facts)] }
        };
        Phase::ALL.iter().copied().map(of).collect()
    }
}
