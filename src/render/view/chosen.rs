//! Which records a block means, and what sort of thing was found in them. It draws nothing.

use super::fill::Filling;
use super::words::Lens;
use crate::join::lint::chooses;
use crate::join::select::Selected;
use crate::playbook::FilledFrom as Source;
use crate::project::Referent;
use crate::project::inspect::Seen;
use crate::project::read::Shape;

/// What sort of thing was found.
#[derive(Default)]
pub(super) struct Found {
    pub(super) number: bool,
    pub(super) date: bool,
    pub(super) stakeholder: bool,
}

impl Found {
    pub(super) fn note(&mut self, shape: &Shape, pattern: &str, seen: Seen<'_>) {
        match (shape, seen) {
            (_, Seen::Number(_)) => self.number = true,
            (_, Seen::Date(_)) => self.date = true,
            (Shape::Ref(to), Seen::Text(_)) => {
                self.stakeholder |= *to == Referent::Stakeholder;
            }
            (_, Seen::Text(text)) => {
                self.number |= text.chars().any(|c| c.is_ascii_digit());
                self.stakeholder |= pattern == "stakeholders.*.name";
            }
            (Shape::List(inner), Seen::List(list)) => {
                for n in 0..list.count() {
                    self.note(inner, pattern, list.at(n));
                }
            }
            (Shape::Keyed(key, value), Seen::Keyed(entries)) => {
                self.stakeholder |= matches!(**key, Shape::Ref(Referent::Stakeholder));
                for (_, seen) in entries.each() {
                    self.note(value, pattern, seen);
                }
            }
            (Shape::Table(_), Seen::Table(table)) => {
                for field in table.spec().fields {
                    self.note(&(field.shape)(), field.key, table.field(field.key));
                }
            }
            _ => {}
        }
    }
}

impl Lens<'_> {
    /// Whether any of the sources means a record. One of which this cannot be told is not shown, and why is said.
    pub(super) fn means(&self, sources: &[&Source], id: &str, filling: &mut Filling) -> bool {
        let choosing: Vec<&&Source> = sources.iter().filter(|s| !s.selector.0.is_empty()).collect();
        let mut unknown = Vec::new();
        for source in &choosing {
            let thing = chooses(&source.from).and_then(|g| self.things(g).into_iter().find(|t| t.id == id));
            match thing.map(|thing| self.selects(&source.selector, &thing)) {
                Some(Selected::Yes) => return true,
                Some(Selected::CannotTell(missing)) => unknown.extend(missing),
                Some(Selected::No) | None => {}
            }
        }
        for label in unknown.iter().map(|path| self.fact(path).label) {
            if !filling.missing.contains(&label) {
                filling.missing.push(label);
            }
        }
        choosing.is_empty()
    }
}
