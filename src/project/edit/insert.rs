//! Writing a value into the text: in place of the old one, or as a new field or record in the form of its neighbours.
//!
//! Every function returns the text with one range of bytes replaced. Nothing here looks at what the values mean.

use super::layout::{Field, Group, Inside, Layout, line_end, line_start};
use super::value::{Value, key, on_its_own_line, text_in_quotes, within_a_line};
use crate::project::model::Tables;
use crate::project::read::Shape;

/// How many steps lead to a record with a heading of its own: `[mission]` one, `[answers.x]` two; none for a field at
/// the top of the file.
pub(super) fn record_depth(section: &str) -> usize {
    let Some(field) = Tables::SPEC.fields.iter().find(|f| f.key == section) else { return 1 };
    let shape = (field.shape)();
    match &shape {
        Shape::Keyed(_, value) if value.holds_tables() => 2,
        _ => usize::from(shape.holds_tables()),
    }
}

/// Text with `range` replaced by `new`.
pub(super) fn spliced(text: &str, range: std::ops::Range<usize>, new: &str) -> String {
    [&text[..range.start], new, &text[range.end..]].concat()
}

/// Replaces the value of a field.
pub(super) fn replace(text: &str, layout: &Layout, field: &Field, value: &Value) -> String {
    let own_line = layout.fields().any(|(_, f)| std::ptr::eq(f, field));
    let new = if own_line { on_its_own_line(value, line_break(text, field.span.end)) } else { within_a_line(value) };
    spliced(text, field.span.clone(), &new)
}

/// Adds texts to the end of a list that is not empty, in the form of its last entry.
pub(super) fn append(text: &str, list: &Field, new: &[String]) -> Option<String> {
    let Inside::List(entries) = &list.inside else { return None };
    let last = entries.last()?;
    let start = line_start(text, last.start);
    let indent = &text[start..last.start];
    let new: Vec<String> = new.iter().map(|t| text_in_quotes(t)).collect();
    let end = line_end(text, last.end);
    if start < list.span.start || !indent.trim().is_empty() || end >= list.span.end {
        return Some(spliced(text, last.end..last.end, &format!(", {}", new.join(", "))));
    }
    // one entry on each line: what follows the last entry on its line stays there
    let rest = text[last.end..end].trim_end_matches(['\r', '\n']);
    let comma = rest.trim_start().starts_with(',');
    let line_break = line_break(text, last.end);
    let rows: Vec<String> = new.iter().map(|t| format!("{line_break}{indent}{t}")).collect();
    let (before, after) = if comma { ("", ",") } else { (",", "") };
    let added = format!("{before}{rest}{}{after}", rows.join(","));
    Some(spliced(text, last.end..last.end + rest.len(), &added))
}

/// Writes a field that is not there yet, and what must be there around it.
pub(super) fn field(text: &str, layout: &Layout, path: &[&str], value: &Value) -> Option<String> {
    let depth = record_depth(path[0]);
    let around = (1..path.len()).rev().find_map(|n| layout.group(&path[..n]).map(|group| (n, group)));
    match around {
        Some((n, group)) if n >= depth => {
            Some(into_group(text, layout, group, &path[..n], path[n], &folded(&path[n + 1..], value)))
        }
        Some(_) | None if depth == 0 => {
            let last = layout.statements.iter().take_while(|s| s.field().is_some()).count().checked_sub(1)?;
            Some(lines_after(text, layout, last, &[written_field(&key(path[0]), value, text, layout, last)]))
        }
        Some(_) | None => {
            let field = (path.get(depth)?.to_string(), folded(&path[depth + 1..], value));
            record(text, layout, &path[..depth], &[field])
        }
    }
}

