//! Where a duty or hook stands: whether it applies, from which day, and what meets it.
//!
//! The order of the questions is the order of the answers: what does not apply is not asked for a day; what is not in
//! force is not open. What no fact can tell stays untold until a record of the project settles it.

use super::met::{Met, Recorded, recorded, ways};
use super::{Entry, Falls, Standing, WhyNot, falls};
use crate::date::Date;
use crate::join::Joined;
use crate::join::condition::{Holds, place};
use crate::playbook::condition::{Condition, Fact};
use crate::playbook::{Duty, HookEntry, Strength, Text, Way};
use crate::project::FieldPath;
use crate::project::model::{PublicBody, System};
use crate::scale::RiskClass;

/// A duty or hook before anything is known of it.
fn blank(id: &Text, hook: bool) -> Entry {
    Entry {
        hook,
        id: id.clone(),
        standing: Standing::Open,
        day: None,
        effect: None,
        why_not: None,
        missing: Vec::new(),
        undecided: None,
        older: false,
        met: Vec::new(),
        begun: Vec::new(),
        supplier: false,
        binding: true,
        participation: false,
        from_stage: None,
        due: false,
    }
}

/// Where a duty stands; `annex_i` says whether the class follows from Annex I alone.
pub(super) fn duty(joined: &Joined<'_>, duty: &Duty, annex_i: bool) -> Entry {
    let mut entry = blank(&duty.id, false);
    stage(&mut entry, joined, &duty.stages);
    let system = joined.project.system.as_ref();
    match falls(duty.on, system.and_then(|s| s.role)) {
        Falls::Own => {}
        Falls::Supplier => entry.supplier = true,
        Falls::Unknown => entry.missing.push(Fact::Role),
        Falls::Nobody(role) => entry.why_not = Some(WhyNot::Fact(Fact::Role, Text::word(role.as_str()))),
    }
    let base = duty.applies_from_annex_i.filter(|_| annex_i).or(duty.applies_from);
    let wait = duty.effect_waits_until_annex_i.filter(|_| annex_i).or(duty.effect_waits_until);
    entry.day = base;
    applies(&mut entry, joined, &duty.applies_when, duty.undecided.as_ref());
    meets(&mut entry, joined, || duty_recorded(joined, duty), &duty.met_by);
    let (today, old) = (joined.today, in_use_before(joined, base));
    if old && duty.older_systems_when_changed {
        older(&mut entry, system, duty, today);
    } else if old {
        entry.day = duty.older_systems_from.or(base);
    }
    entry.effect = wait;
    settle(&mut entry, today);
    entry
}

pub(super) fn hook(joined: &Joined<'_>, hook: &HookEntry, duties: &[Entry]) -> Entry {
    let mut entry = blank(&hook.id, true);
    entry.binding = hook.strength == Strength::Binding;
    entry.participation = hook.participation;
    stage(&mut entry, joined, &hook.stages);
    if !hook.duties.is_empty() {
        let parts: Vec<&Entry> = duties.iter().filter(|d| hook.duties.contains(&d.id)).collect();
        sum(&mut entry, &parts);
        return entry;
    }
    entry.day = hook.applies_from;
    applies(&mut entry, joined, &hook.applies_when, hook.undecided.as_ref());
    meets(&mut entry, joined, || recorded(joined, [Some(&hook.id), None]), &hook.met_by);
    settle(&mut entry, joined.today);
    entry
}

fn stage(entry: &mut Entry, joined: &Joined<'_>, stages: &[crate::lifecycle::Stage]) {
    entry.from_stage = stages.iter().min().copied();
    entry.due = entry.from_stage.is_none_or(|stage| joined.project.project.stage >= stage);
}

