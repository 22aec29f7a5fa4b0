//! The few questions with which a project begins.
//!
//! It yields values, not edits: there is no file yet. What is known already, from flags, is not asked.

use super::Interview;
use super::question::{Answer, Choice, Kind, Question, Rejection, Ways};
use super::walk::Walk;
use crate::lifecycle::{EntryRoute, Stage};
use crate::playbook::Playbook;
use crate::project::model::Money;
use crate::project::read::{Amount, Capitals};
use crate::project::{Edit, FieldPath};
use crate::vocabulary::Vocabulary;

/// What a project begins with. Only the title and the authority must be there in the end.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct InitAnswers {
    /// What people call the project.
    pub title: Option<String>,
    /// The contracting authority.
    pub authority: Option<String>,
    /// Country, as two capital letters.
    pub country: Option<String>,
    /// How the system comes into the authority.
    pub entry_route: Option<EntryRoute>,
    /// The stage that the project is in.
    pub stage: Option<Stage>,
    /// Whether the system is AI.
    pub ai: Option<bool>,
    /// The estimated value.
    pub value: Option<Money>,
}

/// The interview.
#[derive(Clone, Debug)]
pub struct Init {
    answers: InitAnswers,
    asked: Vec<Step>,
    stages: Vec<Choice>,
    walk: Walk<Step>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    Title,
    Authority,
    Country,
    EntryRoute,
    Stage,
    Ai,
    Value,
}

impl Init {
    /// Asks for what `known` does not hold.
    pub fn new(known: InitAnswers, playbook: &Playbook) -> Self {
        let asked: Vec<Step> = [
            (known.title.is_none(), Step::Title),
            (known.authority.is_none(), Step::Authority),
            (known.country.is_none(), Step::Country),
            (known.entry_route.is_none(), Step::EntryRoute),
            (known.stage.is_none(), Step::Stage),
            (known.ai.is_none(), Step::Ai),
            (known.value.is_none(), Step::Value),
        ]
        .into_iter()
        .filter(|(open, _)| *open)
        .map(|(_, step)| step)
        .collect();
        let stages = Stage::ALL.iter().map(|s| Choice::new(s.as_str(), playbook.stage_title(*s))).collect();
        Self { answers: known, walk: Walk::new(&asked), asked, stages }
    }

    /// What is known now.
    pub fn answers(&self) -> &InitAnswers {
        &self.answers
    }

    fn question(&self, step: Step) -> Question {
        let text = |value: &Option<String>| value.clone().map(Answer::Text);
        let word = |word: Option<&str>| word.map(|w| Answer::Choice(w.to_owned()));
        let at = |table: &str, field: &str| Some(FieldPath::of([table, field]));
        let may_skip = Ways { skip: true, ..Ways::default() };
        let known = &self.answers;
        match step {
            Step::Title => Question {
                about: vec!["A few words that tell it from other projects of your authority.".to_owned()],
                present: text(&known.title),
                written_to: at("project", "title"),
                ..Question::new("title", Kind::Text, "What do people call the project?")
            },
            Step::Authority => Question {
                present: text(&known.authority),
                written_to: at("project", "authority"),
                ..Question::new("authority", Kind::Text, "Which contracting authority is it?")
            },
            Step::Country => Question {
                about: vec!["Two capital letters, for example ES.".to_owned()],
                present: text(&known.country),
                ways: may_skip,
                written_to: at("project", "country"),
                ..Question::new("country", Kind::Text, "In which country?")
            },
            Step::EntryRoute => Question {
                help: vec![
                    "Much AI never passes a tender. The route decides which questions the checklist asks.".to_owned(),
                ],
                choices: EntryRoute::ALL
                    .iter()
                    .map(|r| Choice::new(r.as_str(), r.meaning().trim_end_matches('.')))
                    .collect(),
                present: word(known.entry_route.map(EntryRoute::as_str)),
                ways: may_skip,
                written_to: at("project", "entry-route"),
                ..Question::new("entry-route", Kind::OneOf, "How does the system come in?")
            },
            Step::Stage => Question {
                about: vec!["Everything up to this stage is judged.".to_owned()],
                choices: self.stages.clone(),
                present: word(known.stage.map(Stage::as_str)),
                suggested: word(Stage::ALL.first().map(|s| s.as_str())),
                ways: may_skip,
                written_to: at("project", "stage"),
                ..Question::new("stage", Kind::OneOf, "At which stage is the project?")
            },
            Step::Ai => Question {
                help: vec![
                    "It is AI if it infers from what it is given how to make predictions, content, recommendations \
                     or decisions. If in doubt, skip: aiproc then says what it cannot tell."
                        .to_owned(),
                ],
                present: word(known.ai.map(|ai| if ai { "yes" } else { "no" })),
                ways: Ways { unknown: true, ..may_skip },
                written_to: at("system", "ai"),
                ..Question::yes_no("ai", "Is the system artificial intelligence?")
            },
            Step::Value => Question {
                about: vec!["The estimate over the whole contract, without tax, for example 480000 EUR.".to_owned()],
                present: known.value.as_ref().map(|m| Answer::Text(format!("{} {}", m.amount.0, m.currency))),
                ways: Ways { unknown: true, ..may_skip },
                written_to: at("project", "value"),
                ..Question::new("value", Kind::Text, "What is the contract worth?")
            },
        }
    }
}

