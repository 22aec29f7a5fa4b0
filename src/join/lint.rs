//! Whether content names fields that a project file has: selectors, conditions, requirements, `filled-from`.
//!
//! A typing error in content is a problem with a place, never a rule that silently finds nothing.

use super::condition::values;
use super::period::{ANY_COUNTRY, day_of_year};
use super::select::COMPUTED;
use crate::id::nearest;
use crate::playbook::condition::{Condition, Selector};
use crate::playbook::rule::{Check, Group, Requires, RequiresBefore, Share};
use crate::playbook::{ContentProblem, FactQuestion, Holiday, Kind, Playbook};
use crate::project::edit;
use crate::project::fields::{field, fields};
use crate::vocabulary::Vocabulary;

/// Computed facts that a canvas block may be filled from.
pub const FACTS: &[&str] = &[
    "facts.infrastructure-score",
    "facts.risk-class",
    "facts.salience",
    "facts.power-interest",
    "facts.levels",
    "facts.coverage",
    "facts.missing-sectors",
    "facts.budget",
    "facts.inputs",
    "facts.readiness",
];

/// Fields that are no facts to be asked for: a command of its own writes them, or a person with a reason beside.
const KEPT: [&str; 4] = ["project.stage", "project.playbook", "system.risk-class", "system.risk-class-reason"];

/// Every mention of a field that no project file has.
pub fn problems(playbook: &Playbook) -> Vec<ContentProblem> {
    let mut found = Found { playbook, problems: Vec::new() };
    for item in playbook.items() {
        found.condition(Kind::Items, &item.id, &item.applies_when);
        found.condition(Kind::Items, &item.id, &item.gate_when);
    }
    for canvas in playbook.canvases() {
        for source in canvas.blocks.iter().flat_map(|b| &b.filled_from) {
            let known = FACTS.contains(&source.from.as_str()) || found.is_place(&source.from);
            found.known(known, Kind::Canvases, &canvas.id, &source.from, FACTS);
            match chooses(&source.from) {
                Some(group) => found.selector(Kind::Canvases, &canvas.id, group, &source.selector),
                None if source.selector.0.is_empty() => {}
                None => {
                    let message = format!("“{}” cannot be narrowed down by “where”", source.from);
                    found.problems.push(playbook.problem_in(
                        Kind::Canvases,
                        &canvas.id,
                        ("filled-from", &source.from),
                        message,
                        None,
                    ));
                }
            }
        }
    }
    for duty in playbook.duties() {
        let facts = duty.met_by.iter().filter_map(|way| way.facts.as_ref());
        facts.chain([&duty.applies_when]).for_each(|c| found.condition(Kind::Duties, &duty.id, c));
    }
    for hook in playbook.hooks() {
        let facts = hook.met_by.iter().filter_map(|way| way.facts.as_ref());
        facts.chain([&hook.applies_when]).for_each(|c| found.condition(Kind::Hooks, &hook.id, c));
    }
    found.problems.extend(super::law::lint::problems(playbook));
    for rule in playbook.rules() {
        found.condition(Kind::Rules, &rule.id, &rule.applies_when);
        found.check(&rule.id, &rule.check);
    }
    for question in playbook.facts() {
        found.fact(question);
    }
    for holiday in playbook.holidays() {
        found.holiday(holiday);
    }
    found.problems
}

/// The things among which `where` can choose for a place of `filled-from`.
pub fn chooses(from: &str) -> Option<Group> {
    match from {
        "facts.inputs" => Some(Group::Inputs),
        "facts.levels" => Some(Group::Activities),
        _ => from.split_once(".*").and_then(|(table, _)| Group::from_word(table)),
    }
}

struct Found<'a> {
    playbook: &'a Playbook,
    problems: Vec<ContentProblem>,
}

