//! Where everything stands in the text of a project file: headings, fields, and what is inside inline groups.
//!
//! It is made from the events of the same parser that reads the model, and keeps ranges of bytes only. It changes
//! nothing and is used for text that is known to be readable.

use std::borrow::Cow;
use std::ops::Range;

use toml_parser::Source;
use toml_parser::parser::{Event, EventKind, parse_document};

/// The statements of a file, in the order of the text.
pub(super) struct Layout {
    pub statements: Vec<Statement>,
}

/// A heading or a field, with the whole lines on which it stands.
pub(super) struct Statement {
    pub lines: Range<usize>,
    pub kind: Kind,
}

pub(super) enum Kind {
    /// `[a.b]`.
    Heading(Vec<String>),
    /// `key = value`.
    Field(Field),
}

/// `key = value`, on lines of its own or inside an inline group.
pub(super) struct Field {
    /// The way from the top of the file.
    pub path: Vec<String>,
    /// How many steps of the path stand outside, in the heading or the key of the group around.
    pub outside: usize,
    /// Where each key stands.
    pub keys: Vec<Range<usize>>,
    pub span: Range<usize>,
    pub inside: Inside,
}

/// What is inside a value.
pub(super) enum Inside {
    Scalar,
    /// The spans of the entries.
    List(Vec<Range<usize>>),
    Fields(Vec<Field>),
}

/// Where a group of fields is opened.
#[derive(Clone, Copy)]
pub(super) enum Group<'a> {
    /// Under a heading of its own: the statement's number.
    Heading(usize),
    /// As an inline group.
    Inline(&'a Field),
    /// By dotted keys: the last field among them, with its statement's number unless it is in an inline group.
    Dotted(&'a Field, Option<usize>),
    /// Only by headings further in.
    Implied,
}

impl Field {
    /// Where the keys up to `depth` steps from the top stand.
    pub fn keys_to(&self, depth: usize) -> Range<usize> {
        self.keys[0].start..self.keys[depth - self.outside - 1].end
    }

    fn find(&self, path: &[&str]) -> Option<&Field> {
        if same(&self.path, path) {
            return Some(self);
        }
        match &self.inside {
            Inside::Fields(fields) if starts(path, &self.path) => fields.iter().find_map(|f| f.find(path)),
            Inside::Fields(_) | Inside::List(_) | Inside::Scalar => None,
        }
    }

    /// The last field in here, or this one, whose dotted keys open the group at `path`.
    fn opens(&self, path: &[&str]) -> Option<&Field> {
        if self.path.len() > path.len() {
            return (self.outside < path.len() && within(&self.path, path)).then_some(self);
        }
        match &self.inside {
            Inside::Fields(fields) if starts(path, &self.path) => fields.iter().rev().find_map(|f| f.opens(path)),
            Inside::Fields(_) | Inside::List(_) | Inside::Scalar => None,
        }
    }
}

impl Statement {
    pub fn field(&self) -> Option<&Field> {
        match &self.kind {
            Kind::Heading(_) => None,
            Kind::Field(field) => Some(field),
        }
    }
    pub fn heading(&self) -> Option<&[String]> {
        match &self.kind {
            Kind::Heading(path) => Some(path),
            Kind::Field(_) => None,
        }
    }
}

impl Layout {
    /// The layout of `text`, which must be readable.
    pub fn of(text: &str) -> Self {
        let source = Source::new(text);
        let tokens = source.lex().into_vec();
        let mut events: Vec<Event> = Vec::with_capacity(tokens.len());
        parse_document(&tokens, &mut events, &mut ());
        events.retain(|e| {
            !matches!(e.kind(), EventKind::Whitespace | EventKind::Comment | EventKind::Newline | EventKind::KeySep)
        });
        Walk { text, source, events, at: 0 }.statements()
    }

    /// The field whose value is the whole of `path`.
    pub fn value(&self, path: &[&str]) -> Option<&Field> {
        self.fields().find_map(|(_, field)| field.find(path))
    }

    /// Where the group at `path` is opened, if it is there.
    pub fn group(&self, path: &[&str]) -> Option<Group<'_>> {
        let heading = |s: &Statement| s.heading().is_some_and(|h| same(h, path));
        if let Some(n) = self.statements.iter().position(heading) {
            return Some(Group::Heading(n));
        }
        if let Some(field) = self.value(path) {
            return matches!(field.inside, Inside::Fields(_)).then_some(Group::Inline(field));
        }
        if let Some((n, outer, field)) =
            self.fields().filter_map(|(n, outer)| outer.opens(path).map(|f| (n, outer, f))).last()
        {
            return Some(Group::Dotted(field, std::ptr::eq(outer, field).then_some(n)));
        }
        self.last_heading_within(path).map(|_| Group::Implied)
    }

    /// The last heading of the group at `path` or of a group in it.
    pub fn last_heading_within(&self, path: &[&str]) -> Option<usize> {
        self.statements.iter().rposition(|s| s.heading().is_some_and(|h| within(h, path)))
    }

    /// The last field directly under the heading with this number; none when there is none.
    pub fn last_field_under(&self, heading: usize) -> Option<usize> {
        let fields = self.statements[heading + 1..].iter().take_while(|s| s.field().is_some()).count();
        (fields > 0).then_some(heading + fields)
    }

    /// The fields that stand on lines of their own, with their statement's number.
    pub fn fields(&self) -> impl Iterator<Item = (usize, &Field)> {
        self.statements.iter().enumerate().filter_map(|(n, s)| s.field().map(|f| (n, f)))
    }
}

