//! Progress: for each stage, which items apply and why, where each stands, which gates are shut, how ready it is.
//!
//! Methods: `stage-readiness`, `gate-passable`, `claimed-not-proven`.

use super::Joined;
use super::condition::Holds;
use super::explained::Because;
use super::waivers::{GATE_SHUT, REQUIRED_ITEM_OPEN};
use crate::lifecycle::Stage;
use crate::playbook::Item;
use crate::project::FieldPath;
use crate::project::model::{AnswerRecord, ItemState};
use crate::text::{is_role, same_role};
use crate::vocabulary;
use crate::vocabulary::Vocabulary;

vocabulary! {
    /// Where an item stands, as it is shown.
    "a standing"
    pub enum Standing {
        /// Nobody has answered, or nobody knows yet.
        Open = "open",
        /// Answered, but nothing is there of the evidence that the item wants.
        Claimed = "claimed",
        /// Answered, with the evidence that the item wants.
        Evidenced = "evidenced",
        /// Does not apply here, for a reason.
        NotApplicable = "not-applicable",
        /// Accepted as open for a time.
        Waived = "waived",
    }
}

/// One item of a stage in this project.
#[derive(Clone, Debug)]
pub struct ItemProgress<'a> {
    /// The item.
    pub item: &'a Item,
    /// Whether it is asked in this project.
    pub applies: Holds,
    /// Whether it is a gate here.
    pub gate: bool,
    /// Where it stands.
    pub standing: Standing,
    /// The answer, if there is one.
    pub answer: Option<&'a AnswerRecord>,
    /// For a gate that does not apply: whether someone other than who answered has approved that.
    pub approved: bool,
}

impl ItemProgress<'_> {
    /// Where its answer stands in the file.
    pub fn path(&self) -> FieldPath {
        FieldPath::of(["answers", &self.item.id])
    }

    /// Whether it is settled: shown, waived, or rightly not applicable.
    pub fn is_settled(&self) -> bool {
        match self.standing {
            Standing::Evidenced | Standing::Waived => true,
            Standing::NotApplicable => !self.gate || self.approved,
            Standing::Open | Standing::Claimed => false,
        }
    }

    /// Where it would stand if it were not waived.
    pub fn behind_waiver(&self) -> Standing {
        match (self.standing, self.answer.map(|answer| answer.state)) {
            (Standing::Waived, None | Some(ItemState::Unknown)) => Standing::Open,
            (Standing::Waived, Some(ItemState::NotApplicable)) => Standing::NotApplicable,
            (Standing::Waived, Some(ItemState::Answered | ItemState::Evidenced)) => Standing::Claimed,
            (standing, _) => standing,
        }
    }

    /// Whether it is a gate that is shut.
    pub fn is_shut(&self) -> bool {
        self.gate && self.applies.is_asked() && !self.is_settled()
    }
}

/// Counts of items by standing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Items that apply.
    pub applicable: usize,
    /// Open.
    pub open: usize,
    /// Claimed.
    pub claimed: usize,
    /// Evidenced.
    pub evidenced: usize,
    /// Not applicable, as the project says.
    pub not_applicable: usize,
    /// Waived.
    pub waived: usize,
    /// Gates that apply.
    pub gates: usize,
    /// Gates that are shut.
    pub gates_shut: usize,
    /// Items that the facts of the project leave out.
    pub left_out: usize,
}

/// How far a stage is.
#[derive(Clone, Debug)]
pub struct StageProgress<'a> {
    /// The stage.
    pub stage: Stage,
    /// Its items, in order, those left out too.
    pub items: Vec<ItemProgress<'a>>,
    /// Counts by standing.
    pub counts: Counts,
    /// Evidenced weight among applicable weight, from 0 to 1; nothing when no item applies.
    pub readiness: Option<f64>,
    /// Everything is answered, but less than half is shown.
    pub claimed_not_proven: bool,
    /// Whether it is judged: the project has reached it.
    pub judged: bool,
}

impl StageProgress<'_> {
    /// Whether every gate that applies is evidenced or validly waived.
    pub fn is_passable(&self) -> bool {
        self.counts.gates_shut == 0
    }

    /// Why readiness is what it is.
    pub fn because(&self) -> Because {
        let told = self.items.iter().filter(|item| item.applies.is_asked() && item.answer.is_some());
        Because::new("stage-readiness", told.map(ItemProgress::path).collect())
    }

    /// Whether nothing is left to do.
    pub fn is_complete(&self) -> bool {
        self.items.iter().filter(|i| i.applies.is_asked()).all(ItemProgress::is_settled)
    }
}

