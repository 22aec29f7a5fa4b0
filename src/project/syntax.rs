//! What to say where a text is not TOML at all: the mistake in plain words, its place, and a way out.
//!
//! The TOML reader says what it expected next; people need to know what they did. So the line itself is looked at
//! first, and the reader's words only then. Nothing here decides whether a text can be read.

use std::ops::Range;

use toml::de::Error;

use super::document::clamp;
use super::path::FieldPath;
use super::problem::{Problem, ProblemCode};

/// More than this many places at once help nobody.
const MOST: usize = 20;

/// One mistake, and whether what follows it may only be its echo.
struct Mistake {
    span: Range<usize>,
    message: String,
    hint: String,
    spreads: bool,
}

/// The problems behind the reader's errors: one on each line, up to the first whose echoes would follow.
pub(super) fn problems(text: &str, errors: &[Error]) -> Vec<Problem> {
    let mut errors: Vec<(Range<usize>, &str)> =
        errors.iter().map(|e| (clamp(text, e.span().unwrap_or(0..0)), e.message())).collect();
    errors.sort_by_key(|(span, _)| span.start);
    let mut found: Vec<Problem> = Vec::new();
    let mut read_to = None;
    for (span, message) in errors {
        let line = Line::around(text, span.start);
        if read_to.is_some_and(|end| span.start <= end) || found.len() == MOST {
            continue;
        }
        read_to = Some(line.end);
        let Mistake { span, message, hint, spreads } = mistake(text, &line, span, message);
        found.push(Problem { code: ProblemCode::Syntax, path: FieldPath::root(), span, message, hint: Some(hint) });
        if spreads {
            break;
        }
    }
    found
}

/// The line on which the reader stopped.
struct Line<'t> {
    text: &'t str,
    start: usize,
    end: usize,
}

impl<'t> Line<'t> {
    fn around(text: &'t str, at: usize) -> Self {
        let start = text[..at].rfind('\n').map_or(0, |n| n + 1);
        let end = text[at..].find('\n').map_or(text.len(), |n| at + n);
        Self { text: text[start..end].trim_end().trim_start_matches('\u{feff}'), start, end }
    }

    /// The whole line without the blanks before it.
    fn span(&self, text: &str) -> Range<usize> {
        let from = text[self.start..self.end].find(|c: char| !c.is_whitespace() && c != '\u{feff}').unwrap_or(0);
        self.start + from..self.start + from + self.text.trim().len()
    }

    fn is_heading(&self) -> bool {
        self.text.trim_start().starts_with('[')
    }

    fn is_assignment(&self) -> bool {
        self.text.split_once('=').is_some_and(|(name, _)| {
            let name = name.trim();
            !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_.\"'".contains(&b))
        })
    }

    /// The value after the first equals sign, with its place.
    fn value(&self, text: &'t str) -> Option<(Range<usize>, &'t str)> {
        let line = &text[self.start..self.end];
        let from = line.find('=')? + 1;
        let from = from + (line[from..].len() - line[from..].trim_start().len());
        let value = line[from..].trim_end();
        Some((self.start + from..self.start + from + value.len(), value))
    }
}

