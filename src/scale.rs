//! Closed scales that content and project share.
//!
//! Each is the field's own vocabulary (IAP2, OECD, AI Act …); the sources are in `playbook/`. No text for readers
//! lives here beyond the meaning of a word.

use std::borrow::Cow;
use std::fmt;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::vocabulary;

vocabulary! {
    /// How serious a finding is. Maps without thought to SARIF, annotations and people.
    "a severity"
    pub enum Severity {
        /// Worth knowing.
        Note = "note",
        /// Weakens the plan.
        Warning = "warning",
        /// The plan does not hold.
        Error = "error",
    }
}

impl Severity {
    /// One step less serious; a note stays a note.
    pub fn lower(self) -> Self {
        match self {
            Severity::Error => Severity::Warning,
            Severity::Warning | Severity::Note => Severity::Note,
        }
    }
}

vocabulary! {
    /// How much say people have (IAP2 Spectrum of Public Participation), in rising order.
    "a participation level"
    pub enum ParticipationLevel {
        /// They get balanced facts.
        Inform = "inform",
        /// They react to analysis or options and are told what changed.
        Consult = "consult",
        /// They work with the authority through the process; concerns show in the options.
        Involve = "involve",
        /// They are partners in each part of the decision.
        Collaborate = "collaborate",
        /// They decide.
        Empower = "empower",
    }
}

vocabulary! {
    /// The part of a decision that an activity serves (I. Peña-López, 2018: the five decision stages).
    "a democratic function"
    pub enum Function {
        /// What is going on, what do we need and want.
        Diagnosis = "diagnosis",
        /// What the options are and what follows from them.
        Deliberation = "deliberation",
        /// Whose preferences weigh how much.
        Negotiation = "negotiation",
        /// The decision itself.
        Vote = "vote",
        /// What came of it.
        Assessment = "assessment",
    }
}

vocabulary! {
    /// How far a mechanism is anchored in rules and standing bodies.
    "a degree of institutionalisation"
    pub enum Institutionalisation {
        /// Called when somebody thinks of it.
        AdHoc = "ad-hoc",
        /// Repeated by habit.
        Recurrent = "recurrent",
        /// A standing body or rule of the authority.
        Institutionalised = "institutionalised",
        /// Laid down in law.
        Statutory = "statutory",
    }
}

vocabulary! {
    /// What a mechanism costs, in bands of euros (our estimate).
    "a cost band"
    pub enum CostBand {
        /// Under 2,000 euros.
        Xs = "xs",
        /// 2,000 to 10,000 euros.
        S = "s",
        /// 10,000 to 40,000 euros.
        M = "m",
        /// 40,000 to 150,000 euros.
        L = "l",
        /// Over 150,000 euros.
        Xl = "xl",
    }
}

vocabulary! {
    /// Whether a mechanism scales and tests hunches, or builds relationship and judgement.
    "a depth"
    pub enum Depth {
        /// Reaches many, asks little of each.
        Thin = "thin",
        /// Asks time and thought, builds judgement.
        Thick = "thick",
    }
}

vocabulary! {
    /// The part of society that an actor type belongs to.
    "a sector"
    pub enum Sector {
        /// The authority and other public bodies.
        Government = "government",
        /// Those who work with or under the system.
        Workers = "workers",
        /// Those on whom the system acts, whether they use it or not.
        AffectedPeople = "affected-people",
        /// Associations and organised citizens.
        CivilSociety = "civil-society",
        /// Research and teaching.
        Academia = "academia",
        /// Those who sell, build or assess.
        Industry = "industry",
        /// Bodies that supervise.
        Oversight = "oversight",
        /// Press and international networks.
        Media = "media",
    }
}

vocabulary! {
    /// One of the four helices of the quadruple helix.
    "a helix"
    pub enum Helix {
        /// Public bodies.
        Government = "government",
        /// Citizens, their organisations, workers and the media public.
        CivilSociety = "civil-society",
        /// Universities and research.
        Academia = "academia",
        /// Business.
        Industry = "industry",
    }
}

impl Sector {
    /// The helix that the sector counts towards (our assignment; see the method `helix-coverage`).
    pub fn helix(self) -> Helix {
        match self {
            Sector::Government | Sector::Oversight => Helix::Government,
            Sector::AffectedPeople | Sector::CivilSociety | Sector::Workers | Sector::Media => Helix::CivilSociety,
            Sector::Academia => Helix::Academia,
            Sector::Industry => Helix::Industry,
        }
    }
}

