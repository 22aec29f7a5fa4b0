//! Who is engaged: power and interest, exposure, coverage, and what each is promised at each stage.

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::Serialize;

use super::level::LevelView;
use super::words::Lens;
use super::{Named, Reason};
use crate::join::Because;
use crate::join::attendance::Came;
use crate::join::level::Level;
use crate::join::mapping::{Placed, Quadrant};
use crate::lifecycle::{Phase, Stage};
use crate::project::FieldPath;
use crate::scale::Helix;
use crate::vocabulary::Vocabulary;

/// A stakeholder with its scores.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct PlacedView {
    /// The stakeholder.
    pub stakeholder: Named,
    /// Its kind of actor.
    pub actor_type: Named,
    /// Its sector.
    pub sector: Option<Named>,
    /// How far it can change the outcome, 1 to 5.
    pub power: Option<u8>,
    /// How much it cares, 1 to 5.
    pub interest: Option<u8>,
    /// How much the system can affect it, 1 to 5.
    pub exposure: Option<u8>,
    /// Exposed so strongly that it is owed a least level whatever its power.
    pub exposed: bool,
    /// Its quadrant on the grid.
    pub quadrant: Option<Named>,
    /// Its salience class.
    pub salience: Option<Named>,
    /// Why.
    pub because: Vec<Reason>,
}

/// A quadrant of the grid with those in it.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct QuadrantView {
    /// The quadrant.
    pub quadrant: Named,
    /// Those in it.
    pub stakeholders: Vec<PlacedView>,
}

/// A strongly exposed stakeholder and what it is owed and promised.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct OverrideView {
    /// The stakeholder.
    pub stakeholder: Named,
    /// Its exposure.
    pub exposure: Option<u8>,
    /// The least level that it is owed.
    pub floor: Named,
    /// The highest level that it is promised, has got and can still get.
    pub level: LevelView,
    /// The promise is below the least level, or there is none.
    pub below: bool,
    /// How its voice reaches the decision.
    pub route: Option<String>,
}

/// Who came of a stakeholder, beside what it was promised.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct CameView {
    /// The stakeholder.
    pub stakeholder: Named,
    /// The highest level that it is promised, has got and can still get.
    pub level: LevelView,
    /// Sessions held in which its people were counted.
    pub sessions: usize,
    /// People, summed over these sessions: who came twice counts twice.
    pub people: i64,
    /// People by hours, to one decimal; nothing while nobody wrote down how long one of these sessions took.
    pub person_hours: Option<f64>,
    /// Why.
    pub because: Vec<Reason>,
}

/// Which helices take part at a stage.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct CoverageView {
    /// The stage.
    pub stage: Named,
    /// Those who take part.
    pub present: Vec<Named>,
    /// Those who do not.
    pub absent: Vec<Named>,
    /// How many of the four take part.
    pub count: usize,
    /// How many activities take place there.
    pub activities: usize,
    /// Why.
    pub because: Vec<Reason>,
}

/// The people of the plan.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct PeopleView {
    /// How many stakeholders there are.
    pub count: usize,
    /// The grid, quadrant by quadrant.
    pub quadrants: Vec<QuadrantView>,
    /// Those whose power or interest is not scored.
    pub unscored: Vec<Named>,
    /// The strongly exposed.
    pub overrides: Vec<OverrideView>,
    /// Who came to the sessions held, of all who are to take part; empty while nobody was counted.
    pub came: Vec<CameView>,
    /// Which helices take part where.
    pub coverage: Vec<CoverageView>,
}

/// One cell of the matrix of promises.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct MatrixCell {
    /// It takes part at this stage.
    pub takes_part: bool,
    /// What it is promised there, and what became of it.
    pub level: LevelView,
    /// The activities there.
    pub activities: Vec<Named>,
}

/// One stakeholder's row of the matrix of promises.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct MatrixRow {
    /// The stakeholder.
    pub stakeholder: Named,
    /// One cell for each stage of the matrix.
    pub cells: Vec<MatrixCell>,
}

/// What each stakeholder is promised at each stage of a phase.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Matrix {
    /// The stages with activities.
    pub stages: Vec<Named>,
    /// The stakeholders who take part.
    pub rows: Vec<MatrixRow>,
}

