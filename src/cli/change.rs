//! Changing the project file: edits, applied one after the other, then one atomic save.

use anyhow::Result;

use super::context::say;
use super::error::{CliError, Failure};
use super::files;
use super::lock;
use super::open::OpenProject;
use crate::project::edit::Edit;
use crate::project::file::{ProjectFile, Refusal};

/// Applies the edits to the project and saves it; says what was written.
pub fn save(open: &mut OpenProject, edits: &[Edit], what: &str) -> Result<()> {
    if write(open, edits)? {
        say(format!("Wrote {}: {what}", open.path.display()));
    } else {
        say(format!("{} says so already; nothing was changed.", open.path.display()));
    }
    Ok(())
}

/// The same in the middle of a conversation, which has its own words.
pub fn save_quietly(open: &mut OpenProject, edits: &[Edit]) -> Result<()> {
    write(open, edits).map(drop)
}

/// Whether anything had to be written.
fn write(open: &mut OpenProject, edits: &[Edit]) -> Result<bool> {
    let mut file = ProjectFile::new(open.opened.text.clone());
    for edit in edits {
        file = file.apply(edit).map_err(|refusal| refused(&refusal))?;
    }
    if file.text() == open.opened.text {
        return Ok(false);
    }
    // A conversation holds the project only while it saves; what changed since the question is seen by the save.
    let _held = if open.is_held() { None } else { Some(lock::hold(&open.path)?) };
    open.opened = files::save(&open.path, file.text(), &open.opened)?;
    if let Ok(project) = super::open::read(&open.opened.text) {
        open.project = project;
    }
    Ok(true)
}

/// A refusal as a failure of the command.
pub fn refused(refusal: &Refusal) -> CliError {
    let failure = match refusal {
        Refusal::Fault(_) => Failure::Internal,
        Refusal::Problems(_)
        | Refusal::AlreadyThere(_)
        | Refusal::NotThere(..)
        | Refusal::NotWritable(_)
        | Refusal::WouldNotRead(_) => Failure::Input,
    };
    let error = CliError::new(failure, refusal.to_string());
    match refusal.hint() {
        Some(hint) => error.hint(hint),
        None => error,
    }
}
