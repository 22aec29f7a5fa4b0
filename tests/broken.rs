//! Broken project files: each says in its comments what the reader must answer (see `tests/broken/README.md`).

mod common;

use aiproc::project::document::line_column;
use aiproc::project::{Document, Problem, Project};
use common::{files, repository};

/// What a file says it must be told.
struct Mark {
    line: usize,
    column: usize,
    code: String,
    words: String,
}

/// Every problem of a text, whether it cannot be read at all or holds mistakes.
fn problems(text: &str) -> Vec<Problem> {
    match Document::parse(text) {
        Ok(document) => Project::read(&document).err().unwrap_or_default(),
        Err(problems) => problems,
    }
}

fn marks(text: &str) -> Result<Vec<Mark>, String> {
    let mut marks = Vec::new();
    let mut subject = 0;
    for (n, line) in text.lines().enumerate() {
        let place = if let Some(rest) = line.strip_prefix("#! ") {
            let (place, rest) = rest.split_once(' ').ok_or_else(|| format!("line {}: no place", n + 1))?;
            let (at, column) = place.split_once(':').ok_or_else(|| format!("line {}: no column", n + 1))?;
            let number = |text: &str| text.parse::<usize>().map_err(|e| format!("line {}: {e}", n + 1));
            Some((number(at)?, number(column)?, rest))
        } else if let Some(rest) = line.strip_prefix("#^<") {
            Some((subject, 1, rest))
        } else if line.strip_prefix('#').is_some_and(|rest| rest.trim_start_matches(' ').starts_with('^')) {
            let (before, rest) = line.split_once('^').expect("just seen");
            Some((subject, before.chars().count() + 1, rest))
        } else {
            subject = n + 1;
            None
        };
        if let Some((line, column, rest)) = place {
            let (code, words) = rest.split_once(':').ok_or_else(|| format!("line {}: no words", n + 1))?;
            let (code, words) = (code.trim().to_owned(), words.trim().to_owned());
            if words.is_empty() {
                return Err(format!("line {}: a mark needs words", n + 1));
            }
            marks.push(Mark { line, column, code, words });
        }
    }
    if marks.is_empty() { Err("no marks".to_owned()) } else { Ok(marks) }
}

/// The differences between what a file says and what is found, for a person to read.
fn differences(text: &str) -> Vec<String> {
    let marks = match marks(text) {
        Ok(marks) => marks,
        Err(message) => return vec![message],
    };
    let mut found: Vec<Option<Problem>> = problems(text).into_iter().map(Some).collect();
    let mut out = Vec::new();
    for Mark { line, column, code, words } in marks {
        let fits = |problem: &Problem| {
            let says = format!("{}\n{}", problem.message, problem.hint.as_deref().unwrap_or_default()).to_lowercase();
            line_column(text, problem.span.start) == (line, column)
                && problem.code.to_string() == code
                && says.contains(&words.to_lowercase())
        };
        match found.iter_mut().find(|p| p.as_ref().is_some_and(fits)) {
            Some(problem) => *problem = None,
            None => out.push(format!("- {line}:{column} {code}: {words}")),
        }
    }
    for problem in found.into_iter().flatten() {
        let (line, column) = line_column(text, problem.span.start);
        let hint = problem.hint.map(|h| format!(" | {h}")).unwrap_or_default();
        out.push(format!("+ {line}:{column} {}: {}{hint}", problem.code, problem.message));
    }
    out
}

#[test]
fn every_mistake_is_found_where_it_stands_and_nothing_else() {
    let cases: Vec<_> = files(&repository("tests/broken")).into_iter().filter(|f| f.path.ends_with(".toml")).collect();
    assert!(cases.len() >= 30, "only {} files", cases.len());
    let mut report = String::new();
    for case in &cases {
        let differences = differences(&case.text);
        if !differences.is_empty() {
            report.push_str(&format!("\ntests/broken/{}\n  {}\n", case.path, differences.join("\n  ")));
        }
    }
    assert!(report.is_empty(), "\n- is marked and was not found, + was found and is not marked\n{report}");
}

#[test]
fn a_difference_is_seen() {
    let good = "format = 1\n[project]\ntitle = \"t\"\nauthority = \"a\"\nstage = \"contract\"\n";
    let missing = format!("#! 2:1 missing-key: title\n{good}");
    assert_eq!(differences(&missing), ["- 2:1 missing-key: title"]);
    let extra = format!("{good}start = \"2026-02-10\"\nvalu = 1\n#^< unknown-key: did you mean “value”\n");
    assert_eq!(differences(&extra).len(), 1);
    assert!(differences(&extra)[0].starts_with("+ 6:9 quoted-date: "), "{:?}", differences(&extra));
    let other_words = format!("{good}valu = 1\n#^< unknown-key: did you mean “stage”\n");
    assert_eq!(differences(&other_words).len(), 2);
    assert_eq!(differences(good), ["no marks"]);
}
