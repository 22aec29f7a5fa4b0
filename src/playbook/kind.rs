//! Kinds of content: what they are called, in which files they lie, and which type their records have. Whoever adds a
//! kind begins here.

use crate::lifecycle::{EntryRoute, Phase, Stage};
use crate::scale::{Asked, RiskClass};
use crate::vocabulary;
use crate::vocabulary::Vocabulary;

vocabulary! {
    /// A kind of content, as `list` names it.
    "a kind of content"
    pub enum Kind {
        /// The three phases.
        Phases = "phases",
        /// The fourteen stages.
        Stages = "stages",
        /// Checklist items.
        Items = "items",
        /// Actor types.
        Actors = "actors",
        /// Mechanisms of engagement.
        Mechanisms = "mechanisms",
        /// Canvases.
        Canvases = "canvases",
        /// Rules that judge a plan.
        Rules = "rules",
        /// How computed facts are computed.
        Methods = "methods",
        /// Draft principles for participation in AI procurement.
        Principles = "principles",
        /// Indicators of the quality of engagement.
        Indicators = "indicators",
        /// Levers of New Public Governance.
        Levers = "levers",
        /// Open-government functions.
        Functions = "functions",
        /// The five decision stages.
        DecisionStages = "decision-stages",
        /// Goals of the network of public facilities.
        FacilityGoals = "facility-goals",
        /// Ways in which AI comes in.
        EntryRoutes = "entry-routes",
        /// Levels of participation.
        Levels = "levels",
        /// Risk classes of the AI Act.
        RiskClasses = "risk-classes",
        /// Legal hooks for engagement.
        Hooks = "hooks",
        /// Dated duties.
        Duties = "duties",
        /// Facts of a project, as they are asked for.
        Facts = "facts",
        /// The steps by which a system is classified.
        Classification = "classification",
        /// Practices, areas and conditions of exemption that the AI Act lists by point.
        ListedUses = "listed-uses",
        /// Insights and policy implications of the founding text.
        Insights = "insights",
        /// Reasons to engage.
        Reasons = "reasons",
        /// Macro, meso, micro.
        GovernanceLevels = "governance-levels",
        /// Periods in which few people can answer.
        Holidays = "holidays",
        /// Words of the field.
        Glossary = "glossary",
        /// Texts on which all else rests.
        Sources = "sources",
    }
}

impl Kind {
    /// The folder or file under `playbook/` that holds the kind, without extension.
    pub fn folder(self) -> &'static str {
        match self {
            Kind::Phases => "playbook",
            Kind::Items => "checklists",
            other => other.as_str(),
        }
    }

    /// One record of the kind, for a message.
    pub fn noun(self) -> &'static str {
        match self {
            Kind::Phases => "a phase",
            Kind::Stages => "a stage",
            Kind::Items => "a checklist item",
            Kind::Actors => "an actor type",
            Kind::Mechanisms => "a mechanism",
            Kind::Canvases => "a canvas",
            Kind::Rules => "a rule",
            Kind::Methods => "a method",
            Kind::Principles => "a principle",
            Kind::Indicators => "an indicator",
            Kind::Levers => "a lever",
            Kind::Functions => "an open-government function",
            Kind::DecisionStages => "a decision stage",
            Kind::FacilityGoals => "a facility goal",
            Kind::EntryRoutes => "an entry route",
            Kind::Levels => "a level",
            Kind::RiskClasses => "a risk class",
            Kind::Hooks => "a legal hook",
            Kind::Duties => "a duty",
            Kind::Facts => "a fact",
            Kind::Classification => "a step of the classification",
            Kind::ListedUses => "a listed use",
            Kind::Insights => "an insight",
            Kind::Reasons => "a reason",
            Kind::GovernanceLevels => "a governance level",
            Kind::Holidays => "a holiday period",
            Kind::Glossary => "a glossary entry",
            Kind::Sources => "a source",
        }
    }

    /// The ids that a kind has, where they are a closed list that the program knows.
    pub fn fixed(self) -> Option<Vec<&'static str>> {
        match self {
            Kind::Phases => Some(Phase::words().collect()),
            Kind::Stages => Some(Stage::words().collect()),
            Kind::EntryRoutes => Some(EntryRoute::words().collect()),
            Kind::RiskClasses => Some(RiskClass::words().collect()),
            Kind::Classification => Some(Asked::words().collect()),
            _ => None,
        }
    }

    /// How the records of the kind lie in files.
    pub fn layout(self) -> Layout {
        match self {
            Kind::Phases => Layout::Inside("phases"),
            Kind::Items => Layout::Inside("items"),
            Kind::Glossary
            | Kind::Sources
            | Kind::Principles
            | Kind::Indicators
            | Kind::Levers
            | Kind::Functions
            | Kind::DecisionStages
            | Kind::FacilityGoals
            | Kind::EntryRoutes
            | Kind::Levels
            | Kind::RiskClasses
            | Kind::Hooks
            | Kind::Duties
            | Kind::Facts
            | Kind::Classification
            | Kind::ListedUses
            | Kind::Insights
            | Kind::Reasons
            | Kind::GovernanceLevels
            | Kind::Holidays => Layout::List,
            Kind::Stages | Kind::Actors | Kind::Mechanisms | Kind::Canvases | Kind::Rules | Kind::Methods => {
                Layout::OnePerFile
            }
        }
    }
}