/// Writes a record that is not there yet: in the form of its siblings, else under a heading of its own.
pub(super) fn record(text: &str, layout: &Layout, path: &[&str], fields: &[(String, Value)]) -> Option<String> {
    let (id, section) = path.split_last()?;
    let headings = layout.statements.iter().any(|s| s.heading().is_some_and(|h| h.len() > 1 && h[0] == path[0]));
    if section.is_empty() || headings {
        return Some(under_heading(text, layout, path, fields));
    }
    // one line for each field, after the last line of the siblings
    let lines = |keys: String, last: usize| {
        let written = |(k, v): &(String, Value)| written_field(&format!("{keys}.{}", key(k)), v, text, layout, last);
        let lines: Vec<String> = fields.iter().map(written).collect();
        Some(lines_after(text, layout, last, &lines))
    };
    let in_group = |group| {
        let whole = Value::Table(fields.to_vec());
        Some(into_group(text, layout, group, section, id, &whole))
    };
    match layout.group(section) {
        Some(group @ Group::Heading(n)) => match layout.last_field_under(n) {
            Some(last) if layout.statements[last].field().is_some_and(|f| f.path.len() > path.len()) => {
                lines(key(id), last)
            }
            Some(_) => in_group(group),
            None => Some(under_heading(text, layout, path, fields)),
        },
        Some(Group::Dotted(field, Some(last))) if field.path.len() > path.len() => {
            lines(format!("{}.{}", &text[field.keys_to(section.len())], key(id)), last)
        }
        Some(group @ (Group::Dotted(..) | Group::Inline(_))) => in_group(group),
        Some(Group::Implied) | None => Some(under_heading(text, layout, path, fields)),
    }
}

/// The value that stands for fields further in.
fn folded(keys: &[&str], value: &Value) -> Value {
    keys.iter().rev().fold(value.clone(), |value, key| Value::Table(vec![((*key).to_owned(), value)]))
}

fn into_group(text: &str, layout: &Layout, group: Group<'_>, path: &[&str], name: &str, value: &Value) -> String {
    match group {
        Group::Heading(n) => {
            let last = layout.last_field_under(n).unwrap_or(n);
            lines_after(text, layout, last, &[written_field(&key(name), value, text, layout, last)])
        }
        Group::Inline(field) => {
            let new = format!("{} = {}", key(name), within_a_line(value));
            match &field.inside {
                Inside::Fields(fields) if !fields.is_empty() => {
                    let end = fields[fields.len() - 1].span.end;
                    spliced(text, end..end, &format!(", {new}"))
                }
                Inside::Fields(_) | Inside::List(_) | Inside::Scalar => {
                    spliced(text, field.span.clone(), &format!("{{ {new} }}"))
                }
            }
        }
        Group::Dotted(field, statement) => {
            let keys = format!("{}.{}", &text[field.keys_to(path.len())], key(name));
            match statement {
                Some(last) => lines_after(text, layout, last, &[written_field(&keys, value, text, layout, last)]),
                None => {
                    let new = format!(", {keys} = {}", within_a_line(value));
                    spliced(text, field.span.end..field.span.end, &new)
                }
            }
        }
        Group::Implied => under_heading(text, layout, path, &[(name.to_owned(), value.clone())]),
    }
}

/// `keys = value`, with line breaks as in the lines of a statement.
fn written_field(keys: &str, value: &Value, text: &str, layout: &Layout, neighbour: usize) -> String {
    format!("{keys} = {}", on_its_own_line(value, line_break_of(text, layout, neighbour)))
}

/// Puts lines after those of a statement, as far in as they.
fn lines_after(text: &str, layout: &Layout, statement: usize, new: &[String]) -> String {
    let end = layout.statements[statement].lines.end;
    let line_break = line_break_of(text, layout, statement);
    let indent = indent(text, layout, statement);
    let ended = text[..end].ends_with('\n');
    let new: String = new
        .iter()
        .map(|line| if ended { format!("{indent}{line}{line_break}") } else { format!("{line_break}{indent}{line}") })
        .collect();
    spliced(text, end..end, &new)
}

