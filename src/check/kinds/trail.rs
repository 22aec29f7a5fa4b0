//! `trail`: the way from what people said to a published answer breaks off, or comes too late.

use std::collections::HashSet;

use crate::check::Verdict;
use crate::date::Date;
use crate::join::Joined;
use crate::join::trail::{AnswerState, Fault, InputAnswer};
use crate::lifecycle::Stage;
use crate::playbook::rule::TrailFault;
use crate::project::FieldPath;
use crate::project::model::InputStatus;

pub(super) fn judge(joined: &Joined<'_>, fault: TrailFault) -> Vec<Verdict> {
    match fault {
        TrailFault::AnsweredLate => answered_late(joined),
        TrailFault::Unanswered => unanswered(joined),
        TrailFault::PendingAfterResponse => pending_after_response(joined),
        TrailFault::AnsweredAfterGoLive => answered_after_go_live(joined),
        TrailFault::SaidAfterDecision => said_after_decision(joined),
        TrailFault::AcceptedWithoutTrace => accepted_without_trace(joined),
        TrailFault::RefusedWithoutReason => refused_without_reason(joined),
        TrailFault::RequirementWithoutOrigin => without_origin(joined, Fault::RequirementWithoutOrigin),
        TrailFault::CriterionWithoutOrigin => without_origin(joined, Fault::CriterionWithoutOrigin),
        TrailFault::ClauseWithoutOrigin => without_origin(joined, Fault::ClauseWithoutOrigin),
    }
}

fn input(id: &str) -> FieldPath {
    FieldPath::of(["inputs", id])
}

fn response(activity: &str) -> FieldPath {
    FieldPath::of(["activities", activity, "response"])
}

fn days(n: i64) -> String {
    if n == 1 { "1 day".to_owned() } else { format!("{n} days") }
}

/// An answer of the activity is one fault, however many inputs it answers.
fn answered_late(joined: &Joined<'_>) -> Vec<Verdict> {
    let mut found = Vec::new();
    let mut told = HashSet::new();
    for answer in &joined.trail.answers {
        match (answer.state, answer.due, answer.on) {
            (AnswerState::Late, Some(due), Some(on)) => {
                let late = days(due.days_until(on));
                let activity = answer.input.activity.as_str();
                if !answer.by_activity {
                    let message = format!("“{}” was answered on {on}, {late} after the promised {due}", answer.id);
                    found.push(Verdict::found(input(answer.id).key("answered").key("on"), message));
                } else if told.insert(activity) {
                    let message = format!("“{activity}” was answered on {on}, {late} after the promised {due}");
                    found.push(Verdict::found(response(activity).key("published"), message));
                }
            }
            (AnswerState::Undated, Some(_), None) => {
                let at = input(answer.id);
                found.push(Verdict::cannot_tell(at.clone(), &[at.key("answered").key("on")]));
            }
            (
                AnswerState::InTime
                | AnswerState::Late
                | AnswerState::Undated
                | AnswerState::NotDue
                | AnswerState::Overdue
                | AnswerState::Open,
                _,
                _,
            ) => {}
        }
    }
    found
}

/// The day on which the activity's answer was published, if it is past.
fn published(answer: &InputAnswer<'_>, today: Date) -> Option<Date> {
    answer.activity.and_then(|a| a.response.as_ref()?.published).filter(|day| *day <= today)
}

fn is_pending(answer: &InputAnswer<'_>) -> bool {
    matches!(answer.input.status, None | Some(InputStatus::Pending)) && !answer.state.is_answered()
}

/// Whether a published answer of the activity passes over the input; that is a fault of its own.
fn is_passed_over(answer: &InputAnswer<'_>, today: Date) -> bool {
    let answered = published(answer, today);
    is_pending(answer) && answered.is_some_and(|day| answer.input.received.is_none_or(|received| received <= day))
}

