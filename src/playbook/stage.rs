//! Stages and phases: what each settles, and the question that opens it.

use super::record::record;
use super::text::Text;
use crate::lifecycle::Phase;
use crate::scale::Function;

record! {
    /// One of the fourteen stages, as content describes it; its place in the order is [`crate::lifecycle::Stage`].
    Stages titled title
    pub struct StageRecord {
        /// Reference number of the founding list, such as P1.
        #[serde(default)] "ref" reference: Text,
        /// The phase it belongs to.
        "phase" phase: Phase,
        /// What people call it.
        "title" title: Text,
        /// The democratic functions that prevail in it.
        #[serde(default)] "functions" functions: Vec<Function>,
        /// The OCDS stage, for Delivery stages.
        #[serde(default)] "ocds" ocds: Option<Text>,
    }
    /// The long texts of a stage.
    pub struct StageText {
        /// What the stage settles and why then.
        "purpose" purpose: String,
        /// The question that opens it: what did we agree before, what changed.
        "carry-over" carry_over: String,
        /// When it is done.
        "done-when" done_when: String,
    }
}

record! {
    /// One of the three phases.
    Phases titled title
    pub struct PhaseRecord {
        /// What people call it.
        "title" title: Text,
        /// The question it answers.
        "question" question: Text,
    }
    /// The long texts of a phase.
    pub struct PhaseText {
        /// The public test of the phase, as a question.
        "test" test: String,
    }
}
