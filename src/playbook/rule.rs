//! Rules: what a plan is judged by. A rule is content; its kind is one of a closed list, and only the kind is code.

mod conduct;
mod parameters;
mod written;

use serde::{Deserialize, Deserializer};

pub use conduct::*;
pub use parameters::*;
pub use written::*;

use super::condition::{Condition, Selector, Words};
use super::field::{Holds, Shape};
use super::record::record;
use super::text::Text;
use crate::lifecycle::Stage;
use crate::scale::Severity;
use crate::vocabulary;

vocabulary! {
    /// The things that a rule can look at one by one.
    "a group of things"
    pub enum Group {
        /// Stakeholders.
        Stakeholders = "stakeholders",
        /// Activities.
        Activities = "activities",
        /// Decisions.
        Decisions = "decisions",
        /// Inputs.
        Inputs = "inputs",
        /// Options.
        Options = "options",
        /// Requirements.
        Requirements = "requirements",
        /// Clauses.
        Clauses = "clauses",
        /// Sessions.
        Sessions = "sessions",
        /// Award criteria.
        AwardCriteria = "award-criteria",
        /// Assessments.
        Assessments = "assessments",
        /// Bodies.
        Bodies = "bodies",
        /// Answers to items.
        Answers = "answers",
    }
}

/// What a rule judges, with its parameters; in a file, a map with one entry, or one word.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "kebab-case", remote = "Self")]
pub enum Check {
    /// Items without an answer, in stages up to the present one.
    RequiredItemOpen,
    /// Gates that are neither evidenced nor validly waived, in stages up to the present one.
    GateShut,
    /// Evidence that names a file which is not there.
    EvidenceMissing,
    /// Ids that refer to nothing.
    DanglingReference,
    /// Waivers whose last day has passed.
    WaiverExpired,
    /// Waivers that match no finding.
    WaiverUnmatched,
    /// Stages all answered of which less than half is shown.
    StageClaimedNotProven,
    /// Answers to items that the playbook no longer asks.
    AnswerToRetiredItem,
    /// Declared levels that the evidence can no longer reach.
    LevelEarned,
    /// Activities of some sort, at least so many, in phases; or so many functions; or so many helices at a stage.
    Covers(Covers),
    /// Fields that must be filled.
    Requires(Requires),
    /// Days between two dates of one thing.
    DaysBetween(DaysBetween),
    /// A day that passed without its counterpart.
    Overdue(Overdue),
    /// What is recorded as done on a day that is still to come.
    RecordedAhead(Vec<RecordedAhead>),
    /// A level that stakeholders must reach, or a route that they must have.
    EngagementFloor(EngagementFloor),
    /// Words that must not occur.
    Wording(Wording),
    /// People who are heard themselves, and not only through others.
    OwnVoice(OwnVoice),
    /// Some sectors that must not be the only ones heard before a stage.
    NotOnly(NotOnly),
    /// Those who are named in activities, and in none of whose sessions anybody of theirs was counted.
    Came(Came),
    /// At least one of some stakeholders who must take part.
    TakesPart(TakesPart),
    /// Seats on standing bodies held for too long.
    TermLimit(TermLimit),
    /// Stages that must not be passed over.
    StagesKept(StagesKept),
    /// What must be there, with its day, before an event.
    RequiresBefore(RequiresBefore),
    /// Words that must occur in a field among some things.
    Names(Names),
    /// A role that must not be held by some others.
    Independent(Independent),
    /// Levels promised above what the authority's readiness allows.
    PromiseCap,
    /// A level that infrastructure raises at some stages.
    RaisedFloor(RaisedFloor),
    /// What engagement costs, against the value of the project.
    BudgetShare(BudgetShare),
    /// One phase or party that takes too large a share.
    ShareAtMost(ShareAtMost),
    /// A window that lies mostly in a period in which few people can answer.
    AvoidsPeriod(AvoidsPeriod),
    /// An activity on the internet without a place where people are helped to take part.
    HelpedOnline(HelpedOnline),
    /// Languages of those who take part that an activity does not offer.
    Languages(Languages),
    /// Activities that fall short of what their mechanism needs at least.
    MechanismFits(MechanismFits),
    /// Activities from which no path leads to anybody who holds a right.
    Pathway(Pathway),
    /// A break, or a delay, on the way from what people said to a published answer.
    Trail(Trail),
    /// Practices that the AI Act forbids.
    ProhibitedPractice,
    /// Points that the lists of the AI Act do not have.
    UnknownPointOfLaw,
    /// Binding duties and hooks in force, due at this stage, that nothing meets.
    BindingDutyOpen,
    /// A contract that runs beyond a day from which suppliers owe more.
    ContractOutlives(ContractOutlives),
    /// Duties of the authority that begin while the contract runs.
    DutyStartsDuringContract,
    /// A class set by hand that is lower than the computed one.
    ClassLowered,
    /// An exemption claimed without asking for the provider's assessment.
    ExemptionUndocumented(ExemptionUndocumented),
    /// Waivers of rules that nobody can waive.
    WaiverOfUnwaivable,
}

