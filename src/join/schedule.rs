//! The calendar: every day that the project names, in order (method `calendar`).

use super::Joined;
use crate::date::Date;
use crate::project::FieldPath;
use crate::vocabulary;

vocabulary! {
    /// What happens on a day.
    "an event"
    pub enum Event {
        /// The project began.
        ProjectStarts = "project-starts",
        /// An activity opens.
        ActivityOpens = "activity-opens",
        /// A session is held.
        Session = "session",
        /// An activity closes.
        ActivityCloses = "activity-closes",
        /// A response is due.
        ResponseDue = "response-due",
        /// Options no longer change.
        OptionsFrozen = "options-frozen",
        /// A decision is taken.
        Decision = "decision",
        /// A body meets.
        Meeting = "meeting",
        /// The mission is reviewed.
        Review = "review",
        /// The target is due.
        TargetDue = "target-due",
        /// The notice is published.
        NoticePublished = "notice-published",
        /// The contract is signed.
        ContractSigned = "contract-signed",
        /// The contract ends.
        ContractEnds = "contract-ends",
        /// The pilot ends.
        PilotEnds = "pilot-ends",
        /// The system is first used on real cases.
        GoLive = "go-live",
        /// The system is taken out of use.
        Retired = "retired",
        /// A waiver ends.
        WaiverEnds = "waiver-ends",
    }
}

/// One day of the calendar.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// The day.
    pub on: Date,
    /// What happens.
    pub event: Event,
    /// What it is about: the name of an activity, the question of a decision; empty for the project itself.
    pub about: String,
    /// Where the day stands in the file.
    pub at: FieldPath,
}

impl Joined<'_> {
    /// Every day that the project names, in order.
    pub fn calendar(&self) -> Vec<Entry> {
        let mut all = Vec::new();
        let mut add = |on: Option<Date>, event, about: &str, at: FieldPath| {
            if let Some(on) = on {
                all.push(Entry { on, event, about: about.to_owned(), at });
            }
        };
        let project = self.project;
        add(project.project.start, Event::ProjectStarts, "", FieldPath::of(["project", "start"]));
        if let Some(t) = &project.timeline {
            let at = |f: &str| FieldPath::of(["timeline", f]);
            add(t.notice_published, Event::NoticePublished, "", at("notice-published"));
            add(t.contract_signed, Event::ContractSigned, "", at("contract-signed"));
            add(t.contract_ends, Event::ContractEnds, "", at("contract-ends"));
            add(t.pilot_ends, Event::PilotEnds, "", at("pilot-ends"));
            add(t.go_live, Event::GoLive, "", at("go-live"));
            add(t.retired, Event::Retired, "", at("retired"));
        }
        if let Some(mission) = &project.mission {
            for (n, review) in mission.reviews.iter().enumerate() {
                add(Some(*review), Event::Review, "", FieldPath::of(["mission", "reviews"]).index(n));
            }
            if let Some(target) = &mission.target {
                add(target.by, Event::TargetDue, &target.indicator, FieldPath::of(["mission", "target", "by"]));
            }
        }
        for (id, activity) in project.activities.iter() {
            let name = self.activity_name(id);
            let at = |f: &str| FieldPath::of(["activities", id]).key(f);
            add(activity.opens, Event::ActivityOpens, name, at("opens"));
            add(activity.closes, Event::ActivityCloses, name, at("closes"));
            if let Some(response) = &activity.response {
                add(response.due, Event::ResponseDue, name, at("response").key("due"));
            }
        }
        for (id, session) in project.sessions.iter() {
            let name = self.activity_name(session.activity.as_str());
            add(session.on, Event::Session, name, FieldPath::of(["sessions", id, "on"]));
        }
        for (id, decision) in project.decisions.iter() {
            let at = |f: &str| FieldPath::of(["decisions", id, f]);
            add(decision.options_frozen, Event::OptionsFrozen, &decision.question, at("options-frozen"));
            add(decision.on, Event::Decision, &decision.question, at("on"));
        }
        for (id, body) in project.bodies.iter() {
            for (n, meeting) in body.meetings.iter().enumerate() {
                let name = body.name.as_deref().unwrap_or(id);
                add(Some(*meeting), Event::Meeting, name, FieldPath::of(["bodies", id, "meetings"]).index(n));
            }
        }
        for (id, waiver) in project.waivers.iter() {
            add(Some(waiver.until), Event::WaiverEnds, waiver.rule.as_str(), FieldPath::of(["waivers", id, "until"]));
        }
        all.sort_by(|a, b| (a.on, a.event, &a.about).cmp(&(b.on, b.event, &b.about)));
        all
    }

    /// What people call an activity: its name, or the title of its mechanism, or its id.
    pub fn activity_name<'s>(&'s self, id: &'s str) -> &'s str {
        let Some(activity) = self.project.activities.get(id) else { return id };
        match &activity.name {
            Some(name) => name,
            None => self.playbook.mechanisms().get(activity.mechanism.as_str()).map_or(id, |m| m.title.as_str()),
        }
    }
}