fn unanswered(joined: &Joined<'_>) -> Vec<Verdict> {
    let mut found = Vec::new();
    let mut told = HashSet::new();
    for answer in joined.trail.answers.iter().filter(|a| !is_passed_over(a, joined.today)) {
        let activity = answer.input.activity.as_str();
        match (answer.state, answer.due, answer.activity) {
            (AnswerState::Overdue, Some(due), _) => {
                let late = days(due.days_until(joined.today));
                let message = format!("“{}” has no answer; it was due on {due}, {late} ago", answer.id);
                found.push(Verdict::found(input(answer.id), message));
            }
            (AnswerState::Open, _, Some(heard)) => {
                let no_day = heard.response.as_ref().is_none_or(|r| r.due.is_none());
                let closed = heard.closes.is_some_and(|day| day < joined.today);
                if no_day && closed && told.insert(activity) {
                    let at = FieldPath::of(["activities", activity]);
                    found.push(Verdict::cannot_tell(at, &[response(activity).key("due")]));
                }
            }
            (
                AnswerState::InTime
                | AnswerState::Late
                | AnswerState::Undated
                | AnswerState::NotDue
                | AnswerState::Overdue
                | AnswerState::Open,
                _,
                _,
            ) => {}
        }
    }
    found
}

fn pending_after_response(joined: &Joined<'_>) -> Vec<Verdict> {
    let mut found = Vec::new();
    for answer in joined.trail.answers.iter().filter(|a| is_passed_over(a, joined.today)) {
        let Some(on) = published(answer, joined.today) else { continue };
        let at = input(answer.id);
        found.push(match answer.input.received {
            Some(_) => {
                let activity = answer.input.activity.as_str();
                let message = format!("“{activity}” was answered on {on}, and “{}” is still pending", answer.id);
                Verdict::found(at.key("status"), message)
            }
            None => Verdict::cannot_tell(at.clone(), &[at.key("received")]),
        });
    }
    found
}

/// Judges what is promised, too: a day that is set too late can still be moved.
fn answered_after_go_live(joined: &Joined<'_>) -> Vec<Verdict> {
    let project = joined.project;
    let Some(go_live) = project.timeline.as_ref().and_then(|t| t.go_live) else {
        // Before this stage nobody is asked for the day.
        let asked = project.project.stage >= Stage::Deployment && !project.inputs.is_empty();
        let missing = [FieldPath::of(["timeline", "go-live"])];
        return asked.then(|| Verdict::cannot_tell(FieldPath::of(["inputs"]), &missing)).into_iter().collect();
    };
    let mut found = Vec::new();
    for (id, activity) in project.activities.iter() {
        let Some(answer) = activity.response.as_ref().filter(|_| activity.closes.is_some_and(|day| day <= go_live))
        else {
            continue;
        };
        let day = answer.published.map(|day| ("published", "was answered", day));
        let Some((field, verb, on)) = day.or(answer.due.map(|day| ("due", "is to be answered", day))) else { continue };
        if on > go_live {
            let late = days(go_live.days_until(on));
            let message = format!("“{id}” {verb} on {on}, {late} after first use on {go_live}");
            found.push(Verdict::found(response(id).key(field), message));
        }
    }
    for answer in &joined.trail.answers {
        let Some(on) = answer.input.answered.as_ref().and_then(|own| own.on).filter(|on| *on > go_live) else {
            continue;
        };
        let at = input(answer.id);
        match answer.input.received {
            Some(received) if received <= go_live => {
                let late = days(go_live.days_until(on));
                let message = format!("“{}” is answered on {on}, {late} after first use on {go_live}", answer.id);
                found.push(Verdict::found(at.key("answered").key("on"), message));
            }
            Some(_) => {}
            None => found.push(Verdict::cannot_tell(at.clone(), &[at.key("received")])),
        }
    }
    found
}

