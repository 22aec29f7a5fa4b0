//! Files that nobody meant to write: empty, cut off, far too deep, far too long, or changed at random.

mod common;

use std::fmt::Write as _;
use std::time::{Duration, Instant};

use aiproc::project::document::{LARGEST, line_column};
use aiproc::project::{Document, Problem, ProblemCode, Project};
use common::repository;
use proptest::prelude::*;
use toml::de::DeValue;

fn read(text: &str) -> Result<Project, Vec<Problem>> {
    Document::parse(text).and_then(|document| Project::read(&document))
}

/// The codes of the problems; a file that is read has none.
fn codes(text: &str) -> Vec<ProblemCode> {
    read(text).err().unwrap_or_default().iter().map(|p| p.code).collect()
}

fn maximal() -> String {
    std::fs::read_to_string(repository("tests/valid/maximal.toml")).expect("it is there").replace("\r\n", "\n")
}

/// What holds for every text: problems have their place inside it, and say something.
fn is_answered(text: &str) {
    if let Err(problems) = read(text) {
        assert!(!problems.is_empty(), "refused without a reason: {text:?}");
        for problem in problems {
            assert!(text.get(problem.span.clone()).is_some(), "{problem:?} lies outside {text:?}");
            let (line, column) = line_column(text, problem.span.start);
            assert!(line >= 1 && column >= 1 && line <= text.matches('\n').count() + 1);
            assert!(!problem.message.trim().is_empty() && !problem.message.ends_with('.'), "{problem:?}");
            if let Some(hint) = problem.hint {
                assert!(hint.ends_with(['.', '?', ')']), "{hint}");
            }
        }
    }
}

#[test]
fn an_empty_file_is_never_a_new_plan() {
    for text in ["", "\u{feff}", " \n\t\r\n", "# a note\n# another\n", "\u{feff}# a note\r\n\r\n"] {
        assert_eq!(codes(text), [ProblemCode::Empty], "{text:?}");
    }
    assert_eq!(codes("a = 1 # not empty"), [ProblemCode::MissingKey, ProblemCode::MissingKey, ProblemCode::UnknownKey]);
}

#[test]
fn a_byte_order_mark_and_windows_line_ends_change_nothing() {
    let text = maximal();
    let windows = format!("\u{feff}{}", text.replace('\n', "\r\n"));
    assert_eq!(read(&windows).expect("it reads"), read(&text).expect("it reads"));
    let broken = "\u{feff}format = 1\r\n[project]\r\ntitle = 1\r\nauthority = \"a\"\r\nstage = \"contract\"\r\n";
    let problems = read(broken).unwrap_err();
    assert_eq!(problems.len(), 1);
    assert_eq!(line_column(broken, problems[0].span.start), (3, 9));
    let first_line = "\u{feff}format = 2\r\n";
    assert_eq!(line_column(first_line, read(first_line).unwrap_err()[0].span.start), (1, 10));
}

#[test]
fn a_file_that_was_cut_off_is_never_more_than_the_whole() {
    let text = maximal();
    let whole = read(&text).expect("it reads");
    let headings = |text: &str| {
        let document = Document::parse(text).unwrap();
        match document.root().get_ref() {
            DeValue::Table(table) => table.iter().map(|(key, _)| key.get_ref().to_string()).collect::<Vec<_>>(),
            _ => unreachable!("the top is a table"),
        }
    };
    let all = headings(&text);
    let (mut taken, mut refused) = (0, 0);
    for end in (0..text.len()).filter(|end| text.is_char_boundary(*end)) {
        let part = &text[..end];
        match read(part) {
            Ok(project) => {
                taken += 1;
                assert_eq!(project.format, whole.format, "cut at {end}");
                assert_eq!(project.project.title, whole.project.title, "cut at {end}");
                assert_eq!(project.project.authority, whole.project.authority, "cut at {end}");
                assert_eq!(project.project.stage, whole.project.stage, "cut at {end}");
                assert!(headings(part).iter().all(|heading| all.contains(heading)), "cut at {end}");
                assert!(project.references.iter().all(|r| whole.references.contains(r)), "cut at {end}");
            }
            Err(problems) => {
                refused += 1;
                assert!(!problems.is_empty() && problems.iter().all(|p| part.get(p.span.clone()).is_some()));
            }
        }
    }
    // both happen: a cut between two entries leaves a smaller plan, a cut inside one is noticed
    assert!(taken > 100 && refused > 1_000, "{taken} taken, {refused} refused");
    let project_ends = text.find("stage = ").unwrap() + "stage = \"tender-design".len();
    assert!((0..=project_ends).all(|end| !text.is_char_boundary(end) || read(&text[..end]).is_err()));
}

