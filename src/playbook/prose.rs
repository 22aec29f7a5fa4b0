//! Whether content can be read by those it is for, and whether each record has its use: short sentences, plain words,
//! nothing that nobody refers to, nothing said twice.
//!
//! It reads folders only; what is embedded was read before it was embedded.

use std::collections::{HashMap, HashSet};

use serde_json::Value;

use super::Playbook;
use super::folder::Doc;
use super::kind::Kind;
use super::problems::{ContentProblem, refers};
use super::yaml::Place;

/// A sentence may have so many words.
const LONGEST: usize = 24;

/// A sentence of fewer words may occur in two records.
const SHARED_FROM: usize = 6;

/// Words that say little, or that only developers use; each with what to do.
const BANNED: &[(&str, &str)] = &[
    ("leverage leverages leveraged leveraging", "Write “use”."),
    ("holistic holistically", "Say what is included."),
    ("utilise utilises utilised utilising utilize utilizes utilized", "Write “use”."),
    ("ensure ensures ensured ensuring", "Say who does what."),
    ("robust robustly", "Say what it withstands."),
    ("parse parses parsed parser parsing", "Write “read”."),
    ("schema schemas", "Write “form” or “layout”."),
    ("null nulls", "Write “empty” or “nothing”."),
    ("boolean booleans", "Write “yes or no”."),
    ("regex regexes", "Write “pattern”."),
];

/// Fields that hold no prose of ours: names, codes, quotations and examples of files.
const NO_PROSE: &[&str] =
    &["id", "ref", "code", "sources", "references", "url", "author", "project", "check", "es", "ca", "matches"];

impl Playbook {
    /// Sentences that are too long, and words that are not plain.
    pub fn wording_problems(&self) -> Vec<ContentProblem> {
        let mut problems = Vec::new();
        for doc in self.docs() {
            for (_, text) in prose(doc) {
                for sentence in sentences(text) {
                    wording(doc, &sentence, &mut problems);
                }
            }
        }
        problems
    }

    /// Records that nothing refers to, stages that nothing holds back, and sentences that two records share.
    pub fn coherence_problems(&self) -> Vec<ContentProblem> {
        let mut problems = Vec::new();
        let mut used: HashSet<(Kind, &str)> = HashSet::new();
        for doc in self.docs() {
            let refers = refers(&doc.value)
                .into_iter()
                .filter(|(_, kind, _)| *kind == Kind::Sources || matches!(doc.kind, Kind::Items | Kind::Mechanisms));
            used.extend(refers.map(|(_, kind, id)| (kind, id)));
        }
        let gated: HashSet<&str> =
            self.items().iter().filter(|item| item.gate).map(|item| item.stage.as_str()).collect();
        let mut said: HashMap<String, String> = HashMap::new();
        for doc in self.docs() {
            let (id, unused) = (doc.id(), !used.contains(&(doc.kind, doc.id())));
            let mut tell = |message: String| problems.push(doc.problem("id", id, message, None));
            match doc.kind {
                Kind::Actors if unused => tell(format!("no checklist item and no mechanism engages “{id}”")),
                Kind::Sources if unused => tell(format!("nothing cites “{id}”")),
                Kind::Stages if !gated.contains(id) => tell(format!("no item of the stage “{id}” is a gate")),
                _ => {}
            }
            repeated(doc, &mut said, &mut problems);
        }
        problems
    }
}