vocabulary! {
    /// Who in the project answers for something.
    "a role"
    pub enum Role {
        /// The mission owner, accountable for the whole life.
        Owner = "owner",
        /// The procurement officer.
        Procurement = "procurement",
        /// The project or product lead.
        Product = "product",
        /// The technology and data team.
        Technology = "technology",
        /// The legal service and the data-protection officer.
        Legal = "legal",
        /// Finance.
        Finance = "finance",
        /// The workforce lead.
        Workforce = "workforce",
        /// The engagement lead.
        Engagement = "engagement",
        /// Whoever evaluates results.
        Evaluator = "evaluator",
        /// The chair of the oversight body.
        Oversight = "oversight",
        /// The supplier, once there is a contract.
        Supplier = "supplier",
    }
}

vocabulary! {
    /// Where a claim comes from.
    "a provenance"
    pub enum Provenance {
        /// The cited source says it.
        Sourced = "sourced",
        /// We derive it from an argument in the cited source.
        Derived = "derived",
        /// Our own proposal.
        Proposed = "proposed",
    }
}

vocabulary! {
    /// The AI Act's class of the system, as far as the facts in the project tell.
    "a risk class"
    pub enum RiskClass {
        /// No duty of its own.
        Minimal = "minimal",
        /// Duties to inform people (Art. 50).
        Transparency = "transparency",
        /// High-risk (Art. 6).
        High = "high",
        /// A prohibited practice (Art. 5).
        Prohibited = "prohibited",
    }
}

vocabulary! {
    /// How much is at stake for people, computed; decides what a proportionate plan holds (our proposal).
    "stakes"
    pub enum Stakes {
        /// Minimal risk, a tool nobody depends on, nobody strongly exposed.
        Low = "low",
        /// Neither of the two, or not yet known.
        Standard = "standard",
        /// High risk, or infrastructure.
        High = "high",
    }
}

vocabulary! {
    /// How far the system is infrastructure (DPI score: 0–1, 2–3, 4–6).
    "an infrastructure class"
    pub enum InfrastructureClass {
        /// A tool.
        Tool = "tool",
        /// A platform that several units share.
        SharedPlatform = "shared-platform",
        /// Infrastructure.
        Infrastructure = "infrastructure",
    }
}

/// A judgement from 1 (least) to 5 (most).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "i64", into = "u8")]
pub struct Score(u8);

impl TryFrom<i64> for Score {
    type Error = String;
    fn try_from(value: i64) -> Result<Self, String> {
        Score::new(value).ok_or_else(|| format!("{value} is not a score, which is a number from 1 to 5"))
    }
}

impl From<Score> for u8 {
    fn from(score: Score) -> Self {
        score.0
    }
}

impl Score {
    /// From this score on, power or interest counts as high, and power as a salience attribute (our cut).
    pub const HIGH: Score = Score(3);
    /// From this exposure on, people must at least be involved, whatever their power (derived from Canada's AIA).
    pub const EXPOSED: Score = Score(4);

    /// A score, or nothing outside 1–5.
    pub const fn new(value: i64) -> Option<Self> {
        if value >= 1 && value <= 5 { Some(Self(value as u8)) } else { None }
    }

    /// The number.
    pub fn get(self) -> u8 {
        self.0
    }
}

impl fmt::Display for Score {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, f)
    }
}

impl std::str::FromStr for Score {
    type Err = String;
    fn from_str(text: &str) -> Result<Self, String> {
        text.parse()
            .ok()
            .and_then(Score::new)
            .ok_or_else(|| format!("“{text}” is not a score; use a number from 1 to 5"))
    }
}

impl JsonSchema for Score {
    fn schema_name() -> Cow<'static, str> {
        "Score".into()
    }
    fn inline_schema() -> bool {
        true
    }
    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": "integer", "minimum": 1, "maximum": 5 })
    }
}
vocabulary! {
    /// A step of the classification, in the order in which they are asked.
    "a step"
    pub enum Asked {
        /// Whether it is an AI system.
        AiSystem = "ai-system",
        /// Whether a forbidden practice is part of the use.
        ProhibitedPractice = "prohibited-practice",
        /// Whether it is a product that needs third-party assessment, or its safety component.
        AnnexIProduct = "annex-i-product",
        /// Whether the use falls under a listed area.
        AnnexIiiArea = "annex-iii-area",
        /// Whether an exemption holds.
        Exemption = "exemption",
        /// Whether people have to be told.
        TransparencyDuties = "transparency-duties",
        /// Whether it is built on a general-purpose model.
        GeneralPurposeModel = "general-purpose-model",
        /// Whether the authority becomes provider.
        RoleShift = "role-shift",
        /// Whether the class was set by hand.
        ClassByHand = "class-by-hand",
    }
}
