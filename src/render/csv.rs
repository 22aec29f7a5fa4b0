//! Text as a cell of a CSV file: one line, quoted where needed, and never a formula for a spreadsheet.
//!
//! Rows end in a line feed; apart from that the form is that of RFC 4180.

use super::escape::plain;

/// A row of cells.
pub fn row<'a>(cells: impl IntoIterator<Item = &'a str>) -> String {
    let mut line = cells.into_iter().map(cell).collect::<Vec<_>>().join(",");
    line.push('\n');
    line
}

/// One cell. A text that a spreadsheet would compute begins with an apostrophe, which tells it not to (OWASP, “CSV
/// Injection”).
fn cell(text: &str) -> String {
    let mut shown = plain(text);
    let begins = |c: char| matches!(c, '=' | '+' | '-' | '@' | '＝' | '＋' | '－' | '＠' | '|' | '%');
    if shown.starts_with(begins) {
        shown.insert(0, '\'');
    }
    if shown.contains([',', '"', ';', '\'']) { format!("\"{}\"", shown.replace('"', "\"\"")) } else { shown }
}

#[cfg(test)]
mod tests {
    use super::row;

    #[test]
    fn what_people_wrote_stays_text() {
        for (cells, line) in [
            (vec!["a", "b c", ""], "a,b c,\n"),
            (vec!["a,b", "say \"no\""], "\"a,b\",\"say \"\"no\"\"\"\n"),
            (vec!["=1+1", "+1", "-1", "@x"], "\"'=1+1\",\"'+1\",\"'-1\",\"'@x\"\n"),
            (vec!["\t=1", "  =1", "\r\n=1"], "\"'=1\",\"'=1\",\"'=1\"\n"),
            (vec!["two\nlines", "\u{202e}x"], "two lines,⟨U+202E⟩x\n"),
        ] {
            assert_eq!(row(cells), line);
        }
    }
}
