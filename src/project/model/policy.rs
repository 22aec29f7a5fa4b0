//! How strictly a plan is judged: policy, and the files that lay it down from elsewhere.

use super::{Rule, Waiver};
use crate::date::Date;
use crate::id::Id;
use crate::lifecycle::Stage;
use crate::project::read::{Bounded, Keyed, Ref, WordKey};
use crate::scale::{RiskClass, Severity};
use crate::{table, vocabulary};

vocabulary! {
    /// How strictly a plan is judged.
    "a profile"
    pub enum Profile {
        /// As the playbook says.
        Regular = "regular",
        /// Notes count as warnings, warnings as errors.
        Strict = "strict",
        /// What cannot be told weighs as much as a fault.
        Auditor = "auditor",
    }
}

table! {
    /// How strictly this plan is judged.
    "the policy"
    pub struct Policy {
        /// Severities that differ from the playbook's, by rule.
        "severities" Internal severities: Keyed<Ref<Rule>, Severity>,
        /// The profile.
        "profile" Internal profile: Option<Profile>,
        /// The severity from which `check` fails.
        "fail-on" Internal fail_on: Option<Severity>,
        /// What differs while the project is in a stage.
        "stages" Internal stages: Keyed<WordKey<Stage>, PolicyPart>,
        /// What differs for a risk class; it goes before what differs for a stage.
        "risk-classes" Internal risk_classes: Keyed<WordKey<RiskClass>, PolicyPart>,
        /// In a policy that is read from elsewhere: whether the waivers of the plan itself hold; false if left out.
        "own-waivers" Internal own_waivers: Option<bool>,
    }
}

table! {
    /// What differs in one stage or for one risk class.
    "a part of the policy"
    pub struct PolicyPart {
        /// Severities that differ, by rule.
        "severities" Internal severities: Keyed<Ref<Rule>, Severity>,
        /// The profile.
        "profile" Internal profile: Option<Profile>,
        /// The severity from which `check` fails.
        "fail-on" Internal fail_on: Option<Severity>,
    }
}

table! {
    /// A policy in a file of its own, as `check --policy` takes it. A project file serves as well: then these tables of
    /// it count, and its other tables do not.
    "a policy file"
    pub struct PolicyFile {
        /// The version of this file format; always 1.
        "format" Public format: Bounded<1, 1>,
        /// The organisation's playbook folder, relative to this file.
        "playbook" Public playbook: Option<String>,
        /// How strictly plans are judged.
        "policy" Internal policy: Option<Policy>,
        /// The waivers that hold, by the id that they have in the plan.
        "waivers" Public waivers: Keyed<Id, Waiver>,
    }
}

table! {
    /// Findings that were there when a baseline was written, as `check --baseline` takes them.
    "a baseline"
    pub struct Baseline {
        /// The version of this file format; always 1.
        "format" Public format: Bounded<1, 1>,
        /// Each time that findings were taken in.
        "taken" Public taken: Keyed<Id, BaselineTaken>,
        /// The findings, by their fingerprint.
        "findings" Public findings: Keyed<Id, BaselineFinding>,
    }
}

table! {
    /// One time that findings were taken into a baseline.
    "a note of what was taken in"
    pub struct BaselineTaken {
        /// The day.
        "on" Public on: Date,
        /// Who decided: a role, not a person.
        "by" Public by: String,
        /// Why.
        "reason" Public reason: String,
        /// How many findings were taken in.
        "findings" Public findings: crate::project::read::Count,
    }
}

table! {
    /// A finding of a baseline.
    "a finding of a baseline"
    pub struct BaselineFinding {
        /// The project file, relative to the baseline, with forward slashes.
        "file" Public file: String,
        /// The rule.
        "rule" Public rule: Ref<Rule>,
        /// The place in the file.
        "subject" Public subject: String,
    }
}
