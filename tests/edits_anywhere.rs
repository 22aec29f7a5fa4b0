//! Any edit of any project file: what the edit does not name keeps its bytes, and the model holds what it said.
//!
//! The files are made up by chance in every form that TOML has; the oracle is the `toml` crate's own plain values.
#![allow(clippy::unwrap_used, reason = "what fails here fails the test")]

mod common;
#[path = "edits/made_up.rs"]
mod made_up;

use aiproc::date::Date;
use aiproc::id::Id;
use aiproc::lifecycle::Stage;
use aiproc::project::model::ItemState;
use aiproc::project::{Edit, FieldPath, Project, ProjectFile, Value};
use aiproc::vocabulary::Vocabulary;
use made_up::{Choices, Writer};
use proptest::prelude::*;

fn id(text: &str) -> Id {
    Id::new(text).unwrap()
}

/// An edit that the file can take.
fn edit(choices: &mut Choices, project: &Project) -> Edit {
    let text = |choices: &mut Choices| {
        choices.of(&["plain", "two\nlines", "\"q\" 'q' \\ #", "\"\"\"\n'''", "e\u{7}\t"]).to_owned()
    };
    let maybe = |choices: &mut Choices| choices.one_in(2).then(|| text(choices));
    let day = || "2026-03-04".parse::<Date>().unwrap();
    let people: Vec<&str> = project.stakeholders.keys().collect();
    let waivers: Vec<&str> = project.waivers.keys().collect();
    let items: Vec<&str> = project.answers.keys().chain(["brand-new", "other-item"]).collect();
    match choices.below(12) {
        0..=3 => Edit::SetAnswer {
            item: id(choices.of(&items)),
            state: ItemState::ALL[choices.below(ItemState::ALL.len())],
            note: maybe(choices),
            reason: Some(text(choices)),
            evidence: ["e/a.md", "e/b.md", "https://x.example/#y"][..choices.below(4)]
                .iter()
                .map(|e| e.to_string())
                .collect(),
            by: maybe(choices),
            on: choices.one_in(2).then(day),
        },
        4 => Edit::AddStakeholder {
            id: id("new-party"),
            fields: vec![
                ("name", text(choices).into()),
                ("type", "some-type".into()),
                ("scored", Value::Table(vec![("by".into(), text(choices).into()), ("on".into(), day().into())])),
            ],
        },
        5 => {
            let (field, value): (&str, Value) = match choices.below(5) {
                0 => ("power", Value::Integer(5)),
                1 => ("scored", Value::Table(vec![("by".into(), text(choices).into())])),
                2 => ("scored.by", text(choices).into()),
                3 => ("languages", Value::TextList(vec!["ca".into(), "ar".into()])),
                _ => ("legitimacy", true.into()),
            };
            Edit::SetStakeholder { id: id(choices.of(&people)), field: field.parse().unwrap(), value }
        }
        6 => Edit::UnsetStakeholder {
            id: id(choices.of(&people)),
            field: choices.of(&["power", "languages", "scored", "conflict"]).parse().unwrap(),
        },
        7 => Edit::RemoveStakeholder { id: id(choices.of(&people)) },
        8 if !waivers.contains(&"new-waiver") && choices.one_in(3) => Edit::AddWaiver {
            id: id("new-waiver"),
            fields: vec![
                ("rule", "gate-shut".into()),
                ("reason", text(choices).into()),
                ("by", text(choices).into()),
                ("until", day().into()),
            ],
        },
        8 if !waivers.is_empty() => Edit::RemoveWaiver { id: id(choices.of(&waivers)) },
        8 => Edit::SetStage { stage: Stage::ALL[choices.below(Stage::ALL.len())] },
        9 => {
            let (stage, text) = (Stage::ALL[choices.below(Stage::ALL.len())], text(choices));
            Edit::SetStageRecord {
                stage,
                field: choices.of(&["by", "what-changed", "agreed-before"]),
                value: text.into(),
            }
        }
        10 => Edit::SetCanvasText {
            canvas: id(choices.of(&["mission", "purpose"])),
            block: id(choices.of(&["direction", "new-block"])),
            text: text(choices),
        },
        11 if choices.one_in(4) => {
            let path =
                choices.of(&["system.ai", "mission.challenge", "mission.target", "project.value", "timeline.go-live"]);
            Edit::UnsetFact { path: path.parse().unwrap() }
        }
        _ => {
            let (path, value): (&str, Value) = match choices.below(7) {
                0 => ("project.value.amount", Value::Number(0.25)),
                1 => {
                    let value = vec![("amount".into(), Value::Number(9e15)), ("currency".into(), "GBP".into())];
                    ("project.value", Value::Table(value))
                }
                2 => ("mission.challenge", text(choices).into()),
                3 => ("mission.target.indicator", text(choices).into()),
                4 => ("system.ai", false.into()),
                5 => ("readiness.some-lever.some-statement", Value::Integer(3)),
                _ => ("project.title", text(choices).into()),
            };
            Edit::SetFact { path: path.parse().unwrap(), value }
        }
    }
}

