//! SHELL: the command line. It knows the world (files, clock, environment, terminal) so that nothing else must.
//!
//! Each command is a file with its arguments and one function. Exit codes: 0 nothing at or above the threshold,
//! 1 findings, 2 could not do the job, 130 interrupted.

mod baseline;
mod canvas;
mod change;
mod check;
mod checklist;
mod ci;
mod completions;
mod context;
pub mod error;
mod explain;
mod facts;
pub mod files;
mod init;
mod law;
mod list;
mod lock;
mod map;
mod open;
mod plan;
mod playbook;
mod schema;
mod shape;
mod stage;
mod status;
mod summary;
mod table;
mod templates;
mod trail;
mod waive;
mod words;

use std::process::ExitCode;

use anyhow::Result;
use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{ArgMatches, Args, CommandFactory, FromArgMatches, Parser, Subcommand};

use crate::interview::{self, Interview, Outcome, Prompter, Stop};
use crate::project::edit::Edit;
use crate::terminal::{self, Keeping, Menus, Plain};
use crate::vocabulary::Vocabulary;
use context::{Context, Globals, is_closed_pipe, say};
use error::{CliError, Done, Failure};

/// Plan, map and check stakeholder engagement in the public procurement of AI
#[derive(Parser, Debug)]
#[command(
    name = "aiproc",
    version,
    before_help = "Example: aiproc init my-project --title \"Triage assistant\" --authority \"City of X\"",
    after_help = "Run without a command, aiproc says where the project stands and what comes next.\n\
                  Exit codes: 0 done, or nothing at or above --fail-on; 1 findings; 2 could not do the job; 130 interrupted.\n\
                  aiproc gives no legal advice.",
    subcommand_required = false,
    arg_required_else_help = false,
    infer_subcommands = false
)]
struct Cli {
    #[command(flatten)]
    globals: Globals,
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Subcommand, Debug)]
enum Command {
    /// Begin a project: a commented aiproc.toml and a folder for evidence
    #[command(
        before_help = "Example: aiproc init demo --no-input --title \"Triage assistant\" --authority \"City of X\""
    )]
    Init(Called<init::InitArgs>),
    /// Map the stakeholders: add, score, place, and see who is missing
    #[command(before_help = "Example: aiproc map show")]
    Map(Called<map::MapArgs>),
    /// Walk the checklist of a stage, or answer one item
    #[command(
        before_help = "Example: aiproc checklist --set entry-route-recorded=answered --note \"A tender of its own\""
    )]
    Checklist(Called<checklist::ChecklistArgs>),
    /// Record the facts that law and risk rest on: asked one by one, set, or shown
    #[command(before_help = "Example: aiproc facts --set ai=yes --set annex-iii=5a")]
    Facts(Called<facts::FactsArgs>),
    /// Draw canvases as Markdown, filled from the plan; without an id, list them
    #[command(before_help = "Example: aiproc canvas --all --out canvases")]
    Canvas(Called<canvas::CanvasArgs>),
    /// Write the engagement plan: who, when, by what mechanism, with what promise, and what is missing
    #[command(before_help = "Example: aiproc plan --phase purpose --out plan.md")]
    Plan(Called<plan::PlanArgs>),
    /// Tell what the law asks: the class step by step, each duty and hook, its day, and what meets it
    #[command(before_help = "Example: aiproc law --today 2027-12-02")]
    Law(Called<law::LawArgs>),
    /// Judge plans: open items, shut gates, missing evidence, broken promises
    #[command(before_help = "Example: aiproc check --fail-on warning --format json")]
    Check(Called<check::CheckArgs>),
    /// Keep a list of findings that were there before, so that only new ones count
    #[command(
        before_help = "Example: aiproc baseline add baseline.toml --by \"head of procurement\" --reason \"Plan of 2024\""
    )]
    Baseline(Called<baseline::BaselineArgs>),
    /// Accept a finding until a day, with a reason: write a waiver
    #[command(
        before_help = "Example: aiproc waive required-item-open answers.measurable-target --reason \"The council meets in May\" --by \"project lead\" --until 2027-05-31"
    )]
    Waive(Called<waive::WaiveArgs>),
    /// Follow what people said to what became of it: all of it, one thing both ways, or a sample for an auditor
    #[command(before_help = "Example: aiproc trail --sample 10 --seed 2026")]
    Trail(Called<trail::TrailArgs>),
    /// Show progress per stage: items done, claimed, open and waived, gates shut
    #[command(before_help = "Example: aiproc status --format json")]
    Status(Called<status::StatusArgs>),
    /// Show the stage that the project is in, or go on to another
    #[command(before_help = "Example: aiproc stage problem-and-needs")]
    Stage(Called<stage::StageArgs>),
    /// List what the playbook holds: stages, items, actors, mechanisms, canvases, rules, sources, …
    #[command(before_help = "Example: aiproc list mechanisms --stage tender-design")]
    List(Called<list::ListArgs>),
    /// Explain one thing of the playbook: what, why, how, when, who, risks, sources
    #[command(before_help = "Example: aiproc explain citizens-jury")]
    Explain(Called<explain::ExplainArgs>),
    /// Write, check and print playbook content
    #[command(before_help = "Example: aiproc playbook lint my-playbook")]
    Playbook(Called<playbook::PlaybookArgs>),
    /// Print a JSON Schema: of the project file, for editors, or of what commands print, for programs
    #[command(before_help = "Example: aiproc schema > aiproc.schema.json")]
    Schema(Called<schema::SchemaArgs>),
    /// Print completions for a shell
    #[command(before_help = "Example: aiproc completions bash > aiproc.bash")]
    Completions(Called<completions::CompletionsArgs>),
}

