//! Declared and effective participation level of each activity, as an interval: earned, and still attainable.
//!
//! Each level rests on pieces of evidence, each due on a day. Only a piece whose day has passed lowers what is still
//! attainable; an honest plan of things to come is clean. Methods: `participation-level-evidence`,
//! `effective-level`.

use super::Joined;
use super::explained::Because;
use crate::date::Date;
use crate::map::Map;
use crate::project::FieldPath;
use crate::project::model::{Activity, Decision, Input, InputStatus, Session};
use crate::scale::ParticipationLevel;
use crate::vocabulary;
use crate::vocabulary::Vocabulary;

vocabulary! {
    /// A piece of evidence for a level.
    "a piece of evidence"
    pub enum PieceKind {
        /// Problem, options and timetable were published on a known day.
        Publication = "publication",
        /// There was a time for input.
        Window = "window",
        /// The response was published.
        Response = "response",
        /// People met often enough.
        Touchpoints = "touchpoints",
        /// One meeting was before the options froze.
        EarlyTouchpoint = "early-touchpoint",
        /// At least one input can be traced to an option.
        TraceToOptions = "trace-to-options",
        /// People hold seats where text is drafted or decided.
        Seats = "seats",
        /// Each departure from their advice has a reason.
        ReasonsForDepartures = "reasons-for-departures",
        /// An act bound the authority before the process began.
        BindingAct = "binding-act",
    }
}

vocabulary! {
    /// Where a piece of evidence stands on a day.
    "a state of evidence"
    pub enum PieceState {
        /// It is there.
        There = "there",
        /// It is not due yet, or its day is not set.
        NotDue = "not-due",
        /// Its day has passed without it.
        Missed = "missed",
    }
}

/// A piece of evidence for a level of one activity.
#[derive(Clone, Debug)]
pub struct Piece {
    /// Which.
    pub kind: PieceKind,
    /// The level that needs it.
    pub level: ParticipationLevel,
    /// The day on which it is due, if that is known.
    pub due: Option<Date>,
    /// Where it stands.
    pub state: PieceState,
    /// The field of the activity in which it is, or would be.
    pub field: &'static str,
}

/// The level of one activity.
#[derive(Clone, Debug)]
pub struct Level<'a> {
    /// The activity's id.
    pub id: &'a str,
    /// The activity.
    pub activity: &'a Activity,
    /// The decision that it serves.
    pub decision: Option<&'a Decision>,
    /// What was promised.
    pub declared: Option<ParticipationLevel>,
    /// The highest level whose evidence is complete, at most the declared one.
    pub earned: Option<ParticipationLevel>,
    /// The highest level that can still be reached, at most the declared one.
    pub attainable: Option<ParticipationLevel>,
    /// The first day on which something needed for the attainable level falls due.
    pub until: Option<Date>,
    /// It opened after the decision that it serves: nobody could take part.
    pub after_decision: bool,
    /// The pieces up to the declared level.
    pub pieces: Vec<Piece>,
}

impl Level<'_> {
    /// Where a piece of evidence is, or would be, in the file.
    pub fn at(&self, piece: &Piece) -> FieldPath {
        FieldPath::of(["activities", self.id, piece.field])
    }

    /// Why the levels are what they are.
    pub fn because(&self) -> [Because; 2] {
        let told = self.pieces.iter().filter(|p| p.state != PieceState::NotDue);
        [
            Because::new("participation-level-evidence", told.map(|p| self.at(p)).collect()),
            Because::new("effective-level", vec![FieldPath::of(["activities", self.id, "level"])]),
        ]
    }
}

pub(super) fn all<'a>(joined: &Joined<'a>) -> Vec<Level<'a>> {
    let mut records: Map<&str, Records<'_>> = Map::default();
    for session in joined.project.sessions.values() {
        records.entry(session.activity.as_str()).or_default().sessions.push(session);
    }
    for input in joined.project.inputs.values() {
        records.entry(input.activity.as_str()).or_default().inputs.push(input);
    }
    let none = Records::default();
    let own = |id: &str| records.get(id).unwrap_or(&none);
    joined.project.activities.iter().map(|(id, activity)| of(joined, id, activity, own(id))).collect()
}

/// What the project recorded of one activity.
#[derive(Default)]
struct Records<'a> {
    sessions: Vec<&'a Session>,
    inputs: Vec<&'a Input>,
}