/// Whether the facts let it apply, and which are missing to tell.
fn applies(entry: &mut Entry, joined: &Joined<'_>, condition: &Condition, undecided: Option<&Text>) {
    match joined.holds(condition) {
        Holds::Yes => {}
        Holds::No(fact) => entry.why_not = Some(WhyNot::Fact(fact, joined.told(fact))),
        Holds::CannotTell(missing) => entry.missing.extend(missing),
    }
    entry.undecided = undecided.cloned();
}

/// Where missing facts stand; for the class and what goes by it, where the facts stand that the class misses.
pub(super) fn behind(of_class: &[FieldPath], missing: &[Fact]) -> Vec<FieldPath> {
    let mut places: Vec<FieldPath> = Vec::new();
    let mut add = |place: FieldPath| {
        if !places.contains(&place) {
            places.push(place);
        }
    };
    for fact in missing {
        match fact {
            Fact::Stakes | Fact::RiskClass if !of_class.is_empty() => of_class.iter().cloned().for_each(&mut add),
            fact => add(place(*fact)),
        }
    }
    places
}

/// The facts by which a condition is told, those that are missing left out.
pub(super) fn facts(joined: &Joined<'_>, condition: &Condition) -> Vec<FieldPath> {
    let mut facts = Vec::new();
    for (fact, _) in &condition.0 {
        match (fact, &joined.risk_class.because.first()) {
            (Fact::RiskClass, Some(because)) => facts.extend(because.facts.iter().cloned()),
            _ => facts.push(place(*fact)),
        }
    }
    if let Holds::CannotTell(missing) = joined.holds(condition) {
        let missing = behind(joined.risk_class.value.missing(), &missing);
        facts.retain(|fact| !missing.contains(fact));
    }
    facts
}

/// What the project recorded of a duty. A hook that consists of this duty alone is another name for it, and a record
/// under that name serves.
fn duty_recorded(joined: &Joined<'_>, duty: &Duty) -> Recorded {
    let alias = joined.playbook.hooks().iter().find(|h| matches!(&h.duties[..], [only] if *only == duty.id));
    recorded(joined, [Some(&duty.id), alias.map(|h| &h.id)])
}

/// What meets it, unless it does not apply; what is recorded of it is looked up only then.
fn meets(entry: &mut Entry, joined: &Joined<'_>, recorded: impl FnOnce() -> Recorded, by: &[Way]) {
    if entry.why_not.is_some() {
        return;
    }
    let recorded = recorded();
    if let Recorded::NotApplicable(at, reason) = recorded {
        entry.why_not = Some(WhyNot::Said(at, reason));
        return;
    }
    (entry.met, entry.begun) = found(joined, &entry.id, recorded, by, !entry.hook);
}

/// What is done and what is on its way: a record of its own before anything else. Facts may `contradict` that anything
/// meets a duty.
fn found(joined: &Joined<'_>, id: &str, recorded: Recorded, by: &[Way], contradict: bool) -> (Vec<Met>, Vec<Met>) {
    let mut all = ways(joined, id, by);
    if let Recorded::Met(own) = recorded {
        all.splice(0..0, own).for_each(drop);
    }
    let (mut met, mut begun): (Vec<Met>, Vec<Met>) = all.into_iter().partition(|m| m.done);
    if contradict && !met.is_empty() && contradicted(joined, by) {
        begun.extend(met.drain(..).map(|m| Met { done: false, ..m }));
    }
    (met, begun)
}

/// What would meet a duty or hook that does not apply: done, and on its way.
pub(super) fn idle(joined: &Joined<'_>, entry: &Entry) -> (Vec<Met>, Vec<Met>) {
    let id = &entry.id;
    if entry.hook {
        // what consists of duties has no ways of its own
        return match joined.playbook.hooks().get(id) {
            Some(hook) if hook.duties.is_empty() => {
                found(joined, id, recorded(joined, [Some(id), None]), &hook.met_by, false)
            }
            Some(_) | None => Default::default(),
        };
    }
    let duty = joined.playbook.duties().get(id);
    duty.map(|duty| found(joined, id, duty_recorded(joined, duty), &duty.met_by, true)).unwrap_or_default()
}

