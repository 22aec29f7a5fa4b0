//! What no check of these files could do without, written against the library's public surface.
//!
//! A: find the files, read them, and parse them with the place of every value. B: all of A, the typed read that finds
//! every problem, and one look at the disk for each path that is named as evidence. Both use one thread and let go of
//! each file before the next, so their memory is that of the largest file.

use std::collections::HashSet;
use std::fs;
use std::io;
use std::path::Path;

use aiproc::project::read::Evidence;
use aiproc::project::{Document, Project};

/// Which floor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Floor {
    /// Walk, read, spanned parse.
    A,
    /// All of A, typed parse, one look at the disk for each path of evidence.
    B,
}

/// What a floor did, so that no step can be left out by the compiler and a reader can see that it was done.
#[derive(Clone, Copy, Debug, Default)]
pub struct Done {
    /// Files parsed.
    pub files: usize,
    /// Their bytes.
    pub bytes: usize,
    /// Stakeholders that the typed parse gave.
    pub stakeholders: usize,
    /// Paths of evidence that are there.
    pub there: usize,
    /// Paths of evidence that are not there.
    pub missing: usize,
}

/// Does the work of a floor for everything below `place`, which may be a project file itself.
pub fn run(floor: Floor, place: &Path) -> io::Result<Done> {
    let mut done = Done::default();
    if place.is_file() {
        one(floor, place, &mut done)?
    } else {
        walk(floor, place, &mut done)?
    }
    Ok(done)
}

fn walk(floor: Floor, folder: &Path, done: &mut Done) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        if entry.file_type()?.is_dir() {
            walk(floor, &entry.path(), done)?;
        } else if entry.file_name() == "aiproc.toml" {
            one(floor, &entry.path(), done)?;
        }
    }
    Ok(())
}

fn one(floor: Floor, file: &Path, done: &mut Done) -> io::Result<()> {
    let bad = |what: &str| io::Error::other(format!("{}: {what}", file.display()));
    let text = fs::read_to_string(file)?;
    let document = Document::parse(&text).map_err(|_| bad("does not parse"))?;
    done.files += 1;
    done.bytes += text.len();
    match floor {
        Floor::A => std::hint::black_box(document.root()),
        Floor::B => {
            let project = Project::read(&document).map_err(|_| bad("has problems"))?;
            let folder = file.parent().unwrap_or(Path::new("."));
            done.stakeholders += project.stakeholders.len();
            let mut looked_for = HashSet::new();
            for path in evidence(&project).filter(|path| looked_for.insert(*path)) {
                if folder.join(path).is_file() { done.there += 1 } else { done.missing += 1 }
            }
            std::hint::black_box(document.root())
        }
    };
    Ok(())
}

/// The paths that are named as evidence, by the fields that hold them: no more than a loop for each.
fn evidence(project: &Project) -> impl Iterator<Item = &str> {
    let activities = project.activities.values().flat_map(|record| &record.evidence);
    let sessions = project.sessions.values().flat_map(|record| &record.evidence);
    let assessments = project.assessments.values().flat_map(|record| &record.evidence);
    let hooks = project.hooks.values().flat_map(|record| &record.evidence);
    let answers = project.answers.values().flat_map(|record| &record.evidence);
    let all = activities.chain(sessions).chain(assessments).chain(hooks).chain(answers);
    all.filter_map(|evidence| match evidence {
        Evidence::Path(path) => Some(path.as_str()),
        Evidence::Url(_) => None,
    })
}
