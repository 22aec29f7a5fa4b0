//! Words in text that people wrote, found as words of their own. It knows no language and no meaning.

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

#[cfg(test)]
mod tests {
    use super::Words;

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
