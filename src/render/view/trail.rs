//! The trail for people and programs: an overview, one chain, or an auditor's sample.

use schemars::JsonSchema;
use serde::Serialize;

use super::words::Lens;
use super::{Named, Reason, SCHEMA_VERSION};
use crate::date::Date;
use crate::join::trail::{AnswerState, Direction, InputAnswer, Link, Node, NodeId, Orphan, Part};
use crate::join::{Because, Joined};
use crate::playbook::Record;
use crate::project::model::InputStatus;
use crate::project::{FieldPath, Referent};
use crate::vocabulary::Vocabulary;

/// What `trail` shows.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[schemars(title = "aiproc trail")]
pub struct TrailView {
    /// The version of this form.
    pub schema_version: u32,
    /// The day for which everything is worked out.
    pub date: Date,
    /// What people call the project.
    pub project: String,
    /// The contracting authority.
    pub authority: String,
    /// What is shown, under its name.
    #[serde(flatten)]
    pub shows: Shown,
}

/// One of three sights of the trail.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Shown {
    /// The whole project in numbers, and each input.
    Overview(OverviewView),
    /// Where one thing comes from and where it leads.
    Chain(ChainView),
    /// Inputs drawn by lot.
    Sample(SampleView),
}

/// The whole project in numbers, and each input.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct OverviewView {
    /// How many things there are, by part.
    pub parts: Vec<CountView>,
    /// How many inputs have an answer in each state.
    pub answers: Vec<CountView>,
    /// The answers set against the day of first use.
    pub go_live: Option<GoLiveView>,
    /// Where the trail breaks off.
    pub orphans: Vec<OrphanView>,
    /// Every input.
    pub inputs: Vec<InputLine>,
    /// Why the figures are what they are.
    pub because: Vec<Reason>,
}

/// How many there are of something.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct CountView {
    /// Of what.
    pub of: Named,
    /// How many.
    pub count: usize,
}

/// What came in before first use, and how much of it was answered before.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct GoLiveView {
    /// The day of first use on real cases.
    pub on: Date,
    /// Inputs received on or before the day.
    pub heard_before: usize,
    /// Of these, answered on or before the day.
    pub answered_before: usize,
    /// Of these, answered after it.
    pub answered_after: usize,
    /// Of these, answered on a day that is not recorded.
    pub answered_undated: usize,
    /// Of these, not answered.
    pub unanswered: usize,
    /// Inputs without a day, which are in no other figure.
    pub undated: usize,
}

/// Something that stands alone.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct OrphanView {
    /// How the trail breaks off.
    pub fault: Named,
    /// What stands alone.
    pub node: NodeView,
}

/// One thing on the trail.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct NodeView {
    /// What it is.
    pub part: Named,
    /// Its id; of an answer, the id of what it answers.
    pub id: String,
    /// What people call it.
    pub title: String,
    /// Where it stands in the project file; a legal duty stands in the playbook.
    pub at: String,
}

/// One input with what became of it.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct InputLine {
    /// Its id.
    pub id: String,
    /// What was said.
    pub says: String,
    /// Who said it.
    pub from: Vec<Named>,
    /// In which activity.
    pub activity: Named,
    /// The day it was received.
    pub received: Option<Date>,
    /// What became of it.
    pub status: Named,
    /// Why.
    pub reason: Option<String>,
    /// The decision that it shaped, or that its activity serves.
    pub decision: Option<Named>,
    /// Options, requirements, criteria and clauses that show it.
    pub led_to: Vec<NodeView>,
    /// Where its answer stands.
    pub state: Named,
    /// The day that was promised.
    pub due: Option<Date>,
    /// The day of the answer.
    pub answered_on: Option<Date>,
    /// Who answered, or is to answer.
    pub answered_by: Option<String>,
    /// Where the answer is published.
    pub answer_url: Option<String>,
    /// By how many days the answer came, or is, late.
    pub days_late: Option<i64>,
}

/// Where one thing comes from and where it leads.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct ChainView {
    /// The thing.
    pub start: NodeView,
    /// What became of it, when it is an input.
    pub input: Option<Box<InputLine>>,
    /// Where it comes from.
    pub back: Vec<StepView>,
    /// Where it leads.
    pub onwards: Vec<StepView>,
}

/// One step of a chain.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct StepView {
    /// Its place in the list: `1.2` is the second below the first.
    pub number: String,
    /// How many links from the start, from 1.
    pub depth: usize,
    /// How it is linked to the step above it.
    pub link: Named,
    /// Where it leads.
    pub node: NodeView,
    /// Where the link is written; two places when both ends name each other.
    pub places: Vec<String>,
    /// What follows it stands at another place of the list.
    pub again: bool,
}

