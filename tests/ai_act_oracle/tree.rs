//! The decision tree: its questions, the conditions on its redirects, and all paths from the first question to a
//! conclusion.

use std::collections::HashMap;

use serde::Deserialize;

#[derive(Deserialize)]
struct File {
    questions: Vec<Question>,
    conclusions: Vec<Conclusion>,
}

#[derive(Deserialize)]
struct Question {
    #[serde(rename = "questionId")]
    id: String,
    answers: Vec<Answer>,
}

#[derive(Deserialize)]
struct Answer {
    answer: String,
    #[serde(default)]
    labels: Vec<String>,
    #[serde(default, rename = "nextQuestionId")]
    question: Option<String>,
    #[serde(default, rename = "nextConclusionId")]
    conclusion: Option<String>,
    #[serde(default)]
    redirects: Vec<Redirect>,
}

#[derive(Deserialize)]
struct Redirect {
    #[serde(default, rename = "nextQuestionId")]
    question: Option<String>,
    #[serde(default, rename = "nextConclusionId")]
    conclusion: Option<String>,
    #[serde(rename = "if")]
    condition: String,
}

#[derive(Deserialize)]
struct Conclusion {
    #[serde(rename = "conclusionId")]
    id: String,
    conclusion: String,
}

/// The answers from the first question to a conclusion.
#[derive(Clone, Debug)]
pub struct Path {
    /// Question and answer.
    pub answers: Vec<(String, String)>,
    /// The conclusion.
    pub conclusion: String,
}

/// The tree.
pub struct Tree {
    questions: HashMap<String, Question>,
    conclusions: HashMap<String, String>,
    first: String,
}

impl Tree {
    /// Reads it.
    pub fn read(path: &str) -> Self {
        let text = std::fs::read_to_string(path).unwrap_or_else(|e| panic!("{path}: {e}"));
        let file: File = serde_yaml::from_str(&text).unwrap_or_else(|e| panic!("{path}: {e}"));
        let first = file.questions[0].id.clone();
        let questions = file.questions.into_iter().map(|q| (q.id.clone(), q)).collect();
        let conclusions = file.conclusions.into_iter().map(|c| (c.id, c.conclusion)).collect();
        Self { questions, conclusions, first }
    }

    /// The words of a conclusion.
    pub fn conclusion(&self, id: &str) -> &str {
        self.conclusions.get(id).unwrap_or_else(|| panic!("no conclusion {id}"))
    }

    /// Every path to a conclusion, and how many answers lead nowhere.
    pub fn paths(&self) -> (Vec<Path>, usize) {
        let (mut found, mut dead) = (Vec::new(), 0);
        self.walk(&self.first, &mut Vec::new(), &mut Vec::new(), &mut found, &mut dead);
        (found, dead)
    }

    fn walk(
        &self,
        question: &str,
        answers: &mut Vec<(String, String)>,
        labels: &mut Vec<String>,
        found: &mut Vec<Path>,
        dead: &mut usize,
    ) {
        assert!(answers.len() < 40, "the tree goes round in a circle: {answers:?}");
        let asked = self.questions.get(question).unwrap_or_else(|| panic!("no question {question}"));
        for answer in &asked.answers {
            let before = labels.len();
            labels.extend(answer.labels.iter().cloned());
            answers.push((asked.id.clone(), answer.answer.clone()));
            let redirect = answer.redirects.iter().find(|r| holds(&r.condition, labels));
            let (next, conclusion) = match redirect {
                Some(r) => (&r.question, &r.conclusion),
                None => (&answer.question, &answer.conclusion),
            };
            match (next, conclusion) {
                (Some(next), _) => self.walk(next, answers, labels, found, dead),
                (None, Some(id)) => found.push(Path { answers: answers.clone(), conclusion: id.clone() }),
                (None, None) => *dead += 1,
            }
            answers.pop();
            labels.truncate(before);
        }
    }
}

/// Whether a condition holds: `"label" in labels`, with `!`, `&&`, `||` and parentheses.
fn holds(condition: &str, labels: &[String]) -> bool {
    let mut reader = Reader { rest: condition, labels };
    let value = reader.either();
    assert!(reader.rest.trim().is_empty(), "left over of {condition}: {}", reader.rest);
    value
}

struct Reader<'t> {
    rest: &'t str,
    labels: &'t [String],
}

impl Reader<'_> {
    fn take(&mut self, token: &str) -> bool {
        match self.rest.trim_start().strip_prefix(token) {
            Some(rest) => {
                self.rest = rest;
                true
            }
            None => false,
        }
    }

    fn either(&mut self) -> bool {
        let mut value = self.both();
        while self.take("||") {
            let other = self.both();
            value = value || other;
        }
        value
    }

    fn both(&mut self) -> bool {
        let mut value = self.one();
        while self.take("&&") {
            let other = self.one();
            value = value && other;
        }
        value
    }

    fn one(&mut self) -> bool {
        if self.take("!") {
            return !self.one();
        }
        if self.take("(") {
            let value = self.either();
            assert!(self.take(")"), "a parenthesis is open: {}", self.rest);
            return value;
        }
        assert!(self.take("\""), "a label is wanted: {}", self.rest);
        let (label, rest) = self.rest.split_once('"').expect("a label ends");
        self.rest = rest;
        assert!(self.take("in labels"), "“in labels” is wanted: {}", self.rest);
        self.labels.iter().any(|l| l == label)
    }
}
