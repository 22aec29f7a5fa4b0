//! Which things of a project a selector of the playbook means.
//!
//! A selector names fields of the thing itself and a closed list of computed ones ([`COMPUTED`]). A score that is not
//! given yet makes the answer *cannot tell*; any other field that is empty simply does not match.

use super::Joined;
use crate::lifecycle::Stage;
use crate::playbook::condition::{Selector, Test};
use crate::playbook::rule::Group;
use crate::project::FieldPath;
use crate::project::inspect::{Inspect, Seen};
use crate::scale::{Depth, Sector};

/// Computed fields that a selector may name, by group.
pub const COMPUTED: &[(Group, &[&str])] = &[
    (Group::Stakeholders, &["sector", "salience", "quadrant", "exposed", "lay", "planned"]),
    (Group::Activities, &["phase", "cost", "thick", "lay", "past", "standing"]),
];

/// Facts whose absence means *cannot tell*, with the stage from which the playbook asks for them; with the group in
/// front where another group has a field of that name.
const ASKED: &[(&str, Stage)] = &[
    ("power", Stage::ActorsAndEngagement),
    ("interest", Stage::ActorsAndEngagement),
    ("exposure", Stage::ActorsAndEngagement),
    ("legitimacy", Stage::ActorsAndEngagement),
    ("urgency", Stage::ActorsAndEngagement),
    ("salience", Stage::ActorsAndEngagement),
    ("quadrant", Stage::ActorsAndEngagement),
    ("exposed", Stage::ActorsAndEngagement),
    ("sector", Stage::ActorsAndEngagement),
    ("level", Stage::ActorsAndEngagement),
    ("uses-ai", Stage::OptionsAndInfrastructure),
    ("bodies.standing", Stage::Contract),
    ("bodies.kind", Stage::Contract),
];

/// Whether a name of [`ASKED`] means the field of a group.
fn is_asked(name: &str, group: Group, field: &str) -> bool {
    match name.split_once('.') {
        Some((table, own)) => table == group.as_str() && own == field,
        None => name == field,
    }
}

/// Whether a selector means a thing.
#[derive(Clone, Debug, PartialEq)]
pub enum Selected {
    /// It does.
    Yes,
    /// It does not.
    No,
    /// These facts are missing to tell.
    CannotTell(Vec<FieldPath>),
}

/// One thing of a group.
#[derive(Clone)]
pub struct Thing<'a> {
    /// The group.
    pub group: Group,
    /// The id.
    pub id: &'a str,
    /// Its place.
    pub path: FieldPath,
    seen: Seen<'a>,
}

impl<'a> Thing<'a> {
    /// What stands at a field of the thing (`response.due`).
    pub fn field(&self, name: &str) -> Seen<'a> {
        name.split('.').fold(self.seen, |seen, key| seen.key(key))
    }

    /// The place of a field of the thing.
    pub fn at(&self, name: &str) -> FieldPath {
        name.split('.').fold(self.path.clone(), |path, key| path.key(key))
    }
}

enum Value {
    Words(Vec<String>),
    Number(f64),
    Absent,
}

impl From<Seen<'_>> for Value {
    fn from(seen: Seen<'_>) -> Self {
        match seen {
            Seen::Absent => Value::Absent,
            Seen::Number(n) => Value::Number(n),
            Seen::List(list) if list.count() == 0 => Value::Absent,
            Seen::List(list) => Value::Words((0..list.count()).filter_map(|n| list.at(n).to_text()).collect()),
            Seen::Text(_) | Seen::Word(_) | Seen::Bool(_) | Seen::Date(_) | Seen::Evidence(_) => {
                Value::Words(seen.to_text().into_iter().collect())
            }
            Seen::Keyed(entries) => Value::Words(entries.ids().into_iter().map(str::to_owned).collect()),
            Seen::Table(_) => Value::Words(vec!["present".to_owned()]),
        }
    }
}

