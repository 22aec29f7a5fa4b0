//! One party in the mapping interview: what is known of it, what is asked about it, what is written.
//!
//! It knows nothing of the other parties; whether a short name is free is the interview's business.

use crate::date::Date;
use crate::id::Id;
use crate::interview::question::{Answer, Kind, Question, Rejection, Ways};
use crate::playbook::StartingScores;
use crate::project::model::Stakeholder;
use crate::project::{Edit, FieldPath, Value};
use crate::scale::Score;

/// What is asked about a party, in this order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    Power,
    Interest,
    Exposure,
    Legitimacy,
    Urgency,
    Route,
}

const FIELDS: [Field; 6] =
    [Field::Power, Field::Interest, Field::Exposure, Field::Legitimacy, Field::Urgency, Field::Route];

impl Field {
    fn key(self) -> &'static str {
        match self {
            Field::Power => "power",
            Field::Interest => "interest",
            Field::Exposure => "exposure",
            Field::Legitimacy => "legitimacy",
            Field::Urgency => "urgency",
            Field::Route => "route",
        }
    }
}

/// A party.
#[derive(Clone, Debug)]
pub struct Party {
    /// Its type, by position.
    pub actor: usize,
    /// Its id, once it has one.
    pub id: Option<Id>,
    /// Somebody chose that id, or took the proposed one; else it goes with the name.
    pub id_is_chosen: bool,
    /// Its name.
    pub name: String,
    /// It came up in this conversation.
    pub new: bool,
    /// It was taken back in this conversation.
    pub gone: bool,
    /// What was known of it before, and is not asked again.
    settled: Vec<Field>,
    scores: [Option<Score>; 3],
    claims: [Option<bool>; 2],
    route: Option<String>,
    /// Who scored it in this conversation, and when.
    scored: Option<Value>,
}

impl Party {
    /// A party that comes up.
    pub fn new(actor: usize, name: &str) -> Self {
        Self {
            actor,
            id: None,
            id_is_chosen: false,
            name: name.to_owned(),
            new: true,
            gone: false,
            settled: Vec::new(),
            scores: [None; 3],
            claims: [None; 2],
            route: None,
            scored: None,
        }
    }

    /// A party that is on the map.
    pub fn mapped(actor: usize, id: &str, says: &Stakeholder, again: bool) -> Option<Self> {
        let mut party = Self {
            id: Some(Id::new(id).ok()?),
            id_is_chosen: true,
            new: false,
            scores: [says.power, says.interest, says.exposure],
            claims: [says.legitimacy, says.urgency],
            route: says.route.clone(),
            ..Self::new(actor, &says.name)
        };
        if !again {
            party.settled = FIELDS.into_iter().filter(|field| party.value(*field).is_some()).collect();
        }
        Some(party)
    }

