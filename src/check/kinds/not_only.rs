//! `not-only`: before a stage, some sectors are not the only ones outside the authority who are heard.
//!
//! Those sectors count whatever their activity promised, for a firm that talks is heard; others count from a level on
//! that they are promised and can still get.

use crate::check::Verdict;
use crate::join::Joined;
use crate::playbook::rule::NotOnly;
use crate::project::FieldPath;

/// At most so many names are told.
const MOST: usize = 5;

pub(super) fn judge(joined: &Joined<'_>, only: &NotOnly) -> Vec<Verdict> {
    let mut first = None;
    let mut names: Vec<&str> = Vec::new();
    let mut unknown: Vec<FieldPath> = Vec::new();
    for level in joined.levels.iter().filter(|l| l.activity.stage < only.before) {
        let heard =
            level.declared.is_some_and(|l| l >= only.at_least) && level.attainable.is_some_and(|l| l >= only.at_least);
        for id in &level.activity.stakeholders {
            let Some(placed) = joined.stakeholder(id.as_str()) else { continue };
            match placed.sector() {
                Some(sector) if only.sectors.contains(&sector) => {
                    first.get_or_insert(level.id);
                    if !names.contains(&placed.stakeholder.name.as_str()) && names.len() < MOST {
                        names.push(&placed.stakeholder.name);
                    }
                }
                Some(sector) if only.beside.contains(&sector) => {}
                Some(_) if heard => return Vec::new(),
                None if heard && unknown.is_empty() => unknown.push(FieldPath::of(["stakeholders", placed.id, "type"])),
                Some(_) | None => {}
            }
        }
    }
    let Some(first) = first else { return Vec::new() };
    let at = FieldPath::of(["activities", first]);
    if !unknown.is_empty() {
        return vec![Verdict::cannot_tell(at, &unknown)];
    }
    let stage = joined.playbook.stage_title(only.before);
    let message = format!(
        "outside the authority, nobody but “{}” is at least {} before “{stage}”",
        names.join("”, “"),
        participle(only)
    );
    vec![Verdict::found(at, message)]
}

fn participle(only: &NotOnly) -> &'static str {
    use crate::scale::ParticipationLevel as L;
    match only.at_least {
        L::Inform => "informed",
        L::Consult => "consulted",
        L::Involve => "involved",
        L::Collaborate => "a partner",
        L::Empower => "given the decision",
    }
}
