//! The interview that maps stakeholders: actor type by actor type, with the reason to look for each.

use super::Interview;
use super::question::{Answer, Choice, Kind, Question, Rejection, choice, text};
use crate::date::Date;
use crate::id::Id;
use crate::join::Joined;
use crate::playbook::StartingScores;
use crate::project::{Edit, FieldPath, Value};
use crate::scale::{Score, Sector};

/// The order of the walk: those on whom the system acts come first.
const WALK: [Sector; 8] = [
    Sector::AffectedPeople,
    Sector::Workers,
    Sector::CivilSociety,
    Sector::Government,
    Sector::Academia,
    Sector::Industry,
    Sector::Oversight,
    Sector::Media,
];

/// One actor type, with everything that is said about it.
struct Card {
    actor: String,
    title: String,
    sector: String,
    help: Vec<String>,
    known: Vec<String>,
    scores: StartingScores,
}

/// A field of a stakeholder that is asked for, in order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Asked {
    Power,
    Interest,
    Exposure,
    Legitimacy,
    Urgency,
    Route,
}

impl Asked {
    const fn field(self) -> &'static str {
        match self {
            Asked::Power => "power",
            Asked::Interest => "interest",
            Asked::Exposure => "exposure",
            Asked::Legitimacy => "legitimacy",
            Asked::Urgency => "urgency",
            Asked::Route => "route",
        }
    }
}

/// Where the conversation stands.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Step {
    /// Who gives the scores.
    Scorer,
    /// Who is of this actor type here.
    Name(usize),
    /// A field of the stakeholder that was named.
    Field { card: usize, id: String, asked: Asked, exposed: bool },
}

/// Walks the actor types.
pub struct MappingInterview {
    cards: Vec<Card>,
    taken: Vec<String>,
    scorer: Option<String>,
    today: Date,
    step: Option<Step>,
    before: Vec<Step>,
}

impl MappingInterview {
    /// The interview over all actor types with a function in the project's present phase, by sector.
    pub fn new(joined: &Joined<'_>) -> Self {
        let labels = joined.playbook.labels();
        let texts = joined.playbook.actor_texts();
        let phase = joined.project.project.stage.phase();
        let mut cards = Vec::new();
        for sector in WALK {
            for actor in joined.playbook.actors().iter().filter(|a| a.sector == sector) {
                let Some(does) = actor.phases.get(&phase) else { continue };
                let known = joined.project.stakeholders.values().filter(|s| s.actor_type.as_str() == actor.id);
                let mut help = vec![format!("{}: {does}", labels.get("interview", "does"))];
                if let Some(long) = texts.get(&actor.id) {
                    help.push(format!("{}: {}", labels.get("interview", "why"), long.why));
                    help.push(format!("{}: {}", labels.get("interview", "find"), long.find));
                }
                cards.push(Card {
                    actor: actor.id.clone(),
                    title: actor.title.clone(),
                    sector: labels.get("sectors", sector.as_str()).to_owned(),
                    help,
                    known: known.map(|s| s.name.clone()).collect(),
                    scores: actor.scores,
                });
            }
        }
        // Types that nobody on the map is of yet come first within the walk, so that a second run goes on.
        cards.sort_by_key(|card| !card.known.is_empty());
        Self {
            taken: joined.project.stakeholders.keys().map(str::to_owned).collect(),
            step: (!cards.is_empty()).then_some(Step::Scorer),
            cards,
            scorer: None,
            today: joined.today,
            before: Vec::new(),
        }
    }

    fn go(&mut self, next: Option<Step>) {
        self.before.extend(self.step.take());
        self.step = next;
    }

    fn after(&self, card: usize) -> Option<Step> {
        (card + 1 < self.cards.len()).then_some(Step::Name(card + 1))
    }

    /// An id made of the name, or of the actor type where the name is in another script; one that is free.
    fn free_id(&self, card: usize, name: &str) -> Option<Id> {
        const LINKS: [&str; 14] =
            ["of", "the", "and", "for", "in", "a", "de", "la", "el", "del", "dels", "i", "y", "les"];
        let words = match Id::new(name) {
            Ok(id) => id.to_string(),
            Err(malformed) => match malformed.suggestion {
                Some(suggestion) => suggestion,
                None if name.chars().any(char::is_alphabetic) => self.cards[card].actor.clone(),
                None => return None,
            },
        };
        let mut short: Vec<&str> = words.split('-').take(4).collect();
        while short.len() > 1 && short.last().is_some_and(|word| LINKS.contains(word)) {
            short.pop();
        }
        let short = short.join("-");
        let mut candidates = std::iter::once(short.clone()).chain((2..).map(|n| format!("{short}-{n}")));
        candidates.find(|id| !self.taken.contains(id)).and_then(|id| Id::new(&id).ok())
    }
}

fn scores() -> Vec<Choice> {
    (1..=5).map(|n: u8| Choice::new(n.to_string(), n.to_string())).collect()
}

fn yes_no() -> Vec<Choice> {
    vec![Choice::new("yes", "yes"), Choice::new("no", "no")]
}

