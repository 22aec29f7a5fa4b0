//! Checks that every plan gets: items, gates, evidence, references, waivers.

use std::collections::HashSet;

use crate::check::{Verdict, unapproved_gate_waiver};
use crate::id::{Id, nearest};
use crate::join::Joined;
use crate::join::progress::{ItemProgress, Standing};
use crate::join::waivers::{GATE_SHUT, REQUIRED_ITEM_OPEN};
use crate::playbook::Kind;
use crate::project::FieldPath;
use crate::project::edit::Edit;
use crate::project::model::Waiver;
use crate::project::read::{Evidence, Referent};

fn judged<'j, 'a>(joined: &'j Joined<'a>) -> impl Iterator<Item = &'j ItemProgress<'a>> {
    joined.progress.iter().filter(|s| s.judged).flat_map(|s| &s.items).filter(|i| i.applies.is_asked())
}

pub(super) fn required_item_open(joined: &Joined<'_>) -> Vec<Verdict> {
    let open = judged(joined).filter(|i| !i.gate && i.behind_waiver() == Standing::Open);
    open.map(|i| {
        let [reference, colon, question] = asked(i);
        let message = ["“", &i.item.id, "” has no answer yet (", reference, colon, question, ")"].concat();
        Verdict::found(i.path(), message).with_help(answer_help(i))
    })
    .collect()
}

/// What an item asks, after its number if it has one.
fn asked<'i>(item: &ItemProgress<'i>) -> [&'i str; 3] {
    let question = item.item.question.as_str();
    match item.item.reference.as_str() {
        "" => ["", "", question],
        reference => [reference, ": ", question],
    }
}

fn answer_help(item: &ItemProgress<'_>) -> String {
    let how = match item.item.evidence_needed {
        true => "=evidenced --note \"…\" --evidence PATH --by ROLE",
        false => "=answered --note \"…\" --by ROLE",
    };
    ["Answer it: aiproc checklist --set ", &item.item.id, how].concat()
}

pub(super) fn gate_shut(joined: &Joined<'_>) -> Vec<Verdict> {
    judged(joined)
        .filter(|i| i.is_shut() || i.gate && i.standing == Standing::Waived)
        .map(|i| {
            let id = &i.item.id;
            // One waiver that counts is enough, whatever another lacks.
            let unapproved = i.standing != Standing::Waived && unapproved_gate_waiver(joined, &i.path());
            let (message, help) = match i.behind_waiver() {
                _ if unapproved => (
                    format!("the gate “{id}” is waived, but nobody has approved it who neither waives nor answered it"),
                    "Add approved-by to the waiver: someone other than by, and than who answered.".to_owned(),
                ),
                Standing::Claimed => (
                    format!("the gate “{id}” is answered, but no evidence shows it"),
                    format!("Add the evidence: aiproc checklist --set {id}=evidenced --evidence PATH"),
                ),
                Standing::NotApplicable => (
                    format!(
                        "the gate “{id}” is said not to apply, but nobody other than who answered has approved that"
                    ),
                    "Add approved = { by = \"…\", on = … } to the answer: someone other than by.".to_owned(),
                ),
                Standing::Open | Standing::Evidenced | Standing::Waived => {
                    let [reference, colon, question] = asked(i);
                    (["the gate “", id, "” is shut (", reference, colon, question, ")"].concat(), answer_help(i))
                }
            };
            Verdict::found(i.path(), message).with_help(help)
        })
        .collect()
}

pub(super) fn evidence_missing(joined: &Joined<'_>) -> Vec<Verdict> {
    let folder = joined.files.as_ref();
    let mut found = Vec::new();
    joined.project.each_evidence(|way, evidence| {
        let Evidence::Path(file) = evidence else { return };
        let subject = || way.iter().copied().collect();
        match folder {
            Some(folder) if folder.has(file) => {}
            Some(folder) if folder.has_folder(file) => {
                let message =
                    format!("the evidence “{file}” is a folder; it is not said which document in it is meant");
                found.push(Verdict::found(subject(), message).with_help("Name a document in it."));
            }
            Some(_) => found.push(Verdict::found(subject(), format!("the evidence “{file}” is not there"))),
            None => found.push(Verdict {
                subject: subject(),
                message: format!("whether the evidence “{file}” is there cannot be told"),
                help: None,
                cannot_tell: true,
                fix: None,
                missing: Vec::new(),
            }),
        }
    });
    found
}

