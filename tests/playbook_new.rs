//! `playbook new`: a record of every kind can be laid out, and lint asks for what is still to be written, nothing else.

mod common;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use aiproc::playbook::{Kind, Layout};
use aiproc::vocabulary::Vocabulary;
use common::{files, repository};

struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("aiproc-new-{}-{name}", std::process::id()));
        let _ = fs::remove_dir_all(&path);
        fs::create_dir_all(&path).expect("a folder");
        Self(path)
    }

    /// A copy of the built-in playbook.
    fn built_in(name: &str) -> Self {
        let folder = Self::new(name);
        for file in files(&repository("playbook")) {
            let path = folder.0.join(&file.path);
            fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
            fs::write(path, file.text).expect("a file");
        }
        folder
    }

    /// An organisation's folder with nothing in it.
    fn organisation(name: &str) -> Self {
        let folder = Self::new(name);
        fs::write(folder.0.join("overlay.yaml"), "name: X\nfor-playbook: 0.1.0\n").expect("a file");
        folder
    }

    fn aiproc(&self, args: &[&str]) -> Output {
        Command::new(env!("CARGO_BIN_EXE_aiproc"))
            .args(args)
            .current_dir(&self.0)
            .env_clear()
            .env("SOURCE_DATE_EPOCH", "1790000000")
            .output()
            .expect("it runs")
    }

    fn lint(&self) -> (Option<i32>, Vec<String>) {
        let out = self.aiproc(&["playbook", "lint", "."]);
        let text = String::from_utf8(out.stdout).expect("text");
        (out.status.code(), text.lines().map(str::to_owned).collect())
    }

    fn lay_out(&self, kind: Kind, id: &str) -> Output {
        let mut args = vec!["playbook", "new", kind.as_str(), id, "--in", "."];
        if kind == Kind::Items {
            args.extend(["--stage", "contract"]);
        }
        self.aiproc(&args)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn said(out: &Output) -> String {
    String::from_utf8_lossy(&out.stderr).into_owned()
}

fn path_of(kind: Kind, id: &str) -> String {
    match kind.layout() {
        Layout::OnePerFile => format!("{}/{id}.yaml", kind.folder()),
        Layout::Inside(_) => format!("{}/contract.yaml", kind.folder()),
        Layout::List => format!("{}.yaml", kind.folder()),
    }
}

#[test]
fn every_kind_can_be_laid_out_and_lint_asks_for_what_is_to_be_written() {
    for folder in [Folder::built_in("every"), Folder::organisation("every-own")] {
        for kind in Kind::ALL {
            let before: Vec<(String, String)> = files(&folder.0).into_iter().map(|f| (f.path, f.text)).collect();
            let out = folder.lay_out(*kind, "brand-new-thing");
            if kind.fixed().is_some() {
                assert!(said(&out).contains("cannot be added"), "{kind}: {}", said(&out));
                continue;
            }
            assert!(out.status.success(), "{kind}: {}", said(&out));
            assert!(said(&out).contains("TODO") && said(&out).lines().count() <= 6, "{}", said(&out));
            let path = path_of(*kind, "brand-new-thing");
            for (old, text) in before {
                let now = fs::read_to_string(folder.0.join(&old)).expect("it is still there");
                let kept = if old == path { now.starts_with(text.trim_end()) } else { now == text };
                assert!(kept, "{kind}: {old}");
            }
        }
        let (code, told) = folder.lint();
        assert_eq!(code, Some(1));
        let (last, problems) = told.split_last().expect("lint says something");
        assert!(last.ends_with("problems."), "{last}");
        for problem in problems {
            assert!(problem.contains(": still to be written"), "{problem}");
        }
        for kind in Kind::ALL.iter().filter(|kind| kind.fixed().is_none()) {
            let path = format!("./{}:", path_of(*kind, "brand-new-thing"));
            assert!(problems.iter().any(|p| p.starts_with(&path)), "nothing is asked for in {path}");
        }
    }
}

/// The text with each marked place written, in words that differ.
fn written(text: &str) -> String {
    let mut n = 0;
    let fill = |line: &str| {
        if let Some((before, _)) = line.split_once("\"TODO:") {
            n += 1;
            return format!("{before}\"Our own words about matter number {n} of this record.\"\n");
        }
        format!("{}\n", line.split("  # TODO:").next().unwrap_or_default())
    };
    text.lines().map(fill).collect()
}

#[test]
fn once_everything_is_written_lint_has_nothing_to_say() {
    // Of each layout: a file of its own, a list, a list inside a file.
    for kind in [Kind::Mechanisms, Kind::Glossary, Kind::Facts, Kind::Items] {
        for folder in [Folder::built_in(kind.as_str()), Folder::organisation(&format!("{kind}-own"))] {
            assert!(folder.lay_out(kind, "brand-new-thing").status.success());
            let path = folder.0.join(path_of(kind, "brand-new-thing"));
            let text = fs::read_to_string(&path).expect("it was written");
            fs::write(&path, written(&text)).expect("a file");
            let (code, told) = folder.lint();
            assert_eq!(code, Some(0), "{kind}: {told:#?}");
        }
    }
}

#[test]
fn an_id_that_is_taken_or_malformed_is_refused_with_a_way_out() {
    let folder = Folder::organisation("refused");
    assert!(folder.lay_out(Kind::Glossary, "first-word").status.success());
    assert!(folder.lay_out(Kind::Glossary, "second-word").status.success());
    let before = fs::read_to_string(folder.0.join("glossary.yaml")).expect("it was written");
    for (kind, id, told) in [
        (Kind::Glossary, "second-word", "the id “second-word” is taken among glossary: glossary.yaml:"),
        (Kind::Actors, "frontline-staff", "the id “frontline-staff” is taken among actors: the built-in playbook"),
        (Kind::Glossary, "Third word", "help: Write it as third-word."),
    ] {
        let out = folder.lay_out(kind, id);
        assert_eq!(out.status.code(), Some(2), "{id}");
        assert!(said(&out).contains(told), "{}", said(&out));
    }
    assert_eq!(fs::read_to_string(folder.0.join("glossary.yaml")).expect("it is there"), before);
    let line = |n: &str| before.lines().position(|line| line.contains(n)).map(|n| n + 1);
    assert!(
        said(&folder.lay_out(Kind::Glossary, "second-word"))
            .contains(&format!("glossary.yaml:{}", line("second-word").expect("it is there")))
    );
    let out = folder.aiproc(&["playbook", "new", "items", "a-thing", "--in", "."]);
    assert!(said(&out).contains("--stage"), "{}", said(&out));
    fs::write(folder.0.join("sources.yaml"), "- id: a\n  title: [\n").expect("a file");
    assert!(said(&folder.lay_out(Kind::Sources, "b")).contains("nothing was written"));
}

#[test]
fn an_organisations_folder_is_offered_and_begun() {
    let folder = Folder::new("begun");
    let args = ["playbook", "new", "actors", "school-canteens", "--in", "house"];
    let out = folder.aiproc(&args);
    assert_eq!(out.status.code(), Some(2));
    assert!(said(&out).contains("--organisation"), "{}", said(&out));
    assert!(!Path::new(&folder.0.join("house")).exists());
    let out = folder.aiproc(&[&args[..], &["--organisation", "City of \"X\": north"]].concat());
    assert!(out.status.success(), "{}", said(&out));
    let overlay = fs::read_to_string(folder.0.join("house/overlay.yaml")).expect("it was written");
    assert!(overlay.starts_with("name: \"City of \\\"X\\\": north\"\nfor-playbook: 0."), "{overlay}");
    let out = folder.aiproc(&["playbook", "lint", "house"]);
    let text = String::from_utf8_lossy(&out.stdout).into_owned();
    assert!(text.lines().rev().skip(1).all(|line| line.contains("still to be written")), "{text}");
}
