//! Answers from a file, for `--answers`: whatever the checklist interview can write, a person can write by hand.
//!
//! The file has the form of the project file, `[answers.<item>]` and `[stages.<stage>]`. Every problem in it is
//! reported before anything is asked; what it does not answer is skipped.

use super::prompter::{Prompter, Stop};
use super::question::{Answer, Question, Rejection};
use crate::id::nearest;
use crate::lifecycle::Stage;
use crate::playbook::Playbook;
use crate::project::model::{Item, ItemState};
use crate::project::problem::{Problem, ProblemCode};
use crate::project::read::{Evidence, Keyed, Read, Reader, Ref, WordKey};
use crate::project::{Document, FieldPath};
use crate::table;
use crate::vocabulary::Vocabulary;

table! {
    /// Answers to questions of the checklist, in the form of the project file.
    "a file of answers"
    pub struct AnswersFile {
        /// What was settled before a stage.
        "stages" Public stages: Keyed<WordKey<Stage>, GivenStage>,
        /// Answers to checklist items, by the item's id.
        "answers" Public answers: Keyed<Ref<Item>, GivenAnswer>,
    }
}

table! {
    /// What was settled before a stage.
    "a stage in a file of answers"
    pub struct GivenStage {
        /// What had been agreed before this stage began.
        "agreed-before" Public agreed_before: Option<String>,
        /// What has changed since.
        "what-changed" Public what_changed: Option<String>,
    }
}

table! {
    /// The answer to one checklist item. Who answered and when is written by aiproc.
    "an answer in a file of answers"
    pub struct GivenAnswer {
        /// The state of the item.
        "state" Public state: ItemState,
        /// The answer in words.
        "note" Public note: Option<String>,
        /// Why the item does not apply.
        "reason" Public reason: Option<String>,
        /// What shows that the answer holds.
        "evidence" Public evidence: Vec<Evidence>,
    }
}

/// Answers from a file.
#[derive(Clone, Debug)]
pub struct Prefilled {
    file: AnswersFile,
    used: Vec<FieldPath>,
    /// What the interview had to say.
    pub remarks: Vec<String>,
}

