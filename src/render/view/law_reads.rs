//! Why a duty or hook stands where it does, as sentences of the labels.

use super::words::Lens;
use crate::join::law::{Entry, Met, Standing, WhyNot};
use crate::lifecycle::EntryRoute;
use crate::playbook::condition::Fact;
use crate::project::model::{PublicBody, SystemRole};
use crate::scale::RiskClass;
use crate::vocabulary::Vocabulary;

/// How many things that meet a duty a sentence names; the list in the view is whole.
const SHOWN: usize = 3;

impl Lens<'_> {
    /// Why a duty or hook stands where it does.
    pub(super) fn law_reads(&self, entry: &Entry) -> String {
        let say = |name: &str, values: &[(&str, &str)]| self.say("law", name, values);
        let mut parts: Vec<String> = Vec::new();
        let day = entry.day.map(|d| d.to_string()).unwrap_or_default();
        match (entry.standing, &entry.why_not) {
            (Standing::NotApplicable, Some(WhyNot::Fact(fact, value))) => {
                let fact_name = self.label("record-fields", fact.as_str());
                parts.push(say("because_fact", &[("fact", fact_name), ("value", &self.value_title(*fact, value))]));
            }
            (Standing::NotApplicable, Some(WhyNot::Said(_, reason))) => parts.push(say("said", &[("reason", reason)])),
            (Standing::NotApplicable, Some(WhyNot::Parts) | None) => parts.push(say("no_part", &[])),
            (Standing::NotYet, _) => {
                parts.push(say("from_day", &[("day", &day)]));
                if let Some(effect) = entry.effect.filter(|effect| Some(*effect) > entry.day) {
                    parts.push(say("paper_until", &[("day", &effect.to_string())]));
                }
            }
            (Standing::OnPaper, _) => parts.push(say("paper_until", &[("day", &day)])),
            (Standing::Satisfied, _) => {}
            (Standing::CannotTell, _) => {}
            (Standing::Open, _) => {
                let stage = entry.from_stage.map(|s| self.playbook.stage_title(s).to_owned()).unwrap_or_default();
                let name = match (entry.binding, entry.due) {
                    (false, _) => "not_taken_up",
                    (true, true) => "nothing_meets",
                    (true, false) => "matters_from",
                };
                parts.push(say(name, &[("stage", &stage)]));
            }
        }
        if !entry.missing.is_empty() {
            let facts = self.list(self.facts(&self.law().missing(entry)).into_iter().map(|f| f.label));
            parts.push(say("missing", &[("facts", &facts)]));
        }
        if let Some(undecided) = &entry.undecided {
            parts.push(say("undecided", &[("question", undecided.trim_end_matches('.'))]));
        }
        if entry.older && entry.standing == Standing::CannotTell {
            parts.push(say("older", &[]));
        }
        let name = if entry.standing == Standing::Satisfied { "met" } else { "prepared" };
        for (name, all) in [(name, &entry.met), ("begun", &entry.begun)] {
            // What is settled needs no list of what is still on its way.
            let idle = name == "begun" && !entry.met.is_empty();
            if !all.is_empty() && !idle && entry.standing != Standing::NotApplicable {
                parts.push(say(name, &[("what", &self.met_words(all))]));
            }
        }
        parts.join(" ")
    }

    /// What meets a duty, with day, place and evidence.
    fn met_words(&self, all: &[Met]) -> String {
        let one = |m: &Met| {
            let view = self.met_view(m);
            let mut aside = vec![view.path.clone()];
            aside.extend(view.on.map(|d| d.to_string()));
            aside.extend(view.evidence);
            self.say("format", "aside", &[("text", &view.title), ("aside", &aside.join(", "))])
        };
        let shown = all.iter().take(SHOWN).map(one).collect::<Vec<_>>().join(self.label("format", "semicolon"));
        match all.len().saturating_sub(SHOWN) {
            0 => shown,
            more => self.say("law", "more", &[("what", &shown), ("count", &more.to_string())]),
        }
    }

    /// The value of a fact as documents say it.
    fn value_title(&self, fact: Fact, value: &str) -> String {
        let one = |word: &str| match (fact, word) {
            (_, "true") => self.label("explain", "yes").to_owned(),
            (_, "false") => self.label("explain", "no").to_owned(),
            (_, "none") => self.label("format", "none").to_owned(),
            (Fact::RiskClass, word) => self.title_of(RiskClass::NOUN, word),
            (Fact::Body, word) => self.title_of(PublicBody::NOUN, word),
            (Fact::Role, word) => self.title_of(SystemRole::NOUN, word),
            (Fact::EntryRoute, word) => self.title_of(EntryRoute::NOUN, word),
            (_, word) => word.to_owned(),
        };
        self.list(value.split(" or ").map(one))
    }
}