/// Whether facts speak against every way to meet it; then no record can say otherwise.
fn contradicted(joined: &Joined<'_>, ways: &[Way]) -> bool {
    let against = |way: &Way| way.facts.as_ref().is_some_and(|c| matches!(joined.holds(c), Holds::No(_)));
    !ways.is_empty() && ways.iter().all(against)
}

/// The standing that follows.
fn settle(entry: &mut Entry, today: Date) {
    if entry.why_not.is_some() {
        entry.standing = Standing::NotApplicable;
        entry.missing.clear();
        entry.undecided = None;
        return;
    }
    if !entry.met.is_empty() {
        entry.undecided = None;
    }
    let unknown = !entry.missing.is_empty() || entry.undecided.is_some();
    entry.standing = if entry.day.is_some_and(|day| day > today) {
        Standing::NotYet
    } else if entry.effect.is_some_and(|day| day > today) {
        entry.day = entry.effect;
        Standing::OnPaper
    } else if !entry.met.is_empty() {
        Standing::Satisfied
    } else if unknown || entry.older {
        Standing::CannotTell
    } else {
        Standing::Open
    };
}

/// Whether the high class follows from Annex I alone, so that its later days hold.
pub(super) fn only_annex_i(joined: &Joined<'_>) -> bool {
    let Some(system) = &joined.project.system else { return false };
    let listed = crate::join::risk::listed(system).answer;
    system.annex_i_product == Some(true) && listed == Some(false) && joined.risk_range.0 >= RiskClass::High
}

/// Whether the system was used on real cases before the day.
fn in_use_before(joined: &Joined<'_>, day: Option<Date>) -> bool {
    let live = joined.project.timeline.as_ref().and_then(|t| t.go_live);
    matches!((live, day), (Some(live), Some(day)) if live < day && live <= joined.today)
}

/// A system in use before is caught when its design changes significantly, and for authorities on a day of its own.
fn older(entry: &mut Entry, system: Option<&System>, duty: &Duty, today: Date) {
    let authority = system.and_then(|s| s.body) == Some(PublicBody::PublicAuthority);
    let caught = authority && duty.older_systems_from.is_some_and(|day| day <= today);
    entry.older = !caught;
}

/// Where a hook stands that consists of duties: the most pressing of those in force, else the first to come.
fn sum(entry: &mut Entry, parts: &[&Entry]) {
    let first = Standing::ALL_IN_FORCE.iter().find(|s| parts.iter().any(|p| p.standing == **s));
    let standing = match first {
        Some(standing) => *standing,
        None if parts.iter().any(|p| p.standing == Standing::OnPaper) => Standing::OnPaper,
        None if parts.iter().any(|p| p.standing == Standing::NotYet) => Standing::NotYet,
        None => Standing::NotApplicable,
    };
    entry.standing = standing;
    if standing == Standing::NotApplicable {
        let said = parts.iter().find_map(|p| p.why_not.clone().filter(|_| parts.len() == 1));
        entry.why_not = Some(said.unwrap_or(WhyNot::Parts));
        return;
    }
    let same: Vec<&&Entry> = parts.iter().filter(|p| p.standing == standing).collect();
    entry.day = same.iter().filter_map(|p| p.day).min();
    entry.undecided = same.iter().find_map(|p| p.undecided.clone());
    entry.older = same.iter().any(|p| p.older);
    for part in same {
        for fact in &part.missing {
            if !entry.missing.contains(fact) {
                entry.missing.push(*fact);
            }
        }
        for (all, own) in [(&mut entry.met, &part.met), (&mut entry.begun, &part.begun)] {
            for met in own {
                if !all.contains(met) {
                    all.push(met.clone());
                }
            }
        }
    }
}

impl Standing {
    /// What is in force, the most pressing first.
    const ALL_IN_FORCE: &'static [Standing] = &[Standing::Open, Standing::CannotTell, Standing::Satisfied];
}
