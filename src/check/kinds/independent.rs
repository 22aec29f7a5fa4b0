//! `independent`: whoever holds a role holds none of some others, and is of none of some types.

use crate::check::Verdict;
use crate::join::Joined;
use crate::playbook::rule::Independent;
use crate::project::FieldPath;
use crate::scale::Role;

pub(super) fn judge(joined: &Joined<'_>, independent: &Independent) -> Vec<Verdict> {
    let project = joined.project;
    let at = |role: Role| FieldPath::of(["roles", role.as_str()]);
    let holder = |role: Role| project.roles.get(role.as_str()).map(|id| id.as_str());
    let asked = project.project.stage >= independent.asked_from;
    let role = independent.role;
    let subject = at(role);
    let Some(id) = holder(role) else {
        return if asked { vec![Verdict::cannot_tell(FieldPath::of(["roles"]), &[subject])] } else { Vec::new() };
    };
    let name = project.stakeholders.get(id).map_or(id, |s| s.name.as_str());
    let both: Vec<&str> =
        independent.not_also.iter().filter(|other| holder(**other) == Some(id)).map(|other| other.as_str()).collect();
    if !both.is_empty() {
        return vec![Verdict::found(subject, format!("“{name}” is {role} and {}", both.join(" and ")))];
    }
    if let Some(stakeholder) = project.stakeholders.get(id) {
        let own = stakeholder.actor_type.as_str();
        if independent.not_of_type.iter().any(|of| of == own) {
            let title = joined.playbook.actors().get(own).map_or(own, |actor| actor.title.as_str());
            return vec![Verdict::found(subject, format!("“{name}” is {role}, and belongs to “{title}”"))];
        }
    }
    // Where nothing was signed there may be no supplier; any other role is always held by somebody.
    let signed = project.timeline.as_ref().is_some_and(|t| t.contract_signed.is_some());
    let open = independent.not_also.iter().filter(|other| holder(**other).is_none());
    let missing: Vec<FieldPath> =
        open.filter(|other| **other != Role::Supplier || signed).map(|other| at(*other)).collect();
    if asked && !missing.is_empty() { vec![Verdict::cannot_tell(subject, &missing)] } else { Vec::new() }
}