    /// What is asked about it; the route only of those who are strongly exposed.
    pub fn asked(&self) -> impl Iterator<Item = Field> + '_ {
        let exposed = self.scores[2].is_some_and(|e| e >= Score::EXPOSED);
        FIELDS.into_iter().filter(move |f| !self.settled.contains(f) && (*f != Field::Route || exposed))
    }

    fn value(&self, field: Field) -> Option<Value> {
        let score = |n: usize| self.scores[n].map(|s| Value::Integer(i64::from(s.get())));
        match field {
            Field::Power => score(0),
            Field::Interest => score(1),
            Field::Exposure => score(2),
            Field::Legitimacy => self.claims[0].map(Value::Bool),
            Field::Urgency => self.claims[1].map(Value::Bool),
            Field::Route => self.route.clone().map(Value::Text),
        }
    }

    /// Gives it an id, or another one: it is then written anew with all that is known.
    pub fn identify(&mut self, id: Id, actor: &str) -> Vec<Edit> {
        if self.id.as_ref() == Some(&id) {
            return Vec::new();
        }
        let mut fields = vec![("name", Value::from(self.name.as_str())), ("type", Value::from(actor))];
        fields.extend(FIELDS.into_iter().filter_map(|field| Some((field.key(), self.value(field)?))));
        fields.extend(self.scored.clone().map(|scored| ("scored", scored)));
        let old = self.id.replace(id.clone()).map(|id| Edit::RemoveStakeholder { id });
        old.into_iter().chain([Edit::AddStakeholder { id, fields }]).collect()
    }

    /// Gives it another name.
    pub fn rename(&mut self, name: &str) -> Option<Edit> {
        if self.name == name {
            return None;
        }
        self.name = name.to_owned();
        self.set("name", Value::from(name))
    }

    /// Takes it back.
    pub fn remove(&mut self) -> Option<Edit> {
        self.gone = true;
        self.id.clone().map(|id| Edit::RemoveStakeholder { id })
    }

    fn set(&self, field: &str, value: Value) -> Option<Edit> {
        let id = self.id.clone()?;
        Some(Edit::SetStakeholder { id, field: FieldPath::of([field]), value })
    }

    /// The question about one field.
    pub fn question(&self, field: Field, start: &StartingScores) -> Question {
        let name = &self.name;
        let yes_no = |yes: bool| Answer::Choice(if yes { "yes" } else { "no" }.to_owned());
        let score = |s: Score| Answer::Choice(s.to_string());
        let (question, present, suggested) = match field {
            Field::Power => (
                Question::score("power", format!("How far can {name} change the outcome?")),
                self.scores[0].map(score),
                Some(score(start.power)),
            ),
            Field::Interest => (
                Question::score("interest", format!("How much does {name} care about the outcome?")),
                self.scores[1].map(score),
                Some(score(start.interest)),
            ),
            Field::Exposure => {
                let text = format!("How much can the system affect rights, income, liberty, health or work of {name}?");
                (Question::score("exposure", text), self.scores[2].map(score), Some(score(start.exposure)))
            }
            Field::Legitimacy => (
                Question::yes_no("legitimacy", format!("Is the claim of {name} seen as rightful?")),
                self.claims[0].map(yes_no),
                Some(yes_no(start.legitimacy)),
            ),
            Field::Urgency => (
                Question::yes_no("urgency", format!("Is the claim of {name} too pressing to wait?")),
                self.claims[1].map(yes_no),
                Some(yes_no(start.urgency)),
            ),
            Field::Route => (
                Question {
                    about: vec![
                        "They are strongly exposed. Name a seat, a go-between or a channel, and the decision it \
                         leads to."
                            .to_owned(),
                    ],
                    ..Question::new("route", Kind::Text, format!("How does the voice of {name} reach the decision?"))
                },
                self.route.clone().map(Answer::Text),
                None,
            ),
        };
        let mut question = Question {
            id: format!("{}.{}", self.id.as_ref().map_or("", Id::as_str), question.id),
            present,
            ways: Ways { skip: true, ..Ways::default() },
            written_to: self.id.as_ref().map(|id| FieldPath::of(["stakeholders", id.as_str(), field.key()])),
            ..question
        };
        if let Some(suggested) = suggested {
            let words = question.words(&suggested);
            let value = match &suggested {
                Answer::Choice(id) if *id != words.to_lowercase() => format!("{id}, {words}"),
                _ => words.to_lowercase(),
            };
            question.about.push(format!("The playbook starts from: {value}. Judge it anew for your project."));
            question.suggested = Some(suggested);
        }
        question
    }

    /// Takes the answer about one field.
    pub fn accept(
        &mut self,
        field: Field,
        answer: &Answer,
        start: &StartingScores,
        by: Option<&str>,
        on: Date,
    ) -> Result<Vec<Edit>, Rejection> {
        if matches!(answer, Answer::Skip | Answer::Unknown) {
            return Ok(Vec::new());
        }
        let question = self.question(field, start);
        let before = self.value(field);
        match field {
            Field::Power => self.scores[0] = question.chosen(answer)?.parse().ok(),
            Field::Interest => self.scores[1] = question.chosen(answer)?.parse().ok(),
            Field::Exposure => self.scores[2] = question.chosen(answer)?.parse().ok(),
            Field::Legitimacy => self.claims[0] = Some(question.chosen(answer)? == "yes"),
            Field::Urgency => self.claims[1] = Some(question.chosen(answer)? == "yes"),
            Field::Route => self.route = Some(question.written(answer)?),
        }
        let Some(value) = self.value(field).filter(|value| before.as_ref() != Some(value)) else {
            return Ok(Vec::new());
        };
        let mut edits: Vec<Edit> = self.set(field.key(), value).into_iter().collect();
        if let Some(by) = by.filter(|_| field != Field::Route && self.scored.is_none()) {
            let scored = Value::Table(vec![("by".to_owned(), Value::from(by)), ("on".to_owned(), Value::Date(on))]);
            edits.extend(self.set("scored", scored.clone()));
            self.scored = Some(scored);
        }
        Ok(edits)
    }
}
