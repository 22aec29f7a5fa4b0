//! The way through the steps of an interview: forward to what was not asked, back to what was.
//!
//! The interview tells its steps in order, as they are given what is known now; steps may come and go with answers.

use super::question::{Answer, Progress, Rejection};

/// Where a conversation stands.
#[derive(Clone, Debug)]
pub struct Walk<S> {
    seen: Vec<S>,
    at: Option<S>,
}

impl<S: Copy + PartialEq> Walk<S> {
    /// Begins at the first step.
    pub fn new(steps: &[S]) -> Self {
        Self { seen: Vec::new(), at: steps.first().copied() }
    }

    /// The present step; nothing at the end.
    pub fn at(&self) -> Option<S> {
        self.at
    }

    /// On to the first step not asked yet; a changed earlier answer so leads back to where the conversation was.
    pub fn on(&mut self, steps: &[S]) {
        self.seen.extend(self.at.take());
        self.at = steps.iter().find(|step| !self.seen.contains(step)).copied();
    }

    /// Back to the step before, or why not.
    pub fn back(&mut self, steps: &[S]) -> Result<(), Rejection> {
        let here = steps.iter().position(|step| Some(*step) == self.at).unwrap_or(0);
        match here.checked_sub(1) {
            Some(before) => {
                self.at = steps.get(before).copied();
                Ok(())
            }
            None => Err(Rejection::new(&Answer::Back, "this is the first question, there is none before it")),
        }
    }

    /// How far the conversation is, if these are the steps to come.
    pub fn progress(&self, steps: &[S]) -> Progress {
        let here = steps.iter().position(|step| Some(*step) == self.at).unwrap_or(0);
        let left = steps.iter().filter(|step| Some(**step) != self.at && !self.seen.contains(step)).count();
        Progress { number: here + 1, left }
    }
}
