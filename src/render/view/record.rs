//! Records of the playbook as pages: fields under the names that people read, ids as titles, and what names a record
//! beside what it names.

use std::collections::HashMap;

use schemars::JsonSchema;
use serde::Serialize;
use serde_json::{Map, Value};

use crate::playbook::labels::Labels;
use crate::playbook::{Kind, Origin, Playbook, references};
use crate::vocabulary::Vocabulary;

/// One record, ready to be read.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct RecordView {
    /// Kind and id, as commands take them.
    pub name: String,
    /// What people call it.
    pub title: String,
    /// Its number or code in the founding lists, if it has one.
    pub reference: Option<String>,
    /// Whether it comes from the organisation's own folder.
    pub own: bool,
    /// Its fields, what a reader asks first coming first.
    pub sections: Vec<SectionView>,
    /// Where its claim comes from, in words; nothing for a source.
    pub provenance: Option<String>,
}

/// One field of a record.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct SectionView {
    /// What the field is called.
    pub label: String,
    /// Whether its lines are a list; else each is a paragraph.
    pub list: bool,
    /// What it says.
    pub lines: Vec<LineView>,
}

/// One line of a field.
#[derive(Clone, Debug, Default, Serialize, JsonSchema)]
pub struct LineView {
    /// What the line is about, where the field has several things to tell.
    pub label: Option<String>,
    /// Its words, one after the other.
    pub parts: Vec<PartView>,
    /// What is added in brackets.
    pub note: Option<String>,
}

/// Words, perhaps the name of another record.
#[derive(Clone, Debug, Default, Serialize, JsonSchema)]
pub struct PartView {
    /// The words.
    pub text: String,
    /// The id of the record that they name, where it helps to know it.
    pub id: Option<String>,
    /// Where that record is in the book.
    pub href: Option<String>,
}

/// Where a record is in the book, seen from the page that is written.
pub type Place<'p> = &'p dyn Fn(Kind, &str) -> Option<String>;

/// Every record of a playbook as it is written, and which others name it.
#[derive(Debug)]
pub struct Library<'a> {
    playbook: &'a Playbook,
    records: Vec<(Kind, Origin, Value)>,
    named_by: HashMap<(Kind, String), Vec<usize>>,
}

impl<'a> Library<'a> {
    /// All records of a playbook.
    pub fn new(playbook: &'a Playbook) -> Self {
        let of = |kind: &Kind| {
            let kind = *kind;
            playbook.written(kind).into_iter().map(move |(origin, record)| (kind, origin, record))
        };
        let records: Vec<_> = Kind::ALL.iter().flat_map(of).collect();
        let mut named_by: HashMap<(Kind, String), Vec<usize>> = HashMap::new();
        for (n, (_, _, record)) in records.iter().enumerate() {
            let beside = [("stage", Kind::Stages), ("since", Kind::Stages), ("phase", Kind::Phases)];
            let beside = beside.iter().filter_map(|(key, kind)| Some((*kind, record[*key].as_str()?)));
            for (kind, id) in references(record).into_iter().map(|(_, kind, id)| (kind, id)).chain(beside) {
                let by = named_by.entry((kind, id.to_owned())).or_default();
                if by.last() != Some(&n) {
                    by.push(n);
                }
            }
        }
        Self { playbook, records, named_by }
    }

    /// All records, in the order of kinds and then of the playbook.
    pub fn records(&self) -> &[(Kind, Origin, Value)] {
        &self.records
    }

    /// The records that name this one, by kind and id.
    pub fn named_by(&self, kind: Kind, id: &str) -> Vec<(Kind, &str)> {
        let by = self.named_by.get(&(kind, id.to_owned()));
        by.into_iter().flatten().map(|n| (self.records[*n].0, id_of(&self.records[*n].2))).collect()
    }

    /// A record as a page; with places, what it names is linked.
    pub fn view(&self, (kind, origin, record): &(Kind, Origin, Value), place: Option<Place<'_>>) -> RecordView {
        let words = Words { playbook: self.playbook, labels: self.playbook.labels(), place };
        let mut fields: Vec<(&String, &Value)> = record.as_object().into_iter().flatten().collect();
        fields.retain(|(key, _)| !ASIDE.contains(&key.as_str()));
        fields.sort_by_key(|(key, _)| ORDER.iter().position(|o| o == key).unwrap_or(ORDER.len()));
        let mut sections: Vec<SectionView> =
            fields.into_iter().filter_map(|(key, value)| words.section(*kind, key, value)).collect();
        if *kind == Kind::Rules {
            sections.push(words.examples(record));
        }
        sections.extend(self.back(*kind, id_of(record), place));
        if *kind != Kind::Sources {
            sections.push(words.sources(record));
        }
        let provenance = record["provenance"].as_str().unwrap_or("proposed");
        let reference = ["ref", "code"].iter().find_map(|key| record[*key].as_str()).filter(|r| !r.is_empty());
        RecordView {
            name: format!("{kind}/{}", id_of(record)),
            title: title_of(record).to_owned(),
            reference: reference.map(str::to_owned),
            own: *origin == Origin::Organisation,
            sections,
            provenance: (*kind != Kind::Sources).then(|| words.labels.get("provenances", provenance).to_owned()),
        }
    }