impl<'de> Deserialize<'de> for Check {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        /// The same, read as the enum that it is.
        struct Plain(Check);
        impl<'de> Deserialize<'de> for Plain {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                Check::deserialize(deserializer).map(Plain)
            }
        }
        super::yaml::one_of::deserialize(deserializer).map(|Plain(check)| check)
    }
}

impl Holds for Check {
    fn shape() -> Shape {
        Shape::Sample(&["requires:", "  each: activities", "  fields: [decision]"])
    }
}

impl Holds for RuleExample {
    fn shape() -> Shape {
        Shape::Text
    }
    fn list() -> Shape {
        Shape::Sample(&[
            "- case: \"TODO: A plan in which the rule finds something.\"",
            "  finds: [activities.an-activity.decision]  # TODO: The places that it finds.",
            "  project: \"\"  # TODO: The lines of that plan that differ from rules/_base.toml.",
            "- case: \"TODO: A plan in which the rule finds nothing.\"",
            "  project: \"\"  # TODO: The lines of that plan that differ from rules/_base.toml.",
        ])
    }
}

/// One example of a rule: documentation and test at once.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct RuleExample {
    /// What the case is, in a few words.
    pub case: String,
    /// The places that the rule finds; empty for a passing case.
    #[serde(default)]
    pub finds: Vec<String>,
    /// The places of which the rule cannot tell.
    #[serde(default)]
    pub cannot_tell: Vec<String>,
    /// A few lines of project, merged over `rules/_base.toml`; `!remove = [paths]` deletes.
    pub project: String,
    /// The day it is judged on.
    #[serde(default)]
    pub today: Option<crate::date::Date>,
    /// Files that are there.
    #[serde(default)]
    pub files: Vec<String>,
}

record! {
    /// A rule.
    Rules titled title
    pub struct Rule {
        /// Number in the founding list, such as ENG015.
        #[serde(default)] "ref" reference: Option<Text>,
        /// What the rule finds, in a few words.
        "title" title: Text,
        /// How serious it is.
        "severity" severity: Severity,
        /// The first stage at which it is judged.
        "since" since: Stage,
        /// When it is judged; always, if empty.
        #[serde(default)] "applies-when" applies_when: Condition,
        /// Nobody can waive it, and no policy lowers it.
        #[serde(default)] "unwaivable" unwaivable: bool,
        /// What to do now, in one sentence.
        "help" help: Text,
        /// What is judged.
        "check" check: Check,
    }
    /// The long texts of a rule.
    pub struct RuleText {
        /// Why it matters.
        "why" why: String,
        /// What to do, naming mechanisms or items.
        "remedy" remedy: String,
        /// Failing and passing cases.
        "examples" examples: Vec<RuleExample>,
    }
}
