//! CONVERSATION without a terminal: what to ask next, what an answer means, what is written.
//!
//! An interview holds no styling and knows no prompt; whoever asks ([`Prompter`]) decides nothing. Every accepted
//! answer becomes edits at once, so that a run can stop anywhere and the next goes on.

mod checklist;
mod init;
mod mapping;
mod prefilled;
mod prompter;
mod question;

pub use checklist::ChecklistInterview;
pub use init::{InitAnswers, InitInterview};
pub use mapping::MappingInterview;
pub use prefilled::Prefilled;
pub use prompter::{Prompter, Scripted, Stop};
pub use question::{Answer, Choice, Kind, Question, Rejection};

use crate::project::Edit;

/// A conversation: a question, an answer, and so on until there is nothing left to ask.
pub trait Interview {
    /// What is still to ask, given what is known.
    fn next(&self) -> Option<Question>;
    /// Takes the answer to the present question and goes on; says what is to be written.
    fn accept(&mut self, answer: &Answer) -> Result<Vec<Edit>, Rejection>;
    /// Goes back to the question before; false at the first.
    fn back(&mut self) -> bool;
}

/// How a conversation ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ended {
    /// The person broke it off.
    pub interrupted: bool,
    /// How many answers were written.
    pub saved: usize,
}

/// The one loop: asks, hands the edits of each accepted answer on at once, and repeats a rejected question.
pub fn drive<E>(
    interview: &mut dyn Interview,
    prompter: &mut dyn Prompter,
    on_edits: &mut dyn FnMut(&[Edit]) -> Result<(), E>,
) -> Result<Ended, E> {
    let mut rejected = None;
    let mut saved = 0;
    while let Some(question) = interview.next() {
        let answer = match prompter.ask(&question, rejected.as_ref()) {
            Ok(Answer::Quit) => return Ok(Ended { interrupted: false, saved }),
            Ok(answer) => answer,
            Err(Stop) => return Ok(Ended { interrupted: true, saved }),
        };
        if answer == Answer::Back {
            rejected = (!interview.back()).then(|| Rejection::new("this is the first question"));
            continue;
        }
        match interview.accept(&answer) {
            Ok(edits) => {
                rejected = None;
                if !edits.is_empty() {
                    on_edits(&edits)?;
                    saved += 1;
                }
            }
            Err(rejection) => rejected = Some(rejection),
        }
    }
    Ok(Ended { interrupted: false, saved })
}
