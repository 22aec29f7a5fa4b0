//! Mechanisms: methods of engagement, and what they need at least.

use serde::Deserialize;

use super::field::group;
use super::record::record;
use super::text::Text;
use crate::lifecycle::Stage;
use crate::scale::{CostBand, Depth, Function, Institutionalisation, ParticipationLevel};

group! {
    /// From so many to so many.
    #[derive(Clone, Copy, Debug, Default, Deserialize)]
    #[serde(deny_unknown_fields)]
    pub struct Range {
        /// At least.
        #[serde(default)] "from" from: Option<u32>,
        /// At most.
        #[serde(default)] "to" to: Option<u32>,
    }
}

group! {
    /// What a use of the mechanism must have in order to deserve its name.
    #[derive(Clone, Copy, Debug, Default, Deserialize)]
    #[serde(deny_unknown_fields)]
    pub struct Minimum {
        /// Members.
        #[serde(default)] "members" members: Option<u32>,
        /// Hours that each member gives.
        #[serde(default)] "hours" hours: Option<f64>,
        /// At most so many participants for one facilitator.
        #[serde(default)] "participants-per-facilitator" participants_per_facilitator: Option<f64>,
        /// Members are drawn by lot.
        #[serde(default)] "random-selection" random_selection: bool,
        /// Members get balanced information.
        #[serde(default)] "balanced-information" balanced_information: bool,
        /// People meet at least so often.
        #[serde(default)] "touchpoints" touchpoints: Option<u32>,
        /// There is a reasoned response.
        #[serde(default)] "response" response: bool,
        /// Days of the window for input.
        #[serde(default)] "window-days" window_days: Option<u32>,
        /// Meetings in a year.
        #[serde(default)] "meetings-per-year" meetings_per_year: Option<u32>,
        /// Minutes or reports are published.
        #[serde(default)] "published-minutes" published_minutes: bool,
    }
}

record! {
    /// A method of engagement.
    Mechanisms titled title
    pub struct Mechanism {
        /// Code in the founding list, such as `jury`.
        #[serde(default)] "ref" reference: Text,
        /// What people call it.
        "title" title: Text,
        /// Degrees of institutionalisation in which it occurs.
        "institutionalisation" institutionalisation: Vec<Institutionalisation>,
        /// Democratic functions that it serves.
        "functions" functions: Vec<Function>,
        /// Participation levels that it can carry.
        "levels" levels: Vec<ParticipationLevel>,
        /// Thin or thick.
        "depth" depth: Depth,
        /// Whether anybody may take part.
        #[serde(default)] "open-to-all" open_to_all: bool,
        /// How many people.
        #[serde(default)] "participants" participants: Range,
        /// How many people, in words.
        "size" size: Text,
        /// How long, in words.
        "duration" duration: Text,
        /// Days from start to result.
        #[serde(default)] "days" days: Range,
        /// Whether it is a permanent body or channel.
        #[serde(default)] "standing" standing: bool,
        /// Cost band.
        "cost" cost: CostBand,
        /// Stages that it suits.
        "stages" stages: Vec<Stage>,
        /// Actor types that it suits.
        "actors" actors: Vec<Text>,
        /// What it must have at least.
        #[serde(default)] "minimum" minimum: Minimum,
        /// Whether it runs mainly online.
        #[serde(default)] "online" online: bool,
        /// More formal mechanisms that it can feed.
        #[serde(default)] "leads-to" leads_to: Vec<Text>,
    }
    /// The long texts of a mechanism.
    pub struct MechanismText {
        /// What it is.
        "summary" summary: String,
        /// When to choose it, and when a lighter one will do.
        "when" when: String,
        /// What it is strong at.
        "strengths" strengths: String,
        /// How it fails.
        "fails-by" fails_by: String,
        /// How to include those whom it would leave out.
        "include-by" include_by: String,
    }
}
