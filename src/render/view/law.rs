//! What the law asks: the classification step by step, and where each duty and hook stands, in words.

use schemars::JsonSchema;
use serde::Serialize;

use super::system::FactView;
use super::words::Lens;
use super::{MethodView, Named, PlaybookView, ProjectView, Reason, SCHEMA_VERSION};
use crate::date::Date;
use crate::join::law::{self, Answered, Entry, Met, Standing};
use crate::join::{Because, Joined};
use crate::lifecycle::Stage;
use crate::playbook::Strength;
use crate::project::path::Step;
use crate::project::{FieldPath, Referent};
use crate::vocabulary::Vocabulary;

/// The law document of one project.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[schemars(title = "aiproc law")]
pub struct LawDocument {
    /// The version of this form.
    pub schema_version: u32,
    /// The day for which everything is worked out.
    pub date: Date,
    /// The playbook that it rests on.
    pub playbook: PlaybookView,
    /// The project.
    pub project: ProjectView,
    /// What the law asks.
    pub law: LawView,
    /// How the computed values come about.
    pub methods: Vec<MethodView>,
}

/// What the law asks.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct LawView {
    /// That this is information and not legal advice.
    pub not_advice: String,
    /// The class; nothing while it cannot be told.
    pub class: Option<Named>,
    /// While it cannot be told: the least and the most that it can be.
    pub class_between: Vec<Named>,
    /// How the class comes about.
    pub steps: Vec<ClassStepView>,
    /// Duties by where they stand; groups without any are left out.
    pub duties: Vec<LawGroup>,
    /// Hooks for engagement.
    pub hooks: Vec<LawEntry>,
    /// Why.
    pub because: Vec<Reason>,
}

/// A step of the classification.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct ClassStepView {
    /// The step.
    pub step: Named,
    /// What is asked.
    pub asks: String,
    /// Yes or no; nothing while it cannot be told.
    pub answer: Option<bool>,
    /// The answer in words.
    pub answer_title: String,
    /// What follows from it.
    pub follows: String,
    /// The facts that answered it.
    pub facts: Vec<FactView>,
    /// The facts that are missing.
    pub missing: Vec<FactView>,
    /// Articles.
    pub references: Vec<String>,
}

/// Duties that stand alike.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct LawGroup {
    /// Where they stand.
    pub standing: Named,
    /// The duties.
    pub entries: Vec<LawEntry>,
}

/// A duty or hook.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct LawEntry {
    /// The duty or hook.
    pub duty: Named,
    /// Its number in the founding list.
    pub reference: String,
    /// What it asks.
    pub text: String,
    /// Where it stands.
    pub standing: Named,
    /// In one or two sentences, why it stands there.
    pub reads: String,
    /// The day from which it applies or has its effect.
    pub day: Option<Date>,
    /// The project has reached the stage at which it matters.
    pub due: bool,
    /// The first stage at which it matters.
    pub from_stage: Option<Named>,
    /// It falls on the supplier, and the authority asks for it.
    pub supplier: bool,
    /// On whom it falls, in words.
    pub on: String,
    /// How strongly a hook binds; nothing for duties, which all do.
    pub strength: Option<Named>,
    /// Meeting it counts as participation.
    pub participation: bool,
    /// Whether it counts as participation, in words.
    pub participation_title: String,
    /// The facts on which it rests that it applies.
    pub facts: Vec<FactView>,
    /// The facts that are missing.
    pub missing: Vec<FactView>,
    /// What meets it, or prepares it before its day.
    pub met: Vec<MetView>,
    /// What is planned or not shown yet.
    pub begun: Vec<MetView>,
    /// Articles.
    pub references: Vec<String>,
}

/// Something that meets a duty or hook.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct MetView {
    /// Its place in the file.
    pub path: String,
    /// What people call it.
    pub title: String,
    /// The day.
    pub on: Option<Date>,
    /// What shows it.
    pub evidence: Vec<String>,
}

/// The law document of a project.
pub fn law<'a>(joined: &'a Joined<'a>) -> LawDocument {
    let lens = Lens::new(joined);
    LawDocument {
        schema_version: SCHEMA_VERSION,
        date: joined.today,
        playbook: lens.playbook_view(),
        project: lens.project(),
        law: lens.law_view(),
        methods: lens.methods(&["risk-class", "duties-and-hooks"]),
    }
}

