//! Taking a value out of the text: its lines with their end comment, or its part of an inline group.
//!
//! Comments on lines of their own stay, unless they stand inside what is removed. Nothing here looks at what the
//! values mean.

use super::insert::{body_end, spliced, starts_blank};
use super::layout::{Field, Inside, Layout, line_end, line_start, within};

/// Removes everything at `path`, wherever in the text it stands; nothing when it is not there.
pub(super) fn remove(text: &str, path: &[&str]) -> String {
    let mut text = text.to_owned();
    while let Some(less) = remove_last(&text, path) {
        text = less;
    }
    text
}

/// Removes the last heading, or else the last field, that is at `path` or in it.
fn remove_last(text: &str, path: &[&str]) -> Option<String> {
    let layout = Layout::of(text);
    if let Some(heading) = layout.last_heading_within(path) {
        return Some(remove_heading(text, &layout, heading));
    }
    for statement in layout.statements.iter().rev() {
        let Some(field) = statement.field() else { continue };
        if within(&field.path, path) {
            return Some(spliced(text, statement.lines.clone(), ""));
        }
        if let Some(less) = remove_inside(text, field, path) {
            return Some(less);
        }
    }
    None
}

fn remove_heading(text: &str, layout: &Layout, heading: usize) -> String {
    let start = layout.statements[heading].lines.start;
    let mut end = body_end(text, layout, heading);
    let top = line_start(text, 0);
    let mut blank = start;
    while blank > top {
        let line = line_start(text, blank - 1);
        if !text[line..blank].trim().is_empty() {
            break;
        }
        blank = line;
    }
    // one of the two gaps goes with the record: the one before it, or at the top of the file the one after it
    if blank == top {
        while starts_blank(&text[end..]) {
            end = line_end(text, end);
        }
        return spliced(text, start..end, "");
    }
    let gap_after = end == text.len() || starts_blank(&text[end..]);
    spliced(text, if gap_after { blank } else { start }..end, "")
}

/// Removes the last field at `path` or in it from an inline group.
fn remove_inside(text: &str, around: &Field, path: &[&str]) -> Option<String> {
    let Inside::Fields(fields) = &around.inside else { return None };
    for (n, field) in fields.iter().enumerate().rev() {
        if within(&field.path, path) {
            let range = match (n.checked_sub(1), fields.get(n + 1)) {
                (None, None) => around.span.start + 1..around.span.end - 1,
                (Some(before), None) => fields[before].span.end..field.span.end,
                (_, Some(after)) => field.keys[0].start..after.keys[0].start,
            };
            return Some(spliced(text, range, ""));
        }
        if let Some(less) = remove_inside(text, field, path) {
            return Some(less);
        }
    }
    None
}