impl<'a> Lens<'a> {
    pub(super) fn placed(&self, placed: &Placed<'_>) -> PlacedView {
        let s = placed.stakeholder;
        let because = [placed.because_of_quadrant(), placed.because_of_salience(), placed.because_of_exposure()];
        let because: Vec<_> = because.into_iter().flatten().collect();
        PlacedView {
            stakeholder: self.stakeholder_named(placed),
            actor_type: self.named(crate::project::Referent::ActorType, s.actor_type.as_str()),
            sector: placed.sector().map(|sector| self.word(sector)),
            power: s.power.map(|p| p.get()),
            interest: s.interest.map(|i| i.get()),
            exposure: s.exposure.map(|e| e.get()),
            exposed: placed.exposed == Some(true),
            quadrant: placed.quadrant.map(|q| self.word(q)),
            salience: placed.salience.map(|c| self.word(c)),
            because: self.reasons(&because),
        }
    }

    pub(super) fn people(&self, phase: Option<Phase>) -> PeopleView {
        let quadrants = Quadrant::ALL.iter().map(|q| QuadrantView {
            quadrant: self.word(*q),
            stakeholders: self.stakeholders.iter().filter(|s| s.quadrant == Some(*q)).map(|s| self.placed(s)).collect(),
        });
        let unscored = self.stakeholders.iter().filter(|s| s.quadrant.is_none());
        PeopleView {
            count: self.stakeholders.len(),
            quadrants: quadrants.collect(),
            unscored: unscored.map(|s| self.stakeholder_named(s)).collect(),
            overrides: self.overrides(),
            came: self.came(),
            coverage: self.coverage(phase),
        }
    }

    fn came(&self) -> Vec<CameView> {
        let of = |(placed, came): (&Placed<'a>, Came)| CameView {
            stakeholder: self.stakeholder_named(placed),
            level: self.level_of(&self.levels_with(placed)),
            sessions: came.sessions,
            people: came.people,
            person_hours: came.hours_shown(),
            because: self.reasons(&[Because::new("people-counted", vec![FieldPath::of(["sessions"])])]),
        };
        self.who_came().into_iter().map(of).collect()
    }

    /// The levels of the activities in which a stakeholder takes part.
    pub(super) fn levels_with(&self, placed: &Placed<'_>) -> Vec<&Level<'a>> {
        self.levels.iter().filter(|l| placed.activities.contains(&l.id)).collect()
    }

    fn overrides(&self) -> Vec<OverrideView> {
        let of = |s: &Placed<'a>| {
            let floor = s.floor()?;
            let level = self.level_of(&self.levels_with(s));
            Some(OverrideView {
                stakeholder: self.stakeholder_named(s),
                exposure: s.stakeholder.exposure.map(|e| e.get()),
                floor: self.word(floor),
                below: s.declared.is_none_or(|d| d < floor),
                level,
                route: s.stakeholder.route.clone(),
            })
        };
        self.stakeholders.iter().filter_map(of).collect()
    }

    pub(super) fn coverage(&self, phase: Option<Phase>) -> Vec<CoverageView> {
        let all = self.stage_coverage();
        let here = all.into_iter().filter(|c| phase.is_none_or(|p| c.stage.phase() == p));
        here.map(|c| CoverageView {
            stage: self.stage(c.stage),
            present: self.helices(&c.helices, true),
            absent: self.helices(&c.helices, false),
            count: c.helices.len(),
            activities: c.activities,
            because: self.reasons(&c.because),
        })
        .collect()
    }

    fn helices(&self, present: &BTreeSet<Helix>, wanted: bool) -> Vec<Named> {
        Helix::ALL.iter().filter(|h| present.contains(h) == wanted).map(|h| self.word(*h)).collect()
    }

    pub(super) fn matrix(&self, phase: Phase) -> Matrix {
        let at = |stage: Stage| self.levels.iter().filter(move |l| l.activity.stage == stage);
        let stages: Vec<Stage> = phase.stages().filter(|s| at(*s).next().is_some()).collect();
        let cell = |id: &str, stage: Stage| {
            let own: Vec<&Level<'_>> =
                at(stage).filter(|l| l.activity.stakeholders.iter().any(|s| s.as_str() == id)).collect();
            let named = |l: &&Level<'_>| self.named(crate::project::Referent::Activity, l.id);
            MatrixCell {
                takes_part: !own.is_empty(),
                activities: own.iter().map(named).collect(),
                level: self.level_of(&own),
            }
        };
        let row = |s: &Placed<'_>| MatrixRow {
            stakeholder: self.stakeholder_named(s),
            cells: stages.iter().map(|stage| cell(s.id, *stage)).collect(),
        };
        let rows = self.stakeholders.iter().map(row).filter(|r| r.cells.iter().any(|c| c.takes_part)).collect();
        Matrix { stages: stages.iter().map(|s| self.stage(*s)).collect(), rows }
    }
}