impl Lens<'_> {
    pub(super) fn law_view(&self) -> LawView {
        let law = self.law();
        let group = |standing: &Standing| LawGroup {
            standing: self.word(*standing),
            entries: law.duties.iter().filter(|d| d.standing == *standing).map(|d| self.law_entry(d)).collect(),
        };
        let class = self.risk_class.value.get();
        let (lowest, highest) = self.risk_range;
        let applicable = law.duties.iter().chain(&law.hooks).filter(|e| e.standing != Standing::NotApplicable);
        let mut facts: Vec<FieldPath> = Vec::new();
        for fact in applicable.flat_map(|e| e.facts(self)) {
            if !facts.contains(&fact) {
                facts.push(fact);
            }
        }
        let mut because = self.risk_class.because.clone();
        because.push(Because::new("duties-and-hooks", facts));
        LawView {
            not_advice: self.label("law", "not_advice").to_owned(),
            class: class.map(|c| self.word(c)),
            class_between: if class.is_some() { Vec::new() } else { vec![self.word(lowest), self.word(highest)] },
            steps: law::steps(self.project).iter().map(|s| self.law_step(s)).collect(),
            duties: Standing::ALL.iter().map(group).filter(|g| !g.entries.is_empty()).collect(),
            hooks: law.hooks.iter().map(|h| self.law_entry(h)).collect(),
            because: self.reasons(&because),
        }
    }

    fn law_step(&self, step: &Answered) -> ClassStepView {
        let id = step.asked.as_str();
        let title = self.playbook.classification().get(id).map_or(id, |s| s.title.as_str()).to_owned();
        let texts = self.playbook.classification_texts().get(id);
        let follows = texts.map(|t| match step.answer {
            Some(true) => t.if_yes.clone(),
            Some(false) => t.if_no.clone(),
            None => t.if_unknown.clone(),
        });
        let answer = match step.answer {
            Some(true) => "answer_yes",
            Some(false) => "answer_no",
            None => "answer_unknown",
        };
        ClassStepView {
            step: Named { id: id.to_owned(), title },
            asks: texts.map(|t| t.asks.clone()).unwrap_or_default(),
            answer: step.answer,
            answer_title: self.label("law", answer).to_owned(),
            follows: follows.unwrap_or_default(),
            facts: self.facts(&step.facts),
            missing: self.facts(&step.missing),
            references: texts.map(|t| t.references.clone()).unwrap_or_default(),
        }
    }

    fn law_entry(&self, entry: &Entry) -> LawEntry {
        let id = entry.id.as_str();
        let (duty, hook) = (self.playbook.duties().get(id), self.playbook.hooks().get(id));
        let (title, reference, text, references) = if entry.hook {
            let text = self.playbook.hook_texts().get(id);
            (
                hook.map(|h| h.title.clone()),
                hook.map(|h| h.reference.clone()),
                text.map(|t| t.text.clone()),
                text.map(|t| t.references.clone()),
            )
        } else {
            let text = self.playbook.duty_texts().get(id);
            (
                duty.map(|d| d.title.clone()),
                duty.map(|d| d.reference.clone()),
                text.map(|t| t.text.clone()),
                text.map(|t| t.references.clone()),
            )
        };
        let (met, begun) = entry.work(self);
        let strength: Option<Strength> = hook.filter(|_| entry.hook).map(|h| h.strength);
        LawEntry {
            duty: Named { id: id.to_owned(), title: title.map_or_else(|| id.to_owned(), String::from) },
            reference: reference.unwrap_or_default().into(),
            text: text.unwrap_or_default(),
            standing: self.word(entry.standing),
            reads: self.law_reads(entry),
            day: entry.day,
            due: entry.due,
            from_stage: entry.from_stage.map(|s: Stage| self.stage(s)),
            supplier: entry.supplier,
            on: self.label("law", if entry.supplier { "on_supplier" } else { "on_authority" }).to_owned(),
            strength: strength.map(|s| self.word(s)),
            participation: entry.participation,
            participation_title: self
                .label("law", if entry.participation { "counts" } else { "informs_only" })
                .to_owned(),
            facts: self.facts(&entry.facts(self)),
            missing: self.facts(&self.law().missing(entry)),
            met: met.iter().map(|m| self.met_view(m)).collect(),
            begun: begun.iter().map(|m| self.met_view(m)).collect(),
            references: references.unwrap_or_default(),
        }
    }

    pub(super) fn met_view(&self, met: &Met) -> MetView {
        let title = match &met.at.parts()[..] {
            [Step::Key(table), Step::Key(id), ..] if *table == "answers" => {
                self.say("format", "quoted", &[("text", &self.name(Referent::Item, id))])
            }
            [Step::Key(table), Step::Key(_), ..] if *table == "hooks" => self.label("law", "own_record").to_owned(),
            [Step::Key(table), Step::Key(id), ..] if *table == "assessments" => {
                let kind = self.project.assessments.get(id).map(|a| self.word(a.kind).title);
                kind.unwrap_or_else(|| id.to_string())
            }
            [Step::Key(table), Step::Key(_)] if *table == "transparency" => self.fact(&met.at).label,
            [Step::Key(table), Step::Key(id), ..] => self.record_name(table, id),
            _ => met.at.to_string(),
        };
        MetView { path: met.at.to_string(), title, on: met.on, evidence: met.evidence(self) }
    }
}
