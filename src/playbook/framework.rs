//! The frameworks of the field: principles, indicators, levers, open government, facilities, levels, the founding
//! text's insights. They are listed, explained and referred to; only `join` and `check` compute with them.

use serde::Deserialize;

use super::field::group;
use super::record::record;
use super::text::Text;
use crate::vocabulary;

record! {
    /// One of the ten draft principles for participation in AI procurement.
    Principles titled title
    pub struct Principle {
        /// Number in the draft, such as P4-1.
        #[serde(default)] "ref" reference: Text,
        /// The heading.
        "title" title: Text,
        /// Checklist items that serve it.
        #[serde(default)] "items" items: Vec<Text>,
        /// Rules that serve it.
        #[serde(default)] "rules" rules: Vec<Text>,
    }
    /// The long texts of a principle.
    pub struct PrincipleText {
        /// What it asks.
        "gist" gist: String,
        /// The reservation raised, as something one can check.
        "reservation" reservation: String,
    }
}

record! {
    /// An indicator of the quality of engagement.
    Indicators titled title
    pub struct Indicator {
        /// Number in the founding list, such as Q4.
        #[serde(default)] "ref" reference: Text,
        /// What it shows.
        "title" title: Text,
        /// Checklist items that it rests on.
        #[serde(default)] "items" items: Vec<Text>,
        /// Rules that judge the same.
        #[serde(default)] "rules" rules: Vec<Text>,
    }
    /// The long texts of an indicator.
    pub struct IndicatorText {
        /// The calculation in plain words.
        "formula" formula: String,
        /// From where it is good, in words.
        "threshold" threshold: String,
        /// Why it matters.
        "why" why: String,
    }
}

group! {
    /// One statement of a lever, rated from 0 (absent) to 4 (evaluated and improved).
    #[derive(Clone, Debug, Deserialize)]
    pub struct Statement {
        /// Its id, by which a project rates it.
        "id" id: String,
    }
}

group! {
    /// What a statement says.
    #[derive(Clone, Debug, Deserialize)]
    pub struct StatementText {
        /// Its id.
        "id" id: String,
        /// What it says.
        "text" text: String,
    }
}

record! {
    /// One of the six levers of New Public Governance.
    Levers titled title
    pub struct Lever {
        /// What people call it.
        "title" title: Text,
        /// Whether a low mean of it caps what may be promised.
        #[serde(default)] "caps-promises" caps_promises: bool,
        /// Its statements.
        "statements" statements: Vec<Statement>,
    }
    /// The long texts of a lever.
    pub struct LeverText {
        /// What it is about.
        "what" what: String,
        /// What its statements say, in the same order.
        "statements" statements: Vec<StatementText>,
    }
}

record! {
    /// One of the nine functions of an open government department.
    Functions titled title
    pub struct OpenGovernmentFunction {
        /// What people call it.
        "title" title: Text,
        /// The row of the table: what the department does.
        "row" row: Text,
        /// The column: transparency, participation, collaboration.
        "column" column: Text,
    }
    /// The long texts of a function.
    pub struct OpenGovernmentFunctionText {
        /// What it is.
        "what" what: String,
        /// What it means in buying AI.
        "in-procurement" in_procurement: String,
    }
}

record! {
    /// One of the five decision stages, with its row of the open-government table.
    DecisionStages titled title
    pub struct DecisionStage {
        /// What people call it.
        "title" title: Text,
        /// What to let people know.
        "transparency" transparency: Text,
        /// What to let people say.
        "participation" participation: Text,
        /// What to let people do.
        "collaboration" collaboration: Text,
    }
    /// The long texts of a decision stage.
    pub struct DecisionStageText {
        /// What happens in it.
        "what" what: String,
    }
}

record! {
    /// A goal of the network of public facilities.
    FacilityGoals titled title
    pub struct FacilityGoal {
        /// What people call it.
        "title" title: Text,
        /// Strategic, processes or social innovation.
        "group" group: Text,
    }
    /// The long texts of a facility goal.
    pub struct FacilityGoalText {
        /// What is to be reached.
        "what" what: String,
        /// How to tell.
        #[serde(default)] "measure" measure: Option<String>,
    }
}

record! {
    /// A way in which AI comes into an authority; the list itself is [`crate::lifecycle::EntryRoute`].
    EntryRoutes titled title
    pub struct EntryRouteRecord {
        /// What people call it.
        "title" title: Text,
    }
    /// The long texts of an entry route.
    pub struct EntryRouteText {
        /// What it is.
        "what" what: String,
        /// What is easily skipped on it and must not be.
        "watch" watch: String,
    }
}

vocabulary! {
    /// A scale of participation.
    "a scale"
    pub enum Scale {
        /// IAP2 Spectrum of Public Participation.
        Iap2 = "iap2",
        /// Arnstein's ladder.
        Arnstein = "arnstein",
        /// OECD.
        Oecd = "oecd",
        /// Delgado and others, 2023.
        Delgado = "delgado",
    }
}

record! {
    /// A level of a scale of participation.
    Levels titled title
    pub struct Level {
        /// What people call it.
        "title" title: Text,
        /// The scale.
        "scale" scale: Scale,
        /// Its place on the scale, from 1.
        "rank" rank: u8,
        /// Levels of other scales that it is near to.
        #[serde(default)] "matches" matches: Vec<Text>,
    }
    /// The long texts of a level.
    pub struct LevelText {
        /// What it is.
        "what" what: String,
        /// What it promises.
        #[serde(default)] "promise" promise: Option<String>,
        /// What shows it.
        #[serde(default)] "evidence" evidence: Option<String>,
    }
}

record! {
    /// An insight or a policy implication of the founding text.
    Insights titled title
    pub struct Insight {
        /// What it says, in a few words.
        "title" title: Text,
        /// Insight or implication.
        "group" group: Text,
    }
    /// The long texts of an insight.
    pub struct InsightText {
        /// What it says.
        "what" what: String,
    }
}

record! {
    /// A reason to engage people in buying AI.
    Reasons titled title
    pub struct Reason {
        /// What it says, in a few words.
        "title" title: Text,
    }
    /// The long texts of a reason.
    pub struct ReasonText {
        /// What it says.
        "what" what: String,
    }
}

record! {
    /// A level of the governance ecosystem: macro, meso, micro.
    GovernanceLevels titled title
    pub struct GovernanceLevel {
        /// What people call it.
        "title" title: Text,
    }
    /// The long texts of a governance level.
    pub struct GovernanceLevelText {
        /// What happens on it.
        "what" what: String,
    }
}

record! {
    /// A period in which few people can answer.
    Holidays titled id
    pub struct Holiday {
        /// Two capital letters, or `any`.
        "country" country: Text,
        /// First day, as month and day.
        "from" from: Text,
        /// Last day, as month and day.
        "to" to: Text,
    }
    /// The long texts of a holiday period.
    pub struct HolidayText {
        /// What it is.
        "what" what: String,
    }
}
