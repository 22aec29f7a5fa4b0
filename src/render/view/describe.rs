//! What each view offers to a template, as Markdown, read off the types: the generated part of `templates/README.md`.

use std::fmt::Write as _;

use schemars::generate::SchemaSettings;
use serde_json::Value;

use super::{CanvasView, MapView, PlanView};
use crate::render::escape;

/// The generated part of `templates/README.md`.
pub fn offers() -> String {
    let mut out = String::new();
    let mut generator = SchemaSettings::draft2020_12().into_generator();
    let roots = [
        ("plan.md.jinja", generator.subschema_for::<PlanView>()),
        ("canvas.md.jinja", generator.subschema_for::<CanvasView>()),
        ("map.md.jinja", generator.subschema_for::<MapView>()),
    ];
    let definitions = generator.take_definitions(true);
    let mut done: Vec<String> = Vec::new();
    for (template, schema) in roots {
        let root = referred(schema.as_value()).unwrap_or_default();
        let _ = write!(out, "### `{template}`\n\n");
        table(&mut out, &definitions, &root);
        done.push(root.clone());
    }
    // Then every form that they mention, each once.
    for (name, schema) in &definitions {
        if !done.contains(name) && schema.get("properties").is_some() {
            let _ = write!(out, "### {name}\n\n");
            if let Some(text) = schema["description"].as_str() {
                let _ = write!(out, "{}\n\n", escape::text(text));
            }
            table(&mut out, &definitions, name);
        }
    }
    out.truncate(out.trim_end().len());
    out.push('\n');
    out
}

fn table(out: &mut String, definitions: &serde_json::Map<String, Value>, name: &str) {
    out.push_str("| name | holds | meaning |\n| --- | --- | --- |\n");
    let Some(properties) = definitions.get(name).and_then(|d| d["properties"].as_object()) else { return };
    for (key, schema) in properties {
        let meaning = escape::text(schema["description"].as_str().unwrap_or_default());
        let _ = writeln!(out, "| `{key}` | {} | {meaning} |", escape::text(&holds(schema)));
    }
    out.push('\n');
}

/// What a value holds, in a few words.
fn holds(schema: &Value) -> String {
    if let Some(name) = referred(schema) {
        return name;
    }
    if let Some(any) = schema["anyOf"].as_array() {
        let first = any.iter().find(|s| s["type"] != "null").map(holds).unwrap_or_default();
        return format!("{first}, or nothing");
    }
    if schema["oneOf"].is_array() || schema["enum"].is_array() {
        return "text".to_owned();
    }
    let (word, optional) = match &schema["type"] {
        Value::Array(types) => (types.first().and_then(Value::as_str).unwrap_or_default(), true),
        other => (other.as_str().unwrap_or_default(), false),
    };
    let word = match word {
        "array" => return format!("list of {}", holds(&schema["items"])),
        "integer" | "number" => "number",
        "boolean" => "yes or no",
        "string" if schema["format"] == "date" => "date",
        "string" => "text",
        other => other,
    };
    if optional { format!("{word}, or nothing") } else { word.to_owned() }
}

fn referred(schema: &Value) -> Option<String> {
    schema["$ref"].as_str().and_then(|r| r.rsplit('/').next()).map(str::to_owned)
}
