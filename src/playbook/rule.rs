//! Rules: what a plan is judged by. A rule is content; its kind is one of a closed list, and only the kind is code.

mod conduct;
mod parameters;

use serde::{Deserialize, Deserializer};

pub use conduct::*;
pub use parameters::*;

use super::condition::{Condition, Selector, Words};
use super::field::{Holds, Shape};
use super::record::record;
use crate::lifecycle::{Phase, Stage};
use crate::scale::{ParticipationLevel, Severity};
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
    const SHAPE: Shape = Shape::Sample(&["requires:", "  each: activities", "  fields: [decision]"]);
}

impl Holds for RuleExample {
    const SHAPE: Shape = Shape::Text;
    const LIST: Shape = Shape::Sample(&[
        "- case: \"TODO: A plan in which the rule finds something.\"",
        "  finds: [activities.an-activity.decision]  # TODO: The places that it finds.",
        "  project: \"\"  # TODO: The lines of that plan that differ from rules/_base.toml.",
        "- case: \"TODO: A plan in which the rule finds nothing.\"",
        "  project: \"\"  # TODO: The lines of that plan that differ from rules/_base.toml.",
    ]);
}

/// Parameters of `covers`.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Covers {
    /// What is counted.
    pub count: Counted,
    /// In this phase only.
    #[serde(default)]
    pub phase: Option<Phase>,
    /// At least so many.
    pub at_least: usize,
}

/// What `covers` counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Counted {
    /// Activities.
    Activities,
    /// Democratic functions.
    Functions,
    /// Helices engaged in each stage that has activities.
    HelicesPerStage,
    /// Activities with a thick mechanism, in each phase that has activities.
    ThickPerPhase,
    /// Activities with a thin mechanism, or open to everybody.
    ThinOrOpen,
    /// Activities in which people do things together with the authority: promised so (*collaborate* and above), or
    /// carrying an open-government function of collaboration.
    Collaborative,
}

/// Parameters of `requires`.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Requires {
    /// The things looked at; left out, the project itself.
    #[serde(default)]
    pub each: Option<Group>,
    /// Which of them.
    #[serde(default, rename = "where")]
    pub selector: Selector,
    /// Fields that must be filled, all of them (`response.by`).
    #[serde(default)]
    pub fields: Vec<String>,
    /// Each of them must match this as well.
    #[serde(default)]
    pub must: Option<Selector>,
    /// At least one thing must match this.
    #[serde(default)]
    pub some: Option<Selector>,
}

/// Parameters of `days-between`.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct DaysBetween {
    /// The things looked at.
    pub each: Group,
    /// Which of them.
    #[serde(default, rename = "where")]
    pub selector: Selector,
    /// The first day, a field of the thing.
    pub from: String,
    /// The second day: a field of the thing, or `decision.on` for the decision it serves.
    pub to: String,
    /// At least so many days.
    #[serde(default)]
    pub at_least: Option<i64>,
    /// At most so many days.
    #[serde(default)]
    pub at_most: Option<i64>,
    /// A field that excuses it when filled.
    #[serde(default)]
    pub unless: Option<String>,
}

/// Parameters of `overdue`.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Overdue {
    /// The things looked at.
    pub each: Group,
    /// The day that was promised.
    pub due: String,
    /// What shows that it was kept.
    pub done: String,
}

/// One place that `recorded-ahead` looks at.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct RecordedAhead {
    /// The things looked at.
    pub each: Group,
    /// The day on which it was done.
    pub day: String,
    /// What shows that it is recorded as done; left out, the day itself.
    #[serde(default)]
    pub shows: Option<String>,
}

/// Parameters of `engagement-floor`.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct EngagementFloor {
    /// Which stakeholders.
    #[serde(rename = "where")]
    pub selector: Selector,
    /// The level that each must be promised and still be able to get.
    #[serde(default)]
    pub at_least: Option<ParticipationLevel>,
    /// Each must have a route.
    #[serde(default)]
    pub route: bool,
}

/// Parameters of `came`.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Came {
    /// Which activities.
    #[serde(default, rename = "where")]
    pub selector: Selector,
}

/// Parameters of `wording`.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Wording {
    /// The fields that are read.
    pub fields: Vec<String>,
    /// Words that must not occur, whole and whatever their case.
    pub words: Vec<String>,
}

/// Parameters of `budget-share`.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct BudgetShare {
    /// At least this share of the project's value, in per cent.
    pub at_least_percent: f64,
}

/// Parameters of `trail`.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Trail {
    /// What is found.
    pub finds: TrailFault,
}

/// What `trail` finds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum TrailFault {
    /// Inputs answered after the promised day.
    AnsweredLate,
    /// Inputs without an answer after the promised day.
    Unanswered,
    /// Inputs that a published answer leaves pending.
    PendingAfterResponse,
    /// What was heard before first use on real cases, and is answered after it.
    AnsweredAfterGoLive,
    /// Inputs received after the decision that they are to shape.
    SaidAfterDecision,
    /// Inputs taken up of which no option, requirement, criterion or clause shows it.
    AcceptedWithoutTrace,
    /// Inputs not taken up, or in part, without a reason.
    RefusedWithoutReason,
    /// Requirements that come from nothing that is recorded.
    RequirementWithoutOrigin,
    /// Award criteria that come from nothing that is recorded.
    CriterionWithoutOrigin,
    /// Clauses that come from nothing that is recorded.
    ClauseWithoutOrigin,
}

/// Parameters of `contract-outlives`.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct ContractOutlives {
    /// A clause about one of these binds the supplier to law that comes.
    pub clauses: Words,
}

/// Parameters of `exemption-undocumented`.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct ExemptionUndocumented {
    /// The duty that hands the provider's assessment over.
    pub duty: String,
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
        #[serde(default)] "ref" reference: Option<String>,
        /// What the rule finds, in a few words.
        "title" title: String,
        /// How serious it is.
        "severity" severity: Severity,
        /// The first stage at which it is judged.
        "since" since: Stage,
        /// When it is judged; always, if empty.
        #[serde(default)] "applies-when" applies_when: Condition,
        /// Nobody can waive it, and no policy lowers it.
        #[serde(default)] "unwaivable" unwaivable: bool,
        /// What to do now, in one sentence.
        "help" help: String,
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
