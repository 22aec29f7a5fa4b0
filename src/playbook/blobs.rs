//! The embedded playbook: JSON blobs that `build.rs` laid down, read as records or put together again as written.
//!
//! Each kind has one blob to judge with and one of long texts. Nothing here judges them: `tests/content.rs` does.

use std::fmt;

use serde::de::{DeserializeOwned, DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Value};

use super::kind::{Kind, Layout};
use crate::embedded::Content;
use crate::lifecycle::Stage;

/// Embedded content is judged before it is embedded (`tests/content.rs`); that it reads is an invariant.
#[expect(clippy::expect_used, reason = "embedded content is tested; going on without it would judge nothing")]
pub(super) fn built_in<T: DeserializeOwned>(json: &'static str) -> T {
    serde_json::from_str(json).expect("embedded content reads as its own type")
}

/// Records of a kind from an embedded blob, in the layout of the kind, into a list that has room for `count`.
pub(super) fn read<T: DeserializeOwned>(
    kind: Kind,
    json: &'static str,
    count: usize,
    placed: impl Fn(&mut T, Stage),
) -> Vec<T> {
    let mut all = Vec::with_capacity(count);
    let mut reader = serde_json::Deserializer::from_str(json);
    let files = Records { layout: kind.layout(), placed: &placed, all: &mut all };
    #[expect(clippy::expect_used, reason = "embedded content is tested; see above")]
    files.deserialize(&mut reader).expect("embedded content reads as its own type");
    debug_assert_eq!(all.len(), count, "{kind}: every record is read");
    all
}

/// Reads a list of files, one file or a list of records to the end of one list: records are large, and would be copied
/// from a list of each file.
struct Records<'r, T, P> {
    layout: Layout,
    placed: &'r P,
    all: &'r mut Vec<T>,
}

impl<T, P> Records<'_, T, P> {
    /// The same for what lies inside.
    fn within(&mut self, layout: Layout) -> Records<'_, T, P> {
        Records { layout, placed: self.placed, all: self.all }
    }
}

impl<'de, T: DeserializeOwned, P: Fn(&mut T, Stage)> DeserializeSeed<'de> for Records<'_, T, P> {
    type Value = ();
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de, T: DeserializeOwned, P: Fn(&mut T, Stage)> Visitor<'de> for Records<'_, T, P> {
    type Value = ();
    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("records")
    }
    fn visit_seq<A: SeqAccess<'de>>(mut self, mut seq: A) -> Result<(), A::Error> {
        match self.layout {
            Layout::OnePerFile => {
                while let Some(record) = seq.next_element()? {
                    self.all.push(record);
                }
            }
            Layout::List => while seq.next_element_seed(self.within(Layout::OnePerFile))?.is_some() {},
            Layout::Inside(_) => while seq.next_element_seed(self.within(self.layout))?.is_some() {},
        }
        Ok(())
    }
    fn visit_map<A: MapAccess<'de>>(mut self, mut map: A) -> Result<(), A::Error> {
        let (from, mut stage) = (self.all.len(), None);
        while let Some(key) = map.next_key::<&str>()? {
            match self.layout {
                Layout::Inside(name) if key == name => map.next_value_seed(self.within(Layout::OnePerFile))?,
                _ if key == "stage" => stage = Some(map.next_value()?),
                _ => drop(map.next_value::<IgnoredAny>()?),
            }
        }
        if let Some(stage) = stage {
            self.all[from..].iter_mut().for_each(|record| (self.placed)(record, stage));
        }
        Ok(())
    }
}

/// The two halves of embedded records put together again.
pub(super) fn joined(kind: Kind, content: &Content) -> Vec<Value> {
    let flat = |json| -> Vec<Value> {
        let files: Vec<Value> = built_in(json);
        match kind.layout() {
            Layout::OnePerFile => files,
            Layout::List => files.into_iter().filter_map(|f| f.as_array().cloned()).flatten().collect(),
            Layout::Inside(name) => files
                .into_iter()
                .flat_map(|file| {
                    let stage = file.get("stage").cloned();
                    let records = file[name].as_array().cloned().unwrap_or_default();
                    records.into_iter().map(move |mut record| {
                        if let (Value::Object(fields), Some(stage)) = (&mut record, &stage) {
                            fields.insert("stage".to_owned(), stage.clone());
                        }
                        record
                    })
                })
                .collect(),
        }
    };
    let texts = flat(content.text());
    flat(content.core).into_iter().zip(texts).map(|(core, text)| merge(core, text)).collect()
}

/// Of each embedded record, only the fields `keys`; everything else is passed over unread.
pub(super) fn brief(kind: Kind, core: &'static str, keys: &[&str]) -> Vec<Value> {
    let mut found = Vec::new();
    let mut reader = serde_json::Deserializer::from_str(core);
    let files = Files { kind, keys, found: &mut found };
    #[expect(clippy::expect_used, reason = "embedded content is tested; see above")]
    files.deserialize(&mut reader).expect("embedded content reads");
    found
}

/// Reads the records of files; of each record, a few fields.
struct Files<'k> {
    kind: Kind,
    keys: &'k [&'k str],
    found: &'k mut Vec<Value>,
}

impl<'de> DeserializeSeed<'de> for Files<'_> {
    type Value = ();
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Files<'_> {
    type Value = ();
    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("records")
    }
    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<(), A::Error> {
        while seq.next_element_seed(Files { kind: self.kind, keys: self.keys, found: &mut *self.found })?.is_some() {}
        Ok(())
    }
    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let from = self.found.len();
        let (mut kept, mut file) = (Map::new(), false);
        while let Some(key) = map.next_key::<std::borrow::Cow<'de, str>>()? {
            match self.kind.layout() {
                Layout::Inside(name) if key == name => {
                    file = true;
                    map.next_value_seed(Files { kind: self.kind, keys: self.keys, found: &mut *self.found })?;
                }
                _ if self.keys.contains(&&*key) => {
                    kept.insert(key.into_owned(), map.next_value()?);
                }
                _ => drop(map.next_value::<IgnoredAny>()?),
            }
        }
        if !file {
            self.found.push(Value::Object(kept));
        } else if let Some(stage) = kept.get("stage") {
            let records = self.found[from..].iter_mut().filter_map(Value::as_object_mut);
            records.for_each(|record| drop(record.insert("stage".to_owned(), stage.clone())));
        }
        Ok(())
    }
}

pub(super) fn merge(core: Value, text: Value) -> Value {
    match (core, text) {
        (Value::Object(mut core), Value::Object(text)) => {
            for (key, value) in text {
                match core.get_mut(&key) {
                    Some(inner) => *inner = merge(inner.take(), value),
                    None => {
                        core.insert(key, value);
                    }
                }
            }
            Value::Object(core)
        }
        (Value::Array(core), Value::Array(text)) => {
            Value::Array(core.into_iter().zip(text).map(|(c, t)| merge(c, t)).collect())
        }
        (core, _) => core,
    }
}
