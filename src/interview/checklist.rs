//! The interview about the checklist of one stage: first what was agreed before, then every item that applies.
//!
//! It asks what is open: items without an answer, then those of which it was not known, then nothing, unless all is
//! to be asked again. It knows which items apply from `join` and looks nothing up itself.

mod entry;

use super::Interview;
use super::question::{Answer, Kind, Question, Rejection, reason};
use super::walk::Walk;
use crate::date::Date;
use crate::join::Joined;
use crate::lifecycle::Stage;
use crate::project::model::ItemState;
use crate::project::read::Evidence;
use crate::project::{Edit, FieldPath, Value};
use crate::vocabulary::Vocabulary;
use entry::{EVERY_WAY, Entry, Step};

/// How the checklist is walked.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Everything is asked, also what has an answer.
    pub again: bool,
    /// Who answers: a role, not a person.
    pub by: Option<String>,
    /// The files that are there, as relative paths with forward slashes; nothing when that is not known.
    pub files: Option<Vec<String>>,
}

/// The interview.
#[derive(Clone, Debug)]
pub struct Checklist {
    stage: Stage,
    title: String,
    on: Date,
    options: Options,
    carry_over: String,
    before: [Carried; 2],
    entries: Vec<Entry>,
    walk: Walk<Step>,
    remarks: Vec<String>,
}

/// One of the two questions that open a stage.
#[derive(Clone, Debug)]
struct Carried {
    field: &'static str,
    text: &'static str,
    asked: bool,
    given: Option<String>,
}

impl Checklist {
    /// The checklist of `stage`.
    pub fn new(joined: &Joined<'_>, stage: Stage, options: Options) -> Self {
        let record = joined.project.stages.get(stage.as_str());
        let carried = |field, text, given: Option<&String>| Carried {
            field,
            text,
            asked: stage > Stage::ALL[0] && (options.again || given.is_none()),
            given: given.cloned(),
        };
        let before = [
            carried(
                "agreed-before",
                "What had been agreed before this stage began?",
                record.and_then(|r| r.agreed_before.as_ref()),
            ),
            carried("what-changed", "What has changed since?", record.and_then(|r| r.what_changed.as_ref())),
        ];
        let items = joined.progress.iter().filter(|p| p.stage == stage).flat_map(|p| &p.items);
        let entries = items.filter(|i| i.applies.is_asked()).filter_map(|i| Entry::new(joined, i, options.again));
        let mut checklist = Self {
            stage,
            title: joined.playbook.stage_title(stage).to_owned(),
            on: joined.today,
            carry_over: joined
                .playbook
                .stage_texts()
                .get(stage.as_str())
                .map(|t| t.carry_over.clone())
                .unwrap_or_default(),
            before,
            entries: entries.collect(),
            options,
            walk: Walk::new(&[]),
            remarks: Vec::new(),
        };
        checklist.walk = Walk::new(&checklist.steps(false));
        checklist
    }

    /// The steps in order, as they are given what is known; `expected` also counts those that an answer would open.
    fn steps(&self, expected: bool) -> Vec<Step> {
        let carried = (0..self.before.len()).filter(|n| self.before[*n].asked).map(Step::Carried);
        let fresh = (0..self.entries.len()).filter(|n| !self.entries[*n].put_off);
        let put_off = (0..self.entries.len()).filter(|n| self.entries[*n].put_off);
        let own = |n: usize| self.entries[n].steps(n, expected);
        carried.chain(fresh.chain(put_off).flat_map(own)).collect()
    }

    fn carried(&self, n: usize) -> Question {
        let carried = &self.before[n];
        Question {
            about: vec![format!("To think about: {}", self.carry_over)],
            present: carried.given.clone().map(Answer::Text),
            ways: EVERY_WAY,
            written_to: Some(FieldPath::of(["stages", self.stage.as_str(), carried.field])),
            ..Question::new(carried.field, Kind::Text, carried.text)
        }
    }

