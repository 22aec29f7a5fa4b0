//! Tables in the terminal: the only file that names the table crate.
//!
//! Who reads with a screen reader gets the same rows as lines of `Name: value`.

use comfy_table::{ContentArrangement, Table, presets};

use super::context::Context;

/// How a table is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lines {
    /// Around the table and under its headings.
    Framed,
    /// None, and no headings.
    None,
}

/// A table with a heading for each column, as text without a final newline.
pub fn draw(context: &Context, lines: Lines, headings: &[&str], rows: &[Vec<String>]) -> String {
    if context.plain_prompts() {
        return plain(headings, rows);
    }
    let mut table = Table::new();
    table.load_style(match lines {
        Lines::Framed => presets::UTF8_FULL_CONDENSED,
        Lines::None => presets::NOTHING,
    });
    table.set_content_arrangement(ContentArrangement::Dynamic);
    table.set_width(u16::try_from(context.width).unwrap_or(100));
    if lines == Lines::Framed {
        table.set_header(headings);
    }
    table.add_rows(rows);
    table.lines().map(|line| line.trim_end().to_owned()).collect::<Vec<_>>().join("\n")
}

fn plain(headings: &[&str], rows: &[Vec<String>]) -> String {
    let row = |cells: &Vec<String>| {
        let named = headings.iter().zip(cells).filter(|(_, cell)| !cell.is_empty());
        named.map(|(heading, cell)| format!("{heading}: {}", cell.replace('\n', " "))).collect::<Vec<_>>().join("\n")
    };
    rows.iter().map(row).collect::<Vec<_>>().join("\n\n")
}
