//! Embeds `playbook/`, `templates/` and `examples/`.
//!
//! Each kind of content becomes one JSON array, and its long texts (the keys under `long-texts` in
//! `playbook/playbook.yaml`) a second one, so that a command which judges never reads what it does not show. The first
//! lie together and so do the second: the system loads a program by the page, and the pages of texts stay away. This
//! script knows none of the program's types and stops only on YAML that is not YAML: content is judged by
//! `aiproc playbook lint`, which can then always be built.

#![expect(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "a build that cannot go on stops, and cargo speaks through the environment"
)]

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

use serde_json::{Map, Value};

fn main() {
    let root = PathBuf::from(env::var("CARGO_MANIFEST_DIR").expect("cargo sets it"));
    let out = PathBuf::from(env::var("OUT_DIR").expect("cargo sets it"));
    let mut code = String::new();

    let playbook = root.join("playbook");
    let settings = yaml(&playbook.join("playbook.yaml"));
    let long: Vec<String> = settings["long-texts"]
        .as_array()
        .map(|keys| keys.iter().filter_map(Value::as_str).map(str::to_owned).collect())
        .unwrap_or_default();
    let mut blobs: BTreeMap<String, Vec<Value>> = BTreeMap::new();
    for path in files(&playbook, "yaml") {
        let relative = relative(&playbook, &path);
        if relative.starts_with("locales/") || relative.ends_with("_base.yaml") {
            continue;
        }
        let kind = relative.split(['/', '.']).next().unwrap_or_default().to_owned();
        blobs.entry(kind).or_default().push(yaml(&path));
    }
    let (mut records, mut long_texts) = (String::new(), String::new());
    writeln!(
        code,
        "/// Content by kind: where its records lie in `RECORDS`, their long texts in `LONG_TEXTS`, how many."
    )
    .unwrap();
    writeln!(code, "static CONTENT: &[(&str, std::ops::Range<usize>, std::ops::Range<usize>, usize)] = &[").unwrap();
    for (kind, files) in &blobs {
        let (core, texts): (Vec<Value>, Vec<Value>) = files
            .iter()
            .map(|file| {
                // What is no record, such as a label, is no long text either, whatever it is called.
                let long = if records_in(file) > 0 { &long[..] } else { &[] };
                let (core, text) = split(file, long);
                (core, text.unwrap_or(Value::Null))
            })
            .unzip();
        let [core, text] = [(&mut records, &core), (&mut long_texts, &texts)].map(|(all, value)| {
            let from = all.len();
            all.push_str(&serde_json::to_string(value).expect("JSON"));
            from..all.len()
        });
        let count: usize = files.iter().map(records_in).sum();
        writeln!(code, "    ({kind:?}, {core:?}, {text:?}, {count}),").unwrap();
    }
    writeln!(code, "];").unwrap();
    for (name, what, text) in [("RECORDS", "Records", records), ("LONG_TEXTS", "The long texts of records", long_texts)]
    {
        let file = format!("{}.json", name.to_lowercase().replace('_', "-"));
        fs::write(out.join(&file), text).expect("write");
        writeln!(code, "/// {what}: JSON arrays, each of files, one after the other.").unwrap();
        writeln!(code, "static {name}: &str = include_str!(concat!(env!(\"OUT_DIR\"), \"/{file}\"));").unwrap();
    }

    embed(&mut code, "TEMPLATES", "Templates by name", &root.join("templates"), |p| p.ends_with(".jinja"));
    embed(&mut code, "SCAFFOLD", "Files of a new project by path", &root.join("templates/scaffold"), |_| true);
    embed(&mut code, "CI", "Files that make a forge judge a plan", &root.join("templates/ci"), |_| true);
    embed(&mut code, "EXAMPLES", "Files of the examples by path", &root.join("examples"), |p| {
        !p.contains("/expected/")
    });
    fs::write(out.join("embedded.rs"), code).expect("write");
    for folder in ["playbook", "templates", "examples"] {
        println!("cargo:rerun-if-changed={folder}");
    }
}

/// How many records a file holds: itself if it has an id, else those with an id that it lists.
fn records_in(file: &Value) -> usize {
    let has_id = |record: &&Value| record.get("id").is_some();
    let listed = |list: &Vec<Value>| list.iter().filter(has_id).count();
    match file {
        Value::Array(records) => listed(records),
        Value::Object(fields) if !fields.contains_key("id") => {
            fields.values().filter_map(Value::as_array).map(listed).sum()
        }
        _ => 1,
    }
}

/// Separates the long texts: each record keeps its `id` on both sides, and so do records listed inside it. Groups of
/// fields inside a record stay whole, for their keys are words of their own.
fn split(value: &Value, long: &[String]) -> (Value, Option<Value>) {
    match value {
        Value::Object(fields) => {
            let (mut core, mut text) = (Map::new(), Map::new());
            for (key, value) in fields {
                if long.contains(key) {
                    text.insert(key.clone(), value.clone());
                } else if value.is_object() {
                    core.insert(key.clone(), value.clone());
                } else {
                    let (inner, inner_text) = split(value, long);
                    core.insert(key.clone(), inner);
                    if let Some(inner_text) = inner_text {
                        text.insert(key.clone(), inner_text);
                    }
                }
            }
            if text.is_empty() {
                return (Value::Object(core), None);
            }
            for key in ["id", "stage"] {
                if let Some(id) = fields.get(key) {
                    text.insert(key.to_owned(), id.clone());
                }
            }
            (Value::Object(core), Some(Value::Object(text)))
        }
        Value::Array(entries) => {
            let mut any = false;
            let (core, text): (Vec<Value>, Vec<Value>) = entries
                .iter()
                .map(|entry| {
                    let (core, text) = split(entry, long);
                    any |= text.is_some();
                    (core, text.unwrap_or(Value::Null))
                })
                .unzip();
            (Value::Array(core), any.then_some(Value::Array(text)))
        }
        other => (other.clone(), None),
    }
}

fn embed(code: &mut String, name: &str, what: &str, folder: &Path, wanted: impl Fn(&str) -> bool) {
    writeln!(code, "/// {what}.\npub static {name}: &[(&str, &str)] = &[").unwrap();
    for path in files(folder, "") {
        let relative = relative(folder, &path);
        if wanted(&relative) && fs::read_to_string(&path).is_ok() {
            writeln!(code, "    ({relative:?}, include_str!({:?})),", path.display().to_string()).unwrap();
        }
    }
    writeln!(code, "];").unwrap();
}

fn yaml(path: &Path) -> Value {
    let text = fs::read_to_string(path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    serde_yaml::from_str(&text).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
}

fn relative(folder: &Path, path: &Path) -> String {
    path.strip_prefix(folder).expect("inside").to_string_lossy().replace('\\', "/")
}

fn files(folder: &Path, extension: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    if let Ok(entries) = fs::read_dir(folder) {
        for entry in entries.flatten() {
            let path = entry.path();
            if path.is_dir() {
                found.extend(files(&path, extension));
            } else if extension.is_empty() || path.extension().is_some_and(|e| e == extension) {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}
