//! Whether a condition of the playbook (`applies-when`) holds for a project.

use super::Joined;
use crate::playbook::condition::{Condition, Fact};
use crate::project::FieldPath;
use crate::scale::Stakes;
use crate::vocabulary::Vocabulary;

/// The answer to a condition.
#[derive(Clone, Debug, PartialEq)]
pub enum Holds {
    /// It holds.
    Yes,
    /// It does not, because of this fact and its value.
    No(Fact, String),
    /// A fact is missing; what depends on it is asked nevertheless.
    CannotTell(Vec<FieldPath>),
}

impl Holds {
    /// Whether what depends on the condition is asked.
    pub fn is_asked(&self) -> bool {
        !matches!(self, Holds::No(..))
    }
}

/// Where a fact stands in the project file, for a message about a missing one.
pub fn place(fact: Fact) -> FieldPath {
    match fact {
        Fact::EntryRoute => FieldPath::of(["project", "entry-route"]),
        Fact::Stakes | Fact::RiskClass => FieldPath::of(["system"]),
        Fact::Infrastructure => FieldPath::of(["infrastructure"]),
        Fact::Workplace | Fact::PersonalData | Fact::PublicFacing | Fact::Ai | Fact::Body | Fact::Role => {
            FieldPath::of(["system", fact.as_str()])
        }
    }
}

/// The words that each fact can be, in the order of [`Fact::ALL`]: conditions are asked hundreds of times.
pub(super) fn all(joined: &Joined<'_>) -> Vec<Vec<String>> {
    Fact::ALL.iter().map(|fact| possible(*fact, joined)).collect()
}

/// The words that a fact can be, as content names them: one when it is known, none when nothing is known of it.
fn possible(fact: Fact, joined: &Joined<'_>) -> Vec<String> {
    let project = joined.project;
    let system = project.system.as_ref();
    let word = |b: Option<bool>| b.map(|b| b.to_string()).into_iter().collect();
    match fact {
        Fact::EntryRoute => project.project.entry_route.map(|r| r.to_string()).into_iter().collect(),
        Fact::Stakes => vec![joined.stakes.value.to_string()],
        Fact::RiskClass => {
            let (lowest, highest) = joined.risk_range;
            let classes = crate::scale::RiskClass::ALL.iter().filter(|c| (lowest..=highest).contains(c));
            classes.map(|c| c.to_string()).collect()
        }
        Fact::Infrastructure => joined.infrastructure.class.map(|c| c.to_string()).into_iter().collect(),
        Fact::Workplace => word(system.and_then(|s| s.workplace)),
        Fact::PersonalData => word(system.and_then(|s| s.personal_data)),
        Fact::PublicFacing => word(system.and_then(|s| s.public_facing)),
        Fact::Ai => word(system.and_then(|s| s.ai)),
        Fact::Body => system.and_then(|s| s.body).map(|b| b.to_string()).into_iter().collect(),
        Fact::Role => system.and_then(|s| s.role).map(|r| r.to_string()).into_iter().collect(),
    }
}

/// Every value that a fact can have.
pub fn values(fact: Fact) -> Vec<&'static str> {
    use crate::lifecycle::EntryRoute;
    use crate::project::model::{PublicBody, SystemRole};
    use crate::scale::{InfrastructureClass, RiskClass};
    match fact {
        Fact::EntryRoute => EntryRoute::words().collect(),
        Fact::Stakes => Stakes::words().collect(),
        Fact::RiskClass => RiskClass::words().collect(),
        Fact::Infrastructure => InfrastructureClass::words().collect(),
        Fact::Workplace | Fact::PersonalData | Fact::PublicFacing | Fact::Ai => vec!["true", "false"],
        Fact::Body => PublicBody::words().collect(),
        Fact::Role => SystemRole::words().collect(),
    }
}

impl Joined<'_> {
    /// Whether `condition` holds for this project.
    pub fn holds(&self, condition: &Condition) -> Holds {
        let mut missing = Vec::new();
        for (fact, allowed) in &condition.0 {
            let possible = &self.facts[*fact as usize];
            let fitting = possible.iter().filter(|word| allowed.0.contains(word)).count();
            if possible.is_empty() || (fitting > 0 && fitting < possible.len()) {
                missing.push(place(*fact));
            } else if fitting == 0 {
                return Holds::No(*fact, possible.join(" or "));
            }
        }
        if missing.is_empty() { Holds::Yes } else { Holds::CannotTell(missing) }
    }
}
