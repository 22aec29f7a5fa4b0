//! `aiproc check`: judges plans like code.

mod court;
mod fix;
mod order;
mod plans;

use std::collections::{HashMap, HashSet};
use std::path::PathBuf;
use std::sync::{Arc, Mutex};

use anyhow::Result;
use clap::Args;

use super::context::{Context, PROJECT_FILE, playbook_in, say};
use super::error::{CliError, Done};
use super::files;
use super::open::{folder_of, read_tables};
use super::summary::StepSummary;
use super::table::{Lines, draw_each};
use super::words::{count, quoted};
use crate::id::nearest;
use crate::playbook::{Kind, Playbook};
use crate::project::model::{Baseline, BaselineFinding, Policy, PolicyFile};
use crate::project::{Document, FieldPath};
use crate::report::{self, Format, Reporter, Row, Run, Totals, Written};
use crate::scale::Severity;
pub use court::{Court, Known, relative_to, shown};
use court::{Imposed, Verdict};

#[derive(Args, Debug)]
pub struct CheckArgs {
    /// Project files, or folders in and below which every aiproc.toml is judged [default: the project]
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// How to show what was found
    #[arg(long, value_name = "FORMAT", default_value = "text", value_parser = super::word::<Format>())]
    format: Format,
    /// The least severity that makes the check fail [default: the policy, else error]
    #[arg(long, value_name = "SEVERITY", value_parser = super::word::<Severity>())]
    fail_on: Option<Severity>,
    /// Judge by the policy, the waivers and the playbook folder of this file, not by the plan's own
    #[arg(long, value_name = "FILE")]
    policy: Option<PathBuf>,
    /// Do not count what this baseline knows; see aiproc baseline
    #[arg(long, value_name = "FILE")]
    baseline: Option<PathBuf>,
    /// One line for each project; as text or JSON
    #[arg(long, conflicts_with = "fix")]
    summary: bool,
    /// Mend what can be mended without adding or losing anything, then judge
    #[arg(long)]
    fix: bool,
    /// With --fix: show the changes and make none
    #[arg(long, requires = "fix")]
    dry_run: bool,
    /// How many projects to judge at once [default: one for each processor]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=256))]
    threads: Option<u16>,
    /// Succeed when no rule applies
    #[arg(long)]
    allow_empty: bool,
}

/// Judges the projects.
pub fn run(args: &CheckArgs, context: &mut Context) -> Result<Done> {
    if args.summary && !matches!(args.format, Format::Text | Format::Json) {
        return Err(CliError::usage("--summary can be shown as text or json only").into());
    }
    let paths = meant(&args.paths, context)?;
    let reporter = report::reporter(args.format);
    let run = Run { today: context.today, many: paths.len() > 1, colour: context.colour, width: context.width };
    let mut summary = StepSummary::for_format(args.format, context);
    let beside = summary.as_ref().map(|_| report::step_summary());
    let mut court = court(context, &run, &*reporter, args.fail_on, args.policy.as_deref(), args.baseline.as_deref())?;
    court.extra = beside.as_deref();
    court.glance = args.summary;
    if args.fix {
        let changed = fix::all(&court, &paths, args.dry_run, context)?;
        if args.dry_run {
            return Ok(if changed { Done::Findings } else { Done::Clean });
        }
    }
    let threads = match args.threads {
        Some(threads) => threads.into(),
        None if paths.len() > 1 => processors(),
        None => 1,
    };
    let mut whole = Whole::default();
    let heard = |n: usize| court.hear(&paths[n]);
    let size = |verdict: &Verdict| verdict.text.len() + verdict.extra.len();
    if args.summary {
        let mut rows = Vec::with_capacity(paths.len());
        order::in_order(paths.len(), threads, heard, size, |verdict| {
            rows.push(verdict.row.clone());
            whole.add(verdict);
            Ok(())
        })?;
        whole.totals.or_playbook(&court.common);
        let text = match args.format {
            Format::Json => report::portfolio(&run, &whole.totals, &rows),
            _ => glance(context, &whole.totals, &rows),
        };
        write!(context.out(), "{text}")?;
    } else {
        let mut written = Written::default();
        let mut last = Vec::new();
        write!(context.out(), "{}", reporter.start(&run))?;
        order::in_order(paths.len(), threads, heard, size, |mut verdict| {
            let text = std::mem::take(&mut verdict.text);
            let findings = verdict.totals.summary.total();
            if let Some(summary) = &mut summary {
                match verdict.broken {
                    true => summary.add_unreadable(std::mem::take(&mut verdict.extra)),
                    false => summary.add(std::mem::take(&mut verdict.extra), findings),
                }
            }
            if verdict.broken && reporter.unreadable_last() {
                last.push(text);
            } else {
                let (text, left_out) = if verdict.broken { (text, 0) } else { reporter.fit(text, written) };
                if !text.is_empty() {
                    let between = if written.bytes > 0 { reporter.between() } else { "" };
                    write!(context.out(), "{between}{text}")?;
                }
                written.findings += findings;
                written.bytes += text.len();
                verdict.totals.left_out = left_out;
            }
            whole.add(verdict);
            Ok(())
        })?;
        whole.totals.or_playbook(&court.common);
        write!(context.out(), "{}", reporter.end(&run, &whole.totals, &last))?;
    }
    whole.say(&court);
    drop(court);
    if let Some(summary) = summary {
        summary.write(&run, &mut whole.totals)?;
    }
    whole.done(args.allow_empty)
}

