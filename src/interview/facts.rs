//! The interview about the facts of a project on which law, risk and documents rest.
//!
//! It asks, in the order of the playbook, what is not known and matters: from the stage on from which it is asked for,
//! and once what it hangs on is known. Each answer is tried on a copy of the file, so that what it opens or closes is
//! known at once, and one that the file could not hold is refused before anything is written.

mod answer;
mod money;
mod outlook;

pub use answer::Asked;
pub use outlook::Outlook;

use super::Interview;
use super::question::{Answer, Choice, Kind, Progress, Question, Rejection, Ways};
use super::walk::Walk;
use crate::date::Date;
use crate::join::Joined;
use crate::join::condition::Holds;
use crate::playbook::condition::{self, Condition, Words};
use crate::playbook::{self, FactPart, FactQuestion, Playbook};
use crate::project::file::ProjectFile;
use crate::project::{Document, Edit, FieldPath, Project};
use crate::vocabulary;
use crate::vocabulary::Vocabulary;

/// Which facts are asked for.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// What is known is asked for too.
    pub again: bool,
    /// Only these parts, whatever the stage. Where no part and no fact is named, what the stage asks for.
    pub parts: Vec<FactPart>,
    /// These facts by their ids, known or not, whatever they hang on.
    pub facts: Vec<String>,
}

/// The interview.
#[derive(Clone, Debug)]
pub struct Facts<'p> {
    playbook: &'p Playbook,
    today: Date,
    file: ProjectFile,
    project: Project,
    facts: Vec<Fact<'p>>,
    /// The parts of the conversation, each with whether it is gone through; empty when the facts were chosen before.
    parts: Vec<(FactPart, bool)>,
    outlook: Outlook,
    walk: Walk<Step>,
    remarks: Vec<String>,
}

/// A fact, and where it stands.
#[derive(Clone, Debug)]
struct Fact<'p> {
    asked: Asked<'p>,
    /// It is one of those to be asked for.
    wanted: bool,
    /// It is asked for whatever it hangs on.
    by_name: bool,
    /// The file holds it, be it that none applies.
    told: bool,
    /// The place that it needs holds something.
    possible: bool,
    /// What it hangs on is known to hold.
    matters: bool,
    /// What it hangs on is not known not to hold.
    may_matter: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    Parts,
    Fact(usize),
}

vocabulary! {
    /// When a fact is asked for.
    "a time of asking"
    pub enum When {
        /// At the present stage.
        Now = "now",
        /// From a later stage on.
        Later = "later",
        /// Once others are known that it hangs on.
        OnceKnown = "once-known",
        /// Not at all, as the others are.
        Never = "never",
    }
}

/// A fact as it stands.
#[derive(Clone, Debug)]
pub struct Standing<'p> {
    /// The fact.
    pub record: &'p FactQuestion,
    /// What the file says, in the words of the question; nothing when it is not known.
    pub told: Option<String>,
    /// The same, as `--set` takes it; nothing also where it cannot be typed in one line.
    pub value: Option<String>,
    /// Whether and when it is asked for.
    pub when: When,
}

