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
    draw_each(context, lines, headings, || rows.iter().cloned())
}

/// The same of rows that are made when they are asked for, twice: there may be thousands, and where they are told line
/// by line no two of them are kept at once.
pub fn draw_each<R: Iterator<Item = Vec<String>>>(
    context: &Context,
    lines: Lines,
    headings: &[&str],
    rows: impl Fn() -> R,
) -> String {
    let rows = || rows().map(seen);
    let least = longest_words(lines, headings, rows());
    if !wide_enough(context, lines, &least) {
        return plain(headings, rows());
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
    table.add_rows(rows());
    table.set_constraints(least.into_iter().map(|least| {
        let columns = u16::try_from(least + PADDING).unwrap_or(u16::MAX);
        ColumnConstraint::LowerBoundary(Width::Fixed(columns))
    }));
    table.lines().map(|line| line.trim_end().to_owned()).collect::<Vec<_>>().join("\n")
}

/// Whether the rows are drawn as a table, or told line by line.
pub fn fits(context: &Context, lines: Lines, headings: &[&str], rows: &[Vec<String>]) -> bool {
    wide_enough(context, lines, &longest_words(lines, headings, rows.iter().cloned().map(seen)))
}

/// A row with nothing in it that cannot be seen.
fn seen(row: Vec<String>) -> Vec<String> {
    row.iter().map(|cell| visible(cell)).collect()
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
fn longest_words(lines: Lines, headings: &[&str], rows: impl Iterator<Item = Vec<String>>) -> Vec<usize> {
    let longest = |text: &str| text.split_whitespace().map(UnicodeWidthStr::width).max().unwrap_or(0);
    let of_heading = |heading: &&str| if lines == Lines::Framed { longest(heading) } else { 0 };
    let mut least: Vec<usize> = headings.iter().map(of_heading).collect();
    for row in rows {
        for (least, cell) in least.iter_mut().zip(&row) {
            *least = longest(cell).max(*least);
        }
    }
    least
}

fn plain(headings: &[&str], rows: impl Iterator<Item = Vec<String>>) -> String {
    let mut text = String::new();
    for (n, row) in rows.enumerate() {
        text.push_str(if n > 0 { "\n\n" } else { "" });
        let named = headings.iter().zip(&row).filter(|(_, cell)| !cell.is_empty());
        for (m, (heading, cell)) in named.enumerate() {
            text.extend([if m > 0 { "\n" } else { "" }, heading, ": ", &one_line(cell)]);
        }
    }
    text
}
