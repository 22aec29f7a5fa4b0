//! Text as Markdown: what a person wrote stays text, wherever a document or a report prints it.
//!
//! Only what could become structure is escaped, so that the source stays readable: a hyphen inside a word, a full
//! stop after one and parentheses are left alone. Nothing here knows documents, reports or templates.

use std::fmt::Write as _;

/// One line of plain text as Markdown. Line ends and runs of space become one space; control characters and those
/// that turn the direction of writing are shown by their number.
pub fn text(plain: &str) -> String {
    escape(one_line(plain).trim(), true)
}

/// A part of a sentence, such as the words around a placeholder: the spaces at its ends stay.
pub fn part(plain: &str, at_start: bool) -> String {
    let line = one_line(plain);
    if at_start { escape(line.trim_start(), true) } else { escape(&line, false) }
}

fn escape(line: &str, at_start: bool) -> String {
    let chars: Vec<char> = line.chars().collect();
    let mut out = String::with_capacity(line.len() + 8);
    let start = if at_start { opening(&chars) } else { None };
    let trailing = trailing_hashes(&chars);
    for (n, c) in chars.iter().copied().enumerate() {
        let before = n.checked_sub(1).map(|b| chars[b]);
        let after = chars.get(n + 1).copied();
        if start == Some(n) || trailing.is_some_and(|from| n >= from) || means_something(c, before, after, &chars, n) {
            out.push('\\');
        }
        out.push(c);
        // A mention works through a backslash; a word joiner stops it and is not seen.
        if c == '@' && !before.is_some_and(char::is_alphanumeric) && after.is_some_and(char::is_alphanumeric) {
            out.push('\u{2060}');
        }
    }
    out
}

/// An id or a place in a file, as code. What has a backtick or a bar in it is shown as text.
pub fn code(plain: &str) -> String {
    let line = one_line(plain);
    let line = line.trim();
    if line.is_empty() || line.contains(['`', '|', '\\']) {
        return text(plain);
    }
    format!("`{line}`")
}

/// Text in which `words between backticks` name a place or an id; anything else between backticks stays text.
pub fn prose(plain: &str) -> String {
    let parts: Vec<&str> = plain.split('`').collect();
    let is_name = |part: &str| {
        !part.is_empty()
            && part.chars().all(|c| c.is_ascii_alphanumeric() || "._-/[]\"= ".contains(c))
            && !part.contains("  ")
    };
    // An odd number of parts means that backticks come in pairs.
    if parts.len().is_multiple_of(2) || !parts.iter().skip(1).step_by(2).all(|p| is_name(p)) {
        return text(plain);
    }
    let mut out = String::new();
    for (n, words) in parts.iter().enumerate() {
        if n % 2 == 1 {
            let _ = write!(out, "`{}`", words.trim());
        } else {
            out.push_str(&part(words, n == 0));
        }
    }
    out
}

/// A link to a web or mail address; any other address is shown as text beside the words.
pub fn link(words: &str, address: &str) -> String {
    let plain = address.trim();
    let lower = plain.to_ascii_lowercase();
    let allowed = ["https://", "http://", "mailto:"].iter().any(|scheme| lower.starts_with(scheme));
    let strange = |c: char| c.is_whitespace() || c.is_control() || hidden(c) || "<>\\`\"".contains(c);
    if !allowed || plain.chars().any(strange) {
        return if words.is_empty() || words == address {
            text(address)
        } else {
            format!("{} ({})", text(words), text(address))
        };
    }
    let target = plain.replace('|', "%7C").replace('(', "%28").replace(')', "%29");
    format!("[{}]({target})", text(if words.is_empty() { plain } else { words }))
}

/// A link to another page of the same book, or to a heading; anything else is shown as its words.
pub fn page(words: &str, address: &str) -> String {
    let plain = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | '/' | '#');
    if address.is_empty() || address.starts_with('/') || !address.chars().all(plain) {
        return text(words);
    }
    format!("[{}]({address})", text(words))
}

/// Text on one line for what is not Markdown, with nothing in it that cannot be seen.
pub fn plain(words: &str) -> String {
    one_line(words).trim().to_owned()
}

/// The text on one line: runs of space folded to one, what cannot be seen made visible.
fn one_line(plain: &str) -> String {
    let mut out = String::with_capacity(plain.len());
    let mut space = false;
    for c in plain.chars() {
        if matches!(c, ' ' | '\t' | '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}') {
            space = true;
            continue;
        }
        if std::mem::take(&mut space) {
            out.push(' ');
        }
        if c.is_control() || hidden(c) {
            let _ = write!(out, "⟨U+{:04X}⟩", u32::from(c));
        } else {
            out.push(c);
        }
    }
    if space {
        out.push(' ');
    }
    out
}

/// Characters that are not seen but change what is seen: direction of writing, zero width, tags.
fn hidden(c: char) -> bool {
    matches!(
        c,
        '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}'
    )
}

