//! You said, we did: every input with what became of it.

use schemars::JsonSchema;
use serde::Serialize;

use super::trail::{GoLiveView, NodeView, OrphanView};
use super::words::Lens;
use super::{Named, Reason};
use crate::date::Date;
use crate::join::Because;
use crate::join::trail::AnswerState;
use crate::lifecycle::Phase;
use crate::project::model::InputStatus;
use crate::project::{FieldPath, Referent};

/// Something that people said, and what became of it.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct InputView {
    /// Its id in the file.
    pub id: String,
    /// What was said.
    pub says: String,
    /// Who said it.
    pub from: Vec<Named>,
    /// The activity in which it was said.
    pub activity: Named,
    /// The day it was received.
    pub received: Option<Date>,
    /// What became of it.
    pub status: Named,
    /// Nobody has answered yet.
    pub pending: bool,
    /// Why.
    pub reason: Option<String>,
    /// The decision that it shaped.
    pub decision: Option<Named>,
    /// The option that it changed.
    pub option: Option<Named>,
    /// The requirement that came of it.
    pub requirement: Option<Named>,
    /// The clause that came of it.
    pub clause: Option<Named>,
    /// Options, requirements, criteria and clauses that show it, whichever end names the other.
    pub led_to: Vec<NodeView>,
    /// It led somewhere that can be looked up.
    pub traced: bool,
    /// Where its answer stands.
    pub state: Named,
    /// The day on which the answer was promised.
    pub due: Option<Date>,
    /// By how many days the answer came, or is, late.
    pub days_late: Option<i64>,
    /// The day of the answer.
    pub answered_on: Option<Date>,
    /// Who answered.
    pub answered_by: Option<String>,
    /// Where the answer is.
    pub answer_url: Option<String>,
}

/// All inputs.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct InputsView {
    /// The inputs.
    pub inputs: Vec<InputView>,
    /// How many there are.
    pub count: usize,
    /// How many are taken up, in full or in part.
    pub taken_up: usize,
    /// How many are not taken up, with a reason.
    pub rejected: usize,
    /// How many are not taken up, and nobody says why.
    pub rejected_unexplained: usize,
    /// How many have no answer yet.
    pub pending: usize,
    /// How many were answered by the promised day.
    pub in_time: usize,
    /// How many were answered later.
    pub late: usize,
    /// How many were answered on a day that is not recorded, or with no day promised.
    pub undated: usize,
    /// How many are to be answered by a day that is still to come.
    pub not_due: usize,
    /// How many are not answered although the promised day has passed.
    pub overdue: usize,
    /// How many are not answered and were promised no day.
    pub open: usize,
    /// The answers set against the day of first use; nothing in a plan of one phase.
    pub go_live: Option<GoLiveView>,
    /// Where the trail breaks off; nothing in a plan of one phase.
    pub orphans: Vec<OrphanView>,
    /// Why the figures are what they are.
    pub because: Vec<Reason>,
}

impl Lens<'_> {
    pub(super) fn inputs_view(&self, phase: Option<Phase>) -> InputsView {
        let within = |activity: &str| {
            phase.is_none_or(|p| self.project.activities.get(activity).is_some_and(|a| a.stage.phase() == p))
        };
        let whole = phase.is_none();
        let mut view = InputsView {
            inputs: Vec::new(),
            count: 0,
            taken_up: 0,
            rejected: 0,
            rejected_unexplained: 0,
            pending: 0,
            in_time: 0,
            late: 0,
            undated: 0,
            not_due: 0,
            overdue: 0,
            open: 0,
            go_live: self.go_live_view().filter(|_| whole),
            orphans: if whole { self.orphan_views() } else { Vec::new() },
            because: Vec::new(),
        };
        let mut facts = Vec::new();
        for answer in self.trail.answers.iter().filter(|a| within(a.input.activity.as_str())) {
            let (id, input) = (answer.id, answer.input);
            facts.push(FieldPath::of(["inputs", id]));
            match answer.state {
                AnswerState::InTime => view.in_time += 1,
                AnswerState::Late => view.late += 1,
                AnswerState::Undated => view.undated += 1,
                AnswerState::NotDue => view.not_due += 1,
                AnswerState::Overdue => view.overdue += 1,
                AnswerState::Open => view.open += 1,
            }
            let status = input.status.unwrap_or(InputStatus::Pending);
            view.count += 1;
            let says_why = input.reason.as_ref().is_some_and(|reason| !reason.trim().is_empty());
            match status {
                InputStatus::Accepted | InputStatus::Partly => view.taken_up += 1,
                InputStatus::Rejected if says_why => view.rejected += 1,
                InputStatus::Rejected => view.rejected_unexplained += 1,
                InputStatus::Pending => view.pending += 1,
            }
            let named = |to: Referent, id: &str| self.named(to, id);
            let own = input.answered.as_ref();
            let shared = answer.activity.and_then(|a| a.response.as_ref()).filter(|_| answer.by_activity);
            let decision = input.decision.as_ref().map(|d| named(Referent::Decision, d.as_str()));
            let option = input.option.as_ref().map(|o| named(Referent::Choice, o.as_str()));
            let requirement = input.requirement.as_ref().map(|r| named(Referent::Requirement, r.as_str()));
            let clause = input.clause.as_ref().map(|c| named(Referent::Clause, c.as_str()));
            view.inputs.push(InputView {
                id: id.to_owned(),
                says: input.says.clone(),
                from: input.from.iter().map(|f| named(Referent::Stakeholder, f.as_str())).collect(),
                activity: named(Referent::Activity, input.activity.as_str()),
                received: input.received,
                status: self.word(status),
                pending: status == InputStatus::Pending,
                reason: input.reason.clone(),
                traced: decision.is_some() || self.trail.shows(id),
                led_to: self.led_to(id),
                state: self.word(answer.state),
                due: answer.due,
                days_late: answer.days_late(self.today),
                decision,
                option,
                requirement,
                clause,
                answered_on: answer.on,
                answered_by: own.and_then(|a| a.by.clone()).or_else(|| shared.and_then(|r| r.by.clone())),
                answer_url: own.and_then(|a| a.url.clone()).or_else(|| shared.and_then(|r| r.url.clone())),
            });
        }
        let alone: Vec<FieldPath> = match whole {
            true => self.orphans().into_iter().map(|orphan| orphan.node.path()).collect(),
            false => Vec::new(),
        };
        view.because = self.reasons(&[Because::new("input-answers", facts), Because::new("trail-orphans", alone)]);
        view
    }
}
