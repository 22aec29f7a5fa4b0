//! `mechanism-fits`: an activity has what its mechanism needs at least to deserve its name.

use crate::check::Verdict;
use crate::join::Joined;
use crate::playbook::Mechanism;
use crate::playbook::rule::{MechanismFits, Need};
use crate::project::FieldPath;
use crate::project::model::{Activity, Selection};

/// What comes of looking at one minimum.
enum Fit {
    Met,
    /// The field that falls short, and how.
    Short(&'static str, String),
    /// Fields that are missing to tell.
    Unknown(Vec<&'static str>),
}

pub(super) fn judge(joined: &Joined<'_>, fits: &MechanismFits) -> Vec<Verdict> {
    let mut found = Vec::new();
    for (id, activity) in joined.project.activities.iter() {
        // A mechanism that the playbook does not have is another rule's finding.
        let Some(mechanism) = joined.playbook.mechanisms().get(activity.mechanism.as_str()) else { continue };
        let at = FieldPath::of(["activities", id]);
        let mut missing: Vec<FieldPath> = Vec::new();
        for need in &fits.needs {
            match fit(joined, activity, mechanism, *need) {
                Fit::Met => {}
                Fit::Short(field, how) => {
                    found.push(Verdict::found(at.key(field), format!("“{id}” {how} (“{}”)", mechanism.title)));
                }
                Fit::Unknown(fields) => {
                    for path in fields.iter().map(|field| at.key(field)) {
                        if !missing.contains(&path) {
                            missing.push(path);
                        }
                    }
                }
            }
        }
        if !missing.is_empty() {
            found.push(Verdict::cannot_tell(at, &missing));
        }
    }
    found
}

fn fit(joined: &Joined<'_>, activity: &Activity, mechanism: &Mechanism, need: Need) -> Fit {
    let minimum = &mechanism.minimum;
    match need {
        Need::Members => match (minimum.members, activity.members) {
            (None, _) => Fit::Met,
            (Some(_), None) => Fit::Unknown(vec!["members"]),
            (Some(least), Some(members)) if members.0 >= i64::from(least) => Fit::Met,
            (Some(least), Some(members)) => {
                Fit::Short("members", format!("has {} members; its mechanism needs at least {least}", members.0))
            }
        },
        Need::Hours => match (minimum.hours, activity.hours) {
            (None, _) => Fit::Met,
            (Some(_), None) => Fit::Unknown(vec!["hours"]),
            (Some(least), Some(hours)) if hours.0 >= least => Fit::Met,
            (Some(least), Some(hours)) => {
                Fit::Short("hours", format!("takes {} hours; its mechanism needs at least {least}", hours.0))
            }
        },
        Need::ParticipantsPerFacilitator => {
            let Some(most) = minimum.participants_per_facilitator else { return Fit::Met };
            match (activity.members, activity.facilitators) {
                (Some(members), Some(facilitators)) if members.0 as f64 <= most * facilitators.0 as f64 => Fit::Met,
                (Some(members), Some(facilitators)) => Fit::Short(
                    "facilitators",
                    format!(
                        "has {} for {} members; its mechanism needs at least {}, one for every {most}",
                        counted(facilitators.0),
                        members.0,
                        (members.0 as f64 / most).ceil()
                    ),
                ),
                (members, facilitators) => {
                    let fields = [("members", members.is_none()), ("facilitators", facilitators.is_none())];
                    Fit::Unknown(fields.into_iter().filter(|(_, none)| *none).map(|(field, _)| field).collect())
                }
            }
        }
        Need::RandomSelection => match activity.selection {
            _ if !minimum.random_selection => Fit::Met,
            None => Fit::Unknown(vec!["selection"]),
            Some(Selection::Random) => Fit::Met,
            Some(other) => {
                let how = joined.playbook.label_in_message("selections", other.as_str());
                Fit::Short("selection", format!("finds its members {how}; its mechanism draws them by lot"))
            }
        },
        Need::BalancedInformation => {
            if !minimum.balanced_information || activity.information.is_some() || activity.advisory_group.is_some() {
                return Fit::Met;
            }
            let how =
                "says neither what its members are told nor who checks that it is balanced; its mechanism needs one";
            Fit::Short("information", how.to_owned())
        }
    }
}

fn counted(facilitators: i64) -> String {
    if facilitators == 1 { "1 facilitator".to_owned() } else { format!("{facilitators} facilitators") }
}
