//! Checks on law: forbidden practices, duties in force that nothing meets, days that a contract outlives, a class set
//! lower by hand, an exemption without its document, points that no list has. Which duty applies when is found out in
//! [`law`](crate::join::law); only what follows from it is judged here.

use std::collections::BTreeMap;

use crate::check::Verdict;
use crate::date::Date;
use crate::id::Id;
use crate::join::Joined;
use crate::join::law::{Entry, Standing};
use crate::join::{Known, risk};
use crate::lifecycle::Stage;
use crate::playbook::LawList;
use crate::playbook::rule::{ContractOutlives, ExemptionUndocumented};
use crate::project::FieldPath;
use crate::scale::RiskClass;

fn system(field: &str) -> FieldPath {
    FieldPath::of(["system", field])
}

/// A practice of Art. 5 is part of the use, or the class says so. Untold from the stage that screens for it.
pub(super) fn prohibited_practice(joined: &Joined<'_>) -> Vec<Verdict> {
    let Some(facts) = &joined.project.system else { return Vec::new() };
    let uses = joined.playbook.listed_uses();
    let mut found = Vec::new();
    for (n, point) in facts.prohibited_practices.iter().flatten().enumerate() {
        let listed = uses.iter().find(|u| u.list == LawList::ProhibitedPractices && u.point == point.as_str());
        let title = listed.map(|u| format!(": {}", u.title)).unwrap_or_default();
        let later = listed.and_then(|u| u.applies_from).filter(|day| *day > joined.today);
        let from = later.map(|day| format!(", from {day}")).unwrap_or_default();
        let message = format!("the use falls under a practice that the AI Act forbids{from} (point {point}{title})");
        found.push(Verdict::found(system("prohibited-practices").index(n), message));
    }
    if found.is_empty() && facts.risk_class == Some(RiskClass::Prohibited) {
        found.push(Verdict::found(system("risk-class"), "the class set by hand says that the use is forbidden"));
    }
    let screened = facts.prohibited_practices.is_some() || facts.ai == Some(false);
    if found.is_empty() && !screened && joined.project.project.stage >= Stage::DataRightsAndRisk {
        let place = system("prohibited-practices");
        found.push(Verdict::cannot_tell(place.clone(), &[place]));
    }
    found
}

/// Points that the lists of the AI Act do not have: a duty that hangs on them would silently not apply.
pub(super) fn unknown_point_of_law(joined: &Joined<'_>) -> Vec<Verdict> {
    let Some(facts) = &joined.project.system else { return Vec::new() };
    let uses = joined.playbook.listed_uses();
    let practices = facts.prohibited_practices.iter().flatten().enumerate();
    let areas = facts.annex_iii.iter().flatten().enumerate();
    let named = practices
        .map(|(n, point)| (LawList::ProhibitedPractices, point, Some(n)))
        .chain(areas.map(|(n, point)| (LawList::AnnexIii, point, Some(n))))
        .chain(facts.claimed_exemption().into_iter().map(|condition| (LawList::Exemption, condition, None)));
    let unknown = named.filter(|(list, point, _)| !uses.iter().any(|u| u.list == *list && u.point == point.as_str()));
    let told = |(list, point, n): (LawList, &Id, Option<usize>)| {
        let at = system(list.as_str());
        let known: Vec<&str> = uses.iter().filter(|u| u.list == list).map(|u| &*u.point).collect();
        let message = match list {
            LawList::ProhibitedPractices => format!("“{point}” is not a point of the forbidden practices"),
            LawList::AnnexIii => format!("“{point}” is not a point of Annex III"),
            LawList::Exemption => format!("“{point}” is not a condition of the exemption"),
        };
        Verdict::found(n.map_or(at.clone(), |n| at.index(n)), message)
            .with_help(format!("Use one of: {}.", known.join(", ")))
    };
    unknown.map(told).collect()
}

/// What a duty is called in a message: its number and title.
fn named(joined: &Joined<'_>, entry: &Entry) -> String {
    let (title, reference) = match (joined.playbook.duties().get(&entry.id), joined.playbook.hooks().get(&entry.id)) {
        (Some(duty), _) if !entry.hook => (&duty.title, &duty.reference),
        (_, Some(hook)) => (&hook.title, &hook.reference),
        (Some(duty), None) => (&duty.title, &duty.reference),
        (None, None) => (&entry.id, &entry.id),
    };
    ["“", title, "” (", reference, ")"].concat()
}

