//! A folder of content files, as (path, text) pairs: cut into records, each with its place.
//!
//! Whoever calls reads the files; nothing here knows a disk.

use serde_json::Value;

use super::kind::{Kind, Layout};
use super::problems::ContentProblem;
use super::{labels, yaml};
use crate::lifecycle::Stage;
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

    /// A problem at the place where `word` stands in the lines of `field`, else wherever it stands in this record.
    pub fn problem(&self, field: &str, word: &str, message: impl Into<String>, hint: Option<String>) -> ContentProblem {
        let place = yaml::place_in(&self.text, field, word).unwrap_or_else(|| yaml::place_of(&self.text, word));
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
    /// What holds for the playbook as a whole; only a whole playbook says it.
    pub settings: Option<super::About>,
    /// The words of documents, in groups.
    pub labels: Option<Value>,
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
            "labels.yaml" => folder.labels = labels::read(file, problems),
            path if path.starts_with("locales/")
                || path.rsplit('/').next().is_some_and(|name| name.starts_with('_')) => {}
            path => match Kind::ALL.iter().copied().find(|kind| kind.folder() == top) {
                Some(kind) => {
                    if kind == Kind::Phases {
                        folder.settings = settings(file, problems);
                    }
                    cut_file(kind, file, &mut folder.docs, problems);
                }
                None => {
                    let near = crate::id::nearest(top, Kind::ALL.iter().map(|k| k.folder()));
                    let hint = near.map(|near| format!("Did you mean “{near}”?"));
                    problems.push(whole(path, format!("no kind of content lies in “{top}”"), hint));
                }
            },
        }
    }
    folder
}

/// A problem of a file as a whole.
pub(super) fn whole(path: &str, message: impl Into<String>, hint: Option<String>) -> ContentProblem {
    ContentProblem { file: path.to_owned(), line: 1, column: 1, message: message.into(), hint }
}

/// Reads `playbook.yaml` but for its phases; an organisation's folder may hold phases alone.
fn settings(file: &ContentFile, problems: &mut Vec<ContentProblem>) -> Option<super::About> {
    let value: Value = yaml::parse(&file.text).ok()?;
    stray(file, &value, &["version", "language", "licence", "thresholds", "law", "long-texts", "phases"], problems);
    if value.as_object().is_some_and(|fields| fields.keys().all(|key| key == "phases")) {
        return None;
    }
    yaml::parse(&file.text).map_err(|misfit| problems.push(ContentProblem::misfit(&file.path, 0, misfit))).ok()
}

/// Fields at the top of a file that nothing reads.
fn stray(file: &ContentFile, whole: &Value, known: &[&str], problems: &mut Vec<ContentProblem>) {
    for key in whole.as_object().into_iter().flat_map(|fields| fields.keys()) {
        if !known.contains(&key.as_str()) {
            let place = yaml::place_in(&file.text, key, key).unwrap_or(yaml::Place { line: 1, column: 1 });
            problems.push(ContentProblem {
                file: file.path.clone(),
                line: place.line,
                column: place.column,
                message: format!("“{key}” is not a field of this file"),
                hint: crate::id::nearest(key, known.iter().copied()).map(|near| format!("Did you mean “{near}”?")),
            });
        }
    }
}

/// Whether a checklist says the stage whose name its file bears, and nothing that is not read.
fn checklist(file: &ContentFile, value: &Value, problems: &mut Vec<ContentProblem>) {
    stray(file, value, &["stage", "items"], problems);
    let name = file.path.rsplit('/').next().and_then(|n| n.strip_suffix(".yaml")).unwrap_or_default();
    let said = value["stage"].as_str().unwrap_or_default();
    if Stage::from_word(name).is_none() {
        let hint = crate::id::nearest(name, Stage::words()).map(|near| format!("Did you mean “{near}.yaml”?"));
        problems.push(whole(&file.path, format!("no stage is called “{name}”, after which this file is named"), hint));
    } else if said != name {
        let place = yaml::place_in(&file.text, "stage", said).unwrap_or(yaml::Place { line: 1, column: 1 });
        let message = match said {
            "" => "the file does not say its stage".to_owned(),
            _ => format!("the stage “{said}” differs from the file name “{name}”"),
        };
        let hint = Some(format!("Write stage: {name}."));
        let (file, line, column) = (file.path.clone(), place.line, place.column);
        problems.push(ContentProblem { file, line, column, message, hint });
    }
}

fn cut_file(kind: Kind, file: &ContentFile, docs: &mut Vec<Doc>, problems: &mut Vec<ContentProblem>) {
    let all: Value = match yaml::parse(&file.text) {
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
            docs.push(doc(&file.text, 0, all));
            return;
        }
        Layout::List => &all,
        Layout::Inside(name) => {
            if kind == Kind::Items {
                checklist(file, &all, problems);
            }
            &all[name]
        }
    };
    let Some(values) = listed.as_array().filter(|list| !list.is_empty()) else {
        let hint = match kind.layout() {
            Layout::Inside(name) => format!("Write {name}: and under it the records, each beginning with “- id: …”."),
            Layout::List | Layout::OnePerFile => "List the records, each beginning with “- id: …”.".to_owned(),
        };
        problems.push(whole(&file.path, "the file holds no records", Some(hint)));
        return;
    };
    let parts = yaml::records(&file.text);
    if values.len() != parts.len() {
        let hint = Some("Begin each record with “- id: …”, all at the same indentation.".to_owned());
        problems.push(whole(&file.path, "the records of this file cannot be told apart", hint));
        return;
    }
    for (part, value) in parts.iter().zip(values) {
        let mut value = value.clone();
        if let (Value::Object(fields), Some(stage)) = (&mut value, all.get("stage")) {
            fields.insert("stage".to_owned(), stage.clone());
        }
        docs.push(doc(part.text, part.first_line, value));
    }
}