impl Interview for MappingInterview {
    fn next(&self) -> Option<Question> {
        let question = |id: String, text: String, help, kind, present, written_to, progress| Question {
            id,
            text,
            help,
            kind,
            present,
            may_skip: true,
            written_to,
            progress,
        };
        Some(match self.step.as_ref()? {
            Step::Scorer => question(
                "scored-by".to_owned(),
                "Who gives the scores today? A role, not a person".to_owned(),
                vec!["Scores are judgements, so it is kept who gave them and when.".to_owned()],
                Kind::Text,
                Some("engagement lead".to_owned()),
                FieldPath::of(["stakeholders", "…", "scored", "by"]),
                "opening".to_owned(),
            ),
            Step::Name(n) => {
                let card = &self.cards[*n];
                let mut help = card.help.clone();
                let mut text = format!("{}: who are they here? The name of an organisation or group", card.title);
                if !card.known.is_empty() {
                    help.insert(0, format!("On the map already: {}.", card.known.join(", ")));
                    text = format!("{}: who else?", card.title);
                }
                let progress = format!("{}, actor type {} of {}", card.sector, n + 1, self.cards.len());
                let at = FieldPath::of(["stakeholders", "…", "name"]);
                question(card.actor.clone(), text, help, Kind::Text, None, at, progress)
            }
            Step::Field { card, id, asked, .. } => {
                let start = self.cards[*card].scores;
                let offered = |s: Score| Some(s.to_string());
                let word = |b: bool| Some(if b { "yes" } else { "no" }.to_owned());
                let (text, kind, present) = match asked {
                    Asked::Power => {
                        ("How far can they change the outcome, 1 to 5?", Kind::OneOf(scores()), offered(start.power))
                    }
                    Asked::Interest => {
                        ("How much do they care about it, 1 to 5?", Kind::OneOf(scores()), offered(start.interest))
                    }
                    Asked::Exposure => (
                        "How much can the system affect their rights, income, liberty, health or work, 1 to 5?",
                        Kind::OneOf(scores()),
                        offered(start.exposure),
                    ),
                    Asked::Legitimacy => {
                        ("Is their claim seen as rightful?", Kind::OneOf(yes_no()), word(start.legitimacy))
                    }
                    Asked::Urgency => ("Is it a claim that cannot wait?", Kind::OneOf(yes_no()), word(start.urgency)),
                    Asked::Route => ("How does their voice reach the decision?", Kind::Text, None),
                };
                let help = match asked {
                    Asked::Power => vec!["The answer offered is a starting point of the playbook; rescore it for this project.".to_owned()],
                    Asked::Route => vec![
                        "They are strongly exposed: people like these are owed a way to be heard that does not depend on others."
                            .to_owned(),
                    ],
                    Asked::Interest | Asked::Exposure | Asked::Legitimacy | Asked::Urgency => Vec::new(),
                };
                let at = FieldPath::of(["stakeholders", id, asked.field()]);
                question(format!("{id}.{}", asked.field()), text.to_owned(), help, kind, present, at, id.clone())
            }
        })
    }

    fn accept(&mut self, answer: &Answer) -> Result<Vec<Edit>, Rejection> {
        let skip = *answer == Answer::Skip;
        match self.step.clone() {
            None => Ok(Vec::new()),
            Some(Step::Scorer) => {
                self.scorer = if skip { None } else { Some(text(answer)?) };
                self.go(Some(Step::Name(0)));
                Ok(Vec::new())
            }
            Some(Step::Name(card)) => {
                if skip {
                    self.go(self.after(card));
                    return Ok(Vec::new());
                }
                let name = text(answer)?;
                let id = self
                    .free_id(card, &name)
                    .ok_or_else(|| Rejection::new("please write a name with letters in it"))?;
                let mut fields =
                    vec![("name", Value::Text(name.clone())), ("type", Value::Text(self.cards[card].actor.clone()))];
                if let Some(scorer) = &self.scorer {
                    let scored = vec![
                        ("by".to_owned(), Value::Text(scorer.clone())),
                        ("on".to_owned(), Value::Date(self.today)),
                    ];
                    fields.push(("scored", Value::Table(scored)));
                }
                self.taken.push(id.to_string());
                self.cards[card].known.push(name);
                self.go(Some(Step::Field { card, id: id.to_string(), asked: Asked::Power, exposed: false }));
                Ok(vec![Edit::AddStakeholder { id, fields }])
            }
            Some(Step::Field { card, id, asked, mut exposed }) => {
                let mut edits = Vec::new();
                if !skip {
                    let value = match asked {
                        Asked::Power | Asked::Interest | Asked::Exposure => {
                            let choices = scores();
                            let score: Score = choice(answer, &choices)?.parse().map_err(Rejection::new)?;
                            exposed |= asked == Asked::Exposure && score >= Score::EXPOSED;
                            Value::Integer(i64::from(score.get()))
                        }
                        Asked::Legitimacy | Asked::Urgency => Value::Bool(choice(answer, &yes_no())? == "yes"),
                        Asked::Route => Value::Text(text(answer)?),
                    };
                    let key = Id::new(&id).map_err(|_| Rejection::new("this stakeholder cannot be written"))?;
                    edits.push(Edit::SetStakeholder { id: key, field: FieldPath::of([asked.field()]), value });
                }
                let next = match asked {
                    Asked::Power => Some(Asked::Interest),
                    Asked::Interest => Some(Asked::Exposure),
                    Asked::Exposure => Some(Asked::Legitimacy),
                    Asked::Legitimacy => Some(Asked::Urgency),
                    Asked::Urgency if exposed => Some(Asked::Route),
                    Asked::Urgency | Asked::Route => None,
                };
                // After the last field the same type is asked for again: there may be several.
                self.go(Some(match next {
                    Some(asked) => Step::Field { card, id, asked, exposed },
                    None => Step::Name(card),
                }));
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vocabulary::Vocabulary;

    #[test]
    fn every_sector_is_walked() {
        assert!(Sector::ALL.iter().all(|sector| WALK.contains(sector)));
    }
}
