//! `aiproc baseline`: taking an old plan under the check without mending everything first.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use anyhow::Result;
use clap::{Args, Subcommand};

use super::check::{self, relative_to, shown};
use super::context::{Context, say};
use super::error::{CliError, Done};
use super::files;
use super::open::{folder_of, read_tables};
use super::words::count;
use crate::check::baseline::keyed;
use crate::check::{fingerprints, in_file};
use crate::id::Id;
use crate::project::baseline::text;
use crate::project::model::{Baseline, BaselineFinding, BaselineTaken};
use crate::project::read::{Bounded, Count, Keyed, Ref};
use crate::report::{self, Format, Judged, Run};

#[derive(Args, Debug)]
pub struct BaselineArgs {
    #[command(subcommand)]
    command: BaselineCommand,
}

#[derive(Subcommand, Debug)]
enum BaselineCommand {
    /// Take every finding of today into a baseline; an existing one grows only with --grow
    #[command(
        before_help = "Example: aiproc baseline add baseline.toml --by \"head of procurement\" --reason \"Plan of 2024\""
    )]
    Add {
        /// The baseline
        #[arg(value_name = "FILE")]
        file: PathBuf,
        /// Project files, or folders in and below which every aiproc.toml is judged [default: the project]
        #[arg(value_name = "PATH")]
        paths: Vec<PathBuf>,
        /// Who decides it: a role, not a person
        #[arg(long, value_name = "ROLE")]
        by: String,
        /// Why these findings are left for later
        #[arg(long, value_name = "TEXT")]
        reason: String,
        /// Take more findings into a baseline that is there
        #[arg(long)]
        grow: bool,
    },
    /// Take out of a baseline what is not found any more
    #[command(before_help = "Example: aiproc baseline prune baseline.toml")]
    Prune {
        /// The baseline
        #[arg(value_name = "FILE")]
        file: PathBuf,
        /// Project files or folders; entries of other files stay [default: the project]
        #[arg(value_name = "PATH")]
        paths: Vec<PathBuf>,
    },
}

/// Runs the subcommand.
pub fn run(args: &BaselineArgs, context: &mut Context) -> Result<Done> {
    match &args.command {
        BaselineCommand::Add { file, paths, by, reason, grow } => add(file, paths, (by, reason), *grow, context),
        BaselineCommand::Prune { file, paths } => prune(file, paths, context),
    }
}

