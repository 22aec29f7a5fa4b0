//! Made-up procurement projects for measurements: the same seed gives the same bytes on every machine.
//!
//! They use the fields and ids that real plans use, and are sound to read. They are not sound plans: answers are
//! missing, dates pass, promises are not kept and some evidence is not there, so that rules have something to find.
//! Each is in one of the last stages, where every rule of the playbook has its say.

mod random;
mod tables;
mod words;

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use random::Random;

/// The name of a project's file in its folder.
const FILE: &str = "aiproc.toml";
/// So many projects lie in one folder of a portfolio.
const GROUP: usize = 100;

/// A project: its text, and the evidence that lies beside it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Generated {
    /// The text of the project file.
    pub text: String,
    /// Paths of the evidence that is there, relative to the project.
    pub evidence: Vec<String>,
}

/// How many records of each kind a project has.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Size {
    stakeholders: usize,
    activities: usize,
    /// The most stakeholders of one activity.
    together: usize,
    decisions: usize,
    sessions: usize,
    inputs: usize,
    requirements: usize,
    answers: usize,
}

/// Project `number` of the portfolio of this seed: about 6 KB.
pub fn project(seed: u64, number: usize) -> Generated {
    let mut random = Random::new(seed, number as u64);
    let size = Size {
        stakeholders: random.between(4, 5),
        activities: random.between(2, 4),
        together: 4,
        decisions: 2,
        sessions: random.between(1, 2),
        inputs: random.between(2, 3),
        requirements: 1,
        answers: random.between(3, 5),
    };
    tables::project(random, size, number)
}

/// A project with so many stakeholders; engagement grows with them, so that ten times the stakeholders are about ten
/// times the bytes.
pub fn with_actors(seed: u64, actors: usize) -> Generated {
    let size = Size {
        stakeholders: actors,
        activities: (actors / 10).max(2),
        together: 10,
        decisions: (actors / 100).max(2),
        sessions: (actors / 10).max(2),
        inputs: (actors / 5).max(2),
        requirements: (actors / 20).max(2),
        answers: 6,
    };
    tables::project(Random::new(seed, actors as u64), size, 0)
}

/// Writes a project with its evidence into a folder, and says how many bytes its file has.
pub fn write(project: &Generated, folder: &Path) -> io::Result<u64> {
    fs::create_dir_all(folder)?;
    fs::write(folder.join(FILE), &project.text)?;
    for path in &project.evidence {
        let file = folder.join(path);
        fs::create_dir_all(file.parent().unwrap_or(folder))?;
        fs::write(file, "# Notes\n\nMade up.\n")?;
    }
    Ok(project.text.len() as u64)
}

/// The folder of project `number` below the folder of its portfolio.
pub fn folder(portfolio: &Path, number: usize) -> PathBuf {
    portfolio.join(format!("group-{:03}", number / GROUP)).join(format!("project-{number:05}"))
}

/// Writes a portfolio of `count` projects, and says how many bytes their files have together.
pub fn portfolio(seed: u64, count: usize, root: &Path) -> io::Result<u64> {
    (0..count).map(|number| write(&project(seed, number), &folder(root, number))).sum()
}