fn said_after_decision(joined: &Joined<'_>) -> Vec<Verdict> {
    let mut found = Vec::new();
    let mut told = HashSet::new();
    for answer in &joined.trail.answers {
        let named = answer.input.decision.as_ref().or_else(|| answer.activity?.decision.as_ref());
        let Some((id, decision)) =
            named.and_then(|named| Some((named.as_str(), joined.project.decisions.get(named.as_str())?)))
        else {
            continue;
        };
        let at = input(answer.id);
        match (answer.input.received, decision.on) {
            (Some(received), Some(on)) if received > on => {
                let late = days(on.days_until(received));
                let message = format!("“{}” came in on {received}, {late} after “{id}” was decided on {on}", answer.id);
                let verdict = Verdict::found(at.key("received"), message);
                found.push(match next_decision(joined, received) {
                    Some(next) => verdict.with_help(format!("Link it to “{next}”, which was still open that day.")),
                    None => verdict,
                });
            }
            (None, Some(on)) if on <= joined.today => {
                found.push(Verdict::cannot_tell(at.clone(), &[at.key("received")]));
            }
            (Some(_), None) if told.insert(id) => {
                let decision = FieldPath::of(["decisions", id]);
                found.push(Verdict::cannot_tell(decision.clone(), &[decision.key("on")]));
            }
            (Some(_) | None, Some(_) | None) => {}
        }
    }
    found
}

/// The first decision that was still open on a day.
fn next_decision<'a>(joined: &Joined<'a>, day: Date) -> Option<&'a str> {
    let open = joined.project.decisions.iter().filter_map(|(id, d)| Some((d.on.filter(|on| *on >= day)?, id)));
    open.min().map(|(_, id)| id)
}

/// Answered, and nobody wrote down what became of it.
fn without_status<'j, 'a>(joined: &'j Joined<'a>) -> impl Iterator<Item = &'j InputAnswer<'a>> {
    joined.trail.answers.iter().filter(|a| a.input.status.is_none() && a.input.answered.is_some())
}

fn accepted_without_trace(joined: &Joined<'_>) -> Vec<Verdict> {
    let lost = joined.orphans().into_iter().filter(|orphan| orphan.fault == Fault::AcceptedWithoutTrace);
    let mut found: Vec<Verdict> = lost
        .map(|orphan| {
            let message = format!("“{}” was taken up, and nothing shows where", orphan.node.id);
            Verdict::found(orphan.node.path(), message)
        })
        .collect();
    found.extend(without_status(joined).filter(|a| !joined.trail.shows(a.id)).map(|answer| {
        let at = input(answer.id);
        Verdict::cannot_tell(at.clone(), &[at.key("status")])
    }));
    found
}

fn without_origin(joined: &Joined<'_>, fault: Fault) -> Vec<Verdict> {
    let alone = joined.orphans().into_iter().filter(|orphan| orphan.fault == fault);
    alone
        .map(|orphan| {
            let message = format!("“{}” comes from no input, activity or duty that is recorded", orphan.node.id);
            Verdict::found(orphan.node.path().key("from"), message)
        })
        .collect()
}

fn refused_without_reason(joined: &Joined<'_>) -> Vec<Verdict> {
    let silent = |a: &&InputAnswer<'_>| a.input.reason.as_ref().is_none_or(|reason| reason.trim().is_empty());
    let refused = |a: &&InputAnswer<'_>| matches!(a.input.status, Some(InputStatus::Rejected | InputStatus::Partly));
    let mut found: Vec<Verdict> = joined
        .trail
        .answers
        .iter()
        .filter(refused)
        .filter(silent)
        .map(|a| {
            let how = match a.input.status == Some(InputStatus::Partly) {
                true => "taken up only in part",
                false => "not taken up",
            };
            Verdict::found(input(a.id).key("reason"), format!("“{}” was {how}, and no reason is given", a.id))
        })
        .collect();
    found.extend(without_status(joined).filter(silent).map(|answer| {
        let at = input(answer.id);
        Verdict::cannot_tell(at.clone(), &[at.key("status")])
    }));
    found
}
