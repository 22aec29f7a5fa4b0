//! A canvas: block by block what the project holds, and an honest gap where it holds nothing.

use schemars::JsonSchema;
use serde::Serialize;

use super::fill::ContentView;
use super::words::Lens;
use super::{Audience, ItemGap, MethodView, Named, PlaybookView, ProjectView, SCHEMA_VERSION};
use crate::date::Date;
use crate::join::Joined;
use crate::join::progress::Standing;
use crate::playbook::{Block, Canvas, Validate};

/// A canvas.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct CanvasView {
    /// The version of this form.
    pub schema_version: u32,
    /// The day for which everything is worked out.
    pub date: Date,
    /// The playbook that it rests on.
    pub playbook: PlaybookView,
    /// The project.
    pub project: ProjectView,
    /// The canvas.
    pub canvas: Named,
    /// What it is for and when to fill it in.
    pub purpose: String,
    /// The phase that it belongs to; nothing when it belongs to all.
    pub phase: Option<Named>,
    /// The stages in which it is filled.
    pub stages: Vec<Named>,
    /// It holds what is not for the public.
    pub internal: bool,
    /// Its blocks.
    pub blocks: Vec<BlockView>,
    /// How many blocks hold something.
    pub filled: usize,
    /// How many blocks there are.
    pub total: usize,
    /// How many blocks fail their check.
    pub failing: usize,
    /// The checklist items that its blocks link to.
    pub items: Vec<ItemGap>,
    /// How the computed values come about.
    pub methods: Vec<MethodView>,
}

/// One block of a canvas.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct BlockView {
    /// Its id within the canvas.
    pub id: String,
    /// What people call it.
    pub title: String,
    /// The question that it answers.
    pub prompt: String,
    /// What a good answer holds.
    pub good: String,
    /// What the project wrote for it.
    pub text: Option<String>,
    /// What the project holds elsewhere.
    pub content: Vec<ContentView>,
    /// Labels of fields that could fill it and hold nothing.
    pub missing: Vec<String>,
    /// How many values are recorded, but not for the public.
    pub hidden: usize,
    /// It holds something.
    pub filled: bool,
    /// What it should hold beyond words: a number, a date or a stakeholder.
    pub check: Option<Named>,
    /// It holds something, but not that.
    pub fails: bool,
    /// The checklist items that it links to, by id.
    pub items: Vec<String>,
}

/// A canvas in a list of canvases.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct CanvasLine {
    /// The id.
    pub id: String,
    /// What people call it.
    pub title: String,
    /// The phase that it belongs to; nothing when it belongs to all.
    pub phase: Option<Named>,
    /// The stages in which it is filled.
    pub stages: Vec<Named>,
    /// What it is for.
    pub purpose: String,
    /// How many blocks hold something.
    pub filled: usize,
    /// How many blocks there are.
    pub total: usize,
}

/// All canvases with how far each is filled.
pub fn canvases<'a>(joined: &'a Joined<'a>) -> Vec<CanvasLine> {
    let ids = joined.playbook.canvases().iter().map(|c| c.id.as_str());
    let views = ids.filter_map(|id| canvas(joined, id));
    views
        .map(|v| CanvasLine {
            id: v.canvas.id,
            title: v.canvas.title,
            phase: v.phase,
            stages: v.stages,
            purpose: v.purpose,
            filled: v.filled,
            total: v.total,
        })
        .collect()
}

/// A canvas of a project, for the public; nothing when the playbook has no such canvas.
pub fn canvas<'a>(joined: &'a Joined<'a>, id: &str) -> Option<CanvasView> {
    canvas_for(joined, id, Audience::Public)
}