fn mistake(text: &str, line: &Line<'_>, span: Range<usize>, message: &str) -> Mistake {
    let says = |words: &str| message.contains(words);
    let whole = line.span(text);
    let begins_line = span.start <= whole.start;
    let token = &text[span.clone()];
    let next = text[span.start..].chars().next();
    let list = says("array") && !says("array table") && !says("array opening");
    let group = says("inline table") || says("key-value pairs");

    if ["<<<<<<<", "=======", ">>>>>>>", "|||||||"].iter().any(|mark| line.text.starts_with(mark)) {
        let hint = "Keep one of the two, and remove the lines that begin with <<<<<<<, ======= and >>>>>>>.";
        return spreading(whole, "two versions of this place stand side by side, left by git", hint);
    }
    if next.is_some_and(|c| c.is_control() && !c.is_whitespace()) {
        return local(span, "here stands a character that cannot be shown", "Remove it, and write the text anew.");
    }
    if says("duplicate key") {
        let message = format!("“{}” is used twice", token.trim_matches(['"', '\'']));
        return if line.is_heading() {
            let hint = format!("There is a {} already: join the two, or give one another id.", line.text.trim());
            spreading(span, &message, &hint)
        } else {
            local(span, &message, "Remove one of the two, or give it another name.")
        };
    }
    if says("dotted key") {
        let message = format!("“{token}” is already written in braces or as a value");
        return spreading(span, &message, "Write all its fields in the braces, or all of them below one heading.");
    }
    if says("recursion") {
        let message = "lists or groups lie too deep inside each other to be read";
        return spreading(span, message, "A plan needs no more than five levels.");
    }
    if (list || group || (says("must be quoted") && begins_line))
        && (begins_line || span.start >= text.trim_end().len())
        && (line.is_assignment() || line.is_heading() || line.text.trim().is_empty() || says("unclosed"))
    {
        return if group {
            spreading(span, "the group in braces above is not closed", "Add the closing brace } after its last field.")
        } else {
            spreading(span, "the list above is not closed", "Add the closing square bracket ] after its last entry.")
        };
    }
    if says("extra comma") && list {
        return local(span, "there is one comma too many in this list", "Remove it.");
    }
    if !list && let Some(found) = number_with_commas(text, span.start) {
        return found;
    }
    if list {
        let hint = "Separate entries with commas: [\"one\", \"two\"].";
        return spreading(span, "a comma is missing between two entries of this list", hint);
    }
    if group {
        let hint = "Separate fields with commas: { amount = 480_000, currency = \"EUR\" }.";
        return spreading(span, "a comma is missing between two fields of this group", hint);
    }
    if line.is_heading() {
        let hint = "Write it on a line of its own, as in [activities.my-panel]: lower-case letters, digits and hyphens, no spaces.";
        return spreading(span, "this heading in square brackets is not closed, or its name is not a name", hint);
    }
    if says("string") && !says("must be quoted") || says("escape") || says("unicode") {
        return text_mistake(text, line, span, message);
    }
    if says("key") {
        return name_mistake(line, span, whole, message);
    }
    value_mistake(text, line, span, message)
}

/// `480,000` and `480.000,00`.
fn number_with_commas(text: &str, at: usize) -> Option<Mistake> {
    let part = |c: char| c.is_ascii_digit() || c == ',' || c == '.' || c == '_';
    let start = text[..at].rfind(|c| !part(c)).map_or(0, |n| n + text[n..].chars().next().map_or(1, char::len_utf8));
    let end = text[at..].find(|c| !part(c)).map_or(text.len(), |n| at + n);
    let token = text[start..end].trim_end_matches(',');
    let digits: String = token.chars().filter(char::is_ascii_digit).collect();
    if !token.contains(',') || !token.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let hint = if token.contains('.') || !token.split(',').skip(1).all(|group| group.len() == 3) {
        "Write digits alone, with a point before decimals, for example 480000 or 0.5.".to_owned()
    } else {
        format!("Write {digits}.")
    };
    Some(local(start..start + token.len(), "a number is written with no commas", &hint))
}

fn text_mistake(text: &str, line: &Line<'_>, span: Range<usize>, message: &str) -> Mistake {
    if message.contains("multi-line") {
        let hint = "Add the same three quotation marks after its last line.";
        return spreading(span, "a text that begins with three quotation marks is not closed", hint);
    }
    if message.contains("escape") || message.contains("unicode") {
        let hint = "Write \\\\ for a backslash, and / between the folders of a path.";
        return local(span, "a backslash stands alone in this text", hint);
    }
    let (place, mark) = match line.value(text) {
        Some((place, value)) if value.starts_with(['"', '\'']) && !value[1..].contains(&value[..1]) => {
            (place, &value[..1])
        }
        _ => (span, "\""),
    };
    let hint = format!("Add {mark} at the end of the text.");
    local(place, "the quotation mark that closes this text is missing", &hint)
}

