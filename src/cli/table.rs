//! Tables in the terminal: the only file that names the table crate.
//!
//! Who reads with a screen reader gets the same rows as lines of `Name: value`; no word is ever broken.

use comfy_table::{ColumnConstraint, ContentArrangement, Table, Width, presets};
use unicode_width::UnicodeWidthStr;

use super::context::Context;
use super::words::one_line;
use crate::report::visible;

/// How a table is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lines {
    /// Around the table and under its headings.
    Framed,
    /// None, and no headings.
    None,
}

/// A table with a heading for each column, as text without a final newline.
///
/// Where the width cannot hold the longest word of each column, and for who reads with a screen reader, each row is
/// shown as lines of `Name: value`.
pub fn draw(context: &Context, lines: Lines, headings: &[&str], rows: &[Vec<String>]) -> String {
    let rows: Vec<Vec<String>> = rows.iter().map(|row| row.iter().map(|cell| visible(cell)).collect()).collect();
    let least = longest_words(lines, headings, &rows);
    if !wide_enough(context, lines, &least) {
        return plain(headings, &rows);
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
    table.set_constraints(least.into_iter().map(|least| {
        let columns = u16::try_from(least + PADDING).unwrap_or(u16::MAX);
        ColumnConstraint::LowerBoundary(Width::Fixed(columns))
    }));
    table.lines().map(|line| line.trim_end().to_owned()).collect::<Vec<_>>().join("\n")
}

/// Whether the rows are drawn as a table, or told line by line.
pub fn fits(context: &Context, lines: Lines, headings: &[&str], rows: &[Vec<String>]) -> bool {
    let rows: Vec<Vec<String>> = rows.iter().map(|row| row.iter().map(|cell| visible(cell)).collect()).collect();
    wide_enough(context, lines, &longest_words(lines, headings, &rows))
}

fn wide_enough(context: &Context, lines: Lines, least: &[usize]) -> bool {
    let frame = match lines {
        Lines::Framed => least.len() + 1,
        Lines::None => 0,
    };
    let least: usize = least.iter().map(|word| word + PADDING).sum();
    !context.plain_prompts() && least + frame <= context.width
}

/// Spaces beside what a cell holds.
const PADDING: usize = 2;

/// The width of the longest word in each column, of cells that are shown as they are.
fn longest_words(lines: Lines, headings: &[&str], rows: &[Vec<String>]) -> Vec<usize> {
    let longest = |text: &str| text.split_whitespace().map(UnicodeWidthStr::width).max().unwrap_or(0);
    let column = |(n, heading): (usize, &&str)| {
        let heading = if lines == Lines::Framed { longest(heading) } else { 0 };
        rows.iter().filter_map(|row| row.get(n)).map(|cell| longest(cell)).max().unwrap_or(0).max(heading)
    };
    headings.iter().enumerate().map(column).collect()
}

fn plain(headings: &[&str], rows: &[Vec<String>]) -> String {
    let row = |cells: &Vec<String>| {
        let named = headings.iter().zip(cells).filter(|(_, cell)| !cell.is_empty());
        named.map(|(heading, cell)| format!("{heading}: {}", one_line(cell))).collect::<Vec<_>>().join("\n")
    };
    rows.iter().map(row).collect::<Vec<_>>().join("\n\n")
}
