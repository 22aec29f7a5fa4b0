//! Looking at a project by the names of its fields.
//!
//! Selectors, requirements of rules and canvas blocks name fields as content does (`options.*.gains`); this module
//! finds what the model holds there. It reads only.

use super::model::Tables;
use super::path::{FieldPath, Step};
use super::read::{Amount, AsKey, Bounded, Capitals, Count, Evidence, Keyed, Ref, TableSpec};
use crate::date::Date;
use crate::id::Id;
use crate::scale::Score;
use crate::vocabulary::Vocabulary;

/// What stands in a place of the model.
#[derive(Clone, Copy)]
pub enum Seen<'a> {
    /// Nothing.
    Absent,
    /// Text or an id.
    Text(&'a str),
    /// A word of a closed list.
    Word(&'static str),
    /// True or false.
    Bool(bool),
    /// A number.
    Number(f64),
    /// A day.
    Date(Date),
    /// Several values.
    List(&'a dyn Several),
    /// Values by id.
    Keyed(&'a dyn Entries),
    /// A piece of evidence.
    Evidence(&'a Evidence),
    /// A table.
    Table(&'a dyn Fields),
}

/// A value that can be looked at.
pub trait Inspect {
    /// What it is.
    fn see(&self) -> Seen<'_>;
}

/// Several values.
pub trait Several {
    /// How many.
    fn count(&self) -> usize;
    /// The value at a position.
    fn at(&self, n: usize) -> Seen<'_>;
}

/// Values by id.
pub trait Entries {
    /// All ids, in the author's order.
    fn ids(&self) -> Vec<&str>;
    /// The value with this id.
    fn entry(&self, id: &str) -> Seen<'_>;
}

/// A table with named fields.
pub trait Fields {
    /// What the table is.
    fn spec(&self) -> &'static TableSpec;
    /// The value of a field; absent also when there is no such field.
    fn field(&self, key: &str) -> Seen<'_>;
}

impl<'a> Seen<'a> {
    /// Whether there is anything.
    pub fn is_absent(&self) -> bool {
        match self {
            Seen::Absent => true,
            Seen::List(list) => list.count() == 0,
            Seen::Keyed(entries) => entries.ids().is_empty(),
            Seen::Text(_)
            | Seen::Word(_)
            | Seen::Bool(_)
            | Seen::Number(_)
            | Seen::Date(_)
            | Seen::Evidence(_)
            | Seen::Table(_) => false,
        }
    }

    /// The value one field further.
    pub fn key(&self, key: &str) -> Seen<'a> {
        match self {
            Seen::Table(table) => table.field(key),
            Seen::Keyed(entries) => entries.entry(key),
            _ => Seen::Absent,
        }
    }

    /// The value as plain text: a list is joined by commas, a table is not text.
    pub fn to_text(&self) -> Option<String> {
        match self {
            Seen::Absent | Seen::Keyed(_) | Seen::Table(_) => None,
            Seen::Text(text) => Some((*text).to_owned()),
            Seen::Evidence(evidence) => Some(evidence.as_str().to_owned()),
            Seen::Word(word) => Some((*word).to_owned()),
            Seen::Bool(b) => Some(b.to_string()),
            Seen::Number(n) => Some(n.to_string()),
            Seen::Date(date) => Some(date.to_string()),
            Seen::List(list) => {
                let texts: Vec<String> = (0..list.count()).filter_map(|n| list.at(n).to_text()).collect();
                (!texts.is_empty()).then(|| texts.join(", "))
            }
        }
    }
}

impl Tables {
    /// Every place that matches `pattern`, in which `*` stands for an id, with what stands there; absent values are
    /// left out.
    pub fn matching<'a>(&'a self, pattern: &str) -> Vec<(FieldPath, Seen<'a>)> {
        let mut places = vec![(FieldPath::root(), self.see())];
        for step in pattern.split('.') {
            let mut next = Vec::new();
            for (path, seen) in places {
                match (step, seen) {
                    ("*", Seen::Keyed(entries)) => {
                        next.extend(entries.ids().into_iter().map(|id| (path.key(id), entries.entry(id))));
                    }
                    _ => next.push((path.key(step), seen.key(step))),
                }
            }
            places = next;
        }
        places.retain(|(_, seen)| !seen.is_absent());
        places
    }

    /// Every piece of evidence that the project names, with its place.
    pub fn evidence(&self) -> Vec<(FieldPath, &Evidence)> {
        let mut found = Vec::new();
        collect_evidence(self.see(), &mut Vec::new(), &mut found);
        found
    }

    /// What stands at `path`.
    pub fn at(&self, path: &FieldPath) -> Seen<'_> {
        let mut seen = self.see();
        for step in path.steps() {
            seen = match (step, seen) {
                (Step::Key(key), _) => seen.key(key),
                (Step::Index(n), Seen::List(list)) if *n < list.count() => list.at(*n),
                (Step::Index(_), _) => Seen::Absent,
            };
        }
        seen
    }
}

/// A step on the way to a value; it becomes a path only where evidence is found.
#[derive(Clone, Copy)]
enum Way<'a> {
    Key(&'a str),
    Index(usize),
}

fn collect_evidence<'a>(seen: Seen<'a>, way: &mut Vec<Way<'a>>, found: &mut Vec<(FieldPath, &'a Evidence)>) {
    match seen {
        Seen::Table(table) => {
            for spec in table.spec().fields {
                way.push(Way::Key(spec.key));
                collect_evidence(table.field(spec.key), way, found);
                way.pop();
            }
        }
        Seen::Keyed(entries) => {
            for id in entries.ids() {
                way.push(Way::Key(id));
                collect_evidence(entries.entry(id), way, found);
                way.pop();
            }
        }
        Seen::List(list) => {
            for n in 0..list.count() {
                if let seen @ Seen::Evidence(_) = list.at(n) {
                    way.push(Way::Index(n));
                    collect_evidence(seen, way, found);
                    way.pop();
                }
            }
        }
        Seen::Evidence(evidence) => {
            let step = |way: &Way<'_>| match way {
                Way::Key(key) => Step::Key((*key).into()),
                Way::Index(n) => Step::Index(*n),
            };
            found.push((way.iter().map(step).collect(), evidence));
        }
        Seen::Absent | Seen::Text(_) | Seen::Word(_) | Seen::Bool(_) | Seen::Number(_) | Seen::Date(_) => {}
    }
}

