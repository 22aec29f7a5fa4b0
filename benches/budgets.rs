//! How many instructions a command takes, counted by callgrind: the same on every machine and day, so a budget can be
//! kept. Run it with `cargo bench --bench budgets`; it fails when a budget is passed.
//!
//! The floor is a trivial Rust binary. What a command takes for the playbook is told apart from its own work by running
//! it with and without: `schema` opens no playbook, `status` of a small project opens most of it. The binary is the one
//! that cargo builds beside this program, in which the dependencies of tests turn on more than an installed one has.

#![expect(
    clippy::print_stdout,
    clippy::disallowed_methods,
    reason = "a measurement prints its table and fails by its exit code"
)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Instructions that `--version` and `--help` may take.
const START: u64 = 3_000_000;
/// Instructions that opening the playbook may take.
const PLAYBOOK: u64 = 5_000_000;

fn main() {
    if Command::new("valgrind").arg("--version").output().is_err() {
        println!("valgrind is not here, so nothing was measured");
        std::process::exit(2);
    }
    let binary = Path::new(env!("CARGO_BIN_EXE_aiproc"));
    let folder = std::env::temp_dir().join(format!("aiproc-budgets-{}", std::process::id()));
    fs::create_dir_all(&folder).expect("a folder for measurements");
    let floor = count(&trivial(&folder), &[], &folder);
    println!("{:<44} {:>12}   of budget", "command", "instructions");
    println!("{:<44} {floor:>12}", "a trivial Rust binary");
    let mut within = true;
    for args in [&["--version"][..], &["--help"], &["check", "--help"]] {
        within &= row(&format!("aiproc {}", args.join(" ")), count(binary, args, &folder), Some(START));
    }
    let project = folder.join("project");
    fs::create_dir_all(&project).expect("a folder for a project");
    let minimal = "format = 1\n[project]\ntitle = \"T\"\nauthority = \"A\"\nstage = \"mandate-and-mission\"\n";
    fs::write(project.join("aiproc.toml"), minimal).expect("a project");
    let without = count(binary, &["schema"], &project);
    row("aiproc schema (no playbook)", without, None);
    let started = count(binary, &["--version"], &project);
    for args in [&["check", "--today", "2026-01-01"][..], &["status", "--today", "2026-01-01"], &["list", "items"]] {
        let all = count(binary, args, &project);
        row(&format!("aiproc {}", args.join(" ")), all, None);
        let name = format!("  the playbook and the work of `{}`", args[0]);
        within &= row(&name, all.saturating_sub(started), (args[0] == "check").then_some(PLAYBOOK));
    }
    fs::remove_dir_all(&folder).expect("the folder goes away");
    if !within {
        println!("a budget is passed");
        std::process::exit(1);
    }
}

fn row(name: &str, instructions: u64, budget: Option<u64>) -> bool {
    match budget {
        Some(budget) => {
            println!("{name:<44} {instructions:>12}   {:>4.0} %", instructions as f64 / budget as f64 * 100.0);
            instructions <= budget
        }
        None => {
            println!("{name:<44} {instructions:>12}");
            true
        }
    }
}

/// A binary that does nothing, built as ours is.
fn trivial(folder: &Path) -> PathBuf {
    let source = folder.join("trivial.rs");
    let binary = folder.join("trivial");
    fs::write(&source, "fn main() { println!(\"0.1.0\"); }").expect("a source file");
    let built = Command::new("rustc").args(["-O", "-C", "panic=abort", "-o"]).arg(&binary).arg(&source).status();
    assert!(built.expect("rustc runs").success());
    binary
}

/// Instructions of one run, by callgrind.
fn count(binary: &Path, args: &[&str], folder: &Path) -> u64 {
    let out = folder.join("callgrind.out");
    let run = Command::new("valgrind")
        .args(["--tool=callgrind", "--quiet"])
        .arg(format!("--callgrind-out-file={}", out.display()))
        .arg(binary)
        .args(args)
        .current_dir(folder)
        .env_clear()
        .env("NO_COLOR", "1")
        .env("COLUMNS", "100")
        .output()
        .expect("valgrind runs");
    assert!(out.exists(), "{}", String::from_utf8_lossy(&run.stderr));
    let text = fs::read_to_string(&out).expect("callgrind wrote its counts");
    let total = text.lines().find_map(|line| line.strip_prefix("totals: ").or_else(|| line.strip_prefix("summary: ")));
    total.and_then(|n| n.split_whitespace().next()?.parse().ok()).expect("callgrind says the total")
}
