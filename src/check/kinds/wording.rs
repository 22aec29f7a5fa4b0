//! `wording`: words that must not occur in a field.

use crate::check::Verdict;
use crate::join::Joined;
use crate::playbook::rule::Wording;
use crate::text::has_word;

/// A word as it is looked for. An abbreviation in capitals is meant as it is written, for in small letters it may be
/// another word; any other is looked for in small letters.
struct Sought<'w> {
    word: &'w str,
    small: Option<String>,
}

impl<'w> Sought<'w> {
    fn of(word: &'w str) -> Self {
        let exact = word.len() > 1 && word.chars().all(|c| !c.is_lowercase());
        Self { word, small: (!exact).then(|| word.to_lowercase()) }
    }

    /// Whether it occurs in `text`, given also in small letters, as a word of its own.
    fn is_in(&self, text: &str, small: &str) -> bool {
        match &self.small {
            Some(word) => has_word(small, word),
            None => has_word(text, self.word),
        }
    }
}

pub(super) fn judge(joined: &Joined<'_>, wording: &Wording) -> Vec<Verdict> {
    let sought: Vec<Sought<'_>> = wording.words.iter().map(|word| Sought::of(word)).collect();
    let mut found = Vec::new();
    for (path, seen) in wording.fields.iter().flat_map(|pattern| joined.project.matching(pattern)) {
        let Some(text) = seen.to_text() else { continue };
        let small = text.to_lowercase();
        if let Some(sought) = sought.iter().find(|sought| sought.is_in(&text, &small)) {
            let message = format!("`{path}` names “{}”", sought.word);
            found.push(Verdict::found(path, message));
        }
    }
    found
}