impl Found<'_> {
    fn check(&mut self, rule: &str, check: &Check) {
        match check {
            Check::RequiredItemOpen
            | Check::GateShut
            | Check::EvidenceMissing
            | Check::DanglingReference
            | Check::WaiverExpired
            | Check::WaiverUnmatched
            | Check::StageClaimedNotProven
            | Check::AnswerToRetiredItem
            | Check::LevelEarned
            | Check::PromiseCap
            | Check::NotOnly(_)
            | Check::TermLimit(_)
            | Check::Covers(_)
            | Check::BudgetShare(_)
            | Check::Trail(_)
            | Check::MechanismFits(_)
            | Check::ProhibitedPractice
            | Check::UnknownPointOfLaw
            | Check::BindingDutyOpen
            | Check::ContractOutlives(_)
            | Check::DutyStartsDuringContract
            | Check::ClassLowered
            | Check::WaiverOfUnwaivable => {}
            Check::ExemptionUndocumented(check) => {
                if !self.playbook.duties().contains(&check.duty) {
                    self.misuse(rule, "duty", &format!("there is no duty “{}”", check.duty));
                }
            }
            Check::Requires(requires) => self.requires(rule, requires),
            Check::DaysBetween(days) => {
                self.selector(Kind::Rules, rule, days.each, &days.selector);
                for name in [&days.from, &days.to].into_iter().chain(&days.unless) {
                    match name.strip_prefix("decision.") {
                        Some(field) => self.field_of(Kind::Rules, rule, Group::Decisions, field),
                        None => self.field_of(Kind::Rules, rule, days.each, name),
                    }
                }
            }
            Check::Overdue(overdue) => {
                for name in [&overdue.due, &overdue.done] {
                    self.field_of(Kind::Rules, rule, overdue.each, name);
                }
            }
            Check::RecordedAhead(places) => {
                for place in places {
                    for name in [&place.day].into_iter().chain(&place.shows) {
                        self.field_of(Kind::Rules, rule, place.each, name);
                    }
                }
            }
            Check::EngagementFloor(floor) => self.selector(Kind::Rules, rule, Group::Stakeholders, &floor.selector),
            Check::ShareAtMost(share) => {
                self.selector(Kind::Rules, rule, Group::Stakeholders, &share.selector);
                let of_parties = matches!(share.of, Share::SeatsOfOneParty | Share::HoursOfOneParty);
                if !of_parties && !share.selector.0.is_empty() {
                    self.misuse(rule, "where", "“where” chooses among parties, and this share is no party's");
                }
            }
            Check::AvoidsPeriod(avoids) => {
                self.selector(Kind::Rules, rule, avoids.each, &avoids.selector);
                for name in [&avoids.from, &avoids.to] {
                    self.field_of(Kind::Rules, rule, avoids.each, name);
                }
            }
            Check::HelpedOnline(helped) => self.selector(Kind::Rules, rule, Group::Activities, &helped.selector),
            Check::Languages(languages) => self.selector(Kind::Rules, rule, Group::Stakeholders, &languages.selector),
            Check::Pathway(pathway) => self.selector(Kind::Rules, rule, Group::Activities, &pathway.selector),
            Check::Wording(wording) => self.places(rule, &wording.fields),
            Check::OwnVoice(voice) => {
                for selector in [&voice.selector].into_iter().chain(&voice.unless) {
                    self.selector(Kind::Rules, rule, Group::Stakeholders, selector);
                }
            }
            Check::Came(came) => self.selector(Kind::Rules, rule, Group::Activities, &came.selector),
            Check::TakesPart(part) => self.selector(Kind::Rules, rule, Group::Stakeholders, &part.selector),
            Check::RaisedFloor(floor) => self.selector(Kind::Rules, rule, Group::Stakeholders, &floor.selector),
            Check::StagesKept(kept) => self.places(rule, std::slice::from_ref(&kept.by)),
            Check::RequiresBefore(before) => self.requires_before(rule, before),
            Check::Names(names) => self.field_of(Kind::Rules, rule, names.each, &names.field),
            Check::Independent(independent) => {
                for id in &independent.not_of_type {
                    self.record(rule, Kind::Actors, id);
                }
            }
        }
    }

    fn places(&mut self, rule: &str, names: &[String]) {
        for name in names {
            let known = self.is_place(name);
            self.known(known, Kind::Rules, rule, name, &[]);
        }
    }

    fn requires_before(&mut self, rule: &str, before: &RequiresBefore) {
        self.places(rule, std::slice::from_ref(&before.event));
        for place in &before.fields {
            for field in [&before.day].into_iter().chain(&before.unless) {
                let name = format!("{place}.{field}");
                let known = self.is_place(&name);
                self.known(known, Kind::Rules, rule, &name, &[]);
            }
            if let Some(hook) = place.strip_prefix("hooks.") {
                self.record(rule, Kind::Hooks, hook);
            }
        }
        match before.each {
            Some(group) => {
                self.field_of(Kind::Rules, rule, group, &before.day);
                self.selector(Kind::Rules, rule, group, &before.selector);
            }
            None if before.fields.is_empty() => {
                self.misuse(rule, "requires-before", "name fields, or each: a group of things");
            }
            None => {}
        }
    }

    /// A record of the playbook that a rule names.
    fn record(&mut self, rule: &str, kind: Kind, id: &str) {
        if self.playbook.ids(kind).any(|known| known == id) {
            return;
        }
        let hint = nearest(id, self.playbook.ids(kind)).map(|near| format!("Did you mean “{near}”?"));
        let message = format!("“{id}” is not {}", kind.noun());
        self.problems.push(self.playbook.problem_in(Kind::Rules, rule, ("check", id), message, hint));
    }

    fn requires(&mut self, rule: &str, requires: &Requires) {
        let Some(group) = requires.each else {
            let named = requires.selector.0.iter().map(|(name, _)| name).chain(&requires.fields);
            for name in named {
                let known = self.is_place(name);
                self.known(known, Kind::Rules, rule, name, &[]);
            }
            if requires.some.is_some() || requires.must.is_some() {
                self.misuse(rule, "requires", "“some” and “must” need each: which group of things");
            }
            return;
        };
        for name in &requires.fields {
            self.field_of(Kind::Rules, rule, group, name);
        }
        for selector in [&requires.selector].into_iter().chain(&requires.must).chain(&requires.some) {
            self.selector(Kind::Rules, rule, group, selector);
        }
        if requires.some.is_some() && (requires.must.is_some() || !requires.fields.is_empty()) {
            self.misuse(rule, "some", "“some” stands alone: it asks for one thing among all");
        }
    }

    /// A period that can never match would pass every window in silence.
    fn holiday(&mut self, holiday: &Holiday) {
        // What is still to be written is told as such, and not once more.
        let written = |text: &str| !text.contains("TODO");
        let mut tell = |field: &str, word: &str, message: String| {
            self.problems.push(self.playbook.problem_in(Kind::Holidays, &holiday.id, (field, word), message, None));
        };
        for (field, day) in [("from", &holiday.from), ("to", &holiday.to)] {
            if written(day) && day_of_year(day).is_none() {
                tell(field, day, format!("“{day}” is not a month and day, such as 08-01"));
            }
        }
        let country = holiday.country.as_str();
        let code = country.len() == 2 && country.bytes().all(|b| b.is_ascii_uppercase());
        if written(country) && country != ANY_COUNTRY && !code {
            tell("country", country, format!("“{country}” is neither two capital letters nor “{ANY_COUNTRY}”"));
        }
    }

    fn misuse(&mut self, rule: &str, word: &str, message: &str) {
        self.problems.push(self.playbook.problem_in(Kind::Rules, rule, (word, word), message.to_owned(), None));
    }

    fn selector(&mut self, kind: Kind, id: &str, group: Group, selector: &Selector) {
        for (name, _) in &selector.0 {
            let computed = COMPUTED.iter().any(|(g, names)| *g == group && names.contains(&name.as_str()));
            if !computed {
                self.field_of(kind, id, group, name);
            }
        }
    }

    fn field_of(&mut self, kind: Kind, id: &str, group: Group, name: &str) {
        let known = field(&format!("{}.*.{name}", group.as_str())).is_some();
        let computed = COMPUTED.iter().filter(|(g, _)| *g == group).flat_map(|(_, names)| names.iter().copied());
        let candidates: Vec<&str> = computed.collect();
        self.known(known, kind, id, name, &candidates);
    }

    /// A fact that is asked for has its place among those that the tool may write.
    fn fact(&mut self, question: &FactQuestion) {
        self.condition(Kind::Facts, &question.id, &question.asked_when);
        self.condition(Kind::Facts, &question.id, &question.unless);
        if KEPT.contains(&&*question.field) {
            let message = format!("“{}” is written elsewhere, and not asked for as a fact", question.field);
            let at = ("field", &*question.field);
            self.problems.push(self.playbook.problem_in(Kind::Facts, &question.id, at, message, None));
        }
        for (field, place) in [("field", Some(&question.field)), ("needs", question.needs.as_ref())] {
            let Some(place) = place.map(|place| &**place) else { continue };
            let table = place.split('.').next().unwrap_or_default();
            if super::fact::form(place).is_none() || !edit::FACTS.contains(&table) {
                let places = fields().iter().map(|f| f.pattern.as_str());
                let hint = nearest(place, places).map(|near| format!("Did you mean “{near}”?"));
                let message = format!("“{place}” is not a fact that a project file can hold");
                let at = (field, place);
                self.problems.push(self.playbook.problem_in(Kind::Facts, &question.id, at, message, hint));
            }
        }
        let first = self.playbook.facts().iter().find(|other| other.field == question.field);
        if let Some(first) = first.filter(|first| first.id != question.id) {
            let message = format!("“{}” is asked for by “{}” already", &*question.field, first.id);
            let at = ("field", &*question.field);
            self.problems.push(self.playbook.problem_in(Kind::Facts, &question.id, at, message, None));
        }
    }

    fn condition(&mut self, kind: Kind, id: &str, condition: &Condition) {
        for (fact, allowed) in &condition.0 {
            let Some(known) = values(*fact, self.playbook) else { continue };
            for word in &allowed.0 {
                if !known.iter().any(|known| known == word) {
                    let message = format!("“{word}” is not a value of {fact}");
                    let hint =
                        nearest(word, known.iter().map(String::as_str)).map(|near| format!("Did you mean “{near}”?"));
                    self.problems.push(self.playbook.problem_in(kind, id, (fact.as_str(), word), message, hint));
                }
            }
        }
    }

    /// Whether a pattern leads to a field, or to a group of fields, of the project file.
    fn is_place(&self, pattern: &str) -> bool {
        let last_star = pattern.strip_suffix(".*");
        field(pattern).is_some()
            || last_star.is_some_and(|p| field(p).is_some())
            || fields().iter().any(|f| same_place(&f.pattern, pattern))
    }

    fn known(&mut self, known: bool, kind: Kind, id: &str, name: &str, more: &[&str]) {
        if known {
            return;
        }
        let last = name.rsplit('.').next().unwrap_or(name);
        let near = nearest(name, fields().iter().map(|f| f.pattern.as_str()).chain(more.iter().copied()))
            .or_else(|| nearest(last, more.iter().copied()))
            .map(|near| format!("Did you mean “{near}”?"));
        let message = format!("“{name}” is not a field of the project file");
        self.problems.push(self.playbook.problem_in(
            kind,
            id,
            (if kind == Kind::Canvases { "filled-from" } else { "check" }, name),
            message,
            near,
        ));
    }
}

/// Whether a pattern that names one id (`readiness.talent.*`) is a case of a field's pattern (`readiness.*.*`).
fn same_place(pattern: &str, named: &str) -> bool {
    let (mut a, mut b) = (pattern.split('.'), named.split('.'));
    loop {
        match (a.next(), b.next()) {
            (None, None) => return true,
            (Some(x), Some(y)) if x == y || x == "*" => {}
            (Some(_) | None, Some(_)) | (Some(_), None) => return false,
        }
    }
}
