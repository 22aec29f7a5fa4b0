//! CONTENT: what the playbook says. It knows nothing of any project.
//!
//! The built-in playbook is embedded; a kind of content is read when it is first asked for, and its long texts when
//! they are. An organisation's folder is layered over it: it adds, replaces with a reason, and retires.

mod about;
mod actor;
mod blobs;
mod canvas;
mod checklist;
mod classification;
pub mod condition;
mod fact;
mod field;
pub mod folder;
mod framework;
mod index;
mod kind;
pub mod labels;
mod law;
mod layers;
mod mechanism;
mod overlay;
mod plain;
mod problems;
mod prose;
mod record;
mod reference;
pub mod rule;
pub mod scaffold;
mod stage;
mod text;
mod yaml;

use std::collections::HashMap;
use std::sync::OnceLock;

use serde_json::Value;

pub use about::{About, Territory, Thresholds};
pub use actor::{Actor, ActorText, StartingScores};
pub use canvas::{Block, BlockText, Canvas, CanvasText, Source as FilledFrom, Validate};
pub use checklist::{Item, ItemText};
pub use classification::*;
pub use fact::{FactPart, FactQuestion, FactText, Place};
pub use field::{Field, Holds, Shape};
pub use folder::{ContentFile, Retired};
pub use framework::*;
pub use index::{Index, Origin};
pub use kind::{Kind, Layout};
pub use law::*;
pub use mechanism::{Mechanism, MechanismText, Minimum, Range};
pub use problems::{ContentProblem, referred, refers as references};
pub use record::{Record, RecordText};
pub use reference::{HowRead, Method, MethodText, Source, SourceKind, SourceText, Term, TermText};
pub use rule::{Rule, RuleText};
pub use stage::{PhaseRecord, PhaseText, StageRecord, StageText};
pub use text::Text;

use crate::embedded;
use crate::lifecycle::{Phase, Stage};
use crate::vocabulary::Vocabulary;
use blobs::{built_in, joined, read};
use folder::Folder;
use layers::{follow, layer, of_folder};

/// One kind of content: what judging needs, and the long texts.
#[derive(Debug)]
struct Shelf<T: Record> {
    records: OnceLock<Index<T>>,
    texts: OnceLock<Index<T::Text>>,
}

impl<T: Record> Default for Shelf<T> {
    fn default() -> Self {
        Self { records: OnceLock::new(), texts: OnceLock::new() }
    }
}

/// All content: validated, indexed, immutable.
#[derive(Debug, Default)]
pub struct Playbook {
    /// A folder that stands for the built-in playbook, when content is being written.
    base: Option<Folder>,
    /// The organisation's own folder.
    organisation: Folder,
    about: OnceLock<About>,
    labels: OnceLock<labels::Labels>,
    /// Those that messages use, read without the rest.
    in_messages: OnceLock<labels::Labels>,
    phases: Shelf<PhaseRecord>,
    stages: Shelf<StageRecord>,
    items: Shelf<Item>,
    actors: Shelf<Actor>,
    mechanisms: Shelf<Mechanism>,
    canvases: Shelf<Canvas>,
    rules: Shelf<Rule>,
    methods: Shelf<Method>,
    principles: Shelf<Principle>,
    indicators: Shelf<Indicator>,
    levers: Shelf<Lever>,
    functions: Shelf<OpenGovernmentFunction>,
    decision_stages: Shelf<DecisionStage>,
    facility_goals: Shelf<FacilityGoal>,
    entry_routes: Shelf<EntryRouteRecord>,
    levels: Shelf<Level>,
    risk_classes: Shelf<RiskClassRecord>,
    hooks: Shelf<HookEntry>,
    duties: Shelf<Duty>,
    facts: Shelf<FactQuestion>,
    classification: Shelf<ClassificationStep>,
    listed_uses: Shelf<ListedUse>,
    insights: Shelf<Insight>,
    reasons: Shelf<Reason>,
    governance_levels: Shelf<GovernanceLevel>,
    holidays: Shelf<Holiday>,
    glossary: Shelf<Term>,
    sources: Shelf<Source>,
}