/// What an edit says: each place with its value, or with nothing for what is taken out.
fn said(edit: &Edit) -> Vec<(FieldPath, Option<toml::Value>)> {
    let text = |t: &str| Some(toml::Value::String(t.to_owned()));
    match edit {
        Edit::SetAnswer { item, state, note, reason, evidence, by, on } => {
            let at = |key: &str| FieldPath::of(["answers", item.as_str(), key]);
            let mut all = vec![(at("state"), text(state.as_str()))];
            for (key, value) in [("note", note), ("reason", reason), ("by", by)] {
                all.extend(value.as_ref().map(|v| (at(key), text(v))));
            }
            if !evidence.is_empty() {
                all.push((at("evidence"), Some(evidence.clone().into())));
            }
            all.extend(on.map(|on| (at("on"), Some(plain(&on.into())))));
            all
        }
        Edit::AddStakeholder { id, fields } => {
            fields.iter().map(|(k, v)| (FieldPath::of(["stakeholders", id.as_str(), k]), Some(plain(v)))).collect()
        }
        Edit::AddWaiver { id, fields } => {
            fields.iter().map(|(k, v)| (FieldPath::of(["waivers", id.as_str(), k]), Some(plain(v)))).collect()
        }
        Edit::SetStakeholder { id, field, value } => vec![(of_stakeholder(id, field), Some(plain(value)))],
        Edit::UnsetStakeholder { id, field } => vec![(of_stakeholder(id, field), None)],
        Edit::UnsetFact { path } => vec![(path.clone(), None)],
        Edit::RemoveStakeholder { id } => vec![(FieldPath::of(["stakeholders", id.as_str()]), None)],
        Edit::RemoveWaiver { id } => vec![(FieldPath::of(["waivers", id.as_str()]), None)],
        Edit::SetStage { stage } => vec![(FieldPath::of(["project", "stage"]), text(stage.as_str()))],
        Edit::SetStageRecord { stage, field, value } => {
            vec![(FieldPath::of(["stages", stage.as_str(), field]), Some(plain(value)))]
        }
        Edit::SetCanvasText { canvas, block, text: t } => {
            vec![(FieldPath::of(["canvas", canvas.as_str(), block.as_str()]), text(t))]
        }
        Edit::SetFact { path, value } => vec![(path.clone(), Some(plain(value)))],
    }
}

fn of_stakeholder(id: &Id, field: &FieldPath) -> FieldPath {
    format!("stakeholders.{id}.{field}").parse().unwrap()
}

fn plain(value: &Value) -> toml::Value {
    match value {
        Value::Text(text) => text.clone().into(),
        Value::Bool(b) => (*b).into(),
        Value::Integer(n) => (*n).into(),
        Value::Number(n) => (*n).into(),
        Value::Date(date) => toml::Value::Datetime(date.to_string().parse().unwrap()),
        Value::TextList(texts) => texts.clone().into(),
        Value::DateList(dates) => dates.iter().map(|d| plain(&Value::Date(*d))).collect::<Vec<_>>().into(),
        Value::Table(fields) => toml::Value::Table(fields.iter().map(|(k, v)| (k.clone(), plain(v))).collect()),
    }
}

