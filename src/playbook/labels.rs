//! The words that documents use: headings, column names, states. Templates hold none of their own.

use std::fmt;

use serde::de::{Deserialize, Deserializer, IgnoredAny, MapAccess, Visitor};
use serde_json::{Map, Value};

use super::blobs::built_in;
use super::folder::ContentFile;
use super::problems::ContentProblem;
use super::{Playbook, yaml};
use crate::embedded;
use crate::id::nearest;

/// Words by name, in groups: `plan.title`, `states.evidenced`.
#[derive(Clone, Debug, Default)]
pub struct Labels(Value);

impl Labels {
    /// These labels with others laid over them, group by group and name by name.
    pub(crate) fn under(mut self, over: &Value) -> Self {
        for (group, name, text) in entries(over) {
            self.0[group][name] = text.clone();
        }
        self
    }

    /// Labels of another making: a translation, or marks for a test.
    pub fn from_value(labels: Value) -> Self {
        Self(labels)
    }

    /// All labels, as templates see them.
    pub fn all(&self) -> &Value {
        &self.0
    }

    /// The label `name` of `group`, if there is one.
    pub fn find(&self, group: &str, name: &str) -> Option<&str> {
        self.0[group][name].as_str()
    }

    /// The label `name` of `group`; the name itself when there is none, so that a gap is seen and nothing fails.
    pub fn get<'a>(&'a self, group: &str, name: &'a str) -> &'a str {
        self.0[group][name].as_str().unwrap_or(name)
    }

    /// The label of a word of the closed list with this noun; the word itself when there is none.
    pub fn word<'a>(&'a self, noun: &str, word: &'a str) -> &'a str {
        let group = GROUPS.iter().find(|(n, _)| *n == noun).map_or("", |(_, group)| group);
        self.get(group, word)
    }
}

/// The group of labels for each closed list, by the list's own noun.
const GROUPS: &[(&str, &str)] = &[
    ("a severity", "severities"),
    ("a participation level", "levels"),
    ("a democratic function", "functions"),
    ("a degree of institutionalisation", "institutionalisation"),
    ("a cost band", "cost-bands"),
    ("a depth", "depths"),
    ("a sector", "sectors"),
    ("a helix", "helices"),
    ("a role", "roles"),
    ("a provenance", "provenances"),
    ("a risk class", "risk-classes"),
    ("stakes", "stakes"),
    ("an infrastructure class", "infrastructure-classes"),
    ("an entry route", "entry-routes"),
    ("a role under the AI Act", "system-roles"),
    ("a kind of public body", "public-bodies"),
    ("a way of finding people", "selections"),
    ("a channel", "channels"),
    ("a support measure", "support"),
    ("a unit of pay", "pay-units"),
    ("an input status", "input-statuses"),
    ("an item state", "item-states"),
    ("a kind of assessment", "assessments"),
    ("a service of a facility", "services"),
    ("a profile", "profiles"),
    ("a quadrant", "quadrants"),
    ("a salience class", "salience"),
    ("a standing", "standings"),
    ("a piece of evidence", "pieces"),
    ("a state of evidence", "piece-states"),
    ("an event", "events"),
    ("an outcome", "outcomes"),
    ("a check of a block", "block-checks"),
    ("an answer state", "answer-states"),
    ("a part of the trail", "trail-parts"),
    ("a break of the trail", "trail-breaks"),
    ("a standing before the law", "law-standings"),
    ("a strength", "strengths"),
];

/// Groups whose words stand in messages of findings. Few checks need any, and these are a small part of all labels.
const IN_MESSAGES: [&str; 4] = ["functions", "helices", "pieces", "selections"];

/// The groups of [`IN_MESSAGES`]; the rest of the file is passed over.
#[derive(Debug)]
pub(super) struct InMessages(Value);

impl<'de> Deserialize<'de> for InMessages {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Groups;
        impl<'de> Visitor<'de> for Groups {
            type Value = InMessages;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("groups of labels")
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<InMessages, A::Error> {
                let mut kept = Map::new();
                while let Some(group) = map.next_key::<String>()? {
                    if IN_MESSAGES.contains(&group.as_str()) {
                        kept.insert(group, map.next_value()?);
                    } else {
                        map.next_value::<IgnoredAny>()?;
                    }
                }
                Ok(InMessages(Value::Object(kept)))
            }
        }
        deserializer.deserialize_map(Groups)
    }
}

impl Playbook {
    /// The words that documents use.
    pub fn labels(&self) -> &Labels {
        self.labels.get_or_init(|| {
            let base = match self.base.as_ref().and_then(|base| base.labels.clone()) {
                Some(own) => own,
                None => built_in::<Vec<Value>>(embedded::content("labels").core).remove(0),
            };
            let own = self.organisation.labels.as_ref();
            Labels::from_value(base).under(own.unwrap_or(&Value::Null))
        })
    }

