//! Questions and answers as values: they can be printed, scripted, translated and counted.
//!
//! No styling, no keys and no closures: how a question looks is the prompter's business, whether an answer can be
//! taken is the interview's.

use crate::id::nearest;
use crate::project::FieldPath;

/// How a question is answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// By one of the choices. Yes and no, and scores from 1 to 5, are choices too.
    OneOf,
    /// By any of the choices.
    SeveralOf,
    /// In words. Days and sums of money are written in words as well; the question says how.
    Text,
    /// By several short texts, such as names or paths.
    Texts,
}

/// One of the things that can be chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// What is written.
    pub id: String,
    /// What people read.
    pub label: String,
}

impl Choice {
    /// A choice.
    pub fn new(id: impl Into<String>, label: impl Into<String>) -> Self {
        Self { id: id.into(), label: label.into() }
    }
}

/// How far the conversation is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// The number of this question, from 1.
    pub number: usize,
    /// About how many come after it; an answer can open or close others.
    pub left: usize,
}

/// Ways past a question. Going back, help and stopping are always there.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Ways {
    /// It can be left for now.
    pub skip: bool,
    /// “I do not know yet” is an answer, and is recorded.
    pub unknown: bool,
    /// It may not apply, for a reason; in these words, which end in “because”.
    pub not_applicable: Option<&'static str>,
}

/// One question.
#[derive(Clone, Debug, PartialEq)]
pub struct Question {
    /// Names the question within its interview.
    pub id: String,
    /// The part of the conversation that it belongs to: a stage, a sector.
    pub heading: String,
    /// How far the conversation is.
    pub progress: Progress,
    /// The question.
    pub text: String,
    /// What should be known before answering, a line each.
    pub about: Vec<String>,
    /// More, for whoever asks: a paragraph each.
    pub help: Vec<String>,
    /// How it is answered.
    pub kind: Kind,
    /// What can be chosen.
    pub choices: Vec<Choice>,
    /// The answer that stands at present.
    pub present: Option<Answer>,
    /// An answer that the playbook proposes to begin with.
    pub suggested: Option<Answer>,
    /// Ways past it.
    pub ways: Ways,
    /// Where the answer is written; nothing when it only steers the conversation.
    pub written_to: Option<FieldPath>,
}

/// What came back.
#[derive(Clone, Debug, PartialEq)]
pub enum Answer {
    /// The id of one choice.
    Choice(String),
    /// The ids of several.
    Choices(Vec<String>),
    /// Words.
    Text(String),
    /// Several short texts.
    Texts(Vec<String>),
    /// Not now.
    Skip,
    /// Back to the question before.
    Back,
    /// It does not apply.
    NotApplicable {
        /// Why.
        reason: String,
    },
    /// We do not know yet.
    Unknown,
}

impl Answer {
    /// The answer as it is typed: ids with commas between them, texts with semicolons.
    pub fn typed(&self) -> String {
        match self {
            Answer::Choice(text) | Answer::Text(text) | Answer::NotApplicable { reason: text } => text.clone(),
            Answer::Choices(ids) => ids.join(","),
            Answer::Texts(texts) => texts.join("; "),
            Answer::Skip | Answer::Back | Answer::Unknown => String::new(),
        }
    }
}

/// Why an answer cannot be taken, in words for a person, with what was given: it is kept to be put right.
#[derive(Clone, Debug, PartialEq)]
pub struct Rejection {
    /// Lower case, no full stop.
    pub message: String,
    /// The answer as it was given.
    pub given: Answer,
}

impl Rejection {
    /// A rejection of `given`.
    pub fn new(given: &Answer, message: impl Into<String>) -> Self {
        Self { message: message.into(), given: given.clone() }
    }
}

impl Question {
    /// A question without anything around it.
    pub fn new(id: impl Into<String>, kind: Kind, text: impl Into<String>) -> Self {
        Self {
            id: id.into(),
            heading: String::new(),
            progress: Progress::default(),
            text: text.into(),
            about: Vec::new(),
            help: Vec::new(),
            kind,
            choices: Vec::new(),
            present: None,
            suggested: None,
            ways: Ways::default(),
            written_to: None,
        }
    }

    /// A question answered by yes or no.
    pub fn yes_no(id: impl Into<String>, text: impl Into<String>) -> Self {
        let choices = vec![Choice::new("yes", "Yes"), Choice::new("no", "No")];
        Self { choices, ..Self::new(id, Kind::OneOf, text) }
    }

    /// A question answered by a score from 1 to 5.
    pub fn score(id: impl Into<String>, text: impl Into<String>) -> Self {
        let words = ["very low", "low", "medium", "high", "very high"];
        let choices = (1..).zip(words).map(|(n, word)| Choice::new(n.to_string(), word)).collect();
        Self { choices, ..Self::new(id, Kind::OneOf, text) }
    }

    /// What is answered when nothing is typed.
    pub fn on_enter(&self) -> Option<&Answer> {
        self.present.as_ref().or(self.suggested.as_ref())
    }

    /// Whether each choice ends with its id in brackets, as points of the law do: then it is answered by that alone. A
    /// number could be another one's place, and the first letter of a title another one's point.
    pub fn is_answered_by_id(&self) -> bool {
        let in_brackets = |c: &Choice| c.label.strip_suffix(')').is_some_and(|l| l.ends_with(&format!("({}", c.id)));
        !self.choices.is_empty() && self.choices.iter().all(in_brackets)
    }