/// Inputs drawn by lot.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct SampleView {
    /// How many were asked for.
    pub size: usize,
    /// From how many.
    pub population: usize,
    /// The number from which anybody draws the same sample again.
    pub seed: u64,
    /// How it is drawn: a method of the playbook.
    pub method: String,
    /// The inputs, in the order of drawing.
    pub inputs: Vec<InputLine>,
}

/// The whole trail in numbers, and each input.
pub fn trail(joined: &Joined<'_>) -> TrailView {
    let lens = Lens::new(joined);
    let trail = &joined.trail;
    let parts = Part::ALL.iter().map(|part| CountView { of: lens.word(*part), count: trail.count(*part) });
    let answers = AnswerState::ALL.iter().map(|s| CountView { of: lens.word(*s), count: trail.answers_in(*s) });
    let orphans = joined.orphans();
    let inputs = || trail.answers.iter().map(|a| FieldPath::of(["inputs", a.id])).collect();
    let because = [
        Because::new("input-answers", inputs()),
        Because::new("trail-orphans", orphans.iter().map(|o| o.node.path()).collect()),
    ];
    let overview = OverviewView {
        parts: parts.collect(),
        answers: answers.collect(),
        go_live: lens.go_live_view(),
        orphans: lens.orphan_views(),
        inputs: trail.answers.iter().map(|a| lens.input_line(a)).collect(),
        because: lens.reasons(&because),
    };
    lens.showing(Shown::Overview(overview))
}

/// Where a node comes from and where it leads.
pub fn trail_chain(joined: &Joined<'_>, start: NodeId) -> TrailView {
    let lens = Lens::new(joined);
    let node = joined.trail.node(start);
    let answer = match node.part {
        Part::Input => joined.project.inputs.position(node.id).and_then(|n| joined.trail.answers.get(n)),
        Part::Stakeholder
        | Part::Activity
        | Part::Decision
        | Part::Choice
        | Part::Requirement
        | Part::Criterion
        | Part::Clause
        | Part::Body
        | Part::Hook
        | Part::Response
        | Part::Reply => None,
    };
    let chain = ChainView {
        start: lens.node(node),
        input: answer.map(|a| Box::new(lens.input_line(a))),
        back: lens.steps(start, Direction::Back),
        onwards: lens.steps(start, Direction::Onwards),
    };
    lens.showing(Shown::Chain(chain))
}

/// A sample of inputs.
pub fn trail_sample(joined: &Joined<'_>, size: usize, seed: u64) -> TrailView {
    let lens = Lens::new(joined);
    let sample = SampleView {
        size,
        population: joined.trail.answers.len(),
        seed,
        method: "audit-sample".to_owned(),
        inputs: joined.trail.sample(size, seed).into_iter().map(|a| lens.input_line(a)).collect(),
    };
    lens.showing(Shown::Sample(sample))
}

