//! Who asks: a terminal, or a list of answers.

use super::question::{Answer, Kind, Question, Rejection};

/// The person broke off.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stop;

/// Puts a question to somebody and brings the answer back. It validates nothing.
pub trait Prompter {
    /// Asks; `rejected` says why the last answer to this question was not taken.
    fn ask(&mut self, question: &Question, rejected: Option<&Rejection>) -> Result<Answer, Stop>;
}

/// A list of answers, for tests: it writes down the whole conversation.
#[derive(Debug, Default)]
pub struct Scripted {
    answers: std::collections::VecDeque<Answer>,
    /// The conversation so far.
    pub transcript: String,
}

impl Scripted {
    /// Answers in this order; at their end the person breaks off.
    pub fn new(answers: impl IntoIterator<Item = Answer>) -> Self {
        Self { answers: answers.into_iter().collect(), transcript: String::new() }
    }
}

impl Prompter for Scripted {
    fn ask(&mut self, question: &Question, rejected: Option<&Rejection>) -> Result<Answer, Stop> {
        let mut lines = Vec::new();
        if let Some(rejected) = rejected {
            lines.push(format!("! {}", rejected.message));
        }
        lines.push(format!("({}) {} -> {}", question.progress, question.text, question.written_to));
        if rejected.is_none() {
            lines.extend(question.help.iter().map(|help| format!("  {help}")));
        }
        if let Kind::OneOf(choices) = &question.kind {
            let shown = choices
                .iter()
                .map(|c| if c.word == c.text { c.word.clone() } else { format!("{} ({})", c.word, c.text) });
            lines.push(format!("  [{}]", shown.collect::<Vec<_>>().join(" | ")));
        }
        if let Some(present) = &question.present {
            lines.push(format!("  now: {present}"));
        }
        let answer = self.answers.pop_front();
        lines.push(match &answer {
            Some(Answer::Choice(text) | Answer::Text(text)) => format!("> {text}"),
            Some(other) => format!("> <{}>", format!("{other:?}").to_lowercase()),
            None => "> <stop>".to_owned(),
        });
        self.transcript.push_str(&lines.join("\n"));
        self.transcript.push_str("\n\n");
        answer.ok_or(Stop)
    }
}
