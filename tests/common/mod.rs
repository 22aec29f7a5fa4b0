//! What several tests share: reading folders of the repository.
#![allow(dead_code, reason = "each test uses its own part")]

use std::fs;
use std::path::{Path, PathBuf};

use aiproc::playbook::ContentFile;
use toml::{Table, Value};

/// A path inside the repository.
pub fn repository(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// All files under a folder, with their paths relative to it.
pub fn files(folder: &Path) -> Vec<ContentFile> {
    let mut found = Vec::new();
    walk(folder, folder, &mut found);
    found.sort_by(|a, b| a.path.cmp(&b.path));
    found
}

fn walk(root: &Path, folder: &Path, found: &mut Vec<ContentFile>) {
    for entry in fs::read_dir(folder).unwrap_or_else(|e| panic!("{}: {e}", folder.display())).flatten() {
        let path = entry.path();
        if path.is_dir() {
            walk(root, &path, found);
        } else if let Ok(text) = fs::read_to_string(&path) {
            let path = path.strip_prefix(root).expect("inside").to_string_lossy().replace('\\', "/");
            found.push(ContentFile { path, text });
        }
    }
}

/// The text of a file of the repository.
pub fn text(path: &str) -> String {
    fs::read_to_string(repository(path)).unwrap_or_else(|e| panic!("{path}: {e}"))
}

/// A variable of the environment.
#[expect(clippy::disallowed_methods, reason = "a test is told by its environment where the data of others lies")]
pub fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.is_empty())
}

/// Why a value is not what a JSON Schema says, or nothing.
pub fn invalid(schema: &serde_json::Value, value: &serde_json::Value) -> Option<String> {
    let mut schemas = boon::Schemas::new();
    let mut compiler = boon::Compiler::new();
    compiler.add_resource("schema.json", schema.clone()).expect("a schema");
    let index = compiler.compile("schema.json", &mut schemas).unwrap_or_else(|e| panic!("{e:#}"));
    schemas.validate(value, index).err().map(|error| format!("{error:#}"))
}

fn base() -> Table {
    text("playbook/rules/_base.toml").parse().expect("the base reads")
}

/// The base with an example merged over it by key; a first line `!remove = […]` deletes places.
pub fn rule_plan(text: &str) -> String {
    let mut plan = base();
    let mut rest = text;
    if let Some(removal) = text.strip_prefix("!remove") {
        let (line, after) = removal.split_once('\n').unwrap_or((removal, ""));
        let removed: Table = format!("remove{line}").parse().expect(line);
        for path in removed["remove"].as_array().expect("a list") {
            remove(&mut plan, path.as_str().expect("a path"));
        }
        rest = after;
    }
    merge(&mut plan, rest.parse().unwrap_or_else(|e| panic!("{e}\n{rest}")));
    toml::to_string(&plan).expect("it writes")
}

fn merge(into: &mut Table, from: Table) {
    for (key, value) in from {
        match (into.get_mut(&key), value) {
            (Some(Value::Table(a)), Value::Table(b)) => merge(a, b),
            (_, value) => {
                into.insert(key, value);
            }
        }
    }
}

fn remove(from: &mut Table, path: &str) {
    let (parents, last) = path.rsplit_once('.').unwrap_or(("", path));
    let mut table = from;
    for key in parents.split('.').filter(|key| !key.is_empty()) {
        table = table.get_mut(key).and_then(Value::as_table_mut).unwrap_or_else(|| panic!("the base has no {path}"));
    }
    assert!(table.remove(last).is_some(), "the base has no {path}");
}
