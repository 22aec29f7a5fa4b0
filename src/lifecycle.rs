//! The life cycle of a public purchase of AI: three phases, fourteen stages, and the ways a system can come in.
//!
//! The lists are fixed because projects, rules and content all refer to them; their titles and explanations are
//! content (`playbook/stages/`). Phases: I. Peña-López (2025); stages and entry routes: see `playbook/`.

use crate::vocabulary;
use crate::vocabulary::Vocabulary;

vocabulary! {
    /// One of the three groups of stages.
    "a phase"
    pub enum Phase {
        /// Why the system is wanted, by whom and for whom.
        Purpose = "purpose",
        /// How it is bought, built and tested.
        Delivery = "delivery",
        /// What it does once in use, and who answers for it.
        Impact = "impact",
    }
}

vocabulary! {
    /// One of the fourteen steps of the life cycle, in their order.
    "a stage"
    pub enum Stage {
        /// Mandate and mission framing.
        MandateAndMission = "mandate-and-mission",
        /// Problem framing and needs.
        ProblemAndNeeds = "problem-and-needs",
        /// Actor map and engagement plan.
        ActorsAndEngagement = "actors-and-engagement",
        /// Options, alternatives and infrastructure class.
        OptionsAndInfrastructure = "options-and-infrastructure",
        /// Data, rights and risk pre-assessment.
        DataRightsAndRisk = "data-rights-and-risk",
        /// Market engagement and procurement strategy.
        MarketAndStrategy = "market-and-strategy",
        /// Tender design.
        TenderDesign = "tender-design",
        /// Evaluation and award.
        EvaluationAndAward = "evaluation-and-award",
        /// Contract.
        Contract = "contract",
        /// Co-design, customisation and testing.
        BuildAndTest = "build-and-test",
        /// Deployment.
        Deployment = "deployment",
        /// Monitoring, oversight and redress.
        MonitoringAndRedress = "monitoring-and-redress",
        /// Evaluation and accountability.
        ImpactEvaluation = "impact-evaluation",
        /// Renewal, scaling or retirement.
        RenewalOrRetirement = "renewal-or-retirement",
    }
}

impl Stage {
    /// The phase that this stage belongs to.
    pub fn phase(self) -> Phase {
        match self {
            s if s <= Stage::DataRightsAndRisk => Phase::Purpose,
            s if s <= Stage::BuildAndTest => Phase::Delivery,
            _ => Phase::Impact,
        }
    }

    /// The stage after this one, if any.
    pub fn next(self) -> Option<Stage> {
        Stage::ALL.get(self as usize + 1).copied()
    }
}

impl Phase {
    /// The stages of this phase, in order.
    pub fn stages(self) -> impl Iterator<Item = Stage> {
        Stage::ALL.iter().copied().filter(move |s| s.phase() == self)
    }
}

vocabulary! {
    /// How the system came, or is to come, into the authority. Much AI never passes a tender.
    "an entry route"
    pub enum EntryRoute {
        /// A call for tenders of its own.
        Tender = "tender",
        /// An order under an existing framework agreement.
        FrameworkCallOff = "framework-call-off",
        /// A purchase below the value from which a tender is due.
        UnderThreshold = "under-threshold",
        /// A feature switched on in something already under contract.
        AddedFeature = "added-feature",
        /// Part of a physical product bought for other reasons.
        EmbeddedInProduct = "embedded-in-product",
        /// A pilot that goes on.
        ExtendedPilot = "extended-pilot",
        /// Offered for free.
        FreeOffer = "free-offer",
        /// Comes with a grant, or with an academic partnership.
        GrantOrPartnership = "grant-or-partnership",
        /// Built by the authority's own staff.
        InHouseBuild = "in-house-build",
        /// Reuse of open-source software.
        OpenSourceReuse = "open-source-reuse",
    }
}