fn wording(doc: &Doc, sentence: &[&str], problems: &mut Vec<ContentProblem>) {
    let at = |words: &[&str], message: String, hint: &str| {
        let place = place_of_words(&doc.text, words).unwrap_or(Place { line: 1, column: 1 });
        let (line, column) = (place.line + doc.first_line, place.column);
        ContentProblem { file: doc.path.clone(), line, column, message, hint: Some(hint.to_owned()) }
    };
    if sentence.len() > LONGEST {
        let message = format!("a sentence of {} words; {LONGEST} are the most that reads well", sentence.len());
        problems.push(at(sentence, message, "Make two of it."));
    }
    for (n, word) in sentence.iter().enumerate().filter(|(_, word)| !word.contains('`')) {
        let bare = bare(word);
        if let Some((_, hint)) = BANNED.iter().find(|(forms, _)| forms.split(' ').any(|form| form == bare)) {
            problems.push(at(&sentence[n..], format!("“{bare}” is not a plain word"), hint));
        }
    }
}

fn repeated(doc: &Doc, said: &mut HashMap<String, String>, problems: &mut Vec<ContentProblem>) {
    let here = format!("{}/{}", doc.kind, doc.id());
    for (field, text) in prose(doc).into_iter().filter(|(field, _)| ["why", "risk", "remedy"].contains(field)) {
        for sentence in sentences(text).into_iter().filter(|s| s.len() >= SHARED_FROM) {
            let spoken = sentence.iter().map(|word| bare(word)).collect::<Vec<_>>().join(" ");
            let before = said.entry(spoken).or_insert_with(|| here.clone());
            if *before != here {
                let place = place_of_words(&doc.text, &sentence).unwrap_or(Place { line: 1, column: 1 });
                problems.push(ContentProblem {
                    file: doc.path.clone(),
                    line: place.line + doc.first_line,
                    column: place.column,
                    message: format!("{before} says this sentence under “why”, “risk” or “remedy” as well"),
                    hint: Some(format!("Say under “{field}” what holds for this record only.")),
                });
            }
        }
    }
}

/// The texts of a record, each with its field.
fn prose(doc: &Doc) -> Vec<(&str, &str)> {
    fn walk<'d>(field: &'d str, value: &'d Value, found: &mut Vec<(&'d str, &'d str)>) {
        match value {
            Value::String(text) => found.push((field, text)),
            Value::Array(entries) => entries.iter().for_each(|entry| walk(field, entry, found)),
            Value::Object(fields) => {
                for (name, inner) in fields.iter().filter(|(name, _)| !NO_PROSE.contains(&name.as_str())) {
                    walk(name, inner, found);
                }
            }
            Value::Null | Value::Bool(_) | Value::Number(_) => {}
        }
    }
    let mut found = Vec::new();
    walk("", &doc.value, &mut found);
    // The title of a source is its author's.
    found.retain(|(field, _)| doc.kind != Kind::Sources || *field == "note");
    found
}

/// The sentences of a text, each as its words.
fn sentences(text: &str) -> Vec<Vec<&str>> {
    let mut all = vec![Vec::new()];
    for word in text.split_whitespace() {
        let ends = word.trim_end_matches(['"', '”', '’', ')', '\'']).ends_with(['.', '!', '?', '…', ';']);
        if let Some(last) = all.last_mut() {
            last.push(word);
        }
        if ends {
            all.push(Vec::new());
        }
    }
    all.retain(|sentence| !sentence.is_empty());
    all
}

/// A word without the signs around it, in small letters.
fn bare(word: &str) -> String {
    word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase()
}

/// Where the first of these words stands, when the next ones follow it, on its line or on later ones.
fn place_of_words(text: &str, words: &[&str]) -> Option<Place> {
    let mut stand: Vec<(String, Place)> = Vec::new();
    for (number, line) in text.lines().enumerate() {
        let mut from = 0;
        for word in line.split_whitespace() {
            let at = line[from..].find(word).map_or(from, |n| from + n);
            let column = line[..at].chars().count() + 1;
            from = at + word.len();
            stand.push((bare(word), Place { line: number + 1, column }));
        }
    }
    let wanted: Vec<String> = words.iter().take(8).map(|word| bare(word)).collect();
    stand.windows(wanted.len().max(1)).find(|w| w.iter().map(|(word, _)| word).eq(&wanted)).map(|w| w[0].1)
}
