//! One activity: what it promises, why its mechanism fits, what it needs and what it has shown.

use schemars::JsonSchema;
use serde::Serialize;

use super::level::LevelView;
use super::words::Lens;
use super::{FitView, Named, Reason, Sum};
use crate::date::Date;
use crate::join::Because;
use crate::join::level::{Level, PieceState};
use crate::project::{FieldPath, Referent};

/// A piece of evidence for the promised level.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct PieceView {
    /// Which.
    pub piece: Named,
    /// The level that needs it.
    pub level: Named,
    /// There, not due or missed.
    pub state: Named,
    /// It is there.
    pub there: bool,
    /// Its day has passed without it.
    pub missed: bool,
    /// The day on which it is due.
    pub due: Option<Date>,
    /// Where it is, or would be, in the file.
    pub at: String,
}

/// A meeting.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct SessionView {
    /// The day.
    pub on: Option<Date>,
    /// Hours.
    pub hours: Option<f64>,
    /// How many people took part; nothing while it is not recorded.
    pub people: Option<i64>,
    /// Where.
    pub facility: Option<String>,
}

/// One activity.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct ActivityView {
    /// Its id in the file.
    pub id: String,
    /// What people call it; unlike any other of its phase.
    pub title: String,
    /// The mechanism.
    pub mechanism: Named,
    /// What the mechanism is.
    pub mechanism_summary: Option<String>,
    /// Why this mechanism, in the project's words.
    pub why: Option<String>,
    /// Why it fits, or does not, as the playbook sees it.
    pub fit: Vec<FitView>,
    /// Why the fit is what it is.
    pub fit_because: Vec<Reason>,
    /// The stage.
    pub stage: Named,
    /// What is promised, and what became of it.
    pub level: LevelView,
    /// The promise of the declared level in a sentence.
    pub promise: Option<String>,
    /// The evidence for the level.
    pub pieces: Vec<PieceView>,
    /// The parts of the decision that it serves.
    pub functions: Vec<Named>,
    /// Who takes part.
    pub stakeholders: Vec<Named>,
    /// The decision that it serves.
    pub decision: Option<Named>,
    /// The day of that decision.
    pub decision_on: Option<Date>,
    /// The day it opens.
    pub opens: Option<Date>,
    /// The day it closes.
    pub closes: Option<Date>,
    /// Days between closing and the decision.
    pub days_before_decision: Option<i64>,
    /// Why that number is what it is.
    pub days_because: Vec<Reason>,
    /// Why the time for input is short.
    pub window_reason: Option<String>,
    /// What input can still change.
    pub open_to_influence: Option<String>,
    /// What is settled.
    pub closed_to_influence: Option<String>,
    /// What others decide.
    pub out_of_hands: Option<String>,
    /// The say that those who take part hold.
    pub decision_rights: Option<String>,
    /// The act that binds the authority.
    pub binding_act: Option<String>,
    /// The day on which that act was adopted.
    pub binding_act_on: Option<Date>,
    /// Seats where text is drafted or decided jointly.
    pub seats: Option<i64>,
    /// How people are found.
    pub selection: Option<Named>,
    /// How many take part.
    pub members: Option<i64>,
    /// Hours that each gives.
    pub hours: Option<f64>,
    /// How many facilitators there are.
    pub facilitators: Option<i64>,
    /// How people can take part.
    pub channels: Vec<Named>,
    /// Languages offered.
    pub languages: Vec<String>,
    /// What helps people to take part.
    pub support: Vec<Named>,
    /// What people are paid.
    pub pay: Option<Sum>,
    /// For what unit.
    pub pay_per: Option<Named>,
    /// Public facilities.
    pub facilities: Vec<Named>,
    /// What people are told beforehand.
    pub information: Option<String>,
    /// Who checks that it is balanced.
    pub advisory_group: Option<String>,
    /// What people hand over.
    pub output: Option<String>,
    /// How they judge the process.
    pub evaluation: Option<String>,
    /// What its results feed.
    pub feeds: Vec<Named>,
    /// What it costs.
    pub budget: Option<Sum>,
    /// Who answers.
    pub response_by: Option<String>,
    /// By when.
    pub response_due: Option<Date>,
    /// The day on which the answer was published.
    pub response_published: Option<Date>,
    /// Where the answer is.
    pub response_url: Option<String>,
    /// The promised day passed without an answer.
    pub response_late: bool,
    /// Meetings.
    pub sessions: Vec<SessionView>,
    /// Documents that show what happened.
    pub evidence: Vec<String>,
    /// What an activity must say and this one does not: the field and what people call it.
    pub gaps: Vec<Named>,
}

/// What every activity must say.
const NEEDED: &[&str] = &[
    "level",
    "stakeholders",
    "decision",
    "opens",
    "closes",
    "open-to-influence",
    "closed-to-influence",
    "response.by",
    "response.due",
];

