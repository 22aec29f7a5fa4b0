//! `share-at-most`: no phase and no party takes too large a share of a plan.

mod hours;

use std::collections::HashMap;

use crate::check::Verdict;
use crate::join::Joined;
use crate::join::select::{Selected, Thing};
use crate::lifecycle::Phase;
use crate::playbook::rule::{Group, Share, ShareAtMost};
use crate::project::FieldPath;
use crate::vocabulary::Vocabulary;

pub(super) fn judge(joined: &Joined<'_>, share: &ShareAtMost) -> Vec<Verdict> {
    match share.of {
        Share::ActivitiesInOnePhase => activities_in_one_phase(joined, share),
        Share::SeatsOfOneParty => seats_of_one_party(joined, share),
        Share::HoursOfOneParty => hours::of_one_party(joined, share),
        Share::HoursWithSuppliers => hours::with_suppliers(joined, share),
    }
}

fn activities_in_one_phase(joined: &Joined<'_>, share: &ShareAtMost) -> Vec<Verdict> {
    let all = joined.project.activities.len();
    if all < share.among {
        return Vec::new();
    }
    let mut found = Vec::new();
    for phase in Phase::ALL {
        let here = joined.activities_in(*phase).count();
        if exceeds(here as f64, all as f64, share.at_most_percent) {
            let message = format!(
                "{here} of {all} activities ({:.0} %) lie in {}; at most {} % are expected in one phase",
                percent(here as f64, all as f64),
                joined.playbook.phase_title(*phase),
                share.at_most_percent
            );
            found.push(Verdict::found(FieldPath::of(["activities"]), message));
        }
    }
    found
}

fn seats_of_one_party(joined: &Joined<'_>, share: &ShareAtMost) -> Vec<Verdict> {
    let mut found = Vec::new();
    let parties = Parties::new(joined, share);
    for (id, body) in joined.project.bodies.iter() {
        let sits = |until: Option<crate::date::Date>| until.is_none_or(|day| day >= joined.today);
        let members: Vec<(&str, FieldPath, i64)> = body
            .members
            .iter()
            .filter(|(_, seat)| sits(seat.until))
            .map(|(party, seat)| {
                let at = FieldPath::of(["bodies", id, "members", party]);
                let at = if seat.seats.is_some() { at.key("seats") } else { at };
                (party, at, seat.seats.map_or(1, |seats| seats.0))
            })
            .collect();
        if members.len() < share.among {
            continue;
        }
        let all: i64 = members.iter().map(|(_, _, seats)| seats).sum();
        for (party, at, seats) in members {
            if exceeds(seats as f64, all as f64, share.at_most_percent) {
                let message = format!(
                    "{} holds {seats} of {all} seats ({:.0} %) on “{id}”; at most {} % are expected for one party",
                    parties.name(party),
                    percent(seats as f64, all as f64),
                    share.at_most_percent
                );
                found.extend(parties.judged(party, at, message));
            }
        }
    }
    found
}

/// The stakeholders of a plan by id, and whether the rule means them.
struct Parties<'j, 'a> {
    joined: &'j Joined<'a>,
    share: &'j ShareAtMost,
    things: HashMap<&'a str, Thing<'a>>,
}

impl<'j, 'a> Parties<'j, 'a> {
    fn new(joined: &'j Joined<'a>, share: &'j ShareAtMost) -> Self {
        let things = joined.things(Group::Stakeholders).into_iter().map(|thing| (thing.id, thing)).collect();
        Self { joined, share, things }
    }

    fn name(&self, id: &str) -> String {
        let name = self.joined.project.stakeholders.get(id).map_or(id, |s| s.name.as_str());
        format!("“{name}”")
    }

    /// The verdict on a party that takes too much, if the rule means it. A party that nobody described is another
    /// rule's finding.
    fn judged(&self, id: &str, at: FieldPath, message: String) -> Option<Verdict> {
        let thing = self.things.get(id)?;
        match self.joined.selects(&self.share.selector, thing) {
            Selected::No => None,
            Selected::Yes => Some(Verdict::found(at, message)),
            Selected::CannotTell(missing) => Some(Verdict::cannot_tell(thing.path(), &missing)),
        }
    }
}

fn percent(part: f64, whole: f64) -> f64 {
    if whole > 0.0 { part * 100.0 / whole } else { 0.0 }
}

/// Whether a part is more than so many per cent of the whole; sums of hours may miss a limit by a rounding error.
fn exceeds(part: f64, whole: f64, limit: f64) -> bool {
    part * 100.0 > limit * whole + 1e-6
}
