//! `budget-share`: what engagement costs, as a share of the project's value.

use crate::check::Verdict;
use crate::join::Joined;
use crate::playbook::rule::BudgetShare;
use crate::project::FieldPath;

pub(super) fn judge(joined: &Joined<'_>, share: &BudgetShare) -> Vec<Verdict> {
    let value = FieldPath::of(["project", "value"]);
    if joined.project.activities.is_empty() {
        return Vec::new();
    }
    // Of a project that is worth nothing there is no share.
    if joined.project.project.value.as_ref().is_some_and(|v| v.amount.0 <= 0.0) {
        return Vec::new();
    }
    let budget = joined.budget();
    match &budget.share {
        None => vec![Verdict::cannot_tell(value.clone(), &[value])],
        Some(percent) if percent.value >= share.at_least_percent => Vec::new(),
        Some(_) if !budget.without.is_empty() => {
            vec![Verdict::cannot_tell(FieldPath::of(["activities"]), &budget.without)]
        }
        Some(percent) => {
            let message = format!(
                "engagement costs {:.1} % of the project's value; at least {} % is expected",
                percent.value, share.at_least_percent
            );
            vec![Verdict::found(value, message)]
        }
    }
}