fn name_mistake(line: &Line<'_>, span: Range<usize>, whole: Range<usize>, message: &str) -> Mistake {
    let content = line.text.trim();
    let name = content.split(['=', ':']).next().unwrap_or_default().trim();
    if content.starts_with("//") || content.starts_with("--") || content.starts_with(';') {
        return local(whole, "a note begins with #", "Put # before it.");
    }
    if message.contains("unexpected key or value") {
        let hint = "Write one name = value on each line, and # before a note.";
        return local(span, "something is left over at the end of this line", hint);
    }
    if content.starts_with('=') {
        return local(whole, "the name before the equals sign is missing", "Write name = \"value\".");
    }
    if content[name.len()..].trim_start().starts_with(':') {
        let hint = "Write name = \"value\".";
        return local(whole, "a name and its value are joined by an equals sign, not by a colon", hint);
    }
    if content.contains('=') {
        let hint = "Names of fields have lower-case English letters and hyphens, no spaces and no accents.";
        return local(whole, &format!("“{name}” is not the name of a field"), hint);
    }
    let hint = "Write name = \"value\", or put # before the line if it is a note.";
    local(whole, "a name is followed by no value", hint)
}

fn value_mistake(text: &str, line: &Line<'_>, span: Range<usize>, message: &str) -> Mistake {
    let token = text[span.clone()].trim();
    if token.contains(['“', '”', '„', '«', '‘', '’']) {
        let message = "these quotation marks come from a word processor";
        return local(span, message, "Write straight quotation marks: \"…\".");
    }
    if message.contains("day between") || message.contains("month between") {
        let hint = "Write year-month-day, for example 2026-11-23.";
        return local(span, "there is no such day in the calendar", hint);
    }
    if let Some((place, value)) = line.value(text)
        && (message.contains("date") || looks_like_a_date(value))
    {
        let hint = "Write year-month-day, for example 2026-11-23.";
        return local(place, "a date is written in another way", hint);
    }
    if message.contains("carriage return") {
        let hint = "Save the file anew in your editor, with the line ends of Windows or Unix.";
        return spreading(span, "the line ends of this file cannot be read", hint);
    }
    if token.is_empty() {
        let hint = "Write a value, or remove the line.";
        return local(line.span(text), "nothing stands after the equals sign", hint);
    }
    if let Some(truth) = truth(token) {
        return local(span, &format!("“{token}” is neither true nor false"), &format!("Write {truth}."));
    }
    if token.starts_with(|c: char| c.is_ascii_digit() || c == '€' || c == '$' || c == '_')
        || message.contains("zero")
        || message.contains("digits")
    {
        let hint = "Write digits alone, for example 480000 or 0.5; put quotation marks around text.";
        return local(span, "a number stands alone, without signs, spaces or words", hint);
    }
    if message.contains("must be quoted") {
        let token = token.replace(['"', '\\'], "");
        return local(span, "text must stand in quotation marks", &format!("Write \"{token}\"."));
    }
    let hint = format!("Write name = \"value\" on each line, and # before a note. (The reader says: {message}.)");
    spreading(span, "the file cannot be read here", &hint)
}

/// The value that a person means by `yes`, `Wahr`, `No` and the like.
pub(super) fn truth(word: &str) -> Option<bool> {
    match word.to_lowercase().as_str() {
        "yes" | "y" | "true" | "on" | "1" | "sí" | "si" | "oui" | "ja" | "sim" => Some(true),
        "no" | "n" | "false" | "off" | "0" | "non" | "nein" | "não" => Some(false),
        _ => None,
    }
}

fn looks_like_a_date(value: &str) -> bool {
    let value = value.split_whitespace().next().unwrap_or_default();
    let parts: Vec<&str> = value.split(['.', '/', '-']).collect();
    parts.len() == 3
        && parts.iter().all(|p| (1..=4).contains(&p.len()) && p.bytes().all(|b| b.is_ascii_digit()))
        && parts.iter().any(|p| p.len() == 4)
}

fn local(span: Range<usize>, message: &str, hint: &str) -> Mistake {
    Mistake { span, message: message.to_owned(), hint: hint.to_owned(), spreads: false }
}

fn spreading(span: Range<usize>, message: &str, hint: &str) -> Mistake {
    Mistake { spreads: true, ..local(span, message, hint) }
}
