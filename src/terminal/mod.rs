//! Prompts in a real terminal: the only folder that names dialoguer.
//!
//! It shows a question and brings the answer back; it validates nothing. Whoever reads with a screen reader or has a
//! simple terminal is asked in plain lines instead ([`line`]).

pub mod line;

use std::io;

use anyhow::Result;
use dialoguer::console::Term;
use dialoguer::theme::{ColorfulTheme, SimpleTheme, Theme};
use dialoguer::{Input, Select};

use crate::interview::{Answer, Kind, Prompter, Question, Rejection, Stop};

/// The prompter for this terminal; plain lines where they are wanted.
pub fn prompter(plain: bool, colour: bool) -> Result<Box<dyn Prompter>> {
    on_interrupt()?;
    if plain {
        return Ok(Box::new(line::Lines::new(io::stdin().lock(), io::stderr())));
    }
    let theme: Box<dyn Theme> = if colour { Box::new(ColorfulTheme::default()) } else { Box::new(SimpleTheme) };
    Ok(Box::new(Dialogue { term: Term::stderr(), theme, begun: false }))
}

/// On Ctrl-C the cursor comes back and the person learns that nothing is lost.
fn on_interrupt() -> Result<()> {
    #[expect(clippy::exit, clippy::disallowed_methods, reason = "a signal ends the program here and nowhere else")]
    ctrlc::set_handler(|| {
        let term = Term::stderr();
        // The program ends; who cannot be told cannot be told.
        let _ = term.show_cursor();
        let _ = term.write_line("\nInterrupted. Every answer so far is saved; the next run goes on from there.");
        std::process::exit(130);
    })?;
    Ok(())
}

/// Prompts with arrow keys.
struct Dialogue {
    term: Term,
    theme: Box<dyn Theme>,
    begun: bool,
}

/// What can be chosen or typed at every question.
const SKIP: &str = "Skip";
const BACK: &str = "Back to the question before";
const STOP: &str = "Stop here; what is answered is saved";

impl Dialogue {
    fn show(&mut self, question: &Question, rejected: Option<&Rejection>) -> io::Result<()> {
        if !self.begun {
            self.begun = true;
            self.term.write_line("Each answer is saved at once. Text questions also take :skip, :back, :stop.\n")?;
        }
        if let Some(rejected) = rejected {
            self.term.write_line(&format!("! {}", rejected.message))?;
            return Ok(());
        }
        let width = usize::from(self.term.size().1).clamp(40, 100);
        self.term.write_line(&format!("\n{}", question.progress))?;
        for help in &question.help {
            self.term.write_line(&line::wrap(help, width, "  "))?;
        }
        Ok(())
    }

    fn choose(&mut self, question: &Question, choices: &[crate::interview::Choice]) -> io::Result<Answer> {
        let mut items: Vec<&str> = choices.iter().map(|c| c.text.as_str()).collect();
        let skip = question.may_skip.then(|| {
            items.push(SKIP);
            items.len() - 1
        });
        items.push(BACK);
        let back = items.len() - 1;
        items.push(STOP);
        let present = question.present.as_ref().and_then(|p| choices.iter().position(|c| c.word == *p)).unwrap_or(0);
        let picked = Select::with_theme(&*self.theme)
            .with_prompt(&question.text)
            .items(&items)
            .default(present)
            .interact_on_opt(&self.term)
            .map_err(|dialoguer::Error::IO(error)| error)?;
        Ok(match picked {
            Some(n) if n < choices.len() => Answer::Choice(choices[n].word.clone()),
            Some(n) if Some(n) == skip => Answer::Skip,
            Some(n) if n == back => Answer::Back,
            Some(_) => Answer::Quit,
            // Esc goes back, as in other dialogues.
            None => Answer::Back,
        })
    }

    fn write(&mut self, question: &Question) -> io::Result<Answer> {
        let mut input = Input::<String>::with_theme(&*self.theme).with_prompt(&question.text).allow_empty(true);
        if let Some(present) = &question.present {
            input = input.default(present.clone());
        }
        let text = input.interact_text_on(&self.term).map_err(|dialoguer::Error::IO(error)| error)?;
        Ok(line::typed(&text, question))
    }
}

impl Prompter for Dialogue {
    fn ask(&mut self, question: &Question, rejected: Option<&Rejection>) -> Result<Answer, Stop> {
        let asked = self.show(question, rejected).and_then(|()| match &question.kind {
            Kind::OneOf(choices) => self.choose(question, choices),
            Kind::Text | Kind::Texts => self.write(question),
        });
        asked.map_err(|_| {
            // Whatever went wrong with the terminal, the cursor comes back.
            let _ = self.term.show_cursor();
            Stop
        })
    }
}
