//! What meets a duty or hook: assessments, publications, clauses, activities, items, facts, or a record of its own.

use crate::date::Date;
use crate::join::Joined;
use crate::join::condition::Holds;
use crate::join::level::Level;
use crate::join::progress::{ItemProgress, Standing as ItemStanding};
use crate::playbook::{Engagement, Text, Way};
use crate::project::FieldPath;
use crate::project::model::Publication;
use crate::project::read::Evidence;

/// Something that meets a duty or hook, or is on the way to it.
#[derive(Clone, Debug, PartialEq)]
pub struct Met {
    /// Where it stands in the project file.
    pub at: FieldPath,
    /// The day on which it was done.
    pub on: Option<Date>,
    /// It is done; else planned, or not shown yet.
    pub done: bool,
}

impl Met {
    /// What shows it: documents and addresses. They are looked up when they are shown, not for every project that is
    /// judged.
    pub fn evidence(&self, joined: &Joined<'_>) -> Vec<String> {
        let (Some(table), Some(id)) = (self.at.key_at(0), self.at.key_at(1)) else { return Vec::new() };
        let project = joined.project;
        match table {
            "hooks" => project.hooks.get(id).map(|record| texts(&record.evidence)).unwrap_or_default(),
            "assessments" => {
                let record = project.assessments.get(id);
                let documents = record.map(|record| texts(&record.evidence)).unwrap_or_default();
                documents.into_iter().chain(record.and_then(|record| record.url.clone())).collect()
            }
            "transparency" => publication(joined, id).map(|record| record.url.clone()).into_iter().collect(),
            "activities" => documents(joined, id),
            "answers" => {
                let answer = item(joined, id).and_then(|item| item.answer);
                answer.map(|answer| texts(&answer.evidence)).unwrap_or_default()
            }
            // Written in the plan itself: nothing else has to show it.
            "requirements" | "clauses" => Vec::new(),
            other => {
                debug_assert!(false, "what shows a record of {other} is not looked up");
                Vec::new()
            }
        }
    }
}

/// What a record under `[hooks]` says.
pub(super) enum Recorded {
    /// Nothing is recorded.
    Nothing,
    /// It does not apply, for this reason.
    NotApplicable(FieldPath, String),
    /// It is met by these.
    Met(Vec<Met>),
}

/// What the project recorded under one of these ids.
pub(super) fn recorded(joined: &Joined<'_>, ids: [Option<&Text>; 2]) -> Recorded {
    let mut ids = ids.into_iter().flatten();
    let found = ids.find_map(|id| joined.project.hooks.get(id).map(|record| (id, record)));
    let Some((id, record)) = found else { return Recorded::Nothing };
    let at = FieldPath::of(["hooks", id]);
    if let Some(reason) = &record.not_applicable_because {
        return Recorded::NotApplicable(at.key("not-applicable-because"), reason.clone());
    }
    let mut met: Vec<Met> = record.met_by.iter().filter_map(|a| activity(joined, a.as_str())).collect();
    if !record.evidence.is_empty() || met.is_empty() {
        let done = past(joined, record.on) && !record.evidence.is_empty();
        met.push(Met { at, on: record.on, done });
    } else if past(joined, record.on) {
        met.iter_mut().for_each(|m| m.on = m.on.or(record.on));
    }
    Recorded::Met(met)
}

/// What meets a duty or hook in these ways; `id` is the duty or hook itself.
pub(super) fn ways(joined: &Joined<'_>, id: &str, ways: &[Way]) -> Vec<Met> {
    let mut all: Vec<Met> = Vec::new();
    for way in ways {
        for one in self::way(joined, id, way) {
            if !all.iter().any(|m| m.at == one.at) {
                all.push(one);
            }
        }
    }
    all
}

/// What fits one way. Everything that the way names must be there: a part that fails leaves the others unfinished.
fn way(joined: &Joined<'_>, id: &str, way: &Way) -> Vec<Met> {
    let mut all: Vec<Met> = Vec::new();
    let mut whole = true;
    let mut part = |found: Vec<Met>| {
        whole &= found.iter().any(|m| m.done);
        all.extend(found);
    };
    if let Some(kind) = &way.assessment {
        part(assessments(joined, kind, way.views));
    }
    if let Some(name) = &way.transparency {
        part(published(joined, name));
    }
    if let Some(about) = &way.clause {
        let clauses = joined.project.clauses.iter();
        let fits = clauses.filter(|(_, c)| c.about.as_ref().is_some_and(|a| about.holds(a.as_str())));
        part(fits.map(|(clause, _)| written("clauses", clause)).collect());
    }
    if way.demanded {
        part(demanded(joined, id));
    }
    if let Some(engagement) = &way.activity {
        part(activities(joined, engagement));
    }
    if let Some(item) = &way.item {
        part(answered(joined, item));
    }
    whole &= way.facts.as_ref().is_none_or(|condition| joined.holds(condition) == Holds::Yes);
    if !whole {
        all.iter_mut().for_each(|m| m.done = false);
    }
    all
}

fn past(joined: &Joined<'_>, day: Option<Date>) -> bool {
    day.is_some_and(|d| d <= joined.today)
}

fn texts(evidence: &[Evidence]) -> Vec<String> {
    evidence.iter().map(|e| e.as_str().to_owned()).collect()
}

