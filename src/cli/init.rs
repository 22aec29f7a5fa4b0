//! `aiproc init`: scaffolds a project, or copies a finished example.

use std::path::{Path, PathBuf};

use anyhow::Result;
use clap::Args;

use super::change::refused;
use super::ci::{self, Forge};
use super::context::{Context, PROJECT_FILE, say};
use super::error::{CliError, Done};
use super::{files, words};
use crate::date::Date;
use crate::embedded::{EXAMPLES, SCAFFOLD};
use crate::id::nearest;
use crate::interview::init::{Init, InitAnswers};
use crate::lifecycle::{EntryRoute, Stage};
use crate::project::FieldPath;
use crate::project::edit::{Edit, Value};
use crate::project::file::ProjectFile;
use crate::terminal::Keeping;

#[derive(Args, Debug)]
pub struct InitArgs {
    /// The folder to make
    #[arg(value_name = "DIR", default_value = ".")]
    folder: PathBuf,
    /// What people call the project
    #[arg(long, value_name = "TEXT")]
    title: Option<String>,
    /// The contracting authority
    #[arg(long, value_name = "TEXT")]
    authority: Option<String>,
    /// The stage the project is in [default: mandate-and-mission]
    #[arg(long, value_name = "STAGE", value_parser = super::word::<Stage>())]
    stage: Option<Stage>,
    /// Country, as two capital letters
    #[arg(long, value_name = "CC")]
    country: Option<String>,
    /// How the system comes in
    #[arg(long, value_name = "ROUTE", value_parser = super::word::<EntryRoute>())]
    entry_route: Option<EntryRoute>,
    /// Copy a finished example instead
    #[arg(long, value_name = "NAME", conflicts_with_all = ["title", "authority", "stage", "country", "entry_route"])]
    example: Option<String>,
    /// Also write a file that makes a forge judge the plan; for a project that is there already, only that
    #[arg(long, value_name = "FORGE", default_value = "none", value_parser = super::word::<Forge>())]
    ci: Forge,
    /// Only show what would be written
    #[arg(long)]
    dry_run: bool,
}

/// Makes the files.
pub fn run(args: &InitArgs, context: &mut Context) -> Result<Done> {
    let ci = ci::file(args.ci, &args.folder)?;
    let there = args.folder.join(PROJECT_FILE).exists();
    let files = match &args.example {
        Some(name) => example(name)?,
        None if there && ci.is_some() && args.title.is_none() => Vec::new(),
        None => {
            // The refusal comes before the questions.
            refuse_to_overwrite(&[args.folder.join(PROJECT_FILE)])?;
            match scaffold(args, context)? {
                Some(files) => files,
                None => return Ok(Done::Interrupted),
            }
        }
    };
    let day = day(&files);
    let mut files: Vec<(PathBuf, String)> =
        files.into_iter().map(|(path, text)| (args.folder.join(path), text)).collect();
    let remark = ci.as_ref().map(|ci| ci.remark.clone());
    files.extend(ci.map(|ci| (ci.path, ci.text)));
    let paths: Vec<PathBuf> = files.iter().map(|(path, _)| path.clone()).collect();
    refuse_to_overwrite(&paths)?;
    if args.dry_run {
        let out = context.out();
        for (path, text) in &files {
            writeln!(out, "--- {} ({} bytes)", path.display(), text.len())?;
            if path.ends_with(PROJECT_FILE) {
                writeln!(out, "{text}")?;
            }
        }
        say("Nothing was written (dry run).");
        return Ok(Done::Clean);
    }
    for (path, text) in &files {
        files::write_new(path, text)?;
        say(format!("Wrote {}", path.display()));
    }
    if let Some(remark) = remark {
        say(remark);
    }
    let go =
        if args.folder == Path::new(".") { String::new() } else { format!("cd {} && ", words::quoted(&args.folder)) };
    let next = match day {
        Some(day) if args.example.is_some() => format!("aiproc check --today {day}"),
        Some(_) | None => "aiproc".to_owned(),
    };
    let written: Vec<String> = paths.iter().map(|path| words::quoted(path)).collect();
    let undo = match written.len() {
        0..=4 => words::list(&written),
        n => format!("the {n} files named above"),
    };
    say(format!("\nNext: {go}{next}\nUndo: remove {undo}"));
    Ok(Done::Clean)
}

/// The day for which an example is written, as its own description tells it.
fn day(files: &[(String, String)]) -> Option<Date> {
    let (_, text) = files.iter().find(|(path, _)| path == "README.md")?;
    let told = text.lines().find_map(|line| line.trim_start_matches("- ").strip_prefix("Look at it as of: "))?;
    told.trim_end_matches('.').parse().ok()
}

