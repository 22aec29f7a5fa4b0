//! `term-limit`: nobody holds a seat on a standing body longer than some years.
//!
//! A seat with an end is judged by its whole term, a seat without one by the time until today. Seats that have ended
//! are left alone: there is nothing to do about them.

use crate::check::Verdict;
use crate::date::Date;
use crate::join::Joined;
use crate::playbook::rule::TermLimit;
use crate::project::FieldPath;
use crate::project::model::Membership;

pub(super) fn judge(joined: &Joined<'_>, limit: &TermLimit) -> Vec<Verdict> {
    let mut found = Vec::new();
    for (id, body) in joined.project.bodies.iter() {
        let kind = body.kind.as_ref().and_then(|kind| joined.playbook.mechanisms().get(kind.as_str()));
        let standing = body.standing.or_else(|| kind.map(|mechanism| mechanism.standing));
        if standing == Some(false) {
            continue;
        }
        for (member, seat) in body.members.iter().filter(|(_, s)| s.until.is_none_or(|end| end >= joined.today)) {
            let at = FieldPath::of(["bodies", id, "members", member]);
            let verdict = match (seat.since, standing) {
                (None, Some(_)) => Verdict::cannot_tell(at.clone(), &[at.key("since")]),
                (Some(since), known) if beyond(since, seat, joined.today, limit) => match known {
                    Some(_) => Verdict::found(at, message(joined, member, since, seat, limit)),
                    None => Verdict::cannot_tell(at, &[FieldPath::of(["bodies", id, "standing"])]),
                },
                (None | Some(_), _) => continue,
            };
            found.push(verdict);
        }
    }
    found
}

fn beyond(since: Date, seat: &Membership, today: Date, limit: &TermLimit) -> bool {
    // A year is counted as 365 and a quarter days; a seat that ends on the day of the limit keeps it.
    let days = since.days_until(seat.until.unwrap_or(today));
    days * 4 > limit.at_most_years * 1461
}

fn message(joined: &Joined<'_>, member: &str, since: Date, seat: &Membership, limit: &TermLimit) -> String {
    let name = joined.project.stakeholders.get(member).map_or(member, |s| s.name.as_str());
    let years = limit.at_most_years;
    match seat.until {
        Some(until) => format!("“{name}” holds a seat from {since} to {until}, longer than {years} years"),
        None => format!("“{name}” has held a seat since {since}, longer than {years} years, and no end is set"),
    }
}
