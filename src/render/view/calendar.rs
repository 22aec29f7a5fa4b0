//! The calendar: every day that the plan names, in order.

use schemars::JsonSchema;
use serde::Serialize;

use super::Named;
use super::words::Lens;
use crate::date::Date;
use crate::join::schedule::Event;
use crate::lifecycle::Phase;
use crate::project::Referent;
use crate::project::path::Step;

/// One day of the calendar.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct DayView {
    /// The day.
    pub on: Date,
    /// What happens.
    pub event: Named,
    /// What it is about; nothing for the project itself.
    pub about: Option<String>,
    /// The day has passed.
    pub past: bool,
    /// Where the day stands in the file.
    pub at: String,
}

impl Lens<'_> {
    pub(super) fn calendar_view(&self, phase: Option<Phase>) -> Vec<DayView> {
        let within = |activity: &str| {
            self.project.activities.get(activity).is_some_and(|a| phase.is_none_or(|p| a.stage.phase() == p))
        };
        let served = |decision: &str| {
            self.project
                .activities
                .iter()
                .any(|(id, a)| within(id) && a.decision.as_ref().is_some_and(|d| d.as_str() == decision))
        };
        let all = self.calendar().into_iter().filter(|entry| match &entry.at.parts()[..] {
            [Step::Key(table), Step::Key(id), ..] if phase.is_some() => match *table {
                "activities" => within(id),
                "decisions" => served(id),
                "sessions" => self.project.sessions.get(id).is_some_and(|s| within(s.activity.as_str())),
                _ => true,
            },
            _ => true,
        });
        all.map(|entry| DayView {
            on: entry.on,
            event: self.word(entry.event),
            about: match entry.event {
                Event::WaiverEnds => Some(self.name(Referent::Rule, &entry.about)),
                _ => (!entry.about.is_empty()).then_some(entry.about),
            },
            past: entry.on < self.today,
            at: entry.at.to_string(),
        })
        .collect()
    }
}