impl Lens<'_> {
    fn showing(&self, shows: Shown) -> TrailView {
        let about = &self.project.project;
        let (project, authority) = (about.title.clone(), about.authority.clone());
        TrailView { schema_version: SCHEMA_VERSION, date: self.today, project, authority, shows }
    }

    /// The answers set against the day of first use, if that day is recorded.
    pub(super) fn go_live_view(&self) -> Option<GoLiveView> {
        let balance = self.trail.before(self.project.timeline.as_ref()?.go_live?);
        Some(GoLiveView {
            on: balance.on,
            heard_before: balance.heard_before,
            answered_before: balance.answered_before,
            answered_after: balance.answered_after,
            answered_undated: balance.answered_undated,
            unanswered: balance.unanswered,
            undated: balance.undated,
        })
    }

    /// Every place where the trail breaks off.
    pub(super) fn orphan_views(&self) -> Vec<OrphanView> {
        let lone = |o: Orphan<'_>| OrphanView { fault: self.word(o.fault), node: self.node(o.node) };
        self.orphans().into_iter().map(lone).collect()
    }

    /// A walk as a numbered list. Numbers grow from the top of the list downwards.
    fn steps(&self, start: NodeId, direction: Direction) -> Vec<StepView> {
        let group = match direction {
            Direction::Onwards => "trail-links",
            Direction::Back => "trail-links-back",
        };
        let mut counters: Vec<usize> = Vec::new();
        let mut steps = Vec::new();
        for step in self.trail.walk(start, direction) {
            counters.resize(step.depth, 0);
            if let Some(last) = counters.last_mut() {
                *last += 1;
            }
            let number = counters.iter().map(usize::to_string).collect::<Vec<_>>().join(".");
            let link = step.edge.link.as_str();
            steps.push(StepView {
                number,
                depth: step.depth,
                link: Named { id: link.to_owned(), title: self.label(group, link).to_owned() },
                node: self.node(self.trail.node(step.node)),
                places: self.trail.places(step.edge).iter().map(ToString::to_string).collect(),
                again: step.again,
            });
        }
        steps
    }

    fn node(&self, node: Node<'_>) -> NodeView {
        let id = node.id;
        let title = match node.part {
            Part::Stakeholder => self.name(Referent::Stakeholder, id),
            Part::Activity => self.name(Referent::Activity, id),
            Part::Input => self.name(Referent::Input, id),
            Part::Decision => self.name(Referent::Decision, id),
            Part::Choice => self.name(Referent::Choice, id),
            Part::Requirement => self.name(Referent::Requirement, id),
            Part::Criterion => self.name(Referent::Criterion, id),
            Part::Clause => self.name(Referent::Clause, id),
            Part::Body => self.name(Referent::Body, id),
            Part::Hook => {
                let hook = self.playbook.hooks().get(id).map(|hook| hook.title().to_owned());
                let duty = || self.playbook.duties().get(id).map(|duty| duty.title().to_owned());
                hook.or_else(duty).unwrap_or_else(|| id.to_owned())
            }
            Part::Response => {
                let response = self.project.activities.get(id).and_then(|a| a.response.as_ref());
                let by = response.and_then(|r| r.by.as_deref());
                match response.map(|r| (r.published, r.due)) {
                    Some((Some(on), _)) => self.dated("answered_on", by, on),
                    Some((None, Some(due))) => self.dated("due_on", by, due),
                    Some((None, None)) | None => by.unwrap_or_default().to_owned(),
                }
            }
            Part::Reply => {
                let own = self.project.inputs.get(id).and_then(|i| i.answered.as_ref());
                let by = own.and_then(|answer| answer.by.as_deref());
                match own.and_then(|answer| answer.on) {
                    Some(on) => self.dated("answered_on", by, on),
                    None => by.unwrap_or_default().to_owned(),
                }
            }
        };
        NodeView { part: self.word(node.part), id: id.to_owned(), title, at: node.path().to_string() }
    }

    /// Who answers and on which day.
    fn dated(&self, label: &str, by: Option<&str>, on: Date) -> String {
        let day = self.say("trail", label, &[("day", &on.to_string())]);
        by.map_or_else(|| day.clone(), |by| self.list([by.to_owned(), day.clone()]))
    }

    /// The options, requirements, criteria and clauses that show an input.
    pub(super) fn led_to(&self, input: &str) -> Vec<NodeView> {
        let Some(id) = self.trail.find(Part::Input, input) else { return Vec::new() };
        let shown = self.trail.onwards(id).filter(|edge| matches!(edge.link, Link::Changed | Link::Became));
        let mut nodes: Vec<Node<'_>> = shown.map(|edge| self.trail.node(edge.to)).collect();
        nodes.sort_by_key(|node| node.part);
        nodes.into_iter().map(|node| self.node(node)).collect()
    }

    fn input_line(&self, answer: &InputAnswer<'_>) -> InputLine {
        let input = answer.input;
        let own = input.answered.as_ref();
        let response = answer.activity.and_then(|a| a.response.as_ref());
        let shared = response.filter(|_| answer.by_activity || !answer.state.is_answered());
        let decision = input.decision.as_ref().or_else(|| answer.activity?.decision.as_ref());
        InputLine {
            id: answer.id.to_owned(),
            says: input.says.clone(),
            from: input.from.iter().map(|who| self.named(Referent::Stakeholder, who.as_str())).collect(),
            activity: self.named(Referent::Activity, input.activity.as_str()),
            received: input.received,
            status: self.word(input.status.unwrap_or(InputStatus::Pending)),
            reason: input.reason.clone(),
            decision: decision.map(|d| self.named(Referent::Decision, d.as_str())),
            led_to: self.led_to(answer.id),
            state: self.word(answer.state),
            due: answer.due,
            answered_on: answer.on,
            answered_by: own.and_then(|a| a.by.clone()).or_else(|| shared.and_then(|r| r.by.clone())),
            answer_url: own
                .and_then(|a| a.url.clone())
                .or_else(|| shared.filter(|_| answer.by_activity).and_then(|r| r.url.clone())),
            days_late: answer.days_late(self.today),
        }
    }
}