    /// What names a record, one line for each kind.
    fn back(&self, kind: Kind, id: &str, place: Option<Place<'_>>) -> Option<SectionView> {
        let by = self.named_by.get(&(kind, id.to_owned()))?;
        let labels = self.playbook.labels();
        let of = |from: &Kind| {
            let named = by.iter().map(|n| &self.records[*n]).filter(|(kind, _, _)| kind == from);
            let parts: Vec<PartView> = named
                .map(|(kind, _, record)| {
                    let href = place.and_then(|place| place(*kind, id_of(record)));
                    // On a page without links, ids are what a reader can go on with.
                    let text = if place.is_some() { title_of(record) } else { id_of(record) };
                    PartView { text: text.to_owned(), id: None, href }
                })
                .collect();
            let label = Some(labels.get("kinds", from.as_str()).to_owned());
            (!parts.is_empty()).then_some(LineView { label, parts, note: None })
        };
        // In a book, the items of a stage stand below it.
        let below = |from: &&Kind| place.is_some() && kind == Kind::Stages && **from == Kind::Items;
        let lines: Vec<LineView> = Kind::ALL.iter().filter(|from| !below(from)).filter_map(of).collect();
        let label = labels.get("explain", "named-by").to_owned();
        (!lines.is_empty()).then_some(SectionView { label, list: true, lines })
    }
}

/// The id of a record.
pub fn id_of(record: &Value) -> &str {
    record["id"].as_str().unwrap_or_default()
}

/// What people call a record; its id, if it has no name.
pub fn title_of(record: &Value) -> &str {
    ["title", "question", "term"].iter().find_map(|key| record[key].as_str()).unwrap_or_else(|| id_of(record))
}

/// Fields that are shown as the heading or at the foot, or are for programs alone.
const ASIDE: &[&str] = &[
    "id",
    "ref",
    "code",
    "title",
    "term",
    "sources",
    "provenance",
    "formerly",
    "check",
    "examples",
    "replaces",
    "after",
    "es-verified",
    "ca-verified",
];

/// What a reader wants to know first, of every kind; other fields follow in the order of the file.
const ORDER: &[&str] = &[
    "summary",
    "purpose",
    "definition",
    "what",
    "severity",
    "since",
    "stage",
    "phase",
    "why",
    "how",
    "good",
    "evidence",
    "evidence-needed",
    "gate",
    "gate-when",
    "applies-when",
    "left-out",
    "help",
    "remedy",
    "when",
    "levels",
    "functions",
    "roles",
    "engage",
    "sector",
    "phases",
    "interests",
    "scores",
    "find",
    "reach",
    "risk",
    "strengths",
    "fails-by",
    "include-by",
    "size",
    "duration",
    "cost",
    "minimum",
];

/// How values are put into words.
struct Words<'w> {
    playbook: &'w Playbook,
    labels: &'w Labels,
    place: Option<Place<'w>>,
}

