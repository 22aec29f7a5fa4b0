//! How ready the authority is: the six levers of New Public Governance, the weakest of them, and the cap that they
//! put on promises.
//!
//! A lever's mean runs over the statements of the playbook, each from 0 (absent) to 4 (evaluated and improved); while
//! statements are not rated it is an interval. Methods: `lever-readiness`, `promise-cap`.

use super::Joined;
use super::explained::{Because, Explained, Known};
use crate::project::FieldPath;
use crate::scale::ParticipationLevel;

/// A mean of which not all parts are known: it lies between the two.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Between {
    /// If every part that is not rated is absent.
    pub from: f64,
    /// If every part that is not rated is at its best.
    pub to: f64,
}

impl Between {
    /// The mean, when all parts are rated.
    pub fn exact(self) -> Option<f64> {
        (self.from == self.to).then_some(self.from)
    }
}

/// One lever in this authority.
#[derive(Clone, Debug)]
pub struct Lever<'a> {
    /// Its id in the playbook.
    pub id: &'a str,
    /// What people call it.
    pub title: &'a str,
    /// Whether a low mean caps promises.
    pub caps_promises: bool,
    /// The mean of its statements, from 0 to 4.
    pub mean: Explained<Between>,
    /// Where ratings are missing: the statements, or the lever when none is rated.
    pub missing: Vec<FieldPath>,
}

/// The readiness of the authority.
#[derive(Clone, Debug)]
pub struct Readiness<'a> {
    /// The six levers, in the order of the playbook.
    pub levers: Vec<Lever<'a>>,
    /// The least of all means: one missing lever sinks the rest.
    pub overall: Explained<Between>,
    /// The weakest lever, once the ratings leave only one.
    pub weakest: Option<&'a str>,
    /// Whether promises are capped.
    pub capped: Explained<Known<bool>>,
    /// The highest level that may be promised where they are.
    pub most: ParticipationLevel,
    /// Means under this cap promises.
    below: f64,
}

impl<'a> Readiness<'a> {
    /// The levers that cap promises, whatever is not rated yet.
    pub fn capping(&self) -> impl Iterator<Item = &Lever<'a>> {
        self.levers.iter().filter(|l| l.caps_promises && l.mean.value.to < self.below)
    }
}

/// The best rating of a statement.
const BEST: f64 = 4.0;

impl<'a> Joined<'a> {
    /// How ready the authority is.
    pub fn readiness(&self) -> Readiness<'a> {
        let thresholds = &self.playbook.about().thresholds;
        let below = thresholds.promise_cap_below;
        let levers: Vec<Lever<'a>> = self.playbook.levers().iter().map(|record| self.lever(record)).collect();
        let least = |of: fn(Between) -> f64| levers.iter().map(|l| of(l.mean.value)).fold(BEST, f64::min);
        let overall = Between { from: least(|b| b.from), to: least(|b| b.to) };
        let certain = |l: &&Lever<'_>| {
            let others = levers.iter().filter(|other| other.id != l.id);
            others.map(|other| other.mean.value.from).all(|from| l.mean.value.to < from)
        };
        let weakest = levers.iter().find(certain).map(|l| l.id);
        let caps = || levers.iter().filter(|l| l.caps_promises);
        let unsure: Vec<FieldPath> =
            caps().filter(|l| l.mean.value.from < below).flat_map(|l| l.missing.clone()).collect();
        let capped = if caps().any(|l| l.mean.value.to < below) {
            Known::Yes(true)
        } else if unsure.is_empty() {
            Known::Yes(false)
        } else {
            Known::Missing(unsure)
        };
        let facts = |all: bool| -> Vec<FieldPath> {
            let meant = levers.iter().filter(|l| all || l.caps_promises);
            meant.flat_map(|l| l.mean.because.iter().flat_map(|b| b.facts.clone())).collect()
        };
        Readiness {
            overall: Explained::new(overall, "lever-readiness", facts(true)),
            weakest,
            capped: Explained { value: capped, because: vec![Because::new("promise-cap", facts(false))] },
            most: thresholds.promise_cap_level,
            below,
            levers,
        }
    }

    fn lever(&self, record: &'a crate::playbook::Lever) -> Lever<'a> {
        let at = FieldPath::of(["readiness", &record.id]);
        let rated = self.project.readiness.get(&record.id);
        let rating = |id: &str| rated.and_then(|statements| statements.get(id)).map(|rating| rating.0 as f64);
        let count = record.statements.len().max(1) as f64;
        let known: f64 = record.statements.iter().filter_map(|s| rating(&s.id)).sum();
        let (given, open): (Vec<_>, Vec<_>) = record.statements.iter().partition(|s| rating(&s.id).is_some());
        let mean = Between { from: known / count, to: (known + BEST * open.len() as f64) / count };
        let missing = match (given.is_empty(), open.is_empty()) {
            (_, true) => Vec::new(),
            (true, false) => vec![at.clone()],
            (false, false) => open.iter().map(|s| at.key(&s.id)).collect(),
        };
        Lever {
            id: &record.id,
            title: &record.title,
            caps_promises: record.caps_promises,
            mean: Explained::new(mean, "lever-readiness", given.iter().map(|s| at.key(&s.id)).collect()),
            missing,
        }
    }
}
