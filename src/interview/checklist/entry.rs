//! One item in the checklist interview: its questions, and what is written of it.
//!
//! It holds what is known of the answer, from the file and from this conversation; taking answers is the interview's.

use crate::date::Date;
use crate::id::Id;
use crate::interview::question::{Answer, Choice, Kind, NOT_APPLICABLE, Question, Ways};
use crate::interview::spoken;
use crate::join::Joined;
use crate::join::condition::{Holds, places};
use crate::join::progress::{ItemProgress, Standing};
use crate::project::model::ItemState;
use crate::project::{Edit, FieldPath};

/// One item.
#[derive(Clone, Debug)]
pub struct Entry {
    pub id: Id,
    question: String,
    about: Vec<String>,
    help: Vec<String>,
    proof: String,
    evidence_needed: bool,
    /// What stands in the file stands under an earlier id of the item.
    renamed: bool,
    ask_state: bool,
    ask_note: bool,
    ask_evidence: bool,
    pub put_off: bool,
    /// The state was answered, or left, in this conversation.
    pub settled: bool,
    pub skipped: bool,
    pub state: Option<ItemState>,
    pub note: Option<String>,
    pub reason: Option<String>,
    pub evidence: Vec<String>,
}

/// A step of the conversation, with the position of what it is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    Carried(usize),
    State(usize),
    Note(usize),
    Evidence(usize),
}

/// The ways past every question of the checklist.
pub const EVERY_WAY: Ways = Ways { skip: true, unknown: true, not_applicable: Some(NOT_APPLICABLE) };

impl Entry {
    /// The item as it stands; nothing if its id is none.
    pub fn new(joined: &Joined<'_>, progress: &ItemProgress<'_>, again: bool) -> Option<Self> {
        let item = progress.item;
        let answer = progress.answer;
        let text = joined.playbook.item_texts().get(&item.id);
        let labels = joined.playbook.labels();
        let mut about = Vec::new();
        let mut help = Vec::new();
        if let Some(text) = text {
            about.push(format!("A good answer: {}", text.good));
            help.push(format!("Why this is asked: {}", text.why));
            help.push(format!("What proves it: {}", text.evidence));
        }
        let roles: Vec<String> = item.roles.iter().map(|role| spoken(labels, "roles", role.as_str())).collect();
        if !roles.is_empty() {
            about.push(format!("Who answers: {}.", roles.join(", ")));
        }
        if progress.gate {
            about.push("This is a gate: the stage cannot end while it is open.".to_owned());
            help.push(
                "If a gate does not apply, somebody other than whoever answers must approve that in the file."
                    .to_owned(),
            );
        }
        if let Holds::CannotTell(missing) = &progress.applies {
            let names: Vec<String> = places(missing).iter().map(ToString::to_string).collect();
            about.push(format!("It may not apply here; that cannot be told without {}.", names.join(" and ")));
        }
        let engage: Vec<&str> =
            item.engage.iter().filter_map(|id| Some(joined.playbook.actors().get(id)?.title.as_str())).collect();
        if !engage.is_empty() {
            help.push(format!("Whom to ask: {}.", engage.join("; ")));
        }
        if let Some(text) = text.filter(|t| !t.references.is_empty()) {
            help.push(format!("Law and guidance: {}.", text.references.join("; ")));
        }
        let state = answer.map(|a| a.state);
        let evidence: Vec<String> =
            answer.map(|a| a.evidence.iter().map(|e| e.as_str().to_owned()).collect()).unwrap_or_default();
        let note = answer.and_then(|a| a.note.clone());
        let waived = progress.standing == Standing::Waived;
        Some(Self {
            id: Id::new(&item.id).ok()?,
            question: item.question.to_string(),
            about,
            help,
            proof: text.map(|t| t.evidence.clone()).unwrap_or_default(),
            evidence_needed: item.evidence_needed,
            renamed: answer.is_some() && !joined.project.answers.contains(&item.id),
            ask_state: again || (!waived && matches!(state, None | Some(ItemState::Unknown))),
            ask_note: again || (!waived && note.is_none() && evidence.is_empty()),
            ask_evidence: again || (!waived && evidence.is_empty()),
            put_off: !again && state == Some(ItemState::Unknown),
            settled: false,
            skipped: false,
            state,
            note,
            reason: answer.and_then(|a| a.reason.clone()),
            evidence,
        })
    }

