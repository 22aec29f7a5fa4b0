//! `engagement-floor`: stakeholders matching a selector are promised, and can still get, a level; or have a route.
//!
//! What is planned is judged by the declared level; what is due, by the level that can still be reached.

use crate::check::Verdict;
use crate::join::Joined;
use crate::join::select::Selected;
use crate::playbook::rule::{EngagementFloor, Group};

pub(super) fn judge(joined: &Joined<'_>, floor: &EngagementFloor) -> Vec<Verdict> {
    let mut found = Vec::new();
    for thing in joined.things(Group::Stakeholders) {
        match joined.selects(&floor.selector, &thing) {
            Selected::No => continue,
            Selected::CannotTell(missing) => {
                found.push(Verdict::cannot_tell(thing.path(), &missing));
                continue;
            }
            Selected::Yes => {}
        }
        let Some(placed) = joined.stakeholder(thing.id) else { continue };
        let name = &placed.stakeholder.name;
        if floor.route && placed.stakeholder.route.is_none() {
            found.push(Verdict::found(thing.at("route"), format!("“{name}” has no route to influence")));
        }
        let Some(least) = floor.at_least else { continue };
        let message = match (placed.declared, placed.attainable) {
            (None, _) if placed.activities.is_empty() => {
                format!("“{name}” takes part in no activity; {least} is the least")
            }
            (None, _) => format!("“{name}” is promised no level in any activity; {least} is the least"),
            (Some(declared), _) if declared < least => format!("“{name}” is promised {declared}; {least} is the least"),
            (Some(declared), attainable) if attainable.is_none_or(|a| a < least) => {
                let rest = match attainable {
                    Some(most) => format!("{most} is the most it can still get"),
                    None => "nothing can be shown any more".to_owned(),
                };
                format!("“{name}” was promised {declared}, but {rest}; {least} is the least")
            }
            (Some(_), _) => continue,
        };
        found.push(Verdict::found(thing.path(), message));
    }
    found
}
