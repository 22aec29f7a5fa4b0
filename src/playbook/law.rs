//! Law as dated data: risk classes, hooks for engagement, duties. Information, not legal advice; no date or article of
//! it stands in code.

use serde::Deserialize;

use super::condition::{Condition, Words};
use super::field::{Holds, Shape};
use super::record::record;
use super::text::Text;
use crate::date::Date;
use crate::lifecycle::Stage;
use crate::scale::ParticipationLevel;
use crate::vocabulary;

record! {
    /// A risk class of the AI Act; the list itself is [`crate::scale::RiskClass`].
    RiskClasses titled title
    pub struct RiskClassRecord {
        /// What people call it.
        "title" title: Text,
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
        #[serde(default)] "ref" reference: Text,
        /// What people call it.
        "title" title: Text,
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
        /// When it applies, as far as facts can tell; always, if empty.
        #[serde(default)] "applies-when" applies_when: Condition,
        /// What no fact can tell: a part of the condition that people judge.
        #[serde(default)] "undecided" undecided: Option<Text>,
        /// Ways to meet it, each enough alone.
        #[serde(default)] "met-by" met_by: Vec<Way>,
        /// The duties that it consists of; then it stands where they stand.
        #[serde(default)] "duties" duties: Vec<Text>,
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

/// One way to meet a duty or hook; everything that it names must hold.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Way {
    /// An assessment of this kind is finished, with its document.
    #[serde(default)]
    pub assessment: Option<Text>,
    /// In it, the views of the people concerned were sought, or it says why not.
    #[serde(default)]
    pub views: bool,
    /// This record of what the public can find was published.
    #[serde(default)]
    pub transparency: Option<Text>,
    /// A clause is about one of these.
    #[serde(default)]
    pub clause: Option<Words>,
    /// A requirement or clause comes from the duty itself: the supplier is bound to it.
    #[serde(default)]
    pub demanded: bool,
    /// An activity of this kind took place and earned its level.
    #[serde(default)]
    pub activity: Option<Engagement>,
    /// This checklist item is answered and shown by a document.
    #[serde(default)]
    pub item: Option<Text>,
    /// These facts hold.
    #[serde(default)]
    pub facts: Option<Condition>,
}

impl Holds for Way {
    fn shape() -> Shape {
        Shape::Text
    }
    fn list() -> Shape {
        Shape::Sample(&["- demanded: true"])
    }
}

/// Which activities meet a duty or hook.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Engagement {
    /// Actor types that it engages, each of them.
    #[serde(default)]
    pub types: Vec<Text>,
    /// Sectors, of which it engages one.
    #[serde(default)]
    pub sectors: Vec<Text>,
    /// Stages in which it takes place; any, if empty.
    #[serde(default)]
    pub stages: Vec<Stage>,
    /// The level that it earned at least.
    pub at_least: ParticipationLevel,
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
        #[serde(default)] "ref" reference: Text,
        /// What people call it.
        "title" title: Text,
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
        /// When it applies, as far as facts can tell; always, if empty.
        #[serde(default)] "applies-when" applies_when: Condition,
        /// What no fact can tell: a part of the condition that people judge.
        #[serde(default)] "undecided" undecided: Option<Text>,
        /// Ways to meet it, each enough alone.
        #[serde(default)] "met-by" met_by: Vec<Way>,
        /// Until then it is in force on paper only, tied to a deferred article.
        #[serde(default)] "effect-waits-until" effect_waits_until: Option<Date>,
        /// The same, for Annex I products.
        #[serde(default)] "effect-waits-until-annex-i" effect_waits_until_annex_i: Option<Date>,
        /// The day from which it applies to systems in use before.
        #[serde(default)] "older-systems-from" older_systems_from: Option<Date>,
        /// Whether a system in use before is caught earlier, once its design changes significantly.
        #[serde(default)] "older-systems-when-changed" older_systems_when_changed: bool,
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
