//! What the system is and what is at stake: risk class, infrastructure score, stakes, each with the facts behind it.

use schemars::JsonSchema;
use serde::Serialize;

use super::words::Lens;
use super::{Named, Reason};
use crate::project::FieldPath;
use crate::project::path::Step;

/// One fact of the project file.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct FactView {
    /// Its place in the file.
    pub path: String,
    /// What people call it.
    pub label: String,
    /// What the file says; nothing while it is not recorded.
    pub value: Option<String>,
}

/// The AI Act's class, as far as the facts tell.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct RiskView {
    /// The class; nothing while it cannot be told.
    pub class: Option<Named>,
    /// The facts that it follows from.
    pub facts: Vec<FactView>,
    /// The facts without which it cannot be told.
    pub missing: Vec<FactView>,
    /// Why.
    pub because: Vec<Reason>,
}

/// One of the six points of the infrastructure score.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct PointView {
    /// The question.
    pub label: String,
    /// The point is given.
    pub given: bool,
    /// It is not known whether the point is given.
    pub unknown: bool,
    /// What the file says.
    pub facts: Vec<FactView>,
}

/// How far the system is infrastructure.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct InfrastructureView {
    /// The lowest possible score.
    pub from: u32,
    /// The highest possible score.
    pub to: u32,
    /// All facts are known.
    pub exact: bool,
    /// The class; nothing while it depends on missing facts.
    pub class: Option<Named>,
    /// The six points.
    pub points: Vec<PointView>,
    /// Why.
    pub because: Vec<Reason>,
}

/// What is at stake for people.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct StakesView {
    /// Low, standard or high.
    pub class: Named,
    /// The facts that it rests on.
    pub facts: Vec<FactView>,
    /// Why.
    pub because: Vec<Reason>,
}

/// The system.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct SystemView {
    /// What it is called.
    pub name: Option<String>,
    /// What it does, for whom, and what a person still decides.
    pub does: Option<String>,
    /// The AI Act's class.
    pub risk: RiskView,
    /// How far it is infrastructure.
    pub infrastructure: InfrastructureView,
    /// What is at stake.
    pub stakes: StakesView,
}

impl Lens<'_> {
    pub(super) fn system(&self) -> SystemView {
        let system = self.project.system.as_ref();
        SystemView {
            name: system.and_then(|s| s.name.clone()),
            does: system.and_then(|s| s.does.clone()),
            risk: self.risk(),
            infrastructure: self.infrastructure_view(),
            stakes: StakesView {
                class: self.word(self.stakes.value),
                facts: self.facts(self.stakes.because.iter().flat_map(|b| &b.facts)),
                because: self.reasons(&self.stakes.because),
            },
        }
    }

    pub(super) fn risk(&self) -> RiskView {
        let class = &self.risk_class;
        RiskView {
            class: class.value.get().map(|c| self.word(c)),
            facts: self.facts(class.because.iter().flat_map(|b| &b.facts)),
            missing: self.facts(class.value.missing()),
            because: self.reasons(&class.because),
        }
    }

    pub(super) fn infrastructure_view(&self) -> InfrastructureView {
        let point = |(path, given): &(FieldPath, Option<bool>)| {
            let name = match path.steps().last() {
                Some(Step::Key(key)) => key.to_string(),
                Some(Step::Index(_)) | None => String::new(),
            };
            let mut places = vec![path.clone()];
            if name == "replacement-months" {
                places.push(FieldPath::of(["infrastructure", "replacement-cost-share"]));
            }
            PointView {
                label: self.label("infrastructure-points", &name).to_owned(),
                given: *given == Some(true),
                unknown: given.is_none(),
                facts: self.facts(&places),
            }
        };
        let score = self.infrastructure.score.value;
        InfrastructureView {
            from: score.from,
            to: score.to,
            exact: score.exact().is_some(),
            class: self.infrastructure.class.map(|c| self.word(c)),
            points: self.infrastructure.points.iter().map(point).collect(),
            because: self.reasons(&self.infrastructure.score.because),
        }
    }

    /// Facts with their words and values, each once.
    pub(super) fn facts<'p>(&self, paths: impl IntoIterator<Item = &'p FieldPath>) -> Vec<FactView> {
        let mut all: Vec<FactView> = Vec::new();
        for path in paths {
            let fact = self.fact(path);
            if !all.contains(&fact) {
                all.push(fact);
            }
        }
        all
    }
}
