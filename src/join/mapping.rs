//! The map of stakeholders: quadrant, salience, exposure, and what each is promised.
//!
//! Power–interest grid: Mendelow (method `power-interest-quadrant`). Salience: Mitchell, Agle and Wood, 1997 (method
//! `salience-class`). Exposure override: ours, derived from Canada's Algorithmic Impact Assessment (method
//! `exposure-override`).

use super::Joined;
use super::explained::Because;
use super::level::Level;
use crate::map::Map;
use crate::playbook::Actor;
use crate::project::FieldPath;
use crate::project::model::Stakeholder;
use crate::scale::{Helix, ParticipationLevel, Score, Sector};
use crate::vocabulary;
use crate::vocabulary::Vocabulary;

vocabulary! {
    /// A quadrant of the power–interest grid.
    "a quadrant"
    pub enum Quadrant {
        /// High power, high interest.
        ManageClosely = "manage-closely",
        /// High power, low interest.
        KeepSatisfied = "keep-satisfied",
        /// Low power, high interest.
        KeepInformed = "keep-informed",
        /// Low power, low interest.
        Monitor = "monitor",
    }
}

vocabulary! {
    /// A salience class.
    "a salience class"
    pub enum Salience {
        /// None of the three attributes.
        NonStakeholder = "non-stakeholder",
        /// Power alone.
        Dormant = "dormant",
        /// Legitimacy alone.
        Discretionary = "discretionary",
        /// Urgency alone.
        Demanding = "demanding",
        /// Power and legitimacy.
        Dominant = "dominant",
        /// Power and urgency.
        Dangerous = "dangerous",
        /// Legitimacy and urgency, without power.
        Dependent = "dependent",
        /// All three.
        Definitive = "definitive",
    }
}

/// The quadrant of two scores.
pub fn quadrant(power: Score, interest: Score) -> Quadrant {
    match (power >= Score::HIGH, interest >= Score::HIGH) {
        (true, true) => Quadrant::ManageClosely,
        (true, false) => Quadrant::KeepSatisfied,
        (false, true) => Quadrant::KeepInformed,
        (false, false) => Quadrant::Monitor,
    }
}

/// The salience class of three attributes; power counts from [`Score::HIGH`].
pub fn salience(power: Score, legitimacy: bool, urgency: bool) -> Salience {
    match (power >= Score::HIGH, legitimacy, urgency) {
        (false, false, false) => Salience::NonStakeholder,
        (true, false, false) => Salience::Dormant,
        (false, true, false) => Salience::Discretionary,
        (false, false, true) => Salience::Demanding,
        (true, true, false) => Salience::Dominant,
        (true, false, true) => Salience::Dangerous,
        (false, true, true) => Salience::Dependent,
        (true, true, true) => Salience::Definitive,
    }
}

/// One stakeholder, placed on the map.
#[derive(Clone, Debug)]
pub struct Placed<'a> {
    /// The id.
    pub id: &'a str,
    /// What the project says.
    pub stakeholder: &'a Stakeholder,
    /// Its actor type, if the playbook has it.
    pub actor: Option<&'a Actor>,
    /// The quadrant, when power and interest are scored.
    pub quadrant: Option<Quadrant>,
    /// The salience class, when power, legitimacy and urgency are scored.
    pub salience: Option<Salience>,
    /// Whether it is strongly exposed; nothing while exposure is not scored.
    pub exposed: Option<bool>,
    /// The activities in which it takes part.
    pub activities: Vec<&'a str>,
    /// The highest level that it is promised in any activity.
    pub declared: Option<ParticipationLevel>,
    /// The highest level that it has got.
    pub earned: Option<ParticipationLevel>,
    /// The highest level that it can still get.
    pub attainable: Option<ParticipationLevel>,
}

