//! `names`: each of some words occurs in a field among the things of a group.
//!
//! A thing whose field is empty may be any of the words that are missing, so long as there are enough such things.

use crate::check::Verdict;
use crate::join::Joined;
use crate::playbook::rule::Names;
use crate::project::FieldPath;

pub(super) fn judge(joined: &Joined<'_>, names: &Names) -> Vec<Verdict> {
    let group = names.each.as_str();
    let mut present: Vec<String> = Vec::new();
    let mut blank: Vec<FieldPath> = Vec::new();
    for thing in joined.things(names.each) {
        match thing.field(&names.field).to_text() {
            Some(word) if names.all_of.contains(&word) => present.push(word),
            Some(_) => {}
            None => blank.push(thing.at(&names.field)),
        }
    }
    let missing: Vec<&String> = names.all_of.iter().filter(|word| !present.contains(word)).collect();
    if missing.is_empty() {
        return Vec::new();
    }
    let at = FieldPath::of([group]);
    if missing.len() <= blank.len() {
        return vec![Verdict::cannot_tell(at, &blank)];
    }
    let words = missing.iter().map(|word| format!("“{word}”")).collect::<Vec<_>>().join(", ");
    vec![Verdict::found(at, format!("among {group}, none is about: {words}"))]
}
