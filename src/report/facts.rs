//! Facts of a project for programs, for `aiproc facts --show --format json`. The structs here are the contract
//! (`schema_version`): within a version, fields are only added.

use schemars::JsonSchema;
use serde::Serialize;

use crate::interview::facts::{Standing, When};
use crate::lifecycle::Stage;
use crate::playbook::FactPart;

/// What `aiproc facts --show --format json` writes.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "aiproc facts")]
pub struct Facts<'a> {
    /// The version of this form.
    schema_version: u32,
    /// The facts, in the order in which they are asked for.
    facts: Vec<Fact<'a>>,
}

/// A fact.
#[derive(Serialize, JsonSchema)]
struct Fact<'a> {
    /// Its id.
    fact: &'a str,
    /// Its place in the project file.
    place: &'a str,
    /// The part of the facts that it belongs to.
    part: FactPart,
    /// The question.
    question: &'a str,
    /// When it is asked for.
    asked: When,
    /// The stage from which it is asked for; the first, if there is none.
    since: Option<Stage>,
    /// What the file says, as `--set` takes it; nothing while it is not known, or where it cannot be typed in one line.
    value: Option<&'a str>,
    /// The same in words.
    told: Option<&'a str>,
}

/// The facts for programs.
pub fn facts<'a>(all: &[&'a Standing<'a>]) -> Facts<'a> {
    let one = |standing: &&'a Standing<'a>| Fact {
        fact: &standing.record.id,
        place: &standing.record.field,
        part: standing.record.part,
        question: &standing.record.question,
        asked: standing.when,
        since: standing.record.since,
        value: standing.value.as_deref(),
        told: standing.told.as_deref(),
    };
    Facts { schema_version: 1, facts: all.iter().map(one).collect() }
}