/// The place of a character that would open a block at the start of a line.
fn opening(chars: &[char]) -> Option<usize> {
    let gap = |n: usize| chars.get(n).is_none_or(|c| *c == ' ');
    match chars.first()? {
        '-' | '+' if gap(1) => Some(0),
        '-' if chars.iter().all(|c| matches!(c, '-' | ' ' | ':')) => Some(0),
        ':' if chars.get(1) == Some(&'-') => Some(0),
        '=' if chars.iter().all(|c| matches!(c, '=' | ' ')) => Some(0),
        '>' => Some(0),
        '#' => {
            let hashes = chars.iter().take_while(|c| **c == '#').count();
            (hashes <= 6 && gap(hashes)).then_some(0)
        }
        // They would complete a number that a template printed before them.
        '.' | ')' if gap(1) => Some(0),
        c if c.is_ascii_digit() => {
            let digits = chars.iter().take_while(|c| c.is_ascii_digit()).count();
            let mark = chars.get(digits).is_some_and(|c| matches!(c, '.' | ')'));
            (digits <= 9 && mark && gap(digits + 1)).then_some(digits)
        }
        _ => None,
    }
}

/// From where a run of `#` ends the text: a heading would swallow it.
fn trailing_hashes(chars: &[char]) -> Option<usize> {
    let run = chars.iter().rev().take_while(|c| **c == '#').count();
    let from = chars.len() - run;
    (run > 0 && (from == 0 || chars[from - 1] == ' ')).then_some(from)
}

/// Whether a character means something inside a line.
fn means_something(c: char, before: Option<char>, after: Option<char>, chars: &[char], n: usize) -> bool {
    let word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    match c {
        '\\' | '`' | '*' | '[' | ']' | '|' | '~' | '$' => true,
        '_' => !(word(before) && word(after)),
        '<' => after.is_none_or(|a| a.is_ascii_alphabetic() || matches!(a, '/' | '!' | '?')),
        '&' => {
            let rest: String = chars[n + 1..].iter().take_while(|c| c.is_ascii_alphanumeric() || **c == '#').collect();
            let end = chars.get(n + 1 + rest.chars().count());
            !rest.is_empty() && end.is_none_or(|c| *c == ';')
        }
        // Addresses that a forge would turn into links.
        ':' => after == Some('/') && chars.get(n + 2) == Some(&'/') && word(before),
        '.' => {
            let www = |from: usize| chars[from..n].iter().all(|c| c.eq_ignore_ascii_case(&'w'));
            n >= 3 && www(n - 3) && !(n > 3 && chars[n - 4].is_alphanumeric())
        }
        '@' => word(before) && word(after),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn readable_text_stays_as_it_is() {
        for same in [
            "A well-known co-design (with users), in 2026. It costs 5 % more: yes/no?",
            "snake_case and AT&T, 3 < 4, 2.5 of 5; 10 000 €",
            "2026 was early",
            "Peñíscola “quoted” – dash — and…",
            "۱ می\u{200c}خواهم 👩\u{200d}🔬",
        ] {
            assert_eq!(text(same), same);
        }
    }

    #[test]
    fn structure_becomes_text() {
        for (plain, markdown) in [
            ("# heading", "\\# heading"),
            ("C #", "C \\#"),
            ("- item", "\\- item"),
            ("---", "\\---"),
            ("1. one", "1\\. one"),
            ("12) twelve", "12\\) twelve"),
            ("> quote", "\\> quote"),
            ("===", "\\==="),
            ("a | b", "a \\| b"),
            ("*bold* _it_ `code`", "\\*bold\\* \\_it\\_ \\`code\\`"),
            ("<script>x</script>", "\\<script>x\\</script>"),
            ("[a](b)", "\\[a\\](b)"),
            ("&lt; &amp", "\\&lt; \\&amp"),
            ("https://x.example www.x.example", "https\\://x.example www\\.x.example"),
            ("a@b.example", "a\\@b.example"),
            ("end\\", "end\\\\"),
            ("two\n\nlines\r\n# three", "two lines # three"),
            ("\u{1b}[31m \u{202e}abc", "⟨U+001B⟩\\[31m ⟨U+202E⟩abc"),
        ] {
            assert_eq!(text(plain), markdown, "{plain:?}");
        }
        assert_eq!(text("ask @team"), "ask @\u{2060}team");
    }

    #[test]
    fn code_and_links() {
        assert_eq!(code("activities.panel"), "`activities.panel`");
        assert_eq!(code("a`b"), "a\\`b");
        assert_eq!(link("reply", "https://x.example/a(b)"), "[reply](https://x.example/a%28b%29)");
        assert_eq!(link("reply", "javascript:alert(1)"), "reply (javascript:alert(1))");
        assert_eq!(page("A [b]", "../items.md#a-b"), "[A \\[b\\]](../items.md#a-b)");
        assert_eq!(page("a", "javascript:alert(1)"), "a");
        assert_eq!(link("", "https://x.example/<b>"), "https\\://x.example/\\<b>");
        assert_eq!(prose("cannot tell: `system.ai` is missing"), "cannot tell: `system.ai` is missing");
        assert_eq!(prose("`a.b` and `c`"), "`a.b` and `c`");
        assert_eq!(prose("odd ` tick"), "odd \\` tick");
        assert_eq!(prose("a `<b>` c"), "a \\`\\<b>\\` c");
    }
}
