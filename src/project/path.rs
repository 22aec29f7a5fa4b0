//! Paths to a place in a project file, such as `stakeholders.claimants.power` or `answers.x.evidence[1]`.
//!
//! A path is symbolic: it names a place whether or not the file holds it. Where it stands in the text is found by
//! [`Document::locate`](super::document::Document::locate).

use std::cmp::Ordering;
use std::fmt;
use std::str::FromStr;

use serde::{Serialize, Serializer};

/// One step of a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Step<'p> {
    /// A field or id.
    Key(&'p str),
    /// A position in a list, from 0.
    Index(usize),
}

/// The way from the top of a project file to one place in it.
///
/// The steps stand in one text, because a check makes thousands of paths: a key as its length in bytes, a colon and
/// itself (`5:power`), a position as `#2;`. So no key can be taken for something else, whatever is in it.
#[derive(Clone, Default, PartialEq, Eq, Hash)]
pub struct FieldPath(Box<str>);

/// The steps of a path, outermost first.
#[derive(Clone, Debug)]
pub struct Steps<'p>(&'p str);

impl<'p> Iterator for Steps<'p> {
    type Item = Step<'p>;

    fn next(&mut self) -> Option<Step<'p>> {
        let (first, ends) = match self.0.as_bytes().first()? {
            b'#' => (1, b';'),
            _ => (0, b':'),
        };
        let digits = self.0.as_bytes()[first..].iter().take_while(|byte| **byte != ends);
        let (mut number, mut at) = (0, first + 1);
        for digit in digits {
            number = number * 10 + usize::from(digit - b'0');
            at += 1;
        }
        let rest = &self.0[at..];
        if first == 1 {
            self.0 = rest;
            return Some(Step::Index(number));
        }
        let (key, rest) = rest.split_at(number);
        self.0 = rest;
        Some(Step::Key(key))
    }
}

/// How many decimal digits a number has.
fn digits(number: usize) -> usize {
    number.checked_ilog10().map_or(1, |n| n as usize + 1)
}

/// How many bytes a key takes.
fn taken(key: &str) -> usize {
    digits(key.len()) + 1 + key.len()
}

fn push_number(text: &mut String, number: usize) {
    let digit = |n: usize| char::from(b'0' + (n % 10) as u8);
    // Nearly every key is shorter than a hundred bytes, and a check makes thousands of paths.
    match number {
        0..100 => {
            if number >= 10 {
                text.push(digit(number / 10));
            }
            text.push(digit(number));
        }
        _ => text.push_str(&number.to_string()),
    }
}

fn push(text: &mut String, step: Step<'_>) {
    match step {
        Step::Key(key) => {
            push_number(text, key.len());
            text.push(':');
            text.push_str(key);
        }
        Step::Index(index) => {
            text.push('#');
            push_number(text, index);
            text.push(';');
        }
    }
}

impl FieldPath {
    /// The top of the file.
    pub fn root() -> Self {
        Self::default()
    }

    /// The path made of `keys`.
    pub fn of<const N: usize>(keys: [&str; N]) -> Self {
        Self::keys(keys.into_iter())
    }

    /// The path made of `keys`, then of those that stand in `dotted` with dots between them (`response.due`).
    pub(crate) fn of_dotted<const N: usize>(keys: [&str; N], dotted: &str) -> Self {
        Self::keys(keys.into_iter().chain(dotted.split('.')))
    }