pub(super) fn dangling_reference(joined: &Joined<'_>) -> Vec<Verdict> {
    let mut found = Vec::new();
    for reference in &joined.project.references {
        let id = reference.id.as_str();
        if known(joined, reference.to, id) || is_retired(joined, reference.to, id) {
            continue;
        }
        let candidates = candidates(joined, reference.to);
        let help = match nearest(id, candidates.iter().copied()) {
            Some(near) => format!("Did you mean “{near}”?"),
            None => match playbook_kind(reference.to) {
                Some(kind) => format!("See `aiproc list {kind}`."),
                None => "Add it, or take the reference out.".to_owned(),
            },
        };
        let message = format!("“{id}” is not {}", reference.to.noun());
        found.push(Verdict::found(reference.path.clone(), message).with_help(help));
    }
    found.extend(dangling_ratings(joined));
    found
}

/// Ratings of readiness for levers and statements that the playbook does not have: nothing would be computed of them.
fn dangling_ratings(joined: &Joined<'_>) -> Vec<Verdict> {
    let levers = joined.playbook.levers();
    let told = |at: FieldPath, id: &str, what: String, near: Option<&str>| {
        let verdict = Verdict::found(at, format!("“{id}” is not {what}"));
        match near {
            Some(near) => verdict.with_help(format!("Did you mean “{near}”?")),
            None => verdict.with_help("See `aiproc list levers`."),
        }
    };
    let mut found = Vec::new();
    for (id, ratings) in joined.project.readiness.iter() {
        let at = FieldPath::of(["readiness", id]);
        let Some(lever) = levers.get(id) else {
            let near = nearest(id, joined.playbook.ids(Kind::Levers));
            found.push(told(at, id, "a lever of the playbook".to_owned(), near));
            continue;
        };
        let statements = || lever.statements.iter().map(|s| s.id.as_str());
        for statement in ratings.keys().filter(|key| !statements().any(|known| known == *key)) {
            let near = nearest(statement, statements());
            found.push(told(at.key(statement), statement, format!("a statement of “{}”", lever.title), near));
        }
    }
    found
}

fn playbook_kind(to: Referent) -> Option<Kind> {
    match to {
        Referent::ActorType => Some(Kind::Actors),
        Referent::Mechanism => Some(Kind::Mechanisms),
        Referent::Item => Some(Kind::Items),
        Referent::Rule => Some(Kind::Rules),
        Referent::Canvas => Some(Kind::Canvases),
        Referent::Hook => Some(Kind::Hooks),
        Referent::Stakeholder
        | Referent::Activity
        | Referent::Decision
        | Referent::Choice
        | Referent::Input
        | Referent::Requirement
        | Referent::Criterion
        | Referent::Clause
        | Referent::Body
        | Referent::Facility
        | Referent::Origin
        | Referent::ActivityOrBody => None,
    }
}

/// An id that the organisation retired is told by a rule of its own.
fn is_retired(joined: &Joined<'_>, to: Referent, id: &str) -> bool {
    playbook_kind(to).is_some_and(|kind| joined.playbook.retired().iter().any(|r| r.kind == kind && r.id == id))
}

fn known(joined: &Joined<'_>, to: Referent, id: &str) -> bool {
    let project = joined.project;
    let playbook = joined.playbook;
    match to {
        Referent::Stakeholder => project.stakeholders.contains(id),
        Referent::Activity => project.activities.contains(id),
        Referent::Decision => project.decisions.contains(id),
        Referent::Choice => project.options.contains(id),
        Referent::Input => project.inputs.contains(id),
        Referent::Requirement => project.requirements.contains(id),
        Referent::Criterion => project.award_criteria.contains(id),
        Referent::Clause => project.clauses.contains(id),
        Referent::Body => project.bodies.contains(id),
        Referent::Facility => project.facilities.contains(id),
        Referent::Origin => {
            project.inputs.contains(id)
                || project.activities.contains(id)
                || playbook.hooks().contains(id)
                || playbook.duties().contains(id)
        }
        Referent::ActivityOrBody => project.activities.contains(id) || project.bodies.contains(id),
        Referent::Hook => playbook.hooks().contains(id) || playbook.duties().contains(id),
        Referent::ActorType => playbook.actors().contains(id),
        Referent::Mechanism => playbook.mechanisms().contains(id),
        Referent::Item => {
            playbook.items().contains(id) || playbook.items().iter().any(|i| i.formerly.iter().any(|f| f == id))
        }
        Referent::Rule => playbook.rules().contains(id),
        Referent::Canvas => playbook.canvases().contains(id),
    }
}

