//! What engagement costs: totals, by phase, and as a share of the project's value.
//!
//! Methods: `budget-total`, `engagement-budget-share`.

use super::Joined;
use super::explained::{Because, Explained};
use crate::lifecycle::Phase;
use crate::project::FieldPath;
use crate::vocabulary::Vocabulary;

/// The engagement budget.
#[derive(Clone, Debug)]
pub struct Budget {
    /// Sum over all activities that state a budget.
    pub total: Explained<f64>,
    /// Sum for each phase.
    pub by_phase: Vec<(Phase, f64)>,
    /// The currency, as far as the project states one.
    pub currency: Option<String>,
    /// Activities without a budget.
    pub without: Vec<FieldPath>,
    /// Share of the project's value, in per cent.
    pub share: Option<Explained<f64>>,
}

impl Joined<'_> {
    /// What engagement costs.
    pub fn budget(&self) -> Budget {
        let at = |id: &str| FieldPath::of(["activities", id, "budget"]);
        let activities = &self.project.activities;
        let known: Vec<_> = activities.iter().filter_map(|(id, a)| Some((id, a.stage.phase(), a.budget?.0))).collect();
        // An empty sum of floats is minus zero.
        let total: f64 = known.iter().map(|(_, _, b)| b).sum::<f64>() + 0.0;
        let facts: Vec<FieldPath> = known.iter().map(|(id, _, _)| at(id)).collect();
        let value = self.project.project.value.as_ref();
        let share = value.filter(|v| v.amount.0 > 0.0).map(|v| Explained {
            value: total / v.amount.0 * 100.0,
            because: vec![
                Because::new("budget-total", facts.clone()),
                Because::new("engagement-budget-share", vec![FieldPath::of(["project", "value", "amount"])]),
            ],
        });
        let of = |phase: &Phase| known.iter().filter(|(_, p, _)| p == phase).map(|(_, _, b)| b).sum::<f64>() + 0.0;
        Budget {
            total: Explained::new(total, "budget-total", facts),
            by_phase: Phase::ALL.iter().map(|p| (*p, of(p))).collect(),
            currency: value.map(|v| v.currency.to_string()),
            without: activities.iter().filter(|(_, a)| a.budget.is_none()).map(|(id, _)| at(id)).collect(),
            share,
        }
    }
}
