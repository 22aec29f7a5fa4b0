//! `recorded-ahead`: what is recorded as done lies on a day that is still to come.

use crate::check::Verdict;
use crate::join::Joined;
use crate::playbook::rule::RecordedAhead;
use crate::project::inspect::Seen;

pub(super) fn judge(joined: &Joined<'_>, places: &[RecordedAhead]) -> Vec<Verdict> {
    let mut found = Vec::new();
    for place in places {
        for thing in joined.things(place.each) {
            let Seen::Date(day) = thing.field(&place.day) else { continue };
            if day <= joined.today || place.shows.as_ref().is_some_and(|shows| thing.field(shows).is_absent()) {
                continue;
            }
            let what = place.shows.as_ref().map_or_else(String::new, |shows| format!(", and “{shows}” is filled in"));
            let message = format!("“{}”: “{}” is {day}, a day still to come{what}", thing.id, place.day);
            found.push(Verdict::found(thing.at(&place.day), message));
        }
    }
    found
}
