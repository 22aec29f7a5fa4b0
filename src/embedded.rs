//! The texts that the program carries: content, templates and examples, as `build.rs` laid them down.

include!(concat!(env!("OUT_DIR"), "/embedded.rs"));

/// Records and long texts of one kind of content; empty arrays for a kind without files.
pub(crate) fn content(kind: &str) -> (&'static str, &'static str) {
    let found = CONTENT.iter().find(|(k, _, _)| *k == kind);
    found.map_or(("[]", "[]"), |(_, core, text)| (&RECORDS[core.clone()], &LONG_TEXTS[text.clone()]))
}

/// The same text as part of the program, if it lies in the records that the program carries.
pub(crate) fn carried(text: &str) -> Option<&'static str> {
    let from = text.as_ptr().addr().checked_sub(RECORDS.as_ptr().addr())?;
    RECORDS.get(from..from.checked_add(text.len())?)
}
