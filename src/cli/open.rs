//! An open project: its file read and understood, held while it is changed, with the evidence that is there.
//!
//! Which project is meant, and on which day, is the business of [`context`](super::context).

use std::path::{Path, PathBuf};

use anyhow::Result;

use super::error::CliError;
use super::files::{self, Opened};
use super::lock::{self, Held};
use super::words::count;
use crate::date::Date;
use crate::join::{Folder, Joined};
use crate::map::Set;
use crate::playbook::Playbook;
use crate::project::read::Evidence;
use crate::project::{Document, Problem, Project};
use crate::report::problem_text;

/// A project that was read.
pub struct OpenProject {
    /// Its file, as the user named it.
    pub path: PathBuf,
    /// The file as it was read.
    pub opened: Opened,
    /// What it says.
    pub project: Project,
    width: usize,
    held: Option<Held>,
}

/// What to do where a path leads to no plan.
pub const NAME_ONE: &str = "Name the folder of a project, or begin one: aiproc init DIR";

/// Reads the file of a project; where none is, it tells what to name instead.
pub fn read_plan(path: &Path) -> Result<Opened, CliError> {
    files::read(path).map_err(|error| if path.exists() { error } else { error.hint(NAME_ONE) })
}

impl OpenProject {
    /// Reads the file at `path`, or tells every problem of it.
    pub fn read(path: &Path, width: usize) -> Result<Self> {
        let opened = read_plan(path)?;
        let project = understand(path, &opened.text, width)?;
        Ok(Self { path: path.to_owned(), opened, project, width, held: None })
    }

    /// Keeps every other aiproc from changing the project until this value goes away, and reads the file again: what
    /// is decided from here on rests on what is there.
    pub fn hold(&mut self) -> Result<()> {
        if self.held.is_none() {
            self.held = Some(lock::hold(&self.path)?);
            let now = files::read(&self.path)?;
            if now != self.opened {
                self.project = understand(&self.path, &now.text, self.width)?;
                self.opened = now;
            }
        }
        Ok(())
    }

    /// Whether this command has the project for itself.
    pub fn is_held(&self) -> bool {
        self.held.is_some()
    }

    /// The folder that the project lies in.
    pub fn folder(&self) -> PathBuf {
        folder_of(&self.path)
    }

    /// The project seen through the playbook on a day, with the files that are there.
    pub fn joined<'a>(&'a self, playbook: &'a Playbook, today: Date) -> Joined<'a> {
        Joined::with_files(playbook, &self.project, today, self.evidence())
    }

    /// The files that evidence may name and that are there.
    pub fn evidence(&self) -> Folder {
        evidence_of(&self.project, &self.folder())
    }
}

fn understand(path: &Path, text: &str, width: usize) -> Result<Project> {
    read(text).map_err(|problems| {
        let name = path.display().to_string();
        let texts = problems.iter().map(|p| problem_text(&name, text, p, false, width)).collect();
        Problems { whose: "The project file", texts }.into()
    })
}

/// The folder of a file.
pub fn folder_of(path: &Path) -> PathBuf {
    match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent.to_owned(),
        _ => PathBuf::from("."),
    }
}

/// What is there of the files that the project names as evidence: one look at the disk for each, however often it is
/// named.
pub fn evidence_of(project: &Project, folder: &Path) -> Folder {
    let mut looked_for = Set::default();
    let (mut files, mut folders) = (Vec::new(), Vec::new());
    project.each_evidence(|_, evidence| {
        let Evidence::Path(path) = evidence else { return };
        if looked_for.insert(path.as_str())
            && let Ok(found) = folder.join(path).metadata()
        {
            if found.is_file() {
                files.push(path.clone());
            } else if found.is_dir() {
                folders.push(path.clone());
            }
        }
    });
    Folder::new(files).with_folders(folders)
}

/// Paths below the folder that evidence could name, to warn about one that is not there.
pub fn files_below(folder: &Path) -> Vec<String> {
    fn walk(root: &Path, folder: &Path, depth: usize, found: &mut Vec<String>) {
        for path in files::entries(folder).unwrap_or_default() {
            let hidden = path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.'));
            if hidden || found.len() > 10_000 {
                continue;
            }
            if path.is_dir() && !path.is_symlink() && depth < 8 {
                walk(root, &path, depth + 1, found);
            } else if path.is_file() {
                let relative = path.strip_prefix(root).unwrap_or(&path);
                found.push(relative.to_string_lossy().replace('\\', "/"));
            }
        }
    }
    let mut found = Vec::new();
    walk(folder, folder, 0, &mut found);
    found
}

/// Every problem of a project file, drawn.
#[derive(Debug)]
pub struct Problems {
    /// What has them, as a sentence begins.
    pub whose: &'static str,
    /// One text for each.
    pub texts: Vec<String>,
}

impl std::fmt::Display for Problems {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.texts.join("\n\n"))?;
        write!(f, "\n\n{} has {}; nothing was changed.", self.whose, count(self.texts.len(), "problem"))
    }
}

impl std::error::Error for Problems {}

/// Reads a project from its text.
pub fn read(text: &str) -> Result<Project, Vec<Problem>> {
    Project::read(&Document::parse(text)?)
}

/// Reads a file of other tables than a project, or tells every problem of it. `whose` begins a sentence about it.
pub fn read_tables<T: crate::project::read::Read>(path: &Path, whose: &'static str, width: usize) -> Result<T> {
    let text = files::read(path)?.text;
    let tables = Document::parse(&text).and_then(|document| crate::project::read_file(&document));
    tables.map_err(|problems| {
        let name = path.display().to_string();
        let texts = problems.iter().map(|p| problem_text(&name, &text, p, false, width)).collect();
        Problems { whose, texts }.into()
    })
}
