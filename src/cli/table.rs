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

/// The same of rows that are made when they are asked for, twice: there may be thousands. Where they are told line by
/// line, no two of them are kept at once, and where the width of each column is settled, no more than [`PIECE`].
pub fn draw_each<R: Iterator<Item = Vec<String>>>(
    context: &Context,
    lines: Lines,
    headings: &[&str],
    rows: impl Fn() -> R,
) -> String {
    let rows = || rows().map(seen);
    let widths = widths(lines, headings, rows());
    if !wide_enough(context, lines, &widths) {
        return plain(headings, rows());
    }
    // Short columns stay in one line if they can, so that what is left over goes to the long ones.
    let whole: Vec<Widths> =
        widths.iter().map(|w| if w.longest_line <= SHORT { w.in_one_line() } else { *w }).collect();
    let whole = if wide_enough(context, lines, &whole) { whole } else { widths };
    let room = u16::try_from(context.width).unwrap_or(100);
    let settled = lines == Lines::Framed && whole.iter().all(Widths::settled);
    let at_once = if settled { PIECE } else { usize::MAX };
    let mut rows = rows().peekable();
    let mut text = String::new();
    loop {
        let first = text.is_empty();
        let mut table = Table::new();
        table.load_style(match lines {
            Lines::Framed => presets::UTF8_FULL_CONDENSED,
            Lines::None => presets::NOTHING,
        });
        table.set_content_arrangement(ContentArrangement::Dynamic);
        table.set_width(room);
        if lines == Lines::Framed && first {
            table.set_header(headings);
        }
        table.add_rows(rows.by_ref().take(at_once));
        table.set_constraints(whole.iter().map(Widths::constraint));
        // Only the first piece begins the frame, and only the last ends it.
        let mut drawn: Vec<String> = table.lines().skip(usize::from(!first)).collect();
        let last = rows.peek().is_none();
        if !last {
            drawn.pop();
        }
        text.extend(drawn.iter().flat_map(|line| [line.trim_end(), "\n"]));
        if last {
            text.pop();
            return text;
        }
    }
}

/// Whether the rows are drawn as a table, or told line by line.
pub fn fits(context: &Context, lines: Lines, headings: &[&str], rows: &[Vec<String>]) -> bool {
    wide_enough(context, lines, &widths(lines, headings, rows.iter().cloned().map(seen)))
}

/// A row with nothing in it that cannot be seen.
fn seen(row: Vec<String>) -> Vec<String> {
    row.iter().map(|cell| visible(cell)).collect()
}

fn wide_enough(context: &Context, lines: Lines, widths: &[Widths]) -> bool {
    let frame = match lines {
        Lines::Framed => widths.len() + 1,
        Lines::None => 0,
    };
    let least: usize = widths.iter().map(|of| of.longest_word + PADDING).sum();
    !context.plain_prompts() && least + frame <= context.width
}

/// Spaces beside what a cell holds.
const PADDING: usize = 2;

/// A column as wide as this need not wrap.
const SHORT: usize = 12;

/// So many rows are drawn at once: the table crate takes some 2 KB for each.
const PIECE: usize = 50;

/// How wide a column must be that no word breaks, and that no line does.
#[derive(Clone, Copy, Debug, Default)]
struct Widths {
    longest_word: usize,
    longest_line: usize,
}

impl Widths {
    fn in_one_line(self) -> Self {
        Self { longest_word: self.longest_line, ..self }
    }

    /// Whether the column is as wide as its longest word in every table.
    fn settled(&self) -> bool {
        self.longest_word == self.longest_line
    }

    fn constraint(&self) -> ColumnConstraint {
        let columns = Width::Fixed(u16::try_from(self.longest_word + PADDING).unwrap_or(u16::MAX));
        match self.settled() {
            true => ColumnConstraint::Absolute(columns),
            false => ColumnConstraint::LowerBoundary(columns),
        }
    }

    fn take(&mut self, cell: &str) {
        let longest_word = cell.split_whitespace().map(UnicodeWidthStr::width).max();
        let longest_line = cell.lines().map(UnicodeWidthStr::width).max();
        self.longest_word = self.longest_word.max(longest_word.unwrap_or(0));
        self.longest_line = self.longest_line.max(longest_line.unwrap_or(0));
    }
}

/// The widths of the columns, of cells that are shown as they are.
fn widths(lines: Lines, headings: &[&str], rows: impl Iterator<Item = Vec<String>>) -> Vec<Widths> {
    let mut columns = vec![Widths::default(); headings.len()];
    if lines == Lines::Framed {
        columns.iter_mut().zip(headings).for_each(|(column, heading)| column.take(heading));
    }
    for row in rows {
        columns.iter_mut().zip(&row).for_each(|(column, cell)| column.take(cell));
    }
    columns
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
