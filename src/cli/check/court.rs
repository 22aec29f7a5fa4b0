//! Judging one plan: read it, find its playbook and policy, judge it, and make its part of the output.
//!
//! Everything here may run beside itself on another thread.

use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use crate::check::{self, Report};
use crate::cli::context::{playbook_in, relative_folder};
use crate::cli::error::CliError;
use crate::cli::open::{evidence_of, folder_of, read_plan};
use crate::date::Date;
use crate::join::Joined;
use crate::playbook::Playbook;
use crate::project::model::{Baseline, PolicyFile};
use crate::project::problem::ProblemCode;
use crate::project::{Document, FieldPath, Problem, Project};
use crate::report::{Judged, Reporter, Row, Run, Totals, Unreadable};
use crate::scale::Severity;

/// A policy from elsewhere.
pub struct Imposed {
    /// What it lays down.
    pub file: PolicyFile,
    /// The organisation's playbook folder that it names.
    pub folder: Option<PathBuf>,
}

/// A baseline, and the folder that its files are relative to.
pub struct Known {
    /// The findings.
    pub baseline: Baseline,
    /// The folder of the baseline.
    pub folder: PathBuf,
    /// Its file, as it was named.
    pub path: PathBuf,
}

/// What became of one plan.
pub struct Verdict {
    /// Its part of the output.
    pub text: String,
    /// Its part of a second output, if one is made.
    pub extra: String,
    /// It could not be judged.
    pub broken: bool,
    /// What it comes to.
    pub totals: Totals,
    /// Its line of a table of many.
    pub row: Row,
    /// Entries of the baseline that it met.
    pub known: HashSet<String>,
    /// How a baseline names it, if there is one and it could be judged.
    pub name: Option<String>,
    /// What a person should know besides.
    pub remarks: Vec<String>,
}

/// What all plans of a run are judged by.
pub struct Court<'c> {
    pub(super) run: &'c Run,
    pub(super) reporter: &'c dyn Reporter,
    pub(super) extra: Option<&'c dyn Reporter>,
    /// Only the line of a table of many is wanted, and no findings.
    pub(super) glance: bool,
    pub(super) today: Date,
    pub(super) fail_on: Option<Severity>,
    /// The common playbook was given on the command line: it goes before what a plan names.
    pub(super) given: bool,
    pub(super) imposed: Option<Imposed>,
    pub(super) known: Option<Known>,
    /// The playbook of every plan that names no folder of its own.
    pub(super) common: Arc<Playbook>,
    pub(super) playbooks: Mutex<HashMap<PathBuf, Result<Arc<Playbook>, String>>>,
}

impl<'c> Court<'c> {
    /// Judges the plan in a file and makes its part of the output.
    pub fn hear(&self, path: &Path) -> Verdict {
        let name = shown(path);
        let mut remarks = Vec::new();
        let mut known = HashSet::new();
        let heard = self.judged(path, &name, &mut remarks, &mut known, |judged, playbook| Verdict {
            text: if self.glance { String::new() } else { self.reporter.project(self.run, judged) },
            extra: self.extra.map(|extra| extra.project(self.run, judged)).unwrap_or_default(),
            row: Row::of(judged),
            totals: Totals::of(judged, playbook),
            known: HashSet::new(),
            name: self.known.as_ref().map(|known| relative_to(path, &known.folder)),
            remarks: Vec::new(),
            broken: false,
        });
        let verdict = heard.unwrap_or_else(|file| Verdict {
            text: self.reporter.unreadable(self.run, &file),
            extra: self.extra.map(|extra| extra.unreadable(self.run, &file)).unwrap_or_default(),
            row: Row::unreadable(&file),
            totals: Totals { unreadable: 1, ..Totals::default() },
            known: HashSet::new(),
            name: None,
            remarks: Vec::new(),
            broken: true,
        });
        Verdict { known, remarks, ..verdict }
    }

