//! `languages`: an activity offers the languages of those who take part in it.

use crate::check::Verdict;
use crate::join::Joined;
use crate::join::select::Selected;
use crate::map::Map;
use crate::playbook::rule::{Group, Languages};
use crate::project::FieldPath;
use crate::project::model::Stakeholder;

/// A stakeholder whose languages count.
struct Speaker<'a> {
    stakeholder: &'a Stakeholder,
    /// Facts that are missing to tell whether the rule means it.
    unknown: Vec<FieldPath>,
    /// Whether it takes part in anything.
    takes_part: bool,
}

pub(super) fn judge(joined: &Joined<'_>, languages: &Languages) -> Vec<Verdict> {
    let mut speakers = speakers(joined, languages);
    let mut found = Vec::new();
    for (id, activity) in joined.project.activities.iter() {
        let at = FieldPath::of(["activities", id]);
        let mut unheard: Vec<(&str, &str)> = Vec::new();
        let mut unknown: Vec<FieldPath> = Vec::new();
        let mut somebody = false;
        for stakeholder in &activity.stakeholders {
            let Some(speaker) = speakers.get_mut(stakeholder.as_str()) else { continue };
            speaker.takes_part = true;
            let missing = speaker.stakeholder.languages.iter().filter(|l| !activity.languages.contains(l));
            for language in missing {
                somebody = true;
                if speaker.unknown.is_empty() {
                    unheard.push((speaker.stakeholder.name.as_str(), language.as_str()));
                } else {
                    unknown.extend(speaker.unknown.iter().cloned());
                    break;
                }
            }
        }
        if activity.languages.is_empty() {
            if somebody {
                found.push(Verdict::cannot_tell(at.clone(), &[at.key("languages")]));
            }
        } else if !unheard.is_empty() {
            let groups = unheard.chunk_by(|(one, _), (other, _)| one == other).map(|chunk| {
                let languages: Vec<&str> = chunk.iter().map(|(_, language)| *language).collect();
                format!("for “{}”: {}", chunk[0].0, languages.join(", "))
            });
            let missing = groups.collect::<Vec<_>>().join("; ");
            let message = format!("“{id}” is offered in {}; missing {missing}", activity.languages.join(", "));
            found.push(Verdict::found(at.key("languages"), message));
        } else if !unknown.is_empty() {
            unknown.dedup();
            found.push(Verdict::cannot_tell(at, &unknown));
        }
    }
    for id in joined.project.stakeholders.keys() {
        let Some(speaker) = speakers.get(id) else { continue };
        if speaker.takes_part && speaker.unknown.is_empty() && speaker.stakeholder.languages.is_empty() {
            let path = FieldPath::of([Group::Stakeholders.as_str(), id]);
            let missing = path.key("languages");
            found.push(Verdict::cannot_tell(path, &[missing]));
        }
    }
    found
}

fn speakers<'a>(joined: &Joined<'a>, languages: &Languages) -> Map<&'a str, Speaker<'a>> {
    let speaker = |thing: crate::join::select::Thing<'a>| {
        let unknown = match joined.selects(&languages.selector, &thing) {
            Selected::No => return None,
            Selected::Yes => Vec::new(),
            Selected::CannotTell(missing) => missing,
        };
        let stakeholder = joined.project.stakeholders.get(thing.id)?;
        Some((thing.id, Speaker { stakeholder, unknown, takes_part: false }))
    };
    joined.things(Group::Stakeholders).into_iter().filter_map(speaker).collect()
}
