//! Questions in a terminal with menus: the only file that names dialoguer.
//!
//! It shows and reads; it decides nothing. What a question looks like as lines is in [`layout`], the twin without
//! redrawing in [`plain`].

mod layout;
mod plain;

use std::io::ErrorKind;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

use dialoguer::console::Term;
use dialoguer::theme::{ColorfulTheme, SimpleTheme, Theme};
use dialoguer::{Input, MultiSelect, Select};

use crate::interview::{Answer, Kind, Outcome, Prompter, Question, Rejection, Stop};
use layout::{Typed, Way};
pub use plain::Plain;

/// Held while something is saved, and by whoever ends the program.
static SAVING: Mutex<()> = Mutex::new(());
/// Whether Ctrl-C is watched; then it ends the program, also when a prompt sees it first.
static WATCHED: AtomicBool = AtomicBool::new(false);
/// How many answers are saved so far.
static SAVED: AtomicUsize = AtomicUsize::new(0);

/// Whether nothing is written before the end of the conversation.
static NOTHING_YET: AtomicBool = AtomicBool::new(false);

/// What a conversation leaves behind when it is broken off.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Keeping {
    /// Each answer is saved before the next question.
    EachAnswer,
    /// Nothing is written before everything is asked.
    NothingYet,
}

fn hold() -> MutexGuard<'static, ()> {
    SAVING.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Saves an answer to the end before Ctrl-C can end the program.
pub fn saving<T, E>(work: impl FnOnce() -> Result<T, E>) -> Result<T, E> {
    let _held = hold();
    let done = work();
    SAVED.fetch_add(usize::from(done.is_ok()), Ordering::Relaxed);
    done
}

/// From now on Ctrl-C shows the cursor, says what is saved and ends the program with 130.
pub fn leave_on_interrupt(keeping: Keeping) -> Result<(), String> {
    SAVED.store(0, Ordering::Relaxed);
    NOTHING_YET.store(keeping == Keeping::NothingYet, Ordering::Relaxed);
    ctrlc::set_handler(|| leave()).map_err(|error| format!("Ctrl-C cannot be watched: {error}"))?;
    WATCHED.store(true, Ordering::Relaxed);
    Ok(())
}

#[expect(clippy::exit, clippy::disallowed_methods, reason = "Ctrl-C ends the program wherever it is")]
fn leave() -> ! {
    let _held = hold();
    let term = Term::stderr();
    // whether it can be shown or not, the program ends
    let _ = term.show_cursor();
    let kept = if NOTHING_YET.load(Ordering::Relaxed) {
        "Nothing was written.".to_owned()
    } else {
        Outcome { saved: SAVED.load(Ordering::Relaxed), stop: Some(Stop::Interrupted) }.to_string()
    };
    let _ = term.write_line(&format!("\nInterrupted. {kept}"));
    std::process::exit(130)
}

/// Asks with menus that are drawn anew at each key.
pub struct Menus {
    term: Term,
    theme: Box<dyn Theme>,
    heading: String,
    keeping: Keeping,
}

impl Menus {
    /// Menus on standard error, so that results can be piped.
    pub fn new(colour: bool, keeping: Keeping) -> Self {
        let theme: Box<dyn Theme> = if colour { Box::new(ColorfulTheme::default()) } else { Box::new(SimpleTheme) };
        Self { term: Term::stderr(), theme, heading: String::new(), keeping }
    }

    fn width(&self) -> usize {
        usize::from(self.term.size().1)
    }

    fn lines(&self, lines: &[String]) -> Result<(), Stop> {
        lines.iter().try_for_each(|line| self.term.write_line(line)).map_err(|error| stop(&error))
    }

    /// The choices and, below them, the ways past the question.
    fn labels(&self, question: &Question, ways: &[Way]) -> Vec<String> {
        let room = self.width().saturating_sub(6).max(20);
        let labels = question.choices.iter().map(|c| c.label.clone());
        labels.chain(ways.iter().map(|way| self.way(*way, question))).map(|label| layout::cut(&label, room)).collect()
    }

    fn way(&self, way: Way, question: &Question) -> String {
        match (way, self.keeping) {
            (Way::Quit, Keeping::NothingYet) => "Stop here; nothing is written yet".to_owned(),
            (way, _) => way.label(question),
        }
    }

    fn one_of(&self, question: &Question) -> Result<Typed, Stop> {
        let ways = layout::ways(question);
        let first = match question.on_enter() {
            Some(Answer::Choice(id)) => question.choices.iter().position(|c| c.id == *id),
            Some(Answer::NotApplicable { .. }) => place(question, &ways, Way::NotApplicable),
            Some(Answer::Unknown) => place(question, &ways, Way::Unknown),
            _ => None,
        };
        let menu = Select::with_theme(&*self.theme)
            .with_prompt("Your answer: arrow keys, then Enter")
            .items(self.labels(question, &ways));
        // Without an answer to take, Enter alone chooses nothing.
        let menu = match first {
            Some(first) => menu.default(first),
            None => menu,
        };
        let chosen = menu.interact_on_opt(&self.term).map_err(|error| self.stopped(error))?;
        Ok(match chosen {
            None => Way::Quit.typed(),
            Some(n) => match question.choices.get(n) {
                Some(choice) => Typed::Answer(Answer::Choice(choice.id.clone())),
                None => ways.get(n - question.choices.len()).copied().unwrap_or(Way::Help).typed(),
            },
        })
    }

