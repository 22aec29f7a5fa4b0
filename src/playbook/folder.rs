//! A folder of content files, as (path, text) pairs: cut into records, each with its place.
//!
//! Whoever calls reads the files; nothing here knows a disk.

use serde_json::Value;

use super::problems::ContentProblem;
use super::record::{Kind, Layout};
use super::yaml;
use crate::vocabulary::Vocabulary;

/// A content file: path relative to the folder, with forward slashes, and its text.
#[derive(Clone, Debug)]
pub struct ContentFile {
    /// The path.
    pub path: String,
    /// The text.
    pub text: String,
}

/// One record of a folder.
#[derive(Clone, Debug)]
pub struct Doc {
    /// Its kind.
    pub kind: Kind,
    /// The file it lies in.
    pub path: String,
    /// The line it starts on, counted from 0.
    pub first_line: usize,
    /// Its text.
    pub text: String,
    /// The record.
    pub value: Value,
}

impl Doc {
    /// The id, or nothing when it has none.
    pub fn id(&self) -> &str {
        self.value["id"].as_str().unwrap_or_default()
    }

    /// A problem at the place where `word` stands in this record.
    pub fn problem(&self, word: &str, message: impl Into<String>, hint: Option<String>) -> ContentProblem {
        let place = yaml::place_of(&self.text, word);
        ContentProblem {
            file: self.path.clone(),
            line: place.line + self.first_line,
            column: place.column,
            message: message.into(),
            hint,
        }
    }
}

/// A record that an organisation no longer uses.
#[derive(Clone, Debug, serde::Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Retired {
    /// Its kind.
    pub kind: Kind,
    /// Its id.
    pub id: String,
    /// Why.
    pub why: String,
    /// Who retired it: a role or body.
    pub by: String,
    /// When.
    pub on: crate::date::Date,
    /// What to use instead.
    #[serde(default)]
    pub instead: Option<String>,
}

/// What an organisation's folder says of itself (`overlay.yaml`).
#[derive(Clone, Debug, serde::Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct About {
    /// Whose folder it is.
    pub name: String,
    /// The version of the built-in playbook that it was written for.
    pub for_playbook: String,
}

/// A folder, cut into records.
#[derive(Clone, Debug, Default)]
pub struct Folder {
    /// Its records.
    pub docs: Vec<Doc>,
    /// Records that it retires.
    pub retired: Vec<Retired>,
    /// What it says of itself.
    pub about: Option<About>,
}

/// Cuts the files of a folder into records; reports what is no YAML and what lies where nothing should.
pub fn cut(files: &[ContentFile], problems: &mut Vec<ContentProblem>) -> Folder {
    let mut folder = Folder::default();
    for file in files.iter().filter(|f| f.path.ends_with(".yaml")) {
        let top = file.path.split(['/', '.']).next().unwrap_or_default();
        match file.path.as_str() {
            "overlay.yaml" => match yaml::parse(&file.text) {
                Ok(about) => folder.about = Some(about),
                Err(misfit) => problems.push(ContentProblem::misfit(&file.path, 0, misfit)),
            },
            "retired.yaml" => match yaml::parse(&file.text) {
                Ok(retired) => folder.retired = retired,
                Err(misfit) => problems.push(ContentProblem::misfit(&file.path, 0, misfit)),
            },
            "labels.yaml" => {}
            path if path.starts_with("locales/")
                || path.rsplit('/').next().is_some_and(|name| name.starts_with('_')) => {}
            path => match Kind::ALL.iter().copied().find(|kind| kind.folder() == top) {
                Some(kind) => cut_file(kind, file, &mut folder.docs, problems),
                None => problems.push(ContentProblem {
                    file: path.to_owned(),
                    line: 1,
                    column: 1,
                    message: format!("no kind of content lies in “{top}”"),
                    hint: crate::id::nearest(top, Kind::ALL.iter().map(|k| k.folder()))
                        .map(|near| format!("Did you mean “{near}”?")),
                }),
            },
        }
    }
    folder
}

fn cut_file(kind: Kind, file: &ContentFile, docs: &mut Vec<Doc>, problems: &mut Vec<ContentProblem>) {
    let whole: Value = match yaml::parse(&file.text) {
        Ok(value) => value,
        Err(misfit) => {
            problems.push(ContentProblem::misfit(&file.path, 0, misfit));
            return;
        }
    };
    let doc =
        |text: &str, first_line, value| Doc { kind, path: file.path.clone(), first_line, text: text.to_owned(), value };
    let listed = match kind.layout() {
        Layout::OnePerFile => {
            docs.push(doc(&file.text, 0, whole));
            return;
        }
        Layout::List => &whole,
        Layout::Inside(name) => &whole[name],
    };
    let parts = yaml::records(&file.text);
    let values = listed.as_array().map(Vec::as_slice).unwrap_or_default();
    if values.len() != parts.len() {
        problems.push(ContentProblem {
            file: file.path.clone(),
            line: 1,
            column: 1,
            message: "the records of this file cannot be told apart".to_owned(),
            hint: Some("Begin each record with “- id: …”, all at the same indentation.".to_owned()),
        });
        return;
    }
    for (part, value) in parts.iter().zip(values) {
        let mut value = value.clone();
        if let (Value::Object(fields), Some(stage)) = (&mut value, whole.get("stage")) {
            fields.insert("stage".to_owned(), stage.clone());
        }
        docs.push(doc(part.text, part.first_line, value));
    }
}
