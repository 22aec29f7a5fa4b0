//! Which waivers cover which place on a day.

use super::Joined;
use crate::project::FieldPath;
use crate::project::model::Waiver;
use crate::text::{is_role, same_role};

/// The rule that tells of shut gates. A waiver names a rule by its id, and what a waiver of this one opens is a fact
/// of progress, known before any rule is judged.
pub const GATE_SHUT: &str = "gate-shut";

/// The rule that tells of items without an answer; the same holds for it.
pub const REQUIRED_ITEM_OPEN: &str = "required-item-open";

impl<'a> Joined<'a> {
    /// Every waiver of `rule` that covers `subject`, valid or not.
    pub fn waivers_for(&self, rule: &str, subject: &FieldPath) -> impl Iterator<Item = (&'a str, &'a Waiver)> {
        self.project.waivers.iter().filter(move |(_, w)| w.rule.as_str() == rule && covers(w, subject))
    }

    /// The waiver of `rule` that covers `subject` today, if there is one that counts.
    ///
    /// A gate is waived only when someone other than who waives, and than who answered it, has approved.
    pub fn waived(&self, rule: &str, subject: &FieldPath) -> Option<(&'a str, &'a Waiver)> {
        self.waivers_for(rule, subject)
            .find(|(_, w)| w.until >= self.today && (rule != GATE_SHUT || self.approved(w, subject)))
    }

    /// Whether someone has approved the waiver of a gate who neither waives it nor answered it.
    pub fn approved(&self, waiver: &Waiver, gate: &FieldPath) -> bool {
        self.approves(waiver.approved_by.as_deref(), &waiver.by, gate)
    }

    /// Whether `approver` may approve that `by` waives the gate.
    pub fn approves(&self, approver: Option<&str>, by: &str, gate: &FieldPath) -> bool {
        let answered = self.project.at(&gate.key("by")).to_text();
        approver.is_some_and(|who| {
            is_role(who) && !same_role(who, by) && !answered.is_some_and(|answered| same_role(who, &answered))
        })
    }
}

/// Whether the waiver covers the place: it names it, or something around it, or nothing at all.
fn covers(waiver: &Waiver, subject: &FieldPath) -> bool {
    match &waiver.subject {
        None => true,
        Some(text) => text.parse::<FieldPath>().is_ok_and(|path| subject.is_within(&path)),
    }
}
