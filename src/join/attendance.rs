//! Who came: people counted in the sessions held, by stakeholder (method `people-counted`).

use std::collections::HashMap;

use super::Joined;
use super::mapping::Placed;
use crate::project::FieldPath;
use crate::project::model::Session;

/// Who came to the sessions held.
#[derive(Clone, Debug, Default)]
pub struct Attendance<'a> {
    /// How many sessions were held up to the day; one of which the day is not recorded counts as held.
    pub sessions: usize,
    /// Those who were counted.
    pub parties: HashMap<&'a str, Came>,
    /// Sessions in which nobody was counted: where the count would stand.
    pub uncounted: Vec<FieldPath>,
    /// Sessions of which nobody wrote down how long they took: where the hours would stand.
    pub untimed: Vec<FieldPath>,
}

/// How often people of one stakeholder came.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Came {
    /// Sessions in which they were counted.
    pub sessions: usize,
    /// People, summed over these sessions: who came twice counts twice.
    pub people: i64,
    /// People by hours; nothing while nobody wrote down how long one of these sessions took.
    pub person_hours: Option<f64>,
}

impl Came {
    /// Nobody came.
    pub const NOBODY: Self = Self { sessions: 0, people: 0, person_hours: Some(0.0) };

    /// Person-hours to one decimal, as they are shown.
    pub fn hours_shown(&self) -> Option<f64> {
        self.person_hours.map(|hours| (hours * 10.0).round() / 10.0)
    }
}

impl<'a> Joined<'a> {
    /// Who came to the sessions held: all who were counted and all who are to take part, in the order of the map.
    /// Nothing while nobody was counted.
    pub fn who_came(&self) -> Vec<(&Placed<'a>, Came)> {
        let parties = self.attendance(None).parties;
        let of = |placed: &Placed<'a>| {
            parties.get(placed.id).copied().or((!placed.activities.is_empty()).then_some(Came::NOBODY))
        };
        let all = self.stakeholders.iter().filter(|_| !parties.is_empty());
        all.filter_map(|placed| Some((placed, of(placed)?))).collect()
    }

    /// Who came to the sessions of an activity, or of all activities.
    pub fn attendance(&self, activity: Option<&str>) -> Attendance<'a> {
        let mut found = Attendance::default();
        let of = |s: &Session| activity.is_none_or(|id| s.activity.as_str() == id);
        let held = |s: &Session| s.on.is_none_or(|day| day <= self.today);
        for (id, session) in self.project.sessions.iter().filter(|(_, s)| of(s) && held(s)) {
            found.sessions += 1;
            let at = FieldPath::of(["sessions", id]);
            if session.took_part.is_empty() {
                found.uncounted.push(at.key("took-part"));
            }
            if session.hours.is_none() {
                found.untimed.push(at.key("hours"));
            }
            for (party, people) in session.took_part.iter() {
                let came = found.parties.entry(party).or_insert(Came::NOBODY);
                came.sessions += 1;
                came.people += people.0;
                came.person_hours = came.person_hours.zip(session.hours).map(|(sum, h)| sum + people.0 as f64 * h.0);
            }
        }
        found
    }
}
