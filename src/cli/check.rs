//! `aiproc check`: judges plans like code.

use std::path::PathBuf;
use std::sync::Arc;

use anyhow::Result;
use clap::Args;

use super::context::{Context, PROJECT_FILE, evidence_of, folder_of, playbook_in};
use super::error::{CliError, Done};
use super::files;
use super::summary::StepSummary;
use crate::check;
use crate::join::Joined;
use crate::playbook::Playbook;
use crate::project::problem::ProblemCode;
use crate::project::{Document, FieldPath, Problem, Project};
use crate::report::{self, Format, Judged, Run, Totals, Unreadable, Written};
use crate::scale::Severity;

/// Judge a plan: open items, shut gates, missing evidence, broken promises
#[derive(Args, Debug)]
pub struct CheckArgs {
    /// Project files or folders [default: the project]
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// How to show what was found
    #[arg(long, value_name = "FORMAT", default_value = "text", value_parser = super::word::<Format>())]
    format: Format,
    /// The least severity that makes the check fail [default: the project's policy, else error]
    #[arg(long, value_name = "SEVERITY", value_parser = super::word::<Severity>())]
    fail_on: Option<Severity>,
    /// Succeed when no rule applies
    #[arg(long)]
    allow_empty: bool,
}

/// A file with its text, read or not.
struct Read {
    name: String,
    path: PathBuf,
    text: String,
}

/// Judges the projects.
pub fn run(args: &CheckArgs, context: &mut Context) -> Result<Done> {
    if !args.paths.is_empty() && context.globals.project.is_some() {
        return Err(CliError::usage("--project and PATH cannot be used together")
            .hint("Name the projects as PATH alone.")
            .into());
    }
    let paths = if args.paths.is_empty() { vec![context.find_project()?] } else { args.paths.clone() };
    let mut unreadable = Vec::new();
    let mut read = Vec::new();
    for path in paths {
        let path = if path.is_dir() { path.join(PROJECT_FILE) } else { path };
        let name = path.to_string_lossy().replace('\\', "/");
        match files::read(&path) {
            Ok(opened) => read.push(Read { name, path, text: opened.text }),
            Err(error) => unreadable.push(Unreadable { file: name, text: String::new(), problems: vec![whole(error)] }),
        }
    }
    let mut documents: Vec<(&Read, Document<'_>, Project)> = Vec::new();
    for file in &read {
        let document = Document::parse(&file.text);
        match document.and_then(|document| Project::read(&document).map(|project| (document, project))) {
            Ok((document, project)) => documents.push((file, document, project)),
            Err(problems) => {
                unreadable.push(Unreadable { file: file.name.clone(), text: file.text.clone(), problems });
            }
        }
    }
    // Each project is judged by the playbook that it names; one that several name is read once.
    let mut folders: Vec<Option<PathBuf>> = Vec::new();
    for (file, _, project) in &documents {
        folders.push(context.playbook_folder(project, &folder_of(&file.path))?);
    }
    let mut playbooks: Vec<(&Option<PathBuf>, Arc<Playbook>)> = Vec::new();
    for folder in &folders {
        if !playbooks.iter().any(|(known, _)| *known == folder) {
            playbooks.push((folder, Arc::new(playbook_in(folder.as_deref())?)));
        }
    }
    let reporter = report::reporter(args.format);
    let run = Run { today: context.today, many: documents.len() > 1, colour: context.colour, width: context.width };
    let mut totals = Totals { unreadable: unreadable.len(), ..Totals::default() };
    let mut pieces: Vec<String> = Vec::new();
    let mut last: Vec<String> = Vec::new();
    let mut written = Written::default();
    let mut summary = StepSummary::for_format(args.format, context);
    for file in &unreadable {
        let to = if reporter.unreadable_last() { &mut last } else { &mut pieces };
        to.push(reporter.unreadable(&run, file));
        if let Some(summary) = &mut summary {
            summary.add_unreadable(summary.reporter().unreadable(&run, file));
        }
    }
    for ((file, document, project), folder) in documents.iter().zip(&folders) {
        let Some((_, playbook)) = playbooks.iter().find(|(known, _)| *known == folder) else { continue };
        let joined = Joined::new(playbook, project, context.today);
        let fail_on = args.fail_on.unwrap_or_else(|| check::fail_on(&joined));
        let report = check::run(&joined, Some(&evidence_of(project, &folder_of(&file.path))));
        let judged = Judged { file: &file.name, document, joined: &joined, report: &report, fail_on };
        let (piece, left_out) = reporter.fit(reporter.project(&run, &judged), written);
        written.findings += report.findings.len();
        written.bytes += piece.len();
        pieces.push(piece);
        if let Some(summary) = &mut summary {
            summary.add(summary.reporter().project(&run, &judged), report.findings.len());
        }
        totals.add(Totals { left_out, ..Totals::of(&judged, playbook) });
    }
    pieces.retain(|piece| !piece.is_empty());
    let out = context.out();
    write!(out, "{}{}{}", reporter.start(&run), pieces.join(reporter.between()), reporter.end(&run, &totals, &last))?;
    if let Some(summary) = summary {
        summary.write(&run, &mut totals)?;
    }
    let nothing = totals.rules == 0;
    let fails = totals.failed;
    if !unreadable.is_empty() {
        Ok(Done::NotJudged)
    } else if nothing && !args.allow_empty {
        Err(CliError::input("no rule applies to this plan, so nothing was judged")
            .hint("Look at project.stage, or pass --allow-empty if that is meant.")
            .into())
    } else if fails {
        Ok(Done::Findings)
    } else {
        Ok(Done::Clean)
    }
}

/// A file that could not be read at all, as a problem of its first line.
fn whole(error: CliError) -> Problem {
    let hint = error.hints.into_iter().next();
    Problem { code: ProblemCode::Unreadable, path: FieldPath::root(), span: 0..0, message: error.message, hint }
}