    /// A label that messages of findings use. It is the one of [`labels`](Self::labels), found without reading all.
    pub(crate) fn label_in_message<'a>(&'a self, group: &str, name: &'a str) -> &'a str {
        let written =
            self.base.as_ref().is_some_and(|base| base.labels.is_some()) || self.organisation.labels.is_some();
        if written || self.labels.get().is_some() {
            return self.labels().get(group, name);
        }
        let few = self.in_messages.get_or_init(|| {
            let few = built_in::<Vec<InMessages>>(embedded::content("labels").core).remove(0).0;
            Labels::from_value(few)
        });
        debug_assert!(few.all().get(group).is_some(), "messages use labels of {group}, so they have to be read");
        few.get(group, name)
    }
}

fn entries(labels: &Value) -> impl Iterator<Item = (&str, &str, &Value)> {
    let groups = labels.as_object().into_iter().flatten();
    groups.flat_map(|(group, names)| {
        names.as_object().into_iter().flatten().map(move |(name, text)| (group.as_str(), name.as_str(), text))
    })
}

/// Reads `labels.yaml`: groups of names, each with a text.
pub(super) fn read(file: &ContentFile, problems: &mut Vec<ContentProblem>) -> Option<Value> {
    let value: Value = match yaml::parse(&file.text) {
        Ok(value) => value,
        Err(misfit) => {
            problems.push(ContentProblem::misfit(&file.path, 0, misfit));
            return None;
        }
    };
    let Some(groups) = value.as_object() else {
        problems.push(problem(file, "", "", "the file must hold groups of words".to_owned(), None));
        return None;
    };
    let before = problems.len();
    for (group, names) in groups.iter().filter(|(_, names)| !names.is_object()) {
        let what = if names.is_string() { "is a text" } else { "is empty or a list" };
        let message = format!("“{group}” must be a group of words, and {what}");
        problems.push(problem(file, group, group, message, None));
    }
    for (group, name, _) in entries(&value).filter(|(_, _, text)| !text.is_string()) {
        let hint = Some("Words such as yes and no, and numbers, stand in quotation marks.".to_owned());
        problems.push(problem(file, group, name, format!("“{group}.{name}” must be a text"), hint));
    }
    (problems.len() == before).then_some(value)
}

/// Whether an organisation's words stand for words that documents use, and fill in the same.
pub(super) fn strays(file: &ContentFile, own: &Value, built_in: &Labels, problems: &mut Vec<ContentProblem>) {
    let known =
        |value: &Value| -> Vec<String> { value.as_object().into_iter().flatten().map(|(k, _)| k.clone()).collect() };
    for group in known(own).iter().filter(|group| built_in.0.get(group.as_str()).is_none()) {
        let groups = known(&built_in.0);
        let hint = nearest(group, groups.iter().map(String::as_str)).map(|near| format!("Did you mean “{near}”?"));
        problems.push(problem(file, group, group, format!("no group of words is called “{group}”"), hint));
    }
    for (group, name, text) in entries(own).filter(|(group, _, _)| built_in.0.get(*group).is_some()) {
        let text = text.as_str().unwrap_or_default();
        match built_in.find(group, name) {
            Some(before) => {
                let missing: Vec<String> = blanks(before).into_iter().filter(|b| !blanks(text).contains(b)).collect();
                let strange: Vec<String> = blanks(text).into_iter().filter(|b| !blanks(before).contains(b)).collect();
                if let Some(blank) = missing.first() {
                    let message = format!("“{group}.{name}” leaves out {{{blank}}}");
                    problems.push(problem(file, group, name, message, None));
                }
                if let Some(blank) = strange.first() {
                    let message = format!("nothing fills in {{{blank}}} of “{group}.{name}”");
                    problems.push(problem(file, group, name, message, None));
                }
            }
            None => {
                let names = known(&built_in.0[group]);
                if let Some(near) = nearest(name, names.iter().map(String::as_str)) {
                    let message = format!("no word of “{group}” is called “{name}”");
                    problems.push(problem(file, group, name, message, Some(format!("Did you mean “{near}”?"))));
                }
            }
        }
    }
}

/// What a text has filled in: the words in braces.
fn blanks(text: &str) -> Vec<String> {
    text.split('{').skip(1).filter_map(|rest| Some(rest.split_once('}')?.0.to_owned())).collect()
}

fn problem(file: &ContentFile, group: &str, name: &str, message: String, hint: Option<String>) -> ContentProblem {
    let place = yaml::place_in(&file.text, group, name).unwrap_or(yaml::Place { line: 1, column: 1 });
    ContentProblem { file: file.path.clone(), line: place.line, column: place.column, message, hint }
}

#[cfg(test)]
mod tests {
    use super::IN_MESSAGES;
    use crate::playbook::Playbook;

    #[test]
    fn labels_in_messages_are_those_of_documents() {
        let (few, all) = (Playbook::built_in(), Playbook::built_in());
        for group in IN_MESSAGES {
            let names = all.labels().all()[group].as_object().expect("a group");
            assert!(!names.is_empty());
            for (name, text) in names {
                assert_eq!(few.label_in_message(group, name), text.as_str().expect("a text"));
            }
        }
    }
}
