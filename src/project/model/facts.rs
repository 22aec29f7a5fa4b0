//! What the project is: its identity, its dates, the system, the mission, the options and decisions.

use super::Stakeholder;
use crate::date::Date;
use crate::id::Id;
use crate::lifecycle::{EntryRoute, Stage};
use crate::project::read::{Amount, Bounded, Capitals, Count, Ref, Referent, Refers};
use crate::scale::RiskClass;
use crate::{table, vocabulary};

table! {
    /// What the project is and where it stands.
    "the project"
    pub struct About {
        /// What people call the project.
        "title" Public title: String,
        /// The contracting authority.
        "authority" Public authority: String,
        /// What the project is about, in two or three sentences for a reader who knows nothing of it.
        "summary" Public summary: Option<String>,
        /// Country, as two capital letters (ISO 3166), for example ES.
        "country" Public country: Option<Capitals<2>>,
        /// Language of the texts in this file, for example en.
        "language" Public language: Option<String>,
        /// The stage the project is in; everything up to and including it is judged.
        "stage" Public stage: Stage,
        /// How the system comes into the authority.
        "entry-route" Public entry_route: Option<EntryRoute>,
        /// The day the project began.
        "start" Public start: Option<Date>,
        /// The estimated value over the whole contract, without tax.
        "value" Public value: Option<Money>,
        /// Where the public can ask: an office or a shared address, not a person.
        "contact" Public contact: Option<String>,
        /// An organisation's own playbook folder, relative to this file.
        "playbook" Internal playbook: Option<String>,
        /// Says that this project is made up, for example to teach.
        "fictional" Public fictional: Option<bool>,
    }
}

table! {
    /// A sum of money.
    "a sum of money"
    pub struct Money {
        /// How much, without currency sign.
        "amount" Public amount: Amount,
        /// Currency, as three capital letters (ISO 4217), for example EUR.
        "currency" Public currency: Capitals<3>,
    }
}

table! {
    /// The dates that order everything else.
    "the timeline"
    pub struct Timeline {
        /// The contract notice was published.
        "notice-published" Public notice_published: Option<Date>,
        /// The contract was signed, or use was agreed.
        "contract-signed" Public contract_signed: Option<Date>,
        /// The contract ends, with all extensions.
        "contract-ends" Public contract_ends: Option<Date>,
        /// The pilot ends.
        "pilot-ends" Public pilot_ends: Option<Date>,
        /// The system is first used on real cases.
        "go-live" Public go_live: Option<Date>,
        /// The system is taken out of use.
        "retired" Public retired: Option<Date>,
    } checked by crate::project::between::timeline
}

table! {
    /// What was settled at one stage.
    "a stage record"
    pub struct StageRecord {
        /// The day the stage was closed.
        "closed" Public closed: Option<Date>,
        /// Who closed it: a role or body.
        "by" Public by: Option<String>,
        /// Why the stage was skipped.
        "skipped-because" Public skipped_because: Option<String>,
        /// What had been agreed before this stage began.
        "agreed-before" Public agreed_before: Option<String>,
        /// What has changed since.
        "what-changed" Public what_changed: Option<String>,
    }
}

vocabulary! {
    /// The authority's role under the AI Act.
    "a role under the AI Act"
    pub enum SystemRole {
        /// Uses the system under its authority.
        Deployer = "deployer",
        /// Develops it, or has it developed under its own name.
        Provider = "provider",
        /// Both.
        Both = "both",
    }
}

vocabulary! {
    /// What kind of body the authority is, as the AI Act distinguishes.
    "a kind of public body"
    pub enum PublicBody {
        /// A public authority.
        PublicAuthority = "public-authority",
        /// Another body governed by public law.
        PublicLawBody = "public-law-body",
        /// A private body that provides public services.
        PrivatePublicService = "private-public-service",
        /// None of these.
        Other = "other",
    }
}

table! {
    /// The facts about the system on which law and risk depend. Leave out what is not known yet.
    "the system"
    pub struct System {
        /// What the system is called.
        "name" Public name: Option<String>,
        /// What it does, for whom, and what a person still decides.
        "does" Public does: Option<String>,
        /// Whether it is an AI system in the sense of the AI Act.
        "ai" Public ai: Option<bool>,
        /// The authority's role under the AI Act.
        "role" Public role: Option<SystemRole>,
        /// What kind of body the authority is.
        "body" Public body: Option<PublicBody>,
        /// Points of Art. 5(1) AI Act that the practice falls under, for example c; empty when screened and none applies.
        "prohibited-practices" Public prohibited_practices: Option<Vec<Id>>,
        /// Whether it is, or is a safety component of, a product under Annex I AI Act that needs third-party assessment.
        "annex-i-product" Public annex_i_product: Option<bool>,
        /// Areas of Annex III AI Act, for example 5a; empty when screened and none applies.
        "annex-iii" Public annex_iii: Option<Vec<Id>>,
        /// Whether it profiles natural persons.
        "profiling" Public profiling: Option<bool>,
        /// The condition of Art. 6(3) AI Act that is claimed, from a to d; none when somebody looked and none is.
        "exemption-6-3" Public exemption_6_3: Option<Id>,
        /// Whether people talk or write with it directly.
        "interacts-with-people" Public interacts_with_people: Option<bool>,
        /// Whether it generates text, images, sound or video.
        "generates-content" Public generates_content: Option<bool>,
        /// Whether it makes or alters images, sound or video that look real.
        "deepfake" Public deepfake: Option<bool>,
        /// Whether it infers emotions or sorts people by biometric features.
        "emotion-or-biometric-categorisation" Public emotion_or_biometric_categorisation: Option<bool>,
        /// Whether it writes published text on matters of public interest.
        "public-interest-text" Public public_interest_text: Option<bool>,
        /// Whether it is built on a general-purpose AI model.
        "general-purpose-model" Public general_purpose_model: Option<bool>,
        /// Whether the authority's staff work with it or under it.
        "workplace" Public workplace: Option<bool>,
        /// Whether it processes personal data.
        "personal-data" Public personal_data: Option<bool>,
        /// Whether it decides about people without a person in between.
        "sole-automated-decision" Public sole_automated_decision: Option<bool>,
        /// Whether members of the public use it or meet its results.
        "public-facing" Public public_facing: Option<bool>,
        /// Level of Canada's Algorithmic Impact Assessment, if one was made: 1 to 4.
        "aia-level" Public aia_level: Option<Bounded<1, 4>>,
        /// The risk class, only where it differs from the one computed, and only with a reason.
        "risk-class" Public risk_class: Option<RiskClass>,
        /// Why the risk class differs from the one computed.
        "risk-class-reason" Public risk_class_reason: Option<String>,
    } checked by crate::project::between::system
}

