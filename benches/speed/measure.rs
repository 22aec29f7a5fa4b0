//! One run of one program: wall time, CPU time, peak memory.
//!
//! The system tells CPU time and memory of finished children only as a sum and a maximum over all of them. So each run
//! has a process of its own that starts it, waits, and says what it took: this program again, called with `--measure`.

use std::ffi::OsString;
use std::process::{Command, Stdio};
use std::time::Duration;

/// What is measured: a name for the table, and how it is run.
#[derive(Clone, Debug)]
pub struct Candidate {
    /// How the table calls it.
    pub name: String,
    /// The program and its arguments.
    pub command: Vec<OsString>,
}

impl Candidate {
    /// A program with these arguments.
    pub fn new<A: Into<OsString>>(name: impl Into<String>, command: impl IntoIterator<Item = A>) -> Self {
        Self { name: name.into(), command: command.into_iter().map(Into::into).collect() }
    }
}

/// What one run took.
#[derive(Clone, Copy, Debug)]
pub struct Sample {
    /// From start to end, starting the process included.
    pub wall: Duration,
    /// User and system time of all its threads.
    pub cpu: Duration,
    /// The most memory that was resident at once, in bytes.
    pub peak: u64,
    /// How it ended; nothing when a signal ended it.
    pub code: Option<i32>,
}

impl Sample {
    /// Whether it ran to its end: 0 is clean, 1 says that there are findings.
    pub fn ended(&self) -> bool {
        matches!(self.code, Some(0 | 1))
    }
}

/// Runs a candidate once. What it writes is thrown away; what it says of a failure is shown.
pub fn run(candidate: &Candidate) -> Result<Sample, String> {
    let own = std::env::current_exe().map_err(|e| e.to_string())?;
    let out = Command::new(own)
        .arg("--measure")
        .args(&candidate.command)
        .env_remove("RUST_BACKTRACE")
        .env("NO_COLOR", "1")
        .env("COLUMNS", "100")
        .stderr(Stdio::inherit())
        .output()
        .map_err(|e| e.to_string())?;
    let text = String::from_utf8_lossy(&out.stdout);
    let numbers: Option<Vec<i64>> = text.split_whitespace().map(|n| n.parse().ok()).collect();
    match numbers.as_deref() {
        Some(&[wall, cpu, peak, code]) => Ok(Sample {
            wall: Duration::from_nanos(wall.unsigned_abs()),
            cpu: Duration::from_micros(cpu.unsigned_abs()),
            peak: peak.unsigned_abs(),
            code: i32::try_from(code).ok().filter(|code| *code >= 0),
        }),
        _ => Err(format!("{} was not measured", candidate.name)),
    }
}

/// The other end of [`run`]: starts the command, and gives the line that says what it took.
#[cfg(unix)]
pub fn child(command: &[OsString]) -> Result<String, String> {
    use nix::sys::resource::{UsageWho, getrusage};
    use nix::sys::time::TimeValLike;

    let (program, args) = command.split_first().ok_or("nothing to measure")?;
    let start = std::time::Instant::now();
    let mut run = Command::new(program);
    run.args(args).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::piped());
    let out = run.spawn().and_then(std::process::Child::wait_with_output).map_err(|e| e.to_string())?;
    let wall = start.elapsed();
    let usage = getrusage(UsageWho::RUSAGE_CHILDREN).map_err(|e| e.to_string())?;
    let cpu = usage.user_time().num_microseconds() + usage.system_time().num_microseconds();
    // bytes on Apple's systems, KiB elsewhere
    let peak = usage.max_rss() * if cfg!(target_vendor = "apple") { 1 } else { 1024 };
    let code = out.status.code().unwrap_or(-1);
    if !matches!(code, 0 | 1) {
        std::io::Write::write_all(&mut std::io::stderr(), &out.stderr).map_err(|e| e.to_string())?;
    }
    Ok(format!("{} {cpu} {peak} {code}", wall.as_nanos()))
}

/// The other end of [`run`].
#[cfg(not(unix))]
pub fn child(_: &[OsString]) -> Result<String, String> {
    Err("CPU time and memory are measured on Unix systems alone".to_owned())
}

/// Runs the candidates in turn, so that whatever else the machine does falls on all alike. Each round begins with
/// another one; a first round warms the caches and is not counted. The samples of each candidate are in round order.
pub fn interleaved(candidates: &[Candidate], rounds: usize, raw: &mut Raw) -> Result<Vec<Vec<Sample>>, String> {
    let mut samples = vec![Vec::with_capacity(rounds); candidates.len()];
    for round in 0..=rounds {
        for n in 0..candidates.len() {
            let at = (n + round) % candidates.len();
            let sample = run(&candidates[at])?;
            if !sample.ended() {
                return Err(format!("{} ended with {:?}", candidates[at].name, sample.code));
            }
            if round > 0 {
                samples[at].push(sample);
                raw.add(&candidates[at].name, round, &sample);
            }
        }
    }
    Ok(samples)
}

/// Every sample, as CSV.
#[derive(Debug)]
pub struct Raw(String);

impl Raw {
    /// No samples yet.
    pub fn new() -> Self {
        Self("candidate,round,wall_ns,cpu_us,peak_bytes\n".to_owned())
    }

    fn add(&mut self, name: &str, round: usize, sample: &Sample) {
        let (wall, cpu, peak) = (sample.wall.as_nanos(), sample.cpu.as_micros(), sample.peak);
        self.0.push_str(&format!("\"{name}\",{round},{wall},{cpu},{peak}\n"));
    }

    /// The text of the file.
    pub fn text(&self) -> &str {
        &self.0
    }
}
