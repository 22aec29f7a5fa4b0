//! `wording`: words that must not occur in a field.

use std::borrow::Cow;

use crate::check::Verdict;
use crate::join::Joined;
use crate::playbook::rule::Wording;
use crate::text::Words;

/// A word as it is looked for. An abbreviation in capitals is meant as it is written, for in small letters it may be
/// another word; any other is looked for in small letters.
struct Sought<'w> {
    word: &'w str,
    small: Option<Cow<'w, str>>,
}

impl<'w> Sought<'w> {
    fn of(word: &'w str) -> Self {
        let exact = word.len() > 1 && word.chars().all(|c| !c.is_lowercase());
        let small = || match word.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase()) {
            true => word.into(),
            false => word.to_lowercase().into(),
        };
        Self { word, small: (!exact).then(small) }
    }

    /// Whether it occurs in a text, given also in small letters, as a word of its own.
    fn is_in(&self, text: &Words<'_>, small: &Words<'_>) -> bool {
        match &self.small {
            Some(word) => small.hold(word),
            None => text.hold(self.word),
        }
    }
}

pub(super) fn judge(joined: &Joined<'_>, wording: &Wording) -> Vec<Verdict> {
    let sought: Vec<Sought<'_>> = wording.words.iter().map(|word| Sought::of(word)).collect();
    let mut found = Vec::new();
    for (path, seen) in wording.fields.iter().flat_map(|pattern| joined.project.matching(pattern)) {
        let Some(text) = seen.to_text() else { continue };
        let small = text.to_lowercase();
        let (text, small) = (Words::of(&text), Words::of(&small));
        if let Some(sought) = sought.iter().find(|sought| sought.is_in(&text, &small)) {
            let message = format!("`{path}` names “{}”", sought.word);
            found.push(Verdict::found(path, message));
        }
    }
    found
}
