//! The interview of a stage: its carry-over question, then each item that applies, with note and evidence.

use super::Interview;
use super::question::{Answer, Choice, Kind, Question, Rejection, choice, text, texts};
use crate::date::Date;
use crate::id::Id;
use crate::join::Joined;
use crate::join::progress::Standing;
use crate::lifecycle::Stage;
use crate::project::model::ItemState;
use crate::project::read::Evidence;
use crate::project::{Edit, FieldPath, Value};

/// One item, with everything that is said about it.
struct Card {
    id: Id,
    question: String,
    help: Vec<String>,
    wants: Option<String>,
    state: Option<ItemState>,
    note: Option<String>,
    reason: Option<String>,
    evidence: Vec<String>,
}

/// One question of the conversation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    /// What was agreed before, or what has changed.
    CarryOver(&'static str),
    /// Where the item stands.
    State(usize),
    /// The answer in words.
    Note(usize),
    /// Why it does not apply.
    Reason(usize),
    /// What shows it.
    Proof(usize),
}

/// Walks the items of a stage.
pub struct ChecklistInterview {
    stage: Stage,
    carry_over: String,
    carried: [Option<String>; 2],
    cards: Vec<Card>,
    present: Vec<String>,
    today: Date,
    step: Option<Step>,
    before: Vec<Step>,
}

const CARRY_OVER: [&str; 2] = ["agreed-before", "what-changed"];
const STATES: [(&str, &str); 3] = [
    ("answered", "We can answer it"),
    ("not-applicable", "It does not apply here, because …"),
    ("unknown", "We do not know yet"),
];

impl ChecklistInterview {
    /// The interview of `stage`; with `again`, what is settled is asked again. `present` are the files that are there.
    pub fn new(joined: &Joined<'_>, stage: Stage, again: bool, present: Vec<String>) -> Self {
        let texts = joined.playbook.item_texts();
        let labels = joined.playbook.labels();
        let progress = joined.progress.iter().filter(|s| s.stage == stage).flat_map(|s| &s.items);
        let asked = progress.filter(|i| {
            i.applies.is_asked()
                && (again || matches!(i.standing, Standing::Open | Standing::Claimed) || !i.is_settled())
        });
        let cards = asked
            .filter_map(|i| {
                let long = texts.get(&i.item.id);
                let mut help = Vec::new();
                if i.gate {
                    help.push(labels.get("interview", "gate").to_owned());
                }
                let roles: Vec<&str> = i.item.roles.iter().map(|r| labels.get("roles", r.as_str())).collect();
                help.push(format!("{}: {}", labels.get("interview", "who-answers"), roles.join(", ")));
                if let Some(long) = long {
                    help.push(format!("{}: {}", labels.get("interview", "why"), long.why));
                    help.push(format!("{}: {}", labels.get("interview", "good"), long.good));
                }
                Some(Card {
                    id: Id::new(&i.item.id).ok()?,
                    question: i.item.question.clone(),
                    help,
                    wants: long.filter(|_| i.item.evidence_needed).map(|t| t.evidence.clone()),
                    state: i.answer.map(|a| a.state),
                    note: i.answer.and_then(|a| a.note.clone()),
                    reason: i.answer.and_then(|a| a.reason.clone()),
                    evidence: i
                        .answer
                        .map(|a| a.evidence.iter().map(|e| e.as_str().to_owned()).collect())
                        .unwrap_or_default(),
                })
            })
            .collect::<Vec<_>>();
        let record = joined.project.stages.get(stage.as_str());
        let carried = [record.and_then(|r| r.agreed_before.clone()), record.and_then(|r| r.what_changed.clone())];
        let carry_over =
            joined.playbook.stage_texts().get(stage.as_str()).map(|t| t.carry_over.clone()).unwrap_or_default();
        let opens = stage != Stage::MandateAndMission && (again || carried.iter().any(Option::is_none));
        let first =
            if opens { Some(Step::CarryOver(CARRY_OVER[0])) } else { (!cards.is_empty()).then_some(Step::State(0)) };
        Self { stage, carry_over, carried, cards, present, today: joined.today, step: first, before: Vec::new() }
    }

