//! What a field of a record holds, in words: ids become titles, words of closed lists their labels.

use serde_json::{Map, Value};

use super::{LineView, PartView, Place, SectionView};
use crate::playbook::labels::Labels;
use crate::playbook::{Kind, Playbook};

/// How values are put into words.
pub(super) struct Words<'w> {
    pub(super) playbook: &'w Playbook,
    pub(super) labels: &'w Labels,
    pub(super) place: Option<Place<'w>>,
}

impl Words<'_> {
    pub(super) fn section(&self, kind: Kind, key: &str, value: &Value) -> Option<SectionView> {
        // The question of an item or a fact is its heading; a phase has a heading and a question.
        if value.is_null() || key == "question" && matches!(kind, Kind::Items | Kind::Facts) {
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

    pub(super) fn examples(&self, rule: &Value) -> SectionView {
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

    pub(super) fn sources(&self, record: &Value) -> SectionView {
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
        "part" => Some("fact-parts"),
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
