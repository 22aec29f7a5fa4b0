//! Who is affected or can affect the project: stakeholders, their scores, their relations.

use super::ActorType;
use crate::date::Date;
use crate::lifecycle::Stage;
use crate::project::read::{Ref, Referent, Refers};
use crate::scale::Score;
use crate::table;

table! {
    /// A party that is affected by the project or can affect it: an organisation or a group, not a person.
    "a stakeholder"
    pub struct Stakeholder {
        /// Name of the organisation or group.
        "name" Public name: String,
        /// Its actor type in the playbook.
        "type" Public actor_type: Ref<ActorType>,
        /// How far it can change the outcome, 1 to 5.
        "power" Public power: Option<Score>,
        /// How much it cares about the outcome, 1 to 5.
        "interest" Public interest: Option<Score>,
        /// How much the system can affect its rights, income, liberty, health or work, 1 to 5.
        "exposure" Public exposure: Option<Score>,
        /// Whether its claim is seen as rightful.
        "legitimacy" Public legitimacy: Option<bool>,
        /// Whether its claim cannot wait.
        "urgency" Public urgency: Option<bool>,
        /// Who gave these scores and when.
        "scored" Internal scored: Option<Scored>,
        /// How its voice reaches the decision.
        "route" Public route: Option<String>,
        /// The stakeholders for whom it speaks.
        "represents" Public represents: Vec<Ref<Stakeholder>>,
        /// What keeps its members from taking part.
        "barriers" Public barriers: Vec<String>,
        /// Languages in which its members are at ease.
        "languages" Public languages: Vec<String>,
        /// Whether its members must be sought offline.
        "seek-offline" Public seek_offline: Option<bool>,
        /// A declared conflict of interest.
        "conflict" Public conflict: Option<Conflict>,
        /// How it relates to others.
        "relations" Internal relations: Option<Relations>,
        /// What is worth remembering about it.
        "note" Internal note: Option<String>,
    }
}

impl Refers for Stakeholder {
    const TO: Referent = Referent::Stakeholder;
}

table! {
    /// Who gave scores and when.
    "a note of who scored"
    pub struct Scored {
        /// A role, not a person.
        "by" Internal by: String,
        /// The day.
        "on" Internal on: Option<Date>,
    }
}

table! {
    /// A conflict of interest, or the statement that there is none.
    "a declaration of interests"
    pub struct Conflict {
        /// What was declared.
        "declared" Public declared: String,
        /// The day of the declaration.
        "on" Public on: Option<Date>,
    }
}

table! {
    /// How a stakeholder relates to others.
    "a set of relations"
    pub struct Relations {
        /// Whom it trusts.
        "trusts" Internal trusts: Vec<Ref<Stakeholder>>,
        /// Whom it funds.
        "funds" Internal funds: Vec<Ref<Stakeholder>>,
        /// On whom it depends.
        "depends-on" Internal depends_on: Vec<Ref<Stakeholder>>,
    }
}

table! {
    /// Scores for one stakeholder by one scorer, where scorers differ or scores change.
    "a set of scores"
    pub struct ScoreRecord {
        /// The stakeholder that is scored.
        "stakeholder" Internal stakeholder: Ref<Stakeholder>,
        /// Who scored: a role or stakeholder.
        "by" Internal by: String,
        /// The day.
        "on" Internal on: Option<Date>,
        /// The stage at which it was scored.
        "stage" Internal stage: Option<Stage>,
        /// Why.
        "reason" Internal reason: Option<String>,
        /// Power, 1 to 5.
        "power" Internal power: Option<Score>,
        /// Interest, 1 to 5.
        "interest" Internal interest: Option<Score>,
        /// Exposure, 1 to 5.
        "exposure" Internal exposure: Option<Score>,
        /// Legitimacy.
        "legitimacy" Internal legitimacy: Option<bool>,
        /// Urgency.
        "urgency" Internal urgency: Option<bool>,
    }
}
