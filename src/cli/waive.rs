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
use crate::playbook::rule::Check;
use crate::playbook::{Kind, Playbook};
use crate::project::FieldPath;
use crate::project::edit::{Edit, Value};
use crate::project::model::Waiver;

#[derive(Args, Debug)]
pub struct WaiveArgs {
    /// The rule that found it
    #[arg(value_name = "RULE")]
    rule: String,
    /// Where: an item, or a place as `check --format json` names it, for example activities.panel [default: the only
    /// place]
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
const NAMED: usize = 12;

/// Writes the waiver, if there is something that it covers.
pub fn run(args: &WaiveArgs, context: &mut Context) -> Result<Done> {
    refuse_placeholders(&[
        ("--reason", &args.reason, "TEXT"),
        ("--by", &args.by, "ROLE"),
        ("--approved-by", args.approved_by.as_deref().unwrap_or_default(), "ROLE"),
    ])?;
    let mut open = context.open_project()?;
    let playbook = context.open_playbook(Some(&open))?;
    open.hold()?;
    known(&playbook, &args.rule)?;
    if args.place.as_ref().is_some_and(FieldPath::is_root) {
        return Err(CliError::usage("PLACE says nothing").hint("Name a place, or leave it out.").into());
    }
    if args.until < context.today {
        let message = format!("--until {} has passed: today is {}", args.until, context.today);
        return Err(CliError::usage(message).into());
    }
    let joined = Joined::with_files(&playbook, &open.project, context.today, open.evidence());
    let report = check::run(&joined);
    let place = match &args.place {
        Some(place) => as_answer(place, &playbook),
        None => only_place(&args.rule, &report.findings)?,
    };
    refuse_second(&args.rule, &place, &joined)?;
    let covered = covered(&args.rule, &place, &report.findings, &joined)?;
    if args.rule == GATE_SHUT {
        approved(args, &covered, &place, &joined)?;
    }
    let id = match &args.id {
        Some(id) => new_id(id)?,
        None => short_name(&args.rule, &place, &joined)?,
    };
    let (findings, rule, until) = (count(covered.len(), "finding"), &args.rule, args.until);
    let later = match covered.iter().all(|finding| finding.subject == place) {
        true => String::new(),
        false => format!(", and what else it finds within {place} until then"),
    };
    let told =
        format!("waivers.{id} lifts {findings} of {rule} until {until}{later}. Undo: delete waivers.{id} from it");
    let text = |text: &str| Value::from(text.trim());
    let fields = [
        ("rule", Some(text(&args.rule))),
        // What the rule says of the plan as a whole has no place.
        ("subject", (!place.is_root()).then(|| text(&place.to_string()))),
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
        let retired = playbook.retired().iter().find(|retired| retired.kind == Kind::Rules && retired.id == id);
        let error = match (retired, nearest(id, playbook.ids(Kind::Rules))) {
            (Some(r), _) => error.hint(format!("{} retired it on {}: {}", r.by, r.on, r.why)),
            (None, Some(near)) => error.hint(format!("Did you mean {near}?")),
            (None, None) => error,
        };
        return Err(error.hint("See what is found: aiproc check").into());
    };
    if matches!(rule.check, Check::WaiverExpired | Check::WaiverUnmatched | Check::WaiverOfUnwaivable) {
        let error = CliError::usage("what is found about a waiver is not waived");
        return Err(error.hint("Change that waiver in the file, or take it out.").into());
    }
    if rule.unwaivable {
        let error = CliError::usage(format!("nobody can waive {id}"));
        return Err(error.hint(format!("Why the rule matters and what to do: aiproc explain {id}")).into());
    }
    Ok(())
}

/// An item, by its id or number, is where its answer stands.
fn as_answer(place: &FieldPath, playbook: &Playbook) -> FieldPath {
    match playbook.item(&place.to_string()) {
        Some(item) => FieldPath::of(["answers", &item.id]),
        None => place.clone(),
    }
}

/// Refuses a second waiver of the same rule and place: the one that is there is to be changed, or the plan would say
/// two things.
fn refuse_second(rule: &str, place: &FieldPath, joined: &Joined<'_>) -> Result<()> {
    let same = |waiver: &Waiver| {
        let subject = waiver.subject.as_ref().map(|text| text.parse::<FieldPath>());
        waiver.rule.as_str() == rule && matches!(subject, Some(Ok(subject)) if subject == *place)
    };
    let Some((id, waiver)) = joined.project.waivers.iter().find(|(_, waiver)| same(waiver)) else { return Ok(()) };
    let holds = if waiver.until < joined.today { "ended on" } else { "holds until" };
    let message = format!("waivers.{id} is for {rule} at {place} already; it {holds} {}", waiver.until);
    let hint = format!("Change [waivers.{id}] in the file: its day, its reason, who approved it.");
    Err(CliError::usage(message).hint(hint).into())
}

/// What the rule finds and nothing waives yet.
fn unwaived<'f>(rule: &str, findings: &'f [Finding]) -> impl Iterator<Item = &'f Finding> {
    findings.iter().filter(move |finding| finding.rule == rule && finding.outcome != Outcome::Waived)
}

