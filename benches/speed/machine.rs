//! What figures depend on and a reader must know: the machine, the programs, how busy it was.

use std::fs;
use std::process::Command;

/// One paragraph about the run; what the system does not tell is left out.
pub fn about(seed: u64, size: u64, version: &str, before: &str) -> String {
    let cores = std::thread::available_parallelism().map_or(0, usize::from);
    let read = |path: &str| fs::read_to_string(path).unwrap_or_default();
    let model = read("/proc/cpuinfo").lines().find(|line| line.starts_with("model name")).and_then(after_colon);
    let memory = read("/proc/meminfo").lines().find(|line| line.starts_with("MemTotal")).and_then(after_colon);
    let kernel = read("/proc/sys/kernel/osrelease").trim().to_owned();
    let rustc = Command::new("rustc").arg("--version").output().map(|out| out.stdout).unwrap_or_default();
    let facts = [
        model.unwrap_or_default(),
        format!("{cores} processors"),
        memory.unwrap_or_default(),
        if kernel.is_empty() { String::new() } else { format!("{} {kernel}", std::env::consts::OS) },
        String::from_utf8_lossy(&rustc).trim().to_owned(),
        format!("{version}, {size} bytes"),
        format!("seed {seed}"),
        format!("load {before} before and {} after", load()),
    ];
    let told: Vec<String> = facts.into_iter().filter(|fact| !fact.is_empty()).collect();
    format!("{}.\n", told.join("; "))
}

/// How many processes wanted to run in the last minute, as the system tells it.
pub fn load() -> String {
    let text = fs::read_to_string("/proc/loadavg").unwrap_or_default();
    text.split_whitespace().next().unwrap_or("unknown").to_owned()
}

fn after_colon(line: &str) -> Option<String> {
    line.split_once(':').map(|(_, value)| value.trim().to_owned())
}
