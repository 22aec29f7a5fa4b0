//! What speaks for a mechanism in an activity and what against it (method `mechanism-fit`), in words.

use schemars::JsonSchema;
use serde::Serialize;

use super::words::Lens;
use crate::playbook::{Mechanism, Text};
use crate::project::Referent;
use crate::project::model::Activity;
use crate::scale::Function;

/// One reason for or against a mechanism here.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct FitView {
    /// What is compared: stage, level, actors or functions.
    pub point: String,
    /// It speaks for the mechanism.
    pub fits: bool,
    /// The reason in words.
    pub text: String,
}

impl Lens<'_> {
    pub(super) fn fit(&self, activity: &Activity, mechanism: &Mechanism) -> Vec<FitView> {
        let mut all = Vec::new();
        let mut point = |name: &str, fits: bool, values: &[(&str, &str)]| {
            let label = format!("{name}-{}", if fits { "yes" } else { "no" });
            all.push(FitView { point: name.to_owned(), fits, text: self.say("fit", &label, values) });
        };
        let stage = self.playbook.stage_title(activity.stage);
        point("stage", mechanism.stages.contains(&activity.stage), &[("stage", stage)]);
        if let Some(level) = activity.level {
            let highest = mechanism.levels.iter().max().map(|l| self.word(*l).title).unwrap_or_default();
            let fits = mechanism.levels.iter().any(|l| *l >= level);
            point("level", fits, &[("level", &self.word(level).title), ("highest", &highest)]);
        }
        let types: Vec<&str> = activity
            .stakeholders
            .iter()
            .filter_map(|s| Some(self.stakeholder(s.as_str())?.stakeholder.actor_type.as_str()))
            .collect();
        let meant = mechanism.actors.iter().map(Text::as_str);
        let met: Vec<String> = meant.filter(|a| types.contains(a)).map(|a| self.name(Referent::ActorType, a)).collect();
        point("actors", !met.is_empty(), &[("actors", &self.list(met))]);
        let prevail = self.playbook.stages().get(activity.stage.as_str()).map(|s| s.functions.as_slice());
        let served: Vec<Function> = self.functions_of(activity);
        let both = served.iter().filter(|f| prevail.unwrap_or_default().contains(f));
        let both: Vec<String> = both.map(|f| self.word(*f).title).collect();
        let all_served = self.list(served.iter().map(|f| self.word(*f).title));
        point("functions", !both.is_empty(), &[("functions", &self.list(both)), ("served", &all_served)]);
        all
    }
}