    /// Which of its steps are asked. An item that nobody has answered is expected to be answered.
    pub fn steps(&self, n: usize, expected: bool) -> Vec<Step> {
        let (answered, evidenced) = match self.state {
            Some(ItemState::Answered) => (true, false),
            Some(ItemState::Evidenced) => (true, true),
            Some(ItemState::NotApplicable) => (false, false),
            Some(ItemState::Unknown) | None => (expected && !self.settled, false),
        };
        let (answered, evidenced) = (answered && !self.skipped, evidenced && !self.skipped);
        let steps = [
            (self.ask_state, Step::State(n)),
            (answered && (self.ask_note || self.ask_state), Step::Note(n)),
            (
                answered && (self.evidence_needed || evidenced) && (self.ask_evidence || self.ask_state),
                Step::Evidence(n),
            ),
        ];
        steps.into_iter().filter(|(asked, _)| *asked).map(|(_, step)| step).collect()
    }

    /// The question of one of its steps.
    pub fn question(&self, step: Step) -> Question {
        let at = |field: &str| Some(FieldPath::of(["answers", self.id.as_str(), field]));
        let context = || if self.ask_state { Vec::new() } else { vec![format!("It is about: {}", self.question)] };
        let question = match step {
            Step::State(_) | Step::Carried(_) => Question {
                about: self.about.clone(),
                help: self.help.clone(),
                choices: vec![
                    Choice::new(ItemState::Answered.as_str(), "Answered, in words"),
                    Choice::new(ItemState::Evidenced.as_str(), "Answered, and a document shows it"),
                ],
                present: match self.state {
                    Some(state @ (ItemState::Answered | ItemState::Evidenced)) => {
                        Some(Answer::Choice(state.as_str().to_owned()))
                    }
                    Some(ItemState::NotApplicable) => {
                        Some(Answer::NotApplicable { reason: self.reason.clone().unwrap_or_default() })
                    }
                    Some(ItemState::Unknown) => Some(Answer::Unknown),
                    None => None,
                },
                written_to: at("state"),
                ..Question::new(format!("{}.state", self.id), Kind::OneOf, &self.question)
            },
            Step::Note(_) => Question {
                about: context(),
                help: self.about.iter().chain(&self.help).cloned().collect(),
                present: self.note.clone().map(Answer::Text),
                written_to: at("note"),
                ..Question::new(format!("{}.note", self.id), Kind::Text, "What is the answer, in your own words?")
            },
            Step::Evidence(_) => Question {
                about: context()
                    .into_iter()
                    .chain([
                        format!("What proves it: {}", self.proof),
                        "Write paths inside the project's folder, such as evidence/minutes.pdf, or web addresses; \
                         between several, a semicolon."
                            .to_owned(),
                    ])
                    .collect(),
                help: self.about.iter().chain(&self.help).cloned().collect(),
                present: (!self.evidence.is_empty()).then(|| Answer::Texts(self.evidence.clone())),
                written_to: at("evidence"),
                ..Question::new(format!("{}.evidence", self.id), Kind::Texts, "Which documents show it?")
            },
        };
        Question { ways: EVERY_WAY, ..question }
    }

    /// What has to be written, if anything has changed.
    pub fn edit(&self, before: &Entry, by: Option<&String>, on: Date) -> Option<Edit> {
        let state = self.state?;
        let changed = |is: &Option<String>, was: &Option<String>| is.clone().filter(|_| self.renamed || is != was);
        let note = changed(&self.note, &before.note);
        let reason = changed(&self.reason, &before.reason);
        let evidence =
            if self.renamed || self.evidence != before.evidence { self.evidence.clone() } else { Vec::new() };
        let same = before.state == Some(state) && self.note == before.note && self.reason == before.reason;
        let item = self.id.clone();
        (!(same && self.evidence == before.evidence)).then(|| Edit::SetAnswer {
            item,
            state,
            note,
            reason,
            evidence,
            by: by.cloned(),
            on: Some(on),
        })
    }
}