impl<'a> Lens<'a> {
    /// One activity, under a title that no other of the list has.
    pub(super) fn activity(&self, level: &Level<'a>, title: String) -> ActivityView {
        let a = level.activity;
        let id = level.id;
        let decision = a.decision.as_ref();
        let response = a.response.as_ref();
        let published = response.and_then(|r| r.published).filter(|on| *on <= self.today);
        let due = response.and_then(|r| r.due);
        let mechanism = self.playbook.mechanisms().get(a.mechanism.as_str());
        let decided = level.decision.and_then(|d| d.on);
        let currency = || self.project.project.value.as_ref().map(|v| v.currency.to_string());
        ActivityView {
            id: id.to_owned(),
            title,
            mechanism: self.named(Referent::Mechanism, a.mechanism.as_str()),
            mechanism_summary: self.playbook.mechanism_texts().get(a.mechanism.as_str()).map(|t| t.summary.clone()),
            why: a.why.clone(),
            fit: mechanism.map(|m| self.fit(a, m)).unwrap_or_default(),
            fit_because: self.reasons(&[Because::new(
                "mechanism-fit",
                ["mechanism", "stage", "level", "stakeholders"].map(|f| FieldPath::of(["activities", id, f])).to_vec(),
            )]),
            stage: self.stage(a.stage),
            promise: level.declared.map(|l| self.label("promises", l.as_str()).to_owned()),
            level: self.level_of(&[level]),
            pieces: level
                .pieces
                .iter()
                .map(|p| PieceView {
                    piece: self.word(p.kind),
                    level: self.word(p.level),
                    state: self.word(p.state),
                    there: p.state == PieceState::There,
                    missed: p.state == PieceState::Missed,
                    due: p.due,
                    at: level.at(p).to_string(),
                })
                .collect(),
            functions: self.functions_of(a).into_iter().map(|f| self.word(f)).collect(),
            stakeholders: a.stakeholders.iter().map(|s| self.named(Referent::Stakeholder, s.as_str())).collect(),
            decision: decision.map(|d| self.named(Referent::Decision, d.as_str())),
            decision_on: decided,
            opens: a.opens,
            closes: a.closes,
            days_before_decision: a.closes.zip(decided).map(|(closes, on)| closes.days_until(on)),
            days_because: match decision {
                Some(d) => self.reasons(&[Because::new(
                    "calendar",
                    vec![FieldPath::of(["activities", id, "closes"]), FieldPath::of(["decisions", d.as_str(), "on"])],
                )]),
                None => Vec::new(),
            },
            window_reason: a.window_reason.clone(),
            open_to_influence: a.open_to_influence.clone(),
            closed_to_influence: a.closed_to_influence.clone(),
            out_of_hands: a.out_of_hands.clone(),
            decision_rights: a.decision_rights.clone(),
            binding_act: a.binding_act.as_ref().map(|b| b.title.clone()),
            binding_act_on: a.binding_act.as_ref().and_then(|b| b.adopted),
            seats: a.seats.map(|s| s.0),
            selection: a.selection.map(|s| self.word(s)),
            members: a.members.map(|m| m.0),
            hours: a.hours.map(|h| h.0),
            facilitators: a.facilitators.map(|f| f.0),
            channels: a.channels.iter().map(|c| self.word(*c)).collect(),
            languages: a.languages.clone(),
            support: a.support.iter().map(|s| self.word(*s)).collect(),
            pay: a.pay.as_ref().map(|p| Sum { amount: p.amount.0, currency: Some(p.currency.to_string()) }),
            pay_per: a.pay.as_ref().map(|p| self.word(p.per)),
            facilities: a.facilities.iter().map(|f| self.named(Referent::Facility, f.as_str())).collect(),
            information: a.information.clone(),
            advisory_group: a.advisory_group.clone(),
            output: a.output.clone(),
            evaluation: a.evaluation.clone(),
            feeds: a.feeds.iter().map(|f| self.named(Referent::ActivityOrBody, f.as_str())).collect(),
            budget: a.budget.map(|b| Sum { amount: b.0, currency: currency() }),
            response_by: response.and_then(|r| r.by.clone()),
            response_due: due,
            response_published: published,
            response_url: response.and_then(|r| r.url.clone()),
            response_late: published.is_none() && due.is_some_and(|day| day < self.today),
            sessions: self.sessions(id),
            evidence: a.evidence.iter().map(|e| e.as_str().to_owned()).collect(),
            gaps: self.activity_gaps(id),
        }
    }

    /// The needed fields that an activity lacks.
    pub(super) fn activity_gaps(&self, id: &str) -> Vec<Named> {
        let lacks = |field: &&&str| self.project.matching(&format!("activities.{id}.{field}")).is_empty();
        let named = |field: &&str| Named {
            id: format!("activities.{id}.{field}"),
            title: self.field_label(&format!("activities.*.{field}")),
        };
        NEEDED.iter().filter(lacks).map(named).collect()
    }

    fn sessions(&self, id: &str) -> Vec<SessionView> {
        let own = self.project.sessions.values().filter(|s| s.activity.as_str() == id);
        let mut all: Vec<SessionView> = own
            .map(|s| SessionView {
                on: s.on,
                hours: s.hours.map(|h| h.0),
                people: (!s.took_part.is_empty()).then(|| s.took_part.values().map(|n| n.0).sum()),
                facility: s.facility.as_ref().map(|f| self.name(Referent::Facility, f.as_str())),
            })
            .collect();
        all.sort_by_key(|s| s.on);
        all
    }
}
