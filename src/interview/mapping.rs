//! The interview about the map of stakeholders: who is each type of actor in this project, and how do they stand?
//!
//! It walks the playbook's catalogue by sector. Scores of the playbook are only offered to begin with; what is
//! written is always an answer. Where the parties lie on the map is computed in `join`, not here.

mod actor;
mod party;

use super::question::{Answer, Choice, Kind, Question, Rejection, Ways, reason};
use super::walk::Walk;
use super::{Interview, capitalised, spoken};
use crate::date::Date;
use crate::id::Id;
use crate::join::Joined;
use crate::project::{Edit, FieldPath};
use crate::scale::Sector;
use crate::vocabulary::Vocabulary;
use actor::Type;
use party::{Field, Party};

/// How the map is walked.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Types that are on the map are asked for again, and their scores too.
    pub again: bool,
    /// Who scores: a role, not a person.
    pub by: Option<String>,
}

/// The interview.
#[derive(Clone, Debug)]
pub struct Mapping {
    options: Options,
    on: Date,
    sectors: Vec<Part>,
    types: Vec<Type>,
    parties: Vec<Party>,
    /// Ids that are taken by parties of which nothing is asked.
    taken: Vec<String>,
    /// What the canvas says of those who are missing, before this conversation.
    missing: String,
    walk: Walk<Step>,
    remarks: Vec<String>,
}

/// A part of society.
#[derive(Clone, Debug)]
struct Part {
    sector: Sector,
    name: String,
    label: Choice,
    looked_at: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    Sectors,
    Who(usize),
    Name(usize),
    About(usize, Field),
}

impl Mapping {
    /// The map of this project, in its present phase.
    pub fn new(joined: &Joined<'_>, options: Options) -> Self {
        let labels = joined.playbook.labels();
        let phase = joined.project.project.stage.phase();
        let missing = joined.project.canvas.get("actor-map").and_then(|blocks| blocks.get("missing"));
        let missing = missing.cloned().unwrap_or_default();
        let mut sectors = Vec::new();
        let mut types = Vec::new();
        let mut parties = Vec::new();
        for sector in Sector::ALL.iter().copied() {
            let name = capitalised(&spoken(labels, "sectors", sector.as_str()));
            for actor in joined.playbook.actors().iter().filter(|a| a.sector == sector) {
                let Some(does) = actor.phases.get(&phase) else { continue };
                let own = || joined.stakeholders.iter().filter(|s| s.stakeholder.actor_type.as_str() == actor.id);
                let mapped: Vec<&str> = own().map(|s| s.stakeholder.name.as_str()).collect();
                let noted = missing.lines().any(|line| line.contains(&format!("({})", actor.id)));
                parties.extend(own().filter_map(|s| Party::mapped(types.len(), s.id, s.stakeholder, options.again)));
                let asked = options.again || (mapped.is_empty() && !noted);
                types.push(Type::new(joined.playbook, actor, does, &mapped, asked));
            }
            let mapped = joined.stakeholders.iter().filter(|s| s.sector() == Some(sector)).count();
            let open = types.iter().filter(|t: &&Type| t.sector == sector && t.asked).count();
            let label = Choice::new(sector.as_str(), format!("{name} ({mapped} on the map, {open} to look for)"));
            sectors.push(Part { sector, name, label, looked_at: true });
        }
        let mut mapping = Self {
            options,
            on: joined.today,
            sectors,
            types,
            parties,
            taken: joined.stakeholders.iter().map(|s| s.id.to_owned()).collect(),
            missing,
            walk: Walk::new(&[]),
            remarks: Vec::new(),
        };
        mapping.sectors.retain(|part| mapping.types.iter().any(|t| t.sector == part.sector));
        mapping.walk = Walk::new(&mapping.steps());
        mapping
    }

    /// The steps in order, as they are given what is known.
    fn steps(&self) -> Vec<Step> {
        let mut steps = Vec::new();
        for part in self.sectors.iter().filter(|part| part.looked_at) {
            for (n, _) in self.types.iter().enumerate().filter(|(_, t)| t.sector == part.sector) {
                steps.extend(self.types[n].asked.then_some(Step::Who(n)));
                for (p, party) in self.parties.iter().enumerate().filter(|(_, p)| p.actor == n && !p.gone) {
                    steps.extend(party.new.then_some(Step::Name(p)));
                    steps.extend(party.asked().map(|field| Step::About(p, field)));
                }
            }
        }
        let open = !steps.is_empty() || self.sectors.iter().any(|part| !part.looked_at);
        steps.splice(0..0, open.then_some(Step::Sectors));
        steps
    }