/// What a whole run comes to.
#[derive(Default)]
struct Whole {
    totals: Totals,
    known: HashSet<String>,
    /// The plans that were judged, as a baseline names them.
    judged: HashSet<String>,
    remarks: Vec<String>,
}

impl Whole {
    fn add(&mut self, verdict: Verdict) {
        self.totals.add(verdict.totals);
        self.judged.extend(verdict.name);
        self.known.extend(verdict.known);
        self.remarks.extend(verdict.remarks);
    }

    /// What a person should know besides the findings.
    fn say(&self, court: &Court<'_>) {
        for remark in &self.remarks {
            say(format!("note: {remark}"));
        }
        let Some(known) = &court.known else { return };
        // What was found in other plans nobody can tell.
        let missed =
            |(id, finding): &(&str, &BaselineFinding)| self.judged.contains(&finding.file) && !self.known.contains(*id);
        let gone = known.baseline.findings.iter().filter(missed).count();
        if gone > 0 {
            let (them, were) = if gone == 1 { ("it is", "was") } else { ("they are", "were") };
            say(format!(
                "note: {} of the baseline {were} not found here any more; if {them} mended: aiproc baseline prune {}",
                count(gone, "finding"),
                quoted(&known.path)
            ));
        }
    }

    fn done(&self, allow_empty: bool) -> Result<Done> {
        if self.totals.unreadable > 0 {
            Ok(Done::NotJudged)
        } else if self.totals.rules == 0 && !allow_empty {
            Err(CliError::input("no rule applies to this plan, so nothing was judged")
                .hint("Look at project.stage, or pass --allow-empty if that is meant.")
                .into())
        } else if self.totals.failing > 0 {
            Ok(Done::Findings)
        } else {
            Ok(Done::Clean)
        }
    }
}

/// The plans that a command line means: the project, if it names none.
pub fn meant(paths: &[PathBuf], context: &Context) -> Result<Vec<PathBuf>> {
    if paths.is_empty() {
        return Ok(vec![context.find_project()?]);
    }
    if context.globals.project.is_some() {
        return Err(CliError::usage("--project and PATH cannot be used together")
            .hint("Name the projects as PATH alone.")
            .into());
    }
    Ok(plans::named(paths)?)
}

/// Everything that plans are judged by.
pub fn court<'c>(
    context: &Context,
    run: &'c Run,
    reporter: &'c dyn Reporter,
    fail_on: Option<Severity>,
    policy: Option<&std::path::Path>,
    baseline: Option<&std::path::Path>,
) -> Result<Court<'c>> {
    let imposed = policy.map(|path| imposed(path, context)).transpose()?;
    let known = baseline
        .map(|path| -> Result<Known> {
            let baseline: Baseline = read_tables(path, "The baseline", context.width)?;
            Ok(Known { baseline, folder: folder_of(path), path: path.to_owned() })
        })
        .transpose()?;
    // A folder that is named for all must hold; one that a plan names stops that plan alone.
    let common = Arc::new(playbook_in(context.globals.playbook.as_deref())?);
    // The program ends with its playbook; to take every record apart first would be for nothing, and a thirtieth of all
    // that one plan takes.
    std::mem::forget(Arc::clone(&common));
    Ok(Court {
        run,
        reporter,
        extra: None,
        glance: false,
        today: context.today,
        fail_on,
        given: context.globals.playbook.is_some(),
        imposed,
        known,
        common,
        playbooks: Mutex::new(HashMap::new()),
    })
}