/// The values of a file as the toml crate gives them; line ends inside texts are of no account, nor is `1` for `1.0`,
/// nor is a group in which nothing is.
fn values(text: &str) -> toml::Table {
    fn even(value: toml::Value) -> toml::Value {
        match value {
            toml::Value::String(text) => text.replace("\r\n", "\n").into(),
            toml::Value::Integer(n) => (n as f64).into(),
            toml::Value::Array(list) => list.into_iter().map(even).collect::<Vec<_>>().into(),
            toml::Value::Table(table) => toml::Value::Table(evened(table)),
            other => other,
        }
    }
    fn evened(table: toml::Table) -> toml::Table {
        table
            .into_iter()
            .map(|(k, v)| (k, even(v)))
            .filter(|(_, v)| v.as_table().is_none_or(|t| !t.is_empty()))
            .collect()
    }
    evened(text.trim_start_matches('\u{feff}').parse().unwrap())
}

fn write_into(table: &mut toml::Table, keys: &[&str], value: Option<toml::Value>) {
    match (keys, value) {
        ([last], Some(value)) => {
            table.insert((*last).to_owned(), value);
        }
        ([last], None) => {
            table.remove(*last);
        }
        ([first, rest @ ..], value) => {
            let inner = table.entry((*first).to_owned()).or_insert_with(|| toml::Value::Table(toml::Table::new()));
            write_into(inner.as_table_mut().unwrap(), rest, value);
        }
        ([], _) => unreachable!(),
    }
}

/// The comments that a file's maker numbered, in order.
fn comments(text: &str) -> Vec<&str> {
    text.lines().filter_map(|line| line.find("# of ").map(|at| &line[at..])).collect()
}

/// The lines that differ: runs of (lines taken out, lines put in).
fn runs<'t>(before: &'t str, after: &'t str) -> Vec<(Vec<&'t str>, Vec<&'t str>)> {
    let (a, b): (Vec<&str>, Vec<&str>) =
        (before.split_inclusive('\n').collect(), after.split_inclusive('\n').collect());
    let head = a.iter().zip(&b).take_while(|(x, y)| x == y).count();
    let tail = a[head..].iter().rev().zip(b[head..].iter().rev()).take_while(|(x, y)| x == y).count();
    let (a, b) = (&a[head..a.len() - tail], &b[head..b.len() - tail]);
    let mut longest = vec![vec![0; b.len() + 1]; a.len() + 1];
    for i in (0..a.len()).rev() {
        for j in (0..b.len()).rev() {
            longest[i][j] =
                if a[i] == b[j] { longest[i + 1][j + 1] + 1 } else { longest[i + 1][j].max(longest[i][j + 1]) };
        }
    }
    let (mut i, mut j, mut open) = (0, 0, false);
    let mut runs: Vec<(Vec<&str>, Vec<&str>)> = Vec::new();
    while i < a.len() || j < b.len() {
        if i < a.len() && j < b.len() && a[i] == b[j] {
            (i, j, open) = (i + 1, j + 1, false);
            continue;
        }
        if !open {
            runs.push((Vec::new(), Vec::new()));
            open = true;
        }
        let run = runs.last_mut().unwrap();
        if j >= b.len() || (i < a.len() && longest[i + 1][j] >= longest[i][j + 1]) {
            run.0.push(a[i]);
            i += 1;
        } else {
            run.1.push(b[j]);
            j += 1;
        }
    }
    runs
}

