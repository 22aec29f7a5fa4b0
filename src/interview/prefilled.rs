//! Answers from a file, written exactly as in a project file: for CI and for people who cannot use a terminal.

use crate::date::Date;
use crate::id::{Id, nearest};
use crate::playbook::{Kind, Playbook};
use crate::project::model::{AnswerRecord, AnswersFile, Item};
use crate::project::read::{Keyed, Read, Reader, Ref};
use crate::project::{Document, Edit, Problem, ProblemCode};

/// Answers to checklist items.
#[derive(Debug)]
pub struct Prefilled {
    answers: Keyed<Ref<Item>, AnswerRecord>,
}

impl Prefilled {
    /// Reads `[answers.<item>]` tables, or tells every problem.
    pub fn read(text: &str, playbook: &Playbook) -> Result<Self, Vec<Problem>> {
        let document = Document::parse(text)?;
        let mut reader = Reader::new(text);
        let file = AnswersFile::read(document.root(), &mut reader);
        let mut problems = reader.problems;
        for reference in reader.references {
            if !playbook.items().contains(reference.id.as_str()) {
                let near = nearest(reference.id.as_str(), playbook.ids(Kind::Items));
                problems.push(Problem {
                    code: ProblemCode::UnknownWord,
                    span: document.locate_key(&reference.path),
                    path: reference.path,
                    message: format!("“{}” is not a checklist item of the playbook", reference.id),
                    hint: near.map(|near| format!("Did you mean “{near}”?")),
                });
            }
        }
        problems.sort_by_key(|p| p.span.start);
        match file {
            Some(file) if problems.is_empty() => Ok(Self { answers: file.answers }),
            Some(_) | None => Err(problems),
        }
    }

    /// What is to be written; answers without a day get this one.
    pub fn edits(&self, today: Date) -> Vec<Edit> {
        let edit = |(item, answer): (&str, &AnswerRecord)| {
            Some(Edit::SetAnswer {
                item: Id::new(item).ok()?,
                state: answer.state,
                note: answer.note.clone(),
                reason: answer.reason.clone(),
                evidence: answer.evidence.iter().map(|e| e.as_str().to_owned()).collect(),
                by: answer.by.clone(),
                on: Some(answer.on.unwrap_or(today)),
            })
        };
        self.answers.iter().filter_map(edit).collect()
    }
}
