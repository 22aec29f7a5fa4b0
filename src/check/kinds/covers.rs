//! `covers`: at least so many activities of some sort, functions, or helices at each stage.

mod sorts;

use std::collections::BTreeSet;

use crate::check::Verdict;
use crate::join::Joined;
use crate::playbook::rule::{Counted, Covers};
use crate::project::FieldPath;
use crate::scale::{Function, Helix};
use crate::vocabulary::Vocabulary;

pub(super) fn judge(joined: &Joined<'_>, covers: &Covers) -> Vec<Verdict> {
    match covers.count {
        Counted::Activities => activities(joined, covers),
        Counted::Functions => functions(joined, covers),
        Counted::HelicesPerStage => helices_per_stage(joined, covers),
        Counted::ThickPerPhase => sorts::thick_per_phase(joined, covers),
        Counted::ThinOrOpen => sorts::thin_or_open(joined, covers),
        Counted::Collaborative => sorts::collaborative(joined, covers),
    }
}

fn activities(joined: &Joined<'_>, covers: &Covers) -> Vec<Verdict> {
    let here = joined.project.activities.values().filter(|a| covers.phase.is_none_or(|p| a.stage.phase() == p));
    let count = here.count();
    if count >= covers.at_least {
        return Vec::new();
    }
    let (place, noun) = (place(joined, covers), plural(count, "activity", "activities"));
    vec![Verdict::found(FieldPath::of(["activities"]), format!("the plan has {} {noun}{place}", number(count)))]
}

fn functions(joined: &Joined<'_>, covers: &Covers) -> Vec<Verdict> {
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
    let label = |f: &Function| joined.playbook.label_in_message("functions", f.as_str());
    let missing: Vec<&str> = Function::ALL.iter().filter(|f| !all.contains(f)).map(label).collect();
    let message = format!(
        "the plan serves {} of the {} decision stages{}; missing: {}",
        all.len(),
        Function::ALL.len(),
        place(joined, covers),
        missing.join(", ")
    );
    vec![Verdict::found(FieldPath::of(["activities"]), message)]
}

fn helices_per_stage(joined: &Joined<'_>, covers: &Covers) -> Vec<Verdict> {
    let label = |h: &Helix| joined.playbook.label_in_message("helices", h.as_str());
    joined
        .stage_coverage()
        .into_iter()
        .filter(|c| covers.phase.is_none_or(|p| c.stage.phase() == p) && c.helices.len() < covers.at_least)
        .map(|c| {
            let missing: Vec<&str> = Helix::ALL.iter().filter(|h| !c.helices.contains(h)).map(label).collect();
            let message =
                format!("at “{}” nobody from {} takes part", joined.playbook.stage_title(c.stage), missing.join(", "));
            let first = joined.project.activities.iter().find(|(_, a)| a.stage == c.stage).map(|(id, _)| id);
            let at =
                first.map_or(FieldPath::of(["activities"]), |id| FieldPath::of(["activities", id, "stakeholders"]));
            Verdict::found(at, message)
        })
        .collect()
}

fn place(joined: &Joined<'_>, covers: &Covers) -> String {
    covers.phase.map_or(String::new(), |p| format!(" in {}", joined.playbook.phase_title(p)))
}

fn number(count: usize) -> String {
    if count == 0 { "no".to_owned() } else { format!("only {count}") }
}

fn plural(count: usize, one: &'static str, many: &'static str) -> &'static str {
    if count == 1 { one } else { many }
}
