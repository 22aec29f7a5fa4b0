//! Questions line by line, for screen readers, simple terminals and whoever prefers them.
//!
//! Everything is appended: nothing is drawn again, no cursor moves, no colours, no drawn boxes. Choices have numbers,
//! and every question takes `?`, `b`, `s` and `q`.

use std::io::{BufRead, Write};

use super::layout::{self, Typed, Way};
use crate::interview::{Answer, Prompter, Question, Rejection, Stop};

/// Asks on `output`, one line at a time, and reads lines from `input`.
#[derive(Debug)]
pub struct Plain<R, W> {
    input: R,
    output: W,
    width: usize,
    heading: String,
}

impl<R: BufRead, W: Write> Plain<R, W> {
    /// A conversation on lines of at most `width` columns.
    pub fn new(input: R, output: W, width: usize) -> Self {
        Self { input, output, width, heading: String::new() }
    }

    /// What it writes to.
    pub fn into_output(self) -> W {
        self.output
    }

    fn lines(&mut self, lines: &[String]) -> Result<(), Stop> {
        lines.iter().try_for_each(|line| writeln!(self.output, "{line}")).map_err(|error| super::stop(&error))
    }

    /// One line as it was typed; characters that cannot be read are replaced.
    fn line(&mut self, prompt: &str) -> Result<String, Stop> {
        let mut bytes = Vec::new();
        write!(self.output, "{prompt} ")
            .and_then(|()| self.output.flush())
            .and_then(|()| self.input.read_until(b'\n', &mut bytes))
            .map_err(|error| super::stop(&error))?;
        if bytes.is_empty() {
            self.lines(&[String::new()])?;
            return Err(Stop::EndOfInput);
        }
        Ok(String::from_utf8_lossy(&bytes).trim_end_matches(['\n', '\r']).to_owned())
    }
}

impl<R: BufRead, W: Write> Prompter for Plain<R, W> {
    fn ask(&mut self, question: &Question, again: Option<&Rejection>) -> Result<Answer, Stop> {
        match again {
            Some(rejection) => {
                self.lines(&layout::not_taken(rejection, self.width))?;
                self.lines(&layout::given(rejection, self.width))?;
            }
            None => {
                let mut lines = layout::question(question, &mut self.heading, self.width);
                lines.extend(layout::numbered(question, self.width));
                lines.extend(layout::words_for_ways(question, self.width));
                lines.extend(layout::on_enter(question, self.width));
                self.lines(&lines)?;
            }
        }
        loop {
            let line = self.line("Your answer:")?;
            if line.trim().is_empty() {
                return Ok(question.on_enter().cloned().unwrap_or(Answer::Text(String::new())));
            }
            let mut typed = layout::typed(&line, question);
            if typed == Way::NotApplicable.typed() {
                typed = layout::typed_reason(&self.line("Because:")?, question);
            }
            match typed {
                Typed::Way(Way::Help, _) => self.lines(&layout::help(question, self.width))?,
                typed => return typed.answer(),
            }
        }
    }

    fn say(&mut self, text: &str) {
        // what cannot be shown does not stop the conversation; the next question will
        let _ = self.lines(&layout::wrap(text, self.width, ""));
    }
}