    fn several_of(&self, question: &Question, given: Option<&Answer>) -> Result<Typed, Stop> {
        let ways = layout::ways(question);
        let marked = match given.or(question.on_enter()) {
            Some(Answer::Choices(ids)) => ids.as_slice(),
            _ => &[],
        };
        let before: Vec<bool> = question.choices.iter().map(|c| marked.contains(&c.id)).collect();
        let mut marks = before.clone();
        marks.resize(question.choices.len() + ways.len(), false);
        loop {
            let menu = MultiSelect::with_theme(&*self.theme)
                .with_prompt("Your answers: space marks, Enter ends")
                .items(self.labels(question, &ways))
                .defaults(&marks);
            let Some(chosen) = menu.interact_on_opt(&self.term).map_err(|error| self.stopped(error))? else {
                return Ok(Way::Quit.typed());
            };
            let now: Vec<bool> = (0..marks.len()).map(|n| chosen.contains(&n)).collect();
            let (choices, rest) = now.split_at(before.len());
            let Some(way) = ways.iter().zip(rest).find_map(|(way, marked)| marked.then_some(*way)) else {
                let ids = question.choices.iter().zip(choices).filter(|(_, marked)| **marked);
                return Ok(Typed::Answer(Answer::Choices(ids.map(|(choice, _)| choice.id.clone()).collect())));
            };
            // Marks that the person changed are not lost by a slip.
            if choices == before || choices.iter().all(|marked| !marked) || way == Way::Help {
                return Ok(way.typed());
            }
            let both = format!("“{}” is marked beside answers. Unmark one or the other.", self.way(way, question));
            self.lines(&layout::wrap(&both, self.width(), ""))?;
            marks = now;
        }
    }

    fn text(&self, question: &Question, given: Option<&Answer>) -> Result<Typed, Stop> {
        let words = given.filter(|a| matches!(a, Answer::Text(_) | Answer::Texts(_))).or(question.on_enter());
        let before = words.map(|answer| layout::one_line(&question.words(answer))).unwrap_or_default();
        let plain = matches!(words, Some(Answer::Text(_) | Answer::Texts(_)));
        let line = self.line("Your answer", if plain { &before } else { "" })?;
        Ok(match words {
            _ if line.trim().is_empty() => {
                Typed::Answer(question.on_enter().cloned().unwrap_or(Answer::Text(String::new())))
            }
            // Nothing changed: the line breaks of the text are kept.
            Some(words) if plain && line == before => Typed::Answer(words.clone()),
            _ => layout::typed(&line, question),
        })
    }

    fn line(&self, prompt: &str, initial: &str) -> Result<String, Stop> {
        let input = Input::<String>::with_theme(&*self.theme).with_prompt(prompt).allow_empty(true);
        let input = if initial.is_empty() { input } else { input.with_initial_text(initial) };
        input.interact_text_on(&self.term).map_err(|error| self.stopped(error))
    }

    /// Shows the cursor, which dialoguer leaves hidden when it is interrupted.
    fn stopped(&self, error: dialoguer::Error) -> Stop {
        // the reason to stop is told, not this one
        let _ = self.term.show_cursor();
        let dialoguer::Error::IO(error) = error;
        if error.kind() == ErrorKind::Interrupted && WATCHED.load(Ordering::Relaxed) {
            leave();
        }
        stop(&error)
    }
}

fn place(question: &Question, ways: &[Way], wanted: Way) -> Option<usize> {
    ways.iter().position(|way| *way == wanted).map(|n| n + question.choices.len())
}

fn stop(error: &std::io::Error) -> Stop {
    match error.kind() {
        ErrorKind::Interrupted => Stop::Interrupted,
        ErrorKind::UnexpectedEof => Stop::EndOfInput,
        ErrorKind::NotConnected => Stop::Failed("questions need a terminal, and this is none".to_owned()),
        _ => Stop::Failed(format!("the terminal does not work: {error}")),
    }
}

impl Prompter for Menus {
    fn ask(&mut self, question: &Question, again: Option<&Rejection>) -> Result<Answer, Stop> {
        match again {
            Some(rejection) => {
                self.lines(&layout::not_taken(rejection, self.width()))?;
                // What was not taken stands in the line, to be changed.
                if matches!(rejection.given, Answer::Text(_) | Answer::Texts(_)) {
                    self.lines(&layout::words_for_ways_again(question, self.width()))?;
                }
            }
            None => {
                let width = self.width();
                let lines = layout::question(question, &mut self.heading, width);
                self.lines(&lines)?;
            }
        }
        if matches!(question.kind, Kind::Text | Kind::Texts) && again.is_none() {
            // An answer in words is offered to be changed; another one has to be told.
            if matches!(question.on_enter(), Some(Answer::Text(_) | Answer::Texts(_))) {
                self.lines(&layout::words_for_ways_instead(question, self.width()))?;
            } else {
                self.lines(&layout::words_for_ways(question, self.width()))?;
                self.lines(&layout::on_enter(question, self.width()))?;
            }
        }
        let given = again.map(|rejection| &rejection.given);
        loop {
            let mut typed = match question.kind {
                Kind::OneOf => self.one_of(question)?,
                Kind::SeveralOf => self.several_of(question, given)?,
                Kind::Text | Kind::Texts => self.text(question, given)?,
            };
            if typed == Way::NotApplicable.typed() {
                let before = match given.or(question.present.as_ref()) {
                    Some(Answer::NotApplicable { reason }) => layout::one_line(reason),
                    _ => String::new(),
                };
                let prompt = layout::cut(&Way::NotApplicable.label(question), self.width() / 2);
                typed = layout::typed_reason(&self.line(prompt.trim_end_matches(" …"), &before)?, question);
            }
            match typed {
                Typed::Way(Way::Help, _) => self.lines(&layout::help(question, self.width()))?,
                typed => return typed.answer(),
            }
        }
    }

    fn say(&mut self, text: &str) {
        // what cannot be shown does not stop the conversation; the next question will
        let _ = self.lines(&layout::wrap(text, self.width(), ""));
    }
}
