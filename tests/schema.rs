//! The JSON Schema says what the reader reads, in words that editors of TOML understand.

mod common;

use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;

use aiproc::project::fields::fields;
use aiproc::project::schema::schema;
use aiproc::project::{Document, Project};
use common::{files, repository};
use serde_json::Value;
use toml::de::DeValue;

/// Visits every schema inside `schema`, with the pattern of the field that it describes.
fn visit(schema: &Value, pattern: &str, seen: &mut dyn FnMut(&str, &Value)) {
    seen(pattern, schema);
    let below = |name: &str| if pattern.is_empty() { name.to_owned() } else { format!("{pattern}.{name}") };
    for (name, field) in schema["properties"].as_object().into_iter().flatten() {
        visit(field, &below(name), seen);
    }
    for (_, field) in schema["patternProperties"].as_object().into_iter().flatten() {
        visit(field, &below("*"), seen);
    }
    if let Some(entry) = schema.get("items") {
        visit(entry, &below("[]"), seen);
    }
}

#[test]
fn the_schema_uses_only_words_that_editors_understand() {
    const KNOWN: &[&str] = &[
        "type",
        "enum",
        "pattern",
        "format",
        "minimum",
        "maximum",
        "items",
        "properties",
        "patternProperties",
        "additionalProperties",
        "required",
        "title",
        "description",
        "$schema",
        "x-taplo",
    ];
    let mut schemas = 0;
    visit(&schema(), "", &mut |pattern, schema| {
        schemas += 1;
        for word in schema.as_object().expect("a schema is an object").keys() {
            assert!(KNOWN.contains(&word.as_str()), "{pattern}: {word}");
        }
        let kind = schema["type"].as_str().unwrap_or_else(|| panic!("{pattern}: one type each"));
        match kind {
            "object" => assert_eq!(schema["additionalProperties"], false, "{pattern} takes anything"),
            "array" => assert!(schema["items"].is_object(), "{pattern}"),
            "string" => {
                let bounds = ["enum", "pattern", "format"].iter().filter(|b| schema.get(**b).is_some()).count();
                assert_eq!(bounds, 1, "{pattern}: any text, even a blank one");
            }
            "integer" => assert!(schema["minimum"].is_i64() && schema["maximum"].is_i64(), "{pattern}"),
            "number" => assert_eq!(schema["minimum"], 0, "{pattern}"),
            "boolean" => (),
            other => panic!("{pattern}: {other}"),
        }
        if let Some(words) = schema["enum"].as_array() {
            assert!(words.iter().all(Value::is_string), "{pattern}");
            let meanings = schema["x-taplo"]["docs"]["enumValues"].as_array().unwrap();
            assert!(meanings.len() == words.len() && meanings.iter().all(Value::is_string), "{pattern}");
        }
    });
    assert!(schemas > fields().len(), "{schemas}");
    for word in
        ["\"oneOf\"", "\"anyOf\"", "\"allOf\"", "\"$ref\"", "\"$defs\"", "\"const\"", "\"propertyNames\"", "null"]
    {
        assert!(!schema().to_string().contains(word), "{word}");
    }
}

#[test]
fn the_schema_knows_every_field_with_its_meaning() {
    let mut described = BTreeSet::new();
    let mut required = BTreeSet::new();
    visit(&schema(), "", &mut |pattern, schema| {
        let below = |name: &str| if pattern.is_empty() { name.to_owned() } else { format!("{pattern}.{name}") };
        for (name, field) in schema["properties"].as_object().into_iter().flatten() {
            described.insert((below(name), field["description"].as_str().unwrap_or_default().to_owned()));
        }
        for name in schema["required"].as_array().into_iter().flatten() {
            required.insert(below(name.as_str().unwrap()));
        }
    });
    let known: BTreeSet<_> = fields()
        .iter()
        .filter(|f| !f.pattern.ends_with(".*"))
        .map(|f| (f.pattern.clone(), f.meaning.to_owned()))
        .collect();
    assert_eq!(described, known);
    let needed: BTreeSet<_> = fields().iter().filter(|f| f.required).map(|f| f.pattern.clone()).collect();
    assert_eq!(required, needed);
}

#[test]
fn the_valid_files_are_valid_and_one_uses_every_field() {
    let mut used = BTreeSet::new();
    for file in files(&repository("tests/valid")) {
        let document = Document::parse(&file.text).expect("it is TOML");
        if let Err(problems) = Project::read(&document) {
            panic!("{}: {problems:#?}", file.path);
        }
        if file.path == "maximal.toml" {
            for field in fields() {
                if holds(document.root().get_ref(), &field.pattern) {
                    used.insert(field.pattern.clone());
                }
            }
        }
    }
    let unused: Vec<_> = fields()
        .iter()
        .filter(|f| !f.pattern.ends_with(".*"))
        .map(|f| &f.pattern)
        .filter(|p| !used.contains(*p))
        .collect();
    assert!(unused.is_empty(), "not in tests/valid/maximal.toml: {unused:?}");
}

fn holds(value: &DeValue<'_>, pattern: &str) -> bool {
    let (step, rest) = pattern.split_once('.').map_or((pattern, ""), |(step, rest)| (step, rest));
    let DeValue::Table(table) = value else {
        return false;
    };
    table
        .iter()
        .filter(|(key, _)| step == "*" || key.get_ref() == step)
        .any(|(_, value)| rest.is_empty() || holds(value.get_ref(), rest))
}

