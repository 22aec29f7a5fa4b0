//! Words in text that people wrote, found as words of their own. It knows no language and no meaning.

/// Whether `word` stands in `text` with no letter or digit at either end; large and small letters differ.
pub(crate) fn has_word(text: &str, word: &str) -> bool {
    let inside = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    text.match_indices(word)
        .any(|(at, _)| !inside(text[..at].chars().next_back()) && !inside(text[at + word.len()..].chars().next()))
}

#[cfg(test)]
mod tests {
    use super::has_word;

    #[test]
    fn a_word_stands_alone() {
        for text in ["AI", "an AI system", "(AI)", "no-AI", "MAIL and AI"] {
            assert!(has_word(text, "AI"), "{text}");
        }
        for text in ["MAIL", "AIs", "éAI", "AI2", "ai", ""] {
            assert!(!has_word(text, "AI"), "{text}");
        }
        assert!(has_word("übung macht", "übung"));
    }
}
