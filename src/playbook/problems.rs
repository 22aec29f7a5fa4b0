//! What is wrong with content: every problem, each with file, line and column.

use std::collections::HashSet;
use std::fmt;

use serde_json::Value;

use super::Playbook;
use super::folder::{Doc, Folder};
use super::index::Origin;
use super::kind::{Kind, Layout, of_kind};
use super::record::{Record, RecordText};
use super::yaml::{self, Misfit};
use crate::id::{Id, nearest};
use crate::vocabulary::Vocabulary;

/// One problem with a content file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct ContentProblem {
    /// The file, relative to the folder.
    pub file: String,
    /// Line, from 1.
    pub line: usize,
    /// Column, from 1.
    pub column: usize,
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub hint: Option<String>,
}

impl ContentProblem {
    pub(crate) fn misfit(file: &str, first_line: usize, misfit: Misfit) -> Self {
        Self {
            file: file.to_owned(),
            line: misfit.place.line + first_line,
            column: misfit.place.column,
            message: misfit.message,
            hint: misfit.hint,
        }
    }
}

impl fmt::Display for ContentProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}:{}: {}", self.file, self.line, self.column, self.message)?;
        match &self.hint {
            Some(hint) => write!(f, " ({hint})"),
            None => Ok(()),
        }
    }
}

/// Whether each record of the folder reads as its kind: fields, types, id, provenance.
pub(crate) fn shapes(folder: &Folder, problems: &mut Vec<ContentProblem>) {
    let mut seen: HashSet<(Kind, &str)> = HashSet::new();
    for doc in &folder.docs {
        of_kind!(doc.kind, Kept => shape::<Kept>(doc, problems));
        let id = doc.id();
        if !seen.insert((doc.kind, id)) {
            problems.push(doc.problem("id", id, format!("the id “{id}” is used twice among {}", doc.kind), None));
        }
        if let Err(malformed) = Id::new(id) {
            let hint = malformed.suggestion.map(|s| format!("Write it as “{s}”."));
            problems.push(doc.problem("id", id, format!("“{id}” is not an id in kebab-case"), hint));
        }
        let name = doc.path.rsplit('/').next().and_then(|n| n.strip_suffix(".yaml")).unwrap_or_default();
        if doc.kind.layout() == Layout::OnePerFile && name != id {
            problems.push(doc.problem("id", id, format!("the id “{id}” differs from the file name “{name}”"), None));
        }
        unwritten(doc, problems);
        let marked = doc.kind == Kind::Sources || doc.value.get("provenance").is_some();
        if !marked {
            let hint = Some("Add provenance: sourced, derived or proposed.".to_owned());
            problems.push(doc.problem("id", id, "the record does not say where its claim comes from", hint));
        }
        let sourced = doc.value["sources"].as_array().is_some_and(|s| !s.is_empty());
        if doc.kind != Kind::Sources && !sourced && doc.value["provenance"] != "proposed" {
            let hint = Some("Cite a source, or mark the record as proposed.".to_owned());
            problems.push(doc.problem("id", id, "the record has no source", hint));
        }
    }
}

/// What a record that was laid out still asks its author to write.
fn unwritten(doc: &Doc, problems: &mut Vec<ContentProblem>) {
    for (number, line) in doc.text.lines().enumerate() {
        let Some((before, asked)) = line.split_once(TO_DO) else { continue };
        let asked = asked.trim().trim_end_matches('"').replace("\\\"", "\"");
        problems.push(ContentProblem {
            file: doc.path.clone(),
            line: number + 1 + doc.first_line,
            column: before.chars().count() + 1,
            message: UNWRITTEN.to_owned(),
            hint: (!asked.is_empty()).then_some(asked),
        });
    }
}

