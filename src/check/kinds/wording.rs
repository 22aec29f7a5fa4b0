//! `wording`: words that must not occur in a field.

use std::borrow::Cow;

use crate::check::Verdict;
use crate::join::Joined;
use crate::playbook::rule::Wording;
use crate::text::has_word;

pub(super) fn judge(joined: &Joined<'_>, wording: &Wording) -> Vec<Verdict> {
    let mut found = Vec::new();
    for (path, seen) in wording.fields.iter().flat_map(|pattern| joined.project.matching(pattern)) {
        let Some(text) = seen.to_text() else { continue };
        let small = text.to_lowercase();
        if let Some(word) = wording.words.iter().find(|word| contains(&text, &small, word)) {
            found.push(Verdict::found(path.clone(), format!("`{path}` names “{word}”")));
        }
    }
    found
}

/// Whether `word` occurs in `text`, given also in small letters, as a word of its own. An abbreviation in capitals is meant as it is written, for
/// in small letters it may be another word.
fn contains(text: &str, small: &str, word: &str) -> bool {
    let exact = word.len() > 1 && word.chars().all(|c| !c.is_lowercase());
    let (text, word) = if exact { (text, Cow::Borrowed(word)) } else { (small, Cow::Owned(word.to_lowercase())) };
    has_word(text, &word)
}