impl Words<'_> {
    fn section(&self, kind: Kind, key: &str, value: &Value) -> Option<SectionView> {
        // The question of an item is its heading; a phase has a heading and a question.
        if value.is_null() || key == "question" && kind == Kind::Items {
            return None;
        }
        let own = self.labels.find("record-fields", &format!("{kind}.{key}"));
        let label = own.unwrap_or_else(|| self.labels.get("record-fields", key)).to_owned();
        let (list, lines) = self.lines(key, value);
        (!lines.is_empty()).then_some(SectionView { label, list, lines })
    }

    fn lines(&self, key: &str, value: &Value) -> (bool, Vec<LineView>) {
        let plain = |parts: Vec<PartView>| LineView { parts, ..LineView::default() };
        match value {
            Value::Object(fields) if span(fields, self.labels).is_none() => {
                let name = |inner: &str| match key {
                    "phases" => self.playbook.title(Kind::Phases, inner).to_owned(),
                    _ => self.labels.get("record-fields", inner).to_owned(),
                };
                let one = |(inner, value): (&String, &Value)| LineView {
                    label: Some(name(inner)),
                    parts: self.parts(inner, value),
                    note: None,
                };
                (true, fields.iter().map(one).collect())
            }
            Value::Array(entries) if entries.iter().any(Value::is_object) => {
                let one = |entry: &Value| {
                    let name = entry["title"].as_str().or(entry["id"].as_str()).map(str::to_owned);
                    let says = ["prompt", "text", "good"].iter().filter_map(|field| entry[*field].as_str());
                    let text = says.collect::<Vec<_>>().join(" ");
                    LineView { label: name, parts: vec![PartView { text, ..PartView::default() }], note: None }
                };
                (true, entries.iter().map(one).collect())
            }
            Value::Array(entries) => {
                let parts = self.parts(key, value);
                let apart = entries.len() > 1 && parts.iter().any(|part| part.id.is_some() || part.text.contains(' '));
                match apart {
                    true => (true, parts.into_iter().map(|part| plain(vec![part])).collect()),
                    false if parts.is_empty() => (false, Vec::new()),
                    false => (false, vec![plain(parts)]),
                }
            }
            _ => (false, vec![plain(self.parts(key, value))]),
        }
    }

    fn parts(&self, key: &str, value: &Value) -> Vec<PartView> {
        match value {
            Value::Array(entries) => entries.iter().flat_map(|entry| self.parts(key, entry)).collect(),
            Value::String(id) => vec![self.named(key, id)],
            other => vec![PartView { text: self.word(key, other), ..PartView::default() }],
        }
    }

    /// A text, a word of a closed list, or the name of a record.
    fn named(&self, key: &str, id: &str) -> PartView {
        let place = |kind| self.place.and_then(|place| place(kind, id));
        if let Some(group) = group(key) {
            let kind = record_kind(key);
            let text = self.labels.get(group, id).to_owned();
            return PartView { text, id: None, href: kind.and_then(place) };
        }
        match referred(key).filter(|kind| self.playbook.has(*kind, id)) {
            Some(kind) => {
                PartView { text: self.playbook.title(kind, id).to_owned(), id: Some(id.to_owned()), href: place(kind) }
            }
            None => PartView { text: id.to_owned(), ..PartView::default() },
        }
    }

    fn word(&self, key: &str, value: &Value) -> String {
        match value {
            Value::Null => String::new(),
            Value::Bool(yes) => self.labels.get("explain", if *yes { "yes" } else { "no" }).to_owned(),
            Value::Number(number) => number.to_string(),
            Value::String(text) => self.named(key, text).text,
            Value::Array(entries) => entries.iter().map(|e| self.word(key, e)).collect::<Vec<_>>().join(", "),
            Value::Object(fields) => span(fields, self.labels).unwrap_or_else(|| {
                let one = |(inner, value): (&String, &Value)| {
                    format!("{} {}", self.labels.get("record-fields", inner), self.word(inner, value))
                };
                fields.iter().map(one).collect::<Vec<_>>().join(", ")
            }),
        }
    }

    fn examples(&self, rule: &Value) -> SectionView {
        let one = |example: &Value| {
            let holds = |key: &str| example[key].as_array().is_some_and(|f| !f.is_empty());
            let says = match (holds("finds"), holds("cannot-tell")) {
                (true, _) => "finds",
                (false, true) => "cannot-tell",
                (false, false) => "passes",
            };
            let text = self.labels.get("explain", says).to_owned();
            let parts = vec![PartView { text, ..PartView::default() }];
            LineView { label: example["case"].as_str().map(str::to_owned), parts, note: None }
        };
        let lines = rule["examples"].as_array().into_iter().flatten().map(one).collect();
        SectionView { label: self.labels.get("record-fields", "examples").to_owned(), list: true, lines }
    }

    fn sources(&self, record: &Value) -> SectionView {
        let ids = record["sources"].as_array().into_iter().flatten().filter_map(Value::as_str);
        let one = |id: &str| {
            let read = self.playbook.sources().get(id).map(|s| self.labels.get("read", s.read.as_str()).to_owned());
            LineView { label: None, parts: vec![self.named("sources", id)], note: read }
        };
        SectionView {
            label: self.labels.get("record-fields", "sources").to_owned(),
            list: true,
            lines: ids.map(one).collect(),
        }
    }
}

/// The group of labels for the words of a field.
fn group(key: &str) -> Option<&'static str> {
    match key {
        "cost" => Some("cost-bands"),
        "levels" | "level" => Some("levels"),
        "functions" => Some("functions"),
        "institutionalisation" => Some("institutionalisation"),
        "depth" => Some("depths"),
        "sector" | "sectors" => Some("sectors"),
        "severity" => Some("severities"),
        "read" => Some("read"),
        "entry-route" => Some("entry-routes"),
        "stakes" => Some("stakes"),
        "risk-class" => Some("risk-classes"),
        "infrastructure" => Some("infrastructure-classes"),
        "role" => Some("system-roles"),
        "roles" => Some("roles"),
        "body" => Some("public-bodies"),
        _ => None,
    }
}

/// The kind of record that explains a word of a closed list.
fn record_kind(key: &str) -> Option<Kind> {
    match key {
        "levels" | "level" => Some(Kind::Levels),
        "functions" => Some(Kind::DecisionStages),
        "entry-route" => Some(Kind::EntryRoutes),
        "risk-class" => Some(Kind::RiskClasses),
        _ => None,
    }
}

/// The kind of record that a field names.
fn referred(key: &str) -> Option<Kind> {
    match key {
        "stage" | "since" => Some(Kind::Stages),
        "phase" => Some(Kind::Phases),
        other => crate::playbook::referred(other),
    }
}

/// `from` and `to` in words, for what consists of these alone.
fn span(fields: &Map<String, Value>, labels: &Labels) -> Option<String> {
    let known = fields.keys().all(|key| key == "from" || key == "to");
    match (known, fields.get("from"), fields.get("to")) {
        (true, Some(from), Some(to)) if from == to => Some(from.to_string()),
        (true, Some(from), Some(to)) => Some(format!("{from} {} {to}", labels.get("record-fields", "to"))),
        (_, _, _) => None,
    }
}