fn shape<T: Record>(doc: &Doc, problems: &mut Vec<ContentProblem>) {
    let single = |misfit: Misfit| ContentProblem::misfit(&doc.path, doc.first_line, misfit);
    let listed = doc.kind.layout() != Layout::OnePerFile;
    let (core, text) = if listed {
        (yaml::parse::<Vec<T>>(&doc.text).map(drop), yaml::parse::<Vec<T::Text>>(&doc.text).map(drop))
    } else {
        (yaml::parse::<T>(&doc.text).map(drop), yaml::parse::<T::Text>(&doc.text).map(drop))
    };
    let fields = [T::fields(), T::Text::fields()].concat();
    let whole: Vec<Misfit> = [core, text].into_iter().filter_map(Result::err).collect();
    if !whole.is_empty() {
        // Read as a whole, a record tells its first mistake only; field by field it tells one of each.
        let each: Vec<Misfit> = fields.iter().filter_map(|field| (field.misfit)(&doc.text, listed, field)).collect();
        problems.extend(if each.is_empty() { whole } else { each }.into_iter().map(single));
    }
    let known = || fields.iter().map(|field| field.key);
    for key in doc.value.as_object().into_iter().flat_map(|fields| fields.keys()) {
        if !known().any(|k| k == key) {
            let hint = nearest(key, known()).map(|near| format!("Did you mean “{near}”?"));
            problems.push(doc.problem(key, key, format!("“{key}” is not a field of {}", doc.kind.noun()), hint));
        }
    }
}

/// What marks a place that is still to be written.
pub(super) const TO_DO: &str = "TODO:";

/// What is said of such a place.
pub(super) const UNWRITTEN: &str = "still to be written";

/// Fields that refer to records of a kind, wherever they occur in a record.
pub(super) const REFERENCES: &[(&str, Kind)] = &[
    ("sources", Kind::Sources),
    ("engage", Kind::Actors),
    ("actors", Kind::Actors),
    ("leads-to", Kind::Mechanisms),
    ("see", Kind::Glossary),
    ("stages", Kind::Stages),
    ("items", Kind::Items),
    ("rules", Kind::Rules),
    ("matches", Kind::Levels),
    ("after", Kind::Items),
];

/// The kind of record that a field names, if it names any.
pub fn referred(field: &str) -> Option<Kind> {
    REFERENCES.iter().find(|(name, _)| *name == field).map(|(_, kind)| *kind)
}

/// Every reference that a record holds, as field, kind and id.
pub fn refers(record: &Value) -> Vec<(&'static str, Kind, &str)> {
    let mut found = Vec::new();
    let blocks = record["blocks"].as_array().map(Vec::as_slice).unwrap_or_default();
    for part in [record].into_iter().chain(blocks) {
        for (field, kind) in REFERENCES {
            let value = &part[*field];
            let many = value.as_array().into_iter().flatten().filter_map(Value::as_str);
            found.extend(many.chain(value.as_str()).map(|id| (*field, *kind, id)));
        }
    }
    found
}

/// Whether every reference of the folder's records leads to a record of the playbook.
pub(crate) fn references(playbook: &Playbook, folder: &Folder, problems: &mut Vec<ContentProblem>) {
    for doc in &folder.docs {
        for (field, kind, id) in refers(&doc.value) {
            // A record that cannot be read is there all the same.
            let unread = playbook.docs().any(|d| d.kind == kind && d.id() == id);
            if !unread && !playbook.has(kind, id) {
                let retired = playbook.retired().iter().find(|r| r.kind == kind && r.id == id);
                let message = match retired {
                    Some(r) => format!("“{id}” was retired by {} ({})", r.by, r.why),
                    None => format!("“{id}” is not {} of the playbook", kind.noun()),
                };
                let hint = nearest(id, playbook.ids(kind)).map(|near| format!("Did you mean “{near}”?"));
                problems.push(doc.problem(field, id, message, hint));
            }
        }
        if let Some(fixed) = doc.kind.fixed().filter(|fixed| !fixed.contains(&doc.id())) {
            let message = format!("{} cannot be added: the {} are fixed", doc.kind, fixed.len());
            let hint = nearest(doc.id(), fixed).map(|near| format!("Did you mean “{near}”?"));
            problems.push(doc.problem("id", doc.id(), message, hint));
        }
        if doc.kind == Kind::Items {
            place_in_order(folder, doc, problems);
        }
        if doc.kind == Kind::Rules {
            rule_examples(doc, problems);
        }
        let mut blocks = HashSet::new();
        for block in doc.value["blocks"].as_array().into_iter().flatten().filter_map(|b| b["id"].as_str()) {
            if !blocks.insert(block) {
                problems.push(doc.problem("id", block, format!("two blocks have the id “{block}”"), None));
            }
        }
    }
}