    fn which_sectors(&self) -> Question {
        let ids = |parts: &mut dyn Iterator<Item = &Part>| -> Vec<String> {
            parts.map(|part| part.sector.as_str().to_owned()).collect()
        };
        let some = self.sectors.iter().any(|part| !part.looked_at);
        Question {
            heading: "Whom to look for".to_owned(),
            about: vec!["You can stop at any time and go on another day.".to_owned()],
            choices: self.sectors.iter().map(|part| part.label.clone()).collect(),
            present: some.then(|| Answer::Choices(ids(&mut self.sectors.iter().filter(|part| part.looked_at)))),
            suggested: Some(Answer::Choices(ids(&mut self.sectors.iter()))),
            ways: Ways { skip: true, ..Ways::default() },
            ..Question::new("sectors", Kind::SeveralOf, "Which parts of society do you want to go through now?")
        }
    }

    fn who(&self, n: usize) -> Question {
        let names = self.drafts(n).map(|p| self.parties[p].name.clone()).collect();
        self.types[n].question(names)
    }

    /// The parties of a type that came up in this conversation.
    fn drafts(&self, n: usize) -> impl Iterator<Item = usize> + '_ {
        (0..self.parties.len()).filter(move |p| {
            let party = &self.parties[*p];
            party.actor == n && party.new && !party.gone
        })
    }

    fn accept_sectors(&mut self, answer: &Answer) -> Result<(), Rejection> {
        let Some(chosen) = self.which_sectors().gone_through(answer)? else { return Ok(()) };
        for part in &mut self.sectors {
            part.looked_at = chosen.iter().any(|id| id == part.sector.as_str());
        }
        Ok(())
    }

    fn accept_who(&mut self, n: usize, answer: &Answer) -> Result<Vec<Edit>, Rejection> {
        let names = match answer {
            Answer::Skip | Answer::Unknown => return Ok(Vec::new()),
            Answer::NotApplicable { reason: why } => {
                self.types[n].nobody = Some(reason(answer, why)?);
                Vec::new()
            }
            _ => {
                let names = self.who(n).listed(answer)?;
                let twice = |name: &String| {
                    let same = |other: &&String| other.to_lowercase() == name.to_lowercase();
                    names.iter().filter(same).count() > 1
                        || self.parties.iter().filter(|p| !(p.gone || p.actor == n && p.new)).any(|p| same(&&p.name))
                };
                if let Some(name) = names.iter().find(|name| twice(name)) {
                    return Err(Rejection::new(answer, format!("“{name}” is on the map already")));
                }
                names
            }
        };
        let mut edits = Vec::new();
        let mark = format!("({})", self.types[n].id);
        let said_nobody = self.types[n].nobody.is_some() || self.missing.contains(&mark);
        if !names.is_empty() {
            self.types[n].nobody = None;
            self.missing = lines_without(&self.missing, &mark).join("\n");
        }
        if said_nobody {
            edits.extend(self.note_missing());
        }
        // Who was named before stays who it was; a name that is new takes the place of one that is gone.
        let (mut gone, mut fresh): (Vec<usize>, Vec<&String>) = (self.drafts(n).collect(), Vec::new());
        for name in &names {
            match gone.iter().position(|p| self.parties[*p].name == *name) {
                Some(place) => drop(gone.remove(place)),
                None => fresh.push(name),
            }
        }
        let renamed: Vec<(usize, &String)> = gone.iter().copied().zip(fresh.iter().copied()).collect();
        for p in gone.into_iter().skip(fresh.len()) {
            edits.extend(self.parties[p].remove());
        }
        for (p, name) in &renamed {
            edits.extend(self.parties[*p].rename(name));
        }
        self.parties.extend(fresh.into_iter().skip(renamed.len()).map(|name| Party::new(n, name)));
        // Written at once under the proposed ids: who stops before the last one is asked about has still named them.
        let open: Vec<usize> = self.drafts(n).filter(|p| !self.parties[*p].id_is_chosen).collect();
        for p in open {
            if let Ok(id) = Id::new(&self.proposed(p)) {
                edits.extend(self.parties[p].identify(id, &self.types[n].id));
            }
        }
        Ok(edits)
    }

    /// Writes down which types nobody is of: a line each in the canvas block for those who are missing.
    fn note_missing(&mut self) -> Option<Edit> {
        let mut lines = lines_without(&self.missing, "");
        for actor in &self.types {
            if let Some(reason) = &actor.nobody {
                let mark = format!("({})", actor.id);
                lines.retain(|line| !line.contains(&mark));
                lines.push(format!("{} {mark}: nobody here, because {reason}", actor.title));
            }
        }
        let (canvas, block) = (Id::new("actor-map").ok()?, Id::new("missing").ok()?);
        if lines.is_empty() {
            let note = "The note that nobody is here stays in [canvas.actor-map]; take it out by hand.";
            self.remarks.push(note.to_owned());
            return None;
        }
        Some(Edit::SetCanvasText { canvas, block, text: lines.join("\n") })
    }

    /// An id for the party: its name, made unique; its type when the name gives none.
    fn proposed(&self, p: usize) -> String {
        let party = &self.parties[p];
        let base = match Id::new(&party.name) {
            Ok(id) => id.as_str().to_owned(),
            Err(malformed) => malformed.suggestion.unwrap_or_else(|| self.types[party.actor].id.clone()),
        };
        let free = |id: &String| !self.is_taken(id, p);
        let numbered = (2..).map(|n| format!("{base}-{n}"));
        std::iter::once(base.clone()).chain(numbered).find(free).unwrap_or(base)
    }

    fn is_taken(&self, id: &str, except: usize) -> bool {
        let own = self.parties.iter().enumerate().filter(|(p, party)| *p != except && !party.gone);
        self.taken.iter().any(|t| t == id) || own.filter_map(|(_, party)| party.id.as_ref()).any(|t| t.as_str() == id)
    }

    /// The id of the party, or the one that it would have.
    fn place(&self, p: usize) -> String {
        self.parties[p].id.as_ref().map_or_else(|| self.proposed(p), |id| id.as_str().to_owned())
    }

    fn short_name(&self, p: usize) -> Question {
        let party = &self.parties[p];
        let place = self.place(p);
        Question {
            about: vec!["Other parts of the plan use it to refer to them. It never changes.".to_owned()],
            present: party.id.as_ref().filter(|_| party.id_is_chosen).map(|id| Answer::Text(id.as_str().to_owned())),
            suggested: Some(Answer::Text(self.proposed(p))),
            written_to: Some(FieldPath::of(["stakeholders", &place])),
            ..Question::new(
                format!("{place}.id"),
                Kind::Text,
                format!("Which short name shall {} have in the file?", party.name),
            )
        }
    }

    fn accept_short_name(&mut self, p: usize, answer: &Answer) -> Result<Vec<Edit>, Rejection> {
        let text = match answer {
            Answer::Skip | Answer::Unknown => self.place(p),
            _ => self.short_name(p).written(answer)?,
        };
        let id = Id::new(&text).map_err(|malformed| {
            let instead = malformed.suggestion.map_or(String::new(), |s| format!(", for example {s}"));
            Rejection::new(answer, format!("use small letters, digits and single hyphens{instead}"))
        })?;
        if self.is_taken(id.as_str(), p) {
            return Err(Rejection::new(answer, format!("“{id}” is taken")));
        }
        let actor = self.types[self.parties[p].actor].id.clone();
        self.parties[p].id_is_chosen = true;
        Ok(self.parties[p].identify(id, &actor))
    }
}

