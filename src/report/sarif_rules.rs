//! The table of rules of a SARIF run: every rule of every playbook that was used, once, with why and what to do.

use std::collections::HashSet;
use std::sync::Arc;

use serde_json::{Value, json};

use super::sarif::level;
use crate::markdown;
use crate::playbook::{Playbook, Rule};
use crate::scale::{Provenance, Severity};

/// Characters that readers take of a description.
const DESCRIPTION: usize = 1_024;
/// Tags that readers take of a rule.
const TAGS: usize = 20;

/// The rules, in the order of the playbooks; of rules with one id the first.
pub(super) fn rules(playbooks: &[Arc<Playbook>]) -> Vec<Value> {
    let mut seen = HashSet::new();
    let all = playbooks.iter().flat_map(|playbook| playbook.rules().iter().map(move |rule| (playbook, rule)));
    all.filter(|(_, rule)| seen.insert(rule.id.as_str())).map(|(playbook, rule)| descriptor(playbook, rule)).collect()
}

fn descriptor(playbook: &Playbook, rule: &Rule) -> Value {
    let text = playbook.rule_texts().get(&rule.id);
    // A record without long texts says at least what it finds and what to do; descriptions may not be empty.
    let why = text.map(|text| text.why.trim()).filter(|why| !why.is_empty()).unwrap_or(&rule.title);
    let remedy = text.map(|text| text.remedy.trim()).filter(|remedy| !remedy.is_empty()).unwrap_or(&rule.help);
    let sources = text.map(|text| &*text.sources).unwrap_or_default();
    let provenance = text.map_or(Provenance::Proposed, |text| text.provenance);
    let mut tags = vec!["public-procurement", "stakeholder-engagement", rule.since.as_str(), provenance.as_str()];
    tags.truncate(TAGS);
    let mut properties = json!({
        "severity": rule.severity.as_str(),
        "problem.severity": match rule.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Note => "recommendation",
        },
        "provenance": provenance.as_str(),
        "sources": sources,
        "since": rule.since.as_str(),
        "tags": tags,
    });
    if let Some(reference) = &rule.reference {
        properties["ref"] = json!(reference);
    }
    json!({
        "id": rule.id,
        "shortDescription": { "text": shortened(&rule.title) },
        "fullDescription": { "text": shortened(why) },
        "help": {
            "text": format!("Why it matters: {why}\n\nWhat to do: {remedy}"),
            "markdown": help(rule, why, remedy, sources, provenance),
        },
        "defaultConfiguration": { "level": level(rule.severity) },
        "properties": properties,
    })
}

fn help(rule: &Rule, why: &str, remedy: &str, sources: &[String], provenance: Provenance) -> String {
    let mut out =
        format!("**Why it matters.** {}\n\n**What to do.** {}\n\n", markdown::prose(why), markdown::prose(remedy));
    if !sources.is_empty() {
        let sources: Vec<String> = sources.iter().map(|source| markdown::code(source)).collect();
        out += &format!("**Sources.** {} ({provenance})\n\n", sources.join(", "));
    }
    out + &format!("More: {}\n", markdown::code(&format!("aiproc explain {}", rule.id)))
}

/// A description that is not too long for readers.
fn shortened(text: &str) -> String {
    if text.chars().count() <= DESCRIPTION {
        return text.to_owned();
    }
    text.chars().take(DESCRIPTION - 1).chain(['…']).collect()
}
