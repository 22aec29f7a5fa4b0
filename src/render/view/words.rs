//! The words for closed lists, records and things of the project: from labels, playbook and project.

use crate::join::Joined;
use crate::join::mapping::Placed;
use crate::lifecycle::{Phase, Stage};
use crate::playbook::Record;
use crate::project::Referent;
use crate::render::numbers::Numbers;
use crate::vocabulary::Vocabulary;

use super::Named;

/// A project seen through a playbook, in words.
pub(crate) struct Lens<'a> {
    joined: &'a Joined<'a>,
    /// How numbers are written.
    pub(super) numbers: Numbers,
}

impl<'a> std::ops::Deref for Lens<'a> {
    type Target = Joined<'a>;
    fn deref(&self) -> &Joined<'a> {
        self.joined
    }
}

impl<'a> Lens<'a> {
    pub(super) fn new(joined: &'a Joined<'a>) -> Self {
        Self { joined, numbers: Numbers::new(joined.playbook.labels()) }
    }

    /// A word of a closed list.
    pub(super) fn word<T: Vocabulary>(&self, word: T) -> Named {
        Named { id: word.as_str().to_owned(), title: self.title_of(T::NOUN, word.as_str()) }
    }

    /// What people call a word of the list with this noun.
    pub(super) fn title_of(&self, noun: &str, word: &str) -> String {
        match (noun, Stage::from_word(word), Phase::from_word(word)) {
            ("a stage", Some(stage), _) => self.playbook.stage_title(stage).to_owned(),
            ("a phase", _, Some(phase)) => self.playbook.phase_title(phase).to_owned(),
            _ => self.playbook.labels().word(noun, word).to_owned(),
        }
    }

    /// A label.
    pub(super) fn label<'s>(&'s self, group: &str, name: &'s str) -> &'s str {
        self.playbook.labels().get(group, name)
    }

    /// A label with its placeholders filled.
    pub(super) fn say(&self, group: &str, name: &str, values: &[(&str, &str)]) -> String {
        let mut out = String::new();
        let mut rest = self.label(group, name);
        // Values are put in once, from left to right: a brace in what a person wrote is no placeholder.
        while let Some((before, after)) = rest.split_once('{') {
            out.push_str(before);
            let Some((name, after)) = after.split_once('}') else { break };
            out.push_str(values.iter().find(|(n, _)| *n == name).map_or("", |(_, value)| value));
            rest = after;
        }
        out.push_str(rest);
        out
    }

    /// Several words as one text; names that hold a comma are kept apart by semicolons.
    pub(super) fn list(&self, words: impl IntoIterator<Item = String>) -> String {
        let words: Vec<String> = words.into_iter().collect();
        let comma = self.label("format", "separator");
        let holds = words.iter().any(|word| word.contains(comma.trim()));
        words.join(if holds { self.label("format", "semicolon") } else { comma })
    }

    pub(super) fn stage(&self, stage: Stage) -> Named {
        Named { id: stage.to_string(), title: self.playbook.stage_title(stage).to_owned() }
    }

    pub(super) fn phase(&self, phase: Phase) -> Named {
        Named { id: phase.to_string(), title: self.playbook.phase_title(phase).to_owned() }
    }

    pub(super) fn stakeholder_named(&self, placed: &Placed<'_>) -> Named {
        Named { id: placed.id.to_owned(), title: placed.stakeholder.name.clone() }
    }

    pub(super) fn named(&self, to: Referent, id: &str) -> Named {
        Named { id: id.to_owned(), title: self.name(to, id) }
    }

    pub(super) fn source(&self, id: &str) -> Named {
        let source = self.playbook.sources().get(id);
        let title = source.map_or_else(
            || id.to_owned(),
            |s| {
                let year = s.year.as_ref().map(|y| y.as_str().map_or_else(|| y.to_string(), str::to_owned));
                let by: Vec<String> = s.author.iter().cloned().chain(year).collect();
                match by.is_empty() {
                    true => s.title.clone(),
                    false => format!("{} ({})", s.title, by.join(", ")),
                }
            },
        );
        Named { id: id.to_owned(), title }
    }

    /// What people call the thing that an id refers to; the id itself when nobody knows it.
    pub(super) fn name(&self, to: Referent, id: &str) -> String {
        let own = |id: &str| id.to_owned();
        let project = self.project;
        let of = |record: Option<&dyn Titled>| record.map_or_else(|| own(id), |r| r.titled().to_owned());
        match to {
            Referent::Stakeholder => project.stakeholders.get(id).map_or_else(|| own(id), |s| s.name.clone()),
            Referent::Activity => self.activity_name(id).to_owned(),
            Referent::Decision => project.decisions.get(id).map_or_else(|| own(id), |d| d.question.clone()),
            Referent::Choice => project.options.get(id).map_or_else(|| own(id), |o| o.name.clone()),
            Referent::Input => project.inputs.get(id).map_or_else(|| own(id), |i| self.quoted(&i.says)),
            Referent::Requirement => project.requirements.get(id).map_or_else(|| own(id), |r| r.text.clone()),
            Referent::Criterion => project.award_criteria.get(id).map_or_else(|| own(id), |c| c.text.clone()),
            Referent::Clause => project.clauses.get(id).map_or_else(|| own(id), |c| c.text.clone()),
            Referent::Body => self.body_name(id),
            Referent::Facility => project.facilities.get(id).map_or_else(|| own(id), |f| f.name.clone()),
            Referent::Origin if project.inputs.contains(id) => self.name(Referent::Input, id),
            Referent::ActivityOrBody if project.bodies.contains(id) => self.body_name(id),
            Referent::Origin | Referent::ActivityOrBody => self.activity_name(id).to_owned(),
            Referent::ActorType => of(self.playbook.actors().get(id).map(|r| r as &dyn Titled)),
            Referent::Mechanism => of(self.playbook.mechanisms().get(id).map(|r| r as &dyn Titled)),
            Referent::Item => of(self.playbook.items().get(id).map(|r| r as &dyn Titled)),
            Referent::Rule => of(self.playbook.rules().get(id).map(|r| r as &dyn Titled)),
            Referent::Canvas => of(self.playbook.canvases().get(id).map(|r| r as &dyn Titled)),
            Referent::Hook => own(id),
        }
    }

    fn quoted(&self, says: &str) -> String {
        self.say("format", "quoted", &[("text", says)])
    }

    fn body_name(&self, id: &str) -> String {
        let Some(body) = self.project.bodies.get(id) else { return id.to_owned() };
        match (&body.name, &body.kind) {
            (Some(name), _) => name.clone(),
            (None, Some(kind)) => self.name(Referent::Mechanism, kind.as_str()),
            (None, None) => id.to_owned(),
        }
    }
}

/// Records without their long texts, seen only by their title.
trait Titled {
    fn titled(&self) -> &str;
}

impl<T: Record> Titled for T {
    fn titled(&self) -> &str {
        self.title()
    }
}
