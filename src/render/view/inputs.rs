//! You said, we did: every input with what became of it.

use schemars::JsonSchema;
use serde::Serialize;

use super::Named;
use super::words::Lens;
use crate::date::Date;
use crate::lifecycle::Phase;
use crate::project::Referent;
use crate::project::model::InputStatus;

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
    /// It led somewhere that can be looked up.
    pub traced: bool,
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
}

impl Lens<'_> {
    pub(super) fn inputs_view(&self, phase: Option<Phase>) -> InputsView {
        let within = |activity: &str| {
            phase.is_none_or(|p| self.project.activities.get(activity).is_some_and(|a| a.stage.phase() == p))
        };
        let mut view =
            InputsView { inputs: Vec::new(), count: 0, taken_up: 0, rejected: 0, rejected_unexplained: 0, pending: 0 };
        for (id, input) in self.project.inputs.iter().filter(|(_, i)| within(i.activity.as_str())) {
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
            let answered = input.answered.as_ref();
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
                traced: decision.is_some() || option.is_some() || requirement.is_some() || clause.is_some(),
                decision,
                option,
                requirement,
                clause,
                answered_on: answered.and_then(|a| a.on),
                answered_by: answered.and_then(|a| a.by.clone()),
                answer_url: answered.and_then(|a| a.url.clone()),
            });
        }
        view
    }
}
