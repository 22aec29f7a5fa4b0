//! What a field of the project file holds, in words: ids become names, words of closed lists their labels.

use super::fill::Cell;
use super::system::FactView;
use super::words::Lens;
use crate::project::Referent;
use crate::project::fields::{Field, fields};
use crate::project::inspect::Seen;
use crate::project::path::{FieldPath, Step};
use crate::project::read::{Privacy, Shape};

/// The field at a place, found by its pattern.
pub(super) fn field_at(path: &FieldPath) -> Option<&'static Field> {
    let keys: Vec<&str> = path
        .steps()
        .filter_map(|step| match step {
            Step::Key(key) => Some(key),
            Step::Index(_) => None,
        })
        .collect();
    field_named(&keys)
}

/// The field that a pattern of `filled-from` names; `*` stands for any id.
pub(super) fn field_of(pattern: &str) -> Option<&'static Field> {
    field_named(&pattern.split('.').collect::<Vec<_>>())
}

fn field_named(keys: &[&str]) -> Option<&'static Field> {
    fields().iter().find(|f| {
        let mut pattern = f.pattern.split('.');
        let all = keys.iter().all(|key| pattern.next().is_some_and(|p| p == "*" || p == *key));
        all && pattern.next().is_none()
    })
}

/// Whether a pattern, or anything around it, is not for the public.
pub(super) fn is_internal(pattern: &str) -> bool {
    let keys: Vec<&str> = pattern.split('.').collect();
    (1..=keys.len()).any(|n| match field_named(&keys[..n]).map(|f| f.privacy) {
        Some(Privacy::Internal | Privacy::Personal) => true,
        Some(Privacy::Public) | None => false,
    })
}

