//! Who asks: a terminal, a script or a file of answers.
//!
//! No prompter validates; an interview rejects what it cannot take, and the prompter asks again.

use std::collections::VecDeque;
use std::fmt::Write;

use super::question::{Answer, NOT_APPLICABLE, Question, Rejection, UNKNOWN};
use crate::project::Edit;

/// Why a conversation ends before everything is asked.
#[derive(Clone, Debug, PartialEq)]
pub enum Stop {
    /// The person wants to stop.
    Quit,
    /// Nothing more comes in.
    EndOfInput,
    /// Ctrl-C.
    Interrupted,
    /// An answer that was prepared beforehand cannot be taken.
    Refused(Rejection),
    /// The terminal does not work, in words for a person.
    Failed(String),
}

/// Asks one question at a time.
pub trait Prompter {
    /// Asks; `again` says why the last answer to the same question was not taken, and what it was.
    fn ask(&mut self, question: &Question, again: Option<&Rejection>) -> Result<Answer, Stop>;

    /// Says something that is no question.
    fn say(&mut self, text: &str);

    /// Takes note that the edits of an answer are saved.
    fn saved(&mut self, _edits: &[Edit]) {}
}

/// Answers from a list, for tests; records the conversation as text that a person can review.
#[derive(Clone, Debug, Default)]
pub struct Scripted {
    answers: VecDeque<Answer>,
    /// The conversation so far.
    pub transcript: String,
}

impl Scripted {
    /// Gives these answers, then stops.
    pub fn new(answers: impl IntoIterator<Item = Answer>) -> Self {
        Self { answers: answers.into_iter().collect(), transcript: String::new() }
    }

    /// How many answers were not asked for.
    pub fn left(&self) -> usize {
        self.answers.len()
    }

    fn line(&mut self, mark: &str, text: &str) {
        // writing to a text cannot fail
        let _ = writeln!(self.transcript, "{mark}{text}");
    }

    fn write(&mut self, question: &Question) {
        let place = question.written_to.as_ref().map_or_else(|| "nowhere".to_owned(), ToString::to_string);
        self.line("", "");
        self.line("[", &format!("{}] {} -> {place}", question.heading, question.id));
        let progress = question.progress;
        self.line("", &format!("{}, about {} left: {}", progress.number, progress.left, question.text));
        question.about.iter().for_each(|line| self.line("    ", line));
        question.help.iter().for_each(|line| self.line("    ?: ", line));
        for choice in &question.choices {
            self.line("  - ", &format!("{}: {}", choice.id, choice.label));
        }
        let ways = question.ways;
        let offered = [ways.skip.then_some("skip"), ways.unknown.then_some(UNKNOWN), ways.not_applicable];
        let offered: Vec<&str> = offered.into_iter().flatten().collect();
        if !offered.is_empty() {
            self.line("  or: ", &offered.join(" | "));
        }
        if let Some(present) = &question.present {
            self.line("  present: ", &question.words(present));
        }
        if let Some(suggested) = &question.suggested {
            self.line("  suggested: ", &question.words(suggested));
        }
    }
}

impl Prompter for Scripted {
    fn ask(&mut self, question: &Question, again: Option<&Rejection>) -> Result<Answer, Stop> {
        match again {
            Some(rejection) => self.line("! ", &rejection.message),
            None => self.write(question),
        }
        let Some(answer) = self.answers.pop_front() else {
            self.line("", "(end of input)");
            return Err(Stop::EndOfInput);
        };
        let words = match &answer {
            Answer::Choice(id) => id.clone(),
            Answer::NotApplicable { reason } => {
                format!("{} {reason}", question.ways.not_applicable.unwrap_or(NOT_APPLICABLE))
            }
            other => question.words(other),
        };
        self.line("> ", words.trim_end());
        Ok(answer)
    }

    fn say(&mut self, text: &str) {
        self.line("* ", text);
    }

    fn saved(&mut self, edits: &[Edit]) {
        for edit in edits {
            edit.to_string().lines().for_each(|line| self.line("+ ", line));
        }
    }
}
