//! How a system is classified under the AI Act: the words of each step, and the practices, areas and conditions of
//! exemption listed by point.

use super::record::record;
use super::text::Text;
use crate::date::Date;
use crate::vocabulary;

record! {
    /// A step of the classification; which facts answer it is `crate::join::law`'s.
    Classification titled title
    pub struct ClassificationStep {
        /// What people call it.
        "title" title: Text,
    }
    /// The long texts of a step.
    pub struct ClassificationText {
        /// What is asked.
        "asks" asks: String,
        /// What follows from yes.
        "if-yes" if_yes: String,
        /// What follows from no.
        "if-no" if_no: String,
        /// What to do while nobody knows.
        "if-unknown" if_unknown: String,
        /// Articles.
        #[serde(default)] "references" references: Vec<String>,
    }
}

vocabulary! {
    /// A list of the AI Act.
    "a list of the AI Act"
    pub enum LawList {
        /// Practices that are forbidden.
        ProhibitedPractices = "prohibited-practices",
        /// Areas of Annex III.
        AnnexIii = "annex-iii",
        /// Conditions under which a listed use is not of high risk.
        Exemption = "exemption-6-3",
    }
}

record! {
    /// A practice, area or condition that the AI Act lists by point.
    ListedUses titled title
    pub struct ListedUse {
        /// In short; the wording of the law decides.
        "title" title: Text,
        /// In which list.
        "list" list: LawList,
        /// Its point, as `[system]` of a project file names it.
        "point" point: Text,
        /// The day from which it applies.
        #[serde(default)] "applies-from" applies_from: Option<Date>,
        /// The day on which this was looked up.
        "as-of" as_of: Date,
    }
    /// The long texts of a listed use.
    pub struct ListedUseText {
        /// Articles.
        #[serde(default)] "references" references: Vec<String>,
    }
}