/// What binds, is in force, matters at this stage, and is met by nothing. What cannot be told for want of the same
/// facts is told once, at the first of them.
pub(super) fn binding_duty_open(joined: &Joined<'_>) -> Vec<Verdict> {
    let law = joined.law();
    let mut found = Vec::new();
    let mut untold: BTreeMap<Vec<FieldPath>, Vec<&Entry>> = BTreeMap::new();
    for entry in law.binding(joined).filter(|e| e.due) {
        match entry.standing {
            Standing::Open => {
                let name = named(joined, entry);
                let stage = entry.from_stage.map_or("", |s| joined.playbook.stage_title(s));
                let whose =
                    if entry.supplier { "nothing asks it of the supplier" } else { "nothing in the plan meets it" };
                let begun = entry.begun.iter().map(|m| format!("`{}`", m.at)).collect::<Vec<_>>().join(", ");
                let begun = if begun.is_empty() { begun } else { format!("; begun: {begun}") };
                let message = [&name, " is in force and matters from “", stage, "” on, and ", whose, &begun].concat();
                let help = match entry.supplier {
                    true => ["Write a requirement or clause with from = [\"", &entry.id, "\"]."],
                    false => ["Record what meets it under [hooks.", &entry.id, "], with on and evidence."],
                };
                let help = help.concat();
                found.push(Verdict::found(entry.at(), message).with_help(help));
            }
            Standing::CannotTell if !entry.missing.is_empty() => {
                untold.entry(law.missing(entry)).or_default().push(entry);
            }
            Standing::CannotTell => {
                let name = named(joined, entry);
                let question = match &entry.undecided {
                    Some(question) => question.trim_end_matches('.'),
                    None => "Whether the design of a system in use before has changed much",
                };
                found.push(Verdict {
                    subject: entry.at(),
                    message: format!("whether {name} is owed cannot be told by facts. For people to judge: {question}"),
                    help: Some(format!(
                        "Record under [hooks.{}] what meets it, or not-applicable-because = \"…\".",
                        entry.id
                    )),
                    cannot_tell: true,
                    missing: Vec::new(),
                    fix: None,
                });
            }
            Standing::Satisfied | Standing::OnPaper | Standing::NotYet | Standing::NotApplicable => {}
        }
    }
    for (missing, entries) in untold {
        let mut verdict = Verdict::cannot_tell(missing.first().cloned().unwrap_or_default(), &missing);
        let more = if entries.len() > 2 { format!(" and {} more", entries.len() - 2) } else { String::new() };
        let some = entries.iter().take(2).map(|entry| named(joined, entry)).collect::<Vec<_>>().join(", ");
        verdict.message = format!("{}: {some}{more}", verdict.message);
        found.push(verdict);
    }
    found
}

/// The day after today on which a duty begins to have its effect.
fn later(entry: &Entry) -> Option<Date> {
    match entry.standing {
        Standing::NotYet | Standing::OnPaper => entry.day.max(entry.effect),
        Standing::Open | Standing::CannotTell | Standing::Satisfied | Standing::NotApplicable => None,
    }
}

/// The last day of the contract. Without one, nothing until the stage that signs it, and untold from then on.
fn contract_ends(joined: &Joined<'_>) -> Result<Date, Vec<Verdict>> {
    let timeline = joined.project.timeline.as_ref();
    if let Some(end) = timeline.and_then(|t| t.contract_ends) {
        return Ok(end);
    }
    let asked = joined.project.project.stage >= Stage::Contract;
    let awaited = joined.law().duties.iter().any(|d| later(d).is_some() && d.met.is_empty());
    let place = FieldPath::of(["timeline", "contract-ends"]);
    Err(if asked && awaited { vec![Verdict::cannot_tell(place.clone(), &[place])] } else { Vec::new() })
}