/// The place where the rule finds something, if there is one only.
fn only_place(rule: &str, findings: &[Finding]) -> Result<FieldPath> {
    let mut places: Vec<&FieldPath> = Vec::new();
    for finding in unwaived(rule, findings) {
        if !places.contains(&&finding.subject) {
            places.push(&finding.subject);
        }
    }
    match &places[..] {
        [] => Err(nothing(rule, None, findings)),
        // Numbers in a list are left off: they go over to another entry when one is put before it.
        [only] => Ok((0..).map_while(|n| only.key_at(n)).fold(FieldPath::root(), |path, key| path.key(key))),
        _ => {
            let error = CliError::usage(format!("{rule} is found at {} places", places.len()));
            Err(error.hint(format!("Name the one that you mean: {}", named(&places))).into())
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
    let covered: Vec<&Finding> = unwaived(rule, findings).filter(within).collect();
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
    let places: Vec<&FieldPath> = unwaived(rule, findings).map(|finding| &finding.subject).collect();
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

/// Refuses a gate that nobody else has approved to be waived, and gates that nobody has looked at one by one.
fn approved(args: &WaiveArgs, gates: &[&Finding], place: &FieldPath, joined: &Joined<'_>) -> Result<()> {
    if let Some(gate) = gates.iter().find(|gate| gate.subject != *place) {
        let message = "gates are waived one by one, for each is approved by itself".to_owned();
        return Err(CliError::usage(message).hint(format!("Name the gate, for example {}.", gate.subject)).into());
    }
    let approver = args.approved_by.as_deref();
    if joined.approves(approver, &args.by, place) {
        return Ok(());
    }
    let message = match approver {
        None => "a gate is waived only when somebody else approves it".to_owned(),
        Some(who) => format!("“{who}” cannot approve it: who waives {place}, or who answered it, is the same"),
    };
    Err(CliError::usage(message)
        .hint("Add --approved-by ROLE: neither who waives the gate nor who answered it.")
        .into())
}

/// A short name after the rule and the record that it speaks of, with a number where that is taken.
fn short_name(rule: &str, place: &FieldPath, joined: &Joined<'_>) -> Result<Id> {
    let base = place.key_at(1).map_or_else(|| rule.to_owned(), |key| format!("{rule}-{key}"));
    let base = Id::new(&base).map_or_else(|malformed| malformed.suggestion, |_| Some(base.clone()));
    let base = base.unwrap_or_else(|| rule.to_owned());
    let numbered = (2..).map(|n| format!("{base}-{n}"));
    let free = |id: &String| joined.project.waivers.get(id).is_none();
    let id = std::iter::once(base.clone()).chain(numbered).find(free).unwrap_or(base);
    Ok(Id::new(&id).map_err(|_| CliError::usage("the waiver needs a short name").hint("Add --id ID."))?)
}
