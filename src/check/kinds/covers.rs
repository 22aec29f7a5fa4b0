//! `covers`: at least so many activities, functions, or helices at each stage.

use std::collections::BTreeSet;

use crate::check::Verdict;
use crate::join::Joined;
use crate::playbook::rule::{Counted, Covers};
use crate::project::FieldPath;
use crate::scale::{Function, Helix};
use crate::vocabulary::Vocabulary;

pub(super) fn judge(joined: &Joined<'_>, covers: &Covers) -> Vec<Verdict> {
    let activities = FieldPath::of(["activities"]);
    let place = covers.phase.map_or(String::new(), |p| format!(" in {}", joined.playbook.phase_title(p)));
    let label = |group, word| joined.playbook.labels().get(group, word);
    match covers.count {
        Counted::Activities => {
            let here = joined.project.activities.values().filter(|a| covers.phase.is_none_or(|p| a.stage.phase() == p));
            let count = here.count();
            if count >= covers.at_least {
                return Vec::new();
            }
            vec![Verdict::found(
                activities,
                format!("the plan has {} {}{place}", number(count), plural(count, "activity", "activities")),
            )]
        }
        Counted::Functions => {
            if joined.project.activities.is_empty() {
                return Vec::new();
            }
            let all: BTreeSet<Function> = joined
                .phase_coverage()
                .into_iter()
                .filter(|c| covers.phase.is_none_or(|p| c.phase == p))
                .flat_map(|c| c.functions)
                .collect();
            if all.len() >= covers.at_least {
                return Vec::new();
            }
            let missing: Vec<&str> =
                Function::ALL.iter().filter(|f| !all.contains(f)).map(|f| label("functions", f.as_str())).collect();
            let message = format!(
                "the plan serves {} of the {} decision stages{place}; missing: {}",
                all.len(),
                Function::ALL.len(),
                missing.join(", ")
            );
            vec![Verdict::found(activities, message)]
        }
        Counted::HelicesPerStage => joined
            .stage_coverage()
            .into_iter()
            .filter(|c| covers.phase.is_none_or(|p| c.stage.phase() == p) && c.helices.len() < covers.at_least)
            .map(|c| {
                let missing: Vec<&str> = Helix::ALL
                    .iter()
                    .filter(|h| !c.helices.contains(h))
                    .map(|h| label("helices", h.as_str()))
                    .collect();
                let message = format!(
                    "at “{}” nobody from {} takes part",
                    joined.playbook.stage_title(c.stage),
                    missing.join(", ")
                );
                let first = joined.project.activities.iter().find(|(_, a)| a.stage == c.stage).map(|(id, _)| id);
                let at = first.map_or(activities.clone(), |id| FieldPath::of(["activities", id, "stakeholders"]));
                Verdict::found(at, message)
            })
            .collect(),
    }
}

fn number(count: usize) -> String {
    if count == 0 { "no".to_owned() } else { format!("only {count}") }
}

fn plural(count: usize, one: &'static str, many: &'static str) -> &'static str {
    if count == 1 { one } else { many }
}
