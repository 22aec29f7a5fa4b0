//! Findings and waivers, as the annex of a plan shows them.

use schemars::JsonSchema;
use serde::Serialize;

use super::Named;
use super::words::Lens;
use crate::check::{Finding, Outcome, Report};
use crate::date::Date;
use crate::lifecycle::Phase;
use crate::project::Referent;
use crate::project::path::Step;

/// One finding.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct FindingView {
    /// The rule.
    pub rule: Named,
    /// How serious it is.
    pub severity: Named,
    /// How the rule ended.
    pub outcome: Named,
    /// A fact is missing to tell.
    pub cannot_tell: bool,
    /// Accepted for a time.
    pub waived: bool,
    /// The place in the file.
    pub subject: String,
    /// What is wrong.
    pub message: String,
    /// What to do now.
    pub help: String,
}

/// All findings.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct FindingsView {
    /// How many rules were judged.
    pub rules: usize,
    /// Errors that are not waived.
    pub errors: usize,
    /// Warnings that are not waived.
    pub warnings: usize,
    /// Notes that are not waived.
    pub notes: usize,
    /// Of all these, where a fact is missing to tell.
    pub cannot_tell: usize,
    /// Errors and warnings that are certain.
    pub certain: usize,
    /// Waived.
    pub waived: usize,
    /// The findings, most serious first.
    pub findings: Vec<FindingView>,
}

/// A waiver.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct WaiverView {
    /// Its id in the file.
    pub id: String,
    /// The rule that is waived.
    pub rule: Named,
    /// The place; nothing when it covers the whole plan.
    pub subject: Option<String>,
    /// Why.
    pub reason: String,
    /// Who waives.
    pub by: String,
    /// Who approved it.
    pub approved_by: Option<String>,
    /// The last day.
    pub until: Date,
    /// It holds today.
    pub in_force: bool,
    /// It waives a gate and nobody else has approved that.
    pub unapproved: bool,
    /// It covers nothing that was found.
    pub unmatched: bool,
}

impl Lens<'_> {
    pub(super) fn findings_view(&self, report: &Report, phase: Option<Phase>) -> FindingsView {
        let mut here: Vec<&Finding> = report.findings.iter().filter(|f| self.concerns(f, phase)).collect();
        // Stable: within a severity the order of the file stays.
        here.sort_by_key(|f| (f.outcome == Outcome::Waived, std::cmp::Reverse(f.severity)));
        let own = Report { findings: here.iter().map(|f| (*f).clone()).collect(), ..Report::default() };
        let summary = own.summary();
        let view = |f: &&Finding| FindingView {
            rule: self.named(Referent::Rule, &f.rule),
            severity: self.word(f.severity),
            outcome: self.word(f.outcome),
            cannot_tell: f.outcome == Outcome::CannotTell,
            waived: f.outcome == Outcome::Waived,
            subject: f.subject.to_string(),
            message: f.message.clone(),
            help: f.help.to_string(),
        };
        FindingsView {
            rules: report.rules,
            errors: summary.errors,
            warnings: summary.warnings,
            notes: summary.notes,
            cannot_tell: summary.cannot_tell,
            certain: here
                .iter()
                .filter(|f| f.outcome == Outcome::Found && f.severity > crate::scale::Severity::Note)
                .count(),
            waived: summary.waived,
            findings: here.iter().map(view).collect(),
        }
    }

    /// Whether a finding is about the phase, or about the plan as a whole.
    fn concerns(&self, finding: &Finding, phase: Option<Phase>) -> bool {
        let Some(phase) = phase else { return true };
        let activity = |id: &str| self.project.activities.get(id).is_none_or(|a| a.stage.phase() == phase);
        match &finding.subject.parts()[..] {
            [Step::Key(table), Step::Key(id), ..] => match *table {
                "activities" => activity(id),
                "inputs" => self.project.inputs.get(id).is_none_or(|i| activity(i.activity.as_str())),
                "sessions" => self.project.sessions.get(id).is_none_or(|s| activity(s.activity.as_str())),
                "answers" => self.playbook.items().get(id).is_none_or(|i| i.stage.phase() == phase),
                "stages" => crate::vocabulary::Vocabulary::from_word(id)
                    .is_none_or(|stage: crate::lifecycle::Stage| stage.phase() == phase),
                _ => true,
            },
            _ => true,
        }
    }

    pub(super) fn waivers_view(&self, report: &Report) -> Vec<WaiverView> {
        let view = |(id, w): (&str, &crate::project::model::Waiver)| {
            let gate = w.subject.as_deref().and_then(|text| text.parse().ok()).unwrap_or_default();
            let unapproved = w.rule.as_str() == crate::join::waivers::GATE_SHUT && !self.approved(w, &gate);
            WaiverView {
                id: id.to_owned(),
                rule: self.named(Referent::Rule, w.rule.as_str()),
                subject: w.subject.clone(),
                reason: w.reason.clone(),
                by: w.by.clone(),
                approved_by: w.approved_by.clone(),
                until: w.until,
                in_force: w.until >= self.today && !unapproved,
                unapproved,
                unmatched: !report.matched.contains(id),
            }
        };
        self.project.waivers.iter().map(view).collect()
    }
}