/// Broken files that a schema has to let through, and why.
const BEYOND_A_SCHEMA: &[(&str, &str)] = &[
    ("quoted-date", "a TOML date reaches the schema as text, so a date in quotation marks looks the same"),
    ("dates-out-of-order", "a schema does not compare two fields"),
    ("timeline-out-of-order", "a schema does not compare two fields"),
    ("not-applicable-without-reason", "one field that calls for another needs a condition, which editors lack"),
    ("risk-class-without-reason", "one field that calls for another needs a condition, which editors lack"),
];

#[test]
#[ignore = "needs taplo: AIPROC_TAPLO=/path/to/taplo cargo test --test schema -- --include-ignored"]
fn taplo_takes_the_valid_files_and_refuses_the_broken_ones() {
    let taplo =
        std::env::var_os("AIPROC_TAPLO").expect("AIPROC_TAPLO names the program taplo (pip install taplo==0.9.3)");
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("aiproc.schema.json");
    std::fs::write(&path, schema().to_string()).unwrap();
    // a run that judged nothing would take the broken files, one without the schema would refuse the valid ones
    let accepts = |file: &Path| {
        let run = Command::new(&taplo)
            .args(["lint", "--no-auto-config", "--schema", &format!("file://{}", path.display())])
            .arg(file)
            .current_dir(folder.path())
            .output()
            .expect("taplo runs");
        let says = String::from_utf8_lossy(&run.stderr).into_owned();
        (run.status.success(), says)
    };
    let mut wrong = String::new();
    let examples = files(&repository("examples")).into_iter().filter(|file| file.path.ends_with("aiproc.toml"));
    let valid = files(&repository("tests/valid")).into_iter().map(|file| format!("tests/valid/{}", file.path));
    let sound: Vec<String> = valid.chain(examples.map(|file| format!("examples/{}", file.path))).collect();
    assert!(sound.len() >= 5, "{sound:?}");
    for path in &sound {
        let (accepted, says) = accepts(&repository(path));
        if !accepted {
            wrong.push_str(&format!("{path} is refused: {says}\n"));
        }
    }
    let mut let_through = BTreeSet::new();
    for file in files(&repository("tests/broken")).iter().filter(|f| f.path.ends_with(".toml")) {
        if accepts(&repository("tests/broken").join(&file.path)).0 {
            let_through.insert(file.path.trim_end_matches(".toml").to_owned());
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
    let beyond: BTreeSet<_> = BEYOND_A_SCHEMA.iter().map(|(name, _)| (*name).to_owned()).collect();
    assert_eq!(let_through, beyond);
}

/// The same schema, in which no object has a field that is not described. What is one of several forms of an object that
/// has fields besides stays open, for it tells a part of the fields only.
fn closed(mut schema: Value, part: bool) -> Value {
    const FORMS: [&str; 3] = ["oneOf", "anyOf", "allOf"];
    match &mut schema {
        Value::Object(words) => {
            let fields = words.get("properties").is_some_and(Value::is_object);
            let forms = words.keys().any(|word| FORMS.contains(&word.as_str()));
            for (word, inner) in words.iter_mut() {
                *inner = closed(inner.take(), fields && FORMS.contains(&word.as_str()));
            }
            if fields && !forms && !part {
                words.insert("additionalProperties".to_owned(), Value::Bool(false));
            }
        }
        Value::Array(entries) => entries.iter_mut().for_each(|entry| *entry = closed(entry.take(), part)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
    schema
}

/// The JSON that a command prints.
fn printed(args: &[&str]) -> Value {
    let output = Command::new(env!("CARGO_BIN_EXE_aiproc")).args(args).output().expect("the program runs");
    let text = String::from_utf8(output.stdout).expect("text");
    serde_json::from_str(&text).unwrap_or_else(|error| panic!("{args:?}: {error}\n{text}"))
}

#[test]
fn what_programs_read_is_as_its_schema_says() {
    let results: &[(&str, &[&str])] = &[
        ("map", &["map", "show"]),
        ("map", &["map", "show", "--internal"]),
        ("plan", &["plan"]),
        ("plan", &["plan", "--phase", "delivery"]),
        ("law", &["law"]),
        ("trail", &["trail"]),
        ("trail", &["trail", "--sample", "3", "--seed", "2026"]),
        ("status", &["status"]),
        ("facts", &["facts", "--show"]),
        ("facts", &["facts", "class", "--show"]),
    ];
    let chain: (&str, &[&str]) = ("trail", &["trail", "inputs.say-who-decided"]);
    for (example, day) in
        [("benefit-triage", "2026-09-15"), ("minutes-assistant", "2026-06-01"), ("poor-plan", "2026-05-04")]
    {
        let project = repository("examples").join(example);
        let own = if example == "benefit-triage" { Some(&chain) } else { None };
        for (of, args) in results.iter().chain(own) {
            let name = if *of == "map" { 2 } else { 1 };
            let schema = printed(&["schema", of]);
            let place = ["--format", "json", "--today", day, "--project", project.to_str().expect("text")];
            let mut value = printed(&[args, &place[..]].concat());
            assert_eq!(common::invalid(&closed(schema.clone(), false), &value), None, "{example}: {args:?}");
            assert_eq!(
                schema["title"].as_str().map(|title| title.replace("aiproc ", "")),
                Some(args[..name].join(" "))
            );
            let fields = value.as_object_mut().expect("an object");
            fields.remove("schema_version").expect("every result has a version");
            assert!(common::invalid(&schema, &value).is_some(), "{example}: {args:?}: a version is asked for");
        }
    }
}
