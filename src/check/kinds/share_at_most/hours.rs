//! Shares of time: person-hours that one party gave, and hours with suppliers against hours with people.

use std::collections::HashMap;

use super::{Parties, exceeds, percent};
use crate::check::Verdict;
use crate::join::Joined;
use crate::lifecycle::Stage;
use crate::playbook::rule::ShareAtMost;
use crate::project::FieldPath;
use crate::project::model::Activity;
use crate::scale::Sector;

pub(super) fn of_one_party(joined: &Joined<'_>, share: &ShareAtMost) -> Vec<Verdict> {
    let attendance = joined.attendance(None);
    let missing = [attendance.uncounted, attendance.untimed].concat();
    // A session of which it is not known who took part, or how long, may turn every share.
    if !missing.is_empty() {
        return vec![Verdict::cannot_tell(FieldPath::of(["sessions"]), &missing)];
    }
    if attendance.parties.len() < share.among {
        return Vec::new();
    }
    let all: f64 = attendance.parties.values().filter_map(|came| came.person_hours).sum();
    let parties = Parties::new(joined, share);
    let mut found = Vec::new();
    for party in joined.project.stakeholders.keys() {
        let own = attendance.parties.get(party).and_then(|came| came.person_hours).unwrap_or_default();
        if exceeds(own, all, share.at_most_percent) {
            let message = format!(
                "{} gave {} of {} person-hours ({:.0} %) in the sessions held; at most {} % are expected of one party",
                parties.name(party),
                rounded(own),
                rounded(all),
                percent(own, all),
                share.at_most_percent
            );
            found.extend(parties.judged(party, FieldPath::of(["stakeholders", party]), message));
        }
    }
    found
}

/// Of an activity without hours it matters only whether they would be added to one side alone.
pub(super) fn with_suppliers(joined: &Joined<'_>, share: &ShareAtMost) -> Vec<Verdict> {
    let recorded = recorded(joined);
    let (mut suppliers, mut people) = (0.0, 0.0);
    let mut missing = Vec::new();
    // Whether hours that are not known may add to what the rule finds, or take away from it.
    let (mut may_add, mut may_take) = (false, false);
    for (id, activity) in joined.project.activities.iter().filter(|(_, a)| a.stage < Stage::TenderDesign) {
        let (with_suppliers, with_people) = sides(joined, activity);
        if !with_suppliers && !with_people {
            continue;
        }
        match activity.hours.map(|h| h.0).or_else(|| recorded.get(id).copied().flatten()) {
            Some(hours) => {
                suppliers += if with_suppliers { hours } else { 0.0 };
                people += if with_people { hours } else { 0.0 };
            }
            None => {
                let adds = if with_suppliers { 100.0 } else { 0.0 };
                let takes = if with_people { share.at_most_percent } else { 0.0 };
                may_add |= adds > takes;
                may_take |= adds < takes;
                if adds != takes {
                    missing.push(FieldPath::of(["activities", id, "hours"]));
                }
            }
        }
    }
    let at = FieldPath::of(["activities"]);
    let over = exceeds(suppliers, people, share.at_most_percent);
    if (over && may_take) || (!over && may_add) {
        return vec![Verdict::cannot_tell(at, &missing)];
    }
    if !over {
        return Vec::new();
    }
    let message = format!(
        "before tender design suppliers are met for {} hours, the public and workers for {}; at most {} hours with \
         suppliers are expected beside that",
        rounded(suppliers),
        rounded(people),
        rounded(people * share.at_most_percent / 100.0)
    );
    vec![Verdict::found(at, message)]
}

/// Whether suppliers, and whether the public or workers, take part in an activity.
fn sides(joined: &Joined<'_>, activity: &Activity) -> (bool, bool) {
    let (mut suppliers, mut people) = (false, false);
    for sector in activity.stakeholders.iter().filter_map(|s| joined.stakeholder(s.as_str())?.sector()) {
        match sector {
            Sector::Industry => suppliers = true,
            Sector::AffectedPeople | Sector::CivilSociety | Sector::Workers => people = true,
            Sector::Government | Sector::Academia | Sector::Oversight | Sector::Media => {}
        }
    }
    (suppliers, people)
}

/// The hours of each activity's sessions; nothing where one of them has none.
fn recorded<'a>(joined: &Joined<'a>) -> HashMap<&'a str, Option<f64>> {
    let mut hours: HashMap<&str, Option<f64>> = HashMap::new();
    for session in joined.project.sessions.values() {
        let sum = hours.entry(session.activity.as_str()).or_insert(Some(0.0));
        *sum = sum.zip(session.hours).map(|(sum, own)| sum + own.0);
    }
    hours
}

/// Hours to one decimal: sums of fractions need no more.
fn rounded(hours: f64) -> f64 {
    (hours * 10.0).round() / 10.0
}
