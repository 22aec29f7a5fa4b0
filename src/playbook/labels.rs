//! The words that documents use: headings, column names, states. Templates hold none of their own.

use serde_json::Value;

/// Words by name, in groups: `plan.title`, `states.evidenced`.
#[derive(Clone, Debug, Default)]
pub struct Labels(Value);

impl Labels {
    pub(crate) fn new(files: Vec<Value>) -> Self {
        Self(files.into_iter().next().unwrap_or_default())
    }

    /// Labels of another making: a translation, or marks for a test.
    pub fn from_value(labels: Value) -> Self {
        Self(labels)
    }

    /// All labels, as templates see them.
    pub fn all(&self) -> &Value {
        &self.0
    }

    /// The label `name` of `group`, if there is one.
    pub fn find(&self, group: &str, name: &str) -> Option<&str> {
        self.0[group][name].as_str()
    }

    /// The label `name` of `group`; the name itself when there is none, so that a gap is seen and nothing fails.
    pub fn get<'a>(&'a self, group: &str, name: &'a str) -> &'a str {
        self.0[group][name].as_str().unwrap_or(name)
    }
}