fn of<'a>(joined: &Joined<'a>, id: &'a str, activity: &'a Activity, records: &Records<'a>) -> Level<'a> {
    let decision = activity.decision.as_ref().and_then(|d| joined.project.decisions.get(d.as_str()));
    let after_decision = match (activity.opens, decision.and_then(|d| d.on)) {
        (Some(opens), Some(on)) => opens > on,
        (None, _) | (_, None) => false,
    };
    let declared = activity.level;
    let mut pieces = pieces(joined, activity, decision, records);
    pieces.retain(|p| declared.is_some_and(|level| p.level <= level));
    let highest = |good: fn(PieceState) -> bool| {
        let mut reached = None;
        for level in ParticipationLevel::ALL.iter().copied().filter(|l| declared.is_some_and(|d| *l <= d)) {
            if !pieces.iter().filter(|p| p.level == level).all(|p| good(p.state)) {
                break;
            }
            reached = Some(level);
        }
        reached.filter(|_| !after_decision)
    };
    let earned = highest(|s| s == PieceState::There);
    let attainable = highest(|s| s != PieceState::Missed);
    let open = pieces.iter().filter(|p| p.state == PieceState::NotDue && attainable.is_some_and(|a| p.level <= a));
    let until = open.filter_map(|p| p.due).min();
    Level { id, activity, decision, declared, earned, attainable, until, after_decision, pieces }
}

fn pieces(joined: &Joined<'_>, activity: &Activity, decision: Option<&Decision>, records: &Records<'_>) -> Vec<Piece> {
    use ParticipationLevel as L;
    let today = joined.today;
    let response = activity.response.as_ref();
    let response_due = response.and_then(|r| r.due);
    let decided = decision.and_then(|d| d.on);
    let frozen = decision.and_then(|d| d.options_frozen);
    let held: Vec<Date> = records.sessions.iter().filter_map(|s| s.on).filter(|on| *on <= today).collect();
    let inputs = &records.inputs;
    // A standing body takes input as long as it stands; any other window has two ends.
    let mechanism = joined.playbook.mechanisms().get(activity.mechanism.as_str());
    let has_window = activity.closes.is_some() || mechanism.is_some_and(|m| m.standing);
    let departed = |i: &&&Input| matches!(i.status, Some(InputStatus::Rejected | InputStatus::Partly));
    let past = |day: Option<Date>| day.is_some_and(|d| d <= today);
    let piece = |kind, level, there: bool, due: Option<Date>, field| {
        let state = if there {
            PieceState::There
        } else if due.is_some_and(|d| d < today) {
            PieceState::Missed
        } else {
            PieceState::NotDue
        };
        Piece { kind, level, due, state, field }
    };
    let needed = joined.playbook.about().thresholds.involve_touchpoints;
    let early = match frozen.or(decided) {
        Some(limit) => held.iter().any(|on| *on < limit),
        None => !held.is_empty(),
    };
    let bound = activity.binding_act.as_ref().and_then(|act| act.adopted);
    let bound_in_time = match (bound, activity.opens) {
        (Some(adopted), Some(opens)) => adopted <= opens,
        (Some(adopted), None) => adopted <= today,
        (None, _) => false,
    };
    vec![
        piece(PieceKind::Publication, L::Inform, past(activity.published), activity.opens, "published"),
        piece(
            PieceKind::Window,
            L::Consult,
            past(activity.opens) && has_window,
            activity.opens.filter(|_| has_window),
            "opens",
        ),
        piece(PieceKind::Response, L::Consult, response.is_some_and(|r| past(r.published)), response_due, "response"),
        piece(PieceKind::Touchpoints, L::Involve, held.len() >= needed, activity.closes, "level"),
        piece(PieceKind::EarlyTouchpoint, L::Involve, early, frozen.or(decided), "level"),
        piece(PieceKind::TraceToOptions, L::Involve, inputs.iter().any(|i| i.option.is_some()), decided, "decision"),
        piece(PieceKind::Seats, L::Collaborate, activity.seats.is_some_and(|s| s.0 > 0), activity.closes, "seats"),
        piece(
            PieceKind::ReasonsForDepartures,
            L::Collaborate,
            !inputs.is_empty() && inputs.iter().filter(departed).all(|i| i.reason.is_some()),
            response_due,
            "response",
        ),
        piece(PieceKind::BindingAct, L::Empower, bound_in_time, activity.opens, "binding-act"),
    ]
}