fn refuse_to_overwrite(paths: &[PathBuf]) -> Result<()> {
    let there: Vec<String> = paths.iter().filter(|p| p.exists()).map(|p| p.display().to_string()).collect();
    if there.is_empty() {
        return Ok(());
    }
    let hint = match paths.iter().find(|path| path.ends_with(PROJECT_FILE) && path.exists()) {
        Some(plan) => {
            let folder = super::open::folder_of(plan);
            let there = if folder.as_path() == Path::new(".") {
                String::new()
            } else {
                format!(" --project {}", words::quoted(&folder))
            };
            format!(
                "That folder holds a project already. Choose another folder, or go on with that one: aiproc status{there}"
            )
        }
        None => "Choose another folder, or move what is there.".to_owned(),
    };
    Err(CliError::input(format!("{} is there already, and nothing is overwritten", there.join(", "))).hint(hint).into())
}

fn example(name: &str) -> Result<Vec<(String, String)>> {
    let prefix = format!("{name}/");
    let files: Vec<(String, String)> = EXAMPLES
        .iter()
        .filter_map(|(path, text)| Some((path.strip_prefix(&prefix)?.to_owned(), (*text).to_owned())))
        .collect();
    if !files.is_empty() {
        return Ok(files);
    }
    let mut names: Vec<&str> =
        EXAMPLES.iter().filter_map(|(path, _)| path.split_once('/')).map(|(name, _)| name).collect();
    names.dedup();
    let error =
        CliError::usage(format!("there is no example “{name}”")).hint(format!("There are: {}.", names.join(", ")));
    Err(match nearest(name, names.iter().copied()) {
        Some(near) => error.hint(format!("Did you mean {near}?")),
        None => error,
    }
    .into())
}

/// The files of a new project; nothing when the user broke off.
fn scaffold(args: &InitArgs, context: &mut Context) -> Result<Option<Vec<(String, String)>>> {
    let project = |field: &str| FieldPath::of(["project", field]);
    let country = args.country.clone().map(|country| (project("country"), Value::Text(country)));
    let route = args.entry_route.map(|route| (project("entry-route"), Value::word(route)));
    let mut known = InitAnswers {
        title: args.title.clone(),
        authority: args.authority.clone(),
        stage: args.stage,
        facts: country.into_iter().chain(route).collect(),
    };
    if known.title.is_none() || known.authority.is_none() {
        if !context.can_prompt() {
            let missing: Vec<&str> = [("--title", known.title.is_none()), ("--authority", known.authority.is_none())]
                .into_iter()
                .filter_map(|(flag, missing)| missing.then_some(flag))
                .collect();
            return Err(CliError::usage(format!(
                "{} must be given, for nobody can be asked here",
                missing.join(" and ")
            ))
            .hint(
                "For example: aiproc init my-project --no-input --title \"Triage assistant\" --authority \"City of X\"",
            )
            .into());
        }
        let playbook = context.open_playbook(None)?;
        let mut interview = Init::new(known, &playbook);
        // Nothing is written before all is known, so whoever stops leaves nothing behind.
        if super::ask(context, &mut interview, Keeping::NothingYet, &mut |_| Ok(()))?.stop.is_some() {
            say("Nothing was written.");
            return Ok(None);
        }
        known = interview.answers();
    }
    let mut file = ProjectFile::new("");
    let mut others = Vec::new();
    for (path, text) in SCAFFOLD {
        if *path == PROJECT_FILE {
            file = ProjectFile::new(*text);
        } else {
            others.push(((*path).to_owned(), (*text).to_owned()));
        }
    }
    let own = [
        ("title", known.title.map(Value::Text)),
        ("authority", known.authority.map(Value::Text)),
        ("stage", known.stage.map(Value::word)),
    ];
    let own = own.into_iter().filter_map(|(name, value)| Some((project(name), value?)));
    for (path, value) in own.chain(known.facts) {
        file = file.apply(&Edit::SetFact { path, value }).map_err(|refusal| refused(&refusal))?;
    }
    let mut files = vec![(PROJECT_FILE.to_owned(), file.text().to_owned())];
    files.push((SCHEMA_FILE.to_owned(), super::schema::text()?));
    files.extend(others);
    Ok(Some(files))
}

/// Editors find the JSON Schema beside the project file.
const SCHEMA_FILE: &str = "aiproc.schema.json";
