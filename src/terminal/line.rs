//! Prompts in plain lines: numbered choices, one line of input, nothing drawn over. For screen readers, simple
//! terminals and all who ask for it (`ACCESSIBLE=1`).

use std::io::{BufRead, Write};

use crate::interview::{Answer, Kind, Prompter, Question, Rejection, Stop};

/// Asks on one stream, reads from the other.
pub struct Lines<R, W> {
    input: R,
    output: W,
    begun: bool,
}

impl<R: BufRead, W: Write> Lines<R, W> {
    /// Plain lines over these streams.
    pub fn new(input: R, output: W) -> Self {
        Self { input, output, begun: false }
    }

    /// The output, for tests.
    pub fn into_output(self) -> W {
        self.output
    }

    fn converse(&mut self, question: &Question, rejected: Option<&Rejection>) -> std::io::Result<Option<Answer>> {
        if !self.begun {
            self.begun = true;
            writeln!(self.output, "Each answer is saved at once. At every question: ? help, :skip, :back, :stop.")?;
        }
        match rejected {
            Some(rejected) => writeln!(self.output, "Not taken: {}.", rejected.message)?,
            None => {
                writeln!(self.output, "\n{}. {}", question.progress, question.text)?;
                if let Kind::OneOf(choices) = &question.kind {
                    for (n, choice) in choices.iter().enumerate() {
                        writeln!(self.output, "{}: {}", n + 1, choice.text)?;
                    }
                }
            }
        }
        loop {
            match (&question.kind, &question.present) {
                (Kind::OneOf(choices), Some(present)) => {
                    let n = choices.iter().position(|c| c.word == *present).map_or(0, |n| n + 1);
                    writeln!(self.output, "Number, or Enter for {n}, {present}:")?;
                }
                (Kind::OneOf(_), None) => writeln!(self.output, "Number:")?,
                (Kind::Text | Kind::Texts, Some(present)) => writeln!(self.output, "Text, or Enter for: {present}")?,
                (Kind::Text | Kind::Texts, None) => writeln!(self.output, "Text:")?,
            }
            self.output.flush()?;
            let mut line = String::new();
            if self.input.read_line(&mut line)? == 0 {
                return Ok(None);
            }
            let line = line.trim();
            if line == "?" {
                let none = ["There is nothing more to say about this question.".to_owned()];
                let help = if question.help.is_empty() { &none[..] } else { &question.help };
                for help in help {
                    writeln!(self.output, "{help}")?;
                }
                continue;
            }
            return Ok(Some(match (&question.kind, line.is_empty(), &question.present) {
                (_, true, Some(present)) => typed(present, question),
                (_, true, None) if question.may_skip => Answer::Skip,
                (Kind::OneOf(choices), false, _) => {
                    match line.parse::<usize>().ok().filter(|n| (1..=choices.len()).contains(n)) {
                        Some(n) => Answer::Choice(choices[n - 1].word.clone()),
                        None => typed(line, question),
                    }
                }
                _ => typed(line, question),
            }));
        }
    }
}

impl<R: BufRead, W: Write> Prompter for Lines<R, W> {
    fn ask(&mut self, question: &Question, rejected: Option<&Rejection>) -> Result<Answer, Stop> {
        // A stream that fails has nobody at its other end.
        self.converse(question, rejected).ok().flatten().ok_or(Stop)
    }
}

/// What a typed line means: a word that begins with a colon is for the conversation, all else is the answer.
pub(super) fn typed(text: &str, question: &Question) -> Answer {
    match text.trim() {
        ":skip" | ":s" => Answer::Skip,
        ":back" | ":b" => Answer::Back,
        ":stop" | ":quit" | ":q" => Answer::Quit,
        "" if question.may_skip => Answer::Skip,
        other => Answer::Text(other.to_owned()),
    }
}

/// Text broken at spaces, each line behind `margin`.
pub(super) fn wrap(text: &str, width: usize, margin: &str) -> String {
    let mut lines = vec![margin.to_owned()];
    for word in text.split_whitespace() {
        let last = lines.len() - 1;
        let room = lines[last].chars().count() + 1 + word.chars().count() <= width;
        if lines[last] == margin {
            lines[last].push_str(word);
        } else if room {
            lines[last].push(' ');
            lines[last].push_str(word);
        } else {
            lines.push(format!("{margin}{word}"));
        }
    }
    lines.join("\n")
}