/// Runs an expression with the record type of a kind: the one place where kinds and types meet.
macro_rules! of_kind {
    ($kind:expr, $record:ident => $body:expr) => {
        match $kind {
            $crate::playbook::Kind::Phases => {
                type $record = $crate::playbook::PhaseRecord;
                $body
            }
            $crate::playbook::Kind::Stages => {
                type $record = $crate::playbook::StageRecord;
                $body
            }
            $crate::playbook::Kind::Items => {
                type $record = $crate::playbook::Item;
                $body
            }
            $crate::playbook::Kind::Actors => {
                type $record = $crate::playbook::Actor;
                $body
            }
            $crate::playbook::Kind::Mechanisms => {
                type $record = $crate::playbook::Mechanism;
                $body
            }
            $crate::playbook::Kind::Canvases => {
                type $record = $crate::playbook::Canvas;
                $body
            }
            $crate::playbook::Kind::Rules => {
                type $record = $crate::playbook::Rule;
                $body
            }
            $crate::playbook::Kind::Methods => {
                type $record = $crate::playbook::Method;
                $body
            }
            $crate::playbook::Kind::Principles => {
                type $record = $crate::playbook::Principle;
                $body
            }
            $crate::playbook::Kind::Indicators => {
                type $record = $crate::playbook::Indicator;
                $body
            }
            $crate::playbook::Kind::Levers => {
                type $record = $crate::playbook::Lever;
                $body
            }
            $crate::playbook::Kind::Functions => {
                type $record = $crate::playbook::OpenGovernmentFunction;
                $body
            }
            $crate::playbook::Kind::DecisionStages => {
                type $record = $crate::playbook::DecisionStage;
                $body
            }
            $crate::playbook::Kind::FacilityGoals => {
                type $record = $crate::playbook::FacilityGoal;
                $body
            }
            $crate::playbook::Kind::EntryRoutes => {
                type $record = $crate::playbook::EntryRouteRecord;
                $body
            }
            $crate::playbook::Kind::Levels => {
                type $record = $crate::playbook::Level;
                $body
            }
            $crate::playbook::Kind::RiskClasses => {
                type $record = $crate::playbook::RiskClassRecord;
                $body
            }
            $crate::playbook::Kind::Hooks => {
                type $record = $crate::playbook::HookEntry;
                $body
            }
            $crate::playbook::Kind::Duties => {
                type $record = $crate::playbook::Duty;
                $body
            }
            $crate::playbook::Kind::Facts => {
                type $record = $crate::playbook::FactQuestion;
                $body
            }
            $crate::playbook::Kind::Classification => {
                type $record = $crate::playbook::ClassificationStep;
                $body
            }
            $crate::playbook::Kind::ListedUses => {
                type $record = $crate::playbook::ListedUse;
                $body
            }
            $crate::playbook::Kind::Insights => {
                type $record = $crate::playbook::Insight;
                $body
            }
            $crate::playbook::Kind::Reasons => {
                type $record = $crate::playbook::Reason;
                $body
            }
            $crate::playbook::Kind::GovernanceLevels => {
                type $record = $crate::playbook::GovernanceLevel;
                $body
            }
            $crate::playbook::Kind::Holidays => {
                type $record = $crate::playbook::Holiday;
                $body
            }
            $crate::playbook::Kind::Glossary => {
                type $record = $crate::playbook::Term;
                $body
            }
            $crate::playbook::Kind::Sources => {
                type $record = $crate::playbook::Source;
                $body
            }
        }
    };
}
pub(crate) use of_kind;

/// How the records of a kind lie in files.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layout {
    /// One record in each file of the folder; the file is named after the id.
    OnePerFile,
    /// One file that lists all records.
    List,
    /// Files that hold, under this name, a list of records.
    Inside(&'static str),
}
