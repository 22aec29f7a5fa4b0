//! Facts of a project as people are asked for them: the words of each question, and what must be known before it.

use std::fmt;
use std::ops::Deref;

use serde::Deserialize;

use super::condition::Condition;
use super::field::{Holds, Shape};
use super::record::record;
use super::text::Text;
use crate::lifecycle::Stage;
use crate::vocabulary;

vocabulary! {
    /// A part of the conversation about facts.
    "a part of the facts"
    pub enum FactPart {
        /// What it is, whose it is, how it comes in.
        System = "system",
        /// What the class under the AI Act depends on.
        Class = "class",
        /// What duties to let people know depend on.
        Telling = "telling",
        /// Whom it meets, and whose data it uses.
        People = "people",
        /// How far others come to depend on it.
        Dependence = "dependence",
        /// What it is for.
        Mission = "mission",
        /// The days that order everything.
        Days = "days",
    }
}

/// A place in the project file, for example `system.ai`.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(transparent)]
pub struct Place(Text);

impl Deref for Place {
    type Target = str;
    fn deref(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self)
    }
}

impl Holds for Place {
    fn shape() -> Shape {
        Shape::Like("project.language")
    }
}

record! {
    /// A fact of a project, as it is asked for.
    Facts titled question
    pub struct FactQuestion {
        /// The place in the project file that holds it; what can be chosen follows from there.
        "field" field: Place,
        /// The part of the conversation.
        "part" part: FactPart,
        /// The question.
        "question" question: Text,
        /// The stage from which it is asked for; from the first, if empty.
        #[serde(default)] "since" since: Option<Stage>,
        /// What must be known to hold before it is asked for.
        #[serde(default)] "asked-when" asked_when: Condition,
        /// What makes it pointless, once any of it is known to hold.
        #[serde(default)] "unless" unless: Condition,
        /// The place that must hold something before this one can.
        #[serde(default)] "needs" needs: Option<Place>,
    }
    /// The long texts of a fact.
    pub struct FactText {
        /// What depends on it.
        "why" why: String,
        /// How to find the answer, or how to write it.
        #[serde(default)] "how" how: Option<String>,
        /// Articles.
        #[serde(default)] "references" references: Vec<String>,
    }
}
