//! CONVERSATION without a terminal: what is asked, what came back, what is written.
//!
//! An interview is a value that names its next question and turns an answer into edits. It never prints, reads a
//! keyboard or saves: a [`Prompter`] asks, and whoever calls [`drive`] saves.

pub mod checklist;
pub mod facts;
pub mod init;
pub mod mapping;
pub mod prefilled;
pub mod prompter;
pub mod question;
mod walk;

use std::fmt;

pub use checklist::Checklist;
pub use facts::Facts;
pub use init::{Init, InitAnswers};
pub use mapping::Mapping;
pub use prefilled::Prefilled;
pub use prompter::{Prompter, Scripted, Stop};
pub use question::{Answer, Choice, Kind, Progress, Question, Rejection, Ways};

use crate::playbook::labels::Labels;
use crate::project::Edit;

/// A conversation about a project.
pub trait Interview {
    /// What is still to ask, given what is known; nothing when all is asked.
    fn next(&self) -> Option<Question>;

    /// Takes the answer to the present question: what to write, or why it cannot be taken. After a rejection the same
    /// question is still the present one.
    fn accept(&mut self, answer: Answer) -> Result<Vec<Edit>, Rejection>;

    /// What the person should know about the answer just taken, though it was taken.
    fn remarks(&mut self) -> Vec<String> {
        Vec::new()
    }
}

/// How a conversation ended.
#[derive(Clone, Debug, PartialEq)]
pub struct Outcome {
    /// How many answers were written.
    pub saved: usize,
    /// Why it ended early; nothing when everything was asked.
    pub stop: Option<Stop>,
}

impl fmt::Display for Outcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.saved {
            0 => f.write_str("No answer was saved")?,
            1 => f.write_str("1 answer is saved")?,
            n => write!(f, "{n} answers are saved")?,
        }
        f.write_str(if self.stop.is_some() { "; the next run goes on from here." } else { "." })
    }
}

/// Asks everything there is to ask. The edits of each accepted answer go to `save` before the next question appears,
/// so that whoever stops loses nothing; if they cannot be saved, the conversation ends with that error.
pub fn drive<E>(
    interview: &mut dyn Interview,
    prompter: &mut dyn Prompter,
    mut save: impl FnMut(&[Edit]) -> Result<(), E>,
) -> Result<Outcome, E> {
    let mut saved = 0;
    let mut again: Option<Rejection> = None;
    while let Some(question) = interview.next() {
        let answer = match prompter.ask(&question, again.as_ref()) {
            Ok(answer) => answer,
            Err(stop) => return Ok(Outcome { saved, stop: Some(stop) }),
        };
        again = match interview.accept(answer) {
            Ok(edits) => {
                if !edits.is_empty() {
                    save(&edits)?;
                    saved += 1;
                    prompter.saved(&edits);
                }
                interview.remarks().iter().for_each(|remark| prompter.say(remark));
                None
            }
            Err(rejection) => Some(rejection),
        };
    }
    Ok(Outcome { saved, stop: None })
}

/// The word of a closed list as people say it: its label, or the word itself without hyphens.
fn spoken(labels: &Labels, group: &str, word: &str) -> String {
    labels.get(group, word).replace('-', " ")
}

/// The same at the beginning of a line.
fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