fn same(path: &[String], other: &[&str]) -> bool {
    path.len() == other.len() && within(path, other)
}

/// Whether `path` is `group` or lies in it.
pub(super) fn within(path: &[String], group: &[&str]) -> bool {
    path.len() >= group.len() && path.iter().zip(group).all(|(a, b)| a == b)
}

fn starts(path: &[&str], beginning: &[String]) -> bool {
    path.len() >= beginning.len() && path.iter().zip(beginning).all(|(a, b)| a == b)
}

/// Goes through the events once.
struct Walk<'t> {
    text: &'t str,
    source: Source<'t>,
    events: Vec<Event>,
    at: usize,
}

impl Walk<'_> {
    fn statements(mut self) -> Layout {
        let mut statements = Vec::new();
        let mut heading: Vec<String> = Vec::new();
        while let Some(event) = self.events.get(self.at) {
            let start = event.span().start();
            let kind = match event.kind() {
                EventKind::StdTableOpen | EventKind::ArrayTableOpen => {
                    self.at += 1;
                    heading = self.keys().0;
                    Kind::Heading(heading.clone())
                }
                EventKind::SimpleKey => Kind::Field(self.field(&heading)),
                _ => {
                    self.at += 1;
                    continue;
                }
            };
            let end = match &kind {
                Kind::Field(field) => field.span.end,
                Kind::Heading(_) => start,
            };
            statements.push(Statement { lines: line_start(self.text, start)..line_end(self.text, end), kind });
        }
        Layout { statements }
    }

    fn peek(&self) -> Option<EventKind> {
        self.events.get(self.at).map(Event::kind)
    }

    fn keys(&mut self) -> (Vec<String>, Vec<Range<usize>>) {
        let (mut keys, mut spans) = (Vec::new(), Vec::new());
        while let Some(event) = self.events.get(self.at)
            && event.kind() == EventKind::SimpleKey
        {
            let mut key = Cow::Borrowed("");
            if let Some(raw) = self.source.get(event) {
                raw.decode_key(&mut key, &mut ());
            }
            keys.push(key.into_owned());
            spans.push(event.span().start()..event.span().end());
            self.at += 1;
        }
        (keys, spans)
    }

    fn field(&mut self, around: &[String]) -> Field {
        let (mut path, keys) = (around.to_vec(), self.keys());
        path.extend(keys.0);
        if self.peek() == Some(EventKind::KeyValSep) {
            self.at += 1;
        }
        let (span, inside) = self.value(&path);
        Field { path, outside: around.len(), keys: keys.1, span, inside }
    }

    fn value(&mut self, path: &[String]) -> (Range<usize>, Inside) {
        let Some(event) = self.events.get(self.at) else {
            return (self.text.len()..self.text.len(), Inside::Scalar);
        };
        let start = event.span().start();
        let (kind, mut end) = (event.kind(), event.span().end());
        self.at += 1;
        let (mut entries, mut fields) = (Vec::new(), Vec::new());
        let close = match kind {
            EventKind::ArrayOpen => EventKind::ArrayClose,
            EventKind::InlineTableOpen => EventKind::InlineTableClose,
            _ => return (start..end, Inside::Scalar),
        };
        while let Some(event) = self.events.get(self.at) {
            end = event.span().end();
            if event.kind() == close {
                self.at += 1;
                break;
            } else if event.kind() == EventKind::ValueSep {
                self.at += 1;
            } else if close == EventKind::ArrayClose {
                entries.push(self.value(path).0);
            } else if event.kind() == EventKind::SimpleKey {
                fields.push(self.field(path));
            } else {
                self.at += 1;
            }
        }
        let inside = if close == EventKind::ArrayClose { Inside::List(entries) } else { Inside::Fields(fields) };
        (start..end, inside)
    }
}

/// The beginning of the line in which `at` stands; a byte-order mark belongs to no line.
pub(super) fn line_start(text: &str, at: usize) -> usize {
    let first = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    text.as_bytes()[..at].iter().rposition(|b| *b == b'\n').map_or(first, |n| n + 1).max(first)
}

/// The end of the line in which `at` stands, with its line end.
pub(super) fn line_end(text: &str, at: usize) -> usize {
    text.as_bytes()[at..].iter().position(|b| *b == b'\n').map_or(text.len(), |n| at + n + 1)
}
