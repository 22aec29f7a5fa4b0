//! Whether each input has its answer, and whether it came in time (method `input-answers`).
//!
//! An answer is the input's own, or the published answer of its activity once it is said what became of the input. A
//! day that is still to come is a promise, not an answer.

use super::Trail;
use crate::date::Date;
use crate::project::model::{Activity, Input, InputStatus};
use crate::vocabulary;

vocabulary! {
    /// Where the answer to an input stands on a day.
    "an answer state"
    pub enum AnswerState {
        /// Answered by the day that was promised.
        InTime = "in-time",
        /// Answered after the day that was promised.
        Late = "late",
        /// Answered, but the day of the answer or the day that was promised is not recorded.
        Undated = "undated",
        /// Not answered; the promised day is still to come.
        NotDue = "not-due",
        /// Not answered, and the promised day has passed.
        Overdue = "overdue",
        /// Not answered, and no day was promised.
        Open = "open",
    }
}

impl AnswerState {
    /// Whether there is an answer.
    pub fn is_answered(self) -> bool {
        match self {
            AnswerState::InTime | AnswerState::Late | AnswerState::Undated => true,
            AnswerState::NotDue | AnswerState::Overdue | AnswerState::Open => false,
        }
    }
}

/// An input and its answer.
#[derive(Clone, Debug)]
pub struct InputAnswer<'a> {
    /// The input's id.
    pub id: &'a str,
    /// The input.
    pub input: &'a Input,
    /// The activity in which it was heard, where there is one.
    pub activity: Option<&'a Activity>,
    /// Where the answer stands.
    pub state: AnswerState,
    /// The day of the answer.
    pub on: Option<Date>,
    /// The day that was promised. What came in after that day was promised nothing.
    pub due: Option<Date>,
    /// The answer is that of the activity: the input names no answer with a day of its own.
    pub by_activity: bool,
}

impl InputAnswer<'_> {
    /// By how many days the answer came, or is, late; nothing while it is not.
    pub fn days_late(&self, today: Date) -> Option<i64> {
        let due = self.due?;
        match self.state {
            AnswerState::Late => self.on.map(|on| due.days_until(on)),
            AnswerState::Overdue => Some(due.days_until(today)),
            AnswerState::InTime | AnswerState::Undated | AnswerState::NotDue | AnswerState::Open => None,
        }
    }

    /// Whether it was taken up, in full or in part.
    pub fn is_taken_up(&self) -> bool {
        matches!(self.input.status, Some(InputStatus::Accepted | InputStatus::Partly))
    }
}

pub(super) fn of<'a>(id: &'a str, input: &'a Input, activity: Option<&'a Activity>, today: Date) -> InputAnswer<'a> {
    let own = input.answered.as_ref();
    let decided = match input.status {
        Some(InputStatus::Accepted | InputStatus::Partly | InputStatus::Rejected) => true,
        Some(InputStatus::Pending) => false,
        None => own.is_some(),
    };
    let response = activity.and_then(|a| a.response.as_ref());
    let due = response.and_then(|r| r.due).filter(|due| input.received.is_none_or(|received| received <= *due));
    let own_day = own.and_then(|answer| answer.on);
    // What was published before the input came cannot have answered it.
    let published = response
        .and_then(|r| r.published)
        .filter(|day| *day <= today && input.received.is_none_or(|received| received <= *day));
    let by_activity = decided && own_day.is_none() && published.is_some();
    let on = own_day.filter(|day| decided && *day <= today).or(published.filter(|_| by_activity));
    let answered = on.is_some() || (decided && own.is_some_and(|answer| answer.on.is_none()));
    let state = match (answered, on, due) {
        (true, Some(on), Some(due)) if on <= due => AnswerState::InTime,
        (true, Some(_), Some(_)) => AnswerState::Late,
        (true, _, _) => AnswerState::Undated,
        (false, _, None) => AnswerState::Open,
        (false, _, Some(due)) if due < today => AnswerState::Overdue,
        (false, _, Some(_)) => AnswerState::NotDue,
    };
    InputAnswer { id, input, activity, state, on, due, by_activity }
}

/// What came in before the system was first used on real cases, and how much of it was answered before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct GoLive {
    /// The day.
    pub on: Date,
    /// Inputs received on or before the day.
    pub heard_before: usize,
    /// Of these, answered on or before the day.
    pub answered_before: usize,
    /// Of these, answered after the day.
    pub answered_after: usize,
    /// Of these, answered on a day that is not recorded.
    pub answered_undated: usize,
    /// Of these, not answered.
    pub unanswered: usize,
    /// Inputs of which the day is not recorded; they are in no other figure.
    pub undated: usize,
}

impl Trail<'_> {
    /// How many inputs have an answer in this state.
    pub fn answers_in(&self, state: AnswerState) -> usize {
        self.answers.iter().filter(|answer| answer.state == state).count()
    }

    /// The answers set against the day of first use.
    pub fn before(&self, go_live: Date) -> GoLive {
        let mut balance = GoLive {
            on: go_live,
            heard_before: 0,
            answered_before: 0,
            answered_after: 0,
            answered_undated: 0,
            unanswered: 0,
            undated: 0,
        };
        for answer in &self.answers {
            match answer.input.received {
                None => balance.undated += 1,
                Some(received) if received > go_live => {}
                Some(_) => {
                    balance.heard_before += 1;
                    match (answer.state.is_answered(), answer.on) {
                        (true, Some(on)) if on <= go_live => balance.answered_before += 1,
                        (true, Some(_)) => balance.answered_after += 1,
                        (true, None) => balance.answered_undated += 1,
                        (false, _) => balance.unanswered += 1,
                    }
                }
            }
        }
        balance
    }
}
