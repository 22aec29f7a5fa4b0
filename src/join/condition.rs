//! Whether a condition of the playbook (`applies-when`) holds for a project.

use super::Joined;
use crate::playbook::condition::{Condition, Fact};
use crate::playbook::{LawList, Playbook, Text};
use crate::project::FieldPath;
use crate::scale::Stakes;
use crate::vocabulary::Vocabulary;

/// The answer to a condition; what is missing is told as facts, or as their places.
#[derive(Clone, Debug, PartialEq)]
pub enum Holds<M = Fact> {
    /// It holds.
    Yes,
    /// It does not, because of what this fact is.
    No(Fact),
    /// A fact is missing; what depends on it is asked nevertheless.
    CannotTell(Vec<M>),
}

impl<M> Holds<M> {
    /// Whether what depends on the condition is asked.
    pub fn is_asked(&self) -> bool {
        !matches!(self, Holds::No(_))
    }
}

/// Where a fact stands in the project file, for a message about a missing one.
pub fn place(fact: Fact) -> FieldPath {
    match fact {
        Fact::EntryRoute => FieldPath::of(["project", "entry-route"]),
        Fact::Country | Fact::UnionLaw => FieldPath::of(["project", "country"]),
        Fact::Stakes | Fact::RiskClass => FieldPath::of(["system"]),
        Fact::Infrastructure => FieldPath::of(["infrastructure"]),
        Fact::AnnexI => FieldPath::of(["system", "annex-i-product"]),
        Fact::Workplace
        | Fact::PersonalData
        | Fact::PublicFacing
        | Fact::Ai
        | Fact::Body
        | Fact::Role
        | Fact::ProhibitedPractices
        | Fact::AnnexIii
        | Fact::Exemption
        | Fact::Profiling
        | Fact::InteractsWithPeople
        | Fact::GeneratesContent
        | Fact::Deepfake
        | Fact::EmotionOrBiometricCategorisation
        | Fact::PublicInterestText
        | Fact::GeneralPurposeModel
        | Fact::SoleAutomatedDecision => FieldPath::of(["system", fact.as_str()]),
    }
}

/// Where facts stand in the project file.
pub fn places(facts: &[Fact]) -> Vec<FieldPath> {
    facts.iter().copied().map(place).collect()
}

/// What a fact can be, as content names it.
#[derive(Debug)]
pub(super) enum Value {
    /// One of these: a single word when it is known, none when nothing is known of it.
    OneOf(Vec<Text>),
    /// All of these.
    All(Vec<Text>),
}

/// The word for an empty list, or for what is not claimed.
const NONE: &str = "none";

/// What each fact can be, in the order of [`Fact::ALL`]: conditions are asked hundreds of times.
pub(super) fn all(joined: &Joined<'_>) -> Vec<Value> {
    Fact::ALL.iter().map(|fact| value(*fact, joined)).collect()
}

fn value(fact: Fact, joined: &Joined<'_>) -> Value {
    let project = joined.project;
    let system = project.system.as_ref();
    let one = |word: Option<Text>| Value::OneOf(word.into_iter().collect());
    let known = |word: Option<&'static str>| one(word.map(Text::word));
    let truth = |yes: bool| if yes { "true" } else { "false" };
    let word = |yes: Option<bool>| known(yes.map(truth));
    let points = |list: Option<&Vec<crate::id::Id>>| match list {
        None => Value::OneOf(Vec::new()),
        Some(list) if list.is_empty() => Value::All(vec![Text::word(NONE)]),
        Some(list) => Value::All(list.iter().map(|point| point.as_str().into()).collect()),
    };
    match fact {
        Fact::EntryRoute => known(project.project.entry_route.map(|r| r.as_str())),
        Fact::Stakes => known(Some(joined.stakes.value.as_str())),
        Fact::RiskClass => {
            let (lowest, highest) = joined.risk_range;
            let classes = crate::scale::RiskClass::ALL.iter().filter(|c| (lowest..=highest).contains(c));
            Value::OneOf(classes.map(|c| Text::word(c.as_str())).collect())
        }
        Fact::Infrastructure => known(joined.infrastructure.class.map(|c| c.as_str())),
        Fact::Country => one(project.project.country.as_ref().map(|c| c.to_string().into())),
        Fact::UnionLaw => {
            let law = &joined.playbook.about().law;
            let country = project.project.country.as_ref().map(ToString::to_string);
            let untold = |c: &String| !law.union_in_part.contains(c);
            word(country.filter(untold).map(|c| law.union_members.contains(&c)))
        }
        Fact::Workplace => word(system.and_then(|s| s.workplace)),
        Fact::PersonalData => word(system.and_then(|s| s.personal_data)),
        Fact::PublicFacing => word(system.and_then(|s| s.public_facing)),
        Fact::Ai => word(system.and_then(|s| s.ai)),
        Fact::Body => known(system.and_then(|s| s.body).map(|b| b.as_str())),
        Fact::Role => known(system.and_then(|s| s.role).map(|r| r.as_str())),
        Fact::ProhibitedPractices => points(system.and_then(|s| s.prohibited_practices.as_ref())),
        Fact::AnnexI => word(system.and_then(|s| s.annex_i_product)),
        Fact::AnnexIii => points(system.and_then(|s| s.annex_iii.as_ref())),
        Fact::Exemption => {
            one(system.map(|s| s.exemption_6_3.as_ref().map_or(Text::word(NONE), |claimed| claimed.as_str().into())))
        }
        Fact::Profiling => word(system.and_then(|s| s.profiling)),
        Fact::InteractsWithPeople => word(system.and_then(|s| s.interacts_with_people)),
        Fact::GeneratesContent => word(system.and_then(|s| s.generates_content)),
        Fact::Deepfake => word(system.and_then(|s| s.deepfake)),
        Fact::EmotionOrBiometricCategorisation => word(system.and_then(|s| s.emotion_or_biometric_categorisation)),
        Fact::PublicInterestText => word(system.and_then(|s| s.public_interest_text)),
        Fact::GeneralPurposeModel => word(system.and_then(|s| s.general_purpose_model)),
        Fact::SoleAutomatedDecision => word(system.and_then(|s| s.sole_automated_decision)),
    }
}

