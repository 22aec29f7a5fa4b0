//! What engagement costs.

use schemars::JsonSchema;
use serde::Serialize;

use super::words::Lens;
use super::{Named, Reason, Sum};
use crate::lifecycle::Phase;
use crate::project::Referent;
use crate::project::path::Step;

/// The sum for one phase.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct PhaseBudget {
    /// The phase.
    pub phase: Named,
    /// The sum.
    pub sum: Sum,
}

/// What engagement costs.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct BudgetView {
    /// At least one activity states a budget.
    pub known: bool,
    /// The sum over all activities that state a budget, of the whole plan.
    pub total: Sum,
    /// The sum for each phase that the plan is about.
    pub phases: Vec<PhaseBudget>,
    /// The project's value.
    pub value: Option<Sum>,
    /// Share of the project's value, in per cent.
    pub share: Option<f64>,
    /// Activities without a budget.
    pub without: Vec<Named>,
    /// Why the total is what it is.
    pub because: Vec<Reason>,
    /// Why the share is what it is.
    pub share_because: Vec<Reason>,
}

impl Lens<'_> {
    pub(super) fn budget_view(&self, phase: Option<Phase>) -> BudgetView {
        let budget = self.budget();
        let sum = |amount| Sum { amount, currency: budget.currency.clone() };
        let without = budget.without.iter().filter_map(|path| match &path.parts()[..] {
            [_, Step::Key(id), ..] => {
                let stage = self.project.activities.get(id)?.stage;
                phase.is_none_or(|p| p == stage.phase()).then(|| self.named(Referent::Activity, id))
            }
            _ => None,
        });
        let here = budget.by_phase.iter().filter(|(p, _)| phase.is_none_or(|only| only == *p));
        BudgetView {
            known: !budget.total.because.iter().all(|b| b.facts.is_empty()),
            total: sum(budget.total.value),
            phases: here.map(|(p, amount)| PhaseBudget { phase: self.phase(*p), sum: sum(*amount) }).collect(),
            value: self.project().value,
            share: budget.share.as_ref().map(|s| s.value),
            without: without.collect(),
            because: self.reasons(&budget.total.because),
            share_because: self.reasons(&budget.share.map(|s| s.because).unwrap_or_default()),
        }
    }
}
