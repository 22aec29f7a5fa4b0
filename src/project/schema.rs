//! The JSON Schema of the project file, for editors: what a field may hold, and what it means.
//!
//! It is made from the types that read the file and then put into the plain words of draft 7 that editors of TOML
//! understand. A schema judges single fields only; what lies between fields is found by reading the file.

use schemars::JsonSchema;
use schemars::generate::SchemaSettings;
use serde_json::{Map, Value, json};

use super::model::Tables;

/// The JSON Schema (draft 7) of a project file. Everything stands in place: no references, no conditions, no null.
pub fn schema() -> Value {
    let settings = SchemaSettings::draft07().with(|s| {
        s.inline_subschemas = true;
        s.meta_schema = None;
    });
    let mut generator = settings.into_generator();
    let schema = Tables::json_schema(&mut generator);
    let mut fields = Map::new();
    fields.insert("$schema".to_owned(), json!("http://json-schema.org/draft-07/schema#"));
    fields.insert("title".to_owned(), json!("aiproc.toml"));
    if let Value::Object(rest) = plain(schema.to_value()) {
        fields.extend(rest.into_iter().filter(|(key, _)| key != "$schema" && key != "title"));
    }
    Value::Object(fields)
}

/// The same schema in plain words.
fn plain(schema: Value) -> Value {
    let Value::Object(mut fields) = schema else {
        return schema;
    };
    if let Some(Value::Array(words)) = fields.remove("oneOf") {
        closed_list(&mut fields, &words);
    }
    without_null(&mut fields);
    for inner in ["items", "additionalProperties"] {
        if let Some(value) = fields.get_mut(inner) {
            *value = plain(value.take());
        }
    }
    for inner in ["properties", "patternProperties"] {
        if let Some(Value::Object(schemas)) = fields.get_mut(inner) {
            schemas.values_mut().for_each(|value| *value = plain(value.take()));
        }
    }
    collections_may_be_missing(&mut fields);
    // sizes of numbers in memory mean nothing to a reader
    if fields.get("format").and_then(Value::as_str).is_some_and(|f| f != "date") {
        fields.remove("format");
    }
    let free = !["enum", "pattern", "format"].iter().any(|bound| fields.contains_key(*bound));
    if free && fields.get("type") == Some(&json!("string")) {
        fields.insert("pattern".to_owned(), json!(r"\S"));
    }
    Value::Object(fields)
}

/// A field that may be left out holds its value or nothing; TOML has no null, so only the value is left.
fn without_null(fields: &mut Map<String, Value>) {
    if let Some(Value::Array(branches)) = fields.remove("anyOf") {
        for branch in branches {
            if let Value::Object(mut branch) = branch
                && branch.get("type") != Some(&json!("null"))
            {
                if let Some(Value::Array(words)) = branch.remove("oneOf") {
                    closed_list(&mut branch, &words);
                }
                // what is said of the field goes before what is said of its type
                branch.extend(std::mem::take(fields));
                *fields = branch;
            }
        }
    }
    for list in ["type", "enum"] {
        if let Some(Value::Array(entries)) = fields.get_mut(list) {
            entries.retain(|entry| !entry.is_null() && entry != "null");
        }
    }
    if let Some(Value::Array(types)) = fields.get("type")
        && let [one] = types.as_slice()
    {
        let one = one.clone();
        fields.insert("type".to_owned(), one);
    }
    if fields.get("default").is_some_and(Value::is_null) {
        fields.remove("default");
    }
}

/// A list, or a group of entries by id, that is not in the file is empty.
fn collections_may_be_missing(fields: &mut Map<String, Value>) {
    let Some(Value::Array(mut required)) = fields.remove("required") else {
        return;
    };
    let collection = |name: &Value| {
        let field = name.as_str().and_then(|name| fields.get("properties")?.get(name));
        field.is_some_and(|f| f["type"] == "array" || (f["type"] == "object" && f.get("properties").is_none()))
    };
    required.retain(|name| !collection(name));
    if !required.is_empty() {
        fields.insert("required".to_owned(), required.into());
    }
}

/// Words with one meaning each become one list, with the meanings where editors look for them.
fn closed_list(fields: &mut Map<String, Value>, words: &[Value]) {
    let (mut names, mut meanings) = (Vec::new(), Vec::new());
    for word in words {
        let listed = word.get("enum").and_then(Value::as_array).cloned();
        for name in listed.unwrap_or_else(|| word.get("const").cloned().into_iter().collect()) {
            meanings.push(word.get("description").cloned().unwrap_or_default());
            names.push(name);
        }
    }
    fields.insert("type".to_owned(), json!("string"));
    fields.insert("enum".to_owned(), names.into());
    fields.insert("x-taplo".to_owned(), json!({ "docs": { "enumValues": meanings } }));
}
