//! Activities of one sort: thick ones in each phase, ones open to everybody, collaborative ones.

use crate::check::Verdict;
use crate::join::Joined;
use crate::lifecycle::Phase;
use crate::playbook::Mechanism;
use crate::playbook::rule::Covers;
use crate::project::FieldPath;
use crate::project::model::{Activity, Selection};
use crate::scale::{Depth, ParticipationLevel};
use crate::vocabulary::Vocabulary;

/// The column of the open-government grid in which people do things together with the authority.
const COLLABORATION: &str = "collaboration";

/// Whether an activity is of the sort that is counted; where that cannot be told, the field that is missing.
type IsOfSort = Result<bool, &'static str>;

/// What counting came to.
enum Count {
    Enough,
    Short(usize),
    /// With these fields there may be enough.
    Unknown(Vec<FieldPath>),
}

fn count<'a>(
    activities: impl Iterator<Item = (&'a str, &'a Activity)>,
    at_least: usize,
    sort: impl Fn(&'a Activity) -> IsOfSort,
) -> Count {
    let (mut there, mut unknown) = (0, Vec::new());
    for (id, activity) in activities {
        match sort(activity) {
            Ok(true) => there += 1,
            Ok(false) => {}
            Err(field) => unknown.push(FieldPath::of(["activities", id, field])),
        }
    }
    if there >= at_least {
        Count::Enough
    } else if there + unknown.len() >= at_least {
        Count::Unknown(unknown)
    } else {
        Count::Short(there)
    }
}

pub(super) fn thick_per_phase(joined: &Joined<'_>, covers: &Covers) -> Vec<Verdict> {
    let mut found = Vec::new();
    for phase in Phase::ALL.iter().copied().filter(|p| covers.phase.is_none_or(|only| only == *p)) {
        let Some((first, _)) = joined.activities_in(phase).next() else { continue };
        let at = FieldPath::of(["activities", first, "mechanism"]);
        let thick = |a: &Activity| with_mechanism(joined, a, |m| m.depth == Depth::Thick);
        match count(joined.activities_in(phase), covers.at_least, thick) {
            Count::Enough => {}
            Count::Unknown(missing) => found.push(Verdict::cannot_tell(at, &missing)),
            Count::Short(there) => {
                let message = format!(
                    "activities with a thick mechanism in {}: {there} of {}; at least {} is expected",
                    joined.playbook.phase_title(phase),
                    joined.activities_in(phase).count(),
                    covers.at_least
                );
                found.push(Verdict::found(at, message));
            }
        }
    }
    found
}

pub(super) fn thin_or_open(joined: &Joined<'_>, covers: &Covers) -> Vec<Verdict> {
    let open = |a: &Activity| {
        if a.selection == Some(Selection::Everybody) {
            return Ok(true);
        }
        with_mechanism(joined, a, |m| m.depth == Depth::Thin || m.open_to_all)
    };
    over_plan(joined, covers, open, "activities that are open to everybody or ask many people")
}

pub(super) fn collaborative(joined: &Joined<'_>, covers: &Covers) -> Vec<Verdict> {
    let functions = joined.playbook.functions();
    let together = |a: &Activity| {
        let in_column = |id: &str| functions.get(id).is_some_and(|f| f.column == COLLABORATION);
        if a.open_government.iter().any(|id| in_column(id.as_str())) {
            return Ok(true);
        }
        a.level.map(|level| level >= ParticipationLevel::Collaborate).ok_or("level")
    };
    over_plan(joined, covers, together, "activities in which people work together with the authority")
}

fn over_plan<'a>(
    joined: &Joined<'a>,
    covers: &Covers,
    sort: impl Fn(&'a Activity) -> IsOfSort,
    what: &str,
) -> Vec<Verdict> {
    let here = || joined.project.activities.iter().filter(|(_, a)| covers.phase.is_none_or(|p| a.stage.phase() == p));
    // A plan without activities is another rule's finding.
    let all = here().count();
    if all == 0 {
        return Vec::new();
    }
    let at = FieldPath::of(["activities"]);
    match count(here(), covers.at_least, sort) {
        Count::Enough => Vec::new(),
        Count::Unknown(missing) => vec![Verdict::cannot_tell(at, &missing)],
        Count::Short(there) => {
            let message = format!("{what}: {there} of {all}; at least {} is expected", covers.at_least);
            vec![Verdict::found(at, message)]
        }
    }
}

/// What holds of an activity's mechanism; one that the playbook does not have leaves it open.
fn with_mechanism(joined: &Joined<'_>, activity: &Activity, holds: impl Fn(&Mechanism) -> bool) -> IsOfSort {
    joined.playbook.mechanisms().get(activity.mechanism.as_str()).map(holds).ok_or("mechanism")
}