impl Lens<'_> {
    /// What people call a field: its label, or the last word of its name.
    pub(super) fn field_label(&self, pattern: &str) -> String {
        if let Some(label) = self.playbook.labels().all()["fields"][pattern].as_str() {
            return label.to_owned();
        }
        let last = pattern.rsplit('.').find(|key| *key != "*").unwrap_or(pattern).replace('-', " ");
        let mut letters = last.chars();
        letters.next().map_or(String::new(), |first| first.to_uppercase().chain(letters).collect())
    }

    /// A fact with its place, its words and its value.
    pub(super) fn fact(&self, path: &FieldPath) -> FactView {
        let pattern = field_at(path).map_or_else(|| path.to_string(), |f| f.pattern.clone());
        let label = self.field_label(&pattern);
        // A field of one record among many is told apart by the record's name.
        let label = match (pattern.split_once(".*"), &path.parts()[..]) {
            (Some((table, _)), [_, Step::Key(id), ..]) => {
                self.say("format", "of", &[("thing", &self.record_name(table, id)), ("field", &label)])
            }
            _ => label,
        };
        // An empty list of the system's facts says that somebody looked and found none.
        let looked =
            pattern.starts_with("system.") && matches!(self.project.at(path), Seen::List(list) if list.count() == 0);
        if looked {
            let value = Some(self.label("format", "none").to_owned());
            return FactView { path: path.to_string(), label, value };
        }
        let value = field_at(path).and_then(|f| self.cell(&f.shape, &pattern, self.project.at(path))).map(|c| c.text);
        FactView { path: path.to_string(), label, value }
    }

    /// What people call a record of a table that is keyed by id.
    pub(super) fn record_name(&self, table: &str, id: &str) -> String {
        let name = |to| self.name(to, id);
        let project = self.project;
        match table {
            "stakeholders" => name(Referent::Stakeholder),
            "activities" => name(Referent::Activity),
            "decisions" => name(Referent::Decision),
            "options" => name(Referent::Choice),
            "inputs" => name(Referent::Input),
            "requirements" => name(Referent::Requirement),
            "award-criteria" => name(Referent::Criterion),
            "clauses" => name(Referent::Clause),
            "bodies" => name(Referent::Body),
            "facilities" => name(Referent::Facility),
            "scores" => project
                .scores
                .get(id)
                .map_or_else(|| id.to_owned(), |s| self.name(Referent::Stakeholder, s.stakeholder.as_str())),
            "sessions" => project
                .sessions
                .get(id)
                .map_or_else(|| id.to_owned(), |s| self.activity_name(s.activity.as_str()).to_owned()),
            "assessments" => project.assessments.get(id).map_or_else(|| id.to_owned(), |a| self.word(a.kind).title),
            _ => self.field_label(id),
        }
    }

    /// What stands in a field, as one text; nothing when there is nothing to show.
    pub(super) fn cell(&self, shape: &Shape, pattern: &str, seen: Seen<'_>) -> Option<Cell> {
        if seen.is_absent() {
            return None;
        }
        let plain = |text: String| Some(Cell { text, url: None });
        match (shape, seen) {
            (_, Seen::Bool(yes)) => plain(self.label("format", if yes { "yes" } else { "no" }).to_owned()),
            (_, Seen::Number(n)) => plain(self.numbers.show(n)),
            (_, Seen::Date(day)) => plain(day.to_string()),
            (Shape::Word(noun, _), Seen::Word(word) | Seen::Text(word)) => plain(self.title_of(noun, word)),
            // A kind of actor is told with its sector.
            (Shape::Ref(Referent::ActorType), Seen::Text(id)) => {
                let name = self.name(Referent::ActorType, id);
                plain(match self.playbook.actors().get(id) {
                    Some(actor) => {
                        let sector = self.word(actor.sector).title;
                        self.say("format", "aside", &[("text", &name), ("aside", &sector)])
                    }
                    None => name,
                })
            }
            (Shape::Ref(to), Seen::Text(id)) => plain(self.name(*to, id)),
            (_, Seen::Text(text)) if pattern.ends_with(".url") => {
                Some(Cell { text: text.to_owned(), url: Some(text.to_owned()) })
            }
            // What a clause or criterion is about is a key, such as change-notice.
            (_, Seen::Text(text)) if pattern.ends_with(".about") => plain(text.replace('-', " ")),
            (_, Seen::Text(text)) => plain(text.to_owned()),
            (_, Seen::Word(word)) => plain(word.to_owned()),
            (_, Seen::Evidence(evidence)) => {
                let text = evidence.as_str().to_owned();
                let url = text.contains("://").then(|| text.clone());
                Some(Cell { text, url })
            }
            (shape, Seen::List(list)) => {
                let inner = if let Shape::List(inner) = shape { inner } else { shape };
                let all = (0..list.count()).filter_map(|n| self.cell(inner, pattern, list.at(n)));
                plain(self.list(all.map(|c| c.text)))
            }
            (shape, Seen::Keyed(entries)) => {
                let of = |(id, seen): (&str, Seen<'_>)| match shape {
                    Shape::Keyed(key, value) => {
                        let name = match &**key {
                            Shape::Ref(to) => self.name(*to, id),
                            _ => self.field_label(id),
                        };
                        match self.cell(value, pattern, seen) {
                            Some(value) => self.say("format", "aside", &[("text", &name), ("aside", &value.text)]),
                            None => name,
                        }
                    }
                    _ => self.field_label(id),
                };
                plain(self.list(entries.each().map(of)))
            }
            (Shape::Table(_), Seen::Table(table)) => {
                let text = |key: &str| table.field(key).to_text();
                if let (Some(amount), Some(currency)) = (table.field("amount").to_text(), text("currency")) {
                    let amount = amount.parse().unwrap_or_default();
                    let money = self.numbers.money(amount, Some(&currency));
                    let per = text("per").map(|per| self.title_of("a unit of pay", &per));
                    return plain(match per {
                        Some(per) => self.say("format", "per", &[("sum", &money), ("unit", &per)]),
                        None => money,
                    });
                }
                if let Some(since) = text("since") {
                    return plain(match text("until") {
                        Some(until) => self.say("format", "period", &[("from", &since), ("to", &until)]),
                        None => self.say("format", "since", &[("from", &since)]),
                    });
                }
                let parts: Vec<(String, Cell)> = table
                    .spec()
                    .fields
                    .iter()
                    .filter(|f| f.privacy == Privacy::Public)
                    .filter_map(|f| {
                        let own = format!("{pattern}.{}", f.key);
                        self.cell(&(f.shape)(), &own, table.field(f.key)).map(|cell| (self.field_label(&own), cell))
                    })
                    .collect();
                let url = parts.iter().find_map(|(_, cell)| cell.url.clone());
                let said = parts
                    .iter()
                    .map(|(label, cell)| self.say("format", "labelled", &[("label", label), ("value", &cell.text)]));
                // A publication reads as its address and its day.
                let text = if url.is_some() {
                    self.list(parts.iter().map(|(_, cell)| cell.text.clone()))
                } else {
                    self.list(said)
                };
                (!text.is_empty()).then_some(Cell { text, url })
            }
            (_, Seen::Table(_) | Seen::Absent) => None,
        }
    }
}
