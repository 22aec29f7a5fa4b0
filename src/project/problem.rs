//! What is wrong with a project file, collected: every problem, each with its place and a way out.

use std::fmt;
use std::ops::Range;

use super::path::FieldPath;
use crate::vocabulary;

vocabulary! {
    /// The sort of a problem. Scripts may rely on these words.
    "a problem"
    pub enum ProblemCode {
        /// The file cannot be read from the disk.
        Unreadable = "unreadable",
        /// The file is not readable as TOML.
        Syntax = "syntax",
        /// Nothing is in the file.
        Empty = "empty",
        /// The file is larger than any plan.
        TooLarge = "too-large",
        /// The file says a format that this version does not know.
        UnknownFormat = "unknown-format",
        /// There is no such field.
        UnknownKey = "unknown-key",
        /// A field that must be there is missing.
        MissingKey = "missing-key",
        /// A value of another type was expected.
        WrongType = "wrong-type",
        /// A word outside a closed list.
        UnknownWord = "unknown-word",
        /// A number outside its bounds.
        OutOfRange = "out-of-range",
        /// An id that is not in kebab-case.
        MalformedId = "malformed-id",
        /// A date in quotation marks.
        QuotedDate = "quoted-date",
        /// A date with a time of day, or a time alone.
        NotADay = "not-a-day",
        /// Two dates in the wrong order.
        DateOrder = "date-order",
        /// A reason that must be given is missing.
        MissingReason = "missing-reason",
        /// A piece of evidence that is neither a path inside the project nor a web address.
        BadEvidence = "bad-evidence",
        /// A text with nothing in it.
        BlankText = "blank-text",
    }
}

/// One problem with a project file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The sort of problem.
    pub code: ProblemCode,
    /// The place, symbolically.
    pub path: FieldPath,
    /// The place in the text, in bytes.
    pub span: Range<usize>,
    /// What is wrong, in the reader's words, lower case, without a full stop.
    pub message: String,
    /// What to do, as a sentence.
    pub hint: Option<String>,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.code, self.message)
    }
}