/// The progress of all stages, in order.
pub(super) fn all<'a>(joined: &Joined<'a>) -> Vec<StageProgress<'a>> {
    Stage::ALL.iter().map(|stage| of(joined, *stage)).collect()
}

fn of<'a>(joined: &Joined<'a>, stage: Stage) -> StageProgress<'a> {
    let items: Vec<ItemProgress<'a>> =
        joined.playbook.items_of(stage).map(|item| item_progress(joined, item)).collect();
    let thresholds = &joined.playbook.about().thresholds;
    let mut counts = Counts::default();
    let (mut weight, mut shown) = (0, 0);
    let mut all_answered = true;
    for item in &items {
        if !item.applies.is_asked() {
            counts.left_out += 1;
            continue;
        }
        counts.applicable += 1;
        counts.gates += usize::from(item.gate);
        counts.gates_shut += usize::from(item.is_shut());
        let own = if item.gate { thresholds.gate_weight } else { thresholds.item_weight };
        match item.standing {
            Standing::Open => {
                counts.open += 1;
                all_answered = false;
                weight += own;
            }
            Standing::Claimed => {
                counts.claimed += 1;
                weight += own;
            }
            Standing::Evidenced => {
                counts.evidenced += 1;
                weight += own;
                shown += own;
            }
            Standing::NotApplicable if item.is_settled() => counts.not_applicable += 1,
            Standing::NotApplicable => {
                counts.not_applicable += 1;
                weight += own;
            }
            Standing::Waived => counts.waived += 1,
        }
    }
    let readiness = (weight > 0).then(|| f64::from(shown) / f64::from(weight));
    let claimed_not_proven =
        counts.applicable > 0 && all_answered && readiness.is_some_and(|r| r < thresholds.claimed_not_proven_below);
    StageProgress { stage, items, counts, readiness, claimed_not_proven, judged: stage <= joined.project.project.stage }
}

fn item_progress<'a>(joined: &Joined<'a>, item: &'a Item) -> ItemProgress<'a> {
    let applies = joined.holds(&item.applies_when);
    let gate = item.gate && matches!(joined.holds(&item.gate_when), Holds::Yes);
    let answer = answer_to(joined, item);
    // Most plans waive nothing, and there are many items.
    let is_waived = |rule| {
        !joined.project.waivers.is_empty() && joined.waived(rule, &FieldPath::of(["answers", &item.id])).is_some()
    };
    let approved = answer.is_some_and(|a| match (&a.approved, &a.by) {
        (Some(approval), Some(by)) => is_role(&approval.by) && !same_role(&approval.by, by),
        // Without the name of who answered, nobody can tell that it was someone else who approved.
        (Some(_), None) | (None, _) => false,
    });
    let rule = if gate { GATE_SHUT } else { REQUIRED_ITEM_OPEN };
    let found = |a: &AnswerRecord| match &joined.files {
        Some(files) => a.evidence.iter().any(|e| files.holds(e)),
        None => !a.evidence.is_empty(),
    };
    let standing = match answer.map(|a| (a.state, item.evidence_needed && !found(a))) {
        Some((ItemState::NotApplicable, _)) if !gate || approved => Standing::NotApplicable,
        Some((ItemState::Answered | ItemState::Evidenced, false)) => Standing::Evidenced,
        _ if is_waived(rule) => Standing::Waived,
        Some((ItemState::NotApplicable, _)) => Standing::NotApplicable,
        Some((ItemState::Answered | ItemState::Evidenced, _)) => Standing::Claimed,
        Some((ItemState::Unknown, _)) | None => Standing::Open,
    };
    ItemProgress { item, applies, gate, standing, answer, approved }
}

/// The answer to an item, also under an earlier id of it.
fn answer_to<'a>(joined: &Joined<'a>, item: &Item) -> Option<&'a AnswerRecord> {
    let answers = &joined.project.answers;
    answers.get(&item.id).or_else(|| item.formerly.iter().find_map(|id| answers.get(id)))
}
