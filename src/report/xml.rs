//! Text inside XML 1.0. Nothing here knows what is reported.

use super::plain::visible;

/// Text as it stands between tags and in attributes: markup is escaped, what cannot be seen is made visible, and
/// characters that XML 1.0 forbids even as numbers are left out.
pub(super) fn text(plain: &str) -> String {
    let mut out = String::with_capacity(plain.len() + 8);
    for c in visible(plain).chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&apos;"),
            '\u{fffe}' | '\u{ffff}' => {}
            c => out.push(c),
        }
    }
    out
}

/// The same for an attribute, where a reader would turn ends of line into spaces.
pub(super) fn attribute(plain: &str) -> String {
    text(plain).replace('\n', "&#10;").replace('\t', "&#9;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_becomes_markup() {
        assert_eq!(text("]]> <a b='c'> & \"d\""), "]]&gt; &lt;a b=&apos;c&apos;&gt; &amp; &quot;d&quot;");
        assert_eq!(text("\0\u{1b}[31m\u{ffff}\u{202e}"), "␀␛[31m�");
        assert_eq!(attribute("two\nlines\t."), "two&#10;lines&#9;.");
    }
}
