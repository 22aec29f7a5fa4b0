//! Questions and answers as values: they can be printed, scripted and counted.

use crate::project::FieldPath;

/// One possible answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// The word by which it is written and answered.
    pub word: String,
    /// What it says to a person.
    pub text: String,
}

impl Choice {
    /// A choice.
    pub fn new(word: impl Into<String>, text: impl Into<String>) -> Self {
        Self { word: word.into(), text: text.into() }
    }
}

/// What sort of answer is wanted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind {
    /// One of these.
    OneOf(Vec<Choice>),
    /// Text in one line.
    Text,
    /// Texts, separated by commas.
    Texts,
}

/// A question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// Names it, for tests and for programs.
    pub id: String,
    /// The question.
    pub text: String,
    /// Why it is asked, and what a good answer holds.
    pub help: Vec<String>,
    /// What sort of answer is wanted.
    pub kind: Kind,
    /// The present answer, or the one that is offered.
    pub present: Option<String>,
    /// Whether it may be skipped.
    pub may_skip: bool,
    /// Where the answer is written.
    pub written_to: FieldPath,
    /// How far the conversation is, in words.
    pub progress: String,
}

/// What came back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// The word of a choice.
    Choice(String),
    /// Text; for several texts, separated by commas.
    Text(String),
    /// Leave it as it is and go on.
    Skip,
    /// To the question before.
    Back,
    /// Enough for today.
    Quit,
}

/// Why an answer is not taken, in words for a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rejection {
    /// The words: lower case, no full stop.
    pub message: String,
}

impl Rejection {
    /// A rejection.
    pub fn new(message: impl Into<String>) -> Self {
        Self { message: message.into() }
    }
}

/// The text of an answer, without spaces around it; a rejection when there is none.
pub(super) fn text(answer: &Answer) -> Result<String, Rejection> {
    match answer {
        Answer::Text(text) | Answer::Choice(text) if !text.trim().is_empty() => Ok(text.trim().to_owned()),
        Answer::Text(_) | Answer::Choice(_) | Answer::Skip | Answer::Back | Answer::Quit => {
            Err(Rejection::new("please write something, or skip the question"))
        }
    }
}

/// The texts of an answer that holds several.
pub(super) fn texts(answer: &Answer) -> Result<Vec<String>, Rejection> {
    let all: Vec<String> =
        text(answer)?.split(',').map(str::trim).filter(|t| !t.is_empty()).map(str::to_owned).collect();
    if all.is_empty() { Err(Rejection::new("please write something, or skip the question")) } else { Ok(all) }
}

/// The word of a choice, if it is one of these.
pub(super) fn choice<'c>(answer: &Answer, choices: &'c [Choice]) -> Result<&'c str, Rejection> {
    let word = text(answer)?;
    let found = choices.iter().find(|c| c.word.eq_ignore_ascii_case(&word));
    found.map(|c| c.word.as_str()).ok_or_else(|| {
        let words: Vec<&str> = choices.iter().map(|c| c.word.as_str()).collect();
        Rejection::new(format!("“{word}” is not one of the answers: {}", words.join(", ")))
    })
}
