//! What a command needs of the world, decided once: which project, which playbook, which day, which colours.
//!
//! The only place that reads the environment, the clock and the current folder.

use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};

use anyhow::Result;
use clap::Args;

use super::error::{CliError, Failure};
use super::files;
use super::open::{OpenProject, Problems};
use super::words::count;
use crate::date::Date;
use crate::playbook::{ContentFile, Playbook};
use crate::project::Project;
use crate::report::visible;

/// The name of a project file.
pub const PROJECT_FILE: &str = "aiproc.toml";

// Options that every command takes. Documentation of this type would be shown for that of each command.
#[derive(Args, Clone, Debug, Default)]
pub struct Globals {
    /// The project: its file or folder [default: the nearest aiproc.toml, from here upwards]
    #[arg(long, global = true, value_name = "PATH", help_heading = "Options for every command")]
    pub project: Option<PathBuf>,
    /// An organisation's own playbook folder, layered over the built-in one
    #[arg(long, global = true, value_name = "DIR", help_heading = "Options for every command")]
    pub playbook: Option<PathBuf>,
    /// Never ask; fail and name the option to give instead
    #[arg(long, global = true, help_heading = "Options for every command")]
    pub no_input: bool,
    /// The day to judge by [default: SOURCE_DATE_EPOCH, else today]
    #[arg(long, global = true, value_name = "DATE", help_heading = "Options for every command")]
    pub today: Option<Date>,
    /// When to use colours
    #[arg(
        long,
        global = true,
        value_name = "WHEN",
        default_value = "auto",
        help_heading = "Options for every command"
    )]
    pub color: Colour,
}

/// When to use colours.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum Colour {
    /// On a terminal, unless NO_COLOR says no
    #[default]
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

/// What a command needs of the world.
pub struct Context {
    /// Options that every command takes.
    pub globals: Globals,
    /// The day.
    pub today: Date,
    /// Whether results are coloured.
    pub colour: bool,
    /// Columns for results.
    pub width: usize,
    out: Box<dyn Write>,
}

impl Context {
    /// Decides everything once.
    pub fn new(globals: Globals) -> Result<Self> {
        let colour = match globals.color {
            Colour::Always => true,
            Colour::Never => false,
            Colour::Auto => anstream::AutoStream::choice(&io::stdout()) != anstream::ColorChoice::Never,
        };
        let today = match globals.today {
            Some(day) => day,
            None => today()?,
        };
        let width = width();
        Ok(Self { globals, today, colour, width, out: Box::new(io::BufWriter::new(io::stdout().lock())) })
    }

    /// Where results go. A reader that goes away is no failure; see [`is_closed_pipe`].
    pub fn out(&mut self) -> &mut dyn Write {
        &mut *self.out
    }

    /// Whether people can be asked.
    pub fn can_prompt(&self) -> bool {
        !self.globals.no_input && io::stdin().is_terminal() && io::stderr().is_terminal()
    }

    /// Whether what is said on the other stream than results is coloured.
    pub fn colour_of_talk(&self) -> bool {
        match self.globals.color {
            Colour::Always => true,
            Colour::Never => false,
            Colour::Auto => anstream::AutoStream::choice(&io::stderr()) != anstream::ColorChoice::Never,
        }
    }

    /// Whether prompts must be plain lines: for screen readers, simple terminals and those who ask for it.
    pub fn plain_prompts(&self) -> bool {
        set("ACCESSIBLE") || variable("TERM").is_some_and(|term| term == "dumb")
    }

    /// The file in which GitHub Actions takes the summary of a step.
    pub fn step_summary(&self) -> Option<PathBuf> {
        variable("GITHUB_STEP_SUMMARY").map(PathBuf::from)
    }

    /// The project file that is meant: `--project`, else the nearest one upwards.
    pub fn find_project(&self) -> Result<PathBuf> {
        match &self.globals.project {
            Some(path) if path.is_dir() => Ok(path.join(PROJECT_FILE)),
            Some(path) => Ok(path.clone()),
            None => self.nearest_project()?.ok_or_else(|| {
                CliError::input(format!("there is no {PROJECT_FILE} here or in any folder above"))
                    .hint("Go to the folder of a project, name one with --project PATH, or begin one: aiproc init DIR")
                    .into()
            }),
        }
    }

    /// The nearest project file upwards, if there is one; its path is kept relative where that is short.
    pub fn nearest_project(&self) -> Result<Option<PathBuf>> {
        let here = here()?;
        for (up, folder) in here.ancestors().enumerate() {
            let candidate = folder.join(PROJECT_FILE);
            if candidate.exists() {
                let mut relative = PathBuf::new();
                (0..up).for_each(|_| relative.push(".."));
                return Ok(Some(relative.join(PROJECT_FILE)));
            }
        }
        Ok(None)
    }

    /// Reads the project that is meant, or tells every problem of it.
    pub fn open_project(&self) -> Result<OpenProject> {
        OpenProject::read(&self.find_project()?, self.width)
    }

    /// The playbook that is meant: `--playbook`, else the folder that the project names, else the built-in one alone.
    pub fn open_playbook(&self, project: Option<&OpenProject>) -> Result<Playbook> {
        let folder = match project {
            Some(open) => self.playbook_folder(&open.project, &open.folder())?,
            None => self.globals.playbook.clone(),
        };
        playbook_in(folder.as_deref())
    }