/// Writes a heading with its fields after the last of its section, else at the end of the file.
fn under_heading(text: &str, layout: &Layout, path: &[&str], fields: &[(String, Value)]) -> String {
    let sibling = layout.last_heading_within(path).or_else(|| layout.last_heading_within(&path[..1]));
    let at = sibling.map_or(text.len(), |n| body_end(text, layout, n));
    let apart = sibling.is_none_or(|n| stands_apart(text, layout, n, path[0]));
    let line_break = line_break(text, at.saturating_sub(1));
    let heading_indent = sibling.map_or("", |n| indent(text, layout, n));
    let indent = sibling.map_or("", |n| indent(text, layout, layout.last_field_under(n).unwrap_or(n)));
    let keys: Vec<String> = path.iter().map(|k| key(k)).collect();
    let mut new = format!("{heading_indent}[{}]{line_break}", keys.join("."));
    for (name, value) in fields {
        new.push_str(&format!("{indent}{} = {}{line_break}", key(name), on_its_own_line(value, line_break)));
    }
    let (before, after) = (text[..at].trim_start_matches('\u{feff}'), &text[at..]);
    let ended = before.is_empty() || before.ends_with('\n');
    if apart && !before.is_empty() && !ends_blank(before) {
        new.insert_str(0, line_break);
    }
    if !ended {
        new.insert_str(0, line_break);
        if after.is_empty() {
            new.truncate(new.len() - line_break.len());
        }
    }
    if apart && !after.is_empty() && !starts_blank(after) {
        new.push_str(line_break);
    }
    spliced(text, at..at, &new)
}

/// The end of what stands under a heading: its fields, and the comments right below them unless they are right above
/// the next heading.
pub(super) fn body_end(text: &str, layout: &Layout, heading: usize) -> usize {
    let last = layout.last_field_under(heading).unwrap_or(heading);
    let end = layout.statements[last].lines.end;
    let mut below = end;
    while text[below..line_end(text, below)].trim_start().starts_with('#') {
        below = line_end(text, below);
    }
    let free = below == text.len() || starts_blank(&text[below..]);
    if free && text[..end].ends_with('\n') { below } else { end }
}

/// Whether a blank line stands between a heading and the statement before it in the same section.
fn stands_apart(text: &str, layout: &Layout, heading: usize, section: &str) -> bool {
    let Some(before) = heading.checked_sub(1).map(|n| &layout.statements[n]) else { return true };
    let path = match before.field() {
        Some(field) => &field.path,
        None => before.heading().unwrap_or_default(),
    };
    let between = &text[before.lines.end..layout.statements[heading].lines.start];
    path.first().is_none_or(|s| s != section) || between.lines().any(|line| line.trim().is_empty())
}

/// Whether the text begins with a blank line.
pub(super) fn starts_blank(text: &str) -> bool {
    text.contains('\n') && text.lines().next().is_some_and(|line| line.trim().is_empty())
}

/// Whether the text ends with a blank line.
fn ends_blank(text: &str) -> bool {
    text.ends_with('\n') && text.lines().next_back().is_some_and(|line| line.trim().is_empty())
}

fn line_break_of(text: &str, layout: &Layout, statement: usize) -> &'static str {
    line_break(text, layout.statements[statement].lines.end.saturating_sub(1))
}

/// The line break of the line in which `at` stands; where it has none, the more frequent one.
fn line_break(text: &str, at: usize) -> &'static str {
    let line = &text[..line_end(text, at.min(text.len()))];
    if line.ends_with("\r\n") {
        "\r\n"
    } else if line.ends_with('\n') {
        "\n"
    } else {
        let windows = text.matches("\r\n").count();
        if windows * 2 > text.matches('\n').count() { "\r\n" } else { "\n" }
    }
}

/// The white space before a statement.
fn indent<'t>(text: &'t str, layout: &Layout, statement: usize) -> &'t str {
    let line = &text[layout.statements[statement].lines.clone()];
    &line[..line.len() - line.trim_start_matches([' ', '\t']).len()]
}