impl Interview for Mapping {
    fn next(&self) -> Option<Question> {
        let step = self.walk.at()?;
        let question = match step {
            Step::Sectors => self.which_sectors(),
            Step::Who(n) => self.who(n),
            Step::Name(p) => self.short_name(p),
            Step::About(p, field) => {
                let party = &self.parties[p];
                party.question(field, &self.types[party.actor].scores)
            }
        };
        let actor = match step {
            Step::Sectors => None,
            Step::Who(n) => Some(n),
            Step::Name(p) | Step::About(p, _) => Some(self.parties[p].actor),
        };
        let part = actor.and_then(|n| self.sectors.iter().find(|part| part.sector == self.types[n].sector));
        let heading = part.map_or(question.heading.clone(), |part| part.name.clone());
        Some(Question { heading, progress: self.walk.progress(&self.steps()), ..question })
    }

    fn accept(&mut self, answer: Answer) -> Result<Vec<Edit>, Rejection> {
        let Some(step) = self.walk.at() else { return Ok(Vec::new()) };
        if answer == Answer::Back {
            let steps = self.steps();
            return self.walk.back(&steps).map(|()| Vec::new());
        }
        let edits = match step {
            Step::Sectors => self.accept_sectors(&answer).map(|()| Vec::new())?,
            Step::Who(n) => self.accept_who(n, &answer)?,
            Step::Name(p) => self.accept_short_name(p, &answer)?,
            Step::About(p, field) => {
                let scores = self.types[self.parties[p].actor].scores;
                self.parties[p].accept(field, &answer, &scores, self.options.by.as_deref(), self.on)?
            }
        };
        let steps = self.steps();
        self.walk.on(&steps);
        Ok(edits)
    }

    fn remarks(&mut self) -> Vec<String> {
        std::mem::take(&mut self.remarks)
    }
}

/// The lines of a text without those that hold `mark`.
fn lines_without(text: &str, mark: &str) -> Vec<String> {
    text.lines().filter(|line| mark.is_empty() || !line.contains(mark)).map(str::to_owned).collect()
}
