//! `pathway`: what an activity gathers leads, over however many steps, to a body or activity with decision rights.

use std::collections::{HashMap, HashSet};

use crate::check::Verdict;
use crate::join::Joined;
use crate::join::select::Selected;
use crate::playbook::rule::{Group, Pathway};

pub(super) fn judge(joined: &Joined<'_>, pathway: &Pathway) -> Vec<Verdict> {
    let leading = leading(joined);
    let mut found = Vec::new();
    for thing in joined.things(Group::Activities) {
        if leading.contains(thing.id) {
            continue;
        }
        match joined.selects(&pathway.selector, &thing) {
            Selected::No => continue,
            Selected::CannotTell(missing) => {
                found.push(Verdict::cannot_tell(thing.path(), &missing));
                continue;
            }
            Selected::Yes => {}
        }
        let next = joined.project.activities.get(thing.id).map(|a| a.feeds.as_slice()).unwrap_or_default();
        let names: Vec<String> = next.iter().map(|id| format!("“{id}”")).collect();
        let message = if names.is_empty() {
            format!("“{}” feeds nothing; a path to a body with decision rights is expected", thing.id)
        } else {
            format!(
                "“{}” feeds {}, and no path leads on to a body or activity with decision rights",
                thing.id,
                names.join(", ")
            )
        };
        found.push(Verdict::found(thing.at("feeds"), message));
    }
    found
}

/// The activities that hold decision rights or from which a path leads to somebody who does: found backwards from
/// those who do, so that each step is taken once.
fn leading<'a>(joined: &Joined<'a>) -> HashSet<&'a str> {
    let project = joined.project;
    let mut fed_by: HashMap<&str, Vec<&str>> = HashMap::new();
    for (id, activity) in project.activities.iter() {
        for target in &activity.feeds {
            fed_by.entry(target.as_str()).or_default().push(id);
        }
    }
    let with_rights = project.activities.iter().filter(|(_, a)| a.decision_rights.is_some()).map(|(id, _)| id);
    let mut leading: HashSet<&str> = with_rights.collect();
    let bodies = project.bodies.iter().filter(|(_, b)| b.decision_rights.is_some()).map(|(id, _)| id);
    let mut open: Vec<&str> = leading.iter().copied().chain(bodies).collect();
    while let Some(target) = open.pop() {
        for from in fed_by.remove(target).unwrap_or_default() {
            if leading.insert(from) {
                open.push(from);
            }
        }
    }
    leading
}