    fn keys<'k>(keys: impl Iterator<Item = &'k str> + Clone) -> Self {
        let mut text = String::with_capacity(keys.clone().map(taken).sum());
        for key in keys {
            push(&mut text, Step::Key(key));
        }
        Self(text.into())
    }

    /// The path one field further.
    #[must_use]
    pub fn key(&self, key: &str) -> Self {
        let mut text = String::with_capacity(self.0.len() + taken(key));
        text.push_str(&self.0);
        push(&mut text, Step::Key(key));
        Self(text.into())
    }

    /// The path to one entry of a list, counted from 0.
    #[must_use]
    pub fn index(&self, index: usize) -> Self {
        let mut text = String::with_capacity(self.0.len() + digits(index) + 2);
        text.push_str(&self.0);
        push(&mut text, Step::Index(index));
        Self(text.into())
    }

    /// The steps, outermost first.
    pub fn steps(&self) -> Steps<'_> {
        Steps(&self.0)
    }

    /// The steps, outermost first, to be looked at as a whole.
    pub fn parts(&self) -> Vec<Step<'_>> {
        self.steps().collect()
    }

    /// The path as people read it: keys separated by dots, odd keys in quotation marks, positions in brackets.
    fn shown(&self) -> String {
        let mut text = String::with_capacity(self.0.len());
        self.show(&mut text);
        text
    }

    /// Writes the path as people read it to the end of `text`.
    pub(crate) fn show(&self, text: &mut String) {
        let from = text.len();
        for step in self.steps() {
            match step {
                Step::Key(key) => {
                    if text.len() > from {
                        text.push('.');
                    }
                    if is_bare(key) { text.push_str(key) } else { push_quoted(text, key) }
                }
                Step::Index(n) => {
                    text.push('[');
                    push_number(text, n);
                    text.push(']');
                }
            }
        }
    }

    /// Whether it is the top of the file.
    pub fn is_root(&self) -> bool {
        self.0.is_empty()
    }

    /// The path without its last step; the root has no parent.
    pub fn parent(&self) -> Option<Self> {
        let mut rest = self.steps();
        let mut last = rest.0;
        while !rest.0.is_empty() {
            last = rest.0;
            rest.next();
        }
        (!self.is_root()).then(|| Self(self.0[..self.0.len() - last.len()].into()))
    }

    /// Whether this path is `other` or lies inside it.
    pub fn is_within(&self, other: &FieldPath) -> bool {
        // no step is the beginning of another
        self.0.starts_with(&*other.0)
    }

    /// The key at position `n`, counted from 0.
    pub fn key_at(&self, n: usize) -> Option<&str> {
        match self.steps().nth(n)? {
            Step::Key(key) => Some(key),
            Step::Index(_) => None,
        }
    }
}

impl PartialOrd for FieldPath {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for FieldPath {
    fn cmp(&self, other: &Self) -> Ordering {
        self.steps().cmp(other.steps())
    }
}

impl fmt::Debug for FieldPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "FieldPath({self})")
    }
}

impl<'p> FromIterator<Step<'p>> for FieldPath {
    fn from_iter<T: IntoIterator<Item = Step<'p>>>(steps: T) -> Self {
        // Most paths are no longer than this.
        let mut text = String::with_capacity(64);
        for step in steps {
            push(&mut text, step);
        }
        Self(text.into())
    }
}

/// Whether a key may stand without quotation marks.
pub(crate) fn is_bare(key: &str) -> bool {
    !key.is_empty() && key.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_')
}

/// A key in quotation marks, as TOML writes it, so that a path can be copied into a heading.
fn push_quoted(text: &mut String, key: &str) {
    text.push('"');
    for c in key.chars() {
        match c {
            '"' | '\\' => text.extend(['\\', c]),
            '\n' => text.push_str("\\n"),
            '\r' => text.push_str("\\r"),
            '\t' => text.push_str("\\t"),
            c if c.is_control() => text.push_str(&format!("\\u{:04X}", u32::from(c))),
            c => text.push(c),
        }
    }
    text.push('"');
}

