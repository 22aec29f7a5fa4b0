//! What is measured, section by section.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use super::figures::{Spread, cpu, exponent, peak, ratio, wall};
use super::generate;
use super::measure::{self, Candidate, Raw, Sample};
use super::options::Options;
use super::table::{Goal, Table};

/// The day on which everything is judged.
const TODAY: &str = "2026-11-25";
/// The example in which nothing is found, and the day of which that is true.
const ORDERLY: (&str, &str) = ("examples/minutes-assistant", "2026-06-01");
/// Counted runs where one run takes some milliseconds.
const SHORT: usize = 31;

/// The programs, where they work, and what came out.
#[derive(Debug)]
pub struct Bench<'o> {
    options: &'o Options,
    own: PathBuf,
    binary: PathBuf,
    taplo: Option<PathBuf>,
    folder: PathBuf,
    trivial: PathBuf,
    /// What the measured program says that it is.
    pub version: String,
    /// The rows so far.
    pub table: Table,
    /// Every sample so far.
    pub raw: Raw,
}

/// A way to call `aiproc check`.
struct Form {
    name: &'static str,
    args: &'static [&'static str],
}

const TEXT: Form = Form { name: "check", args: &[] };
const SUMMARY: Form = Form { name: "check --summary", args: &["--summary"] };
const JSON: Form = Form { name: "check --format json", args: &["--format", "json"] };

impl<'o> Bench<'o> {
    /// Makes the folder and the trivial program.
    pub fn new(options: &'o Options, binary: &Path, taplo: &Path, folder: &Path) -> Result<Self, String> {
        let text = |e: std::io::Error| e.to_string();
        std::fs::create_dir_all(folder).map_err(text)?;
        let out = Command::new(binary).arg("--version").output();
        let out = out.map_err(|e| format!("{}: {e}", binary.display()))?;
        Ok(Self {
            options,
            own: std::env::current_exe().map_err(text)?,
            binary: binary.to_owned(),
            taplo: runs(taplo, &["--version"]).then(|| taplo.to_owned()),
            folder: folder.to_owned(),
            trivial: trivial(folder)?,
            version: String::from_utf8_lossy(&out.stdout).trim().to_owned(),
            table: Table::default(),
            raw: Raw::new(),
        })
    }

    /// Every section.
    pub fn all(&mut self) -> Result<(), String> {
        self.start_up()?;
        self.one_project()?;
        for count in self.options.projects.clone() {
            self.portfolio(count)?;
        }
        self.in_order()?;
        self.actors()
    }

    /// `--version` against a program that does nothing, in pairs.
    fn start_up(&mut self) -> Result<(), String> {
        eprintln!("start-up");
        let version = [self.binary.as_os_str().to_owned(), "--version".into()];
        let pair = [Candidate::new("a trivial Rust program", [&self.trivial]), Candidate::new("--version", version)];
        let samples = measure::interleaved(&pair, self.options.starts, &mut self.raw)?;
        for (candidate, samples) in pair.iter().zip(&samples) {
            self.table.samples(&candidate.name, samples);
        }
        let times = ratio(&samples[1], &samples[0], wall);
        self.table.spread("times the trivial program, wall", times, Some(Goal::Most(1.5)));
        Ok(())
    }

    /// One project of about 6 KB, judged by every rule.
    fn one_project(&mut self) -> Result<(), String> {
        eprintln!("one project");
        let place = self.folder.join("one");
        let bytes = self.written(generate::write(&generate::project(self.options.seed, 0), &place))?;
        let trivial = Candidate::new("a trivial Rust program again, as the floor of memory", [&self.trivial]);
        let mut candidates = self.floors(&format!("one project of {bytes} bytes"), &place);
        candidates.push(self.check("one project", &TEXT, &[], &place));
        candidates.push(trivial);
        let samples = measure::interleaved(&candidates, SHORT, &mut self.raw)?;
        for (candidate, samples) in candidates.iter().zip(&samples) {
            self.table.samples(&candidate.name, samples);
            if candidate.name.ends_with(TEXT.name) {
                self.table.spread("CPU, ms", Spread::of(samples.iter().map(cpu)), Some(Goal::Most(5.0)));
            }
        }
        Ok(())
    }