fn prove(before: &str, edit: &Edit) {
    let fail = |what: &str, after: &str| -> ! { panic!("{what}\n{edit:?}\n--- before\n{before}\n--- after\n{after}") };
    let after = match ProjectFile::new(before).apply(edit) {
        Ok(after) => after.text().to_owned(),
        Err(refusal) => fail(&format!("refused: {refusal} {refusal:?}"), ""),
    };
    let said = said(edit);

    // the values are those of before, with what the edit said
    let mut expected: toml::Table = before.trim_start_matches('\u{feff}').parse().unwrap();
    for (path, value) in &said {
        let keys: Vec<&str> = (0..path.steps().count()).map(|n| path.key_at(n).unwrap()).collect();
        write_into(&mut expected, &keys, value.clone());
    }
    if values(&toml::to_string(&expected).unwrap()) != values(&after) {
        fail("other values than expected", &after);
    }

    let takes_out = said.iter().any(|(_, v)| v.as_ref().is_none_or(toml::Value::is_table));

    // lines that the edit does not name are as they were
    let removed = match edit {
        Edit::RemoveStakeholder { id } | Edit::RemoveWaiver { id } => Some(id.as_str()),
        _ => None,
    };
    let runs = runs(before, &after);
    let most = if removed.is_some() { 8 } else { said.len().max(2) };
    if runs.len() > most {
        fail(&format!("{} runs of lines differ", runs.len()), &after);
    }
    let document = aiproc::project::Document::parse(before).unwrap();
    let old: Vec<&str> = said.iter().flat_map(|(path, _)| old_values(&document, path)).collect();
    let old_lines: Vec<&str> = old.iter().flat_map(|old| old.lines()).map(str::trim_end).collect();
    for (out, new) in &runs {
        for line in out {
            // a line that had no end got one, or an inline group got more; else it must be a line of the field, or of the text that it held
            let ended = !line.ends_with('\n')
                && (after.contains(&format!("{line}\n")) || after.contains(&format!("{line}\r\n")));
            let named = said.iter().any(|(path, _)| {
                let last = path.parts().iter().rev().take(2).any(|s| match s {
                    aiproc::project::path::Step::Key(key) => line.contains(key),
                    aiproc::project::path::Step::Index(_) => false,
                });
                last || old_lines.iter().any(|old| line.contains(old) && !old.is_empty())
            });
            let grown = new.iter().any(|new| grown(line, new));
            let moved = runs.iter().any(|(_, new)| new.contains(line));
            // with a record go its comments and one gap
            let aside = takes_out && (line.trim().is_empty() || line.trim_start().starts_with("# of "));
            if !ended && !named && !grown && !moved && !aside && removed.is_none() {
                fail(&format!("the line {line:?} is gone"), &after);
            }
        }
    }

    // comments stay, all of them and in order; only those at the end of a line that is taken out may go, and those of
    // a removed stakeholder
    let others = |comment: &&&str| {
        removed.is_none_or(|id| {
            ["nobody", "stakeholders", id].iter().all(|of| !comment.starts_with(&format!("# of {of} ")))
        })
    };
    let (was, is) = (comments(before), comments(&after));
    if (!takes_out || removed.is_some()) && was.iter().filter(others).ne(is.iter().filter(others)) {
        fail("comments of others differ", &after);
    }
    let mut rest = was.iter();
    if !is.iter().all(|comment| rest.any(|c| c == comment)) {
        fail("comments are in another order", &after);
    }
    let own_line = |text: &str| text.lines().filter(|l| l.starts_with("# of ")).count();
    if !takes_out && own_line(before) != own_line(&after) {
        fail("a comment on a line of its own is gone", &after);
    }

    // the same edit again changes nothing
    if !matches!(
        edit,
        Edit::AddStakeholder { .. }
            | Edit::AddWaiver { .. }
            | Edit::RemoveStakeholder { .. }
            | Edit::RemoveWaiver { .. }
    ) {
        let again = ProjectFile::new(after.as_str()).apply(edit).unwrap();
        if again.text() != after {
            fail("the same edit again changed something", again.text());
        }
    }
}

/// Whether `new` is `old` with something put in.
fn grown(old: &str, new: &str) -> bool {
    let head = old.bytes().zip(new.bytes()).take_while(|(a, b)| a == b).count();
    let tail = old.bytes().rev().zip(new.bytes().rev()).take_while(|(a, b)| a == b).count();
    new.len() > old.len() && head + tail >= old.len()
}