#[test]
fn ten_thousand_levels_are_refused() {
    let n = 10_000;
    let deep = [
        format!("a = {}{}", "[".repeat(n), "]".repeat(n)),
        format!("a = {}", "[".repeat(n)),
        format!("a = {}1{}", "{ b = ".repeat(n), " }".repeat(n)),
        format!("[{}]", vec!["a"; n].join(".")),
        format!("[[{}]]", vec!["a"; n].join(".")),
        format!("{} = 1", vec!["a"; n].join(".")),
        format!("[{}", vec!["\"a\""; n].join(" . ")),
    ];
    for text in deep {
        let text = format!("format = 1\n[project]\ntitle = \"t\"\nauthority = \"a\"\nstage = \"contract\"\n{text}\n");
        let found = codes(&text);
        assert_eq!(found.first(), Some(&ProblemCode::Syntax), "{found:?}");
        is_answered(&text);
    }
}

#[test]
fn a_file_larger_than_any_plan_is_refused_unread() {
    let line = "# a note of thirty-nine characters only\n";
    let text = format!("format = 1\n{}", line.repeat(40_000_000 / line.len()));
    assert!(text.len() as u64 > LARGEST);
    let started = Instant::now();
    assert_eq!(codes(&text), [ProblemCode::TooLarge]);
    assert!(started.elapsed() < Duration::from_secs(1));
}

#[test]
fn nul_bytes_are_pointed_at() {
    for (text, place) in [
        ("\0", (1, 1)),
        ("format = 1\n\0", (2, 1)),
        ("format = 1\n[project]\ntitle = \"a\0b\"\n", (3, 11)),
        ("format = 1\0\n", (1, 10)),
        ("# a\0note\nformat = 1\n", (1, 4)),
    ] {
        let problems = read(text).unwrap_err();
        assert_eq!(problems[0].code, ProblemCode::Syntax, "{text:?}");
        assert_eq!(line_column(text, problems[0].span.start), place, "{text:?}: {}", problems[0].message);
    }
}

#[test]
fn a_hundred_thousand_names_take_time_in_proportion() {
    const HEAD: &str = "format = 1\n[project]\ntitle = \"t\"\nauthority = \"a\"\nstage = \"contract\"\n";
    let entries: fn(usize) -> String = |n| {
        (0..n).fold(HEAD.to_owned(), |mut text, i| {
            let _ = writeln!(text, "[stakeholders.s-{i}]\nname = \"S\"\ntype = \"t\"\npower = 3");
            text
        })
    };
    let unknown: fn(usize) -> String = |n| {
        (0..n).fold(HEAD.to_owned(), |mut text, i| {
            let _ = writeln!(text, "unknown-{i} = {i}");
            text
        })
    };
    let list: fn(usize) -> String = |n| format!("{HEAD}[mission]\nstop-criteria = [{}]\n", "\"x\", ".repeat(n));
    for (what, text) in [("entries", entries), ("unknown fields", unknown), ("a list", list)] {
        let time = |n: usize| {
            let text = text(n);
            let started = Instant::now();
            let result = read(&text);
            assert_eq!(result.is_err(), what == "unknown fields");
            started.elapsed()
        };
        let small = time(10_000);
        let large = time(100_000);
        // ten times as much; a machine that does other things may take thrice that, a square would take a hundred times
        assert!(large < small * 30 + Duration::from_millis(500), "{what}: {small:?}, then {large:?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn random_changes_never_panic(
        changes in prop::collection::vec((any::<prop::sample::Index>(), 0_usize..6, any::<char>(), 0_usize..40), 1..8)
    ) {
        const PIECES: &[&str] = &["\"", "\"\"\"", "[", "]", "{", "}", "=", ",", ".", "#", "\n", "\r", "\\", "2026-02-30", "é", "\u{0}"];
        let mut text: Vec<char> = maximal().chars().collect();
        for (at, how, random, n) in changes {
            let at = at.index(text.len());
            let end = (at + n).min(text.len());
            match how {
                0 => drop(text.drain(at..end)),
                1 => text.insert(at, random),
                2 => drop(text.splice(at..at, PIECES[n % PIECES.len()].chars())),
                3 => text[at] = random,
                4 => { let copy = text[at..end].to_vec(); drop(text.splice(at..at, copy)) }
                _ => text.truncate(at.max(1)),
            }
            if text.is_empty() { text.push('#'); }
        }
        is_answered(&text.into_iter().collect::<String>());
    }

    #[test]
    fn any_text_is_answered(text in "\\PC{0,200}") {
        is_answered(&text);
    }

    #[test]
    fn any_few_lines_are_answered(
        lines in prop::collection::vec("[\\[\\]{}=\",.'#a-c0-9:_\\\\ -]{0,24}", 0..6)
    ) {
        is_answered(&lines.join("\n"));
    }
}