    /// A portfolio: floors, taplo, and each way to call the check.
    fn portfolio(&mut self, count: usize) -> Result<(), String> {
        let place = self.folder.join(format!("portfolio-{count}"));
        let bytes = self.written(generate::portfolio(self.options.seed, count, &place))?;
        eprintln!("{count} projects, {bytes} bytes");
        let label = format!("{count} projects");
        let mut candidates = self.floors(&format!("{label}, {bytes} bytes"), &place);
        let mut absent: Vec<(String, &str)> = Vec::new();
        // The rows of checks, each with the row of its single-threaded run if it uses two threads.
        let mut checks: Vec<(usize, Option<usize>)> = Vec::new();
        for form in [&TEXT, &SUMMARY, &JSON] {
            let mut single = None;
            for threads in [1, 2] {
                let number = threads.to_string();
                let with: &[&str] = &["--threads", &number];
                let name = format!("{label}, {}, threads: {threads}", form.name);
                let asked = self.check(&label, form, with, &place);
                let unasked = self.check(&label, form, &[], &place);
                if self.accepts(&asked, &place)? {
                    candidates.push(Candidate { name, ..asked });
                } else if threads == 1 && self.accepts(&unasked, &place)? {
                    absent.push((name, "refuses --threads; measured without it"));
                    candidates.push(unasked);
                } else {
                    absent.push((name, "not offered by this aiproc"));
                    continue;
                }
                checks.push((candidates.len() - 1, single));
                single = Some(candidates.len() - 1);
            }
        }
        match &self.taplo {
            Some(taplo) => {
                let glob = format!("{}/**/aiproc.toml", place.display());
                let args = ["lint", "--no-auto-config", "--no-schema", &glob].map(OsString::from);
                let command = std::iter::once(taplo.as_os_str().to_owned()).chain(args);
                candidates.push(Candidate::new(format!("{label}, taplo lint (syntax alone)"), command));
            }
            None => absent.push((format!("{label}, taplo lint (syntax alone)"), "not installed")),
        }
        let samples = measure::interleaved(&candidates, self.options.rounds_for(count), &mut self.raw)?;
        for (at, candidate) in candidates.iter().enumerate() {
            self.table.samples(&candidate.name, &samples[at]);
            if let Some((_, single)) = checks.iter().find(|(row, _)| *row == at) {
                self.judged(count, &samples, at, *single);
            }
        }
        for (name, why) in absent {
            self.table.absent(&name, why);
        }
        std::fs::remove_dir_all(&place).map_err(|e| e.to_string())
    }

    /// The figures of a check: against the floors with one thread, against one thread with two; memory.
    fn judged(&mut self, count: usize, samples: &[Vec<Sample>], at: usize, single: Option<usize>) {
        let own = &samples[at];
        match single {
            Some(single) => {
                self.table.spread(
                    "times as fast as one thread, wall",
                    ratio(&samples[single], own, wall),
                    Some(Goal::Least(1.7)),
                );
            }
            None => {
                self.table.spread("times floor A, CPU", ratio(own, &samples[0], cpu), Some(Goal::Most(2.0)));
                self.table.spread("times floor B, CPU", ratio(own, &samples[1], cpu), Some(Goal::Most(1.25)));
            }
        }
        let most = Spread::of(own.iter().map(peak)).most;
        // 64 MB, as that goal is put, are 61 MiB
        let goal = if count > 2000 { 61.0 } else { 10.0 };
        self.table.figure("peak memory, MiB", format!("{most:.1}"), most, Some(Goal::Most(goal)));
    }

    /// A plan in order, many times: the example in which nothing is found, with its evidence. What it takes above the
    /// floors is judging alone.
    fn in_order(&mut self) -> Result<(), String> {
        const COPIES: usize = 1000;
        let (place, example) = (self.folder.join("in-order"), Path::new(env!("CARGO_MANIFEST_DIR")).join(ORDERLY.0));
        let bytes = self.written((0..COPIES).map(|n| copied(&example, &place.join(format!("plan-{n:04}")))).sum())?;
        let label = format!("{COPIES} copies of {}", ORDERLY.0);
        eprintln!("{label}, {bytes} bytes");
        let mut candidates = self.floors(&format!("{label}, {bytes} bytes"), &place);
        candidates.push(self.check_on(ORDERLY.1, &label, &TEXT, &["--threads", "1"], &place));
        let samples = measure::interleaved(&candidates, self.options.rounds.unwrap_or(5), &mut self.raw)?;
        for (candidate, samples) in candidates.iter().zip(&samples) {
            self.table.samples(&candidate.name, samples);
        }
        self.table.spread("times floor A, CPU", ratio(&samples[2], &samples[0], cpu), Some(Goal::Most(2.0)));
        self.table.spread("times floor B, CPU", ratio(&samples[2], &samples[1], cpu), Some(Goal::Most(1.25)));
        std::fs::remove_dir_all(&place).map_err(|e| e.to_string())
    }