impl Placed<'_> {
    /// The sector, if the actor type is known.
    pub fn sector(&self) -> Option<Sector> {
        self.actor.map(|a| a.sector)
    }

    /// The least level that it is owed whatever its power: *involve* for the strongly exposed.
    pub fn floor(&self) -> Option<ParticipationLevel> {
        self.exposed.filter(|exposed| *exposed).map(|_| ParticipationLevel::Involve)
    }

    /// Why it is in its quadrant, if it is in one.
    pub fn because_of_quadrant(&self) -> Option<Because> {
        self.quadrant.map(|_| self.by("power-interest-quadrant", &["power", "interest"]))
    }

    /// Why it has its salience class, if it has one.
    pub fn because_of_salience(&self) -> Option<Because> {
        self.salience.map(|_| self.by("salience-class", &["power", "legitimacy", "urgency"]))
    }

    /// Why it counts as strongly exposed or not, if that is known.
    pub fn because_of_exposure(&self) -> Option<Because> {
        self.exposed.map(|_| self.by("exposure-override", &["exposure"]))
    }

    fn by(&self, method: &'static str, fields: &[&str]) -> Because {
        let at = |field: &&str| FieldPath::of(["stakeholders", self.id, *field]);
        Because::new(method, fields.iter().map(at).collect())
    }
}

pub(super) fn all<'a>(joined: &Joined<'a>) -> Vec<Placed<'a>> {
    let mut by_stakeholder: Map<&str, Vec<&Level<'a>>> = Map::default();
    for level in &joined.levels {
        for stakeholder in &level.activity.stakeholders {
            let own = by_stakeholder.entry(stakeholder.as_str()).or_default();
            // Who is named twice takes part once.
            if own.last().is_none_or(|last| last.id != level.id) {
                own.push(level);
            }
        }
    }
    let place = |(id, stakeholder): (&'a str, &'a Stakeholder)| -> Placed<'a> {
        let own = by_stakeholder.get(id).map(Vec::as_slice).unwrap_or_default();
        Placed {
            id,
            stakeholder,
            actor: joined.playbook.actors().get(stakeholder.actor_type.as_str()),
            quadrant: stakeholder.power.zip(stakeholder.interest).map(|(power, interest)| quadrant(power, interest)),
            salience: match (stakeholder.power, stakeholder.legitimacy, stakeholder.urgency) {
                (Some(power), Some(legitimacy), Some(urgency)) => Some(salience(power, legitimacy, urgency)),
                (None, _, _) | (_, None, _) | (_, _, None) => None,
            },
            exposed: stakeholder.exposure.map(|exposure| exposure >= Score::EXPOSED),
            activities: own.iter().map(|l| l.id).collect(),
            declared: own.iter().filter_map(|l| l.declared).max(),
            earned: own.iter().filter_map(|l| l.earned).max(),
            attainable: own.iter().filter_map(|l| l.attainable).max(),
        }
    };
    joined.project.stakeholders.iter().map(place).collect()
}

/// Which sectors and helices nobody on the map stands for (method `missing-sectors`).
#[derive(Clone, Debug)]
pub struct Missing {
    /// Sectors without a stakeholder.
    pub sectors: Vec<Sector>,
    /// Helices without a stakeholder.
    pub helices: Vec<Helix>,
    /// Why.
    pub because: Vec<Because>,
}

impl<'a> Joined<'a> {
    /// Which sectors nobody on the map stands for.
    pub fn missing(&self) -> Missing {
        let has = |sector: Sector| self.stakeholders.iter().any(|s| s.sector() == Some(sector));
        let sectors: Vec<Sector> = Sector::ALL.iter().copied().filter(|s| !has(*s)).collect();
        let helices =
            Helix::ALL.iter().copied().filter(|h| !Sector::ALL.iter().any(|s| s.helix() == *h && has(*s))).collect();
        let facts = self.stakeholders.iter().map(|s| FieldPath::of(["stakeholders", s.id, "type"])).collect();
        Missing { sectors, helices, because: vec![Because::new("missing-sectors", facts)] }
    }

    /// Actor types of affected people and workers that nobody on the map is of, with the reason to look for them in
    /// the playbook: those with a function in the project's present phase.
    pub fn unmapped_affected(&self) -> Vec<&'a Actor> {
        let phase = self.project.project.stage.phase();
        self.playbook
            .actors()
            .iter()
            .filter(|a| matches!(a.sector, Sector::AffectedPeople | Sector::Workers))
            .filter(|a| a.phases.contains_key(&phase))
            .filter(|a| !self.stakeholders.iter().any(|s| s.stakeholder.actor_type.as_str() == a.id))
            .collect()
    }
}
