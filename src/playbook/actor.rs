//! Actor types: whom to look for.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::field::group;
use super::record::record;
use super::text::Text;
use crate::lifecycle::Phase;
use crate::scale::{Score, Sector};

group! {
    /// Where to start when scoring a stakeholder of this type; to be rescored in every project.
    #[derive(Clone, Copy, Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    pub struct StartingScores {
        /// Power, 1 to 5.
        "power" power: Score,
        /// Interest, 1 to 5.
        "interest" interest: Score,
        /// Exposure, 1 to 5.
        "exposure" exposure: Score,
        /// Legitimacy.
        "legitimacy" legitimacy: bool,
        /// Urgency.
        "urgency" urgency: bool,
    }
}

record! {
    /// A category of actors in the ecosystem of public AI.
    Actors titled title
    pub struct Actor {
        /// Code in the founding list, such as `pub.affect`.
        #[serde(default)] "ref" reference: Text,
        /// What people call them.
        "title" title: Text,
        /// The sector.
        "sector" sector: Sector,
        /// What they do in each phase in which they have a function.
        "phases" phases: BTreeMap<Phase, Text>,
        /// Starting scores.
        "scores" scores: StartingScores,
    }
    /// The long texts of an actor type.
    pub struct ActorText {
        /// Why to look for them.
        "why" why: String,
        /// What moves them.
        "interests" interests: Vec<String>,
        /// How to find out who they are here.
        "find" find: String,
        /// What goes wrong in engaging them.
        "risk" risk: String,
        /// How to reach them.
        "reach" reach: String,
    }
}