/// The arguments of a command, with the options of every command. They are defined when it is called, so that a start
/// pays for one command and not for all. What is given before the command's name and what is given after it reach
/// [`Cli`] alike.
///
/// What a command is for stands in [`Command`]. Documentation of `T`, and of [`Globals`], clap would show in its stead,
/// so they have none.
#[derive(Debug)]
struct Called<T>(T);

impl<T: Args> Args for Called<T> {
    fn augment_args(command: clap::Command) -> clap::Command {
        command.defer(Self::augment_args_for_update)
    }
    /// Nothing here is ever updated, so this is where a whole definition comes from; see [`whole_command`].
    fn augment_args_for_update(command: clap::Command) -> clap::Command {
        Globals::augment_args(T::augment_args(command))
    }
}

impl<T: FromArgMatches> FromArgMatches for Called<T> {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Self, clap::Error> {
        T::from_arg_matches(matches).map(Self)
    }
    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), clap::Error> {
        self.0.update_from_arg_matches(matches)
    }
}

/// Runs the command line and turns how it ended into an exit code.
pub fn main() -> ExitCode {
    let cli = match called() {
        Ok(cli) => cli,
        Err(error) => {
            // Help and version are results; all else is a misuse. Nobody reads what cannot be printed.
            let _ = error.print();
            return ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(2));
        }
    };
    match run(cli) {
        Ok(done) => ExitCode::from(done.code()),
        Err(error) if is_closed_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            match error.downcast_ref::<CliError>() {
                Some(known) => say(known),
                None => match error.downcast_ref::<open::Problems>() {
                    Some(problems) => say(problems),
                    None => say(CliError::new(Failure::Input, format!("{error:#}"))),
                },
            }
            ExitCode::from(2)
        }
    }
}

/// What was called. The definition of the command line ends here, so that its memory serves the command.
fn called() -> Result<Cli, clap::Error> {
    let mut definition = command();
    let matches = definition.try_get_matches_from_mut(std::env::args_os());
    matches
        .and_then(|matches| Cli::from_arg_matches(&matches).map_err(|error| error.format(&mut definition)))
        .map_err(|error| with_project(with_example(error, &definition)))
}

/// Where something that a command needs is missing, its example shows what.
fn with_example(mut error: clap::Error, definition: &clap::Command) -> clap::Error {
    if error.kind() == ErrorKind::MissingRequiredArgument {
        // Which command was called stands in how it is used; among the words of the person a value may look like one.
        let usage = error.get(ContextKind::Usage).map(ToString::to_string).unwrap_or_default();
        let words = usage.split_whitespace().skip_while(|word| *word != definition.get_name()).skip(1);
        let mut called = definition;
        for word in words {
            let Some(inner) = called.find_subcommand(word) else { break };
            called = inner;
        }
        let example = called.get_before_help().map(|help| help.to_string().replacen("Example", "for example", 1));
        let tips = example.into_iter().map(Into::into).collect();
        error.insert(ContextKind::Suggested, ContextValue::StyledStrs(tips));
    }
    error
}

/// A project where none is taken is the one that is meant.
fn with_project(mut error: clap::Error) -> clap::Error {
    let text = |context| match error.get(context) {
        Some(ContextValue::String(text)) => Some(text),
        _ => None,
    };
    let word = match error.kind() {
        ErrorKind::UnknownArgument => text(ContextKind::InvalidArg),
        ErrorKind::InvalidSubcommand => text(ContextKind::InvalidSubcommand),
        // of a place, not of an option
        ErrorKind::InvalidValue if text(ContextKind::InvalidArg).is_some_and(|argument| argument.starts_with('[')) => {
            text(ContextKind::InvalidValue)
        }
        _ => None,
    };
    if let Some(word) = word
        && let path = std::path::Path::new(word)
        && (path.join(context::PROJECT_FILE).is_file()
            || (path.extension().is_some_and(|e| e == "toml") && path.is_file()))
    {
        let tip = format!("to name the project, use `--project {}`", words::quoted(path)).into();
        error.insert(ContextKind::Suggested, ContextValue::StyledStrs(vec![tip]));
    }
    error
}