impl Prefilled {
    /// Reads a file of answers to the items in `known`, or returns every problem in it, in the order of the text.
    pub fn read<'a>(text: &str, known: impl Iterator<Item = &'a str> + Clone) -> Result<Self, Vec<Problem>> {
        let document = Document::parse(text)?;
        let mut reader = Reader::new(text);
        let file = <AnswersFile as Read>::read(document.root(), &mut reader);
        let mut problems = reader.problems;
        for problem in &mut problems {
            if let (ProblemCode::UnknownKey, Some("by" | "on" | "approved")) = (problem.code, problem.path.key_at(2)) {
                problem.hint = Some("Leave it out: aiproc writes who answered and when.".to_owned());
            }
        }
        let mut report = |code, path: FieldPath, message: String, hint: Option<String>| {
            let span = document.locate(&path);
            problems.push(Problem { code, path, span, message, hint });
        };
        for reference in &reader.references {
            let id = reference.id.as_str();
            if !known.clone().any(|item| item == id) {
                let message = format!("“{id}” is not {}", reference.to.noun());
                let hint = match nearest(id, known.clone()) {
                    Some(near) => format!("Did you mean “{near}”?"),
                    None => "See the items with “aiproc list items”.".to_owned(),
                };
                report(ProblemCode::UnknownWord, reference.path.clone(), message, Some(hint));
            }
        }
        // These are looked up in the text, for another problem may have kept the file from being read.
        for reference in reader.references.iter().filter(|r| r.path.steps().count() == 2) {
            let state = reference.path.key("state");
            let written = document.value_span(&state).and_then(|span| text.get(span)).unwrap_or_default();
            let lacks = |field: &str| document.value_span(&reference.path.key(field)).is_none();
            let word = written.trim_matches(['"', '\'']);
            if word == ItemState::NotApplicable.as_str() && lacks("reason") {
                let hint = Some("Add reason = \"…\" to this answer.".to_owned());
                report(ProblemCode::MissingReason, state, "“not-applicable” needs a reason".to_owned(), hint);
            } else if word == ItemState::Evidenced.as_str() && lacks("evidence") {
                let hint = Some("Add evidence = [\"…\"], or write state = \"answered\".".to_owned());
                report(ProblemCode::MissingKey, state, "“evidenced” needs evidence".to_owned(), hint);
            }
        }
        problems.sort_by_key(|problem| problem.span.start);
        match file {
            Some(file) if problems.is_empty() => Ok(Self { file, used: Vec::new(), remarks: Vec::new() }),
            _ => Err(problems),
        }
    }

    /// The stages that the file says something of.
    pub fn stages(&self, playbook: &Playbook) -> Vec<Stage> {
        let items = self.file.answers.keys().filter_map(|id| playbook.items().get(id)).map(|item| item.stage);
        let mut all: Vec<Stage> = items.chain(self.file.stages.keys().filter_map(Stage::from_word)).collect();
        all.sort();
        all.dedup();
        all
    }

    /// The places of answers that nobody asked for: the item does not apply, belongs to another stage or has an
    /// answer, or its state leaves no room for them.
    pub fn unused(&self) -> Vec<FieldPath> {
        let mut places = Vec::new();
        for (stage, given) in self.file.stages.iter() {
            let at = FieldPath::of(["stages", stage]);
            places.extend(given.agreed_before.is_some().then(|| at.key("agreed-before")));
            places.extend(given.what_changed.is_some().then(|| at.key("what-changed")));
        }
        for (item, given) in self.file.answers.iter() {
            let at = FieldPath::of(["answers", item]);
            places.push(at.key("state"));
            places.extend(given.note.is_some().then(|| at.key("note")));
            places.extend(given.reason.is_some().then(|| at.key("reason")));
            places.extend((!given.evidence.is_empty()).then(|| at.key("evidence")));
        }
        places.retain(|place| !self.used.contains(place));
        places
    }

    /// What the file answers to the question that is written to `place`.
    fn given(&self, place: &FieldPath) -> Option<Answer> {
        let text = |text: &Option<String>| text.clone().map(Answer::Text);
        match (place.key_at(0)?, place.key_at(1)?, place.key_at(2)?) {
            ("stages", stage, "agreed-before") => text(&self.file.stages.get(stage)?.agreed_before),
            ("stages", stage, "what-changed") => text(&self.file.stages.get(stage)?.what_changed),
            ("answers", item, field) => {
                let given = self.file.answers.get(item)?;
                match (field, given.state) {
                    ("state", ItemState::Answered | ItemState::Evidenced) => {
                        Some(Answer::Choice(given.state.as_str().to_owned()))
                    }
                    ("state", ItemState::NotApplicable) => {
                        Some(Answer::NotApplicable { reason: given.reason.clone().unwrap_or_default() })
                    }
                    ("state", ItemState::Unknown) => Some(Answer::Unknown),
                    ("note", _) => text(&given.note),
                    ("evidence", _) if !given.evidence.is_empty() => {
                        Some(Answer::Texts(given.evidence.iter().map(|e| e.as_str().to_owned()).collect()))
                    }
                    _ => None,
                }
            }
            _ => None,
        }
    }
}

impl Prompter for Prefilled {
    fn ask(&mut self, question: &Question, again: Option<&Rejection>) -> Result<Answer, Stop> {
        if let Some(rejection) = again {
            return Err(Stop::Refused(rejection.clone()));
        }
        let given = question.written_to.as_ref().and_then(|place| Some((place, self.given(place)?)));
        let Some((place, answer)) = given else { return Ok(Answer::Skip) };
        if let (Answer::NotApplicable { .. }, Some(item)) = (&answer, place.parent()) {
            self.used.push(item.key("reason"));
        }
        self.used.push(place.clone());
        Ok(answer)
    }

    fn say(&mut self, text: &str) {
        self.remarks.push(text.to_owned());
    }
}
