//! `avoids-period`: a window does not lie mostly in a period in which few people can answer.

use crate::check::Verdict;
use crate::join::Joined;
use crate::join::select::Selected;
use crate::playbook::rule::AvoidsPeriod;
use crate::project::FieldPath;
use crate::project::inspect::Seen;

pub(super) fn judge(joined: &Joined<'_>, avoids: &AvoidsPeriod) -> Vec<Verdict> {
    let country = joined.project.project.country.as_deref();
    let mut found = Vec::new();
    for thing in joined.things(avoids.each) {
        let (from, to) = (thing.field(&avoids.from), thing.field(&avoids.to));
        let (from, to) = match (from, to) {
            (Seen::Date(from), Seen::Date(to)) => (from, to),
            // A window of which neither end is set is not planned yet.
            (Seen::Date(_), _) | (_, Seen::Date(_)) => {
                let missing = if matches!(from, Seen::Date(_)) { &avoids.to } else { &avoids.from };
                if joined.selects(&avoids.selector, &thing) == Selected::Yes {
                    found.push(Verdict::cannot_tell(thing.path(), &[thing.at(missing)]));
                }
                continue;
            }
            _ => continue,
        };
        // Without a country the periods of any country may hold.
        let overlap = joined.overlap(from, to, country);
        if overlap.percent() <= avoids.at_most_percent {
            continue;
        }
        let mut missing = match joined.selects(&avoids.selector, &thing) {
            Selected::No => continue,
            Selected::Yes => Vec::new(),
            Selected::CannotTell(missing) => missing,
        };
        let everywhere = joined.overlap(from, to, Some(crate::join::period::ANY_COUNTRY));
        if country.is_none() && everywhere.percent() <= avoids.at_most_percent {
            missing.push(FieldPath::of(["project", "country"]));
        }
        if missing.is_empty() {
            let message = format!(
                "“{}” is open for {} {} ({from} to {to}), {} of them in a period when few people can answer ({}); at \
                 most {} % of the days should be",
                thing.id,
                overlap.days,
                if overlap.days == 1 { "day" } else { "days" },
                overlap.within,
                overlap.periods.join(", "),
                avoids.at_most_percent
            );
            found.push(Verdict::found(thing.at(&avoids.to), message));
        } else {
            found.push(Verdict::cannot_tell(thing.path(), &missing));
        }
    }
    found
}
