//! `takes-part`: at least one stakeholder matching a selector is promised, and can still get, a level.

use crate::check::Verdict;
use crate::join::Joined;
use crate::join::select::Selected;
use crate::playbook::rule::{Group, TakesPart};
use crate::project::FieldPath;

pub(super) fn judge(joined: &Joined<'_>, part: &TakesPart) -> Vec<Verdict> {
    let least = part.at_least;
    let mut known = None;
    let mut unknown: Vec<FieldPath> = Vec::new();
    for thing in joined.things(Group::Stakeholders) {
        let Some(placed) = joined.stakeholder(thing.id) else { continue };
        let reaches = placed.declared.is_some_and(|l| l >= least) && placed.attainable.is_some_and(|l| l >= least);
        match joined.selects(&part.selector, &thing) {
            Selected::No => {}
            Selected::Yes if reaches => return Vec::new(),
            Selected::Yes => known = known.or(Some(placed)),
            Selected::CannotTell(missing) if reaches => unknown.extend(missing),
            Selected::CannotTell(_) => {}
        }
    }
    if let Some(first) = unknown.first() {
        let at = first.parent().unwrap_or_default();
        return vec![Verdict::cannot_tell(at, &unknown)];
    }
    let Some(placed) = known else {
        let message = "nobody of this kind is on the map".to_owned();
        return vec![Verdict::found(FieldPath::of(["stakeholders"]), message)];
    };
    let at = FieldPath::of(["stakeholders", placed.id]);
    let name = &placed.stakeholder.name;
    let message = match (placed.declared, placed.attainable) {
        _ if placed.activities.is_empty() => format!("“{name}” takes part in no activity; {least} is the least"),
        (None, _) => format!("“{name}” is promised no level in any activity; {least} is the least"),
        (Some(declared), _) if declared < least => format!("“{name}” is promised {declared}; {least} is the least"),
        (Some(declared), Some(most)) => {
            format!("“{name}” was promised {declared}, but {most} is the most it can still get; {least} is the least")
        }
        (Some(declared), None) => {
            format!("“{name}” was promised {declared}, but nothing can be shown any more; {least} is the least")
        }
    };
    vec![Verdict::found(at, message)]
}
