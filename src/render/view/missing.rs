//! What is missing: open items of the stages up to the present one, sectors and affected groups nobody stands for.

use schemars::JsonSchema;
use serde::Serialize;

use super::words::Lens;
use super::{Named, Reason};
use crate::join::progress::{ItemProgress, StageProgress};
use crate::lifecycle::Phase;
use crate::scale::Sector;

/// An item that is not settled.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct ItemGap {
    /// The item and its question.
    pub item: Named,
    /// Where it stands.
    pub standing: Named,
    /// It is a gate that is shut.
    pub gate: bool,
}

/// What is open in a stage.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct StageGaps {
    /// The stage.
    pub stage: Named,
    /// Evidenced weight among applicable weight, in per cent; nothing when no item applies.
    pub readiness: Option<f64>,
    /// Items that apply.
    pub applicable: usize,
    /// Items that nobody has answered.
    pub open: usize,
    /// Items that are answered without the evidence that they want.
    pub claimed: usize,
    /// Gates that apply.
    pub gates: usize,
    /// Gates that are shut.
    pub gates_shut: usize,
    /// Everything is answered, but less than half is shown.
    pub claimed_not_proven: bool,
    /// The items that are not settled.
    pub items: Vec<ItemGap>,
    /// Why readiness is what it is.
    pub because: Vec<Reason>,
}

/// A sector that nobody on the map stands for.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct SectorGap {
    /// The sector.
    pub sector: Named,
    /// Why to look for somebody.
    pub reason: String,
}

/// A kind of affected people or workers that nobody on the map is of.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct ActorGap {
    /// The kind of actor.
    pub actor_type: Named,
    /// Its sector.
    pub sector: Named,
    /// Why to look for them.
    pub why: String,
    /// How to find out who they are here.
    pub find: String,
}

/// What is missing.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct MissingView {
    /// Stages up to the present one with something open.
    pub stages: Vec<StageGaps>,
    /// Sectors that nobody stands for.
    pub sectors: Vec<SectorGap>,
    /// Kinds of affected people and workers that nobody on the map is of.
    pub actors: Vec<ActorGap>,
    /// Why the sectors are missing.
    pub because: Vec<Reason>,
}

impl Lens<'_> {
    /// The stages that are judged and lie in the phase.
    pub(super) fn judged(&self, phase: Option<Phase>) -> impl Iterator<Item = &StageProgress<'_>> {
        self.progress.iter().filter(move |s| s.judged && phase.is_none_or(|p| s.stage.phase() == p))
    }

    pub(super) fn missing_view(&self, phase: Option<Phase>) -> MissingView {
        let (sectors, because) = self.missing_sectors();
        let texts = self.playbook.actor_texts();
        let actors = self.unmapped_affected().into_iter().map(|a| {
            let text = texts.get(&a.id);
            ActorGap {
                actor_type: Named { id: a.id.to_string(), title: a.title.to_string() },
                sector: self.word(a.sector),
                why: text.map(|t| t.why.clone()).unwrap_or_default(),
                find: text.map(|t| t.find.clone()).unwrap_or_default(),
            }
        });
        let stages = self.judged(phase).map(|s| self.stage_gaps(s)).filter(|s| !s.items.is_empty());
        MissingView { stages: stages.collect(), sectors, actors: actors.collect(), because }
    }

    pub(super) fn missing_sectors(&self) -> (Vec<SectorGap>, Vec<Reason>) {
        let missing = self.missing();
        let gap = |sector: &Sector| SectorGap {
            sector: self.word(*sector),
            reason: self.label("sector-reasons", sector.as_str()).to_owned(),
        };
        (missing.sectors.iter().map(gap).collect(), self.reasons(&missing.because))
    }

    fn stage_gaps(&self, stage: &StageProgress<'_>) -> StageGaps {
        let open = |item: &&ItemProgress<'_>| item.applies.is_asked() && !item.is_settled();
        StageGaps {
            stage: self.stage(stage.stage),
            readiness: stage.readiness.map(|r| (r * 100.0).round()),
            applicable: stage.counts.applicable,
            open: stage.counts.open,
            claimed: stage.counts.claimed,
            gates: stage.counts.gates,
            gates_shut: stage.counts.gates_shut,
            claimed_not_proven: stage.claimed_not_proven,
            items: stage
                .items
                .iter()
                .filter(open)
                .map(|i| ItemGap {
                    item: Named { id: i.item.id.to_string(), title: i.item.question.trim().to_owned() },
                    standing: self.word(i.standing),
                    gate: i.is_shut(),
                })
                .collect(),
            because: self.reasons(&[stage.because()]),
        }
    }
}