/// The key that begins after an opening quotation mark, and what follows the closing one.
fn read_quoted(text: &str) -> Option<(String, &str)> {
    let mut key = String::new();
    let mut chars = text.chars();
    loop {
        match chars.next()? {
            '"' => return Some((key, chars.as_str())),
            '\\' => match chars.next()? {
                c @ ('"' | '\\') => key.push(c),
                'n' => key.push('\n'),
                'r' => key.push('\r'),
                't' => key.push('\t'),
                'u' => {
                    let (digits, rest) = chars.as_str().split_at_checked(4)?;
                    key.push(char::from_u32(u32::from_str_radix(digits, 16).ok()?)?);
                    chars = rest.chars();
                }
                _ => return None,
            },
            c => key.push(c),
        }
    }
}

impl fmt::Display for FieldPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.shown())
    }
}

impl Serialize for FieldPath {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.shown())
    }
}

impl FromStr for FieldPath {
    type Err = String;

    /// Reads the form that is shown: keys separated by dots, odd keys in quotation marks, positions in brackets.
    fn from_str(text: &str) -> Result<Self, String> {
        let mut steps = String::new();
        let mut rest = text;
        let wrong = || format!("“{text}” is not a place in a project file; write for example activities.panel");
        while !rest.is_empty() {
            if let Some(inside) = rest.strip_prefix('[') {
                let (number, after) = inside.split_once(']').ok_or_else(wrong)?;
                push(&mut steps, Step::Index(number.parse().map_err(|_| wrong())?));
                rest = after;
            } else if let Some(quoted) = rest.strip_prefix('"') {
                let (key, after) = read_quoted(quoted).ok_or_else(wrong)?;
                push(&mut steps, Step::Key(&key));
                rest = after;
            } else {
                let end = rest.find(['.', '[', '"']).unwrap_or(rest.len());
                if end == 0 {
                    return Err(wrong());
                }
                push(&mut steps, Step::Key(&rest[..end]));
                rest = &rest[end..];
            }
            // A step ends at the end, before a position, or before a dot that leads to a key.
            if let Some(after) = rest.strip_prefix('.') {
                if after.is_empty() || after.starts_with('[') {
                    return Err(wrong());
                }
                rest = after;
            } else if !rest.is_empty() && !rest.starts_with('[') {
                return Err(wrong());
            }
        }
        Ok(Self(steps.into()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shown_and_read() {
        for text in ["activities.panel.stakeholders[1]", "documents.\"evidence/a b.md\".on", "project", ""] {
            assert_eq!(text.parse::<FieldPath>().unwrap().to_string(), text);
        }
        assert!("a..b".parse::<FieldPath>().is_err());
        assert!("a.".parse::<FieldPath>().is_err());
        for text in ["\"a\"b", "a[0]b", "a\"b\"", "a.[0]", "a[", "a[x]", "\"a", "\"a\\", "\"\\u12\"", "\"\\é\""] {
            assert!(text.parse::<FieldPath>().is_err(), "{text}");
        }
    }

    #[test]
    fn odd_keys_are_written_as_toml_writes_them() {
        let path = FieldPath::of(["documents", "a \"b\"\\c\n\u{1}é\u{301}"]);
        assert_eq!(path.to_string(), "documents.\"a \\\"b\\\"\\\\c\\n\\u0001é\u{301}\"");
    }

    proptest::proptest! {
        #[test]
        fn what_is_shown_leads_back(keys in proptest::collection::vec((".{0,8}|[\"\\\\\\p{Cc}a]{0,6}", proptest::option::of(0..40_usize)), 0..4)) {
            let steps = keys.iter().flat_map(|(key, index)| {
                [Some(Step::Key(key.as_str())), index.map(Step::Index)].into_iter().flatten()
            });
            let steps: Vec<Step<'_>> = steps.collect();
            let path: FieldPath = steps.iter().copied().collect();
            proptest::prop_assert_eq!(&path.parts(), &steps);
            let parent = steps.split_last().map(|(_, rest)| rest.iter().copied().collect());
            proptest::prop_assert_eq!(path.parent(), parent);
            proptest::prop_assert_eq!(path.to_string().parse::<FieldPath>(), Ok(path));
        }
    }
}
