//! `aiproc checklist`: walks the items of a stage, or answers one.

use std::path::PathBuf;

use anyhow::Result;
use clap::Args;

use super::change;
use super::context::{Context, say};
use super::error::{CliError, Done};
use super::files;
use super::open::OpenProject;
use super::table::{Lines, draw};
use super::words::{one_line, refuse_placeholders};
use crate::id::{Id, nearest};
use crate::interview::checklist::{Checklist, Options};
use crate::interview::prefilled::Prefilled;
use crate::interview::{self, Stop};
use crate::join::Joined;
use crate::join::progress::Standing;
use crate::lifecycle::Stage;
use crate::playbook::{Kind, Playbook};
use crate::project::edit::Edit;
use crate::project::model::ItemState;
use crate::project::read::Evidence;
use crate::terminal::Keeping;

#[derive(Args, Debug)]
pub struct ChecklistArgs {
    /// The stage [default: the one the project is in]
    #[arg(value_name = "STAGE", value_parser = super::word::<Stage>())]
    stage: Option<Stage>,
    /// Answer one item: answered, evidenced, not-applicable or unknown
    #[arg(long, value_name = "ITEM=STATE", conflicts_with = "answers")]
    set: Vec<String>,
    /// The answer in words
    #[arg(long, value_name = "TEXT", requires = "set")]
    note: Option<String>,
    /// Why the item does not apply
    #[arg(long, value_name = "TEXT", requires = "set")]
    reason: Option<String>,
    /// A document that shows it: a path in the project's folder, or a web address; added to those that are there; may
    /// be repeated
    #[arg(long, value_name = "PATH", requires = "set")]
    evidence: Vec<String>,
    /// Who answers: a role, not a person; for one item or for the whole walk
    #[arg(long, value_name = "ROLE", conflicts_with_all = ["answers", "show"])]
    by: Option<String>,
    /// Answer from a file that holds [answers.ITEM] as a project file does
    #[arg(long, value_name = "FILE")]
    answers: Option<PathBuf>,
    /// Only show the items and where they stand
    #[arg(long, conflicts_with_all = ["set", "answers"])]
    show: bool,
    /// Ask again what is answered already
    #[arg(long)]
    again: bool,
}

/// Runs the checklist.
pub fn run(args: &ChecklistArgs, context: &mut Context) -> Result<Done> {
    let mut open = context.open_project()?;
    let playbook = context.open_playbook(Some(&open))?;
    let stage = args.stage.unwrap_or(open.project.project.stage);
    if let [_, _, ..] = args.set.as_slice() {
        return Err(CliError::usage("--set answers one item at a time")
            .hint("Answer many from a file: aiproc checklist --answers FILE")
            .into());
    }
    if !args.set.is_empty() || args.answers.is_some() {
        open.hold()?;
    }
    if let Some(set) = args.set.first() {
        return one(set, args, &mut open, &playbook, context);
    }
    if let Some(path) = &args.answers {
        return from_file(path, &mut open, &playbook, context);
    }
    if args.show {
        return show(stage, &open, &playbook, context);
    }
    if !context.can_prompt() {
        return Err(CliError::usage("nobody can be asked here")
            .hint("Answer one item: aiproc checklist --set ITEM=STATE --note TEXT --evidence PATH --by ROLE")
            .hint("Answer many: aiproc checklist --answers FILE")
            .hint("See them: aiproc checklist --show")
            .into());
    }
    if args.by.is_none() {
        say("Who answers is not asked; name the role for all of them: aiproc checklist --by ROLE");
    }
    let project = open.project.clone();
    let joined = Joined::with_files(&playbook, &project, context.today, open.evidence());
    let files = Some(super::open::files_below(&open.folder()));
    let options = Options { again: args.again, by: args.by.clone(), files };
    let mut interview = Checklist::new(&joined, stage, options);
    let outcome =
        super::ask(context, &mut interview, Keeping::EachAnswer, &mut |edits| change::save_quietly(&mut open, edits))?;
    say(format!(
        "{outcome}\nThe answers are in {}. Where the stage stands: aiproc checklist --show",
        open.path.display()
    ));
    super::stopped(outcome.stop)
}

fn one(
    set: &str,
    args: &ChecklistArgs,
    open: &mut OpenProject,
    playbook: &Playbook,
    context: &Context,
) -> Result<Done> {
    let example = "For example: aiproc checklist --set entry-route-recorded=answered --note \"Tender\"";
    let (item, state) =
        set.split_once('=').ok_or_else(|| CliError::usage(format!("“{set}” is not ITEM=STATE")).hint(example))?;
    let state: ItemState = state.parse().map_err(CliError::usage)?;
    let item = known_item(playbook, item)?;
    own_words(args)?;
    if state == ItemState::NotApplicable && args.reason.is_none() && args.note.is_none() {
        return Err(CliError::usage("“not-applicable” needs a reason").hint("Add --reason \"…\".").into());
    }
    // For what does not apply, what is said is the reason.
    let (note, reason) = match (state, &args.reason) {
        (ItemState::NotApplicable, None) => (None, args.note.clone()),
        (_, reason) => (args.note.clone(), reason.clone()),
    };
    for path in &args.evidence {
        let evidence = Evidence::new(path).map_err(CliError::usage)?;
        let Evidence::Path(path) = &evidence else { continue };
        let file = open.folder().join(path);
        if file.is_dir() {
            return Err(CliError::usage(format!("{path} is a folder")).hint("Name a document in it.").into());
        }
        if !file.is_file() {
            say(format!("warning: {path} is not there yet; `aiproc check` will say so until it is"));
        }
    }
    let needed = playbook.items().get(item.as_str()).is_some_and(|i| i.evidence_needed);
    let old = open.project.answers.get(item.as_str()).map(|a| a.evidence.as_slice()).unwrap_or_default();
    let mut evidence: Vec<String> = old.iter().map(|e| e.as_str().to_owned()).collect();
    for path in &args.evidence {
        if !evidence.contains(path) {
            evidence.push(path.clone());
        }
    }
    if state == ItemState::Evidenced && needed && evidence.is_empty() {
        return Err(CliError::usage(format!("“{item}” wants evidence"))
            .hint("Add --evidence PATH, or say answered until there is some.")
            .into());
    }
    let edit = Edit::SetAnswer {
        item: item.clone(),
        state,
        note,
        reason,
        // nothing new leaves the list as it is
        evidence: if args.evidence.is_empty() { Vec::new() } else { evidence },
        by: args.by.clone(),
        on: Some(context.today),
    };
    change::save(open, &[edit], &format!("{item} is {state}"))?;
    Ok(Done::Clean)
}

