//! The project file as a text that can be edited.
//!
//! It owns the text exactly as it was read: byte-order mark, line ends and all. An edit gives a new value and is
//! proved before it is given back; reading and saving the file are the shell's work.

use std::fmt;

use super::Project;
use super::document::Document;
use super::edit::{self, Edit};
use super::path::FieldPath;
use super::problem::Problem;
use crate::id::nearest;

/// The text of a project file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProjectFile {
    text: String,
}

/// Why an edit was not made. The text is as it was.
#[derive(Clone, Debug, PartialEq)]
pub enum Refusal {
    /// The file has problems of its own, with their places in it.
    Problems(Vec<Problem>),
    /// What was to be added is there.
    AlreadyThere(FieldPath),
    /// What was to be changed is not there; perhaps the other was meant.
    NotThere(FieldPath, Option<String>),
    /// The tool does not write there.
    NotWritable(FieldPath),
    /// The file could not be read afterwards; the places are in the text that was not kept.
    WouldNotRead(Vec<Problem>),
    /// The edit would have changed something else as well: a fault of this program, at this place.
    Fault(FieldPath),
}

impl ProjectFile {
    /// The file with this text.
    pub fn new(text: impl Into<String>) -> Self {
        Self { text: text.into() }
    }

    /// The text, byte for byte.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The text with the place of every value.
    pub fn document(&self) -> Result<Document<'_>, Vec<Problem>> {
        Document::parse(&self.text)
    }

    /// The file after an edit. Every byte that the edit does not name is as before.
    pub fn apply(&self, edit: &Edit) -> Result<Self, Refusal> {
        let before = self.document().map_err(Refusal::Problems)?;
        let project = Project::read(&before).map_err(Refusal::Problems)?;
        if let Some(path) = edit.outside() {
            return Err(Refusal::NotWritable(path));
        }
        if let Some(path) = edit.needs()
            && before.value(&path).is_none()
        {
            let near = nearest(path.key_at(1).unwrap_or_default(), project.stakeholders.keys()).map(str::to_owned);
            return Err(Refusal::NotThere(path, near));
        }
        let added = match edit {
            Edit::AddStakeholder { id, .. } if project.stakeholders.contains(id.as_str()) => Some(("stakeholders", id)),
            Edit::AddWaiver { id, .. } if project.waivers.contains(id.as_str()) => Some(("waivers", id)),
            _ => None,
        };
        if let Some((table, id)) = added {
            return Err(Refusal::AlreadyThere(FieldPath::of([table, id.as_str()])));
        }
        let changes = edit.changes();
        let fault = || Refusal::Fault(changes.first().map_or_else(FieldPath::root, |c| c.path().clone()));
        let text = edit::splice(&before, &changes).ok_or_else(fault)?;
        let after = Document::parse(&text).map_err(|_| fault())?;
        if let Some(path) = edit::difference(&before, &after, &changes) {
            return Err(Refusal::Fault(path));
        }
        Project::read(&after).map_err(Refusal::WouldNotRead)?;
        drop(after);
        Ok(Self { text })
    }
}

impl Refusal {
    /// What to do, as a sentence.
    pub fn hint(&self) -> Option<String> {
        match self {
            Refusal::Problems(_) => Some("Put them right in the file, then try again.".to_owned()),
            Refusal::AlreadyThere(_) => Some("Choose another id, or change the one that is there.".to_owned()),
            Refusal::NotThere(_, near) => near.as_ref().map(|near| format!("Did you mean “{near}”?")),
            Refusal::NotWritable(_) => Some("Write it in the file by hand.".to_owned()),
            Refusal::WouldNotRead(problems) => problems.first().and_then(|p| p.hint.clone()),
            Refusal::Fault(_) => {
                Some("The file is as it was. Write the change by hand, and please report this.".to_owned())
            }
        }
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Refusal::Problems(problems) => match &problems[..] {
                [one] => write!(f, "the project file has a problem, so nothing was written: {}", one.message),
                [first, rest @ ..] => {
                    let more = rest.len();
                    write!(f, "the project file has problems, so nothing was written: {}; {more} more", first.message)
                }
                [] => f.write_str("the project file has problems, so nothing was written"),
            },
            Refusal::AlreadyThere(path) => write!(f, "{path} is in the project file already"),
            Refusal::NotThere(path, _) => write!(f, "{path} is not in the project file"),
            Refusal::NotWritable(path) => write!(f, "aiproc does not write “{path}”"),
            Refusal::WouldNotRead(problems) => match problems.first() {
                Some(first) => f.write_str(&first.message),
                None => f.write_str("the project file could not be read afterwards"),
            },
            Refusal::Fault(path) => {
                write!(f, "the change could not be made without touching something else, at “{path}”")
            }
        }
    }
}

impl std::error::Error for Refusal {}
