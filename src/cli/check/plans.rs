//! Which plans a command line means: files as named, and every project file below a folder.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use ignore::WalkBuilder;

use crate::cli::context::PROJECT_FILE;
use crate::cli::error::CliError;
use crate::cli::open::NAME_ONE;

/// The plans that the paths mean, each once: those of a folder in the order of their names. Folders whose name begins
/// with a dot are left out, and what .gitignore leaves out.
pub fn named(paths: &[PathBuf]) -> Result<Vec<PathBuf>, CliError> {
    let mut plans = Vec::new();
    let mut seen = HashSet::new();
    for path in paths {
        let found = if path.is_dir() { below(path)? } else { vec![path.clone()] };
        plans.extend(found.into_iter().filter(|plan| seen.insert(plan.clone())));
    }
    Ok(plans)
}

fn below(folder: &Path) -> Result<Vec<PathBuf>, CliError> {
    let mut found = Vec::new();
    let mut failed = Vec::new();
    // What a person has set up for all of their repositories does not count: a run finds the same plans everywhere.
    let walk = WalkBuilder::new(folder).require_git(false).git_global(false).git_exclude(false).ignore(false).build();
    for entry in walk {
        match entry {
            Ok(entry) if entry.file_name() == PROJECT_FILE && entry.file_type().is_some_and(|kind| !kind.is_dir()) => {
                found.push(entry.path().strip_prefix(".").map_or_else(|_| entry.path().to_owned(), Path::to_owned));
            }
            Ok(_) => {}
            Err(error) => failed.push(error.to_string()),
        }
    }
    if let Some(error) = failed.into_iter().min() {
        return Err(CliError::input(format!("{} cannot be read: {error}", folder.display())));
    }
    if found.is_empty() {
        let message = format!("there is no {PROJECT_FILE} in {} or below it", folder.display());
        return Err(CliError::input(message).hint(NAME_ONE));
    }
    // The system names what lies in a folder in any order. There are many more files than plans, so only plans are
    // put in order.
    found.sort_unstable();
    Ok(found)
}