/// A policy from another file: a policy file, or a project file whose policy, waivers and playbook folder count.
fn imposed(path: &std::path::Path, context: &Context) -> Result<Imposed> {
    let path = if path.is_dir() { path.join(PROJECT_FILE) } else { path.to_owned() };
    let text = files::read(&path)?.text;
    let whole_plan = Document::parse(&text).is_ok_and(|d| d.value(&FieldPath::of(["project"])).is_some());
    let file = if whole_plan {
        let plan: crate::project::Tables = read_tables(&path, "The policy", context.width)?;
        PolicyFile { format: plan.format, playbook: plan.project.playbook, policy: plan.policy, waivers: plan.waivers }
    } else {
        read_tables(&path, "The policy", context.width)?
    };
    let folder = match &file.playbook {
        Some(named) => Some(folder_of(&path).join(super::context::relative_folder(named)?)),
        None => None,
    };
    let playbook = playbook_in(context.globals.playbook.as_deref().or(folder.as_deref()))?;
    unknown_rules(file.policy.as_ref(), &playbook, &path)?;
    Ok(Imposed { file, folder })
}

/// A policy from elsewhere that names a rule which is not there would judge by less than it says.
fn unknown_rules(policy: Option<&Policy>, playbook: &Playbook, path: &std::path::Path) -> Result<()> {
    let Some(policy) = policy else { return Ok(()) };
    let parts = policy.stages.values().chain(policy.risk_classes.values());
    let named = policy.severities.keys().chain(parts.flat_map(|part| part.severities.keys()));
    let unknown: Vec<&str> = named.filter(|id| !playbook.rules().contains(id)).collect();
    let Some(first) = unknown.first() else { return Ok(()) };
    let mut error = CliError::input(format!("{}: the playbook has no rule “{first}”", path.display()));
    if let Some(near) = nearest(first, playbook.ids(Kind::Rules)) {
        error = error.hint(format!("Did you mean “{near}”?"));
    }
    Err(error.hint("See them: aiproc list rules").into())
}

/// Many projects at a glance, for people.
fn glance(context: &Context, totals: &Totals, rows: &[Row]) -> String {
    let cell = |row: &Row| {
        let verdict = match row.failed {
            None => "not judged",
            Some(true) => "fails",
            Some(false) => "passes",
        };
        let word = |text: Option<&str>| text.unwrap_or("–").to_owned();
        let folder = row.file.strip_suffix(PROJECT_FILE).map(|folder| folder.trim_end_matches('/'));
        let plan = folder.map_or(row.file.as_str(), |folder| if folder.is_empty() { "." } else { folder });
        let counts = [row.errors, row.warnings, row.notes, row.waived + row.known];
        let mut cells = vec![plan.to_owned(), word(row.stage_ref.as_deref())];
        cells.push(word(row.stakes.map(|s| s.as_str())));
        // Of a plan that was not judged, nothing is counted.
        cells.extend(counts.iter().map(|n| if row.failed.is_some() { n.to_string() } else { "–".to_owned() }));
        cells.push(verdict.to_owned());
        cells
    };
    let headings = ["Plan", "Stage", "Stakes", "Errors", "Warnings", "Notes", "Set aside", "Verdict"];
    let lines = draw_each(context, Lines::Framed, &headings, || rows.iter().map(cell));
    let mut text = lines + "\n";
    if totals.projects > 0 {
        text += &format!(
            "{} on {}: {}.\n",
            count(totals.projects, "project"),
            context.today,
            report::counts(totals.summary)
        );
    }
    if totals.unreadable > 0 {
        text += &format!("{} could not be judged: aiproc check PATH says why.\n", count(totals.unreadable, "plan"));
    }
    text
}

fn processors() -> usize {
    std::thread::available_parallelism().map_or(1, usize::from)
}
