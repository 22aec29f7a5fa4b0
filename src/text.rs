//! Words in text that people wrote: found as words of their own, and compared as the names of roles. It knows no
//! language and no meaning.

/// A text in which several words are looked for.
pub(crate) struct Words<'t> {
    text: &'t str,
    /// Where a word may begin: wherever no letter or digit goes before.
    starts: Vec<usize>,
}

impl<'t> Words<'t> {
    pub(crate) fn of(text: &'t str) -> Self {
        let mut inside = false;
        let begins = |(at, c): (usize, char)| {
            let begins = !inside;
            inside = c.is_alphanumeric();
            begins.then_some(at)
        };
        Self { text, starts: text.char_indices().filter_map(begins).collect() }
    }

    /// Whether `word` stands in the text with no letter or digit at either end; large and small letters differ.
    pub(crate) fn hold(&self, word: &str) -> bool {
        let Some(first) = word.bytes().next() else { return false };
        let begin = self.starts.iter().filter(|at| self.text.as_bytes()[**at] == first);
        begin
            .filter_map(|at| self.text[*at..].strip_prefix(word))
            .any(|after| !after.chars().next().is_some_and(char::is_alphanumeric))
    }
}

/// Whether two texts name the same role: small and large letters, spaces, signs and what cannot be seen make no other.
pub(crate) fn same_role(a: &str, b: &str) -> bool {
    role_words(a).eq(role_words(b))
}

/// Whether a text names a role at all.
pub(crate) fn is_role(text: &str) -> bool {
    role_words(text).next().is_some()
}

fn role_words(text: &str) -> impl Iterator<Item = String> + '_ {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_lowercase)
}

#[cfg(test)]
mod tests {
    use super::{Words, is_role, same_role};

    #[test]
    fn a_role_is_the_same_however_it_is_spelt() {
        for other in ["Project  lead", "project lead.", " PROJECT\u{200b} Lead"] {
            assert!(same_role("project lead", other), "{other}");
        }
        assert!(same_role("Öffentlichkeitsreferat", "öffentlichkeitsreferat"));
        assert!(!same_role("project lead", "project leader"));
        assert!(is_role("§ 5 officer") && !is_role("\u{200b} –"));
    }

    #[test]
    fn a_word_stands_alone() {
        for text in ["AI", "an AI system", "(AI)", "no-AI", "MAIL and AI"] {
            assert!(Words::of(text).hold("AI"), "{text}");
        }
        for text in ["MAIL", "AIs", "éAI", "AI2", "ai", ""] {
            assert!(!Words::of(text).hold("AI"), "{text}");
        }
        assert!(Words::of("übung macht").hold("übung"));
        assert!(Words::of("xa a a").hold("a a"));
        assert!(!Words::of("anything").hold(""));
    }
}