fn candidates<'j>(joined: &'j Joined<'_>, to: Referent) -> Vec<&'j str> {
    let project = joined.project;
    match to {
        Referent::Stakeholder => project.stakeholders.keys().collect(),
        Referent::Activity => project.activities.keys().collect(),
        Referent::Decision => project.decisions.keys().collect(),
        Referent::Choice => project.options.keys().collect(),
        Referent::Input => project.inputs.keys().collect(),
        Referent::Requirement => project.requirements.keys().collect(),
        Referent::Criterion => project.award_criteria.keys().collect(),
        Referent::Clause => project.clauses.keys().collect(),
        Referent::Body => project.bodies.keys().collect(),
        Referent::Facility => project.facilities.keys().collect(),
        Referent::Origin => {
            project.inputs.keys().chain(project.activities.keys()).chain(joined.playbook.ids(Kind::Hooks)).collect()
        }
        Referent::ActivityOrBody => project.activities.keys().chain(project.bodies.keys()).collect(),
        Referent::Hook => joined.playbook.ids(Kind::Hooks).chain(joined.playbook.ids(Kind::Duties)).collect(),
        Referent::ActorType | Referent::Mechanism | Referent::Item | Referent::Rule | Referent::Canvas => {
            playbook_kind(to).map(|kind| joined.playbook.ids(kind).collect()).unwrap_or_default()
        }
    }
}

pub(super) fn waiver_expired(joined: &Joined<'_>, matched: &HashSet<String>) -> Vec<Verdict> {
    let expired = joined.project.waivers.iter().filter(|(_, w)| w.until < joined.today);
    expired
        .map(|(id, w)| {
            let message = format!("the waiver “{id}” ended on {}", w.until);
            let verdict = Verdict::found(FieldPath::of(["waivers", id, "until"]), message);
            // What covered nothing any more can go without a loss; the others wait for someone to decide.
            if matched.contains(id) || is_early(joined, w) { verdict } else { verdict.with_fix(without(id)) }
        })
        .collect()
}

/// The change that takes a waiver out.
fn without(waiver: &str) -> Option<Edit> {
    Id::new(waiver).ok().map(|id| Edit::RemoveWaiver { id })
}

pub(super) fn waiver_unmatched(joined: &Joined<'_>, matched: &HashSet<String>) -> Vec<Verdict> {
    let unmatched = joined
        .project
        .waivers
        .iter()
        .filter(|(id, w)| !matched.contains(*id) && w.until >= joined.today && !is_early(joined, w));
    unmatched
        .map(|(id, w)| {
            let place = w.subject.as_deref().unwrap_or("this project");
            let message = format!("the waiver “{id}” matches nothing: {} finds no fault in {place}", w.rule);
            Verdict::found(FieldPath::of(["waivers", id]), message).with_fix(without(id))
        })
        .collect()
}

/// Whether what a waiver names is not judged yet, or not in this project: nobody can say that it matches nothing.
fn is_early(joined: &Joined<'_>, waiver: &Waiver) -> bool {
    let id = waiver.rule.as_str();
    let Some(rule) = joined.playbook.rules().get(id) else { return false };
    if joined.project.project.stage < rule.since || !joined.holds_for_rule(&rule.applies_when).is_asked() {
        return true;
    }
    let subject = waiver.subject.as_ref().and_then(|text| text.parse::<FieldPath>().ok());
    let Some(path) = subject.filter(|_| matches!(id, GATE_SHUT | REQUIRED_ITEM_OPEN)) else { return false };
    joined.progress.iter().filter(|s| !s.judged).flat_map(|s| &s.items).any(|i| i.path() == path)
}

pub(super) fn stage_claimed_not_proven(joined: &Joined<'_>) -> Vec<Verdict> {
    let claimed = joined.progress.iter().filter(|s| s.judged && s.claimed_not_proven);
    claimed
        .map(|s| {
            let share = s.readiness.unwrap_or(0.0) * 100.0;
            let message = format!(
                "“{}” is claimed, not proven: every item is answered, but only {share:.0} % of their weight is shown by evidence",
                joined.playbook.stage_title(s.stage)
            );
            Verdict::found(FieldPath::of(["stages", s.stage.as_str()]), message)
        })
        .collect()
}

pub(super) fn answer_to_retired_item(joined: &Joined<'_>) -> Vec<Verdict> {
    let retired = joined.playbook.retired().iter().filter(|r| r.kind == Kind::Items);
    retired
        .filter(|r| joined.project.answers.contains(&r.id))
        .map(|r| {
            let message = format!("“{}” is no longer asked: {} retired it on {} ({})", r.id, r.by, r.on, r.why);
            let verdict = Verdict::found(FieldPath::of(["answers", &r.id]), message);
            match &r.instead {
                Some(instead) => verdict.with_help(format!("Answer “{instead}” instead.")),
                None => verdict,
            }
        })
        .collect()
}
