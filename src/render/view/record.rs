//! Records of the playbook as pages: fields under the names that people read, ids as titles, and what names a record
//! beside what it names.

mod words;

use std::collections::HashMap;

use schemars::JsonSchema;
use serde::Serialize;
use serde_json::Value;

use crate::playbook::{Kind, Origin, Playbook, references};
use crate::vocabulary::Vocabulary;
use words::Words;

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
