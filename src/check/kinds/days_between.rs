//! `days-between`: two days of one thing lie far enough, or not too far, apart.

use crate::check::Verdict;
use crate::date::Date;
use crate::join::Joined;
use crate::join::select::{Selected, Thing};
use crate::playbook::rule::{DaysBetween, Group};
use crate::project::FieldPath;
use crate::project::inspect::{Inspect, Seen};

pub(super) fn judge(joined: &Joined<'_>, days: &DaysBetween) -> Vec<Verdict> {
    let mut found = Vec::new();
    for thing in joined.things(days.each) {
        let unknown = match joined.selects(&days.selector, &thing) {
            Selected::Yes => Vec::new(),
            Selected::No => continue,
            Selected::CannotTell(missing) => missing,
        };
        if days.unless.as_ref().is_some_and(|name| !thing.field(name).is_absent()) {
            continue;
        }
        // That it serves no decision at all is another rule's finding.
        if days.to.starts_with("decision.") && thing.field("decision").is_absent() {
            continue;
        }
        let (from, to) = match (day(joined, &thing, &days.from), day(joined, &thing, &days.to)) {
            (Some(from), Some(to)) => (from, to),
            (None, None) => continue,
            // A day that nobody has set yet is missing only when its counterpart is there.
            (from, _) => {
                if unknown.is_empty() {
                    let name = if from.is_none() { &days.from } else { &days.to };
                    found.push(Verdict::cannot_tell(thing.path(), &[day_at(&thing, name)]));
                }
                continue;
            }
        };
        let between = from.days_until(to);
        let told = |limit: String| match between {
            0.. => format!("“{}”: {between} days from {} ({from}) to {} ({to}); {limit}", thing.id, days.from, days.to),
            _ => {
                let days_between = if between == -1 { "a day".to_owned() } else { format!("{} days", -between) };
                format!("“{}”: {} ({to}) is {days_between} before {} ({from})", thing.id, days.to, days.from)
            }
        };
        // Days in the wrong order are another rule's finding, unless order is all that is asked.
        let wrong_order = between < 0 && days.at_least.is_some_and(|least| least > 0);
        if wrong_order {
            continue;
        }
        // Whether the rule means this thing cannot be told; it matters only where the days would be a fault.
        let fails = days.at_least.is_some_and(|n| between < n) || days.at_most.is_some_and(|n| between > n);
        if fails && !unknown.is_empty() {
            found.push(Verdict::cannot_tell(thing.path(), &unknown));
        } else if let Some(least) = days.at_least.filter(|least| between < *least) {
            found.push(Verdict::found(place(&thing, days), told(format!("at least {least} are needed"))));
        } else if let Some(most) = days.at_most.filter(|most| between > *most) {
            found.push(Verdict::found(place(&thing, days), told(format!("at most {most} are allowed"))));
        }
    }
    found
}

/// The finding stands where the thing itself can be changed.
fn place(thing: &Thing<'_>, days: &DaysBetween) -> FieldPath {
    if days.to.starts_with("decision.") { thing.at(&days.from) } else { thing.at(&days.to) }
}

/// The day that stands in a field of the thing, or of the decision that it serves.
fn day(joined: &Joined<'_>, thing: &Thing<'_>, name: &str) -> Option<Date> {
    let seen = match name.strip_prefix("decision.") {
        None => thing.field(name),
        Some(field) => {
            joined.project.see().key(Group::Decisions.as_str()).key(thing.field("decision").text()?).key(field)
        }
    };
    match seen {
        Seen::Date(date) => Some(date),
        _ => None,
    }
}

/// Where that day stands, or would stand.
fn day_at(thing: &Thing<'_>, name: &str) -> FieldPath {
    match (name.strip_prefix("decision."), thing.field("decision").text()) {
        (None, _) => thing.at(name),
        (Some(_), None) => thing.at("decision"),
        (Some(field), Some(id)) => FieldPath::of([Group::Decisions.as_str(), id, field]),
    }
}
