//! Law as dated data: risk classes, hooks for engagement, duties. Information, not legal advice; no date or article of
//! it stands in code.

use super::record::record;
use crate::date::Date;
use crate::lifecycle::Stage;
use crate::vocabulary;

record! {
    /// A risk class of the AI Act; the list itself is [`crate::scale::RiskClass`].
    RiskClasses titled title
    pub struct RiskClassRecord {
        /// What people call it.
        "title" title: String,
    }
    /// The long texts of a risk class.
    pub struct RiskClassText {
        /// What it is.
        "what" what: String,
        /// How it is told.
        "how" how: String,
        /// Articles.
        #[serde(default)] "references" references: Vec<String>,
    }
}

vocabulary! {
    /// How strongly a hook binds.
    "a strength"
    pub enum Strength {
        /// By law.
        Binding = "binding",
        /// By treaty, on States.
        Treaty = "treaty",
        /// It earns points.
        Scored = "scored",
        /// Recommended.
        Recommended = "recommended",
        /// Encouraged.
        Encouraged = "encouraged",
        /// Voluntary.
        Voluntary = "voluntary",
        /// Allowed.
        Permitted = "permitted",
        /// It depends on the country.
        Depends = "depends",
    }
}

record! {
    /// A legal hook for engagement.
    Hooks titled title
    pub struct HookEntry {
        /// Number in the founding list, such as HK-3.
        #[serde(default)] "ref" reference: String,
        /// What people call it.
        "title" title: String,
        /// How strongly it binds.
        "strength" strength: Strength,
        /// Whether meeting it counts as participation; duties to inform do not.
        "participation" participation: bool,
        /// The stages at which it matters.
        #[serde(default)] "stages" stages: Vec<Stage>,
        /// The day on which this was looked up.
        "as-of" as_of: Date,
        /// The day from which it applies, where one is known.
        #[serde(default)] "applies-from" applies_from: Option<Date>,
        /// Whether it was recalled and not read.
        #[serde(default)] "unverified" unverified: bool,
    }
    /// The long texts of a hook.
    pub struct HookText {
        /// Who must be reached.
        "who" who: String,
        /// What it asks.
        "text" text: String,
        /// Articles.
        #[serde(default)] "references" references: Vec<String>,
    }
}

vocabulary! {
    /// On whom a duty lies.
    "a bearer of a duty"
    pub enum Bearer {
        /// The provider.
        Provider = "provider",
        /// The deployer.
        Deployer = "deployer",
        /// Both.
        Both = "both",
    }
}

record! {
    /// A duty with its date.
    Duties titled title
    pub struct Duty {
        /// Code in the founding list, such as AIA-27.
        #[serde(default)] "ref" reference: String,
        /// What people call it.
        "title" title: String,
        /// On whom it lies.
        "on" on: Bearer,
        /// The stages at which it matters.
        #[serde(default)] "stages" stages: Vec<Stage>,
        /// The day on which this was looked up.
        "as-of" as_of: Date,
        /// The day from which it applies; for high-risk duties, to Annex III systems.
        #[serde(default)] "applies-from" applies_from: Option<Date>,
        /// The day from which it applies to Annex I products.
        #[serde(default)] "applies-from-annex-i" applies_from_annex_i: Option<Date>,
    }
    /// The long texts of a duty.
    pub struct DutyText {
        /// What it asks.
        "text" text: String,
        /// For whom and when, in words.
        "condition" condition: String,
        /// What to ask for as evidence.
        #[serde(default)] "evidence" evidence: Option<String>,
        /// Articles.
        #[serde(default)] "references" references: Vec<String>,
        /// What is worth knowing.
        #[serde(default)] "note" note: Option<String>,
    }
}