fn written(table: &str, id: &str) -> Met {
    Met { at: FieldPath::of([table, id]), on: None, done: true }
}

/// Requirements and clauses that name the duty as where they come from.
fn demanded(joined: &Joined<'_>, id: &str) -> Vec<Met> {
    let project = joined.project;
    let requirements = project.requirements.iter().filter(|(_, r)| r.from.iter().any(|f| f.as_str() == id));
    let clauses = project.clauses.iter().filter(|(_, c)| c.from.iter().any(|f| f.as_str() == id));
    let requirements = requirements.map(|(r, _)| written("requirements", r));
    requirements.chain(clauses.map(|(c, _)| written("clauses", c))).collect()
}

/// Assessments of a kind: done with a day that has come and a document. With `views`, done once the views of the people
/// concerned were sought in an activity that took place, or once it says why not.
fn assessments(joined: &Joined<'_>, kind: &str, views: bool) -> Vec<Met> {
    let mut met = Vec::new();
    for (id, record) in joined.project.assessments.iter().filter(|(_, a)| a.kind.as_str() == kind) {
        let at = FieldPath::of(["assessments", id]);
        if !views {
            let shown = !record.evidence.is_empty() || record.url.is_some();
            met.push(Met { at, on: record.on, done: past(joined, record.on) && shown });
            continue;
        }
        met.extend(record.views_sought.iter().filter_map(|a| activity(joined, a.as_str())));
        if record.views_not_sought_because.is_some() {
            let at = at.key("views-not-sought-because");
            met.push(Met { at, on: record.on, done: true });
        }
    }
    met
}

/// What was published for everybody to see.
fn publication<'a>(joined: &Joined<'a>, name: &str) -> Option<&'a Publication> {
    let record = joined.project.transparency.as_ref()?;
    let published = match name {
        "register" => &record.register,
        "complaints" => &record.complaints,
        "feedback-report" => &record.feedback_report,
        _ => return None,
    };
    published.as_ref()
}

fn published(joined: &Joined<'_>, name: &str) -> Vec<Met> {
    let of = |p: &Publication| Met { at: FieldPath::of(["transparency", name]), on: p.on, done: past(joined, p.on) };
    publication(joined, name).map(of).into_iter().collect()
}

/// An item in this project.
fn item<'j, 'a>(joined: &'j Joined<'a>, id: &str) -> Option<&'j ItemProgress<'a>> {
    let stage = joined.playbook.items().get(id)?.stage;
    let progress = joined.progress.iter().find(|progress| progress.stage == stage)?;
    progress.items.iter().find(|item| item.item.id == id)
}

/// An item's answer: done when it is shown by a document.
fn answered(joined: &Joined<'_>, id: &str) -> Vec<Met> {
    let Some(item) = item(joined, id) else { return Vec::new() };
    let Some(answer) = item.answer else { return Vec::new() };
    if matches!(item.standing, ItemStanding::Open | ItemStanding::NotApplicable | ItemStanding::Waived) {
        return Vec::new();
    }
    let done = item.standing == ItemStanding::Evidenced && !answer.evidence.is_empty();
    vec![Met { at: item.path(), on: answer.on, done }]
}

/// Activities that engage whom the duty names. Their level is the one earned, never the one promised.
fn activities(joined: &Joined<'_>, wanted: &Engagement) -> Vec<Met> {
    let fits = |level: &Level<'_>| {
        let engaged = level.activity;
        if !wanted.stages.is_empty() && !wanted.stages.contains(&engaged.stage) {
            return false;
        }
        let who: Vec<_> = engaged.stakeholders.iter().filter_map(|s| joined.stakeholder(s.as_str())).collect();
        let types = wanted.types.iter().all(|t| who.iter().any(|p| p.stakeholder.actor_type.as_str() == t));
        let sector = |s: &Text| who.iter().any(|p| p.sector().is_some_and(|own| own.as_str() == s));
        types && (wanted.sectors.is_empty() || wanted.sectors.iter().any(sector))
    };
    let levels = joined.levels.iter().filter(|l| l.attainable.is_some_and(|level| level >= wanted.at_least));
    levels
        .filter(|l| fits(l))
        .map(|l| {
            let on = l.activity.closes.or(l.activity.opens);
            let done = l.earned.is_some_and(|level| level >= wanted.at_least);
            Met { at: FieldPath::of(["activities", l.id]), on, done }
        })
        .collect()
}

/// An activity named as what meets a duty: done when it has ended, or when a meeting was held.
fn activity(joined: &Joined<'_>, id: &str) -> Option<Met> {
    let engaged = joined.project.activities.get(id)?;
    let held = joined.project.sessions.values().any(|s| s.activity.as_str() == id && past(joined, s.on));
    let done = held || past(joined, engaged.closes);
    let on = engaged.closes.or(engaged.opens);
    Some(Met { at: FieldPath::of(["activities", id]), on, done })
}

fn documents(joined: &Joined<'_>, activity: &str) -> Vec<String> {
    let own = joined.project.activities.get(activity);
    let mut all: Vec<String> = own.map(|a| texts(&a.evidence)).unwrap_or_default();
    let sessions = joined.project.sessions.values().filter(|s| s.activity.as_str() == activity);
    for text in sessions.flat_map(|s| texts(&s.evidence)) {
        if !all.contains(&text) {
            all.push(text);
        }
    }
    all
}