    fn accept_carried(&mut self, n: usize, answer: &Answer) -> Result<Vec<Edit>, Rejection> {
        let text = match answer {
            // What is not known has no place in the record of a stage: it stays open.
            Answer::Skip | Answer::Unknown => return Ok(Vec::new()),
            Answer::NotApplicable { reason: why } => format!("Not applicable: {}", reason(answer, why)?),
            _ => self.carried(n).written(answer)?,
        };
        let carried = &mut self.before[n];
        if carried.given.as_ref() == Some(&text) {
            return Ok(Vec::new());
        }
        carried.given = Some(text.clone());
        Ok(vec![Edit::SetStageRecord { stage: self.stage, field: carried.field, value: Value::Text(text) }])
    }

    fn accept_item(&mut self, step: Step, n: usize, answer: &Answer) -> Result<Vec<Edit>, Rejection> {
        let question = self.entries[n].question(step);
        let entry = &mut self.entries[n];
        let before = entry.clone();
        let mut remarks = Vec::new();
        match (step, answer) {
            (_, Answer::NotApplicable { reason: why }) => {
                entry.reason = Some(reason(answer, why)?);
                entry.state = Some(ItemState::NotApplicable);
            }
            (_, Answer::Unknown) => entry.state = Some(ItemState::Unknown),
            (Step::State(_), Answer::Skip) => entry.skipped = true,
            (Step::State(_), _) => {
                entry.state = ItemState::from_word(question.chosen(answer)?);
                entry.skipped = false;
            }
            // Who cannot name a document has answered, but not shown it.
            (Step::Evidence(_), Answer::Skip) if entry.evidence.is_empty() => entry.state = Some(ItemState::Answered),
            (_, Answer::Skip) => {}
            (Step::Evidence(_), _) => {
                let mut paths = Vec::new();
                for text in question.listed(answer)? {
                    let evidence = Evidence::new(&text).map_err(|message| Rejection::new(answer, message))?;
                    paths.push(evidence.as_str().to_owned());
                    remarks.extend(missing(&evidence, self.options.files.as_deref()));
                }
                entry.evidence = paths;
            }
            (Step::Note(_) | Step::Carried(_), _) => entry.note = Some(question.written(answer)?),
        }
        entry.settled = true;
        self.remarks.extend(remarks);
        Ok(self.entries[n].edit(&before, self.options.by.as_ref(), self.on).into_iter().collect())
    }
}

impl Interview for Checklist {
    fn next(&self) -> Option<Question> {
        let question = match self.walk.at()? {
            Step::Carried(n) => self.carried(n),
            step @ (Step::State(n) | Step::Note(n) | Step::Evidence(n)) => self.entries[n].question(step),
        };
        Some(Question { heading: self.title.clone(), progress: self.walk.progress(&self.steps(true)), ..question })
    }

    fn accept(&mut self, answer: Answer) -> Result<Vec<Edit>, Rejection> {
        let Some(step) = self.walk.at() else { return Ok(Vec::new()) };
        if answer == Answer::Back {
            let steps = self.steps(false);
            return self.walk.back(&steps).map(|()| Vec::new());
        }
        let edits = match step {
            Step::Carried(n) => self.accept_carried(n, &answer)?,
            Step::State(n) | Step::Note(n) | Step::Evidence(n) => self.accept_item(step, n, &answer)?,
        };
        let steps = self.steps(false);
        self.walk.on(&steps);
        Ok(edits)
    }

    fn remarks(&mut self) -> Vec<String> {
        std::mem::take(&mut self.remarks)
    }
}

/// The remark that a file is not there, if that is known.
fn missing(evidence: &Evidence, files: Option<&[String]>) -> Option<String> {
    let plain = |path: &str| path.split('/').filter(|part| !matches!(*part, "" | ".")).collect::<Vec<_>>().join("/");
    match evidence {
        Evidence::Url(_) => None,
        Evidence::Path(path) if files?.iter().any(|file| plain(file) == plain(path)) => None,
        Evidence::Path(path) => {
            Some(format!("{} is not in the project's folder yet. Put it there before you run aiproc check.", path))
        }
    }
}
