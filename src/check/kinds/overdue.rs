//! `overdue`: a promised day has passed without what was promised.

use crate::check::Verdict;
use crate::join::Joined;
use crate::playbook::rule::Overdue;
use crate::project::inspect::Seen;

pub(super) fn judge(joined: &Joined<'_>, overdue: &Overdue) -> Vec<Verdict> {
    let mut found = Vec::new();
    for thing in joined.things(overdue.each) {
        let (Seen::Date(due), done) = (thing.field(&overdue.due), thing.field(&overdue.done)) else { continue };
        if due < joined.today && done.is_absent() {
            let late = due.days_until(joined.today);
            let days = if late == 1 { "day" } else { "days" };
            let message =
                format!("“{}” was due on {due}, {late} {days} ago, and “{}” is empty", thing.id, overdue.done);
            found.push(Verdict::found(thing.at(&overdue.due), message));
        }
    }
    found
}
