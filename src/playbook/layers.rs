//! Layering: an organisation's records laid over those of the built-in playbook, each in its place.
//!
//! What a folder must say of itself is judged in [`overlay`](super::overlay), before anything is layered.

use std::collections::HashMap;

use super::folder::Folder;
use super::kind::Kind;
use super::record::Record;

/// Lays an organisation's own records over others: one with the same id takes the place of the other.
pub(super) fn layer<T>(all: &mut Vec<T>, own: Vec<T>, id: impl Fn(&T) -> &str) {
    for record in own {
        match all.iter().position(|other| id(other) == id(&record)) {
            Some(place) => all[place] = record,
            None => all.push(record),
        }
    }
}

/// Puts items of an organisation behind the one they name: items that follow the same one keep their order, and an item
/// may follow another of the organisation's own, in whichever order they are written.
pub(super) fn follow<T: Record>(all: Vec<T>) -> Vec<T> {
    if all.iter().all(|record| record.after().is_none()) {
        return all;
    }
    let places: HashMap<&str, usize> = all.iter().enumerate().map(|(n, record)| (record.id(), n)).collect();
    let anchor = |n: usize| all[n].after().and_then(|id| places.get(id).copied());
    let mut followers: Vec<Vec<usize>> = vec![Vec::new(); all.len()];
    (0..all.len()).for_each(|n| {
        if let Some(at) = anchor(n) {
            followers[at].push(n)
        }
    });
    // Items that follow each other in a circle have no place; they come last, and the folder is refused anyway.
    let mut order: Vec<usize> = Vec::with_capacity(all.len());
    let mut placed = vec![false; all.len()];
    for start in (0..all.len()).filter(|n| anchor(*n).is_none()).chain(0..all.len()) {
        let mut waiting = vec![start];
        while let Some(n) = waiting.pop() {
            if !std::mem::replace(&mut placed[n], true) {
                order.push(n);
                waiting.extend(followers[n].iter().rev());
            }
        }
    }
    let mut records: Vec<Option<T>> = all.into_iter().map(Some).collect();
    order.into_iter().filter_map(|n| records[n].take()).collect()
}

/// Records of a kind from a folder whose shapes were checked. They are written as JSON and read as the built-in ones
/// are: a reader of values beside it, for each kind and all that a record holds, would be a twentieth of the program.
pub(super) fn of_folder<T: serde::de::DeserializeOwned>(folder: &Folder, kind: Kind) -> Vec<T> {
    let docs = folder.docs.iter().filter(|d| d.kind == kind);
    docs.filter_map(|doc| serde_json::from_str(&doc.value.to_string()).ok()).collect()
}
