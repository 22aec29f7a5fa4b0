//! What the law asks of a project on a day: the classification step by step, and where each duty and hook stands.
//!
//! Dates, articles, conditions and ways to meet a duty are content; here they meet the facts. It is a reading of the
//! facts in the file, not legal advice, and nothing here says that a plan meets the law. Methods: `risk-class`,
//! `duties-and-hooks`.

pub mod lint;
mod met;
mod standing;
mod steps;

pub use met::Met;
pub use steps::{Answered, Asked, steps};

use super::Joined;
use crate::date::Date;
use crate::lifecycle::Stage;
use crate::playbook::condition::Fact;
use crate::playbook::{Bearer, Text};
use crate::project::FieldPath;
use crate::project::model::SystemRole;
use crate::vocabulary;

vocabulary! {
    /// Where a duty or hook stands.
    "a standing before the law"
    pub enum Standing {
        /// It is in force and nothing meets it.
        Open = "open",
        /// It cannot be told.
        CannotTell = "cannot-tell",
        /// It is in force and something meets it.
        Satisfied = "satisfied",
        /// It is in force on paper; what it does waits for deferred articles.
        OnPaper = "on-paper",
        /// It applies from a later day.
        NotYet = "not-yet",
        /// It does not apply here.
        NotApplicable = "not-applicable",
    }
}

/// Why a duty or hook does not apply.
#[derive(Clone, Debug, PartialEq)]
pub enum WhyNot {
    /// A fact has this value.
    Fact(Fact, Text),
    /// The project says so, for this reason.
    Said(FieldPath, String),
    /// None of the duties that it consists of applies.
    Parts,
}

/// A duty or hook, seen on the day.
#[derive(Clone, Debug)]
pub struct Entry {
    /// A hook for engagement; else a duty.
    pub hook: bool,
    /// Its id.
    pub id: Text,
    /// Where it stands.
    pub standing: Standing,
    /// The day from which it applies to this system, or has its effect; nothing where none is known.
    pub day: Option<Date>,
    /// The day from which it has its effect, where that waits for deferred articles.
    pub effect: Option<Date>,
    /// Why it does not apply.
    pub why_not: Option<WhyNot>,
    /// The facts that are missing to tell whether it applies; [`Law::missing`] says where they stand.
    pub missing: Vec<Fact>,
    /// What no fact tells, and nobody has settled: in the words of the content.
    pub undecided: Option<Text>,
    /// The system was in use before; whether its design has changed since is not known.
    pub older: bool,
    /// What meets it; of what does not apply nothing, see [`Entry::work`].
    pub met: Vec<Met>,
    /// What is planned or not yet shown; of what does not apply nothing.
    pub begun: Vec<Met>,
    /// It falls on the supplier, and the authority asks for it.
    pub supplier: bool,
    /// It binds by law; hooks may also only encourage.
    pub binding: bool,
    /// Meeting it counts as participation; duties to inform do not.
    pub participation: bool,
    /// The first stage at which it matters.
    pub from_stage: Option<Stage>,
    /// The project is at or past that stage.
    pub due: bool,
}

impl Entry {
    /// The facts on which it rests that it applies. They are looked up when they are shown, not for every project that
    /// is judged.
    pub fn facts(&self, joined: &Joined<'_>) -> Vec<FieldPath> {
        let parts = match joined.playbook.hooks().get(&self.id) {
            Some(hook) if self.hook && hook.duties.is_empty() => return standing::facts(joined, &hook.applies_when),
            Some(hook) if self.hook => &hook.duties,
            Some(_) | None => {
                let duty = joined.playbook.duties().get(&self.id);
                return duty.map(|duty| standing::facts(joined, &duty.applies_when)).unwrap_or_default();
            }
        };
        let mut all = Vec::new();
        if self.standing != Standing::NotApplicable {
            let same = joined.law().duties.iter().filter(|d| parts.contains(&d.id) && d.standing == self.standing);
            for fact in same.flat_map(|part| part.facts(joined)) {
                if !all.contains(&fact) {
                    all.push(fact);
                }
            }
        }
        all
    }

    /// What is done about it and what is on its way, also where it does not apply: that is looked up when it is shown,
    /// not for every project that is judged.
    pub fn work(&self, joined: &Joined<'_>) -> (Vec<Met>, Vec<Met>) {
        match self.standing {
            Standing::NotApplicable => standing::idle(joined, self),
            _ => (self.met.clone(), self.begun.clone()),
        }
    }

    /// Where an answer to it stands, or would stand, in the project file.
    pub fn at(&self) -> FieldPath {
        FieldPath::of(["hooks", &self.id])
    }
}

/// What the law asks.
#[derive(Clone, Debug)]
pub struct Law {
    /// Duties, in the order of the playbook.
    pub duties: Vec<Entry>,
    /// Hooks for engagement, in the order of the playbook.
    pub hooks: Vec<Entry>,
    /// The facts that are missing to tell the class, in whose stead they are named.
    class_missing: Vec<FieldPath>,
}

impl Law {
    /// The duty with this id.
    pub fn duty(&self, id: &str) -> Option<&Entry> {
        self.duties.iter().find(|d| d.id == id)
    }

    /// The hook with this id.
    pub fn hook(&self, id: &str) -> Option<&Entry> {
        self.hooks.iter().find(|h| h.id == id)
    }

    /// Where the facts stand that are missing to tell whether a duty or hook applies.
    pub fn missing(&self, entry: &Entry) -> Vec<FieldPath> {
        standing::behind(&self.class_missing, &entry.missing)
    }

    /// Everything that binds: duties, and the binding hooks that consist of none of them.
    pub fn binding<'l>(&'l self, joined: &'l Joined<'_>) -> impl Iterator<Item = &'l Entry> {
        let whole = |h: &&Entry| joined.playbook.hooks().get(&h.id).is_some_and(|hook| hook.duties.is_empty());
        self.duties.iter().chain(self.hooks.iter().filter(|h| h.binding).filter(whole))
    }
}

/// Works out what the law asks.
pub(super) fn law(joined: &Joined<'_>) -> Law {
    let annex_i = standing::only_annex_i(joined);
    let duties: Vec<Entry> = joined.playbook.duties().iter().map(|d| standing::duty(joined, d, annex_i)).collect();
    let hooks = joined.playbook.hooks().iter().map(|hook| standing::hook(joined, hook, &duties)).collect();
    let class_missing = joined.risk_class.value.missing().to_vec();
    Law { duties, hooks, class_missing }
}

/// On whom a duty falls here.
enum Falls {
    /// On the authority.
    Own,
    /// On the supplier; the authority asks for it.
    Supplier,
    /// On nobody here: the authority has another role.
    Nobody(SystemRole),
    /// The role is not known.
    Unknown,
}

/// On whom a duty of this bearer falls. A provider's duties are asked of the supplier unless the authority is provider.
fn falls(on: Bearer, role: Option<SystemRole>) -> Falls {
    match (on, role) {
        (Bearer::Both, _)
        | (Bearer::Provider, Some(SystemRole::Provider | SystemRole::Both))
        | (Bearer::Deployer, Some(SystemRole::Deployer | SystemRole::Both)) => Falls::Own,
        (Bearer::Provider, Some(SystemRole::Deployer) | None) => Falls::Supplier,
        (Bearer::Deployer, Some(role @ SystemRole::Provider)) => Falls::Nobody(role),
        (Bearer::Deployer, None) => Falls::Unknown,
    }
}
