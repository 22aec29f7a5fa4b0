//! The tables of a project file, grouped by what they are about.
//!
//! Each field is declared once, with its meaning; `docs/project-file.md`, the JSON Schema and the reader follow from
//! here. No table judges anything: whether a plan holds is found out further up.

mod engagement;
mod facilities;
mod facts;
mod people;
mod policy;
mod records;
mod tender;

pub use engagement::*;
pub use facilities::*;
pub use facts::*;
pub use people::*;
pub use policy::*;
pub use records::*;
pub use tender::*;

use super::read::{Keyed, Ref, Referent, Refers, WordKey};
use crate::id::Id;
use crate::lifecycle::{EntryRoute, Phase, Stage};
use crate::scale::{
    CostBand, Depth, Function, Institutionalisation, ParticipationLevel, RiskClass, Role, Severity, Stakes,
};
use crate::table;

crate::readable_words!(
    Stage,
    Phase,
    EntryRoute,
    Function,
    ParticipationLevel,
    RiskClass,
    Role,
    Severity,
    Stakes,
    CostBand,
    Depth,
    Institutionalisation,
    ItemState,
    InputStatus,
    Profile,
    AssessmentKind,
    Selection,
    Channel,
    Support,
    SystemRole,
    PublicBody,
    PayPer,
    Service,
);

macro_rules! referents {
    ($($(#[doc = $doc:literal])+ $marker:ident,)+) => {$(
        $(#[doc = $doc])+
        #[derive(Debug)]
        pub enum $marker {}
        impl Refers for $marker { const TO: Referent = Referent::$marker; }
    )+};
}

referents! {
    /// An option of this project.
    Choice,
    /// An award criterion of this project.
    Criterion,
    /// An input, an activity or a legal hook.
    Origin,
    /// An activity or a body.
    ActivityOrBody,
    /// An actor type of the playbook.
    ActorType,
    /// A mechanism of the playbook.
    Mechanism,
    /// A checklist item of the playbook.
    Item,
    /// A rule of the playbook.
    Rule,
    /// A canvas of the playbook.
    Canvas,
    /// A legal hook or duty of the playbook.
    Hook,
}

table! {
    /// One procurement project, as its authority has written it.
    "a project file"
    pub struct Tables {
        /// The version of this file format; always 1.
        "format" Public format: super::read::Bounded<1, 1>,
        /// What the project is and where it stands.
        "project" Public project: About,
        /// The dates that order everything else.
        "timeline" Public timeline: Option<Timeline>,
        /// What was settled at each stage.
        "stages" Public stages: Keyed<WordKey<Stage>, StageRecord>,
        /// The facts about the system on which law and risk depend.
        "system" Public system: Option<System>,
        /// How far others come to depend on the system (the DPI score).
        "infrastructure" Public infrastructure: Option<Infrastructure>,
        /// How ready the authority is: for each lever, statements from 0 (absent) to 4 (evaluated and improved).
        "readiness" Internal readiness: Keyed<Id, Keyed<Id, super::read::Bounded<0, 4>>>,
        /// The public mission that the system is to serve.
        "mission" Public mission: Option<Mission>,
        /// The options compared, at least one without AI.
        "options" Public options: Keyed<Id, ProjectOption>,
        /// The decisions that engagement is to shape.
        "decisions" Public decisions: Keyed<Id, Decision>,
        /// The parties who are affected by the project or can affect it.
        "stakeholders" Public stakeholders: Keyed<Id, Stakeholder>,
        /// Scores by single people, where they differ from the agreed ones.
        "scores" Internal scores: Keyed<Id, ScoreRecord>,
        /// The engagement planned or done: one use of a mechanism each.
        "activities" Public activities: Keyed<Id, Activity>,
        /// Meetings held within an activity.
        "sessions" Public sessions: Keyed<Id, Session>,
        /// What people said, and what became of it.
        "inputs" Public inputs: Keyed<Id, Input>,
        /// What the system must do, and where that comes from.
        "requirements" Public requirements: Keyed<Id, Requirement>,
        /// What earns points in the tender.
        "award-criteria" Public award_criteria: Keyed<Id, AwardCriterion>,
        /// What the contract binds the supplier to.
        "clauses" Public clauses: Keyed<Id, Clause>,
        /// Bodies that advise, oversee or decide.
        "bodies" Public bodies: Keyed<Id, Body>,
        /// Which stakeholder holds which role.
        "roles" Public roles: Keyed<WordKey<Role>, Ref<Stakeholder>>,
        /// Assessments of impact on rights, data protection and others.
        "assessments" Public assessments: Keyed<Id, Assessment>,
        /// How legal duties and hooks are met, where no other table shows it.
        "hooks" Public hooks: Keyed<Ref<Hook>, HookRecord>,
        /// What the public can find.
        "transparency" Public transparency: Option<Transparency>,
        /// Public places where people can take part in person.
        "facilities" Public facilities: Keyed<Id, Facility>,
        /// Goals for the network of facilities.
        "goals" Public goals: Keyed<Id, Goal>,
        /// Answers to checklist items, by the item's id.
        "answers" Public answers: Keyed<Ref<Item>, AnswerRecord>,
        /// Free text for canvas blocks that no other field fills: canvas, then block.
        "canvas" Public canvas: Keyed<Ref<Canvas>, Keyed<Id, String>>,
        /// Findings that are accepted for a time, with a reason.
        "waivers" Public waivers: Keyed<Id, Waiver>,
        /// How strictly this plan is judged.
        "policy" Internal policy: Option<Policy>,
        /// Dates and kinds of documents, where these are judged.
        "documents" Internal documents: Keyed<super::read::PathKey, Document>,
    }
}

table! {
    /// Answers to checklist items alone, as `checklist --answers` takes them.
    "a file of answers"
    pub struct AnswersFile {
        /// Answers to checklist items, by the item's id.
        "answers" Public answers: Keyed<Ref<Item>, AnswerRecord>,
    }
}