/// The contract runs beyond a day from which suppliers owe more, and neither a clause on that law nor a requirement
/// for each duty binds this one.
pub(super) fn contract_outlives(joined: &Joined<'_>, check: &ContractOutlives) -> Vec<Verdict> {
    let end = match contract_ends(joined) {
        Ok(end) => end,
        Err(untold) => return untold,
    };
    let about = |c: &crate::project::model::Clause| {
        c.about.as_ref().is_some_and(|a| check.clauses.0.iter().any(|w| w == a.as_str()))
    };
    if joined.project.clauses.values().any(about) {
        return Vec::new();
    }
    let mut days: BTreeMap<Date, Vec<String>> = BTreeMap::new();
    for entry in joined.law().duties.iter().filter(|d| d.supplier && d.met.is_empty()) {
        if let Some(day) = later(entry).filter(|day| *day <= end) {
            days.entry(day).or_default().push(named(joined, entry));
        }
    }
    let one = |(day, names): (Date, Vec<String>)| {
        let what = match &names[..] {
            [only] => only.clone(),
            [first, rest @ ..] => format!("{first} and {} more", rest.len()),
            [] => String::new(),
        };
        let message = format!("the contract runs until {end}; from {day} suppliers owe {what}, and no clause says so");
        Verdict::found(FieldPath::of(["timeline", "contract-ends"]), message)
    };
    days.into_iter().map(one).collect()
}

/// Duties of the authority itself that begin while the contract runs and that nothing prepares.
pub(super) fn duty_starts_during_contract(joined: &Joined<'_>) -> Vec<Verdict> {
    let end = match contract_ends(joined) {
        Ok(end) => end,
        Err(untold) => return untold,
    };
    let own = joined.law().duties.iter().filter(|d| !d.supplier && d.met.is_empty());
    own.filter_map(|entry| {
        let day = later(entry).filter(|day| *day <= end)?;
        let message = format!("{} begins on {day}, while the contract runs until {end}", named(joined, entry));
        Some(Verdict::found(entry.at(), message))
    })
    .collect()
}

/// The class set by hand is lower than the one that the facts lead to.
pub(super) fn class_lowered(joined: &Joined<'_>) -> Vec<Verdict> {
    let Some(own) = joined.project.system.as_ref().and_then(|s| s.risk_class) else { return Vec::new() };
    let computed = risk::computed(joined.project);
    let at = system("risk-class");
    if own < computed.lowest {
        let least = if computed.lowest == computed.highest { "" } else { "at least " };
        let message = format!("the class is set to {own}, while the facts lead to {least}{}", computed.lowest);
        return vec![Verdict::found(at, message)];
    }
    match &computed.class.value {
        Known::Missing(missing) if own < computed.highest => vec![Verdict::cannot_tell(at, missing)],
        Known::Missing(_) | Known::Yes(_) => Vec::new(),
    }
}

/// An exemption is claimed for a listed use, and nothing asks the provider for its written assessment; or profiling
/// undoes the claim.
pub(super) fn exemption_undocumented(joined: &Joined<'_>, check: &ExemptionUndocumented) -> Vec<Verdict> {
    let Some(facts) = &joined.project.system else { return Vec::new() };
    let listed = facts.annex_iii.as_ref().is_some_and(|areas| !areas.is_empty());
    if facts.claimed_exemption().is_none() || !listed {
        return Vec::new();
    }
    let at = system("exemption-6-3");
    match facts.profiling {
        Some(true) => {
            let message =
                "an exemption is claimed for a system that profiles people, and such a system stays high-risk";
            return vec![Verdict::found(at, message).with_help("Take the claim out.")];
        }
        None => return vec![Verdict::cannot_tell(at, &[system("profiling")])],
        Some(false) => {}
    }
    match joined.law().duty(&check.duty) {
        Some(entry) if entry.met.is_empty() && entry.standing != Standing::NotApplicable => {
            let message =
                "an exemption from the high-risk class is claimed, and nobody asks for the provider's assessment";
            let help = format!("Write a requirement or clause with from = [\"{}\"].", check.duty);
            vec![Verdict::found(at, message).with_help(help)]
        }
        Some(_) | None => Vec::new(),
    }
}

/// Waivers of rules that nobody can waive.
pub(super) fn waiver_of_unwaivable(joined: &Joined<'_>) -> Vec<Verdict> {
    let unwaivable = |id: &str| joined.playbook.rules().get(id).is_some_and(|r| r.unwaivable);
    let waivers = joined.project.waivers.iter().filter(|(_, w)| unwaivable(w.rule.as_str()));
    waivers
        .map(|(id, w)| {
            let message =
                format!("the waiver “{id}” waives {}, which nobody can waive; it has no effect", w.rule.as_str());
            Verdict::found(FieldPath::of(["waivers", id]), message)
        })
        .collect()
}
