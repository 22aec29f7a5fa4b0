//! `raised-floor`: at some stages, stakeholders matching a selector are promised, and can still get, a higher level.
//!
//! Only stages at which they take part are judged; that they take part at all is asked by other rules.

use std::collections::{BTreeMap, HashMap};

use crate::check::Verdict;
use crate::join::Joined;
use crate::join::level::Level;
use crate::join::select::Selected;
use crate::lifecycle::Stage;
use crate::playbook::rule::{Group, RaisedFloor};
use crate::project::FieldPath;

pub(super) fn judge(joined: &Joined<'_>, floor: &RaisedFloor) -> Vec<Verdict> {
    let least = floor.at_least;
    let mut at_stages: HashMap<&str, BTreeMap<Stage, Vec<&Level<'_>>>> = HashMap::new();
    for level in joined.levels.iter().filter(|l| floor.stages.contains(&l.activity.stage)) {
        for id in &level.activity.stakeholders {
            at_stages.entry(id.as_str()).or_default().entry(level.activity.stage).or_default().push(level);
        }
    }
    let reaches = |l: &&Level<'_>| l.declared.is_some_and(|d| d >= least) && l.attainable.is_some_and(|a| a >= least);
    let mut found = Vec::new();
    for thing in joined.things(Group::Stakeholders) {
        let Some(stages) = at_stages.get(thing.id) else { continue };
        let low: Vec<_> = stages.iter().filter(|(_, levels)| !levels.iter().any(reaches)).collect();
        if low.is_empty() {
            continue;
        }
        match joined.selects(&floor.selector, &thing) {
            Selected::No => {}
            Selected::CannotTell(missing) => found.push(Verdict::cannot_tell(thing.path(), &missing)),
            Selected::Yes => found.extend(low.into_iter().map(|(stage, levels)| {
                let name = joined.project.stakeholders.get(thing.id).map_or(thing.id, |s| s.name.as_str());
                let title = joined.playbook.stage_title(*stage);
                let at = FieldPath::of(["activities", levels[0].id, "level"]);
                Verdict::found(
                    at,
                    format!("at “{title}” “{name}” gets less than {least}, which infrastructure asks for"),
                )
            })),
        }
    }
    found
}