impl Interview for Init {
    fn next(&self) -> Option<Question> {
        let question = self.question(self.walk.at()?);
        Some(Question { heading: "A new project".to_owned(), progress: self.walk.progress(&self.asked), ..question })
    }

    fn accept(&mut self, answer: Answer) -> Result<Vec<Edit>, Rejection> {
        let Some(step) = self.walk.at() else { return Ok(Vec::new()) };
        if answer == Answer::Back {
            return self.walk.back(&self.asked).map(|()| Vec::new());
        }
        let question = self.question(step);
        let left_open = matches!(answer, Answer::Skip | Answer::Unknown) && question.ways.skip;
        match step {
            _ if left_open => {}
            Step::Title => self.answers.title = Some(question.written(&answer)?),
            Step::Authority => self.answers.authority = Some(question.written(&answer)?),
            Step::Country => self.answers.country = Some(country(&question, &answer)?),
            Step::EntryRoute => self.answers.entry_route = EntryRoute::from_word(question.chosen(&answer)?),
            Step::Stage => self.answers.stage = Stage::from_word(question.chosen(&answer)?),
            Step::Ai => self.answers.ai = Some(question.chosen(&answer)? == "yes"),
            Step::Value => {
                let text = question.written(&answer)?;
                self.answers.value = Some(money(&text).map_err(|message| Rejection::new(&answer, message))?);
            }
        }
        self.walk.on(&self.asked);
        Ok(Vec::new())
    }
}

fn country(question: &Question, answer: &Answer) -> Result<String, Rejection> {
    let text = question.written(answer)?;
    if text.len() == 2 && text.bytes().all(|b| b.is_ascii_alphabetic()) {
        Ok(text.to_ascii_uppercase())
    } else {
        Err(Rejection::new(answer, format!("“{text}” is not a country code; write two letters, for example ES")))
    }
}

/// Reads a sum such as `480000 EUR`, `EUR 480 000` or `480.000 €`; tells what to write if it cannot.
pub fn money(text: &str) -> Result<Money, String> {
    let wrong = || format!("“{text}” is not a sum of money; write for example 480000 EUR");
    let is_sign = |c: char| c.is_alphabetic() || matches!(c, '€' | '£');
    let currency: String = text.chars().filter(|c| is_sign(*c)).collect();
    let currency = match currency.to_uppercase().as_str() {
        "€" => "EUR".to_owned(),
        "£" => "GBP".to_owned(),
        word if word.len() == 3 && word.bytes().all(|b| b.is_ascii_uppercase()) => word.to_owned(),
        "" => return Err("the currency is missing; write for example 480000 EUR".to_owned()),
        _ => return Err(wrong()),
    };
    let number = text.trim_matches(|c: char| is_sign(c) || c.is_whitespace());
    let groups: Vec<&str> = number.split([' ', '\u{a0}', '\u{202f}', '.', ',', '\'', '’', '_']).collect();
    // Separators must set off thousands, or 1.50 would be read as 150.
    let thousands = groups.iter().skip(1).all(|group| group.len() == 3);
    let digits = groups.concat();
    if !thousands || digits.is_empty() || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return Err(wrong());
    }
    let amount = digits.parse().map(Amount).map_err(|_| wrong())?;
    let currency = Capitals::new(&currency).ok_or_else(wrong)?;
    Ok(Money { amount, currency })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_as_people_write_them() {
        for text in ["480000 EUR", "EUR 480 000", "480.000 €", "480,000 eur", "480_000EUR", "480'000 EUR"] {
            assert_eq!(
                money(text),
                Ok(Money { amount: Amount(480_000.0), currency: Capitals::new("EUR").unwrap() }),
                "{text}"
            );
        }
        assert_eq!(money("0 GBP").unwrap().amount, Amount(0.0));
    }

    #[test]
    fn sums_that_could_be_misread_are_not_guessed() {
        for text in
            ["480000", "EUR", "1.50 EUR", "480.00 EUR", "-5 EUR", "480000 EURO", "4 8 EUR", "12 million EUR", "$5"]
        {
            assert!(money(text).is_err(), "{text}");
        }
    }
}
