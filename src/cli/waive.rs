//! `aiproc waive`: accepting a finding until a day, with a reason.

use anyhow::Result;
use clap::Args;

use super::change;
use super::context::Context;
use super::error::{CliError, Done};
use super::words::{count, list, new_id, refuse_placeholders};
use crate::check::{self, Finding, Outcome};
use crate::date::Date;
use crate::id::{Id, nearest};
use crate::join::Joined;
use crate::join::waivers::GATE_SHUT;
use crate::playbook::{Kind, Playbook};
use crate::project::FieldPath;
use crate::project::edit::{Edit, Value};

#[derive(Args, Debug)]
pub struct WaiveArgs {
    /// The rule that found it
    #[arg(value_name = "RULE")]
    rule: String,
    /// Where, as in the findings of `check --format json`; what lies within is covered too [default: the only place]
    #[arg(value_name = "PLACE")]
    place: Option<FieldPath>,
    /// Why it can stay so for a time
    #[arg(long, value_name = "TEXT")]
    reason: String,
    /// Who waives: a role, not a person
    #[arg(long, value_name = "ROLE")]
    by: String,
    /// The last day on which the waiver holds
    #[arg(long, value_name = "DATE")]
    until: Date,
    /// Who approved it, wanted where a gate is waived: neither who waives it nor who answered it
    #[arg(long, value_name = "ROLE")]
    approved_by: Option<String>,
    /// Its short name in the file [default: after the rule and the place]
    #[arg(long, value_name = "ID")]
    id: Option<String>,
}

/// So many places are named.
const NAMED: usize = 5;

/// Writes the waiver, if there is something that it covers.
pub fn run(args: &WaiveArgs, context: &mut Context) -> Result<Done> {
    let approved_by = args.approved_by.as_deref().unwrap_or_default();
    refuse_placeholders(&[
        ("--reason", &args.reason, "TEXT"),
        ("--by", &args.by, "ROLE"),
        ("--approved-by", approved_by, "ROLE"),
    ])?;
    let mut open = context.open_project()?;
    let playbook = context.open_playbook(Some(&open))?;
    open.hold()?;
    known(&playbook, &args.rule)?;
    if args.until < context.today {
        let message = format!("--until {} has passed: today is {}", args.until, context.today);
        return Err(CliError::usage(message).into());
    }
    let joined = Joined::with_files(&playbook, &open.project, context.today, open.evidence());
    let report = check::run(&joined);
    let place = match &args.place {
        Some(place) => place.clone(),
        None => only_place(&args.rule, &report.findings)?,
    };
    let covered = covered(&args.rule, &place, &report.findings, &joined)?;
    if args.rule == GATE_SHUT {
        approved(args, &covered, &joined)?;
    }
    let id = match &args.id {
        Some(id) => new_id(id)?,
        None => short_name(&args.rule, &place, &joined)?,
    };
    let told = format!(
        "waivers.{id} lifts {} of {} until {}. Undo: take that table out",
        count(covered.len(), "finding"),
        args.rule,
        args.until
    );
    let text = |text: &str| Value::from(text.trim());
    let fields = [
        ("rule", Some(text(&args.rule))),
        ("subject", Some(text(&place.to_string()))),
        ("reason", Some(text(&args.reason))),
        ("by", Some(text(&args.by))),
        ("until", Some(Value::Date(args.until))),
        ("approved-by", args.approved_by.as_deref().map(text)),
    ];
    let fields = fields.into_iter().filter_map(|(key, value)| Some((key, value?))).collect();
    change::save(&mut open, &[Edit::AddWaiver { id, fields }], &told)?;
    Ok(Done::Clean)
}

/// Refuses a rule that the playbook does not have, and one that nobody can waive.
fn known(playbook: &Playbook, id: &str) -> Result<()> {
    let Some(rule) = playbook.rules().get(id) else {
        let error = CliError::usage(format!("the playbook has no rule “{id}”"));
        let error = match nearest(id, playbook.ids(Kind::Rules)) {
            Some(near) => error.hint(format!("Did you mean {near}?")),
            None => error,
        };
        return Err(error.hint("See what is found: aiproc check").into());
    };
    if rule.unwaivable {
        let error = CliError::usage(format!("nobody can waive {id}"));
        return Err(error.hint(format!("Why the rule matters and what to do: aiproc explain {id}")).into());
    }
    Ok(())
}

