//! Checklist items: what a stage asks, and when.

use super::condition::Condition;
use super::record::record;
use super::text::Text;
use crate::scale::Role;

record! {
    /// One question of the checklist of a stage.
    Items titled question placed stage
    pub struct Item {
        /// Reference number of the founding list, such as P1-06.
        #[serde(default)] "ref" reference: Text,
        /// The stage; taken from the file it lies in.
        #[serde(default = "first_stage")] "stage" stage: crate::lifecycle::Stage,
        /// The question.
        "question" question: Text,
        /// Whether the answer must be shown by a document.
        "evidence-needed" evidence_needed: bool,
        /// Who answers.
        "roles" roles: Vec<Role>,
        /// Actor types to engage on it.
        #[serde(default)] "engage" engage: Vec<Text>,
        /// Whether it blocks the end of its stage.
        #[serde(default)] "gate" gate: bool,
        /// When it does so; always, if empty.
        #[serde(default)] "gate-when" gate_when: Condition,
        /// When it is asked; always, if empty.
        #[serde(default)] "applies-when" applies_when: Condition,
        /// The item of the built-in list that it follows (organisation folders only).
        #[serde(default)] "after" after: Option<Text>,
    }
    /// The long texts of an item.
    pub struct ItemText {
        /// What goes wrong without it.
        "why" why: String,
        /// What a good answer holds.
        "good" good: String,
        /// What proves it.
        "evidence" evidence: String,
        /// Why those to whom it does not apply may leave it out.
        #[serde(default)] "left-out" left_out: Option<String>,
        /// Law and guidance.
        #[serde(default)] "references" references: Vec<String>,
    }
}

fn first_stage() -> crate::lifecycle::Stage {
    crate::lifecycle::Stage::MandateAndMission
}
