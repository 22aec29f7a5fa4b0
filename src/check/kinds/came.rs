//! `came`: of everybody named in an activity, somebody was counted in one of its sessions.
//!
//! An activity without sessions says nothing about who came; that it has none is another rule's finding.

use crate::check::Verdict;
use crate::join::Joined;
use crate::join::select::Selected;
use crate::playbook::rule::{Came, Group};

pub(super) fn judge(joined: &Joined<'_>, came: &Came) -> Vec<Verdict> {
    let mut found = Vec::new();
    for thing in joined.things(Group::Activities) {
        let selected = joined.selects(&came.selector, &thing);
        let Some(activity) = joined.project.activities.get(thing.id) else { continue };
        if selected == Selected::No {
            continue;
        }
        let attendance = joined.attendance(Some(thing.id));
        let counted = |party: &str| attendance.parties.get(party).is_some_and(|came| came.people > 0);
        let absent = activity.stakeholders.iter().enumerate().filter(|(_, party)| !counted(party.as_str()));
        for (n, party) in absent.filter(|_| attendance.sessions > 0) {
            let at = thing.at("stakeholders").index(n);
            if let Selected::CannotTell(missing) = &selected {
                found.push(Verdict::cannot_tell(at, missing));
            } else if attendance.uncounted.is_empty() {
                let name = joined.project.stakeholders.get(party.as_str()).map_or(party.as_str(), |s| &s.name);
                let sessions = match attendance.sessions {
                    1 => "the one session".to_owned(),
                    many => format!("the {many} sessions"),
                };
                let message = format!(
                    "“{name}” is to take part in “{}”; in {sessions} held nobody of theirs was counted",
                    thing.id
                );
                found.push(Verdict::found(at, message));
            } else {
                found.push(Verdict::cannot_tell(at, &attendance.uncounted));
            }
        }
    }
    found
}
