//! FACTS computed from playbook and project, one file for each thing, pure, each value with its explanation.
//!
//! Here ids of the project meet records of the playbook for the first time. Nothing here judges: a fact may be bad
//! news, but only `check` says so.

pub mod attendance;
pub mod budget;
pub mod condition;
pub mod coverage;
pub mod explained;
pub mod fact;
mod folder;
pub mod law;
pub mod level;
pub mod lint;
pub mod mapping;
pub mod period;
pub mod progress;
pub mod readiness;
pub mod risk;
pub mod schedule;
pub mod select;
pub mod trail;
pub mod waivers;

use crate::date::Date;
use crate::playbook::Playbook;
use crate::project::{FieldPath, Project};

pub use explained::{Because, Explained, Interval, Known};
pub use folder::Folder;

/// One project seen through one playbook on one day, with the facts that everything else rests on.
#[derive(Debug)]
pub struct Joined<'a> {
    /// The playbook.
    pub playbook: &'a Playbook,
    /// The project.
    pub project: &'a Project,
    /// The day.
    pub today: Date,
    /// The files that are there, if the shell has looked. Evidence that is not there shows nothing.
    pub files: Option<Folder>,
    /// The AI Act's class.
    pub risk_class: Explained<Known<crate::scale::RiskClass>>,
    /// The least and the most that the class can be; the same while no fact that matters is missing.
    pub risk_range: (crate::scale::RiskClass, crate::scale::RiskClass),
    /// How far the system is infrastructure.
    pub infrastructure: risk::Infrastructure,
    /// What is at stake.
    pub stakes: Explained<crate::scale::Stakes>,
    /// The facts for want of which the stakes may be high though they count as less.
    high_unless: Vec<FieldPath>,
    /// What each fact of a condition can be, in the order of the facts.
    facts: Vec<condition::Value>,
    /// Every stakeholder, placed, in the author's order.
    pub stakeholders: Vec<mapping::Placed<'a>>,
    /// Every activity's level, in the author's order.
    pub levels: Vec<level::Level<'a>>,
    /// Every stage's progress.
    pub progress: Vec<progress::StageProgress<'a>>,
    /// From what people said to what became of it.
    pub trail: trail::Trail<'a>,
    /// What the law asks, worked out when it is first asked for.
    law: std::sync::OnceLock<law::Law>,
}

impl<'a> Joined<'a> {
    /// Joins the two, with the files that are there.
    pub fn with_files(playbook: &'a Playbook, project: &'a Project, today: Date, files: Folder) -> Self {
        Self::of(playbook, project, today, Some(files))
    }

    /// Joins the two; whether files are there is not looked at.
    pub fn new(playbook: &'a Playbook, project: &'a Project, today: Date) -> Self {
        Self::of(playbook, project, today, None)
    }

    fn of(playbook: &'a Playbook, project: &'a Project, today: Date, files: Option<Folder>) -> Self {
        let risk = risk::class(project);
        let infrastructure = risk::infrastructure(project, &playbook.about().thresholds);
        let stakes = risk::stakes(project, &risk, &infrastructure);
        let thresholds = &playbook.about().thresholds;
        let high_unless = risk::may_be_high(project, &risk, &infrastructure, stakes.value, thresholds);
        let mut joined = Self {
            playbook,
            project,
            today,
            files,
            risk_range: (risk.lowest, risk.highest),
            risk_class: risk.class,
            infrastructure,
            stakes,
            high_unless,
            facts: Vec::new(),
            stakeholders: Vec::new(),
            levels: Vec::new(),
            progress: Vec::new(),
            trail: trail::Trail::default(),
            law: std::sync::OnceLock::new(),
        };
        joined.facts = condition::all(&joined);
        joined.levels = level::all(&joined);
        joined.stakeholders = mapping::all(&joined);
        joined.progress = progress::all(&joined);
        joined.trail = trail::build(&joined);
        joined
    }

    /// What the law asks of this project on this day.
    pub fn law(&self) -> &law::Law {
        self.law.get_or_init(|| law::law(self))
    }

    /// A stakeholder, placed.
    pub fn stakeholder(&self, id: &str) -> Option<&mapping::Placed<'a>> {
        self.stakeholders.get(self.project.stakeholders.position(id)?)
    }

    /// An activity's level.
    pub fn level(&self, activity: &str) -> Option<&level::Level<'a>> {
        self.levels.get(self.project.activities.position(activity)?)
    }
}
