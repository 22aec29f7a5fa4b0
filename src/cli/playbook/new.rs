//! `aiproc playbook new`: a record laid out for its author.

use std::path::{Path, PathBuf};

use anyhow::Result;
use clap::Args;

use crate::cli::context::{Context, content_files, say};
use crate::cli::error::{CliError, Done};
use crate::cli::files::{self, Opened};
use crate::cli::words::{count, quoted};
use crate::id::Id;
use crate::lifecycle::Stage;
use crate::playbook::scaffold::{Laid, Refusal, Wanted, lay_out};
use crate::playbook::{ContentFile, Kind, Layout, Playbook};

/// What to lay out, and where.
#[derive(Args, Debug)]
pub struct NewArgs {
    /// The kind of record
    #[arg(value_name = "KIND", value_parser = crate::cli::word::<Kind>())]
    kind: Kind,
    /// Its id: English words in small letters with hyphens between them
    #[arg(value_name = "ID")]
    id: String,
    /// A whole playbook, or an organisation's folder (one that holds overlay.yaml)
    #[arg(long = "in", value_name = "DIR", default_value = "playbook")]
    folder: PathBuf,
    /// The stage of a checklist item
    #[arg(long, value_name = "STAGE", value_parser = crate::cli::word::<Stage>())]
    stage: Option<Stage>,
    /// Begin an organisation's folder in this name, where there is none yet
    #[arg(long, value_name = "NAME")]
    organisation: Option<String>,
}

/// Lays out a record.
pub fn run(args: &NewArgs, context: &mut Context) -> Result<Done> {
    let id = Id::new(&args.id).map_err(|malformed| {
        let error = CliError::usage(format!("“{}” is not an id in kebab-case", args.id));
        match malformed.suggestion {
            Some(near) => error.hint(format!("Write it as {near}.")),
            None => error.hint("Use English words in small letters, with hyphens between them."),
        }
    })?;
    let mut files = if args.folder.is_dir() { content_files(&args.folder)? } else { Vec::new() };
    let begun = begin(args, &mut files)?;
    let organisation = files.iter().any(|f| f.path == OVERLAY);
    let wanted = Wanted { kind: args.kind, id: &id, stage: args.stage, organisation, today: context.today };
    let laid = lay_out(&files, wanted).map_err(|refusal| told(args, organisation, refusal))?;
    let mut written = Vec::new();
    let path = args.folder.join(&laid.path);
    match &laid.before {
        Some(before) => drop(files::save(&path, &laid.text, &Opened { text: before.clone() })?),
        None => {
            files::write_new(&path, &laid.text)?;
            written.push(path.clone());
        }
    }
    say(match &laid.before {
        Some(_) => format!("Wrote {}: added {id} at its end", path.display()),
        None => format!("Wrote {}", path.display()),
    });
    if let Some(text) = begun {
        let path = args.folder.join(OVERLAY);
        files::write_new(&path, &text)?;
        say(format!("Wrote {}", path.display()));
        written.push(path);
    }
    left(args, &laid, organisation, &written);
    Ok(Done::Clean)
}

const OVERLAY: &str = "overlay.yaml";

/// What an organisation's folder says of itself, if one is begun here.
fn begin(args: &NewArgs, files: &mut Vec<ContentFile>) -> Result<Option<String>, CliError> {
    let shown = args.folder.display();
    let is = |name: &str| files.iter().any(|f| f.path == name);
    match &args.organisation {
        Some(name) if !is(OVERLAY) && !is("playbook.yaml") => {
            let name = serde_json::Value::from(name.trim()).to_string();
            let text = format!("name: {name}\nfor-playbook: {}\n", Playbook::built_in().about().version);
            files.push(ContentFile { path: OVERLAY.to_owned(), text: text.clone() });
            Ok(Some(text))
        }
        Some(_) => Err(CliError::usage(format!("{shown} is a playbook folder already"))
            .hint("Leave out --organisation, or name another folder with --in DIR.")),
        None if is(OVERLAY) || is("playbook.yaml") => Ok(None),
        None => {
            let folder = quoted(&args.folder);
            let message = match files.is_empty() {
                true => format!("there is no playbook in {shown}"),
                false => format!("{shown} does not say whose it is: {OVERLAY} is missing"),
            };
            let stage = args.stage.map(|stage| format!(" --stage {stage}")).unwrap_or_default();
            let begin = format!(
                "aiproc playbook new {} {}{stage} --in {folder} --organisation \"City of X\"",
                args.kind, args.id
            );
            Err(CliError::input(message).hint(format!("Begin an organisation's folder there: {begin}")))
        }
    }
}

fn told(args: &NewArgs, organisation: bool, refusal: Refusal) -> CliError {
    let (kind, id) = (args.kind, &args.id);
    match refusal {
        Refusal::Fixed => {
            let error = CliError::usage(format!("{kind} cannot be added: the program knows the list"));
            error.hint(format!(
                "An organisation may replace one: copy its record into {}, add replaces: with the reason, and change it.",
                place_of(kind)
            ))
        }
        Refusal::Taken(place) => {
            let error = CliError::input(format!("the id “{id}” is taken among {kind}: {place}"));
            match organisation {
                true => error.hint(
                    "Choose another id. To replace a built-in record, copy it here and add replaces: with the reason.",
                ),
                false => error.hint("Choose another id."),
            }
        }
        Refusal::StageMissing => CliError::usage("an item lies in the checklist of a stage")
            .hint("Name it with --stage STAGE. See them: aiproc list stages"),
        Refusal::StageUnused => CliError::usage(format!("--stage is for items; {kind} lie in {}", place_of(kind))),
        Refusal::Unreadable(path) => {
            let path = args.folder.join(path);
            CliError::input(format!("a record cannot be added to {}; nothing was written", path.display()))
                .hint(format!("See what is wrong with it: aiproc playbook lint {}", quoted(&args.folder)))
        }
    }
}

fn place_of(kind: Kind) -> String {
    match kind.layout() {
        Layout::OnePerFile => format!("{}/", kind.folder()),
        Layout::Inside("items") => format!("{}/STAGE.yaml", kind.folder()),
        Layout::List | Layout::Inside(_) => format!("{}.yaml", kind.folder()),
    }
}

/// What is left to do.
fn left(args: &NewArgs, laid: &Laid, organisation: bool, written: &[PathBuf]) {
    let (id, folder) = (&args.id, quoted(&args.folder));
    let n = laid.to_do;
    say(format!("\nNext: write what is marked TODO ({}), and delete the comments you do not need", count(n, "place")));
    let use_it = match args.kind {
        Kind::Actors => Some(format!("name {id} under engage: of an item or actors: of a mechanism")),
        Kind::Sources => Some(format!("cite {id} under sources: of a record")),
        Kind::Rules => Some("change the examples, which cargo test runs, as well".to_owned()),
        _ => None,
    };
    if let Some(use_it) = use_it.filter(|_| !organisation) {
        say(format!("Then: {use_it}"));
    }
    say(format!("Check: aiproc playbook lint {folder}"));
    let paths: Vec<String> = written.iter().map(|path: &PathBuf| quoted(Path::new(path))).collect();
    say(match paths.as_slice() {
        [] => format!("Undo: delete the record {id} at the end of {}", laid.path),
        _ => format!("Undo: remove {}", crate::cli::words::list(&paths)),
    });
}
