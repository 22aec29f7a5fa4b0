//! How fast `aiproc` is, in one table: `cargo bench --bench speed`. What each figure means is in `docs/performance.md`.
//!
//! The floors of the same run say what the machine gives on that day; goals are told beside the figures, and only a
//! program that does not run to its end makes this one fail.

#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a measurement prints its table and tells its progress")]

mod figures;
mod floors;
#[path = "../generate/mod.rs"]
mod generate;
mod machine;
mod measure;
mod options;
mod sections;
mod table;

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

use floors::Floor;
use options::Options;

fn main() -> ExitCode {
    let args: Vec<OsString> = std::env::args_os().skip(1).collect();
    let told = |result: Result<String, String>| match result {
        Ok(line) => {
            println!("{line}");
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("{error}");
            ExitCode::from(2)
        }
    };
    match args.split_first().map(|(first, rest)| (first.to_string_lossy(), rest)) {
        Some((first, rest)) if first == "--measure" => told(measure::child(rest)),
        Some((first, [place])) if first == "--floor-a" => told(floor(Floor::A, Path::new(place))),
        Some((first, [place])) if first == "--floor-b" => told(floor(Floor::B, Path::new(place))),
        Some((first, _)) if first == "--help" => told(Ok(options::USAGE.to_owned())),
        _ if cfg!(debug_assertions) => told(Ok("built without optimisation, so nothing was measured".to_owned())),
        _ => told(Options::from(&args).map_err(|e| format!("{e}\n\n{}", options::USAGE)).and_then(|o| everything(&o))),
    }
}

fn floor(floor: Floor, place: &Path) -> Result<String, String> {
    floors::run(floor, place).map(|done| format!("{done:?}")).map_err(|e| e.to_string())
}

/// The program as it is installed. The one that cargo built beside this program has in it what the dependencies of tests
/// turn on in those of the program: tables of Unicode, for which every start would pay.
fn installed() -> Result<PathBuf, String> {
    let binary = Path::new(env!("CARGO_BIN_EXE_aiproc"));
    let target = binary.ancestors().nth(2).ok_or("no folder to build in")?;
    eprintln!("building the program as it is installed");
    let built = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
        .args(["build", "--release", "--locked", "--quiet", "--bin", "aiproc", "--target-dir"])
        .arg(target)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .status();
    match built {
        Ok(status) if status.success() => Ok(binary.to_owned()),
        Ok(status) => Err(format!("cargo build ended with {status}")),
        Err(error) => Err(format!("cargo build: {error}")),
    }
}

/// Measures everything, and gives the text that is to be pasted.
fn everything(options: &Options) -> Result<String, String> {
    let binary = std::env::var_os("AIPROC_BIN").map_or_else(installed, |named| Ok(PathBuf::from(named)))?;
    let folder = std::env::temp_dir().join(format!("aiproc-speed-{}", std::process::id()));
    let taplo = std::env::var_os("AIPROC_TAPLO")
        .map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("target/ci-tools/python/bin/taplo"), PathBuf::from);
    let before = machine::load();
    let measured = sections::Bench::new(options, &binary, &taplo, &folder).and_then(|mut bench| {
        bench.all()?;
        Ok(bench)
    });
    std::fs::remove_dir_all(&folder).map_err(|e| e.to_string())?;
    let bench = measured?;
    if let Some(path) = &options.raw {
        std::fs::write(path, bench.raw.text()).map_err(|e| format!("{}: {e}", path.display()))?;
    }
    let size = std::fs::metadata(&binary).map_err(|e| format!("{}: {e}", binary.display()))?.len();
    let about = machine::about(options.seed, size, &bench.version, &before);
    Ok(format!("{about}\n{}", bench.table.text()))
}