/// A canvas of a project, for those who may see what is internal, or for the public.
pub fn canvas_for<'a>(joined: &'a Joined<'a>, id: &str, audience: Audience) -> Option<CanvasView> {
    let lens = Lens::new(joined);
    let canvas = joined.playbook.canvases().get(id)?;
    let texts = joined.playbook.canvas_texts().get(id)?;
    let blocks: Vec<BlockView> = canvas
        .blocks
        .iter()
        .map(|block| {
            let text = texts.blocks.iter().find(|t| t.id == block.id);
            let mut view = lens.block(canvas, block, audience);
            view.prompt = text.map(|t| t.prompt.trim().to_owned()).unwrap_or_default();
            view.good = text.map(|t| t.good.trim().to_owned()).unwrap_or_default();
            view
        })
        .collect();
    let rules = blocks.iter().flat_map(|b| &b.content).flat_map(|c| &c.because);
    let rules: Vec<&str> = rules.map(|reason| reason.rule.as_str()).collect();
    Some(CanvasView {
        schema_version: SCHEMA_VERSION,
        date: joined.today,
        playbook: lens.playbook_view(),
        project: lens.project(),
        canvas: Named { id: canvas.id.to_string(), title: canvas.title.to_string() },
        purpose: texts.purpose.trim().to_owned(),
        phase: canvas.phase.map(|p| lens.phase(p)),
        stages: canvas.stages.iter().map(|s| lens.stage(*s)).collect(),
        internal: audience == Audience::Internal,
        filled: blocks.iter().filter(|b| b.filled).count(),
        total: blocks.len(),
        failing: blocks.iter().filter(|b| b.fails).count(),
        items: lens.items_of_canvas(canvas),
        methods: lens.methods(&rules),
        blocks,
    })
}

impl Lens<'_> {
    fn block(&self, canvas: &Canvas, block: &Block, audience: Audience) -> BlockView {
        let own = self.project.canvas.get(&canvas.id).and_then(|blocks| blocks.get(&block.id));
        let text = own.filter(|text| !text.trim().is_empty()).cloned();
        let filling = self.filling(&block.filled_from, audience);
        let filled = text.is_some() || !filling.content.is_empty() || filling.hidden > 0;
        let words = text.as_deref().unwrap_or_default();
        let passes = match block.validate {
            None => true,
            Some(Validate::Number) => filling.found.number || words.chars().any(|c| c.is_ascii_digit()),
            Some(Validate::Date) => filling.found.date || holds_date(words),
            Some(Validate::Stakeholder) => {
                let words = words.to_lowercase();
                let named = |name: &str| !name.is_empty() && words.contains(&name.to_lowercase());
                filling.found.stakeholder || self.stakeholders.iter().any(|s| named(&s.stakeholder.name))
            }
        };
        BlockView {
            id: block.id.clone(),
            title: block.title.clone(),
            prompt: String::new(),
            good: String::new(),
            text,
            // What is hidden cannot be checked before the public.
            fails: filled && !passes && filling.hidden == 0,
            content: filling.content,
            missing: filling.missing,
            hidden: filling.hidden,
            filled,
            check: block.validate.map(|v| self.word(v)),
            items: block.items.clone(),
        }
    }

    fn items_of_canvas(&self, canvas: &Canvas) -> Vec<ItemGap> {
        let linked = |id: &str| canvas.blocks.iter().any(|b| b.items.iter().any(|own| own == id));
        let all = self.progress.iter().flat_map(|s| s.items.iter().map(move |i| (s, i)));
        all.filter(|(_, i)| linked(&i.item.id))
            .map(|(stage, i)| ItemGap {
                item: Named { id: i.item.id.to_string(), title: i.item.question.trim().to_owned() },
                standing: match i.standing {
                    // Nobody is late with what belongs to a stage to come.
                    Standing::Open if !stage.judged => {
                        Named { id: "later".to_owned(), title: self.label("canvas", "later").to_owned() }
                    }
                    standing => self.word(standing),
                },
                // A gate of a stage to come stops nobody yet.
                gate: stage.judged && i.is_shut(),
            })
            .collect()
    }
}

/// Whether a text holds a day such as 2026-11-23.
fn holds_date(text: &str) -> bool {
    let mut words = text.split(|c: char| !(c.is_ascii_digit() || c == '-'));
    words.any(|word| word.parse::<Date>().is_ok())
}