    fn go(&mut self, next: Option<Step>) {
        self.before.extend(self.step);
        self.step = next;
    }

    fn after(&self, n: usize) -> Option<Step> {
        (n + 1 < self.cards.len()).then_some(Step::State(n + 1))
    }

    /// What follows the words of an answer: its evidence, where the item wants some.
    fn after_note(&self, n: usize) -> Option<Step> {
        if self.cards[n].wants.is_some() { Some(Step::Proof(n)) } else { self.after(n) }
    }

    fn set(&self, n: usize, state: ItemState) -> Edit {
        Edit::SetAnswer {
            item: self.cards[n].id.clone(),
            state,
            note: None,
            reason: None,
            evidence: Vec::new(),
            by: None,
            on: Some(self.today),
        }
    }
}

fn states() -> Vec<Choice> {
    STATES.iter().map(|(word, text)| Choice::new(*word, *text)).collect()
}

impl Interview for ChecklistInterview {
    fn next(&self) -> Option<Question> {
        let step = self.step?;
        let total = self.cards.len();
        let progress = |n: usize| format!("item {} of {total}", n + 1);
        let answers = |n: usize, field: &str| FieldPath::of(["answers", self.cards[n].id.as_str(), field]);
        let question = |id: String, text: &str, kind, present, written_to, progress| Question {
            id,
            text: text.to_owned(),
            help: Vec::new(),
            kind,
            present,
            may_skip: true,
            written_to,
            progress,
        };
        Some(match step {
            Step::CarryOver(field) => {
                let first = field == CARRY_OVER[0];
                let asks = if first {
                    format!("{} What had been agreed before this stage?", self.carry_over)
                } else {
                    "And what has changed since?".to_owned()
                };
                let present = self.carried[usize::from(!first)].clone();
                let at = FieldPath::of(["stages", self.stage.as_str(), field]);
                question(field.to_owned(), &asks, Kind::Text, present, at, "opening".to_owned())
            }
            Step::State(n) => {
                let card = &self.cards[n];
                let present =
                    card.state.map(|s| if s == ItemState::Evidenced { "answered" } else { s.as_str() }.to_owned());
                let at = answers(n, "state");
                let id = card.id.to_string();
                let mut asked = question(id, &card.question, Kind::OneOf(states()), present, at, progress(n));
                asked.help.clone_from(&card.help);
                asked
            }
            Step::Note(n) => {
                let card = &self.cards[n];
                let id = format!("{}.note", card.id);
                question(
                    id,
                    "What is the answer, in a sentence or two?",
                    Kind::Text,
                    card.note.clone(),
                    answers(n, "note"),
                    progress(n),
                )
            }
            Step::Reason(n) => {
                let card = &self.cards[n];
                let id = format!("{}.reason", card.id);
                let mut asked = question(
                    id,
                    "Why does it not apply here?",
                    Kind::Text,
                    card.reason.clone(),
                    answers(n, "reason"),
                    progress(n),
                );
                asked.may_skip = false;
                asked
            }
            Step::Proof(n) => {
                let card = &self.cards[n];
                let id = format!("{}.evidence", card.id);
                let present = (!card.evidence.is_empty()).then(|| card.evidence.join(", "));
                let text =
                    "Which documents show it? Paths in the project's folder or web addresses, with commas between";
                let mut asked = question(id, text, Kind::Texts, present, answers(n, "evidence"), progress(n));
                asked.help = card.wants.iter().cloned().collect();
                asked
            }
        })
    }