/// What the rule finds and nothing waives yet.
fn open<'f>(rule: &str, findings: &'f [Finding]) -> impl Iterator<Item = &'f Finding> {
    findings.iter().filter(move |finding| finding.rule == rule && finding.outcome != Outcome::Waived)
}

/// The place where the rule finds something, if there is one only.
fn only_place(rule: &str, findings: &[Finding]) -> Result<FieldPath> {
    let mut places: Vec<&FieldPath> = Vec::new();
    for finding in open(rule, findings) {
        if !places.contains(&&finding.subject) {
            places.push(&finding.subject);
        }
    }
    match &places[..] {
        [] => Err(nothing(rule, None, findings)),
        [only] => Ok((*only).clone()),
        _ => {
            let error = CliError::usage(format!("{rule} is found at {} places", places.len()));
            Err(error.hint(format!("Name one of them, or what is around some: {}", named(&places))).into())
        }
    }
}

/// What a waiver of the rule for this place covers, of which there must be something.
fn covered<'f>(
    rule: &str,
    place: &FieldPath,
    findings: &'f [Finding],
    joined: &Joined<'_>,
) -> Result<Vec<&'f Finding>> {
    let within = |finding: &&Finding| finding.subject.is_within(place);
    let covered: Vec<&Finding> = open(rule, findings).filter(within).collect();
    if !covered.is_empty() {
        return Ok(covered);
    }
    let waived = findings.iter().filter(|finding| finding.rule == rule).find(within);
    let waiver = waived.and_then(|finding| joined.waived(rule, &finding.subject));
    match waiver {
        Some((id, waiver)) => {
            let message = format!("{rule} is waived already at {place}, until {}", waiver.until);
            let hint = format!("Change the day in [waivers.{id}].");
            Err(CliError::usage(message).hint(hint).into())
        }
        None => Err(nothing(rule, Some(place), findings)),
    }
}

/// The rule finds nothing to waive; the hint names where it does.
fn nothing(rule: &str, place: Option<&FieldPath>, findings: &[Finding]) -> anyhow::Error {
    let at = place.map(|place| format!(" at {place}")).unwrap_or_default();
    let error = CliError::usage(format!("{rule} finds no fault{at} that could be waived"));
    let places: Vec<&FieldPath> = open(rule, findings).map(|finding| &finding.subject).collect();
    match places.is_empty() {
        true => error.hint("See what is found: aiproc check").into(),
        false => error.hint(format!("It finds some at: {}", named(&places))).into(),
    }
}

fn named(places: &[&FieldPath]) -> String {
    let mut words: Vec<String> = places.iter().take(NAMED).map(ToString::to_string).collect();
    if places.len() > NAMED {
        words.push(format!("{} more", places.len() - NAMED));
    }
    list(&words)
}

/// Refuses a gate that nobody else has approved to be waived.
fn approved(args: &WaiveArgs, gates: &[&Finding], joined: &Joined<'_>) -> Result<()> {
    let approver = args.approved_by.as_deref();
    let Some(gate) = gates.iter().find(|gate| !joined.approves(approver, &args.by, &gate.subject)) else {
        return Ok(());
    };
    let message = match approver {
        None => "a gate is waived only when somebody else approves it".to_owned(),
        Some(who) => format!("“{who}” cannot approve it: who waives {}, or who answered it, is the same", gate.subject),
    };
    Err(CliError::usage(message)
        .hint("Add --approved-by ROLE: neither who waives the gate nor who answered it.")
        .into())
}

/// A short name after the rule and what it is about, with a number where that is taken.
fn short_name(rule: &str, place: &FieldPath, joined: &Joined<'_>) -> Result<Id> {
    let about = (0..).map_while(|n| place.key_at(n)).last();
    let base = about.map_or_else(|| rule.to_owned(), |key| format!("{rule}-{key}"));
    let base = Id::new(&base).map_or_else(|malformed| malformed.suggestion, |_| Some(base.clone()));
    let base = base.unwrap_or_else(|| rule.to_owned());
    let numbered = (2..).map(|n| format!("{base}-{n}"));
    let free = |id: &String| joined.project.waivers.get(id).is_none();
    let id = std::iter::once(base.clone()).chain(numbered).find(free).unwrap_or(base);
    Ok(Id::new(&id).map_err(|_| CliError::usage("the waiver needs a short name").hint("Add --id ID."))?)
}
