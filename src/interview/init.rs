//! The few questions with which a project begins.
//!
//! It yields values, not edits: there is no file yet. What is known already, from flags, is not asked. The questions
//! about facts are those of the playbook.

use super::Interview;
use super::facts::Asked;
use super::question::{Answer, Choice, Kind, Question, Rejection, Ways};
use super::walk::Walk;
use crate::lifecycle::Stage;
use crate::playbook::Playbook;
use crate::project::{Edit, FieldPath, Value};
use crate::vocabulary::Vocabulary;

/// What a project begins with. Only the title and the authority must be there in the end.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct InitAnswers {
    /// What people call the project.
    pub title: Option<String>,
    /// The contracting authority.
    pub authority: Option<String>,
    /// The stage that the project is in.
    pub stage: Option<Stage>,
    /// Facts, by their places in the file.
    pub facts: Vec<(FieldPath, Value)>,
}

/// The facts that are asked for, before the stage and after it.
const FACTS: [&[&str]; 2] = [&["country", "entry-route"], &["ai", "contract-value"]];

/// The interview.
#[derive(Clone, Debug)]
pub struct Init<'p> {
    playbook: &'p Playbook,
    answers: InitAnswers,
    facts: Vec<Fact<'p>>,
    asked: Vec<Step>,
    walk: Walk<Step>,
}

/// A fact that is asked for, and what was answered.
#[derive(Clone, Debug)]
struct Fact<'p> {
    asked: Asked<'p>,
    given: Option<(Answer, Value)>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    Title,
    Authority,
    Stage,
    Fact(usize),
}

impl<'p> Init<'p> {
    /// Asks for what `known` does not hold.
    pub fn new(known: InitAnswers, playbook: &'p Playbook) -> Self {
        let (mut facts, mut steps) = (Vec::new(), Vec::new());
        steps.extend(known.title.is_none().then_some(Step::Title));
        steps.extend(known.authority.is_none().then_some(Step::Authority));
        for (n, ids) in FACTS.iter().enumerate() {
            if n > 0 {
                steps.extend(known.stage.is_none().then_some(Step::Stage));
            }
            for asked in ids.iter().filter_map(|id| Asked::new(playbook.facts().get(id)?)) {
                if !known.facts.iter().any(|(path, _)| *path == asked.path) {
                    steps.push(Step::Fact(facts.len()));
                    facts.push(Fact { asked, given: None });
                }
            }
        }
        Self { playbook, answers: known, facts, walk: Walk::new(&steps), asked: steps }
    }

    /// What is known now.
    pub fn answers(&self) -> InitAnswers {
        let given = self.facts.iter().filter_map(|fact| Some((fact.asked.path.clone(), fact.given.clone()?.1)));
        let mut answers = self.answers.clone();
        answers.facts.extend(given);
        answers
    }

    fn question(&self, step: Step) -> Question {
        let text = |value: &Option<String>| value.clone().map(Answer::Text);
        let word = |stage: Option<Stage>| stage.map(|stage| Answer::Choice(stage.as_str().to_owned()));
        let at = |field: &str| Some(FieldPath::of(["project", field]));
        let known = &self.answers;
        match step {
            Step::Title => Question {
                about: vec!["A few words that tell it from other projects of your authority.".to_owned()],
                present: text(&known.title),
                written_to: at("title"),
                ..Question::new("title", Kind::Text, "What do people call the project?")
            },
            Step::Authority => Question {
                present: text(&known.authority),
                written_to: at("authority"),
                ..Question::new("authority", Kind::Text, "Which contracting authority is it?")
            },
            Step::Stage => Question {
                about: vec!["Everything up to this stage is judged.".to_owned()],
                choices: Stage::ALL.iter().map(|s| Choice::new(s.as_str(), self.playbook.stage_title(*s))).collect(),
                present: word(known.stage),
                suggested: word(Stage::ALL.first().copied()),
                ways: Ways { skip: true, ..Ways::default() },
                written_to: at("stage"),
                ..Question::new("stage", Kind::OneOf, "At which stage is the project?")
            },
            Step::Fact(n) => {
                let fact = &self.facts[n];
                let present = fact.given.as_ref().map(|(answer, _)| answer.clone());
                Question { present, ..fact.asked.question(self.playbook) }
            }
        }
    }
}

impl Interview for Init<'_> {
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
        match step {
            _ if answer == Answer::Skip && question.ways.skip => {}
            Step::Title => self.answers.title = Some(question.written(&answer)?),
            Step::Authority => self.answers.authority = Some(question.written(&answer)?),
            Step::Stage => self.answers.stage = Stage::from_word(question.chosen(&answer)?),
            Step::Fact(n) => {
                let fact = &mut self.facts[n];
                let value = fact.asked.value(&question, &answer)?;
                fact.given = Some((answer, value));
            }
        }
        self.walk.on(&self.asked);
        Ok(Vec::new())
    }
}
