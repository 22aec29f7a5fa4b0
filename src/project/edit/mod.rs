//! Everything that the tool may ever write into a project file.
//!
//! An [`Edit`] is a closed list; each becomes a few changes of named places. A change is a splice: ranges of the text
//! are replaced or inserted, and what it does not name keeps its bytes. Whether the result holds is proved by
//! [`ProjectFile::apply`](super::file::ProjectFile::apply).

mod change;
mod insert;
mod layout;
mod proof;
mod remove;
mod value;

use std::fmt;

pub(super) use change::{Change, splice};
pub(super) use proof::difference;
pub use value::Value;
pub(super) use value::within_a_line as written;

use super::fields;
use super::model::ItemState;
use super::path::{FieldPath, Step};
use crate::date::Date;
use crate::id::Id;
use crate::lifecycle::Stage;

/// Something that the tool may write.
#[derive(Clone, Debug, PartialEq)]
pub enum Edit {
    /// The answer to a checklist item, in `[answers.<item>]`; only what is given changes.
    SetAnswer {
        /// The item.
        item: Id,
        /// Its state.
        state: ItemState,
        /// The answer in words.
        note: Option<String>,
        /// Why the item does not apply.
        reason: Option<String>,
        /// What shows it; nothing leaves the list as it is.
        evidence: Vec<String>,
        /// Who answered.
        by: Option<String>,
        /// The day of the answer.
        on: Option<Date>,
    },
    /// A new `[stakeholders.<id>]`.
    AddStakeholder {
        /// Its id.
        id: Id,
        /// Its fields, in order.
        fields: Vec<(&'static str, Value)>,
    },
    /// One field of a stakeholder.
    SetStakeholder {
        /// The stakeholder.
        id: Id,
        /// The field, for example `power` or `scored.by`.
        field: FieldPath,
        /// What it is to hold.
        value: Value,
    },
    /// One field of a stakeholder, taken out.
    UnsetStakeholder {
        /// The stakeholder.
        id: Id,
        /// The field.
        field: FieldPath,
    },
    /// A stakeholder, taken out; what refers to it stays.
    RemoveStakeholder {
        /// The stakeholder.
        id: Id,
    },
    /// A new `[waivers.<id>]`.
    AddWaiver {
        /// Its id.
        id: Id,
        /// Its fields, in order.
        fields: Vec<(&'static str, Value)>,
    },
    /// A waiver, taken out.
    RemoveWaiver {
        /// The waiver.
        id: Id,
    },
    /// The stage that the project is in.
    SetStage {
        /// The stage.
        stage: Stage,
    },
    /// One field of `[stages.<stage>]`.
    SetStageRecord {
        /// The stage.
        stage: Stage,
        /// The field, for example `closed`.
        field: &'static str,
        /// What it is to hold.
        value: Value,
    },
    /// The text of a canvas block.
    SetCanvasText {
        /// The canvas.
        canvas: Id,
        /// The block.
        block: Id,
        /// The text.
        text: String,
    },
    /// One fact about the project, see [`FACTS`].
    SetFact {
        /// The field, for example `system.ai`.
        path: FieldPath,
        /// What it is to hold.
        value: Value,
    },
    /// One fact about the project, taken out: it is not known after all.
    UnsetFact {
        /// The field.
        path: FieldPath,
    },
}

/// The tables in which [`Edit::SetFact`] and [`Edit::UnsetFact`] may write.
pub const FACTS: [&str; 7] =
    ["project", "timeline", "system", "infrastructure", "readiness", "mission", "transparency"];

impl Edit {
    /// The stakeholder that must be there for this edit.
    pub(super) fn needs(&self) -> Option<FieldPath> {
        match self {
            Edit::SetStakeholder { id, .. } | Edit::UnsetStakeholder { id, .. } | Edit::RemoveStakeholder { id } => {
                Some(FieldPath::of(["stakeholders", id.as_str()]))
            }
            Edit::RemoveWaiver { id } => Some(FieldPath::of(["waivers", id.as_str()])),
            Edit::SetAnswer { .. }
            | Edit::AddStakeholder { .. }
            | Edit::AddWaiver { .. }
            | Edit::SetStage { .. }
            | Edit::SetStageRecord { .. }
            | Edit::SetCanvasText { .. }
            | Edit::SetFact { .. }
            | Edit::UnsetFact { .. } => None,
        }
    }

    /// The place that the edit may not name, if it names one.
    pub(super) fn outside(&self) -> Option<FieldPath> {
        let path = match self {
            Edit::SetFact { path, .. } | Edit::UnsetFact { path } => path,
            Edit::SetStakeholder { id, field, .. } | Edit::UnsetStakeholder { id, field } => {
                return field.is_root().then(|| stakeholder(id, field));
            }
            Edit::SetAnswer { .. }
            | Edit::AddStakeholder { .. }
            | Edit::RemoveStakeholder { .. }
            | Edit::AddWaiver { .. }
            | Edit::RemoveWaiver { .. }
            | Edit::SetStage { .. }
            | Edit::SetStageRecord { .. }
            | Edit::SetCanvasText { .. } => return None,
        };
        let pattern: Vec<&str> = match &path.parts()[..] {
            [Step::Key(table), ..] if !FACTS.contains(table) => return Some(path.clone()),
            [Step::Key(table), lever, _] if *table == "readiness" && matches!(lever, Step::Key(_)) => return None,
            steps => (0..steps.len()).map(|n| path.key_at(n).unwrap_or_default()).collect(),
        };
        (pattern.len() < 2 || fields::field(&pattern.join(".")).is_none()).then(|| path.clone())
    }

    /// The places that the edit changes, in order.
    pub(super) fn changes(&self) -> Vec<Change> {
        match self {
            Edit::SetAnswer { item, state, note, reason, evidence, by, on } => {
                let at = FieldPath::of(["answers", item.as_str()]);
                let text = |text: &Option<String>| text.clone().map(Value::Text);
                let fields = [
                    ("state", Some(Value::word(*state))),
                    ("note", text(note)),
                    ("reason", text(reason)),
                    ("evidence", (!evidence.is_empty()).then(|| Value::TextList(evidence.clone()))),
                    ("by", text(by)),
                    ("on", on.map(Value::Date)),
                ];
                let given = fields.into_iter().filter_map(|(key, value)| Some((key, value?)));
                given.map(|(key, value)| Change::Set(at.key(key), value)).collect()
            }
            Edit::AddStakeholder { id, fields } => vec![record("stakeholders", id, fields)],
            Edit::AddWaiver { id, fields } => vec![record("waivers", id, fields)],
            Edit::SetStakeholder { id, field, value } => vec![Change::Set(stakeholder(id, field), value.clone())],
            Edit::UnsetStakeholder { id, field } => vec![Change::Remove(stakeholder(id, field))],
            Edit::RemoveStakeholder { id } => vec![Change::Remove(FieldPath::of(["stakeholders", id.as_str()]))],
            Edit::RemoveWaiver { id } => vec![Change::Remove(FieldPath::of(["waivers", id.as_str()]))],
            Edit::SetStage { stage } => vec![Change::Set(FieldPath::of(["project", "stage"]), Value::word(*stage))],
            Edit::SetStageRecord { stage, field, value } => {
                vec![Change::Set(FieldPath::of(["stages", stage.as_str(), field]), value.clone())]
            }
            Edit::SetCanvasText { canvas, block, text } => {
                vec![Change::Set(FieldPath::of(["canvas", canvas.as_str(), block.as_str()]), text.as_str().into())]
            }
            Edit::SetFact { path, value } => vec![Change::Set(path.clone(), value.clone())],
            Edit::UnsetFact { path } => vec![Change::Remove(path.clone())],
        }
    }
}

fn record(table: &str, id: &Id, fields: &[(&'static str, Value)]) -> Change {
    let fields = fields.iter().map(|(key, value)| ((*key).to_owned(), value.clone())).collect();
    Change::Add(FieldPath::of([table, id.as_str()]), fields)
}

fn stakeholder(id: &Id, field: &FieldPath) -> FieldPath {
    [Step::Key("stakeholders"), Step::Key(id.as_str())].into_iter().chain(field.steps()).collect()
}

impl fmt::Display for Edit {
    /// One line for each place: what it will hold.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (n, change) in self.changes().iter().enumerate() {
            if n > 0 {
                f.write_str("\n")?;
            }
            match change {
                Change::Set(path, value) => write!(f, "{path} = {}", value::within_a_line(value))?,
                Change::Add(path, fields) => {
                    write!(f, "{path} = {}", value::within_a_line(&Value::Table(fields.clone())))?;
                }
                Change::Remove(path) => write!(f, "remove {path}")?,
            }
        }
        Ok(())
    }
}
