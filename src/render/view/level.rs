//! Declared, earned and attainable level, of one activity or of a stakeholder at a stage.

use schemars::JsonSchema;
use serde::Serialize;

use super::words::Lens;
use super::{Named, Reason};
use crate::date::Date;
use crate::join::level::Level;

/// What was promised, what was kept, and what still can be.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct LevelView {
    /// The level that is promised.
    pub declared: Option<Named>,
    /// The highest level whose evidence is complete, at most the declared one.
    pub earned: Option<Named>,
    /// The highest level that can still be reached, at most the declared one.
    pub attainable: Option<Named>,
    /// The first day on which something needed for the attainable level falls due.
    pub until: Option<Date>,
    /// The declared level is earned.
    pub kept: bool,
    /// More than what is earned can still be reached.
    pub open: bool,
    /// The declared level can no longer be reached.
    pub broken: bool,
    /// It opened after the decision that it serves.
    pub after_decision: bool,
    /// Why.
    pub because: Vec<Reason>,
}

impl Lens<'_> {
    /// The level of several activities taken together: the highest of each.
    pub(super) fn level_of(&self, levels: &[&Level<'_>]) -> LevelView {
        let declared = levels.iter().filter_map(|l| l.declared).max();
        let earned = levels.iter().filter_map(|l| l.earned).max();
        let attainable = levels.iter().filter_map(|l| l.attainable).max();
        let open = attainable > earned;
        let until = levels.iter().filter(|l| l.attainable == attainable).filter_map(|l| l.until).min();
        LevelView {
            declared: declared.map(|l| self.word(l)),
            earned: earned.map(|l| self.word(l)),
            attainable: attainable.map(|l| self.word(l)),
            until: until.filter(|_| open),
            kept: declared.is_some() && earned == declared,
            open,
            broken: declared.is_some() && attainable < declared,
            after_decision: !levels.is_empty() && levels.iter().all(|l| l.after_decision),
            because: self.reasons(&levels.iter().flat_map(|l| l.because()).collect::<Vec<_>>()),
        }
    }
}