impl<T: Inspect> Inspect for Option<T> {
    fn see(&self) -> Seen<'_> {
        self.as_ref().map_or(Seen::Absent, T::see)
    }
}
impl<T: Inspect> Inspect for Vec<T> {
    fn see(&self) -> Seen<'_> {
        Seen::List(self)
    }
}
impl<T: Inspect> Several for Vec<T> {
    fn count(&self) -> usize {
        self.len()
    }
    fn at(&self, n: usize) -> Seen<'_> {
        self.get(n).map_or(Seen::Absent, T::see)
    }
}
impl<K: AsKey, V: Inspect> Inspect for Keyed<K, V> {
    fn see(&self) -> Seen<'_> {
        Seen::Keyed(self)
    }
}
impl<K: AsKey, V: Inspect> Entries for Keyed<K, V> {
    fn ids(&self) -> Vec<&str> {
        self.keys().collect()
    }
    fn entry(&self, id: &str) -> Seen<'_> {
        self.get(id).map_or(Seen::Absent, V::see)
    }
}
impl Inspect for String {
    fn see(&self) -> Seen<'_> {
        Seen::Text(self)
    }
}
impl Inspect for Id {
    fn see(&self) -> Seen<'_> {
        Seen::Text(self.as_str())
    }
}
impl<T> Inspect for Ref<T> {
    fn see(&self) -> Seen<'_> {
        Seen::Text(self.as_str())
    }
}
impl Inspect for Evidence {
    fn see(&self) -> Seen<'_> {
        Seen::Evidence(self)
    }
}
impl<const N: usize> Inspect for Capitals<N> {
    fn see(&self) -> Seen<'_> {
        Seen::Text(self)
    }
}
impl Inspect for bool {
    fn see(&self) -> Seen<'_> {
        Seen::Bool(*self)
    }
}
impl Inspect for Date {
    fn see(&self) -> Seen<'_> {
        Seen::Date(*self)
    }
}
impl Inspect for Score {
    fn see(&self) -> Seen<'_> {
        Seen::Number(f64::from(self.get()))
    }
}
impl Inspect for Count {
    fn see(&self) -> Seen<'_> {
        Seen::Number(self.0 as f64)
    }
}
impl Inspect for Amount {
    fn see(&self) -> Seen<'_> {
        Seen::Number(self.0)
    }
}
impl<const MIN: i64, const MAX: i64> Inspect for Bounded<MIN, MAX> {
    fn see(&self) -> Seen<'_> {
        Seen::Number(self.0 as f64)
    }
}

/// A closed word, seen as its written form.
pub(crate) fn see_word<T: Vocabulary>(word: T) -> Seen<'static> {
    Seen::Word(word.as_str())
}
