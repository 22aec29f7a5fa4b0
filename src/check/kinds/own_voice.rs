//! `own-voice`: people matching a selector take part themselves, and not only through those who represent them.
//!
//! Whoever takes part in nothing and is represented by nobody is found by other rules.

use std::collections::HashMap;

use crate::check::Verdict;
use crate::join::Joined;
use crate::join::select::Selected;
use crate::playbook::rule::{Group, OwnVoice};

/// At most so many names are told.
const MOST: usize = 5;

pub(super) fn judge(joined: &Joined<'_>, voice: &OwnVoice) -> Vec<Verdict> {
    let mut spokespeople: HashMap<&str, Vec<&str>> = HashMap::new();
    for placed in joined.stakeholders.iter().filter(|s| !s.activities.is_empty()) {
        for represented in &placed.stakeholder.represents {
            let names = spokespeople.entry(represented.as_str()).or_default();
            if names.len() < MOST {
                names.push(&placed.stakeholder.name);
            }
        }
    }
    let mut found = Vec::new();
    for thing in joined.things(Group::Stakeholders) {
        let (Some(placed), Some(others)) = (joined.stakeholder(thing.id), spokespeople.get(thing.id)) else { continue };
        if !placed.activities.is_empty() {
            continue;
        }
        let excused = voice.unless.as_ref().map_or(Selected::No, |unless| joined.selects(unless, &thing));
        let verdict = match (joined.selects(&voice.selector, &thing), excused) {
            (Selected::No, _) | (_, Selected::Yes) => continue,
            (Selected::CannotTell(missing), _) | (Selected::Yes, Selected::CannotTell(missing)) => {
                Verdict::cannot_tell(thing.path(), &missing)
            }
            (Selected::Yes, Selected::No) => {
                let name = &placed.stakeholder.name;
                let who = others.join("”, “");
                Verdict::found(thing.path(), format!("“{name}” takes part in nothing; only “{who}” speaks for it"))
            }
        };
        found.push(verdict);
    }
    found
}
