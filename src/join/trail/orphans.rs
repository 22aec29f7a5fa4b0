//! Where the trail breaks off (method `trail-orphans`).

use super::{Link, Node, NodeId, Part, Trail};
use crate::join::Joined;
use crate::scale::ParticipationLevel;
use crate::vocabulary;

vocabulary! {
    /// How the trail breaks off.
    "a break of the trail"
    pub enum Fault {
        /// An input was taken up, and no option, requirement, criterion or clause shows it.
        AcceptedWithoutTrace = "accepted-without-trace",
        /// A requirement comes from nothing that is recorded.
        RequirementWithoutOrigin = "requirement-without-origin",
        /// An award criterion comes from nothing that is recorded.
        CriterionWithoutOrigin = "criterion-without-origin",
        /// A clause comes from nothing that is recorded.
        ClauseWithoutOrigin = "clause-without-origin",
        /// An activity has closed, and no input of it is recorded.
        ClosedWithoutInput = "closed-without-input",
        /// A decision is served by no activity.
        DecisionWithoutActivity = "decision-without-activity",
    }
}

/// One place where the trail breaks off.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Orphan<'a> {
    /// How.
    pub fault: Fault,
    /// What stands alone.
    pub node: Node<'a>,
}

impl<'a> Joined<'a> {
    /// Every place where the trail breaks off, by part, in the author's order.
    pub fn orphans(&self) -> Vec<Orphan<'a>> {
        let trail = &self.trail;
        let fault = |id: NodeId, node: Node<'a>| match node.part {
            Part::Input => self.lost(trail, id, node.id).then_some(Fault::AcceptedWithoutTrace),
            Part::Requirement => unfounded(trail, id).then_some(Fault::RequirementWithoutOrigin),
            Part::Criterion => unfounded(trail, id).then_some(Fault::CriterionWithoutOrigin),
            Part::Clause => unfounded(trail, id).then_some(Fault::ClauseWithoutOrigin),
            Part::Activity => self.silent(trail, id, node.id).then_some(Fault::ClosedWithoutInput),
            Part::Decision => {
                (!trail.back(id).any(|edge| edge.link == Link::Serves)).then_some(Fault::DecisionWithoutActivity)
            }
            Part::Stakeholder | Part::Choice | Part::Body | Part::Hook | Part::Response | Part::Reply => None,
        };
        trail.nodes().filter_map(|(id, node)| fault(id, node).map(|fault| Orphan { fault, node })).collect()
    }

    /// Whether an input was taken up and can be seen nowhere.
    fn lost(&self, trail: &Trail<'a>, id: NodeId, input: &str) -> bool {
        let answer = self.project.inputs.position(input).and_then(|n| trail.answers.get(n));
        answer.is_some_and(super::InputAnswer::is_taken_up) && !trail.is_traced(id)
    }

    /// Whether an activity has closed that takes input, and nothing that people said is recorded.
    fn silent(&self, trail: &Trail<'a>, id: NodeId, activity: &str) -> bool {
        let Some(activity) = self.project.activities.get(activity) else { return false };
        activity.closes.is_some_and(|day| day < self.today)
            && activity.level != Some(ParticipationLevel::Inform)
            && !trail.onwards(id).any(|edge| edge.link == Link::Heard)
    }
}

/// A requirement may be founded by its own origins; that a clause binds it founds the clause, too.
fn unfounded(trail: &Trail<'_>, id: NodeId) -> bool {
    !trail.back(id).any(|edge| matches!(edge.link, Link::Became | Link::Bound | Link::Rewarded))
}

impl Trail<'_> {
    /// Whether an option, requirement, criterion or clause shows what became of the input with this id.
    pub fn shows(&self, input: &str) -> bool {
        self.find(Part::Input, input).is_some_and(|id| self.is_traced(id))
    }

    /// The same, by its node.
    pub fn is_traced(&self, input: NodeId) -> bool {
        self.onwards(input).any(|edge| matches!(edge.link, Link::Changed | Link::Became))
    }
}