/// Records of the built-in playbook that still refer to what the organisation retires; both are named.
pub(crate) fn survivors(playbook: &Playbook, retirements: &str, problems: &mut Vec<ContentProblem>) {
    // Principles and indicators only point their readers to items and rules; they hold without one of them.
    let rests_on = |kind: &&Kind| !matches!(kind, Kind::Principles | Kind::Indicators);
    for retired in playbook.retired() {
        for kind in Kind::ALL.iter().filter(rests_on) {
            for (origin, record) in playbook.written(*kind) {
                let refers =
                    refers(&record).iter().any(|(_, kind, id)| (*kind, *id) == (retired.kind, retired.id.as_str()));
                if origin == Origin::BuiltIn && refers {
                    let place = yaml::place_in(retirements, "id", &retired.id)
                        .unwrap_or_else(|| yaml::place_of(retirements, &retired.id));
                    let name = record["id"].as_str().unwrap_or_default();
                    problems.push(ContentProblem {
                        file: "retired.yaml".to_owned(),
                        line: place.line,
                        column: place.column,
                        message: format!(
                            "“{}” is retired, but {kind}/{name} of the built-in playbook refers to it",
                            retired.id
                        ),
                        hint: Some(format!("Retire or replace {kind}/{name} as well, or keep “{}”.", retired.id)),
                    });
                }
            }
        }
    }
}

fn rule_examples(doc: &Doc, problems: &mut Vec<ContentProblem>) {
    let examples = doc.value["examples"].as_array().map(Vec::as_slice).unwrap_or_default();
    let finds = |e: &&serde_json::Value| e["finds"].as_array().is_some_and(|f| !f.is_empty());
    if examples.iter().filter(finds).count() == 0 {
        problems.push(doc.problem(
            "examples",
            "examples",
            "no example of this rule fails: add a case with finds: […]",
            None,
        ));
    }
    if examples.iter().all(|e| finds(&e)) {
        problems.push(doc.problem(
            "examples",
            "examples",
            "no example of this rule passes: add a case with finds: []",
            None,
        ));
    }
}

/// Whether the item that this one follows can be followed: it lies in the same stage and does not follow in turn.
fn place_in_order(folder: &Folder, doc: &Doc, problems: &mut Vec<ContentProblem>) {
    let of = |id: &str| folder.docs.iter().find(|d| d.kind == Kind::Items && d.id() == id);
    let Some(after) = doc.value["after"].as_str() else { return };
    if let Some(anchor) = of(after)
        && anchor.value["stage"] != doc.value["stage"]
    {
        problems.push(doc.problem("after", after, format!("“{after}” lies in another stage"), None));
    }
    let (mut next, mut steps) = (Some(after), 0);
    while let Some(id) = next {
        if id == doc.id() {
            let hint = Some("Let one of them follow an item of the built-in playbook.".to_owned());
            problems.push(doc.problem("after", after, format!("“{id}” would come after itself"), hint));
            return;
        }
        steps += 1;
        next = of(id).filter(|_| steps <= folder.docs.len()).and_then(|d| d.value["after"].as_str());
    }
}