/// What `visit` makes of each plan, which must all be judged.
fn each<R>(paths: &[PathBuf], context: &mut Context, mut visit: impl FnMut(&Path, &Judged<'_>) -> R) -> Result<Vec<R>> {
    let plans = check::meant(paths, context)?;
    let run = Run { today: context.today, many: plans.len() > 1, colour: false, width: context.width };
    let reporter = report::reporter(Format::Text);
    let court = check::court(context, &run, &*reporter, None, None, None)?;
    let mut all = Vec::new();
    for path in &plans {
        let name = shown(path);
        let seen = court.judged(path, &name, &mut Vec::new(), &mut HashSet::new(), |judged, _| visit(path, judged));
        all.push(seen.map_err(|file| {
            CliError::input(format!("{} cannot be judged, so nothing was written", file.file))
                .hint(format!("See why: aiproc check {}", file.file))
        })?);
    }
    Ok(all)
}

fn add(file: &Path, paths: &[PathBuf], (by, reason): (&str, &str), grow: bool, context: &mut Context) -> Result<Done> {
    for (given, option) in [(by, "--by"), (reason, "--reason")] {
        if given.trim().is_empty() {
            return Err(CliError::usage(format!("{option} is empty")).hint("Say it in a few words.").into());
        }
    }
    let opened = if file.exists() { Some(files::read(file)?) } else { None };
    if opened.is_some() && !grow {
        return Err(CliError::usage(format!(
            "{} is there already; a baseline does not grow by itself",
            file.display()
        ))
        .hint("Take in more findings with --grow, or take out what is mended: aiproc baseline prune")
        .into());
    }
    let known: Option<Baseline> = match &opened {
        Some(_) => Some(read_tables(file, "The baseline", context.width)?),
        None => None,
    };
    let folder = folder_of(file);
    let found = each(paths, context, |path, judged| {
        let plan = relative_to(path, &folder);
        let entry = |(key, finding): (String, &crate::check::Finding)| {
            let subject = finding.subject.to_string();
            Some((
                Id::new(&key).ok()?,
                BaselineFinding { file: plan.clone(), rule: Ref::new(Id::new(&finding.rule).ok()?), subject },
            ))
        };
        keyed(judged.report, &plan).into_iter().filter_map(entry).collect::<Vec<_>>()
    })?;
    let is_new = |id: &Id| known.as_ref().is_none_or(|k| !k.findings.contains(id.as_str()));
    let new: Vec<(Id, BaselineFinding)> = found.into_iter().flatten().filter(|(id, _)| is_new(id)).collect();
    if new.is_empty() {
        say("Nothing was found that the baseline would have to know.");
        return Ok(Done::Clean);
    }
    let number = new.len();
    let mut taken: Vec<(Id, BaselineTaken)> = Vec::new();
    let mut findings = Vec::new();
    if let Some(known) = &known {
        taken.extend(known.taken.entries().map(|(id, t)| (id.clone(), t.clone())));
        findings.extend(known.findings.entries().map(|(id, f)| (id.clone(), f.clone())));
    }
    findings.extend(new);
    if let Ok(id) = Id::new(&format!("time-{}", taken.len() + 1)) {
        let findings = Count(i64::try_from(number).unwrap_or(i64::MAX));
        let note = BaselineTaken { on: context.today, by: by.to_owned(), reason: reason.to_owned(), findings };
        taken.push((id, note));
    }
    let baseline = Baseline { format: Bounded(1), taken: Keyed::of(taken), findings: Keyed::of(findings) };
    match &opened {
        Some(opened) => drop(files::save(file, &text(&baseline), opened)?),
        None => files::write_new(file, &text(&baseline))?,
    }
    say(format!("Wrote {}: took in {}. Use it: aiproc check --baseline {0}", file.display(), count(number, "finding")));
    Ok(Done::Clean)
}

fn prune(file: &Path, paths: &[PathBuf], context: &mut Context) -> Result<Done> {
    let opened = files::read(file)?;
    let baseline: Baseline = read_tables(file, "The baseline", context.width)?;
    let folder = folder_of(file);
    let seen = each(paths, context, |path, judged| {
        let plan = relative_to(path, &folder);
        let keys: Vec<String> = fingerprints(&judged.report.findings).iter().map(|name| in_file(&plan, name)).collect();
        (plan, keys)
    })?;
    let judged: HashSet<&str> = seen.iter().map(|(plan, _)| plan.as_str()).collect();
    let found: HashSet<&str> = seen.iter().flat_map(|(_, keys)| keys).map(String::as_str).collect();
    let stays = |id: &Id, f: &BaselineFinding| !judged.contains(f.file.as_str()) || found.contains(id.as_str());
    let kept: Vec<_> = baseline.findings.entries().filter(|(id, f)| stays(id, f)).collect();
    let gone = baseline.findings.len() - kept.len();
    if gone == 0 {
        let here = baseline.findings.values().filter(|f| judged.contains(f.file.as_str())).count();
        let elsewhere = match baseline.findings.len() - here {
            0 => String::new(),
            n => format!("; {n} of plans that were not judged stay"),
        };
        say(format!(
            "{} of {} in the plans judged: all still found{elsewhere}; nothing was changed.",
            count(here, "finding"),
            file.display()
        ));
        return Ok(Done::Clean);
    }
    let findings = Keyed::of(kept.into_iter().map(|(id, f)| (id.clone(), f.clone())).collect());
    files::save(file, &text(&Baseline { findings, ..baseline.clone() }), &opened)?;
    say(format!("Wrote {}: took out {}", file.display(), count(gone, "finding")));
    Ok(Done::Clean)
}
