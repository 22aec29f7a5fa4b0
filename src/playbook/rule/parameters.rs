//! Parameters of rules on who is heard, what comes before an event, and who is independent of whom.

use serde::Deserialize;

use super::{Group, Selector};
use crate::lifecycle::Stage;
use crate::scale::{ParticipationLevel, Role, Sector};

/// Parameters of `own-voice`.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct OwnVoice {
    /// Which stakeholders.
    #[serde(rename = "where")]
    pub selector: Selector,
    /// Those among them who cannot speak for themselves.
    #[serde(default)]
    pub unless: Option<Selector>,
}

/// Parameters of `not-only`.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct NotOnly {
    /// The sectors that must not be alone.
    pub sectors: Vec<Sector>,
    /// Sectors whose presence does not count, for they are on the buyer's side.
    #[serde(default)]
    pub beside: Vec<Sector>,
    /// The stage before which somebody else must be heard.
    pub before: Stage,
    /// The level from which somebody is heard.
    pub at_least: ParticipationLevel,
}

/// Parameters of `takes-part`.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct TakesPart {
    /// Which stakeholders; one of them is enough.
    #[serde(rename = "where")]
    pub selector: Selector,
    /// The level that it must be promised and still be able to get.
    pub at_least: ParticipationLevel,
}

/// Parameters of `term-limit`.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct TermLimit {
    /// How long a seat on a standing body may be held without a break.
    pub at_most_years: i64,
}

/// Parameters of `stages-kept`.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct StagesKept {
    /// The stages.
    pub stages: Vec<Stage>,
    /// A day from which all of them are due, whatever the stage of the project.
    pub by: String,
}

/// Parameters of `requires-before`.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct RequiresBefore {
    /// The day of the event.
    pub event: String,
    /// The stage from which that day itself is asked for.
    pub asked_from: Stage,
    /// Places that must be filled, each with its day.
    #[serde(default)]
    pub fields: Vec<String>,
    /// At least one thing of this group.
    #[serde(default)]
    pub each: Option<Group>,
    /// Which of them.
    #[serde(default, rename = "where")]
    pub selector: Selector,
    /// The field of a place or thing that holds its day.
    pub day: String,
    /// A field of a place that excuses it when filled.
    #[serde(default)]
    pub unless: Option<String>,
}

/// Parameters of `names`.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Names {
    /// The things looked at.
    pub each: Group,
    /// The field that says what a thing is about.
    pub field: String,
    /// Each of these words must occur in one of them.
    pub all_of: Vec<String>,
}

/// Parameters of `independent`.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Independent {
    /// The role.
    pub role: Role,
    /// Roles that its holder must not have as well.
    pub not_also: Vec<Role>,
    /// Actor types that must not hold it.
    #[serde(default)]
    pub not_of_type: Vec<String>,
    /// The stage from which the role itself is asked for.
    pub asked_from: Stage,
}

/// Parameters of `raised-floor`.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct RaisedFloor {
    /// Which stakeholders.
    #[serde(rename = "where")]
    pub selector: Selector,
    /// The stages at which the level is raised.
    pub stages: Vec<Stage>,
    /// The level that each must be promised there and still be able to get.
    pub at_least: ParticipationLevel,
}