/// Every value that a fact can have; nothing where any text can be one.
pub fn values(fact: Fact, playbook: &Playbook) -> Option<Vec<String>> {
    use crate::lifecycle::EntryRoute;
    use crate::project::model::{PublicBody, SystemRole};
    use crate::scale::{InfrastructureClass, RiskClass};
    fn words<'w>(words: impl Iterator<Item = &'w str>) -> Option<Vec<String>> {
        Some(words.map(str::to_owned).collect())
    }
    let points = |list: LawList| {
        let points = playbook.listed_uses().iter().filter(|u| u.list == list).map(|u| u.point.as_str());
        words(points.chain([NONE]))
    };
    match fact {
        Fact::EntryRoute => words(EntryRoute::words()),
        Fact::Stakes => words(Stakes::words()),
        Fact::RiskClass => words(RiskClass::words()),
        Fact::Infrastructure => words(InfrastructureClass::words()),
        Fact::Country => None,
        Fact::UnionLaw
        | Fact::Workplace
        | Fact::PersonalData
        | Fact::PublicFacing
        | Fact::Ai
        | Fact::AnnexI
        | Fact::Profiling
        | Fact::InteractsWithPeople
        | Fact::GeneratesContent
        | Fact::Deepfake
        | Fact::EmotionOrBiometricCategorisation
        | Fact::PublicInterestText
        | Fact::GeneralPurposeModel
        | Fact::SoleAutomatedDecision => words(["true", "false"].into_iter()),
        Fact::Body => words(PublicBody::words()),
        Fact::Role => words(SystemRole::words()),
        Fact::ProhibitedPractices => points(LawList::ProhibitedPractices),
        Fact::AnnexIii => points(LawList::AnnexIii),
        Fact::Exemption => points(LawList::Exemption),
    }
}

impl Joined<'_> {
    /// What a fact is, as content names it; every word that it may be where that is not known.
    pub fn told(&self, fact: Fact) -> Text {
        match &self.facts[fact as usize] {
            Value::OneOf(words) | Value::All(words) => match &words[..] {
                [word] => word.clone(),
                words => words.join(" or ").into(),
            },
        }
    }

    /// Whether `condition` holds for a rule. What is asked of people goes by the stakes that are known, so that what
    /// nobody knows yet asks for no more than usual; a rule must not pass for want of the same facts.
    pub fn holds_for_rule(&self, condition: &Condition) -> Holds<FieldPath> {
        let high =
            || condition.0.iter().any(|(fact, words)| *fact == Fact::Stakes && words.holds(Stakes::High.as_str()));
        match self.holds(condition) {
            Holds::No(Fact::Stakes) if !self.high_unless.is_empty() && high() => {
                let other = condition.0.iter().filter(|(fact, _)| *fact != Fact::Stakes).cloned().collect();
                match self.holds(&Condition(other)) {
                    Holds::No(fact) => Holds::No(fact),
                    Holds::Yes => Holds::CannotTell(self.high_unless.clone()),
                    Holds::CannotTell(missing) => {
                        Holds::CannotTell([self.high_unless.clone(), places(&missing)].concat())
                    }
                }
            }
            Holds::Yes => Holds::Yes,
            Holds::No(fact) => Holds::No(fact),
            Holds::CannotTell(missing) => Holds::CannotTell(places(&missing)),
        }
    }

    /// Whether `condition` holds for this project.
    pub fn holds(&self, condition: &Condition) -> Holds {
        let mut missing = Vec::new();
        for (fact, allowed) in &condition.0 {
            let fits = |word: &&Text| allowed.0.contains(word);
            match &self.facts[*fact as usize] {
                Value::OneOf(words) if words.is_empty() => missing.push(*fact),
                Value::OneOf(words) => match words.iter().filter(fits).count() {
                    0 => return Holds::No(*fact),
                    fitting if fitting < words.len() => missing.push(*fact),
                    _ => {}
                },
                Value::All(words) if words.iter().any(|word| fits(&word)) => {}
                Value::All(_) => return Holds::No(*fact),
            }
        }
        if missing.is_empty() { Holds::Yes } else { Holds::CannotTell(missing) }
    }
}