    fn accept(&mut self, answer: &Answer) -> Result<Vec<Edit>, Rejection> {
        let Some(step) = self.step else { return Ok(Vec::new()) };
        let skip = *answer == Answer::Skip;
        match step {
            Step::CarryOver(field) => {
                let first = field == CARRY_OVER[0];
                let next = if first {
                    Some(Step::CarryOver(CARRY_OVER[1]))
                } else {
                    (!self.cards.is_empty()).then_some(Step::State(0))
                };
                let mut edits = Vec::new();
                if !skip {
                    let text = text(answer)?;
                    self.carried[usize::from(!first)] = Some(text.clone());
                    edits.push(Edit::SetStageRecord { stage: self.stage, field, value: Value::Text(text) });
                }
                self.go(next);
                Ok(edits)
            }
            Step::State(n) => {
                if skip {
                    self.go(self.after(n));
                    return Ok(Vec::new());
                }
                let choices = states();
                match choice(answer, &choices)? {
                    // Without its reason this answer would not hold, so both are written together.
                    "not-applicable" => {
                        self.go(Some(Step::Reason(n)));
                        Ok(Vec::new())
                    }
                    "unknown" => {
                        self.cards[n].state = Some(ItemState::Unknown);
                        self.go(self.after(n));
                        Ok(vec![self.set(n, ItemState::Unknown)])
                    }
                    _ => {
                        let proven = self.cards[n].wants.is_some() && !self.cards[n].evidence.is_empty();
                        let state = if proven { ItemState::Evidenced } else { ItemState::Answered };
                        self.cards[n].state = Some(state);
                        self.go(Some(Step::Note(n)));
                        Ok(vec![self.set(n, state)])
                    }
                }
            }
            Step::Note(n) => {
                let mut edits = Vec::new();
                if !skip {
                    let words = text(answer)?;
                    self.cards[n].note = Some(words.clone());
                    let mut edit = self.set(n, self.cards[n].state.unwrap_or(ItemState::Answered));
                    if let Edit::SetAnswer { note, .. } = &mut edit {
                        *note = Some(words);
                    }
                    edits.push(edit);
                }
                self.go(self.after_note(n));
                Ok(edits)
            }
            Step::Reason(n) => {
                let words = text(answer).map_err(|_| Rejection::new("“does not apply” needs a reason; or go back"))?;
                self.cards[n].state = Some(ItemState::NotApplicable);
                self.cards[n].reason = Some(words.clone());
                let mut edit = self.set(n, ItemState::NotApplicable);
                if let Edit::SetAnswer { reason, .. } = &mut edit {
                    *reason = Some(words);
                }
                self.go(self.after(n));
                Ok(vec![edit])
            }
            Step::Proof(n) => {
                let mut edits = Vec::new();
                if !skip {
                    let paths = texts(answer)?;
                    for path in &paths {
                        self.check(path)?;
                    }
                    self.cards[n].state = Some(ItemState::Evidenced);
                    self.cards[n].evidence.clone_from(&paths);
                    let mut edit = self.set(n, ItemState::Evidenced);
                    if let Edit::SetAnswer { evidence, .. } = &mut edit {
                        *evidence = paths;
                    }
                    edits.push(edit);
                }
                self.go(self.after(n));
                Ok(edits)
            }
        }
    }

    fn back(&mut self) -> bool {
        match self.before.pop() {
            Some(step) => {
                self.step = Some(step);
                true
            }
            None => false,
        }
    }
}

impl ChecklistInterview {
    /// A path must be one, and lead to a file that is there.
    fn check(&self, path: &str) -> Result<(), Rejection> {
        match Evidence::new(path).map_err(Rejection::new)? {
            Evidence::Url(_) => Ok(()),
            Evidence::Path(path) if self.present.contains(&path) => Ok(()),
            Evidence::Path(path) => {
                let near = crate::id::nearest(&path, self.present.iter().map(String::as_str));
                let near = near.map(|near| format!("; did you mean {near}?")).unwrap_or_default();
                Err(Rejection::new(format!("“{path}” is not in the project's folder{near}")))
            }
        }
    }
}