table! {
    /// How far others come to depend on the system. Six facts make the infrastructure (DPI) score.
    "the infrastructure facts"
    pub struct Infrastructure {
        /// How many units or services depend on it.
        "dependent-units" Public dependent_units: Option<Count>,
        /// Whether third parties build on its outputs.
        "third-parties-build-on-it" Public third_parties_build_on_it: Option<bool>,
        /// Whether its data flows feed other decisions.
        "feeds-other-decisions" Public feeds_other_decisions: Option<bool>,
        /// How many months it would take to replace it.
        "replacement-months" Public replacement_months: Option<Count>,
        /// What replacing it would cost, as a share of the contract value: 0.5 is half.
        "replacement-cost-share" Public replacement_cost_share: Option<Amount>,
        /// Whether the people on whom it acts can opt out.
        "opt-out" Public opt_out: Option<bool>,
        /// Whether it changes how staff work in more than one department.
        "crosses-departments" Public crosses_departments: Option<bool>,
    }
}

table! {
    /// The public mission that the system is to serve, without naming the technology.
    "the mission"
    pub struct Mission {
        /// The public problem to be solved, without naming a technology.
        "challenge" Public challenge: Option<String>,
        /// The problem in the words of those who live it.
        "problem" Public problem: Option<String>,
        /// How we shall know, yes or no.
        "target" Public target: Option<Target>,
        /// Who answers for the whole life of the mission: an office, and how it is succeeded.
        "owner" Public owner: Option<String>,
        /// What makes us stop.
        "stop-criteria" Public stop_criteria: Vec<String>,
        /// Days on which the mission is reviewed.
        "reviews" Public reviews: Vec<Date>,
    }
}

table! {
    /// A target that can be checked with yes or no.
    "a target"
    pub struct Target {
        /// What is measured, with its unit.
        "indicator" Public indicator: String,
        /// Where it stands today.
        "baseline" Public baseline: Option<Amount>,
        /// Where it is to stand.
        "value" Public value: Option<Amount>,
        /// By when.
        "by" Public by: Option<Date>,
    }
}

table! {
    /// One option for meeting the need.
    "an option"
    pub struct ProjectOption {
        /// What the option is.
        "name" Public name: String,
        /// Whether it uses AI.
        "uses-ai" Public uses_ai: Option<bool>,
        /// Who gains, and what.
        "gains" Public gains: Option<String>,
        /// Who loses, and what.
        "losses" Public losses: Option<String>,
        /// Whether it was chosen.
        "chosen" Public chosen: Option<bool>,
        /// Why it was chosen or not.
        "reason" Public reason: Option<String>,
    }
}

table! {
    /// A decision that engagement is to shape.
    "a decision"
    pub struct Decision {
        /// What is decided, as a question.
        "question" Public question: String,
        /// The day on which it is decided.
        "on" Public on: Option<Date>,
        /// Who decides: an office or body.
        "decider" Public decider: Option<String>,
        /// The day from which the options no longer change.
        "options-frozen" Public options_frozen: Option<Date>,
        /// What was decided, and why.
        "outcome" Public outcome: Option<String>,
        /// Where the decision and its reasons are published.
        "url" Public url: Option<String>,
        /// Who is accountable, responsible, consulted and informed.
        "raci" Public raci: Option<Raci>,
    } checked by crate::project::between::decision
}

impl System {
    /// The condition of Art. 6(3) AI Act that is claimed; nothing where the file says that none is.
    pub fn claimed_exemption(&self) -> Option<&Id> {
        self.exemption_6_3.as_ref().filter(|condition| condition.as_str() != "none")
    }
}

impl Refers for Decision {
    const TO: Referent = Referent::Decision;
}

table! {
    /// Who does what in a decision (RACI).
    "a division of work"
    pub struct Raci {
        /// The one who answers for it.
        "accountable" Public accountable: Option<Ref<Stakeholder>>,
        /// Those who do the work.
        "responsible" Public responsible: Vec<Ref<Stakeholder>>,
        /// Those who are asked.
        "consulted" Public consulted: Vec<Ref<Stakeholder>>,
        /// Those who are told.
        "informed" Public informed: Vec<Ref<Stakeholder>>,
    }
}