    /// The playbook folder that is meant for a project in `folder`; nothing for the built-in playbook alone.
    pub fn playbook_folder(&self, project: &Project, folder: &Path) -> Result<Option<PathBuf>> {
        match (&self.globals.playbook, &project.project.playbook) {
            (Some(given), _) => Ok(Some(given.clone())),
            (None, Some(named)) => Ok(Some(folder.join(relative_folder(named)?))),
            (None, None) => Ok(None),
        }
    }

    /// The playbook for looking something up: that of the project if there is one, else the built-in one.
    pub fn playbook_here(&self) -> Result<Playbook> {
        let nowhere = self.globals.project.is_none() && self.nearest_project()?.is_none();
        if self.globals.playbook.is_some() || nowhere {
            return self.open_playbook(None);
        }
        match self.open_project() {
            Ok(open) => self.open_playbook(Some(&open)),
            Err(error) if error.is::<Problems>() || self.globals.project.is_none() => {
                let path = self.find_project()?;
                say(format!(
                    "note: {} has problems, so this is from the built-in playbook. See them: aiproc check",
                    path.display()
                ));
                Ok(Playbook::built_in())
            }
            Err(error) => Err(error),
        }
    }
}

/// The playbook with an organisation's folder layered over it, or alone.
pub fn playbook_in(folder: Option<&Path>) -> Result<Playbook> {
    let Some(folder) = folder else { return Ok(Playbook::built_in()) };
    let files = content_files(folder)?;
    let playbook = Playbook::with_organisation(&files);
    let problems = match playbook {
        Ok(playbook) => {
            let problems = crate::join::lint::problems(&playbook);
            if problems.is_empty() {
                return Ok(playbook);
            }
            problems
        }
        Err(problems) => problems,
    };
    let shown = folder.display();
    let mut error = CliError::new(
        Failure::Content,
        format!("the playbook folder {shown} has {}", count(problems.len(), "problem")),
    );
    error.hints = problems.iter().map(|p| format!("{shown}/{p}")).collect();
    Err(error.into())
}

/// All YAML files of a playbook folder, with paths relative to it.
pub fn content_files(folder: &Path) -> Result<Vec<ContentFile>> {
    if !folder.is_dir() {
        return Err(CliError::input(format!("{} is not a folder", folder.display()))
            .hint("Name the folder that holds an organisation's playbook.")
            .into());
    }
    let mut found = Vec::new();
    collect(folder, folder, &mut found)?;
    found.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(found)
}

fn collect(root: &Path, folder: &Path, found: &mut Vec<ContentFile>) -> Result<()> {
    for path in files::entries(folder)? {
        if path.is_dir() {
            collect(root, &path, found)?;
        } else if path.extension().is_some_and(|e| e == "yaml" || e == "yml") {
            let relative = path.strip_prefix(root).unwrap_or(&path).to_string_lossy().replace('\\', "/");
            found.push(ContentFile { path: relative, text: files::read(&path)?.text });
        }
    }
    Ok(())
}

/// A folder that a project names must lie inside its repository.
pub fn relative_folder(named: &str) -> Result<&Path> {
    let path = Path::new(named);
    let inside = path.is_relative() && !named.contains('\\') && !path.components().any(|c| c.as_os_str() == "..");
    if inside {
        Ok(path)
    } else {
        Err(CliError::input(format!("the playbook folder “{named}” is not inside the project's folder"))
            .hint("Write a path such as playbook, or use --playbook DIR.")
            .into())
    }
}

/// Whether an error only says that the reader of our output has gone away.
pub fn is_closed_pipe(error: &anyhow::Error) -> bool {
    let io = error.chain().filter_map(|cause| cause.downcast_ref::<io::Error>());
    let json =
        error.chain().filter_map(|cause| cause.downcast_ref::<serde_json::Error>()).filter_map(|e| e.io_error_kind());
    io.map(io::Error::kind).chain(json).any(|kind| kind == io::ErrorKind::BrokenPipe)
}

/// Says something to the person, on the other stream than results.
pub fn say(text: impl std::fmt::Display) {
    let mut err = anstream::stderr().lock();
    // Where nobody listens there is nobody to tell.
    let _ = writeln!(err, "{}", visible(&text.to_string()));
}

/// The current folder.
#[expect(clippy::disallowed_methods, reason = "this is the one place that knows where we are")]
pub fn here() -> Result<PathBuf> {
    std::env::current_dir().map_err(|e| CliError::input(format!("the current folder cannot be read: {e}")).into())
}

#[expect(clippy::disallowed_methods, reason = "this is the one place that reads the environment")]
fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.is_empty())
}

fn set(name: &str) -> bool {
    variable(name).is_some_and(|value| value != "0")
}

#[expect(clippy::disallowed_methods, reason = "this is the one place that reads the clock")]
fn today() -> Result<Date> {
    let seconds = match variable("SOURCE_DATE_EPOCH") {
        Some(text) => text
            .parse()
            .map_err(|_| CliError::usage(format!("SOURCE_DATE_EPOCH is “{text}”, which is not a number of seconds")))?,
        None => std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).map_or(0, |d| d.as_secs() as i64),
    };
    Date::from_unix_seconds(seconds).ok_or_else(|| CliError::usage("SOURCE_DATE_EPOCH is outside the calendar").into())
}

fn width() -> usize {
    let columns = variable("COLUMNS").and_then(|c| c.parse().ok());
    columns.or_else(|| terminal_size::terminal_size().map(|(w, _)| usize::from(w.0))).unwrap_or(100).clamp(40, 160)
}