    /// The choice that `text` means: its id, its label, or the only one that begins so. A point of the law may be
    /// written as the law writes it, 5(a) for 5a, and is never guessed.
    pub fn choice(&self, text: &str) -> Option<&Choice> {
        let text = text.trim().to_lowercase();
        if self.is_answered_by_id() {
            let point = text.replace(['(', ')', '.'], "");
            return self.choices.iter().find(|c| c.id == point || c.label.to_lowercase() == text);
        }
        let same = |word: &str| word.to_lowercase() == text;
        let begins = |c: &&Choice| c.label.to_lowercase().starts_with(&text) || c.id.starts_with(&text);
        self.choices.iter().find(|c| same(&c.id) || same(&c.label)).or_else(|| {
            let mut near = self.choices.iter().filter(begins);
            near.next().filter(|_| !text.is_empty() && near.next().is_none())
        })
    }

    /// An answer in the words that this question uses for it.
    pub fn words(&self, answer: &Answer) -> String {
        let label = |id: &str| {
            let choice = self.choices.iter().find(|c| c.id == id);
            choice.map_or_else(|| id.to_owned(), |c| c.label.clone())
        };
        match answer {
            Answer::Choice(id) => label(id),
            Answer::Choices(ids) => {
                let labels: Vec<String> = ids.iter().map(|id| label(id)).collect();
                labels.join(if labels.iter().any(|label| label.contains(',')) { "; " } else { ", " })
            }
            Answer::Text(text) => text.clone(),
            Answer::Texts(texts) => texts.join("; "),
            Answer::Skip => "skip".to_owned(),
            Answer::Back => "back".to_owned(),
            Answer::NotApplicable { reason } => {
                format!("{} {reason}", self.ways.not_applicable.unwrap_or(NOT_APPLICABLE))
            }
            Answer::Unknown => UNKNOWN.to_owned(),
        }
    }

    /// The id that was chosen, or why it is none of the choices.
    pub fn chosen<'a>(&self, answer: &'a Answer) -> Result<&'a str, Rejection> {
        match answer {
            Answer::Choice(id) if self.choices.iter().any(|c| c.id == *id) => Ok(id),
            Answer::Choice(text) if text.trim().is_empty() => Err(Rejection::new(answer, "choose one of the answers")),
            Answer::Choice(text) => {
                let known = self.choices.iter().flat_map(|c| [c.id.as_str(), c.label.as_str()]);
                // one number is as near as any other, and one letter too
                let says_something = text.parse::<f64>().is_err() && text.trim().chars().count() > 1;
                let near = nearest(text, known).filter(|_| says_something);
                let instead = near.map_or(String::new(), |near| format!("; did you mean “{near}”?"));
                Err(Rejection::new(answer, format!("“{text}” is not one of the answers{instead}")))
            }
            _ => Err(Rejection::new(answer, "choose one of the answers")),
        }
    }

    /// Whether each id of an answer is one of the choices, or why not.
    pub fn every(&self, answer: &Answer, ids: &[String]) -> Result<(), Rejection> {
        ids.iter().try_for_each(|id| {
            let one = Answer::Choice(id.clone());
            self.chosen(&one).map(drop).map_err(|wrong| Rejection::new(answer, wrong.message))
        })
    }

    /// The choices that are gone through now; nothing where the question is skipped, and all are.
    pub fn gone_through<'a>(&self, answer: &'a Answer) -> Result<Option<&'a [String]>, Rejection> {
        match answer {
            Answer::Skip => Ok(None),
            Answer::Choices(ids) if !ids.is_empty() => self.every(answer, ids).map(|()| Some(ids.as_slice())),
            _ => Err(Rejection::new(answer, "choose at least one, or skip to go through all of them")),
        }
    }

    /// The words that were written, or why there are none.
    pub fn written(&self, answer: &Answer) -> Result<String, Rejection> {
        match answer {
            Answer::Text(text) if !text.trim().is_empty() => Ok(text.trim().to_owned()),
            _ if self.ways.skip => Err(Rejection::new(answer, "nothing was written; write an answer, or skip")),
            _ => Err(Rejection::new(answer, "nothing was written, and this question needs an answer")),
        }
    }

    /// The short texts that were written, or why there are none.
    pub fn listed(&self, answer: &Answer) -> Result<Vec<String>, Rejection> {
        let texts = match answer {
            Answer::Texts(texts) => texts.as_slice(),
            Answer::Text(text) => std::slice::from_ref(text),
            _ => &[],
        };
        let texts: Vec<String> = texts.iter().map(|t| t.trim().to_owned()).filter(|t| !t.is_empty()).collect();
        if texts.is_empty() { self.written(&Answer::Text(String::new())).map(|_| texts) } else { Ok(texts) }
    }
}

/// The words for “it does not apply”, before the reason.
pub const NOT_APPLICABLE: &str = "Does not apply here, because";
/// The words for “unknown”.
pub const UNKNOWN: &str = "I do not know yet";

/// The reason for which something does not apply, or why it will not do.
pub fn reason(answer: &Answer, reason: &str) -> Result<String, Rejection> {
    let reason = reason.trim();
    if reason.is_empty() {
        Err(Rejection::new(answer, "say why: without a reason, nobody can later tell whether this was right"))
    } else {
        Ok(reason.to_owned())
    }
}
