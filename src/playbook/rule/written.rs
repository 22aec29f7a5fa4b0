//! Parameters of the kinds that judge what a plan holds: how much of each, what is filled in, which days keep which
//! distance, which words occur, and where the way from an input to its answer breaks off.

use serde::Deserialize;

use super::{Group, Selector, Words};
use crate::lifecycle::Phase;
use crate::scale::ParticipationLevel;

/// Parameters of `covers`.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Covers {
    /// What is counted.
    pub count: Counted,
    /// In this phase only.
    #[serde(default)]
    pub phase: Option<Phase>,
    /// At least so many.
    pub at_least: usize,
}

/// What `covers` counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Counted {
    /// Activities.
    Activities,
    /// Democratic functions.
    Functions,
    /// Helices engaged in each stage that has activities.
    HelicesPerStage,
    /// Activities with a thick mechanism, in each phase that has activities.
    ThickPerPhase,
    /// Activities with a thin mechanism, or open to everybody.
    ThinOrOpen,
    /// Activities in which people do things together with the authority: promised so (*collaborate* and above), or
    /// carrying an open-government function of collaboration.
    Collaborative,
}

/// Parameters of `requires`.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Requires {
    /// The things looked at; left out, the project itself.
    #[serde(default)]
    pub each: Option<Group>,
    /// Which of them.
    #[serde(default, rename = "where")]
    pub selector: Selector,
    /// Fields that must be filled, all of them (`response.by`).
    #[serde(default)]
    pub fields: Vec<String>,
    /// Each of them must match this as well.
    #[serde(default)]
    pub must: Option<Selector>,
    /// At least one thing must match this.
    #[serde(default)]
    pub some: Option<Selector>,
}

/// Parameters of `days-between`.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct DaysBetween {
    /// The things looked at.
    pub each: Group,
    /// Which of them.
    #[serde(default, rename = "where")]
    pub selector: Selector,
    /// The first day, a field of the thing.
    pub from: String,
    /// The second day: a field of the thing, or `decision.on` for the decision it serves.
    pub to: String,
    /// At least so many days.
    #[serde(default)]
    pub at_least: Option<i64>,
    /// At most so many days.
    #[serde(default)]
    pub at_most: Option<i64>,
    /// A field that excuses it when filled.
    #[serde(default)]
    pub unless: Option<String>,
}

/// Parameters of `overdue`.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Overdue {
    /// The things looked at.
    pub each: Group,
    /// The day that was promised.
    pub due: String,
    /// What shows that it was kept.
    pub done: String,
}

/// One place that `recorded-ahead` looks at.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct RecordedAhead {
    /// The things looked at.
    pub each: Group,
    /// The day on which it was done.
    pub day: String,
    /// What shows that it is recorded as done; left out, the day itself.
    #[serde(default)]
    pub shows: Option<String>,
}

/// Parameters of `engagement-floor`.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct EngagementFloor {
    /// Which stakeholders.
    #[serde(rename = "where")]
    pub selector: Selector,
    /// The level that each must be promised and still be able to get.
    #[serde(default)]
    pub at_least: Option<ParticipationLevel>,
    /// Each must have a route.
    #[serde(default)]
    pub route: bool,
}

/// Parameters of `wording`.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Wording {
    /// The fields that are read.
    pub fields: Vec<String>,
    /// Words that must not occur, whole and whatever their case.
    pub words: Vec<String>,
}

/// Parameters of `budget-share`.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct BudgetShare {
    /// At least this share of the project's value, in per cent.
    pub at_least_percent: f64,
}

/// Parameters of `trail`.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Trail {
    /// What is found.
    pub finds: TrailFault,
}

/// What `trail` finds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum TrailFault {
    /// Inputs answered after the promised day.
    AnsweredLate,
    /// Inputs without an answer after the promised day.
    Unanswered,
    /// Inputs that a published answer leaves pending.
    PendingAfterResponse,
    /// What was heard before first use on real cases, and is answered after it.
    AnsweredAfterGoLive,
    /// Inputs received after the decision that they are to shape.
    SaidAfterDecision,
    /// Inputs taken up of which no option, requirement, criterion or clause shows it.
    AcceptedWithoutTrace,
    /// Inputs not taken up, or in part, without a reason.
    RefusedWithoutReason,
    /// Requirements that come from nothing that is recorded.
    RequirementWithoutOrigin,
    /// Award criteria that come from nothing that is recorded.
    CriterionWithoutOrigin,
    /// Clauses that come from nothing that is recorded.
    ClauseWithoutOrigin,
}

/// Parameters of `contract-outlives`.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct ContractOutlives {
    /// A clause about one of these binds the supplier to law that comes.
    pub clauses: Words,
}

/// Parameters of `exemption-undocumented`.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct ExemptionUndocumented {
    /// The duty that hands the provider's assessment over.
    pub duty: String,
}