macro_rules! shelves {
    ($($(#[doc = $doc:literal])+ $name:ident $texts:ident: $record:ty,)+) => {$(
        $(#[doc = $doc])+
        pub fn $name(&self) -> &Index<$record> {
            self.$name.records.get_or_init(|| self.records::<$record>())
        }
        /// Their long texts.
        pub fn $texts(&self) -> &Index<<$record as Record>::Text> {
            self.$name.texts.get_or_init(|| self.texts::<$record>())
        }
    )+};
}

/// A record that has its shelf in a playbook.
pub(crate) trait Shelved: Sized {
    fn shelf(playbook: &Playbook) -> &Index<Self>;
}

macro_rules! shelved {
    ($($record:ty: $name:ident,)+) => {$(
        impl Shelved for $record {
            fn shelf(playbook: &Playbook) -> &Index<Self> { playbook.$name() }
        }
    )+};
}

shelved! {
    PhaseRecord: phases,
    StageRecord: stages,
    Item: items,
    Actor: actors,
    Mechanism: mechanisms,
    Canvas: canvases,
    Rule: rules,
    Method: methods,
    Principle: principles,
    Indicator: indicators,
    Lever: levers,
    OpenGovernmentFunction: functions,
    DecisionStage: decision_stages,
    FacilityGoal: facility_goals,
    EntryRouteRecord: entry_routes,
    Level: levels,
    RiskClassRecord: risk_classes,
    HookEntry: hooks,
    Duty: duties,
    FactQuestion: facts,
    ClassificationStep: classification,
    ListedUse: listed_uses,
    Insight: insights,
    Reason: reasons,
    GovernanceLevel: governance_levels,
    Holiday: holidays,
    Term: glossary,
    Source: sources,
}

impl Playbook {
    /// The built-in playbook.
    pub fn built_in() -> Self {
        Self::default()
    }

    /// The built-in playbook with an organisation's folder over it, or every problem of that folder.
    pub fn with_organisation(files: &[ContentFile]) -> Result<Self, Vec<ContentProblem>> {
        Self::layered(None, files)
    }

    /// A whole playbook from a folder, or every problem of it. For those who write content.
    pub fn from_folder(files: &[ContentFile]) -> Result<Self, Vec<ContentProblem>> {
        Self::layered(Some(files), &[])
    }

    fn layered(base: Option<&[ContentFile]>, files: &[ContentFile]) -> Result<Self, Vec<ContentProblem>> {
        let (playbook, problems) = Self::drafted(base, files);
        if problems.is_empty() { Ok(playbook) } else { Err(problems) }
    }

    /// What can be read of an organisation's folder, over the built-in playbook, and every problem of it.
    pub fn draft_of_organisation(files: &[ContentFile]) -> (Self, Vec<ContentProblem>) {
        Self::drafted(None, files)
    }

    /// What can be read of a whole playbook, and every problem of it.
    pub fn draft_of_folder(files: &[ContentFile]) -> (Self, Vec<ContentProblem>) {
        Self::drafted(Some(files), &[])
    }

    fn drafted(base: Option<&[ContentFile]>, files: &[ContentFile]) -> (Self, Vec<ContentProblem>) {
        if let Some(problem) = overlay::refused(base, files) {
            return (Self::default(), vec![problem]);
        }
        let mut problems = Vec::new();
        let base = base.map(|files| folder::cut(files, &mut problems));
        let organisation = folder::cut(files, &mut problems);
        for layer in base.iter().chain([&organisation]) {
            problems::shapes(layer, &mut problems);
        }
        let playbook = Self { base, organisation, ..Self::default() };
        overlay::problems(&playbook.organisation, files, &mut problems);
        for layer in playbook.base.iter().chain([&playbook.organisation]) {
            problems::references(&playbook, layer, &mut problems);
        }
        if let Some(file) = files.iter().find(|f| f.path == "retired.yaml") {
            problems::survivors(&playbook, &file.text, &mut problems);
        }
        problems.sort();
        problems.dedup();
        (playbook, problems)
    }

    /// The records of the folders, read or not.
    pub(crate) fn docs(&self) -> impl Iterator<Item = &folder::Doc> {
        self.base.iter().chain([&self.organisation]).flat_map(|folder| &folder.docs)
    }

    shelves! {
        /// The three phases.
        phases phase_texts: PhaseRecord,
        /// The fourteen stages, in order.
        stages stage_texts: StageRecord,
        /// All checklist items, in the order of stages.
        items item_texts: Item,
        /// All actor types.
        actors actor_texts: Actor,
        /// All mechanisms.
        mechanisms mechanism_texts: Mechanism,
        /// All canvases.
        canvases canvas_texts: Canvas,
        /// All rules.
        rules rule_texts: Rule,
        /// All methods.
        methods method_texts: Method,
        /// Draft principles for participation in AI procurement.
        principles principle_texts: Principle,
        /// Indicators of the quality of engagement.
        indicators indicator_texts: Indicator,
        /// Levers of New Public Governance.
        levers lever_texts: Lever,
        /// Open-government functions.
        functions function_texts: OpenGovernmentFunction,
        /// The five decision stages.
        decision_stages decision_stage_texts: DecisionStage,
        /// Goals of the network of public facilities.
        facility_goals facility_goal_texts: FacilityGoal,
        /// Ways in which AI comes in.
        entry_routes entry_route_texts: EntryRouteRecord,
        /// Levels of participation.
        levels level_texts: Level,
        /// Risk classes of the AI Act.
        risk_classes risk_class_texts: RiskClassRecord,
        /// Legal hooks for engagement.
        hooks hook_texts: HookEntry,
        /// Dated duties.
        duties duty_texts: Duty,
        /// Facts of a project, as they are asked for, in order.
        facts fact_texts: FactQuestion,
        /// The steps by which a system is classified.
        classification classification_texts: ClassificationStep,
        /// Practices, areas and conditions of exemption that the AI Act lists by point.
        listed_uses listed_use_texts: ListedUse,
        /// Insights and policy implications of the founding text.
        insights insight_texts: Insight,
        /// Reasons to engage.
        reasons reason_texts: Reason,
        /// Macro, meso, micro.
        governance_levels governance_level_texts: GovernanceLevel,
        /// Periods in which few people can answer.
        holidays holiday_texts: Holiday,
        /// The glossary.
        glossary term_texts: Term,
        /// The bibliography.
        sources source_texts: Source,
    }

    /// What holds for the playbook as a whole.
    pub fn about(&self) -> &About {
        self.about.get_or_init(|| match self.base.as_ref().and_then(|base| base.settings.clone()) {
            Some(own) => own,
            None => built_in::<Vec<About>>(embedded::content("playbook").core).remove(0),
        })
    }

    /// The organisation's folder: its name, if there is one.
    pub fn organisation(&self) -> Option<&str> {
        self.organisation.about.as_ref().map(|about| about.name.as_str())
    }

    /// What the organisation no longer uses.
    pub fn retired(&self) -> &[Retired] {
        &self.organisation.retired
    }

    /// Rules and items that the organisation replaces, as (kind, id, reason).
    pub fn replaced(&self) -> impl Iterator<Item = (Kind, &str, &str)> {
        let docs = self.organisation.docs.iter();
        docs.filter_map(|doc| Some((doc.kind, doc.id(), doc.value.get("replaces")?.as_str()?)))
    }

    /// A problem in a record of a folder, at the place where a word stands in a field; the built-in playbook has no places.
    pub fn problem_in(
        &self,
        kind: Kind,
        id: &str,
        (field, word): (&str, &str),
        message: String,
        hint: Option<String>,
    ) -> ContentProblem {
        match self.docs().find(|doc| doc.kind == kind && doc.id() == id) {
            Some(doc) => doc.problem(field, word, message, hint),
            None => ContentProblem { file: format!("{kind}/{id}"), line: 1, column: 1, message, hint },
        }
    }

    /// The items of a stage, in order.
    pub fn items_of(&self, stage: Stage) -> impl Iterator<Item = &Item> {
        // They lie in the order of the life cycle, and a check asks for those of every stage.
        let items = self.items().iter().as_slice();
        let from = items.partition_point(|item| item.stage < stage);
        items[from..].iter().take_while(move |item| item.stage == stage)
    }

    /// The item that a person means by its id or by its number.
    pub fn item(&self, word: &str) -> Option<&Item> {
        let numbered = || self.items().iter().find(|item| item.reference.eq_ignore_ascii_case(word));
        self.items().get(word).or_else(numbered)
    }

    /// The title of a stage.
    pub fn stage_title(&self, stage: Stage) -> &str {
        self.stages().get(stage.as_str()).map_or(stage.as_str(), |s| s.title.as_str())
    }

    /// The title of a phase.
    pub fn phase_title(&self, phase: Phase) -> &str {
        self.phases().get(phase.as_str()).map_or(phase.as_str(), |p| p.title.as_str())
    }

    /// Whether there is a record of this kind and id.
    pub fn has(&self, kind: Kind, id: &str) -> bool {
        kind::of_kind!(kind, Kept => Kept::shelf(self).contains(id))
    }

    /// What people call a record; its id, if there is none.
    pub fn title<'p>(&'p self, kind: Kind, id: &'p str) -> &'p str {
        kind::of_kind!(kind, Kept => Kept::shelf(self).get(id).map_or(id, Record::title))
    }

    /// All ids of a kind, in order.
    pub fn ids(&self, kind: Kind) -> Box<dyn Iterator<Item = &str> + '_> {
        fn of<T: Record>(index: &Index<T>) -> Box<dyn Iterator<Item = &str> + '_> {
            Box::new(index.iter().map(Record::id))
        }
        kind::of_kind!(kind, Kept => of(Kept::shelf(self)))
    }

    /// All records of a kind as they are written, each with its origin: for `list` and `explain`.
    pub fn written(&self, kind: Kind) -> Vec<(Origin, Value)> {
        let retired = |id: &str| self.retired().iter().any(|r| r.kind == kind && r.id == id);
        let mut all: Vec<(Origin, Value)> = match &self.base {
            Some(base) => {
                base.docs.iter().filter(|d| d.kind == kind).map(|d| (Origin::BuiltIn, d.value.clone())).collect()
            }
            None => joined(kind, &embedded::content(kind.folder()))
                .into_iter()
                .map(|value| (Origin::BuiltIn, value))
                .collect(),
        };
        all.retain(|(_, value)| !retired(value["id"].as_str().unwrap_or_default()));
        for doc in self.organisation.docs.iter().filter(|d| d.kind == kind) {
            all.retain(|(_, value)| value["id"] != doc.value["id"]);
            all.push((Origin::Organisation, doc.value.clone()));
        }
        let order: HashMap<&str, usize> = self.ids(kind).enumerate().map(|(n, id)| (id, n)).collect();
        all.sort_by_key(|(_, value)| order.get(value["id"].as_str().unwrap_or_default()).copied());
        all
    }

    /// All records of a kind with at least the fields `keys`, `id` and `stage` in them, each with its origin: for a
    /// table. Only short fields are looked for, not long texts.
    pub fn brief(&self, kind: Kind, keys: &[&str]) -> Vec<(Origin, Value)> {
        let own = self.organisation.docs.iter().any(|doc| doc.kind == kind);
        if self.base.is_some() || own || self.retired().iter().any(|retired| retired.kind == kind) {
            return self.written(kind);
        }
        let keys = [&["id", "stage"], keys].concat();
        let content = embedded::content(kind.folder());
        let mut all = blobs::brief(kind, content.core, &keys);
        let beyond = kind::of_kind!(kind, Kept => texts_hold::<Kept>(&keys));
        if beyond {
            let texts = blobs::brief(kind, content.text(), &keys);
            all = all.into_iter().zip(texts).map(|(core, text)| blobs::merge(core, text)).collect();
        }
        match kind {
            Kind::Stages => all.sort_by_key(|record| record["id"].as_str().and_then(Stage::from_word)),
            Kind::Phases => all.sort_by_key(|record| record["id"].as_str().and_then(Phase::from_word)),
            Kind::Items => all.sort_by_key(|record| record["stage"].as_str().and_then(Stage::from_word)),
            _ => {}
        }
        all.into_iter().map(|record| (Origin::BuiltIn, record)).collect()
    }

    fn records<T: Record>(&self) -> Index<T> {
        let mut all: Vec<T> = match &self.base {
            Some(base) => of_folder(base, T::KIND),
            None => {
                let content = embedded::content(T::KIND.folder());
                read(T::KIND, content.core, content.count, T::placed)
            }
        };
        all.retain(|record| !self.retired().iter().any(|r| r.kind == T::KIND && r.id == record.id()));
        layer(&mut all, of_folder(&self.organisation, T::KIND), T::id);
        // Stages and items come in the order of the life cycle, all else in the order of the files.
        match T::KIND {
            Kind::Stages => all.sort_by_key(|record| Stage::from_word(record.id())),
            Kind::Phases => all.sort_by_key(|record| Phase::from_word(record.id())),
            Kind::Items => {
                all = follow(all);
                all.sort_by_cached_key(T::stage);
            }
            _ => {}
        }
        Index::new(all, T::id)
    }

    fn texts<T: Record>(&self) -> Index<T::Text> {
        let mut all: Vec<T::Text> = match &self.base {
            Some(base) => of_folder(base, T::KIND),
            None => {
                let content = embedded::content(T::KIND.folder());
                read(T::KIND, content.text(), content.count, |_, _| {})
            }
        };
        layer(&mut all, of_folder(&self.organisation, T::KIND), T::Text::id);
        Index::new(all, T::Text::id)
    }
}

/// Whether one of the fields is among the long texts of a kind.
fn texts_hold<T: Record>(keys: &[&str]) -> bool {
    T::Text::fields().iter().any(|field| keys.contains(&field.key))
}
