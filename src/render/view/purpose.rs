//! What engagement is for: the mission, the options compared, the decisions that people can shape.

use schemars::JsonSchema;
use serde::Serialize;

use super::Named;
use super::words::Lens;
use crate::date::Date;
use crate::lifecycle::Phase;
use crate::project::Referent;

/// The mission.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct MissionView {
    /// The public problem.
    pub challenge: Option<String>,
    /// The problem in the words of those who live it.
    pub problem: Option<String>,
    /// What is measured.
    pub indicator: Option<String>,
    /// Where it stands today.
    pub baseline: Option<f64>,
    /// Where it is to stand.
    pub value: Option<f64>,
    /// By when.
    pub by: Option<Date>,
    /// Who answers for it.
    pub owner: Option<String>,
    /// What makes us stop.
    pub stop_criteria: Vec<String>,
    /// Days of review.
    pub reviews: Vec<Date>,
}

/// One option.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct OptionView {
    /// The option.
    pub option: Named,
    /// Whether it uses AI, in a word; nothing while it is not recorded.
    pub uses_ai: Option<String>,
    /// Who gains, and what.
    pub gains: Option<String>,
    /// Who loses, and what.
    pub losses: Option<String>,
    /// It was chosen.
    pub chosen: bool,
    /// Why it was chosen or not.
    pub reason: Option<String>,
}

/// A decision.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct DecisionView {
    /// The decision and its question.
    pub decision: Named,
    /// The day.
    pub on: Option<Date>,
    /// Who decides.
    pub decider: Option<String>,
    /// The day from which the options no longer change.
    pub options_frozen: Option<Date>,
    /// What was decided.
    pub outcome: Option<String>,
    /// Where the decision is published.
    pub url: Option<String>,
    /// The activities that serve it.
    pub activities: Vec<Named>,
    /// Who takes part in them.
    pub stakeholders: Vec<Named>,
    /// Who answers for it.
    pub accountable: Option<Named>,
}

impl Lens<'_> {
    pub(super) fn mission(&self) -> MissionView {
        let mission = self.project.mission.as_ref();
        let target = mission.and_then(|m| m.target.as_ref());
        MissionView {
            challenge: mission.and_then(|m| m.challenge.clone()),
            problem: mission.and_then(|m| m.problem.clone()),
            indicator: target.map(|t| t.indicator.clone()),
            baseline: target.and_then(|t| t.baseline).map(|b| b.0),
            value: target.and_then(|t| t.value).map(|v| v.0),
            by: target.and_then(|t| t.by),
            owner: mission.and_then(|m| m.owner.clone()),
            stop_criteria: mission.map(|m| m.stop_criteria.clone()).unwrap_or_default(),
            reviews: mission.map(|m| m.reviews.clone()).unwrap_or_default(),
        }
    }

    pub(super) fn options(&self) -> Vec<OptionView> {
        let yes_no = |yes: bool| self.label("format", if yes { "yes" } else { "no" }).to_owned();
        self.project
            .options
            .iter()
            .map(|(id, o)| OptionView {
                option: Named { id: id.to_owned(), title: o.name.clone() },
                uses_ai: o.uses_ai.map(yes_no),
                gains: o.gains.clone(),
                losses: o.losses.clone(),
                chosen: o.chosen == Some(true),
                reason: o.reason.clone(),
            })
            .collect()
    }

    pub(super) fn decisions(&self, phase: Option<Phase>) -> Vec<DecisionView> {
        let view = |(id, d): (&str, &crate::project::model::Decision)| {
            let serving: Vec<_> = self
                .levels
                .iter()
                .filter(|l| l.activity.decision.as_ref().is_some_and(|own| own.as_str() == id))
                .filter(|l| phase.is_none_or(|p| l.activity.stage.phase() == p))
                .collect();
            let takes_part = |s: &&crate::join::mapping::Placed<'_>| {
                serving.iter().any(|l| l.activity.stakeholders.iter().any(|own| own.as_str() == s.id))
            };
            DecisionView {
                decision: Named { id: id.to_owned(), title: d.question.clone() },
                on: d.on,
                decider: d.decider.clone(),
                options_frozen: d.options_frozen,
                outcome: d.outcome.clone(),
                url: d.url.clone(),
                activities: serving.iter().map(|l| self.named(Referent::Activity, l.id)).collect(),
                stakeholders: self.stakeholders.iter().filter(takes_part).map(|s| self.stakeholder_named(s)).collect(),
                accountable: d
                    .raci
                    .as_ref()
                    .and_then(|r| r.accountable.as_ref())
                    .map(|a| self.named(Referent::Stakeholder, a.as_str())),
            }
        };
        let all = self.project.decisions.iter().map(view);
        all.filter(|d| phase.is_none() || !d.activities.is_empty()).collect()
    }
}
