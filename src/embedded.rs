//! The texts that the program carries: content, templates and examples, as `build.rs` laid them down.

use std::ops::Range;

include!(concat!(env!("OUT_DIR"), "/embedded.rs"));

/// What the program carries of one kind of content: two JSON arrays, each of files.
#[derive(Clone)]
pub(crate) struct Content {
    /// What is judged with.
    pub(crate) core: &'static str,
    /// Where the long texts lie.
    text: Option<Range<usize>>,
    /// How many records there are.
    pub(crate) count: usize,
}

impl Content {
    /// The long texts. They are cut out when they are asked for: even that looks at them, and the system loads what
    /// is looked at.
    pub(crate) fn text(&self) -> &'static str {
        self.text.clone().map_or("[]", |range| &LONG_TEXTS[range])
    }
}

/// The content of one kind; empty arrays for a kind without files.
pub(crate) fn content(kind: &str) -> Content {
    let found = CONTENT.iter().find(|(k, _, _, _)| *k == kind);
    found.map_or(Content { core: "[]", text: None, count: 0 }, |(_, core, text, count)| Content {
        core: &RECORDS[core.clone()],
        text: Some(text.clone()),
        count: *count,
    })
}

/// The same text as part of the program, if it lies in the records that the program carries.
pub(crate) fn carried(text: &str) -> Option<&'static str> {
    let from = text.as_ptr().addr().checked_sub(RECORDS.as_ptr().addr())?;
    RECORDS.get(from..from.checked_add(text.len())?)
}
