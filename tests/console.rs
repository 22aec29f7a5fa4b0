//! Console blocks of `README.md` and `tests/cli/*.md`, run: what a block shows is what the commands print.
//!
//! A block begins with ```` ```console ````; a line `$ command` is run by a shell in one folder for the whole file, and
//! what it prints (both streams) stands below, with `? N` for an exit code other than 0. `[..]` and `...` stand for
//! what may differ. `SNAPSHOTS=overwrite cargo test --test console` writes the blocks anew, to be read.

mod common;

use std::path::{Path, PathBuf};
use std::process::Command;

use common::repository;

/// The day on which all commands run.
const EPOCH: &str = "1790000000"; // 2026-09-21

struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("aiproc-console-{}-{name}", std::process::id()));
        let _ = std::fs::remove_dir_all(&path);
        std::fs::create_dir_all(&path).expect("a folder");
        Self(path)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

#[expect(clippy::disallowed_methods, reason = "the shell that runs the commands needs to find its own tools")]
fn search_path() -> String {
    std::env::var("PATH").unwrap_or_default()
}

/// Runs one command line; the folder of the next one may differ after `cd`.
fn run(line: &str, folder: &mut PathBuf, root: &Path) -> String {
    let binaries = Path::new(env!("CARGO_BIN_EXE_aiproc")).parent().expect("a folder of binaries");
    let path = format!("{}:{}", binaries.display(), search_path());
    let out = Command::new("sh")
        .arg("-c")
        .arg(format!("{{ {line}\n}} 2>&1; code=$?; pwd >\"$AIPROC_PWD\"; exit $code"))
        .current_dir(&*folder)
        .env_clear()
        .env("PATH", path)
        .env("AIPROC_PWD", root.join(".pwd"))
        .env("SOURCE_DATE_EPOCH", EPOCH)
        .env("COLUMNS", "100")
        .env("NO_COLOR", "1")
        .env("LC_ALL", "C.UTF-8")
        .output()
        .expect("a shell runs");
    if let Ok(now) = std::fs::read_to_string(root.join(".pwd")) {
        *folder = PathBuf::from(now.trim());
    }
    let mut text = String::from_utf8_lossy(&out.stdout).replace(&root.display().to_string(), "[ROOT]");
    if !text.is_empty() && !text.ends_with('\n') {
        text.push('\n');
    }
    match out.status.code() {
        Some(0) => text,
        code => text + &format!("? {}\n", code.map_or("killed".to_owned(), |c| c.to_string())),
    }
}

/// The text with the output of every console block as it is now; and how many commands ran.
fn replay(text: &str, name: &str) -> (String, usize) {
    let root = Folder::new(name);
    let mut folder = root.0.clone();
    let mut out = String::new();
    let mut ran = 0;
    let mut lines = text.lines().peekable();
    while let Some(line) = lines.next() {
        out.push_str(line);
        out.push('\n');
        if line != "```console" {
            continue;
        }
        while let Some(line) = lines.next() {
            if let Some(mut command) = line.strip_prefix("$ ").map(str::to_owned) {
                out.push_str(line);
                out.push('\n');
                while command.ends_with('\\')
                    && let Some(more) = lines.next()
                {
                    out.push_str(more);
                    out.push('\n');
                    command = format!("{} {}", command.trim_end_matches('\\'), more.trim_start_matches("> "));
                }
                out.push_str(&run(&command, &mut folder, &root.0));
                ran += 1;
            } else if line == "```" {
                out.push_str("```\n");
                break;
            }
        }
    }
    (out, ran)
}

#[test]
fn the_readme_shows_what_happens() {
    let (now, ran) = replay(&common::text("README.md"), "readme");
    assert!(ran >= 8, "only {ran} commands");
    snapbox::assert_data_eq!(now, snapbox::Data::read_from(&repository("README.md"), None).raw());
}

#[test]
fn every_transcript_shows_what_happens() {
    let mut commands = 0;
    for file in common::files(&repository("tests/cli")) {
        let (now, ran) = replay(&file.text, file.path.trim_end_matches(".md"));
        commands += ran;
        snapbox::assert_data_eq!(now, snapbox::Data::read_from(&repository("tests/cli").join(&file.path), None).raw());
    }
    assert!(commands > 0);
}

/// Every example in a command's help runs, in a project that holds what the examples speak of.
#[test]
fn every_example_in_help_runs() {
    let root = Folder::new("help");
    let mut folder = root.0.clone();
    let setup = "aiproc init . --no-input --title T --authority A && aiproc map add claimants \
                 --type people-subject-to-decisions --name 'People claiming' && mkdir my-playbook && \
                 printf 'name: Ours\\nfor-playbook: 0.1.0\\n' > my-playbook/overlay.yaml && mkdir playbook && \
                 cp my-playbook/overlay.yaml playbook/";
    assert!(!run(setup, &mut folder, &root.0).contains("? "), "{}", run(setup, &mut folder, &root.0));
    let commands = [
        "",
        "init",
        "map",
        "map add",
        "map set",
        "map remove",
        "map show",
        "checklist",
        "canvas",
        "plan",
        "law",
        "check",
        "facts",
        "waive",
        "baseline",
        "baseline add",
        "baseline prune",
        "trail",
        "status",
        "stage",
        "list",
        "explain",
        "playbook",
        "playbook lint",
        "schema",
        "completions",
    ];
    for command in commands {
        let help = run(&format!("aiproc {command} --help"), &mut folder, &root.0);
        // A long example is wrapped; it ends at the first empty line.
        let first = help.lines().take_while(|line| !line.is_empty()).collect::<Vec<_>>().join(" ");
        let example = first.strip_prefix("Example: ");
        let example = example.unwrap_or_else(|| panic!("the help of “{command}” begins with: {first}"));
        if command == "map add" {
            run("aiproc map remove claimants", &mut folder, &root.0);
        }
        if command == "baseline add" {
            run("rm baseline.toml", &mut folder, &root.0);
        }
        let shown = run(example, &mut folder, &root.0);
        if command == "map remove" {
            run("aiproc map add claimants --type people-subject-to-decisions --name P", &mut folder, &root.0);
        }
        let judged = ["check", "playbook", "playbook lint"].contains(&command) && shown.contains("? 1");
        assert!(!shown.contains("\n? ") || judged, "{example}\n{shown}");
    }
    let all = run("aiproc --help", &mut folder, &root.0);
    let listed = all.lines().skip_while(|l| !l.starts_with("Commands:")).skip(1).take_while(|l| l.starts_with("  "));
    let listed = listed.filter(|line| !line.starts_with("   "));
    let names: Vec<&str> = listed.filter_map(|l| l.split_whitespace().next()).filter(|n| *n != "help").collect();
    for name in &names {
        assert!(commands.contains(name), "“{name}” is not in the list of this test");
    }
    assert!(names.len() > 10, "{names:?}");
}

/// Commands are defined when they are called; completions need all of them, those inside commands too.
#[test]
fn completions_know_every_command() {
    let root = Folder::new("completions");
    let mut folder = root.0.clone();
    for (shell, wanted) in [
        ("bash", "aiproc__subcmd__help__subcmd__map,add)"),
        ("fish", "__fish_aiproc_using_subcommand check\" -l fail-on"),
        ("zsh", "_aiproc__subcmd__baseline__subcmd__prune_commands"),
    ] {
        let shown = run(&format!("aiproc completions {shell}"), &mut folder, &root.0);
        assert!(shown.contains(wanted), "{shell}: {wanted}");
    }
}
