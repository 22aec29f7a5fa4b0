//! What templates may see: the complete facts of one document, flat, in plain text, with the reason of each number.
//!
//! A view joins and looks everything up, so that a template need not. The same values are the JSON of `plan`, `canvas`
//! and `map`. Nothing here escapes or judges.

mod activity;
mod book;
mod budget;
mod calendar;
mod canvas;
mod chosen;
mod computed;
mod describe;
mod fill;
mod findings;
mod fit;
mod inputs;
mod law;
mod law_reads;
mod level;
mod map;
mod missing;
mod people;
mod plan;
mod purpose;
mod record;
mod system;
mod trail;
mod value;
mod words;

use schemars::JsonSchema;
use serde::Serialize;

pub use activity::{ActivityView, PieceView, SessionView};
pub use book::{BookListView, BookPage, BookPageView, BookView, ShelfView, anchor, book};
pub use budget::{BudgetView, PhaseBudget};
pub use calendar::DayView;
pub use canvas::{BlockView, CanvasLine, CanvasView, canvas, canvas_for, canvases};
pub use describe::offers;
pub use fill::{Cell, ContentView, Line, Table};
pub use findings::{FindingView, FindingsView, WaiverView};
pub use fit::FitView;
pub use inputs::{InputView, InputsView};
pub use law::{ClassStepView, LawDocument, LawEntry, LawGroup, LawView, MetView, law};
pub use level::LevelView;
pub use map::{MapView, StakeholderView, map, map_for};
pub use missing::{ActorGap, ItemGap, MissingView, SectorGap, StageGaps};
pub use people::{
    CameView, CoverageView, Matrix, MatrixCell, MatrixRow, OverrideView, PeopleView, PlacedView, QuadrantView,
};
pub use plan::{PhaseView, PlanView, SummaryView, plan};
pub use purpose::{DecisionView, MissionView, OptionView};
pub use record::{Library, LineView, PartView, Place, RecordView, SectionView, id_of, title_of};
pub use system::{FactView, InfrastructureView, PointView, RiskView, StakesView, SystemView};
pub use trail::{
    ChainView, CountView, GoLiveView, InputLine, NodeView, OrphanView, OverviewView, SampleView, Shown, StepView,
    TrailView, trail, trail_chain, trail_sample,
};
pub(crate) use words::Lens;

use crate::date::Date;
use crate::join::Because;
use crate::scale::Provenance;

/// The version of the form of all views, for programs that read them.
pub const SCHEMA_VERSION: u32 = 1;

/// For whom a document is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Audience {
    /// Anybody: what the project file marks as internal or personal is left out.
    Public,
    /// Those who work on the project: internal fields are shown, personal ones are not.
    Internal,
}

/// A word of a closed list, a record of the playbook or a thing of the project: its id and what people call it.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Named {
    /// The id, as files write it.
    pub id: String,
    /// What people call it.
    pub title: String,
}

/// A sum of money.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Sum {
    /// How much.
    pub amount: f64,
    /// The currency, where the project states one.
    pub currency: Option<String>,
}

/// Why a value is what it is.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Reason {
    /// The places in the project file on which it rests.
    pub facts: Vec<String>,
    /// The method of the playbook.
    pub rule: String,
    /// The sources of the method, by id.
    pub sources: Vec<String>,
    /// Whether the sources say it, or we derive or propose it.
    pub provenance: Provenance,
}

/// What the document is about.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct ProjectView {
    /// What people call the project.
    pub title: String,
    /// The contracting authority.
    pub authority: String,
    /// What it is about.
    pub summary: Option<String>,
    /// Country code.
    pub country: Option<String>,
    /// Language of the project's own texts.
    pub language: Option<String>,
    /// The stage it is in.
    pub stage: Named,
    /// The phase it is in.
    pub phase: Named,
    /// How the system comes in.
    pub entry_route: Option<Named>,
    /// The day it began.
    pub start: Option<Date>,
    /// Its estimated value.
    pub value: Option<Sum>,
    /// Where the public can ask.
    pub contact: Option<String>,
    /// Whether it is made up.
    pub fictional: bool,
}

/// On which playbook the document rests.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct PlaybookView {
    /// Version of its content.
    pub version: String,
    /// The organisation whose own folder lies over it.
    pub organisation: Option<String>,
}

/// How a computed value comes about.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct MethodView {
    /// The id.
    pub id: String,
    /// What people call it.
    pub title: String,
    /// The calculation in plain words.
    pub how: String,
    /// What it does not tell.
    pub limits: String,
    /// Whether sources say it, or we derive or propose it.
    pub provenance: Named,
    /// Its sources.
    pub sources: Vec<Named>,
}

impl Lens<'_> {
    fn project(&self) -> ProjectView {
        let about = &self.project.project;
        ProjectView {
            title: about.title.clone(),
            authority: about.authority.clone(),
            summary: about.summary.clone(),
            country: about.country.as_ref().map(ToString::to_string),
            language: about.language.clone(),
            stage: self.stage(about.stage),
            phase: self.phase(about.stage.phase()),
            entry_route: about.entry_route.map(|r| self.word(r)),
            start: about.start,
            value: about.value.as_ref().map(|v| Sum { amount: v.amount.0, currency: Some(v.currency.to_string()) }),
            contact: about.contact.clone(),
            fictional: about.fictional == Some(true),
        }
    }

    fn playbook_view(&self) -> PlaybookView {
        PlaybookView {
            version: self.playbook.about().version.clone(),
            organisation: self.playbook.organisation().map(str::to_owned),
        }
    }

    fn reasons(&self, because: &[Because]) -> Vec<Reason> {
        let reason = |b: &Because| {
            let method = self.playbook.method_texts().get(b.method);
            Reason {
                facts: b.facts.iter().map(ToString::to_string).collect(),
                rule: b.method.to_owned(),
                sources: method.map(|m| m.sources.clone()).unwrap_or_default(),
                provenance: method.map_or(Provenance::Proposed, |m| m.provenance),
            }
        };
        because.iter().map(reason).collect()
    }

    /// The methods of a document, in the order of the playbook.
    fn methods(&self, ids: &[&str]) -> Vec<MethodView> {
        let texts = self.playbook.method_texts();
        let used = self.playbook.methods().iter().filter(|m| ids.contains(&m.id.as_str()));
        used.map(|m| {
            let text = texts.get(&m.id);
            MethodView {
                id: m.id.to_string(),
                title: m.title.clone(),
                how: text.map(|t| t.how.clone()).unwrap_or_default(),
                limits: text.map(|t| t.limits.clone()).unwrap_or_default(),
                provenance: self.word(text.map_or(Provenance::Proposed, |t| t.provenance)),
                sources: text.iter().flat_map(|t| &t.sources).map(|id| self.source(id)).collect(),
            }
        })
        .collect()
    }
}