    /// Hands the judged plan on, or tells why it cannot be judged.
    pub fn judged<R>(
        &self,
        path: &Path,
        name: &str,
        remarks: &mut Vec<String>,
        known: &mut HashSet<String>,
        then: impl FnOnce(&Judged<'_>, &Arc<Playbook>) -> R,
    ) -> Result<R, Unreadable> {
        let broken = |text: String, problems: Vec<Problem>| Unreadable { file: name.to_owned(), text, problems };
        let opened = read_plan(path).map_err(|error| broken(String::new(), vec![whole(error)]))?;
        let text = opened.text;
        let understood = Document::parse(&text).and_then(|document| {
            let project = Project::read(&document)?;
            Ok((document, project))
        });
        let (document, project) = match understood {
            Ok(both) => both,
            Err(problems) => return Err(broken(text, problems)),
        };
        let folder = folder_of(path);
        let playbook = match self.playbook(&project, &folder) {
            Ok(playbook) => playbook,
            Err(message) => {
                let at = FieldPath::of(["project", "playbook"]);
                let span = document.locate(&at);
                let hint = "Mend the folder: aiproc playbook lint DIR tells its problems.".to_owned();
                let problem = Problem { code: ProblemCode::Unreadable, path: at, span, message, hint: Some(hint) };
                return Err(broken(text, vec![problem]));
            }
        };
        let project = match &self.imposed {
            None => project,
            Some(imposed) => {
                let (project, void) = check::imposed(project, &imposed.file);
                let remark = |id: String| {
                    format!("{name}: the waiver “{id}” is not in the policy that was given, so it does not hold")
                };
                remarks.extend(void.into_iter().map(remark));
                project
            }
        };
        let joined = Joined::with_files(&playbook, &project, self.today, evidence_of(&project, &folder));
        let mut report: Report = check::run(&joined);
        if let Some(own) = &self.known {
            *known = check::baseline::apply(&mut report, &own.baseline, &relative_to(path, &own.folder));
        }
        let fail_on = self.fail_on.unwrap_or_else(|| check::fail_on(&joined));
        let judged = Judged { file: name, document: &document, joined: &joined, report: &report, fail_on };
        Ok(then(&judged, &playbook))
    }

    /// The playbook that a plan is judged by; one that several name is read once.
    fn playbook(&self, project: &Project, folder: &Path) -> Result<Arc<Playbook>, String> {
        let named = match (self.given, &self.imposed, &project.project.playbook) {
            (true, _, _) | (false, None, None) => None,
            (false, Some(imposed), _) => imposed.folder.clone(),
            (false, None, Some(named)) => Some(folder.join(relative_folder(named).map_err(|error| told(&error))?)),
        };
        let Some(named) = named else { return Ok(Arc::clone(&self.common)) };
        let mut known = self.playbooks.lock().unwrap_or_else(PoisonError::into_inner);
        let read = || playbook_in(Some(&named)).map(Arc::new).map_err(|error| told(&error));
        known.entry(named.clone()).or_insert_with(read).clone()
    }
}

/// The message of a failure, with what was said of the way out.
fn told(error: &anyhow::Error) -> String {
    match error.downcast_ref::<CliError>() {
        Some(known) => [std::slice::from_ref(&known.message), known.hints.as_slice()].concat().join("; "),
        None => format!("{error:#}"),
    }
}

/// A path as the user named it, with forward slashes.
pub fn shown(path: &Path) -> String {
    path.to_string_lossy().replace('\\', "/")
}

/// The plan's path as a baseline in `folder` names it, with forward slashes.
pub fn relative_to(path: &Path, folder: &Path) -> String {
    let plain = |path: &Path| std::fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let (path, folder) = (plain(path), plain(folder));
    let common = path.components().zip(folder.components()).take_while(|(a, b)| a == b).count();
    let up = folder.components().skip(common).map(|_| Path::new("..").to_owned());
    let down = path.components().skip(common).map(|part| PathBuf::from(part.as_os_str()));
    shown(&up.chain(down).collect::<PathBuf>())
}

/// A file that could not be read at all, as a problem of its first line.
fn whole(error: CliError) -> Problem {
    let hint = error.hints.into_iter().next();
    Problem { code: ProblemCode::Unreadable, path: FieldPath::root(), span: 0..0, message: error.message, hint }
}
