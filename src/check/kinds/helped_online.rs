//! `helped-online`: an activity on the internet names a public facility where people are helped to take part.

use crate::check::Verdict;
use crate::join::Joined;
use crate::join::select::Selected;
use crate::playbook::rule::{Group, HelpedOnline};
use crate::project::FieldPath;
use crate::project::model::{Activity, Channel, Service};

pub(super) fn judge(joined: &Joined<'_>, helped: &HelpedOnline) -> Vec<Verdict> {
    let mut found = Vec::new();
    for thing in joined.things(Group::Activities) {
        let Some(activity) = joined.project.activities.get(thing.id) else { continue };
        let unknown_channels = activity.channels.is_empty();
        if !unknown_channels && !activity.channels.contains(&Channel::Online) {
            continue;
        }
        let (message, facts) = match help(joined, activity) {
            Help::There => continue,
            Help::Unknown(facts) => (String::new(), facts),
            Help::NoFacility => {
                let message =
                    format!("“{}” takes place online and names no public facility where people are helped", thing.id);
                (message, Vec::new())
            }
            Help::OtherServices(names) => {
                let message = format!(
                    "“{}” takes place online, and the facilities that it names do not help people to take part: {}",
                    thing.id,
                    names.join(", ")
                );
                (message, Vec::new())
            }
        };
        let mut missing = match joined.selects(&helped.selector, &thing) {
            Selected::No => continue,
            Selected::Yes => Vec::new(),
            Selected::CannotTell(missing) => missing,
        };
        if unknown_channels {
            missing.push(thing.at("channels"));
        }
        missing.extend(facts);
        found.push(if missing.is_empty() {
            Verdict::found(thing.at("facilities"), message)
        } else {
            Verdict::cannot_tell(thing.path(), &missing)
        });
    }
    found
}

/// What help there is for those who cannot take part online.
enum Help<'a> {
    There,
    NoFacility,
    /// The facilities, which offer other things.
    OtherServices(Vec<&'a str>),
    /// The facts that are missing.
    Unknown(Vec<FieldPath>),
}

/// Facilities that nobody described are another rule's finding, and count as none here.
fn help<'a>(joined: &Joined<'a>, activity: &'a Activity) -> Help<'a> {
    let (mut others, mut unknown) = (Vec::new(), Vec::new());
    for id in activity.facilities.iter().map(|f| f.as_str()) {
        let Some(facility) = joined.project.facilities.get(id) else { continue };
        if facility.services.contains(&Service::AssistedParticipation) {
            return Help::There;
        }
        if facility.services.is_empty() {
            unknown.push(FieldPath::of(["facilities", id, "services"]));
        } else {
            others.push(id);
        }
    }
    if !unknown.is_empty() {
        Help::Unknown(unknown)
    } else if others.is_empty() {
        Help::NoFacility
    } else {
        Help::OtherServices(others)
    }
}