fn run(cli: Cli) -> Result<Done> {
    let mut context = Context::new(cli.globals)?;
    let done = match &cli.command {
        None => status::here(&mut context),
        Some(Command::Init(Called(args))) => init::run(args, &mut context),
        Some(Command::Map(Called(args))) => map::run(args, &mut context),
        Some(Command::Checklist(Called(args))) => checklist::run(args, &mut context),
        Some(Command::Facts(Called(args))) => facts::run(args, &mut context),
        Some(Command::Canvas(Called(args))) => canvas::run(args, &mut context),
        Some(Command::Plan(Called(args))) => plan::run(args, &mut context),
        Some(Command::Baseline(Called(args))) => baseline::run(args, &mut context),
        Some(Command::Waive(Called(args))) => waive::run(args, &mut context),
        Some(Command::Law(Called(args))) => law::run(args, &mut context),
        Some(Command::Check(Called(args))) => check::run(args, &mut context),
        Some(Command::Trail(Called(args))) => trail::run(args, &mut context),
        Some(Command::Status(Called(args))) => status::run(args, &mut context),
        Some(Command::Stage(Called(args))) => stage::run(args, &mut context),
        Some(Command::List(Called(args))) => list::run(args, &mut context),
        Some(Command::Explain(Called(args))) => explain::run(args, &mut context),
        Some(Command::Playbook(Called(args))) => playbook::run(args, &mut context),
        Some(Command::Schema(Called(args))) => schema::run(args, &mut context),
        Some(Command::Completions(Called(args))) => completions::run(args, &mut context),
    };
    // What was written so far reaches the reader even when the command failed.
    context.out().flush()?;
    done
}

/// The definition of the command line. Its own options are not handed down, for each command defines them itself.
fn command() -> clap::Command {
    Cli::command().mut_args(|option| option.global(false))
}

/// The same with every command defined: `aiproc help` names commands inside commands only where they are.
fn whole_command() -> clap::Command {
    let whole = Command::augment_subcommands_for_update(clap::Command::new("aiproc"));
    whole.get_subcommands().fold(command(), |all, one| all.mut_subcommand(one.get_name(), |_| one.clone()))
}

/// Reads a whole number that is no smaller than the least.
fn number(least: u64) -> impl Fn(&str) -> Result<u64, String> + Clone {
    move |text| match text.parse() {
        Ok(number) if number >= least => Ok(number),
        Ok(_) | Err(_) => Err(format!("write a whole number in digits, {least} or more")),
    }
}

/// Reads a word of a closed vocabulary; help and suggestions come from the vocabulary.
fn word<T>() -> impl TypedValueParser<Value = T>
where
    T: Vocabulary + std::str::FromStr<Err = String> + Send + Sync,
{
    let values = T::ALL.iter().map(|v| PossibleValue::new(v.as_str()).help(v.meaning()));
    PossibleValuesParser::new(values).try_map(|text| text.parse::<T>())
}

/// Holds an interview in the terminal; the edits of each accepted answer are saved before the next question.
fn ask(
    context: &Context,
    interview: &mut dyn Interview,
    keeping: Keeping,
    on_edits: &mut dyn FnMut(&[Edit]) -> Result<()>,
) -> Result<Outcome> {
    terminal::leave_on_interrupt(keeping).map_err(CliError::input)?;
    let mut plain;
    let mut menus;
    let prompter: &mut dyn Prompter = if context.plain_prompts() {
        plain = Plain::new(std::io::stdin().lock(), std::io::stderr(), context.width);
        &mut plain
    } else {
        menus = Menus::new(context.colour_of_talk(), keeping);
        &mut menus
    };
    interview::drive(interview, prompter, |edits| terminal::saving(|| on_edits(edits)))
}

/// How a conversation that was stopped ends the command.
fn stopped(stop: Option<Stop>) -> Result<Done> {
    match stop {
        None | Some(Stop::Quit) => Ok(Done::Clean),
        Some(Stop::Interrupted | Stop::EndOfInput) => Ok(Done::Interrupted),
        Some(Stop::Refused(rejection)) => Err(CliError::input(rejection.message).into()),
        Some(Stop::Failed(message)) => Err(CliError::input(message)
            .hint("Try with ACCESSIBLE=1, which asks in plain lines, or use the options of the command.")
            .into()),
    }
}