impl<'p> Facts<'p> {
    /// The facts of the project in this text, or what keeps it from being read.
    pub fn new(
        playbook: &'p Playbook,
        text: &str,
        today: Date,
        options: &Options,
    ) -> Result<Self, Vec<crate::project::Problem>> {
        let project = Project::read(&Document::parse(text)?)?;
        let stage = project.project.stage;
        let all = options.parts.is_empty() && options.facts.is_empty();
        let fact = |record: &'p FactQuestion| {
            let by_name = options.facts.iter().any(|id| *id == *record.id);
            let now = record.since.is_none_or(|since| since <= stage);
            let wanted = by_name || options.parts.contains(&record.part) || all && now;
            Some(Fact {
                asked: Asked::new(record)?,
                wanted,
                by_name,
                told: false,
                possible: false,
                matters: false,
                may_matter: false,
            })
        };
        let facts = playbook.facts().iter().filter_map(fact).collect();
        let file = ProjectFile::new(text);
        let parts = if all { FactPart::ALL.iter().map(|part| (*part, true)).collect() } else { Vec::new() };
        let (walk, remarks) = (Walk::new(&[]), Vec::new());
        let outlook = Outlook::default();
        let mut facts = Self { playbook, today, file, project, facts, parts, outlook, walk, remarks };
        facts.look();
        for fact in &mut facts.facts {
            fact.wanted &= fact.by_name || options.again || !fact.told;
        }
        facts.walk = Walk::new(&facts.steps(false));
        Ok(facts)
    }

    /// The facts in their order, with what the file says of each.
    pub fn standing(&self) -> Vec<Standing<'p>> {
        let one = |fact: &Fact<'p>| {
            let present = self.present(fact);
            Standing {
                record: fact.asked.record,
                told: present.as_ref().map(|answer| fact.asked.question(self.playbook).words(answer)),
                value: present.as_ref().and_then(|answer| fact.asked.typed(answer)),
                when: self.when(fact),
            }
        };
        self.facts.iter().map(one).collect()
    }

    fn when(&self, fact: &Fact<'_>) -> When {
        match fact.asked.record.since {
            _ if !fact.may_matter => When::Never,
            Some(stage) if stage > self.project.project.stage => When::Later,
            _ if fact.matters => When::Now,
            _ => When::OnceKnown,
        }
    }

    /// What the facts lead to now.
    pub fn outlook(&self) -> &Outlook {
        &self.outlook
    }

    /// The question about a fact, by its id.
    pub fn question(&self, id: &str) -> Option<Question> {
        self.facts.iter().find(|fact| *fact.asked.record.id == *id).map(|fact| self.ask(fact))
    }

    /// Takes an answer to one fact, whether or not it is its turn: what to write, or why it cannot be taken.
    pub fn answer(&mut self, id: &str, answer: &Answer) -> Result<Vec<Edit>, Rejection> {
        match self.facts.iter().position(|fact| *fact.asked.record.id == *id) {
            Some(n) => self.take(n, answer),
            None => Err(Rejection::new(answer, format!("the playbook asks for no fact “{id}”"))),
        }
    }

    /// Reads off the copy of the file what is told and what matters now.
    fn look(&mut self) {
        let document = self.file.document().ok();
        let told = |path: &FieldPath| document.as_ref().is_some_and(|file| file.value(path).is_some());
        let joined = Joined::new(self.playbook, &self.project, self.today);
        for fact in &mut self.facts {
            // An empty list of texts or days says nothing; one of points says that somebody looked.
            let holds_something = fact.asked.present(self.project.at(&fact.asked.path)).is_some();
            fact.told = told(&fact.asked.path) && holds_something;
            let needs = fact.asked.record.needs.as_ref().and_then(|place| place.parse().ok());
            fact.possible = needs.is_none_or(|path| told(&path));
            let record = fact.asked.record;
            let known = |pair: &(condition::Fact, Words)| joined.holds(&Condition(vec![pair.clone()])) == Holds::Yes;
            let pointless = record.unless.0.iter().any(known);
            // Rules take it that no exemption is claimed where nothing is said of one; here it is still to be asked.
            let (unsaid, rest): (Vec<_>, Vec<_>) = record.asked_when.0.iter().cloned().partition(|(fact, _)| {
                let said = self.project.system.as_ref().is_some_and(|system| system.exemption_6_3.is_some());
                *fact == condition::Fact::Exemption && !said
            });
            let holds = joined.holds(&Condition(rest));
            fact.matters = fact.possible && holds == Holds::Yes && unsaid.is_empty() && !pointless;
            fact.may_matter = holds.is_asked() && !pointless;
        }
        self.outlook = Outlook::of(&joined);
    }

    /// The steps in order, as they are given what is known; `expected` also counts those that an answer may open.
    fn steps(&self, expected: bool) -> Vec<Step> {
        let asked = |fact: &Fact<'_>| fact.by_name || if expected { fact.may_matter } else { fact.matters };
        let passed = |part: FactPart| self.parts.contains(&(part, false));
        let facts = (0..self.facts.len()).filter(|n| self.facts[*n].wanted && asked(&self.facts[*n]));
        let mut steps: Vec<Step> =
            facts.filter(|n| !passed(self.facts[*n].asked.record.part)).map(Step::Fact).collect();
        let several = self.open_parts().nth(1).is_some();
        steps.splice(0..0, several.then_some(Step::Parts));
        steps
    }

    /// The parts in which something is or may be asked for, each with how much; none when the facts were chosen before.
    fn open_parts(&self) -> impl Iterator<Item = (FactPart, bool, usize)> + '_ {
        let open = |part: FactPart| {
            self.facts.iter().filter(|fact| fact.asked.record.part == part && fact.wanted && fact.may_matter).count()
        };
        self.parts.iter().map(move |(part, looked_at)| (*part, *looked_at, open(*part))).filter(|(_, _, n)| *n > 0)
    }

    /// The number of the question among those that are asked, and about how many may come.
    fn progress(&self) -> Progress {
        let (asked, expected) = (self.walk.progress(&self.steps(false)), self.walk.progress(&self.steps(true)));
        Progress { number: asked.number, left: expected.left }
    }

    fn which_parts(&self) -> Question {
        let labels = self.playbook.labels();
        let ids = |looked_at: bool| -> Vec<String> {
            let parts = self.open_parts().filter(|(_, now, _)| *now || !looked_at);
            parts.map(|(part, _, _)| part.as_str().to_owned()).collect()
        };
        let label = |(part, _, open): (FactPart, bool, usize)| {
            Choice::new(part.as_str(), format!("{} (up to {open})", labels.get("fact-parts", part.as_str())))
        };
        Question {
            heading: labels.get("kinds", playbook::Kind::Facts.as_str()).to_owned(),
            progress: self.progress(),
            about: vec!["You can stop at any time and go on another day.".to_owned()],
            choices: self.open_parts().map(label).collect(),
            present: self.open_parts().any(|(_, now, _)| !now).then(|| Answer::Choices(ids(true))),
            suggested: Some(Answer::Choices(ids(false))),
            ways: Ways { skip: true, ..Ways::default() },
            ..Question::new("parts", Kind::SeveralOf, "Which facts do you want to go through now?")
        }
    }

    fn take_parts(&mut self, answer: &Answer) -> Result<(), Rejection> {
        let Some(chosen) = self.which_parts().gone_through(answer)? else { return Ok(()) };
        for (part, looked_at) in &mut self.parts {
            *looked_at = chosen.iter().any(|id| id == part.as_str());
        }
        Ok(())
    }

    fn present(&self, fact: &Fact<'_>) -> Option<Answer> {
        fact.told.then(|| fact.asked.present(self.project.at(&fact.asked.path))).flatten()
    }

    fn ask(&self, fact: &Fact<'_>) -> Question {
        Question {
            progress: self.progress(),
            present: self.present(fact),
            ways: Ways { skip: true, unknown: fact.told, not_applicable: None },
            ..fact.asked.question(self.playbook)
        }
    }

    /// Takes an answer: what to write, or why it cannot be taken.
    fn take(&mut self, n: usize, answer: &Answer) -> Result<Vec<Edit>, Rejection> {
        let fact = &self.facts[n];
        let path = fact.asked.path.clone();
        let needs_it = |other: &&Fact<'_>| other.asked.record.needs.as_ref() == Some(&fact.asked.record.field);
        let edit = match answer {
            Answer::Skip => return Ok(Vec::new()),
            // What stands there is kept as it is written, be it in a way that no answer could have.
            _ if self.present(fact).is_some_and(|present| fact.asked.same(&present, answer)) => return Ok(Vec::new()),
            Answer::Texts(_) if self.present(fact).is_some_and(|present| fact.asked.typed(&present).is_none()) => {
                let message =
                    "an entry that stands there holds a semicolon or a line break; change this list in the file";
                return Err(Rejection::new(answer, message));
            }
            Answer::Unknown => match self.facts.iter().any(|other| needs_it(&other)) {
                // The rest of its group cannot be without it, so an empty group goes with it.
                true => Edit::UnsetFact { path: path.parent().unwrap_or(path) },
                false => Edit::UnsetFact { path },
            },
            _ => Edit::SetFact { path, value: fact.asked.value(&self.ask(fact), answer)? },
        };
        if matches!(edit, Edit::UnsetFact { .. })
            && let Some(other) = self.facts.iter().find(|other| other.told && needs_it(other))
        {
            return Err(Rejection::new(answer, format!("“{}” needs it; forget that one first", other.asked.record.id)));
        }
        let needs = fact.asked.record.needs.as_ref().filter(|_| matches!(edit, Edit::SetFact { .. }) && !fact.possible);
        if let Some(first) = needs.and_then(|place| self.playbook.facts().iter().find(|other| other.field == *place)) {
            return Err(Rejection::new(answer, format!("“{}” must be told first", first.id)));
        }
        let wrong = |message: String| Rejection::new(answer, message);
        let file = self.file.apply(&edit).map_err(|refusal| wrong(refusal.to_string()))?;
        if file == self.file {
            return Ok(Vec::new());
        }
        let project = file.document().and_then(|document| Project::read(&document));
        self.project = project.map_err(|_| wrong("the project file could not be read afterwards".to_owned()))?;
        self.file = file;
        self.look();
        Ok(vec![edit])
    }
}

impl Interview for Facts<'_> {
    fn next(&self) -> Option<Question> {
        match self.walk.at()? {
            Step::Parts => Some(self.which_parts()),
            Step::Fact(n) => Some(self.ask(&self.facts[n])),
        }
    }

    fn accept(&mut self, answer: Answer) -> Result<Vec<Edit>, Rejection> {
        let Some(step) = self.walk.at() else { return Ok(Vec::new()) };
        if answer == Answer::Back {
            return self.walk.back(&self.steps(false)).map(|()| Vec::new());
        }
        let edits = match step {
            Step::Parts => self.take_parts(&answer).map(|()| Vec::new())?,
            Step::Fact(n) => {
                let before = self.outlook.clone();
                let edits = self.take(n, &answer)?;
                if answer == Answer::Unknown {
                    self.remarks.push(format!("{} is taken out of the file.", self.facts[n].asked.path));
                }
                self.remarks.extend(self.outlook.since(&before, self.playbook.labels()));
                edits
            }
        };
        self.walk.on(&self.steps(false));
        Ok(edits)
    }

    fn remarks(&mut self) -> Vec<String> {
        std::mem::take(&mut self.remarks)
    }
}
