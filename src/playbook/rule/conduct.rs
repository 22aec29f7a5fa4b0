//! Parameters of the kinds that judge how engagement is carried out: who comes, who takes how much room, when, in
//! which ways, and whether an activity is what its mechanism promises.

use serde::Deserialize;

use super::{Group, Selector};

/// Parameters of `share-at-most`.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct ShareAtMost {
    /// What share.
    pub of: Share,
    /// Which stakeholders are judged, where the share is a party's; all, if empty.
    #[serde(default, rename = "where")]
    pub selector: Selector,
    /// At most so many per cent.
    pub at_most_percent: f64,
    /// Judged only among at least so many: parties, or activities.
    #[serde(default)]
    pub among: usize,
}

/// A share that `share-at-most` computes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Share {
    /// Activities that lie in one phase, of all activities.
    ActivitiesInOnePhase,
    /// Seats that one party holds, of all seats on a body.
    SeatsOfOneParty,
    /// Person-hours that one party gave, of all person-hours in the sessions held.
    HoursOfOneParty,
    /// Hours of contact with suppliers before tender design, against those with the public and workers. Where both
    /// take part in one activity, its hours count for both.
    HoursWithSuppliers,
}

/// Parameters of `avoids-period`: the periods are the playbook's holidays.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct AvoidsPeriod {
    /// The things looked at.
    pub each: Group,
    /// Which of them.
    #[serde(default, rename = "where")]
    pub selector: Selector,
    /// The first day of the window, a field of the thing.
    pub from: String,
    /// The last day of the window, a field of the thing.
    pub to: String,
    /// At most so many per cent of the window's days may lie in a period.
    pub at_most_percent: f64,
}

/// Parameters of `helped-online`.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct HelpedOnline {
    /// Which activities.
    #[serde(default, rename = "where")]
    pub selector: Selector,
}

/// Parameters of `languages`.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Languages {
    /// The stakeholders whose languages must be offered.
    #[serde(default, rename = "where")]
    pub selector: Selector,
}

/// Parameters of `mechanism-fits`.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct MechanismFits {
    /// Which of the mechanism's minimums are looked at.
    pub needs: Vec<Need>,
}

/// A minimum of a mechanism that `mechanism-fits` looks at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Need {
    /// Members.
    Members,
    /// Hours that each member gives.
    Hours,
    /// At most so many participants for one facilitator.
    ParticipantsPerFacilitator,
    /// Members are drawn by lot.
    RandomSelection,
    /// Members get information, or somebody checks that it is balanced.
    BalancedInformation,
}

/// Parameters of `pathway`.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Pathway {
    /// The activities from which a path must lead to a body or activity with decision rights.
    #[serde(default, rename = "where")]
    pub selector: Selector,
}

/// Parameters of `came`.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Came {
    /// Which activities.
    #[serde(default, rename = "where")]
    pub selector: Selector,
}
