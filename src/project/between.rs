//! What one field cannot tell alone: dates in the wrong order and reasons that must be given.
//!
//! Each check looks at one table of the file, so that a mistake elsewhere hides nothing here. Whether a plan holds is
//! not judged.

use std::ops::Range;

use toml::de::DeTable;

use super::model::{Activity, AnswerRecord, Decision, ItemState, Membership, System, Timeline};
use super::problem::ProblemCode;
use super::read::Reader;
use crate::date::Date;

/// The fields of one table, and the reader that reports what is wrong between them.
#[derive(Debug)]
pub struct Between<'r, 't> {
    table: &'t DeTable<'t>,
    reader: &'r mut Reader<'t>,
    good: Option<()>,
}

impl<'r, 't> Between<'r, 't> {
    /// Looks at `table`, at which the reader stands.
    pub fn new(table: &'t DeTable<'t>, reader: &'r mut Reader<'t>) -> Self {
        Self { table, reader, good: Some(()) }
    }

    /// Two dates, of which the first may not come after the second.
    fn order(&mut self, first: (&'static str, Option<Date>), then: (&'static str, Option<Date>)) -> &mut Self {
        if let (Some(a), Some(b)) = (first.1, then.1)
            && a > b
        {
            let message = format!("“{}” ({b}) is before “{}” ({a})", then.0, first.0);
            self.report(ProblemCode::DateOrder, then.0, message, "Put the two dates in order.");
        }
        self
    }

    fn report(&mut self, code: ProblemCode, key: &'static str, message: String, hint: &str) {
        let span: Range<usize> = self.table.get(key).map_or(0..0, |value| value.span());
        self.reader.problem_at(code, key, span, message, Some(hint.to_owned()));
        self.good = None;
    }
}

/// Whether an activity opens before it closes.
pub(super) fn activity(activity: &Activity, between: &mut Between<'_, '_>) -> Option<()> {
    between.order(("opens", activity.opens), ("closes", activity.closes)).good
}

/// Whether options are frozen before the decision.
pub(super) fn decision(decision: &Decision, between: &mut Between<'_, '_>) -> Option<()> {
    between.order(("options-frozen", decision.options_frozen), ("on", decision.on)).good
}

/// Whether a seat is taken before it is left.
pub(super) fn membership(seat: &Membership, between: &mut Between<'_, '_>) -> Option<()> {
    between.order(("since", seat.since), ("until", seat.until)).good
}

/// Whether the dates of the project follow each other.
pub(super) fn timeline(timeline: &Timeline, between: &mut Between<'_, '_>) -> Option<()> {
    let dated = [
        ("notice-published", timeline.notice_published),
        ("contract-signed", timeline.contract_signed),
        ("go-live", timeline.go_live),
        ("retired", timeline.retired),
    ];
    let known: Vec<_> = dated.into_iter().filter(|(_, date)| date.is_some()).collect();
    for pair in known.windows(2) {
        between.order(pair[0], pair[1]);
    }
    between.order(("contract-signed", timeline.contract_signed), ("contract-ends", timeline.contract_ends)).good
}

/// Whether an item that does not apply says why.
pub(super) fn answer(answer: &AnswerRecord, between: &mut Between<'_, '_>) -> Option<()> {
    if answer.state == ItemState::NotApplicable && answer.reason.is_none() {
        let message = "“not-applicable” needs a reason".to_owned();
        between.report(ProblemCode::MissingReason, "state", message, "Add reason = \"…\" to this answer.");
    }
    between.good
}

/// Whether a risk class that is set by hand has a reason.
pub(super) fn system(system: &System, between: &mut Between<'_, '_>) -> Option<()> {
    if system.risk_class.is_some() && system.risk_class_reason.is_none() {
        let message = "“risk-class” needs a reason".to_owned();
        let hint = "Remove it, and the class is computed from the other facts; or add risk-class-reason = \"…\".";
        between.report(ProblemCode::MissingReason, "risk-class", message, hint);
    }
    between.good
}
