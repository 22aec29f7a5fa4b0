//! The engagement plan, whole or of one phase.

use schemars::JsonSchema;
use serde::Serialize;

use super::words::Lens;
use super::{
    ActivityView, BudgetView, DayView, DecisionView, FindingsView, InputsView, LawView, Matrix, MethodView,
    MissingView, MissionView, Named, OptionView, PeopleView, PlaybookView, ProjectView, Reason, SCHEMA_VERSION, Sum,
    SystemView, WaiverView,
};
use crate::check::Report;
use crate::date::Date;
use crate::join::{Because, Joined};
use crate::lifecycle::Phase;
use crate::scale::Function;
use crate::vocabulary::Vocabulary;

/// The engagement plan.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[schemars(title = "aiproc plan")]
pub struct PlanView {
    /// The version of this form.
    pub schema_version: u32,
    /// The day for which everything is worked out.
    pub date: Date,
    /// The playbook that it rests on.
    pub playbook: PlaybookView,
    /// The project.
    pub project: ProjectView,
    /// The one phase that the plan is about; nothing for the whole life.
    pub scope: Option<Named>,
    /// What is open, in numbers.
    pub summary: SummaryView,
    /// The mission.
    pub mission: MissionView,
    /// The system and what is at stake.
    pub system: SystemView,
    /// What the law asks.
    pub law: LawView,
    /// The options compared.
    pub options: Vec<OptionView>,
    /// The decisions that engagement is to shape.
    pub decisions: Vec<DecisionView>,
    /// Who is engaged.
    pub people: PeopleView,
    /// The phases with their activities.
    pub phases: Vec<PhaseView>,
    /// You said, we did.
    pub inputs: InputsView,
    /// Every day that the plan names.
    pub calendar: Vec<DayView>,
    /// What engagement costs.
    pub budget: BudgetView,
    /// Findings that are accepted for a time.
    pub waivers: Vec<WaiverView>,
    /// What is missing.
    pub missing: MissingView,
    /// What the rules found.
    pub findings: FindingsView,
    /// How the computed values come about.
    pub methods: Vec<MethodView>,
}

/// What is open, in numbers.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct SummaryView {
    /// Nothing is open.
    pub clear: bool,
    /// Gates that apply up to the present stage.
    pub gates: usize,
    /// Of these, shut.
    pub gates_shut: usize,
    /// Items that apply up to the present stage.
    pub items: usize,
    /// Of these, without an answer.
    pub items_open: usize,
    /// Of these, answered without the evidence that they want.
    pub items_claimed: usize,
    /// Promised levels that can no longer be reached.
    pub promises_broken: usize,
    /// Inputs without an answer.
    pub inputs_pending: usize,
    /// Inputs.
    pub inputs: usize,
    /// Answers whose promised day passed.
    pub responses_late: usize,
    /// What an activity, the mission or a decision must say and does not: the field and what people call it.
    pub gaps: Vec<Named>,
    /// Why the counts of gates and items are what they are.
    pub because: Vec<Reason>,
}

/// A phase with its activities.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct PhaseView {
    /// The phase.
    pub phase: Named,
    /// The question that it answers.
    pub question: String,
    /// Its public test.
    pub test: String,
    /// What each stakeholder is promised at each stage.
    pub promises: Matrix,
    /// The parts of a decision that its activities serve.
    pub functions: Vec<Named>,
    /// The parts of a decision that none serves.
    pub functions_absent: Vec<Named>,
    /// What its activities cost.
    pub budget: Sum,
    /// Its activities.
    pub activities: Vec<ActivityView>,
}

/// The engagement plan of a project, whole or of one phase.
pub fn plan<'a>(joined: &'a Joined<'a>, report: &Report, phase: Option<Phase>) -> PlanView {
    let lens = Lens::new(joined);
    let phases: Vec<PhaseView> = Phase::ALL
        .iter()
        .copied()
        .filter(|p| phase.is_none_or(|only| only == *p))
        .map(|p| lens.phase_view(p))
        .collect();
    let mission = lens.mission();
    let decisions = lens.decisions(phase);
    let inputs = lens.inputs_view(phase);
    PlanView {
        schema_version: SCHEMA_VERSION,
        date: joined.today,
        playbook: lens.playbook_view(),
        project: lens.project(),
        scope: phase.map(|p| lens.phase(p)),
        summary: lens.summary(phase, &phases, &inputs),
        mission,
        system: lens.system(),
        law: lens.law_view(),
        options: lens.options(),
        decisions,
        people: lens.people(phase),
        phases,
        inputs,
        calendar: lens.calendar_view(phase),
        budget: lens.budget_view(phase),
        waivers: lens.waivers_view(report),
        missing: lens.missing_view(phase),
        findings: lens.findings_view(report, phase),
        methods: lens.methods(&[
            "budget-total",
            "calendar",
            "duties-and-hooks",
            "effective-level",
            "engagement-budget-share",
            "exposure-override",
            "function-coverage",
            "gate-passable",
            "helix-coverage",
            "infrastructure-score",
            "input-answers",
            "mechanism-fit",
            "missing-sectors",
            "participation-level-evidence",
            "people-counted",
            "power-interest-quadrant",
            "risk-class",
            "stage-readiness",
            "stakes",
            "trail-orphans",
        ]),
    }
}

