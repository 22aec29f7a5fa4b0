//! What was answered, assessed, published, agreed and waived.

use super::{Activity, Mechanism, Rule, Stakeholder};
use crate::date::Date;
use crate::project::read::{Count, Evidence, Keyed, Ref, Referent, Refers};
use crate::{table, vocabulary};

vocabulary! {
    /// The state of a checklist item, as written in the file.
    "an item state"
    pub enum ItemState {
        /// Answered in words.
        Answered = "answered",
        /// Answered, and shown by evidence.
        Evidenced = "evidenced",
        /// Does not apply here, with a reason.
        NotApplicable = "not-applicable",
        /// We do not know yet.
        Unknown = "unknown",
    }
}

table! {
    /// The answer to one checklist item.
    "an answer"
    pub struct AnswerRecord {
        /// The state of the item.
        "state" Public state: ItemState,
        /// The answer in words.
        "note" Public note: Option<String>,
        /// Why the item does not apply.
        "reason" Public reason: Option<String>,
        /// What shows that the answer holds.
        "evidence" Public evidence: Vec<Evidence>,
        /// Who answered: a role, not a person.
        "by" Internal by: Option<String>,
        /// The day of the answer.
        "on" Public on: Option<Date>,
        /// Who approved it, for gates: someone other than who answered.
        "approved" Internal approved: Option<Approval>,
    } checked by crate::project::between::answer
}

table! {
    /// An approval by someone other than who answered.
    "an approval"
    pub struct Approval {
        /// Who approved: a role, not a person.
        "by" Internal by: String,
        /// The day.
        "on" Internal on: Option<Date>,
    }
}

table! {
    /// A finding that is accepted for a time.
    "a waiver"
    pub struct Waiver {
        /// The rule that is waived.
        "rule" Public rule: Ref<Rule>,
        /// The place that it is waived for, for example activities.panel; everything within is covered.
        "subject" Public subject: Option<String>,
        /// Why.
        "reason" Public reason: String,
        /// Who waives: a role.
        "by" Public by: String,
        /// The last day on which the waiver holds.
        "until" Public until: Date,
        /// Who approved it, where a gate is waived: someone other than who waives.
        "approved-by" Public approved_by: Option<String>,
    }
}

table! {
    /// What is known of a document.
    "a document record"
    pub struct Document {
        /// The day of the document.
        "on" Internal on: Option<Date>,
        /// Minutes, report, decision, contract and so on.
        "kind" Internal kind: Option<String>,
        /// Whether it is public.
        "public" Internal public: Option<bool>,
        /// Its SHA-256 checksum.
        "sha256" Internal sha256: Option<String>,
    }
}

vocabulary! {
    /// The kind of an assessment.
    "a kind of assessment"
    pub enum AssessmentKind {
        /// Fundamental rights impact assessment (AI Act, Art. 27).
        Fria = "fria",
        /// Data protection impact assessment (GDPR, Art. 35).
        Dpia = "dpia",
        /// Algorithmic impact assessment (Canada).
        Aia = "aia",
        /// Effects on equality.
        Equality = "equality",
        /// Barriers for disabled people.
        Accessibility = "accessibility",
        /// Effects on work.
        Work = "work",
        /// Another.
        Other = "other",
    }
}

table! {
    /// An assessment of impact.
    "an assessment"
    pub struct Assessment {
        /// Its kind.
        "kind" Public kind: AssessmentKind,
        /// The day it was finished.
        "on" Public on: Option<Date>,
        /// Who made it: an office or body.
        "by" Public by: Option<String>,
        /// Where it is published.
        "url" Public url: Option<String>,
        /// The document.
        "evidence" Public evidence: Vec<Evidence>,
        /// The activities in which the views of the people concerned were sought.
        "views-sought" Public views_sought: Vec<Ref<Activity>>,
        /// Why their views were not sought.
        "views-not-sought-because" Public views_not_sought_because: Option<String>,
    }
}

table! {
    /// How a legal duty towards people is met.
    "a hook record"
    pub struct HookRecord {
        /// The activities that meet it.
        "met-by" Public met_by: Vec<Ref<Activity>>,
        /// The day on which it was met.
        "on" Public on: Option<Date>,
        /// What shows it.
        "evidence" Public evidence: Vec<Evidence>,
        /// Why it does not apply.
        "not-applicable-because" Public not_applicable_because: Option<String>,
    }
}

table! {
    /// Something that was published.
    "a publication"
    pub struct Publication {
        /// Where.
        "url" Public url: String,
        /// The day.
        "on" Public on: Option<Date>,
    }
}

table! {
    /// What the public can find.
    "the transparency record"
    pub struct Transparency {
        /// The entry in a public register of algorithms.
        "register" Public register: Option<Publication>,
        /// The channel for complaints.
        "complaints" Public complaints: Option<Publication>,
        /// The report on what people said and what was done.
        "feedback-report" Public feedback_report: Option<Publication>,
    }
}

table! {
    /// A body that advises, oversees or decides.
    "a body"
    pub struct Body {
        /// Its name.
        "name" Public name: Option<String>,
        /// The mechanism of the playbook that it is.
        "kind" Public kind: Option<Ref<Mechanism>>,
        /// Whether it stands beyond this project.
        "standing" Public standing: Option<bool>,
        /// What it is for.
        "mandate" Public mandate: Option<String>,
        /// What it may decide, or must be heard on.
        "decision-rights" Public decision_rights: Option<String>,
        /// Who sits on it, and how long.
        "members" Public members: Keyed<Ref<Stakeholder>, Membership>,
        /// The days on which it meets or met.
        "meetings" Public meetings: Vec<Date>,
    }
}

impl Refers for Body {
    const TO: Referent = Referent::Body;
}

table! {
    /// A seat on a body.
    "a membership"
    pub struct Membership {
        /// Since when.
        "since" Public since: Option<Date>,
        /// Until when.
        "until" Public until: Option<Date>,
        /// How many seats it holds; left out, one.
        "seats" Public seats: Option<Count>,
    } checked by crate::project::between::membership
}
