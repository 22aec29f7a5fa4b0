//! What the facts of a project lead to, and what an answer has changed about it, in words.

use crate::join::{Joined, risk};
use crate::playbook::condition::Fact;
use crate::playbook::labels::Labels;
use crate::scale::RiskClass;

/// What the facts lead to.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Outlook {
    /// The class under the AI Act, once the facts leave only one, whatever was set by hand.
    class: Option<RiskClass>,
    /// The class set by hand.
    by_hand: Option<RiskClass>,
    /// The country, where the law of the Union does not apply in it.
    outside: Option<String>,
}

impl Outlook {
    /// What the facts of this project lead to.
    pub(super) fn of(joined: &Joined<'_>) -> Self {
        let computed = risk::computed(joined.project);
        let outside = joined.told(Fact::UnionLaw) == "false";
        Self {
            class: (computed.lowest == computed.highest).then_some(computed.lowest),
            by_hand: joined.project.system.as_ref().and_then(|system| system.risk_class),
            outside: joined.project.project.country.as_ref().map(ToString::to_string).filter(|_| outside),
        }
    }

    /// What has changed since, in sentences; nothing where nobody needs to know.
    pub fn since(&self, before: &Self, labels: &Labels) -> Vec<String> {
        let mut said = Vec::new();
        if let (Some(country), true) = (&self.outside, self.outside != before.outside) {
            said.push(format!("The law of the Union does not apply in {country}: no duty of it is asked for."));
        }
        // Where it does not apply, its classes bind nobody; where it comes to apply, they begin to.
        let begins = before.outside.is_some() && self.class.is_some();
        if self.outside.is_none() && (begins || self.class != before.class) {
            said.push(self.class_in_words(labels));
        }
        said
    }

    fn class_in_words(&self, labels: &Labels) -> String {
        let label = |class: RiskClass| labels.get("risk-classes", class.as_str()).to_owned();
        let Some(class) = self.class else {
            return "The class under the AI Act can no longer be told.".to_owned();
        };
        let mut said = match self.by_hand.filter(|by_hand| *by_hand != class) {
            None => format!("The class under the AI Act is {}.", label(class)),
            Some(by_hand) => format!(
                "The facts lead to the class {} under the AI Act; the class set by hand is {}.",
                label(class),
                label(by_hand)
            ),
        };
        if class == RiskClass::Prohibited {
            said.push_str(" No waiver lifts that: ask the legal service before anything else.");
        }
        said
    }
}