/// The written form of every value at a place, or in it.
fn old_values<'t>(document: &aiproc::project::Document<'t>, path: &FieldPath) -> Vec<&'t str> {
    match document.value(path) {
        Some(toml::de::DeValue::Table(table)) => {
            table.keys().flat_map(|key| old_values(document, &path.key(key.get_ref()))).collect()
        }
        Some(_) => document.value_span(path).map(|span| &document.text()[span]).into_iter().collect(),
        None => Vec::new(),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_edit_of_any_file(bytes in proptest::collection::vec(any::<u8>(), 400), line_ends in 0usize..3) {
        let (mut text, mut choices) = Writer::new(Choices::new(bytes), line_ends).write();
        for _ in 0..3 {
            let file = ProjectFile::new(text.as_str());
            let document = file.document().unwrap_or_else(|p| panic!("{p:?}\n{text}"));
            let project = Project::read(&document).unwrap_or_else(|p| panic!("{p:?}\n{text}"));
            let edit = edit(&mut choices, &project);
            if matches!(&edit, Edit::AddStakeholder { id, .. } if project.stakeholders.contains(id.as_str()))
                || project.stakeholders.len() < 2 && matches!(edit, Edit::RemoveStakeholder { .. })
            {
                continue;
            }
            prove(&text, &edit);
            text = ProjectFile::new(text.as_str()).apply(&edit).unwrap().text().to_owned();
        }
    }
}

/// Files that people wrote: the sample beside this test, and every example.
#[test]
fn many_edits_of_written_files() {
    let mut texts = vec![include_str!("edits/sample.toml").to_owned()];
    if let Ok(examples) = std::fs::read_dir(common::repository("examples")) {
        for example in examples.flatten() {
            texts.extend(std::fs::read_to_string(example.path().join("aiproc.toml")));
        }
    }
    for text in texts {
        let windows = format!("\u{feff}{}", text.replace('\n', "\r\n"));
        for text in [&text, &windows, text.trim_end()] {
            let file = ProjectFile::new(text);
            let document = file.document().unwrap();
            let project = Project::read(&document).unwrap_or_else(|p| panic!("{p:?}"));
            let mut seed: u32 = 7;
            for _ in 0..25 {
                let bytes: Vec<u8> = (0..40)
                    .map(|_| {
                        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                        (seed >> 24) as u8
                    })
                    .collect();
                prove_written(text, &edit(&mut Choices::new(bytes), &project));
            }
        }
    }
}

/// As [`prove`], for a file whose texts are not known: the lines that go must hold the old value of a place that the
/// edit names.
fn prove_written(before: &str, edit: &Edit) {
    let after =
        ProjectFile::new(before).apply(edit).unwrap_or_else(|r| panic!("{r} {r:?}\n{edit:?}")).text().to_owned();
    let mut expected: toml::Table = before.trim_start_matches('\u{feff}').parse().unwrap();
    let said = said(edit);
    for (path, value) in &said {
        let keys: Vec<&str> = (0..path.steps().count()).map(|n| path.key_at(n).unwrap()).collect();
        write_into(&mut expected, &keys, value.clone());
    }
    assert_eq!(values(&toml::to_string(&expected).unwrap()), values(&after), "{edit:?}\n{after}");
    let document = aiproc::project::Document::parse(before).unwrap();
    let old: Vec<&str> = said.iter().flat_map(|(path, _)| old_values(&document, path)).flat_map(str::lines).collect();
    if matches!(
        edit,
        Edit::RemoveStakeholder { .. }
            | Edit::UnsetStakeholder { .. }
            | Edit::UnsetFact { .. }
            | Edit::RemoveWaiver { .. }
    ) {
        return;
    }
    let after_lines: Vec<&str> = after.lines().collect();
    for (out, _) in runs(before, &after) {
        for line in out {
            let line = line.trim_end_matches(['\r', '\n']);
            let of_old = old.iter().any(|o| !o.is_empty() && line.contains(o));
            assert!(of_old || after_lines.contains(&line), "{line:?} is gone\n{edit:?}\n{after}");
        }
    }
}
