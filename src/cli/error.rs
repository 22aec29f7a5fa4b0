//! What can go wrong for the person at the command line: a kind, a message, hints. The kind decides the exit code.

use std::fmt;

/// The sort of failure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Failure {
    /// The command was not given what it needs.
    Usage,
    /// A file of the user cannot be read or written, or does not hold what it should.
    Input,
    /// Content of a playbook folder or a template does not hold.
    Content,
    /// The fault is ours.
    Internal,
}

/// A failure, told to a person.
#[derive(Debug)]
pub struct CliError {
    /// The sort.
    pub failure: Failure,
    /// What is wrong: lower case, no full stop.
    pub message: String,
    /// What to do: sentences.
    pub hints: Vec<String>,
}

impl CliError {
    /// A failure of the given sort.
    pub fn new(failure: Failure, message: impl Into<String>) -> Self {
        Self { failure, message: message.into(), hints: Vec::new() }
    }

    /// The command was not given what it needs.
    pub fn usage(message: impl Into<String>) -> Self {
        Self::new(Failure::Usage, message)
    }

    /// A file of the user does not hold what it should.
    pub fn input(message: impl Into<String>) -> Self {
        Self::new(Failure::Input, message)
    }

    /// The same failure with one more hint.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hints.push(hint.into());
        self
    }
}

impl fmt::Display for CliError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let lead = match self.failure {
            Failure::Usage | Failure::Input | Failure::Content => "error: ",
            Failure::Internal => "this is a fault in aiproc itself: ",
        };
        write!(f, "{lead}{}", self.message)?;
        for hint in &self.hints {
            write!(f, "\n  help: {hint}")?;
        }
        Ok(())
    }
}

impl std::error::Error for CliError {}

/// How a command ended when nothing went wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Done {
    /// Nothing at or above the threshold.
    Clean,
    /// Findings at or above the threshold.
    Findings,
    /// Some of what should be judged could not be.
    NotJudged,
    /// The user broke off.
    Interrupted,
}

impl Done {
    /// The exit code that scripts rely on.
    pub fn code(self) -> u8 {
        match self {
            Done::Clean => 0,
            Done::Findings => 1,
            Done::NotJudged => 2,
            Done::Interrupted => 130,
        }
    }
}