/// Refuses what help lines and examples only hold a place with.
fn own_words(args: &ChecklistArgs) -> Result<()> {
    let words = [("--note", &args.note, "TEXT"), ("--reason", &args.reason, "TEXT"), ("--by", &args.by, "ROLE")];
    let words = words.into_iter().filter_map(|(option, given, place)| Some((option, given.as_deref()?, place)));
    let paths = args.evidence.iter().map(|path| ("--evidence", path.as_str(), "PATH"));
    Ok(refuse_placeholders(&words.chain(paths).collect::<Vec<_>>())?)
}

fn known_item(playbook: &Playbook, id: &str) -> Result<Id> {
    match playbook.item(id).and_then(|item| Id::new(&item.id).ok()) {
        Some(id) => Ok(id),
        None => {
            let error = CliError::usage(format!("the playbook has no checklist item “{id}”"));
            Err(match nearest(id, playbook.ids(Kind::Items)) {
                Some(near) => error.hint(format!("Did you mean {near}?")),
                None => error,
            }
            .hint("See all: aiproc list items")
            .into())
        }
    }
}

fn from_file(path: &std::path::Path, open: &mut OpenProject, playbook: &Playbook, context: &Context) -> Result<Done> {
    let file = files::read(path)?;
    let mut prefilled = Prefilled::read(&file.text, playbook.ids(Kind::Items).collect::<Vec<_>>().into_iter())
        .map_err(|problems| {
            let name = path.display().to_string();
            let texts = problems
                .iter()
                .map(|p| crate::report::problem_text(&name, &file.text, p, false, context.width))
                .collect();
            super::open::Problems { whose: "The file of answers", texts }
        })?;
    let files = super::open::files_below(&open.folder());
    let mut edits: Vec<Edit> = Vec::new();
    let project = open.project.clone();
    let joined = Joined::with_files(playbook, &project, context.today, open.evidence());
    for stage in prefilled.stages(playbook) {
        let options = Options { again: true, by: None, files: Some(files.clone()) };
        let mut interview = Checklist::new(&joined, stage, options);
        let outcome = interview::drive(&mut interview, &mut prefilled, |more| {
            edits.extend_from_slice(more);
            Ok::<(), std::convert::Infallible>(())
        });
        let Ok(outcome) = outcome;
        if let Some(Stop::Refused(rejection)) = outcome.stop {
            return Err(CliError::input(format!("{}: {}", path.display(), rejection.message)).into());
        }
    }
    for remark in &prefilled.remarks {
        say(format!("warning: {remark}"));
    }
    for place in prefilled.unused() {
        say(format!("warning: {place} was not asked for here, so it was not written"));
    }
    change::save(open, &edits, &format!("answers from {}", path.display()))?;
    Ok(Done::Clean)
}

fn show(stage: Stage, open: &OpenProject, playbook: &Playbook, context: &mut Context) -> Result<Done> {
    let joined = open.joined(playbook, context.today);
    let Some(progress) = joined.progress.iter().find(|s| s.stage == stage) else { return Ok(Done::Clean) };
    let mut rows = Vec::new();
    let labels = playbook.labels();
    for item in &progress.items {
        let bare = item.answer.is_some_and(|answer| answer.evidence.is_empty());
        let state = match item.standing {
            _ if !item.applies.is_asked() => labels.get("standings", "left-out"),
            // It wants no evidence; nobody should look for some.
            Standing::Evidenced if bare => labels.get("item-states", ItemState::Answered.as_str()),
            standing => labels.get("standings", standing.as_str()),
        }
        .to_owned();
        let gate = if item.gate && item.applies.is_asked() { "\n(gate)" } else { "" };
        rows.push(vec![format!("{}{gate}", item.item.id), state, one_line(&item.item.question)]);
    }
    let open_items = progress.items.iter().filter(|i| i.applies.is_asked() && i.standing == Standing::Open).count();
    let table = draw(context, Lines::Framed, &["Item", "State", "Question"], &rows);
    let out = context.out();
    writeln!(out, "{}\n{table}", one_line(playbook.stage_title(stage)))?;
    writeln!(
        out,
        "{open_items} open. Answer one: aiproc checklist --set ITEM=STATE --note TEXT [--evidence PATH] --by ROLE"
    )?;
    Ok(Done::Clean)
}
