//! What `playbook/playbook.yaml` says of the playbook as a whole: version and licence, the numbers that computed facts
//! rest on, and where the law of the Union applies. Every other file holds records.

use serde::Deserialize;

use crate::scale::ParticipationLevel;

/// What holds for the playbook as a whole.
#[derive(Clone, Debug, Deserialize)]
pub struct About {
    /// Version of the content.
    pub version: String,
    /// Language of the base text.
    pub language: String,
    /// Licence of the content.
    pub licence: String,
    /// Numbers that computed facts rest on.
    pub thresholds: Thresholds,
    /// Where the law of the Union applies.
    #[serde(default)]
    pub law: Territory,
}

/// Where the law of the Union applies, by the code of the country.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Territory {
    /// Members of the Union.
    pub union_members: Vec<String>,
    /// Countries where parts of it apply, and which parts was not looked up.
    pub union_in_part: Vec<String>,
}

/// Numbers that computed facts rest on; each is explained by a method of the playbook.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Thresholds {
    /// Weight of a gate in the readiness of a stage.
    pub gate_weight: u32,
    /// Weight of another item.
    pub item_weight: u32,
    /// Share of evidenced weight under which a fully answered stage is claimed, not proven.
    pub claimed_not_proven_below: f64,
    /// Infrastructure score from which the system is a shared platform.
    pub infrastructure_platform_from: u32,
    /// Infrastructure score from which it is infrastructure.
    pub infrastructure_from: u32,
    /// Months to replace it, over which a point is given.
    pub replacement_months_over: i64,
    /// Share of the contract value to replace it, over which a point is given.
    pub replacement_cost_share_over: f64,
    /// Dependent units from which a point is given.
    pub dependent_units_from: i64,
    /// Meetings that *involve* needs at least.
    pub involve_touchpoints: usize,
    /// Mean of a lever, from 0 to 4, under which it caps promises.
    pub promise_cap_below: f64,
    /// The highest level that may then be promised.
    pub promise_cap_level: ParticipationLevel,
}
