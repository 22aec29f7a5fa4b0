//! What one field cannot tell alone: dates in the wrong order and reasons that must be given.

use super::document::Document;
use super::model::{ItemState, Tables};
use super::path::FieldPath;
use super::problem::{Problem, ProblemCode};
use crate::date::Date;

/// Every problem between fields.
pub fn problems(tables: &Tables, document: &Document<'_>) -> Vec<Problem> {
    let mut found = Found { document, problems: Vec::new() };
    for (id, activity) in tables.activities.iter() {
        let at = FieldPath::of(["activities", id]);
        found.order(&at, ("opens", activity.opens), ("closes", activity.closes));
    }
    for (id, decision) in tables.decisions.iter() {
        let at = FieldPath::of(["decisions", id]);
        found.order(&at, ("options-frozen", decision.options_frozen), ("on", decision.on));
    }
    for (id, body) in tables.bodies.iter() {
        for (member, seat) in body.members.iter() {
            let at = FieldPath::of(["bodies", id, "members", member]);
            found.order(&at, ("since", seat.since), ("until", seat.until));
        }
    }
    if let Some(timeline) = &tables.timeline {
        let at = FieldPath::of(["timeline"]);
        let dated: Vec<(&str, Option<Date>)> = vec![
            ("notice-published", timeline.notice_published),
            ("contract-signed", timeline.contract_signed),
            ("go-live", timeline.go_live),
            ("retired", timeline.retired),
        ];
        let known: Vec<_> = dated.into_iter().filter(|(_, date)| date.is_some()).collect();
        for pair in known.windows(2) {
            found.order(&at, pair[0], pair[1]);
        }
        found.order(&at, ("contract-signed", timeline.contract_signed), ("contract-ends", timeline.contract_ends));
    }
    for (id, answer) in tables.answers.iter() {
        if answer.state == ItemState::NotApplicable && answer.reason.is_none() {
            let at = FieldPath::of(["answers", id, "state"]);
            found.reason(&at, "“not-applicable” needs a reason", "Add reason = \"…\" to this answer.");
        }
    }
    if let Some(system) = &tables.system
        && system.risk_class.is_some()
        && system.risk_class_reason.is_none()
    {
        let at = FieldPath::of(["system", "risk-class"]);
        let hint = "Remove it, and the class is computed from the other facts; or add risk-class-reason = \"…\".";
        found.reason(&at, "“risk-class” needs a reason", hint);
    }
    for (path, code, letters, example, value) in
        [("country", ProblemCode::WrongType, 2, "ES", tables.project.country.as_deref())]
    {
        if let Some(value) = value
            && !(value.len() == letters && value.bytes().all(|b| b.is_ascii_uppercase()))
        {
            let at = FieldPath::of(["project", path]);
            let hint = format!("Write it for example as \"{example}\".");
            let message = format!("“{path}” must be {letters} capital letters");
            found.at(code, &at, message, Some(hint));
        }
    }
    found.problems
}

struct Found<'d, 't> {
    document: &'d Document<'t>,
    problems: Vec<Problem>,
}

impl Found<'_, '_> {
    fn order(&mut self, at: &FieldPath, first: (&str, Option<Date>), then: (&str, Option<Date>)) {
        if let (Some(a), Some(b)) = (first.1, then.1)
            && a > b
        {
            let message = format!("“{}” ({b}) is before “{}” ({a})", then.0, first.0);
            self.at(ProblemCode::DateOrder, &at.key(then.0), message, Some("Put the two dates in order.".to_owned()));
        }
    }

    fn reason(&mut self, at: &FieldPath, message: &str, hint: &str) {
        self.at(ProblemCode::MissingReason, at, message.to_owned(), Some(hint.to_owned()));
    }

    fn at(&mut self, code: ProblemCode, at: &FieldPath, message: String, hint: Option<String>) {
        let span = self.document.locate(at);
        self.problems.push(Problem { code, path: at.clone(), span, message, hint });
    }
}
