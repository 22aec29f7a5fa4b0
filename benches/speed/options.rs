//! What the person who measures may choose.

use std::ffi::OsString;
use std::path::PathBuf;

/// How to call this program.
pub const USAGE: &str = "\
cargo bench --bench speed -- [OPTION VALUE]…

  --projects N,…   sizes of the portfolios          [1000,10000]
  --actors N,…     stakeholders in one file         [10,100,1000,10000]
  --rounds N       counted runs of each candidate   [7; 3 for more than 2,000 projects]
  --starts N       counted runs of the start-up     [100]
  --seed N         seed of the generated projects   [1]
  --raw FILE       write every sample to FILE, as CSV

AIPROC_BIN names another aiproc to measure; AIPROC_TAPLO names taplo.";

/// The choices, or what stands for them.
#[derive(Clone, Debug)]
pub struct Options {
    /// Sizes of the portfolios.
    pub projects: Vec<usize>,
    /// Numbers of stakeholders in one file.
    pub actors: Vec<usize>,
    /// Counted runs of each candidate, where chosen.
    pub rounds: Option<usize>,
    /// Counted runs of the start-up.
    pub starts: usize,
    /// Seed of the generated projects.
    pub seed: u64,
    /// Where every sample is written.
    pub raw: Option<PathBuf>,
}

impl Options {
    /// From the arguments; `--bench` is what cargo adds.
    pub fn from(args: &[OsString]) -> Result<Self, String> {
        let mut options = Self {
            projects: vec![1000, 10_000],
            actors: vec![10, 100, 1000, 10_000],
            rounds: None,
            starts: 100,
            seed: 1,
            raw: None,
        };
        let mut args = args.iter().map(|arg| arg.to_string_lossy()).filter(|arg| arg != "--bench");
        while let Some(name) = args.next() {
            let value = args.next().ok_or_else(|| format!("{name} needs a value"))?;
            match &*name {
                "--projects" => options.projects = numbers(&value)?,
                "--actors" => options.actors = numbers(&value)?,
                "--rounds" => options.rounds = Some(number(&value)?),
                "--starts" => options.starts = number(&value)?,
                "--seed" => options.seed = value.parse().map_err(|_| format!("{value} is no number"))?,
                "--raw" => options.raw = Some(PathBuf::from(&*value)),
                other => return Err(format!("{other} is not known")),
            }
        }
        Ok(options)
    }

    /// Counted runs of each candidate at this size.
    pub fn rounds_for(&self, projects: usize) -> usize {
        self.rounds.unwrap_or(if projects > 2000 { 3 } else { 7 })
    }
}

fn numbers(text: &str) -> Result<Vec<usize>, String> {
    text.split(',').map(number).collect()
}

fn number(text: &str) -> Result<usize, String> {
    text.parse().ok().filter(|n| *n > 0).ok_or_else(|| format!("{text} is not a number above 0"))
}
