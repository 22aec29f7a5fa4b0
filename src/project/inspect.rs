//! Looking at a project by the names of its fields.
//!
//! Selectors, requirements of rules and canvas blocks name fields as content does (`options.*.gains`); this module
//! finds what the model holds there. It reads only.

use std::borrow::Cow;

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
    /// Whether evidence can be in it.
    const HOLDS_EVIDENCE: bool = false;
    /// What it is.
    fn see(&self) -> Seen<'_>;
    /// Gathers the evidence in it.
    fn gather<'a>(&'a self, _: &mut Gathered<'a, '_>) {}
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
    /// How many.
    fn count(&self) -> usize;
    /// The id and the value at a position, in the author's order.
    fn at(&self, n: usize) -> Option<(&str, Seen<'_>)>;
    /// The value with this id.
    fn entry(&self, id: &str) -> Seen<'_>;
}

impl dyn Entries + '_ {
    /// All ids with their values, in the author's order.
    pub fn each(&self) -> impl Iterator<Item = (&str, Seen<'_>)> {
        (0..self.count()).filter_map(|n| self.at(n))
    }
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
            Seen::Keyed(entries) => entries.count() == 0,
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

    /// A text or an id.
    pub fn text(&self) -> Option<&'a str> {
        match *self {
            Seen::Text(text) => Some(text),
            _ => None,
        }
    }

    /// A single value as plain text; lists and tables are none.
    pub fn word(&self) -> Option<Cow<'a, str>> {
        match *self {
            Seen::Absent | Seen::Keyed(_) | Seen::Table(_) | Seen::List(_) => None,
            Seen::Text(text) => Some(text.into()),
            Seen::Evidence(evidence) => Some(evidence.as_str().into()),
            Seen::Word(word) => Some(word.into()),
            Seen::Bool(yes) => Some(if yes { "true" } else { "false" }.into()),
            Seen::Number(n) => Some(n.to_string().into()),
            Seen::Date(date) => Some(date.to_string().into()),
        }
    }

    /// The value as plain text: a list is joined by commas, a table is not text.
    pub fn to_text(&self) -> Option<String> {
        match self {
            Seen::List(list) => {
                let texts: Vec<String> = (0..list.count()).filter_map(|n| list.at(n).to_text()).collect();
                (!texts.is_empty()).then(|| texts.join(", "))
            }
            single => single.word().map(Cow::into_owned),
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
                        next.extend(entries.each().map(|(id, seen)| (path.key(id), seen)));
                    }
                    _ => next.push((path.key(step), seen.key(step))),
                }
            }
            places = next;
        }
        places.retain(|(_, seen)| !seen.is_absent());
        places
    }

    /// Hands on every piece of evidence that the project names, with the way to it.
    pub fn each_evidence<'a>(&'a self, mut found: impl FnMut(&[Step<'a>], &'a Evidence)) {
        self.gather(&mut Gathered { way: Vec::new(), found: &mut found });
    }

    /// What stands at `path`.
    pub fn at(&self, path: &FieldPath) -> Seen<'_> {
        let mut seen = self.see();
        for step in path.steps() {
            seen = match (step, seen) {
                (Step::Key(key), _) => seen.key(key),
                (Step::Index(n), Seen::List(list)) if n < list.count() => list.at(n),
                (Step::Index(_), _) => Seen::Absent,
            };
        }
        seen
    }
}

/// Evidence on the way through a project. A way is not yet a path: most evidence is there, and nothing is said of it.
pub struct Gathered<'a, 'f> {
    way: Vec<Step<'a>>,
    found: &'f mut dyn FnMut(&[Step<'a>], &'a Evidence),
}

impl<'a> Gathered<'a, '_> {
    /// Gathers what a value one step further names.
    pub fn within<T: Inspect>(&mut self, step: Step<'a>, value: &'a T) {
        if T::HOLDS_EVIDENCE {
            self.way.push(step);
            value.gather(self);
            self.way.pop();
        }
    }
}

impl<T: Inspect> Inspect for Option<T> {
    const HOLDS_EVIDENCE: bool = T::HOLDS_EVIDENCE;
    fn see(&self) -> Seen<'_> {
        self.as_ref().map_or(Seen::Absent, T::see)
    }
    fn gather<'a>(&'a self, gathered: &mut Gathered<'a, '_>) {
        if let Some(value) = self {
            value.gather(gathered);
        }
    }
}
impl<T: Inspect> Inspect for Vec<T> {
    const HOLDS_EVIDENCE: bool = T::HOLDS_EVIDENCE;
    fn see(&self) -> Seen<'_> {
        Seen::List(self)
    }
    fn gather<'a>(&'a self, gathered: &mut Gathered<'a, '_>) {
        for (n, value) in self.iter().enumerate() {
            gathered.within(Step::Index(n), value);
        }
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
    const HOLDS_EVIDENCE: bool = V::HOLDS_EVIDENCE;
    fn see(&self) -> Seen<'_> {
        Seen::Keyed(self)
    }
    fn gather<'a>(&'a self, gathered: &mut Gathered<'a, '_>) {
        for (id, value) in self.iter() {
            gathered.within(Step::Key(id), value);
        }
    }
}
impl<K: AsKey, V: Inspect> Entries for Keyed<K, V> {
    fn count(&self) -> usize {
        self.len()
    }
    fn at(&self, n: usize) -> Option<(&str, Seen<'_>)> {
        self.entry_at(n).map(|(key, value)| (key, value.see()))
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
    const HOLDS_EVIDENCE: bool = true;
    fn see(&self) -> Seen<'_> {
        Seen::Evidence(self)
    }
    fn gather<'a>(&'a self, gathered: &mut Gathered<'a, '_>) {
        (gathered.found)(&gathered.way, self);
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