impl Lens<'_> {
    fn phase_view(&self, phase: Phase) -> PhaseView {
        let here: Vec<_> = self.levels.iter().filter(|l| l.activity.stage.phase() == phase).collect();
        let names: Vec<&str> = here.iter().map(|l| self.activity_name(l.id)).collect();
        let title = |n: usize| {
            let name = names[n];
            let twin = names.iter().filter(|other| other.trim().eq_ignore_ascii_case(name.trim())).count() > 1;
            // Two headings must not be the same.
            if twin { self.say("format", "aside", &[("text", name), ("aside", here[n].id)]) } else { name.to_owned() }
        };
        let covered = self.phase_coverage().into_iter().find(|c| c.phase == phase);
        let functions = covered.map(|c| c.functions).unwrap_or_default();
        let words = |wanted: bool| {
            Function::ALL.iter().filter(|f| functions.contains(f) == wanted).map(|f| self.word(*f)).collect()
        };
        let budget = self.budget();
        PhaseView {
            phase: self.phase(phase),
            question: self.playbook.phases().get(phase.as_str()).map(|p| p.question.to_string()).unwrap_or_default(),
            test: self.playbook.phase_texts().get(phase.as_str()).map(|p| p.test.clone()).unwrap_or_default(),
            promises: self.matrix(phase),
            functions: words(true),
            functions_absent: words(false),
            budget: Sum {
                amount: budget.by_phase.iter().find(|(p, _)| *p == phase).map_or(0.0, |(_, amount)| *amount),
                currency: budget.currency,
            },
            activities: here.iter().enumerate().map(|(n, level)| self.activity(level, title(n))).collect(),
        }
    }

    fn summary(&self, phase: Option<Phase>, phases: &[PhaseView], inputs: &InputsView) -> SummaryView {
        let mut summary = SummaryView {
            clear: false,
            gates: 0,
            gates_shut: 0,
            items: 0,
            items_open: 0,
            items_claimed: 0,
            promises_broken: 0,
            inputs_pending: inputs.pending,
            inputs: inputs.count,
            responses_late: 0,
            gaps: Vec::new(),
            because: Vec::new(),
        };
        let mut because = Vec::new();
        for stage in self.judged(phase) {
            because.push(stage.because());
            summary.gates += stage.counts.gates;
            summary.gates_shut += stage.counts.gates_shut;
            summary.items += stage.counts.applicable;
            summary.items_open += stage.counts.open;
            summary.items_claimed += stage.counts.claimed;
        }
        for activity in phases.iter().flat_map(|p| &p.activities) {
            summary.promises_broken += usize::from(activity.level.broken);
            summary.responses_late += usize::from(activity.response_late);
            let of = |gap: &Named| Named {
                id: gap.id.clone(),
                title: self.say("format", "of", &[("thing", &activity.title), ("field", &gap.title)]),
            };
            summary.gaps.extend(activity.gaps.iter().map(of));
        }
        let needed = ["mission.challenge", "mission.target.indicator", "mission.owner", "mission.stop-criteria"];
        let lacks = |pattern: &&&str| self.project.matching(pattern).is_empty();
        let gap = |path: &str, pattern: &str| Named { id: path.to_owned(), title: self.field_label(pattern) };
        summary.gaps.extend(needed.iter().filter(lacks).map(|p| gap(p, p)));
        if self.project.infrastructure.is_some() {
            let points = self.infrastructure_view().points;
            let facts = points.into_iter().filter(|p| p.unknown).flat_map(|p| p.facts);
            let unknown = facts.filter(|fact| fact.value.is_none());
            summary.gaps.extend(unknown.map(|fact| Named { id: fact.path, title: fact.label }));
        }
        for (id, decision) in self.project.decisions.iter() {
            for field in ["on", "decider"] {
                let path = format!("decisions.{id}.{field}");
                if self.project.matching(&path).is_empty() {
                    let label = self.field_label(&format!("decisions.*.{field}"));
                    let title = self.say("format", "of", &[("thing", &decision.question), ("field", &label)]);
                    summary.gaps.push(Named { id: path, title });
                }
            }
        }
        let facts = because.into_iter().flat_map(|b| b.facts).collect::<Vec<_>>();
        summary.because = self.reasons(&[Because::new("gate-passable", facts)]);
        summary.clear = summary.gates_shut
            + summary.items_open
            + summary.items_claimed
            + summary.promises_broken
            + summary.inputs_pending
            + summary.responses_late
            + summary.gaps.len()
            == 0;
        summary
    }
}
