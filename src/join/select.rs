//! Which things of a project a selector of the playbook means.
//!
//! A selector names fields of the thing itself and a closed list of computed ones ([`COMPUTED`]). A score that is not
//! given yet makes the answer *cannot tell*; any other field that is empty simply does not match.

use std::borrow::Cow;

use super::Joined;
use crate::lifecycle::Stage;
use crate::playbook::condition::{Selector, Test};
use crate::playbook::rule::Group;
use crate::project::FieldPath;
use crate::project::inspect::{Entries, Inspect, Seen, Several};
use crate::scale::{Depth, Sector};
use crate::vocabulary::Vocabulary;

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
    seen: Seen<'a>,
}

impl<'a> Thing<'a> {
    /// What stands at a field of the thing (`response.due`).
    pub fn field(&self, name: &str) -> Seen<'a> {
        // Nearly every name is of one field, and rules ask for thousands.
        match name.bytes().any(|byte| byte == b'.') {
            true => name.split('.').fold(self.seen, |seen, key| seen.key(key)),
            false => self.seen.key(name),
        }
    }

    /// Its place.
    pub fn path(&self) -> FieldPath {
        FieldPath::of([self.group.as_str(), self.id])
    }

    /// The place of a field of the thing.
    pub fn at(&self, name: &str) -> FieldPath {
        FieldPath::of_dotted([self.group.as_str(), self.id], name)
    }
}

enum Value<'a> {
    Word(Cow<'a, str>),
    List(&'a dyn Several),
    Ids(&'a dyn Entries),
    Number(f64),
    Absent,
}

impl<'a> From<Seen<'a>> for Value<'a> {
    fn from(seen: Seen<'a>) -> Self {
        match seen {
            Seen::Absent => Value::Absent,
            Seen::Number(n) => Value::Number(n),
            Seen::List(list) if list.count() == 0 => Value::Absent,
            Seen::List(list) => Value::List(list),
            Seen::Text(_) | Seen::Word(_) | Seen::Bool(_) | Seen::Date(_) | Seen::Evidence(_) => {
                seen.word().map_or(Value::Absent, Value::Word)
            }
            Seen::Keyed(_) if seen.is_absent() => Value::Absent,
            Seen::Keyed(entries) => Value::Ids(entries),
            Seen::Table(_) => Value::Word("present".into()),
        }
    }
}

fn word<T: Vocabulary>(word: T) -> Value<'static> {
    Value::Word(word.as_str().into())
}

fn truth(yes: bool) -> Value<'static> {
    Value::Word(if yes { "true" } else { "false" }.into())
}

impl<'a> Joined<'a> {
    /// Every thing of a group, in the author's order.
    pub fn things(&self, group: Group) -> Vec<Thing<'a>> {
        let name = group.as_str();
        let Seen::Keyed(entries) = self.project.see().key(name) else { return Vec::new() };
        entries.each().map(|(id, seen)| Thing { group, id, seen }).collect()
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

    fn value(&self, thing: &Thing<'a>, field: &str) -> Value<'a> {
        let placed = || self.stakeholder(thing.id);
        let computed = match (thing.group, field) {
            (Group::Stakeholders, "sector") => placed().and_then(|s| s.sector()).map(word),
            (Group::Stakeholders, "salience") => placed().and_then(|s| s.salience).map(word),
            (Group::Stakeholders, "quadrant") => placed().and_then(|s| s.quadrant).map(word),
            (Group::Stakeholders, "exposed") => placed().and_then(|s| s.exposed).map(truth),
            (Group::Stakeholders, "lay") => Some(truth(self.is_lay(thing.id))),
            (Group::Stakeholders, "planned") => placed().map(|s| truth(!s.activities.is_empty())),
            (Group::Activities, name @ ("phase" | "cost" | "thick" | "lay" | "past" | "standing")) => {
                self.activity_value(thing.id, name)
            }
            _ => Some(Value::from(thing.field(field))),
        };
        computed.unwrap_or(Value::Absent)
    }

    fn activity_value(&self, id: &str, name: &str) -> Option<Value<'a>> {
        let activity = self.project.activities.get(id)?;
        let mechanism = self.playbook.mechanisms().get(activity.mechanism.as_str());
        match name {
            "phase" => Some(word(activity.stage.phase())),
            "cost" => mechanism.map(|m| word(m.cost)),
            "thick" => mechanism.map(|m| truth(m.depth == Depth::Thick)),
            "standing" => mechanism.map(|m| truth(m.standing)),
            "lay" => Some(truth(activity.stakeholders.iter().any(|s| self.is_lay(s.as_str())))),
            "past" => Some(truth(activity.closes.is_some_and(|day| day < self.today))),
            _ => None,
        }
    }

    /// Whether a stakeholder takes part without being paid for it by an employer: affected people and civil society.
    fn is_lay(&self, stakeholder: &str) -> bool {
        let sector = self.stakeholder(stakeholder).and_then(|s| s.sector());
        matches!(sector, Some(Sector::AffectedPeople | Sector::CivilSociety))
    }
}

fn passes(test: &Test, value: &Value<'_>) -> bool {
    match (test, value) {
        (Test::AnyOf(allowed), Value::Word(word)) => allowed.holds(word),
        (Test::AnyOf(allowed), Value::List(list)) => {
            (0..list.count()).any(|n| list.at(n).word().is_some_and(|word| allowed.holds(&word)))
        }
        (Test::AnyOf(allowed), Value::Ids(entries)) => entries.each().any(|(id, _)| allowed.holds(id)),
        (Test::AnyOf(allowed), Value::Number(n)) => allowed.holds(&n.to_string()),
        (Test::Between { at_least, at_most }, Value::Number(n)) => {
            at_least.is_none_or(|least| *n >= least) && at_most.is_none_or(|most| *n <= most)
        }
        (Test::Present(wanted), value) => *wanted != matches!(value, Value::Absent),
        (Test::AnyOf(_) | Test::Between { .. }, _) => false,
    }
}