impl<'a> Joined<'a> {
    /// Every thing of a group, in the author's order.
    pub fn things(&self, group: Group) -> Vec<Thing<'a>> {
        let name = group.as_str();
        let Seen::Keyed(entries) = self.project.see().key(name) else { return Vec::new() };
        let thing = |id: &'a str| Thing { group, id, path: FieldPath::of([name, id]), seen: entries.entry(id) };
        entries.ids().into_iter().map(thing).collect()
    }

    /// Whether the selector means the thing.
    pub fn selects(&self, selector: &Selector, thing: &Thing<'a>) -> Selected {
        let mut missing = Vec::new();
        for (field, test) in &selector.0 {
            let value = self.value(thing, field);
            let absent = matches!(value, Value::Absent);
            if let Test::Present(wanted) = test {
                if *wanted == absent {
                    return Selected::No;
                }
                continue;
            }
            if absent && let Some((_, asked)) = ASKED.iter().find(|(name, _)| is_asked(name, thing.group, field)) {
                if self.project.project.stage >= *asked {
                    missing.extend(self.facts_behind(thing, field));
                    continue;
                }
                return Selected::No;
            }
            if !passes(test, &value) {
                return Selected::No;
            }
        }
        if missing.is_empty() { Selected::Yes } else { Selected::CannotTell(missing) }
    }

    /// The fields of the file that are missing for a field: for a computed one, those that it is computed from.
    fn facts_behind(&self, thing: &Thing<'a>, field: &str) -> Vec<FieldPath> {
        let behind: &[&str] = match (thing.group, field) {
            (Group::Stakeholders, "salience") => &["power", "legitimacy", "urgency"],
            (Group::Stakeholders, "quadrant") => &["power", "interest"],
            (Group::Stakeholders, "exposed") => &["exposure"],
            (Group::Stakeholders, "sector") => &["type"],
            _ => return vec![thing.at(field)],
        };
        let open = behind.iter().filter(|name| field == "sector" || thing.field(name).is_absent());
        open.map(|name| thing.at(name)).collect()
    }

    fn value(&self, thing: &Thing<'a>, field: &str) -> Value {
        let words = |word: Option<String>| word.map_or(Value::Absent, |w| Value::Words(vec![w]));
        match (thing.group, field) {
            (Group::Stakeholders, "sector") => {
                words(self.stakeholder(thing.id).and_then(|s| s.sector()).map(|s| s.to_string()))
            }
            (Group::Stakeholders, "salience") => {
                words(self.stakeholder(thing.id).and_then(|s| s.salience.as_ref()).map(|s| s.value.to_string()))
            }
            (Group::Stakeholders, "quadrant") => {
                words(self.stakeholder(thing.id).and_then(|s| s.quadrant.as_ref()).map(|q| q.value.to_string()))
            }
            (Group::Stakeholders, "exposed") => {
                words(self.stakeholder(thing.id).and_then(|s| s.exposed.as_ref()).map(|e| e.value.to_string()))
            }
            (Group::Stakeholders, "lay") => words(Some(self.is_lay(thing.id).to_string())),
            (Group::Stakeholders, "planned") => {
                words(self.stakeholder(thing.id).map(|s| (!s.activities.is_empty()).to_string()))
            }
            (Group::Activities, name @ ("phase" | "cost" | "thick" | "lay" | "past" | "standing")) => {
                words(self.activity_value(thing.id, name))
            }
            _ => Value::from(thing.field(field)),
        }
    }

    fn activity_value(&self, id: &str, name: &str) -> Option<String> {
        let activity = self.project.activities.get(id)?;
        let mechanism = self.playbook.mechanisms().get(activity.mechanism.as_str());
        match name {
            "phase" => Some(activity.stage.phase().to_string()),
            "cost" => mechanism.map(|m| m.cost.to_string()),
            "thick" => mechanism.map(|m| (m.depth == Depth::Thick).to_string()),
            "standing" => mechanism.map(|m| m.standing.to_string()),
            "lay" => Some(activity.stakeholders.iter().any(|s| self.is_lay(s.as_str())).to_string()),
            "past" => Some(activity.closes.is_some_and(|day| day < self.today).to_string()),
            _ => None,
        }
    }

    /// Whether a stakeholder takes part without being paid for it by an employer: affected people and civil society.
    fn is_lay(&self, stakeholder: &str) -> bool {
        let sector = self.stakeholder(stakeholder).and_then(|s| s.sector());
        matches!(sector, Some(Sector::AffectedPeople | Sector::CivilSociety))
    }
}

fn passes(test: &Test, value: &Value) -> bool {
    match (test, value) {
        (Test::AnyOf(allowed), Value::Words(words)) => words.iter().any(|w| allowed.0.contains(w)),
        (Test::AnyOf(allowed), Value::Number(n)) => allowed.0.contains(&n.to_string()),
        (Test::Between { at_least, at_most }, Value::Number(n)) => {
            at_least.is_none_or(|least| *n >= least) && at_most.is_none_or(|most| *n <= most)
        }
        (Test::Present(wanted), value) => *wanted != matches!(value, Value::Absent),
        (Test::AnyOf(_) | Test::Between { .. }, _) => false,
    }
}
