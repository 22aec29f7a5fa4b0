//! Findings for spreadsheets: RFC 4180, one row for each finding or problem, with a header row. A cell never begins a
//! formula.

use super::{Judged, Reporter, Run, Totals, Unreadable, plain};

/// Findings for spreadsheets.
pub(super) struct Csv;

const COLUMNS: [&str; 14] = [
    "file",
    "line",
    "column",
    "end_line",
    "end_column",
    "severity",
    "outcome",
    "rule",
    "message",
    "help",
    "subject",
    "fingerprint",
    "waiver",
    "fixable",
];

impl Reporter for Csv {
    fn start(&self, _: &Run) -> String {
        COLUMNS.join(",") + "\r\n"
    }

    fn project(&self, _: &Run, judged: &Judged<'_>) -> String {
        let ranked = judged.ranked();
        let rows = ranked.iter().map(|shown| {
            let finding = shown.finding;
            let numbers = [shown.line, shown.column, shown.end_line, shown.end_column].map(|n| n.to_string());
            let [line, column, end_line, end_column] = &numbers;
            row([
                judged.file,
                line,
                column,
                end_line,
                end_column,
                finding.severity.as_str(),
                finding.outcome.as_str(),
                &finding.rule,
                &finding.message,
                &finding.help,
                &finding.subject.to_string(),
                &shown.fingerprint,
                finding.waiver.as_deref().unwrap_or_default(),
                if finding.fix.is_some() { "yes" } else { "no" },
            ])
        });
        rows.collect()
    }

    fn unreadable(&self, _: &Run, file: &Unreadable) -> String {
        let rows = file.placed().map(|(problem, line, column)| {
            row([
                &file.file,
                &line.to_string(),
                &column.to_string(),
                "",
                "",
                "error",
                "unreadable",
                problem.code.as_str(),
                &problem.message,
                problem.hint.as_deref().unwrap_or_default(),
                &problem.path.to_string(),
                "",
                "",
                "no",
            ])
        });
        rows.collect()
    }

    fn end(&self, _: &Run, _: &Totals, _: &[String]) -> String {
        String::new()
    }
}

fn row(cells: [&str; COLUMNS.len()]) -> String {
    cells.map(cell).join(",") + "\r\n"
}

/// One cell. What a spreadsheet would take for a formula gets an apostrophe, which it does not show.
fn cell(plain: &str) -> String {
    let shown = plain::visible(plain);
    let formula = shown.trim_start().starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠', '|', '%']);
    let text = if formula || shown.starts_with(['\t', '\n']) { format!("'{shown}") } else { shown };
    if text.contains([',', '"', '\n', ';', '\t']) || text != text.trim() {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_is_never_a_formula() {
        assert_eq!(cell("=cmd()|' /C calc'!A0"), "'=cmd()|' /C calc'!A0");
        assert_eq!(cell(" @SUM(A1)"), "' @SUM(A1)");
        assert_eq!(cell("-1"), "'-1");
        assert_eq!(cell("a \"b\", c\r\nd"), "\"a \"\"b\"\", c␍\nd\"");
        assert_eq!(cell("plain"), "plain");
        assert_eq!(cell(""), "");
    }
}
