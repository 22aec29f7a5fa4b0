//! The few questions of `aiproc init`. They write nothing: the scaffold does.

use super::Interview;
use super::question::{Answer, Choice, Kind, Question, Rejection, choice, text};
use crate::lifecycle::{EntryRoute, Stage};
use crate::project::{Edit, FieldPath};
use crate::vocabulary::Vocabulary;

/// What is known of a new project.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct InitAnswers {
    /// What people call it.
    pub title: Option<String>,
    /// The contracting authority.
    pub authority: Option<String>,
    /// Country, as two capital letters.
    pub country: Option<String>,
    /// How the system comes in.
    pub entry_route: Option<EntryRoute>,
    /// The stage.
    pub stage: Option<Stage>,
    /// The estimated value and its currency.
    pub value: Option<(f64, String)>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    Title,
    Authority,
    Country,
    EntryRoute,
    Stage,
}

const STEPS: [Step; 5] = [Step::Title, Step::Authority, Step::Country, Step::EntryRoute, Step::Stage];

/// Asks for what is not known yet.
pub struct InitInterview {
    answers: InitAnswers,
    steps: Vec<Step>,
    at: usize,
}

impl InitInterview {
    /// The interview, given what is known.
    pub fn new(answers: InitAnswers) -> Self {
        let open = |step: &Step| match step {
            Step::Title => answers.title.is_none(),
            Step::Authority => answers.authority.is_none(),
            Step::Country => answers.country.is_none(),
            Step::EntryRoute => answers.entry_route.is_none(),
            Step::Stage => answers.stage.is_none(),
        };
        let steps = STEPS.iter().copied().filter(open).collect();
        Self { answers, steps, at: 0 }
    }

    /// What is known at the end.
    pub fn into_answers(self) -> InitAnswers {
        self.answers
    }
}

fn choices<T: Vocabulary>() -> Vec<Choice> {
    T::ALL.iter().map(|v| Choice::new(v.as_str(), format!("{} — {}", v.as_str(), v.meaning()))).collect()
}

impl Interview for InitInterview {
    fn next(&self) -> Option<Question> {
        let step = self.steps.get(self.at)?;
        let a = &self.answers;
        let (id, text, help, kind, present, may_skip) = match step {
            Step::Title => ("title", "What do people call the project?", "", Kind::Text, a.title.clone(), false),
            Step::Authority => {
                ("authority", "Which authority buys or uses the system?", "", Kind::Text, a.authority.clone(), false)
            }
            Step::Country => (
                "country",
                "In which country? Two capital letters",
                "Law and holidays depend on it, for example ES, FR, NL.",
                Kind::Text,
                a.country.clone(),
                true,
            ),
            Step::EntryRoute => (
                "entry-route",
                "How does the system come in?",
                "Much AI never passes a tender; what is asked later depends on this.",
                Kind::OneOf(choices::<EntryRoute>()),
                a.entry_route.map(|r| r.to_string()),
                true,
            ),
            Step::Stage => (
                "stage",
                "In which stage is the project?",
                "Everything up to this stage is judged.",
                Kind::OneOf(choices::<Stage>()),
                Some(a.stage.unwrap_or(Stage::MandateAndMission).to_string()),
                true,
            ),
        };
        Some(Question {
            id: id.to_owned(),
            text: text.to_owned(),
            help: if help.is_empty() { Vec::new() } else { vec![help.to_owned()] },
            kind,
            present,
            may_skip,
            written_to: FieldPath::of(["project", id]),
            progress: format!("question {} of {}", self.at + 1, self.steps.len()),
        })
    }

    fn accept(&mut self, answer: &Answer) -> Result<Vec<Edit>, Rejection> {
        let Some(step) = self.steps.get(self.at).copied() else { return Ok(Vec::new()) };
        let skip = *answer == Answer::Skip;
        match step {
            Step::Title => self.answers.title = Some(text(answer)?),
            Step::Authority => self.answers.authority = Some(text(answer)?),
            Step::Country if !skip => {
                let letters = text(answer)?.to_uppercase();
                if letters.len() != 2 || !letters.bytes().all(|b| b.is_ascii_uppercase()) {
                    return Err(Rejection::new("please write two letters, for example ES"));
                }
                self.answers.country = Some(letters);
            }
            Step::EntryRoute if !skip => {
                let choices = choices::<EntryRoute>();
                self.answers.entry_route = EntryRoute::from_word(choice(answer, &choices)?);
            }
            Step::Stage if !skip => {
                let choices = choices::<Stage>();
                self.answers.stage = Stage::from_word(choice(answer, &choices)?);
            }
            Step::Country | Step::EntryRoute | Step::Stage => {}
        }
        self.at += 1;
        Ok(Vec::new())
    }

    fn back(&mut self) -> bool {
        let can = self.at > 0;
        self.at = self.at.saturating_sub(1);
        can
    }
}
