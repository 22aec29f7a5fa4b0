//! The texts that the program carries: content, templates and examples, as `build.rs` laid them down.

include!(concat!(env!("OUT_DIR"), "/embedded.rs"));

/// Records and long texts of one kind of content; empty arrays for a kind without files.
pub(crate) fn content(kind: &str) -> (&'static str, &'static str) {
    let found = CONTENT.iter().find(|(k, _, _)| *k == kind);
    found.map_or(("[]", "[]"), |(_, core, text)| (&RECORDS[core.clone()], &LONG_TEXTS[text.clone()]))
}
