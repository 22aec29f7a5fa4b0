//! `requires-before`: some things are there, with their day, before an event.
//!
//! Nothing is due before the day of the event. A thing whose day lies after the event is a fault at once, for then
//! the plan itself says that it comes too late.

use super::requires::words;
use crate::check::Verdict;
use crate::date::Date;
use crate::join::Joined;
use crate::join::select::Selected;
use crate::playbook::rule::RequiresBefore;
use crate::project::FieldPath;
use crate::project::inspect::Seen;

pub(super) fn judge(joined: &Joined<'_>, before: &RequiresBefore) -> Vec<Verdict> {
    let event_at = place(&before.event);
    let Some(event) = day(joined.project.at(&event_at)) else {
        let asked = joined.project.project.stage >= before.asked_from;
        let wanted = !before.fields.is_empty() || before.each.is_some();
        let parent = event_at.parent().unwrap_or_default();
        return if asked && wanted { vec![Verdict::cannot_tell(parent, &[event_at])] } else { Vec::new() };
    };
    let judged = Event { name: &before.event, day: event, due: event <= joined.today };
    let mut found = Vec::new();
    for name in &before.fields {
        let at = place(name);
        let seen = joined.project.at(&at);
        if before.unless.as_ref().is_some_and(|field| !seen.key(field).is_absent()) {
            continue;
        }
        let shown = (!seen.is_absent()).then(|| day(seen.key(&before.day)));
        found.extend(judged.verdict(name, &at, &before.day, shown));
    }
    if before.each.is_some() {
        found.extend(among(joined, before, &judged));
    }
    found
}

struct Event<'a> {
    name: &'a str,
    day: Date,
    due: bool,
}

impl Event<'_> {
    /// What is said of a place: `shown` is nothing while it is empty, and holds its day where that is known.
    fn verdict(&self, name: &str, at: &FieldPath, field: &str, shown: Option<Option<Date>>) -> Option<Verdict> {
        let Event { name: event, day, due } = self;
        match shown {
            None if *due => {
                Some(Verdict::found(at.clone(), format!("“{name}” is not filled in, and {event} was {day}")))
            }
            Some(None) if *due => Some(Verdict::cannot_tell(at.clone(), &[at.key(field)])),
            Some(Some(on)) if on > *day => {
                Some(Verdict::found(at.key(field), format!("“{name}” is of {on}, after {event} ({day})")))
            }
            None | Some(_) => None,
        }
    }
}

/// At least one of the things that are meant must be in time.
fn among(joined: &Joined<'_>, before: &RequiresBefore, event: &Event<'_>) -> Option<Verdict> {
    let group = before.each?;
    let mut best: Option<(FieldPath, Option<Date>)> = None;
    for thing in joined.things(group) {
        if joined.selects(&before.selector, &thing) != Selected::Yes {
            continue;
        }
        let on = day(thing.field(&before.day));
        if on.is_some_and(|on| on <= event.day) {
            return None;
        }
        // One without a day may still be in time; one that is late cannot.
        if best.as_ref().is_none_or(|(_, known)| known.is_some() && on.is_none()) {
            best = Some((thing.path(), on));
        }
    }
    match best {
        Some((at, on)) => {
            let name = at.to_string();
            event.verdict(&name, &at, &before.day, Some(on))
        }
        None if event.due => {
            let at = FieldPath::of([group.as_str()]);
            let kind = words(&before.selector.0);
            let message =
                format!("none of the {} is of this kind: {kind}; {} was {}", group.as_str(), event.name, event.day);
            Some(Verdict::found(at, message))
        }
        None => None,
    }
}

fn place(name: &str) -> FieldPath {
    FieldPath::of_dotted([], name)
}

fn day(seen: Seen<'_>) -> Option<Date> {
    match seen {
        Seen::Date(date) => Some(date),
        _ => None,
    }
}