    /// One file with more and more stakeholders.
    fn actors(&mut self) -> Result<(), String> {
        let mut candidates = Vec::new();
        let mut sizes = Vec::new();
        for actors in self.options.actors.clone() {
            let place = self.folder.join(format!("actors-{actors}"));
            let bytes = self.written(generate::write(&generate::with_actors(self.options.seed, actors), &place))?;
            let label = format!("{actors} stakeholders, {bytes} bytes");
            candidates.extend(self.floors(&label, &place));
            candidates.push(self.check(&label, &TEXT, &[], &place));
            sizes.push(actors as f64);
        }
        eprintln!("one file with {:?} stakeholders", self.options.actors);
        let rounds = self.options.rounds.unwrap_or(5);
        let samples = measure::interleaved(&candidates, rounds, &mut self.raw)?;
        for (candidate, samples) in candidates.iter().zip(&samples) {
            self.table.samples(&candidate.name, samples);
        }
        if sizes.len() < 2 {
            return Ok(());
        }
        for (at, name) in ["floor A", "floor B", "check"].into_iter().enumerate() {
            let medians = samples.iter().skip(at).step_by(3).map(|s| Spread::of(s.iter().map(cpu)).median);
            let points: Vec<(f64, f64)> = sizes.iter().copied().zip(medians).collect();
            let goal = (name == "check").then_some(Goal::Most(1.05));
            let all = exponent(&points);
            self.table.figure(&format!("{name}: exponent of CPU in stakeholders"), format!("{all:.3}"), all, goal);
            let last = exponent(&points[points.len() - 2..]);
            self.table.figure(&format!("{name}: exponent of the last step alone"), format!("{last:.3}"), last, goal);
        }
        Ok(())
    }

    /// Both floors of a place.
    fn floors(&self, label: &str, place: &Path) -> Vec<Candidate> {
        [("floor A", "--floor-a"), ("floor B", "--floor-b")]
            .map(|(name, arg)| {
                let command = [self.own.as_os_str().to_owned(), arg.into(), place.as_os_str().to_owned()];
                Candidate::new(format!("{label}, {name}"), command)
            })
            .into()
    }

    fn check(&self, label: &str, form: &Form, more: &[&str], place: &Path) -> Candidate {
        self.check_on(TODAY, label, form, more, place)
    }

    fn check_on(&self, day: &str, label: &str, form: &Form, more: &[&str], place: &Path) -> Candidate {
        let mut command = vec![self.binary.as_os_str().to_owned(), "check".into(), place.as_os_str().to_owned()];
        let today = ["--today", day];
        command.extend(form.args.iter().chain(more).chain(&today).map(OsString::from));
        Candidate { name: format!("{label}, {}", form.name), command }
    }

    /// Whether the program takes this call: tried on a portfolio of two projects.
    fn accepts(&self, candidate: &Candidate, place: &Path) -> Result<bool, String> {
        let trial = self.folder.join("trial");
        if !trial.exists() {
            self.written(generate::portfolio(self.options.seed, 2, &trial))?;
        }
        let mut command = candidate.command.clone();
        command
            .iter_mut()
            .filter(|arg| *arg == place.as_os_str())
            .for_each(|arg| arg.clone_from(&trial.clone().into()));
        let (program, args) = command.split_first().ok_or("nothing to try")?;
        Ok(runs(Path::new(program), args))
    }

    fn written(&self, written: std::io::Result<u64>) -> Result<u64, String> {
        written.map_err(|e| format!("{}: {e}", self.folder.display()))
    }
}

/// Copies a project with its evidence into a folder, and says how many bytes its file has.
fn copied(example: &Path, folder: &Path) -> std::io::Result<u64> {
    std::fs::create_dir_all(folder.join("evidence"))?;
    for entry in std::fs::read_dir(example.join("evidence"))? {
        let entry = entry?;
        std::fs::copy(entry.path(), folder.join("evidence").join(entry.file_name()))?;
    }
    std::fs::copy(example.join("aiproc.toml"), folder.join("aiproc.toml"))
}

/// Whether a call ends with 0 or 1: it was understood.
fn runs<A: AsRef<std::ffi::OsStr>>(program: &Path, args: &[A]) -> bool {
    let mut call = Command::new(program);
    call.args(args).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    call.status().is_ok_and(|status| matches!(status.code(), Some(0 | 1)))
}

/// A program that does nothing, built as ours is.
fn trivial(folder: &Path) -> Result<PathBuf, String> {
    let (source, binary) = (folder.join("trivial.rs"), folder.join("trivial"));
    std::fs::write(&source, "fn main() { println!(\"0.1.0\"); }").map_err(|e| e.to_string())?;
    let built = Command::new("rustc").args(["-O", "-C", "panic=abort", "-o"]).arg(&binary).arg(&source).status();
    match built {
        Ok(status) if status.success() => Ok(binary),
        Ok(status) => Err(format!("rustc ended with {status}")),
        Err(error) => Err(format!("rustc: {error}")),
    }
}
